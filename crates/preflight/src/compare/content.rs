//! What a content stream draws: its text, and all of it in a form in which two files can be compared.
//!
//! The codes of glyphs and the names of resources depend on what else is in a file. So text stands in the drawing as its
//! characters, and a resource as what it leads to.

use std::collections::BTreeMap;
use std::fmt::Write;

use lopdf::{Dictionary, Object};

use crate::compare::cmap::{Characters, characters};
use crate::compare::digest::{DEPTH, Digests};
use crate::pdf::file::{File, dictionary};
use crate::pdf::font::Font;
use crate::pdf::lexer::{Lexer, Operation};

/// Reads the content of a file's pages.
pub struct Reader<'a> {
    file: &'a File,
    digests: Digests<'a>,
    /// The names of all fonts that were set, with a digest of their programs.
    pub fonts: BTreeMap<String, u128>,
}

/// What is drawn.
#[derive(Default)]
pub struct Drawn {
    /// The text, in the order in which it is drawn, with a line feed where it goes on elsewhere.
    pub text: String,
    /// Everything that shows.
    pub drawing: String,
}

/// A font and what its codes stand for.
struct Set<'a> {
    font: Font<'a>,
    characters: Characters,
}

impl<'a> Reader<'a> {
    /// Begins with a file.
    pub fn new(file: &'a File) -> Self {
        Self {
            file,
            digests: Digests::new(file),
            fonts: BTreeMap::new(),
        }
    }

    /// Reads a content stream. What cannot be read ends it.
    pub fn content(
        &mut self,
        data: &[u8],
        resources: Option<&'a Dictionary>,
        depth: usize,
        out: &mut Drawn,
    ) {
        let mut fonts: BTreeMap<Vec<u8>, Set<'a>> = BTreeMap::new();
        let mut set: Vec<u8> = Vec::new();
        for operation in Lexer::new(data) {
            let Some(operation) = operation.ok().filter(|_| self.digests.burn()) else {
                out.drawing.push_str("?\n");
                return;
            };
            let Operation { operator, operands } = &operation;
            match *operator {
                // Tags do not show.
                b"BMC" | b"BDC" | b"EMC" | b"MP" | b"DP" => continue,
                b"Tf" => {
                    let name = operands.first().and_then(|n| n.as_name().ok());
                    set = name.unwrap_or_default().to_vec();
                    if !fonts.contains_key(&set) {
                        let dict = self.resource(resources, b"Font", &set);
                        let dict = dict.and_then(|o| self.file.resolve(o).as_dict().ok());
                        fonts.extend(dict.map(|dict| (set.clone(), self.font(dict))));
                    }
                    let name = fonts.get(&set).map_or("?", |set| plain(&set.font.name));
                    let _ = writeln!(out.drawing, "{name} {:?} Tf", operands.get(1));
                }
                b"Tj" | b"TJ" | b"'" | b"\"" => {
                    if matches!(*operator, b"'" | b"\"") {
                        apart(&mut out.text);
                    }
                    for operand in operands {
                        show(operand, fonts.get(&set), out);
                    }
                    out.drawing.push_str(" T\n");
                }
                b"Td" | b"TD" | b"Tm" | b"T*" | b"ET" => {
                    apart(&mut out.text);
                    self.plain(&operation, resources, out);
                }
                b"Do" => self.external(operands, resources, depth, out),
                _ => self.plain(&operation, resources, out),
            }
        }
    }

    /// An operation with its operands; names stand for what they lead to.
    fn plain(&mut self, operation: &Operation, resources: Option<&'a Dictionary>, out: &mut Drawn) {
        let kind: &[u8] = match operation.operator {
            b"gs" => b"ExtGState",
            b"cs" | b"CS" => b"ColorSpace",
            b"scn" | b"SCN" => b"Pattern",
            b"sh" => b"Shading",
            _ => b"",
        };
        for operand in &operation.operands {
            let found = match operand {
                Object::Name(name) => self.resource(resources, kind, name),
                _ => None,
            };
            let _ = match found {
                Some(found) => write!(out.drawing, "{:032x} ", self.digests.of(found, 0)),
                None => write!(out.drawing, "{operand:?} "),
            };
        }
        out.drawing
            .push_str(&String::from_utf8_lossy(operation.operator));
        out.drawing.push('\n');
    }

    /// A form, whose own content is read, or an image.
    fn external(
        &mut self,
        operands: &[Object],
        resources: Option<&'a Dictionary>,
        depth: usize,
        out: &mut Drawn,
    ) {
        let name = operands.first().and_then(|name| name.as_name().ok());
        let Some(object) = self.resource(resources, b"XObject", name.unwrap_or_default()) else {
            return;
        };
        let Object::Stream(stream) = self.file.resolve(object) else {
            return;
        };
        let is_form = self.file.name(&stream.dict, b"Subtype") == Some(b"Form");
        if !is_form || depth >= DEPTH {
            let digest = self.digests.of(object, 0);
            let _ = writeln!(out.drawing, "{digest:032x} Do");
            return;
        }
        for key in [&b"Matrix"[..], b"BBox", b"Group"] {
            if let Some(value) = self.file.get(&stream.dict, key) {
                let _ = write!(out.drawing, "{:032x} ", self.digests.of(value, 0));
            }
        }
        out.drawing.push_str("Do {\n");
        if let Ok(data) = self.file.data(stream) {
            let own = self.file.dict(&stream.dict, b"Resources");
            self.content(&data, own.or(resources), depth + 1, out);
        }
        out.drawing.push_str("}\n");
    }

    fn resource(
        &self,
        resources: Option<&'a Dictionary>,
        kind: &[u8],
        name: &[u8],
    ) -> Option<&'a Object> {
        self.file.dict(resources?, kind)?.get(name).ok()
    }

    fn font(&mut self, dict: &'a Dictionary) -> Set<'a> {
        let font = Font::read(self.file, dict);
        let descendants = self.file.array(dict, b"DescendantFonts");
        let inner = descendants.and_then(|all| dictionary(self.file.resolve(all.first()?)));
        let descriptor = self.file.dict(inner.unwrap_or(dict), b"FontDescriptor");
        let keys: [&[u8]; 3] = [b"FontFile", b"FontFile2", b"FontFile3"];
        let program = keys.iter().find_map(|key| descriptor?.get(key).ok());
        let digest = program.map_or(0, |program| self.digests.of(program, 0));
        self.fonts.insert(plain(&font.name).to_owned(), digest);
        Set {
            font,
            characters: characters(self.file, dict),
        }
    }
}

/// Adds a string, or the strings and shifts of an array, to what is drawn.
fn show(operand: &Object, set: Option<&Set>, out: &mut Drawn) {
    match operand {
        Object::Array(all) => all.iter().for_each(|one| show(one, set, out)),
        Object::String(bytes, _) => {
            let Some(set) = set else {
                let _ = write!(out.drawing, "{bytes:?}");
                return;
            };
            for (code, _) in set.font.codes(bytes) {
                match set.characters.get(&code) {
                    Some(text) => {
                        out.text.push_str(text);
                        out.drawing.push_str(text);
                    }
                    // A mark, or a glyph that stands for nothing.
                    None => out.drawing.push('\u{FFFD}'),
                }
            }
        }
        shift => {
            let _ = write!(out.drawing, " {shift:?} ");
        }
    }
}

/// Parts what is drawn elsewhere from what was drawn before.
fn apart(text: &mut String) {
    if !text.is_empty() && !text.ends_with(char::is_whitespace) {
        text.push('\n');
    }
}

/// A font's name without the six letters that mark a subset (ISO 32000-1, 9.6.4), and without its encoding (9.7.6.1).
fn plain(name: &str) -> &str {
    let name = name.strip_suffix("-Identity-H").unwrap_or(name);
    match name.split_once('+') {
        Some((mark, rest)) if mark.len() == 6 => rest,
        _ => name,
    }
}
