//! Pictures of pages that were made already, so that requests for them need not wait for the session.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How many bytes of pictures are kept.
const MOST: usize = 64 << 20;

/// What follows the id of a page in the id of its picture.
pub const WHOLE: &str = ".svg";

/// What was made of the last pages, by id: what is on a page as JSON, its picture and its strips as SVG.
#[derive(Debug, Default)]
pub struct Pictures(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    all: HashMap<String, Arc<str>>,
    order: VecDeque<String>,
    size: usize,
}

impl Pictures {
    /// What has an id.
    pub fn get(&self, id: &str) -> Option<Arc<str>> {
        self.kept().all.get(id).cloned()
    }

    /// Whether something with an id is kept.
    pub fn has(&self, id: &str) -> bool {
        self.kept().all.contains_key(id)
    }

    /// Keeps something, and drops the oldest if there is no room.
    pub fn put(&self, id: &str, picture: Arc<str>) {
        let mut kept = self.kept();
        kept.size += picture.len();
        if let Some(old) = kept.all.insert(id.to_owned(), picture) {
            kept.size -= old.len();
        } else {
            kept.order.push_back(id.to_owned());
        }
        while kept.size > MOST && kept.order.len() > 1 {
            let oldest = kept.order.pop_front().unwrap_or_default();
            kept.size -= kept.all.remove(&oldest).map_or(0, |old| old.len());
        }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
