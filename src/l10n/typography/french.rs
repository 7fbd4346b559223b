//! French, after the Lexique des règles typographiques en usage à l'Imprimerie nationale: a narrow
//! no-break space before `; ! ?` and inside guillemets, a no-break space before the colon.

use crate::l10n::typography::common::{ellipses, glue_after, numbers};
use crate::l10n::typography::line::{Line, NARROW, NBSP, Rule, ends_word, is_opening, is_space};

/// In the order in which they apply.
pub const RULES: [Rule; 8] = [
    ellipses,
    quotes,
    guillemets,
    punctuation,
    thousands,
    |line| numbers(line, &WORDS),
    abbreviations,
    dashes,
];
/// Words that stand behind a number.
const WORDS: [&str; 21] = [
    "Md€",
    "M€",
    "millions",
    "milliards",
    "million",
    "milliard",
    "euros",
    "dollars",
    "ans",
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
/// Straight quotes → guillemets, straight apostrophes → `’`.
fn quotes(line: &mut Line) {
    for at in 0..line.chars.len() {
        let opens = line.before(at).is_none_or(|c| is_space(c) || is_opening(c));
        match line.at(at) {
            Some('"') => line.chars[at].0 = if opens { '«' } else { '»' },
            Some('\'') => line.chars[at].0 = '’',
            _ => {}
        }
    }
}

/// A narrow no-break space inside guillemets.
fn guillemets(line: &mut Line) {
    let mut at = 0;
    while at < line.chars.len() {
        match line.at(at) {
            Some('«') => {
                let mut end = at + 1;
                while line.at(end).is_some_and(is_space) {
                    end += 1;
                }
                if end < line.chars.len() {
                    line.set_space(at + 1, end, Some(NARROW));
                }
            }
            Some('»') => {
                let start = line.spaces_before(at);
                if start > 0 {
                    let change = line.set_space(start, at, Some(NARROW));
                    at = at.saturating_add_signed(change);
                }
            }
            _ => {}
        }
        at += 1;
    }
}

/// Narrow before `; ! ?`, wide before `:`; a missing one is added behind a word, never inside one.
fn punctuation(line: &mut Line) {
    let mut at = 0;
    while at < line.chars.len() {
        let space = match line.at(at) {
            Some(';' | '!' | '?') => NARROW,
            Some(':') => NBSP,
            _ => {
                at += 1;
                continue;
            }
        };
        let start = line.spaces_before(at);
        let typed = start < at;
        let before = line.before(start);
        let after = line.at(at + 1);
        let ends = after.is_none_or(|c| {
            c.is_whitespace()
                || is_space(c)
                || matches!(c, '»' | ')' | ']' | '”' | '!' | '?' | '.' | '…')
        });
        let digits =
            before.is_some_and(|c| c.is_ascii_digit()) && after.is_some_and(|c| c.is_ascii_digit());
        let wanted = match before {
            // A label may start with the space that parts it from the word before it.
            None => typed,
            Some(c) if is_opening(c) => false,
            Some(_) if typed => true,
            Some(c) => ends_word(c) && ends && !digits && !line.in_address(at),
        };
        if wanted {
            let change = line.set_space(start, at, Some(space));
            at = at.saturating_add_signed(change);
        }
        at += 1;
    }
}

/// A narrow space between groups of three digits that the author parted.
fn thousands(line: &mut Line) {
    let digit = |line: &Line, at: usize| line.at(at).is_some_and(|c| c.is_ascii_digit());
    for at in 1..line.chars.len() {
        let parted = line.at(at).is_some_and(is_space) && digit(line, at - 1);
        let group = parted && (1..=3).all(|i| digit(line, at + i)) && !digit(line, at + 4);
        let mut before = 1;
        while before < at && before < 4 && digit(line, at - before - 1) {
            before += 1;
        }
        if group && before <= 3 {
            line.chars[at].0 = NARROW;
        }
    }
}

/// `n° 1`, `M. Xi`, `p. 3`, `1er novembre` stay on one line.
fn abbreviations(line: &mut Line) {
    const KEPT: [&str; 14] = [
        "n°", "N°", "nº", "M.", "MM.", "Mme", "Mmes", "Mlle", "Dr", "Pr", "p.", "art.", "1er",
        "1re",
    ];
    glue_after(line, &KEPT);
}

/// A dash that opens a parenthesis stays with what follows, one that closes it with what precedes.
fn dashes(line: &mut Line) {
    let mut opens = true;
    for at in 1..line.chars.len() {
        let dash = matches!(line.at(at), Some('—' | '–'));
        let apart = line.before(at).is_some_and(is_space) && line.at(at + 1).is_some_and(is_space);
        if dash && apart {
            line.glue(if opens { at + 1 } else { at - 1 });
            opens = !opens;
        }
    }
}
