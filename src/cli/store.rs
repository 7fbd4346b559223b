//! Writing what a build made: its files, the manifest and the sums; and removing files that no build makes any more.

use std::collections::BTreeSet;
use std::path::Path;

use crate::cli::writing::{lock, unnamable, write_file};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::output::files;
use crate::output::folder::{self, proofs};
use crate::output::manifest::Manifest;
use crate::output::orphans::Orphans;
use crate::output::staging::File;
use crate::pipeline::build::artifact::{Artifact, Outcome, SHEET};
use crate::pipeline::build::matrix::makeable;
use crate::pipeline::build::request::Request;
use crate::pipeline::build::session::Session;
use crate::report::deps::Dependencies;
use crate::vfs::Vfs;

/// Where the files of a build go, and how.
pub struct Output<'a> {
    /// What made them.
    pub session: &'a Session,
    /// What was requested.
    pub request: &'a Request,
    /// The output folder.
    pub folder: &'a Path,
    /// What others read who wait for the folder.
    pub command: &'a str,
    /// Where it is written down what was read.
    pub deps: Option<&'a Path>,
    /// Whether nothing is written where there is a warning.
    pub deny_warnings: bool,
    /// Whether the manifest lists these files alone.
    pub alone: bool,
    /// Whether orphaned files are removed.
    pub clean: bool,
}

impl Output<'_> {
    /// Writes what was made, with manifest and sums; then, with `clean`, removes orphaned files, whose names are the result.
    /// Which files were there already is noted.
    pub fn store(
        &self,
        made: &mut Outcome,
        found: &mut Diagnostics,
    ) -> Result<Vec<String>, Box<Diagnostic>> {
        self.write_dependencies(made)?;
        let lock = lock(self.folder, self.command)?;
        let mut warnings = Diagnostics::default();
        let mut manifest = self.manifest(made, &mut warnings);
        let written = proofs(self.folder, &manifest, &mut warnings);
        if self.deny_warnings {
            warnings = warnings.deny_warnings();
        }
        found.extend(warnings);
        if found.has_errors() {
            return Ok(Vec::new());
        }
        let artifacts = made.artifacts.iter();
        let artifacts = artifacts.map(|artifact| (artifact.name.as_str(), &*artifact.bytes));
        let files: Vec<_> = artifacts.chain(pictures(made)).collect();
        let written = files::write(&lock, &files, &as_files(&written))?;
        let written: BTreeSet<_> = written.into_iter().map(str::to_owned).collect();
        for artifact in &mut made.artifacts {
            artifact.is_written = written.contains(&artifact.name);
        }
        if !self.clean || manifest.orphans.is_empty() {
            return Ok(Vec::new());
        }
        let orphans = std::mem::take(&mut manifest.orphans);
        let left = proofs(self.folder, &manifest, &mut Diagnostics::default());
        let names: Vec<_> = orphans.iter().map(|orphan| orphan.file.as_str()).collect();
        files::remove(&lock, &names, &as_files(&left))?;
        Ok(names.into_iter().map(str::to_owned).collect())
    }

    /// The manifest of what the folder will hold, with its orphaned files. Called while the folder is locked.
    fn manifest(&self, made: &Outcome, warnings: &mut Diagnostics) -> Manifest {
        let sheet = made.sheet.as_ref();
        let mut manifest = self.session.manifest(&made.artifacts, sheet, self.request);
        let Some(earlier) = folder::earlier(self.folder).filter(|_| !self.alone) else {
            return manifest;
        };
        let makeable = makeable(self.session.sources().project());
        if let Ok(earlier) = &earlier {
            let orphans = Orphans::find(self.folder, earlier, &manifest.inputs, &makeable);
            orphans.report(self.folder, &makeable, self.clean, warnings);
            manifest.orphans = orphans.unchanged;
        }
        if self.request.is_part() {
            let is_makeable = |file: &str| makeable.files.contains(file);
            folder::keep(self.folder, &earlier, is_makeable, &mut manifest, warnings);
        }
        manifest
    }

    /// Writes the list of inputs, if requested: first, so that nothing else is written if that fails.
    fn write_dependencies(&self, made: &Outcome) -> Result<(), Box<Diagnostic>> {
        let Some(path) = self.deps else {
            return Ok(());
        };
        let empty = Manifest::empty(false, "");
        let proofs = proofs(self.folder, &empty, &mut Diagnostics::default());
        let others = proofs.iter().map(|(name, _)| *name);
        let others: Vec<_> = others.chain(pictures(made).map(|(name, _)| name)).collect();
        let vfs = self.session.vfs();
        let deps = dependencies(path, &made.artifacts, &others, self.folder, vfs)?;
        write_file(path, deps.as_bytes(), self.command)
    }
}

/// Thumbnails, and the contact sheet.
pub fn pictures(made: &Outcome) -> impl Iterator<Item = File<'_>> {
    let thumbnails = made.artifacts.iter().filter_map(|a| a.thumbnail.as_ref());
    let thumbnails = thumbnails.map(|picture| (picture.name.as_str(), picture.bytes.as_slice()));
    let sheet = made.sheet.iter();
    thumbnails.chain(sheet.map(|sheet| (SHEET, sheet.bytes.as_slice())))
}

fn as_files<'a>(proofs: &'a [(&'static str, Vec<u8>)]) -> Vec<File<'a>> {
    let file = |(name, bytes): &'a (&'static str, Vec<u8>)| (*name, bytes.as_slice());
    proofs.iter().map(file).collect()
}

/// The list of inputs, in the format of the file's ending.
fn dependencies(
    path: &Path,
    artifacts: &[Artifact],
    others: &[&str],
    folder: &Path,
    vfs: &Vfs,
) -> Result<String, Box<Diagnostic>> {
    let deps = Dependencies::new(artifacts, others, folder, vfs);
    match path.extension().and_then(|end| end.to_str()) {
        Some("json") => Ok(deps.json()),
        Some("ninja") => Ok(deps.ninja()),
        _ => deps.make().map_err(|name| {
            let hint = "rename it, or give `--deps` a name that ends in .json";
            unnamable(name, "a rule of make", hint)
        }),
    }
}
