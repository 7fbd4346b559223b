//! The units that all formats share: one for each text of a message, with its state, its source text and what a translator should know.

use std::ops::Range;

use crate::article::ast::Inline;
use crate::article::segment::Segment;
use crate::exchange::content;
use crate::exchange::pattern::{self, Piece, Select};
use crate::exchange::stamp::{self, Stamp};
use crate::l10n::align::{Words, fold};
use crate::l10n::catalogue::Catalogue;
use crate::translate::diff;
use crate::translate::lock::Digest;
use crate::translate::state::State;

/// What is exported: all units of one language.
#[derive(Debug)]
pub struct Package {
    /// The tag of the source language.
    pub source: String,
    /// The tag of the language.
    pub locale: String,
    /// By article.
    pub files: Vec<File>,
    /// The terms of the language's glossary: of the source, then those of the language.
    pub glossary: Vec<(String, Vec<String>)>,
}

/// The units of an article.
#[derive(Debug)]
pub struct File {
    /// The article's name.
    pub name: String,
    /// Its path from the project.
    pub path: String,
    /// In its order.
    pub units: Vec<Unit>,
}

/// A text of a message: its value, an attribute, or a variant of one of these.
#[derive(Clone, Debug)]
pub struct Unit {
    /// The message, then the attribute and the keys of variants: `id`, `id.label`, `id:one`, `id.label:few:other`.
    pub id: String,
    /// The message.
    pub message: String,
    /// The attribute; "" for the value.
    pub part: String,
    /// The heading of its section.
    pub section: String,
    /// That of its message; missing where the message lacks this text.
    pub state: State,
    /// The digest of the message's source text.
    pub digest: Digest,
    /// Its source text.
    pub source: Vec<Inline>,
    /// Its translation, where there is one.
    pub target: Option<Target>,
    /// The source text that the translation was made from, where that is known and another one.
    pub before: Option<String>,
    /// What a translator should know, a line each.
    pub notes: Vec<String>,
    /// Whether it is a piece of a text: a variant with words around its selector.
    pub is_piece: bool,
}

/// A translation in a catalogue.
#[derive(Clone, Debug)]
pub struct Target {
    /// Its bytes in the catalogue.
    pub range: Range<usize>,
    /// Its text.
    pub text: Vec<Inline>,
    /// The selectors in it.
    selects: Vec<Select>,
}

/// A message that is to be translated, and where it stands.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// Its source text.
    pub segment: &'a Segment,
    /// Its id.
    pub id: &'a str,
    /// Its source text, folded.
    pub words: &'a Words,
    /// The language's own catalogue, if there is one.
    pub catalogue: Option<&'a Catalogue>,
    /// The state of its translation.
    pub state: State,
}

/// The units of a message: value and attributes in the order of the article, variants in that of the catalogue.
pub fn units(asked: &Asked) -> Vec<Unit> {
    let mut all = Vec::new();
    for (name, markup) in &asked.segment.parts {
        let part = name.unwrap_or_default();
        let id = match name {
            Some(name) => format!("{}.{name}", asked.id),
            None => asked.id.to_owned(),
        };
        let unit = Unit {
            id,
            message: asked.id.to_owned(),
            part: part.to_owned(),
            section: String::new(),
            state: State::Missing,
            digest: Digest::of(asked.words),
            source: content::of_markup(markup),
            target: None,
            before: None,
            notes: Vec::new(),
            is_piece: false,
        };
        let message = asked.catalogue.and_then(|catalogue| {
            let message = catalogue.message(asked.id)?;
            Some((catalogue, message.part(part)?))
        });
        match message {
            None => all.push(unit),
            Some((catalogue, written)) => {
                let unit = Unit {
                    state: asked.state,
                    ..unit
                };
                let range = written.range.clone();
                let pieces = pattern::read(&catalogue.text, range.clone());
                add(unit, range, &pieces, &mut all);
            }
        }
    }
    all
}

/// Adds the unit of a pattern, and those of the variants in it. A pattern that is only a selector has none of its own.
pub fn add(unit: Unit, range: Range<usize>, pieces: &[Piece], all: &mut Vec<Unit>) {
    let (text, selects) = content::of_pattern(pieces);
    let is_selector = matches!(&text[..], [Inline::Param(_)]) && selects.len() == 1;
    if !is_selector {
        all.push(Unit {
            target: Some(Target {
                range,
                text,
                selects: selects.clone(),
            }),
            ..unit.clone()
        });
    }
    for (at, select) in selects.iter().enumerate() {
        // Keys are words or numbers: neither begins with `_`.
        let which = match at {
            0 => String::new(),
            at => format!("_{}.", at + 1),
        };
        for variant in &select.variants {
            let mut inner = Unit {
                id: format!("{}:{which}{}", unit.id, variant.key),
                is_piece: unit.is_piece || !is_selector,
                ..unit.clone()
            };
            inner
                .notes
                .push(format!("variant [{}] of {}", variant.key, select.selector));
            add(inner, variant.range.clone(), &variant.pattern, all);
        }
    }
}

impl File {
    /// The units by section: an id that is unique in the file, the heading, and the units.
    pub fn sections(&self) -> impl Iterator<Item = (String, &str, &[Unit])> {
        let sections = self.units.chunk_by(|one, next| one.section == next.section);
        sections.enumerate().map(|(at, units)| {
            let heading = units.first().map_or("", |unit| unit.section.as_str());
            (format!("section-{}", at + 1), heading, units)
        })
    }
}

impl Unit {
    /// How deep it stands in selectors: those within are written first, as they are part of the text around them.
    pub fn depth(&self) -> usize {
        self.id.matches(':').count()
    }

    /// A translation as it is written into the catalogue, on one line.
    ///
    /// # Errors
    ///
    /// Where the text cannot be written as markup.
    pub fn written(&self, text: &[Inline]) -> Result<String, String> {
        let selects = self
            .target
            .as_ref()
            .map_or(&[][..], |target| &target.selects);
        // Line ends are those of the file, which the splicer puts in.
        content::print(text, selects).map(|pattern| pattern.replace("\r\n", "\n"))
    }

    /// Its translation, where there is one.
    pub fn translation(&self) -> Option<&[Inline]> {
        let text = self.target.as_ref().map(|target| &target.text[..]);
        text.filter(|text| !text.is_empty())
    }

    /// Whether selectors stand in its translation.
    pub fn has_selectors(&self) -> bool {
        let target = self.target.as_ref();
        target.is_some_and(|target| !target.selects.is_empty())
    }

    /// The texts of the variants in it.
    pub fn variants(&self) -> Vec<Vec<Inline>> {
        fn add(selects: &[Select], all: &mut Vec<Vec<Inline>>) {
            for variant in selects.iter().flat_map(|select| &select.variants) {
                let (text, inner) = content::of_pattern(&variant.pattern);
                all.push(text);
                add(&inner, all);
            }
        }
        let mut all = Vec::new();
        let selects = self.target.as_ref().map(|target| &target.selects[..]);
        add(selects.unwrap_or_default(), &mut all);
        all
    }

    /// What it is now; `locale` is the tag of its language.
    pub fn stamp(&self, locale: &str) -> Stamp {
        Stamp {
            source: self.digest.clone(),
            target: self.translation().map(stamp::digest),
            locale: Some(locale.to_owned()),
        }
    }

    /// All notes with their kinds: what it is, and for a stale one, what its source text was, and what changed in it.
    pub fn all_notes(&self) -> Vec<(&'static str, String)> {
        let mut all: Vec<_> = self
            .notes
            .iter()
            .map(|note| ("context", note.clone()))
            .collect();
        if let Some(before) = &self.before {
            let now = content::typed(&self.source);
            all.push(("old-source", format!("translated from: {before}")));
            all.push((
                "change",
                format!("what changed: {}", diff::words(before, &fold(&now))),
            ));
        }
        all
    }
}

impl Package {
    /// The terms of the glossary that the source text of a unit has, regardless of case.
    pub fn terms(&self, unit: &Unit) -> Vec<(&str, &[String])> {
        let text = fold(&content::plain(&unit.source)).to_lowercase();
        let has = |term: &str| text.contains(&fold(term).to_lowercase());
        let known = self.glossary.iter().filter(|(source, _)| has(source));
        known
            .map(|(source, targets)| (source.as_str(), &targets[..]))
            .collect()
    }

    /// Those terms as notes, for formats without a place for a glossary.
    pub fn term_notes(&self, unit: &Unit) -> impl Iterator<Item = String> {
        let terms = self.terms(unit).into_iter();
        terms.map(|(source, targets)| format!("glossary: {source} = {}", targets.join(", ")))
    }
}
