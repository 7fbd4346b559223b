//! Pages as pictures, and which section each slide shows: what a handout is made from.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use typst::foundations::{Label, Selector, Value};
use typst::introspection::Introspector;
use typst::layout::{Frame, FrameItem};
use typst::utils::PicoStr;
use typst::visualize::{ImageKind, RasterImage};
use typst_layout::PagedDocument;
use typst_svg::SvgOptions;

/// The label of the metadata that names a slide's section.
const SLIDE: &str = "fp-slide";

/// A page as an SVG drawing, its text as shapes, that of drawings on it too.
pub fn svg(document: &PagedDocument, page: usize) -> Option<String> {
    let page = document.pages().get(page)?;
    let mut page = page.clone();
    page.frame = unlinked(&page.frame);
    let mut svg = typst_svg::svg(&page, &SvgOptions::default());
    let mut drawings = BTreeMap::new();
    nested(&page.frame, &mut drawings);
    for (url, drawing) in drawings {
        svg = svg.replace(&url, &self::url("svg+xml", drawing.as_bytes()));
    }
    Some(svg)
}

/// A frame without links, which a picture does not have: the engine writes their addresses into the drawing as they are, and an
/// `&` among them breaks it.
fn unlinked(frame: &Frame) -> Frame {
    let mut out = Frame::new(frame.size(), frame.kind());
    for (at, item) in frame.items() {
        match item {
            FrameItem::Link(..) => {}
            FrameItem::Group(group) => {
                let mut group = group.clone();
                group.frame = unlinked(&group.frame);
                out.push(*at, FrameItem::Group(group));
            }
            other => out.push(*at, other.clone()),
        }
    }
    out
}

/// The images of a page that a drawing in a drawing would not show right, by their addresses in the page, each as a drawing
/// that it does: the words of drawings, whose fonts are lost there, as shapes; photographs upright.
fn nested(frame: &Frame, out: &mut BTreeMap<String, String>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => nested(&group.frame, out),
            FrameItem::Image(image, ..) => match image.kind() {
                ImageKind::Svg(drawing) => {
                    let options = usvg::WriteOptions::default();
                    let shapes = || drawing.tree().to_string(&options);
                    out.entry(url("svg+xml", drawing.data()))
                        .or_insert_with(shapes);
                }
                ImageKind::Raster(raster) => {
                    if let Some((url, upright)) = upright(raster) {
                        out.insert(url, upright);
                    }
                }
                ImageKind::Pdf(_) => {}
            },
            _ => {}
        }
    }
}

/// A photograph that its file has on its side or head, turned as the camera noted (EXIF 2.3, 4.6.4).
fn upright(raster: &RasterImage) -> Option<(String, String)> {
    use typst::visualize::{ExchangeFormat, RasterFormat};
    let kind = match raster.format() {
        RasterFormat::Exchange(ExchangeFormat::Jpg) => "jpeg",
        RasterFormat::Exchange(ExchangeFormat::Png) => "png",
        _ => return None,
    };
    let (w, h) = (raster.width(), raster.height());
    // What takes the file's rows and columns, as large as they are there, to where they are seen.
    let matrix = match raster.exif_rotation()? {
        2 => format!("-1 0 0 1 {w} 0"),
        3 => format!("-1 0 0 -1 {w} {h}"),
        4 => format!("1 0 0 -1 0 {h}"),
        5 => "0 1 1 0 0 0".to_owned(),
        6 => format!("0 1 -1 0 {w} 0"),
        7 => format!("0 -1 -1 0 {w} {h}"),
        8 => format!("0 -1 1 0 0 {h}"),
        _ => return None,
    };
    let (columns, rows) = match raster.exif_rotation()? {
        5..=8 => (h, w),
        _ => (w, h),
    };
    let url = url(kind, raster.data());
    let drawing = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\"><image transform=\"matrix({matrix})\" width=\"{columns}\" height=\"{rows}\" preserveAspectRatio=\"none\" href=\"{url}\"/></svg>"
    );
    Some((url, drawing))
}

/// The address of a file that is written out in a drawing.
fn url(kind: &str, bytes: &[u8]) -> String {
    format!("data:image/{kind};base64,{}", STANDARD.encode(bytes))
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
