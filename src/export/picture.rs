//! Pages as pictures, and which section each slide shows: what a handout is made from.

use typst::foundations::{Label, Selector, Value};
use typst::introspection::Introspector;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;
use typst_svg::SvgOptions;

/// The label of the metadata that names a slide's section.
const SLIDE: &str = "fp-slide";

/// A page as an SVG drawing, its text as shapes.
pub fn svg(document: &PagedDocument, page: usize) -> Option<String> {
    let page = document.pages().get(page)?;
    Some(typst_svg::svg(page, &SvgOptions::default()))
}

/// For each page, the id of the section that it shows, the first time that it is shown.
pub fn sections(document: &PagedDocument) -> Vec<Option<String>> {
    let mut sections = vec![None; document.pages().len()];
    let mut seen = Vec::new();
    let Some(label) = Label::new(PicoStr::intern(SLIDE)) else {
        return sections;
    };
    let introspector = document.introspector();
    for element in introspector.query(&Selector::Label(label)) {
        let page = element.location().and_then(|at| introspector.page(at));
        let value = element.field_by_name("value").ok();
        if let (Some(page), Some(Value::Str(id))) = (page, value)
            && let Some(slot) = sections.get_mut(page.get() - 1)
            && !seen.contains(&id)
        {
            *slot = Some(id.to_string());
            seen.push(id);
        }
    }
    sections
}
