//! What an artifact says of the works that its texts cite: in their places, in notes, and in a list.

use std::collections::{BTreeMap, BTreeSet};

use hayagriva::citationberg::Locale as Terms;
use hayagriva::{ElemChild, ElemChildren, ElemMeta, Formatted, Formatting, Rendered};

use crate::article::ast::{Article, Footnote, Inline, Reference, Text, join, pieces, plain, texts};
use crate::article::cite::{self, Part};
use crate::article::segment;
use crate::citation::kinds;
use crate::citation::locator;
use crate::citation::markup;
use crate::citation::names;
use crate::citation::placer::{Place, Placer, Said, place};
use crate::citation::punctuation;
use crate::citation::rendered::{Asked, At, Item, rendered};
use crate::citation::style::{Style, code, terms_of};
use crate::citation::works::Works;
use crate::l10n::typography;
use crate::l10n::typography::common::capitalized;
use crate::locale::Locale;
use crate::project::Format;
use crate::selection::{Selection, select};

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
struct Citation {
    place: Place,
    works: Vec<Work>,
    /// Whether it stands in a footnote.
    is_in_note: bool,
    /// The number of its note.
    note: usize,
    /// Whether it stands in speaker notes alone.
    is_spoken: bool,
}

/// A work in a citation.
struct Work {
    part: Part,
    /// What it names within the work, if anything.
    at: Option<At>,
}

impl Work {
    /// The number of the place within the work, if the place has a name in the language.
    fn number(&self) -> Option<&str> {
        match &self.at {
            Some(At::Named(_, number)) => Some(number),
            Some(At::Words(_)) | None => None,
        }
    }
}

/// A document with its citations put in words for an audience and a format, and the list of what they cite.
pub fn cited(document: &Article, audience: &str, format: Format, setting: Setting) -> Article {
    let selection = select(document, audience, format);
    let mut reader = Reader {
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
    };
    reader.read(&selection);
    let et_al = names::et_al(&reader.terms);
    let all = reader.all;
    // The notes of a deck are numbered slide by slide.
    let is_numbered = setting.style.is_notes() && format == Format::Brief;
    let asked: Vec<Asked> = all.iter().map(|it| it.asked(is_numbered)).collect();
    let Setting { works, style, .. } = setting;
    let rendered = rendered(works, style, setting.language, &asked);
    // Notes say it all, and the readers of slides do not leaf through them.
    let is_linked = format == Format::Brief && !setting.style.is_notes();
    let mut words: BTreeMap<Place, Said> = BTreeMap::new();
    for (citation, rendered) in all.iter().zip(&rendered.citations) {
        let mut said = said(citation, rendered.citation.clone(), setting, is_linked);
        names::tidy(&mut said, &et_al);
        punctuation::tidy(&mut said);
        typography::apply(&mut said, setting.language);
        let is_of_notes = setting.style.is_notes();
        let said = Said {
            inlines: said,
            is_note: is_of_notes && !citation.is_in_note,
            is_in_note: is_of_notes && citation.is_in_note,
        };
        words.insert(citation.place.clone(), said);
    }
    let mut document = document.clone();
    let mut placer = Placer::new(words, setting.language);
    segment::visit(&mut document, &mut |unit| {
        for (_, text) in unit.parts {
            placer.text(text);
        }
    });
    document.footnotes.extend(placer.notes);
    document.references = references(&all, &rendered, setting, &et_al);
    document
}

impl Citation {
    /// What hayagriva is asked for.
    fn asked(&self, is_numbered: bool) -> Asked {
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
struct Reader<'a> {
    setting: Setting<'a>,
    /// The terms of the language, which places within works are called by.
    terms: Vec<Terms>,
    notes: BTreeMap<&'a str, &'a Footnote>,
    seen: BTreeSet<&'a str>,
    /// The number of notes so far.
    count: usize,
    is_spoken: bool,
    known: BTreeSet<Place>,
    all: Vec<Citation>,
}

impl<'a> Reader<'a> {
    fn read(&mut self, selection: &Selection<'a>) {
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

/// A citation as inlines, with the words that stand in it.
fn said(
    citation: &Citation,
    mut children: ElemChildren,
    setting: Setting,
    is_linked: bool,
) -> Vec<Inline> {
    for (rank, work) in citation.works.iter().enumerate() {
        let is_bare = work.part.is_bare && !setting.style.is_marks();
        markup::of_work(&mut children, rank, &mut |own| {
            if is_bare {
                markup::without_names(own);
            }
            let shown = markup::inlines(own, &|_| work.part.after.clone());
            let number = work.number().map(|number| number.replace('-', "–"));
            // The mark of a work may be the same number.
            let text = plain(&shown);
            let mark = text.find(|c: char| c.is_numeric()).unwrap_or(0);
            let rest = text[mark..].trim_start_matches(|c: char| c.is_numeric());
            let said = if setting.style.is_marks() {
                rest
            } else {
                &text
            };
            let has_number = number.is_none_or(|number| said.contains(&number));
            let has_words = work.number().is_some() || work.at.is_none() || own_transparent(own);
            let text = |text: String| {
                ElemChild::Text(Formatted {
                    text,
                    formatting: Formatting::default(),
                })
            };
            if !has_number || !has_words {
                // The style has no room for it.
                own.0.push(text(", ".to_owned()));
                own.0.push(ElemChild::Transparent {
                    cite_idx: rank,
                    format: Formatting::default(),
                });
            }
        });
    }
    let after = |rank: usize| {
        citation
            .works
            .get(rank)
            .map(|work| work.part.after.clone())
            .unwrap_or_default()
    };
    let before = |rank: usize| {
        citation
            .works
            .get(rank)
            .map(|work| work.part.before.clone())
            .unwrap_or_default()
    };
    let key = |rank: usize| {
        let work = citation.works.get(rank).filter(|_| is_linked);
        work.map(|work| work.part.key.as_str())
    };
    let words = Words {
        before: &before,
        after: &after,
        key: &key,
    };
    let mut said = Vec::new();
    words.of(&children, &mut said);
    join(&mut said);
    if let Some(Inline::Text(text)) = said.first_mut() {
        *text = text.trim_start().to_owned();
        if text.is_empty() {
            said.remove(0);
        }
    }
    if let Some(Inline::Text(text)) = said.first_mut() {
        // A note is a sentence.
        let is_led = citation
            .works
            .first()
            .is_some_and(|work| !work.part.before.is_empty());
        if is_led && setting.style.is_notes() && !citation.is_in_note {
            *text = capitalized(text);
        }
    }
    said
}

fn own_transparent(children: &ElemChildren) -> bool {
    children.0.iter().any(|child| match child {
        ElemChild::Transparent { .. } => true,
        ElemChild::Elem(elem) => own_transparent(&elem.children),
        _ => false,
    })
}

/// What stands in a citation with its works, by their rank.
struct Words<'a> {
    /// The words before a work.
    before: &'a dyn Fn(usize) -> Vec<Inline>,
    /// The words after it.
    after: &'a dyn Fn(usize) -> Vec<Inline>,
    /// Its key, if it is linked to the list.
    key: &'a dyn Fn(usize) -> Option<&'a str>,
}

impl Words<'_> {
    /// The parts of a citation, each behind the words that stand before its work, and linked to the list.
    fn of(&self, children: &ElemChildren, said: &mut Vec<Inline>) {
        for child in &children.0 {
            match child {
                ElemChild::Elem(elem) if elem.display.is_none() => {
                    let Some(ElemMeta::Entry(rank)) = elem.meta else {
                        self.of(&elem.children, said);
                        continue;
                    };
                    let words = (self.before)(rank);
                    if !words.is_empty() {
                        said.extend(words);
                        said.push(Inline::Text(" ".to_owned()));
                    }
                    let work = markup::inlines(&elem.children, self.after);
                    said.extend(match (self.key)(rank) {
                        Some(key) => linked(work, key),
                        None => work,
                    });
                }
                other => said.extend(markup::inlines(
                    &ElemChildren(vec![other.clone()]),
                    self.after,
                )),
            }
        }
    }
}

/// What is said of a work, as a link to its entry in the list, unless it holds the work's own address.
fn linked(mut work: Vec<Inline>, key: &str) -> Vec<Inline> {
    let mut has_link = work.is_empty();
    pieces(&work, &mut |inline| {
        has_link |= matches!(inline, Inline::Link { .. } | Inline::Footnote(_))
    });
    if has_link {
        return work;
    }
    // The space before it is no part of it.
    let mut linked = Vec::new();
    if let Some(Inline::Text(text)) = work.first_mut() {
        let rest = text.trim_start();
        linked.push(Inline::Text(text[..text.len() - rest.len()].to_owned()));
        *text = rest.to_owned();
    }
    linked.push(Inline::Link {
        url: format!("#{}", Reference::id(key)),
        content: work,
    });
    linked
}

/// The list of the works that are cited, in the order of the style.
fn references(
    all: &[Citation],
    rendered: &Rendered,
    setting: Setting,
    et_al: &str,
) -> Vec<Reference> {
    let shown = all.iter().filter(|citation| !citation.is_spoken);
    let keys: BTreeSet<&str> = shown
        .flat_map(|c| &c.works)
        .map(|work| work.part.key.as_str())
        .collect();
    let items = rendered.bibliography.iter().flat_map(|list| &list.items);
    // Of some works a style of notes says all in the note.
    let is_said = |content: &ElemChildren| {
        !plain(&markup::inlines(content, &|_| Vec::new()))
            .trim()
            .is_empty()
    };
    let items = items.filter(|item| is_said(&item.content));
    let text = |mut inlines: Vec<Inline>, key: &str| {
        names::tidy(&mut inlines, et_al);
        punctuation::tidy(&mut inlines);
        kinds::begin(&mut inlines, setting.language);
        typography::apply(&mut inlines, setting.language);
        let mut text = Text::new(inlines, setting.works.place(key));
        text.is_value = true;
        text.key.id = format!("@{key}");
        text
    };
    items
        .map(|item| Reference {
            mark: item
                .first_field
                .as_ref()
                .map(|mark| text(markup::of_child(mark), &item.key)),
            text: text(markup::inlines(&item.content, &|_| Vec::new()), &item.key),
            is_spoken: !keys.contains(item.key.as_str()),
            key: item.key.clone(),
        })
        .collect()
}
