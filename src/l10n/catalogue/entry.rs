//! The entries of a `.ftl` file as byte ranges, comments included.

use std::ops::Range;

/// An entry as whole lines, from the comment attached to it to the end of its last line.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Entry {
    /// Message, term, comment or junk.
    pub kind: Kind,
    /// Its bytes, including the line end of the last line.
    pub range: Range<usize>,
    /// The end of its comment, where the entry itself starts.
    pub start: usize,
}

/// The kinds of entries (Fluent syntax 1.0).
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    /// A message, with its id.
    Message(String),
    /// A term, with its id, which starts with `-`.
    Term(String),
    /// Comment lines of one level (1–3) that are not attached to an entry.
    Comment(u8),
    /// Text that cannot be parsed, with the id at its start, if any.
    Junk(Option<String>),
}

impl Entry {
    /// The id of a message, a term, or junk that starts with one.
    pub fn id(&self) -> Option<&str> {
        match &self.kind {
            Kind::Message(id) | Kind::Term(id) => Some(id),
            Kind::Junk(id) => id.as_deref(),
            Kind::Comment(_) => None,
        }
    }
}

/// Divides a text into entries, in file order. `others` are the ranges of everything except comments.
///
/// A comment belongs to the message on the next line. The parser also attaches a comment with a blank line after it;
/// people who read a file take that as separate.
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
        } else if !line.trim().is_empty() {
            // What the parser passed over, as in a selection that breaks off: nothing that was typed is in no entry.
            match entries.last_mut() {
                Some(last) if !matches!(last.kind, Kind::Comment(_)) => last.range.end = end,
                _ => entries.push(Entry {
                    kind: Kind::Junk(None),
                    range: at..end,
                    start: at,
                }),
            }
        }
        at = end;
    }
    entries
}

/// The end of an entry: the end of the line of its last byte. Blank lines and comments after it do not belong to it.
fn entry_end(text: &str, range: &Range<usize>, next: usize) -> usize {
    let end = range.start + text[range.start..range.end.min(next)].trim_end().len();
    text[end..].find('\n').map_or(text.len(), |n| end + n + 1)
}

/// The identifier at the start of a text, or "".
pub(super) fn first_word(text: &str) -> &str {
    let text = text.trim_start();
    let is_word = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let end = text.find(|c| !is_word(c)).unwrap_or(text.len());
    &text[..end]
}
