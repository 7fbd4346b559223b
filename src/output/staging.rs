//! New files written aside, complete, before any file is replaced.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::output::folder_lock::failed;
use crate::output::temporary::Temporary;

/// The path of a file in the locked folder, with `/`, and what it is to hold.
pub type File<'a> = (&'a str, &'a [u8]);

/// A file that is written, and not yet in its place.
pub struct Staged<'a> {
    /// Its path in the locked folder, with `/`.
    pub name: &'a str,
    /// Where it belongs.
    pub path: PathBuf,
    /// Where it is.
    pub file: Temporary,
    /// A folder on the same disk, for what it replaces.
    pub folder: PathBuf,
}

/// Writes aside what is not there yet. The disk is not waited for: that would take a good part of a build, and the same
/// command makes these files again.
pub fn staged<'a>(folder: &Path, files: &[File<'a>]) -> Result<Vec<Staged<'a>>, Box<Diagnostic>> {
    let mut all = Vec::new();
    for (name, bytes) in files {
        let path = folder.join(name);
        match fs::metadata(&path) {
            Ok(found) if found.is_dir() => {
                return Err(failed(&path, &io::ErrorKind::IsADirectory.into()));
            }
            // A device or a pipe.
            Ok(found) if !found.is_file() => {
                return Err(failed(&path, &io::ErrorKind::AlreadyExists.into()));
            }
            Ok(found) if holds(&path, &found, bytes) => continue,
            _ => {}
        }
        let parent = path.parent().unwrap_or(folder);
        let file = fs::create_dir_all(parent).and_then(|()| {
            let folder = match are_on_one_disk(folder, parent)? {
                true => folder,
                false => parent,
            };
            let file = Temporary::new(folder, bytes, None, false)?;
            Ok((file, folder.to_owned()))
        });
        let (file, folder) = file.map_err(|error| failed(parent, &error))?;
        all.push(Staged {
            name,
            path,
            file,
            folder,
        });
    }
    Ok(all)
}

/// Whether a file holds these bytes.
fn holds(path: &Path, found: &fs::Metadata, bytes: &[u8]) -> bool {
    let is_as_long = found.is_file() && found.len() == bytes.len() as u64;
    is_as_long && fs::read(path).is_ok_and(|old| old == bytes)
}

/// Whether a file of one folder can be renamed into the other: that may be another disk, or a link.
#[cfg(unix)]
fn are_on_one_disk(one: &Path, other: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    Ok(one == other || fs::metadata(one)?.dev() == fs::metadata(other)?.dev())
}

#[cfg(not(unix))]
fn are_on_one_disk(one: &Path, other: &Path) -> io::Result<bool> {
    Ok(one == other
        || one.canonicalize()?.components().next() == other.canonicalize()?.components().next())
}
