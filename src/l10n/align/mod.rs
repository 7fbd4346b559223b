//! Alignment of the article's segments with the messages of the registry, so that ids survive edits, moves and splits.

pub mod words;
pub mod pairs;
pub mod ids;

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use crate::article::segment::{Kind, Segment, TEXTS_AT_ONCE, Wish};
use crate::l10n::align::pairs::Pairs;
use crate::l10n::catalogue::Catalogue;
use crate::l10n::message::Message;

pub use ids::in_short;
pub use words::{Words, fold, likeness, message_words, segment_words};

/// The message id of a segment, and what changed since the registry was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Aligned {
    /// The message's id, unique in the article.
    pub id: String,
    /// What changed about the segment.
    pub change: Change,
}

/// What changed about a segment since the registry was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// Nothing: text, id and order are the same.
    Same,
    /// Its position relative to the other segments.
    Moved,
    /// Its text.
    Edited,
    /// Its id, which depends on its place; this is the previous one. The text may have changed too.
    Renamed(String),
    /// The registry has no message for it.
    New,
}

/// Aligns segments, with their words, with messages. The result is parallel to `segments`.
///
/// Segments with a fixed id (front matter, headings with a written id, footnotes) get the message of that id, and the
/// texts that stood behind it stay with it where they are the same, as do the cells of a row. Other segments get a message with the same text in the same sequence, else one with the same text elsewhere, else the one
/// that their place names, else the most similar one; its id is kept. Segments without a message get an id that the
/// registry has never used for another text.
///
/// If two texts have the same id, as after a merge of two branches, the one with the larger value of `confirmed` (the
/// number of translations confirmed for the text) keeps it; else the first.
pub fn align(
    segments: &[Segment],
    new: &[Words],
    registry: Option<&Catalogue>,
    confirmed: &dyn Fn(&str, &Words) -> usize,
) -> Vec<Aligned> {
    let retired = registry.map(Catalogue::retired).unwrap_or_default();
    let messages = registry.map(Catalogue::all_messages).unwrap_or_default();
    let old: Vec<Words> = messages
        .par_iter()
        .with_max_len(TEXTS_AT_ONCE)
        .map(|m| message_words(m))
        .collect();
    let roles: Vec<Option<Role>> = match registry {
        Some(registry) => {
            let kinds = registry.first_comments();
            messages
                .iter()
                .map(|m| Role::of_message(m, &kinds))
                .collect()
        }
        None => Vec::new(),
    };
    let fits = |message: usize, segment: usize| {
        let role = Role::of(&segments[segment]);
        match roles[message] {
            Some(known) => known == role,
            None => messages[message].id.starts_with("meta-") == (role == Role::Meta),
        }
    };
    // A paragraph may become a heading; front matter stays front matter.
    let may_become = |message: usize, segment: usize| {
        let is_meta = match roles[message] {
            Some(known) => known == Role::Meta,
            None => messages[message].id.starts_with("meta-"),
        };
        is_meta == (Role::of(&segments[segment]) == Role::Meta)
    };

    let mut pairs = Pairs::new(&old, new);
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (at, message) in messages.iter().enumerate() {
        places.entry(message.id.as_str()).or_insert(at);
    }
    pairs.in_place(segments, &places, Wish::is_certain, &fits);
    pairs.beside(segments, &fits);
    pairs.in_sequence(&fits);
    pairs.elsewhere(&messages, segments, &fits);
    pairs.elsewhere(&messages, segments, &may_become);
    pairs.in_place(segments, &places, |wish| !wish.is_certain(), &fits);
    pairs.alike_in_gaps(&may_become);
    pairs.alike_anywhere(&may_become);

    let rank = |at: usize| {
        let message = pairs.message_of[at];
        message.map_or(0, |message| confirmed(&messages[message].id, &new[at]))
    };
    let ids = ids::ids(segments, &messages, &retired, &pairs, &rank);
    let moved = pairs.moved();
    let aligned = ids.into_iter().enumerate().map(|(at, id)| {
        let change = match pairs.message_of[at] {
            None => Change::New,
            Some(message) if messages[message].id != id => {
                Change::Renamed(messages[message].id.clone())
            }
            Some(message) if old[message] != new[at] => Change::Edited,
            Some(_) if moved.contains(&at) => Change::Moved,
            Some(_) => Change::Same,
        };
        Aligned { id, change }
    });
    aligned.collect()
}

/// The kind of a text: segments are matched with messages of the same kind first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Role {
    Meta,
    Heading,
    Footnote,
    Body,
}

impl Role {
    fn of(segment: &Segment) -> Self {
        match segment.kind {
            Kind::Meta(_) => Self::Meta,
            Kind::Heading => Self::Heading,
            Kind::Footnote => Self::Footnote,
            _ => Self::Body,
        }
    }

    /// The kind according to the comment of the source catalogue. `None` without a comment.
    fn of_message(message: &Message, comments: &BTreeMap<usize, &str>) -> Option<Self> {
        let comment = *comments.get(&message.origin.range.start)?;
        Some(match comment {
            _ if comment == Kind::Heading.name() => Self::Heading,
            _ if comment == Kind::Footnote.name() => Self::Footnote,
            _ if message.id.starts_with("meta-") => Self::Meta,
            _ => Self::Body,
        })
    }
}
