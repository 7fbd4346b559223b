//! The digests of files, each computed once, on the thread that needs it first: so they are computed while other threads typeset.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use typst::foundations::Bytes;

use crate::origin::FileId;
use crate::output::sha256;
use crate::pipeline::build::artifact::Artifact;

/// Digests that were taken.
#[derive(Default)]
pub struct Digests(Mutex<BTreeMap<(FileId, bool), Digest>>);

/// A file's bytes, and their digest when it is taken.
type Digest = (Bytes, Arc<OnceLock<String>>);

impl Digests {
    /// The digest of a file, of the project or built in.
    pub fn of(&self, file: &FileId, is_built_in: bool, bytes: &Bytes) -> String {
        let cell = {
            let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let known = all
                .entry((file.clone(), is_built_in))
                .or_insert_with(|| (bytes.clone(), Arc::default()));
            if !std::ptr::eq(&*known.0, &**bytes) {
                *known = (bytes.clone(), Arc::default());
            }
            known.1.clone()
        };
        cell.get_or_init(|| sha256::hex(bytes)).clone()
    }

    /// Computes the digests of all that an artifact is made from, except those that are known.
    pub fn take(&self, artifact: &Artifact) {
        let inputs = &artifact.inputs;
        for (files, is_built_in) in [(&inputs.own, false), (&inputs.built_in, true)] {
            for (file, bytes) in files {
                self.of(file, is_built_in, bytes);
            }
        }
        for face in &artifact.fonts {
            self.of(&face.file, face.is_built_in, &face.bytes);
        }
    }
}
