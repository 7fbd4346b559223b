//! An open project: its parsed sources, the engine, and what was made already. All commands work on one.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use typst::foundations::Bytes;

use crate::brand::Families;
use crate::brand::families::Named;
use crate::diagnostic::Diagnostics;
use crate::origin::FileId;
use crate::pipeline::build::artifact::Artifact;
use crate::pipeline::build::clock::{Clock, End};
use crate::pipeline::build::digests::Digests;
use crate::pipeline::build::earlier::Earlier;
use crate::pipeline::sources::Sources;
use crate::typeset::families;
use crate::typeset::fonts;
use crate::typeset::world::Engine;
use crate::vfs::Vfs;

/// For how many builds a `watch` keeps what it no longer uses in the engine's cache.
const REMEMBERED: usize = 8;

/// An open project, for one command or, in a `watch`, for many builds. Its sources are read when they are first needed, and again after
/// [`Session::refresh`].
pub struct Session {
    pub(super) sources: Sources,
    pub(super) engine: OnceLock<Arc<Engine>>,
    /// The families of fonts that the settings name, with what is wrong with them.
    families: OnceLock<(Families, Diagnostics)>,
    /// By file name, the artifacts of the last build.
    pub(super) made: BTreeMap<String, Made>,
    /// What an earlier build left in the output folder.
    pub(super) earlier: Option<Earlier>,
    pub(super) digests: Digests,
    pub(super) clock: Arc<Clock>,
}

/// What an artifact was made from, and what came of it.
#[derive(Clone)]
pub struct Made {
    /// The digest of all that may change it.
    pub(super) fingerprint: u128,
    /// What the pages needed: those of the artifact, then those of its handout.
    pub(super) read: Vec<Vec<FileId>>,
    /// The artifact, then its handout.
    pub(super) artifacts: Vec<Artifact>,
    /// What was found while it was made.
    pub(super) diagnostics: Diagnostics,
}

/// The project as it is now, whatever becomes of the other one. It costs little, and knows of no builds.
impl Clone for Session {
    fn clone(&self) -> Self {
        Self {
            sources: self.sources.clone(),
            engine: self.engine.clone(),
            families: self.families.clone(),
            made: BTreeMap::new(),
            earlier: None,
            digests: Digests::default(),
            clock: self.clock.clone(),
        }
    }
}

impl Session {
    /// Opens the project in a folder. An error is one of the folder itself.
    pub fn new(root: &Path) -> std::io::Result<Self> {
        Ok(Self {
            sources: Sources::new(Arc::new(Vfs::new(root)?)),
            engine: OnceLock::new(),
            families: OnceLock::new(),
            made: BTreeMap::new(),
            earlier: None,
            digests: Digests::default(),
            clock: Arc::default(),
        })
    }

    /// What looks at the time that artifacts take.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Sets what is done, at any time and on a thread of its own, where an artifact takes longer or more memory than it may: the
    /// engine cannot be interrupted, so it has to end the process.
    pub fn on_overdue(&self, end: Box<End>) {
        Clock::watch(&self.clock, self.sources.vfs().clone(), end);
    }

    /// The reader of files.
    pub fn vfs(&self) -> &Vfs {
        self.sources.vfs()
    }

    /// The settings, articles, translations and labels, each parsed at its first use.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The digests of what artifacts are made from.
    pub fn digests(&self) -> &Digests {
        &self.digests
    }

    /// The engine. The first call loads all fonts, which takes about as long as to make the documents.
    pub fn engine(&self) -> &Engine {
        self.engine
            .get_or_init(|| Arc::new(Engine::new(self.sources.vfs())))
    }

    /// The families of fonts that artifacts are set in. What is wrong with those that the settings name is reported by
    /// [`Session::find_families`].
    pub fn families(&self) -> &Families {
        &self.found_families().0
    }

    /// Reports the families that the settings name and that there are not.
    pub fn find_families(&self, out: &mut Diagnostics) {
        out.extend(self.found_families().1.iter().cloned());
    }

    /// Reports files in the project's folder of fonts that are none.
    pub fn check_fonts(&self, out: &mut Diagnostics) {
        if !fonts::own(self.vfs()).is_empty() {
            out.extend(self.engine().fonts().faults().iter().cloned());
        }
    }

    /// Takes a text for that of a translation, until it is taken back by `None`: what is typed and not saved.
    pub fn lay(&mut self, catalogue: &FileId, text: Option<&str>) {
        let bytes = text.map(|text| Bytes::new(text.as_bytes().to_vec()));
        self.vfs().lay(catalogue, bytes);
        match catalogue.path().ends_with("/labels.ftl") {
            true => self.sources.forget(),
            false => self.sources.forget_translations(),
        }
    }

    fn found_families(&self) -> &(Families, Diagnostics) {
        self.families.get_or_init(|| {
            let mut found = Diagnostics::default();
            let named = &self.sources.project().brand.fonts;
            let families = match *named == Named::default() {
                // Fonts are loaded by commands that make pages.
                true => Families::default(),
                false => families::find(self.engine().fonts(), named, &mut found),
            };
            (families, found)
        })
    }

    /// Forgets what the files held, so that the next command reads them again.
    pub fn refresh(&mut self) {
        let vfs = self.sources.vfs().clone();
        let pictures = vfs.pictures();
        vfs.reset();
        self.sources.forget();
        self.families.take();
        let is_same = |(file, old): &(FileId, Bytes)| {
            let new = vfs.bytes(file);
            new.is_ok_and(|new| new[..] == old[..])
        };
        // The engine caches a drawing by its own bytes, without those of the pictures in it.
        if !pictures.iter().all(is_same) {
            comemo::evict(0);
        }
        if let Some(engine) = self.engine.get_mut() {
            match Arc::get_mut(engine).filter(|engine| engine.reads(&vfs)) {
                Some(engine) => engine.reset(),
                None => *engine = Arc::new(engine.renewed(&vfs)),
            }
            if !engine.fonts().is_current(&vfs) {
                self.engine.take();
                self.made.clear();
            }
        }
        comemo::evict(REMEMBERED);
    }
}
