//! A folder as it was found, and what becomes of each of its files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use preflight::compare::{self, Kind, differences};

use crate::output::folder;
use crate::output::manifest::{self, Entry, Manifest, Picture, Unread, find};
use crate::output::sha256;
use crate::output::sums;
use crate::pipeline::build::artifact::{Artifact, SIDES};
use crate::pipeline::verify::manifest_diff::{self, EntryDifference, entry};

/// The largest file that is read, in bytes.
const LARGEST: u64 = 1 << 30;

/// What became of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Byte for byte what is made today.
    Identical,
    /// Not so, and where.
    Different(Vec<Difference>),
    /// It would be made, or the manifest lists it, and it is not there.
    Missing,
    /// It is there, and nothing makes it.
    Unknown,
}

/// One way in which a file is not what is made today.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Difference {
    /// In what it holds.
    Content(compare::Difference),
    /// In an entry of a manifest or of a list of sums.
    Entry(EntryDifference),
}

/// A folder as it was found.
pub struct Found {
    /// The names of its files.
    pub names: BTreeSet<String>,
    /// Its manifest, or why it cannot be read.
    pub manifest: Option<Result<Manifest, Unread>>,
    /// The manifest as it is written.
    written: Vec<u8>,
}

impl Found {
    /// Reads the names of a folder's files, and its manifest.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let mut names = BTreeSet::new();
        for entry in fs::read_dir(folder)? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if !name.starts_with('.') {
                names.insert(name);
            }
        }
        let written = folder::read(&folder.join(manifest::NAME));
        let manifest = written.as_ref().map(|bytes| match bytes {
            Ok(bytes) => Manifest::read(bytes),
            Err(_) => Err(Unread::Foreign),
        });
        Ok(Self {
            names,
            manifest,
            written: written.and_then(Result::ok).unwrap_or_default(),
        })
    }

    /// The manifest, if it can be read.
    pub fn manifest(&self) -> Option<&Manifest> {
        self.manifest.as_ref()?.as_ref().ok()
    }

    /// The manifest's entry of a file.
    pub fn entry(&self, file: &str) -> Option<&Entry> {
        self.manifest()?.entry(file)
    }

    /// Whether the folder or the manifest has a file of this name.
    pub fn is_named(&self, file: &str) -> bool {
        self.names.contains(file) || self.entry(file).is_some()
    }

    /// Whether the manifest is of drafts.
    pub fn is_draft(&self) -> bool {
        self.manifest().is_some_and(|manifest| manifest.draft)
    }

    /// The manifest's entry of a picture.
    pub fn picture(&self, file: &str) -> Option<&Picture> {
        find(&self.manifest()?.pictures, file)
    }

    /// How long the longer sides of thumbnails are.
    pub fn side(&self) -> Option<u32> {
        let pictures = self.manifest()?.pictures.iter();
        let thumbnails = pictures.filter(|picture| picture.artifact.is_some());
        let sides = thumbnails.map(|picture| picture.width.max(picture.height));
        sides.filter(|side| SIDES.contains(side)).max()
    }
}

fn verdict(differences: impl Iterator<Item = Difference>) -> Verdict {
    let all: Vec<_> = differences.collect();
    match all.is_empty() {
        true => Verdict::Identical,
        false => Verdict::Different(all),
    }
}

fn content(kind: Kind, message: impl Into<String>) -> Difference {
    Difference::Content(compare::Difference::new(kind, message))
}

/// A file against the artifact that is made today.
pub fn of_artifact(path: &Path, made: Option<&Artifact>) -> Verdict {
    let (made, found) = match (made, small(path)) {
        (Some(made), Some(found)) => (made, found),
        (Some(_), None) => return Verdict::Missing,
        (None, _) => return Verdict::Unknown,
    };
    let found = match found {
        Ok(found) => differences(&found, &made.bytes),
        Err(_) => vec![compare::Difference::new(
            Kind::Unreadable,
            "not readable as PDF: it is no ordinary file, or larger than 1 GiB",
        )],
    };
    verdict(found.into_iter().map(Difference::Content))
}

/// The manifest against the one that is made today of the same artifacts.
pub fn of_manifest(found: &Found, new: &Manifest, different: &BTreeSet<&str>) -> Verdict {
    let old = match &found.manifest {
        Some(Ok(old)) => old,
        Some(Err(Unread::Broken(why))) => {
            let message = format!("not readable as a manifest: {why}");
            return Verdict::Different(vec![content(Kind::Unreadable, message)]);
        }
        Some(Err(Unread::Foreign)) | None => return Verdict::Unknown,
    };
    let mut told = manifest_diff::entries(old, new, different);
    if told.is_empty() && old.write() != found.written {
        let message = "it tells the same, but is not written as it was: somebody edited it";
        told.push(entry(message.to_owned()));
    }
    verdict(told.into_iter().map(Difference::Entry))
}

/// The sums against the files that are there.
pub fn of_sums(folder: &Path, found: &Found) -> Verdict {
    let text = match folder::read(&folder.join(sums::NAME)) {
        Some(Ok(bytes)) if folder::are_ours(&bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        _ => return Verdict::Unknown,
    };
    let listed: BTreeMap<String, String> =
        sums::read(&text).unwrap_or_default().into_iter().collect();
    let mut faults = Vec::new();
    for (name, sum) in &listed {
        let is_there = found.names.contains(name);
        let bytes = is_there.then(|| folder::read(&folder.join(name)));
        match bytes.flatten() {
            Some(Ok(bytes)) if sha256::hex(&bytes) == *sum => {}
            Some(_) => faults.push(format!("{name} is not the file that it lists")),
            None => faults.push(format!("it lists {name}, which is not there")),
        }
    }
    if let Some(Ok(manifest)) = &found.manifest {
        let told = manifest.files().map(|(file, _)| file);
        let told = told.chain([manifest::NAME]);
        let unlisted = told.filter(|name| !listed.contains_key(*name));
        faults.extend(unlisted.map(|name| format!("it does not list {name}")));
    }
    let faults = faults.into_iter().map(entry);
    verdict(faults.map(Difference::Entry))
}

/// A picture against the one that is made today; the contact sheet, which is made from the others, against its entry.
pub fn of_picture(path: &Path, told: &Picture, made: Option<&Artifact>) -> Verdict {
    let found = match small(path) {
        None => return Verdict::Missing,
        Some(found) => found.map(|bytes| sha256::hex(&bytes)).ok(),
    };
    let today = match told.artifact {
        None => Some(told.sha256.clone()),
        Some(_) => made.and_then(|made| Some(sha256::hex(&made.thumbnail.as_ref()?.bytes))),
    };
    match (found, today) {
        (_, None) => Verdict::Unknown,
        (found, today) if found == today => Verdict::Identical,
        _ => {
            let message = match told.artifact {
                None => "it is not the picture that the manifest tells of",
                Some(_) => "it does not show the first page as it is made today",
            };
            Verdict::Different(vec![content(Kind::Pages, message)])
        }
    }
}

/// A file, if there is one: not one that takes all memory.
fn small(path: &Path) -> Option<io::Result<Vec<u8>>> {
    let size = fs::metadata(path).map_or(0, |found| found.len());
    match size > LARGEST {
        true => Some(Err(io::ErrorKind::FileTooLarge.into())),
        false => folder::read(path),
    }
}
