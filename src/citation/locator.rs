//! Places within a cited work, such as `p. 4` or `chap. 2`. What has a name of a language's own terms is printed as the style and the
//! language of the document have it; other words are printed as they are.

use hayagriva::citationberg::Locale;
use hayagriva::citationberg::taxonomy::{Locator, Term};

/// A place within a work: what it is in the terms of the document's language or of English, and its number. `None` if the words are not a term and a number. A number alone is one of pages.
pub fn read(words: &str, terms: &[Locale]) -> Option<(Locator, String)> {
    let words = words.replace(['\u{A0}', '\u{202F}'], " ");
    let words = words.trim();
    if is_number(words) {
        return Some((Locator::Page, words.to_owned()));
    }
    let at = words
        .find(|c: char| c.is_numeric())
        .or_else(|| Some(words.rfind(' ')? + 1))?;
    let (name, number) = words.split_at(at);
    let name = name.trim().trim_end_matches('.').to_lowercase();
    let locator = named(&name, terms)?;
    is_number(number).then(|| (locator, number.to_owned()))
}

/// Whether words are numbers, in digits or Roman ones, or ranges of them.
fn is_number(words: &str) -> bool {
    let is_digits = |part: &str| part.chars().all(|c| c.is_numeric());
    let is_roman = |part: &str| part.chars().all(|c| "ivxlcdmIVXLCDM".contains(c));
    let mut parts = words
        .split([',', '-', '–', '&', ' '])
        .filter(|part| !part.is_empty());
    words.contains(char::is_alphanumeric) && parts.all(|part| is_digits(part) || is_roman(part))
}

/// What a term of the languages means.
fn named(name: &str, terms: &[Locale]) -> Option<Locator> {
    terms.iter().find_map(|locale| {
        let terms = locale.terms.as_ref().map_or(&[][..], |terms| &terms.terms);
        terms.iter().find_map(|term| {
            let locator = match term.name {
                Term::Locator(locator) => locator,
                Term::PageVariable => Locator::Page,
                _ => return None,
            };
            let mut words = [term.single(), term.multiple()].into_iter().flatten();
            let is_it = words.any(|word| word.trim_end_matches('.').to_lowercase() == name);
            is_it.then_some(locator)
        })
    })
}
