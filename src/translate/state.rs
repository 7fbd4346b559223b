//! The state of a translation: whether it was made from the source text of today.

use serde::Serialize;

use crate::translate::lock::{Digest, Record};

/// The state of a translation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It was made from the current source text.
    Current,
    /// The source text has changed since.
    Stale,
    /// It is not known which source text it was made from.
    Unconfirmed,
    /// There is no translation.
    Missing,
}

impl State {
    /// Computes the state. `source` and `target` are the digests of today, `record` is that of the lock, and `stands`
    /// whether the mark above the translation counts as standing (`Marks::stands`).
    ///
    /// | record | source text | translation | mark | state |
    /// | --- | --- | --- | --- | --- |
    /// | none | | | | unconfirmed |
    /// | without request | as confirmed | | | current |
    /// | without request | changed | as confirmed | | stale |
    /// | without request | changed | changed | | unconfirmed: `sync` writes a mark |
    /// | with mark | as confirmed | as confirmed | | current: the change was taken back |
    /// | with mark | | | stands | stale |
    /// | with mark | | as confirmed, or as it was marked | gone | stale: `sync` writes the mark again |
    /// | with mark | the one that the mark showed | changed | gone | current: `sync` confirms it |
    /// | with mark | changed again | changed | gone | unconfirmed: `sync` writes a new mark |
    /// | of a missing message | the one that was requested | | | current: `sync` confirms it |
    ///
    /// So only the person who removes a mark, or `ack`, confirms a translation after a change of its source text.
    pub fn of(
        source: &Digest,
        target: Option<&Digest>,
        record: Option<&Record>,
        stands: bool,
    ) -> Self {
        let Some(target) = target else {
            return Self::Missing;
        };
        let Some(record) = record else {
            return Self::Unconfirmed;
        };
        let is_same_source = record.source.as_ref() == Some(source);
        let is_same_target = record.target.as_ref() == Some(target);
        let is_requested = record.asked.as_ref() == Some(source);
        match &record.marked {
            Some(_) if is_same_source && is_same_target => Self::Current,
            Some(marked) if stands || is_same_target || marked == target => Self::Stale,
            None if is_same_source => Self::Current,
            None if is_same_target => Self::Stale,
            _ if is_requested => Self::Current,
            _ => Self::Unconfirmed,
        }
    }

    /// The name in output and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Stale => "stale",
            Self::Unconfirmed => "unconfirmed",
            Self::Missing => "missing",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digest(words: &str) -> Digest {
        Digest::of(&vec![(String::new(), words.to_owned())])
    }

    #[test]
    fn states_are_those_of_the_table() {
        use State::{Current, Stale, Unconfirmed};
        let record = |asked: Option<&str>, marked: Option<&str>| Record {
            source: Some(digest("s1")),
            target: Some(digest("t1")),
            asked: asked.map(digest),
            marked: marked.map(digest),
            ..Record::default()
        };
        let plain = record(None, None);
        let filled = Record {
            asked: Some(digest("s1")),
            ..Record::default()
        };
        // Written by a program that had no marks: what was current stays so.
        let old = record(Some("s2"), None);
        let marked = record(Some("s2"), Some("t2"));
        let merged = record(None, Some("t1"));
        for (source, target, record, stands, state) in [
            ("s1", "t1", None, false, Unconfirmed),
            ("s1", "t1", Some(&plain), true, Current),
            ("s1", "t2", Some(&plain), true, Current),
            ("s2", "t1", Some(&plain), true, Stale),
            ("s2", "t2", Some(&plain), true, Unconfirmed),
            ("s1", "t1", Some(&filled), true, Current),
            ("s2", "t1", Some(&filled), true, Unconfirmed),
            ("s2", "t1", Some(&old), true, Stale),
            ("s2", "t2", Some(&old), true, Current),
            ("s3", "t2", Some(&old), true, Unconfirmed),
            ("s1", "t1", Some(&marked), true, Current),
            ("s1", "t3", Some(&marked), true, Stale),
            ("s1", "t3", Some(&marked), false, Unconfirmed),
            ("s2", "t1", Some(&marked), false, Stale),
            ("s2", "t2", Some(&marked), false, Stale),
            ("s2", "t3", Some(&marked), true, Stale),
            ("s2", "t3", Some(&marked), false, Current),
            ("s3", "t3", Some(&marked), false, Unconfirmed),
            ("s2", "t1", Some(&merged), false, Stale),
            ("s2", "t2", Some(&merged), false, Unconfirmed),
            ("s1", "t2", Some(&merged), false, Unconfirmed),
        ] {
            let target = digest(target);
            let is = State::of(&digest(source), Some(&target), record, stands);
            assert_eq!(is, state, "{source} {record:?} {stands}");
        }
        assert_eq!(
            State::of(&digest("s"), None, Some(&plain), true),
            State::Missing
        );
    }
}
