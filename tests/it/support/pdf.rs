//! What a PDF says: its text with every space as it is, and its metadata.

use std::collections::HashMap;
use std::path::Path;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object};

pub struct Pdf(Document);

/// The text of a page, in the order in which it was drawn.
#[derive(Default, Debug)]
pub struct Page {
    /// The body.
    pub body: String,
    /// Headers, footers and other decoration.
    pub artifacts: String,
    /// The text that each operator draws, with its distance from the left edge in points.
    pub runs: Vec<(f64, String)>,
    /// The distance of the baseline of each run from the bottom of the page, in points.
    pub baselines: Vec<f64>,
    /// How far from the left edge the ends of lines are, in points.
    pub lines: Vec<f64>,
}

impl Pdf {
    pub fn open(path: &Path) -> Self {
        let loaded = Document::load(path);
        Self(loaded.unwrap_or_else(|error| panic!("{}: {error}", path.display())))
    }

    /// The objects.
    pub fn document(&self) -> &Document {
        &self.0
    }

    pub fn pages(&self) -> Vec<Page> {
        let pages = self.0.get_pages();
        pages.values().map(|id| self.page(*id)).collect()
    }

    /// The bodies of all pages.
    pub fn body(&self) -> String {
        self.pages().into_iter().map(|page| page.body).collect()
    }

    /// Everything on all pages.
    pub fn text(&self) -> String {
        let pages = self.pages().into_iter();
        pages
            .map(|page| page.body + "\n" + &page.artifacts + "\n")
            .collect()
    }

    /// An entry of the document information dictionary.
    pub fn info(&self, key: &[u8]) -> Option<String> {
        let info = self.0.trailer.get(b"Info").ok()?;
        let info = self.0.dereference(info).ok()?.1.as_dict().ok()?;
        text_string(info.get(key).ok()?)
    }

    /// The document's language.
    pub fn lang(&self) -> Option<String> {
        text_string(self.0.catalog().ok()?.get(b"Lang").ok()?)
    }

    /// The XMP packet.
    pub fn xmp(&self) -> String {
        let catalog = self.0.catalog().expect("a catalogue");
        let metadata = catalog.get(b"Metadata").expect("metadata");
        let (_, stream) = self.0.dereference(metadata).expect("an object");
        let stream = stream.as_stream().expect("a stream");
        let content = stream
            .decompressed_content()
            .unwrap_or_else(|_| stream.content.clone());
        String::from_utf8(content).expect("UTF-8")
    }

    /// The titles of the bookmarks, in order.
    pub fn bookmarks(&self) -> Vec<String> {
        let mut titles = Vec::new();
        let catalog = self.0.catalog().expect("a catalogue");
        if let Ok(outlines) = catalog.get(b"Outlines") {
            self.outline(outlines, &mut titles);
        }
        titles
    }

    fn outline(&self, item: &Object, titles: &mut Vec<String>) {
        let Some(dict) = self
            .0
            .dereference(item)
            .ok()
            .and_then(|(_, o)| o.as_dict().ok())
        else {
            return;
        };
        titles.extend(dict.get(b"Title").ok().and_then(text_string));
        for key in [&b"First"[..], b"Next"] {
            if let Ok(next) = dict.get(key) {
                self.outline(next, titles);
            }
        }
    }

    /// How many places can be clicked on.
    pub fn links(&self) -> usize {
        let objects = self.0.objects.values();
        let is_link = |object: &&lopdf::Object| {
            let subtype = object.as_dict().and_then(|dict| dict.get(b"Subtype"));
            subtype
                .and_then(lopdf::Object::as_name)
                .is_ok_and(|name| name == b"Link")
        };
        objects.filter(is_link).count()
    }

    /// Whether the catalogue has an entry.
    pub fn has(&self, key: &[u8]) -> bool {
        self.0.catalog().expect("a catalogue").has(key)
    }

    fn page(&self, id: lopdf::ObjectId) -> Page {
        let page = self.0.get_dictionary(id).expect("a page");
        let resources = page.get(b"Resources").and_then(|r| self.0.dereference(r));
        let resources = resources
            .expect("resources")
            .1
            .as_dict()
            .expect("a dictionary");
        let content = self.0.get_page_content(id);
        let mut page = Page::default();
        self.content(&content, resources, &mut page);
        page
    }

    /// An entry of one of the dictionaries of resources.
    fn resource<'d>(
        &'d self,
        resources: &'d Dictionary,
        kind: &[u8],
        name: &[u8],
    ) -> Option<&'d Object> {
        let (_, all) = self.0.dereference(resources.get(kind).ok()?).ok()?;
        let (_, found) = self
            .0
            .dereference(all.as_dict().ok()?.get(name).ok()?)
            .ok()?;
        Some(found)
    }

    fn content(&self, content: &[u8], resources: &Dictionary, page: &mut Page) {
        let content = Content::decode(content).expect("operators");
        let mut font: &[u8] = b"";
        let mut encodings = HashMap::new();
        // Across and up: from text to the drawing, from the drawing to the page, and what is kept of the latter.
        let (mut text_at, mut drawn_at, mut kept) = (0.0, (1.0, 0.0), Vec::new());
        let (mut text_up, mut drawn_up, mut kept_up) = (0.0, (1.0, 0.0), Vec::new());
        let number = |operand: &Object| f64::from(operand.as_float().unwrap_or_default());
        // For each open mark: whether it is an artifact, and whether its text was replaced.
        let mut marks: Vec<(bool, bool)> = Vec::new();
        for operation in &content.operations {
            let operands = &operation.operands;
            match operation.operator.as_str() {
                "BMC" | "BDC" => {
                    let tag = operands[0].as_name().unwrap_or_default();
                    let dict = operands.get(1).and_then(|o| o.as_dict().ok());
                    let actual = dict
                        .and_then(|d| d.get(b"ActualText").ok())
                        .and_then(text_string);
                    let (artifact, replaced) = marks.last().copied().unwrap_or_default();
                    let artifact = artifact || tag == b"Artifact";
                    if let Some(actual) = actual.as_ref().filter(|_| !replaced) {
                        page.push(artifact, actual);
                    }
                    marks.push((artifact, replaced || actual.is_some()));
                }
                "EMC" => {
                    marks.pop();
                }
                "q" => {
                    kept.push(drawn_at);
                    kept_up.push(drawn_up);
                }
                "Q" => {
                    drawn_at = kept.pop().unwrap_or(drawn_at);
                    drawn_up = kept_up.pop().unwrap_or(drawn_up);
                }
                "cm" => {
                    let (scale, shift) = (number(&operands[0]), number(&operands[4]));
                    drawn_at = (drawn_at.0 * scale, drawn_at.0 * shift + drawn_at.1);
                    let (scale, shift) = (number(&operands[3]), number(&operands[5]));
                    drawn_up = (drawn_up.0 * scale, drawn_up.0 * shift + drawn_up.1);
                }
                "m" | "l" => {
                    let at = drawn_at.0 * number(&operands[0]) + drawn_at.1;
                    page.lines.push(at);
                }
                "Tm" => {
                    text_at = number(&operands[4]);
                    text_up = number(&operands[5]);
                }
                "Tf" => font = operands[0].as_name().unwrap_or_default(),
                "Tj" | "TJ" => {
                    let (artifact, replaced) = marks.last().copied().unwrap_or_default();
                    page.runs
                        .push((drawn_at.0 * text_at + drawn_at.1, String::new()));
                    page.baselines.push(drawn_up.0 * text_up + drawn_up.1);
                    if replaced {
                        continue;
                    }
                    let encoding = encodings.entry(font).or_insert_with(|| {
                        let dict = self.resource(resources, b"Font", font);
                        let dict = dict.and_then(|d| d.as_dict().ok()).expect("the font");
                        dict.get_font_encoding(&self.0).expect("an encoding")
                    });
                    let pieces: Vec<&Object> = match &operands[0] {
                        Object::Array(all) => all.iter().collect(),
                        one => vec![one],
                    };
                    for bytes in pieces.iter().filter_map(|piece| piece.as_str().ok()) {
                        let text = Document::decode_text(encoding, bytes).expect("text");
                        page.push(artifact, &text);
                        if let Some((_, run)) = page.runs.last_mut() {
                            run.push_str(&text);
                        }
                    }
                }
                "Do" => {
                    let name = operands[0].as_name().unwrap_or_default();
                    let object = self.resource(resources, b"XObject", name);
                    let Some(form) = object.and_then(|o| o.as_stream().ok()) else {
                        continue;
                    };
                    let inner = form
                        .dict
                        .get(b"Resources")
                        .and_then(|r| self.0.dereference(r));
                    if let Some(inner) = inner.ok().and_then(|(_, r)| r.as_dict().ok()) {
                        let content = form.decompressed_content();
                        self.content(&content.unwrap_or(form.content.clone()), inner, page);
                    }
                }
                _ => {}
            }
        }
    }
}

impl Page {
    fn push(&mut self, artifact: bool, text: &str) {
        match artifact {
            true => self.artifacts.push_str(text),
            false => self.body.push_str(text),
        }
    }
}

/// A text string: UTF-16 with a mark, UTF-8 with a mark, else taken as ASCII.
fn text_string(object: &Object) -> Option<String> {
    let bytes = object.as_str().ok()?;
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        let units = rest
            .chunks_exact(2)
            .map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
        return String::from_utf16(&units.collect::<Vec<_>>()).ok();
    }
    String::from_utf8(
        bytes
            .strip_prefix(b"\xef\xbb\xbf")
            .unwrap_or(bytes)
            .to_vec(),
    )
    .ok()
}
