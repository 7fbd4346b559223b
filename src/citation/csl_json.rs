//! CSL-JSON, as Zotero and Pandoc write it, read into the works of hayagriva.

use std::collections::BTreeMap;

use hayagriva::Library;
use serde_json::{Map, Value};
use serde_yaml::Value as Yaml;

use crate::citation::fault::{Fault, Read};
use crate::citation::latex::{LOWERED, RAISED};
use crate::origin::LineIndex;

/// The works of a file.
///
/// # Errors
///
/// Where it is no JSON, or an entry is none of CSL-JSON.
pub fn read(text: &str) -> Read {
    let items: Vec<Map<String, Value>> = serde_json::from_str(text).map_err(|error| {
        let at = LineIndex::new(text).offset(text, error.line().max(1), error.column().max(1));
        let message = error.to_string();
        let message = message
            .split(" at line ")
            .next()
            .unwrap_or_default()
            .to_owned();
        vec![Fault {
            range: at..at,
            message,
        }]
    })?;
    let (mut all, mut places, mut faults) = (Library::new(), BTreeMap::new(), Vec::new());
    let mut from = 0;
    for item in &items {
        let key = match item.get("id") {
            Some(Value::String(key)) => key.clone(),
            Some(Value::Number(key)) => key.to_string(),
            _ => {
                let message = "an entry has no `id`".to_owned();
                faults.push(Fault {
                    range: from..from,
                    message,
                });
                continue;
            }
        };
        // Strings have no places of their own: ids stand in the order of the entries.
        let written = serde_json::to_string(&key).unwrap_or_default();
        let at = text[from..].find(&written).map_or(from, |at| from + at);
        let range = at + 1..(at + written.len()).saturating_sub(1).max(at + 1);
        from = at + written.len().min(text.len() - at);
        let dates = item.get("issued").and_then(|date| date.get("date-parts"));
        if dates
            .and_then(Value::as_array)
            .is_some_and(|dates| dates.len() > 1)
        {
            faults.push(Fault::two_dates(range));
            continue;
        }
        let mut one = serde_yaml::Mapping::new();
        one.insert(key.clone().into(), entry(item));
        match serde_yaml::from_value::<Library>(Yaml::Mapping(one)) {
            Ok(library) if places.contains_key(&key) || library.is_empty() => {
                let message = format!("two entries have the id `{key}`");
                faults.push(Fault { range, message });
            }
            Ok(library) => {
                library.iter().for_each(|entry| all.push(entry));
                places.insert(key, range);
            }
            Err(error) => faults.push(Fault {
                range,
                message: format!("`{key}`: {error}"),
            }),
        }
    }
    match faults.is_empty() {
        true => Ok((all, places)),
        false => Err(faults),
    }
}

/// The type of an entry, and that of what it is a part of.
fn kinds(kind: &str) -> (&'static str, Option<&'static str>) {
    match kind {
        "article-journal" | "article" | "review" | "article-magazine" => {
            ("article", Some("periodical"))
        }
        "article-newspaper" => ("article", Some("newspaper")),
        "book" | "monograph" => ("book", None),
        "chapter" => ("chapter", Some("book")),
        "collection" => ("anthology", None),
        "paper-conference" => ("article", Some("proceedings")),
        "report" | "standard" | "hearing" => ("report", None),
        "thesis" => ("thesis", None),
        "webpage" | "web" => ("web", None),
        "post-weblog" => ("article", Some("blog")),
        "post" => ("post", None),
        "entry" | "entry-dictionary" | "entry-encyclopedia" => ("entry", Some("reference")),
        "legal_case" => ("case", None),
        "legislation" | "bill" | "regulation" | "treaty" => ("legislation", None),
        "patent" => ("patent", None),
        "manuscript" | "personal_communication" => ("manuscript", None),
        "motion_picture" | "broadcast" => ("video", None),
        "song" => ("audio", None),
        "dataset" | "software" => ("repository", None),
        "graphic" | "map" | "figure" => ("artwork", None),
        _ => ("misc", None),
    }
}

/// An entry as hayagriva's own format has it.
fn entry(item: &Map<String, Value>) -> Yaml {
    let kind = item.get("type").and_then(Value::as_str).unwrap_or_default();
    let (kind, parent) = kinds(kind);
    let mut own = Fields::new(kind);
    own.text("title", item, "title");
    own.names("author", item, "author");
    own.date("date", item, "issued");
    for (name, key) in [
        ("abstract", "abstract"),
        ("genre", "genre"),
        ("note", "note"),
        ("archive", "archive"),
        ("archive-location", "archive_location"),
        ("call-number", "call-number"),
    ] {
        own.text(name, item, key);
    }
    own.plain("page-range", item, "page");
    own.plain("language", item, "language");
    own.plain("chapter", item, "chapter-number");
    own.address(item);
    let numbers = [
        ("doi", "DOI"),
        ("pmid", "PMID"),
        ("pmcid", "PMCID"),
        ("serial", "number"),
    ];
    own.numbers(&numbers, item);
    // Of a part, the volume and what publishes it belong to the whole.
    let has_whole = parent.is_some() && item.contains_key("container-title");
    let mut whole = Fields::new(parent.unwrap_or("misc"));
    let about = if has_whole { &mut whole } else { &mut own };
    about.publisher(item);
    about.names("editor", item, "editor");
    for (name, key) in [
        ("volume", "volume"),
        ("issue", "issue"),
        ("edition", "edition"),
    ] {
        about.plain(name, item, key);
    }
    about.numbers(&[("isbn", "ISBN"), ("issn", "ISSN")], item);
    about.text("title", item, "container-title");
    if !has_whole {
        own.text("title", item, "title");
        if item.contains_key("container-title") {
            let mut whole = Fields::new("misc");
            whole.text("title", item, "container-title");
            own.set("parent", whole.done());
        }
    } else {
        own.set("parent", whole.done());
    }
    own.done()
}

/// The fields of an entry.
struct Fields(serde_yaml::Mapping);

impl Fields {
    fn new(kind: &str) -> Self {
        let mut fields = Self(serde_yaml::Mapping::new());
        fields.set("type", kind.into());
        fields
    }

    fn set(&mut self, name: &str, value: Yaml) {
        self.0.insert(name.into(), value);
    }

    fn done(self) -> Yaml {
        Yaml::Mapping(self.0)
    }

    /// A value as it is written.
    fn plain(&mut self, name: &str, item: &Map<String, Value>, key: &str) {
        if let Some(text) = item.get(key).and_then(words) {
            self.set(name, text.into());
        }
    }

    /// A text, in which hayagriva reads `{}`, `$` and `\` as signs.
    fn text(&mut self, name: &str, item: &Map<String, Value>, key: &str) {
        if let Some(text) = item.get(key).and_then(words) {
            let mut escaped = String::new();
            for c in html(&text).chars() {
                if matches!(c, '{' | '}' | '$' | '\\') {
                    escaped.push('\\');
                }
                escaped.push(c);
            }
            self.set(name, escaped.into());
        }
    }

    fn names(&mut self, name: &str, item: &Map<String, Value>, key: &str) {
        let Some(Value::Array(all)) = item.get(key) else {
            return;
        };
        let of = |person: &Value| {
            let part = |key: &str| person.get(key).and_then(words);
            let mut fields = serde_yaml::Mapping::new();
            let name = part("family").or(part("literal")).or(part("given"))?;
            let given = part("given").filter(|given| *given != name);
            let name = match part("non-dropping-particle") {
                Some(particle) => format!("{particle} {name}"),
                None => name,
            };
            fields.insert("name".into(), name.into());
            for (key, value) in [
                ("given-name", given),
                ("prefix", part("dropping-particle")),
                ("suffix", part("suffix")),
            ] {
                if let Some(value) = value {
                    fields.insert(key.into(), value.into());
                }
            }
            Some(Yaml::Mapping(fields))
        };
        let names: Vec<Yaml> = all.iter().filter_map(of).collect();
        if !names.is_empty() {
            self.set(name, Yaml::Sequence(names));
        }
    }

    fn date(&mut self, name: &str, item: &Map<String, Value>, key: &str) {
        if let Some(date) = item.get(key).and_then(date) {
            self.set(name, date.into());
        }
    }

    fn address(&mut self, item: &Map<String, Value>) {
        let Some(url) = item.get("URL").and_then(words) else {
            return;
        };
        let mut fields = Self(serde_yaml::Mapping::new());
        fields.set("value", url.into());
        fields.date("date", item, "accessed");
        self.set("url", fields.done());
    }

    fn publisher(&mut self, item: &Map<String, Value>) {
        let mut fields = Self(serde_yaml::Mapping::new());
        fields.text("name", item, "publisher");
        fields.text("location", item, "publisher-place");
        if !fields.0.is_empty() {
            self.set("publisher", fields.done());
        }
    }

    fn numbers(&mut self, all: &[(&str, &str)], item: &Map<String, Value>) {
        let mut fields = Self(serde_yaml::Mapping::new());
        for (name, key) in all {
            fields.plain(name, item, key);
        }
        if !fields.0.is_empty() {
            self.set("serial-number", fields.done());
        }
    }
}

fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A day, a month or a year.
fn date(value: &Value) -> Option<String> {
    let parts = value
        .get("date-parts")
        .and_then(|all| all.get(0))
        .and_then(Value::as_array);
    let Some(parts) = parts else {
        let raw = value.get("raw").or(value.get("literal")).and_then(words)?;
        let is_date = raw.chars().all(|c| c.is_ascii_digit() || c == '-');
        return is_date.then_some(raw);
    };
    let parts: Vec<i64> = parts
        .iter()
        .filter_map(|part| words(part)?.parse().ok())
        .collect();
    match parts[..] {
        [] => None,
        [year] => Some(format!("{year:04}")),
        [year, month] => Some(format!("{year:04}-{month:02}")),
        [year, month, day, ..] => Some(format!("{year:04}-{month:02}-{day:02}")),
    }
}

/// Text in the markup of CSL-JSON without it: `<i>`, `<sub>2</sub>`, `&amp;`.
fn html(text: &str) -> String {
    let mut out = text.to_owned();
    for (name, digits) in [("sup", RAISED), ("sub", LOWERED)] {
        for (digit, raised) in digits.chars().enumerate() {
            out = out.replace(&format!("<{name}>{digit}</{name}>"), &raised.to_string());
        }
    }
    for name in ["i", "b", "sc", "sup", "sub", "em", "strong"] {
        out = out
            .replace(&format!("<{name}>"), "")
            .replace(&format!("</{name}>"), "");
    }
    out = out
        .replace("<span class=\"nocase\">", "")
        .replace("<span style=\"font-variant:small-caps;\">", "")
        .replace("</span>", "");
    for (entity, sign) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", "\u{A0}"),
        ("&amp;", "&"),
    ] {
        out = out.replace(entity, sign);
    }
    out
}
