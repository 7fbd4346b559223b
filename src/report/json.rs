//! Findings and files as JSON objects, one a line. `docs/reference/json.md` lists every field.

use std::path::Path;

use serde_json::{Value, json};

use crate::diagnostic::Diagnostic;
use crate::pipeline::build::artifact::{Artifact, SHEET, Sheet};
use crate::report::place::slashes;
use crate::vfs::Vfs;

/// A finding.
pub fn finding(diagnostic: &Diagnostic, vfs: Option<&Vfs>) -> Value {
    let origin = diagnostic.origin.as_ref();
    let position = origin.and_then(|origin| {
        let text = vfs?.quoted(&origin.file)?;
        Some(text.position(origin.range.start))
    });
    json!({
        "type": "diagnostic",
        "code": diagnostic.code,
        "severity": diagnostic.severity.name(),
        "file": origin.map(|origin| origin.file.path()),
        "line": position.map(|p| p.line),
        "column": position.map(|p| p.column),
        "message": diagnostic.message,
        "hints": diagnostic.hints,
        "places": places(diagnostic),
    })
}

/// Where a finding shows.
pub fn places(diagnostic: &Diagnostic) -> Vec<Value> {
    let places = diagnostic.places.iter().map(|place| {
        let excess = place.excess.map(millimetres);
        let (left, top) = place.spot.unzip();
        json!({
            "artifact": place.artifact,
            "page": place.page,
            "excess_mm": excess,
            "left_mm": left.map(millimetres),
            "top_mm": top.map(millimetres),
        })
    });
    places.collect()
}

fn millimetres(tenths: i64) -> f64 {
    tenths as f64 / 10.0
}

/// A file that was written.
pub fn artifact(artifact: &Artifact, folder: &Path) -> Value {
    let thumbnail = artifact.thumbnail.as_ref();
    let thumbnail = thumbnail.map(|thumbnail| slashes(&folder.join(&thumbnail.name)));
    json!({
        "type": "artifact",
        "file": slashes(&folder.join(&artifact.name)),
        "pages": artifact.pages,
        "bytes": artifact.bytes.len(),
        "written": artifact.is_written,
        "milliseconds": artifact.time.as_secs_f64() * 1000.0,
        "thumbnail": thumbnail,
    })
}

/// The contact sheet.
pub fn sheet(sheet: &Sheet, folder: &Path) -> Value {
    json!({
        "type": "contact-sheet",
        "file": slashes(&folder.join(SHEET)),
        "width": sheet.width,
        "height": sheet.height,
        "bytes": sheet.bytes.len(),
    })
}

/// How far a command is: `done` of `total` files, the last one this.
pub fn progress(done: usize, total: usize, file: &str) -> Value {
    json!({ "type": "progress", "done": done, "total": total, "artifact": file })
}

/// The last line of a command: what it found, and what the process ends with.
pub fn done([errors, warnings, notes]: [usize; 3], exit: u8) -> Value {
    json!({ "type": "done", "errors": errors, "warnings": warnings, "notes": notes, "exit": exit })
}

/// What was put together.
pub fn merged(folder: &str, parts: usize, files: usize, new: usize) -> Value {
    json!({ "type": "merged", "folder": folder, "parts": parts, "files": files, "new": new })
}

/// An orphaned file that was removed.
pub fn removed(file: &str) -> Value {
    json!({ "type": "removed", "file": file })
}
