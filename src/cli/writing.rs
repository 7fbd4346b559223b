//! Files that commands write, each folder under its lock.

use std::io::Write as _;
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic};
use crate::output::files;
use crate::output::folder_lock::FolderLock;
use crate::output::staging::File;

/// Locks a folder for a command, and prints on the standard error stream what it waits for.
pub fn lock(folder: &Path, command: &str) -> Result<FolderLock, Box<Diagnostic>> {
    FolderLock::take(folder, command, &note)
}

/// Writes files into a folder.
pub fn write(folder: &Path, files: &[File], command: &str) -> Result<(), Box<Diagnostic>> {
    let lock = lock(folder, command)?;
    files::write(&lock, files, &[]).map(drop)
}

/// Writes one file.
pub fn write_file(path: &Path, bytes: &[u8], command: &str) -> Result<(), Box<Diagnostic>> {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
        let message = format!("`{}` is not the name of a file", path.display());
        return Err(Box::new(Diagnostic::new(Code::Output, message)));
    };
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    write(folder, &[(name, bytes)], command)
}

/// Says a line on the standard error stream.
pub fn note(line: &str) {
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// Says that a name cannot stand in a file of another program.
pub fn unnamable(name: &str, place: &str, hint: &str) -> Box<Diagnostic> {
    let message = format!("the file {name:?} cannot be named in {place}");
    Box::new(Diagnostic::new(Code::UnnamableFile, message).hint(hint))
}
