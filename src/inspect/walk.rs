//! Every item on a page, with its place and all that bounds it.

use typst::layout::{Frame, FrameItem, Point, Size, Transform};
use typst::text::TextItem;
use typst::visualize::Curve;
use typst_layout::Page;

/// The label of a block that text must not leave.
pub const REGION: &str = "fp-region";

/// A box that text must stay in.
#[derive(Clone, Copy, Debug)]
pub struct Region {
    /// From the page's coordinates to the region's own; none where it has no extent.
    inverse: Option<Transform>,
    size: Size,
}

impl Region {
    /// By how many points a place is outside; negative inside.
    pub fn excess(&self, point: Point) -> f64 {
        let Some(inverse) = self.inverse else {
            return 0.0;
        };
        let own = point.transform(inverse);
        let beyond = [
            -own.x.to_pt(),
            own.x.to_pt() - self.size.x.to_pt(),
            -own.y.to_pt(),
            own.y.to_pt() - self.size.y.to_pt(),
        ];
        beyond.into_iter().fold(f64::NEG_INFINITY, f64::max)
    }
}

/// A curve beyond which nothing is painted.
#[derive(Clone, Copy)]
pub struct Clip<'a> {
    /// From the curve's coordinates to the page's.
    pub transform: Transform,
    /// The curve.
    pub curve: &'a Curve,
}

/// What bounds an item: all that the groups around it say.
#[derive(Clone, Default)]
pub struct Bounds<'a> {
    /// The page, then every marked block.
    pub regions: Vec<Region>,
    /// What cuts it off.
    pub clips: Vec<Clip<'a>>,
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
    /// The glyphs.
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
        inverse: Some(Transform::identity()),
        size: page.frame.size(),
    };
    let mut walk = Walk {
        order: 0,
        bounds: Bounds {
            regions: vec![whole],
            clips: Vec::new(),
        },
        visit,
    };
    walk.frame(&page.frame, Transform::identity());
}

/// Calls a function with every run of text on a page.
pub fn runs<'a>(page: &'a Page, visit: &mut impl FnMut(Run<'_, 'a>)) {
    items(page, &mut |placed| {
        if let FrameItem::Text(text) = placed.item {
            visit(Run {
                text,
                order: placed.order,
                transform: placed.transform,
                bounds: placed.bounds,
            });
        }
    });
}

struct Walk<'a, 'v, F> {
    order: usize,
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
            let label = group.label.map(|label| label.resolve());
            let is_region = label.is_some_and(|label| label.as_str() == REGION);
            if is_region {
                self.bounds.regions.push(Region {
                    inverse: inner.invert(),
                    size: group.frame.size(),
                });
            }
            if let Some(curve) = &group.clip {
                let transform = inner;
                self.bounds.clips.push(Clip { transform, curve });
            }
            self.frame(&group.frame, inner);
            if is_region {
                self.bounds.regions.pop();
            }
            if group.clip.is_some() {
                self.bounds.clips.pop();
            }
        }
    }
}
