//! What a build is asked for, and what it gives.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Duration;

use typst::foundations::Bytes;

use crate::article::ast::Date;
use crate::diagnostic::Diagnostics;
use crate::export::sheet::card::Card;
use crate::origin::FileId;
use crate::project::{Edition, Format};
use crate::typeset::fonts::Face;

/// What to build. Empty lists mean all.
#[derive(Clone, Debug)]
pub struct Request {
    /// Names of articles.
    pub articles: Vec<String>,
    /// Language tags.
    pub locales: Vec<String>,
    /// Names of articles, each with a language tag, where not every article is asked for in every locale.
    pub pairs: Vec<(String, String)>,
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
            pairs: Vec::new(),
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

    /// Whether an article is asked for.
    pub fn wants_article(&self, name: &str) -> bool {
        let is_in_pair = self.pairs.iter().any(|(article, _)| article == name);
        Self::wants(&self.articles, name) && (self.pairs.is_empty() || is_in_pair)
    }

    /// The language tags that an article is asked for in; empty for all.
    pub fn locales_of(&self, article: &str) -> Vec<String> {
        let of_article = self.pairs.iter().filter(|(name, _)| name == article);
        let of_article = of_article.map(|(_, locale)| locale);
        self.locales.iter().chain(of_article).cloned().collect()
    }

    /// Whether some of what a project has is left out. The press edition and handouts come in addition.
    pub fn is_part(&self) -> bool {
        let names = [&self.articles, &self.locales, &self.audiences];
        names.iter().any(|names| !names.is_empty())
            || !self.pairs.is_empty()
            || !self.formats.is_empty()
            || !self.editions.contains(&Edition::Screen)
    }

    /// Whether a format is asked for.
    pub fn wants_format(&self, format: Format) -> bool {
        self.formats.is_empty() || self.formats.contains(&format)
    }
}

/// What an artifact is made from: every file that may change its bytes, and none that may not.
#[derive(Clone, Default, Debug)]
pub struct Inputs {
    /// Files of the project.
    pub own: BTreeMap<FileId, Bytes>,
    /// Defaults inside the binary. Labels of a project come over the default ones, message by message: their file is in
    /// both.
    pub built_in: BTreeMap<FileId, Bytes>,
}

/// One output file.
#[derive(Clone, Debug)]
pub struct Artifact {
    /// The file's name.
    pub name: String,
    /// The article's name.
    pub article: String,
    /// Whom it is for.
    pub audience: String,
    /// Brief or slides.
    pub format: Format,
    /// Its language.
    pub locale: String,
    /// On screens, or in print.
    pub edition: Edition,
    /// Whether it is a deck's handout.
    pub is_handout: bool,
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
    /// The file.
    pub bytes: Arc<[u8]>,
    /// Its digest.
    pub sha256: String,
    /// How long it took to make.
    pub time: Duration,
    /// Its first page as a picture, where that is asked for.
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
