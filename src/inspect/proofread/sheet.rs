//! What a page holds where: its text area, the rows in it, how far down it is filled.

use typst::layout::{FrameItem, Point, Rect, Size};
use typst::visualize::Paint;
use typst_layout::Page;

use crate::inspect::ink::placed as placed_box;
use crate::inspect::proofread::holder::{Holder, Kind};
use crate::inspect::walk::{Placed, Region, Run};

/// How far letters reach above and below their baseline, in em.
const REACH: (f64, f64) = (0.7, 0.2);

/// A row of text, or a picture, of the flow of a page. Lengths are in points from the top of the page.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// What it belongs to; none of a picture.
    pub holder: Option<Holder>,
    /// The baseline of a text, the foot of a picture.
    pub foot: f64,
}

/// From the top to the bottom of something, in points.
pub type Extent = (f64, f64);

/// The area between head and foot of a slide.
#[derive(Clone, Debug)]
pub struct Body {
    region: Region,
    /// The left end and the top on the page, in points.
    pub corner: (f64, f64),
    /// Its height, in points.
    pub height: f64,
    /// What stands in it, from its top.
    pub content: Vec<Extent>,
}

/// A page.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its size.
    pub size: Size,
    /// The area of its text, without head and foot; `None` where it is not known.
    pub area: Option<Rect>,
    /// Its colour.
    pub fill: Option<Paint>,
    /// The flow of text, in its order.
    pub rows: Vec<Row>,
    /// What stands in its text area, but for footnotes.
    pub content: Vec<Extent>,
    /// The top of its first footnote.
    pub notes: Option<f64>,
    /// Whether something on it is turned.
    pub is_turned: bool,
    /// The areas of slides.
    pub bodies: Vec<Body>,
}

impl Sheet {
    /// An empty page. Its text area is what lies between head and foot: the only thing on a page that begins below its top
    /// and ends above its bottom.
    pub fn new(page: &Page) -> Self {
        let size = page.frame.size();
        let inner = page.frame.items().filter_map(|(at, item)| match item {
            FrameItem::Group(group) => {
                let end = *at + group.frame.size().to_point();
                let is_between = at.y.to_pt() > 0.5 && (size.y - end.y).to_pt() > 0.5;
                is_between.then(|| Rect::new(*at, end))
            }
            _ => None,
        });
        Self {
            size,
            area: inner.reduce(|a, b| if b.size().y > a.size().y { b } else { a }),
            fill: page.fill_or_white(),
            rows: Vec::new(),
            content: Vec::new(),
            notes: None,
            is_turned: false,
            bodies: Vec::new(),
        }
    }

    /// Adds a run of text.
    pub fn run(&mut self, run: &Run, holder: Holder) {
        let size = run.text.size;
        let own = Rect::new(
            Point::with_y(size * -REACH.0),
            Point::new(run.text.width(), size * REACH.1),
        );
        let place = placed_box(own, run.transform);
        if holder.kind == Kind::Note || holder.is_aside && run.bounds.parent.is_some() {
            let top = place.min.y.to_pt();
            self.notes = Some(self.notes.map_or(top, |known| known.min(top)));
            return;
        }
        self.is_turned |= !run.transform.kx.is_zero();
        let foot = Point::zero().transform(run.transform).y.to_pt();
        let row = Row {
            holder: Some(holder),
            foot,
        };
        let is_same = |last: &Row| last.holder == row.holder && (last.foot - foot).abs() < 0.1;
        if !self.rows.last().is_some_and(is_same) {
            self.rows.push(row);
        }
        self.holds(place, run.bounds.body);
    }

    /// Adds something that is no text.
    pub fn item(&mut self, placed: &Placed) {
        let own = match placed.item {
            FrameItem::Image(_, size, _) => Rect::new(Point::zero(), size.to_point()),
            FrameItem::Shape(shape, _) if shape.fill != self.fill => shape.bbox(false),
            _ => return,
        };
        let place = placed_box(own, placed.transform);
        if matches!(placed.item, FrameItem::Image(..)) {
            self.rows.push(Row {
                holder: None,
                foot: place.max.y.to_pt(),
            });
        }
        self.holds(place, placed.bounds.body);
    }

    fn holds(&mut self, place: Rect, body: Option<Region>) {
        self.content
            .push((place.min.y.to_pt(), place.max.y.to_pt()));
        let Some(region) = body else { return };
        let known = self
            .bodies
            .iter()
            .position(|b| b.region.order == region.order);
        let (Some(min), Some(max)) = (region.own(place.min), region.own(place.max)) else {
            return;
        };
        let at = known.unwrap_or_else(|| {
            let corner = place.min - min;
            self.bodies.push(Body {
                region,
                corner: (corner.x.to_pt(), corner.y.to_pt()),
                height: region.height(),
                content: Vec::new(),
            });
            self.bodies.len() - 1
        });
        self.bodies[at].content.push((min.y.to_pt(), max.y.to_pt()));
    }
}

/// How much of a height is filled, in points. Gaps up to `slack` between two things are part of them.
pub fn filled(content: &[Extent], slack: f64) -> f64 {
    let mut all = content.to_vec();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut total = 0.0;
    let mut reached = f64::NEG_INFINITY;
    for (top, bottom) in all {
        if top - reached > slack {
            total += (bottom - top).max(0.0);
        } else {
            total += (bottom - reached).max(0.0);
        }
        reached = reached.max(bottom);
    }
    total
}
