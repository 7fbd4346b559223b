//! Rules that several languages share: ellipses, units, abbreviations.

use crate::l10n::typography::line::Line;
use crate::l10n::typography::signs::{NARROW, NBSP, is_space};

/// Units that follow a number in any language: those of the SI, of money and of computing.
const UNITS: [&str; 39] = [
    "km", "m", "cm", "mm", "kg", "g", "mg", "t", "h", "min", "s", "ms", "ha", "l", "W", "kW", "MW",
    "GW", "TW", "Wh", "kWh", "MWh", "GWh", "TWh", "Hz", "MHz", "GHz", "V", "o", "Ko", "Mo", "Go",
    "To", "GB", "TB", "PB", "°C", "nm", "pt",
];
/// `...` → `…`
pub fn ellipses(line: &mut Line) {
    let mut at = 0;
    while at + 2 < line.chars.len() {
        let dots = (at..at + 3).all(|i| line.sign(i) == Some('.'));
        let more = line.at(at + 3) == Some('.') || line.before(at) == Some('.');
        if dots && !more {
            line.replace(at, '…');
            line.remove(at + 1..at + 3);
        }
        at += 1;
    }
}

/// Sets a no-break space between a number and a unit or one of `words`; in French, also before `%`, `‰` and `€`.
pub fn numbers(line: &mut Line, words: &[&str]) {
    let french = words.contains(&"ans");
    let mut at = 1;
    while at < line.chars.len() {
        // `%20` and `3€50` are not amounts with a sign after them.
        let is_whole = !line.at(at + 1).is_some_and(char::is_alphanumeric);
        let symbol = is_whole && matches!(line.sign(at), Some('%' | '‰' | '€'));
        let start = line.spaces_before(at);
        let number = line.before(start).is_some_and(|c| c.is_ascii_digit());
        if symbol && number && french {
            let change = line.set_space(start, at, Some(NBSP));
            at = at.saturating_add_signed(change);
        } else if number && start < at && !line.at(at).is_some_and(is_space) {
            let token = line.token(at);
            let word = token.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '€');
            if UNITS.contains(&word) || words.contains(&word) {
                line.glue(at - 1);
            }
        }
        at += 1;
    }
}

/// Keeps each of `words` on one line with the word after it.
pub fn glue_after(line: &mut Line, words: &[&str]) {
    for at in 1..line.chars.len() {
        if line.at(at) == Some(' ') {
            let token = line.token(at - 1);
            let word = token.trim_start_matches(['(', '[', '«', '“', NARROW]);
            if words.contains(&word) {
                line.glue(at);
            }
        }
    }
}
