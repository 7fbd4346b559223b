//! What a build gives: artifacts, with the pictures of their first pages and all that they were made from.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Duration;

use typst::foundations::Bytes;

use crate::article::ast::Date;
use crate::diagnostic::Diagnostics;
use crate::export::sheet::card::Card;
use crate::origin::FileId;
use crate::pipeline::key::ArtifactKey;
use crate::typeset::fonts::Face;

/// What an artifact is made from: every file that may change its bytes, and none that may not.
#[derive(Clone, Default, Debug)]
pub struct Inputs {
    /// Files of the project.
    pub own: BTreeMap<FileId, Bytes>,
    /// Defaults inside the binary. Labels of a project come over the default ones, message by message: their file is in
    /// both.
    pub built_in: BTreeMap<FileId, Bytes>,
}

impl Inputs {
    /// The names of all files.
    pub fn names(&self) -> BTreeSet<&str> {
        let all = self.own.keys().chain(self.built_in.keys());
        all.map(FileId::path).collect()
    }
}

/// One output file.
#[derive(Clone, Debug)]
pub struct Artifact {
    /// What it is of.
    pub key: ArtifactKey,
    /// The file's name.
    pub name: String,
    /// Whether it is marked as a draft.
    pub is_draft: bool,
    /// Its title, in its language, without markup.
    pub title: String,
    /// The day of publication; without one, `SOURCE_DATE_EPOCH` dates it.
    pub date: Option<Date>,
    /// The standards that it claims to conform to.
    pub standards: Vec<&'static str>,
    /// What it is made from.
    pub inputs: Inputs,
    /// What its pages are set in.
    pub fonts: Vec<Face>,
    /// How many pages it has.
    pub pages: usize,
    /// The PDF.
    pub bytes: Arc<[u8]>,
    /// The SHA-256 of `bytes`, as 64 hexadecimal digits.
    pub sha256: String,
    /// How long it took to make.
    pub time: Duration,
    /// A digest of all that it was made from and with; none where something was found while it was made.
    pub fingerprint: Option<String>,
    /// Its first page as a picture, if requested.
    pub thumbnail: Option<Arc<Thumbnail>>,
    /// Whether it was written; otherwise the file on the disk held these bytes already.
    pub is_written: bool,
}

/// The first page of an artifact.
#[derive(Clone, Debug)]
pub struct Thumbnail {
    /// The picture's file name.
    pub name: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// The picture, as PNG.
    pub bytes: Vec<u8>,
    /// As the contact sheet shows it.
    pub card: Card,
}

/// How long the longer side of a thumbnail may be, in pixels: from what is still a picture to what fills a large screen.
pub const SIDES: RangeInclusive<u32> = 32..=4096;

/// The contact sheet's file name.
pub const SHEET: &str = "contact-sheet.png";

/// The first pages of all artifacts.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// The picture, as PNG.
    pub bytes: Vec<u8>,
}

/// What a build made and found.
#[derive(Debug, Default)]
pub struct Outcome {
    /// In the order of the matrix.
    pub artifacts: Vec<Artifact>,
    /// With thumbnails, of a build without errors.
    pub sheet: Option<Sheet>,
    /// In their stable order.
    pub diagnostics: Diagnostics,
}
