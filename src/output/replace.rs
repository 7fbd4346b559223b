//! Replaces files that people edit too: only what is still as it was read, and what an editor saves meanwhile stays.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic};
use crate::output::folder_lock::FolderLock;
use crate::output::temporary::{self, Temporary};
use crate::vfs::slashes;

/// How often a file is given back to an editor that saves again and again, before that is an error.
const TRIES: usize = 100;

/// A file as it was read, and as it shall be.
#[derive(Clone, Copy, Debug)]
pub struct Change<'c> {
    /// Its path from the root, with `/`.
    pub name: &'c str,
    /// What it held; `None` where there was no such file.
    pub was: Option<&'c [u8]>,
    /// What it shall hold.
    pub bytes: &'c [u8],
}

/// Whether the files are in place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Replaced {
    /// They are, and on the disk.
    All,
    /// A file is not what it was. It was left alone, and so was what comes behind it.
    Outdated,
}

/// A new file that is written, and not yet in its place.
struct Staged<'c> {
    change: Change<'c>,
    /// Where it goes: links are followed.
    path: PathBuf,
    aside: Temporary,
}

/// Replaces files below `root`, in the order given, by the holder of a lock. All are written to the disk first, aside; then
/// `is_current` returns whether the inputs they were made from are unchanged. Modes, owners and symbolic links stay. A link out
/// of the root, and a file that may not be written, are errors.
pub fn replace(
    lock: &FolderLock,
    root: &Path,
    changes: &[Change],
    is_current: impl FnOnce() -> bool,
) -> Result<Replaced, Box<Diagnostic>> {
    let mut folders = BTreeSet::new();
    let mut staged = Vec::with_capacity(changes.len());
    for change in changes {
        let path = target(root, change.name, &mut folders)?;
        let aside = stage(lock, &path, change).map_err(|error| unwritable(change.name, &error))?;
        staged.push(Staged {
            change: *change,
            path,
            aside,
        });
    }
    if !is_current() {
        return Ok(Replaced::Outdated);
    }
    // The file that is exchanged may have just been saved by an editor: signals wait until it was compared.
    let _uninterrupted = temporary::uninterrupted();
    let mut displaced = Vec::new();
    for Staged {
        change,
        path,
        aside,
    } in staged
    {
        let is_done = match change.was {
            Some(was) => swap(aside.path(), &path, was),
            None => put_new(aside.path(), &path),
        };
        if !is_done.map_err(|error| unwritable(change.name, &error))? {
            return Ok(Replaced::Outdated);
        }
        if let Some(was) = change.was {
            displaced.push((change, was, path, aside));
        }
    }
    for folder in &folders {
        sync_folder(folder).map_err(|error| unwritable(&slashes(folder), &error))?;
    }
    // An editor that writes into the file that it opened may have done so while it was taken away.
    let mut result = Replaced::All;
    for (change, was, path, aside) in displaced {
        if !fs::read(aside.path()).is_ok_and(|now| now == was) {
            swap(aside.path(), &path, change.bytes)
                .map_err(|error| unwritable(change.name, &error))?;
            result = Replaced::Outdated;
        }
    }
    Ok(result)
}

fn unwritable(name: &str, error: &io::Error) -> Box<Diagnostic> {
    // The message of the system ends in "(os error N)", which differs between systems.
    let why = match error.raw_os_error() {
        Some(_) => error.kind().to_string(),
        None => error.to_string(),
    };
    let message = format!("`{name}` cannot be written: {why}");
    Box::new(
        Diagnostic::new(Code::Output, message)
            .hint("make it writable, or move away what is in its place"),
    )
}

/// The real path of a file to be written, whose folder is made where it is missing. Notes the folders to be synced.
fn target(
    root: &Path,
    name: &str,
    folders: &mut BTreeSet<PathBuf>,
) -> Result<PathBuf, Box<Diagnostic>> {
    let wrong =
        |message: String, hint: &str| Box::new(Diagnostic::new(Code::Output, message).hint(hint));
    let failed = |error: io::Error| unwritable(name, &error);
    let path = root.join(name);
    let parent = path.parent().unwrap_or(root);
    let outside = || {
        wrong(
            format!("`{name}` is outside the project: a symbolic link leads there"),
            "put the file or the folder inside the project: nothing outside its root is written",
        )
    };
    // What exists of the way decides before anything is made.
    let known = parent
        .ancestors()
        .find(|folder| folder.symlink_metadata().is_ok());
    let known = known.unwrap_or(root);
    let real = known.canonicalize().map_err(failed)?;
    if !real.starts_with(root) {
        return Err(outside());
    }
    folders.extend(
        parent
            .ancestors()
            .take_while(|folder| *folder != known)
            .map(Path::to_owned),
    );
    folders.insert(known.to_owned());
    fs::create_dir_all(parent).map_err(failed)?;
    let Ok(meta) = path.symlink_metadata() else {
        return Ok(path);
    };
    let real = match path.canonicalize() {
        Ok(real) => real,
        Err(_) => {
            let message = format!("`{name}` is a symbolic link that leads to no file");
            return Err(wrong(message, "remove the link, or make the file"));
        }
    };
    if !real.starts_with(root) {
        return Err(outside());
    }
    if real.is_dir() {
        return Err(failed(io::ErrorKind::IsADirectory.into()));
    }
    if meta.is_symlink() {
        folders.extend(real.parent().map(Path::to_owned));
    }
    Ok(real)
}

/// Writes a new file to the disk, aside, with the mode and the owner of the one that it replaces.
fn stage(lock: &FolderLock, path: &Path, change: &Change) -> io::Result<Temporary> {
    // The next command finds it there, should this one be killed. A link may lead to another disk.
    let parent = path.parent().unwrap_or(path);
    let folder = match parent.starts_with(lock.folder()) {
        true => lock.folder(),
        false => parent,
    };
    let Some(old) = change.was.map(|_| writable(path)).transpose()?.flatten() else {
        return Temporary::new(folder, change.bytes, None, true);
    };
    let aside = Temporary::new(folder, change.bytes, Some(old.permissions()), true)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, chown};
        // Only an administrator can give files away; others get a file of their own.
        let _ = chown(aside.path(), Some(old.uid()), Some(old.gid()));
    }
    Ok(aside)
}

/// The metadata of a file, if it may be written: a rename would succeed without that right. `None` where it is gone.
fn writable(path: &Path) -> io::Result<Option<fs::Metadata>> {
    let meta = match OpenOptions::new().write(true).open(path) {
        Ok(file) => file.metadata()?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    // An administrator may write everything.
    match meta.permissions().readonly() {
        true => Err(io::ErrorKind::PermissionDenied.into()),
        false => Ok(Some(meta)),
    }
}

/// Puts `aside` where there must be no file.
fn put_new(aside: &Path, path: &Path) -> io::Result<bool> {
    match fs::hard_link(aside, path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        // A file system without second names.
        Err(_) if path.symlink_metadata().is_err() => fs::rename(aside, path).map(|()| true),
        Err(_) => Ok(false),
    }
}

/// Puts `aside` in the place of a file that must hold `was`, and the file at `aside`. If it holds something else, all is as
/// it was before.
///
/// The two change places in one step. What comes out is looked at afterwards: no save can fall between a look and a rename.
fn swap(aside: &Path, path: &Path, was: &[u8]) -> io::Result<bool> {
    let mut expected = was.to_owned();
    for at in 0..TRIES {
        let put = fs::read(aside)?;
        match exchange(aside, path) {
            Ok(()) => {}
            Err(error)
                if error.kind() == io::ErrorKind::NotFound && path.symlink_metadata().is_err() =>
            {
                // Deleted, or an editor is renaming.
                return Ok(false);
            }
            Err(error) if at == 0 && is_unsupported(&error) => {
                return compare_and_rename(aside, path, was);
            }
            Err(error) => return Err(error),
        }
        if fs::read(aside)? == expected {
            return Ok(at == 0);
        }
        // Somebody saved: what came out goes back. If it was saved again meanwhile, that comes out, and so on.
        expected = put;
    }
    Err(io::Error::other("another program writes it without end"))
}

/// Without an exchange in one step, as on Windows and some network drives, a moment between the look and the rename is left.
fn compare_and_rename(aside: &Path, path: &Path, was: &[u8]) -> io::Result<bool> {
    let old = fs::read(path)?;
    if old != was {
        return Ok(false);
    }
    fs::rename(aside, path)?;
    // The caller finds here what was replaced.
    fs::write(aside, old)?;
    Ok(true)
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

fn is_unsupported(error: &io::Error) -> bool {
    // An unknown flag is "invalid argument".
    matches!(
        error.kind(),
        io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput
    )
}

/// A rename is on the disk when its folder is. Windows has no such call, and needs none.
fn sync_folder(folder: &Path) -> io::Result<()> {
    match cfg!(unix) {
        true => File::open(folder)?.sync_all(),
        false => Ok(()),
    }
}
