//! A message and its source text, prepared for the rules.

use crate::article::ast::Inline;
use crate::article::inline::{self, NoteNames};
use crate::article::source::Source;
use crate::diagnostic::Diagnostics;
use crate::l10n::localize::Reading;
use crate::l10n::message::{Message, OPAQUE, Part};
use crate::origin::{FileId, Origin};
use crate::translate::check::language::Language;
use crate::translate::check::line::{Line, lines};

/// Without one of these, a text is what it shows.
const MARKUP: [char; 12] = ['*', '_', '`', '[', '<', '\\', '&', '!', '\n', '^', '~', '$'];

/// A message and its source text, with the languages of both.
pub struct Pair<'a> {
    /// The file of the message.
    pub file: &'a FileId,
    /// The content of the file.
    pub text: &'a str,
    /// The message that is checked.
    pub message: &'a Message,
    /// Its parts, in file order, each with the same part of the source.
    pub parts: Vec<Sides<'a>>,
    /// The language of the message.
    pub language: &'a Language,
    /// The language of the source text.
    pub source: &'a Language,
}

/// A part of a message and the same part of its source.
pub struct Sides<'a> {
    /// The part of the message.
    pub part: &'a Part,
    /// Its text, with the default variant of each selector.
    pub here: Side,
    /// The source text. `None` for a part that the source message does not have.
    pub there: Option<&'a Side>,
    /// Its visible characters, a line for each variant and for the text around selectors.
    pub lines: Vec<Line>,
    /// The same for each variant that is no default: its whole text, and its own lines.
    pub ways: Vec<Sides<'a>>,
}

/// The text of one side.
#[derive(Clone, Debug)]
pub struct Side {
    /// The parsed inline markup.
    pub inlines: Vec<Inline>,
    /// The text without markup; [`OPAQUE`] for code and for expressions whose value is unknown.
    pub words: String,
    /// The number of expressions whose value is unknown.
    pub unknown: usize,
    /// Whether the markup has a character as an HTML entity.
    pub has_entity: bool,
}

impl Sides<'_> {
    /// The bytes of a word in the catalogue, if it is given and stands there; else those of the part.
    pub fn place(&self, word: Option<&str>) -> std::ops::Range<usize> {
        let found = word.and_then(|word| self.find(word));
        found.unwrap_or(self.part.range.clone())
    }

    /// The bytes of a text in the file, where the part has it in one piece.
    pub fn find(&self, wanted: &str) -> Option<std::ops::Range<usize>> {
        let wanted: Vec<char> = wanted.chars().collect();
        self.lines.iter().find_map(|line| {
            let mut windows = line.windows(wanted.len().max(1));
            let found = windows.find(|window| window.iter().map(|(c, _)| c).eq(&wanted))?;
            let (first, last) = (found.first()?, found.last()?);
            let end = last.1.checked_add(last.0.len_utf8())?;
            (first.1 <= end).then_some(first.1..end)
        })
    }
}

impl<'a> Pair<'a> {
    /// A message of the file `file` with the content `text`. `source_parts` are the parts of the source by name, `read` what parts of the
    /// message were read as; the languages are those of the source and of the message.
    pub fn new(
        file: &'a FileId,
        text: &'a str,
        message: &'a Message,
        source_parts: &[(&str, &'a Side)],
        read: &[(&str, &Reading)],
        [source, language]: [&'a Language; 2],
    ) -> Self {
        let sides = |part: &'a Part| {
            let there = source_parts.iter().find(|(name, _)| *name == part.name);
            let read = read.iter().find(|(name, _)| *name == part.name);
            let lines = lines(text, part);
            let way = |way: &'a Part| {
                let is_in = |(_, place): &(char, usize)| way.range.contains(place);
                let inner = lines.iter().filter(|line| line.iter().any(is_in));
                Sides {
                    part: way,
                    here: Side::new(&way.flat),
                    there: there.map(|(_, side)| *side),
                    lines: inner.cloned().collect(),
                    ways: Vec::new(),
                }
            };
            Sides {
                part,
                here: Side::read(&part.flat, read.map(|(_, reading)| *reading)),
                there: there.map(|(_, side)| *side),
                ways: part.ways.iter().map(way).collect(),
                lines,
            }
        };
        Self {
            file,
            text,
            message,
            parts: message.parts.iter().map(sides).collect(),
            language,
            source,
        }
    }

    /// A place in the file of the message.
    pub fn at(&self, range: std::ops::Range<usize>) -> Origin {
        Origin::new(self.file, range)
    }

    /// The name of a part in messages: `id` or `id.attribute`.
    pub fn name(&self, part: &Part) -> String {
        match part.name.as_str() {
            "" => self.message.id.clone(),
            name => format!("{}.{name}", self.message.id),
        }
    }
}

impl Side {
    /// Parses a text with inline markup.
    pub fn new(markup: &str) -> Self {
        Self::read(markup, None)
    }

    /// The same, unless this markup was read before.
    fn read(markup: &str, reading: Option<&Reading>) -> Self {
        // Names of footnotes are compared as markup gives them, and values stay unknown.
        let is_same = |reading: &&Reading| {
            reading.markup == markup && !markup.contains("[^") && !markup.contains(OPAQUE)
        };
        let inlines = match reading.filter(is_same) {
            _ if !markup.contains(MARKUP) => vec![Inline::Text(markup.to_owned())],
            Some(reading) => reading.inlines.clone(),
            None => parse(markup),
        };
        Self::of(inlines, markup)
    }

    /// The text with this markup, which was parsed.
    pub fn of(inlines: Vec<Inline>, markup: &str) -> Self {
        let mut words = String::with_capacity(markup.len());
        write(&inlines, &mut words);
        Self {
            inlines,
            words,
            unknown: markup.matches(OPAQUE).count(),
            has_entity: markup.split('&').skip(1).any(|rest| rest.contains(';')),
        }
    }
}

/// Parses inline markup. Every footnote counts as defined, and errors are ignored, as they are reported elsewhere.
pub fn parse(markup: &str) -> Vec<Inline> {
    let names = NoteNames::new(footnotes(markup).map(str::to_owned));
    let nowhere = Origin::file(&FileId::new(""));
    let source = Source {
        marks: &[OPAQUE],
        ..Source::message(nowhere, "")
    };
    inline::parse_text(markup, &names, &source, &mut Diagnostics::default()).inlines
}

/// The names between `[^` and `]`.
fn footnotes(markup: &str) -> impl Iterator<Item = &str> {
    let starts = markup.match_indices("[^");
    let names = starts.filter_map(|(at, _)| Some(markup[at + 2..].split_once(']')?.0));
    names.filter(|name| !name.is_empty() && !name.contains(char::is_whitespace))
}

fn write(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Code(_)
            | Inline::Math(_)
            | Inline::Param(_)
            | Inline::Reference(_)
            | Inline::Source { .. } => out.push(OPAQUE),
            Inline::Break => out.push('\n'),
            Inline::Text(text) => out.push_str(text),
            // The rules of wording are about the language of the message.
            passage if passage.language().is_some() => out.push(OPAQUE),
            other => write(other.inner().unwrap_or_default(), out),
        }
    }
}
