//! The answers that pages get while they are laid out, and a note of every question.

use std::collections::{HashMap, HashSet};
use std::num::NonZeroUsize;
use std::sync::{Mutex, PoisonError};

use typst::diag::StrResult;
use typst::ecow::{EcoString, EcoVec};
use typst::foundations::{Content, Label, Selector};
use typst::introspection::{DocumentPosition, Introspector, Location};
use typst::model::Numbering;
use typst::syntax::VirtualPath;

/// What is answered before there are any pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Guess {
    /// There will be one page: the engine's own answer.
    OnePage,
    /// The n-th place that is asked about will be on page n + 1: each slide behind the title says its number.
    PageByPage,
}

/// Which places were asked about, and at which ones content was measured.
#[derive(Default)]
pub struct Questions {
    asked: Mutex<HashSet<Location>>,
    measured: Mutex<HashSet<Location>>,
    /// The pages that were guessed.
    pages: Mutex<HashMap<Location, NonZeroUsize>>,
}

impl Questions {
    /// On which page a place will be.
    fn page(&self, guess: Guess, location: Location) -> NonZeroUsize {
        if guess == Guess::OnePage {
            return NonZeroUsize::MIN;
        }
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        let next = NonZeroUsize::MIN.saturating_add(pages.len() + 1);
        *pages.entry(location).or_insert(next)
    }

    /// Whether anything was asked about a place where content was measured.
    pub fn matter(&self) -> bool {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let measured = self.measured.lock().unwrap_or_else(PoisonError::into_inner);
        !asked.is_disjoint(&measured)
    }
}

/// Answers for a document, and notes what is asked.
pub struct Asked<'a> {
    /// Of the document as it was laid out last.
    pub answers: &'a dyn Introspector,
    /// In place of answers about pages, as long as there are none.
    pub guess: Option<Guess>,
    /// What was asked so far.
    pub questions: &'a Questions,
}

impl Asked<'_> {
    fn about(&self, location: Location) -> &dyn Introspector {
        let asked = &self.questions.asked;
        asked
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

impl Introspector for Asked<'_> {
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
        let measured = &self.questions.measured;
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
        page.or_else(|| Some(self.questions.page(self.guess?, location)))
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
