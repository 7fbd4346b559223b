//! Page and slide budgets: the excess of an artifact, and the texts that cause it.

use std::collections::BTreeMap;

use typst::layout::Point;
use typst_layout::PagedDocument;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::inspect::units::MILLIMETRES;
use crate::inspect::walk::runs;
use crate::lower::source_map::Written;
use crate::origin::Origin;
use crate::project::{Budget, Format};
use crate::typeset::compile::{Trace, Tracer};

/// The maximum number of texts that a finding names.
const NAMED: usize = 3;

/// The lengths of texts in characters, by message id: in the source language, and in this locale.
pub type Lengths = BTreeMap<String, (usize, usize)>;

/// The budget of an artifact, and data for the finding.
pub struct Expected<'a> {
    /// The artifact's file name.
    pub artifact: &'a str,
    /// The format, for the unit in messages.
    pub format: Format,
    /// The allowed number of pages.
    pub budget: Budget,
    /// The place of the budget in `layout.yaml`.
    pub origin: Origin,
    /// The lengths of the texts of its sections.
    pub lengths: &'a Lengths,
}

/// Checks the number of pages of an artifact.
pub fn check(
    document: &PagedDocument,
    tracer: &Tracer,
    expected: &Expected,
    out: &mut Diagnostics,
) {
    let pages = document.pages().len();
    let unit = match expected.format {
        Format::Brief => "pages",
        Format::Slides => "slides",
    };
    if let Some(most) = expected.budget.max.filter(|most| pages > *most) {
        let message = format!("{pages} {unit}, where the layout allows {most}");
        let error = Diagnostic::new(Code::OverBudget, message).at(expected.origin.clone());
        // Slides are divided at blocks, so the excess is the number of slides, not a length.
        let error = match expected.format {
            Format::Brief => {
                let over = length_after(document, tracer, expected.lengths, most);
                error.hint(format!("the text is {over:.0} mm too long"))
            }
            Format::Slides => error,
        };
        out.push(error.hint(culprits(expected.lengths)).place(
            expected.artifact,
            Some(most + 1),
            None,
        ));
    }
    if let Some(least) = expected.budget.min.filter(|least| pages < *least) {
        let message = format!("{pages} {unit}, where the layout wants at least {least}");
        out.push(
            Diagnostic::new(Code::UnderBudget, message)
                .at(expected.origin.clone())
                .place(expected.artifact, None, None),
        );
    }
}

/// The height of the article's own text on the pages after the first `most`, in millimetres.
fn length_after(document: &PagedDocument, tracer: &Tracer, own: &Lengths, most: usize) -> f64 {
    let mut total = 0.0;
    for page in document.pages().iter().skip(most) {
        let (mut top, mut bottom) = (f64::INFINITY, f64::NEG_INFINITY);
        runs(page, &mut |run| {
            let first = run
                .text
                .glyphs
                .first()
                .map(|glyph| tracer.glyph(glyph.span.0));
            if let Some(Trace::Text(Written { key: Some(key), .. })) = first
                && own.contains_key(&key.id)
            {
                let y = Point::zero().transform(run.transform).y.to_pt();
                top = top.min(y - run.text.size.to_pt());
                bottom = bottom.max(y);
            }
        });
        total += (bottom - top).max(0.0);
    }
    total * MILLIMETRES
}

/// A hint with the texts that grew most from the source language; in the source language itself, with the longest.
fn culprits(lengths: &Lengths) -> String {
    let growth = |(source, target): &(usize, usize)| target.saturating_sub(*source);
    let mut grown: Vec<_> = lengths.iter().filter(|(_, l)| growth(l) > 0).collect();
    if grown.is_empty() {
        let mut all: Vec<_> = lengths.iter().collect();
        all.sort_by_key(|(id, (_, target))| (std::cmp::Reverse(*target), *id));
        let named = all
            .iter()
            .take(NAMED)
            .map(|(id, (_, n))| format!("`{id}` ({n} characters)"));
        return format!(
            "the longest texts are {}",
            named.collect::<Vec<_>>().join(", ")
        );
    }
    grown.sort_by_key(|(id, l)| (std::cmp::Reverse(growth(l)), *id));
    let named = grown.iter().take(NAMED).map(|(id, lengths)| {
        let (source, target) = lengths;
        let percent = (target - source) * 100 / (*source).max(1);
        format!("`{id}` (+{percent} %)")
    });
    format!(
        "the texts that grew most are {}",
        named.collect::<Vec<_>>().join(", ")
    )
}
