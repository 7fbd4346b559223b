//! Which message each segment of the article is: ids survive edits, moves and splits.

pub mod words;
pub mod pairs;
pub mod ids;

use std::collections::BTreeMap;

use crate::article::segment::{Kind, Segment, Wish};
use crate::l10n::align::pairs::Pairs;
use crate::l10n::catalogue::Catalogue;
use crate::l10n::message::Message;

pub use ids::in_short;
pub use words::{Words, fold, message_words, segment_words};

/// The message of a segment, and what became of the text since the registry was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Aligned {
    /// The message's id.
    pub id: String,
    /// How it was found.
    pub change: Change,
}

/// What became of a segment since the registry was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    /// Nothing.
    Same,
    /// It stands elsewhere.
    Moved,
    /// Its text is another one.
    Edited,
    /// Its place gives it another id; this is the one it had. Its text may be another one too.
    Renamed(String),
    /// It was not there.
    New,
}

/// The messages of the segments, in their order.
///
/// A line of the front matter, a heading with a written id and a footnote are the message that their place names. Any
/// other segment is the message with the same text in sequence, then the one with the same text elsewhere, then
/// the one that its place names, then the one that it is most like; and keeps that message's id. Else it gets a new one, which
/// the registry has never given to other text.
///
/// Where two texts have one id, as two branches may give it before they are merged, the one that more translations were
/// confirmed for keeps it, by `confirmed`; else the first.
pub fn align(
    segments: &[Segment],
    registry: Option<&Catalogue>,
    confirmed: &dyn Fn(&str, &Words) -> usize,
) -> Vec<Aligned> {
    let retired = registry.map(Catalogue::retired).unwrap_or_default();
    let messages = registry.map(Catalogue::all_messages).unwrap_or_default();
    let old: Vec<Words> = messages.iter().map(|m| message_words(m)).collect();
    let new: Vec<Words> = segments.iter().map(segment_words).collect();
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
    // What was a paragraph may be a heading now; a line of the front matter is never anything else.
    let may_become = |message: usize, segment: usize| {
        let is_meta = match roles[message] {
            Some(known) => known == Role::Meta,
            None => messages[message].id.starts_with("meta-"),
        };
        is_meta == (Role::of(&segments[segment]) == Role::Meta)
    };

    let mut pairs = Pairs::new(&old, &new);
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, message) in messages.iter().enumerate() {
        places.entry(message.id.as_str()).or_insert(at);
    }
    pairs.in_place(segments, &places, Wish::is_certain, &fits);
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

/// What a text is, as far as texts of one kind go before others.
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

    /// By the comment that the source catalogue has above a message; none where it has none.
    fn of_message(message: &Message, comments: &BTreeMap<usize, &str>) -> Option<Self> {
        let comment = *comments.get(&message.origin.range.start)?;
        Some(match comment {
            _ if comment == Kind::Heading.name() => Self::Heading,
            _ if comment == Kind::Footnote.name() => Self::Footnote,
            "title" | "subtitle" | "abstract" | "keywords" => Self::Meta,
            _ => Self::Body,
        })
    }
}
