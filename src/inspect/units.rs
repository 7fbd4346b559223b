//! Converts points into the units of findings and messages.

/// Points to millimetres.
pub const MILLIMETRES: f64 = 25.4 / 72.0;
/// Points to tenths of a millimetre.
const TENTHS: f64 = 254.0 / 72.0;

/// Tenths of a millimetre, rounded: for places on a page.
pub fn tenths(points: f64) -> i64 {
    whole((points * TENTHS).round())
}

/// Tenths of a millimetre, rounded up: for the room that is needed.
pub fn tenths_up(points: f64) -> i64 {
    whole((points * TENTHS).ceil())
}

#[expect(clippy::cast_possible_truncation, reason = "pages are metres at most")]
fn whole(number: f64) -> i64 {
    number as i64
}
