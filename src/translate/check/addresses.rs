//! Addresses in running text, without markup: one that has another letter leads elsewhere.

use crate::diagnostic::{Code, Diagnostic};
use crate::translate::check::finding::{Finding, Findings};
use crate::translate::check::text::{Pair, Sides};

/// Two addresses that differ in so many characters are one with a slip.
const SLIP: usize = 2;

/// Reports an address that is nearly one of the source text.
pub fn check(pair: &Pair, sides: &Sides, out: &mut Findings) {
    let Some(there) = sides.there else { return };
    // Most texts.
    let may_have = |text: &str| text.contains(['@', '/']) || text.contains("www.");
    if !may_have(&there.words) || !may_have(&sides.here.words) {
        return;
    }
    let [source, here] = [&there.words, &sides.here.words].map(|text| addresses(text));
    let lost = source.iter().filter(|one| !here.contains(one));
    for (lost, other) in lost.filter_map(|lost| {
        let mut added = here.iter().filter(|one| !source.contains(one));
        Some((lost, added.find(|added| is_slip(pair, lost, added))?))
    }) {
        let what = format!("says `{other}` where its source text says `{lost}`");
        let note = Diagnostic::new(
            Code::AddressDiffers,
            format!("`{}` {what}", pair.name(sides.part)),
        );
        let hint = "open both; an address with the language in it, such as `/en/`, is no finding";
        out.push(Finding::new(
            note.at(pair.at(sides.place(Some(other)))).hint(hint),
        ));
    }
}

/// The addresses of mail and of pages.
fn addresses(text: &str) -> Vec<&str> {
    let words = text.split(|c: char| c.is_whitespace() || "<>()[]«»“”„\"，。、".contains(c));
    let words = words.map(|word| word.trim_end_matches(|c: char| ".,;:!?’'".contains(c)));
    let is_mail = |word: &str| {
        let parts = word.split_once('@');
        parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
    };
    let is_page = |word: &str| word.starts_with("www.") || word.contains("://");
    words
        .filter(|word| is_mail(word) || is_page(word))
        .collect()
}

/// Whether two addresses differ in a few characters, but for the name of the language.
fn is_slip(pair: &Pair, one: &str, other: &str) -> bool {
    let [a, b]: [Vec<char>; 2] = [one, other].map(|text| text.chars().collect());
    let start = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let ends = a[start..].iter().rev().zip(b[start..].iter().rev());
    let end = ends.take_while(|(a, b)| a == b).count();
    let rest = (a.len() - start - end).max(b.len() - start - end);
    let parts = |text: &str| -> Vec<String> {
        let parts = text.split(|c: char| !c.is_alphanumeric());
        parts.map(str::to_lowercase).collect()
    };
    let names_language = |text: &str| {
        let languages = [pair.source.name(), pair.language.name()];
        parts(text)
            .iter()
            .any(|part| languages.contains(&part.as_str()))
    };
    rest <= SLIP && start + end > 2 && !names_language(one) && !names_language(other)
}
