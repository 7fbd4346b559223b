//! The pages and places where messages are printed.

use std::collections::BTreeMap;

use typst::layout::{Abs, Point};
use typst_layout::PagedDocument;

use crate::inspect::letters::described;
use crate::inspect::units::tenths;
use crate::inspect::walk::{as_run, items};
use crate::typeset::compile::{Trace, Tracer};

/// The place of the first glyph of a message on a page, or of a picture.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Spot {
    /// 1-based.
    pub page: usize,
    /// The distance from the left edge of the page, in tenths of a millimetre.
    pub x: i64,
    /// The distance of the baseline, or of the top of the picture, from the top of the page, in tenths of a millimetre.
    pub y: i64,
}

/// The places of messages, in page order. The key is (whether it is a label, message id).
pub type Spots = BTreeMap<(bool, String), Vec<Spot>>;

/// The places of all messages: the first glyph on each page that prints the message, or else the corner of the picture that it describes.
pub fn spots(document: &PagedDocument, tracer: &Tracer) -> Spots {
    let mut all = Spots::new();
    for (index, page) in document.pages().iter().enumerate() {
        let page_number = index + 1;
        let mut pictures = Vec::new();
        items(page, &mut |item| {
            pictures.extend(described(&item, tracer));
            let Some(run) = as_run(&item) else { return };
            let mut cursor = Abs::zero();
            let mut last = None;
            for glyph in &run.text.glyphs {
                let size = run.text.size;
                let x = cursor + glyph.x_offset.at(size);
                cursor += glyph.x_advance.at(size);
                if last.replace(glyph.span.0) == Some(glyph.span.0) {
                    continue;
                }
                let Trace::Text(written) = tracer.glyph(glyph.span.0) else {
                    continue;
                };
                let Some(key) = &written.key else { continue };
                let is_label = written.origin.file.path().ends_with("/labels.ftl");
                let spots = all.entry((is_label, key.id.clone())).or_default();
                add(spots, page_number, || {
                    Point::with_x(x).transform(run.transform)
                });
            }
        });
        // Their captions come first.
        for (written, bounds) in pictures {
            if let Some(key) = &written.key {
                let spots = all.entry((false, key.id.clone())).or_default();
                add(spots, page_number, || bounds.min);
            }
        }
    }
    all
}

/// Adds a place on a page that has none yet.
fn add(spots: &mut Vec<Spot>, page: usize, point: impl FnOnce() -> Point) {
    if spots.last().is_none_or(|spot| spot.page != page) {
        let point = point();
        spots.push(Spot {
            page,
            x: tenths(point.x.to_pt()),
            y: tenths(point.y.to_pt()),
        });
    }
}
