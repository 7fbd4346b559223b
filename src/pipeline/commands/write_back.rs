//! Writing into `i18n/`, where people edit too: what they save while a command runs is read anew, never overwritten.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use typst::foundations::Bytes;

use crate::diagnostic::{Code, Diagnostic};
use crate::encoding;
use crate::origin::FileId;
use crate::output::folder_lock::{self, FolderLock};
use crate::output::replace::{Change, Replaced, replace};
use crate::pipeline::build::session::Session;
use crate::vfs::{Owner, Vfs};

/// Where catalogues are.
const FOLDER: &str = "i18n";
/// How often a command begins again because files were saved meanwhile.
const ATTEMPTS: u32 = 50;
/// How long an editor may leave a file empty that it is saving, and how long is waited before another attempt.
const PAUSE: Duration = Duration::from_millis(20);

/// Files with their new bytes, in the order in which they are to be written.
pub type Files = Vec<(FileId, Vec<u8>)>;

impl Session {
    /// Calls `make`, which reads the project and returns the files to write, and writes them if nothing that was read has changed;
    /// else begins again. Where there is nothing to write, no lock is taken.
    pub fn write_back<T>(
        &mut self,
        lock: impl FnOnce(&Path) -> Result<FolderLock, Box<Diagnostic>>,
        mut make: impl FnMut(&Self) -> (T, Files),
    ) -> Result<(T, Files), Box<Diagnostic>> {
        let (made, files) = make(self);
        if files.is_empty() {
            return Ok((made, files));
        }
        let lock = lock(&self.catalogues()?)?;
        for _ in 0..ATTEMPTS {
            self.refresh();
            let (made, files) = make(self);
            if files.is_empty() || self.replace(&lock, &files)? == Replaced::All {
                self.refresh();
                return Ok((made, files));
            }
            std::thread::sleep(PAUSE);
        }
        let message = "files of the project change all the time: nothing was written";
        let hint = "wait until they are saved, then give the command again";
        Err(Box::new(Diagnostic::new(Code::Output, message).hint(hint)))
    }

    /// Removes what a killed command left beside the catalogues and in the output folder of the settings.
    pub fn clear(&self) {
        if let Ok(folder) = self.catalogues() {
            folder_lock::clear(&folder);
        }
        let output = &self.sources().project().output;
        folder_lock::clear(&self.vfs().root().join(output));
    }

    /// The folder that commands lock which write catalogues.
    fn catalogues(&self) -> Result<PathBuf, Box<Diagnostic>> {
        let folder = self.vfs().root().join(FOLDER);
        match folder.canonicalize() {
            Ok(real) if real.starts_with(self.vfs().root()) && real.is_dir() => Ok(real),
            Err(error) if error.kind() == ErrorKind::NotFound && !folder.is_symlink() => Ok(folder),
            _ => {
                let error = Diagnostic::new(
                    Code::Output,
                    format!("`{FOLDER}` is no folder of the project"),
                );
                Err(Box::new(error.hint(
                    "put the folder inside the project: nothing outside its root is written",
                )))
            }
        }
    }

    fn replace(&self, lock: &FolderLock, files: &Files) -> Result<Replaced, Box<Diagnostic>> {
        let vfs = self.vfs();
        let read: Vec<_> = files.iter().map(|(file, _)| own(vfs, file)).collect();
        let changes = files.iter().zip(&read).map(|((file, bytes), read)| Change {
            name: file.path(),
            was: read.as_deref(),
            bytes,
        });
        let changes: Vec<_> = changes.collect();
        // Most editors empty a file, then fill it.
        if changes.iter().any(|change| change.was == Some(&[])) {
            std::thread::sleep(PAUSE);
        }
        replace(lock, vfs.root(), &changes, || vfs.is_current())
    }
}

/// A file with a new text, unless it has that text already. Its byte order mark and its line ends stay.
pub fn changed(vfs: &Vfs, file: FileId, text: String) -> Option<(FileId, Vec<u8>)> {
    let own = own(vfs, &file);
    let known = own.as_deref().unwrap_or_default();
    let mut bytes = Vec::with_capacity(text.len());
    if known.starts_with(encoding::MARK) {
        bytes.extend_from_slice(encoding::MARK);
    }
    match known.windows(2).any(|pair| pair == b"\r\n") && !text.contains('\r') {
        true => bytes.extend_from_slice(text.replace('\n', "\r\n").as_bytes()),
        false => bytes.extend_from_slice(text.as_bytes()),
    }
    let is_same = own.is_some() && known == bytes;
    (!is_same).then_some((file, bytes))
}

/// What the project's own file holds.
fn own(vfs: &Vfs, file: &FileId) -> Option<Bytes> {
    let (bytes, whose) = vfs.owned(file).ok()?;
    (whose == Owner::Own).then_some(bytes)
}
