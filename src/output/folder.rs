//! A folder of artifacts: the manifest and the sums that are written beside them.

use std::fs;
use std::io;
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::output::manifest::{self, Manifest, Unread};
use crate::output::sha256;
use crate::output::sums;
use crate::vfs::slashes;

/// The manifest of a folder, or why what has its name cannot be read.
pub fn earlier(folder: &Path) -> Option<Result<Manifest, Unread>> {
    let bytes = read(&folder.join(manifest::NAME))?;
    Some(bytes.map_or(Err(Unread::Foreign), |bytes| Manifest::read(&bytes)))
}

/// Adds to the manifest of a part the earlier one's entries of other artifacts that can still be made.
pub fn keep(
    folder: &Path,
    earlier: &Result<Manifest, Unread>,
    is_makeable: impl Fn(&str) -> bool,
    new: &mut Manifest,
    out: &mut Diagnostics,
) {
    match earlier {
        Ok(earlier) => new.keep(earlier, is_makeable, |file, bytes, sum| {
            is_there(&folder.join(file), bytes, sum)
        }),
        Err(Unread::Broken(why)) => out.push(broken(folder, why)),
        Err(Unread::Foreign) => {}
    }
}

/// The files that prove a folder's artifacts, in the order in which they are renamed into place: the sums last, which tell
/// of the manifest too. What others wrote under these names stays, with a warning.
pub fn proofs(
    folder: &Path,
    new: &Manifest,
    out: &mut Diagnostics,
) -> Vec<(&'static str, Vec<u8>)> {
    let mut sums: Vec<_> = new
        .files()
        .map(|(file, sum)| (file, sum.to_owned()))
        .collect();
    let manifest = match earlier(folder) {
        Some(Err(Unread::Foreign)) => {
            out.push(foreign(&folder.join(manifest::NAME)));
            None
        }
        _ => Some(new.write()),
    };
    if let Some(bytes) = &manifest {
        sums.push((manifest::NAME, sha256::hex(bytes)));
    }
    let mut files: Vec<_> = manifest
        .into_iter()
        .map(|bytes| (manifest::NAME, bytes))
        .collect();
    let path = folder.join(sums::NAME);
    match read(&path) {
        Some(old) if !old.as_deref().is_ok_and(are_ours) => out.push(foreign(&path)),
        _ => {
            let sums = sums.iter().map(|(name, sum)| (*name, sum.as_str()));
            files.push((sums::NAME, sums::write(sums).into_bytes()));
        }
    }
    files
}

/// A file, if there is something of this name.
pub fn read(path: &Path) -> Option<io::Result<Vec<u8>>> {
    match fs::metadata(path) {
        Err(error) => match error.kind() {
            // Whether the folder can be made is for the writer to find out.
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => None,
            _ => Some(Err(error)),
        },
        Ok(found) if found.is_file() => Some(fs::read(path)),
        // A pipe would never end.
        Ok(_) => Some(Err(io::ErrorKind::InvalidInput.into())),
    }
}

/// Whether a file has this length and this digest.
pub fn is_there(path: &Path, length: u64, sum: &str) -> bool {
    let is_as_long = fs::metadata(path).is_ok_and(|found| found.len() == length);
    is_as_long && fs::read(path).is_ok_and(|bytes| sha256::hex(&bytes) == sum)
}

/// Whether a file of sums lists only what a build writes: other lines were written by people or other programs.
pub fn are_ours(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let ours =
        |name: &str| name.ends_with(".pdf") || name.ends_with(".png") || name == manifest::NAME;
    let is_blank = bytes.iter().all(|byte| *byte == 0);
    is_blank || sums::read(&text).is_some_and(|all| all.iter().all(|(name, _)| ours(name)))
}

fn foreign(path: &Path) -> Diagnostic {
    let message = format!(
        "`{}` is not fluentpress's: it stays as it is",
        slashes(path)
    );
    Diagnostic::new(Code::ForeignFile, message)
        .as_warning()
        .hint("to have this folder proved, move the file away, or name another folder")
}

fn broken(folder: &Path, why: &str) -> Diagnostic {
    let path = folder.join(manifest::NAME);
    let message = format!("`{}` cannot be read: {why}", slashes(&path));
    Diagnostic::new(Code::ManifestBroken, message)
        .hint("it is written anew, and tells of this build's files alone: build all to list all")
}
