//! Where a manifest differs from that of today's sources: inputs, and the fields of each artifact.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Serialize;
use serde_json::Value;

use crate::output::folder;
use crate::output::manifest::{Entry, Input, Manifest, find};
use crate::output::sha256;

/// How many characters of a value are shown.
const SHOWN: usize = 80;

/// Why an artifact differs.
#[derive(Default)]
pub struct ManifestDiff {
    /// Sentences without a full stop.
    pub reasons: Vec<String>,
    /// Paths of inputs of the project.
    pub changed: Vec<String>,
}

/// What has changed since an artifact was made.
pub fn diff(old: &Manifest, new: &Manifest, entry: &Entry, path: &Path) -> ManifestDiff {
    let mut diff = ManifestDiff::default();
    let is_as_made = match folder::read(path) {
        Some(Ok(bytes)) => sha256::hex(&bytes) == entry.sha256,
        _ => false,
    };
    if !is_as_made {
        let reason = "it is not the file that the manifest lists: it was changed, or replaced";
        diff.reasons.push(reason.to_owned());
    }
    for (what, was, is) in [
        ("fluentpress", &old.fluentpress, &new.fluentpress),
        ("Typst", &old.typst, &new.typst),
    ] {
        if was != is {
            diff.reasons.push(format!("{what} was {was}, and is {is}"));
        }
    }
    let Some(today) = new.entry(&entry.file) else {
        return diff;
    };
    let own = changes((&entry.inputs, &old.inputs), (&today.inputs, &new.inputs));
    for (path, what) in own {
        diff.reasons.push(format!("{path} {what}"));
        diff.changed.push(path.to_owned());
    }
    let built_in = changes(
        (&entry.built_in, &old.built_in),
        (&today.built_in, &new.built_in),
    );
    for (path, what) in built_in {
        diff.reasons
            .push(format!("{path}, inside fluentpress, {what}"));
    }
    if old.epoch != new.epoch && entry.date.is_none() {
        diff.reasons.push("SOURCE_DATE_EPOCH is another".to_owned());
    }
    diff
}

/// The paths of two lists of inputs that are not the same files, with what became of them.
fn changes<'a>(
    (was, then): (&'a [String], &[Input]),
    (is, now): (&'a [String], &[Input]),
) -> Vec<(&'a str, &'static str)> {
    let (was, is): (BTreeSet<_>, BTreeSet<_>) = (was.iter().collect(), is.iter().collect());
    let mut all = Vec::new();
    for path in was.union(&is) {
        match (was.contains(path), is.contains(path)) {
            (true, false) => all.push((path.as_str(), "is no longer used")),
            (false, true) => all.push((path.as_str(), "was not used")),
            _ if find(then, path) != find(now, path) => all.push((path.as_str(), "has changed")),
            _ => {}
        }
    }
    all
}

/// An entry of a manifest or of a list of sums that is not what it is today.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct EntryDifference {
    /// What the list has, where that is a value.
    pub here: Option<String>,
    /// The same of what the sources make.
    pub rebuilt: Option<String>,
    /// What differs, as a sentence without a full stop.
    pub message: String,
}

/// Where a manifest differs from the one that is made today. For files that are known to be `different`, fields that follow from their
/// bytes and inputs are left out.
pub fn entries(old: &Manifest, new: &Manifest, different: &BTreeSet<&str>) -> Vec<EntryDifference> {
    let mut all = Vec::new();
    let epoch = |manifest: &Manifest| manifest.epoch.map_or("none".to_owned(), |n| n.to_string());
    for (what, was, is) in [
        (
            "fluentpress",
            old.fluentpress.clone(),
            new.fluentpress.clone(),
        ),
        ("typst", old.typst.clone(), new.typst.clone()),
        ("epoch", epoch(old), epoch(new)),
    ] {
        all.extend(field(what, was, is));
    }
    let paths = |inputs: &[Input]| -> Vec<String> {
        inputs.iter().map(|input| input.path.clone()).collect()
    };
    for (is_built_in, then, now) in [
        (false, &old.inputs, &new.inputs),
        (true, &old.built_in, &new.built_in),
    ] {
        let (was, is) = (paths(then), paths(now));
        let inside = if is_built_in {
            ", inside fluentpress,"
        } else {
            ""
        };
        for (path, what) in changes((&was, then), (&is, now)) {
            all.push(entry(format!("{path}{inside} {what}")));
        }
    }
    for font in &old.fonts {
        let is = new.fonts.iter().find(|is| is.id == font.id);
        if is != Some(font) {
            let what = is.map_or("is no longer used", |_| "has changed");
            all.push(entry(format!("the font {} {what}", font.id)));
        }
    }
    for font in &new.fonts {
        if !old.fonts.iter().any(|known| known.id == font.id) {
            all.push(entry(format!("the font {} was not used", font.id)));
        }
    }
    for was in &old.artifacts {
        let Some(is) = new.entry(&was.file) else {
            let message = format!("{}: the sources make no such file", was.file);
            all.push(entry(message));
            continue;
        };
        all.extend(fields(&was.file, was, is, different));
    }
    for was in &old.pictures {
        match new.pictures.iter().find(|is| is.file == was.file) {
            Some(is) => all.extend(fields(&was.file, was, is, different)),
            None => {
                let message = format!("{}: the sources make no such picture", was.file);
                all.push(entry(message));
            }
        }
    }
    all
}

/// The differences of a file's entries, field by field.
fn fields(
    file: &str,
    was: &impl Serialize,
    is: &impl Serialize,
    different: &BTreeSet<&str>,
) -> Vec<EntryDifference> {
    let mut all = Vec::new();
    let is_different = different.contains(file);
    let (was, is) = (serde_json::to_value(was), serde_json::to_value(is));
    let (Ok(Value::Object(was)), Ok(Value::Object(is))) = (was, is) else {
        return all;
    };
    for (key, was) in &was {
        let is = is.get(key).unwrap_or(&Value::Null);
        match key.as_str() {
            "pages" | "bytes" | "sha256" | "inputs" | "built_in" | "fonts" | "fingerprint"
            | "width" | "height"
                if is_different => {}
            "inputs" | "built_in" | "fonts" => {
                if was != is {
                    all.push(entry(format!("{file}: {key} are others, rebuilt")));
                }
            }
            _ => all.extend(field(&format!("{file}: {key}"), shown(was), shown(is))),
        }
    }
    all
}

fn field(name: &str, was: String, is: String) -> Option<EntryDifference> {
    (was != is).then(|| EntryDifference {
        here: Some(was.clone()),
        rebuilt: Some(is.clone()),
        ..entry(format!("{name} is {was}, rebuilt {is}"))
    })
}

/// A difference in words alone.
pub fn entry(message: String) -> EntryDifference {
    EntryDifference {
        message,
        ..EntryDifference::default()
    }
}

fn shown(value: &Value) -> String {
    match value.as_str() {
        // The beginning of a digest is enough to compare by eye.
        Some(text) if sha256::is_hex(text) => format!("{}…", text.get(..12).unwrap_or(text)),
        Some(text) => format!("“{}”", text.chars().take(SHOWN).collect::<String>()),
        None => value.to_string(),
    }
}
