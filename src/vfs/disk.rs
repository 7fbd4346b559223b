//! Reads the disk below a folder, and says why a file cannot be read.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic};
use crate::encoding::NotUtf8;
use crate::limits;
use crate::origin::{FileId, Origin};

/// Why a file cannot be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ReadError {
    /// Neither the project nor the defaults have it.
    NotFound,
    /// It is a folder.
    Folder,
    /// A symbolic link or `..` leads out of the project.
    Outside,
    /// It has more bytes than this.
    TooLarge(u64),
    /// The text is not UTF-8.
    NotUtf8(NotUtf8),
    /// An error of the operating system.
    Io(String),
}

impl ReadError {
    /// The error as a finding about a file.
    pub fn diagnostic(&self, file: &FileId) -> Diagnostic {
        let at = |d: Diagnostic| d.at(Origin::file(file));
        match self {
            Self::NotFound => at(Diagnostic::new(
                Code::FileNotFound,
                "this file does not exist",
            )),
            Self::Folder => at(Diagnostic::new(
                Code::FileUnreadable,
                "this is a folder, not a file",
            )),
            Self::Outside => at(Diagnostic::new(
                Code::FileOutside,
                "this file is outside the project",
            )
            .hint("put a copy inside the project: nothing outside its root is read")),
            Self::TooLarge(most) => at(limits::too_large(format!(
                "this file has more than {} MiB",
                most >> 20
            ))
            .hint("make it smaller, or divide it")),
            Self::NotUtf8(wrong) => wrong.diagnostic(file),
            Self::Io(message) => at(Diagnostic::new(
                Code::FileUnreadable,
                format!("this file cannot be read: {message}"),
            )),
        }
    }
}

/// What stands in a folder.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct Entry {
    pub(super) path: PathBuf,
    pub(super) is_folder: bool,
}

/// The bytes of a file below a root folder. The canonical path must stay below the root, whatever links lie on the way.
pub(super) fn read(root: &Path, file: &FileId) -> Result<Vec<u8>, ReadError> {
    let path = root.join(file.path());
    let real = match path.canonicalize() {
        // A default is no stand-in for what a link was meant to lead to.
        Err(error) if error.kind() == io::ErrorKind::NotFound && is_broken(root, &path) => {
            return Err(ReadError::Io("it is a link that leads nowhere".to_owned()));
        }
        real => real.map_err(io_error)?,
    };
    if !real.starts_with(root) {
        return Err(ReadError::Outside);
    }
    // Windows and macOS find `map.png` as `Map.png` too. What other machines would not find is not there.
    let other_case = cfg!(any(windows, target_os = "macos"))
        && real
            .strip_prefix(root)
            .is_ok_and(|real| differs_in_case(real, file));
    if other_case {
        return Err(ReadError::NotFound);
    }
    if real.is_dir() {
        return Err(ReadError::Folder);
    }
    if !real.is_file() {
        // A pipe or a device would block or never end.
        return Err(ReadError::Io("it is not an ordinary file".to_owned()));
    }
    read_at_most(&real, most(file))
}

/// Whether a path, or a folder on its way, is a link that leads nowhere.
fn is_broken(root: &Path, path: &Path) -> bool {
    let mut way = path.ancestors().take_while(|path| *path != root);
    way.any(|path| path.is_symlink() && !path.exists())
}

/// The most bytes of a file with this name.
fn most(file: &FileId) -> u64 {
    const TEXTS: [&str; 9] = [
        ".md", ".ftl", ".yaml", ".typ", ".csv", ".bib", ".json", ".csl", ".svg",
    ];
    let name = file.path().to_ascii_lowercase();
    match TEXTS.iter().any(|end| name.ends_with(end)) {
        true => limits::TEXT,
        false => limits::FILE,
    }
}

/// Reads a file that is no larger than it may be, and does not grow beyond that meanwhile.
fn read_at_most(path: &Path, most: u64) -> Result<Vec<u8>, ReadError> {
    let file = fs::File::open(path).map_err(io_error)?;
    if file.metadata().map_err(io_error)?.len() > most {
        return Err(ReadError::TooLarge(most));
    }
    let mut bytes = Vec::new();
    file.take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(io_error)?;
    match bytes.len() as u64 > most {
        true => Err(ReadError::TooLarge(most)),
        false => Ok(bytes),
    }
}

/// What is in a folder, sorted, hidden files left out; nothing where it cannot be listed.
pub(super) fn entries(folder: &Path) -> Vec<Entry> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let entries = entries.filter_map(Result::ok);
    let is_shown = |entry: &fs::DirEntry| !entry.file_name().as_encoded_bytes().starts_with(b".");
    let mut paths: Vec<_> = entries.filter(is_shown).map(|entry| entry.path()).collect();
    paths.sort();
    let entry = |path: PathBuf| Entry {
        is_folder: path.is_dir(),
        path,
    };
    paths.into_iter().map(entry).collect()
}

/// Whether a file has this name but for the case of letters.
fn differs_in_case(real: &Path, file: &FileId) -> bool {
    let real: Vec<_> = real.iter().map(|name| name.to_string_lossy()).collect();
    let real = real.join("/");
    real != file.path() && real.to_lowercase() == file.path().to_lowercase()
}

/// An error of the operating system.
fn io_error(error: io::Error) -> ReadError {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => ReadError::NotFound,
        // The message of the system ends in "(os error N)", which differs between systems.
        kind => ReadError::Io(kind.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_other_letters_is_another_name() {
        let differs = |real: &str, asked| differs_in_case(Path::new(real), &FileId::new(asked));
        assert!(differs("seeds/Map.png", "seeds/map.png"));
        assert!(differs("seeds/É.png", "seeds/é.png"));
        assert!(!differs("seeds/map.png", "seeds/map.png"));
        // A link leads elsewhere.
        assert!(!differs("pictures/map.png", "seeds/map.png"));
    }
}
