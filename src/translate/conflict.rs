//! Merge conflicts of git: both sides of every conflict, between `<<<<<<<`, `=======` and `>>>>>>>`.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::l10n::align::message_words;
use crate::l10n::catalogue::{Catalogue, Kind};
use crate::l10n::message::Message;
use crate::l10n::splice::{Edit, apply};
use crate::origin::{FileId, Origin};

const OURS: &str = "<<<<<<<";
const BASE: &str = "|||||||";
const THEIRS: &str = "=======";
const END: &str = ">>>>>>>";

/// A conflict in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conflict {
    /// From the first to the last marker, in whole lines.
    pub range: Range<usize>,
    /// The lines of the branch that was merged into (`HEAD`).
    pub ours: Range<usize>,
    /// The lines of the branch that was merged.
    pub theirs: Range<usize>,
}

/// The conflicts of a text, in order. Incomplete sets of markers are ignored. The base of `diff3` style is skipped.
pub fn find(text: &str) -> Vec<Conflict> {
    let mut all = Vec::new();
    let mut open: Option<(usize, usize, Option<usize>, Option<usize>)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        let is = |mark: &str| {
            line.strip_prefix(mark)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\r', '\n']))
        };
        if is(OURS) {
            open = Some((at, end, None, None));
        } else if let Some((start, ours, ours_end, theirs)) = &mut open {
            if is(BASE) && theirs.is_none() {
                ours_end.get_or_insert(at);
            } else if is(THEIRS) && theirs.is_none() {
                ours_end.get_or_insert(at);
                *theirs = Some(end);
            } else if is(END)
                && let (Some(ours_end), Some(theirs)) = (*ours_end, *theirs)
            {
                all.push(Conflict {
                    range: *start..end,
                    ours: *ours..ours_end,
                    theirs: theirs..at,
                });
                open = None;
            }
        }
        at = end;
    }
    all
}

/// The text of each branch: ours, theirs. `None` if there is no conflict.
pub fn sides(text: &str) -> Option<[String; 2]> {
    let conflicts = find(text);
    if conflicts.is_empty() {
        return None;
    }
    let side = |lines: fn(&Conflict) -> &Range<usize>| {
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for conflict in &conflicts {
            out.push_str(&text[at..conflict.range.start]);
            out.push_str(&text[lines(conflict).clone()]);
            at = conflict.range.end;
        }
        out.push_str(&text[at..]);
        out
    };
    Some([side(|c| &c.ours), side(|c| &c.theirs)])
}

/// Resolves the conflicts of a catalogue by keeping the entries of both sides. An entry that both sides have with
/// different texts is an error, and its conflict is kept, unless its id is in `shared`: both branches gave that id to
/// different texts.
pub fn resolve(
    file: &FileId,
    text: &str,
    shared: &BTreeSet<&str>,
    out: &mut Diagnostics,
) -> String {
    let mut edits = Vec::new();
    for conflict in find(text) {
        let (ours, theirs) = (&text[conflict.ours.clone()], &text[conflict.theirs.clone()]);
        match both(file, ours, theirs, shared) {
            Ok(lines) => edits.push(Edit::replace(conflict.range, lines)),
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
    apply(text, edits)
}

/// The merged lines of both sides, or what the sides contradict each other about.
fn both(
    file: &FileId,
    ours: &str,
    theirs: &str,
    shared: &BTreeSet<&str>,
) -> Result<String, String> {
    if ours.trim() == theirs.trim() {
        return Ok(ours.to_owned());
    }
    let parse = |side: &str| {
        let mut out = Diagnostics::default();
        let catalogue = Catalogue::parse(file, &Arc::from(side), &mut out);
        match out.is_empty() {
            true => Ok(catalogue),
            false => Err("the same lines".to_owned()),
        }
    };
    let (first, second) = (parse(ours)?, parse(theirs)?);
    let find = |catalogue: &Catalogue, id: &str| -> Option<Message> {
        let terms = catalogue.terms.iter().find(|term| term.id == id);
        catalogue.message(id).or(terms).cloned()
    };
    let mut merged = ours.to_owned();
    for (at, entry) in second.entries.iter().enumerate() {
        let next = second
            .entries
            .get(at + 1)
            .map_or(theirs.len(), |next| next.range.start);
        let lines = &theirs[entry.range.start..next];
        match (&entry.kind, entry.id()) {
            (Kind::Message(_) | Kind::Term(_), Some(id)) => {
                if let Some(known) = find(&first, id) {
                    let other = find(&second, id);
                    match other.is_some_and(|o| message_words(&o) != message_words(&known)) {
                        false => continue,
                        true if shared.contains(id) => {}
                        true => return Err(format!("`{id}`")),
                    }
                }
            }
            _ => {
                // A comment about a message that both sides have is kept once, even if the rest of it differs.
                let first_line = lines.lines().next().unwrap_or_default();
                let about: Vec<_> = first_line.split(' ').take(3).collect();
                let is_shared = about.get(2).is_some_and(|id| shared.contains(id));
                if ours.contains(lines.trim())
                    || (about.len() == 3 && !is_shared && ours.contains(&about.join(" ")))
                {
                    continue;
                }
            }
        }
        if !merged.is_empty() && !merged.ends_with('\n') {
            merged.push('\n');
        }
        merged.push_str(lines);
    }
    Ok(merged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_are_found() {
        let text = "a\n<<<<<<< HEAD\nb\n||||||| base\nx\n=======\nc\nd\n>>>>>>> other\ne\n";
        let sides = sides(text).expect("a conflict");
        assert_eq!(sides, ["a\nb\ne\n", "a\nc\nd\ne\n"]);
        let file = FileId::new("a.ftl");
        let mut out = Diagnostics::default();
        let text = "z = 0\n<<<<<<< a\na = 1\nb = 2\n=======\n# c\nb =  2\nc = 3\n>>>>>>> b\n";
        assert_eq!(
            resolve(&file, text, &BTreeSet::new(), &mut out),
            "z = 0\na = 1\nb = 2\nc = 3\n"
        );
        assert!(out.is_empty());
        resolve(
            &file,
            &text.replace("b =  2", "b = 3"),
            &BTreeSet::new(),
            &mut out,
        );
        assert_eq!(out.iter().count(), 1);
        assert_eq!(super::sides("=======\na\n<<<<<<< b\n"), None);
    }
}
