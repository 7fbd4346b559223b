//! Pages as SVG pictures, and the section on each slide: the content of handouts.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use typst::foundations::{Label, Selector, Value};
use typst::introspection::Introspector;
use typst::layout::{Frame, FrameItem};
use typst::utils::PicoStr;
use typst::visualize::{ImageKind, RasterImage};
use typst_layout::{Page, PagedDocument};
use typst_svg::SvgOptions;

/// The label of the metadata element that holds the id of a section on a slide.
const SLIDE: &str = "fp-slide";

/// A page as SVG, with all text as outlines, that of embedded drawings too.
pub fn svg(page: &Page) -> String {
    let mut page = page.clone();
    page.frame = unlinked(&page.frame);
    let mut svg = typst_svg::svg(&page, &SvgOptions::default());
    let mut drawings = BTreeMap::new();
    nested(&page.frame, &mut drawings);
    for (url, drawing) in drawings {
        svg = svg.replace(&url, &self::url("svg+xml", drawing.as_bytes()));
    }
    svg
}

/// A copy of a frame without links. The SVG export writes their addresses unescaped, so an `&` would make the file
/// invalid.
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

/// Collects replacements for images that would render wrongly inside an SVG in another document: by data URL, an
/// equivalent SVG. Text of drawings becomes outlines, as its fonts are not available there; photographs are rotated
/// upright.
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

/// A photograph with an EXIF orientation other than upright (EXIF 2.3, 4.6.4), rotated: its data URL and the SVG to use
/// instead.
fn upright(raster: &RasterImage) -> Option<(String, String)> {
    use typst::visualize::{ExchangeFormat, RasterFormat};
    let kind = match raster.format() {
        RasterFormat::Exchange(ExchangeFormat::Jpg) => "jpeg",
        RasterFormat::Exchange(ExchangeFormat::Png) => "png",
        _ => return None,
    };
    let (w, h) = (raster.width(), raster.height());
    // Maps the stored rows and columns, at their stored size, to the upright picture.
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

/// A data URL.
fn url(kind: &str, bytes: &[u8]) -> String {
    format!("data:image/{kind};base64,{}", STANDARD.encode(bytes))
}

/// By page, the ids of the sections that the slide shows, all or part of each.
pub fn sections(document: &PagedDocument) -> Vec<Vec<String>> {
    let mut sections = vec![Vec::new(); document.pages().len()];
    let Some(label) = Label::new(PicoStr::intern(SLIDE)) else {
        return sections;
    };
    let introspector = document.introspector();
    for element in introspector.query(&Selector::Label(label)) {
        let page = element.location().and_then(|at| introspector.page(at));
        let value = element.field_by_name("value").ok();
        if let (Some(page), Some(Value::Str(id))) = (page, value)
            && let Some(slot) = sections.get_mut(page.get() - 1)
        {
            slot.push(id.to_string());
        }
    }
    sections
}
