//! Records in a lock what the texts of a translator's file were made from.

use std::collections::BTreeSet;

use crate::l10n::align::{Words, fold};
use crate::translate::lock::{self, Digest, Lock, Record, seen};

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
