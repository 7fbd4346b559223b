//! English, after the Chicago Manual of Style: curly quotes, and no space before punctuation.

use crate::l10n::typography::common::{ellipses, glue_after, numbers};
use crate::l10n::typography::line::{Line, NARROW, Rule, ends_word, is_opening, is_space};

/// In the order in which they apply.
pub const RULES: [Rule; 6] = [
    ellipses,
    quotes,
    spaces,
    punctuation,
    |line| numbers(line, &WORDS),
    abbreviations,
];

/// Words that stand behind a number: amounts, then the months.
const WORDS: [&str; 16] = [
    "million",
    "billion",
    "trillion",
    "percent",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `No. 1`, `Mr. Xi`, `p. 3` stay on one line.
fn abbreviations(line: &mut Line) {
    const KEPT: [&str; 10] = [
        "No.", "Nos.", "Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "p.", "pp.", "vol.",
    ];
    glue_after(line, &KEPT);
    // A month stays with its day.
    let months = &WORDS[4..];
    for at in 1..line.chars.len() {
        let day = line.at(at + 1).is_some_and(|c| c.is_ascii_digit());
        if line.at(at) == Some(' ') && day && months.contains(&line.token(at - 1).as_str()) {
            line.glue(at);
        }
    }
}

/// Straight quotes → curly ones.
fn quotes(line: &mut Line) {
    for at in 0..line.chars.len() {
        let opens = line.before(at).is_none_or(|c| is_space(c) || is_opening(c));
        let year = line.at(at + 1).is_some_and(|c| c.is_ascii_digit());
        match line.at(at) {
            Some('"') => line.chars[at].0 = if opens { '“' } else { '”' },
            Some('\'') => line.chars[at].0 = if opens && !year { '‘' } else { '’' },
            _ => {}
        }
    }
}

/// Guillemets → quotes; the spaces of French → none or ordinary ones.
fn spaces(line: &mut Line) {
    let mut at = 0;
    while at < line.chars.len() {
        match line.at(at) {
            Some('«') => {
                line.chars[at].0 = '“';
                let mut end = at + 1;
                while line.at(end).is_some_and(is_space) {
                    end += 1;
                }
                line.set_space(at + 1, end, None);
            }
            Some('»') => {
                line.chars[at].0 = '”';
                let start = line.spaces_before(at);
                let change = line.set_space(start, at, None);
                at = at.saturating_add_signed(change);
            }
            Some(NARROW) => line.chars[at].0 = ' ',
            _ => {}
        }
        at += 1;
    }
}

/// No space before `: ; ! ? %`.
fn punctuation(line: &mut Line) {
    let mut at = 1;
    while at < line.chars.len() {
        if matches!(line.at(at), Some(':' | ';' | '!' | '?' | '%')) {
            let start = line.spaces_before(at);
            let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            let ratio = digit(line.before(start)) && line.at(at) == Some(':') && {
                line.at(at + 1).is_some_and(is_space) && digit(line.at(at + 2))
            };
            if line.before(start).is_some_and(ends_word) && !ratio {
                let change = line.set_space(start, at, None);
                at = at.saturating_add_signed(change);
            }
        }
        at += 1;
    }
}
