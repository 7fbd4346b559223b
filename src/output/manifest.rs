//! `manifest.json`: what every artifact is, its digest, and the digests of all that it was made from.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::Path;

use serde::{Deserialize, Serialize};

/// The manifest's file name. No artifact has it: theirs end in `.pdf`.
pub const NAME: &str = "manifest.json";
/// The version of the schema, `docs/manifest.schema.json`: another one for fields that change or go, not for new ones.
pub const SCHEMA: u32 = 1;

/// What a folder of artifacts holds, and what it was made from. The fields are in the order in which they are written.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the schema.
    pub schema: u32,
    /// The version of fluentpress.
    pub fluentpress: String,
    /// The version of the engine.
    pub typst: String,
    /// Seconds since 1970: `SOURCE_DATE_EPOCH`, where it dates an artifact.
    pub epoch: Option<i64>,
    /// Whether the artifacts are drafts.
    pub draft: bool,
    /// The files of the project, by path.
    pub inputs: Vec<Input>,
    /// The files inside the program, by path.
    pub built_in: Vec<Input>,
    /// The faces that pages are set in, by id.
    pub fonts: Vec<Font>,
    /// The artifacts, by file.
    pub artifacts: Vec<Entry>,
    /// Pictures of their first pages, by file.
    pub pictures: Vec<Picture>,
    /// Files of earlier builds that no build makes any more, by file. Without any, they are not written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub orphans: Vec<Orphan>,
}

/// A file that something was made from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Input {
    /// From the project's root, with forward slashes.
    pub path: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// Its SHA-256, as 64 hexadecimal digits.
    pub sha256: String,
}

/// A face that pages are set in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Font {
    /// The font file: the path of one of the project's, or the name of one inside the program, which has no folder. For
    /// other faces of a collection than the first, `#` and their number follow.
    pub id: String,
    /// For instance `Noto Sans`.
    pub family: String,
    /// `normal`, `italic` or `oblique`.
    pub style: String,
    /// From 100 to 900.
    pub weight: u16,
    /// Whether the font file is inside the program.
    pub built_in: bool,
    /// The font file's length.
    pub bytes: u64,
    /// The font file's digest.
    pub sha256: String,
}

/// An artifact.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// Its name in the folder of the manifest.
    pub file: String,
    /// The article's name.
    pub article: String,
    /// Whom it is for.
    pub audience: String,
    /// `brief` or `slides`.
    pub format: String,
    /// The tag of its language.
    pub locale: String,
    /// `screen` or `press`.
    pub edition: String,
    /// Whether it is the handout of a deck.
    pub handout: bool,
    /// Its title, in its language.
    pub title: String,
    /// The day of publication, as 2025-11-01; without one, `epoch` dates it.
    pub date: Option<String>,
    /// How many pages it has.
    pub pages: u64,
    /// Its length in bytes.
    pub bytes: u64,
    /// Its SHA-256, as 64 hexadecimal digits.
    pub sha256: String,
    /// What it claims to conform to.
    pub standards: Vec<String>,
    /// Paths of the files of the project that it was made from.
    pub inputs: Vec<String>,
    /// Paths of the files inside the program that it was made from.
    pub built_in: Vec<String>,
    /// Ids of the faces that its pages are set in.
    pub fonts: Vec<String>,
    /// A digest of all that it was made from and with, as 32 hexadecimal digits: a build that has the same does not make it again. None where
    /// something was found while it was made.
    #[serde(default)]
    pub fingerprint: Option<String>,
}

/// A picture of first pages, as PNG.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Picture {
    /// Its name in the folder of the manifest.
    pub file: String,
    /// The file of the artifact that it shows; none for the contact sheet, which shows all of a build.
    pub artifact: Option<String>,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Its length in bytes.
    pub bytes: u64,
    /// Its SHA-256, as 64 hexadecimal digits.
    pub sha256: String,
}

/// An orphaned file: an artifact, or the picture of one, that an earlier build made, and that no build makes any more.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Orphan {
    /// Its name in the folder of the manifest.
    pub file: String,
    /// The file of the artifact that it is, or that it shows.
    pub artifact: String,
    /// The article's name.
    pub article: String,
    /// Whom it is for.
    pub audience: String,
    /// The tag of its language.
    pub locale: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// Its SHA-256, as 64 hexadecimal digits.
    pub sha256: String,
}

/// Why a file is no manifest that can be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Unread {
    /// Something else has this name: a web page's manifest, say.
    Foreign,
    /// It was a manifest: what is wrong with it.
    Broken(String),
}

/// Why two manifests cannot be merged: the subject of their contradiction.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Conflict {
    /// The schema, the version of fluentpress or that of the engine.
    Versions,
    /// Whether artifacts are drafts.
    Draft,
    /// `SOURCE_DATE_EPOCH`.
    Epoch,
    /// An input, by path.
    Input(String),
    /// A file or a face inside the program, by path or id.
    BuiltIn(String),
    /// An artifact, by file.
    Artifact(String),
}

impl std::fmt::Display for Conflict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Versions => f.write_str("they are of different versions of fluentpress"),
            Self::Draft => f.write_str("one is of drafts, the other is not"),
            Self::Epoch => f.write_str("they were made with different SOURCE_DATE_EPOCH"),
            Self::Input(path) => write!(f, "`{path}` was not the same file"),
            Self::BuiltIn(path) => write!(f, "`{path}`, inside fluentpress, was not the same file"),
            Self::Artifact(file) => write!(f, "`{file}` is not the same file"),
        }
    }
}

impl Manifest {
    /// Reads the bytes of a manifest.
    pub fn read(bytes: &[u8]) -> Result<Self, Unread> {
        let broken = |why: String| Err(Unread::Broken(why));
        let Ok(value) = serde_json::from_slice::<serde_json::Value>(bytes) else {
            // What a power cut or a merge leaves of ours; and a file of zeros, which a power cut may leave too.
            let start = String::from_utf8_lossy(bytes.get(..1000).unwrap_or(bytes));
            let is_ours = start.contains("\"fluentpress\":") || bytes.iter().all(|b| *b == 0);
            return match is_ours {
                true => broken("it is not JSON".to_owned()),
                false => Err(Unread::Foreign),
            };
        };
        if value.get("fluentpress").is_none() {
            return Err(Unread::Foreign);
        }
        match value.get("schema").and_then(serde_json::Value::as_u64) {
            Some(schema) if schema == u64::from(SCHEMA) => {}
            Some(schema) => return broken(format!("it is of schema {schema}, and not {SCHEMA}")),
            None => return broken("it does not say of which schema it is".to_owned()),
        }
        let mut read: Self = match serde_json::from_value(value) {
            Ok(read) => read,
            Err(error) => return broken(error.to_string()),
        };
        read.settle().map_err(Unread::Broken)?;
        Ok(read)
    }

    /// A manifest without artifacts, of this fluentpress.
    pub fn empty(draft: bool, typst: &str) -> Self {
        Self {
            schema: SCHEMA,
            fluentpress: env!("CARGO_PKG_VERSION").to_owned(),
            typst: typst.to_owned(),
            epoch: None,
            draft,
            inputs: Vec::new(),
            built_in: Vec::new(),
            fonts: Vec::new(),
            artifacts: Vec::new(),
            pictures: Vec::new(),
            orphans: Vec::new(),
        }
    }

    /// The entry of an artifact.
    pub fn entry(&self, file: &str) -> Option<&Entry> {
        find(&self.artifacts, file)
    }

    /// The files that it lists, with their digests.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        let artifacts = self.artifacts.iter();
        let artifacts = artifacts.map(|entry| (&*entry.file, &*entry.sha256));
        let pictures = self.pictures.iter();
        let orphans = self.orphans.iter();
        artifacts
            .chain(pictures.map(|picture| (&*picture.file, &*picture.sha256)))
            .chain(orphans.map(|orphan| (&*orphan.file, &*orphan.sha256)))
    }

    /// The bytes of the file: indented, with a line feed at the end.
    pub fn write(&self) -> Vec<u8> {
        // Plain strings and numbers can always be written.
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// Puts all lists into their order, or returns what makes no sense: names that lead out of the folder, what is listed
    /// twice, references to nothing.
    fn settle(&mut self) -> Result<(), String> {
        sort(&mut self.inputs);
        sort(&mut self.built_in);
        sort(&mut self.fonts);
        sort(&mut self.artifacts);
        sort(&mut self.pictures);
        sort(&mut self.orphans);
        let (own, built_in) = (known(&self.inputs)?, known(&self.built_in)?);
        let (faces, files) = (known(&self.fonts)?, known(&self.artifacts)?);
        let is_name = |file: &str, end: &str| {
            Path::new(file).file_name() == Some(OsStr::new(file)) && file.ends_with(end)
        };
        if let Some(file) = files.iter().find(|file| !is_name(file, ".pdf")) {
            return Err(format!("`{file}` is no name of an artifact"));
        }
        let pictures = known(&self.pictures)?;
        if let Some(file) = pictures.iter().find(|file| !is_name(file, ".png")) {
            return Err(format!("`{file}` is no name of a picture"));
        }
        for file in known(&self.orphans)? {
            let is_ours = is_name(file, ".pdf") || is_name(file, ".png");
            if !is_ours || files.contains(file) || pictures.contains(file) {
                return Err(format!("`{file}` is no name of an orphaned file"));
            }
        }
        for picture in &self.pictures {
            let shown = picture.artifact.as_deref();
            if let Some(shown) = shown.filter(|shown| !files.contains(shown)) {
                let file = &picture.file;
                return Err(format!("`{file}` shows `{shown}`, which is not listed"));
            }
        }
        for entry in &self.artifacts {
            let refers = [
                (&entry.inputs, &own),
                (&entry.built_in, &built_in),
                (&entry.fonts, &faces),
            ];
            for (names, known) in refers {
                if let Some(name) = names.iter().find(|name| !known.contains(name.as_str())) {
                    let file = &entry.file;
                    return Err(format!("`{file}` refers to `{name}`, which is not listed"));
                }
            }
        }
        Ok(())
    }
}

/// What is listed, each with a name of its own.
pub trait Listed: Clone + PartialEq {
    /// What orders a list.
    fn key(&self) -> &str;
}

impl Listed for Input {
    fn key(&self) -> &str {
        &self.path
    }
}

impl Listed for Font {
    fn key(&self) -> &str {
        &self.id
    }
}

impl Listed for Entry {
    fn key(&self) -> &str {
        &self.file
    }
}

impl Listed for Picture {
    fn key(&self) -> &str {
        &self.file
    }
}

impl Listed for Orphan {
    fn key(&self) -> &str {
        &self.file
    }
}

/// Puts a list into its order.
pub fn sort<T: Listed>(all: &mut [T]) {
    all.sort_by(|a, b| a.key().cmp(b.key()));
}

/// The keys of a sorted list, or what it lists twice.
pub fn known<T: Listed>(all: &[T]) -> Result<BTreeSet<&str>, String> {
    let mut keys = BTreeSet::new();
    for item in all {
        if !keys.insert(item.key()) {
            return Err(format!("`{}` is listed twice", item.key()));
        }
    }
    Ok(keys)
}

/// The item of a key in a sorted list.
pub fn find<'a, T: Listed>(sorted: &'a [T], key: &str) -> Option<&'a T> {
    let at = sorted.binary_search_by(|item| item.key().cmp(key)).ok()?;
    sorted.get(at)
}
