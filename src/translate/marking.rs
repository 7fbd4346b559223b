//! Writes, moves and removes the marks of stale translations.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::l10n::catalogue::{Catalogue, Entry, Kind};
use crate::l10n::splice::{Edit, apply};
use crate::translate::lock::Lock;
use crate::translate::marks::{self, Marks};
use crate::translate::news::Todo;
use crate::translate::rewrite::{Place, Rewrite};

/// What to do about the marks of a message.
pub struct Plan<'a> {
    /// Its id.
    pub id: &'a str,
    /// The id that it had before, if it changed.
    pub was: Option<&'a str>,
    /// Its entry.
    pub entry: &'a Entry,
    /// What to do.
    pub todo: Todo,
}

/// Does what is planned about the marks of a catalogue. Marks of messages that the old lock knows and that have no plan are
/// removed. `locks` are the old and the new one.
pub fn carry_out(
    catalogue: &Catalogue,
    marks: &Marks,
    plans: &[Plan],
    locks: [&Lock; 2],
    rewrite: &mut Rewrite,
) {
    let [old, new] = locks;
    let text = &catalogue.text;
    let by_was = plans.iter().filter_map(|plan| Some((plan.was?, plan)));
    let by_id = plans.iter().map(|plan| (plan.id, plan));
    let planned: BTreeMap<&str, &Plan> = by_was.chain(by_id).collect();
    let mut kept = BTreeSet::new();
    for mark in &marks.all {
        match planned.get(mark.id.as_str()) {
            Some(Plan {
                id, entry, todo, ..
            }) if *todo == Todo::Keep && kept.insert(*id) => {
                if mark.id != *id {
                    rewrite.replace(mark.name.clone(), id);
                }
                if !is_above(&mark.range, entry, catalogue) {
                    rewrite.replace(mark.range.clone(), "");
                    let lines = text[mark.range.clone()].replacen(&mark.id, id, 1);
                    let lines = lines.replace('\r', "");
                    let lines = format!("{}\n", lines.trim_end_matches('\n'));
                    rewrite.insert_directly(entry.start, &lines);
                }
            }
            None if !old.contains_key(&mark.id) => {}
            // It goes with its message.
            None if rewrite.covers(&mark.range) => {}
            _ => rewrite.replace(mark.range.clone(), ""),
        }
    }
    for plan in plans {
        if let Todo::Write(lines) = &plan.todo {
            rewrite.insert_directly(plan.entry.start, lines);
        }
    }
    let needs_note = new.values().any(|record| record.marked.is_some());
    for note in marks.notes.iter().skip(usize::from(needs_note)) {
        rewrite.replace(note.clone(), "");
    }
    if needs_note && !marks.has_note() {
        let mut entries = catalogue.entries.iter();
        let first = entries.find(|entry| entry.kind != Kind::Comment(3));
        let at = first.map_or(text.len(), |entry| entry.range.start);
        rewrite.insert(Place::Before(at), marks::note());
    }
}

/// Whether lines stand between an entry and the message before it.
fn is_above(lines: &Range<usize>, entry: &Entry, catalogue: &Catalogue) -> bool {
    let before = catalogue.entries.iter().rev();
    let mut before =
        before.filter(|e| e.start < entry.start && !matches!(e.kind, Kind::Comment(_)));
    let end = before.next().map_or(0, |entry| entry.range.end);
    end <= lines.start && lines.start < entry.start
}

/// The lines of an entry, with its comment but without marks.
pub fn unmarked(text: &str, range: Range<usize>, marks: &Marks) -> String {
    let inside =
        |mark: &&marks::Mark| range.start <= mark.range.start && mark.range.end <= range.end;
    let edits = marks.all.iter().filter(inside).map(|mark| {
        let (start, end) = (mark.range.start - range.start, mark.range.end - range.start);
        Edit::replace(start..end, "")
    });
    apply(&text[range.clone()], edits.collect())
}

/// A catalogue's text without the marks of some messages, and without the note if those were the last.
pub fn without(catalogue: &Catalogue, ids: &BTreeSet<&str>, lock: &Lock) -> String {
    let marks = Marks::find(&catalogue.text);
    let gone = marks
        .all
        .iter()
        .filter(|mark| ids.contains(mark.id.as_str()));
    let mut edits: Vec<_> = gone
        .map(|mark| Edit::replace(mark.range.clone(), ""))
        .collect();
    if lock.values().all(|record| record.marked.is_none()) {
        let notes = marks.notes.iter();
        edits.extend(notes.map(|note| Edit::replace(note.clone(), "")));
    }
    apply(&catalogue.text, edits)
}
