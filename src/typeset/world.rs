//! The world of a compilation: one main file over the project's files and the fonts.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId as TypstId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook, FontVariant};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_kit::files::{FileLoader, FileStore};

use crate::origin::FileId;
use crate::picture::reader;
use crate::typeset::fonts::Fonts;
use crate::vfs::{ReadError, Vfs};

/// Said where a layout imports a package.
pub const NO_PACKAGES: &str = "packages are not fetched";

/// What all artifacts share: the library, the fonts, and the layouts' files, each parsed once.
pub struct Engine {
    library: LazyHash<Library>,
    fonts: Arc<Fonts>,
    vfs: Arc<Vfs>,
    files: FileStore<Loader>,
    main: TypstId,
}

impl Engine {
    /// An engine for a project.
    pub fn new(vfs: &Arc<Vfs>) -> Self {
        Self {
            library: LazyHash::new(Library::builder().build()),
            fonts: Arc::new(Fonts::load(vfs)),
            vfs: vfs.clone(),
            files: FileStore::new(Loader(vfs.clone())),
            main: typst_id(&FileId::new("main.typ")),
        }
    }

    /// The same engine with other files.
    pub fn renewed(&self, vfs: &Arc<Vfs>) -> Self {
        Self {
            library: self.library.clone(),
            fonts: self.fonts.clone(),
            vfs: vfs.clone(),
            files: FileStore::new(Loader(vfs.clone())),
            main: self.main,
        }
    }

    /// Whether it reads these files.
    pub fn reads(&self, vfs: &Arc<Vfs>) -> bool {
        Arc::ptr_eq(&self.vfs, vfs)
    }

    /// The fonts.
    pub fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    /// The sans serif of the default layouts.
    pub fn sans(&self) -> Option<Font> {
        let variant = FontVariant::default();
        let index = self.fonts.book().select("noto sans", variant)?;
        self.fonts.font(index)
    }

    /// Forgets the contents of files, but not what was parsed: a file that did not change is not parsed again.
    pub fn reset(&mut self) {
        self.files.reset();
    }

    /// The world of one artifact.
    pub fn world<'a>(
        &'a self,
        main: &str,
        extra: &'a BTreeMap<FileId, Bytes>,
    ) -> ArtifactWorld<'a> {
        ArtifactWorld {
            engine: self,
            main: Source::new(self.main, main.to_owned()),
            extra,
            read: Mutex::default(),
        }
    }
}

/// The world of one artifact: its main file, what was made for it alone, and the engine's files.
pub struct ArtifactWorld<'a> {
    engine: &'a Engine,
    main: Source,
    extra: &'a BTreeMap<FileId, Bytes>,
    read: Mutex<BTreeSet<FileId>>,
}

impl ArtifactWorld<'_> {
    /// The main file.
    pub fn main_source(&self) -> &Source {
        &self.main
    }

    /// The files that were read so far, less those that were made for this artifact.
    pub fn read(&self) -> Vec<FileId> {
        let read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        read.iter().cloned().collect()
    }

    /// The files that were read so far and pass a filter, each with the bytes that the engine got.
    pub fn files(&self, is_wanted: impl Fn(&FileId) -> bool) -> Vec<(FileId, Bytes)> {
        let wanted = self.read().into_iter().filter(is_wanted);
        let bytes = |file: FileId| {
            let bytes = self.engine.files.file(typst_id(&file)).ok()?;
            Some((file, bytes))
        };
        wanted.filter_map(bytes).collect()
    }

    fn note(&self, file: FileId) {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        read.insert(file);
    }
}

impl World for ArtifactWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.engine.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.engine.fonts.book()
    }

    fn main(&self) -> TypstId {
        self.main.id()
    }

    fn source(&self, id: TypstId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        self.note(file_id(id));
        self.engine.files.source(id)
    }

    fn file(&self, id: TypstId) -> FileResult<Bytes> {
        let file = file_id(id);
        if let Some(bytes) = self.extra.get(&file) {
            return Ok(bytes.clone());
        }
        self.note(file);
        self.engine.files.file(id)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.engine.fonts.font(index)
    }

    /// There is no clock in a build.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

struct Loader(Arc<Vfs>);

impl FileLoader for Loader {
    fn load(&self, id: TypstId) -> FileResult<Bytes> {
        if let VirtualRoot::Package(_) = id.root() {
            return Err(FileError::Package(PackageError::Other(Some(
                NO_PACKAGES.into(),
            ))));
        }
        let file = file_id(id);
        let bytes = self.0.bytes(&file);
        let bytes = bytes.map(|bytes| reader::for_engine(file.path(), bytes));
        bytes.map_err(|error| match error {
            ReadError::NotFound => FileError::NotFound(file.path().into()),
            ReadError::Folder => FileError::IsDirectory,
            ReadError::NotUtf8(..) => FileError::InvalidUtf8,
            ReadError::TooLarge(_) => FileError::Other(Some("it is too large".into())),
            ReadError::Outside => FileError::Other(Some("it is outside the project".into())),
            ReadError::Io(message) => FileError::Other(Some(message.into())),
        })
    }
}

/// A file of the project under the name that Typst has for it.
pub fn typst_id(file: &FileId) -> TypstId {
    // A path that leaves the root cannot be named; the root itself is never a readable file.
    let path = VirtualPath::new(file.path())
        .or_else(|_| VirtualPath::new("/"))
        .unwrap_or_else(|_| unreachable!("the root is a path"));
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// The name that the project has for a file of Typst's.
pub fn file_id(id: TypstId) -> FileId {
    FileId::new(id.vpath().get_without_slash())
}
