//! Where the files of an article's translations are, and how articles, catalogues and locks are read and parsed.

use std::sync::Arc;

use crate::article::ast::{Article, Block};
use crate::article::chart;
use crate::article::csv;
use crate::article::parse;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::l10n::catalogue::Catalogue;
use crate::locale::Locale;
use crate::origin::{FileId, LineIndex, Origin};
use crate::translate::conflict;
use crate::translate::lock::{self, Lock};
use crate::vfs::{self, ReadError, Vfs};

/// The catalogue of an article in a locale.
pub fn catalogue_file(locale: &Locale, article: &FileId) -> FileId {
    FileId::new(format!("i18n/{}/{}.ftl", locale.name, article.stem()))
}

/// The lock of an article's translation.
pub fn lock_file(locale: &Locale, article: &FileId) -> FileId {
    FileId::new(format!("i18n/{}/{}.lock.yaml", locale.name, article.stem()))
}

/// The locales whose translations a locale shows, the nearest first: itself and its parents, up to the source language,
/// which has every text.
pub fn lineage(locale: &Locale, source: &Locale) -> Vec<Locale> {
    let all = [locale.clone()].into_iter().chain(locale.parents());
    all.take_while(|one| one != source).collect()
}

/// Parses an article; in a `watch`, only where its text changed.
pub fn read_article(
    vfs: &Vfs,
    file: &FileId,
    audiences: &[String],
    language: &str,
    out: &mut Diagnostics,
) -> Option<Article> {
    #[comemo::memoize]
    fn parsed(
        file: &FileId,
        text: &str,
        audiences: &[String],
        language: &str,
    ) -> Arc<(Article, Diagnostics)> {
        let mut out = Diagnostics::default();
        let article = parse::parse(file, text, audiences, language, &mut out);
        Arc::new((article, out))
    }
    let text = match vfs.read_text(file, out) {
        vfs::Text::There(text) => text,
        vfs::Text::Absent => {
            out.push(ReadError::NotFound.diagnostic(file));
            return None;
        }
        vfs::Text::Unreadable => return None,
    };
    if let Some(conflict) = merge_conflict(file, &text) {
        out.push(conflict.hint("keep the right lines, and delete those that git added"));
        return None;
    }
    let parsed = parsed(file, &text, audiences, language);
    out.extend(parsed.1.iter().cloned());
    let mut article = parsed.0.clone();
    read_data(vfs, &mut article, out);
    Some(article)
}

/// Reads the data files of an article's charts.
fn read_data(vfs: &Vfs, article: &mut Article, out: &mut Diagnostics) {
    let mut of_block =
        |block: &mut Block| {
            let Block::Chart(chart) = block else { return };
            let Some(file) = chart.data.clone() else {
                return;
            };
            match vfs.read_text(&file, out) {
                vfs::Text::There(text) => {
                    let mut found = Diagnostics::default();
                    let grid = csv::read(&file, &text, &mut found);
                    // What else would be found follows from that.
                    let is_table = !found.has_errors();
                    out.extend(found);
                    if is_table {
                        chart::fill(chart, grid, out);
                    }
                }
                vfs::Text::Absent => {
                    let message = format!("the data file `{file}` does not exist");
                    let error = Diagnostic::new(Code::ChartData, message).at(chart.origin.clone());
                    out.push(error.hint(
                        "a path begins at the article's folder, or with `/` at the project's",
                    ));
                }
                vfs::Text::Unreadable => {}
            }
        };
    article.visit_blocks(&mut of_block);
}

/// Parses a catalogue; in a `watch`, only where its text changed. Absent is none, and no error.
pub fn read_catalogue(vfs: &Vfs, file: &FileId, out: &mut Diagnostics) -> Option<Arc<Catalogue>> {
    #[comemo::memoize]
    fn parsed(file: &FileId, text: &str) -> (Arc<Catalogue>, Arc<Diagnostics>) {
        let mut out = Diagnostics::default();
        let catalogue = Catalogue::parse(file, &Arc::from(text), &mut out);
        (Arc::new(catalogue), Arc::new(out))
    }
    let vfs::Text::There(text) = vfs.read_text(file, out) else {
        return None;
    };
    let parsed = parsed(file, &text);
    match merge_conflict(file, &text) {
        // Each mark would be a syntax error of its own.
        Some(conflict) => out.push(conflict.hint(
            "run `fluentpress sync`: it keeps both sides where they do not contradict each other",
        )),
        None => out.extend(parsed.1.iter().cloned()),
    }
    Some(parsed.0.clone())
}

/// Reads a lock. Absent is none, and no error.
pub fn read_lock(vfs: &Vfs, file: &FileId, out: &mut Diagnostics) -> Option<Lock> {
    let vfs::Text::There(text) = vfs.read_text(file, out) else {
        return None;
    };
    Some(lock::parse(file, &text, out))
}

/// An error for a file that git could not merge.
fn merge_conflict(file: &FileId, text: &str) -> Option<Diagnostic> {
    let conflicts = conflict::find(text);
    let first = conflicts.first()?;
    let line = |at| LineIndex::new(text).position(text, at).line;
    let more = match conflicts.len() {
        1 => String::new(),
        n => format!(", and {} more", n - 1),
    };
    let message = format!(
        "git could not merge this file: a conflict at line {}{more}",
        line(first.range.start)
    );
    Some(
        Diagnostic::new(Code::MergeConflict, message)
            .at(Origin::new(file, first.range.start..first.range.start + 7)),
    )
}
