//! Every item on a page, with its place and all that bounds it.

use typst::introspection::Location;
use typst::layout::{Frame, FrameItem, Point, Size, Transform};
use typst::text::TextItem;
use typst::visualize::Curve;
use typst_layout::Page;

/// The label of a block that text must not leave.
pub const REGION: &str = "fp-region";
/// The label of what a layout prints over or beside other things on purpose.
pub const OVERLAY: &str = "fp-overlay";

/// A box that text must stay in.
#[derive(Clone, Copy, Debug)]
pub struct Region {
    /// Its number among the groups of its page; 0 for the page.
    pub order: usize,
    /// From the page's coordinates to the region's own; none where it has no extent.
    inverse: Option<Transform>,
    size: Size,
}

impl Region {
    /// The widest extent, in points.
    pub fn width(&self) -> f64 {
        self.size.x.to_pt()
    }

    /// A place on the page in the region's own coordinates, in points from its top left.
    pub fn own(&self, point: Point) -> Option<Point> {
        Some(point.transform(self.inverse?))
    }

    /// By how many points a place is outside at the sides, and above or below; negative inside.
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

/// What bounds an item: the regions and clipping paths of all groups around it.
#[derive(Clone, Default)]
pub struct Bounds<'a> {
    /// The page, then every marked block.
    pub regions: Vec<Region>,
    /// The clipping paths around it.
    pub clips: Vec<Clip<'a>>,
    /// Whether it lies over other things on purpose.
    pub is_overlay: bool,
    /// The innermost frame around it.
    pub group: Option<Region>,
    /// The element that it is a part of although it stands apart, as the parts of a broken cell do; where that part is.
    pub parent: Option<(Location, Transform)>,
}

/// An item on a page.
pub struct Placed<'w, 'a> {
    /// The item; no group.
    pub item: &'a FrameItem,
    /// How many items are painted before.
    pub order: usize,
    /// From the item's coordinates to the page's.
    pub transform: Transform,
    /// What bounds it.
    pub bounds: &'w Bounds<'a>,
}

/// A run of text on a page.
pub struct Run<'w, 'a> {
    /// Its glyphs, with the font and the text that they stand for.
    pub text: &'a TextItem,
    /// How many items are painted before.
    pub order: usize,
    /// From the run's coordinates, whose origin is its first glyph's, to the page's.
    pub transform: Transform,
    /// What bounds it.
    pub bounds: &'w Bounds<'a>,
}

/// Calls a function with every item on a page, in the order in which they are painted.
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

/// The run of text that an item is.
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

/// Calls a function with every run of text on a page.
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
            let parent = self.bounds.parent;
            self.bounds.is_overlay |= label.is_some_and(|label| label.as_str() == OVERLAY);
            self.bounds.group = Some(region);
            if let Some(of) = group.parent {
                self.bounds.parent = Some((of.location, inner));
            }
            if let Some(curve) = &group.clip {
                let transform = inner;
                self.bounds.clips.push(Clip { transform, curve });
            }
            self.frame(&group.frame, inner);
            self.bounds.is_overlay = is_overlay;
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
