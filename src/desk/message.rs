//! Messages as the page gets them: in a list, and one with all that a translator should see.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::desk::findings::{self, Messages};
use crate::desk::unsaved::digest;
use crate::desk::worker::{Worker, request};
use crate::desk::writing::Refusal;
use crate::diagnostic::{Diagnostics, Severity};
use crate::l10n::catalogue::Catalogue;
use crate::l10n::labels;
use crate::origin::{FileId, Position};
use crate::pipeline::build::document::Prepared;
use crate::pipeline::build::request::Request;
use crate::pipeline::commands::suggestions::Suggestions;
use crate::pipeline::commands::typed::{LABELS, MessageKey};
use crate::pipeline::commands::whereabouts::{Place, Whereabouts};
use crate::pipeline::sources::files::read_catalogue;
use crate::translate::diff;
use crate::translate::memory::Known;
use crate::translate::state::State;
use crate::translate::typed::Typed;

/// How many places of the same or a similar text are shown.
const ELSEWHERE: usize = 8;

impl Worker {
    /// The messages of a language, in their order; the labels last.
    pub fn messages(&self, locale: &str) -> Result<Value, Refusal> {
        let all = self.all_messages(locale, None)?;
        let messages = Messages::new(self.session.vfs());
        let mut counts: BTreeMap<MessageKey, [usize; 2]> = BTreeMap::new();
        for found in self.shown.found.values().flat_map(Diagnostics::iter) {
            let at = match found.severity {
                Severity::Error => 0,
                Severity::Warning => 1,
                Severity::Note => continue,
            };
            if let Some(key) = messages.of(found) {
                counts.entry(key).or_default()[at] += 1;
            }
        }
        let item = |message: &Whereabouts| {
            let key = key(message, locale);
            let [errors, warnings] = counts.get(&key).copied().unwrap_or_default();
            json!({
                "article": key.article, "id": key.id, "kind": message.kind, "state": message.state.name(),
                "source": message.source_words, "text": message.words.clone().unwrap_or_default(),
                "isUnsaved": self.unsaved.get(&key).is_some(), "errors": errors, "warnings": warnings,
            })
        };
        let all = all.iter().filter(|message| message.kind != "work");
        Ok(all.map(item).collect())
    }

    fn all_messages(
        &self,
        locale: &str,
        article: Option<&str>,
    ) -> Result<Vec<Whereabouts>, Refusal> {
        let project = self.session.sources().project();
        let known = project.locales.iter().find(|known| known.name == locale);
        let known = known.ok_or((404, format!("the project has no language `{locale}`")))?;
        let prepared = self.prepared(locale, article);
        let all = self.session.all_messages(known, &prepared);
        rayon::spawn(move || drop(prepared));
        Ok(all)
    }

    fn prepared(&self, locale: &str, article: Option<&str>) -> Vec<Prepared> {
        let request = Request {
            articles: article.into_iter().map(str::to_owned).collect(),
            ..request("", Some(locale))
        };
        let files = self.session.sources().project().articles.iter();
        let files = files.filter(|file| article.is_none_or(|name| file.stem() == name));
        self.session
            .prepare_articles(files.collect(), &request, &mut Diagnostics::default())
    }

    /// A message with its source text, what is known about it, and where it is shown.
    pub fn message(&self, key: &MessageKey) -> Result<Value, Refusal> {
        let session = &self.session;
        let article = (!key.is_label()).then_some(key.article.as_str());
        let all = self.all_messages(&key.locale, article)?;
        let at = all
            .iter()
            .position(|m| m.id == key.id && m.article.as_deref() == article);
        let at = at.ok_or((404, format!("there is no message `{}`", key.id)))?;
        let message = &all[at];
        let is_source = session.sources().project().source.name == key.locale;
        let catalogue = session.catalogue_of(key);
        let saved = catalogue
            .as_ref()
            .map(|file| self.on_disk(file, key))
            .unwrap_or_default();
        let draft = self.unsaved.get(key);
        let base = digest(&saved);
        let is_conflict = draft.is_some_and(|draft| draft.base != base);
        // Where the language has no text yet, a field for each text of the source.
        let source = self.source(key);
        let empty = || {
            source.iter().map(|text| Typed {
                text: String::new(),
                name: text.name.clone(),
            })
        };
        let parts = match (draft, saved.is_empty()) {
            (Some(draft), _) => draft.parts.clone(),
            (None, true) => empty().collect(),
            (None, false) => {
                let lacking =
                    empty().filter(|text| !saved.iter().any(|known| known.name == text.name));
                saved.iter().cloned().chain(lacking).collect()
            }
        };
        // A label that only fluentpress, or the language of a region, has a text for.
        let place = &message.place;
        let is_inherited =
            key.is_label() && (place.is_default || Some(&place.file) != catalogue.as_ref());
        let shown_from = message.source.as_ref().map(place_of);
        let next = |wanted: State| {
            let (before, behind) = all.split_at(at);
            let mut others = behind.iter().skip(1).chain(before);
            others
                .find(|m| m.state == wanted && !is_source)
                .map(|m| self::key(m, &key.locale))
        };
        let known = self.known(message, key);
        Ok(json!({
            "locale": key.locale, "article": key.article, "id": key.id, "kind": message.kind,
            "state": message.state.name(), "isSource": is_source,
            "source": {
                "parts": source, "file": shown_from.as_ref().map(|p| &p.0), "line": shown_from.as_ref().map(|p| p.1.line),
                "column": shown_from.as_ref().map(|p| p.1.column),
            },
            "changed": self.changed(message, key),
            "before": self.before(key),
            "saved": saved, "parts": parts, "base": base, "isUnsaved": draft.is_some(),
            "conflict": is_conflict.then(|| json!({ "theirs": saved })),
            "place": place_json(&message.place),
            "cannotEdit": self.obstacle(message, key),
            "newIn": is_inherited.then(|| catalogue.as_ref().map(FileId::path)),
            "findings": findings::of_message(&self.session, self.faults.get(key), key),
            "glossary": self.glossary(message, key),
            "elsewhere": known,
            "shown": self.shown_at(key),
            "next": {
                "stale": next(State::Stale), "missing": next(State::Missing), "unconfirmed": next(State::Unconfirmed),
            },
        }))
    }

    /// What changed in the source text since it was translated, word by word.
    fn changed(&self, message: &Whereabouts, key: &MessageKey) -> Option<Vec<Value>> {
        let (old, new) = (self.seen(message, key)?, message.source_words.as_ref()?);
        let item = |(change, text): (diff::Change, String)| {
            let op = match change {
                diff::Change::Same => "same",
                diff::Change::Removed => "removed",
                diff::Change::Added => "added",
            };
            json!({ "op": op, "text": text })
        };
        Some(diff::changes(&old, new).into_iter().map(item).collect())
    }

    /// The source text that a stale or unconfirmed translation was made from, where it is known and another one.
    fn seen(&self, message: &Whereabouts, key: &MessageKey) -> Option<String> {
        let project = self.session.sources().project();
        let is_old = matches!(message.state, State::Stale | State::Unconfirmed);
        let locale = project
            .locales
            .iter()
            .find(|l| l.name == key.locale)
            .filter(|_| is_old)?;
        let article = project.article(&key.article).filter(|_| !key.is_label())?;
        let translation =
            self.session
                .sources()
                .translation(locale, article, &mut Diagnostics::default());
        let record = translation.holder(&key.id).lock.as_ref()?.get(&key.id)?;
        record
            .seen
            .clone()
            .filter(|seen| Some(seen) != message.source_words.as_ref())
    }

    /// The translation as the disk has it, where another one is typed.
    fn before(&self, key: &MessageKey) -> Option<String> {
        self.unsaved.get(key)?;
        let file = self.session.catalogue_of(key)?;
        let texts = self.on_disk(&file, key);
        let texts: Vec<_> = texts.into_iter().map(|text| text.text).collect();
        Some(texts.join("\n")).filter(|text| !text.is_empty())
    }

    /// Why a message cannot be changed here.
    fn obstacle(&self, message: &Whereabouts, key: &MessageKey) -> Option<&'static str> {
        let session = &self.session;
        let ignored = &mut Diagnostics::default();
        match session.catalogue_of(key) {
            _ if self.desk.settings.read_only => Some("readonly"),
            None => Some("source"),
            Some(file)
                if message.words.is_some() && message.place.file != file && !key.is_label() =>
            {
                Some("parent")
            }
            Some(file) => {
                let catalogue = read_catalogue(session.vfs(), &file, ignored);
                let is_broken =
                    |c: &Catalogue| c.is_broken(&key.id) && c.message(&key.id).is_none();
                catalogue.is_some_and(|c| is_broken(&c)).then_some("broken")
            }
        }
    }

    /// The terms of the glossary that the source text has.
    fn glossary(&self, message: &Whereabouts, key: &MessageKey) -> Vec<Value> {
        let project = self.session.sources().project();
        let Some(locale) = project.locales.iter().find(|l| l.name == key.locale) else {
            return Vec::new();
        };
        let glossary = self
            .session
            .sources()
            .glossary(locale, &mut Diagnostics::default());
        let words = message
            .source_words
            .as_deref()
            .unwrap_or_default()
            .to_lowercase();
        let terms = glossary
            .terms()
            .filter(|(term, _)| words.contains(&term.to_lowercase()));
        terms
            .map(|(term, targets)| json!({ "source": term, "targets": targets }))
            .collect()
    }

    /// What the same text, or a similar one, is translated as elsewhere.
    fn known(&self, message: &Whereabouts, key: &MessageKey) -> Vec<Value> {
        let project = self.session.sources().project();
        let Some(locale) = project
            .locales
            .iter()
            .find(|l| l.name == key.locale && **l != project.source)
        else {
            return Vec::new();
        };
        let Some(original) = self.session.original_of(key).filter(|_| !key.is_label()) else {
            return Vec::new();
        };
        let suggestions = Suggestions::read(self.session.sources(), locale);
        let words = original.words.get(&message.id).into_iter().flatten();
        let found = words.flat_map(|(_, text)| suggestions.known(text, &original.article.file));
        let others = found.filter(|(known, _)| known.id != key.id);
        let item = |(known, is_same): (&Known, bool)| json!({ "article": known.file.stem(), "id": known.id, "text": known.target, "isSame": is_same });
        others.take(ELSEWHERE).map(item).collect()
    }

    /// The pages that show a message, with the place of its first letter.
    pub(super) fn shown_at(&self, key: &MessageKey) -> Vec<Value> {
        let mut all = Vec::new();
        for (name, view) in &self.shown.views {
            let is_own = key.is_label() || view.key.article == key.article;
            if view.key.locale != key.locale || !is_own {
                continue;
            }
            let spots = self
                .session
                .spots(view)
                .get(&(key.is_label(), key.id.clone()));
            for spot in spots.into_iter().flatten() {
                let (x, y) = (points(spot.x), points(spot.y));
                all.push(json!({ "artifact": name, "page": spot.page, "x": x, "y": y }));
            }
        }
        all
    }
}

/// Where the article has a text.
fn place_of(place: &Place) -> (String, Position) {
    let position = place.position.unwrap_or(Position { line: 1, column: 1 });
    (place.file.path().to_owned(), position)
}

/// Tenths of a millimetre in points.
fn points(tenths: i64) -> f64 {
    tenths as f64 / 254.0 * 72.0
}

fn key(message: &Whereabouts, locale: &str) -> MessageKey {
    MessageKey {
        locale: locale.to_owned(),
        article: message.article.clone().unwrap_or_else(|| LABELS.to_owned()),
        id: message.id.clone(),
    }
}

fn place_json(place: &Place) -> Value {
    json!({
        "file": place.file.path(), "line": place.position.map(|p| p.line), "column": place.position.map(|p| p.column),
        "isDefault": place.is_default || labels::is_file(&place.file) && place.position.is_none(),
    })
}
