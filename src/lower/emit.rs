//! Lowers a selection to Typst source: one call of a layout with the `doc` value. Text is written as string literals
//! only.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::address::section;
use crate::article::ast::{Inline, Text, pieces, texts};
use crate::l10n::sense::Sense;
use crate::lower::document::shown;
use crate::lower::job::Job;
use crate::lower::notes::{Notes, Zone};
use crate::lower::references::References;
use crate::lower::source_map::{Shown, SourceMap};
use crate::lower::writer::Writer;
use crate::project::Format;
use crate::selection::Selection;

/// Typst source with its source map.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Lowered {
    /// The source of the main file.
    pub text: String,
    /// Maps byte ranges of the source to texts that people wrote.
    pub map: SourceMap,
}

/// Writes the main file of an artifact.
pub fn lower(selection: &Selection, job: Job) -> Lowered {
    // A handout is like a brief: its footnotes are at the foot of its pages.
    let is_deck = job.format == Format::Slides && job.slides.is_empty();
    let references = References::of(selection, job.others);
    let mut writer = Writer {
        out: String::new(),
        map: SourceMap::default(),
        job,
        notes: Notes::new(&selection.document.footnotes, is_deck),
        tables: Vec::new(),
        texts: Vec::new(),
        targets: targets(selection, &job, &references),
        references,
        shown: Shown::Perhaps,
        is_narrow: false,
        is_emphasized: false,
        elements: BTreeSet::new(),
        sense: Sense::new(job.locale),
        kept: BTreeMap::new(),
    };
    writer.preamble(selection);
    writer.notes(selection);
    writer.call(selection);
    Lowered {
        text: writer.out,
        map: writer.map,
    }
}

impl<'a> Writer<'a> {
    /// Writes the texts of the footnotes, zone by zone.
    fn notes(&mut self, selection: &Selection<'a>) {
        let meta = &selection.document.meta;
        let mut body: Vec<&Text> = [&meta.title, &meta.subtitle]
            .into_iter()
            .flatten()
            .collect();
        let mut spoken = Vec::new();
        for selected in &selection.sections {
            body.extend(&selected.section.title);
            texts(selected.blocks, &mut body);
            for block in &selected.notes {
                texts(std::slice::from_ref(*block), &mut spoken);
            }
        }
        let mut handed = Vec::new();
        for (_, begun) in shown(self.job.slides, selection) {
            for block in begun.iter().flat_map(|selected| &selected.notes) {
                texts(std::slice::from_ref(*block), &mut handed);
            }
        }
        if self.job.slides.is_empty() {
            spoken.clear();
        }
        let summary: Vec<&Text> = meta.summary.iter().collect();
        for (zone, texts) in [
            (Zone::Abstract, summary),
            (Zone::Spoken, spoken),
            (Zone::Handout, handed),
            (Zone::Body, body),
        ] {
            for (note, text) in self.notes.arrange(zone, &texts) {
                let binding = self.notes.binding(note);
                self.notes.open(Some(note));
                self.out.push_str(&format!("#let {binding} = "));
                // On a handout, the content of a slide is in its picture, footnotes included.
                let shown = match zone {
                    Zone::Abstract => Shown::Perhaps,
                    Zone::Body if !self.job.slides.is_empty() => Shown::Perhaps,
                    _ => Shown::Always,
                };
                self.showing(shown, |w| w.content(text));
                self.line("");
                self.texts.push((self.notes.label(note), binding));
            }
            self.notes.open(None);
        }
    }
}

/// The ids of sections, tables and figures of the artifact that links and references lead to. In print, these are references only, which
/// name pages.
fn targets(selection: &Selection, job: &Job, references: &References) -> Vec<String> {
    let mut ids = BTreeSet::new();
    for text in selection.texts(!job.slides.is_empty()) {
        pieces(&text.inlines, &mut |inline| {
            let id = match inline {
                Inline::Reference(id) => Some(id.as_str()),
                Inline::Link { url, .. } if job.press.is_none() => section(url),
                _ => None,
            };
            ids.extend(id.filter(|id| references.has(id)));
        });
    }
    let mut ids: Vec<String> = ids.into_iter().map(str::to_owned).collect();
    if job.format == Format::Brief {
        let listed = references.lists().into_iter().flat_map(|(_, all)| all);
        ids.extend(listed.map(|(mark, _)| mark));
    }
    ids
}
