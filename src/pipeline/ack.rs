//! What a person says of translations: that they are right for the source text of today.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::l10n::align::Words;
use crate::pipeline::session::Session;
use crate::pipeline::translations::{Original, Translation, is_mistaken};
use crate::pipeline::write_back::Files;
use crate::project::{self, Project};
use crate::translate::diff;
use crate::translate::lock::{self, Lock, Record, State, seen};
use crate::yaml::nearest;

/// What is said.
#[derive(Clone, Debug)]
pub enum Ack {
    /// These translations into one language are right.
    Right {
        /// The language.
        locale: String,
        /// The messages.
        ids: Vec<String>,
    },
    /// All translations into one language that are unconfirmed are right.
    AllUnconfirmed {
        /// The language.
        locale: String,
    },
    /// The changes of these source texts need no new translation in any language.
    Cosmetic {
        /// The messages.
        ids: Vec<String>,
        /// Why.
        reason: String,
    },
}

/// One translation that was said to be right.
#[derive(Debug)]
pub struct Acked {
    /// The language.
    pub locale: String,
    /// The message.
    pub id: String,
    /// What its state was.
    pub was: State,
    /// What changed in the source text, word by word, where that is known.
    pub changed: Option<String>,
}

/// The locks as they should be, and what was confirmed.
#[derive(Debug, Default)]
pub struct Outcome {
    /// By name.
    pub files: Files,
    /// In the order of the articles.
    pub all: Vec<Acked>,
}

impl Session {
    /// Takes what a person says of the translations of an article, or of all.
    pub fn ack(&self, article: Option<&str>, ack: &Ack, out: &mut Diagnostics) -> Outcome {
        let project = project::load(self.vfs(), out);
        let mut outcome = Outcome::default();
        let mut known = Vec::new();
        for file in project
            .articles
            .iter()
            .filter(|f| article.is_none_or(|name| f.stem() == name))
        {
            let mut found = Diagnostics::default();
            let original = Original::read(self.vfs(), &project, file, &mut found);
            // What else is wrong with an article is the business of `check`.
            let is_mistaken = is_mistaken(&found);
            out.extend(found.into_iter().filter(|_| is_mistaken));
            let Some(original) = original.filter(|_| !is_mistaken) else {
                continue;
            };
            known.extend(original.words.keys().cloned());
            self.ack_article(&project, &original, ack, &mut outcome, out);
        }
        if let Ack::Right { ids, .. } | Ack::Cosmetic { ids, .. } = ack {
            for id in ids.iter().filter(|id| !known.contains(id)) {
                let error = Diagnostic::error(
                    "unknown-message",
                    format!("no article has the message `{id}`"),
                );
                out.push(match nearest(id, known.iter().map(String::as_str)) {
                    Some(near) => error.hint(format!("did you mean `{near}`?")),
                    None => error,
                });
            }
        }
        outcome
    }

    fn ack_article(
        &self,
        project: &Project,
        original: &Original,
        ack: &Ack,
        outcome: &mut Outcome,
        out: &mut Diagnostics,
    ) {
        for locale in project.locales.iter().filter(|l| **l != project.source) {
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
            let translation =
                Translation::read(self.vfs(), &project.source, locale, article, &mut found);
            // What cannot be read cannot be confirmed, nor be written anew.
            let unreadable = [
                "lock-syntax",
                "merge-conflict",
                "invalid-utf8",
                "file-unreadable",
                "file-outside",
            ];
            out.extend(found.into_iter().filter(|d| unreadable.contains(&d.code)));
            let mut lock = translation.lock.clone().unwrap_or_default();
            let before = lock.clone();
            for (id, words) in &original.words {
                confirm(id, words, &translation, ack, &mut lock, outcome, out);
            }
            if lock != before {
                let old = self.vfs().text(&translation.lock_file).unwrap_or_default();
                let text = lock::write(&lock, &old);
                outcome
                    .files
                    .extend(self.changed(translation.lock_file, text));
            }
        }
    }
}

fn confirm(
    id: &str,
    words: &Words,
    translation: &Translation,
    ack: &Ack,
    lock: &mut Lock,
    outcome: &mut Outcome,
    out: &mut Diagnostics,
) {
    let standing = translation.standing(id, words);
    let (asked, reason) = match ack {
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
    let locale = &translation.locale.name;
    let holder = translation.holder(id);
    if holder.locale != translation.locale {
        let from = &holder.locale.name;
        // The parent's own turn comes where all languages are meant.
        if let Ack::Right { .. } = ack {
            let error = format!("`{id}` is not written in {locale}: its text is that of {from}");
            let hint = format!("confirm it there: fluentpress ack {from} {id}");
            out.push(Diagnostic::error("missing-translation", error).hint(hint));
        }
        return;
    }
    let Some(target) = standing.target else {
        let error = format!("`{id}` is not translated into {locale}: there is nothing to confirm");
        out.push(
            Diagnostic::error("missing-translation", error)
                .hint(format!("add it to {}", translation.file)),
        );
        return;
    };
    let before = standing.record.and_then(|record| record.seen.clone());
    outcome.all.push(Acked {
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
        asked: None,
        cosmetic: reason,
        seen: Some(seen(words)),
    };
    lock.insert(id.to_owned(), record);
}
