//! Decodes YAML mappings key by key, so that all wrong keys are reported, not only the first.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::de::DeserializeOwned;
use serde_yaml::Value;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::limits::{self, YAML_DEPTH};
use crate::origin::{FileId, LineIndex, Origin};
use crate::yaml::comment;
use crate::yaml::depth::too_deep;
use crate::yaml::key::Key;
use crate::yaml::recover::{self, blocks};
use crate::yaml::tree::{Node, Written};

/// A mapping of a YAML file, or of a part of one, with the place of each key.
///
/// Decode each key with [`Mapping::take`] or a method like it, and call [`Mapping::finish`] at the end, which reports
/// the keys that were not taken.
#[derive(Debug)]
pub struct Mapping<'a> {
    file: &'a FileId,
    /// The content of the whole file.
    text: &'a str,
    entries: Vec<Entry>,
    /// The index of each entry, by key.
    index: BTreeMap<String, usize>,
    /// The keys whose values are invalid and were reported.
    broken: BTreeSet<String>,
    /// The codes of its findings.
    codes: Codes,
    /// For messages about a nested mapping, the key that holds it: ` in `brand``.
    inside: String,
    /// The keys that it may have; empty if any key is allowed.
    keys: &'static [Key],
}

/// The codes of findings about a kind of YAML file.
#[derive(Clone, Copy, Debug)]
pub struct Codes {
    /// For invalid YAML.
    pub syntax: Code,
    /// For a value of the wrong type or form.
    pub value: Code,
    /// For an unknown key.
    pub key: Code,
}

/// The most frequent causes of invalid lines.
const HINT: &str = "put values that hold `: `, `#`, quotes or brackets between quotes; or the line above lacks its colon";

#[derive(Debug)]
struct Entry {
    key: String,
    value: Value,
    /// The nodes of the key and its value; `None` if the keys are not strings.
    nodes: Option<(Node, Node)>,
    /// The byte range of key and value; that of the line or the whole mapping if the nodes are not known.
    range: Range<usize>,
    taken: bool,
}

impl<'a> Mapping<'a> {
    /// Parses `part` of a file, which holds one mapping. After a syntax error, only the key with the error is lost.
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
            text: whole,
            entries: Vec::new(),
            index: BTreeMap::new(),
            broken: BTreeSet::new(),
            codes,
            inside: String::new(),
            keys: &[],
        };
        if let Some(at) = too_deep(text) {
            let at = part.start + at;
            let error = limits::too_deep("values", YAML_DEPTH).at(Origin::new(file, at..at));
            out.push(error.hint("no key needs this"));
            mapping.broken = recover::keys(text);
            return mapping;
        }
        match serde_yaml::from_str::<Value>(text) {
            Ok(Value::Null) => {}
            Ok(Value::Mapping(values)) => {
                let tree = Node::read(text, part.start);
                mapping.add(entries(values, tree.as_ref(), &part, whole));
            }
            unread => mapping.recover(text, part.start, unread.err(), out),
        }
        mapping
    }

    /// Sets the table of keys.
    pub fn of(self, keys: &'static [Key]) -> Self {
        Self { keys, ..self }
    }

    /// Reads each key by itself, for a text that is not valid YAML as a whole.
    fn recover(
        &mut self,
        text: &str,
        start: usize,
        whole: Option<serde_yaml::Error>,
        out: &mut Diagnostics,
    ) {
        let (code, file) = (self.codes.syntax, self.file);
        let finding = |at: usize, why: &str, hint: &str| {
            Diagnostic::new(code, format!("this is not valid YAML: {why}"))
                .at(Origin::new(file, start + at..start + at))
                .hint(hint)
        };
        let mut found = Diagnostics::default();
        for block in blocks(text) {
            let range = start + block.range.start..start + block.range.end;
            match block.value {
                Ok(values) => {
                    let tree = Node::read(&text[block.range], range.start);
                    for entry in entries(values, tree.as_ref(), &range, self.text) {
                        if self.index.contains_key(&entry.key) {
                            let why = format!("`{}` is given twice", entry.key);
                            let at = entry.range.start - start;
                            found.push(finding(at, &why, "keep one of them"));
                        } else {
                            self.add(vec![entry]);
                        }
                    }
                }
                Err(broken) => {
                    // An alias can only be resolved in the whole text.
                    if !broken.why.contains("unknown anchor") || !text.contains('&') {
                        found.push(finding(broken.at, &broken.why, HINT));
                    }
                    self.broken.extend(broken.keys);
                }
            }
        }
        if let Some(error) = whole.filter(|_| !found.has_errors()) {
            let place = error.location().map_or(0, |place| {
                LineIndex::new(text).offset(text, place.line(), place.column())
            });
            found.push(finding(place, &recover::why(&error), HINT));
        }
        out.extend(found);
        self.broken.retain(|key| !self.index.contains_key(key));
    }

    fn add(&mut self, entries: Vec<Entry>) {
        for entry in entries {
            let at = self.entries.len();
            self.index.entry(entry.key.clone()).or_insert(at);
            self.entries.push(entry);
        }
    }

    fn entry(&self, key: &str) -> Option<&Entry> {
        self.index.get(key).and_then(|at| self.entries.get(*at))
    }

    /// The keys with valid values, in file order.
    pub fn keys(&self) -> Vec<String> {
        self.entries.iter().map(|entry| entry.key.clone()).collect()
    }

    /// Whether the value of a key is invalid and was reported.
    pub fn is_broken(&self, key: &str) -> bool {
        self.broken.contains(key)
    }

    /// The expected form of a key's value, from the table of keys.
    pub fn expected(&self, key: &str) -> &'static str {
        let known = self.keys.iter().find(|known| known.name == key);
        debug_assert!(known.is_some(), "`{key}` is in no table");
        known.map_or("", |known| known.value)
    }

    /// Decodes the value of a key of the table. `None` if the key is absent, null or invalid; the latter is reported.
    pub fn take<T: DeserializeOwned>(&mut self, key: &str, out: &mut Diagnostics) -> Option<T> {
        self.take_as(key, self.expected(key), out)
    }

    /// Decodes the value of any key; `expected` describes its form in messages.
    pub fn take_as<T: DeserializeOwned>(
        &mut self,
        key: &str,
        expected: &str,
        out: &mut Diagnostics,
    ) -> Option<T> {
        let at = *self.index.get(key)?;
        self.entries[at].taken = true;
        let Entry { value, range, .. } = &self.entries[at];
        if value.is_null() {
            return None;
        }
        match serde_yaml::from_value(value.clone()) {
            Ok(value) => Some(value),
            Err(_) => {
                let message = format!("`{key}`{} must be {expected}", self.inside);
                let mut error = self.at(self.codes.value, message, range);
                error.hints.extend(advice(key, expected, value));
                out.push(error);
                self.broken.insert(key.to_owned());
                None
            }
        }
    }

    /// Decodes a string with the place of each byte.
    pub fn words(&mut self, key: &str, out: &mut Diagnostics) -> Option<Written> {
        let text: String = self.take(key, out)?;
        let written = self
            .node(key)
            .and_then(|node| node.written(self.file, self.text));
        Some(
            written
                .filter(|written| written.text == text)
                .unwrap_or_else(|| {
                    let origin = self.origin(key).unwrap_or(Origin::file(self.file));
                    Written::whole(text, &origin)
                }),
        )
    }

    /// The node of a key's value.
    pub fn node(&self, key: &str) -> Option<&Node> {
        let entry = self.entry(key)?;
        entry.nodes.as_ref().map(|(_, value)| value)
    }

    /// The string of a scalar node with the place of each byte. `None` for other nodes.
    pub fn written(&self, node: &Node) -> Option<Written> {
        node.written(self.file, self.text)
    }

    /// The source text of a scalar node without quotes. `None` for other nodes.
    pub fn plain(&self, node: &Node) -> Option<&'a str> {
        node.plain(self.text)
    }

    /// The place of a node.
    pub fn place(&self, node: &Node) -> Origin {
        Origin::new(self.file, node.range.clone())
    }

    /// The nested mapping of a key, with its table of keys. `None` if the key is absent, null or invalid; the latter is
    /// reported.
    pub fn nested(
        &mut self,
        key: &str,
        keys: &'static [Key],
        out: &mut Diagnostics,
    ) -> Option<Mapping<'a>> {
        let values: serde_yaml::Mapping = self.take(key, out)?;
        let entry = self.entry(key)?;
        let tree = entry.nodes.as_ref().map(|(_, value)| value);
        let entries = entries(values, tree, &entry.range, self.text);
        Some(self.inner(key, keys, entries))
    }

    /// The mapping that is an item of a key's list, with its table of keys. `None` if the item is no mapping.
    pub fn item(&self, key: &str, at: usize, keys: &'static [Key]) -> Option<Mapping<'a>> {
        let entry = self.entry(key)?;
        let values = entry.value.as_sequence()?.get(at)?.as_mapping()?;
        let list = entry.nodes.as_ref().map(|(_, list)| list.items());
        let tree = list.and_then(|items| items.get(at));
        let range = tree.map_or(&entry.range, |node| &node.range);
        let entries = entries(values.clone(), tree, range, self.text);
        Some(self.inner(key, keys, entries))
    }

    fn inner(&self, key: &str, keys: &'static [Key], entries: Vec<Entry>) -> Mapping<'a> {
        let mut inner = Mapping {
            file: self.file,
            text: self.text,
            entries: Vec::new(),
            index: BTreeMap::new(),
            broken: BTreeSet::new(),
            codes: self.codes,
            inside: format!(" in `{key}`"),
            keys,
        };
        inner.add(entries);
        inner
    }

    /// The place of a key and its value.
    pub fn origin(&self, key: &str) -> Option<Origin> {
        let entry = self.entry(key)?;
        Some(Origin::new(self.file, entry.range.clone()))
    }

    /// The place of a word inside a key's value: an element, key or value.
    pub fn origin_of(&self, key: &str, word: &str) -> Option<Origin> {
        let found = self.node(key)?.find(word)?;
        Some(self.place(found))
    }

    /// A finding about a key's value.
    pub fn wrong(&self, key: &str, message: impl Into<String>) -> Diagnostic {
        let diagnostic = Diagnostic::new(self.codes.value, message);
        match self.origin(key) {
            Some(origin) => diagnostic.at(origin),
            None => diagnostic.at(Origin::file(self.file)),
        }
    }

    /// A finding about a word inside a key's value.
    pub fn wrong_word(&self, key: &str, word: &str, message: impl Into<String>) -> Diagnostic {
        let mut diagnostic = self.wrong(key, message);
        diagnostic.origin = self.origin_of(key, word).or(diagnostic.origin);
        diagnostic
    }

    /// Reports keys that are not in the table, with the nearest known one as a hint, and comments that were meant as
    /// text.
    pub fn finish(self, out: &mut Diagnostics) {
        let known: Vec<_> = self.keys.iter().map(|key| key.name).collect();
        // Comments in a nested mapping are reported with the outer one.
        let outer = self.inside.is_empty().then_some(&self.entries);
        for (key, value) in outer.into_iter().flatten().filter_map(|e| e.nodes.as_ref()) {
            comment::check(self.file, self.text, key, value, out);
        }
        for entry in self.entries.iter().filter(|e| !e.taken) {
            if known.contains(&entry.key.as_str()) {
                continue;
            }
            let message = format!("unknown key `{}`{}", entry.key, self.inside);
            let key = entry
                .nodes
                .as_ref()
                .map_or(&entry.range, |(key, _)| &key.range);
            let diagnostic = self.at(self.codes.key, message, key);
            out.push(
                diagnostic.hint(match nearest(&entry.key, known.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("the known keys are {}", list(&known)),
                }),
            );
        }
    }

    /// A finding at the first line of a range.
    fn at(&self, code: Code, message: String, range: &Range<usize>) -> Diagnostic {
        let line = self.text[range.clone()].lines().next().map_or(0, str::len);
        Diagnostic::new(code, message).at(Origin::new(self.file, range.start..range.start + line))
    }
}

/// What to write for a value of another type: a list in place of words, or words in place of a number.
fn advice(key: &str, expected: &str, value: &Value) -> Option<String> {
    let quoted = |value: &str| format!("write it between quotes: `{key}: \"{value}\"`");
    match value {
        Value::String(words) if expected.starts_with("a list of") && !words.contains('\n') => {
            Some(format!("write a list: `{key}: [{}]`", words.trim()))
        }
        Value::Number(number) if expected.starts_with("a line of") => {
            Some(quoted(&number.to_string()))
        }
        Value::Bool(value) if expected.starts_with("a line of") => Some(quoted(&value.to_string())),
        Value::Sequence(items) if expected == "a list of words" => {
            let item = items.iter().find(|item| !item.is_string())?;
            let item = serde_yaml::to_string(item).ok()?;
            Some(format!(
                "write `{0}` between quotes: `\"{0}\"`",
                item.trim()
            ))
        }
        _ => None,
    }
}

/// The known name that is nearest to a misspelt one. `None` if no name is similar enough.
pub fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    known
        .map(|candidate| (strsim::osa_distance(name, candidate), candidate))
        .filter(|(distance, candidate)| {
            *distance < candidate.len() && *distance * 3 <= candidate.len().max(3)
        })
        .min()
        .map(|(_, candidate)| candidate)
}

/// A list of names for a message: `a`, `b`, `c`.
pub fn list<S: AsRef<str>>(names: &[S]) -> String {
    let quoted: Vec<_> = names.iter().map(|n| format!("`{}`", n.as_ref())).collect();
    quoted.join(", ")
}

/// Combines values and places; `whole` is the range of the mapping.
fn entries(
    values: serde_yaml::Mapping,
    tree: Option<&Node>,
    whole: &Range<usize>,
    text: &str,
) -> Vec<Entry> {
    let places = tree.map(Node::places).unwrap_or_default();
    let entry = |(key, value): (Value, Value)| {
        let key = match key {
            Value::String(key) => key,
            other => serde_yaml::to_string(&other)
                .unwrap_or_default()
                .trim()
                .to_owned(),
        };
        let nodes = places.get(key.as_str()).copied();
        let line = || line_of(&key, whole, text).unwrap_or(whole.clone());
        let range = nodes.map_or_else(line, |(key, value)| {
            // The place of an alias's value is that of the anchor.
            let end = match value.range.start < key.range.end {
                true => key.range.end,
                false => value.range.end,
            };
            let written = text.get(key.range.start..end).unwrap_or_default();
            key.range.start..key.range.start + written.trim_end().len()
        });
        Entry {
            key,
            value,
            nodes: nodes.map(|(key, value)| (key.clone(), value.clone())),
            range,
            taken: false,
        }
    };
    values.into_iter().map(entry).collect()
}

/// The line of a mapping that starts with this key.
fn line_of(key: &str, whole: &Range<usize>, text: &str) -> Option<Range<usize>> {
    let mut end = whole.start;
    let mut lines = text[whole.clone()].split_inclusive('\n').map(|line| {
        let start = end;
        end += line.len();
        let words = line.trim();
        let start = start + line.len() - line.trim_start().len();
        (words, start..start + words.len())
    });
    let is_key = |words: &str| words.trim_start_matches(['"', '\'']).starts_with(key);
    lines
        .find(|(words, _)| is_key(words))
        .map(|(_, range)| range)
}
