//! The parts of a build put together: their files, each with the digest in its manifest, and one manifest.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::output::expected::Expected;
use crate::output::folder::read;
use crate::output::manifest::{self, Conflict, Manifest, Unread};
use crate::output::sha256;
use crate::vfs::slashes;

/// What several folders hold together.
#[derive(Clone, Debug)]
pub struct Merged {
    /// The manifest of one build of everything.
    pub manifest: Manifest,
    /// The artifacts and their pictures, by name.
    pub files: Vec<(String, Vec<u8>)>,
}

/// Puts folders together that builds wrote, in whatever order. All that is wrong is reported: folders without a
/// manifest that can be read, files that are missing or have another digest, and folders that contradict each other,
/// as those do that were made from different inputs. With a list of what is expected, so are files that no part has, and others.
pub fn merge(
    folders: &[PathBuf],
    expected: Option<&Expected>,
    out: &mut Diagnostics,
) -> Option<Merged> {
    let mut parts: Vec<(&Path, Manifest)> = Vec::new();
    let mut files = Vec::new();
    for folder in folders {
        // The contact sheet of a part is none of the whole.
        let Some(part) = manifest(folder, out).map(|part| part.only(|_| true)) else {
            continue;
        };
        let is_known = |file: (&str, &str)| {
            let mut files = parts.iter().flat_map(|(_, part)| part.files());
            files.any(|known| known == file)
        };
        for (file, sha256) in part.files() {
            match verified(folder, file, sha256) {
                Err(why) => out.push(wrong_file(folder, file, &why)),
                Ok(_) if is_known((file, sha256)) => {}
                Ok(bytes) => files.push((file.to_owned(), bytes)),
            }
        }
        parts.push((folder, part));
    }
    // What a part has whose manifest cannot be read is not known.
    if let Some(expected) = expected.filter(|_| parts.len() == folders.len()) {
        expected.check(&parts, out);
    }
    let mut merged: Option<Manifest> = None;
    for (at, (folder, part)) in parts.iter().enumerate() {
        match &mut merged {
            None => merged = Some(part.clone()),
            Some(all) => {
                if let Err(conflict) = all.merge(part.clone()) {
                    // The first merged part that contradicts it.
                    let others = parts.iter().take(at);
                    let other = others
                        .clone()
                        .find(|(_, p)| p.clone().merge(part.clone()).is_err());
                    let other = other.map_or(*folder, |(other, _)| other);
                    out.push(contradiction(other, folder, &conflict));
                }
            }
        }
    }
    files.sort();
    let manifest = merged.filter(|_| !out.has_errors())?;
    Some(Merged { manifest, files })
}

fn manifest(folder: &Path, out: &mut Diagnostics) -> Option<Manifest> {
    let path = folder.join(manifest::NAME);
    let why = match read(&path) {
        None => "there is none".to_owned(),
        Some(Err(error)) => format!("it cannot be read: {}", error.kind()),
        Some(Ok(bytes)) => match Manifest::read(&bytes) {
            Ok(manifest) => return Some(manifest),
            Err(Unread::Foreign) => "it is not fluentpress's".to_owned(),
            Err(Unread::Broken(why)) => format!("it cannot be read: {why}"),
        },
    };
    let message = format!("`{}` is no manifest of a part: {why}", slashes(&path));
    let hint = "name the folders that `fluentpress build --output-dir` wrote";
    out.push(Diagnostic::new(Code::PartManifest, message).hint(hint));
    None
}

/// The bytes of a file that has this digest, or what is wrong with it.
fn verified(folder: &Path, name: &str, digest: &str) -> Result<Vec<u8>, String> {
    let bytes = match read(&folder.join(name)) {
        None => return Err("is missing".to_owned()),
        Some(Err(error)) => return Err(format!("cannot be read: {}", error.kind())),
        Some(Ok(bytes)) => bytes,
    };
    match sha256::hex(&bytes) == digest {
        true => Ok(bytes),
        false => {
            Err("is not the file that its manifest tells of: it has another digest".to_owned())
        }
    }
}

fn wrong_file(folder: &Path, name: &str, why: &str) -> Diagnostic {
    let message = format!("`{}` {why}", folder.join(name).display());
    Diagnostic::new(Code::PartFile, message).hint("build or fetch this part again")
}

fn contradiction(one: &Path, other: &Path, conflict: &Conflict) -> Diagnostic {
    let (one, other) = (slashes(one), slashes(other));
    let message = format!("`{one}` and `{other}` cannot be put together: {conflict}");
    let hint = match conflict {
        Conflict::Versions | Conflict::BuiltIn(_) => "build all parts with the same fluentpress",
        Conflict::Draft => "build all parts with `--draft`, or none",
        Conflict::Epoch => "build all parts with the same SOURCE_DATE_EPOCH",
        Conflict::Input(_) | Conflict::Artifact(_) => "build all parts from the same commit",
    };
    Diagnostic::new(Code::PartConflict, message).hint(hint)
}
