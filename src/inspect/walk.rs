//! Visits every item on a page, with its transformation and its bounds.

use typst::introspection::Location;
use typst::layout::{Frame, FrameItem, Point, Size, Transform};
use typst::text::TextItem;
use typst::visualize::Curve;
use typst_layout::Page;

/// The label of a block that text must not leave.
pub const REGION: &str = "fp-region";
/// The label of content that a layout places over or beside other content on purpose.
pub const OVERLAY: &str = "fp-overlay";
/// The label of the area between head and foot of a slide, which its body should fill.
pub const BODY: &str = "fp-body";

/// A box that text must stay in.
#[derive(Clone, Copy, Debug)]
pub struct Region {
    /// Its number among the groups of the page in painting order; 0 for the page itself.
    pub order: usize,
    /// From the page's coordinates to the region's; `None` for a degenerate transformation.
    inverse: Option<Transform>,
    size: Size,
}

impl Region {
    /// The width, in points.
    pub fn width(&self) -> f64 {
        self.size.x.to_pt()
    }

    /// The height, in points.
    pub fn height(&self) -> f64 {
        self.size.y.to_pt()
    }

    /// A point on the page in the region's coordinates, with the origin at its top left.
    pub fn own(&self, point: Point) -> Option<Point> {
        Some(point.transform(self.inverse?))
    }

    /// How far a point on the page is outside, in points: at the sides, and above or below. Negative inside.
    pub fn excess(&self, point: Point) -> (f64, f64) {
        let Some(own) = self.own(point) else {
            return (f64::NEG_INFINITY, f64::NEG_INFINITY);
        };
        let (x, y) = (own.x.to_pt(), own.y.to_pt());
        let (width, height) = (self.size.x.to_pt(), self.size.y.to_pt());
        ((-x).max(x - width), (-y).max(y - height))
    }
}

/// A clipping path.
#[derive(Clone, Copy)]
pub struct Clip<'a> {
    /// From the curve's coordinates to the page's.
    pub transform: Transform,
    /// The path, in its own coordinates.
    pub curve: &'a Curve,
}

/// The bounds of an item: the regions and clipping paths of all groups around it.
#[derive(Clone, Default)]
pub struct Bounds<'a> {
    /// The page, then every block labelled [`REGION`], from the outside in.
    pub regions: Vec<Region>,
    /// The clipping paths, from the outside in.
    pub clips: Vec<Clip<'a>>,
    /// Whether it is inside a group labelled [`OVERLAY`].
    pub is_overlay: bool,
    /// The innermost group labelled [`BODY`].
    pub body: Option<Region>,
    /// The innermost group around it; `None` directly on the page.
    pub group: Option<Region>,
    /// The element that it belongs to although it is laid out separately, such as a cell that continues on another
    /// page; with the transformation of that part.
    pub parent: Option<(Location, Transform)>,
}

/// An item on a page.
pub struct Placed<'w, 'a> {
    /// The item, which is not a group.
    pub item: &'a FrameItem,
    /// The number of items painted before it.
    pub order: usize,
    /// From the item's coordinates to the page's.
    pub transform: Transform,
    /// Its bounds.
    pub bounds: &'w Bounds<'a>,
}

/// A run of text on a page.
pub struct Run<'w, 'a> {
    /// The glyphs, with their font and text.
    pub text: &'a TextItem,
    /// The number of items painted before it.
    pub order: usize,
    /// From the run's coordinates, with the origin at its first glyph, to the page's.
    pub transform: Transform,
    /// Its bounds.
    pub bounds: &'w Bounds<'a>,
}

/// Visits every item on a page, in painting order.
pub fn items<'a>(page: &'a Page, visit: &mut impl FnMut(Placed<'_, 'a>)) {
    let whole = Region {
        order: 0,
        inverse: Some(Transform::identity()),
        size: page.frame.size(),
    };
    let mut walk = Walk {
        order: 0,
        groups: 0,
        bounds: Bounds {
            regions: vec![whole],
            ..Bounds::default()
        },
        visit,
    };
    walk.frame(&page.frame, Transform::identity());
}

/// The run of text, if the item is one.
pub fn as_run<'w, 'a>(placed: &Placed<'w, 'a>) -> Option<Run<'w, 'a>> {
    let FrameItem::Text(text) = placed.item else {
        return None;
    };
    Some(Run {
        text,
        order: placed.order,
        transform: placed.transform,
        bounds: placed.bounds,
    })
}

/// Visits every run of text on a page, in painting order.
pub fn runs<'a>(page: &'a Page, visit: &mut impl FnMut(Run<'_, 'a>)) {
    items(page, &mut |placed| {
        if let Some(run) = as_run(&placed) {
            visit(run);
        }
    });
}

struct Walk<'a, 'v, F> {
    order: usize,
    groups: usize,
    bounds: Bounds<'a>,
    visit: &'v mut F,
}

impl<'a, F: FnMut(Placed<'_, 'a>)> Walk<'a, '_, F> {
    fn frame(&mut self, frame: &'a Frame, transform: Transform) {
        for (position, item) in frame.items() {
            let moved = transform.pre_concat(Transform::translate(position.x, position.y));
            let FrameItem::Group(group) = item else {
                (self.visit)(Placed {
                    item,
                    order: self.order,
                    transform: moved,
                    bounds: &self.bounds,
                });
                self.order += 1;
                continue;
            };
            let inner = moved.pre_concat(group.transform);
            self.groups += 1;
            let label = group.label.map(|label| label.resolve());
            let is_region = label.is_some_and(|label| label.as_str() == REGION);
            let region = Region {
                order: self.groups,
                inverse: inner.invert(),
                size: group.frame.size(),
            };
            if is_region {
                self.bounds.regions.push(region);
            }
            let (is_overlay, outer) = (self.bounds.is_overlay, self.bounds.group);
            let body = self.bounds.body;
            let parent = self.bounds.parent;
            self.bounds.is_overlay |= label.is_some_and(|label| label.as_str() == OVERLAY);
            self.bounds.group = Some(region);
            if label.is_some_and(|label| label.as_str() == BODY) {
                self.bounds.body = Some(region);
            }
            if let Some(of) = group.parent {
                self.bounds.parent = Some((of.location, inner));
            }
            if let Some(curve) = &group.clip {
                let transform = inner;
                self.bounds.clips.push(Clip { transform, curve });
            }
            self.frame(&group.frame, inner);
            self.bounds.is_overlay = is_overlay;
            self.bounds.body = body;
            self.bounds.group = outer;
            self.bounds.parent = parent;
            if is_region {
                self.bounds.regions.pop();
            }
            if group.clip.is_some() {
                self.bounds.clips.pop();
            }
        }
    }
}
