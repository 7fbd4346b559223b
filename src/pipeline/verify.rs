//! Whether the files of a folder are those that their sources make: all is made again, in memory, and compared.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use crate::compare::difference::{Difference, Kind, differences};
use crate::diagnostic::Diagnostics;
use crate::output::folder;
use crate::output::manifest::{self, Entry, Manifest, Unread};
use crate::output::sha256;
use crate::output::sums;
use crate::pipeline::possible::{Possible, possible, request};
use crate::pipeline::request::{Artifact, Request};
use crate::pipeline::session::Session;
use crate::pipeline::since;
use crate::project::{self, Edition};

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

/// A file of the folder, or one that should be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verified {
    /// Its name in the folder.
    pub file: String,
    /// What became of it.
    pub verdict: Verdict,
    /// Why it differs, as far as the manifest tells: sentences without a full stop.
    pub reasons: Vec<String>,
    /// The inputs that have changed since it was made, by path.
    pub changed: Vec<String>,
}

/// All files of a folder, by name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verification {
    /// By name.
    pub files: Vec<Verified>,
    /// Whether there is a manifest; else files are known by their names.
    pub has_manifest: bool,
}

impl Verification {
    /// Whether every file is as it should be.
    pub fn is_proved(&self) -> bool {
        let is_identical = |file: &Verified| file.verdict == Verdict::Identical;
        self.files.iter().all(is_identical)
    }
}

/// A folder as it was found.
struct Found {
    names: BTreeSet<String>,
    manifest: Option<Result<Manifest, Unread>>,
    /// The manifest as it is written.
    written: Vec<u8>,
}

impl Session {
    /// Makes what the manifest of a folder lists, what files of the folder are named like, and what a build makes, and
    /// compares. Nothing where the sources have errors. `epoch` comes before the manifest's; an error is one of the folder.
    pub fn verify(
        &mut self,
        folder: &Path,
        epoch: Option<i64>,
        jobs: usize,
        out: &mut Diagnostics,
    ) -> io::Result<Option<Verification>> {
        let found = Found::read(folder)?;
        // What a project that cannot be read would make is not known.
        let project = project::load(self.vfs(), out);
        let mut wanted = possible(&project);
        wanted.retain(|one| one.is_default || found.is_named(&one.file));
        let epoch = epoch.or(found.manifest().and_then(|manifest| manifest.epoch));
        let made = self.made_again(&wanted, &found, (epoch, jobs), out);
        if out.has_errors() {
            return Ok(None);
        }
        let told = made
            .values()
            .filter(|made| found.entry(&made.name).is_some());
        let told: Vec<Artifact> = told.cloned().collect();
        let request = Request {
            draft: found.is_draft(),
            epoch,
            ..Request::default()
        };
        let new = self.manifest(&told, &request);
        Ok(Some(verification(folder, &found, &made, &new)))
    }

    /// Makes artifacts, by name: as drafts those that the manifest lists as such.
    fn made_again(
        &mut self,
        wanted: &[Possible],
        found: &Found,
        (epoch, jobs): (Option<i64>, usize),
        out: &mut Diagnostics,
    ) -> BTreeMap<String, Artifact> {
        let mut groups: BTreeMap<(Edition, bool, bool), Vec<&Possible>> = BTreeMap::new();
        for one in wanted {
            let is_listed = found.entry(&one.file).is_some();
            let is_sure = is_listed || one.is_default;
            let key = (one.edition, found.is_draft() && is_listed, is_sure);
            groups.entry(key).or_default().push(one);
        }
        let mut made = BTreeMap::new();
        for ((edition, draft, is_sure), group) in groups {
            let request = Request {
                draft,
                epoch,
                jobs,
                ..request(edition, &group)
            };
            let outcome = self.build(&request, &|_, _| {});
            if !is_sure && outcome.diagnostics.has_errors() {
                // A file that is only named as if it were ours.
                continue;
            }
            out.extend(outcome.diagnostics);
            let is_wanted = |made: &Artifact| group.iter().any(|one| one.file == made.name);
            let kept = outcome.artifacts.into_iter().filter(is_wanted);
            made.extend(kept.map(|artifact| (artifact.name.clone(), artifact)));
        }
        made
    }
}

/// Compares what was found with what was made, and what was told with what is told today.
fn verification(
    folder: &Path,
    found: &Found,
    made: &BTreeMap<String, Artifact>,
    new: &Manifest,
) -> Verification {
    let mut files: Vec<Verified> = Vec::new();
    let names: BTreeSet<&String> = found.names.iter().chain(made.keys()).collect();
    for name in names {
        let path = folder.join(name);
        let mut verified = match name.as_str() {
            manifest::NAME => continue,
            sums::NAME => Verified::new(name, of_sums(folder, found)),
            _ => Verified::new(name, of_artifact(&path, made.get(name))),
        };
        if let (Verdict::Different(_), Some(old), Some(entry)) =
            (&verified.verdict, found.manifest(), found.entry(name))
        {
            let since = since::since(old, new, entry, &path);
            (verified.reasons, verified.changed) = (since.reasons, since.changed);
        }
        files.push(verified);
    }
    if found.manifest.is_some() {
        let verdict = of_manifest(found, new, &files);
        files.push(Verified::new(manifest::NAME, verdict));
    }
    // Of two files that were written together, one is not there.
    if found.manifest().is_some() && !found.names.contains(sums::NAME) {
        files.push(Verified::new(sums::NAME, Verdict::Missing));
    }
    files.sort_by(|a, b| a.file.cmp(&b.file));
    Verification {
        files,
        has_manifest: found.manifest().is_some(),
    }
}

impl Found {
    fn read(folder: &Path) -> io::Result<Self> {
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
    fn manifest(&self) -> Option<&Manifest> {
        self.manifest.as_ref()?.as_ref().ok()
    }

    /// What the manifest tells of a file.
    fn entry(&self, file: &str) -> Option<&Entry> {
        self.manifest()?.entry(file)
    }

    /// Whether there is a file of this name, or the manifest tells of one.
    fn is_named(&self, file: &str) -> bool {
        self.names.contains(file) || self.entry(file).is_some()
    }

    fn is_draft(&self) -> bool {
        self.manifest().is_some_and(|manifest| manifest.draft)
    }
}

impl Verified {
    fn new(file: &str, verdict: Verdict) -> Self {
        Self {
            file: file.to_owned(),
            verdict,
            reasons: Vec::new(),
            changed: Vec::new(),
        }
    }
}

fn of_artifact(path: &Path, made: Option<&Artifact>) -> Verdict {
    let size = fs::metadata(path).map_or(0, |found| found.len());
    let found = match size > LARGEST {
        true => Some(Err(io::ErrorKind::FileTooLarge.into())),
        false => folder::read(path),
    };
    let (made, found) = match (made, found) {
        (Some(made), Some(found)) => (made, found),
        (Some(_), None) => return Verdict::Missing,
        (None, _) => return Verdict::Unknown,
    };
    let found = match found {
        Ok(found) => differences(&found, &made.bytes),
        Err(_) => vec![Difference::new(
            Kind::Unreadable,
            "not readable as PDF: it is no ordinary file, or larger than 1 GiB",
        )],
    };
    match found.is_empty() {
        true => Verdict::Identical,
        false => Verdict::Different(found),
    }
}

/// The manifest against the one that is made today of the same artifacts.
fn of_manifest(found: &Found, new: &Manifest, files: &[Verified]) -> Verdict {
    let old = match &found.manifest {
        Some(Ok(old)) => old,
        Some(Err(Unread::Broken(why))) => {
            let message = format!("not readable as a manifest: {why}");
            return Verdict::Different(vec![Difference::new(Kind::Unreadable, message)]);
        }
        Some(Err(Unread::Foreign)) | None => return Verdict::Unknown,
    };
    let is_different = |file: &&Verified| matches!(file.verdict, Verdict::Different(_));
    let different = files.iter().filter(is_different);
    let different = different.map(|file| file.file.as_str()).collect();
    let mut told = since::told(old, new, &different);
    if told.is_empty() && old.write() != found.written {
        let message = "it tells the same, but is not written as it was: somebody edited it";
        told.push(Difference::new(Kind::Entry, message));
    }
    match told.is_empty() {
        true => Verdict::Identical,
        false => Verdict::Different(told),
    }
}

/// The sums against the files that are there.
fn of_sums(folder: &Path, found: &Found) -> Verdict {
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
        let told = manifest.artifacts.iter().map(|entry| entry.file.as_str());
        let told = told.chain([manifest::NAME]);
        let unlisted = told.filter(|name| !listed.contains_key(*name));
        faults.extend(unlisted.map(|name| format!("it does not list {name}")));
    }
    match faults.is_empty() {
        true => Verdict::Identical,
        false => {
            let fault = |message| Difference::new(Kind::Entry, message);
            Verdict::Different(faults.into_iter().map(fault).collect())
        }
    }
}
