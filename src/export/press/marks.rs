//! Printer's marks, all outside the bleed: crop and bleed marks, registration marks, a colour bar, and a slug line that
//! identifies the page.

use std::fmt::Write;

use lopdf::{Dictionary, Object, dictionary};
use ttf_parser::{Face, OutlineBuilder};
use typst::text::Font;

/// The resource name of the colour space that paints all plates (ISO 32000-1, 8.6.6.4).
pub const ALL: &str = "FpAll";
/// A millimetre in points.
const MM: f32 = 72.0 / 25.4;
/// How far the media box extends beyond the bleed, in points.
pub const ROOM: f32 = 11.0 * MM;
/// The distance between the bleed and the nearest mark, in points.
const GAP: f32 = 1.0 * MM;
/// The length of crop marks, in points.
const CROP: f32 = 7.0 * MM;
/// The length of bleed marks, in points.
const BLEED: f32 = 3.5 * MM;
/// The line width of all marks, in points.
const LINE: f32 = 0.3;
/// The largest size of the slug line, in points.
const SLUG: f32 = 6.0;

/// Left, bottom, right and top edge, in points.
pub type Sides = [f32; 4];

/// The operators that draw the marks around a page, for the end of its content stream. `bleed` is the bleed box.
pub fn content(trim: Sides, bleed: Sides, slug: &str, font: Option<&Font>) -> String {
    let mut out = format!("q /{ALL} CS /{ALL} cs 1 SCN 1 scn {LINE} w\n");
    corners(trim, bleed, CROP, &mut out);
    corners(bleed, bleed, BLEED, &mut out);
    registration(bleed, &mut out);
    if let Some(font) = font {
        let from = trim[0] + 8.0 * MM;
        let room = (trim[0] + trim[2]) / 2.0 - 6.0 * MM - from;
        line(slug, font, (from, bleed[1] - 6.5 * MM), room, &mut out);
    }
    bar(trim, bleed, &mut out);
    out.push_str("Q\n");
    out
}

/// The Separation colour space `All`, with its alternate for devices without plates.
pub fn all_plates() -> Object {
    let function = dictionary! {
        "FunctionType" => 2,
        "Domain" => vec![0.into(), 1.into()],
        "C0" => vec![0.into(), 0.into(), 0.into(), 0.into()],
        "C1" => vec![1.into(), 1.into(), 1.into(), 1.into()],
        "N" => 1,
    };
    let name = |name: &str| Object::Name(name.into());
    Object::Array(vec![
        name("Separation"),
        name("All"),
        name("DeviceCMYK"),
        Dictionary::into(function),
    ])
}

/// Two lines at every corner of a box, which start [`GAP`] outside the bleed.
fn corners([left, bottom, right, top]: Sides, bleed: Sides, length: f32, out: &mut String) {
    let [west, south, east, north] = bleed;
    for x in [left, right] {
        stroke([x, south - GAP, x, south - GAP - length], out);
        stroke([x, north + GAP, x, north + GAP + length], out);
    }
    for y in [bottom, top] {
        stroke([west - GAP, y, west - GAP - length, y], out);
        stroke([east + GAP, y, east + GAP + length, y], out);
    }
}

fn stroke([x0, y0, x1, y1]: Sides, out: &mut String) {
    _ = writeln!(out, "{x0} {y0} m {x1} {y1} l S");
}

/// A circle with crosshairs in the middle of every side.
fn registration([left, bottom, right, top]: Sides, out: &mut String) {
    let (x, y) = ((left + right) / 2.0, (bottom + top) / 2.0);
    let (away, radius, reach) = (6.0 * MM, 1.6 * MM, 2.6 * MM);
    for (x, y) in [
        (x, bottom - away),
        (x, top + away),
        (left - away, y),
        (right + away, y),
    ] {
        stroke([x - reach, y, x + reach, y], out);
        stroke([x, y - reach, x, y + reach], out);
        // Four Bézier curves that approximate a circle.
        let (r, k) = (radius, radius * 0.552_285);
        _ = writeln!(out, "{} {y} m", x + r);
        for [ax, ay, bx, by, ex, ey] in [
            [r, k, k, r, 0.0, r],
            [-k, r, -r, k, -r, 0.0],
            [-r, -k, -k, -r, 0.0, -r],
            [k, -r, r, -k, r, 0.0],
        ] {
            let curve = [x + ax, y + ay, x + bx, y + by, x + ex, y + ey].map(|n| n.to_string());
            _ = writeln!(out, "{} c", curve.join(" "));
        }
        out.push_str("s\n");
    }
}

/// The colour bar: each ink, each two coloured inks overprinted, and each ink at 50 %.
fn bar(trim: Sides, bleed: Sides, out: &mut String) {
    let patches = [
        "1 0 0 0",
        "0 1 0 0",
        "0 0 1 0",
        "0 0 0 1",
        "1 1 0 0",
        "1 0 1 0",
        "0 1 1 0",
        "0.5 0 0 0",
        "0 0.5 0 0",
        "0 0 0.5 0",
        "0 0 0 0.5",
    ];
    let from = trim[0] + 8.0 * MM;
    let room = (trim[0] + trim[2]) / 2.0 - 6.0 * MM - from;
    let side = (room / 11.0).min(5.0 * MM);
    if side <= 0.0 {
        return;
    }
    let mut x = from;
    for patch in patches {
        let y = bleed[3] + 3.5 * MM;
        _ = writeln!(out, "{patch} k {x} {y} {side} {side} re f");
        x += side;
    }
}

/// A line of text as outlines, so that no font is embedded. Its size is reduced until it fits into `room`.
fn line(words: &str, font: &Font, (x, y): (f32, f32), room: f32, out: &mut String) {
    let Ok(face) = Face::parse(font.data(), font.index()) else {
        return;
    };
    let units = f32::from(face.units_per_em()).max(1.0);
    let glyph = |c| face.glyph_index(c).unwrap_or_default();
    let advance = |c| f32::from(face.glyph_hor_advance(glyph(c)).unwrap_or_default());
    let width: f32 = words.chars().map(advance).sum::<f32>() / units;
    let size = SLUG.min(room / width.max(1.0));
    if size <= 0.0 {
        return;
    }
    let mut pen = Pen {
        out,
        scale: size / units,
        x,
        y,
        last: (0.0, 0.0),
    };
    for c in words.chars() {
        face.outline_glyph(glyph(c), &mut pen);
        pen.x += advance(c) * pen.scale;
    }
    out.push_str("f\n");
}

struct Pen<'a> {
    out: &'a mut String,
    scale: f32,
    x: f32,
    y: f32,
    /// The current point, in font units.
    last: (f32, f32),
}

impl Pen<'_> {
    fn draw<const N: usize>(&mut self, points: [(f32, f32); N], operator: &str) {
        for (x, y) in points {
            let place = (self.x + x * self.scale, self.y + y * self.scale);
            _ = write!(self.out, "{:.3} {:.3} ", place.0, place.1);
            self.last = (x, y);
        }
        _ = writeln!(self.out, "{operator}");
    }
}

impl OutlineBuilder for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.draw([(x, y)], "m");
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.draw([(x, y)], "l");
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        // The same curve as a cubic one.
        let toward = |from: f32, to: f32| from + (to - from) * 2.0 / 3.0;
        let (x0, y0) = self.last;
        let first = (toward(x0, x1), toward(y0, y1));
        self.draw([first, (toward(x, x1), toward(y, y1)), (x, y)], "c");
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.draw([(x1, y1), (x2, y2), (x, y)], "c");
    }

    fn close(&mut self) {
        _ = writeln!(self.out, "h");
    }
}
