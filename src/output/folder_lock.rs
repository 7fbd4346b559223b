//! One writer at a time: a lock on a folder, which every command takes before it writes there.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use same_file::Handle;

use crate::diagnostic::{Code, Diagnostic};
use crate::output::temporary;
use crate::vfs::slashes;

/// The file that is locked. It exists while a process writes.
const NAME: &str = ".fluentpress.lock";
/// How many bytes of it are read.
const MOST: u64 = 100;

/// The only right to write into a folder and the folders in it. The lock is advisory: it holds for fluentpress alone.
#[derive(Debug)]
pub struct FolderLock {
    folder: PathBuf,
    file: PathBuf,
    /// Open, it is locked.
    _open: Handle,
}

impl FolderLock {
    /// Waits until no other process writes into the folder, which is made where it is missing, and removes the temporary files
    /// that killed processes left in it. `command` is what others read who wait for this one; `waiting` is called with what
    /// this one waits for, if it does.
    pub fn take(
        folder: &Path,
        command: &str,
        waiting: &dyn Fn(&str),
    ) -> Result<Self, Box<Diagnostic>> {
        let file = folder.join(NAME);
        let open = fs::create_dir_all(folder)
            .and_then(|()| locked(folder, &file, waiting))
            .map_err(|error| failed(folder, &error))?;
        temporary::sweep(folder);
        // On a full disk this fails, but the lock holds.
        let holder = format!("{} {command}", std::process::id());
        let mut text = open.as_file();
        let emptied = text.set_len(0).and_then(|()| text.rewind());
        let _ = emptied.and_then(|()| text.write_all(holder.as_bytes()));
        Ok(Self {
            folder: folder.to_owned(),
            file,
            _open: open,
        })
    }

    /// The locked folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for FolderLock {
    fn drop(&mut self) {
        // Before it is closed: later, it may be another one's.
        let _ = fs::remove_file(&self.file);
        temporary::forget(&self.file);
    }
}

/// Removes what a killed process left in a folder, which its lock shows. A living one keeps all, and so does a folder that
/// nothing may be removed from.
pub fn clear(folder: &Path) {
    let file = folder.join(NAME);
    if !fs::symlink_metadata(&file).is_ok_and(|found| found.is_file()) {
        return;
    }
    let open = OpenOptions::new().read(true).write(true).open(&file);
    let Ok(open) = open.and_then(Handle::from_file) else {
        return;
    };
    if open.as_file().try_lock().is_err() {
        return;
    }
    // Open, it is locked.
    if let Some(_open) = current(&file, open) {
        temporary::sweep(folder);
        let _ = fs::remove_file(&file);
    }
}

/// The right of one `watch` to keep a folder up to date, until it is dropped or its process ends. Two with different options
/// would undo each other's work without end. The folder itself is locked, so that nothing is left behind. Windows locks no
/// folders, nor do some network drives: there, the right is assumed.
#[derive(Debug)]
pub struct Watched {
    open: Option<Handle>,
}

impl Watched {
    /// Takes the right; an error where another process has it.
    pub fn take(folder: &Path) -> Result<Self, Box<Diagnostic>> {
        let Ok(open) = Handle::from_path(folder) else {
            return Ok(Self { open: None });
        };
        if let Err(TryLockError::WouldBlock) = open.as_file().try_lock() {
            let message = format!(
                "another `fluentpress watch` keeps `{}` up to date",
                slashes(folder)
            );
            let hint = "stop it, or give this one another folder with `--output-dir`";
            return Err(Box::new(Diagnostic::new(Code::Watch, message).hint(hint)));
        }
        Ok(Self { open: Some(open) })
    }

    /// Whether it is for the folder that is there now under this name.
    pub fn is_for(&self, folder: &Path) -> bool {
        let now = Handle::from_path(folder).ok();
        self.open.is_some() && self.open == now
    }
}

/// Opens and locks the file. Whoever had it before removes it: then a new one is locked.
fn locked(folder: &Path, path: &Path, waiting: &dyn Fn(&str)) -> io::Result<Handle> {
    let mut has_waited = false;
    loop {
        // What a link leads to is no lock.
        if fs::symlink_metadata(path).is_ok_and(|found| !found.is_file()) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let mut busy = None;
        let own = temporary::note_if(path, || {
            let mut options = OpenOptions::new();
            let options = options.read(true).write(true).create(true).truncate(false);
            let file = Handle::from_file(options.open(path)?)?;
            match file.as_file().try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    busy = Some(file);
                    return Ok(None);
                }
                // A file system without locks: there is nothing to wait for.
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
                Err(TryLockError::Error(error)) => return Err(error),
            }
            Ok(current(path, file))
        });
        match own {
            Ok(Some(file)) => return Ok(file),
            Ok(None) => {}
            // Somebody removed the folder meanwhile.
            Err(error) if error.kind() == io::ErrorKind::NotFound && has_waited => {
                fs::create_dir_all(folder)?;
            }
            Err(error) => return Err(error),
        }
        if let Some(file) = busy {
            if !has_waited {
                waiting(&wait(file.as_file(), folder));
                has_waited = true;
            }
            file.as_file().lock()?;
            if let Some(file) = temporary::note_if(path, || Ok(current(path, file)))? {
                return Ok(file);
            }
        }
    }
}

/// The file, if it is the one that is there under this name.
fn current(path: &Path, file: Handle) -> Option<Handle> {
    let is_current = Handle::from_path(path).is_ok_and(|found| found == file);
    is_current.then_some(file)
}

/// The command that holds the lock. On Windows, a locked file cannot be read.
fn wait(file: &File, folder: &Path) -> String {
    let mut text = String::new();
    let read = file.take(MOST).read_to_string(&mut text);
    let is_command = |c: char| c.is_ascii_lowercase() || c == '-';
    let holder = text
        .split_once(' ')
        .filter(|_| read.is_ok())
        .filter(|(id, command)| id.parse::<u32>().is_ok() && command.chars().all(is_command));
    let holder = match holder {
        Some((id, command)) => format!("`fluentpress {command}` (process {id})"),
        None => "another fluentpress".to_owned(),
    };
    format!(
        "waiting for {holder}, which writes into `{}`",
        slashes(folder)
    )
}

/// A file or folder that cannot be written.
pub fn failed(path: &Path, error: &io::Error) -> Box<Diagnostic> {
    let message = format!("`{}` cannot be written: {}", slashes(path), error.kind());
    let hint = match cfg!(windows) {
        // Windows replaces no file that a program has open and does not share.
        true => "close the program that shows it, name another folder, or make this one writable",
        false => "name another folder, or make this one writable",
    };
    Box::new(Diagnostic::new(Code::Output, message).hint(hint))
}
