//! Checks that charts and pictures are on the pages: what they show has no words that must be there.

use std::collections::HashMap;
use std::ops::Range;

use typst::layout::FrameItem;
use typst_layout::PagedDocument;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::inspect::arrived::{Printed, is_seen};
use crate::inspect::visible::{Surface, is_whole};
use crate::inspect::walk::items;
use crate::lower::source_map::{Drawn, Form, Shown};
use crate::origin::Origin;
use crate::typeset::compile::{Literal, Trace, Tracer};

/// Checks an artifact. `printed` is what its pages show of each literal.
pub fn check(
    document: &PagedDocument,
    tracer: &Tracer,
    printed: &[Printed],
    artifact: &str,
    out: &mut Diagnostics,
) {
    let literals = tracer.literals();
    for chart in &tracer.map().charts {
        let Some(missing) = missing(chart, literals, printed) else {
            continue;
        };
        let message = format!("the {missing} of this chart are not on the pages");
        let hint =
            "the layout drops or hides them: draw the chart as `layouts/theme/chart.typ` does";
        push(
            Code::TextLost,
            message,
            hint,
            &chart.origin,
            (artifact, None),
            out,
        );
    }
    let pictures = tracer.map().iter().map(|(_, written)| written);
    let pictures = pictures.filter(|it| it.form == Form::Picture && it.shown == Shown::Always);
    let pictures: Vec<&Origin> = pictures.map(|it| &it.origin).collect();
    if pictures.is_empty() {
        return;
    }
    let shown = shown(document, tracer);
    for origin in pictures {
        match shown.get(origin) {
            None => {
                let hint = "the layout drops it, cuts it off or covers it: print all blocks of each section of `doc.sections`";
                let message = "this picture is not on the pages".to_owned();
                push(Code::TextLost, message, hint, origin, (artifact, None), out);
            }
            Some(Some(page)) => {
                let hint = "make it smaller, `{width=50%}` behind it, or shorten what stands with it; in a layout, `fit: \"contain\"` keeps all of an image";
                let message = "this picture does not fit its place: a part of it is cut off or stands outside".to_owned();
                push(
                    Code::Overflow,
                    message,
                    hint,
                    origin,
                    (artifact, Some(*page)),
                    out,
                );
            }
            Some(None) => {}
        }
    }
}

fn push(
    code: Code,
    message: String,
    hint: &str,
    origin: &Origin,
    (artifact, page): (&str, Option<usize>),
    out: &mut Diagnostics,
) {
    let error = Diagnostic::new(code, message).at(origin.clone());
    out.push(error.hint(hint).place(artifact, page, None));
}

/// What readers cannot read of a chart whose other words are on the pages. Where they are not, that has a finding.
fn missing(chart: &Drawn, literals: &[Literal], printed: &[Printed]) -> Option<&'static str> {
    let start = literals.partition_point(|literal| literal.offset < chart.range.start);
    let end = literals.partition_point(|literal| literal.offset < chart.range.end);
    let all = || literals[start..end].iter().zip(&printed[start..end]);
    let is_dropped = |(literal, printed): (&Literal, &Printed)| {
        let is_needed = literal.written.shown == Shown::Always && literal.value.contains(is_seen);
        is_needed && printed.glyphs == 0
    };
    if all().any(is_dropped) {
        return None;
    }
    let is_bare = |printed: &&Printed| printed.glyphs == 0;
    let within = |range: &Range<usize>| {
        let found = all().filter(|(literal, _)| range.contains(&literal.offset));
        let found: Vec<&Printed> = found.map(|(_, printed)| printed).collect();
        found
    };
    let (categories, ticks) = (within(&chart.categories), within(&chart.ticks));
    // Names of series are needed, labels of values are not where there are ticks.
    let labels = all().filter(|(literal, _)| {
        chart.series.contains(&literal.offset) && literal.written.shown != Shown::Always
    });
    let has_labels = labels.clone().next().is_some() && labels.clone().all(|(_, it)| it.glyphs > 0);
    let is_hidden = |it: &&Printed| it.unseen.is_some() && it.glyphs == 0;
    if !has_labels && (ticks.iter().all(&is_bare) || ticks.iter().any(&is_hidden)) {
        return Some("values");
    }
    let is_unnamed = !categories.is_empty() && categories.iter().all(is_bare);
    (is_unnamed || categories.iter().any(is_hidden)).then_some("categories")
}

/// The pictures that readers see, by their places, with the first page (1-based) on which a part is missing, if they are nowhere whole.
fn shown(document: &PagedDocument, tracer: &Tracer) -> HashMap<Origin, Option<usize>> {
    let mut shown = HashMap::new();
    for (index, page) in document.pages().iter().enumerate() {
        let surface = Surface::new(page);
        items(page, &mut |placed| {
            if let FrameItem::Image(_, size, span) = placed.item
                && let Trace::Text(written) = tracer.glyph(*span)
                && surface.shows(&placed, *size, page)
            {
                let is_whole = placed.bounds.is_overlay || is_whole(&placed, *size);
                let cut = shown
                    .entry(written.origin.clone())
                    .or_insert(Some(index + 1));
                if is_whole {
                    *cut = None;
                }
            }
        });
    }
    shown
}
