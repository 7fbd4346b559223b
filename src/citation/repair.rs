//! Works as the styles of hayagriva print them rightly: what its readers give in another form.

use std::ops::Range;

use biblatex::RawBibliography;
use hayagriva::Library;
use hayagriva::io::to_yaml_str;
use serde_yaml::{Mapping, Value};

use crate::citation::fields::{self, HELD, OTHERS, held_and, place};
use crate::citation::latex::commands;
use crate::citation::titles;

/// The text of a BibTeX file, `raw`, with its fields as the reader expects them, whose names in braces, publishers and institutions are not cut at “and” and commas.
pub fn names(text: &str, raw: &RawBibliography) -> String {
    let fields = raw.entries.iter().flat_map(|entry| &entry.v.fields);
    let mut held: Vec<(Range<usize>, String)> = fields
        .filter_map(|field| {
            let range = place(field)?;
            let value = text.get(range.clone())?;
            let value = match field.key.v.to_lowercase().as_str() {
                "author" | "editor" | "translator" => held_in_braces(value),
                "publisher" | "institution" | "school" | "organization" => held_and(value),
                _ => return None,
            };
            Some((range, value))
        })
        .collect();
    held.extend(fields::exchanged(text, raw));
    held.sort_by_key(|(range, _)| range.start);
    let mut out = text.to_owned();
    for (range, value) in held.into_iter().rev() {
        out.replace_range(range, &value);
    }
    out
}

/// A value with what stands in its braces held together, but for those of commands.
fn held_in_braces(value: &str) -> String {
    let [_, (comma, _), _] = HELD;
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('{') {
        let mut depth = 0_usize;
        let end = rest[at..].char_indices().find_map(|(index, c)| {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            (depth == 0).then_some(at + index + 1)
        });
        let Some(end) = end else { break };
        out.push_str(&rest[..at]);
        let group = &rest[at..end];
        out.push_str(&match group.starts_with("{\\") {
            true => group.to_owned(),
            false => held_and(group).replace(',', &comma.to_string()),
        });
        rest = &rest[end..];
    }
    out + rest
}

/// The persons of a work, and of what it is in, by the parts of their names: read as strings, words in small letters would be taken for
/// particles, those of institutions too.
fn persons(value: &mut Value) {
    match value {
        Value::Sequence(all) => all.iter_mut().for_each(persons),
        Value::Mapping(entry) => {
            for (key, value) in entry.iter_mut() {
                match (key.as_str(), value) {
                    (Some("author" | "editor" | "names"), Value::Sequence(all)) => {
                        if let Some(last) = all.last_mut().filter(|last| **last == "others") {
                            *last = OTHERS.to_string().into();
                        }
                        all.iter_mut().for_each(person);
                    }
                    (Some("author" | "editor" | "names"), one) => person(one),
                    (Some("parent" | "affiliated"), inner) => persons(inner),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

fn person(value: &mut Value) {
    if let Value::Mapping(parts) = value {
        keep_particle(parts);
        return;
    }
    let Some(written) = value.as_str() else {
        return;
    };
    let parts: Vec<&str> = written.split(',').map(str::trim).collect();
    let keys: &[&str] = match parts.len() {
        1 => &["name"],
        2 => &["name", "given-name"],
        3 => &["name", "given-name", "suffix"],
        _ => return,
    };
    let named = keys.iter().zip(&parts);
    let named: Mapping = named
        .map(|(key, part)| ((*key).into(), (*part).into()))
        .collect();
    *value = Value::Mapping(named);
}

/// Makes the particle of BibTeX (`de la Cruz, Juan`) a part of the family name, as BibTeX's own styles print it: hayagriva's `prefix` is one
/// that citations leave out. Styles that sort by `Cruz` find the particle in the name.
fn keep_particle(parts: &mut Mapping) {
    let text = |parts: &Mapping, key: &str| parts.get(key)?.as_str().map(str::to_owned);
    if let Some(particle) = text(parts, "prefix")
        && let Some(name) = text(parts, "name")
    {
        parts.insert("name".into(), format!("{particle} {name}").into());
        parts.remove("prefix");
    }
}

/// Puts spaces and commas back into names.
fn let_go(value: &mut Value) {
    match value {
        Value::String(text) => {
            for (held, sign) in HELD {
                if text.contains(held) {
                    *text = text.replace(held, &sign.to_string());
                }
            }
        }
        Value::Sequence(all) => all.iter_mut().for_each(let_go),
        Value::Mapping(all) => all.values_mut().for_each(let_go),
        _ => {}
    }
}

/// Works as styles expect them, and what they have lost.
pub struct Repaired {
    /// The works.
    pub works: Library,
    /// A command or a formula of LaTeX that was not understood and would be printed: the key of its work, and what it is.
    pub commands: Vec<(String, String)>,
    /// The keys of works without their chapter.
    pub chapters: Vec<String>,
}

/// The works with their types, publishers and identifiers as styles expect them, and with `pages` by key.
pub fn repaired(works: Library, pages: &[(String, String)]) -> Repaired {
    let text = to_yaml_str(&works).unwrap_or_default();
    let Ok(Value::Mapping(mut all)) = serde_yaml::from_str(&text) else {
        return Repaired {
            works,
            commands: Vec::new(),
            chapters: Vec::new(),
        };
    };
    fields::set_pages(&mut all, pages);
    all.values_mut().for_each(persons);
    all.values_mut().for_each(let_go);
    let commands = commands(&all);
    let works_of = |all: &mut Mapping, change: fn(&mut Mapping)| {
        all.values_mut()
            .filter_map(Value::as_mapping_mut)
            .for_each(change);
    };
    works_of(&mut all, entry);
    works_of(&mut all, series);
    works_of(&mut all, titles::hold);
    let chapters = fields::without_chapters(&mut all);
    Repaired {
        works: serde_yaml::from_value(Value::Mapping(all)).unwrap_or(works),
        commands,
        chapters,
    }
}

fn entry(entry: &mut Mapping) {
    let kind = |entry: &Mapping| {
        entry
            .get("type")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_lowercase()
    };
    let own = kind(entry);
    // Parts of collections are chapters of books: as `anthos`, some styles print their book twice, and proceedings are taken for a special
    // issue of a journal.
    if let Some(parent) = entry.get_mut("parent").and_then(Value::as_mapping_mut) {
        let whole = kind(parent);
        let is_part = matches!(
            (own.as_str(), whole.as_str()),
            ("anthos" | "chapter", "anthology" | "book") | ("article", "proceedings")
        );
        if is_part {
            parent.insert("type".into(), "book".into());
            entry.insert("type".into(), "chapter".into());
        }
    }
    // Styles print the publisher of a thesis or a report, and BibTeX has `school` and `institution`.
    if matches!(own.as_str(), "thesis" | "report")
        && !entry.contains_key("publisher")
        && let Some(organization) = entry.get("organization").cloned()
    {
        entry.insert("publisher".into(), organization);
    }
    // Styles put the address before it.
    if let Some(numbers) = entry
        .get_mut("serial-number")
        .and_then(Value::as_mapping_mut)
        && let Some(doi) = numbers.get("doi").and_then(Value::as_str)
        && let Some((_, bare)) = doi.split_once("doi.org/")
    {
        let bare = bare.to_owned();
        numbers.insert("doi".into(), bare.into());
    }
}

/// Gives the series of a work, and of what it is in, a type of its own: where it has that of a book, styles take the volume for a part and a chapter too. The
/// number of a book is that in its series.
fn series(entry: &mut Mapping) {
    let kind = |entry: &Mapping| entry.get("type").cloned();
    let own = kind(entry);
    let is_book = matches!(
        own.as_ref().and_then(Value::as_str),
        Some("book" | "anthology" | "proceedings" | "reference")
    );
    let issue = entry.get("issue").cloned();
    let Some(parent) = entry.get_mut("parent").and_then(Value::as_mapping_mut) else {
        return;
    };
    let is_series = is_book
        && parent
            .keys()
            .all(|key| matches!(key.as_str(), Some("type" | "title")));
    if !is_series {
        series(parent);
        return;
    }
    parent.insert("type".into(), "anthology".into());
    if let Some(issue) = issue {
        parent.insert("volume".into(), issue);
        entry.remove("issue");
    }
}
