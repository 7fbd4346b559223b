//! A PDF in memory: its objects and the bytes of its streams, with a bound on all that is unpacked.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::io::Read;
use std::rc::Rc;

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, Stream};

use crate::findings::legible;
use crate::geometry;

/// What one stream may unpack to, in bytes.
const STREAM: usize = 128 << 20;
/// What all streams that are read may unpack to, in bytes.
const TOTAL: usize = 1 << 30;
/// How many bytes of unpacked content are kept for the next time.
const KEPT: usize = 64 << 20;
/// A PDF that has been read.
pub struct File {
    /// Its objects.
    pub document: Document,
    /// What was wrong with its syntax.
    pub damage: Option<String>,
    budget: Cell<usize>,
    kept: RefCell<Kept>,
}

/// Unpacked content, by object id.
#[derive(Default)]
struct Kept {
    all: BTreeMap<ObjectId, Rc<Vec<u8>>>,
    size: usize,
}

/// The bytes of an image: samples, or what another decoder has to read.
pub enum Coded {
    /// Samples.
    Plain(Vec<u8>),
    /// A JPEG file.
    Dct(Vec<u8>),
    /// What is not read here: the name of the filter.
    Other(String),
}

impl File {
    /// Reads a file: strictly, and where that fails with the repairs that viewers make.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let options = |strict| LoadOptions {
            strict,
            max_decompressed_size: Some(STREAM),
            ..LoadOptions::default()
        };
        let strict = Document::load_mem_with_options(bytes, options(true));
        let (document, damage) = match strict {
            Ok(document) => (document, None),
            Err(why) => match Document::load_mem_with_options(bytes, options(false)) {
                Ok(document) => (document, Some(why.to_string())),
                Err(why) => return Err(why.to_string()),
            },
        };
        Ok(Self {
            document,
            damage,
            budget: Cell::new(TOTAL),
            kept: RefCell::default(),
        })
    }

    /// What a reference leads to; null where it leads nowhere, (ISO 32000-1, 7.3.10).
    pub fn resolve<'a>(&'a self, object: &'a Object) -> &'a Object {
        match self.document.dereference(object) {
            Ok((_, found)) => found,
            Err(_) => &Object::Null,
        }
    }

    /// An entry of a dictionary, behind references; nothing where it is null.
    pub fn get<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        match self.resolve(dict.get(key).ok()?) {
            Object::Null => None,
            found => Some(found),
        }
    }

    /// A dictionary, or that of a stream, in a dictionary.
    pub fn dict<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
        dictionary(self.get(dict, key)?)
    }

    /// An array in a dictionary.
    pub fn array<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a [Object]> {
        match self.get(dict, key)? {
            Object::Array(all) => Some(all),
            _ => None,
        }
    }

    /// A name in a dictionary.
    pub fn name<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a [u8]> {
        self.get(dict, key)?.as_name().ok()
    }

    /// A number in a dictionary.
    pub fn number(&self, dict: &Dictionary, key: &[u8]) -> Option<f64> {
        geometry::number(self.get(dict, key)?)
    }

    /// The numbers of an array in a dictionary; nothing where one of them is none.
    pub fn numbers(&self, dict: &Dictionary, key: &[u8]) -> Option<Vec<f64>> {
        let all = self.array(dict, key)?.iter();
        all.map(|entry| geometry::number(self.resolve(entry)))
            .collect()
    }

    /// The numbers of an array two by two, as domains and ranges are written.
    pub fn pairs(&self, dict: &Dictionary, key: &[u8]) -> Option<Vec<(f64, f64)>> {
        let all = self.numbers(dict, key)?;
        let pairs = all.chunks_exact(2).map(|pair| match pair {
            [low, high] => (*low, *high),
            _ => (0.0, 0.0),
        });
        Some(pairs.collect())
    }

    /// The catalogue.
    pub fn catalog(&self) -> Option<&Dictionary> {
        self.dict(&self.document.trailer, b"Root")
    }

    /// The unpacked bytes of a stream.
    pub fn data(&self, stream: &Stream) -> Result<Vec<u8>, String> {
        match self.coded(stream)? {
            Coded::Plain(bytes) => Ok(bytes),
            Coded::Dct(_) => Err("it is packed as a JPEG image".to_owned()),
            Coded::Other(filter) => Err(format!("its filter {filter} is not read here")),
        }
    }

    /// The unpacked bytes of a stream that may be needed again.
    pub fn shared(&self, id: Option<ObjectId>, stream: &Stream) -> Result<Rc<Vec<u8>>, String> {
        if let Some(known) = id.and_then(|id| self.kept.borrow().all.get(&id).cloned()) {
            return Ok(known);
        }
        let bytes = Rc::new(self.data(stream)?);
        let mut kept = self.kept.borrow_mut();
        if let Some(id) = id.filter(|_| kept.size + bytes.len() <= KEPT) {
            kept.size += bytes.len();
            kept.all.insert(id, bytes.clone());
        }
        Ok(bytes)
    }

    /// The bytes of an image, unpacked as far as filters go.
    pub fn coded(&self, stream: &Stream) -> Result<Coded, String> {
        let dict = &stream.dict;
        if dict.has(b"F") && !dict.has(b"Width") && !dict.has(b"W") {
            return Err("its data is in another file".to_owned());
        }
        let mut filters = self.filters(dict);
        let last = filters.last().map(|(name, _)| name.clone());
        let image = match last.as_deref() {
            Some(b"DCTDecode") => true,
            Some(b"JPXDecode" | b"JBIG2Decode" | b"CCITTFaxDecode" | b"Crypt") => {
                let name = String::from_utf8_lossy(&last.unwrap_or_default()).into_owned();
                return Ok(Coded::Other(name));
            }
            _ => false,
        };
        if image {
            filters.pop();
        }
        let bytes = self.unpack(&stream.content, &filters)?;
        Ok(match image {
            true => Coded::Dct(bytes),
            false => Coded::Plain(bytes),
        })
    }

    /// The filters of a stream by their full names, with their parameters, behind references.
    fn filters(&self, dict: &Dictionary) -> Vec<(Vec<u8>, Object)> {
        let list = |keys: [&[u8]; 2]| -> Vec<Object> {
            let found = keys.iter().find_map(|key| self.get(dict, key));
            match found {
                Some(Object::Array(all)) => all.iter().map(|o| self.resolve(o).clone()).collect(),
                Some(one) => vec![one.clone()],
                None => Vec::new(),
            }
        };
        let mut parameters = list([b"DecodeParms", b"DP"]).into_iter();
        let names = list([b"Filter", b"F"]).into_iter();
        let names = names.map(|name| full_name(name.as_name().unwrap_or(b"?")).to_vec());
        names
            .map(|name| {
                let dict = parameters.next().and_then(|p| match p {
                    Object::Dictionary(dict) => Some(dict),
                    _ => None,
                });
                let entries = dict.iter().flatten();
                let flat = entries.map(|(key, value)| (key.clone(), self.resolve(value).clone()));
                (name, Object::Dictionary(flat.collect()))
            })
            .collect()
    }

    /// Unpacks with a bound, and without taking damaged data for the whole.
    fn unpack(&self, bytes: &[u8], filters: &[(Vec<u8>, Object)]) -> Result<Vec<u8>, String> {
        let limit = STREAM.min(self.budget.get());
        let over = || "unpacked, its data is too large".to_owned();
        let mut bytes = bytes.to_vec();
        if filters.len() > Stream::MAX_FILTERS {
            return Err("it has too many filters".to_owned());
        }
        for (name, parameters) in filters {
            if name == b"FlateDecode" {
                whole(&bytes, limit)?;
            }
            let mut dict = Dictionary::new();
            dict.set("Filter", Object::Name(name.clone()));
            dict.set("DecodeParms", parameters.clone());
            let stream = Stream::new(dict, bytes);
            let result = stream.decompressed_content_with_limit(limit);
            bytes = result.map_err(|why| why.to_string())?;
        }
        let left = self
            .budget
            .get()
            .checked_sub(bytes.len())
            .ok_or_else(over)?;
        self.budget.set(left);
        Ok(bytes)
    }
}

/// A dictionary, or that of a stream.
pub fn dictionary(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(dict) => Some(dict),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// A name or a string, for people.
pub fn shown(bytes: &[u8]) -> String {
    legible(String::from_utf8_lossy(bytes).chars().take(80).collect())
}

/// The names that inline images may abbreviate (ISO 32000-1, table 94).
fn full_name(name: &[u8]) -> &[u8] {
    match name {
        b"AHx" => b"ASCIIHexDecode",
        b"A85" => b"ASCII85Decode",
        b"LZW" => b"LZWDecode",
        b"Fl" => b"FlateDecode",
        b"RL" => b"RunLengthDecode",
        b"CCF" => b"CCITTFaxDecode",
        b"DCT" => b"DCTDecode",
        name => name,
    }
}

/// Refuses deflated data that is cut off or damaged: what could be read of it is not the whole.
fn whole(bytes: &[u8], limit: usize) -> Result<(), String> {
    let reader = flate2::read::ZlibDecoder::new(bytes);
    let mut reader = reader.take(limit as u64 + 1);
    match std::io::copy(&mut reader, &mut std::io::sink()) {
        Ok(size) if size > limit as u64 => Err("unpacked, its data is too large".to_owned()),
        Ok(_) => Ok(()),
        Err(_) => Err("its packed data is damaged".to_owned()),
    }
}
