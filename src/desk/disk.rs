//! What changes on the disk while the desk is open: files are read again, and pages made of them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::desk::worker::Worker;

impl Worker {
    /// Reads the disk again if it holds something else than what was read.
    pub(super) fn read_disk(&mut self) {
        let vfs = self.session.vfs();
        // Over these, unsaved texts are laid: what is under them is not compared by the session.
        let mut laid = self.laid.iter();
        let is_current = laid.all(|(file, was)| vfs.on_disk(file).ok() == *was) && vfs.is_current();
        if is_current {
            return;
        }
        Arc::make_mut(&mut self.session).refresh();
        self.lay_all();
        self.all_is_old();
        self.todo.now = self.typing.is_some();
        self.shown.news();
    }

    /// The folders that the session reads.
    pub(super) fn folders(&self) -> BTreeSet<PathBuf> {
        let vfs = self.session.vfs();
        let asked = vfs.asked().into_iter();
        let folders = asked.filter_map(|path| match path.is_dir() {
            true => Some(path),
            false => path.parent().map(Path::to_owned),
        });
        folders
            .filter(|folder| folder.is_dir())
            .chain([vfs.root().to_owned()])
            .collect()
    }
}
