//! YAML decoded key by key, so that every wrong key is reported and not only the first.

use std::ops::Range;

use serde::de::DeserializeOwned;
use serde_yaml::Value;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::origin::{FileId, LineIndex, Origin, floor_char};

/// A mapping of a YAML file (or of a part of one), with the place of every top-level key.
#[derive(Debug)]
pub struct Mapping<'a> {
    file: &'a FileId,
    entries: Vec<Entry<'a>>,
    /// What the codes of the findings start with, such as `front-matter`.
    codes: Codes,
    /// For the messages of a nested mapping, the key that holds it: ` in `brand``.
    inside: String,
}

/// The codes of the findings about one kind of YAML file.
#[derive(Clone, Copy, Debug)]
pub struct Codes {
    /// The YAML cannot be parsed.
    pub syntax: &'static str,
    /// A value has the wrong type or form.
    pub value: &'static str,
    /// A key that means nothing.
    pub key: &'static str,
}

#[derive(Debug)]
struct Entry<'a> {
    key: String,
    value: Value,
    /// The text of the key and its value.
    text: &'a str,
    /// Where `text` starts in the file.
    start: usize,
    taken: bool,
}

impl<'a> Mapping<'a> {
    /// Parses the part of a file's text that holds one mapping. A syntax error hides what follows it.
    pub fn parse(
        file: &'a FileId,
        whole: &'a str,
        part: Range<usize>,
        codes: Codes,
        out: &mut Diagnostics,
    ) -> Self {
        let text = &whole[part.clone()];
        let mut mapping = Self {
            file,
            entries: Vec::new(),
            codes,
            inside: String::new(),
        };
        match serde_yaml::from_str::<Value>(text) {
            Err(error) => out.push(mapping.error(codes.syntax, &error, text, part.start)),
            Ok(Value::Null) => {}
            Ok(Value::Mapping(values)) => mapping.entries = entries(values, text, part.start),
            Ok(_) => out.push(
                Diagnostic::error(codes.syntax, "expected `key: value` lines")
                    .at(Origin::new(file, part)),
            ),
        }
        mapping
    }

    /// Decodes the value of a key; `None` where the key is absent, null or wrong (then it is reported).
    pub fn take<T: DeserializeOwned>(
        &mut self,
        key: &str,
        expected: &str,
        out: &mut Diagnostics,
    ) -> Option<T> {
        let at = self.entries.iter().position(|e| e.key == key)?;
        self.entries[at].taken = true;
        let Entry {
            ref value,
            text,
            start,
            ..
        } = self.entries[at];
        if value.is_null() {
            return None;
        }
        match serde_yaml::from_value(value.clone()) {
            Ok(value) => Some(value),
            Err(_) => {
                let message = format!("`{key}`{} must be {expected}", self.inside);
                out.push(self.at(self.codes.value, message, start, text));
                None
            }
        }
    }

    /// The mapping that a key holds, to be decoded key by key; `None` where the key is absent, null or wrong (then it is
    /// reported).
    pub fn nested(
        &mut self,
        key: &str,
        expected: &str,
        out: &mut Diagnostics,
    ) -> Option<Mapping<'a>> {
        let values: serde_yaml::Mapping = self.take(key, expected, out)?;
        let entry = self.entries.iter().find(|e| e.key == key)?;
        Some(Mapping {
            file: self.file,
            entries: entries(values, entry.text, entry.start),
            codes: self.codes,
            inside: format!(" in `{key}`"),
        })
    }

    /// The place of a key and its value.
    pub fn origin(&self, key: &str) -> Option<Origin> {
        let entry = self.entries.iter().find(|e| e.key == key)?;
        let length = entry.text.trim_end().len();
        Some(Origin::new(self.file, entry.start..entry.start + length))
    }

    /// The place of a word inside a key's value, or of the key.
    pub fn origin_of(&self, key: &str, word: &str) -> Option<Origin> {
        let entry = self.entries.iter().find(|e| e.key == key)?;
        let at = find_word(entry.text, word)?;
        let start = entry.start + at;
        Some(Origin::new(self.file, start..start + word.len()))
    }

    /// A finding about a key's value.
    pub fn wrong(&self, key: &str, message: impl Into<String>) -> Diagnostic {
        let diagnostic = Diagnostic::error(self.codes.value, message);
        match self.origin(key) {
            Some(origin) => diagnostic.at(origin),
            None => diagnostic.at(Origin::file(self.file)),
        }
    }

    /// Reports every key that was not taken, with the nearest known one, and every key given twice.
    pub fn finish(self, known: &[&str], out: &mut Diagnostics) {
        for entry in self.entries.iter().filter(|e| !e.taken) {
            if known.contains(&entry.key.as_str()) {
                continue;
            }
            let message = format!("unknown key `{}`{}", entry.key, self.inside);
            let diagnostic = self.at(self.codes.key, message, entry.start, &entry.key);
            out.push(
                diagnostic.hint(match nearest(&entry.key, known.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("the known keys are {}", list(known)),
                }),
            );
        }
    }

    fn at(&self, code: &'static str, message: String, start: usize, text: &str) -> Diagnostic {
        let length = text.lines().next().map_or(0, str::len);
        Diagnostic::error(code, message).at(Origin::new(self.file, start..start + length))
    }

    fn error(
        &self,
        code: &'static str,
        error: &serde_yaml::Error,
        text: &str,
        start: usize,
    ) -> Diagnostic {
        let offset = error.location().map_or(0, |l| {
            LineIndex::new(text).offset(text, l.line(), l.column())
        });
        let message = error.to_string();
        // The location is shown by the report, and counts from the start of the file there.
        let message = message.split(" at line ").next().unwrap_or(&message);
        Diagnostic::error(code, format!("this is not valid YAML: {message}"))
            .at(Origin::new(self.file, start + offset..start + offset))
            .hint("put values that hold `: `, `#`, quotes or brackets between quotes; or the line above lacks its colon")
    }
}

/// The known name that is nearest to a mistyped one, if any is near.
pub fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    known
        .map(|candidate| (strsim::osa_distance(name, candidate), candidate))
        .filter(|(distance, candidate)| {
            *distance < candidate.len() && *distance * 3 <= candidate.len().max(3)
        })
        .min()
        .map(|(_, candidate)| candidate)
}

/// Names for a sentence: `a`, `b`, `c`.
pub fn list<S: AsRef<str>>(names: &[S]) -> String {
    let quoted: Vec<_> = names.iter().map(|n| format!("`{}`", n.as_ref())).collect();
    quoted.join(", ")
}

/// Gives every key the lines from the one that names it to the next such line. In flow style, the place is the key alone;
/// for keys in an unusual spelling, the whole mapping.
fn entries(values: serde_yaml::Mapping, text: &str, start: usize) -> Vec<Entry<'_>> {
    let mut cuts: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    // Keys stand below each other: as far in as the first of them.
    let mut column = None;
    for line in text.split_inclusive('\n') {
        let words = line.trim_start();
        let indent = line.len() - words.len();
        if let Some((name, _)) = words.split_once(':')
            && !words.starts_with('#')
        {
            let name = name.trim().trim_matches(['"', '\'']);
            if column.is_none() && values.contains_key(name) {
                column = Some(indent);
            }
            if column == Some(indent) {
                cuts.push((at + indent, name));
            }
        }
        at += line.len();
    }
    let entry = |(key, value): (Value, Value)| {
        let key = match key {
            Value::String(key) => key,
            other => serde_yaml::to_string(&other)
                .unwrap_or_default()
                .trim()
                .to_owned(),
        };
        let cut = cuts.iter().position(|(_, name)| *name == key);
        let (from, to) = match (cut, find_word(text, &key)) {
            (Some(at), _) => (cuts[at].0, cuts.get(at + 1).map_or(text.len(), |c| c.0)),
            (None, Some(word)) => (word, word + key.len()),
            (None, None) => (0, text.len()),
        };
        Entry {
            key,
            value,
            text: &text[from..to],
            start: start + from,
            taken: false,
        }
    };
    values.into_iter().map(entry).collect()
}

/// Where a word stands, not as a part of a longer one.
fn find_word(text: &str, word: &str) -> Option<usize> {
    let part = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    text.match_indices(word).map(|(at, _)| at).find(|&at| {
        let before = text[..floor_char(text, at)].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(part) && !after.is_some_and(part)
    })
}
