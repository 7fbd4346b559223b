//! Writes the texts of a translator's file into a catalogue and its lock. All other bytes stay.

use std::collections::{BTreeMap, BTreeSet};

use crate::exchange::unit::Unit;
use crate::l10n::align::{Words, fold};
use crate::l10n::catalogue::Catalogue;
use crate::translate::blocks::{self, Block, Why};
use crate::translate::lock::{self, Digest, Lock, Record, seen};
use crate::translate::rewrite::{Place, Rewrite};

/// A text that is written into a catalogue: its unit, and a pattern on one line.
pub type Placed<'u> = (&'u Unit, String);

/// The catalogue with these texts. `order` has the ids of all messages of the article: a message that is new stands behind the one that
/// precedes it there.
pub fn place(catalogue: &Catalogue, placed: &[Placed], order: &[&str]) -> String {
    let text = &catalogue.text;
    let mut rewrite = Rewrite::new(text);
    let mut fresh: BTreeMap<&str, Vec<&Placed>> = BTreeMap::new();
    for one in placed {
        let (unit, pattern) = one;
        let entry = catalogue
            .message(&unit.message)
            .and(catalogue.entry(&unit.message));
        match (&unit.target, entry) {
            (Some(target), _) => rewrite.replace(target.range.clone(), pattern),
            (None, None) => fresh.entry(&unit.message).or_default().push(one),
            (None, Some(entry)) if unit.part.is_empty() => {
                let sign = text[entry.start..]
                    .find('=')
                    .map_or(entry.start, |at| entry.start + at + 1);
                rewrite.replace(sign..sign, &format!(" {pattern}"));
            }
            (None, Some(entry)) => {
                let end = entry.start + text[entry.start..entry.range.end].trim_end().len();
                rewrite.replace(end..end, &format!("\n    .{} = {pattern}", unit.part));
            }
        }
    }
    let blocks = blocks::find(catalogue);
    let asked = |id: &str| {
        blocks
            .iter()
            .find(|block| block.why == Why::Missing && block.id == id)
    };
    let mut at = beginning(catalogue, order, &blocks);
    for id in order {
        let known = catalogue.message(id).and(catalogue.entry(id));
        let block = asked(id);
        if let Some(lines) = fresh.get(id) {
            let lines = entry(id, lines);
            match block {
                // One that a person has edited stays, for `sync` to deal with.
                Some(block) if block.digest.is_some() => {
                    rewrite.replace(block.range.clone(), &lines)
                }
                Some(block) => rewrite.insert(Place::Before(block.range.start), lines),
                None => rewrite.insert(at, lines),
            }
        }
        if let Some(end) = known
            .map(|entry| entry.range.end)
            .or(block.map(|block| block.range.end))
        {
            at = Place::Behind(end);
        }
    }
    rewrite.finish()
}

/// Where a message stands that no other precedes.
fn beginning(catalogue: &Catalogue, order: &[&str], blocks: &[Block]) -> Place {
    let entries = order
        .iter()
        .filter_map(|id| catalogue.message(id).and(catalogue.entry(id)));
    let entries = entries.map(|entry| entry.range.start);
    let asked = blocks.iter().filter(|block| block.why == Why::Missing);
    let first = entries.chain(asked.map(|block| block.range.start)).min();
    first.map_or(Place::Behind(catalogue.text.len()), Place::Before)
}

/// The entry of a message that is new.
fn entry(id: &str, texts: &[&Placed]) -> String {
    let value = texts.iter().find(|(unit, _)| unit.part.is_empty());
    let mut out = match value {
        Some((_, pattern)) => format!("{id} = {pattern}\n"),
        None => format!("{id} =\n"),
    };
    for (unit, pattern) in texts {
        if !unit.part.is_empty() {
            out.push_str(&format!("    .{} = {pattern}\n", unit.part));
        }
    }
    out
}

/// How a translation came back.
#[derive(Clone, Debug)]
pub struct Made<'a> {
    /// The digest of the source text that it was made from.
    pub from: Digest,
    /// That source text, where it is known.
    pub text: Option<Words>,
    /// The digest of the source text now.
    pub today: Digest,
    /// The parts of which all came back with other words.
    pub parts: BTreeSet<&'a str>,
    /// Whether the tool has something of it as unfinished.
    pub is_unfinished: bool,
    /// Whether the translation before this one was confirmed for the source text that this one was made from.
    pub was_confirmed: bool,
    /// The digest of the translation before this one.
    pub before: Option<Digest>,
}

/// What became of a message.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Standing {
    /// It is current.
    Imported,
    /// It was made from an older source text.
    Stale,
    /// A person has to confirm it: the tool has it as unfinished, or not all that changed in the source came back changed.
    Open,
}

impl Standing {
    /// What it is in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Imported => "imported",
            Self::Stale => "imported, and stale: made from an older source text",
            Self::Open => "imported, and to be confirmed (`fluentpress ack`)",
        }
    }
}

impl Made<'_> {
    /// Records a translation in the lock. `target` is its digest.
    ///
    /// What a record has as confirmed is never another translation than the confirmed one, so that no change of the source text, not
    /// even one that is taken back, makes a translation current that nobody confirmed.
    pub fn record(self, lock: &mut Lock, id: &str, target: Digest) -> Standing {
        let old = lock.get(id).cloned();
        if self.is_unfinished || !self.is_whole(old.as_ref()) {
            match old {
                // It stays stale. Its mark is that of these words now: removing it alone confirms nothing.
                Some(old) if old.marked.is_some() => {
                    let record = Record {
                        marked: Some(target),
                        ..old
                    };
                    lock.insert(id.to_owned(), record);
                }
                _ => drop(lock.remove(id)),
            }
            return Standing::Open;
        }
        let known = old
            .filter(|old| old.source.as_ref() == Some(&self.from))
            .and_then(|old| old.seen);
        let standing = match self.from == self.today {
            true => Standing::Imported,
            false => Standing::Stale,
        };
        let record = Record {
            source: Some(self.from),
            target: Some(target),
            seen: self.text.as_ref().map(seen).or(known),
            ..Record::default()
        };
        lock.insert(id.to_owned(), record);
        standing
    }

    /// Whether every part came back changed whose source text is another one than that of the last confirmed translation.
    fn is_whole(&self, old: Option<&Record>) -> bool {
        if self.was_confirmed {
            return true;
        }
        let Some(words) = &self.text else {
            return false;
        };
        // Words that changed since may be of any source text.
        let confirmed = old.filter(|old| old.target.is_some() && old.target == self.before);
        let confirmed = confirmed.and_then(|old| old.seen.as_deref());
        let confirmed = confirmed.map(lock::parts).unwrap_or_default();
        let is_same = |name: &str, words: &str| {
            let before = confirmed.get(name);
            before.is_some_and(|before| fold(before) == words)
        };
        let mut changed = words.iter().filter(|(name, words)| !is_same(name, words));
        changed.all(|(name, _)| self.parts.contains(name.as_str()))
    }
}
