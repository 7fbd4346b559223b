//! What paper does not have: annotations, forms, actions, scripts, attachments, bookmarks, tags.

use lopdf::{Dictionary, Object};

use crate::findings::Findings;
use crate::geometry::Rect;
use crate::limits::{Limits, Standard};
use crate::paint::sheet::Sheet;
use crate::pdf::file::{File, shown};
use crate::pdf::tree::PageNode;
use crate::rule::Rule;

/// How deep objects are searched.
const DEPTH: usize = 32;

/// Applies the rule to a page.
pub fn check_page(file: &File, node: &PageNode, sheet: &Sheet, findings: &mut Findings) {
    let page = Some(sheet.page);
    for entry in file.array(node.dict, b"Annots").unwrap_or_default() {
        let Object::Dictionary(annotation) = file.resolve(entry) else {
            continue;
        };
        let bounds = file.array(annotation, b"Rect").and_then(Rect::read);
        let place = bounds.map(|bounds| sheet.place(&bounds.times(sheet.unit)));
        let kind = file.name(annotation, b"Subtype").unwrap_or(b"?");
        let message = format!("an annotation of the kind {}", shown(kind));
        findings.error(Rule::Interactive, page, place, message);
    }
    if file.get(node.dict, b"AA").is_some() {
        findings.error(Rule::Interactive, page, None, "the page has actions");
    }
}

/// Applies the rule to the catalogue and to all objects.
pub fn check_file(file: &File, limits: &Limits, findings: &mut Findings) {
    let Some(catalog) = file.catalog() else {
        return;
    };
    let names = file.dict(catalog, b"Names");
    let mut error = |message: &str| findings.error(Rule::Interactive, None, None, message);
    let has = |dict: &Dictionary, key: &[u8]| file.get(dict, key).is_some();
    let named = |key: &[u8]| names.is_some_and(|names| has(names, key));
    // A place to open the file at is no action.
    if matches!(
        file.get(catalog, b"OpenAction"),
        Some(Object::Dictionary(_))
    ) {
        error("the file opens with an action");
    }
    for (is, message) in [
        (has(catalog, b"AA"), "the file has actions"),
        (has(catalog, b"AcroForm"), "the file has a form"),
        (named(b"JavaScript"), "the file has scripts"),
        (named(b"EmbeddedFiles"), "files are attached"),
        (has(catalog, b"AF"), "files are associated with it"),
        (has(catalog, b"Collection"), "the file is a portfolio"),
    ] {
        if is {
            error(message);
        }
    }
    let mut found = Found::default();
    for object in file.document.objects.values() {
        search(object, 0, &mut found);
    }
    if found.script && !named(b"JavaScript") {
        error("the file has scripts");
    }
    if found.attachment && !named(b"EmbeddedFiles") {
        error("files are attached");
    }
    let outlines = file.dict(catalog, b"Outlines");
    if outlines.is_some() && found.bookmark_action {
        error("bookmarks have actions");
    } else if outlines.is_some_and(|dict| has(dict, b"First")) {
        let message = "the file has bookmarks, which do no harm and no good on paper";
        findings.warning(Rule::Interactive, None, None, message);
    }
    if has(catalog, b"StructTreeRoot") {
        let message = "the file is tagged, which does no harm and no good on paper";
        findings.warning(Rule::Interactive, None, None, message);
    }
    if has(catalog, b"OCProperties") && limits.standard == Standard::X1a {
        findings.error(
            Rule::Transparency,
            None,
            None,
            "optional content, in PDF/X-1a",
        );
    }
}

#[derive(Default)]
struct Found {
    script: bool,
    attachment: bool,
    bookmark_action: bool,
}

/// Looks for scripts and attachments wherever they hang.
fn search(object: &Object, depth: usize, found: &mut Found) {
    if depth > DEPTH {
        return;
    }
    let dict = match object {
        Object::Array(all) => {
            for entry in all {
                search(entry, depth + 1, found);
            }
            return;
        }
        Object::Dictionary(dict) => dict,
        Object::Stream(stream) => &stream.dict,
        _ => return,
    };
    let name = |key: &[u8]| dict.get(key).and_then(Object::as_name).unwrap_or_default();
    found.script |= name(b"S") == b"JavaScript" && dict.has(b"JS");
    found.attachment |= name(b"Type") == b"EmbeddedFile" || dict.has(b"EF");
    // Only bookmarks have a title, a parent and an action.
    let bookmark = dict.has(b"Title") && dict.has(b"Parent");
    let action = dict.get(b"A").and_then(Object::as_dict);
    let goes = action
        .and_then(|action| action.get(b"S"))
        .and_then(Object::as_name);
    found.bookmark_action |= bookmark && dict.has(b"A") && !matches!(goes, Ok(b"GoTo"));
    for (_, value) in dict.iter() {
        search(value, depth + 1, found);
    }
}
