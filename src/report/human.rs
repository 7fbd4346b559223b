//! Findings and files for people: the line with a caret, what to do, a table.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Origin as Line, Renderer, Snippet};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Severity};
use crate::origin::floor_char;
use crate::pipeline::build::artifact::{Artifact, SHEET, Sheet};
use crate::report::place::slashes;
use crate::vfs::Vfs;

/// How many places of a finding are listed.
const SHOWN: usize = 4;

/// How many faults of typesetting with one code are shown each; of more, the first.
const FEW: usize = 3;

/// All findings of a run, each as a text of several lines. Of many faults of typesetting with one code, one is shown, and the pages
/// of the others: an article that is being written has many, and they are looked for on the pages.
pub fn findings(all: &Diagnostics, vfs: Option<&Vfs>) -> Vec<String> {
    let mut texts = Vec::new();
    let mut shown: Vec<Code> = Vec::new();
    for diagnostic in all.iter() {
        let code = diagnostic.code;
        if !code.is_about_typesetting() {
            texts.push(finding(diagnostic, vfs));
        } else if !shown.contains(&code) {
            shown.push(code);
            let alike: Vec<_> = all.iter().filter(|other| other.code == code).collect();
            let few = if alike.len() > FEW { 1 } else { alike.len() };
            let (each, rest) = alike.split_at(few);
            texts.extend(each.iter().map(|diagnostic| finding(diagnostic, vfs)));
            if !rest.is_empty() {
                texts.push(others(rest));
            }
        }
    }
    texts
}

/// The pages of further findings with one code.
fn others(all: &[&Diagnostic]) -> String {
    let Some(first) = all.first() else {
        return String::new();
    };
    let mut pages: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for place in all.iter().flat_map(|diagnostic| &diagnostic.places) {
        let known = pages.entry(&place.artifact).or_default();
        known.extend(place.page);
    }
    let title = format!("{} more findings of this kind", all.len());
    let mut group = annotate_snippets::Group::with_title(
        level(first).primary_title(title).id(first.code.name()),
    );
    for (artifact, pages) in &pages {
        let numbers: Vec<_> = pages.iter().map(usize::to_string).collect();
        let word = if pages.len() == 1 { "page" } else { "pages" };
        let note = format!("in {artifact}, {word} {}", numbers.join(", "));
        group = group.element(Level::NOTE.message(note));
    }
    let hint = "with `--message-format json`, each has its line and its place";
    let group = group.element(Level::HELP.message(hint));
    renderer().render(&[group])
}

fn level(diagnostic: &Diagnostic) -> Level<'static> {
    match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

fn renderer() -> Renderer {
    Renderer::styled().decor_style(DecorStyle::Ascii)
}

/// A diagnostic with the line that it is about, a caret, and what to do.
fn finding(diagnostic: &Diagnostic, vfs: Option<&Vfs>) -> String {
    let title = level(diagnostic)
        .primary_title(&diagnostic.message)
        .id(diagnostic.code.name());
    let origin = diagnostic.origin.as_ref();
    let text = origin.and_then(|origin| vfs?.quoted(&origin.file));
    let whole = origin.is_some_and(|origin| origin.range == (0..0));
    let mut group = match (origin, &text) {
        (Some(origin), Some(text)) if !whole => {
            // The first line is enough to find the place, and the renderer would look through the whole text.
            let number = text.position(origin.range.start).line;
            let (from, line) = text.line(number);
            let within =
                |offset| floor_char(text.text(), offset).clamp(from, from + line.len()) - from;
            let start = within(origin.range.start);
            let end = within(origin.range.end).max(start);
            let snippet = Snippet::source(line.to_owned()).line_start(number);
            let snippet = snippet.path(origin.file.path());
            title.element(snippet.annotation(AnnotationKind::Primary.span(start..end)))
        }
        (Some(origin), _) => title.element(Line::path(origin.file.path())),
        (None, _) => annotate_snippets::Group::with_title(title),
    };
    for place in places(diagnostic) {
        group = group.element(Level::NOTE.message(place));
    }
    for hint in &diagnostic.hints {
        group = group.element(Level::HELP.message(hint.clone()));
    }
    renderer().render(&[group])
}

/// Where a finding shows, in words: the first places, and how many more there are.
pub fn places(diagnostic: &Diagnostic) -> Vec<String> {
    let places = diagnostic.places.iter().map(shows);
    let mut said: Vec<_> = places.take(SHOWN).collect();
    match diagnostic.places.len().saturating_sub(SHOWN) {
        0 => {}
        more => said.push(format!("and in {more} more places")),
    }
    said
}

fn shows(place: &Place) -> String {
    let mut text = format!("in {}", place.artifact);
    if let Some(page) = place.page {
        let _ = write!(text, ", page {page}");
    }
    if let Some(tenths) = place.excess {
        let _ = write!(text, ", by {}.{} mm", tenths / 10, tenths % 10);
    }
    if let Some((x, y)) = place.spot {
        let (left, top) = (in_millimetres(x), in_millimetres(y));
        let _ = write!(text, ", {left} from the left, {top} from the top");
    }
    text
}

fn in_millimetres(tenths: i64) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    let tenths = tenths.abs();
    format!("{sign}{}.{} mm", tenths / 10, tenths % 10)
}

/// One line that counts errors, warnings and notes; nothing where there are none.
pub fn summary(all: &Diagnostics) -> String {
    let of = |n: usize, word: &str| match n {
        0 => None,
        1 => Some(format!("1 {word}")),
        n => Some(format!("{n} {word}s")),
    };
    let parts = Severity::ALL.map(|severity| of(all.count(severity), severity.name()));
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    match parts.is_empty() {
        true => String::new(),
        false => format!("{}\n", parts.join(", ")),
    }
}

/// A table of what was written.
pub fn artifacts(all: &[Artifact], folder: &Path) -> String {
    let path = |artifact: &Artifact| slashes(&folder.join(&artifact.name));
    let width = all
        .iter()
        .map(|a| path(a).chars().count())
        .max()
        .unwrap_or(4);
    let mut out = format!("{:width$}  pages     size     time\n", "file");
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
    out
}

/// Two lines on the pictures that were written.
pub fn sheet(all: &[Artifact], sheet: &Sheet, folder: &Path) -> String {
    let thumbnails: Vec<_> = all.iter().filter_map(|a| a.thumbnail.as_ref()).collect();
    let bytes = thumbnails
        .iter()
        .map(|thumbnail| thumbnail.bytes.len())
        .sum();
    let files = match thumbnails.len() {
        1 => "a thumbnail beside the file".to_owned(),
        n => format!("{n} thumbnails beside the files"),
    };
    let path = folder.join(SHEET);
    format!(
        "\n{files}, {}\n{}, {} × {}, {}\n",
        size(bytes),
        slashes(&path),
        sheet.width,
        sheet.height,
        size(sheet.bytes.len())
    )
}

/// Bytes in kilobytes or megabytes of a thousand, as file managers show them.
fn size(bytes: usize) -> String {
    match bytes {
        0..=999_999 => format!("{} kB", bytes.div_ceil(1000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

fn time(artifact: &Artifact) -> String {
    match artifact.is_written {
        true => format!("{} ms", artifact.time.as_millis()),
        false => "same".to_owned(),
    }
}
