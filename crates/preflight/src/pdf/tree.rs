//! The page tree (ISO 32000-1, 7.7.3).

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object, ObjectId};

use crate::pdf::file::{File, dictionary};

/// How deep page trees are followed.
const DEPTH: usize = 64;
/// How many pages are read.
const PAGES: usize = 20_000;

/// A page and what it has from its ancestors.
pub struct PageNode<'a> {
    /// Its own dictionary.
    pub dict: &'a Dictionary,
    /// `Resources`, `MediaBox`, `CropBox` and `Rotate` of itself or the nearest ancestor.
    inherited: Inherited<'a>,
}

/// Entries by key.
type Inherited<'a> = BTreeMap<&'static [u8], &'a Object>;

/// The keys that pages have from their ancestors (ISO 32000-1, table 30).
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];

impl File {
    /// The pages, in order.
    pub fn pages(&self) -> Result<Vec<PageNode<'_>>, String> {
        let root = self
            .catalog()
            .and_then(|catalog| catalog.get(b"Pages").ok());
        let root = root.ok_or("there is no page tree")?;
        let mut walk = Walk {
            file: self,
            seen: BTreeSet::new(),
            pages: Vec::new(),
        };
        walk.node(root, &BTreeMap::new(), 0)?;
        match walk.pages.is_empty() {
            true => Err("the page tree has no pages".to_owned()),
            false => Ok(walk.pages),
        }
    }
}

/// A walk over the page tree.
struct Walk<'a> {
    file: &'a File,
    seen: BTreeSet<ObjectId>,
    pages: Vec<PageNode<'a>>,
}

impl<'a> Walk<'a> {
    fn node(&mut self, node: &'a Object, from: &Inherited<'a>, depth: usize) -> Result<(), String> {
        let new = node.as_reference().map_or(true, |id| self.seen.insert(id));
        if depth > DEPTH || !new {
            return Err("the page tree leads back into itself".to_owned());
        }
        if self.pages.len() >= PAGES {
            return Err(format!("there are more than {PAGES} pages"));
        }
        let Object::Dictionary(dict) = self.file.resolve(node) else {
            return Err("a page is not there".to_owned());
        };
        let mut inherited = from.clone();
        for key in INHERITED {
            inherited.extend(self.file.get(dict, key).map(|value| (key, value)));
        }
        match self.file.array(dict, b"Kids") {
            Some(kids) => kids
                .iter()
                .try_for_each(|kid| self.node(kid, &inherited, depth + 1)),
            None => {
                self.pages.push(PageNode { dict, inherited });
                Ok(())
            }
        }
    }
}

impl<'a> PageNode<'a> {
    /// An entry that may come from an ancestor.
    pub fn inherited(&self, key: &[u8]) -> Option<&'a Object> {
        self.inherited.get(key).copied()
    }

    /// Its resources.
    pub fn resources(&self) -> Option<&'a Dictionary> {
        dictionary(self.inherited(b"Resources")?)
    }
}
