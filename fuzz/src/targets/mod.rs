//! The readers of files, each with real files and with what must hold whatever it reads.

mod bibliography;
mod catalogue;
mod check;
mod desk;
mod exchange;
mod lowering;
mod markup;
mod math;
mod pdf;
mod picture;
mod project;
mod settings;
mod sync;
mod typography;

use std::fs;
use std::path::{Path, PathBuf};

use fastrand::Rng;
use fluentpress::diagnostic::Diagnostics;
use fluentpress::origin::FileId;

use crate::edit::Corpus;

/// A reader of files.
pub struct Target {
    /// Its name on the command line.
    pub name: &'static str,
    /// What inputs are made of.
    pub corpus: Corpus,
    /// Reads an input; panics where something does not hold.
    pub run: Run,
}

/// Reads an input.
type Run = Box<dyn Fn(&[u8]) + Send>;

impl Target {
    /// The input with this number.
    pub fn input(&self, seed: u64, number: u64) -> Vec<u8> {
        let mut rng = Rng::with_seed(seed.rotate_left(32) ^ number);
        self.corpus.input(&mut rng)
    }
}

/// All targets.
pub fn all() -> Vec<Target> {
    vec![
        markup::target(),
        lowering::target(),
        catalogue::target(),
        typography::target(),
        sync::target(),
        check::target(),
        settings::target(),
        bibliography::target(),
        math::target(),
        exchange::target(),
        exchange::sheet(),
        picture::target(),
        pdf::target(),
        desk::target(),
    ]
}

/// The folder of the repository.
fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// What files of the repository hold, by their paths.
fn files(paths: &[&str]) -> Vec<Vec<u8>> {
    let paths = paths.iter().map(|path| root().join(path));
    paths.map(|path| read(&path)).collect()
}

/// What files hold that have this name in the folders of a folder of the repository.
fn named(folder: &str, name: &str) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(root().join(folder)).into_iter().flatten();
    let folders = entries.flatten().map(|entry| entry.path().join(name));
    let mut paths: Vec<PathBuf> = folders.filter(|path| path.is_file()).collect();
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A text as the program reads it.
fn text(input: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(input)
}

/// Findings about a file point into it, at characters.
fn check_places(found: &Diagnostics, file: &FileId, text: &str) {
    for finding in found.iter() {
        let Some(origin) = finding.origin.as_ref().filter(|o| o.file == *file) else {
            continue;
        };
        let range = &origin.range;
        assert!(range.start <= range.end, "{finding:?}");
        assert!(text.get(range.clone()).is_some(), "{finding:?}");
    }
}
