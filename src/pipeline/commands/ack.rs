//! Confirmation by a person that translations are right for the current source text.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::l10n::align::Words;
use crate::pipeline::build::publishability::place;
use crate::pipeline::build::session::Session;
use crate::pipeline::commands::write_back::{Files, changed};
use crate::pipeline::sources::original::{Original, is_mistaken};
use crate::pipeline::sources::translation::Translation;
use crate::translate::diff;
use crate::translate::lock::{self, Lock, Record, seen};
use crate::translate::marking;
use crate::translate::state::State;
use crate::yaml::{list, nearest};

/// What is confirmed.
#[derive(Clone, Debug)]
pub enum Ack {
    /// These translations into one language are right.
    Right {
        /// Its tag.
        locale: String,
        /// Ids of messages.
        ids: Vec<String>,
    },
    /// All translations into one language that are unconfirmed are right.
    AllUnconfirmed {
        /// Its tag.
        locale: String,
    },
    /// The changes of these source texts need no new translation in any language.
    Cosmetic {
        /// Ids of messages.
        ids: Vec<String>,
        /// Why.
        reason: String,
    },
}

/// One translation that was confirmed.
#[derive(Debug)]
pub struct Acked {
    /// The name of the article.
    pub article: String,
    /// The tag of the language.
    pub locale: String,
    /// The id of the message.
    pub id: String,
    /// What its state was.
    pub was: State,
    /// What changed in the source text, word by word, where that is known.
    pub changed: Option<String>,
}

/// The locks and catalogues as they should be, and what was confirmed.
#[derive(Debug, Default)]
pub struct Outcome {
    /// By name.
    pub files: Files,
    /// In the order of the articles.
    pub all: Vec<Acked>,
}

impl Session {
    /// Confirms translations of an article, or of all. Nothing is written.
    pub fn ack(&self, article: Option<&str>, ack: &Ack, out: &mut Diagnostics) -> Outcome {
        let project = self.sources().load(out);
        let mut outcome = Outcome::default();
        let mut known = Vec::new();
        for file in project
            .articles
            .iter()
            .filter(|f| article.is_none_or(|name| f.stem() == name))
        {
            let mut found = Diagnostics::default();
            let original = self.sources().original(file, &mut found);
            // Other faults of an article are left to `check`.
            let is_mistaken = is_mistaken(&found);
            out.extend(found.into_iter().filter(|_| is_mistaken));
            let Some(original) = original.filter(|_| !is_mistaken) else {
                continue;
            };
            known.extend(original.words.keys().cloned());
            self.ack_article(&original, ack, &mut outcome, out);
        }
        if let Ack::Right { ids, .. } | Ack::Cosmetic { ids, .. } = ack {
            for id in ids.iter().filter(|id| !known.contains(id)) {
                let error = Diagnostic::new(
                    Code::UnknownMessage,
                    format!("no article has the message `{id}`"),
                );
                out.push(match nearest(id, known.iter().map(String::as_str)) {
                    Some(near) => error.hint(format!("did you mean `{near}`?")),
                    None => error,
                });
            }
            for id in ids {
                one_of_several(id, &mut outcome, out);
            }
        }
        outcome
    }

    fn ack_article(
        &self,
        original: &Original,
        ack: &Ack,
        outcome: &mut Outcome,
        out: &mut Diagnostics,
    ) {
        let project = self.sources().project();
        for locale in project.translated_locales() {
            match ack {
                Ack::Right { locale: wanted, .. } | Ack::AllUnconfirmed { locale: wanted }
                    if *wanted != locale.name =>
                {
                    continue;
                }
                _ => {}
            }
            let mut found = Diagnostics::default();
            let article = &original.article.file;
            let translation = self.sources().translation(locale, article, &mut found);
            // What cannot be read cannot be confirmed, nor be written anew.
            let unreadable = [
                Code::LockSyntax,
                Code::MergeConflict,
                Code::InvalidUtf8,
                Code::FileUnreadable,
                Code::FileOutside,
            ];
            out.extend(found.into_iter().filter(|d| unreadable.contains(&d.code)));
            let before = translation.lock.clone().unwrap_or_default();
            let first = outcome.all.len();
            let mut confirming = Confirming {
                ack,
                article: article.stem(),
                translation: &translation,
                lock: before.clone(),
                acked: &mut outcome.all,
            };
            for (id, words) in &original.words {
                confirming.confirm(id, words, out);
            }
            let lock = confirming.lock;
            let acked = outcome.all[first..].iter();
            let acked: BTreeSet<&str> = acked.map(|acked| acked.id.as_str()).collect();
            if let Some(catalogue) = translation.catalogue.as_ref().filter(|_| !acked.is_empty()) {
                let text = marking::without(catalogue, &acked, &lock);
                let file = translation.file.clone();
                outcome.files.extend(changed(self.vfs(), file, text));
            }
            if lock != before {
                let old = self.vfs().text(&translation.lock_file).unwrap_or_default();
                let text = lock::write(&lock, &old);
                outcome
                    .files
                    .extend(changed(self.vfs(), translation.lock_file.clone(), text));
            }
        }
    }
}

/// Several articles may have messages with the id: the one whose translation waits for a word is meant, and where there are more, nobody
/// looked at all of them.
fn one_of_several(id: &str, outcome: &mut Outcome, out: &mut Diagnostics) {
    let own = |acked: &&Acked| acked.id == id;
    let waiting = outcome.all.iter().filter(own);
    let waiting = waiting.filter(|acked| acked.was != State::Current);
    let articles: BTreeSet<String> = waiting.map(|acked| acked.article.clone()).collect();
    let Some(article) = articles.first() else {
        return;
    };
    if articles.len() > 1 {
        let names: Vec<&str> = articles.iter().map(String::as_str).collect();
        let error = format!(
            "`{id}` is to be confirmed in {} articles: {}",
            names.len(),
            list(&names)
        );
        let hint = format!("look at each, and say which is right: `--article {article}`");
        out.push(Diagnostic::new(Code::UnknownMessage, error).hint(hint));
        return;
    }
    let is_meant = |acked: &Acked| acked.id != id || acked.article == *article;
    outcome.all.retain(is_meant);
}

/// A translation that was stale before the change that is cosmetic, and stays so.
fn left_stale(id: &str, translation: &Translation) -> Diagnostic {
    let to = &translation.locale.name;
    let message = format!(
        "the translation of `{id}` into {to} waits for an earlier change of its text, and stays stale"
    );
    Diagnostic::new(Code::StaleTranslation, message)
        .at(place(id, translation))
        .hint("translate it anew, and remove the mark above it")
        .hint(format!(
            "if it is still right, say so: {}",
            translation.confirmed_by(&format!("{to} {id}"))
        ))
        .as_warning()
}

/// What one translation's messages are confirmed with.
struct Confirming<'a> {
    ack: &'a Ack,
    article: &'a str,
    translation: &'a Translation,
    lock: Lock,
    acked: &'a mut Vec<Acked>,
}

impl Confirming<'_> {
    /// Confirms a message, if it is meant.
    fn confirm(&mut self, id: &str, words: &Words, out: &mut Diagnostics) {
        let translation = self.translation;
        let standing = translation.standing(id, words);
        let (asked, reason) = match self.ack {
            Ack::Right { ids, .. } => (ids.iter().any(|i| i == id), None),
            Ack::AllUnconfirmed { .. } => (standing.state == State::Unconfirmed, None),
            // Only what was right before the change is right after it.
            Ack::Cosmetic { ids, reason } => (
                standing.state == State::Stale && ids.iter().any(|i| i == id),
                Some(reason.clone()),
            ),
        };
        if !asked {
            return;
        }
        if reason.is_some() && standing.was_stale() {
            out.push(left_stale(id, translation.holder(id)));
            return;
        }
        let locale = &translation.locale.name;
        let holder = translation.holder(id);
        if holder.locale != translation.locale {
            let from = &holder.locale.name;
            // The parent's own turn comes where all languages are meant.
            if let Ack::Right { .. } = self.ack {
                let error =
                    format!("`{id}` is not written in {locale}: its text is that of {from}");
                let command = holder.confirmed_by(&format!("{from} {id}"));
                let hint = format!("confirm it there: {command}");
                out.push(Diagnostic::new(Code::MissingTranslation, error).hint(hint));
            }
            return;
        }
        let Some(target) = standing.target else {
            let error =
                format!("`{id}` is not translated into {locale}: there is nothing to confirm");
            out.push(
                Diagnostic::new(Code::MissingTranslation, error)
                    .hint(format!("add it to {}", translation.file)),
            );
            return;
        };
        let before = standing.record.and_then(|record| record.seen.clone());
        self.acked.push(Acked {
            article: self.article.to_owned(),
            locale: locale.clone(),
            id: id.to_owned(),
            was: standing.state,
            changed: before
                .map(|before| diff::words(&before, &seen(words)))
                .filter(|_| standing.state != State::Current),
        });
        let record = Record {
            source: Some(standing.source),
            target: Some(target),
            cosmetic: reason,
            seen: Some(seen(words)),
            ..Record::default()
        };
        self.lock.insert(id.to_owned(), record);
    }
}
