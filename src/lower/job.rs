//! The parameters of lowering, besides the selection.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::ast::Text;
use crate::brand::Families;
use crate::l10n::label_set::LabelSet;
use crate::locale::Locale;
use crate::origin::FileId;
use crate::press::Press;
use crate::project::{Edition, Format, Project};

/// The parameters of lowering an artifact. All are borrowed, so copying is cheap.
#[derive(Clone, Copy, Debug)]
pub struct Job<'a> {
    /// The path of the layout module to call.
    pub layout: &'a str,
    /// The audience's name, such as `public`.
    pub audience: &'a str,
    /// Brief or slides.
    pub format: Format,
    /// The document's locale.
    pub locale: &'a Locale,
    /// The layouts' strings in this locale, by id.
    pub labels: &'a LabelSet,
    /// The settings of the project.
    pub project: &'a Project,
    /// The families of fonts.
    pub families: &'a Families,
    /// The imprint in this locale.
    pub imprint: Option<&'a Text>,
    /// Whom to write to, in this locale.
    pub contact: Option<&'a Text>,
    /// The other articles that texts lead to, by what is written for each.
    pub others: &'a BTreeMap<String, Other>,
    /// The press settings for the press edition; `None` for the screen edition.
    pub press: Option<&'a Press>,
    /// The file to show for each image of the article.
    pub images: &'a BTreeMap<FileId, FileId>,
    /// Whether the pages are marked as a draft.
    pub draft: bool,
    /// In a draft: the ids of messages that would prevent a finished file.
    pub refused: &'a BTreeSet<String>,
    /// The slides, for a handout; otherwise empty.
    pub slides: &'a [Slide],
}

impl Job<'_> {
    /// The language that settings are looked up by: that of a pseudo-locale is the source language.
    pub fn language(&self) -> &Locale {
        match self.locale.pseudo() {
            Some(_) => &self.project.source,
            None => self.locale,
        }
    }

    /// The press edition if there are press settings, otherwise the screen edition.
    pub fn edition(&self) -> Edition {
        match self.press {
            Some(_) => Edition::Press,
            None => Edition::Screen,
        }
    }
}

/// Another article, which a text leads to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Other {
    /// The file of its artifact for the same readers, in the same folder.
    pub file: String,
    /// Its title in the document's language; none where it has none, or where that was reported.
    pub title: Option<Text>,
}

/// A slide of a handout.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Slide {
    /// The picture of the slide.
    pub picture: FileId,
    /// The ids of the sections that it shows, all or part of each.
    pub sections: Vec<String>,
}
