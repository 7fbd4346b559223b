//! Rules that several languages share: ellipses, spaces before signs, numbers, units, abbreviations.

use crate::l10n::months;
use crate::l10n::typography::line::Line;
use crate::l10n::typography::signs::{NARROW, NBSP, ends_word, is_behind_sign, is_space};

/// Units that follow a number in any language: those of the SI, of money and of computing.
const UNITS: [&str; 39] = [
    "km", "m", "cm", "mm", "kg", "g", "mg", "t", "h", "min", "s", "ms", "ha", "l", "W", "kW", "MW",
    "GW", "TW", "Wh", "kWh", "MWh", "GWh", "TWh", "Hz", "MHz", "GHz", "V", "o", "Ko", "Mo", "Go",
    "To", "GB", "TB", "PB", "°C", "nm", "pt",
];

/// A list of words, with the months of a language.
pub fn with_months(list: &'static str, language: &str) -> Vec<&'static str> {
    list.split(' ')
        .chain(months::names(language).iter().copied())
        .collect()
}

/// `...` → `…`
pub fn ellipses(line: &mut Line) {
    let mut at = 0;
    while at + 2 < line.chars.len() {
        let dots = (at..at + 3).all(|i| line.sign(i) == Some('.'));
        let more = || line.at(at + 3) == Some('.') || line.before(at) == Some('.');
        if dots && !more() {
            line.replace(at, '…');
            line.remove(at + 1..at + 3);
        }
        at += 1;
    }
}

/// Sets a no-break space between a number and a unit or one of `words`, where a space was typed; between a number and one
/// of `signs`, such as `%`, also where none was.
pub fn numbers(line: &mut Line, words: &[&str], signs: &[char]) {
    let mut at = 1;
    while at < line.chars.len() {
        let may_keep = line.at(at).is_some_and(|c| signs.contains(&c));
        if !may_keep && !line.before(at).is_some_and(is_space) {
            at += 1;
            continue;
        }
        // `%20`, `3€50` and `12%-rule` are not amounts with a sign after them.
        let is_whole = !line
            .at(at + 1)
            .is_some_and(|c| c.is_alphanumeric() || c == '-');
        let symbol = is_whole && line.sign(at).is_some_and(|c| signs.contains(&c));
        let start = line.spaces_before(at);
        let number = line.before(start).is_some_and(|c| c.is_ascii_digit());
        if symbol && number {
            let change = line.set_space(start, at, Some(NBSP));
            at = at.saturating_add_signed(change);
        } else if number && start < at && !line.at(at).is_some_and(is_space) {
            let token = line.token(at);
            let word = token.trim_end_matches(|c: char| {
                !c.is_alphanumeric() && !matches!(c, '€' | '$' | '£' | '%' | '‰')
            });
            if UNITS.contains(&word) || words.contains(&word) {
                line.glue(at - 1);
            }
        }
        at += 1;
    }
}

/// Sets a narrow no-break space between groups of three digits that the author separated by a space.
pub fn thousands(line: &mut Line) {
    let digit = |line: &Line, at: usize| line.at(at).is_some_and(|c| c.is_ascii_digit());
    for at in 1..line.chars.len() {
        let parted = line.sign(at).is_some_and(is_space) && digit(line, at - 1);
        if !parted {
            continue;
        }
        let group = (1..=3).all(|i| digit(line, at + i)) && !digit(line, at + 4);
        let mut before = 1;
        while before < at && before < 4 && digit(line, at - before - 1) {
            before += 1;
        }
        if group && before <= 3 {
            line.replace(at, NARROW);
        }
    }
}

/// Removes typed spaces before the `: ; ! ?` of a sentence, and before a `%` if `is_percent_tight`. `mentions` are words, in
/// lower case, before a sign that is mentioned, not used: `press ? for help`. No sentence ends with them.
pub fn tighten(line: &mut Line, mentions: &[&str], is_percent_tight: bool) {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut at = 1;
    while at < line.chars.len() {
        if !line.before(at).is_some_and(is_space) {
            at += 1;
            continue;
        }
        let start = line.spaces_before(at);
        let (before, after) = (line.before(start), line.at(at + 1));
        let behind = after.filter(|c| is_space(*c)).and_then(|_| line.at(at + 2));
        let is_prose = match line.sign(at) {
            // A ratio, `1 : 3`, is kept.
            Some(':') => !(digit(before) && digit(behind)),
            Some(';' | '!' | '?') => true,
            // A remainder, `10 % 3`, is kept.
            Some('%') => is_percent_tight && digit(before) && !digit(behind) && !digit(after),
            _ => false,
        };
        let is_typed = before.is_some_and(ends_word) && is_behind_sign(after);
        if is_prose && is_typed && !line.is_atom(start - 1) && !is_mentioned(line, start, mentions)
        {
            let change = line.set_space(start, at, None);
            at = at.saturating_add_signed(change);
        }
        at += 1;
    }
}

fn is_mentioned(line: &Line, end: usize, mentions: &[&str]) -> bool {
    let word = line.token(end - 1).to_lowercase();
    mentions.contains(&word.trim_start_matches(|c: char| !c.is_alphanumeric()))
}

/// Keeps each of `words` on one line with the word after it.
pub fn glue_after(line: &mut Line, words: &[&str]) {
    for at in 1..line.chars.len() {
        if line.at(at) == Some(' ') {
            let token = &line.chars[line.token_range(at - 1)];
            // The word may follow an elided one: `l’art. 5`.
            let word = token.rsplit(|(c, _)| *c == '’').next().unwrap_or_default();
            let opens = |c: &char| ['(', '[', '«', '“', '„', '”', NARROW].contains(c);
            let word = || word.iter().map(|(c, _)| *c).skip_while(opens);
            let first = word().next();
            let mut alike = words.iter().filter(|known| known.chars().next() == first);
            if alike.any(|known| known.chars().eq(word())) {
                line.glue(at);
            }
        }
    }
}

/// A text with its first letter in upper case.
pub fn capitalized(words: &str) -> String {
    let mut chars = words.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}
