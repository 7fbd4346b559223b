//! Rewrites the engine's PDF into a press file.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use preflight::Standard;
use typst::text::Font;

use crate::brand::Brand;
use crate::export::press::color::Converter;
use crate::export::press::content::{Inks, KNOCKOUT, OVERPRINT};
use crate::export::press::image;
use crate::export::press::marks::{self, Sides};
use crate::export::press::metadata;
use crate::export::press::objects::{self, add_resource, is, masks, streams};
use crate::export::press::shading;
use crate::export::press::space::Spaces;
use crate::press::Press;

/// The parameters of a press file.
pub struct Sheet<'a> {
    /// The press settings: standard, condition, marks.
    pub press: &'a Press,
    /// The brand, whose inks are printed without conversion.
    pub brand: &'a Brand,
    /// The artifact's name, for the slug line and the document identifier.
    pub name: &'a str,
    /// The font of the slug line. Without one, there is no slug line.
    pub font: Option<Font>,
}

/// Rewrites an untagged PDF of the engine into PDF/X. The error is the reason why it cannot be printed.
pub fn finish(bytes: &[u8], sheet: &Sheet) -> Result<Vec<u8>, String> {
    let failed = |error: lopdf::Error| error.to_string();
    let mut document = Document::load_mem(bytes).map_err(failed)?;
    let (major, minor) = sheet.press.standard.version();
    document.version = format!("{major}.{minor}");
    strip(&mut document).map_err(failed)?;
    print(&mut document, sheet)?;
    for (index, page) in document
        .page_iter()
        .collect::<Vec<_>>()
        .into_iter()
        .enumerate()
    {
        boxes(&mut document, page, index, sheet).map_err(failed)?;
    }
    document.prune_objects();
    document.renumber_objects();
    metadata::describe(&mut document, sheet.press, sheet.name)?;
    document.prune_objects();
    let mut finished = Vec::with_capacity(bytes.len() * 2);
    document
        .save_to(&mut finished)
        .map_err(|error| error.to_string())?;
    Ok(finished)
}

/// Removes everything from the catalog and the pages except painted content, boxes, page labels and the language.
fn strip(document: &mut Document) -> Result<(), lopdf::Error> {
    let kept = ["Type", "Pages", "PageLabels", "Lang"];
    let catalog = document.catalog_mut()?;
    *catalog = only(catalog, &kept);
    for page in document.page_iter().collect::<Vec<_>>() {
        let kept = [
            "Type",
            "Parent",
            "MediaBox",
            "TrimBox",
            "Resources",
            "Contents",
            "Rotate",
            "Group",
        ];
        let dict = document.get_dictionary_mut(page)?;
        *dict = only(dict, &kept);
    }
    Ok(())
}

fn only(dict: &Dictionary, kept: &[&str]) -> Dictionary {
    let kept = dict
        .iter()
        .filter(|(key, _)| kept.iter().any(|k| k.as_bytes() == key.as_slice()));
    kept.map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

/// Converts everything that is painted into inks.
fn print(document: &mut Document, sheet: &Sheet) -> Result<(), String> {
    let converter = Converter::new(sheet.press, sheet.brand)?;
    let spaces = Spaces::of(document);
    let inks = Inks {
        converter: &converter,
        spaces: &spaces,
    };
    let masks = masks(document);
    let pages: Vec<_> = document.page_iter().collect();
    for page in pages {
        let content = document.get_page_content(page);
        let printed = painted(document, page, &content, &inks, false)?;
        let id = document.add_object(stream(Dictionary::new(), printed)?);
        if let Ok(dict) = document.get_dictionary_mut(page) {
            dict.set("Contents", id);
            if sheet.press.standard == Standard::X1a {
                dict.remove(b"Group");
            }
        }
    }
    for id in streams(document, |dict| {
        is(dict, b"Subtype", b"Form") || dict.has(b"PatternType")
    }) {
        let Ok(form) = document.get_object(id).and_then(Object::as_stream) else {
            continue;
        };
        let (mut dict, content) = (form.dict.clone(), form.get_plain_content());
        let content = content.map_err(|error| error.to_string())?;
        let printed = painted(document, id, &content, &inks, masks.contains(&id))?;
        dict.remove(b"Filter");
        dict.remove(b"DecodeParms");
        // `painted` may have added a graphics state to its resources.
        if let Some(now) = objects::dict(document, id)
            && let Ok(resources) = now.get(b"Resources")
        {
            dict.set("Resources", resources.clone());
        }
        document.objects.insert(id, stream(dict, printed)?.into());
    }
    let images = streams(document, |dict| is(dict, b"Subtype", b"Image"));
    for id in &images {
        image::unmask(document, *id);
    }
    for id in images.into_iter().filter(|id| !masks.contains(id)) {
        image::print(document, id, &converter, &spaces)?;
    }
    shading::print(document, &inks, &masks)
}

/// Rewrites the content of a page or a form, and adds the graphics states that it uses to its resources.
fn painted(
    document: &mut Document,
    owner: ObjectId,
    content: &[u8],
    inks: &Inks,
    mask: bool,
) -> Result<Vec<u8>, String> {
    let none = Dictionary::new();
    let dict = objects::dict(document, owner).ok_or("an object is missing")?;
    let resources = dict
        .get_deref(b"Resources", document)
        .and_then(Object::as_dict);
    let printed = inks.printed(content, resources.unwrap_or(&none), document, mask)?;
    if printed.overprints {
        for (name, over) in [(OVERPRINT, true), (KNOCKOUT, false)] {
            let state = dictionary! {
                "Type" => "ExtGState",
                "OP" => false,
                "op" => over,
                "OPM" => i64::from(over),
            };
            add_resource(document, owner, "ExtGState", name, state.into());
        }
    }
    Ok(printed.content)
}

/// Sets a page's boxes, and draws the marks around it. The origin of the content is kept, so marks have negative
/// coordinates.
fn boxes(
    document: &mut Document,
    page: ObjectId,
    index: usize,
    sheet: &Sheet,
) -> Result<(), lopdf::Error> {
    let dict = document.get_dictionary(page)?;
    let media = dict.get(b"MediaBox").and_then(sides)?;
    let trim = dict.get(b"TrimBox").and_then(sides).unwrap_or(media);
    let mut sheet_box = media;
    if sheet.press.marks {
        let date = metadata::date(document).unwrap_or_default();
        let day = date.get(..10).unwrap_or_default();
        let pages = document.page_iter().count();
        let slug = format!("{}    {day}    {}/{pages}", sheet.name, index + 1);
        let drawn = marks::content(trim, media, &slug, sheet.font.as_ref());
        let mut content = b"q\n".to_vec();
        content.extend(document.get_page_content(page));
        content.extend(b"\nQ\n");
        content.extend(drawn.into_bytes());
        add_resource(
            document,
            page,
            "ColorSpace",
            marks::ALL,
            marks::all_plates(),
        );
        let mut stream = Stream::new(Dictionary::new(), content);
        stream.compress()?;
        let id = document.add_object(stream);
        document.get_dictionary_mut(page)?.set("Contents", id);
        let room = marks::ROOM;
        sheet_box = [
            media[0] - room,
            media[1] - room,
            media[2] + room,
            media[3] + room,
        ];
    }
    let dict = document.get_dictionary_mut(page)?;
    for (name, sides) in [
        ("MediaBox", sheet_box),
        ("BleedBox", media),
        ("TrimBox", trim),
    ] {
        dict.set(name, sides.map(Object::Real).to_vec());
    }
    Ok(())
}

fn sides(object: &Object) -> Result<Sides, lopdf::Error> {
    let parts = object.as_array()?;
    let mut sides = [0.0; 4];
    for (side, part) in sides.iter_mut().zip(parts) {
        *side = part.as_float()?;
    }
    Ok(sides)
}

fn stream(dict: Dictionary, content: Vec<u8>) -> Result<Stream, String> {
    let mut stream = Stream::new(dict, content);
    stream.compress().map_err(|error| error.to_string())?;
    Ok(stream)
}
