//! Straight single quotes: quotations, apostrophes, elisions, primes.

use crate::l10n::typography::line::Line;
use crate::l10n::typography::quote_context::{Open, Set, Sides, has_apostrophe, is_word};
use crate::l10n::typography::signs::{is_opening, is_space, is_unspaced};
use crate::locale::Locale;

/// Words that begin with an apostrophe, by language.
const ELISIONS: [(&str, &str); 4] = [
    (
        "en",
        "bout cause cept em fraid gainst n neath nuff round s sup til till tis twas tween twere twill",
    ),
    ("de", "n ne nem nen ner raus rein rauf rum runter s"),
    ("nl", "k m n r s t"),
    ("af", "n"),
];

/// The role of the straight single quote at an index.
pub fn single(line: &Line, at: usize, sides: &Sides, opened: &[Open], locale: &Locale) -> Set {
    let is_open = opened.iter().any(|open| open.sign == '\'');
    let is_number = sides.before.is_some_and(|c| c.is_ascii_digit());
    let is_word_behind = sides.after.is_some_and(is_word);
    // `l'"histoire"`: the word continues inside the quotes.
    let is_quote_behind = matches!(sides.after, Some('"' | '«' | '“' | '„' | '‹'))
        && line
            .at(at + 2)
            .is_some_and(|c| is_word(c) || sides.after != Some('"'));
    let is_letter = sides.before.is_some_and(has_apostrophe) && locale.language() != "uz";
    if is_letter && (is_word_behind || is_quote_behind) {
        return Set::Apostrophe;
    }
    if is_number && is_of_degrees(line, at) {
        return Set::Prime;
    }
    if is_number && sides.after == Some('-') && is_inches(line, at + 2) {
        return Set::Prime;
    }
    // `the U.K.'s`, `(the firm)'s`, `50%'s`
    if matches!(sides.before, Some('.' | ')' | ']' | '%')) && !is_open && is_genitive(line, at) {
        return Set::Apostrophe;
    }
    if is_number && is_word_behind {
        let is_digit = sides.after.is_some_and(|c| c.is_ascii_digit());
        let is_feet = is_digit && !parts_thousands(line, at);
        return if is_feet { Set::Prime } else { Set::Apostrophe };
    }
    let is_share_behind =
        sides.after == Some('%') && line.at(at + 2).is_some_and(|c| c.is_ascii_digit());
    if sides.is_start && (is_word_behind || is_quote_behind || is_share_behind) {
        return match () {
            _ if is_elision(line, at, locale) => Set::Apostrophe,
            _ if closes_behind(line, at) => Set::Open,
            _ if sides.after.is_some_and(has_apostrophe) => Set::Apostrophe,
            _ => Set::Nothing,
        };
    }
    // `f'(x)`
    let is_alone = !at
        .checked_sub(1)
        .and_then(|at| line.before(at))
        .is_some_and(is_word);
    if is_letter && is_alone && sides.after == Some('(') && !is_open {
        return Set::Prime;
    }
    // `rock-'n'-roll`
    if is_letter && sides.after == Some('-') && !is_open {
        return Set::Apostrophe;
    }
    // Between two letters of a script without spaces.
    let is_unspaced = |c: Option<char>| c.is_some_and(is_unspaced);
    if !sides.is_end && (is_unspaced(sides.before) || is_unspaced(sides.after)) {
        return match () {
            _ if is_open => Set::Close,
            _ if (at + 1..line.chars.len()).any(|at| line.sign(at) == Some('\'')) => Set::Open,
            _ => Set::Nothing,
        };
    }
    match sides.is_end && !sides.before.is_none_or(is_space) {
        true if is_open => Set::Close,
        true if is_number => Set::Prime,
        true if is_letter => Set::Apostrophe,
        _ => Set::Nothing,
    }
}

/// Whether an apostrophe between two digits parts thousands, as in Switzerland, `12'500'000`: three digits stand behind it, and one to three before
/// it. Feet have fewer than three digits of inches.
fn parts_thousands(line: &Line, at: usize) -> bool {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let before = (0..at)
        .rev()
        .take_while(|at| is_digit(line.at(*at)))
        .count();
    let after = (at + 1..).take_while(|at| is_digit(line.at(*at))).count();
    (1..=3).contains(&before) && after == 3
}

/// Whether inches start at an index: `10"` in `5'-10"`.
fn is_inches(line: &Line, at: usize) -> bool {
    let is_digit = |at: &usize| line.at(*at).is_some_and(|c| c.is_ascii_digit());
    let digits = (at..).take_while(is_digit).count();
    digits > 0 && matches!(line.at(at + digits), Some('"' | '″'))
}

/// Whether a straight single quote after an index closes.
fn closes_behind(line: &Line, at: usize) -> bool {
    let mut quotes = (at + 2..line.chars.len()).filter(|at| line.sign(*at) == Some('\''));
    quotes.any(|at| {
        let sides = Sides::of(line, at);
        sides.is_end && !sides.before.is_none_or(|c| is_space(c) || is_opening(c))
    })
}

/// Whether an apostrophe replaces the start of a word: `'tis`, `'90s`, `rock 'n' roll`. A word with a quote on its
/// other side too is quoted.
fn is_elision(line: &Line, at: usize, locale: &Locale) -> bool {
    let behind = line.chars.iter().skip(at + 1).map(|(c, _)| *c);
    let word: String = behind.take_while(|c| c.is_alphanumeric()).collect();
    let next = line.at(at + 1 + word.chars().count());
    let is_quoted = next == Some('\'');
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let is_decade = ["", "s", "er", "ern"].contains(&&word[digits.len()..])
        && matches!(digits.len(), 2 | 3)
        && digits.bytes().all(|b| b.is_ascii_digit())
        // `'50%'`
        && !matches!(next, Some('%' | '‰' | '°'));
    let mut known = ELISIONS
        .iter()
        .filter(|(language, _)| *language == locale.language());
    let is_known = known.any(|(_, words)| words.split(' ').any(|w| w == word.to_lowercase()));
    let is_and = word.to_lowercase() == "n" && is_quoted && is_before_and(line, at);
    is_and || (is_decade || is_known) && (!is_quoted || word == "n")
}

/// Whether a word of English stands before an index that is joined by `'n'` in all languages: `rock 'n' roll`.
fn is_before_and(line: &Line, at: usize) -> bool {
    let end = line.spaces_before(at);
    let letters = (0..end)
        .rev()
        .map_while(|at| line.at(at).filter(|c| c.is_alphabetic()));
    let word: Vec<char> = letters.flat_map(char::to_lowercase).collect();
    let is = |known: &str| word.iter().rev().copied().eq(known.chars());
    ["rock", "drum", "guns"].into_iter().any(is)
}

/// Whether minutes of a degree stand before an index: `51°30'`.
fn is_of_degrees(line: &Line, at: usize) -> bool {
    let is_of_number = |c: &char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\u{a0}');
    let mut signs = (0..at).rev().filter_map(|at| line.at(at));
    signs.find(|c| !is_of_number(c)) == Some('°')
}

/// Whether an `s` that is a word stands behind an index.
fn is_genitive(line: &Line, at: usize) -> bool {
    line.at(at + 1) == Some('s') && !line.at(at + 2).is_some_and(char::is_alphanumeric)
}
