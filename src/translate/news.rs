//! What became of a translation since the last `sync`.

use crate::l10n::align::Words;
use crate::translate::lock::{Digest, Lock, Record, State, seen};

/// What became of one message of a translation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum News {
    /// It has another id now.
    Renamed,
    /// A new translation was made for the text that was asked for.
    Confirmed,
    /// Its source text is in the article again.
    Returned,
    /// Its source text is gone; it is kept as a comment.
    Obsolete,
    /// Its source text changed: a new translation is asked for.
    Stale,
    /// Nobody said what it was made from.
    Unconfirmed,
    /// It is not translated.
    Missing,
    /// It is not translated, and somebody wrote into its comment.
    Commented,
}

impl News {
    /// The word for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Renamed => "renamed",
            Self::Confirmed => "confirmed",
            Self::Returned => "returned",
            Self::Obsolete => "obsolete",
            Self::Stale => "stale",
            Self::Unconfirmed => "unconfirmed",
            Self::Missing => "missing",
            Self::Commented => "still a comment",
        }
    }
}

/// Moves the record of a translation on, as the table of states says; `words` are its source text's, `target` is the
/// digest of the translation.
pub fn advance(lock: &mut Lock, id: &str, words: &Words, target: Digest) -> Option<News> {
    let today = Digest::of(words);
    let state = State::of(&today, Some(&target), lock.get(id));
    let Some(record) = lock.get_mut(id) else {
        return Some(News::Unconfirmed);
    };
    let was_confirmed = record.source.as_ref() == Some(&today);
    match state {
        State::Current => {
            *record = Record {
                source: Some(today),
                target: Some(target),
                asked: None,
                cosmetic: record.cosmetic.take().filter(|_| was_confirmed),
                seen: Some(seen(words)),
            };
            (!was_confirmed).then_some(News::Confirmed)
        }
        State::Stale if record.asked.as_ref() == Some(&today) => None,
        State::Stale => {
            record.asked = Some(today);
            Some(News::Stale)
        }
        // Only a person can say what it was made from.
        State::Unconfirmed | State::Missing => Some(News::Unconfirmed),
    }
}
