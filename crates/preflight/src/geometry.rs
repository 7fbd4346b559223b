//! Matrices and rectangles of PDF space: points, y upwards.

use lopdf::Object;

/// Points in an inch.
pub const INCH: f64 = 72.0;
/// Points in a millimetre.
pub const MM: f64 = INCH / 25.4;
/// No coordinate is taken to be larger, in points: hostile numbers must not become infinite.
const FAR: f64 = 1e9;

/// The matrix `[a b c d e f]` of ISO 32000-1, 8.3.3.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Matrix(pub [f64; 6]);

impl Matrix {
    /// Changes nothing.
    pub const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// A matrix from six numbers, or nothing.
    pub fn read(operands: &[Object]) -> Option<Self> {
        let mut all = [0.0; 6];
        let numbers = operands.get(..6)?;
        for (entry, operand) in all.iter_mut().zip(numbers) {
            *entry = number(operand)?;
        }
        Some(Self(all))
    }

    /// Moves by a distance.
    pub fn shift(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// This, and then the other one.
    pub fn then(&self, outer: &Self) -> Self {
        let ([a, b, c, d, e, f], [oa, ob, oc, od, oe, of]) = (self.0, outer.0);
        Self(
            [
                a * oa + b * oc,
                a * ob + b * od,
                c * oa + d * oc,
                c * ob + d * od,
                e * oa + f * oc + oe,
                e * ob + f * od + of,
            ]
            .map(near),
        )
    }

    /// Where a point goes.
    pub fn apply(&self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (near(a * x + c * y + e), near(b * x + d * y + f))
    }

    /// How long the two unit vectors become.
    pub fn lengths(&self) -> (f64, f64) {
        let [a, b, c, d, ..] = self.0;
        (a.hypot(b), c.hypot(d))
    }

    /// By how much lengths shrink or grow: the least and the most over all directions.
    pub fn scales(&self) -> (f64, f64) {
        let [a, b, c, d, ..] = self.0;
        let sum = a * a + b * b + c * c + d * d;
        let area = (a * d - b * c).abs();
        let root = (sum * sum - 4.0 * area * area).max(0.0).sqrt();
        let most = ((sum + root) / 2.0).sqrt();
        // The area is the product of both, and exact where the difference of squares is not.
        (if most > 0.0 { area / most } else { 0.0 }, most)
    }

    /// Whether rectangles stay rectangles with sides along the axes.
    pub fn is_upright(&self) -> bool {
        let [a, b, c, d, ..] = self.0;
        let none = 1e-6 * (a.abs() + b.abs() + c.abs() + d.abs());
        (b.abs() <= none && c.abs() <= none) || (a.abs() <= none && d.abs() <= none)
    }

    /// The bounding box of a rectangle's image.
    pub fn bounds(&self, rect: &Rect) -> Rect {
        let corners = [
            (rect.x0, rect.y0),
            (rect.x1, rect.y0),
            (rect.x0, rect.y1),
            (rect.x1, rect.y1),
        ];
        let mut all = corners.into_iter().map(|(x, y)| self.apply(x, y));
        let (x, y) = all.next().unwrap_or_default();
        all.fold(Rect::new(x, y, x, y), |bounds, (x, y)| bounds.with(x, y))
    }
}

/// A rectangle with sides along the axes, in points.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Rect {
    /// Left.
    pub x0: f64,
    /// Bottom.
    pub y0: f64,
    /// Right.
    pub x1: f64,
    /// Top.
    pub y1: f64,
}

impl Rect {
    /// The square that images are drawn in.
    pub(crate) const UNIT: Self = Self {
        x0: 0.0,
        y0: 0.0,
        x1: 1.0,
        y1: 1.0,
    };
    /// All that there may be.
    pub(crate) const ALL: Self = Self {
        x0: -FAR,
        y0: -FAR,
        x1: FAR,
        y1: FAR,
    };

    /// The rectangle between two corners, in whichever order.
    pub(crate) fn new(x0: f64, y0: f64, x1: f64, y1: f64) -> Self {
        let [x0, y0, x1, y1] = [x0, y0, x1, y1].map(near);
        Self {
            x0: x0.min(x1),
            y0: y0.min(y1),
            x1: x0.max(x1),
            y1: y0.max(y1),
        }
    }

    /// A rectangle from an array of four numbers, or nothing.
    pub(crate) fn read(numbers: &[Object]) -> Option<Self> {
        let [x0, y0, x1, y1] = numbers else {
            return None;
        };
        let rect = Self::new(number(x0)?, number(y0)?, number(x1)?, number(y1)?);
        Some(rect)
    }

    /// Left to right.
    pub(crate) fn width(&self) -> f64 {
        self.x1 - self.x0
    }

    /// Bottom to top.
    pub(crate) fn height(&self) -> f64 {
        self.y1 - self.y0
    }

    /// With a point in it.
    pub(crate) fn with(&self, x: f64, y: f64) -> Self {
        Self {
            x0: self.x0.min(x),
            y0: self.y0.min(y),
            x1: self.x1.max(x),
            y1: self.y1.max(y),
        }
    }

    /// Around both.
    pub(crate) fn union(&self, other: &Self) -> Self {
        self.with(other.x0, other.y0).with(other.x1, other.y1)
    }

    /// What both share, if it is more than an edge: shared edges are rounding.
    pub(crate) fn meet(&self, other: &Self) -> Option<Self> {
        let rect = Self {
            x0: self.x0.max(other.x0),
            y0: self.y0.max(other.y0),
            x1: self.x1.min(other.x1),
            y1: self.y1.min(other.y1),
        };
        (rect.x0 <= rect.x1 && rect.y0 <= rect.y1).then_some(rect)
    }

    /// Whether they share an area, and more than a rounded edge.
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        self.meet(other)
            .is_some_and(|rect| rect.width() > 0.01 && rect.height() > 0.01)
    }

    /// Whether the other one is inside, with this much to spare (or missing, if below zero).
    pub(crate) fn holds(&self, other: &Self, spare: f64) -> bool {
        self.x0 + spare <= other.x0
            && self.y0 + spare <= other.y0
            && self.x1 - spare >= other.x1
            && self.y1 - spare >= other.y1
    }

    /// Larger by a distance on every side.
    pub(crate) fn grown(&self, by: f64) -> Self {
        Self::new(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)
    }

    /// Everything times a factor: `UserUnit`.
    pub(crate) fn times(&self, factor: f64) -> Self {
        Self::new(
            self.x0 * factor,
            self.y0 * factor,
            self.x1 * factor,
            self.y1 * factor,
        )
    }
}

/// A number operand.
pub fn number(object: &Object) -> Option<f64> {
    match object {
        Object::Integer(value) => Some(*value as f64),
        Object::Real(value) => Some(f64::from(*value)),
        _ => None,
    }
}

/// A finite number that is not beyond all pages.
fn near(value: f64) -> f64 {
    match value.is_nan() {
        true => 0.0,
        false => value.clamp(-FAR, FAR),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_are_those_of_the_thinnest_and_the_widest_direction() {
        let (least, most) = Matrix([2.0, 0.0, 0.0, 0.5, 7.0, 7.0]).scales();
        assert!((least - 0.5).abs() < 1e-9 && (most - 2.0).abs() < 1e-9);
        let turned = Matrix([0.0, 3.0, -3.0, 0.0, 0.0, 0.0]);
        assert!(turned.is_upright());
        assert!((turned.scales().0 - 3.0).abs() < 1e-9);
        assert_eq!(Matrix([0.0; 6]).scales(), (0.0, 0.0));
    }

    #[test]
    fn hostile_numbers_stay_finite() {
        let huge = Matrix([f64::MAX; 6]);
        let twice = huge.then(&huge);
        assert!(twice.0.iter().all(|n| n.is_finite()));
        let (x, y) = twice.apply(f64::INFINITY, f64::NAN);
        assert!(x.is_finite() && y.is_finite());
    }
}
