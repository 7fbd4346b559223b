//! Pages cut into strips, so that where a text changes, most of a page need not be painted and read again.

use typst::layout::{Abs, Frame, FrameItem, GroupItem, Point, Sides, Size, Transform};
use typst::text::TextItem;
use typst_layout::Page;

/// How high a strip is at most, in points: about as high as a paragraph.
const HEIGHT: f64 = 96.0;
/// How far a strip reaches over the next one, in points. Between pictures that only touch, browsers show a light line where the edge is not on
/// a whole pixel.
const OVERLAP: f64 = 2.0;
/// How far shapes may reach beyond what is computed, in points.
const SLACK: f64 = 1.0;

/// A strip of a page, in points from its top.
pub struct Strip {
    /// Its upper edge.
    pub y: f64,
    /// Its height, with what it reaches over the next one.
    pub height: f64,
    /// A page as large as the strip, with what is painted there.
    pub page: Page,
}

/// The strips of a page, from its top.
pub fn strips(page: &Page) -> Vec<Strip> {
    let size = page.frame.size();
    let whole = size.y.to_pt();
    let count = (whole / HEIGHT).ceil().max(1.0);
    let strip = |at: f64| {
        let y = whole * at / count;
        let height = (whole / count + OVERLAP).min(whole - y);
        let inner = cut(&page.frame, Abs::zero(), (Abs::pt(y), Abs::pt(y + height)));
        // Gradients may refer to the size of the page.
        let mut frame = Frame::soft(Size::new(size.x, Abs::pt(height)));
        let group = FrameItem::Group(GroupItem::new(inner));
        frame.push(Point::with_y(Abs::pt(-y)), group);
        let bleed = Sides::splat(Abs::zero());
        let page = Page {
            frame,
            bleed,
            ..page.clone()
        };
        Strip { y, height, page }
    };
    (0..count as usize).map(|at| strip(at as f64)).collect()
}

/// What is painted between two heights of a page, of a frame whose origin is at the height `y`.
fn cut(frame: &Frame, y: Abs, range: (Abs, Abs)) -> Frame {
    let mut out = Frame::new(frame.size(), frame.kind());
    for (at, item) in frame.items() {
        match item {
            FrameItem::Group(group) if group.clip.is_none() && is_shift(group.transform) => {
                let inner = cut(&group.frame, y + at.y + group.transform.ty, range);
                if !inner.is_empty() {
                    let mut group = group.clone();
                    group.frame = inner;
                    out.push(*at, FrameItem::Group(group));
                }
            }
            // Neither is painted.
            FrameItem::Link(..) | FrameItem::Tag(_) => {}
            _ => {
                let mut reach = (Abs::inf(), -Abs::inf());
                extend(&mut reach, item, Transform::translate(at.x, y + at.y));
                let slack = Abs::pt(SLACK);
                if reach.0 - slack < range.1 && reach.1 + slack > range.0 {
                    out.push(*at, item.clone());
                }
            }
        }
    }
    out
}

fn is_shift(transform: Transform) -> bool {
    Transform::translate(transform.tx, transform.ty) == transform
}

/// Extends a range of heights by those that an item may be painted at.
fn extend(reach: &mut (Abs, Abs), item: &FrameItem, transform: Transform) {
    let (from, to) = match item {
        FrameItem::Group(group) => {
            let inside = transform.pre_concat(group.transform);
            for (at, item) in group.frame.items() {
                extend(
                    reach,
                    item,
                    inside.pre_concat(Transform::translate(at.x, at.y)),
                );
            }
            return;
        }
        FrameItem::Text(text) => of_text(text),
        FrameItem::Shape(shape, _) => {
            let all = shape.bbox(true);
            (all.min, all.max)
        }
        FrameItem::Image(_, size, _) => (Point::zero(), size.to_point()),
        FrameItem::Link(..) | FrameItem::Tag(_) => return,
    };
    for corner in [from, Point::new(from.x, to.y), Point::new(to.x, from.y), to] {
        let y = corner.transform(transform).y;
        *reach = (reach.0.min(y), reach.1.max(y));
    }
}

/// Corners of a box around the letters of a run, whichever they are: to look at the outline of each is dear.
fn of_text(text: &TextItem) -> (Point, Point) {
    let all = text.font.ttf().global_bounding_box();
    let em = |units: i16| text.font.to_em(units).at(text.size);
    let shifts = text.glyphs.iter().map(|glyph| glyph.y_offset.at(text.size));
    let shift = shifts.fold(Abs::zero(), |most, shift| most.max(shift.abs()));
    let stroke = text.stroke.as_ref().map_or(Abs::zero(), |it| it.thickness);
    let from = Point::new(em(all.x_min), -em(all.y_max) - shift - stroke);
    let to = Point::new(text.width() + em(all.x_max), shift + stroke - em(all.y_min));
    (from, to)
}
