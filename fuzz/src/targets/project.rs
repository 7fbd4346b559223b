//! A project whose files are in memory: on the disk, they are empty.

use std::fs;
use std::path::Path;

use fluentpress::origin::FileId;
use fluentpress::pipeline::build::session::Session;
use tempfile::TempDir;

/// A folder with the files of a project.
pub struct Folder(TempDir);

impl Folder {
    /// One with these files, all empty.
    pub fn new(files: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap_or(Path::new(""))).expect("a folder");
            fs::write(path, "").expect("a file");
        }
        Self(folder)
    }

    /// The project, with these texts in its files.
    pub fn open(&self, files: &[(&str, &[u8])]) -> Session {
        let session = Session::new(self.0.path()).expect("a folder");
        for (file, bytes) in files {
            session.vfs().quote(&FileId::new(file), bytes.to_vec());
        }
        session
    }
}
