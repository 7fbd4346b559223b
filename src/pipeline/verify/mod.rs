//! Whether the files of a folder are those that their sources make: all is made again, in memory, and compared.

pub mod manifest_diff;
pub mod file_verdict;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use crate::diagnostic::Diagnostics;
use crate::output::manifest::{self, Manifest, Picture, sort};
use crate::output::sums;
use crate::pipeline::build::artifact::Artifact;
use crate::pipeline::build::matrix::{is_default, matrix, request};
use crate::pipeline::build::request::Request;
use crate::pipeline::build::session::Session;
use crate::pipeline::key::ArtifactKey;
use crate::pipeline::verify::file_verdict::{
    Found, Verdict, of_artifact, of_manifest, of_picture, of_sums,
};
use crate::project::Edition;

/// A file of the folder, or one that should be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verified {
    /// Its name in the folder.
    pub file: String,
    /// What became of it.
    pub verdict: Verdict,
    /// Why it differs, as far as the manifest shows: sentences without a full stop.
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
        let project = self.sources().load(out);
        let mut wanted = matrix(project);
        wanted.retain(|key| is_default(project, key) || found.is_named(&key.file()));
        let request = Request {
            draft: found.is_draft(),
            epoch: epoch.or(found.manifest().and_then(|manifest| manifest.epoch)),
            jobs,
            ..Request::default()
        };
        let made = self.made_again(&wanted, &found, &request, out);
        if out.has_errors() {
            return Ok(None);
        }
        let told = made
            .values()
            .filter(|made| found.entry(&made.name).is_some());
        let told: Vec<Artifact> = told.cloned().collect();
        let mut new = self.manifest(&told, None, &request);
        // The contact sheet is not made again: its entry is kept.
        new.pictures
            .retain(|made| found.picture(&made.file).is_some());
        let told = found.manifest().map(|manifest| &manifest.pictures);
        let sheets = told.into_iter().flatten().filter(|p| p.artifact.is_none());
        new.pictures.extend(sheets.cloned());
        sort(&mut new.pictures);
        Ok(Some(verification(folder, &found, &made, &new)))
    }

    /// Makes artifacts, by name: as drafts those that the manifest lists as such.
    fn made_again(
        &mut self,
        wanted: &[ArtifactKey],
        found: &Found,
        usual: &Request,
        out: &mut Diagnostics,
    ) -> BTreeMap<String, Artifact> {
        let mut groups: BTreeMap<(Edition, bool, bool), Vec<&ArtifactKey>> = BTreeMap::new();
        for key in wanted {
            let is_listed = found.entry(&key.file()).is_some();
            let is_sure = is_listed || is_default(self.sources().project(), key);
            let group = (key.edition, found.is_draft() && is_listed, is_sure);
            groups.entry(group).or_default().push(key);
        }
        let mut made = BTreeMap::new();
        for ((edition, draft, is_sure), group) in groups {
            let request = Request {
                draft,
                epoch: usual.epoch,
                thumbnails: found.side(),
                jobs: usual.jobs,
                ..request(edition, &group)
            };
            let outcome = self.build(&request, &|_, _| {});
            if !is_sure && outcome.diagnostics.has_errors() {
                // A file that is only named as if it were ours.
                continue;
            }
            out.extend(outcome.diagnostics);
            let is_wanted = |made: &Artifact| group.contains(&&made.key);
            let kept = outcome.artifacts.into_iter().filter(is_wanted);
            made.extend(kept.map(|artifact| (artifact.name.clone(), artifact)));
        }
        made
    }
}

/// Compares the files with those that were made, and the manifest with that of today.
fn verification(
    folder: &Path,
    found: &Found,
    made: &BTreeMap<String, Artifact>,
    new: &Manifest,
) -> Verification {
    let mut files: Vec<Verified> = Vec::new();
    let told = found.manifest().map(|manifest| &manifest.pictures);
    let pictures = told.into_iter().flatten().map(|picture| &picture.file);
    let names = found.names.iter().chain(made.keys()).chain(pictures);
    for name in names.collect::<BTreeSet<_>>() {
        let path = folder.join(name);
        let mut verified = match name.as_str() {
            manifest::NAME => continue,
            sums::NAME => Verified::new(name, of_sums(folder, found)),
            _ => {
                let verdict = match found.picture(name) {
                    Some(told) => of_picture(&path, told, shown(told, made)),
                    None => of_artifact(&path, made.get(name)),
                };
                Verified::new(name, verdict)
            }
        };
        if let (Verdict::Different(_), Some(old), Some(entry)) =
            (&verified.verdict, found.manifest(), found.entry(name))
        {
            let diff = manifest_diff::diff(old, new, entry, &path);
            (verified.reasons, verified.changed) = (diff.reasons, diff.changed);
        }
        files.push(verified);
    }
    if found.manifest.is_some() {
        let is_different = |file: &&Verified| matches!(file.verdict, Verdict::Different(_));
        let different = files.iter().filter(is_different);
        let different = different.map(|file| file.file.as_str()).collect();
        let verdict = of_manifest(found, new, &different);
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

/// The artifact that a picture shows.
fn shown<'a>(told: &Picture, made: &'a BTreeMap<String, Artifact>) -> Option<&'a Artifact> {
    made.get(told.artifact.as_ref()?)
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
