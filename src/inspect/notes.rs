//! Footnotes on another page than their marks.

use std::collections::{BTreeMap, BTreeSet};

use typst::foundations::{NativeElement, Selector};
use typst::introspection::Introspector;
use typst::layout::Point;
use typst::model::FootnoteElem;
use typst_layout::PagedDocument;

use crate::article::ast::Key;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::inspect::tables::written;
use crate::inspect::units::tenths;
use crate::inspect::walk::runs;
use crate::lower::source_map::Written;
use crate::typeset::compile::{Trace, Tracer};

/// Reports footnotes that do not start or continue on the page of their mark. Footnotes that are on no page are
/// reported as lost text.
pub fn check(document: &PagedDocument, tracer: &Tracer, artifact: &str, out: &mut Diagnostics) {
    let marks = Selector::Elem(FootnoteElem::ELEM, None);
    let introspector = document.introspector();
    let marks: Vec<(Written, usize, Point)> = introspector
        .query(&marks)
        .iter()
        .filter_map(|mark| {
            let place = introspector.position(mark.location()?)?;
            Some((written(mark, tracer)?, place.page.get(), place.point))
        })
        .collect();
    if marks.is_empty() {
        return;
    }
    // The pages with text of each footnote.
    let keys = marks.iter().filter_map(|(note, ..)| note.key.as_ref());
    let mut stands: BTreeMap<&Key, BTreeSet<usize>> =
        keys.map(|key| (key, BTreeSet::new())).collect();
    for (rank, page) in document.pages().iter().enumerate() {
        runs(page, &mut |run| {
            for glyphs in run.text.glyphs.chunk_by(|a, b| a.span.0 == b.span.0) {
                let trace = glyphs.first().map(|glyph| tracer.glyph(glyph.span.0));
                if let Some(Trace::Text(Written { key: Some(key), .. })) = trace
                    && let Some(pages) = stands.get_mut(key)
                {
                    pages.insert(rank + 1);
                }
            }
        });
    }
    for (note, page, mark) in &marks {
        let Some(key) = &note.key else { continue };
        let pages = &stands[key];
        let Some(first) = pages.first().filter(|_| !pages.contains(page)) else {
            continue;
        };
        let message =
            format!("the footnote `{key}` stands on page {first}, and its mark on page {page}");
        out.push(
            Diagnostic::new(Code::FootnoteApart, message)
                .hint("move its mark, or the block that it stands in: a table may come before a paragraph")
                .place_at(artifact, *page, (tenths(mark.x.to_pt()), tenths(mark.y.to_pt())))
                .at(note.origin.clone()),
        );
    }
}
