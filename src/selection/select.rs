//! Selects the sections and bodies of an audience and a format: Document → Selection.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::abbreviation::{occurs, spaced};
use crate::article::ast::{
    Abbreviation, Article, Block, Footnote, Section, Target, Text, Variant, mentioned, texts, walk,
};
use crate::article::splits;
use crate::names;
use crate::origin::{FileId, Origin};
use crate::project::Format;

/// The content of one artifact, in order. It borrows the document, so no text is cloned.
#[derive(Clone, Debug)]
pub struct Selection<'d> {
    /// The whole document; its front matter and footnotes are common to all selections.
    pub document: &'d Article,
    /// The selected sections.
    pub sections: Vec<Selected<'d>>,
    /// The abbreviations that occur in them: of a brief, at the end of which they are listed.
    pub abbreviations: Vec<&'d Abbreviation>,
}

/// A section with its selected body.
#[derive(Clone, Debug)]
pub struct Selected<'d> {
    /// The section of the document, with all its bodies.
    pub section: &'d Section,
    /// The heading level in the selection: from 1, without gaps.
    pub level: u8,
    /// The selected body.
    pub blocks: &'d [Block],
    /// The speaker notes.
    pub notes: Vec<&'d Block>,
}

/// Selects sections and bodies. A variant that is selected replaces the section's subsections too; an empty one removes
/// them. Audiences without a list get all sections in document order.
pub fn select<'d>(document: &'d Article, audience: &str, format: Format) -> Selection<'d> {
    let all = &document.sections;
    let mut order: Vec<usize> = Vec::new();
    match document.meta.audiences.get(audience) {
        None => order.extend(0..all.len()),
        Some(listed) => {
            for (id, _) in listed {
                let found = all.iter().position(|s| s.explicit && s.id == *id);
                // Unknown ids were reported by the parser.
                for at in found.into_iter().flat_map(|at| with_subsections(all, at)) {
                    if !order.contains(&at) {
                        order.push(at);
                    }
                }
            }
        }
    }
    let mut sections = Vec::new();
    let mut levels: Vec<u8> = Vec::new();
    let mut replaced: Vec<usize> = Vec::new();
    for at in order {
        if replaced.contains(&at) {
            continue;
        }
        let section = &all[at];
        let below = with_subsections(all, at).skip(1);
        let chosen = body(section, audience, format);
        let is_variant = chosen.is_some();
        if is_variant {
            replaced.extend(below.clone());
        }
        let blocks = chosen.map_or(&section.blocks[..], |variant| &variant.blocks);
        if is_variant && blocks.is_empty() {
            continue;
        }
        while levels.last().is_some_and(|level| *level >= section.level) {
            levels.pop();
        }
        levels.push(section.level);
        let below: Vec<_> = if is_variant {
            below.collect()
        } else {
            Vec::new()
        };
        sections.push(Selected {
            section,
            level: u8::try_from(levels.len()).unwrap_or(u8::MAX),
            blocks,
            notes: notes(all, at, &below),
        });
    }
    let mut selection = Selection {
        document,
        sections,
        abbreviations: Vec::new(),
    };
    if format == Format::Brief && !document.abbreviations.is_empty() {
        let words = selection.texts(false).into_iter();
        let words: Vec<String> = words.map(|text| spaced(&text.plain())).collect();
        let is_there = |known: &&Abbreviation| {
            let short = spaced(&known.short.plain());
            words.iter().any(|words| occurs(&short, words))
        };
        selection.abbreviations = document.abbreviations.iter().filter(is_there).collect();
    }
    selection
}

/// The indexes of a section and its subsections.
fn with_subsections(all: &[Section], at: usize) -> impl Iterator<Item = usize> + Clone {
    let level = all[at].level;
    // The text before the first heading has no subsections.
    let titled = all[at].title.is_some();
    let below = all[at + 1..]
        .iter()
        .take_while(move |s| titled && s.level > level);
    at..at + 1 + below.count()
}

/// The most specific variant: with audience and format, then with the audience, then with the format. `None` for the
/// default body.
fn body<'d>(section: &'d Section, audience: &str, format: Format) -> Option<&'d Variant> {
    let fit = section.variants.iter().filter_map(|variant| {
        let Target::Body {
            audience: wanted,
            format: shape,
        } = &variant.target
        else {
            return None;
        };
        let fits =
            wanted.as_ref().is_none_or(|a| a == audience) && shape.is_none_or(|f| f == format);
        let specific = usize::from(wanted.is_some()) * 2 + usize::from(shape.is_some());
        fits.then_some((specific, variant))
    });
    fit.max_by_key(|(specific, _)| *specific)
        .map(|(_, variant)| variant)
}

/// The section's speaker notes; without any, the default bodies of the section and of the subsections `below` that it
/// replaces.
fn notes<'d>(all: &'d [Section], at: usize, below: &[usize]) -> Vec<&'d Block> {
    let own = all[at].variants.iter().find(|v| v.target == Target::Notes);
    match own {
        Some(variant) => variant.blocks.iter().collect(),
        None => {
            let sections = std::iter::once(at).chain(below.iter().copied());
            sections.flat_map(|at| &all[at].blocks).collect()
        }
    }
}

impl<'d> Selection<'d> {
    /// Every text of the artifact in order: front matter, sections, speaker notes if `with_notes`, footnotes, abbreviations.
    pub fn texts(&self, with_notes: bool) -> Vec<&'d Text> {
        let mut all: Vec<&Text> = self.document.meta.texts().collect();
        for selected in &self.sections {
            all.extend(&selected.section.title);
            texts(selected.blocks, &mut all);
            if with_notes {
                for block in &selected.notes {
                    texts(std::slice::from_ref(*block), &mut all);
                }
            }
        }
        all.extend(notes_of(&all, &self.document.footnotes));
        for known in &self.abbreviations {
            all.extend([&known.short, &known.long]);
        }
        all
    }

    /// The places of the code blocks of the artifact, in order.
    pub fn code(&self, with_notes: bool) -> Vec<&'d Origin> {
        let mut all = Vec::new();
        let mut add = |block: &'d Block| {
            if let Block::Code { origin, .. } = block {
                all.push(origin);
            }
        };
        for selected in &self.sections {
            walk(selected.blocks, &mut add);
            for block in selected.notes.iter().filter(|_| with_notes) {
                walk(std::slice::from_ref(*block), &mut add);
            }
        }
        all
    }

    /// The data files of the artifact's charts.
    pub fn data(&self, with_notes: bool) -> Vec<&'d FileId> {
        let mut all = Vec::new();
        let mut add = |block: &'d Block| {
            if let Block::Chart(chart) = block {
                all.extend(&chart.data);
            }
        };
        for selected in &self.sections {
            walk(selected.blocks, &mut add);
            for block in selected.notes.iter().filter(|_| with_notes) {
                walk(std::slice::from_ref(*block), &mut add);
            }
        }
        all
    }

    /// Whether a chart is among its blocks.
    pub fn has_charts(&self) -> bool {
        let mut found = false;
        let mut visit = |block: &Block| found |= matches!(block, Block::Chart(_));
        for selected in &self.sections {
            walk(selected.blocks, &mut visit);
            let notes = selected.notes.iter();
            notes.for_each(|block| walk(std::slice::from_ref(*block), &mut visit));
        }
        found
    }

    /// The texts of the sections that every layout prints: no front matter, and no alternative texts of pictures.
    pub fn printed(&self) -> impl Iterator<Item = &'d Text> {
        let all = self.texts(false).into_iter();
        let is_printed = |text: &&Text| {
            let id = text.key.id.as_str();
            !id.starts_with("meta-")
                && !names::is_abbreviation(id)
                && text.key.attribute != Some("alt")
        };
        let works = self.document.references.iter();
        let works = works.filter(|work| !work.is_spoken);
        all.filter(is_printed).chain(works.map(|work| &work.text))
    }
}

impl Selection<'_> {
    /// The number of characters of the longest word, by which layouts decide whether to hyphenate.
    pub fn longest_word(&self) -> usize {
        let texts = self.texts(false).into_iter();
        let lengths = texts.filter(|text| !text.is_value).map(|text| {
            let plain = text.plain();
            let pieces = splits::pieces(&plain).into_iter();
            let words =
                pieces.flat_map(|piece| piece.split(|c: char| c.is_whitespace() || c == '-'));
            words.map(|word| word.chars().count()).max().unwrap_or(0)
        });
        lengths.max().unwrap_or(0)
    }

    /// The number of footnotes that the artifact refers to, those in other footnotes included.
    pub fn footnotes(&self) -> usize {
        let names: BTreeSet<_> = mentioned(&self.texts(false)).into_iter().collect();
        names.len()
    }
}

/// The texts of the footnotes that `texts` refer to, and of those that these refer to: each once, in the order of
/// definition.
fn notes_of<'d>(texts: &[&'d Text], notes: &'d [Footnote]) -> Vec<&'d Text> {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for (rank, note) in notes.iter().enumerate() {
        // Of two footnotes with the same name, the first counts.
        known.entry(&note.name).or_insert(rank);
    }
    let mut found: BTreeSet<usize> = BTreeSet::new();
    let mut open = mentioned(texts);
    while let Some(name) = open.pop() {
        let rank = known.get(name).copied();
        if let Some(rank) = rank.filter(|rank| found.insert(*rank)) {
            open.extend(mentioned(&[&notes[rank].text]));
        }
    }
    found.into_iter().map(|rank| &notes[rank].text).collect()
}
