//! Checks one drawing: its elements, values, fonts, text and embedded pictures.

use std::sync::{Arc, Mutex, PoisonError};

use typst::foundations::{Bytes, Smart};
use typst::visualize::{ExchangeFormat, RasterImage};
use usvg::{ImageHrefResolver, ImageKind, Options, Tree};

use crate::diagnostic::Code;
use crate::drawing::elements;
use crate::drawing::finding::Finding;
use crate::drawing::fonts::Chooser;
use crate::drawing::heard;
use crate::drawing::words;
use crate::limits::{XML_DEPTH, xml_depth};
use crate::origin::FileId;
use crate::picture::kind::Kind;
use crate::picture::profile::Samples;
use crate::picture::reader;
use crate::typeset::fonts::Fonts;
use crate::vfs::Vfs;

/// Checks a drawing as the engine renders it. Pictures that it links are read through `vfs`, relative to `file`. The
/// findings are sorted and unique. A file that is not UTF-8 or not XML has one finding only.
pub fn check(file: &FileId, bytes: &Bytes, vfs: &Vfs, fonts: &Fonts) -> Vec<Finding> {
    let mut found = Vec::new();
    let Ok(text) = std::str::from_utf8(bytes) else {
        let hint = "save it as UTF-8";
        return vec![Finding::new(
            Code::ImageDamaged,
            "is not text in UTF-8",
            hint,
        )];
    };
    let options = roxmltree::ParsingOptions {
        allow_dtd: true,
        ..Default::default()
    };
    let document = match roxmltree::Document::parse_with_options(text, options) {
        Ok(document) => document,
        Err(error) => {
            let hint = "export it again; a drawing that is cut off ends without `</svg>`";
            return vec![Finding::new(
                Code::ImageDamaged,
                format!("cannot be read: {error}"),
                hint,
            )];
        }
    };
    if xml_depth(&document) > XML_DEPTH {
        return vec![deep()];
    }
    elements::check(&document, &mut found);
    let chooser = Chooser::new(fonts);
    let pictures = Mutex::new(Vec::new());
    let note = |finding| {
        pictures
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(finding)
    };
    let default = ImageHrefResolver::default_data_resolver();
    let options = Options {
        font_family: String::new(),
        font_resolver: usvg::FontResolver {
            select_font: Box::new(|font, database| chooser.select(font, database)),
            select_fallback: Box::new(|c, used, database| chooser.fallback(c, used, database)),
        },
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|mime, data, options| default(mime, data, options)),
            resolve_string: Box::new(|href, _| match linked(file, href, vfs) {
                Ok(kind) => Some(kind),
                Err(finding) => {
                    note(finding);
                    None
                }
            }),
        },
        ..Options::default()
    };
    let (tree, log) = heard::while_reading(|| Tree::from_data(bytes, &options));
    drop(options);
    match tree {
        // What a drawing uses again stands in the place where it is used.
        Ok(tree) if groups(tree.root()) > XML_DEPTH => found.push(deep()),
        Ok(tree) => {
            words::check(&tree, &mut found);
            words::walk(tree.root(), &mut |node| {
                if let usvg::Node::Image(image) = node {
                    found.extend(picture(image.kind()));
                }
            });
        }
        Err(error) => {
            let hint = "give the drawing a `viewBox`, or a width and a height";
            found.push(Finding::new(
                Code::ImageDamaged,
                format!("cannot be read: {error}"),
                hint,
            ));
        }
    }
    found.extend(log.iter().filter_map(|line| heard::finding(line)));
    found.extend(
        pictures
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner),
    );
    // usvg falls back to this family for SVG images inside a drawing, although no author named it.
    let asked =
        |families: &String| families != "Times New Roman" || text.contains("Times New Roman");
    found.extend(chooser.missed().into_iter().filter(asked).map(|families| {
        let what = format!("asks for the font “{families}”, which is not there: its words are set in the layout's own font");
        let hint = "name a font that `fluentpress fonts` lists, put the font's files into fonts/, or turn the words into paths";
        Finding::new(Code::DrawingFont, what, hint)
    }));
    found.sort();
    found.dedup();
    found
}

/// How deep groups stand in each other: usvg stops at a thousand.
fn groups(group: &usvg::Group) -> usize {
    let inner = group.children().iter().map(|node| match node {
        usvg::Node::Group(group) => groups(group),
        _ => 0,
    });
    1 + inner.max().unwrap_or_default()
}

fn deep() -> Finding {
    let what = format!("has elements more than {XML_DEPTH} deep in each other");
    let hint = "ungroup what says nothing: a group that holds one group";
    Finding::new(Code::TooDeep, what, hint)
}

/// Reads a picture that the drawing links by a relative path. It must be a PNG or JPEG file inside the project.
fn linked(drawing: &FileId, href: &str, vfs: &Vfs) -> Result<ImageKind, Finding> {
    let wrong = |what: &str| {
        let hint = "put the picture into the drawing, or beside it inside the project";
        Finding::new(
            Code::MissingImage,
            format!("shows `{href}`, which {what}"),
            hint,
        )
    };
    let path = href.strip_prefix("file://").unwrap_or(href);
    if path.starts_with('/') || path.contains("://") {
        return Err(wrong("is not a file beside it"));
    }
    let mut parts: Vec<&str> = drawing.path().split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or_else(|| wrong("is outside the project"))?;
            }
            name => parts.push(name),
        }
    }
    let file = FileId::new(parts.join("/"));
    let bytes = vfs.bytes(&file).map_err(|_| wrong("cannot be read"))?;
    let bytes = reader::for_engine(file.path(), bytes);
    let data = Arc::new(bytes.to_vec());
    match Kind::of(&bytes) {
        Kind::Png => Ok(ImageKind::PNG(data)),
        Kind::Jpeg => Ok(ImageKind::JPEG(data)),
        other => Err(wrong(&format!(
            "is {}: drawings show PNG and JPEG files",
            other.name()
        ))),
    }
}

/// Checks a picture that is embedded in or linked by a drawing. Reports what usvg does not support: other formats than
/// PNG and JPEG, CMYK, colour profiles, and the EXIF orientation.
fn picture(kind: &ImageKind) -> Option<Finding> {
    let (data, format) = match kind {
        ImageKind::PNG(data) => (data, ExchangeFormat::Png),
        ImageKind::JPEG(data) => (data, ExchangeFormat::Jpg),
        ImageKind::SVG(_) => return None,
        ImageKind::GIF(_) | ImageKind::WEBP(_) => {
            let hint = "put a PNG or a JPEG into the drawing";
            return Some(Finding::new(
                Code::ImageFormat,
                "holds a GIF or WebP picture",
                hint,
            ));
        }
    };
    let bytes = Bytes::new(data.as_ref().clone());
    let raster = match reader::examine(bytes.clone()) {
        Ok(raster) => raster,
        Err(fault) => {
            let what = format!("holds a picture that {}", fault.what);
            return Some(Finding::new(fault.code, what, fault.hint));
        }
    };
    if raster.samples == Samples::Cmyk {
        let hint = "put it in RGB into the drawing, or give the drawing a picture of its own for the press, such as map.press.jpg";
        return Some(Finding::new(
            Code::ImageCmyk,
            "holds a picture in CMYK, which screens cannot show",
            hint,
        ));
    }
    if raster.embedded.is_some() {
        let hint = "put it into the drawing in sRGB, or link it as a file";
        let what = "holds a picture whose colour profile would be left out";
        return Some(Finding::new(Code::ImageProfile, what, hint));
    }
    let image = RasterImage::new(bytes, format, Smart::Auto).ok()?;
    let is_turned = image
        .exif_rotation()
        .is_some_and(|way| (2..=8).contains(&way));
    is_turned.then(|| {
        let hint = "save it upright: drawings leave the orientation of photographs (EXIF) out";
        Finding::new(
            Code::DrawingUnsupported,
            "holds a photograph that would lie on its side",
            hint,
        )
    })
}
