//! Finds the item at a place on a page, and thus the source that it comes from.

use typst::layout::{Abs, Frame, FrameItem, Point, Rect, Size, Transform};
use typst::syntax::Span;
use typst_layout::Page;

use crate::inspect::ink::{common, placed};

/// The span of the smallest item that covers more than half of an area. `area` is in points from the top left of the
/// page.
pub fn at(page: &Page, area: Rect) -> Option<Span> {
    // A line has almost no area, so boxes are enlarged.
    let area = grown(area, Abs::pt(0.5));
    let mut best = None;
    walk(&page.frame, Transform::identity(), &mut |bounds, span| {
        let bounds = grown(bounds, Abs::pt(1.0));
        let shared = common(bounds, area).map_or(0.0, surface);
        let covers = shared > surface(area) / 2.0;
        let is_smaller = best.is_none_or(|(least, _)| surface(bounds) < least);
        if covers && is_smaller {
            best = Some((surface(bounds), span));
        }
    });
    best.map(|(_, span)| span)
}

fn walk(frame: &Frame, transform: Transform, visit: &mut impl FnMut(Rect, Span)) {
    for (position, item) in frame.items() {
        let moved = transform.pre_concat(Transform::translate(position.x, position.y));
        let mut found = |bounds: Rect, span| visit(placed(bounds, moved), span);
        match item {
            FrameItem::Group(group) => {
                walk(&group.frame, moved.pre_concat(group.transform), visit);
            }
            FrameItem::Text(text) => {
                let below = Point::new(text.width(), text.size * 0.3);
                let bounds = Rect::new(Point::with_y(-text.size), below);
                // The first glyph of a run may be from the layout.
                let glyph = text.glyphs.get(1).or(text.glyphs.first());
                if let Some(glyph) = glyph {
                    found(bounds, glyph.span.0);
                }
            }
            FrameItem::Shape(shape, span) => {
                let stroke = shape.stroke.as_ref().map_or(Abs::zero(), |s| s.thickness);
                found(grown(shape.bbox(false), stroke / 2.0), *span);
            }
            FrameItem::Image(_, size, span) => found(whole(*size), *span),
            _ => {}
        }
    }
}

fn whole(size: Size) -> Rect {
    Rect::new(Point::zero(), size.to_point())
}

fn grown(bounds: Rect, by: Abs) -> Rect {
    Rect::new(bounds.min - Point::splat(by), bounds.max + Point::splat(by))
}

fn surface(bounds: Rect) -> f64 {
    let size = bounds.size();
    size.x.to_pt() * size.y.to_pt()
}
