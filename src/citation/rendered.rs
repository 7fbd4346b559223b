//! What hayagriva makes of the citations of an artifact.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hayagriva::citationberg::taxonomy::{Locator, Variable};
use hayagriva::citationberg::{IndependentStyle, SortKey, StyleClass};
use hayagriva::types::Person;
use hayagriva::{
    BibliographyDriver, BibliographyItem, BibliographyRequest, CitationItem, CitationRequest,
    Entry, LocatorPayload, Rendered, SpecificLocator, TransparentLocator,
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

impl At {
    /// The place as hayagriva takes it.
    fn locator(&self) -> SpecificLocator<'_> {
        match self {
            Self::Named(locator, number) => SpecificLocator(*locator, LocatorPayload::Str(number)),
            Self::Words(words) => {
                let words = TransparentLocator::new(words.clone());
                SpecificLocator(Locator::Custom, LocatorPayload::Transparent(words))
            }
        }
    }
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
    let work = |key: &str| named.get(key).or_else(|| works.get(key));
    let request =
        |items, note| CitationRequest::new(items, style, Some(language.clone()), &terms, note);
    let finished = |driver: BibliographyDriver<Entry>| {
        let mut rendered = driver.finish(BibliographyRequest {
            style,
            locale: Some(language.clone()),
            locale_files: &terms,
        });
        by_coauthors(&mut rendered, works, style);
        rendered
    };
    // What tells works of one author apart goes by the order in which they are cited first, and the first of them has nothing: so they are cited, unseen, in
    // the order of the list.
    let mut namesakes = match is_marks || style.settings.class == StyleClass::Note {
        true => Vec::new(),
        false => namesakes(all, works),
    };
    if !namesakes.is_empty() {
        let mut driver = BibliographyDriver::new();
        for key in &namesakes {
            let item = work(key).map(|work| CitationItem::new(work, None, None, false, None));
            driver.citation(request(item.into_iter().collect(), None));
        }
        let list = finished(driver).bibliography;
        let items = list.into_iter().flat_map(|list| list.items);
        namesakes = items.map(|item| item.key).collect();
    }
    let mut driver = BibliographyDriver::new();
    if !namesakes.is_empty() {
        let unseen = |key: &String| Some(CitationItem::new(work(key)?, None, None, true, None));
        driver.citation(request(namesakes.iter().filter_map(unseen).collect(), None));
    }
    for citation in all {
        let items = citation.items.iter().filter_map(|item| {
            let at = item.at.as_ref().map(At::locator);
            Some(CitationItem::new(work(&item.key)?, at, None, false, None))
        });
        driver.citation(request(items.collect(), citation.note));
    }
    let mut rendered = finished(driver);
    if !namesakes.is_empty() {
        rendered.citations.remove(0);
    }
    Arc::new(rendered)
}

/// Puts works of one first author in the order of the others, where a style sorts by all authors: hayagriva sorts by what it prints, in which `&` and “et” stand
/// before names.
fn by_coauthors(rendered: &mut Rendered, works: &Works, style: &IndependentStyle) {
    let sort = style.bibliography.as_ref().and_then(|it| it.sort.as_ref());
    let is_by_all = match sort.and_then(|sort| sort.keys.first()) {
        Some(SortKey::MacroName {
            name, names_min, ..
        }) => name.contains("author") && names_min.is_none(),
        Some(SortKey::Variable { variable, .. }) => matches!(variable, Variable::Name(_)),
        None => false,
    };
    let Some(list) = rendered.bibliography.as_mut().filter(|_| is_by_all) else {
        return;
    };
    let names = |item: &BibliographyItem| {
        let authors = works.get(&item.key).and_then(Entry::authors);
        let name = |author: &Person| {
            let given = author.given_name.as_deref().unwrap_or_default();
            format!("{}, {given}", author.name).to_lowercase()
        };
        let names: Vec<String> = authors.into_iter().flatten().map(name).collect();
        names
    };
    let of_one = |a: &BibliographyItem, b: &BibliographyItem| {
        let first = names(a).into_iter().next();
        first.is_some() && first == names(b).into_iter().next()
    };
    for run in list.items.chunk_by_mut(of_one) {
        run.sort_by_cached_key(names);
    }
}

/// The keys of the works that are cited and whose first author has written others of them.
fn namesakes(all: &[Asked], works: &Works) -> Vec<String> {
    let items = all.iter().flat_map(|citation| &citation.items);
    let keys: BTreeSet<&str> = items.map(|item| item.key.as_str()).collect();
    let mut by_author: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for key in keys {
        let authors = works.get(key).and_then(Entry::authors);
        if let Some(author) = authors.and_then(|authors| authors.first()) {
            by_author.entry(&author.name).or_default().push(key);
        }
    }
    let several = by_author.into_values().filter(|keys| keys.len() > 1);
    several.flatten().map(str::to_owned).collect()
}
