//! The lock of a translation: the source text that each message was translated from.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::l10n::align::Words;
use crate::origin::{FileId, LineIndex, Origin};
use crate::translate::conflict;
use crate::yaml::depth;

/// The number of SHA-256 bytes in a digest: enough to detect every edit, and short enough for a diff.
const BYTES: usize = 8;
const HEADER: &str = "# Which source text each translation was made from. Written by `fluentpress sync` and `fluentpress ack`.\n";

/// A digest of a text, in 16 hexadecimal digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Digest(String);

/// Bytes as hexadecimal digits in lower case.
pub fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xF]);
    digits
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

impl Digest {
    /// The digest of a message's value and attributes. The words must be folded, so that typographic differences do not
    /// count.
    pub fn of(words: &Words) -> Self {
        let mut hash = Sha256::new();
        for (name, words) in words {
            // Neither names nor folded texts contain line ends, so the parts are unambiguous.
            for part in [name, "\n", words, "\n"] {
                hash.update(part);
            }
        }
        Self(hex(&hash.finalize()[..BYTES]))
    }

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
    /// The digest of the source text that `sync` last requested a translation for, if not confirmed yet: the text that
    /// the mark in the file shows, or the comment that requests a missing message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked: Option<Digest>,
    /// The digest of the translation when the mark was written above it. `None` if the request is not a mark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marked: Option<Digest>,
    /// Whether the translation was stale already when its source text changed into the one that is requested.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub earlier: bool,
    /// The reason why a change of the source text needs no new translation, given by a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cosmetic: Option<String>,
    /// The source text that the translation was confirmed for, for diffs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seen: Option<String>,
}

/// The records of a locale's catalogue, by message id.
pub type Lock = BTreeMap<String, Record>;

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

/// The parts of a text that [`seen`] made, by name; the value has the name "".
pub fn parts(seen: &str) -> BTreeMap<&str, &str> {
    let part = |line| {
        let attribute = str::strip_prefix(line, ".").and_then(|rest| rest.split_once(" = "));
        attribute
            .filter(|(name, _)| !name.contains(char::is_whitespace))
            .unwrap_or(("", line))
    };
    seen.lines().map(part).collect()
}

/// Removes the requests of messages whose translations or marks differed between the sides of a merge: what stands in the
/// merged file confirms nothing. A mark is written anew by the next `sync`.
pub fn doubt(lock: &mut Lock, ids: &BTreeSet<String>) {
    for id in ids {
        if let Some(record) = lock.get_mut(id) {
            record.asked = None;
            record.marked = record.marked.take().or(record.target.clone());
        }
    }
}

/// Parses a lock. After a merge conflict, the records of both sides are combined. Of records that differ, only a
/// source text is kept that both name, and only while the translation is marked: so it stays stale.
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

/// Combines the records of both sides. Records that differ are dropped, as nobody confirmed the merged text; if a mark
/// was written on one side, and both name the same source text, what they agree about is kept.
fn merge(ours: Lock, mut theirs: Lock) -> Lock {
    let mut merged = Lock::new();
    for (id, record) in ours {
        let record = match theirs.remove(&id) {
            Some(other) if other != record => agreed(record, other),
            _ => Some(record),
        };
        merged.extend(record.map(|record| (id, record)));
    }
    merged.extend(theirs);
    merged
}

fn agreed(ours: Record, theirs: Record) -> Option<Record> {
    let is_marked = ours.marked.is_some() || theirs.marked.is_some();
    if !is_marked || ours.source.is_none() || ours.source != theirs.source {
        return None;
    }
    Some(Record {
        target: ours
            .target
            .filter(|target| theirs.target.as_ref() == Some(target)),
        // Nothing was requested that both sides know, so no change of the translation confirms it.
        asked: None,
        marked: ours.marked.or(theirs.marked),
        cosmetic: None,
        ..ours
    })
}

fn parse_whole(file: &FileId, text: &str, out: &mut Diagnostics) -> Option<Lock> {
    const HINT: &str = "take the file from your last commit; or delete it, run `fluentpress sync`, and confirm the translations with `fluentpress ack`";
    if let Some(at) = depth::too_deep(text) {
        let message = "the lock cannot be read: values stand too deep in each other";
        let error = Diagnostic::new(Code::LockSyntax, message).at(Origin::new(file, at..at));
        out.push(error.hint(HINT));
        return None;
    }
    match serde_yaml::from_str::<Option<Lock>>(text) {
        Ok(lock) => Some(lock.unwrap_or_default()),
        Err(error) => {
            let at = error.location().map_or(0, |place| {
                LineIndex::new(text).offset(text, place.line(), place.column())
            });
            out.push(
                Diagnostic::new(
                    Code::LockSyntax,
                    format!("the lock cannot be read: {error}"),
                )
                .at(Origin::new(file, at..at))
                .hint(HINT),
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

    #[test]
    fn a_marked_translation_stays_stale_if_both_sides_changed_its_record() {
        let marked = |asked| Record {
            marked: Some(digest("t")),
            ..record("s", "t", Some(asked))
        };
        let side = |record: Record| Lock::from([("a".to_owned(), record)]);
        for other in [marked("u"), record("s", "polished", None)] {
            let merged = merge(side(marked("v")), side(other));
            assert_eq!(merged["a"].source, Some(digest("s")));
            assert_eq!(merged["a"].asked, None);
            assert!(merged["a"].marked.is_some());
        }
        assert!(merge(side(marked("v")), side(record("u", "t", None))).is_empty());
    }

    #[test]
    fn the_parts_of_a_seen_text_are_found() {
        let words = vec![
            (String::new(), "Un . x = y".to_owned()),
            ("label".to_owned(), "L = m".to_owned()),
        ];
        let seen = seen(&words);
        let parts = parts(&seen);
        assert_eq!((parts[""], parts["label"]), ("Un . x = y", "L = m"));
    }
}
