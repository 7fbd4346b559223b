//! What resources name, whether it is painted with or not: colour spaces, transparency, what changes plates.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Object, ObjectId};

use crate::colour::space::Space;
use crate::paint::mark::Blend;
use crate::paint::page::PageCheck;
use crate::pdf::file::{File, dictionary};
use crate::rule::Rule;
use crate::rules::production;

/// How deep resources are followed.
const DEPTH: usize = 16;

/// Looks at all that a page's resources name, whether it is painted with or not.
pub fn check(file: &File, resources: &Dictionary, page: &mut PageCheck) {
    let mut walk = Walk {
        file,
        seen: BTreeSet::new(),
        spaces: BTreeSet::new(),
    };
    walk.resources(resources, page, 0);
    for name in &walk.spaces {
        if !page.foreign.contains(name) {
            let message = format!("the resources hold {name}, which nothing is painted with");
            page.warning(Rule::Colour, None, message);
        }
    }
}

struct Walk<'a> {
    file: &'a File,
    seen: BTreeSet<ObjectId>,
    spaces: BTreeSet<String>,
}

impl<'a> Walk<'a> {
    /// The entries of one kind of resources that were not seen before.
    fn entries(&mut self, resources: &'a Dictionary, kind: &[u8]) -> Vec<&'a Object> {
        let file = self.file;
        let all = file.dict(resources, kind).map(Dictionary::iter);
        let new = all
            .into_iter()
            .flatten()
            .filter(|(_, entry)| entry.as_reference().map_or(true, |id| self.seen.insert(id)));
        new.map(|(_, entry)| file.resolve(entry)).collect()
    }

    fn space(&mut self, dict: &Dictionary, resources: &Dictionary) {
        if let Some(named) = self.file.get(dict, b"ColorSpace") {
            let space = Space::read(self.file, named, Some(resources));
            self.spaces.extend(space.foreign());
        }
    }

    fn resources(&mut self, resources: &'a Dictionary, page: &mut PageCheck, depth: usize) {
        if depth > DEPTH {
            return;
        }
        let file = self.file;
        for entry in self.entries(resources, b"ColorSpace") {
            let space = Space::read(file, entry, Some(resources));
            self.spaces.extend(space.foreign());
        }
        for entry in self.entries(resources, b"Shading") {
            if let Some(dict) = dictionary(entry) {
                self.space(dict, resources);
            }
        }
        for entry in self.entries(resources, b"ExtGState") {
            if let Some(dict) = dictionary(entry) {
                state(file, dict, page);
                production::state(file, dict, page);
            }
        }
        for kind in [&b"XObject"[..], b"Pattern"] {
            for entry in self.entries(resources, kind) {
                let Some(dict) = dictionary(entry) else {
                    continue;
                };
                self.space(dict, resources);
                production::object(file, dict, page);
                let shading = file.dict(dict, b"Shading");
                if let Some(shading) = shading {
                    self.space(shading, resources);
                }
                let inner = file.dict(dict, b"Resources");
                if let Some(inner) = inner {
                    self.resources(inner, page, depth + 1);
                }
            }
        }
    }
}

/// A graphics state dictionary that makes things see-through when it is used.
fn state(file: &File, dict: &Dictionary, page: &mut PageCheck) {
    let alpha = |key: &[u8]| file.number(dict, key).is_some_and(|alpha| alpha < 1.0);
    let mask = matches!(file.get(dict, b"SMask"), Some(Object::Dictionary(_)));
    let blend = file.name(dict, b"BM").map_or(Blend::Normal, Blend::named);
    for (is, what) in [
        (
            alpha(b"ca") || alpha(b"CA"),
            "a graphics state with alpha below 1",
        ),
        (mask, "a graphics state with a soft mask"),
        (blend != Blend::Normal, "a graphics state with a blend mode"),
    ] {
        if is {
            page.transparent(what, None);
        }
    }
}
