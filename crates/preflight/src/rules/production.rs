//! What changes plates on their way: OPI, preseparated pages, transfer functions, screens of their own.

use lopdf::{Dictionary, Object};

use crate::paint::page::PageCheck;
use crate::pdf::file::{File, dictionary};
use crate::rule::Rule;

/// The halftones that PDF/X has: one screen, and one for each plate (ISO 32000-1, 10.5.5).
const SCREENS: [f64; 2] = [1.0, 5.0];

/// A page that is one plate of several (ISO 32000-1, 14.11.4).
pub fn check_page(file: &File, dict: &Dictionary, page: &mut PageCheck) {
    if file.get(dict, b"SeparationInfo").is_some() {
        page.error(
            Rule::Production,
            None,
            "the page is preseparated: one plate of several",
        );
    }
}

/// A form or an image that stands for another file (ISO 32000-1, 14.11.7).
pub fn object(file: &File, dict: &Dictionary, page: &mut PageCheck) {
    if file.get(dict, b"OPI").is_some() {
        let message =
            "an image or a form stands for another file (OPI), which the press would have to have";
        page.error(Rule::Production, None, message);
    }
}

/// A graphics state that changes inks or their dots (ISO 15930-7, 6.2.4).
pub fn state(file: &File, dict: &Dictionary, page: &mut PageCheck) {
    let keys: [&[u8]; 2] = [b"TR", b"TR2"];
    if keys
        .iter()
        .any(|key| is_changing(file, file.get(dict, key)))
    {
        let message = "a graphics state has a transfer function, which changes all inks";
        page.error(Rule::Production, None, message);
    }
    if file.get(dict, b"HTP").is_some() {
        let message = "a graphics state has a halftone phase (HTP)";
        page.error(Rule::Production, None, message);
    }
    match file.get(dict, b"HT") {
        None | Some(Object::Name(_)) => {}
        Some(halftone) => halftones(file, dictionary(halftone), page),
    }
}

/// Whether a transfer function, or one of the four, is another than the identity.
fn is_changing(file: &File, function: Option<&Object>) -> bool {
    match function {
        None => false,
        Some(Object::Name(name)) => !matches!(name.as_slice(), b"Identity" | b"Default"),
        Some(Object::Array(all)) => all
            .iter()
            .any(|one| is_changing(file, Some(file.resolve(one)))),
        Some(_) => true,
    }
}

fn halftones(file: &File, halftone: Option<&Dictionary>, page: &mut PageCheck) {
    let kind = halftone.and_then(|dict| file.number(dict, b"HalftoneType"));
    let is_known = kind.is_some_and(|kind| SCREENS.contains(&kind));
    let is_named = halftone.is_some_and(|dict| file.get(dict, b"HalftoneName").is_some());
    let transfer = halftone.and_then(|dict| file.get(dict, b"TransferFunction"));
    if is_changing(file, transfer) {
        let message = "a halftone has a transfer function, which changes inks";
        page.error(Rule::Production, None, message);
    } else if !is_known || is_named {
        let message = "a halftone of a kind that PDF/X does not have";
        page.error(Rule::Production, None, message);
    } else {
        let message = "a graphics state has a screen of its own, in place of the printer's";
        page.warning(Rule::Production, None, message);
    }
}
