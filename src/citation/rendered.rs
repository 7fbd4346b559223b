//! What hayagriva makes of the citations of an artifact.

use std::collections::BTreeMap;
use std::sync::Arc;

use hayagriva::citationberg::StyleClass;
use hayagriva::citationberg::taxonomy::Locator;
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, Entry, LocatorPayload,
    Rendered, SpecificLocator, TransparentLocator,
};

use crate::citation::kinds;
use crate::citation::style::{Style, code, terms_of};
use crate::citation::works::Works;
use crate::locale::Locale;

/// A citation.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Asked {
    /// Its works, all of them in the bibliography.
    pub items: Vec<Item>,
    /// The number of its note, for styles that refer to notes.
    pub note: Option<usize>,
}

/// A work in a citation.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Item {
    /// Its key.
    pub key: String,
    /// The place within it.
    pub at: Option<At>,
}

/// A place within a work.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum At {
    /// A place whose kind has a name in the language, and its number.
    Named(Locator, String),
    /// Other words.
    Words(String),
}

/// Citations and the list of their works, in a style and a language. The artifacts of a language that cite the same share it: it is the
/// dearest step of an article with many citations, as a style is a program that runs several times for each work.
#[comemo::memoize]
pub fn rendered(works: &Works, style: &Style, language: &Locale, all: &[Asked]) -> Arc<Rendered> {
    let is_marks = style.is_marks();
    let style = style.get();
    let items = all.iter().flat_map(|citation| &citation.items);
    let named = items.filter_map(|item| {
        let work = kinds::named(works.get(&item.key)?, language)?;
        Some((item.key.as_str(), work))
    });
    let named: BTreeMap<&str, Entry> = named.collect();
    let language = code(language);
    let terms = terms_of(&language);
    let driven = |first: &[String]| {
        let mut driver = BibliographyDriver::new();
        if !first.is_empty() {
            let items = first.iter().filter_map(|key| {
                let work = named.get(key.as_str());
                let work = work.or_else(|| works.get(key))?;
                Some(CitationItem::new(work, None, None, true, None))
            });
            driver.citation(CitationRequest::new(
                items.collect(),
                style,
                Some(language.clone()),
                &terms,
                None,
            ));
        }
        for citation in all {
            let items = citation.items.iter().filter_map(|item| {
                let at = item.at.as_ref().map(|at| match at {
                    At::Named(locator, number) => {
                        SpecificLocator(*locator, LocatorPayload::Str(number))
                    }
                    At::Words(words) => {
                        let words = TransparentLocator::new(words.clone());
                        SpecificLocator(Locator::Custom, LocatorPayload::Transparent(words))
                    }
                });
                let work = named.get(item.key.as_str());
                let work = work.or_else(|| works.get(&item.key))?;
                Some(CitationItem::new(work, at, None, false, None))
            });
            driver.citation(CitationRequest::new(
                items.collect(),
                style,
                Some(language.clone()),
                &terms,
                citation.note,
            ));
        }
        driver.finish(BibliographyRequest {
            style,
            locale: Some(language.clone()),
            locale_files: &terms,
        })
    };
    let mut rendered = driven(&[]);
    let namesakes = namesakes(&rendered, works);
    // What tells works of one author apart goes by the order in which they are cited first, and the first of them has nothing: so they are cited, unseen, in
    // the order of the list.
    if !is_marks && style.settings.class != StyleClass::Note && !namesakes.is_empty() {
        rendered = driven(&namesakes);
        rendered.citations.remove(0);
    }
    Arc::new(rendered)
}

/// The keys of the works whose first author has others in the list, in its order.
fn namesakes(rendered: &Rendered, works: &Works) -> Vec<String> {
    let items = rendered.bibliography.iter().flat_map(|list| &list.items);
    let first = |key: &str| {
        let authors = works.get(key)?.authors()?;
        Some(authors.first()?.name.clone())
    };
    let keys: Vec<(String, Option<String>)> = items
        .map(|item| (item.key.clone(), first(&item.key)))
        .collect();
    let has_namesake = |(key, name): &&(String, Option<String>)| {
        name.is_some()
            && keys
                .iter()
                .any(|(other, known)| other != key && known == name)
    };
    let found = keys.iter().filter(has_namesake);
    found.map(|(key, _)| key.clone()).collect()
}
