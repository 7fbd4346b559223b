//! A YAML text as a tree of nodes with byte ranges.

use std::collections::BTreeMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use crate::origin::{FileId, Origin};

/// A node with its byte range in the file.
#[derive(Clone, Debug)]
pub struct Node {
    /// The byte range: for a block scalar, that of its lines; for an alias, that of the anchored value.
    pub range: Range<usize>,
    /// The content.
    pub kind: Kind,
}

/// The kinds of nodes.
#[derive(Clone, Debug)]
pub enum Kind {
    /// A scalar: its decoded string, and the style in which it is written.
    Scalar(String, ScalarStyle),
    /// A sequence.
    List(Vec<Node>),
    /// The keys and values, in file order.
    Map(Vec<(Node, Node)>),
}

/// A decoded string with the place of each byte in the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written {
    /// The decoded string, unescaped and unfolded.
    pub text: String,
    file: FileId,
    /// The byte index in the file of each byte of the string, followed by that of the end.
    places: Vec<usize>,
}

impl Node {
    /// Parses the part of a file that starts at byte `from`. `None` if it is not valid YAML.
    pub fn read(text: &str, from: usize) -> Option<Self> {
        let mut offsets: Vec<usize> = text.char_indices().map(|(at, _)| from + at).collect();
        offsets.push(from + text.len());
        let mut tree = Tree {
            offsets,
            open: Vec::new(),
            anchors: BTreeMap::new(),
            root: None,
        };
        for event in Parser::new_from_str(text) {
            let (event, span) = event.ok()?;
            tree.event(event, span);
        }
        tree.root
    }

    /// A key of a mapping and its value, as nodes.
    pub fn get(&self, key: &str) -> Option<(&Self, &Self)> {
        let Kind::Map(pairs) = &self.kind else {
            return None;
        };
        let found = pairs.iter().find(|(name, _)| name.is_scalar(key));
        found.map(|(name, value)| (name, value))
    }

    /// The keys of a mapping with their values, as nodes, by the keys that are scalars. Of keys that are given twice, the first.
    pub fn places(&self) -> BTreeMap<&str, (&Self, &Self)> {
        let mut places = BTreeMap::new();
        if let Kind::Map(pairs) = &self.kind {
            for (name, value) in pairs {
                if let Kind::Scalar(text, _) = &name.kind {
                    places.entry(text.as_str()).or_insert((name, value));
                }
            }
        }
        places
    }

    /// The items of a sequence; empty for other nodes.
    pub fn items(&self) -> &[Self] {
        match &self.kind {
            Kind::List(items) => items,
            _ => &[],
        }
    }

    /// The first scalar in the node, key or value, that equals `word`.
    pub fn find(&self, word: &str) -> Option<&Self> {
        match &self.kind {
            Kind::Scalar(..) => self.is_scalar(word).then_some(self),
            Kind::List(items) => items.iter().find_map(|item| item.find(word)),
            Kind::Map(pairs) => {
                let mut all = pairs.iter().flat_map(|(key, value)| [key, value]);
                all.find_map(|node| node.find(word))
            }
        }
    }

    fn is_scalar(&self, word: &str) -> bool {
        matches!(&self.kind, Kind::Scalar(text, _) if text == word)
    }

    /// The source text of a plain scalar, which has no quotes.
    pub fn plain<'t>(&self, text: &'t str) -> Option<&'t str> {
        let is_plain = matches!(self.kind, Kind::Scalar(_, ScalarStyle::Plain));
        text.get(self.range.clone()).filter(|_| is_plain)
    }

    /// The string of a scalar with places, in the content `text` of its file. `None` for other nodes.
    pub fn written(&self, file: &FileId, text: &str) -> Option<Written> {
        let Kind::Scalar(words, style) = &self.kind else {
            return None;
        };
        let raw = text.get(self.range.clone())?;
        Some(Written {
            text: words.clone(),
            file: file.clone(),
            places: places(raw, words, *style, self.range.start),
        })
    }
}

/// The state of building a tree from parser events.
struct Tree {
    /// The byte index of each character.
    offsets: Vec<usize>,
    /// Open sequences and mappings, with their anchor ids.
    open: Vec<(Node, usize)>,
    anchors: BTreeMap<usize, Node>,
    root: Option<Node>,
}

impl Tree {
    fn event(&mut self, event: Event, span: Span) {
        let offset = |at: usize| self.offsets.get(at).or(self.offsets.last()).copied();
        let start = offset(span.start.index()).unwrap_or_default();
        let range = start..offset(span.end.index()).unwrap_or_default().max(start);
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let kind = Kind::Scalar(text.into_owned(), style);
                self.close(Node { range, kind }, anchor);
            }
            Event::SequenceStart(anchor, _) => {
                let kind = Kind::List(Vec::new());
                self.open.push((Node { range, kind }, anchor));
            }
            Event::MappingStart(anchor, _) => {
                let kind = Kind::Map(Vec::new());
                self.open.push((Node { range, kind }, anchor));
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some((mut node, anchor)) = self.open.pop() {
                    // A block collection ends with its last value; blank lines and comments may follow.
                    let last = match &node.kind {
                        Kind::List(items) => items.last(),
                        Kind::Map(pairs) => pairs.last().map(|(_, value)| value),
                        Kind::Scalar(..) => None,
                    };
                    node.range.end = match last {
                        _ if !range.is_empty() => range.end,
                        Some(last) => last.range.end.max(node.range.end),
                        None => node.range.end,
                    };
                    self.close(node, anchor);
                }
            }
            Event::Alias(anchor) => {
                let kind = Kind::Scalar(String::new(), ScalarStyle::Plain);
                let known = self.anchors.get(&anchor).cloned();
                self.close(known.unwrap_or(Node { range, kind }), 0);
            }
            _ => {}
        }
    }

    /// Adds a complete node to its parent.
    fn close(&mut self, node: Node, anchor: usize) {
        if anchor > 0 {
            self.anchors.insert(anchor, node.clone());
        }
        match self.open.last_mut().map(|(parent, _)| &mut parent.kind) {
            Some(Kind::List(items)) => items.push(node),
            Some(Kind::Map(pairs)) => match pairs.last_mut() {
                // A key without a value yet is paired with a placeholder of the same range.
                Some((key, value)) if value.range == key.range && is_waiting(value) => {
                    *value = node
                }
                _ => {
                    let waiting = Node {
                        range: node.range.clone(),
                        kind: Kind::List(vec![]),
                    };
                    pairs.push((node, waiting));
                }
            },
            _ => self.root = Some(node),
        }
    }
}

fn is_waiting(value: &Node) -> bool {
    matches!(&value.kind, Kind::List(items) if items.is_empty())
}

/// For each byte of a decoded string, its byte index in the file, then that of the end. The characters are matched in
/// order; quotes, escapes, indentation and folded lines are skipped.
fn places(raw: &str, words: &str, style: ScalarStyle, from: usize) -> Vec<usize> {
    let mut at = properties(raw);
    let quote = match style {
        ScalarStyle::SingleQuoted => Some('\''),
        ScalarStyle::DoubleQuoted => Some('"'),
        _ => None,
    };
    at += usize::from(quote.is_some_and(|quote| raw[at..].starts_with(quote)));
    let has_escapes = style == ScalarStyle::DoubleQuoted;
    let mut places = Vec::with_capacity(words.len() + 1);
    for c in words.chars() {
        // A line break may be escaped.
        while has_escapes && (raw[at..].starts_with("\\\n") || raw[at..].starts_with("\\\r\n")) {
            at += 1;
            at += blank(&raw[at..]);
        }
        if !c.is_whitespace() {
            at += blank(&raw[at..]);
        }
        let rest = &raw[at..];
        let length = match rest.chars().next() {
            Some('\\') if has_escapes => escape(rest),
            Some('\'') if style == ScalarStyle::SingleQuoted => 2,
            Some(found) if found.is_whitespace() == c.is_whitespace() => found.len_utf8(),
            _ => 0,
        };
        places.resize(places.len() + c.len_utf8(), from + at);
        at = (at + length).min(raw.len());
    }
    places.push(from + at);
    places
}

/// The length of the white space at the start, in bytes.
fn blank(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// The length of the anchor and the tag before a value, in bytes.
fn properties(raw: &str) -> usize {
    let mut at = 0;
    while raw[at..].starts_with(['&', '!']) {
        let word = raw[at..]
            .find(char::is_whitespace)
            .unwrap_or(raw.len() - at);
        at += word;
        at += blank(&raw[at..]);
    }
    at
}

/// The length of the escape sequence at the start, in bytes (YAML 1.2, 5.7).
fn escape(text: &str) -> usize {
    let digits = match text.as_bytes().get(1) {
        Some(b'x') => 2,
        Some(b'u') => 4,
        Some(b'U') => 8,
        _ => 0,
    };
    let sign = text.chars().nth(1).map_or(0, char::len_utf8);
    let whole = 1 + sign + digits;
    (whole..=text.len())
        .find(|end| text.is_char_boundary(*end))
        .unwrap_or(text.len())
}

impl Written {
    /// A string whose place is known only as a whole.
    pub fn whole(text: String, origin: &Origin) -> Self {
        let mut places = vec![origin.range.start; text.len()];
        places.push(origin.range.end);
        Self {
            text,
            file: origin.file.clone(),
            places,
        }
    }

    /// The place of a byte range of the string.
    pub fn origin(&self, range: Range<usize>) -> Origin {
        let last = self.places.len() - 1;
        let start = self.places[range.start.min(last)];
        // The range ends after its last character, not before the next one, which may be lines below.
        let end = match range.end.min(last).checked_sub(1) {
            Some(before) if range.end > range.start => {
                let next = self.places[before + 1];
                let letter = self.text[floor(&self.text, before)..].chars().next();
                next.min(self.places[before] + letter.map_or(1, char::len_utf8).max(1))
            }
            _ => start,
        };
        Origin::new(&self.file, start..end.max(start))
    }

    /// The place of the whole string.
    pub fn all(&self) -> Origin {
        let start = self.places[0];
        let end = self.places[self.places.len() - 1];
        Origin::new(&self.file, start..end.max(start))
    }

    /// Joins several strings with a separator. `None` for an empty list.
    pub fn join(all: Vec<Self>, sign: &str) -> Option<Self> {
        let mut all = all.into_iter();
        let mut joined = all.next()?;
        for next in all {
            let end = joined.places.pop().unwrap_or_default();
            joined.places.resize(joined.places.len() + sign.len(), end);
            joined.text.push_str(sign);
            joined.text.push_str(&next.text);
            joined.places.extend(next.places);
        }
        Some(joined)
    }
}

fn floor(text: &str, at: usize) -> usize {
    crate::origin::floor_char(text, at)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every character of a value is found at its place in the file.
    #[test]
    fn letters_know_their_places() {
        for (yaml, words) in [
            ("k: a plain Xé value # c\n", "a plain Xé value"),
            (
                "k: over\n  Xé lines\n\n  of text\n",
                "over Xé lines\nof text",
            ),
            (
                "k: |\n  one\n   Xé two\n\n  three\n",
                "one\n Xé two\n\nthree\n",
            ),
            ("k: |2-\n    deep\n  Xé\n", "  deep\nXé"),
            ("k: >-\n  fold one\n  Xé\n\n  three\n", "fold one Xé\nthree"),
            ("k: 'it''s\n  Xé'\n", "it's Xé"),
            ("k: \"q\\u00e9 \\\n    Xé\\ny\"\n", "qé Xé\ny"),
            ("k: &a !!str Xé\n", "Xé"),
            ("{k: [é, \"Xé\"]}", "Xé"),
            ("a: &b Xé\nk: *b\n", "Xé"),
            ("é: é\r\nk: |\r\n  a\r\n  Xé\r\n", "a\nXé\n"),
        ] {
            let file = FileId::new("a.md");
            let node = Node::read(yaml, 0).expect(yaml);
            let (_, value) = node.get("k").expect(yaml);
            let value = value.items().last().unwrap_or(value);
            let written = value.written(&file, yaml).expect(yaml);
            assert_eq!(written.text, words);
            let at = words.find('X').expect("a letter");
            let origin = written.origin(at..at + 3);
            assert_eq!(&yaml[origin.range], "Xé", "{yaml:?}");
            let all = written.all().range;
            assert!(all.end <= yaml.len() && yaml.get(all).is_some(), "{yaml:?}");
        }
    }

    #[test]
    fn what_is_no_yaml_has_no_places() {
        assert!(Node::read("a: b: c\n", 0).is_none());
        assert!(Node::read("", 0).is_none_or(|node| node.items().is_empty()));
    }
}
