//! Assigns translations after a merge of two branches that gave the same id to two texts.

use std::sync::Arc;

use crate::diagnostic::Diagnostics;
use crate::l10n::align::message_words;
use crate::l10n::catalogue::{Catalogue, Kind};
use crate::l10n::splice::{Edit, apply};
use crate::translate::blocks::{self, Why};
use crate::translate::lock::{Digest, Lock, Record};
use crate::translate::marks::{Mark, Marks};

/// A text whose id was shared.
#[derive(Clone, Debug)]
pub struct Twin {
    /// Its id now.
    pub id: String,
    /// The digest of its source text.
    pub source: Digest,
}

/// Gives every translation and every request with the shared id the id of its text. The text is known from the record
/// of the translation; without a record, translations are assigned in file order and lose their records, so that a
/// person has to confirm them. `twins` are all texts that shared the id, and the first of them keeps it. `sides` are
/// the locks of both branches, or the merged one.
pub fn part(catalogue: &Catalogue, lock: &mut Lock, sides: &[Lock], twins: &[Twin]) -> Catalogue {
    let Some(shared) = twins.first().map(|twin| twin.id.as_str()) else {
        return catalogue.clone();
    };
    let records: Vec<&Record> = sides.iter().filter_map(|side| side.get(shared)).collect();
    let owner = |digest: Option<&Digest>| {
        let digest = digest?;
        twins.iter().position(|twin| twin.source == *digest)
    };
    lock.remove(shared);
    // Texts that are only requested have records too.
    for record in &records {
        if let Some(twin) = owner(record.source.as_ref().or(record.asked.as_ref())) {
            lock.insert(twins[twin].id.clone(), (*record).clone());
        }
    }
    let mut edits = Vec::new();
    let marks = Marks::find(&catalogue.text);
    let mut is_free = vec![true; twins.len()];
    let mut unknown = Vec::new();
    let entries = catalogue.entries.iter();
    let starts = entries.filter(|e| matches!(&e.kind, Kind::Message(id) if id == shared));
    let messages = catalogue.all_messages();
    for start in starts.map(|entry| entry.start) {
        let message = messages.iter().find(|m| m.origin.range.start == start);
        let target = message.map(|message| Digest::of(&message_words(message)));
        let made = records
            .iter()
            .find(|r| r.target.is_some() && r.target == target);
        match made.and_then(|record| owner(record.source.as_ref())) {
            Some(twin) if is_free[twin] => {
                is_free[twin] = false;
                edits.extend(renamed(catalogue, &marks, start, &twins[twin].id));
            }
            _ => unknown.push(start),
        }
    }
    // A single translation without a record, and a single text that was requested: they belong together.
    let asked: Vec<usize> = records
        .iter()
        .filter(|record| record.target.is_none())
        .filter_map(|record| owner(record.asked.as_ref()))
        .filter(|twin| is_free[*twin])
        .collect();
    let is_sure = unknown.len() == 1 && asked.len() == 1;
    for start in unknown {
        let twin = match is_sure {
            true => asked.first().copied(),
            false => is_free.iter().position(|free| *free),
        };
        let Some(twin) = twin else { continue };
        is_free[twin] = false;
        let id = &twins[twin].id;
        if !is_sure {
            lock.remove(id);
        }
        edits.extend(renamed(catalogue, &marks, start, id));
    }
    edits.extend(comments(catalogue, shared, twins));
    let text = apply(&catalogue.text, edits);
    Catalogue::parse(
        &catalogue.file,
        &Arc::from(text),
        &mut Diagnostics::default(),
    )
}

/// Edits that give the message that starts at a byte index, and the mark above it, another id.
fn renamed(catalogue: &Catalogue, marks: &Marks, start: usize, id: &str) -> Vec<Edit> {
    let entry = catalogue.entries.iter().find(|entry| entry.start == start);
    let Some((entry, was)) = entry.and_then(|entry| Some((entry, entry.id()?))) else {
        return Vec::new();
    };
    let above = entry.range.start..start;
    let is_above = |mark: &&Mark| mark.id == was && above.contains(&mark.range.start);
    let marks = marks.all.iter().filter(is_above);
    let names = marks.map(|mark| mark.name.clone());
    let all = names.chain(std::iter::once(start..start + was.len()));
    all.map(|range| Edit::replace(range, id)).collect()
}

/// Edits that give each comment that requests a text the id of the text.
fn comments(catalogue: &Catalogue, shared: &str, twins: &[Twin]) -> Vec<Edit> {
    let mut edits = Vec::new();
    for block in blocks::find(catalogue) {
        let twin = twins
            .iter()
            .find(|twin| block.digest.as_ref() == Some(&twin.source));
        let Some(twin) = twin.filter(|_| block.why == Why::Missing && block.id == shared) else {
            continue;
        };
        let lines = &catalogue.text[block.range.clone()];
        let mut at = block.range.start;
        for line in lines.split_inclusive('\n') {
            // The lines `# missing: ID (…)` and `# ID = …`.
            let word = line
                .trim_start_matches("# missing: ")
                .trim_start_matches("# ");
            let start = at + line.len() - word.len();
            let rest = word.strip_prefix(shared);
            if rest.is_some_and(|rest| rest.starts_with([' ', '=', '\r', '\n'])) {
                edits.push(Edit::replace(start..start + shared.len(), twin.id.clone()));
            }
            at += line.len();
        }
    }
    edits
}
