//! The words of two files.

use crate::compare::difference::{Difference, Kind};
use crate::compare::summary::Summary;
use crate::display::ranges;

/// How many words of a place are shown, and how many of them stand before the first that differs.
const SHOWN: usize = 8;
const BEFORE: usize = 3;
/// How many characters of a value are shown.
const CHARACTERS: usize = 120;

/// The pages that differ in their words, with the first words that do.
pub fn text(here: &Summary, rebuilt: &Summary) -> Option<Difference> {
    let whole =
        |file: &Summary| -> String { file.pages.iter().map(|p| letters(&p.text)).collect() };
    if whole(here) == whole(rebuilt) {
        return None;
    }
    let none = String::new();
    let of = |file: &Summary, at: usize| -> String {
        file.pages.get(at).map_or(none.clone(), |p| p.text.clone())
    };
    let most = here.pages.len().max(rebuilt.pages.len());
    let differs = |at: &usize| letters(&of(here, *at)) != letters(&of(rebuilt, *at));
    let pages: Vec<usize> = (0..most).filter(differs).collect();
    let first = *pages.first()?;
    let (one, other) = (of(here, first), of(rebuilt, first));
    let (one, other): (Vec<&str>, Vec<&str>) = (words(&one).collect(), words(&other).collect());
    let same = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (around(&one, same), around(&other, same));
    let pages: Vec<usize> = pages.into_iter().map(|at| at + 1).collect();
    let shown = |words: &str| match words {
        "" => "nothing".to_owned(),
        words => format!("“{words}”"),
    };
    let (one_shown, other_shown) = (shown(&one), shown(&other));
    let mut message = format!("on page {}, {one_shown}, rebuilt {other_shown}", first + 1);
    if pages.len() > 1 {
        message = format!("{message}; in all on pages {}", ranges(&pages));
    }
    Some(Difference {
        pages,
        here: Some(one),
        rebuilt: Some(other),
        ..Difference::new(Kind::Text, message)
    })
}

/// The words of a text. Dots that lead the eye over a gap are none.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter(|word| *word != ".")
}

/// The characters of a text without those that only mark where its lines end.
fn letters(text: &str) -> String {
    let is_letter = |c: &char| !matches!(c, '-' | '\u{AD}' | '\u{2010}' | '\u{2011}');
    words(text).flat_map(str::chars).filter(is_letter).collect()
}

/// Some words around one of them.
fn around(words: &[&str], at: usize) -> String {
    let from = at.min(words.len()).saturating_sub(BEFORE);
    let shown: Vec<&str> = words.iter().skip(from).take(SHOWN).copied().collect();
    cut(&shown.join(" "))
}

/// The beginning of a value, on one line.
pub fn cut(text: &str) -> String {
    let mut short: String = text
        .chars()
        .take(CHARACTERS)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_hyphens_and_leaders_are_no_words() {
        assert_eq!(
            letters("hyphe-\nnation . . . 3"),
            letters("hyphenation . 3")
        );
        assert_ne!(letters("one two"), letters("one too"));
        assert_ne!(letters("the end."), letters("the end!"));
    }

    #[test]
    fn words_are_shown_from_before_the_first_that_differs() {
        let words: Vec<&str> = "a b c d e f g h i j k".split(' ').collect();
        assert_eq!(around(&words, 5), "c d e f g h i j");
        assert_eq!(around(&words, 0), "a b c d e f g h");
        assert_eq!(around(&words, 99), "i j k");
        assert_eq!(around(&[], 0), "");
    }
}
