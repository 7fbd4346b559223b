//! Writing files so that nobody ever sees half of one: all are written aside, then renamed into place.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

use crate::diagnostic::Diagnostic;
use crate::vfs::slashes;

/// What a power cut right after the command may cost.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Durability {
    /// Nothing: a person works on these files. The disk is waited for.
    Kept,
    /// The new files, which the same command makes again. To wait for the disk would take a good part of a build.
    Made,
}

/// Writes files into a folder, which is made where it is missing. Names may hold `/`. Until all
/// contents are written, no file of the folder changes.
pub fn write(
    folder: &Path,
    files: &[(&str, &[u8])],
    durability: Durability,
) -> Result<(), Box<Diagnostic>> {
    let failed = |path: &Path, error: &io::Error| {
        let message = format!("`{}` cannot be written: {}", slashes(path), error.kind());
        let hint = match cfg!(windows) {
            // Windows replaces no file that a program has open and does not share.
            true => {
                "close the program that shows it, name another folder, or make this one writable"
            }
            false => "name another folder, or make this one writable",
        };
        Box::new(Diagnostic::error("output", message).hint(hint))
    };
    let mut aside = Vec::with_capacity(files.len());
    for (name, bytes) in files {
        let path = folder.join(name);
        let parent = path.parent().unwrap_or(folder);
        let file = fs::create_dir_all(parent)
            .and_then(|()| put_aside(parent, bytes, durability))
            .map_err(|error| failed(parent, &error))?;
        if path.is_dir() {
            return Err(failed(&path, &io::ErrorKind::IsADirectory.into()));
        }
        aside.push((file, path));
    }
    for (file, path) in aside {
        file.persist(&path)
            .map_err(|error| failed(&path, &error.error))?;
    }
    Ok(())
}

fn put_aside(folder: &Path, bytes: &[u8], durability: Durability) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".fluentpress-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any new file: the umask takes away what the user does not want.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    if durability == Durability::Kept {
        file.as_file().sync_all()?;
    }
    Ok(file)
}
