//! Marks findings on the pages of a draft: a bar in the margin beside each text with a finding.

use typst::layout::{Abs, Frame, FrameItem, Point, Size};
use typst::model::Document;
use typst::syntax::Span;
use typst::visualize::{Color, Geometry, Paint};
use typst_layout::{Page, PagedDocument};

use crate::diagnostic::Diagnostics;
use crate::inspect::walk::runs;
use crate::origin::Origin;
use crate::typeset::compile::Tracer;

/// The distance from the left edge of the page to the bar, in points: left of the bars of `layouts/theme/draft.typ`.
const INDENT: f64 = 6.0;
/// The width of the bar, in points.
const WIDTH: f64 = 2.5;

/// The pages with a bar beside every text with a finding. A finding on a page without such a text gets a bar along the
/// page.
pub fn marked(document: PagedDocument, tracer: &Tracer, found: &Diagnostics) -> PagedDocument {
    let mut places: Vec<(usize, Option<&Origin>)> = Vec::new();
    for diagnostic in found.iter() {
        let pages = diagnostic.places.iter().filter_map(|place| place.page);
        places.extend(pages.map(|page| (page, diagnostic.origin.as_ref())));
    }
    if places.is_empty() {
        return document;
    }
    let info = document.info().clone();
    let mut pages: Vec<Page> = document.pages().to_vec();
    for (page, origin) in places {
        if let Some(page) = page.checked_sub(1).and_then(|at| pages.get_mut(at)) {
            let whole = (Abs::zero(), page.frame.height());
            let extent = origin.and_then(|origin| extent(page, tracer, origin));
            bar(&mut page.frame, extent.unwrap_or(whole));
        }
    }
    PagedDocument::new(pages.into_iter().collect(), info)
}

/// The vertical extent of a text on a page, from the top of its first to the bottom of its last line.
fn extent(page: &Page, tracer: &Tracer, origin: &Origin) -> Option<(Abs, Abs)> {
    let mut extent: Option<(Abs, Abs)> = None;
    let mut last: Option<(Span, bool)> = None;
    runs(page, &mut |run| {
        let mut is_own = |span: Span| match last {
            Some((known, is_own)) if known == span => is_own,
            _ => {
                let is_own = tracer.glyph(span).origin() == Some(origin);
                last = Some((span, is_own));
                is_own
            }
        };
        if run.text.glyphs.iter().any(|glyph| is_own(glyph.span.0)) {
            let corners = [Point::with_y(-run.text.size), Point::zero()];
            for corner in corners.map(|corner| corner.transform(run.transform)) {
                let (top, bottom) = extent.unwrap_or((corner.y, corner.y));
                extent = Some((top.min(corner.y), bottom.max(corner.y)));
            }
        }
    });
    extent
}

fn bar(frame: &mut Frame, (top, bottom): (Abs, Abs)) {
    let width = Abs::pt(WIDTH);
    let size = Size::new(width, (bottom - top).max(width));
    let paint = Paint::Solid(Color::from_u8(0x7d, 0x3c, 0x98, 0xff));
    let shape = Geometry::Rect(size).filled(paint);
    frame.push(
        Point::new(Abs::pt(INDENT), top),
        FrameItem::Shape(shape, Span::detached()),
    );
}
