//! Attributes behind an element: `{#id .class key=value key="value"}`, as Pandoc and Quarto write them.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::origin::Origin;
use crate::yaml::{list, nearest};

/// The attributes of an element.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Attributes {
    /// The name behind `#`.
    pub id: Option<Attribute>,
    /// The names behind a dot, in order.
    pub classes: Vec<Attribute>,
    /// The keys with their values, in order.
    pub pairs: Vec<Attribute>,
    /// The place of all, braces included.
    pub origin: Origin,
}

/// One attribute.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Attribute {
    /// The id, the class or the key.
    pub name: String,
    /// The value of a key; empty for an id and a class.
    pub value: String,
    /// Its place, quotes included.
    pub origin: Origin,
}

impl Attributes {
    /// The attributes at the end of a text, and what stands before them. `origin` is the place of the text.
    pub fn at_end<'t>(text: &'t str, origin: &Origin) -> (&'t str, Option<Self>) {
        let end = text.trim_end();
        if !end.ends_with('}') {
            return (text, None);
        }
        let mut starts = end.match_indices('{').map(|(at, _)| at);
        let found = starts.find_map(|at| {
            let start = origin.range.start + at;
            let place = Origin::new(&origin.file, start..start + end.len() - at);
            Some((&text[..at], Self::parse(&end[at..], place)?))
        });
        found.map_or((text, None), |(before, found)| (before, Some(found)))
    }

    /// Reads all of a text, braces included. `None` if it is anything else than attributes.
    pub fn parse(text: &str, origin: Origin) -> Option<Self> {
        let inner = text.strip_prefix('{')?.strip_suffix('}')?;
        let mut all = Self {
            id: None,
            classes: Vec::new(),
            pairs: Vec::new(),
            origin,
        };
        let mut rest = inner.trim_start();
        while !rest.is_empty() {
            let at = text.len() - 1 - rest.len();
            let length = all.push(rest, at)?;
            let behind = &rest[length..];
            rest = behind.trim_start();
            // Two attributes are parted by a space.
            if rest.len() == behind.len() && !rest.is_empty() {
                return None;
            }
        }
        (all.id.is_some() || !all.classes.is_empty() || !all.pairs.is_empty()).then_some(all)
    }

    /// Reads the attribute at the start of `rest`, which is at `at` in the text. Returns its length.
    fn push(&mut self, rest: &str, at: usize) -> Option<usize> {
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
        let name_end = |text: &str| text.find(|c| !is_name(c)).unwrap_or(text.len());
        let start = self.origin.range.start + at;
        let place = |length: usize| Origin::new(&self.origin.file, start..start + length);
        if let Some(name) = rest.strip_prefix(['#', '.']) {
            let end = name_end(name);
            let found = Attribute {
                name: name[..end].to_owned(),
                value: String::new(),
                origin: place(end + 1),
            };
            match rest.starts_with('#') {
                _ if end == 0 => return None,
                true => self.id = Some(found),
                false => self.classes.push(found),
            }
            return Some(end + 1);
        }
        let end = name_end(rest);
        let written = rest[end..].strip_prefix('=').filter(|_| end > 0)?;
        let (value, length) = value(written)?;
        let length = end + 1 + length;
        self.pairs.push(Attribute {
            name: rest[..end].to_owned(),
            value,
            origin: place(length),
        });
        Some(length)
    }

    /// The value of a key, with its place.
    pub fn pair(&self, key: &str) -> Option<&Attribute> {
        self.pairs.iter().find(|pair| pair.name == key)
    }

    /// Whether a class is given.
    pub fn has_class(&self, name: &str) -> bool {
        self.classes.iter().any(|class| class.name == name)
    }

    /// Reports classes and keys that an element does not have. `what` is the element with its article, as in "a table".
    pub fn check(&self, what: &str, classes: &[&str], keys: &[&str], out: &mut Diagnostics) {
        let of_classes = self.classes.iter().map(|class| (class, ".", classes));
        let of_pairs = self.pairs.iter().map(|pair| (pair, "", keys));
        for (found, sign, known) in of_classes.chain(of_pairs) {
            let name = found.name.as_str();
            if known.contains(&name) {
                continue;
            }
            let message = format!("{what} has no attribute `{sign}{name}`");
            let all: Vec<String> = classes
                .iter()
                .map(|class| format!(".{class}"))
                .chain(keys.iter().map(|key| format!("{key}=")))
                .collect();
            let error = Diagnostic::new(Code::UnknownAttribute, message).at(found.origin.clone());
            out.push(match nearest(name, known.iter().copied()) {
                Some(near) => error.hint(format!("did you mean `{sign}{near}`?")),
                None if all.is_empty() => error.hint("it takes an id only: `{#id}`"),
                None => error.hint(format!("it takes `#id` and {}", list(&all))),
            });
        }
    }
}

/// The value at the start of a text, in quotes or up to a space, and its length as written.
fn value(text: &str) -> Option<(String, usize)> {
    let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
        let is_end = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '{' | '}' | '=');
        let end = text.find(is_end).unwrap_or(text.len());
        return (end > 0).then(|| (text[..end].to_owned(), end));
    };
    let mut value = String::new();
    let mut chars = text.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => value.push(chars.next()?.1),
            c if c == quote => return Some((value, at + 1)),
            c => value.push(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::Attributes;
    use crate::origin::{FileId, Origin};

    #[test]
    fn attributes_are_read_with_their_places() {
        let text = r#"A {caption} {#tbl-x .chart  type=bar source="Eurostat, \"2024\" {a}"} "#;
        let origin = Origin::new(&FileId::new("a.md"), 10..10 + text.len());
        let (before, found) = Attributes::at_end(text, &origin);
        let found = found.expect("attributes");
        assert_eq!(before, "A {caption} ");
        assert_eq!(found.id.as_ref().map(|id| id.name.as_str()), Some("tbl-x"));
        assert!(found.has_class("chart"));
        assert_eq!(
            found.pair("type").map(|pair| pair.value.as_str()),
            Some("bar")
        );
        let source = found.pair("source").expect("source");
        assert_eq!(source.value, "Eurostat, \"2024\" {a}");
        let range = source.origin.range.start - 10..source.origin.range.end - 10;
        assert_eq!(&text[range], r#"source="Eurostat, \"2024\" {a}""#);
    }

    #[test]
    fn other_braces_are_text() {
        let origin = Origin::file(&FileId::new("a.md"));
        for text in [
            "{}",
            "{a}",
            "a set {1, 2}",
            "{#}",
            "{a=}",
            "{a=\"b}",
            "{.a.b",
            "{.a#b}",
            "{ }",
        ] {
            assert_eq!(Attributes::at_end(text, &origin), (text, None), "{text}");
        }
    }
}
