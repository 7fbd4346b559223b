//! The lock of a translation: the source text that each message was translated from.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::l10n::align::Words;
use crate::origin::{FileId, LineIndex, Origin};
use crate::translate::conflict;

/// The number of SHA-256 bytes in a digest: enough to detect every edit, and short enough for a diff.
const BYTES: usize = 8;
const HEADER: &str = "# Which source text each translation was made from. Written by `fluentpress sync` and `fluentpress ack`.\n";

/// A digest of a text, in 16 hexadecimal digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Digest(String);

impl Digest {
    /// The digest of a message's value and attributes. The words must be folded, so that typographic differences do not
    /// count.
    pub fn of(words: &Words) -> Self {
        let mut hash = Sha256::new();
        for (name, words) in words {
            // Neither names nor folded texts contain line ends, so the parts are unambiguous.
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

impl Digest {
    /// Its digits, for files of other programs.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// A digest from its digits; none where these are none.
    pub fn read(text: &str) -> Option<Self> {
        let is_digit = |c: char| c.is_ascii_hexdigit() && !c.is_ascii_uppercase();
        (text.len() == 2 * BYTES && text.chars().all(is_digit)).then(|| Self(text.to_owned()))
    }
}

/// What is recorded about one translation.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The digest of the source text that the translation was confirmed for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Digest>,
    /// The digest of the translation when it was confirmed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<Digest>,
    /// The digest of the source text that `sync` last requested a translation for, if not confirmed yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked: Option<Digest>,
    /// The reason why a change of the source text needs no new translation, given by a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cosmetic: Option<String>,
    /// The source text that the translation was confirmed for, for diffs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seen: Option<String>,
}

/// The records of a locale's catalogue, by message id.
pub type Lock = BTreeMap<String, Record>;

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
    /// Computes the state from the current digests of source and translation. A translation that was changed after a
    /// request for the current source text counts as made from it.
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

/// The text for [`Record::seen`]: the value, then each attribute on a line of its own.
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

/// Parses a lock. After a merge conflict, the records of both sides are combined, and records that differ are dropped.
/// Errors are reported to `out`.
pub fn parse(file: &FileId, text: &str, out: &mut Diagnostics) -> Lock {
    let Some(sides) = conflict::sides(text) else {
        return parse_whole(file, text, out).unwrap_or_default();
    };
    // A conflict may begin or end within a record, so each side is parsed as a whole file.
    let [ours, theirs] = sides.map(|side| parse_whole(file, &side, out));
    merge(ours.unwrap_or_default(), theirs.unwrap_or_default())
}

/// The locks of both sides of a merge conflict, or the one lock if there is none. Unreadable sides are left out.
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

/// Combines the records of both sides. Records that differ are dropped, as nobody confirmed the merged text.
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

/// Formats a lock, sorted by id, each record on several lines, so that parallel edits merge. Comments of people in the
/// `old` text are kept above their records; comments of removed records come last.
pub fn write(lock: &Lock, old: &str) -> String {
    let mut comments = comments(old);
    let mut out = HEADER.to_owned();
    // A map with string keys always serializes.
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

/// Comments on lines of their own, by the line after them. Indented lines belong to values.
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
