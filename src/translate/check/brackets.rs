//! Brackets and quotes that are not closed, not opened, or turned the wrong way.

use crate::diagnostic::Code;
use crate::l10n::typography::quote_styles;
use crate::translate::check::fault::{Fault, Text};

/// The kind of a bracket, and whether it opens. Full-width ones are the same as the others, as both are mixed in Chinese and Japanese.
fn kind(c: char) -> Option<(usize, bool)> {
    Some(match c {
        '(' | '（' => (0, true),
        ')' | '）' => (0, false),
        '[' | '［' => (1, true),
        ']' | '］' => (1, false),
        '「' => (2, true),
        '」' => (2, false),
        '『' => (3, true),
        '』' => (3, false),
        '【' => (4, true),
        '】' => (4, false),
        '《' => (5, true),
        '》' => (5, false),
        '〈' => (6, true),
        '〉' => (6, false),
        _ => return None,
    })
}

/// Whether a character is a double quotation mark but a guillemet. Which of them opens depends on the language.
fn is_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '‟' | '"')
}

/// Whether a character is a bracket or a quote, so that it is looked at.
fn is_paired(c: char) -> bool {
    if matches!(c, ' ' | 'A'..='Z' | 'a'..='z') {
        return false;
    }
    kind(c).is_some() || is_quote(c) || matches!(c, '«' | '»' | '‹' | '›')
}

/// Guillemets, of which the first one opens or closes, depending on the language.
const GUILLEMETS: [[char; 2]; 2] = [['«', '»'], ['‹', '›']];

/// A hint for all of them.
const HINT: &str =
    "brackets and quotes stand in pairs: add the one that is missing, or delete this one";

/// Reports the first bracket and the first quote that have no counterpart.
pub fn check(text: &Text, out: &mut Vec<Fault>) {
    if !text.line.iter().any(|(c, _)| is_paired(*c)) {
        return;
    }
    let chars: Vec<char> = text.line.iter().map(|(c, _)| *c).collect();
    let is_in_source = |find: fn(&[char]) -> Option<usize>| {
        let source = text.source.map(|source| source.chars().collect::<Vec<_>>());
        source.as_deref().and_then(find).is_some()
    };
    let mut say = |at: usize, what: &str| {
        let what = format!("has a `{}` {what}", chars[at]);
        out.push(Fault::new(Code::UnbalancedSigns, at..at + 1, what, HINT));
    };
    // `](` is what is left of a link, which is another finding.
    let is_link = chars.windows(2).any(|pair| pair == [']', '(']);
    if let Some(at) = bracket(&chars).filter(|_| !is_link && !is_in_source(bracket)) {
        let what = match kind(chars[at]) {
            Some((_, true)) => "that is not closed",
            _ => "that nothing opens",
        };
        say(at, what);
    }
    // In Hebrew, the sign also stands within words.
    if matches!(text.language.name(), "he" | "yi") {
        return;
    }
    if let Some(at) = quote(&chars).filter(|_| !is_in_source(quote)) {
        say(at, "without its counterpart");
    } else if let Some(at) = reversed(text, &chars) {
        say(at, "that is turned the wrong way");
    }
}

/// The first bracket without a counterpart. Signs of enumeration, as in `a)`, and smileys are none.
fn bracket(chars: &[char]) -> Option<usize> {
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut alone: Vec<(usize, usize)> = Vec::new();
    let signs = chars.iter().enumerate().filter(|(_, c)| is_paired(**c));
    for (at, (kind, is_opening)) in signs.filter_map(|(at, c)| Some((at, kind(*c)?))) {
        // `:-)`, and no hyphen before a bracket: `Schüler-(innen)`.
        let is_eye = |back: usize| at >= back && matches!(chars[at - back], ':' | ';' | '=' | '8');
        let is_smiley =
            is_eye(1) && chars[at - 1] != '8' || at > 1 && chars[at - 1] == '-' && is_eye(2);
        if is_opening {
            open.extend((!is_smiley).then_some((at, kind)));
            continue;
        }
        match open.iter().rposition(|(_, of)| *of == kind) {
            Some(begin) => alone.extend(open.drain(begin..).skip(1)),
            None if is_smiley || kind == 0 && is_enumeration(&chars[..at]) => {}
            None => alone.push((at, kind)),
        }
    }
    alone.extend(open);
    // An interval: `[0, 1)`.
    if let [(from, a), (to, b)] = alone[..]
        && a + b == 1
        && chars[from.min(to)..from.max(to)]
            .iter()
            .any(|c| c.is_numeric() || *c == '∞')
    {
        return None;
    }
    alone.into_iter().map(|(at, _)| at).min()
}

/// Whether a closing bracket after these characters belongs to an item: `a)`, `12)`, `iv)`.
fn is_enumeration(before: &[char]) -> bool {
    let word = before.iter().rev().take_while(|c| c.is_alphanumeric());
    let length = word.count();
    let outer = before.len().checked_sub(length + 1).map(|at| before[at]);
    (1..=3).contains(&length) && outer.is_none_or(|c| c.is_whitespace() || c == '(')
}

/// The quote without a counterpart, if the number of quotes is odd. One behind a digit may stand for inches.
fn quote(chars: &[char]) -> Option<usize> {
    let places = (0..chars.len()).filter(|at| is_paired(chars[*at]));
    let places: Vec<usize> = places.collect();
    let all = |is_one: &dyn Fn(char) -> bool| -> Vec<usize> {
        let all = places.iter().filter(|at| is_one(chars[**at]));
        all.copied().collect()
    };
    for signs in GUILLEMETS {
        let [left, right] = signs.map(|sign| all(&|c| c == sign));
        if left.len() == right.len() {
            continue;
        }
        // In some languages, one sign serves both ends.
        let is_one_sign =
            (left.is_empty() || right.is_empty()) && (left.len() + right.len()).is_multiple_of(2);
        return match is_one_sign {
            true => None,
            false if left.len() > right.len() => left.last().copied(),
            false => right.first().copied(),
        };
    }
    let quotes = all(&is_quote);
    let is_inch = |at: &&usize| **at > 0 && chars[**at - 1].is_ascii_digit();
    let sure = quotes.iter().filter(|at| !is_inch(at)).count();
    (!quotes.len().is_multiple_of(2) && !sure.is_multiple_of(2))
        .then(|| quotes.last().copied())
        .flatten()
}

/// The first quote that stands the wrong way round, in languages where the two differ and each has its own side.
fn reversed(text: &Text, chars: &[char]) -> Option<usize> {
    let [open, close] = quote_styles::outer(&text.language.locale)?;
    if open == '«' && close == '»' {
        let mut guillemets = (0..chars.len()).filter(|at| matches!(chars[*at], '«' | '»'));
        return guillemets.next().filter(|at| chars[*at] == close);
    }
    if [open, close] != ['“', '”'] || text.language.is_unspaced() {
        return None;
    }
    let is_word = |at: Option<usize>| {
        at.and_then(|at| chars.get(at))
            .is_some_and(|c| c.is_alphanumeric())
    };
    let is_gap = |at: Option<usize>| {
        at.and_then(|at| chars.get(at))
            .is_none_or(|c| c.is_whitespace())
    };
    (0..chars.len()).find(|&at| {
        let (before, after) = (at.checked_sub(1), Some(at + 1));
        chars[at] == open && is_word(before) && is_gap(after)
            || chars[at] == close && is_gap(before) && is_word(after)
    })
}
