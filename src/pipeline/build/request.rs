//! What a build is to make.

use std::collections::BTreeSet;

use crate::project::{Edition, Format};

/// What to build. Empty lists mean all.
#[derive(Clone, Debug)]
pub struct Request {
    /// Names of articles.
    pub articles: Vec<String>,
    /// Language tags.
    pub locales: Vec<String>,
    /// Names of articles, each with a language tag; for requests that are no cross product of `articles` and `locales`.
    pub pairs: BTreeSet<(String, String)>,
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
            pairs: BTreeSet::new(),
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

    /// Whether an article is requested.
    pub fn wants_article(&self, name: &str) -> bool {
        let is_in_pair = self.locales_in_pairs(name).next().is_some();
        Self::wants(&self.articles, name) && (self.pairs.is_empty() || is_in_pair)
    }

    /// The language tags in which an article is requested; empty for all.
    pub fn locales_of(&self, article: &str) -> Vec<String> {
        let of_article = self.locales_in_pairs(article);
        self.locales.iter().chain(of_article).cloned().collect()
    }

    fn locales_in_pairs<'a>(&'a self, article: &'a str) -> impl Iterator<Item = &'a String> {
        let from = self.pairs.range((article.to_owned(), String::new())..);
        let own = from.take_while(move |(name, _)| name == article);
        own.map(|(_, locale)| locale)
    }

    /// Whether some of what a project has is left out. The press edition and handouts come in addition.
    pub fn is_part(&self) -> bool {
        let names = [&self.articles, &self.locales, &self.audiences];
        names.iter().any(|names| !names.is_empty())
            || !self.pairs.is_empty()
            || !self.formats.is_empty()
            || !self.editions.contains(&Edition::Screen)
    }

    /// Whether a format is requested.
    pub fn wants_format(&self, format: Format) -> bool {
        self.formats.is_empty() || self.formats.contains(&format)
    }
}
