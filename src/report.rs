//! Diagnostics and artifacts for people and for machines.

use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Origin as Line, Renderer, Snippet};
use serde_json::json;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity};
use crate::origin::{LineIndex, floor_char};
use crate::pipeline::request::Artifact;
use crate::vfs::Vfs;

/// How many places of a finding are listed for people.
const SHOWN: usize = 4;

/// How findings are said.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub enum Format {
    /// With the line and a caret.
    Human,
    /// One JSON object a line.
    Json,
}

/// Says diagnostics: to people on the standard error stream, to machines on the standard output.
pub fn diagnostics(all: &Diagnostics, vfs: Option<&Vfs>, format: Format) {
    match format {
        Format::Human => {
            let mut out = anstream::stderr();
            for diagnostic in all.iter() {
                let _ = writeln!(out, "{}\n", human(diagnostic, vfs));
            }
            let _ = write!(out, "{}", summary(all));
        }
        Format::Json => {
            let mut out = std::io::stdout();
            for diagnostic in all.iter() {
                let _ = writeln!(out, "{}", json(diagnostic, vfs));
            }
        }
    }
}

/// A diagnostic with the line that it is about, a caret, and what to do.
fn human(diagnostic: &Diagnostic, vfs: Option<&Vfs>) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(&diagnostic.message).id(diagnostic.code);
    let origin = diagnostic.origin.as_ref();
    let text = origin.and_then(|origin| vfs?.text(&origin.file).ok());
    let whole = origin.is_some_and(|origin| origin.range == (0..0));
    let mut group = match (origin, &text) {
        (Some(origin), Some(text)) if !whole => {
            // The first line is enough to find the place.
            let start = floor_char(text, origin.range.start);
            let line = text[start..].lines().next().map_or(0, str::len);
            let end = floor_char(text, origin.range.end).clamp(start, start + line);
            let snippet = Snippet::source(text.to_string()).path(origin.file.path());
            title.element(snippet.annotation(AnnotationKind::Primary.span(start..end)))
        }
        (Some(origin), _) => title.element(Line::path(origin.file.path())),
        (None, _) => annotate_snippets::Group::with_title(title),
    };
    for place in diagnostic.places.iter().take(SHOWN) {
        group = group.element(Level::NOTE.message(shows(place)));
    }
    if let Some(more) = diagnostic
        .places
        .len()
        .checked_sub(SHOWN)
        .filter(|n| *n > 0)
    {
        group = group.element(Level::NOTE.message(format!("and in {more} more places")));
    }
    for hint in &diagnostic.hints {
        group = group.element(Level::HELP.message(hint.clone()));
    }
    let renderer = Renderer::styled().decor_style(DecorStyle::Ascii);
    renderer.render(&[group])
}

fn shows(place: &Place) -> String {
    let mut text = format!("in {}", place.artifact);
    if let Some(page) = place.page {
        let _ = write!(text, ", page {page}");
    }
    if let Some(tenths) = place.excess {
        let _ = write!(text, ", by {}.{} mm", tenths / 10, tenths % 10);
    }
    text
}

fn json(diagnostic: &Diagnostic, vfs: Option<&Vfs>) -> serde_json::Value {
    let origin = diagnostic.origin.as_ref();
    let position = origin.and_then(|origin| {
        let text = vfs?.text(&origin.file).ok()?;
        Some(LineIndex::new(&text).position(&text, origin.range.start))
    });
    let places = diagnostic.places.iter().map(|place| {
        let excess = place
            .excess
            .map(|tenths| serde_json::Number::from_f64(tenths as f64 / 10.0));
        json!({ "artifact": place.artifact, "page": place.page, "excess_mm": excess })
    });
    json!({
        "type": "diagnostic",
        "code": diagnostic.code,
        "severity": match diagnostic.severity { Severity::Error => "error", Severity::Warning => "warning" },
        "file": origin.map(|origin| origin.file.path()),
        "line": position.map(|p| p.line),
        "column": position.map(|p| p.column),
        "message": diagnostic.message,
        "hints": diagnostic.hints,
        "places": places.collect::<Vec<_>>(),
    })
}

/// One line that counts errors and warnings; nothing where there are none.
fn summary(all: &Diagnostics) -> String {
    let count = |severity| all.iter().filter(|d| d.severity == severity).count();
    let of = |n: usize, word: &str| match n {
        0 => None,
        1 => Some(format!("1 {word}")),
        n => Some(format!("{n} {word}s")),
    };
    let parts = [
        of(count(Severity::Error), "error"),
        of(count(Severity::Warning), "warning"),
    ];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    match parts.is_empty() {
        true => String::new(),
        false => format!("{}\n", parts.join(", ")),
    }
}

/// Says what was written: a table for people, a line each for machines.
pub fn artifacts(all: &[Artifact], folder: &Path, format: Format) {
    let mut out = anstream::stdout();
    let path = |artifact: &Artifact| folder.join(&artifact.name).display().to_string();
    if format == Format::Json {
        for artifact in all {
            let line = json!({
                "type": "artifact",
                "file": path(artifact),
                "pages": artifact.pages,
                "bytes": artifact.bytes.len(),
                "milliseconds": artifact.time.as_secs_f64() * 1000.0,
            });
            let _ = writeln!(out, "{line}");
        }
        return;
    }
    let width = all
        .iter()
        .map(|a| path(a).chars().count())
        .max()
        .unwrap_or(4);
    let _ = writeln!(out, "{:width$}  pages     size     time", "file");
    for artifact in all {
        let _ = writeln!(
            out,
            "{:width$}  {:>5}  {:>7}  {:>7}",
            path(artifact),
            artifact.pages,
            size(artifact.bytes.len()),
            time(artifact),
        );
    }
}

/// Bytes in kilobytes or megabytes of a thousand, as file managers show them.
fn size(bytes: usize) -> String {
    match bytes {
        0..=999_999 => format!("{} kB", bytes.div_ceil(1000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

fn time(artifact: &Artifact) -> String {
    match artifact.is_new {
        true => format!("{} ms", artifact.time.as_millis()),
        false => "same".to_owned(),
    }
}
