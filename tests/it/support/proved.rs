//! A folder of artifacts whose manifest and sums are true, by our own reckoning.

use std::fs;
use std::path::Path;

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::repository;
use super::schema::faults;

/// The digest of some bytes, as text.
pub fn sha256(bytes: &[u8]) -> String {
    let digits = Sha256::digest(bytes);
    digits.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The published schema.
pub fn schema() -> Value {
    let path = repository().join("docs/manifest.schema.json");
    serde_json::from_slice(&fs::read(path).expect("the schema")).expect("JSON")
}

/// The manifest of a folder, which must be valid, tell the truth of its files, and be proved by `SHA256SUMS`.
pub fn proved(folder: &Path) -> Value {
    let bytes = |name: &str| fs::read(folder.join(name)).unwrap_or_else(|_| panic!("no {name}"));
    let text = String::from_utf8(bytes("manifest.json")).expect("UTF-8");
    assert!(text.ends_with("}\n"));
    let manifest: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(faults(&schema(), &manifest), Vec::<String>::new());
    let mut lines = vec![format!(
        "{}  manifest.json",
        sha256(&bytes("manifest.json"))
    )];
    for entry in list(&manifest, "artifacts") {
        let name = entry["file"].as_str().expect("a name");
        let pdf = bytes(name);
        assert_eq!(entry["bytes"], pdf.len(), "{name}");
        assert_eq!(entry["sha256"], sha256(&pdf), "{name}");
        let pages = lopdf::Document::load_mem(&pdf).expect("a PDF").get_pages();
        assert_eq!(entry["pages"], pages.len(), "{name}");
        lines.push(format!("{}  {name}", sha256(&pdf)));
    }
    for picture in list(&manifest, "pictures") {
        let name = picture["file"].as_str().expect("a name");
        let png = bytes(name);
        assert_eq!(picture["bytes"], png.len(), "{name}");
        assert_eq!(picture["sha256"], sha256(&png), "{name}");
        // Width and height stand at the head of a PNG.
        let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("bytes"));
        assert_eq!(picture["width"], number(16), "{name}");
        assert_eq!(picture["height"], number(20), "{name}");
        lines.push(format!("{}  {name}", sha256(&png)));
    }
    for orphan in manifest["orphans"].as_array().into_iter().flatten() {
        let name = orphan["file"].as_str().expect("a name");
        let left = bytes(name);
        assert_eq!(orphan["bytes"], left.len(), "{name}");
        assert_eq!(orphan["sha256"], sha256(&left), "{name}");
        lines.push(format!("{}  {name}", sha256(&left)));
    }
    lines.sort_by(|a, b| a[64..].cmp(&b[64..]));
    let sums = String::from_utf8(bytes("SHA256SUMS")).expect("UTF-8");
    assert_eq!(sums.lines().collect::<Vec<_>>(), lines);
    for (kind, key) in [
        ("inputs", "path"),
        ("built_in", "path"),
        ("fonts", "id"),
        ("artifacts", "file"),
        ("pictures", "file"),
    ] {
        let keys = list(&manifest, kind).iter().map(|item| item[key].as_str());
        assert!(keys.is_sorted(), "{kind}");
    }
    for kind in ["inputs", "built_in", "fonts"] {
        let listed = list(&manifest, kind).len();
        let used: std::collections::BTreeSet<_> = list(&manifest, "artifacts")
            .iter()
            .flat_map(|entry| list(entry, kind))
            .map(|name| name.as_str())
            .collect();
        assert_eq!(listed, used.len(), "{kind}");
    }
    manifest
}

/// A list of a manifest, or of an entry.
pub fn list<'m>(of: &'m Value, name: &str) -> &'m Vec<Value> {
    of[name].as_array().expect("a list")
}

/// The names of the artifacts that a manifest lists.
pub fn files(manifest: &Value) -> Vec<&str> {
    let all = list(manifest, "artifacts").iter();
    all.map(|entry| entry["file"].as_str().expect("a name"))
        .collect()
}
