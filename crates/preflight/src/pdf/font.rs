//! Fonts: whether they are embedded, and how wide their text is.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object};

use crate::geometry::{Matrix, number};
use crate::pdf::file::{File, shown};

/// How many widths a font may list.
const WIDTHS: usize = 70_000;

/// A font, as far as a preflight needs it.
#[derive(Clone, Debug)]
pub struct Font<'a> {
    /// Its name, as `pdffonts` shows it.
    pub name: String,
    /// Whether its program is in the file; Type 3 fonts have none.
    pub is_embedded: bool,
    /// The dictionary of a Type 3 font, whose glyphs are content streams.
    pub type3: Option<&'a Dictionary>,
    /// From glyph space to text space.
    pub matrix: Matrix,
    /// Whether codes have two bytes.
    wide: bool,
    /// Whether lines run downwards.
    pub vertical: bool,
    widths: BTreeMap<u32, f64>,
    missing: f64,
    /// How far glyphs go below and above the base line, in glyph space.
    pub extent: (f64, f64),
}

impl<'a> Font<'a> {
    /// Reads a font dictionary.
    pub fn read(file: &'a File, dict: &'a Dictionary) -> Self {
        let subtype = file.name(dict, b"Subtype").unwrap_or_default();
        let descendants = file.array(dict, b"DescendantFonts").unwrap_or_default();
        let descendant = descendants.first().map(|first| file.resolve(first));
        let descendant = descendant.and_then(|first| first.as_dict().ok());
        let inner = descendant.filter(|_| subtype == b"Type0").unwrap_or(dict);
        let descriptor = file.dict(inner, b"FontDescriptor");
        let is_type3 = subtype == b"Type3";
        let name = file
            .name(dict, b"BaseFont")
            .or_else(|| file.name(dict, b"Name"));
        let entry = |key: &[u8]| descriptor.and_then(|dict| file.number(dict, key));
        let matrix = file.array(dict, b"FontMatrix").and_then(Matrix::read);
        let thousandth = Matrix([0.001, 0.0, 0.0, 0.001, 0.0, 0.0]);
        let (low, high) = (entry(b"Descent"), entry(b"Ascent"));
        let extent = match file.numbers(dict, b"FontBBox").as_deref() {
            Some([_, low, _, high]) if is_type3 => (*low, *high),
            _ => (
                low.filter(|n| *n < 0.0).unwrap_or(-250.0),
                high.filter(|n| *n > 0.0).unwrap_or(900.0),
            ),
        };
        let encoding = file.name(dict, b"Encoding").unwrap_or_default();
        Self {
            name: name.map_or_else(|| "without a name".to_owned(), shown),
            is_embedded: descriptor.is_some_and(|dict| has_program(file, dict)),
            type3: is_type3.then_some(dict),
            matrix: matrix.filter(|_| is_type3).unwrap_or(thousandth),
            wide: subtype == b"Type0",
            vertical: encoding.ends_with(b"-V"),
            widths: match descendant.filter(|_| subtype == b"Type0") {
                Some(inner) => wide_widths(file, inner),
                None => simple_widths(file, dict),
            },
            missing: match subtype == b"Type0" {
                true => file.number(inner, b"DW").unwrap_or(1000.0),
                // Where a simple font lists no widths, it is one of the standard fonts.
                false => entry(b"MissingWidth").unwrap_or(if is_type3 { 0.0 } else { 500.0 }),
            },
            extent,
        }
    }

    /// The codes of a string, each with its width in text space.
    pub fn codes<'b>(&'b self, text: &'b [u8]) -> impl Iterator<Item = (u32, f64)> + 'b {
        let size = if self.wide { 2 } else { 1 };
        text.chunks(size).map(move |bytes| {
            let code = bytes
                .iter()
                .fold(0, |code, byte| code << 8 | u32::from(*byte));
            let width = self.widths.get(&code).copied().unwrap_or(self.missing);
            (code, width * self.matrix.0[0])
        })
    }

    /// Whether a code is the space that word spacing is for.
    pub fn is_space(&self, code: u32) -> bool {
        !self.wide && code == 32
    }
}

fn has_program(file: &File, descriptor: &Dictionary) -> bool {
    let keys: [&[u8]; 3] = [b"FontFile", b"FontFile2", b"FontFile3"];
    keys.iter().any(|key| match file.get(descriptor, key) {
        Some(Object::Stream(stream)) => !stream.content.is_empty(),
        _ => false,
    })
}

fn simple_widths(file: &File, dict: &Dictionary) -> BTreeMap<u32, f64> {
    let first = file
        .number(dict, b"FirstChar")
        .unwrap_or(0.0)
        .clamp(0.0, 255.0) as u32;
    let widths = file.array(dict, b"Widths").unwrap_or_default().iter();
    let widths = widths.take(256).map(|width| number(file.resolve(width)));
    (first..)
        .zip(widths)
        .filter_map(|(code, width)| Some((code, width?)))
        .collect()
}

/// `W` of a CIDFont: `first [w …]` and `first last w` in any order (ISO 32000-1, 9.7.4.3).
fn wide_widths(file: &File, dict: &Dictionary) -> BTreeMap<u32, f64> {
    let mut widths = BTreeMap::new();
    let mut entries = file.array(dict, b"W").unwrap_or_default().iter();
    let code = |entry: &Object| number(file.resolve(entry)).map(|n| n.clamp(0.0, 65535.0) as u32);
    while let Some(first) = entries.next().and_then(code) {
        match entries.next().map(|next| file.resolve(next)) {
            Some(Object::Array(all)) => {
                let all = all.iter().map(|width| number(file.resolve(width)));
                let pairs = (first..).zip(all);
                widths.extend(
                    pairs
                        .take(WIDTHS)
                        .filter_map(|(c, width)| Some((c, width?))),
                );
            }
            Some(last) => {
                let (Some(last), Some(width)) = (code(last), entries.next()) else {
                    break;
                };
                let Some(width) = number(file.resolve(width)) else {
                    break;
                };
                widths.extend((first..=last).map(|code| (code, width)));
            }
            None => break,
        }
        if widths.len() > WIDTHS {
            break;
        }
    }
    widths
}
