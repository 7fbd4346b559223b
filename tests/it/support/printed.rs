//! What a press file draws, and with which inks.

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::pdf::Pdf;

/// A colour as an operator sets it: its name in lower case and its numbers.
#[derive(Clone, PartialEq, Debug)]
pub struct Ink(pub String, pub Vec<f32>);

/// What an operator painted.
#[derive(Clone, PartialEq, Debug)]
pub struct Painted {
    /// `text`, `fill`, `stroke` or `object`.
    pub what: &'static str,
    /// The ink.
    pub ink: Ink,
    /// Whether it overprints.
    pub over: bool,
}

/// Everything that is painted on a page, forms included.
pub fn painted(pdf: &Pdf, page: ObjectId) -> Vec<Painted> {
    let document = pdf.document();
    let dict = document.get_dictionary(page).expect("a page");
    let content = document.get_page_content(page);
    let mut out = Vec::new();
    walk(document, &content, dict, &mut out);
    out
}

/// The pages.
pub fn pages(pdf: &Pdf) -> Vec<ObjectId> {
    pdf.document().page_iter().collect()
}

/// A box of a page, in points.
pub fn page_box(pdf: &Pdf, page: ObjectId, name: &str) -> [f32; 4] {
    let dict = pdf.document().get_dictionary(page).expect("a page");
    let sides = dict
        .get(name.as_bytes())
        .and_then(Object::as_array)
        .expect(name);
    let sides: Vec<f32> = sides
        .iter()
        .map(|side| side.as_float().expect("a number"))
        .collect();
    sides.try_into().expect("four sides")
}

/// The pictures of a file: the dictionary and the bytes as they are stored.
pub fn pictures(pdf: &Pdf) -> Vec<(Dictionary, Vec<u8>)> {
    let streams = pdf
        .document()
        .objects
        .values()
        .filter_map(|o| o.as_stream().ok());
    let is_picture = |dict: &Dictionary| {
        let subtype = dict.get(b"Subtype").and_then(Object::as_name);
        subtype.is_ok_and(|name| name == b"Image")
    };
    let pictures = streams.filter(|stream| is_picture(&stream.dict));
    pictures
        .map(|stream| (stream.dict.clone(), stream.content.clone()))
        .collect()
}

/// Every name in a file's objects: keys and values.
pub fn names(pdf: &Pdf) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Vec<&Object> = pdf.document().objects.values().collect();
    while let Some(object) = open.pop() {
        let mut dictionary = |dict: &'_ Dictionary| {
            found.extend(
                dict.iter()
                    .map(|(key, _)| String::from_utf8_lossy(key).into_owned()),
            );
        };
        match object {
            Object::Name(name) => found.push(String::from_utf8_lossy(name).into_owned()),
            Object::Array(parts) => open.extend(parts),
            Object::Dictionary(dict) => {
                dictionary(dict);
                open.extend(dict.iter().map(|(_, value)| value));
            }
            Object::Stream(stream) => {
                dictionary(&stream.dict);
                open.extend(stream.dict.iter().map(|(_, value)| value));
            }
            _ => {}
        }
    }
    found.sort();
    found.dedup();
    found
}

fn walk(document: &Document, content: &[u8], owner: &Dictionary, out: &mut Vec<Painted>) {
    let content = Content::decode(content).expect("operators");
    let none = Dictionary::new();
    let resources = owner
        .get_deref(b"Resources", document)
        .and_then(Object::as_dict);
    let resources = resources.unwrap_or(&none);
    let black = Ink("g".to_owned(), vec![0.0]);
    let mut state = (black.clone(), black, false);
    let mut kept = Vec::new();
    for operation in &content.operations {
        let operands = &operation.operands;
        let name = operation.operator.as_str();
        let mut paint = |what, ink: &Ink, over| {
            out.push(Painted {
                what,
                ink: ink.clone(),
                over,
            });
        };
        match name {
            "q" => kept.push(state.clone()),
            "Q" => state = kept.pop().expect("a state that was kept"),
            "g" | "rg" | "k" | "sc" | "scn" | "G" | "RG" | "K" | "SC" | "SCN" => {
                let numbers = operands.iter().filter_map(|o| o.as_float().ok());
                let ink = Ink(name.to_lowercase(), numbers.collect());
                match name.starts_with(char::is_lowercase) {
                    true => state.0 = ink,
                    false => state.1 = ink,
                }
            }
            "gs" => {
                let states = resources
                    .get_deref(b"ExtGState", document)
                    .and_then(Object::as_dict);
                let states = states.expect("graphics states");
                let own = operands[0].as_name().expect("a name");
                let own = states.get_deref(own, document).and_then(Object::as_dict);
                if let Ok(over) = own.expect("a graphics state").get(b"op") {
                    state.2 = over.as_bool().expect("a flag");
                }
            }
            "Tj" | "TJ" => paint("text", &state.0, state.2),
            "f" | "f*" => paint("fill", &state.0, state.2),
            "S" | "s" => paint("stroke", &state.1, state.2),
            "B" | "B*" | "b" | "b*" => {
                paint("fill", &state.0, state.2);
                paint("stroke", &state.1, state.2);
            }
            "Do" => {
                paint("object", &state.0, state.2);
                let own = operands[0].as_name().expect("a name");
                let objects = resources
                    .get_deref(b"XObject", document)
                    .and_then(Object::as_dict);
                let object = objects.expect("objects").get_deref(own, document);
                let stream = object.and_then(Object::as_stream).expect("a stream");
                if stream.dict.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Form") {
                    let content = stream.get_plain_content().expect("content");
                    walk(document, &content, &stream.dict, out);
                }
            }
            _ => {}
        }
    }
}
