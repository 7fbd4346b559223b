//! The changes of translation states that `sync` reports.

use crate::l10n::align::Words;
use crate::translate::lock::{Digest, Lock, Record, State, seen};

/// What `sync` reports about one message of a translation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum News {
    /// Its id changed.
    Renamed,
    /// It was translated again after a request, and is current now.
    Confirmed,
    /// Its source text is in the article again, and its old translation was restored.
    Returned,
    /// Its source text is gone; it is kept as a comment.
    Obsolete,
    /// Its source text changed, so a new translation is requested.
    Stale,
    /// It is not known which source text it was made from.
    Unconfirmed,
    /// It has no translation.
    Missing,
    /// It has no translation, but a person edited the comment that requests it.
    Commented,
}

impl News {
    /// The name in output.
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

/// Updates the record of a translation according to its state. `words` is the folded source text, `target` the digest
/// of the translation. Returns what to report, if anything.
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
        // A person has to confirm which text it was made from.
        State::Unconfirmed | State::Missing => Some(News::Unconfirmed),
    }
}
