//! Renames that can be taken back: of a set of files, all are replaced or none.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::output::folder_lock::failed;
use crate::output::staging::Staged;
use crate::output::temporary::Temporary;
use crate::vfs::slashes;

/// What was renamed. Dropped, the old files are gone.
#[derive(Default)]
pub struct Renames(Vec<Renamed>);

struct Renamed {
    path: PathBuf,
    /// What was there.
    old: Option<Temporary>,
    /// Whether something else is there now.
    is_replaced: bool,
}

impl Renames {
    /// Takes a file away, if it is there.
    pub fn remove(&mut self, path: &Path, folder: &Path) -> Result<(), Box<Diagnostic>> {
        match Temporary::aside(path, folder) {
            Ok(old) => self.push(path, Some(old), false),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(failed(path, &error)),
        }
        Ok(())
    }

    /// Puts back what was removed.
    pub fn put_back(&mut self, path: &Path) -> Result<(), Box<Diagnostic>> {
        let removed = self.0.iter().position(|renamed| renamed.path == path);
        let Some(old) = removed.and_then(|at| self.0.remove(at).old) else {
            return Ok(());
        };
        old.rename(path).map_err(|(old, error)| {
            self.push(path, Some(old), false);
            failed(path, &error)
        })
    }

    /// Puts a new file where it belongs.
    pub fn place(&mut self, new: Staged) -> Result<(), Box<Diagnostic>> {
        let path = new.path;
        let old = match Temporary::of(&path, &new.folder) {
            Ok(old) => Some(old),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(failed(&path, &error)),
        };
        let renamed = new.file.rename(&path);
        // Else the old file is where it was, and has lost its second name again.
        if renamed.is_ok() || !path.exists() {
            self.push(&path, old, renamed.is_ok());
        }
        renamed.map_err(|(_, error)| failed(&path, &error))
    }

    fn push(&mut self, path: &Path, old: Option<Temporary>, is_replaced: bool) {
        let path = path.to_owned();
        self.0.push(Renamed {
            path,
            old,
            is_replaced,
        });
    }

    /// Puts the old files back, the last one first. If one cannot be put back, the manifest and the sums stay away.
    pub fn undo(self) -> Result<(), Box<Diagnostic>> {
        let mut undone = Ok(());
        for Renamed {
            path,
            old,
            is_replaced,
        } in self.0.into_iter().rev()
        {
            let put_back = match old {
                None => fs::remove_file(&path).map_err(|error| failed(&path, &error)),
                Some(_) if !is_replaced && undone.is_err() => Ok(()),
                Some(old) => old.rename(&path).map_err(|(old, error)| {
                    let hint = format!("what it held is in `{}`", slashes(&old.keep()));
                    Box::new(failed(&path, &error).hint(hint))
                }),
            };
            undone = undone.and(put_back);
        }
        undone
    }
}
