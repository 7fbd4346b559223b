//! Every run of text on a page, with its place and the regions that it must stay in.

use typst::layout::{Frame, FrameItem, Point, Size, Transform};
use typst::text::TextItem;
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

/// A run of text on a page.
pub struct Run<'a> {
    /// The glyphs.
    pub text: &'a TextItem,
    /// From the run's coordinates, whose origin is its first glyph's, to the page's.
    pub transform: Transform,
    /// The page, then every marked block around the run.
    pub regions: &'a [Region],
}

/// Calls a function with every run of text on a page.
pub fn runs(page: &Page, visit: &mut impl FnMut(Run)) {
    let whole = Region {
        inverse: Some(Transform::identity()),
        size: page.frame.size(),
    };
    frame(&page.frame, Transform::identity(), &mut vec![whole], visit);
}

fn frame(
    frame: &Frame,
    transform: Transform,
    regions: &mut Vec<Region>,
    visit: &mut impl FnMut(Run),
) {
    for (position, item) in frame.items() {
        let moved = transform.pre_concat(Transform::translate(position.x, position.y));
        match item {
            FrameItem::Group(group) => {
                let inner = moved.pre_concat(group.transform);
                let label = group.label.map(|label| label.resolve());
                let is_region = label.is_some_and(|label| label.as_str() == REGION);
                if is_region {
                    regions.push(Region {
                        inverse: inner.invert(),
                        size: group.frame.size(),
                    });
                }
                self::frame(&group.frame, inner, regions, visit);
                if is_region {
                    regions.pop();
                }
            }
            FrameItem::Text(text) => visit(Run {
                text,
                transform: moved,
                regions,
            }),
            _ => {}
        }
    }
}
