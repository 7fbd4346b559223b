//! The ink of glyphs: their outlines on the page.

use ttf_parser::{GlyphId, OutlineBuilder};
use typst::layout::{Abs, Point, Rect, Transform};
use typst::text::{Glyph, TextItem};

/// The number of line segments that approximate a curve.
const STEPS: u8 = 6;
/// The number of sample points along each side of an overlap.
const SAMPLES: u8 = 24;

/// The body of a letter, in em above the baseline. Accents and descenders are excluded, as they may meet those of the
/// next line in tight setting.
const BODY: (f64, f64) = (-0.04, 0.6);

/// A glyph on a page.
pub struct Ink<'a> {
    text: &'a TextItem,
    glyph: &'a Glyph,
    /// From the glyph's coordinates, with the origin on the baseline, to the page's.
    transform: Transform,
}

impl<'a> Ink<'a> {
    /// A glyph that starts at `x` on the baseline of its run.
    pub fn new(text: &'a TextItem, glyph: &'a Glyph, x: Abs, transform: Transform) -> Self {
        let x = x + glyph.x_offset.at(text.size);
        let y = -glyph.y_offset.at(text.size);
        let transform = transform.pre_concat(Transform::translate(x, y));
        Self {
            text,
            glyph,
            transform,
        }
    }

    /// The characters that the glyph represents.
    pub fn words(&self) -> &'a str {
        self.text.text.get(self.glyph.range()).unwrap_or_default()
    }

    /// The shaped glyph, with its advance and its text range.
    pub fn glyph(&self) -> &'a Glyph {
        self.glyph
    }

    /// The bounding box of the ink in the glyph's coordinates, y downwards. `None` for a space.
    fn own_box(&self) -> Option<Rect> {
        let font = &self.text.font;
        let found = font.ttf().glyph_bounding_box(GlyphId(self.glyph.id))?;
        let at = |units: i16| font.to_em(units).at(self.text.size);
        Some(Rect::new(
            Point::new(at(found.x_min), -at(found.y_max)),
            Point::new(at(found.x_max), -at(found.y_min)),
        ))
    }

    /// The bounding box of the ink on the page. `None` for a space.
    pub fn bounds(&self) -> Option<Rect> {
        Some(placed(self.own_box()?, self.transform))
    }

    /// The bounding box of the letter's body on the page. `None` for spaces, and for accents and signs completely above
    /// or below it.
    pub fn body(&self) -> Option<Rect> {
        let whole = self.own_box()?;
        let (low, high) = (self.text.size * -BODY.0, self.text.size * -BODY.1);
        let (top, bottom) = (whole.min.y.max(high), whole.max.y.min(low));
        let body = Rect::new(
            Point::new(whole.min.x, top),
            Point::new(whole.max.x, bottom),
        );
        (top < bottom).then(|| placed(body, self.transform))
    }

    /// The overlapping ink of two bodies in square points, by sampling.
    pub fn shared(&self, other: &Ink) -> f64 {
        let (Some(one), Some(two)) = (self.body(), other.body()) else {
            return 0.0;
        };
        let Some(area) = common(one, two) else {
            return 0.0;
        };
        let outlines = [self.outline(), other.outline()];
        let size = area.size();
        let step = |length: Abs, n: u8| length * ((f64::from(n) + 0.5) / f64::from(SAMPLES));
        let mut hits = 0_u32;
        for row in 0..SAMPLES {
            for column in 0..SAMPLES {
                let point = area.min + Point::new(step(size.x, column), step(size.y, row));
                hits += u32::from(outlines.iter().all(|outline| is_inside(outline, point)));
            }
        }
        let cells = f64::from(SAMPLES) * f64::from(SAMPLES);
        size.x.to_pt() * size.y.to_pt() * f64::from(hits) / cells
    }

    /// The outline on the page, as line segments.
    fn outline(&self) -> Vec<(Point, Point)> {
        let font = &self.text.font;
        let mut lines = Lines {
            scale: font.to_em(1_i16).at(self.text.size),
            transform: self.transform,
            start: Point::zero(),
            last: Point::zero(),
            lines: Vec::new(),
        };
        font.ttf().outline_glyph(GlyphId(self.glyph.id), &mut lines);
        lines.lines
    }
}

/// The bounding box of a transformed box.
pub fn placed(bounds: Rect, transform: Transform) -> Rect {
    let (min, max) = (bounds.min, bounds.max);
    let corners = [min, Point::new(max.x, min.y), Point::new(min.x, max.y), max];
    let corners = corners.map(|corner| corner.transform(transform));
    let least = corners.into_iter().reduce(Point::min).unwrap_or(min);
    let most = corners.into_iter().reduce(Point::max).unwrap_or(max);
    Rect::new(least, most)
}

/// The intersection of two boxes, if it is not empty.
pub fn common(one: Rect, two: Rect) -> Option<Rect> {
    let (min, max) = (one.min.max(two.min), one.max.min(two.max));
    (min.x < max.x && min.y < max.y).then(|| Rect::new(min, max))
}

/// The bounding box of the bodies of a run on the page, from its size and width. The ends are inset a little, as runs
/// touch their neighbours.
pub fn around(text: &TextItem, transform: Transform) -> Rect {
    let inset = text.size * 0.05;
    let whole = Rect::new(
        Point::new(inset, text.size * -BODY.1),
        Point::new((text.width() - inset).max(inset), text.size * -BODY.0),
    );
    placed(whole, transform)
}

/// Whether a point is inside closed lines, by the nonzero winding rule.
fn is_inside(lines: &[(Point, Point)], point: Point) -> bool {
    let mut winding = 0;
    for (from, to) in lines {
        let (above, below) = (from.y <= point.y, to.y <= point.y);
        if above == below {
            continue;
        }
        let along = (point.y - from.y) / (to.y - from.y);
        if from.x + (to.x - from.x) * along > point.x {
            winding += if above { 1 } else { -1 };
        }
    }
    winding != 0
}

struct Lines {
    scale: Abs,
    transform: Transform,
    start: Point,
    last: Point,
    lines: Vec<(Point, Point)>,
}

impl Lines {
    fn point(&self, x: f32, y: f32) -> Point {
        let own = Point::new(self.scale * f64::from(x), self.scale * -f64::from(y));
        own.transform(self.transform)
    }

    fn to(&mut self, point: Point) {
        self.lines.push((self.last, point));
        self.last = point;
    }

    /// Approximates a Bézier curve by lines (de Casteljau). The start is the current point.
    fn curve<const N: usize>(&mut self, controls: [Point; N]) {
        let from = self.last;
        for step in 1..=STEPS {
            let t = f64::from(step) / f64::from(STEPS);
            let mut points = vec![from];
            points.extend(controls);
            while points.len() > 1 {
                points = points
                    .windows(2)
                    .map(|p| p[0] + (p[1] - p[0]) * t)
                    .collect();
            }
            self.to(points[0]);
        }
    }
}

impl OutlineBuilder for Lines {
    fn move_to(&mut self, x: f32, y: f32) {
        self.start = self.point(x, y);
        self.last = self.start;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.to(self.point(x, y));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.curve([self.point(x1, y1), self.point(x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.curve([self.point(x1, y1), self.point(x2, y2), self.point(x, y)]);
    }

    fn close(&mut self) {
        self.to(self.start);
    }
}
