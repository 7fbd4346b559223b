//! Digests of all that an object leads to, by which two files are compared whatever the numbers of their objects are.

use std::cell::Cell;
use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId};
use sha2::{Digest, Sha256};

use crate::pdf::file::{Coded, File};

/// How deep forms and objects are followed.
pub const DEPTH: usize = 24;
/// How many operations and objects are read of a file.
const FUEL: usize = 5_000_000;
/// Of objects, what leads back to the page, or numbers its tags.
const APART: [&[u8]; 4] = [b"Parent", b"StructParent", b"StructParents", b"P"];

/// The digests of a file's objects.
pub struct Digests<'a> {
    file: &'a File,
    /// By the id of its object.
    known: BTreeMap<ObjectId, u128>,
    fuel: Cell<usize>,
}

impl<'a> Digests<'a> {
    /// Begins with a file.
    pub fn new(file: &'a File) -> Self {
        Self {
            file,
            known: BTreeMap::new(),
            fuel: Cell::new(FUEL),
        }
    }

    /// A digest of all that an object leads to.
    pub fn of(&mut self, object: &'a Object, depth: usize) -> u128 {
        if depth > DEPTH || !self.burn() {
            return 0;
        }
        if let Object::Reference(id) = object {
            if let Some(known) = self.known.get(id) {
                return *known;
            }
            let digest = self.of(self.file.resolve(object), depth + 1);
            self.known.insert(*id, digest);
            return digest;
        }
        let mut parts: Vec<(Vec<u8>, u128)> = Vec::new();
        match object {
            Object::Array(all) => {
                for one in all {
                    parts.push((Vec::new(), self.of(one, depth + 1)));
                }
            }
            Object::Dictionary(dict) => parts = self.entries(dict, &[], depth),
            Object::Stream(stream) => {
                let data = match self.file.coded(stream) {
                    Ok(Coded::Plain(data)) => data,
                    _ => stream.content.clone(),
                };
                parts = self.entries(&stream.dict, &[b"Length", b"Filter"], depth);
                parts.push((b"data".to_vec(), hash([data.as_slice()])));
            }
            plain => return hash([format!("{plain:?}").as_bytes()]),
        }
        let values = parts.iter().map(|(_, digest)| digest.to_be_bytes());
        let values: Vec<_> = values.collect();
        let keys = parts.iter().map(|(key, _)| key.as_slice());
        hash(keys.chain(values.iter().map(<[u8; 16]>::as_slice)))
    }

    fn entries(
        &mut self,
        dict: &'a Dictionary,
        without: &[&[u8]],
        depth: usize,
    ) -> Vec<(Vec<u8>, u128)> {
        let mut entries: Vec<_> = dict.iter().collect();
        entries.sort_by(|a, b| a.0.cmp(b.0));
        let mut parts = Vec::new();
        for (key, value) in entries {
            if !APART.contains(&key.as_slice()) && !without.contains(&key.as_slice()) {
                parts.push((key.clone(), self.of(value, depth + 1)));
            }
        }
        parts
    }

    /// Takes from the fuel of the file; whether there was some.
    pub fn burn(&self) -> bool {
        match self.fuel.get().checked_sub(1) {
            Some(left) => {
                self.fuel.set(left);
                true
            }
            None => false,
        }
    }
}

/// A digest of byte strings, each with its length: 16 bytes of SHA-256.
fn hash<'b>(all: impl IntoIterator<Item = &'b [u8]>) -> u128 {
    let mut hasher = Sha256::new();
    for bytes in all {
        hasher.update(bytes.len().to_be_bytes());
        hasher.update(bytes);
    }
    let digest = hasher.finalize();
    let first = digest.iter().take(16);
    first.fold(0, |number, byte| number << 8 | u128::from(*byte))
}
