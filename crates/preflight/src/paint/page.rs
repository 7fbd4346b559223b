//! The rules about single marks: colour, black, spot colours, overprint, resolution, fonts, hairlines.

use std::collections::BTreeSet;

use crate::colour::raster::Raster;
use crate::colour::space::Space;
use crate::findings::Findings;
use crate::geometry::{INCH, Matrix, Rect};
use crate::limits::{Limits, Standard};
use crate::paint::mark::{Blend, Kind, Mark, Source};
use crate::paint::sheet::Sheet;
use crate::pdf::font::Font;
use crate::rule::Rule;

/// Differences below this are rounding, in points.
const ROUNDING: f64 = 0.005;
/// The same for pixels per inch.
const PPI: f64 = 0.5;

/// Applies the rules to the marks of a page.
pub struct PageCheck<'b> {
    /// The numbers that the rules are applied with.
    pub limits: &'b Limits,
    /// The page.
    pub sheet: Sheet,
    /// Where findings go.
    pub findings: &'b mut Findings,
    /// The foreign colour spaces that were painted with.
    pub foreign: BTreeSet<String>,
}

impl PageCheck<'_> {
    /// Adds an error at a place.
    pub fn error(&mut self, rule: Rule, at: Option<&Rect>, message: impl Into<String>) {
        let place = at.map(|bounds| self.sheet.place(bounds));
        self.findings
            .error(rule, Some(self.sheet.page), place, message);
    }

    /// Adds a warning at a place.
    pub fn warning(&mut self, rule: Rule, at: Option<&Rect>, message: impl Into<String>) {
        let place = at.map(|bounds| self.sheet.place(bounds));
        self.findings
            .warning(rule, Some(self.sheet.page), place, message);
    }

    /// Says that a rule cannot be decided on this page.
    pub fn undecided(&mut self, rule: Rule, reason: impl Into<String>) {
        self.findings.undecided(rule, Some(self.sheet.page), reason);
    }

    /// A colour space that is used at a place.
    pub fn space(&mut self, what: &str, space: &Space, at: &Rect) {
        for name in space.foreign() {
            self.error(Rule::Colour, Some(at), format!("{what} in {name}"));
            self.foreign.insert(name);
        }
        if let Some(why) = space.unknown() {
            for rule in [
                Rule::Colour,
                Rule::Black,
                Rule::Spot,
                Rule::Overprint,
                Rule::Ink,
            ] {
                self.undecided(rule, why);
            }
        }
        for name in space.spots() {
            if *name == *"All" {
                if at.overlaps(&self.sheet.bleed) {
                    let message = format!("{what} in the colour All, inside the bleed");
                    self.error(Rule::Spot, Some(at), message);
                }
            } else if !self.limits.spots.contains(&*name) {
                let message = format!("the spot colour `{name}` is not on the list");
                self.error(Rule::Spot, Some(at), message);
            }
        }
    }

    /// A mark with a plain colour.
    pub fn mark(&mut self, mark: &Mark) {
        let at = Some(&mark.outer);
        let Some(ink) = &mark.ink else {
            return;
        };
        if mark.kind.is_fine() && ink.is_mixed_grey() {
            let what = mark.kind.name();
            let message = format!("{what} in a grey of several inks: {}", ink.shown());
            self.error(Rule::Black, at, message);
        }
        let opaque = !mark.soft && mark.blend == Blend::Normal;
        if mark.kind == Kind::Text && ink.is_black() && opaque {
            match (mark.overprint, mark.source) {
                (true, Source::Cmyk) if mark.mode1 => {}
                (true, Source::Spot) => {}
                (true, Source::Cmyk) => {
                    let message = "black text overprints in mode 0, which knocks out all the same";
                    self.error(Rule::Overprint, at, message);
                }
                (true, Source::Process) => {
                    let message =
                        "black text in DeviceGray, which knocks out even when it overprints";
                    self.error(Rule::Overprint, at, message);
                }
                (false, _) => self.error(Rule::Overprint, at, "black text does not overprint"),
            }
        }
        if ink.is_none() && mark.overprint {
            let message = format!(
                "{} in white overprints: it will not be there",
                mark.kind.name()
            );
            self.error(Rule::Overprint, at, message);
        }
    }

    /// The width of a stroke as placed.
    pub fn stroke(&mut self, width: f64, matrix: &Matrix, at: &Rect) {
        let points = width * matrix.scales().0;
        let least = self.limits.min_stroke;
        if points < least - ROUNDING {
            let message = format!("a line of {points:.2} pt is thinner than {least} pt");
            self.error(Rule::Hairline, Some(at), message);
        }
    }

    /// A filled rectangle that may be as thin as a line.
    pub fn thin(&mut self, area: &Rect, at: &Rect) {
        let (thin, long) = (
            area.width().min(area.height()),
            area.width().max(area.height()),
        );
        let least = self.limits.min_stroke;
        if thin < least - ROUNDING && long >= least {
            let message = format!("a filled rectangle of {thin:.2} pt is thinner than {least} pt");
            self.warning(Rule::Hairline, Some(at), message);
        }
    }

    /// The resolution of an image or a mask as placed.
    pub fn resolution(&mut self, what: &str, raster: &Raster, matrix: &Matrix, at: &Rect) {
        let (width, height) = matrix.lengths();
        if width <= 0.0 || height <= 0.0 || raster.ink.as_ref().is_ok_and(|extremes| extremes.even)
        {
            return;
        }
        let ppi = (raster.width * INCH / width).min(raster.height * INCH / height);
        let least = self.limits.min_ppi;
        let good = self.limits.good_ppi;
        let what = format!(
            "{what} of {} × {} pixels has {ppi:.0} ppi as placed",
            raster.width, raster.height
        );
        if ppi < least - PPI {
            let message = format!("{what}, and at least {least} are needed");
            self.error(Rule::Resolution, Some(at), message);
        } else if ppi < good - PPI {
            let message = format!("{what}, less than {good}");
            self.warning(Rule::Resolution, Some(at), message);
        }
    }

    /// A font that text is set in.
    pub fn font(&mut self, font: &Font, at: Option<&Rect>) {
        let name = &font.name;
        if font.type3.is_some() {
            self.error(Rule::Fonts, at, format!("the font {name} is a Type 3 font"));
        } else if !font.is_embedded {
            self.error(Rule::Fonts, at, format!("the font {name} is not embedded"));
        }
    }

    /// Something that PDF/X-1a does not have.
    pub fn transparent(&mut self, what: &str, at: Option<&Rect>) {
        if self.limits.standard == Standard::X1a {
            self.error(Rule::Transparency, at, format!("{what}, in PDF/X-1a"));
        }
    }
}
