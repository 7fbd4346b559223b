//! The lock of a translation: which source text each message was made from.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::l10n::align::Words;
use crate::origin::{FileId, LineIndex, Origin};
use crate::translate::conflict;

/// How many bytes of a SHA-256 a digest keeps: enough that no edit goes unseen, short enough to read in a diff.
const BYTES: usize = 8;
const HEADER: &str = "# Which source text each translation was made from. Written by `fluentpress sync` and `fluentpress ack`.\n";

/// A digest of what a text says, in hexadecimal digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Digest(String);

impl Digest {
    /// Of the value and the attributes, without what typography adds.
    pub fn of(words: &Words) -> Self {
        let mut hash = Sha256::new();
        for (name, words) in words {
            // No name and no folded text holds a line end.
            hash.update(format!("{name}\n{words}\n"));
        }
        let hash = hash.finalize();
        Self(
            hash.iter()
                .take(BYTES)
                .map(|byte| format!("{byte:02x}"))
                .collect(),
        )
    }
}

/// What is known of one translation.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The source text that it was confirmed against.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Digest>,
    /// The translation then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<Digest>,
    /// The source text that a new translation was asked for, where that is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked: Option<Digest>,
    /// Why a change of the source was said to need no new translation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cosmetic: Option<String>,
    /// The words of the source text that it was confirmed against.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seen: Option<String>,
}

/// The records of a file, by message id.
pub type Lock = BTreeMap<String, Record>;

/// What a translation is worth today.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It was made from the source text of today.
    Current,
    /// The source text changed since.
    Stale,
    /// Nobody said which source text it was made from.
    Unconfirmed,
    /// There is none.
    Missing,
}

impl State {
    /// The state of a translation, from the digests of today.
    pub fn of(source: &Digest, target: Option<&Digest>, record: Option<&Record>) -> Self {
        let Some(target) = target else {
            return Self::Missing;
        };
        let Some(record) = record else {
            return Self::Unconfirmed;
        };
        match record.source.as_ref() {
            Some(confirmed) if confirmed == source => Self::Current,
            _ if record.target.as_ref() == Some(target) => Self::Stale,
            _ if record.asked.as_ref() == Some(source) => Self::Current,
            _ => Self::Unconfirmed,
        }
    }

    /// The word for people and machines.
    pub fn name(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Stale => "stale",
            Self::Unconfirmed => "unconfirmed",
            Self::Missing => "missing",
        }
    }
}

/// Words as a record keeps them: the value, then each attribute on a line of its own.
pub fn seen(words: &Words) -> String {
    let mut lines = Vec::new();
    for (name, words) in words {
        lines.push(match name.as_str() {
            "" => words.clone(),
            name => format!(".{name} = {words}"),
        });
    }
    lines.join("\n")
}

/// Reads a lock. In a file with the marks of a merge both sides count; records that disagree do not.
pub fn parse(file: &FileId, text: &str, out: &mut Diagnostics) -> Lock {
    let Some(sides) = conflict::sides(text) else {
        return parse_whole(file, text, out).unwrap_or_default();
    };
    // A record may lie half inside a conflict: each side is parsed as a whole file.
    let [ours, theirs] = sides.map(|side| parse_whole(file, &side, out));
    merge(ours.unwrap_or_default(), theirs.unwrap_or_default())
}

/// The locks of both sides of a merge; the one lock where there is none. What cannot be read is left out.
pub fn sides(file: &FileId, text: &str) -> Vec<Lock> {
    let ignored = &mut Diagnostics::default();
    let texts = match conflict::sides(text) {
        Some(sides) => sides.to_vec(),
        None => vec![text.to_owned()],
    };
    let locks = texts
        .iter()
        .filter_map(|text| parse_whole(file, text, ignored));
    locks.collect()
}

/// The records of both sides of a merge, less those that disagree: nobody confirmed the text between them.
fn merge(ours: Lock, mut theirs: Lock) -> Lock {
    let mut merged = Lock::new();
    for (id, record) in ours {
        match theirs.remove(&id) {
            Some(other) if other != record => {}
            _ => {
                merged.insert(id, record);
            }
        }
    }
    merged.extend(theirs);
    merged
}

fn parse_whole(file: &FileId, text: &str, out: &mut Diagnostics) -> Option<Lock> {
    match serde_yaml::from_str::<Option<Lock>>(text) {
        Ok(lock) => Some(lock.unwrap_or_default()),
        Err(error) => {
            let at = error.location().map_or(0, |place| {
                LineIndex::new(text).offset(text, place.line(), place.column())
            });
            out.push(
                Diagnostic::new(Code::LockSyntax, format!("the lock cannot be read: {error}"))
                    .at(Origin::new(file, at..at))
                    .hint("take the file from your last commit; or delete it, run `fluentpress sync`, and confirm the translations with `fluentpress ack`"),
            );
            None
        }
    }
}

/// Writes a lock, sorted by id, a record over several lines, so that parallel edits merge. The comments that people wrote
/// into the `old` text stay above their records; those of records that are gone come last.
pub fn write(lock: &Lock, old: &str) -> String {
    let mut comments = comments(old);
    let mut out = HEADER.to_owned();
    // Maps of strings can always be written.
    let records = match lock.is_empty() {
        true => String::new(),
        false => serde_yaml::to_string(lock).unwrap_or_default(),
    };
    for line in records.split_inclusive('\n') {
        out.push_str(&comments.remove(line.trim_end()).unwrap_or_default());
        out.push_str(line);
    }
    out.extend(comments.into_values());
    out
}

/// Comments on lines of their own, by the line behind them. What is indented belongs to a value.
fn comments(text: &str) -> BTreeMap<&str, String> {
    let mut all: BTreeMap<&str, String> = BTreeMap::new();
    let mut open = String::new();
    for line in text.lines() {
        match line.starts_with('#') {
            true if line != HEADER.trim_end() => open.push_str(&format!("{line}\n")),
            true => {}
            false if open.is_empty() || line.trim().is_empty() => {}
            false => all
                .entry(line.trim_end())
                .or_default()
                .push_str(&std::mem::take(&mut open)),
        }
    }
    all.entry("").or_default().push_str(&open);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digest(words: &str) -> Digest {
        Digest::of(&vec![(String::new(), words.to_owned())])
    }

    fn record(source: &str, target: &str, asked: Option<&str>) -> Record {
        Record {
            source: Some(digest(source)),
            target: Some(digest(target)),
            asked: asked.map(digest),
            ..Record::default()
        }
    }

    #[test]
    fn states_are_those_of_the_table() {
        let (s1, s2, t1, t2) = (digest("s1"), digest("s2"), digest("t1"), digest("t2"));
        let of = |source: &Digest, target: &Digest, record: &Record| {
            State::of(source, Some(target), Some(record))
        };
        let plain = record("s1", "t1", None);
        assert_eq!(of(&s1, &t1, &plain), State::Current);
        assert_eq!(of(&s1, &t2, &plain), State::Current);
        assert_eq!(of(&s2, &t1, &plain), State::Stale);
        assert_eq!(of(&s2, &t2, &plain), State::Unconfirmed);
        let asked = record("s1", "t1", Some("s2"));
        assert_eq!(of(&s2, &t1, &asked), State::Stale);
        assert_eq!(of(&s2, &t2, &asked), State::Current);
        assert_eq!(of(&digest("s3"), &t2, &asked), State::Unconfirmed);
        assert_eq!(State::of(&s1, Some(&t1), None), State::Unconfirmed);
        assert_eq!(State::of(&s1, None, Some(&plain)), State::Missing);
    }

    #[test]
    fn a_lock_is_written_and_read() {
        let mut lock = Lock::new();
        lock.insert("b".to_owned(), record("s: # \"1\"", "t", Some("u")));
        let words = vec![
            (String::new(), "Une — « phrase »".to_owned()),
            ("label".to_owned(), "# L: m".to_owned()),
        ];
        let seen = Some(seen(&words));
        lock.insert(
            "a".to_owned(),
            Record {
                seen,
                ..record("s", "t", None)
            },
        );
        let text = write(&lock, "");
        assert!(
            text.find("\na:")
                .is_some_and(|a| text.find("\nb:").is_some_and(|b| a < b)),
            "{text}"
        );
        let mut out = Diagnostics::default();
        assert_eq!(parse(&FileId::new("l.yaml"), &text, &mut out), lock);
        assert!(out.is_empty());
    }

    #[test]
    fn both_sides_of_a_merge_count() {
        let mut base = Lock::new();
        base.insert("a".to_owned(), record("s", "t", None));
        let (mut ours, mut theirs) = (base.clone(), base);
        ours.insert("b".to_owned(), record("s", "ours", None));
        theirs.insert("c".to_owned(), record("s", "theirs", None));
        ours.insert("d".to_owned(), record("s", "ours", None));
        theirs.insert("d".to_owned(), record("s", "theirs", None));
        let merged = merge(ours, theirs);
        assert_eq!(merged.keys().collect::<Vec<_>>(), ["a", "b", "c"]);
    }
}
