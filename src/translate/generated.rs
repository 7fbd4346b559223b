//! The form of a generated source catalogue, and the detection of edits: each message carries a digest of its lines.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use crate::diagnostic::Diagnostics;
use crate::l10n::catalogue::{Catalogue, Kind, RETIRED};
use crate::origin::FileId;
use crate::translate::conflict;
use crate::translate::lock::hex;

/// The first line, after the name of the article. Files are recognized by it.
const WRITTEN: &str = ": the source catalogue, written by `fluentpress sync` from ";
/// The prefix of the comment that holds the digest of a message's lines.
const DIGEST: &str = "# Digest: ";
/// The heading above retired ids.
pub const RETIRED_HEADING: &str =
    "## Retired: these ids belong to text that is gone, and are not given again.";
/// The number of SHA-256 bytes in a digest: enough to detect an edit.
const BYTES: usize = 4;

/// The first lines of a source catalogue.
pub fn header(article: &FileId) -> String {
    format!(
        "### {}{WRITTEN}{article}.\n\
         ### Authors edit the article; translators edit the catalogues of the other languages.\n",
        article.stem()
    )
}

/// Whether a text is a source catalogue that `sync` generated; of a merge conflict, both sides must be. The first line
/// is the same in all versions. An empty text counts too, as overwriting it loses nothing.
pub fn is_generated(text: &str) -> bool {
    let starts = |text: &str| {
        let first = text.lines().next().unwrap_or_default();
        text.trim().is_empty() || first.starts_with("### ") && first.contains(WRITTEN)
    };
    match conflict::sides(text) {
        Some(sides) => sides.iter().all(|side| starts(side)),
        None => starts(text),
    }
}

/// The comments of a message, the digest of its lines, and its entry. The digest covers all lines since the message
/// before.
pub fn signed(comments: &str, entry: &str) -> String {
    let digest = digest(comments.lines().chain(entry.lines()));
    format!("{comments}{DIGEST}{digest}\n{entry}")
}

/// The edits by hand in a generated source catalogue: their names for messages, and the place of the first. Parts that
/// `today`, the newly generated text, has too are no edits. `None` if there are none, or for a file without digests,
/// from older versions.
pub fn edited(file: &FileId, text: &Arc<str>, today: &str) -> Option<(Vec<String>, Range<usize>)> {
    if **text == *today {
        return None;
    }
    let today = parts(file, &Arc::from(today));
    let today: BTreeSet<String> = today.iter().map(|part| part.digest.clone()).collect();
    let mut ids = Vec::new();
    let mut first = None;
    let mut find = |text: &Arc<str>, is_whole: bool| {
        let parts = parts(file, text);
        if parts.iter().all(|part| part.signature.is_none()) {
            return;
        }
        for part in parts {
            let is_ours = part.signature.as_ref() == Some(&part.digest)
                || part.is_last_and_ours
                || today.contains(&part.digest);
            if !is_ours && !ids.contains(&part.name) {
                ids.push(part.name);
                first.get_or_insert(match is_whole {
                    true => part.place,
                    false => 0..0,
                });
            }
        }
    };
    match conflict::sides(text) {
        Some(sides) => sides.into_iter().for_each(|side| find(&side.into(), false)),
        None => find(text, true),
    }
    Some((ids, first?))
}

/// The ids of messages that two versions of a source catalogue have with different lines, comments included.
pub fn changed(old: &Catalogue, new: &str) -> BTreeSet<String> {
    if *old.text == *new {
        return BTreeSet::new();
    }
    let of = |text: &Arc<str>| -> BTreeMap<String, String> {
        let parts = parts(&old.file, text).into_iter();
        parts.map(|part| (part.name, part.digest)).collect()
    };
    let (old, new) = (of(&old.text), of(&Arc::from(new)));
    let is_other = |name: &str, digest: &String| old.get(name).is_some_and(|old| old != digest);
    let all = new.iter().filter(|(name, digest)| is_other(name, digest));
    all.map(|(name, _)| name.trim_matches('`').to_owned())
        .collect()
}

/// The lines from the end of a message to the end of the next one.
struct Part {
    /// The message's id, in backticks; or, for the lines after the last message, a description.
    name: String,
    /// The line for the diagnostic.
    place: Range<usize>,
    /// The digest of the current lines.
    digest: String,
    /// The digest that was written for the lines.
    signature: Option<String>,
    /// Whether it is the unchanged list of retired ids after the last message.
    is_last_and_ours: bool,
}

fn parts(file: &FileId, text: &Arc<str>) -> Vec<Part> {
    let catalogue = Catalogue::parse(file, text, &mut Diagnostics::default());
    let mut parts = Vec::new();
    let mut from = 0;
    let entries = catalogue.entries.iter();
    for entry in entries.filter(|entry| !matches!(entry.kind, Kind::Comment(_))) {
        let lines = &text[from..entry.range.end];
        from = entry.range.end;
        parts.push(Part {
            name: match entry.id() {
                Some(id) => format!("`{id}`"),
                None => "lines that cannot be read".to_owned(),
            },
            place: first_line(text, entry.start),
            digest: digest(lines.lines()),
            signature: lines
                .lines()
                .find_map(|line| Some(line.strip_prefix(DIGEST)?.trim_end().to_owned())),
            is_last_and_ours: false,
        });
    }
    let is_ours = |line: &str| {
        let line = line.trim_end();
        line.is_empty() || line == RETIRED_HEADING || line.starts_with(&format!("# {RETIRED}"))
    };
    let mut lines = text[from..].split_inclusive('\n');
    let at = from
        + lines
            .by_ref()
            .take_while(|line| is_ours(line))
            .map(str::len)
            .sum::<usize>();
    let odd = text[at..].lines().next().unwrap_or_default();
    parts.push(Part {
        name: format!("the line `{}`", odd.trim_end()),
        place: first_line(text, at),
        digest: digest(text[from..].lines()),
        signature: None,
        is_last_and_ours: odd.is_empty(),
    });
    parts
}

fn first_line(text: &str, at: usize) -> Range<usize> {
    let line = text[at..].lines().next().unwrap_or_default();
    at..at + line.trim_end().len()
}

/// The digest of lines, regardless of line endings, white space at line ends, empty lines and digest comments.
fn digest<'l>(lines: impl Iterator<Item = &'l str>) -> String {
    let mut hash = Sha256::new();
    for line in lines.map(str::trim_end) {
        if !line.is_empty() && !line.starts_with(DIGEST) {
            hash.update(line);
            hash.update("\n");
        }
    }
    hex(&hash.finalize()[..BYTES])
}
