//! Fields of BibTeX that hayagriva's reader takes for something else, or leaves out: pages with commas, editions in words, `howpublished`, chapters of
//! parts of books.

use std::ops::Range;

use biblatex::{Pair, RawBibliography};
use serde_yaml::{Mapping, Value};

use crate::article::ast::Date;

/// Editions in words, from the first.
const ORDINALS: [&str; 12] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
];

/// Fields that say who publishes a work.
const PUBLISHERS: [&str; 4] = ["publisher", "institution", "organization", "school"];

/// Stand for a space and a comma within a name, at which the reader of BibTeX would cut it, and for a straight quote, which may end a field.
pub const HELD: [(char, char); 3] = [('\u{E000}', ' '), ('\u{E001}', ','), ('\u{E003}', '"')];

/// Stands for the name `others`, which means that there are more.
pub const OTHERS: char = '\u{E002}';

/// Words that are not cut at “and”.
pub fn held_and(words: &str) -> String {
    let [(space, _), ..] = HELD;
    words.replace(" and ", &format!("{space}and{space}"))
}

/// The place of the value of a field.
pub fn place(field: &Pair) -> Option<Range<usize>> {
    let (first, last) = (field.value.v.first()?, field.value.v.last()?);
    Some(first.span.start..last.span.end)
}

/// What to write in the text of a bibliography in place of what.
pub fn exchanged(text: &str, raw: &RawBibliography) -> Vec<(Range<usize>, String)> {
    let mut changes = Vec::new();
    for entry in &raw.entries {
        let names = entry
            .v
            .fields
            .iter()
            .map(|field| field.key.v.to_lowercase());
        let names: Vec<String> = names.collect();
        let has = |name: &str| names.iter().any(|known| known == name);
        for (field, name) in entry.v.fields.iter().zip(&names) {
            let Some(range) = place(field) else { continue };
            let value = text.get(range.clone()).unwrap_or_default();
            match name.as_str() {
                "edition" => changes.extend(edition(value).map(|number| (range, number))),
                // Styles print when a page was seen, and no notes.
                "note" if !has("urldate") => {
                    if let Some(date) = seen(value) {
                        changes.push((field.key.span.clone(), "urldate".to_owned()));
                        changes.push((range, date));
                    }
                }
                // Styles print neither an address nor a publisher that stands here.
                "howpublished" => {
                    let address = address(value);
                    let is_published = PUBLISHERS.iter().any(|name| has(name));
                    match address {
                        Some(address) if !has("url") => {
                            changes.push((field.key.span.clone(), "url".to_owned()));
                            changes.push((range, address));
                        }
                        None if !is_published => {
                            changes.push((field.key.span.clone(), "publisher".to_owned()));
                            changes.push((range, held_and(value)));
                        }
                        _ => {}
                    }
                }
                _ => {}
            }
        }
    }
    changes
}

/// The number of an edition in words: `Second`, `2nd ed.`, `2. Auflage`.
fn edition(value: &str) -> Option<String> {
    let value = value.trim_matches(['{', '}']).trim().to_lowercase();
    let word = value.split([' ', '~']).next()?;
    let rest = value[word.len()..].trim_matches([' ', '~', '.']);
    if !matches!(
        rest,
        "" | "ed" | "edn" | "edition" | "aufl" | "auflage" | "éd" | "édition"
    ) {
        return None;
    }
    if let Some(at) = ORDINALS.iter().position(|known| *known == word) {
        return Some((at + 1).to_string());
    }
    let end = word.find(|c: char| !c.is_ascii_digit())?;
    let (digits, ending) = word.split_at(end);
    let is_ordinal = matches!(
        ending,
        "." | "st" | "nd" | "rd" | "th" | "e" | "ª" | "º" | "a"
    );
    (!digits.is_empty() && is_ordinal).then(|| digits.to_owned())
}

/// The day in a note such as `Accessed 2025-01-02`.
fn seen(value: &str) -> Option<String> {
    let value = value
        .trim_matches(['{', '}', ' ', '.', '[', ']'])
        .to_lowercase();
    let (words, date) = value.rsplit_once(' ')?;
    let words = words.trim_end_matches([':', ' ']);
    let is_seen = matches!(
        words,
        "accessed"
            | "accessed on"
            | "last accessed"
            | "last accessed on"
            | "retrieved"
            | "retrieved on"
            | "visited"
            | "last visited"
            | "viewed"
            | "consulté le"
            | "zugriff"
            | "zugriff am"
            | "abgerufen am"
            | "consultado el"
    );
    (is_seen && Date::parse(date).is_some()).then(|| date.to_owned())
}

/// The address that a value is, alone or in `\\url{…}`.
fn address(value: &str) -> Option<String> {
    let value = value.trim_matches(['{', '}', ' ']);
    let value = value.strip_prefix("\\url{").unwrap_or(value);
    let is_address = value.starts_with("https://") || value.starts_with("http://");
    (is_address && !value.contains(char::is_whitespace)).then(|| value.to_owned())
}

/// By key, the pages of works that have several parts of them: `101--119, 130`.
pub fn pages(text: &str, raw: &RawBibliography) -> Vec<(String, String)> {
    let fields = raw.entries.iter().flat_map(|entry| {
        let fields = entry
            .v
            .fields
            .iter()
            .map(move |field| (entry.v.key.v, field));
        fields.filter(|(_, field)| field.key.v.eq_ignore_ascii_case("pages"))
    });
    let parts = fields.filter_map(|(key, field)| {
        let value = text.get(place(field)?)?.trim_matches(['{', '}', ' ']);
        let value = value
            .replace("---", "-")
            .replace("--", "-")
            .replace('–', "-");
        let value = value.replace("\\&", "&");
        // Numbers alone: others, such as `e1--e5, e9`, are printed as they stand.
        let is_page = |c: char| c.is_ascii_digit() || " -,&".contains(c);
        let is_list = value.contains([',', '&']) && value.chars().all(is_page);
        is_list.then(|| (key.to_owned(), value))
    });
    parts.collect()
}

/// Gives works the pages that [`pages`] found.
pub fn set_pages(all: &mut Mapping, pages: &[(String, String)]) {
    for (key, pages) in pages {
        if let Some(work) = all.get_mut(key.as_str()).and_then(Value::as_mapping_mut) {
            work.insert("page-range".into(), pages.as_str().into());
        }
    }
}

/// The keys of parts of books that name a chapter, which styles take for the number of a volume or a report: it is taken away.
pub fn without_chapters(all: &mut Mapping) -> Vec<String> {
    let mut found = Vec::new();
    for (key, work) in all.iter_mut() {
        let Some(work) = work.as_mapping_mut() else {
            continue;
        };
        let is_part = work.get("type").and_then(Value::as_str) == Some("chapter");
        if is_part && work.remove("chapter").is_some() {
            found.extend(key.as_str().map(str::to_owned));
        }
    }
    found
}
