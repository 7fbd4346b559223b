//! The changes of translation states: the record and the mark of a message, and what `sync` reports.

use crate::l10n::align::Words;
use crate::translate::lock::{Digest, Lock, Record, seen};
use crate::translate::marks::{self, Marks};
use crate::translate::state::State;

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
    /// Its mark was removed, but the translation did not change, or comments were removed by a tool: it is still stale.
    MarkedAgain,
    /// The change of its source text was taken back, so that it is current again.
    Back,
    /// It was changed while its source text stayed the same.
    Polished,
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
            Self::MarkedAgain => "marked again (still stale)",
            Self::Back => "current again",
            Self::Polished => "changed",
            Self::Commented => "still a comment",
        }
    }
}

/// What `sync` does about a message after its state is known.
#[derive(Debug)]
pub struct Step {
    /// What to report.
    pub news: Option<News>,
    /// What to do about its mark.
    pub mark: Todo,
}

/// What to do about the mark of a message.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Todo {
    /// It stays as it is.
    Keep,
    /// It is removed, if there is one.
    Remove,
    /// It is written, in place of an old one, with these lines.
    Write(String),
}

/// Updates the record of a translation according to its state. `words` is the folded source text, `target` the digest
/// of the translation.
pub fn advance(lock: &mut Lock, id: &str, words: &Words, target: Digest, marks: &Marks) -> Step {
    let today = Digest::of(words);
    let state = State::of(&today, Some(&target), lock.get(id), marks.stands(id));
    let Some(record) = lock.get_mut(id) else {
        // A person has to confirm which text it was made from.
        return Step::new(Some(News::Unconfirmed), Todo::Keep);
    };
    if state == State::Current {
        let was_confirmed = record.source.as_ref() == Some(&today);
        let news = match was_confirmed {
            false => Some(News::Confirmed),
            true if record.asked.is_some() => Some(News::Back),
            true => (record.target.as_ref() != Some(&target)).then_some(News::Polished),
        };
        *record = Record {
            source: Some(today),
            target: Some(target),
            cosmetic: record.cosmetic.take().filter(|_| was_confirmed),
            seen: Some(seen(words)),
            ..Record::default()
        };
        return Step::new(news, Todo::Remove);
    }
    if record.source.is_none() {
        return Step::new(Some(News::Unconfirmed), Todo::Keep);
    }
    let write = Todo::Write(marks::lines(id, record.seen.as_deref(), words));
    if record.marked.is_none() || record.asked.as_ref() != Some(&today) {
        record.earlier |= record.marked.is_some();
        record.asked = Some(today);
        record.marked = Some(target);
        return Step::new(Some(News::Stale), write);
    }
    match marks.names(id) {
        true => Step::new(None, Todo::Keep),
        false => Step::new(Some(News::MarkedAgain), write),
    }
}

impl Step {
    fn new(news: Option<News>, mark: Todo) -> Self {
        Self { news, mark }
    }
}
