//! Footnotes that stand on another page than their marks.

use std::collections::BTreeSet;

use typst::foundations::{NativeElement, Selector};
use typst::introspection::Introspector;
use typst::model::FootnoteElem;
use typst_layout::PagedDocument;

use crate::article::ast::Key;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::inspect::tables::written;
use crate::inspect::walk::runs;
use crate::lower::source_map::Written;
use crate::typeset::compile::{Trace, Tracer};

/// Reports notes of which no word stands on the page of their mark. Those that stand on no page are lost, which is said elsewhere.
pub fn check(document: &PagedDocument, tracer: &Tracer, artifact: &str, out: &mut Diagnostics) {
    let marks = Selector::Elem(FootnoteElem::ELEM, None);
    let introspector = document.introspector();
    let marks: Vec<(Written, usize)> = introspector
        .query(&marks)
        .iter()
        .filter_map(|mark| {
            let page = introspector.page(mark.location()?)?;
            Some((written(mark, tracer)?, page.get()))
        })
        .collect();
    if marks.is_empty() {
        return;
    }
    let mut stands: BTreeSet<(Key, usize)> = BTreeSet::new();
    for (rank, page) in document.pages().iter().enumerate() {
        runs(page, &mut |run| {
            for glyph in &run.text.glyphs {
                if let Trace::Text(Written { key: Some(key), .. }) = tracer.glyph(glyph.span.0) {
                    stands.insert((key.clone(), rank + 1));
                }
            }
        });
    }
    for (note, page) in marks {
        let Some(key) = &note.key else { continue };
        let mut pages = stands.iter().filter(|(known, _)| known == key);
        let Some((_, first)) = pages.next() else {
            continue;
        };
        if *first == page || pages.any(|(_, other)| *other == page) {
            continue;
        }
        let message =
            format!("the footnote `{key}` stands on page {first}, and its mark on page {page}");
        out.push(
            Diagnostic::warning("footnote-apart", message)
                .hint("move its mark, or the block that it stands in: a table may come before a paragraph")
                .place(artifact, Some(page), None)
                .at(note.origin),
        );
    }
}
