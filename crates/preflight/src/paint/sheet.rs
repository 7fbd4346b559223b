//! Page boxes (ISO 32000-1, 14.11.2) and the bleed.

use lopdf::Object;

use crate::findings::Findings;
use crate::geometry::{INCH, MM, Matrix, Rect, number};
use crate::limits::Limits;
use crate::pdf::file::File;
use crate::pdf::tree::PageNode;
use crate::report::Place;
use crate::rule::Rule;

/// Differences below this are rounding, in points.
const ROUNDING: f64 = 0.1;

/// The geometry of a page, in points: user space times `UserUnit`.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The page, from 1.
    pub page: usize,
    /// All of it.
    pub media: Rect,
    /// What the printer needs.
    pub bleed: Rect,
    /// What is left when it is cut.
    pub trim: Rect,
    /// By how much it is turned for reading, in degrees clockwise.
    pub turn: i64,
    /// `UserUnit`: points for each unit.
    pub unit: f64,
}

impl Sheet {
    /// Reads the boxes of a page and reports what is wrong with them. Boxes that are missing get the
    /// values that printers would assume, so that the other rules can be applied.
    pub fn read(
        file: &File,
        node: &PageNode,
        page: usize,
        limits: &Limits,
        findings: &mut Findings,
    ) -> Self {
        let unit = file.number(node.dict, b"UserUnit").unwrap_or(1.0);
        let unit = unit.clamp(0.001, 10_000.0);
        let read = |object: Option<&Object>| {
            let all = object?.as_array().ok()?.iter();
            let numbers: Vec<Object> = all.map(|n| file.resolve(n).clone()).collect();
            let rect = Rect::read(&numbers)?.times(unit);
            (rect.width() > 0.0 && rect.height() > 0.0).then_some(rect)
        };
        let own = |key: &[u8]| read(file.get(node.dict, key));
        let mut error = |message: String| findings.error(Rule::Boxes, Some(page), None, message);
        let media = read(node.inherited(b"MediaBox")).unwrap_or_else(|| {
            error("the page has no MediaBox".to_owned());
            Rect::new(0.0, 0.0, 8.5 * INCH, 11.0 * INCH)
        });
        let crop = read(node.inherited(b"CropBox"));
        let asked = limits.bleed * MM;
        let (trim, bleed) = (own(b"TrimBox"), own(b"BleedBox"));
        let trim = match (trim, own(b"ArtBox")) {
            (Some(trim), None) => trim,
            (Some(trim), Some(_)) => {
                error("the page has both a TrimBox and an ArtBox; PDF/X wants one".to_owned());
                trim
            }
            (None, _) => {
                error("the page has no TrimBox".to_owned());
                crop.unwrap_or(bleed.map_or(media, |bleed| bleed.grown(-asked)))
            }
        };
        if !media.holds(&trim, -ROUNDING) {
            error("the TrimBox is not inside the MediaBox".to_owned());
        }
        let bleed = match bleed {
            None => {
                if asked > 0.0 {
                    error("the page has no BleedBox".to_owned());
                }
                trim.grown(asked)
            }
            Some(bleed) => {
                if !media.holds(&bleed, -ROUNDING) {
                    error("the BleedBox is not inside the MediaBox".to_owned());
                }
                if !bleed.holds(&trim, -ROUNDING) {
                    error("the TrimBox is not inside the BleedBox".to_owned());
                } else if !bleed.holds(&trim, asked - ROUNDING) {
                    let sides = [
                        trim.x0 - bleed.x0,
                        bleed.x1 - trim.x1,
                        trim.y0 - bleed.y0,
                        bleed.y1 - trim.y1,
                    ];
                    let least = sides.into_iter().fold(f64::MAX, f64::min) / MM;
                    error(format!(
                        "the bleed is {least:.1} mm, not {} mm",
                        limits.bleed
                    ));
                }
                bleed
            }
        };
        if crop.is_some_and(|crop| !crop.holds(&bleed, -ROUNDING)) {
            let message =
                "the CropBox cuts off the bleed: viewers and some servers hide what is outside";
            findings.warning(Rule::Boxes, Some(page), None, message);
        }
        let turn = node.inherited(b"Rotate").and_then(number).unwrap_or(0.0) as i64;
        if turn % 90 != 0 {
            let message = format!("the page is turned by {turn} degrees, which is no quarter");
            findings.error(Rule::Boxes, Some(page), None, message);
        }
        Self {
            page,
            media,
            bleed,
            trim,
            turn,
            unit,
        }
    }

    /// A place on this page, for findings.
    pub fn place(&self, bounds: &Rect) -> Place {
        Place::new(bounds, &self.trim, self.turn, self.unit)
    }

    /// From user space to points.
    pub fn matrix(&self) -> Matrix {
        Matrix([self.unit, 0.0, 0.0, self.unit, 0.0, 0.0])
    }
}
