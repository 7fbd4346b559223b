//! Puts what is said of works in the places of their citations: in the text, or in notes.

use std::collections::BTreeMap;

use crate::article::ast::{Footnote, Inline, Key, Text, join};
use crate::locale::Locale;
use crate::origin::FileId;

/// A citation in a text: the message, where the text is, and the rank among its citations.
pub type Place = (Key, FileId, usize, usize);

/// The place of a citation.
pub fn place(text: &Text, rank: usize) -> Place {
    let origin = &text.origin;
    (
        text.key.clone(),
        origin.file.clone(),
        origin.range.start,
        rank,
    )
}

/// What is said in the place of a citation.
#[derive(Clone, Debug)]
pub struct Said {
    /// Its words.
    pub inlines: Vec<Inline>,
    /// Whether they are a note of their own.
    pub is_note: bool,
    /// Whether they stand in a note of the author's, in a style of notes.
    pub is_in_note: bool,
}

/// Puts words in the places of citations.
pub struct Placer {
    words: BTreeMap<Place, Said>,
    /// The notes that are made.
    pub notes: Vec<Footnote>,
    /// Whether marks of notes stand behind full stops and commas.
    is_last: bool,
}

impl Placer {
    /// Words for the citations of a document in a language.
    pub fn new(words: BTreeMap<Place, Said>, language: &Locale) -> Self {
        Self {
            words,
            notes: Vec::new(),
            is_last: language.language() == "en",
        }
    }

    /// Puts words in the places of the citations of a text.
    pub fn text(&mut self, text: &mut Text) {
        let mut inlines = std::mem::take(&mut text.inlines);
        self.inlines(&mut inlines, text, &mut 0);
        text.inlines = inlines;
    }

    /// `text` is what the inlines belong to, without them.
    fn inlines(&mut self, inlines: &mut Vec<Inline>, text: &Text, rank: &mut usize) {
        let mut all: Vec<Inline> = Vec::with_capacity(inlines.len());
        let mut moved = None;
        let mut before: Option<Said> = None;
        for mut inline in inlines.drain(..) {
            if let Some(mark) = moved.take() {
                if let Inline::Text(words) = &mut inline {
                    let is_stop = |c: char| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '”');
                    let stops = words.len() - words.trim_start_matches(is_stop).len();
                    let rest = words.split_off(stops);
                    all.push(Inline::Text(std::mem::replace(words, rest)));
                }
                all.push(mark);
            }
            if let Some(said) = before.take()
                && (said.is_in_note
                    || matches!(&inline, Inline::Text(words) if words.starts_with('.')))
            {
                drop_stop(&mut all);
            }
            match inline {
                Inline::Cite(content) => {
                    let place = place(text, *rank);
                    *rank += 1;
                    let Some(said) = self.words.get(&place).cloned() else {
                        all.push(Inline::Cite(content));
                        continue;
                    };
                    let is_raised = said.is_note || said.inlines.first().is_some_and(is_raised);
                    if let (true, Some(Inline::Text(words))) = (is_raised, all.last_mut()) {
                        words.truncate(words.trim_end().len());
                    }
                    if !said.is_note {
                        all.extend(said.inlines.iter().cloned());
                        before = Some(said);
                        continue;
                    }
                    // No author can give such a name.
                    let name = format!("@{}", self.notes.len() + 1);
                    let mark = Inline::Footnote(name.clone());
                    let text = Text {
                        inlines: said.inlines,
                        ..text.clone()
                    };
                    self.notes.push(Footnote { name, text });
                    match self.is_last {
                        true => moved = Some(mark),
                        false => all.push(mark),
                    }
                }
                mut other => {
                    if let Some(inner) = other.inner_mut() {
                        self.inlines(inner, text, rank);
                    }
                    all.push(other);
                }
            }
        }
        all.extend(moved);
        all.retain(|inline| !matches!(inline, Inline::Text(words) if words.is_empty()));
        join(&mut all);
        *inlines = all;
    }
}

/// Whether it is a raised mark, or a link of one.
fn is_raised(inline: &Inline) -> bool {
    match inline {
        Inline::Super(_) => true,
        Inline::Link { content, .. } => content.first().is_some_and(is_raised),
        _ => false,
    }
}

/// Takes the full stop off the end of inlines.
fn drop_stop(inlines: &mut [Inline]) {
    match inlines.last_mut() {
        Some(Inline::Text(words)) if words.ends_with('.') => drop(words.pop()),
        Some(other) => drop_stop(other.inner_mut().map_or(&mut [], |inner| inner)),
        None => {}
    }
}
