//! The summary of a PDF: its pages, its fonts, its metadata, and what only the programs of readers see.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object, ObjectId};
use roxmltree::Document as Xml;

use crate::compare::content::{Drawn, Reader};
use crate::pdf::file::{File, dictionary};
use crate::pdf::metadata;
use crate::pdf::tree::PageNode;

/// How many bookmarks are read.
const BOOKMARKS: usize = 20_000;
/// XMP properties that change with every other byte of a file.
const OF_BYTES: [&str; 2] = ["InstanceID", "DocumentID"];

/// What two PDFs are compared by.
#[derive(Default)]
pub struct Summary {
    /// In their order.
    pub pages: Vec<Page>,
    /// The names of the fonts, with a digest of each program.
    pub fonts: BTreeMap<String, u128>,
    /// By the name of the entry.
    pub metadata: BTreeMap<String, String>,
    /// The titles of the bookmarks.
    pub bookmarks: Vec<String>,
    /// The texts that stand for images.
    pub alternatives: Vec<String>,
}

/// What is on a page.
#[derive(Default)]
pub struct Page {
    /// Its text, with white space where it goes on elsewhere.
    pub text: String,
    /// Its boxes and all that is drawn.
    pub drawing: String,
    /// Where its links lead.
    pub links: Vec<String>,
}

impl Summary {
    /// Reads a whole and undamaged file, or returns why it is none.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        if !bytes.starts_with(b"%PDF-") {
            return Err("it does not begin as one".to_owned());
        }
        let file = File::read(bytes)?;
        if let Some(damage) = &file.damage {
            return Err(damage.clone());
        }
        if file.document.trailer.has(b"Encrypt") || file.document.encryption_state.is_some() {
            return Err("it is encrypted".to_owned());
        }
        let mut summary = Self::default();
        let mut reader = Reader::new(&file);
        for node in file.pages()? {
            summary.pages.push(page(&file, &node, &mut reader)?);
        }
        summary.fonts = reader.fonts;
        summary.describe(&file);
        Ok(summary)
    }

    fn describe(&mut self, file: &File) {
        let mut put = |key: &str, value: Option<String>| {
            self.metadata
                .extend(value.map(|value| (key.to_owned(), value)));
        };
        put("PDF version", Some(file.document.version.clone()));
        if let Some(info) = file.dict(&file.document.trailer, b"Info") {
            for (key, _) in info {
                let value = metadata::text(file, info, key);
                put(&String::from_utf8_lossy(key), value);
            }
        }
        let Some(catalog) = file.catalog() else {
            return;
        };
        put("language", metadata::text(file, catalog, b"Lang"));
        if let Some(Object::Stream(packet)) = file.get(catalog, b"Metadata") {
            let data = file.data(packet).unwrap_or_default();
            let text = String::from_utf8_lossy(&data);
            if let Ok(xml) = Xml::parse(&text) {
                self.xmp(&xml);
            }
        }
        if let Some(outlines) = file.dict(catalog, b"Outlines") {
            self.bookmarks(file, outlines);
        }
        let dicts = file.document.objects.values().filter_map(dictionary);
        let is_tag = |dict: &&Dictionary| dict.has(b"S") && dict.has(b"Alt");
        let texts = dicts
            .filter(is_tag)
            .filter_map(|d| metadata::text(file, d, b"Alt"));
        self.alternatives = texts.collect();
    }

    /// The properties of an XMP packet, by their names: elements without children, and attributes.
    fn xmp(&mut self, xml: &Xml) {
        const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
        let is_of_rdf = |space: Option<&str>| space == Some(RDF);
        let mut put = |name: &str, value: &str| {
            let is_of_bytes = OF_BYTES.iter().any(|own| own.eq_ignore_ascii_case(name));
            if !is_of_bytes && !value.trim().is_empty() {
                let all = self.metadata.entry(format!("XMP {name}")).or_default();
                if !all.is_empty() {
                    all.push_str(", ");
                }
                all.push_str(value.trim());
            }
        };
        for node in xml.descendants().filter(|node| node.is_element()) {
            if node.has_tag_name((RDF, "Description")) {
                let own = node.attributes().filter(|a| !is_of_rdf(a.namespace()));
                own.for_each(|attribute| put(attribute.name(), attribute.value()));
            }
            if node.children().any(|child| child.is_element()) {
                continue;
            }
            let mut around = node.ancestors();
            let named = around.find(|node| !is_of_rdf(node.tag_name().namespace()));
            if let (Some(named), Some(text)) = (named, node.text()) {
                put(named.tag_name().name(), text);
            }
        }
    }

    fn bookmarks(&mut self, file: &File, outlines: &Dictionary) {
        let mut seen: BTreeSet<ObjectId> = BTreeSet::new();
        let mut open: Vec<&Object> = outlines.get(b"First").into_iter().collect();
        while let Some(item) = open.pop() {
            let is_new = item.as_reference().is_ok_and(|id| seen.insert(id));
            let Some(dict) = dictionary(file.resolve(item)).filter(|_| is_new) else {
                continue;
            };
            if self.bookmarks.len() >= BOOKMARKS {
                return;
            }
            self.bookmarks.extend(metadata::text(file, dict, b"Title"));
            // Those below come first.
            open.extend(dict.get(b"Next"));
            open.extend(dict.get(b"First"));
        }
    }
}

fn page<'a>(file: &'a File, node: &PageNode<'a>, reader: &mut Reader<'a>) -> Result<Page, String> {
    let mut data = Vec::new();
    let parts: Vec<&Object> = match file.get(node.dict, b"Contents") {
        Some(Object::Array(all)) => all.iter().map(|part| file.resolve(part)).collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    };
    for part in parts {
        if let Object::Stream(stream) = part {
            data.extend(file.data(stream)?);
            data.push(b'\n');
        }
    }
    let mut drawn = Drawn::default();
    for key in [&b"MediaBox"[..], b"CropBox", b"Rotate"] {
        if let Some(value) = node.inherited(key) {
            drawn.drawing.push_str(&format!("{value:?}\n"));
        }
    }
    for key in [&b"TrimBox"[..], b"BleedBox"] {
        if let Some(value) = file.get(node.dict, key) {
            drawn.drawing.push_str(&format!("{value:?}\n"));
        }
    }
    reader.content(&data, node.resources(), 0, &mut drawn);
    let notes = file.array(node.dict, b"Annots").unwrap_or_default();
    let links = notes.iter().filter_map(|note| {
        let action = file.dict(dictionary(file.resolve(note))?, b"A")?;
        metadata::text(file, action, b"URI")
    });
    Ok(Page {
        text: drawn.text,
        drawing: drawn.drawing,
        links: links.collect(),
    })
}
