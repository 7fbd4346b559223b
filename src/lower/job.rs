//! What an artifact's source is made from, besides its selection.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::ast::Text;
use crate::brand::Brand;
use crate::locale::Locale;
use crate::origin::FileId;
use crate::press::Press;
use crate::project::{Edition, Format};

/// The settings that an artifact is lowered with, all borrowed: copying it is cheap.
#[derive(Clone, Copy, Debug)]
pub struct Job<'a> {
    /// The layout module that is called.
    pub layout: &'a str,
    /// The audience's name.
    pub audience: &'a str,
    /// Brief or slides.
    pub format: Format,
    /// The document's language.
    pub locale: &'a Locale,
    /// The layouts' strings in it.
    pub labels: &'a BTreeMap<String, Text>,
    /// The publisher's look.
    pub brand: &'a Brand,
    /// For the press edition: its settings.
    pub press: Option<&'a Press>,
    /// The file that is shown for each image of the article.
    pub images: &'a BTreeMap<FileId, FileId>,
    /// Whether to print that it is a draft.
    pub draft: bool,
    /// In a draft: the messages that stand as they are, and would be refused otherwise.
    pub refused: &'a BTreeSet<String>,
    /// For a handout: the slides.
    pub slides: &'a [Slide],
}

impl Job<'_> {
    /// Press where there are press settings, else screen.
    pub fn edition(&self) -> Edition {
        match self.press {
            Some(_) => Edition::Press,
            None => Edition::Screen,
        }
    }
}

/// A slide of a handout.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Slide {
    /// The picture of the page.
    pub picture: FileId,
    /// The section that it shows, the first time it does.
    pub section: Option<String>,
}
