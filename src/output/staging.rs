//! New files written aside, complete, before any file is replaced.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::output::folder_lock::failed;
use crate::output::temporary::Temporary;
use crate::yaml::list;

/// What a power cut right after the command may cost.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Durability {
    /// Nothing: a person works on these files. The disk is waited for, and modes and symbolic links stay.
    Kept,
    /// The new files, which the same command makes again. To wait for the disk would take a good part of a build.
    Made,
}

/// A file to be written.
#[derive(Clone, Copy, Debug)]
pub struct New<'a> {
    /// Its path in the folder, with `/`.
    pub name: &'a str,
    /// What it is to hold.
    pub bytes: &'a [u8],
    /// What it held when the command read it, where a person may have saved it since.
    pub replaces: Replaces<'a>,
}

/// What a new file may replace.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Replaces<'a> {
    /// Whatever is there.
    Anything,
    /// These bytes alone, or `None` for no file at all.
    Only(Option<&'a [u8]>),
}

/// Why nothing was written.
#[derive(Debug)]
pub enum Unwritten {
    /// These files do not hold any more what they may be replaced for: to be read again.
    Changed(Vec<String>),
    /// What the system says.
    Failed(Box<Diagnostic>),
}

impl<'a> New<'a> {
    /// A file that replaces whatever is there.
    pub fn new(name: &'a str, bytes: &'a [u8]) -> Self {
        Self {
            name,
            bytes,
            replaces: Replaces::Anything,
        }
    }
}

impl From<Box<Diagnostic>> for Unwritten {
    fn from(failed: Box<Diagnostic>) -> Self {
        Self::Failed(failed)
    }
}

impl Unwritten {
    /// As a finding.
    pub fn diagnostic(self) -> Box<Diagnostic> {
        match self {
            Self::Failed(diagnostic) => diagnostic,
            Self::Changed(names) => {
                let names: Vec<_> = names.iter().map(String::as_str).collect();
                let message = format!("{} changed while the command ran", list(&names));
                let hint = "nothing was written: give the command again";
                Box::new(Diagnostic::error("output", message).hint(hint))
            }
        }
    }
}

/// A file that is written, and not yet in its place.
pub struct Staged<'a> {
    /// Its path in the locked folder, with `/`.
    pub name: &'a str,
    /// Where it belongs.
    pub path: PathBuf,
    /// What it may replace.
    pub replaces: Replaces<'a>,
    /// Where it is.
    pub file: Temporary,
    /// A folder on the same disk, for what it replaces.
    pub folder: PathBuf,
}

/// Writes aside what is not there yet.
pub fn staged<'a>(
    folder: &Path,
    files: &[New<'a>],
    durability: Durability,
) -> Result<Vec<Staged<'a>>, Box<Diagnostic>> {
    let mut all = Vec::new();
    for new in files {
        let path = folder.join(new.name);
        let kept = durability == Durability::Kept;
        // A link of a person stays, and leads to the new file.
        let path = match kept && path.is_symlink() {
            true => path.canonicalize().map_err(|error| failed(&path, &error))?,
            false => path,
        };
        let found = fs::metadata(&path);
        if found.as_ref().is_ok_and(fs::Metadata::is_dir) {
            return Err(failed(&path, &io::ErrorKind::IsADirectory.into()));
        }
        if found
            .as_ref()
            .is_ok_and(|found| holds(&path, found, new.bytes))
        {
            continue;
        }
        let parent = path.parent().unwrap_or(folder);
        let permissions = found.ok().map(|found| found.permissions()).filter(|_| kept);
        let file = fs::create_dir_all(parent).and_then(|()| {
            let folder = match are_on_one_disk(folder, parent)? {
                true => folder,
                false => parent,
            };
            let file = Temporary::new(folder, new.bytes, permissions, kept)?;
            Ok((file, folder.to_owned()))
        });
        let (file, folder) = file.map_err(|error| failed(parent, &error))?;
        all.push(Staged {
            name: new.name,
            path,
            replaces: new.replaces,
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
