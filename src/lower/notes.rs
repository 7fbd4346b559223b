//! Footnotes in lowered source: the text of each is written once, as a binding, and set where it is mentioned.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::ast::{Footnote, Text, mentioned};

/// A part of an artifact with notes of its own: a layout may print one part and not the other.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Zone {
    /// The title and the sections.
    #[default]
    Body,
    /// The abstract.
    Abstract,
    /// The speaker notes of sections.
    Spoken,
    /// The speaker notes beside the slides of a handout.
    Handout,
}

/// The notes of a document, and where each is set.
#[derive(Default)]
pub struct Notes<'a> {
    /// By name: the rank of its definition, and its text.
    all: BTreeMap<&'a str, (usize, &'a Text)>,
    /// Whether every mention sets the note, as each slide has its own notes; else the first one does, and others refer to it.
    anew: bool,
    /// The part that is being written.
    pub zone: Zone,
    /// Whether a heading is being written.
    pub in_heading: bool,
    /// In which note a note is mentioned first; none is the text itself.
    homes: BTreeMap<(Zone, usize), Option<usize>>,
    /// The note whose text is being written.
    open: Option<usize>,
    /// The notes whose texts were written.
    written: BTreeSet<(Zone, usize)>,
    /// The notes that were set.
    set: BTreeSet<(Zone, usize)>,
}

impl<'a> Notes<'a> {
    /// The notes of a document.
    pub fn new(all: &'a [Footnote], anew: bool) -> Self {
        let mut notes = Self {
            anew,
            ..Self::default()
        };
        for (rank, note) in all.iter().enumerate() {
            notes.all.insert(&note.name, (rank, &note.text));
        }
        notes
    }

    /// The notes that the texts of a part mention, and the notes in these: each behind those that it mentions itself.
    pub fn arrange(&mut self, zone: Zone, texts: &[&'a Text]) -> Vec<(usize, &'a Text)> {
        self.zone = zone;
        let mut order = Vec::new();
        self.visit(texts, None, &mut order);
        order
    }

    fn visit(
        &mut self,
        texts: &[&'a Text],
        home: Option<usize>,
        order: &mut Vec<(usize, &'a Text)>,
    ) {
        for name in mentioned(texts) {
            let Some((rank, text)) = self.all.get(name).copied() else {
                continue;
            };
            if self.homes.contains_key(&(self.zone, rank)) {
                continue;
            }
            self.homes.insert((self.zone, rank), home);
            self.visit(&[text], Some(rank), order);
            order.push((rank, text));
        }
    }

    /// Begins to write the text of a note; none ends the last one.
    pub fn open(&mut self, note: Option<usize>) {
        let done = self.open.map(|done| (self.zone, done));
        self.written.extend(done);
        self.open = note;
    }

    /// The variable that holds the text of a note.
    pub fn binding(&self, note: usize) -> String {
        let zone = match self.zone {
            Zone::Body => "",
            Zone::Abstract => "-abstract",
            Zone::Spoken => "-spoken",
            Zone::Handout => "-handout",
        };
        format!("note-{}{zone}", note + 1)
    }

    /// The label of a note: what layouts know it by.
    pub fn label(&self, note: usize) -> String {
        format!("fp-{}", self.binding(note))
    }

    /// The note that a name mentions, as source.
    pub fn mention(&mut self, name: &str) -> String {
        let Some((note, _)) = self.all.get(name).copied() else {
            return "none".to_owned();
        };
        // In a circle, which was reported, there is a note that none can be written before.
        if !self.written.contains(&(self.zone, note)) {
            return "none".to_owned();
        }
        let (binding, label) = (self.binding(note), self.label(note));
        let at_home = self.homes.get(&(self.zone, note)) == Some(&self.open);
        let is_first = at_home && self.set.insert((self.zone, note));
        // The engine takes the words of a heading for bookmarks and tags, but looks into no context.
        let text = if self.in_heading { "context " } else { "" };
        match self.anew || is_first {
            true => format!("[#footnote({text}{binding})<{label}>]"),
            false => format!("footnote(<{label}>)"),
        }
    }
}
