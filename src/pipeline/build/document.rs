//! The documents of an article: the article in each locale, with all that its artifacts share.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use crate::article::ast::{Article, Reference, Text};
use crate::citation::cited::cited;
use crate::citation::reading::Setting;
use crate::l10n::bundle::{Bundle, Values};
use crate::l10n::label_set::LabelSet;
use crate::l10n::localize::Readings;
use crate::locale::Locale;
use crate::origin::FileId;
use crate::pipeline::build::others::Others;
use crate::pipeline::build::publishability::Unpublishable;
use crate::pipeline::sources::Required;
use crate::pipeline::sources::cited::Cited;
use crate::pipeline::sources::original::Original;
use crate::project::{Edition, Format, Project};

/// An article with its documents.
pub struct Prepared {
    /// As it was written, with the ids of its messages.
    pub original: Arc<Original>,
    /// One for each requested locale.
    pub documents: Vec<Document>,
}

/// An article in one locale, with all that its artifacts share.
pub struct Document {
    /// Its language; a pseudo-locale is one of its own.
    pub locale: Locale,
    /// The article in it.
    pub article: Article,
    /// What its messages were read as, in the order of the article's segments; of none in the source language.
    pub readings: Readings,
    /// What the article can cite, and how.
    pub(super) cites: Option<Cited>,
    /// The other articles that it leads to.
    pub others: Others,
    /// Where it cites: the article for an audience and a format, with its citations in words.
    pub(super) cited: BTreeMap<(String, Format), OnceLock<Article>>,
    /// The entries of its labels; of a pseudo-locale, those of the source language.
    pub bundle: Arc<Bundle>,
    /// What its labels may use.
    pub values: Values,
    /// The labels that all its artifacts share.
    pub labels: LabelSet,
    /// The labels that there must be, with the layout's values that each may use.
    pub required: Required,
    /// The messages whose translation cannot be published, with the reason.
    pub unpublishable: Unpublishable,
    /// The messages that cannot be parsed, which was reported.
    pub broken: BTreeSet<String>,
    /// The imprint in it.
    pub imprint: Option<Text>,
    /// Whom to write to, in it.
    pub contact: Option<Text>,
    /// The file that is shown for each image, for the logo and for the cover, in each requested edition.
    pub images: BTreeMap<Edition, BTreeMap<FileId, FileId>>,
    /// Whether its language has any files; if not, that is the one finding, not every missing message.
    pub is_begun: bool,
    /// Whether an error was found in what it was made from.
    pub is_wrong: bool,
}

impl Document {
    /// The article for an audience and a format.
    pub fn article(&self, audience: &str, format: Format, source: &Locale) -> &Article {
        let place = self.cited.get(&(audience.to_owned(), format));
        let (Some(cites), Some(place)) = (&self.cites, place) else {
            return &self.article;
        };
        place.get_or_init(|| {
            let setting = Setting {
                works: &cites.works,
                style: &cites.style,
                language: match self.locale.pseudo() {
                    Some(_) => source,
                    None => &self.locale,
                },
            };
            cited(&self.article, audience, format, setting)
        })
    }

    /// The works of the lists of its artifacts: one may stand in several.
    pub fn cited_works<'a>(&'a self, source: &'a Locale) -> impl Iterator<Item = &'a Reference> {
        let places = self.cited.keys();
        places
            .flat_map(move |(audience, format)| &self.article(audience, *format, source).references)
    }
}

/// A place for what each audience and format get of an article that cites.
pub fn places(
    original: &Original,
    project: &Project,
) -> BTreeMap<(String, Format), OnceLock<Article>> {
    let is_citing = original.cited.as_ref().is_some_and(|cited| cited.is_citing);
    let audiences = project.audiences.iter().filter(|_| is_citing);
    let all = audiences.flat_map(|audience| {
        let formats = audience.formats.iter();
        formats.map(|format| ((audience.name.clone(), *format), OnceLock::new()))
    });
    all.collect()
}
