//! Footnotes in lowered source: the text of each is bound to a variable once, and set where the footnote is mentioned.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::ast::{Footnote, Text, mentioned};

/// A part of an artifact with footnotes of its own, as a layout may print one part and not another.
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

/// The footnotes of a document, and the state of writing them.
#[derive(Default)]
pub struct Notes<'a> {
    /// By name: the rank of the definition, and the text.
    all: BTreeMap<&'a str, (usize, &'a Text)>,
    /// Whether every mention sets the footnote, as each slide has its own. Otherwise the first mention sets it, and
    /// others refer to it.
    anew: bool,
    /// The part that is being written.
    pub zone: Zone,
    /// Whether a heading is being written.
    pub in_heading: bool,
    /// For each footnote, the footnote in which it is mentioned first; `None` for the text itself.
    homes: BTreeMap<(Zone, usize), Option<usize>>,
    /// The footnote whose text is being written.
    open: Option<usize>,
    /// The footnotes whose texts have been written.
    written: BTreeSet<(Zone, usize)>,
    /// The footnotes that have been set.
    set: BTreeSet<(Zone, usize)>,
}

impl<'a> Notes<'a> {
    /// The footnotes of a document, none written yet. With `anew`, every mention sets the footnote.
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

    /// The footnotes that the texts of a part mention, and those in their texts: each after the ones that it mentions.
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

    /// Starts the text of a footnote, or with `None` ends the last one.
    pub fn open(&mut self, note: Option<usize>) {
        let done = self.open.map(|done| (self.zone, done));
        self.written.extend(done);
        self.open = note;
    }

    /// The variable that holds the text of a footnote.
    pub fn binding(&self, note: usize) -> String {
        let zone = match self.zone {
            Zone::Body => "",
            Zone::Abstract => "-abstract",
            Zone::Spoken => "-spoken",
            Zone::Handout => "-handout",
        };
        format!("note-{}{zone}", note + 1)
    }

    /// The label of a footnote, by which layouts refer to it.
    pub fn label(&self, note: usize) -> String {
        format!("fp-{}", self.binding(note))
    }

    /// The source of a mention: the footnote, or a reference to it.
    pub fn mention(&mut self, name: &str) -> String {
        let Some((note, _)) = self.all.get(name).copied() else {
            return "none".to_owned();
        };
        // In a cycle, which was reported, one footnote cannot be written before its first mention.
        if !self.written.contains(&(self.zone, note)) {
            return "none".to_owned();
        }
        let (binding, label) = (self.binding(note), self.label(note));
        let at_home = self.homes.get(&(self.zone, note)) == Some(&self.open);
        let is_first = at_home && self.set.insert((self.zone, note));
        // The engine reads the text of headings for bookmarks and tags, but does not look into `context`.
        let text = if self.in_heading { "context " } else { "" };
        match self.anew || is_first {
            true => format!("[#footnote({text}{binding})<{label}>]"),
            false => format!("footnote(<{label}>)"),
        }
    }
}
