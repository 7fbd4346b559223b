//! The translation of an article, with what came back.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::Diagnostics;
use crate::exchange::compare::source_of;
use crate::exchange::content::has_words;
use crate::exchange::place::Made;
use crate::exchange::returned::ReturnedUnit;
use crate::exchange::stamp::Stamp;
use crate::exchange::unit::Unit;
use crate::l10n::align::message_words;
use crate::l10n::catalogue::Catalogue;
use crate::locale::Locale;
use crate::pipeline::build::session::Session;
use crate::pipeline::commands::import::accept::Import;
use crate::pipeline::commands::sync::refusals::unwritable;
use crate::pipeline::commands::sync::translation::{again, synced};
use crate::pipeline::commands::sync::usage;
use crate::pipeline::commands::write_back::{Files, changed};
use crate::pipeline::sources::original::Original;
use crate::pipeline::sources::translation::Translation;
use crate::translate::lock::{self, Digest, Lock};
use crate::translate::state::State;

impl Session {
    /// What an import changes in a translation: its files, with the marks of `sync`, and what became of its messages.
    pub(super) fn import_article(
        &self,
        import: &mut Import,
        original: &Original,
        locale: &Locale,
        out: &mut Diagnostics,
    ) -> Option<(Files, Vec<(&'static str, String)>)> {
        let (vfs, article) = (self.vfs(), &original.article);
        let mut found = Diagnostics::default();
        let translation = self
            .sources()
            .translation(locale, &article.file, &mut found);
        let fatal = unwritable(&translation, original, found);
        if !fatal.is_empty() {
            out.extend(fatal);
            return None;
        }
        // A message that has another id since the article was edited has it here, too.
        let usage = usage(self.sources().project(), article);
        let (before, others) = synced(vfs, original, &usage, &translation);
        import.accept(self.units(original, &before), out);
        let catalogue = before
            .catalogue
            .clone()
            .filter(|_| !import.accepted.is_empty())?;
        let order: Vec<&str> = original.aligned.iter().map(|a| a.id.as_str()).collect();
        let written = import.written(catalogue, &order, &|catalogue| {
            let now = Translation {
                catalogue: Some(Arc::clone(catalogue)),
                ..before.clone()
            };
            self.units(original, &now)
        });
        let mut lock = before.lock.clone().unwrap_or_default();
        let mut news = import.record(original, &written, (&before, &mut lock), out)?;
        let imported: BTreeSet<String> = news.iter().map(|(_, id)| id.clone()).collect();
        let others = others.into_iter().filter(|(id, _)| !imported.contains(id));
        news.extend(others.map(|(id, news)| (news.name(), id)));
        let (after, _) = again(original, &usage, &before, (&written, &lock));
        let old = vfs.text(&after.lock_file).unwrap_or_default();
        let lock = lock::write(&after.lock.unwrap_or_default(), &old);
        let text = after
            .catalogue
            .map(|catalogue| catalogue.text.to_string())?;
        let files = [(after.file, text), (after.lock_file, lock)];
        let files = files
            .into_iter()
            .filter_map(|(file, text)| changed(vfs, file, text));
        Some((files.collect(), news))
    }
}

impl Import<'_> {
    /// Records in the lock what the changed translations were made from. Nothing where a message cannot be read from the new catalogue.
    fn record(
        &self,
        original: &Original,
        written: &Catalogue,
        (before, lock): (&Translation, &mut Lock),
        out: &mut Diagnostics,
    ) -> Option<Vec<(&'static str, String)>> {
        let mut messages: BTreeMap<&str, Vec<(usize, &Unit)>> = BTreeMap::new();
        for (at, unit) in self.units.iter().enumerate() {
            messages.entry(&unit.message).or_default().push((at, unit));
        }
        let mut news = Vec::new();
        for aligned in &original.aligned {
            let id = aligned.id.as_str();
            let (Some(all), Some(words)) = (messages.get(id), original.words.get(id)) else {
                continue;
            };
            let accepted = all.iter().filter_map(|(at, _)| self.accepted.get(at));
            let accepted: Vec<&ReturnedUnit> = accepted.map(|(_, returned)| *returned).collect();
            let Some(first) = accepted.first() else {
                continue;
            };
            let Some(message) = written.message(id) else {
                let message = format!("`{id}` cannot be written into {}", written.file);
                let hint = "repair what `fluentpress check` finds in that file first";
                self.fault(first, message, hint, out);
                return None;
            };
            // Of several source texts, an old one counts.
            let today = Digest::of(words);
            let from = accepted.iter().filter_map(|one| Stamp::read(&one.stamp));
            let mut from = from.map(|stamp| stamp.source);
            let from = from.find(|from| *from != today);
            let text = match &from {
                None => Some(words.clone()),
                Some(from) => {
                    let units = all.iter();
                    let units = units.filter_map(|(at, unit)| Some((*unit, *self.came.get(at)?)));
                    source_of(&units.collect::<Vec<_>>(), from)
                }
            };
            let from = from.unwrap_or_else(|| today.clone());
            let kept = |(at, unit): &&(usize, &Unit)| {
                let has_words =
                    has_words(&unit.source) || unit.translation().is_some_and(has_words);
                !self.accepted.contains_key(at) && has_words
            };
            let kept: BTreeSet<&str> = all.iter().filter(kept).map(|(_, u)| &*u.part).collect();
            let target = before.catalogue.as_ref().and_then(|c| c.message(id));
            let target = target.map(|message| Digest::of(&message_words(message)));
            let stands = before.marks.stands(id);
            let made = Made {
                was_confirmed: State::of(&from, target.as_ref(), lock.get(id), stands)
                    == State::Current,
                from,
                text,
                today,
                parts: all
                    .iter()
                    .map(|(_, unit)| unit.part.as_str())
                    .filter(|part| !kept.contains(part))
                    .collect(),
                is_unfinished: accepted.iter().any(|returned| returned.is_unfinished),
                before: target,
            };
            let standing = made.record(lock, id, Digest::of(&message_words(message)));
            news.push((standing.name(), id.to_owned()));
        }
        Some(news)
    }
}
