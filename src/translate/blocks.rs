//! Entries of a catalogue that are commented out: missing messages, ready to be filled in, and obsolete ones.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::Diagnostics;
use crate::l10n::align::message_words;
use crate::l10n::catalogue::{Catalogue, Kind};
use crate::translate::lock::Digest;
use crate::translate::marks;

/// The heading above obsolete messages.
pub const OBSOLETE_HEADING: &str =
    "## Obsolete: the source text of these is gone. Delete them when they are of no more use.";
const MISSING: &str = "missing: ";
const OBSOLETE: &str = "obsolete: ";

/// Why an entry is commented out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
    /// It has no translation yet.
    Missing,
    /// The article no longer has its source text.
    Obsolete,
}

/// An entry that is commented out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Block {
    /// Missing or obsolete, from its first line.
    pub why: Why,
    /// The message id on its first line.
    pub id: String,
    /// The bytes of all its lines, as a range of the catalogue.
    pub range: Range<usize>,
    /// The bytes of its first line, as a range of the catalogue.
    pub first: Range<usize>,
    /// The entry without comment signs.
    pub entry: String,
    /// The digest of the entry's text. `None` if it does not parse as one message with this id, as after an edit by
    /// hand.
    pub digest: Option<Digest>,
}

/// All commented out entries of a catalogue, in file order.
pub fn find(catalogue: &Catalogue) -> Vec<Block> {
    let mut all = Vec::new();
    for entry in &catalogue.entries {
        let end = match entry.kind {
            Kind::Comment(1) => entry.range.end,
            // A block without a blank line after it is parsed as the comment of the next message.
            Kind::Message(_) | Kind::Term(_) => entry.start,
            _ => continue,
        };
        let mut at = entry.range.start;
        let mut starts = Vec::new();
        // A block ends where another one or a mark starts.
        let mut ends = Vec::new();
        for line in catalogue.text[at..end].split_inclusive('\n') {
            if let Some((why, id)) = heading(line) {
                starts.push((at..at + line.len(), why, id.to_owned()));
                ends.push(at);
            } else if marks::is_heading(line) {
                ends.push(at);
            }
            at += line.len();
        }
        ends.push(end);
        for (first, why, id) in starts {
            let end = ends.iter().copied().find(|end| *end > first.start);
            let Some(end) = end else { continue };
            let lines = catalogue.text[first.end..end].lines();
            let bare = |line: &str| {
                let line = line.strip_prefix('#').unwrap_or(line);
                line.strip_prefix(' ').unwrap_or(line).to_owned() + "\n"
            };
            let entry: String = lines.map(bare).collect();
            all.push(Block {
                why,
                range: first.start..end,
                first,
                digest: digest(&catalogue.file, &entry, &id),
                id,
                entry,
            });
        }
    }
    all
}

/// Whether a line is the first line of a commented out entry.
pub fn is_heading(line: &str) -> bool {
    heading(line).is_some()
}

fn heading(line: &str) -> Option<(Why, &str)> {
    let line = line.strip_prefix("# ")?;
    let (why, rest) = match line.strip_prefix(MISSING) {
        Some(rest) => (Why::Missing, rest),
        None => (Why::Obsolete, line.strip_prefix(OBSOLETE)?),
    };
    Some((why, rest.split_whitespace().next()?))
}

fn digest(file: &crate::origin::FileId, entry: &str, id: &str) -> Option<Digest> {
    let mut out = Diagnostics::default();
    let parsed = Catalogue::parse(file, &Arc::from(entry), &mut out);
    let message = parsed.message(id)?;
    let whole = out.is_empty() && parsed.entries.len() == 1;
    whole.then(|| Digest::of(&message_words(message)))
}

/// A missing message as a comment. `about` describes where it is shown; `entry` is the entry of the source catalogue.
pub fn missing(id: &str, about: &str, entry: &str) -> String {
    format!("# {MISSING}{id} ({about})\n{}", comment(entry))
}

/// An obsolete message as a comment. `entry` is its own entry, including its comment.
pub fn obsolete(id: &str, entry: &str) -> String {
    format!("# {OBSOLETE}{id}\n{}", comment(entry))
}

fn comment(entry: &str) -> String {
    let lines = entry.lines().map(|line| match line {
        "" => "#\n".to_owned(),
        line => format!("# {line}\n"),
    });
    lines.collect()
}
