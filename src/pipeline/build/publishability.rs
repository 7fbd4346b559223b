//! Which translations may be published: those that were made from the source text of today.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;

use crate::article::ast::{Article, Key, Text};
use crate::article::segment::{Segment, TEXTS_AT_ONCE};
use crate::diagnostic::{Code, Diagnostic};
use crate::l10n::align::{Aligned, Words};
use crate::l10n::message::Message;
use crate::locale::Locale;
use crate::origin::Origin;
use crate::pipeline::sources::files::catalogue_file;
use crate::pipeline::sources::original::Original;
use crate::pipeline::sources::translation::{Standing, Translation};
use crate::translate::diff;
use crate::translate::lock::{self, Lock, Record};
use crate::translate::state::State;

/// By message id, why its text cannot be published.
pub type Unpublishable = BTreeMap<String, Vec<Diagnostic>>;

/// Looks at every message of an article's translation. In a draft the reasons are warnings.
pub fn unpublishable(
    original: &Original,
    translation: &Translation,
    source: &Locale,
    draft: bool,
) -> Unpublishable {
    let article = &original.article;
    let locale = &translation.locale;
    let each = original
        .segments
        .par_iter()
        .with_max_len(TEXTS_AT_ONCE)
        .zip(&original.aligned);
    let renamed = original.renamed().into_iter();
    let formerly: BTreeMap<&str, &str> = renamed.map(|(was, id)| (id, was)).collect();
    let formerly = |id: &str| {
        let was = formerly.get(id).copied();
        was.filter(|was| translation.message(was).is_some())
    };
    let reason = |(segment, aligned): (&Segment, &Aligned)| {
        let id = &aligned.id;
        if original.garbled.contains(id) {
            return None;
        }
        let words = original.words.get(id)?;
        let standing = translation.standing(id, words);
        let diagnostic = match standing.state {
            State::Current => return None,
            // A broken message is not missing: it was reported.
            State::Missing if translation.is_broken(id) => return None,
            State::Missing if formerly(id).is_some() => {
                renamed_since(id, formerly(id).unwrap_or_default(), translation)
            }
            State::Missing => {
                let key = Key {
                    id: id.clone(),
                    attribute: None,
                };
                let text = Text::new(Vec::new(), segment.origin.clone());
                missing(&key, &text, locale, article, draft)
            }
            State::Stale => stale(id, words, &standing, translation.holder(id), source),
            State::Unconfirmed => unconfirmed(id, words, &standing, translation.holder(id), source),
        };
        Some((id.clone(), vec![in_draft(diagnostic, draft)]))
    };
    let all: Vec<_> = each.filter_map(reason).collect();
    let mut all: Unpublishable = all.into_iter().collect();
    let ids = original.aligned.iter().map(|aligned| aligned.id.as_str());
    let shown = ids.map(|id| (id, shown(id, original, translation, &all, draft)));
    let shown: Vec<_> = shown.filter(|(_, reasons)| !reasons.is_empty()).collect();
    for (id, reasons) in shown {
        all.entry(id.to_owned()).or_default().extend(reasons);
    }
    all
}

/// Why the texts cannot be published that a message shows as it refers to other messages: their own reasons, and that the article no longer
/// has them.
fn shown(
    id: &str,
    original: &Original,
    translation: &Translation,
    all: &Unpublishable,
    draft: bool,
) -> Vec<Diagnostic> {
    let mut reasons = Vec::new();
    let mut known = BTreeSet::from([id]);
    let mut open = vec![id];
    while let Some(from) = open.pop() {
        let Some(message) = translation.entry(from) else {
            continue;
        };
        for (target, places) in &message.references {
            if original.is_gone(target) && translation.entry(target).is_some() {
                let gone = gone(message, target, places);
                reasons.extend(gone.map(|reason| in_draft(reason, draft)));
            }
            if known.insert(target) {
                reasons.extend(all.get(target).into_iter().flatten().cloned());
                open.push(target);
            }
        }
    }
    reasons
}

/// The places where a message shows the translation of a text that the article no longer has.
fn gone(
    message: &Message,
    target: &str,
    places: &[Range<usize>],
) -> impl Iterator<Item = Diagnostic> {
    places.iter().map(move |place| {
        let error = format!(
            "`{}` shows the translation of `{target}`, a text that the article no longer has",
            message.id
        );
        Diagnostic::new(Code::StaleTranslation, error)
            .at(Origin::new(&message.origin.file, place.clone()))
            .hint("write what is to be said here in its place, without the reference; the next `fluentpress sync` keeps the old translation as a comment")
    })
}

/// A text that has no translation.
pub fn missing(
    key: &Key,
    text: &Text,
    locale: &Locale,
    article: &Article,
    draft: bool,
) -> Diagnostic {
    let file = catalogue_file(locale, &article.file);
    let message = format!("`{key}` is not translated into {}", locale.name);
    let diagnostic = Diagnostic::new(Code::MissingTranslation, message)
        .at(text.origin.clone())
        .hint(format!("add `{key}` to {file}"));
    in_draft(diagnostic, draft)
}

/// A text whose translation has the id that it had before an edit of the article.
fn renamed_since(id: &str, was: &str, translation: &Translation) -> Diagnostic {
    let message = format!("the message `{was}` is `{id}` now, and has its old id here");
    Diagnostic::new(Code::MissingTranslation, message)
        .at(place(was, translation.holder(was)))
        .hint("run `fluentpress sync`, which renames it: it need not be translated anew")
}

/// The finding; in a draft, a warning.
pub fn in_draft(diagnostic: Diagnostic, draft: bool) -> Diagnostic {
    match draft {
        true => diagnostic.as_warning(),
        false => diagnostic,
    }
}

/// A translation whose source text changed since.
pub fn stale(
    id: &str,
    words: &Words,
    standing: &Standing,
    translation: &Translation,
    source: &Locale,
) -> Diagnostic {
    let (from, to) = (&source.name, &translation.locale.name);
    let message = format!("the translation of `{id}` is stale: its text in {from} has changed");
    let diagnostic = Diagnostic::new(Code::StaleTranslation, message).at(place(id, translation));
    let todo = match request(id, standing, translation) {
        Request::None => {
            "run `fluentpress sync`, which marks it in its file, and translate it anew"
        }
        Request::Stands => {
            "translate it anew, and remove the mark above it, `# stale: …` and the lines `# source…`"
        }
        Request::Removed => {
            "the mark above it was removed, but the translation is still the same: translate it anew"
        }
        Request::Lost => {
            "no mark counts as removed, as the comment at the head of the file is gone too: run `fluentpress sync`, which writes both again"
        }
    };
    changed(diagnostic, words, standing, from)
        .hint(todo)
        .hint(format!(
            "if it is still right, say so: {}",
            translation.confirmed_by(&format!("{to} {id}"))
        ))
}

/// What has become of the mark by which a new translation was requested.
enum Request {
    /// None was written for the current source text.
    None,
    /// It stands in the file.
    Stands,
    /// It was removed.
    Removed,
    /// It was removed together with the note about marks.
    Lost,
}

fn request(id: &str, standing: &Standing, translation: &Translation) -> Request {
    let is_requested = |record: &&Record| {
        record.marked.is_some() && record.asked.as_ref() == Some(&standing.source)
    };
    let marks = &translation.marks;
    match standing.record.filter(is_requested) {
        None => Request::None,
        Some(_) if marks.names(id) => Request::Stands,
        Some(_) if marks.has_note() => Request::Removed,
        Some(_) => Request::Lost,
    }
}

/// A translation whose source text is unknown: no record of the lock confirms it.
pub fn unconfirmed(
    id: &str,
    words: &Words,
    standing: &Standing,
    translation: &Translation,
    source: &Locale,
) -> Diagnostic {
    let (from, to) = (&source.name, &translation.locale.name);
    let code = Code::UnconfirmedTranslation;
    if translation.lock.as_ref().is_none_or(Lock::is_empty) {
        // One for all: the same for every message.
        let message = format!(
            "nobody has said which text in {from} the translations of this file were made from"
        );
        return Diagnostic::new(code, message)
            .at(Origin::file(&translation.file))
            .hint(format!(
                "if they were made from the text of today, say so: {}",
                translation.confirmed_by(&format!("--all-unconfirmed {to}"))
            ));
    }
    let message = match standing.record {
        Some(_) => format!("both the translation of `{id}` and its text in {from} have changed"),
        None => {
            format!("nobody has said which text in {from} the translation of `{id}` was made from")
        }
    };
    let diagnostic = Diagnostic::new(code, message).at(place(id, translation));
    changed(diagnostic, words, standing, from).hint(format!(
        "compare the two; if the translation is right, say so: {}",
        translation.confirmed_by(&format!("{to} {id}"))
    ))
}

/// Where a translation stands in its file.
pub fn place(id: &str, translation: &Translation) -> Origin {
    let message = translation.catalogue.as_ref().and_then(|c| c.message(id));
    message.map_or_else(
        || Origin::file(&translation.file),
        |message| message.origin.clone(),
    )
}

/// Says what changed in the source text, word by word.
fn changed(diagnostic: Diagnostic, words: &Words, standing: &Standing, from: &str) -> Diagnostic {
    match standing.record.and_then(|record| record.seen.as_ref()) {
        Some(seen) => {
            let diff = diff::words(seen, &lock::seen(words));
            diagnostic.hint(format!("{from}: {diff}"))
        }
        None => diagnostic,
    }
}
