//! Resolves the merge conflicts of a catalogue: keeps the entries of both sides where they do not contradict each other.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::l10n::align::{Words, message_words};
use crate::l10n::catalogue::{Catalogue, Kind};
use crate::l10n::splice::{Edit, apply};
use crate::origin::{FileId, Origin};
use crate::translate::blocks;
use crate::translate::conflict::{self, Conflict};
use crate::translate::lock::{Digest, Lock};
use crate::translate::marks::Marks;

/// A catalogue without conflicts, except those that a person has to resolve.
#[derive(Debug)]
pub struct Resolved {
    /// Its text.
    pub text: String,
    /// The messages whose translation, mark or request differed between the sides: their translations are not
    /// confirmed by what stands in the merged file.
    pub doubtful: BTreeSet<String>,
}

/// What decides between two sides.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The ids that both branches gave to different texts: entries with them are kept twice.
    pub shared: &'a BTreeSet<&'a str>,
    /// The locks of both branches.
    pub locks: &'a [Lock],
}

/// Resolves the conflicts of a catalogue. An entry that both sides have with different texts is an error, and its
/// conflict is kept, unless one side has a mark above the text that it was written above: then only the other side
/// changed the translation.
pub fn resolve(file: &FileId, text: &str, known: Known, out: &mut Diagnostics) -> Resolved {
    let mut edits = Vec::new();
    let mut doubtful = BTreeSet::new();
    for conflict in conflict::find(text) {
        let [before, behind] = around(text, &conflict);
        let [ours, theirs] = [&conflict.ours, &conflict.theirs].map(|lines| {
            let lines = &text[lines.clone()];
            format!("{}{lines}{}", &text[before.clone()], &text[behind.clone()])
        });
        match both([Side::new(file, &ours), Side::new(file, &theirs)], known) {
            Ok(merged) => {
                edits.push(Edit::replace(before.start..behind.end, merged.text));
                doubtful.extend(merged.doubtful);
            }
            Err(what) => out.push(
                Diagnostic::new(
                    Code::MergeConflict,
                    format!("the two sides of a merge have different texts for {what}"),
                )
                .at(Origin::new(file, conflict.range.start..conflict.ours.start))
                .hint("keep the right one, and delete the other and the lines that git added"),
            ),
        }
    }
    Resolved {
        text: apply(text, edits),
        doubtful,
    }
}

/// The lines before and behind a conflict that belong to messages which it cuts: a value whose attributes are the same on both sides, or
/// the other way round.
fn around(text: &str, conflict: &Conflict) -> [Range<usize>; 2] {
    let is_inner = |line: &str| line.starts_with([' ', '\t']) && !line.trim().is_empty();
    let (start, end) = (conflict.range.start, conflict.range.end);
    let behind = text[end..].split_inclusive('\n');
    let behind: usize = behind.take_while(|line| is_inner(line)).map(str::len).sum();
    let sides = [&conflict.ours, &conflict.theirs];
    let is_cut = sides.iter().any(|lines| is_inner(&text[(*lines).clone()]));
    let mut before = 0;
    let mut has_head = false;
    for line in text[..start].split_inclusive('\n').rev() {
        let is_comment = line.starts_with("# ");
        if !is_cut || has_head && !is_comment || line.starts_with(['<', '>', '=', '|']) {
            break;
        }
        has_head |= !is_inner(line) && !is_comment;
        before += line.len();
    }
    // Without its first line, a message is none.
    let before = if has_head { before } else { 0 };
    [start - before..start, end..end + behind]
}

/// One side of a conflict.
struct Side<'a> {
    text: &'a str,
    catalogue: Catalogue,
    marks: Marks,
    requests: BTreeSet<String>,
    is_whole: bool,
}

impl<'a> Side<'a> {
    fn new(file: &FileId, text: &'a str) -> Self {
        let mut out = Diagnostics::default();
        let catalogue = Catalogue::parse(file, &Arc::from(text), &mut out);
        let blocks = blocks::find(&catalogue).into_iter();
        let requests = blocks.filter(|block| !block.entry.trim().is_empty());
        Self {
            text,
            marks: Marks::find(text),
            requests: requests.map(|block| block.id).collect(),
            is_whole: out.is_empty(),
            catalogue,
        }
    }

    fn words(&self, id: &str) -> Option<Words> {
        let terms = self.catalogue.terms.iter().find(|term| term.id == id);
        let message = self.catalogue.message(id).or(terms);
        message.map(message_words)
    }

    /// The ids of its entries, marks and requests.
    fn ids(&self) -> BTreeSet<&str> {
        let entries = self.catalogue.entries.iter().filter_map(|e| e.id());
        let marks = self.marks.all.iter().map(|mark| mark.id.as_str());
        let requests = self.requests.iter().map(String::as_str);
        entries.chain(marks).chain(requests).collect()
    }

    /// What it has of a message: its text, whether a mark, whether a request.
    fn state(&self, id: &str) -> (Option<Words>, bool, bool) {
        let is_requested = self.requests.contains(id);
        (self.words(id), self.marks.names(id), is_requested)
    }

    /// Whether its translation of a message is the one that its mark was written above.
    fn is_as_marked(&self, id: &str, locks: &[Lock]) -> bool {
        let digest = self.words(id).map(|words| Digest::of(&words));
        let mut records = locks.iter().filter_map(|lock| lock.get(id));
        self.marks.names(id) && records.any(|r| r.marked.is_some() && r.marked == digest)
    }
}

/// The merged lines of both sides, or what the sides contradict each other about.
fn both([ours, theirs]: [Side; 2], known: Known) -> Result<Resolved, String> {
    if ours.text.trim() == theirs.text.trim() {
        return Ok(Resolved {
            text: ours.text.to_owned(),
            doubtful: BTreeSet::new(),
        });
    }
    if !ours.is_whole || !theirs.is_whole {
        return Err("the same lines".to_owned());
    }
    let mut edits = Vec::new();
    let mut added = String::new();
    let entries = &theirs.catalogue.entries;
    for (at, entry) in entries.iter().enumerate() {
        let next = entries.get(at + 1);
        let next = next.map_or(theirs.text.len(), |next| next.range.start);
        let lines = &theirs.text[entry.range.start..next];
        match (&entry.kind, entry.id()) {
            (Kind::Message(_) | Kind::Term(_), Some(id)) => {
                let same = ours.catalogue.entry(id);
                if let Some(own) = same.filter(|_| ours.words(id).is_some()) {
                    if ours.words(id) == theirs.words(id) || theirs.is_as_marked(id, known.locks) {
                        continue;
                    }
                    if ours.is_as_marked(id, known.locks) {
                        let text = &theirs.text[entry.start..entry.range.end];
                        edits.push(Edit::replace(own.start..own.range.end, text));
                        continue;
                    }
                    if !known.shared.contains(id) {
                        return Err(format!("`{id}`"));
                    }
                }
            }
            _ => {
                // A comment about a message that both sides have is kept once, even if the rest of it differs.
                let first_line = lines.lines().next().unwrap_or_default();
                let about: Vec<_> = first_line.split_whitespace().take(3).collect();
                let is_shared = about.get(2).is_some_and(|id| known.shared.contains(id));
                if ours.text.contains(lines.trim())
                    || (about.len() == 3 && !is_shared && ours.text.contains(&about.join(" ")))
                {
                    continue;
                }
            }
        }
        added.push_str(lines);
    }
    let mut text = apply(ours.text, edits);
    if !added.is_empty() && !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(&added);
    let (first, second) = (ours.ids(), theirs.ids());
    let in_both = first.intersection(&second);
    let doubtful = in_both.filter(|id| ours.state(id) != theirs.state(id));
    Ok(Resolved {
        text,
        doubtful: doubtful.map(|id| (*id).to_owned()).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(text: &str) -> (String, usize) {
        let mut out = Diagnostics::default();
        let known = Known {
            shared: &BTreeSet::new(),
            locks: &[],
        };
        let resolved = resolve(&FileId::new("a.ftl"), text, known, &mut out);
        (resolved.text, out.iter().count())
    }

    #[test]
    fn both_sides_are_kept_where_they_agree() {
        let text = "z = 0\n<<<<<<< a\na = 1\nb = 2\n=======\n# c\nb =  2\nc = 3\n>>>>>>> b\n";
        assert_eq!(merged(text), ("z = 0\na = 1\nb = 2\nc = 3\n".to_owned(), 0));
        assert_eq!(merged(&text.replace("b =  2", "b = 3")).1, 1);
        // A message that the conflict cuts is looked at as a whole.
        let text = "# x\nz = 0\n<<<<<<< a\n# stale: b\na = 1\n=======\na = 1\n>>>>>>> b\n    .label = 2\nc = 3\n";
        let expected = "# x\nz = 0\n# stale: b\na = 1\n    .label = 2\nc = 3\n";
        assert_eq!(merged(text), (expected.to_owned(), 0));
        let text = "# x\nz = 0\n    .y = 1\n<<<<<<< a\n    .z = 2\n=======\n    .z =  2\n>>>>>>> b\nc = 3\n";
        let expected = "# x\nz = 0\n    .y = 1\n    .z = 2\nc = 3\n";
        assert_eq!(merged(text), (expected.to_owned(), 0));
    }
}
