//! Writing files so that no reader ever finds half of one, nor a part of a set: all are written aside, then renamed into place.
//! Where a rename fails, the old files are put back.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::output::folder_lock::FolderLock;
use crate::output::renames::Renames;
use crate::output::staging::{File, staged};
use crate::output::temporary;

/// Writes files into the folder that is locked, and its folders, which are made where they are missing; the names of those
/// that were written. A file that holds these bytes already is left alone. Until all contents are written, no file of the
/// folder changes.
///
/// `proofs` list the other files, the first one the manifest. If anything changes, they are away until all other files are in
/// place; but if only the manifest changes, it is replaced in one step, so that a process that is killed leaves one. They are
/// written in their order, and removed in the opposite one.
pub fn write<'a>(
    lock: &FolderLock,
    files: &[File<'a>],
    proofs: &[File<'a>],
) -> Result<BTreeSet<&'a str>, Box<Diagnostic>> {
    let folder = lock.folder();
    let files = staged(folder, files)?;
    let mut new_proofs = staged(folder, proofs)?;
    if files.is_empty() && new_proofs.is_empty() {
        return Ok(BTreeSet::new());
    }
    let written = files.iter().chain(&new_proofs).map(|file| file.name);
    let written = written.collect();
    let _uninterrupted = temporary::uninterrupted();
    let mut renames = Renames::default();
    let staying = usize::from(files.is_empty());
    let rename = || -> Result<(), Box<Diagnostic>> {
        for (name, _) in proofs.iter().skip(staying).rev() {
            renames.remove(&folder.join(name), folder)?;
        }
        for file in files {
            renames.place(file)?;
        }
        for (name, _) in proofs {
            match new_proofs.iter().position(|new| new.name == *name) {
                Some(at) => renames.place(new_proofs.remove(at))?,
                None => renames.put_back(&folder.join(name))?,
            }
        }
        Ok(())
    };
    match rename() {
        Ok(()) => Ok(written),
        Err(why) => {
            renames.undo()?;
            Err(why)
        }
    }
}

/// Removes files of the folder that is locked, all or none. The first of the `proofs`, which list what is left, is the list of all
/// files: it is replaced when the others are gone, so that a process that is killed leaves a list of what is to be removed. The
/// other proofs are away until then.
pub fn remove(lock: &FolderLock, names: &[&str], proofs: &[File]) -> Result<(), Box<Diagnostic>> {
    let folder = lock.folder();
    let new_proofs = staged(folder, proofs)?;
    let _uninterrupted = temporary::uninterrupted();
    let mut renames = Renames::default();
    let rename = || -> Result<(), Box<Diagnostic>> {
        for (name, _) in proofs.iter().skip(1) {
            renames.remove(&folder.join(name), folder)?;
        }
        for name in names {
            renames.remove(&folder.join(name), folder)?;
        }
        for proof in new_proofs {
            renames.place(proof)?;
        }
        Ok(())
    };
    let renamed = rename();
    if renamed.is_err() {
        renames.undo()?;
    }
    renamed
}
