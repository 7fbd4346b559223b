//! French typography after the Lexique des règles typographiques en usage à l'Imprimerie nationale: a narrow no-break
//! space before `; ! ?` and inside guillemets, a no-break space before the colon.

use std::sync::LazyLock;

use crate::l10n::typography::atoms;
use crate::l10n::typography::common::{ellipses, glue_after, numbers, thousands, with_months};
use crate::l10n::typography::dashes;
use crate::l10n::typography::line::Line;
use crate::l10n::typography::quotes;
use crate::l10n::typography::signs::{
    NARROW, NBSP, VALUE, ends_word, is_behind_sign, is_opening, is_space,
};
use crate::locale::Locale;

/// The spaces that a country uses.
struct Spaces {
    /// Before `; ! ?`; `None` for no space.
    sign: Option<char>,
    /// Before the colon.
    colon: char,
    /// Inside guillemets.
    quote: char,
}

/// The spaces of Canada (Office québécois de la langue française: none before `; ! ?`, the others of full width),
/// Switzerland (all narrow), or else of France.
fn spaces(locale: &Locale) -> Spaces {
    let [sign, colon, quote] = match locale.region() {
        Some("CA") => [None, Some(NBSP), Some(NBSP)],
        Some("CH") => [Some(NARROW); 3],
        _ => [Some(NARROW), Some(NBSP), Some(NARROW)],
    };
    Spaces {
        sign,
        colon: colon.unwrap_or(NBSP),
        quote: quote.unwrap_or(NBSP),
    }
}

/// Applies all rules to a line.
pub fn set(line: &mut Line, locale: &Locale) {
    let spaces = spaces(locale);
    ellipses(line);
    dashes::set(line, locale);
    quotes::set(line, locale);
    guillemets(line, spaces.quote);
    punctuation(line, &spaces);
    thousands(line);
    numbers(line, &WORDS, &['%', '‰', '€']);
    abbreviations(line);
    parentheses(line);
}

/// Words that follow a number: amounts and months.
static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let amounts = "Md€ M€ millions milliards million milliard euros dollars ans";
    with_months(amounts, "fr")
});

/// Sets a no-break space inside guillemets.
fn guillemets(line: &mut Line, space: char) {
    if !line.may_hold(&['«', '»', '‹', '›']) {
        return;
    }
    let mut at = 0;
    while at < line.chars.len() {
        match line.sign(at) {
            Some('«' | '‹') => {
                let mut end = at + 1;
                while line.at(end).is_some_and(is_space) {
                    end += 1;
                }
                if end < line.chars.len() {
                    line.set_space(at + 1, end, Some(space));
                }
            }
            Some('»' | '›') => {
                let start = line.spaces_before(at);
                if start > 0 {
                    let change = line.set_space(start, at, Some(space));
                    at = at.saturating_add_signed(change);
                }
            }
            _ => {}
        }
        at += 1;
    }
}

/// Sets the spaces before the signs of a sentence. A missing space is inserted after a word, never within one.
fn punctuation(line: &mut Line, spaces: &Spaces) {
    if !line.may_hold(&[';', '!', '?', ':']) {
        return;
    }
    let mut at = 0;
    while at < line.chars.len() {
        let space = match line.sign(at) {
            Some(';' | '!' | '?') => spaces.sign,
            Some(':') => Some(spaces.colon),
            _ => {
                at += 1;
                continue;
            }
        };
        let start = line.spaces_before(at);
        let is_typed = start < at;
        let before = line.before(start);
        // A shortened word: `etc.;`
        let is_short = before == Some('.')
            && start
                .checked_sub(2)
                .and_then(|at| line.at(at))
                .is_some_and(char::is_alphabetic);
        let is_word = before.is_some_and(ends_word) || is_short;
        // An address is a word of the sentence; of code, a sign may be a part.
        let is_beside_atom = start
            .checked_sub(1)
            .is_some_and(|at| line.is_atom(at) && !atoms::is_address(&line.token(at)));
        let is_last = is_behind_sign(line.at(at + 1)) || line.at(at + 1) == Some(VALUE[1]);
        let wanted = match before {
            _ if !is_last => false,
            // A label may start with the space that separates it from the word before it.
            None => is_typed,
            Some(c) if is_opening(c) => false,
            Some(_) if is_typed => space.is_some() || is_word && !is_beside_atom,
            Some(_) => is_word && space.is_some() && !is_beside_atom,
        };
        if wanted {
            let change = line.set_space(start, at, space);
            at = at.saturating_add_signed(change);
        }
        at += 1;
    }
}

/// Keeps abbreviations such as `n° 1`, `M. Xi`, `p. 3`, `1er novembre` on one line with the next word.
fn abbreviations(line: &mut Line) {
    const KEPT: [&str; 14] = [
        "n°", "N°", "nº", "M.", "MM.", "Mme", "Mmes", "Mlle", "Dr", "Pr", "p.", "art.", "1er",
        "1re",
    ];
    glue_after(line, &KEPT);
}

/// Keeps a dash that opens a parenthesis with the following word, and one that closes it with the preceding word.
fn parentheses(line: &mut Line) {
    if !line.may_hold(&['—', '–']) {
        return;
    }
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
