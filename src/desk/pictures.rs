//! Pictures of pages that were made already, so that requests for them need not wait for the session.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How many bytes of pictures are kept.
const MOST: usize = 64 << 20;

/// A page as SVG, and what stands where on it as JSON.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The page.
    pub svg: Arc<str>,
    /// What stands where.
    pub areas: Arc<str>,
}

impl Picture {
    fn size(&self) -> usize {
        self.svg.len() + self.areas.len()
    }
}

/// The last pictures, by the id of their page.
#[derive(Debug, Default)]
pub struct Pictures(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    all: HashMap<String, Picture>,
    order: VecDeque<String>,
    size: usize,
}

impl Pictures {
    /// The picture of a page.
    pub fn get(&self, id: &str) -> Option<Picture> {
        self.kept().all.get(id).cloned()
    }

    /// Keeps the picture of a page, and drops the oldest if there is no room.
    pub fn put(&self, id: &str, picture: Picture) {
        let mut kept = self.kept();
        kept.size += picture.size();
        if let Some(old) = kept.all.insert(id.to_owned(), picture) {
            kept.size -= old.size();
        } else {
            kept.order.push_back(id.to_owned());
        }
        while kept.size > MOST && kept.order.len() > 1 {
            let oldest = kept.order.pop_front().unwrap_or_default();
            kept.size -= kept.all.remove(&oldest).map_or(0, |old| old.size());
        }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
