//! The citations of a document in the order of reading.

use std::collections::{BTreeMap, BTreeSet};

use hayagriva::citationberg::Locale as Terms;

use crate::article::ast::{Article, Footnote, Inline, Text, plain, texts};
use crate::article::cite::{self, Part};
use crate::citation::locator;
use crate::citation::placer::{Place, place};
use crate::citation::rendered::{Asked, At, Item};
use crate::citation::style::{Style, code, terms_of};
use crate::citation::works::Works;
use crate::locale::Locale;
use crate::selection::Selection;

/// What citations are made with.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// The works.
    pub works: &'a Works,
    /// How they are cited.
    pub style: &'a Style,
    /// The language of what is said of them.
    pub language: &'a Locale,
}

/// A citation of an artifact, in the order of reading.
pub struct Citation {
    /// Its place in the document.
    pub place: Place,
    /// The works that it names.
    pub works: Vec<Work>,
    /// Whether it stands in a footnote.
    pub is_in_note: bool,
    /// The number of its note.
    note: usize,
    /// Whether it stands in speaker notes alone.
    pub is_spoken: bool,
}

/// A work in a citation.
pub struct Work {
    /// Its key, and the words of the author beside it.
    pub part: Part,
    /// What it names within the work, if anything.
    pub at: Option<At>,
}

impl Work {
    /// The number of the place within the work, if the place has a name in the language.
    pub fn number(&self) -> Option<&str> {
        match &self.at {
            Some(At::Named(_, number)) => Some(number),
            Some(At::Words(_)) | None => None,
        }
    }
}

impl Citation {
    /// What hayagriva is asked for.
    pub fn asked(&self, is_numbered: bool) -> Asked {
        let item = |work: &Work| Item {
            key: work.part.key.clone(),
            at: work.at.clone(),
        };
        Asked {
            items: self.works.iter().map(item).collect(),
            note: is_numbered.then_some(self.note),
        }
    }
}

/// Collects citations in the order of reading.
pub struct Reader<'a> {
    setting: Setting<'a>,
    /// The terms of the language, which places within works are called by.
    pub terms: Vec<Terms>,
    notes: BTreeMap<&'a str, &'a Footnote>,
    seen: BTreeSet<&'a str>,
    /// The number of notes so far.
    count: usize,
    is_spoken: bool,
    known: BTreeSet<Place>,
    /// The citations so far.
    pub all: Vec<Citation>,
}

impl<'a> Reader<'a> {
    /// A reader of a document, which has read nothing yet.
    pub fn new(document: &'a Article, setting: Setting<'a>) -> Self {
        Self {
            setting,
            terms: terms_of(&code(setting.language)),
            notes: document
                .footnotes
                .iter()
                .map(|note| (note.name.as_str(), note))
                .collect(),
            seen: BTreeSet::new(),
            count: 0,
            is_spoken: false,
            known: BTreeSet::new(),
            all: Vec::new(),
        }
    }

    /// Collects the citations of what an audience and a format get of the document.
    pub fn read(&mut self, selection: &Selection<'a>) {
        let meta = &selection.document.meta;
        let mut printed: Vec<&Text> = Vec::new();
        printed.extend(
            [&meta.title, &meta.subtitle, &meta.summary]
                .into_iter()
                .flatten(),
        );
        let mut spoken = Vec::new();
        for selected in &selection.sections {
            printed.extend(&selected.section.title);
            texts(selected.blocks, &mut printed);
            selected
                .notes
                .iter()
                .for_each(|block| texts(std::slice::from_ref(*block), &mut spoken));
        }
        for (is_spoken, texts) in [(false, printed), (true, spoken)] {
            self.is_spoken = is_spoken;
            for text in texts {
                self.text(text, false);
            }
        }
    }

    fn text(&mut self, text: &'a Text, is_in_note: bool) {
        self.inlines(&text.inlines, text, is_in_note, &mut 0);
    }

    fn inlines(
        &mut self,
        inlines: &'a [Inline],
        text: &'a Text,
        is_in_note: bool,
        rank: &mut usize,
    ) {
        for inline in inlines {
            match inline {
                Inline::Cite(content) => {
                    let place = place(text, *rank);
                    *rank += 1;
                    self.citation(place, content, is_in_note);
                }
                Inline::Footnote(name) => {
                    if let Some(note) = self.notes.get(name.as_str()).copied()
                        && self.seen.insert(&note.name)
                    {
                        self.count += 1;
                        self.text(&note.text, true);
                    }
                }
                other => self.inlines(other.inner().unwrap_or_default(), text, is_in_note, rank),
            }
        }
    }

    fn citation(&mut self, place: Place, content: &[Inline], is_in_note: bool) {
        // A text of a section may be spoken too.
        if !self.known.insert(place.clone()) {
            return;
        }
        let Setting { works, style, .. } = self.setting;
        let work = |part: Part| {
            works.get(&part.key)?;
            let named = match &part.after[..] {
                [Inline::Text(words)] => locator::read(words, &self.terms),
                _ => None,
            };
            let at = match named {
                Some((locator, number)) => Some(At::Named(locator, number)),
                None if part.after.is_empty() => None,
                None => Some(At::Words(plain(&part.after))),
            };
            Some(Work { part, at })
        };
        // Unknown works were reported.
        let works: Vec<_> = cite::parts(content).into_iter().filter_map(work).collect();
        if works.is_empty() {
            return;
        }
        if style.is_notes() && !is_in_note {
            self.count += 1;
        }
        self.all.push(Citation {
            place,
            works,
            is_in_note,
            note: self.count.max(1),
            is_spoken: self.is_spoken,
        });
    }
}
