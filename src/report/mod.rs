//! Output for people and machines, in all formats.

pub mod stdout;
pub mod place;
pub mod human;
pub mod json;
pub mod github;
pub mod deps;
pub mod sarif;
pub mod badge;
pub mod list;
pub mod matrix;
pub mod ninja;
pub mod status;
pub mod whereabouts;
pub mod verify;
pub mod preflight;

use std::io::Write;
use std::path::Path;

use crate::diagnostic::{Diagnostics, Severity};
use crate::pipeline::build::artifact::{Artifact, Sheet};
use crate::report::place::slashes;
use crate::vfs::Vfs;

/// The format of findings.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub enum Format {
    /// With the line and a caret.
    Human,
    /// One JSON object a line.
    Json,
    /// Commands for GitHub Actions, which shows findings in pull requests.
    Github,
    /// One SARIF 2.1.0 document, for code scanning.
    Sarif,
}

/// Says all diagnostics of a run: to people on the standard error stream, to machines on the standard output.
pub fn diagnostics(all: &Diagnostics, vfs: Option<&Vfs>, format: Format) {
    if format == Format::Human {
        let mut out = anstream::stderr();
        for text in human::findings(all, vfs) {
            let _ = writeln!(out, "{text}\n");
        }
        let _ = write!(out, "{}", human::summary(all));
        return;
    }
    let mut out = stdout::plain();
    if format == Format::Sarif {
        let _ = writeln!(out, "{:#}", sarif::document(all, vfs));
        return;
    }
    if format == Format::Github {
        let _ = write!(out, "{}", github::commands(all, vfs));
        return;
    }
    for diagnostic in all.iter() {
        let _ = writeln!(out, "{}", json::finding(diagnostic, vfs));
    }
}

/// Says what was put together: how many parts and files there are, and how many files were not there yet.
pub fn merged(folder: &Path, [parts, files, new]: [usize; 3], format: Format) {
    let folder = slashes(folder);
    let mut out = stdout::colored();
    let _ = match format {
        Format::Human | Format::Github => {
            writeln!(
                out,
                "{folder}: {files} files of {parts} parts, {new} of them new"
            )
        }
        Format::Json => writeln!(
            out,
            "{}",
            json::merged(&folder.to_string(), parts, files, new)
        ),
        Format::Sarif => Ok(()),
    };
}

/// Says to machines how far a command is, with the file that is done.
pub fn progress(done: usize, total: usize, file: &str, format: Format) {
    if format == Format::Json {
        // The standard output hands on every line at once, into pipes too.
        let _ = writeln!(stdout::plain(), "{}", json::progress(done, total, file));
    }
}

/// Says to machines that the command is done: without this line, it was cut off.
pub fn done(all: &Diagnostics, exit: u8, format: Format) {
    if format == Format::Json {
        let counts = Severity::ALL.map(|severity| all.count(severity));
        let _ = writeln!(stdout::plain(), "{}", json::done(counts, exit));
    }
}

/// Says what was written: a table for people and logs, a line each for machines. SARIF has no place for it.
pub fn artifacts(all: &[Artifact], folder: &Path, format: Format) {
    let mut out = stdout::colored();
    match format {
        Format::Human | Format::Github => {
            let _ = write!(out, "{}", human::artifacts(all, folder));
        }
        Format::Json => {
            for artifact in all {
                let _ = writeln!(out, "{}", json::artifact(artifact, folder));
            }
        }
        Format::Sarif => {}
    }
}

/// Says which pictures were written beside them.
pub fn sheet(all: &[Artifact], sheet: &Sheet, folder: &Path, format: Format) {
    let mut out = stdout::colored();
    let _ = match format {
        Format::Human | Format::Github => write!(out, "{}", human::sheet(all, sheet, folder)),
        Format::Json => writeln!(out, "{}", json::sheet(sheet, folder)),
        Format::Sarif => Ok(()),
    };
}

/// Says which orphaned files were removed.
pub fn removed(names: &[String], folder: &Path, format: Format) {
    let mut out = stdout::colored();
    if matches!(format, Format::Human | Format::Github) && !names.is_empty() {
        let _ = writeln!(out);
    }
    for name in names {
        let path = slashes(&folder.join(name));
        let _ = match format {
            Format::Human | Format::Github => writeln!(out, "removed {path}"),
            Format::Json => writeln!(out, "{}", json::removed(&path.to_string())),
            Format::Sarif => Ok(()),
        };
    }
}
