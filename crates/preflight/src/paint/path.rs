//! Paths: what they enclose, and which of them are rectangles.

use crate::geometry::{Matrix, Rect};

/// How many rectangles of one path are kept apart.
const KEPT: usize = 10_000;
/// How far from upright a side may be, in points.
const STRAIGHT: f64 = 0.01;

/// A path under construction, in points of the page.
#[derive(Clone, Default, Debug)]
pub struct Path {
    bounds: Option<Rect>,
    /// Finished subpaths that are rectangles.
    rects: Vec<Rect>,
    /// Whether all finished subpaths are rectangles.
    odd: bool,
    corners: Vec<(f64, f64)>,
    curved: bool,
    last: (f64, f64),
}

impl Path {
    /// The bounding box.
    pub fn bounds(&self) -> Option<Rect> {
        self.bounds
    }

    fn point(&mut self, matrix: &Matrix, x: f64, y: f64) {
        let (px, py) = matrix.apply(x, y);
        let here = Rect::new(px, py, px, py);
        self.bounds = Some(self.bounds.map_or(here, |bounds| bounds.with(px, py)));
        self.last = (x, y);
        match self.corners.len() {
            0..=5 => self.corners.push((px, py)),
            _ => self.curved = true,
        }
    }

    /// `m`.
    pub fn move_to(&mut self, matrix: &Matrix, x: f64, y: f64) {
        self.close();
        self.point(matrix, x, y);
    }

    /// `l`.
    pub fn line_to(&mut self, matrix: &Matrix, x: f64, y: f64) {
        self.point(matrix, x, y);
    }

    /// `c`, `v` and `y`: the bounds of the control points are around the curve.
    pub fn curve_to(&mut self, matrix: &Matrix, points: &[(f64, f64)]) {
        self.curved = true;
        for (x, y) in points {
            self.point(matrix, *x, *y);
        }
    }

    /// `re`.
    pub fn rectangle(&mut self, matrix: &Matrix, [x, y, w, h]: [f64; 4]) {
        self.close();
        for (x, y) in [(x, y), (x + w, y), (x + w, y + h), (x, y + h)] {
            self.point(matrix, x, y);
        }
        self.close();
        self.last = (x, y);
    }

    /// `h`, and what painting does to open subpaths.
    pub fn close(&mut self) {
        if self.corners.len() > 1 {
            match upright(&self.corners).filter(|_| !self.curved) {
                Some(rect) if self.rects.len() < KEPT => self.rects.push(rect),
                _ => self.odd = true,
            }
        }
        self.corners.clear();
        self.curved = false;
    }

    /// Its rectangles, if it consists of rectangles alone.
    pub fn rectangles(&mut self) -> Option<&[Rect]> {
        self.close();
        (!self.odd && !self.rects.is_empty()).then_some(&self.rects)
    }
}

/// The rectangle that four corners make, in either direction, closed or not.
fn upright(corners: &[(f64, f64)]) -> Option<Rect> {
    let near = |a: f64, b: f64| (a - b).abs() <= STRAIGHT;
    let corners = match corners {
        [first, rest @ .., last] if rest.len() == 3 => {
            let closed = near(first.0, last.0) && near(first.1, last.1);
            closed.then(|| corners.get(..4)).flatten()?
        }
        all => all,
    };
    let [a, b, c, d] = corners else {
        return None;
    };
    let across = near(a.1, b.1) && near(b.0, c.0) && near(c.1, d.1) && near(d.0, a.0);
    let down = near(a.0, b.0) && near(b.1, c.1) && near(c.0, d.0) && near(d.1, a.1);
    (across || down).then(|| Rect::new(a.0, a.1, c.0, c.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rectangles_are_known_however_they_are_drawn() {
        let matrix = Matrix([0.0, 2.0, -2.0, 0.0, 0.0, 0.0]);
        let mut path = Path::default();
        path.rectangle(&matrix, [1.0, 1.0, 3.0, 2.0]);
        path.move_to(&matrix, 0.0, 0.0);
        for (x, y) in [(0.0, 5.0), (4.0, 5.0), (4.0, 0.0), (0.0, 0.0)] {
            path.line_to(&matrix, x, y);
        }
        let rects = path.rectangles().expect("rectangles").to_vec();
        assert_eq!(
            rects,
            [
                Rect::new(-6.0, 2.0, -2.0, 8.0),
                Rect::new(-10.0, 0.0, 0.0, 8.0)
            ]
        );
        path.move_to(&matrix, 0.0, 0.0);
        path.line_to(&matrix, 1.0, 1.0);
        assert!(path.rectangles().is_none());
    }
}
