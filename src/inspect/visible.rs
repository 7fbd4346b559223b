//! Checks that glyphs are visible: neither clipped, nor covered, nor in the colour of their background.

use typst::layout::{Abs, FrameItem, Point, Rect, Size, Transform};
use typst::text::{Glyph, TextItem};
use typst::visualize::{ExchangeFormat, Geometry, ImageKind, Paint, RasterFormat, Shape};
use typst_layout::Page;

use crate::inspect::ink::placed as placed_box;
use crate::inspect::walk::{Bounds, Placed, Run, items};

/// The minimum size of readable text, in points.
const LEAST: f64 = 1.0;

/// Why a glyph is not visible.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Unseen {
    /// It is outside of a block that clips.
    Clipped,
    /// It is under something that is painted later.
    Covered,
    /// It has the colour of its background, no colour, or no size.
    Blank,
}

/// Everything that is painted on a page except text.
pub struct Surface<'a> {
    paper: Paint,
    /// The filled areas and images, in painting order.
    areas: Vec<Area<'a>>,
}

struct Area<'a> {
    order: usize,
    /// From the page's coordinates to the area's.
    inverse: Transform,
    /// The bounding box on the page.
    bounds: Rect,
    outline: Outline<'a>,
    /// The fill; `None` for an image.
    paint: Option<&'a Paint>,
    is_opaque: bool,
}

enum Outline<'a> {
    Rect(Rect),
    Shape(&'a Shape),
}

impl Area<'_> {
    fn contains(&self, point: Point) -> bool {
        let own = point.transform(self.inverse);
        match &self.outline {
            Outline::Rect(rect) => {
                let (min, max) = (rect.min, rect.max);
                (min.x..=max.x).contains(&own.x) && (min.y..=max.y).contains(&own.y)
            }
            Outline::Shape(shape) => match &shape.geometry {
                Geometry::Curve(curve) => curve.contains(shape.fill_rule, own),
                _ => false,
            },
        }
    }
}

impl<'a> Surface<'a> {
    /// Collects what is painted on a page.
    pub fn new(page: &'a Page) -> Self {
        let mut areas = Vec::new();
        items(page, &mut |placed| {
            let (outline, own, paint, is_opaque) = match placed.item {
                FrameItem::Shape(shape, _) => {
                    let Some(paint) = &shape.fill else { return };
                    let outline = match &shape.geometry {
                        Geometry::Line(_) => return,
                        Geometry::Rect(size) => {
                            Outline::Rect(Rect::new(Point::zero(), size.to_point()))
                        }
                        Geometry::Curve(_) => Outline::Shape(shape),
                    };
                    (outline, shape.bbox(false), Some(paint), is_opaque(paint))
                }
                FrameItem::Image(image, size, _) => {
                    let jpeg = RasterFormat::Exchange(ExchangeFormat::Jpg);
                    let is_jpeg =
                        matches!(image.kind(), ImageKind::Raster(r) if r.format() == jpeg);
                    let whole = Rect::new(Point::zero(), size.to_point());
                    (Outline::Rect(whole), whole, None, is_jpeg)
                }
                _ => return,
            };
            if let Some(inverse) = placed.transform.invert() {
                areas.push(Area {
                    order: placed.order,
                    inverse,
                    bounds: placed_box(own, placed.transform),
                    outline,
                    paint,
                    is_opaque,
                });
            }
        });
        Self {
            paper: page
                .fill_or_white()
                .unwrap_or(Paint::Solid(typst::visualize::Color::WHITE)),
            areas,
        }
    }

    /// Why a whole run is invisible, regardless of its place.
    pub fn blank(&self, run: &Run) -> Option<Unseen> {
        let t = run.transform;
        let scale = (t.sx.get() * t.sy.get() - t.kx.get() * t.ky.get())
            .abs()
            .sqrt();
        let is_small = run.text.size.to_pt() * scale < LEAST;
        let is_bare = run.text.stroke.is_none() && is_clear(&run.text.fill);
        (is_small || is_bare).then_some(Unseen::Blank)
    }

    /// A quick check of a whole run: `Some` if nothing clips it, and every area is beside both of its ends or a
    /// rectangle under or over both, so that all glyphs are alike. The inner value is the reason why they are
    /// invisible, or `None` if they are visible.
    pub fn alike(&self, run: &Run) -> Option<Option<Unseen>> {
        let (first, last) = (run.text.glyphs.first()?, run.text.glyphs.last()?);
        let end = run.text.width() - last.x_advance.at(run.text.size);
        let ends = [(first, Abs::zero()), (last, end)];
        let points = ends.map(|(glyph, x)| probes(run.text, glyph, x));
        let points = points
            .as_flattened()
            .iter()
            .map(|p| p.transform(run.transform));
        let points: Vec<Point> = points.collect();
        let least = points.iter().copied().reduce(Point::min)?;
        let most = points.iter().copied().reduce(Point::max)?;
        let is_alike = |area: &Area| {
            let (min, max) = (area.bounds.min, area.bounds.max);
            let is_beside = most.x < min.x || most.y < min.y || least.x > max.x || least.y > max.y;
            let is_rect = matches!(area.outline, Outline::Rect(_));
            is_beside || is_rect && points.iter().all(|point| area.contains(*point))
        };
        let is_alike = run.bounds.clips.is_empty() && self.areas.iter().all(is_alike);
        is_alike.then(|| self.unseen(run, first, Abs::zero()))
    }

    /// Why a glyph that starts at `x` on the run's baseline is not visible.
    pub fn unseen(&self, run: &Run, glyph: &Glyph, x: Abs) -> Option<Unseen> {
        let points = probes(run.text, glyph, x).map(|point| point.transform(run.transform));
        if points.iter().any(|point| is_cut(run.bounds, *point)) {
            return Some(Unseen::Clipped);
        }
        let over = |area: &&Area| points.iter().all(|point| area.contains(*point));
        let first_above = self.areas.partition_point(|area| area.order < run.order);
        let (below, above) = self.areas.split_at(first_above);
        if above
            .iter()
            .filter(|area| area.is_opaque)
            .any(|area| over(&area))
        {
            return Some(Unseen::Covered);
        }
        let ground = match below.iter().rev().find(over) {
            Some(area) => area.paint,
            None => Some(&self.paper),
        };
        let is_bare = run.text.stroke.is_none();
        (is_bare && ground == Some(&run.text.fill)).then_some(Unseen::Blank)
    }

    /// Whether readers see a picture of a size: at least one of five points spread over it.
    pub fn shows(&self, picture: &Placed, size: Size, page: &Page) -> bool {
        let sheet = page.frame.size();
        let mut points = [(0.5, 0.5), (0.2, 0.2), (0.8, 0.2), (0.2, 0.8), (0.8, 0.8)]
            .map(|(x, y)| Point::new(size.x * x, size.y * y).transform(picture.transform))
            .into_iter();
        let first_above = self
            .areas
            .partition_point(|area| area.order <= picture.order);
        let is_large = size.x.to_pt().min(size.y.to_pt()) >= LEAST;
        is_large
            && points.any(|point| {
                let is_inside = (Abs::zero()..=sheet.x).contains(&point.x)
                    && (Abs::zero()..=sheet.y).contains(&point.y);
                let mut above = self.areas[first_above..].iter();
                let is_covered = above.any(|area| area.is_opaque && area.contains(point));
                is_inside && !is_covered && !is_cut(picture.bounds, point)
            })
    }
}

/// Whether all of a picture of a size is within its page, its regions and what clips it, by the middles of its sides: corners may be round.
pub fn is_whole(picture: &Placed, size: Size) -> bool {
    let middles = [(0.5, 0.01), (0.5, 0.99), (0.01, 0.5), (0.99, 0.5)];
    middles.into_iter().all(|(x, y)| {
        let point = Point::new(size.x * x, size.y * y).transform(picture.transform);
        let is_outside = |(aside, along): (f64, f64)| aside.max(along) > LEAST;
        let mut regions = picture.bounds.regions.iter();
        !is_cut(picture.bounds, point) && !regions.any(|region| is_outside(region.excess(point)))
    })
}

/// Whether a point on the page is outside of something that clips.
fn is_cut(bounds: &Bounds, point: Point) -> bool {
    bounds.clips.iter().any(|clip| {
        let own = clip
            .transform
            .invert()
            .map(|inverse| point.transform(inverse));
        own.is_none_or(|own| !clip.curve.contains(Default::default(), own))
    })
}

/// Four sample points in the body of a glyph; it counts as readable if they are visible.
fn probes(text: &TextItem, glyph: &Glyph, x: Abs) -> [Point; 4] {
    let advance = glyph.x_advance.at(text.size);
    let (left, right) = (x + advance * 0.3, x + advance * 0.7);
    let (low, high) = (text.size * -0.08, text.size * -0.4);
    [
        Point::new(left, low),
        Point::new(right, low),
        Point::new(left, high),
        Point::new(right, high),
    ]
}

fn is_opaque(paint: &Paint) -> bool {
    match paint {
        Paint::Solid(color) => color.alpha().is_none_or(|alpha| alpha >= 1.0),
        Paint::Gradient(gradient) => {
            let mut stops = gradient.stops_ref().iter();
            stops.all(|(color, _)| color.alpha().is_none_or(|alpha| alpha >= 1.0))
        }
        Paint::Tiling(_) => false,
    }
}

fn is_clear(paint: &Paint) -> bool {
    match paint {
        Paint::Solid(color) => color.alpha() == Some(0.0),
        _ => false,
    }
}
