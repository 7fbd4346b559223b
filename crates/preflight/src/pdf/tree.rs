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
    inherited: BTreeMap<&'static [u8], &'a Object>,
}

/// The keys that pages have from their ancestors (ISO 32000-1, table 30).
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];

impl File {
    /// The pages, in order.
    pub fn pages(&self) -> Result<Vec<PageNode<'_>>, String> {
        let root = self
            .catalog()
            .and_then(|catalog| catalog.get(b"Pages").ok());
        let root = root.ok_or("there is no page tree")?;
        let mut pages = Vec::new();
        let mut seen = BTreeSet::new();
        self.walk(root, &BTreeMap::new(), 0, &mut seen, &mut pages)?;
        match pages.is_empty() {
            true => Err("the page tree has no pages".to_owned()),
            false => Ok(pages),
        }
    }

    fn walk<'a>(
        &'a self,
        node: &'a Object,
        inherited: &BTreeMap<&'static [u8], &'a Object>,
        depth: usize,
        seen: &mut BTreeSet<ObjectId>,
        pages: &mut Vec<PageNode<'a>>,
    ) -> Result<(), String> {
        let new = node.as_reference().map_or(true, |id| seen.insert(id));
        if depth > DEPTH || !new {
            return Err("the page tree leads back into itself".to_owned());
        }
        if pages.len() >= PAGES {
            return Err(format!("there are more than {PAGES} pages"));
        }
        let Object::Dictionary(dict) = self.resolve(node) else {
            return Err("a page is not there".to_owned());
        };
        let mut inherited = inherited.clone();
        for key in INHERITED {
            inherited.extend(self.get(dict, key).map(|value| (key, value)));
        }
        match self.array(dict, b"Kids") {
            Some(kids) => kids
                .iter()
                .try_for_each(|kid| self.walk(kid, &inherited, depth + 1, seen, pages)),
            None => {
                pages.push(PageNode { dict, inherited });
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
