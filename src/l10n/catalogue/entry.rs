//! The entries of a `.ftl` file as ranges of its text, comments included.

use std::ops::Range;

/// The bytes of an entry: whole lines, from the comment attached to it to the end of its last line.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Entry {
    /// A message, a term, a comment or what cannot be parsed.
    pub kind: Kind,
    /// Its bytes, the end of the last line included.
    pub range: Range<usize>,
    /// Where its comment ends and the entry itself starts.
    pub start: usize,
}

/// The kinds of entries (Fluent syntax 1.0).
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    /// A message, by its id.
    Message(String),
    /// A term, by its id with the `-`.
    Term(String),
    /// Comment lines of one level, 1 to 3, attached to nothing.
    Comment(u8),
    /// What cannot be parsed, with the id it starts with.
    Junk(Option<String>),
}

impl Entry {
    /// The id of a message or a term, or what is broken and starts like one.
    pub fn id(&self) -> Option<&str> {
        match &self.kind {
            Kind::Message(id) | Kind::Term(id) => Some(id),
            Kind::Junk(id) => id.as_deref(),
            Kind::Comment(_) => None,
        }
    }
}

/// Cuts a text into entries, from the places of all that is no comment.
///
/// A comment belongs to the message on the next line. The parser also attaches one that a blank line
/// parts from it; translators read a file by its blank lines.
pub(super) fn entries(text: &str, mut others: Vec<(Range<usize>, Kind)>) -> Vec<Entry> {
    others.sort_by_key(|(range, _)| range.start);
    let mut entries: Vec<Entry> = Vec::new();
    let mut others = others.into_iter().peekable();
    let mut at = 0;
    let line_end = |at: usize| text[at..].find('\n').map_or(text.len(), |n| at + n + 1);
    while at < text.len() {
        let end = line_end(at);
        let line = &text[at..end];
        if let Some((range, kind)) = others.next_if(|(range, _)| range.start < end) {
            let comment = match entries.last() {
                Some(last)
                    if !matches!(kind, Kind::Junk(_))
                        && last.kind == Kind::Comment(1)
                        && last.range.end == at =>
                {
                    entries.pop()
                }
                _ => None,
            };
            let next = others.peek().map_or(text.len(), |(next, _)| next.start);
            let end = entry_end(text, &range, next).max(at + 1);
            entries.push(Entry {
                kind,
                range: comment.map_or(at, |comment| comment.range.start)..end,
                start: at,
            });
            at = end;
            continue;
        }
        let level = u8::try_from(line.len() - line.trim_start_matches('#').len()).unwrap_or(4);
        if (1..=3).contains(&level) {
            match entries.last_mut() {
                Some(last) if last.kind == Kind::Comment(level) && last.range.end == at => {
                    last.range.end = end;
                }
                _ => entries.push(Entry {
                    kind: Kind::Comment(level),
                    range: at..end,
                    start: at,
                }),
            }
        }
        at = end;
    }
    entries
}

/// Where an entry ends that starts before `next`: behind the line of its last byte. Blank lines and
/// comments behind it are not its own.
fn entry_end(text: &str, range: &Range<usize>, next: usize) -> usize {
    let end = range.start + text[range.start..range.end.min(next)].trim_end().len();
    text[end..].find('\n').map_or(text.len(), |n| end + n + 1)
}

/// The identifier that a text starts with.
pub(super) fn first_word(text: &str) -> &str {
    let text = text.trim_start();
    let is_word = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let end = text.find(|c| !is_word(c)).unwrap_or(text.len());
    &text[..end]
}
