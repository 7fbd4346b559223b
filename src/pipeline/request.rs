//! What a build is asked for, and what it gives.

use std::sync::Arc;
use std::time::Duration;

use crate::diagnostic::Diagnostics;
use crate::export::sheet::card::Card;
use crate::project::{Edition, Format};

/// What to build. Empty lists mean all.
#[derive(Clone, Debug)]
pub struct Request {
    /// Names of articles.
    pub articles: Vec<String>,
    /// Language tags.
    pub locales: Vec<String>,
    /// Names of audiences.
    pub audiences: Vec<String>,
    /// Formats.
    pub formats: Vec<Format>,
    /// Editions; here, an empty list means none.
    pub editions: Vec<Edition>,
    /// Source text in place of missing translations, and a mark across every page.
    pub draft: bool,
    /// A handout for every deck.
    pub notes: bool,
    /// Seconds since 1970 for artifacts whose article has no date.
    pub epoch: Option<i64>,
    /// For thumbnails: the length of their longer side, in pixels.
    pub thumbnails: Option<u32>,
    /// How many artifacts are made at once; 0 for as many as there are processors.
    pub jobs: usize,
}

impl Default for Request {
    /// All that a build makes: the screen edition.
    fn default() -> Self {
        Self {
            articles: Vec::new(),
            locales: Vec::new(),
            audiences: Vec::new(),
            formats: Vec::new(),
            editions: vec![Edition::Screen],
            draft: false,
            notes: false,
            epoch: None,
            thumbnails: None,
            jobs: 0,
        }
    }
}

impl Request {
    /// Whether a list of names, empty for all, holds a name.
    pub fn wants(list: &[String], name: &str) -> bool {
        list.is_empty() || list.iter().any(|wanted| wanted == name)
    }

    /// Whether a format is asked for.
    pub fn wants_format(&self, format: Format) -> bool {
        self.formats.is_empty() || self.formats.contains(&format)
    }
}

/// One output file.
#[derive(Clone, Debug)]
pub struct Artifact {
    /// The file's name.
    pub name: String,
    /// How many pages it has.
    pub pages: usize,
    /// The file.
    pub bytes: Arc<[u8]>,
    /// How long it took to make.
    pub time: Duration,
    /// Its first page as a picture, where that is asked for.
    pub thumbnail: Option<Arc<Thumbnail>>,
    /// Whether this build made it; otherwise an earlier one did, from the same inputs.
    pub is_new: bool,
}

/// The first page of an artifact.
#[derive(Clone, Debug)]
pub struct Thumbnail {
    /// The picture's file name.
    pub name: String,
    /// The picture, as PNG.
    pub bytes: Vec<u8>,
    /// As the contact sheet shows it.
    pub card: Card,
}

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
