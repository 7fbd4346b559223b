//! The only reader of inputs: a project's files, with the embedded defaults behind them.

mod path;
mod disk;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use typst::foundations::Bytes;

use crate::diagnostic::Diagnostics;
use crate::embedded;
use crate::encoding;
use crate::origin::{FileId, Quoted};
use crate::vfs::disk::{Entry, entries};

pub use disk::ReadError;
pub use path::{plain, slashes};

/// The text of a file, or why there is none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Text {
    /// The text, without a byte order mark.
    There(Arc<str>),
    /// Neither the project nor the defaults have the file.
    Absent,
    /// There is such a file, and it was reported why it cannot be read.
    Unreadable,
}

/// Whose a file is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Owner {
    /// The project's.
    Own,
    /// A default, inside the binary.
    BuiltIn,
}

/// The result of reading a file.
type Read = Result<(Bytes, Owner), ReadError>;

/// Reads files and lists folders below a root folder, each once.
#[derive(Debug)]
pub struct Vfs {
    root: PathBuf,
    files: Mutex<BTreeMap<FileId, Read>>,
    folders: Mutex<BTreeMap<String, Arc<[Entry]>>>,
    quoted: Mutex<BTreeMap<FileId, Arc<Quoted>>>,
    laid: Mutex<BTreeMap<FileId, Bytes>>,
}

impl Clone for Vfs {
    fn clone(&self) -> Self {
        Self {
            root: self.root.clone(),
            files: Mutex::new(lock(&self.files).clone()),
            folders: Mutex::new(lock(&self.folders).clone()),
            quoted: Mutex::new(lock(&self.quoted).clone()),
            laid: Mutex::new(lock(&self.laid).clone()),
        }
    }
}

impl Vfs {
    /// A reader for the project in this folder.
    pub fn new(root: &Path) -> io::Result<Self> {
        Ok(Self {
            root: root.canonicalize()?,
            files: Mutex::default(),
            folders: Mutex::default(),
            quoted: Mutex::default(),
            laid: Mutex::default(),
        })
    }

    /// The project's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The bytes of a file: the project's own, else the default.
    pub fn bytes(&self, file: &FileId) -> Result<Bytes, ReadError> {
        self.owned(file).map(|(bytes, _)| bytes)
    }

    /// The bytes of a file, and whose it is.
    pub fn owned(&self, file: &FileId) -> Result<(Bytes, Owner), ReadError> {
        let mut files = lock(&self.files);
        if let Some(read) = files.get(file) {
            return read.clone();
        }
        let read = match self.read(file) {
            Err(ReadError::NotFound) => embedded::file(file.path())
                .map(|bytes| (Bytes::new(bytes), Owner::BuiltIn))
                .ok_or(ReadError::NotFound),
            other => other.map(|bytes| (Bytes::new(bytes), Owner::Own)),
        };
        files.insert(file.clone(), read.clone());
        read
    }

    /// The text of a file, without a byte order mark.
    pub fn text(&self, file: &FileId) -> Result<Arc<str>, ReadError> {
        encoding::decode(&self.bytes(file)?).map_err(ReadError::NotUtf8)
    }

    /// The text of a file to read or to quote, never to write: bytes that are not UTF-8 stand as U+FFFD.
    pub fn lossy(&self, file: &FileId) -> Option<Arc<str>> {
        encoding::decode_lossy(&self.bytes(file).ok()?)
    }

    /// The text of a file with its lines, read once however many findings quote it.
    pub fn quoted(&self, file: &FileId) -> Option<Arc<Quoted>> {
        if let Some(known) = lock(&self.quoted).get(file) {
            return Some(known.clone());
        }
        let text = self.lossy(file)?;
        let quoted = Arc::new(Quoted::new(text));
        lock(&self.quoted).insert(file.clone(), quoted.clone());
        Some(quoted)
    }

    /// Reads a file's text, and reports what is wrong with its bytes; what is right is read all the same.
    pub fn read_text(&self, file: &FileId, out: &mut Diagnostics) -> Text {
        match self.text(file) {
            Ok(text) => Text::There(text),
            Err(ReadError::NotFound) => Text::Absent,
            Err(error) => {
                out.push(error.diagnostic(file));
                self.lossy(file).map_or(Text::Unreadable, Text::There)
            }
        }
    }

    /// The text of the default that a project's file overrides or adds to.
    pub fn default_text(&self, file: &FileId) -> Option<Arc<str>> {
        encoding::decode(embedded::file(file.path())?).ok()
    }

    /// Whether the project itself has something under this name, on the disk or laid over it: what is no file is reported when it is read.
    pub fn is_own(&self, file: &FileId) -> bool {
        lock(&self.laid).contains_key(file)
            || self.root.join(file.path()).symlink_metadata().is_ok()
    }

    /// Whether a file can be read.
    pub fn exists(&self, file: &FileId) -> bool {
        !matches!(self.bytes(file), Err(ReadError::NotFound))
    }

    /// The names of the files in a folder of the project, sorted; hidden ones left out.
    pub fn own_files(&self, folder: &str) -> Vec<String> {
        self.own(folder, |entry| !entry.is_folder)
    }

    /// The names in a folder of the project that are not UTF-8, as far as they can be shown: no file has such a name.
    pub fn garbled_names(&self, folder: &str) -> Vec<String> {
        let entries = self.entries(folder);
        let names = entries.iter().filter_map(|entry| entry.path.file_name());
        let garbled = names.filter(|name| name.to_str().is_none());
        garbled
            .map(|name| name.to_string_lossy().into_owned())
            .collect()
    }

    /// The names of the folders in a folder of the project, sorted; hidden ones left out.
    pub fn own_folders(&self, folder: &str) -> Vec<String> {
        self.own(folder, |entry| entry.is_folder)
    }

    /// The names of the folders in a folder, those of the defaults included, sorted.
    pub fn folders(&self, folder: &str) -> Vec<String> {
        let mut all: BTreeSet<_> = self.own_folders(folder).into_iter().collect();
        all.extend(embedded::children(folder).map(str::to_owned));
        all.into_iter().collect()
    }

    /// Every path of the disk that was looked up, files and listed folders, for a watcher.
    pub fn asked(&self) -> Vec<PathBuf> {
        let files = lock(&self.files);
        let folders = lock(&self.folders);
        let paths = files.keys().map(FileId::path);
        let paths = paths.chain(folders.keys().map(String::as_str));
        paths.map(|path| self.root.join(path)).collect()
    }

    /// The files that were read, with what they held.
    pub fn held(&self) -> Vec<(FileId, Option<Bytes>)> {
        let files = lock(&self.files);
        let held = files
            .iter()
            .map(|(file, read)| (file.clone(), read.as_ref().ok()));
        held.map(|(file, read)| (file, read.map(|(bytes, _)| bytes.clone())))
            .collect()
    }

    /// Whether the disk still holds what was read.
    pub fn is_current(&self) -> bool {
        let is_same = |(file, old): (&FileId, &Read)| match (self.read(file), old) {
            (Ok(new), Ok((old, Owner::Own))) => new[..] == old[..],
            (Err(ReadError::NotFound), Ok((_, Owner::BuiltIn))) => true,
            (Err(new), Err(old)) => new == *old,
            _ => false,
        };
        let is_listed = |(folder, old): (&String, &Arc<[Entry]>)| {
            entries(&self.root.join(folder))[..] == old[..]
        };
        lock(&self.files).iter().all(is_same) && lock(&self.folders).iter().all(is_listed)
    }

    /// Drops what was read, so that the next build reads the disk again.
    pub fn reset(&self) {
        lock(&self.files).clear();
        lock(&self.folders).clear();
        lock(&self.quoted).clear();
    }

    /// Takes the bytes of a file outside the project for its text, so that findings about it quote its lines.
    pub fn quote(&self, file: &FileId, bytes: Vec<u8>) {
        let read = Ok((Bytes::new(bytes), Owner::Own));
        lock(&self.files).insert(file.clone(), read);
        lock(&self.quoted).remove(file);
    }

    /// Reads `bytes` in place of what the disk has under this name, until it is taken back by `None`: texts that are not saved yet.
    pub fn lay(&self, file: &FileId, bytes: Option<Bytes>) {
        let mut laid = lock(&self.laid);
        match bytes {
            Some(bytes) => laid.insert(file.clone(), bytes),
            None => laid.remove(file),
        };
        lock(&self.files).remove(file);
        lock(&self.quoted).remove(file);
    }

    /// What the disk has under this name, whatever is laid over it.
    pub fn on_disk(&self, file: &FileId) -> Result<Vec<u8>, ReadError> {
        disk::read(&self.root, file)
    }

    /// Every picture made of pixels that was read, by the end of its name.
    pub fn pictures(&self) -> Vec<(FileId, Bytes)> {
        const ENDS: [&str; 5] = [".png", ".jpg", ".jpeg", ".gif", ".webp"];
        let files = lock(&self.files);
        let is_picture = |file: &FileId| {
            let path = file.path().to_ascii_lowercase();
            ENDS.iter().any(|end| path.ends_with(end))
        };
        let pictures = files.iter().filter(|(file, _)| is_picture(file));
        pictures
            .filter_map(|(file, read)| Some((file.clone(), read.as_ref().ok()?.0.clone())))
            .collect()
    }

    fn own(&self, folder: &str, keep: impl Fn(&Entry) -> bool) -> Vec<String> {
        let entries = self.entries(folder);
        let kept = entries.iter().filter(|entry| keep(entry));
        let names = kept.filter_map(|entry| entry.path.file_name()?.to_str());
        names.map(str::to_owned).collect()
    }

    fn entries(&self, folder: &str) -> Arc<[Entry]> {
        if let Some(known) = lock(&self.folders).get(folder) {
            return known.clone();
        }
        let entries: Arc<[Entry]> = entries(&self.root.join(folder)).into();
        lock(&self.folders).insert(folder.to_owned(), entries.clone());
        entries
    }

    /// Reads what is laid over a file, else the disk.
    fn read(&self, file: &FileId) -> Result<Vec<u8>, ReadError> {
        let laid = lock(&self.laid).get(file).cloned();
        laid.map_or_else(|| self.on_disk(file), |laid| Ok(laid.to_vec()))
    }
}

/// The cache holds plain values: a panic elsewhere cannot leave it half written.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
