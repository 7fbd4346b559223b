//! Straight quotes and apostrophes: quotations, nested quotations, elisions, primes.

use crate::l10n::typography::apostrophes::single;
use crate::l10n::typography::line::Line;
use crate::l10n::typography::quote_context::{Open, Set, Sides};
use crate::l10n::typography::quote_styles::style;
use crate::l10n::typography::signs::{is_space, is_unspaced};
use crate::locale::Locale;

/// Replaces straight quotes and apostrophes. Ambiguous ones are kept.
pub fn set(line: &mut Line, locale: &Locale) {
    let Some([open, close, inner_open, inner_close]) = style(locale) else {
        return;
    };
    let signs = ['"', '\'', '“', '”', '‘', '’', open, close];
    if !line.may_hold(&signs) {
        return;
    }
    seconds(line);
    let mut opened: Vec<Open> = Vec::new();
    for at in 0..line.chars.len() {
        // Almost no character is one of these.
        if !line.at(at).is_some_and(|c| signs.contains(&c)) {
            continue;
        }
        let sides = Sides::of(line, at);
        let (sign, set) = match line.sign(at) {
            Some('"') => ('"', double(line, at, &sides, &opened)),
            Some('\'') => ('\'', single(line, at, &sides, &opened, locale)),
            Some(c) if locale.has_single_quotes => match typed(line, at, c, &opened) {
                Some(typed) => typed,
                None => continue,
            },
            // Typographic quotes that the author typed open and close quotations too.
            Some(c) if c == open && (open != close || sides.is_start) => {
                opened.push(Open {
                    sign: '"',
                    is_inner: false,
                });
                continue;
            }
            Some(c) if c == close && (c != '’' || sides.is_end) => {
                leave(&mut opened, '"');
                continue;
            }
            _ => continue,
        };
        let new = match set {
            Set::Open => {
                let is_inner = opened
                    .last()
                    .map_or(sign == '\'' && !locale.has_single_quotes, |outer| {
                        !outer.is_inner
                    });
                opened.push(Open { sign, is_inner });
                if is_inner { inner_open } else { open }
            }
            Set::Close => match leave(&mut opened, sign) {
                Some(Open { is_inner: true, .. }) => inner_close,
                _ => close,
            },
            Set::Apostrophe => '’',
            Set::Prime if sign == '"' => '″',
            Set::Prime => '′',
            Set::Nothing => continue,
        };
        line.replace(at, new);
    }
}

/// The role of a typographic quote where single ones are the outer quotes: they were typed for the other habit, or come from
/// the language of which this is a region. None for apostrophes.
fn typed(line: &Line, at: usize, c: char, opened: &[Open]) -> Option<(char, Set)> {
    let is_open = opened.iter().any(|open| open.sign == '\'');
    Some(match c {
        '“' => ('"', Set::Open),
        '”' => ('"', Set::Close),
        '‘' => ('\'', Set::Open),
        '’' if is_open && ends_quotation(line, at) && !is_possessive(line, at) => {
            ('\'', Set::Close)
        }
        _ => return None,
    })
}

/// Whether a `’` may be the end of a quotation.
fn ends_quotation(line: &Line, at: usize) -> bool {
    let sides = Sides::of(line, at);
    sides.is_end && !sides.before.is_none_or(is_space)
}

/// Whether a `’` is more likely the end of a plural, `the states’ aims`: another one follows that ends the quotation.
fn is_possessive(line: &Line, at: usize) -> bool {
    let mut quotes = (at + 1..line.chars.len()).filter(|at| match line.sign(*at) {
        Some('‘') => true,
        Some('’') => ends_quotation(line, *at),
        _ => false,
    });
    let next = quotes.next().and_then(|at| line.sign(at));
    line.before(at) == Some('s') && next == Some('’')
}

/// Closes a quotation, and those that were left open inside it.
fn leave(opened: &mut Vec<Open>, sign: char) -> Option<Open> {
    let at = opened.iter().rposition(|open| open.sign == sign)?;
    opened.drain(at..).next()
}

fn double(line: &Line, at: usize, sides: &Sides, opened: &[Open]) -> Set {
    let depth = opened.iter().filter(|open| open.sign == '"').count();
    let is_number = sides.before.is_some_and(|c| c.is_ascii_digit());
    match (sides.is_start, sides.is_end) {
        (true, false) => Set::Open,
        // Inches or seconds, if enough closing quotes follow for all open quotations.
        (false, _) if is_number && depth <= ends_behind(line, at) => Set::Prime,
        (false, true) => Set::Close,
        (_, _) if depth > 0 => Set::Close,
        (true, true) if (at + 1..line.chars.len()).any(|at| line.sign(at) == Some('"')) => {
            Set::Open
        }
        (false, false) if is_behind_prefix(line, at) => Set::Open,
        // Between two letters, as in Hebrew abbreviations, it is part of the word.
        (false, false)
            if !sides
                .before
                .is_some_and(|c| c.is_alphanumeric() && !is_unspaced(c)) =>
        {
            Set::Open
        }
        _ => Set::Nothing,
    }
}

/// Whether a quote stands behind the prefixes of Hebrew or Arabic, which are written without a space (“in”, “the”, “and”), and the next quote closes: in
/// an abbreviation, such as צה"ל, none does.
fn is_behind_prefix(line: &Line, at: usize) -> bool {
    let is_prefix = |at: &usize| line.at(*at).is_some_and(|c| "ובהלכשמوبلكفـ".contains(c));
    let length = (0..at).rev().take_while(is_prefix).count();
    let is_word = line.before(at - length).is_some_and(char::is_alphanumeric);
    let mut later = (at + 1..line.chars.len()).filter(|at| line.sign(*at) == Some('"'));
    let closes = later.next().map(|next| Sides::of(line, next));
    (1..=3).contains(&length)
        && !is_word
        && closes.is_some_and(|sides| sides.is_end && !sides.is_start)
}

/// The number of straight double quotes after an index that close, up to the first that opens.
fn ends_behind(line: &Line, at: usize) -> usize {
    let quotes = (at + 1..line.chars.len()).filter(|at| line.sign(*at) == Some('"'));
    let sides = quotes.map(|at| Sides::of(line, at));
    let ends = sides.take_while(|sides| !sides.is_start);
    ends.filter(|sides| sides.is_end).count()
}

/// Replaces two apostrophes behind a number, which are inches or seconds, by one sign.
fn seconds(line: &mut Line) {
    if !line.repeats('\'') {
        return;
    }
    let mut at = 1;
    while at + 1 < line.chars.len() {
        let is_two = [at, at + 1].iter().all(|at| line.sign(*at) == Some('\''));
        let is_three = line.at(at + 2) == Some('\'');
        if is_two && !is_three && line.before(at).is_some_and(|c| c.is_ascii_digit()) {
            line.replace(at, '"');
            line.remove(at + 1..at + 2);
        }
        at += 1;
    }
}
