//! An introspector that answers as another one does, and records which locations queries depend on.

use std::collections::{HashMap, HashSet};
use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};

use typst::diag::StrResult;
use typst::ecow::{EcoString, EcoVec};
use typst::foundations::{Content, Label, Selector};
use typst::introspection::{DocumentPosition, Introspector, Location};
use typst::model::Numbering;
use typst::syntax::VirtualPath;

/// What page numbers are taken for in the first round, before there are pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Guess {
    /// Everything is on page 1: the engine's own answer.
    OnePage,
    /// The n-th location whose page is queried is on page n + 1: each slide behind the title prints its number.
    PageByPage,
}

/// Which locations queries depend on, and at which ones content was measured.
#[derive(Default)]
pub struct Queries {
    queried: Mutex<HashSet<Location>>,
    measured: Mutex<HashSet<Location>>,
    /// The page numbers that were guessed.
    pages: Mutex<HashMap<Location, NonZeroUsize>>,
}

impl Queries {
    /// The guess of a location's page number.
    fn page(&self, guess: Guess, location: Location) -> NonZeroUsize {
        if guess == Guess::OnePage {
            return NonZeroUsize::MIN;
        }
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        let next = NonZeroUsize::MIN.saturating_add(pages.len() + 1);
        *pages.entry(location).or_insert(next)
    }

    /// Whether a query depends on a location where content was measured.
    pub fn depend_on_measured(&self) -> bool {
        let queried = self.queried.lock().unwrap_or_else(PoisonError::into_inner);
        let measured = self.measured.lock().unwrap_or_else(PoisonError::into_inner);
        !queried.is_disjoint(&measured)
    }
}

/// Answers for a document, and records each query.
pub struct RecordingIntrospector<'a> {
    /// Those of the document as the last round laid it out.
    pub answers: &'a dyn Introspector,
    /// For page numbers in the first round.
    pub guess: Option<Guess>,
    /// What was recorded so far, in all rounds.
    pub queries: &'a Queries,
}

impl RecordingIntrospector<'_> {
    fn about(&self, location: Location) -> &dyn Introspector {
        let queried = &self.queries.queried;
        queried
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(location);
        self.answers
    }

    fn select(&self, selector: &Selector) -> &dyn Introspector {
        match selector {
            Selector::Location(location) => {
                self.about(*location);
            }
            Selector::Or(all) | Selector::And(all) => all.iter().for_each(|one| {
                self.select(one);
            }),
            Selector::Before {
                selector,
                end: other,
                ..
            }
            | Selector::After {
                selector,
                start: other,
                ..
            }
            | Selector::Within {
                selector,
                ancestor: other,
            } => {
                self.select(selector);
                self.select(other);
            }
            Selector::Elem(..) | Selector::Label(_) | Selector::Regex(_) | Selector::Can(_) => {}
        }
        self.answers
    }
}

impl Introspector for RecordingIntrospector<'_> {
    fn query(&self, selector: &Selector) -> EcoVec<Content> {
        self.select(selector).query(selector)
    }

    fn query_first(&self, selector: &Selector) -> Option<Content> {
        self.select(selector).query_first(selector)
    }

    fn query_unique(&self, selector: &Selector) -> StrResult<Content> {
        self.select(selector).query_unique(selector)
    }

    fn query_label(&self, label: Label) -> StrResult<&Content> {
        self.answers.query_label(label)
    }

    fn query_labelled(&self) -> EcoVec<Content> {
        self.answers.query_labelled()
    }

    fn query_count_before(&self, selector: &Selector, end: Location) -> usize {
        self.select(selector);
        self.about(end).query_count_before(selector, end)
    }

    fn label_count(&self, label: Label) -> usize {
        self.answers.label_count(label)
    }

    fn locator(&self, _: u128, base: Location) -> Option<Location> {
        let measured = &self.queries.measured;
        measured
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(base);
        None
    }

    fn pages(&self, location: Location) -> Option<NonZeroUsize> {
        let pages = self.about(location).pages(location);
        pages.or(self.guess.map(|_| NonZeroUsize::MIN))
    }

    fn page(&self, location: Location) -> Option<NonZeroUsize> {
        let page = self.about(location).page(location);
        page.or_else(|| Some(self.queries.page(self.guess?, location)))
    }

    fn position(&self, location: Location) -> Option<DocumentPosition> {
        self.about(location).position(location)
    }

    fn page_numbering(&self, location: Location) -> Option<&Numbering> {
        self.about(location).page_numbering(location)
    }

    fn page_supplement(&self, location: Location) -> Option<&Content> {
        self.about(location).page_supplement(location)
    }

    fn anchor(&self, location: Location) -> Option<&EcoString> {
        self.about(location).anchor(location)
    }

    fn document(&self, location: Location) -> Option<Location> {
        self.about(location).document(location)
    }

    fn path(&self, location: Location) -> Option<&VirtualPath> {
        self.about(location).path(location)
    }
}
