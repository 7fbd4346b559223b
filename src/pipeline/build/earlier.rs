//! The output folder as an earlier build left it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::output::folder;
use crate::output::manifest::{Entry, Manifest};
use crate::output::sha256;
use crate::typeset::fonts::Face;

/// An output folder with its manifest.
pub struct Earlier {
    folder: PathBuf,
    manifest: Manifest,
    /// The faces that there are now, by the ids that manifests have for them.
    pub(super) faces: OnceLock<BTreeMap<String, Face>>,
}

impl Earlier {
    /// A folder, if it has a manifest that can be read.
    pub fn read(folder: &Path) -> Option<Self> {
        let manifest = folder::earlier(folder)?.ok()?;
        Some(Self {
            folder: folder.to_owned(),
            manifest,
            faces: OnceLock::new(),
        })
    }

    /// The entry of an artifact.
    pub fn entry(&self, file: &str) -> Option<&Entry> {
        self.manifest.entry(file)
    }

    /// The file of an entry, if it lies there as it was written.
    pub fn bytes(&self, entry: &Entry) -> Option<Vec<u8>> {
        let bytes = fs::read(self.folder.join(&entry.file)).ok()?;
        (sha256::hex(&bytes) == entry.sha256).then_some(bytes)
    }
}
