//! XML as the formats write it, an element a line, and as they read it, without entities of its own.

use std::ops::Range;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use roxmltree::{Document, Node, ParsingOptions};

use crate::exchange::codes::{Code, Coded, DEEPEST};
use crate::exchange::limits;
use crate::exchange::returned::{At, Fault};

/// XML that is being written.
pub struct Xml {
    writer: Writer<Vec<u8>>,
    depth: usize,
}

impl Xml {
    /// A document with its declaration.
    pub fn declared() -> Self {
        let mut xml = Self {
            writer: Writer::new(Vec::new()),
            depth: 0,
        };
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml
    }

    /// An element on lines of its own.
    pub fn block(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        inner: impl FnOnce(&mut Self),
    ) {
        self.line();
        self.event(Event::Start(start(name, attributes)));
        self.depth += 1;
        inner(self);
        self.depth -= 1;
        self.line();
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// An element with text on a line of its own.
    pub fn line_of(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        inner: impl FnOnce(&mut Self),
    ) {
        self.line();
        self.inline(name, attributes, inner);
    }

    /// An element within text.
    pub fn inline(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        inner: impl FnOnce(&mut Self),
    ) {
        self.event(Event::Start(start(name, attributes)));
        inner(self);
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// An empty element within text.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.event(Event::Empty(start(name, attributes)));
    }

    /// Text.
    pub fn text(&mut self, text: &str) {
        self.event(Event::Text(BytesText::new(&valid(text))));
    }

    /// The bytes of the file.
    pub fn finish(self) -> Vec<u8> {
        let mut bytes = self.writer.into_inner();
        bytes.push(b'\n');
        bytes
    }

    fn line(&mut self) {
        let line = format!("\n{}", "  ".repeat(self.depth));
        self.event(Event::Text(BytesText::new(&line)));
    }

    fn event(&mut self, event: Event) {
        // Writing into memory cannot fail.
        let _ = self.writer.write_event(event);
    }
}

fn start<'n>(name: &'n str, attributes: &[(&str, &str)]) -> BytesStart<'n> {
    let mut start = BytesStart::new(name);
    for (key, value) in attributes {
        let value = valid(value).replace('\n', " ");
        start.push_attribute((*key, value.as_str()));
    }
    start
}

/// A text without the characters that XML 1.0 cannot hold (its production 2, `Char`).
fn valid(text: &str) -> String {
    let is_valid = |c: &char| {
        !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}')
            || matches!(c, '\t' | '\n' | '\u{85}')
    };
    text.chars().filter(is_valid).collect()
}

/// Parses a file. A document type, which could define entities, is refused.
///
/// # Errors
///
/// What is wrong, and where.
pub fn parse(text: &str) -> Result<Document<'_>, Fault> {
    limits::xml(text)?;
    let options = ParsingOptions {
        allow_dtd: false,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).map_err(|error| {
        let place = error.pos();
        let lines = text
            .split_inclusive('\n')
            .take(place.row.saturating_sub(1) as usize);
        let start: usize = lines.map(str::len).sum();
        let line = text[start..]
            .chars()
            .take(place.col.saturating_sub(1) as usize);
        let at = start + line.map(char::len_utf8).sum::<usize>();
        let fault = Fault::new(
            At::Bytes(at..at),
            format!("this is not well-formed XML: {error}"),
        );
        fault.hint("save the file anew in the tool that it comes from, as a whole and in UTF-8")
    })
}

/// The first child element with a name, in any namespace.
pub fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children()
        .find(|child| child.is_element() && child.tag_name().name() == name)
}

/// An attribute without a namespace; "" where there is none.
pub fn attribute<'a>(node: Node<'a, '_>, name: &str) -> &'a str {
    node.attribute(name).unwrap_or_default()
}

/// The bytes of the name of an element.
pub fn tag(node: Node) -> Range<usize> {
    let start = node.range().start;
    start..start + 1 + node.tag_name().name().len()
}

/// All text within an element.
pub fn words(node: Node) -> String {
    let texts = node.descendants().filter(Node::is_text);
    texts.filter_map(|text| text.text()).collect()
}

/// What an element within text is.
pub enum Kind {
    /// A code around its content.
    Pair(Code),
    /// A code that stands alone.
    Alone(Code),
    /// The beginning of a code around what follows, by its number.
    Start(Code),
    /// The end of the code that began with this number.
    End(String),
    /// A character.
    Character(String),
    /// What a tool put around text, such as a comment: the text counts.
    Transparent,
    /// What does not belong to the text.
    Left,
}

/// Reads the text of an element with its codes; `kind` knows the elements of the format.
///
/// # Errors
///
/// Where codes overlap, or do not begin or end.
pub fn coded(node: Node, kind: &dyn Fn(Node) -> Kind) -> Result<Vec<Coded>, String> {
    let mut open: Vec<(Code, Vec<Coded>)> = vec![(Code::default(), Vec::new())];
    content(node, kind, &mut open, 0)?;
    match open.pop() {
        Some((_, text)) if open.is_empty() => Ok(text),
        Some((code, _)) => Err(format!("the code {} begins and does not end", code.id)),
        None => Ok(Vec::new()),
    }
}

fn content(
    node: Node,
    kind: &dyn Fn(Node) -> Kind,
    open: &mut Vec<(Code, Vec<Coded>)>,
    depth: usize,
) -> Result<(), String> {
    if depth > DEEPEST || open.len() > DEEPEST {
        return Err(format!("more than {DEEPEST} codes stand within each other"));
    }
    for child in node.children() {
        if let Some(text) = child.text().filter(|_| child.is_text()) {
            put(open, Coded::Text(text.to_owned()));
            continue;
        }
        if !child.is_element() {
            continue;
        }
        match kind(child) {
            Kind::Pair(code) => {
                open.push((code, Vec::new()));
                let height = open.len();
                content(child, kind, open, depth + 1)?;
                match open.pop().filter(|_| open.len() + 1 == height) {
                    Some((code, inner)) => put(open, Coded::Pair(code, inner)),
                    None => return Err("two codes overlap".to_owned()),
                }
            }
            Kind::Alone(code) => put(open, Coded::Alone(code)),
            Kind::Start(code) => open.push((code, Vec::new())),
            Kind::End(id) => {
                let is_last = open.len() > 1 && open.last().is_some_and(|(code, _)| code.id == id);
                match open.pop().filter(|_| is_last) {
                    Some((code, inner)) => put(open, Coded::Pair(code, inner)),
                    None => return Err(format!("the code {id} ends where it did not begin")),
                }
            }
            Kind::Character(text) => put(open, Coded::Text(text)),
            Kind::Transparent => content(child, kind, open, depth + 1)?,
            Kind::Left => {}
        }
    }
    Ok(())
}

fn put(open: &mut [(Code, Vec<Coded>)], coded: Coded) {
    if let Some((_, text)) = open.last_mut() {
        text.push(coded);
    }
}
