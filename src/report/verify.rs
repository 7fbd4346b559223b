//! What `verify` found, for people and machines.

use std::fmt::Write as _;
use std::path::Path;

use preflight::compare::Kind;
use serde_json::{Value, json};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::pipeline::verify::file_verdict::{Difference, Verdict};
use crate::pipeline::verify::{Verification, Verified};
use crate::report::place::slashes;

/// How many differences of a file are shown to people.
const SHOWN: usize = 8;

/// The word for a verdict.
fn word(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Identical => "identical",
        Verdict::Different(_) => "different",
        Verdict::Missing => "missing",
        Verdict::Unknown => "unknown",
    }
}

/// A line for each file, below it where it differs and why, and the totals.
pub fn human(all: &Verification, folder: &Path) -> String {
    let mut out = String::new();
    for file in &all.files {
        let path = folder.join(&file.file);
        let _ = writeln!(out, "{:9}  {}", word(&file.verdict), slashes(&path));
        let lines = lines(file);
        for line in lines.iter().take(SHOWN) {
            let _ = writeln!(out, "           {line}");
        }
        if let Some(more) = lines.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            let _ = writeln!(out, "           and {more} more");
        }
    }
    let _ = writeln!(out, "{}", summary(all));
    if !all.has_manifest {
        let _ = writeln!(
            out,
            "there is no manifest.json: files are known by their names"
        );
    }
    out
}

/// Where a file differs, then why.
fn lines(file: &Verified) -> Vec<String> {
    let differences = match &file.verdict {
        Verdict::Different(found) => found.as_slice(),
        _ => &[],
    };
    let line = |found: &Difference| match found {
        Difference::Content(found) if found.kind != Kind::Unreadable => {
            format!("{}: {}", found.kind.name(), found.message)
        }
        Difference::Content(found) => found.message.clone(),
        Difference::Entry(found) => found.message.clone(),
    };
    let why = file.reasons.iter().map(|reason| format!("why: {reason}"));
    differences.iter().map(line).chain(why).collect()
}

fn count(all: &Verification, wanted: &str) -> usize {
    let verdicts = all.files.iter().map(|file| word(&file.verdict));
    verdicts.filter(|verdict| *verdict == wanted).count()
}

fn summary(all: &Verification) -> String {
    let files = match all.files.len() {
        1 => "1 file".to_owned(),
        n => format!("{n} files"),
    };
    let counts = ["identical", "different", "missing", "unknown"].map(|verdict| {
        let n = count(all, verdict);
        (n > 0).then(|| format!("{n} {verdict}"))
    });
    let counts: Vec<_> = counts.into_iter().flatten().collect();
    format!("{files}: {}", counts.join(", "))
}

/// An object for each file, then one for the folder.
pub fn json(all: &Verification, folder: &Path) -> Vec<Value> {
    let difference = |found: &Difference| match found {
        Difference::Content(found) => json!({
            "kind": found.kind.name(),
            "message": found.message,
            "pages": found.pages,
            "here": found.here,
            "rebuilt": found.rebuilt,
        }),
        Difference::Entry(found) => json!({
            "kind": "entry",
            "message": found.message,
            "pages": [],
            "here": found.here,
            "rebuilt": found.rebuilt,
        }),
    };
    let file = |file: &Verified| {
        let differences: Vec<_> = match &file.verdict {
            Verdict::Different(found) => found.iter().map(difference).collect(),
            _ => Vec::new(),
        };
        json!({
            "type": "verified",
            "file": slashes(&folder.join(&file.file)),
            "verdict": word(&file.verdict),
            "differences": differences,
            "reasons": file.reasons,
            "changed": file.changed,
        })
    };
    let mut lines: Vec<_> = all.files.iter().map(file).collect();
    lines.push(json!({
        "type": "verification",
        "folder": slashes(folder),
        "manifest": all.has_manifest,
        "identical": count(all, "identical"),
        "different": count(all, "different"),
        "missing": count(all, "missing"),
        "unknown": count(all, "unknown"),
    }));
    lines
}

/// Every file that is not identical as a finding.
pub fn diagnostics(all: &Verification, folder: &Path) -> Diagnostics {
    let mut out = Diagnostics::default();
    for file in &all.files {
        let path = slashes(&folder.join(&file.file));
        let (code, message) = match file.verdict {
            Verdict::Identical => continue,
            Verdict::Different(_) => (
                Code::VerifyDifferent,
                format!("`{path}` is not what the sources make today"),
            ),
            Verdict::Missing => (Code::VerifyMissing, format!("`{path}` is not there")),
            Verdict::Unknown => (
                Code::VerifyUnknown,
                format!("`{path}` is nothing that the sources make"),
            ),
        };
        let message = match lines(file).join("; ") {
            found if found.is_empty() => message,
            found => format!("{message}: {found}"),
        };
        let hint = match file.verdict {
            Verdict::Unknown => "take it away, or verify another folder",
            _ => "build again, or go back to the sources that it was made from",
        };
        out.push(Diagnostic::new(code, message).hint(hint));
    }
    out
}
