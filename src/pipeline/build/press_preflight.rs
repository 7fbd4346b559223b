//! The preflight of a press file before it is written, each finding at the place where a person wrote it.

use preflight::{Finding, Limits, Place};
use typst::layout::{Abs, Point, Rect};
use typst_layout::PagedDocument;

use crate::brand::{Brand, Ink};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::inspect::items;
use crate::press::Press;
use crate::typeset::compile::Tracer;

/// The pages of an artifact.
#[derive(Clone, Copy)]
pub struct Pages<'a> {
    /// As they were typeset.
    pub document: &'a PagedDocument,
    /// The way back from them to the sources.
    pub tracer: &'a Tracer<'a>,
    /// The name of the artifact's file.
    pub artifact: &'a str,
}

/// Applies the rules of a preflight to the finished file of some pages.
pub fn check(bytes: &[u8], pages: Pages, press: &Press, brand: &Brand, out: &mut Diagnostics) {
    let Pages {
        document,
        tracer,
        artifact,
    } = pages;
    let report = preflight::check(bytes, &limits(press, brand));
    for finding in &report.findings {
        // The same fault in two places of a person's files is two findings.
        let places: Vec<_> = finding.places.iter().map(Some).collect();
        let places = if places.is_empty() {
            vec![None]
        } else {
            places
        };
        for place in places {
            let diagnostic = diagnostic(finding, place).place(artifact, finding.page, None);
            let page = finding.page.and_then(|n| document.pages().get(n - 1));
            let span = page
                .zip(place)
                .and_then(|(page, place)| items::at(page, area(place)));
            let origin = span.and_then(|span| tracer.glyph(span).origin().cloned());
            out.push(match origin {
                Some(origin) => diagnostic.at(origin),
                None => diagnostic,
            });
        }
    }
    for open in &report.undecided {
        let name = open.rule.text().name;
        let message = format!("the preflight could not decide “{name}”: {}", open.reason);
        let warning = Diagnostic::new(Code::PressUndecided, message);
        out.push(warning.place(artifact, open.page, None));
    }
}

fn limits(press: &Press, brand: &Brand) -> Limits {
    let inks = brand.colors.values().filter_map(|c| c.press.as_ref());
    let spots = inks.filter_map(|ink| match ink {
        Ink::Spot { name, .. } => Some(name.clone()),
        Ink::Process(_) => None,
    });
    Limits {
        standard: press.standard,
        bleed: f64::from(press.bleed),
        total_ink: f64::from(press.total_ink),
        min_ppi: f64::from(press.min_ppi),
        spots: spots.collect(),
        ..Limits::default()
    }
}

fn diagnostic(finding: &Finding, place: Option<&Place>) -> Diagnostic {
    let diagnostic = Diagnostic::of_preflight(finding);
    let diagnostic = match place {
        Some(place) => diagnostic.hint(format!(
            "it is {:.1} mm from the left and {:.1} mm from the top of the page, {:.1} × {:.1} mm",
            place.left, place.top, place.width, place.height
        )),
        None => diagnostic,
    };
    match finding.fix.as_str() {
        "" => diagnostic,
        fix => diagnostic.hint(fix),
    }
}

/// A place as points from the top left of the page, which is the trim.
fn area(place: &Place) -> Rect {
    let min = Point::new(Abs::mm(place.left), Abs::mm(place.top));
    let size = Point::new(Abs::mm(place.width), Abs::mm(place.height));
    Rect::new(min, min + size)
}
