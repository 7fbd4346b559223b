//! Notices changes on the disk.

use std::collections::BTreeSet;
use std::path::PathBuf;

use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};

/// Notices changes in the folders that the session reads.
pub struct Watcher {
    watcher: RecommendedWatcher,
    watched: BTreeSet<PathBuf>,
}

impl Watcher {
    /// Calls `changed` whenever something changes.
    pub fn new(changed: impl Fn() + Send + 'static) -> notify::Result<Self> {
        let tell = move |event: notify::Result<notify::Event>| {
            if event.is_ok_and(|event| !event.kind.is_access()) {
                changed();
            }
        };
        Ok(Self {
            watcher: notify::recommended_watcher(tell)?,
            watched: BTreeSet::new(),
        })
    }

    /// Watches these folders too. One that cannot be watched is left out.
    pub fn watch(&mut self, folders: BTreeSet<PathBuf>) {
        for folder in folders {
            if !self.watched.contains(&folder)
                && self
                    .watcher
                    .watch(&folder, RecursiveMode::NonRecursive)
                    .is_ok()
            {
                self.watched.insert(folder);
            }
        }
    }
}
