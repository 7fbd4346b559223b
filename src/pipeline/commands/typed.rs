//! Texts that a person types for a message: read into a catalogue, and written with its lock as `sync` leaves it.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::l10n::catalogue::Catalogue;
use crate::l10n::labels;
use crate::locale::Locale;
use crate::origin::{FileId, Origin};
use crate::pipeline::build::session::Session;
use crate::pipeline::commands::sync::refusals::unwritable;
use crate::pipeline::commands::sync::translation::{again, synced};
use crate::pipeline::commands::sync::usage;
use crate::pipeline::commands::write_back::{Files, changed};
use crate::pipeline::key::ArtifactKey;
use crate::pipeline::sources::files::catalogue_file;
use crate::pipeline::sources::original::Original;
use crate::translate::lock;
use crate::translate::texts::place;
use crate::translate::typed::{Typed, placed};

/// A message in a language.
#[derive(
    Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize,
)]
pub struct MessageKey {
    /// The tag of the language.
    pub locale: String,
    /// The article's name; `labels` for a label of the layouts, as its file is called.
    pub article: String,
    /// Its id.
    pub id: String,
}

/// The name that the labels have in place of an article's: that of their file.
pub const LABELS: &str = "labels";

impl MessageKey {
    /// Whether it is a label.
    pub fn is_label(&self) -> bool {
        self.article == LABELS
    }
}

/// What a key has as the article of a text that was written in a file.
pub fn article_of(file: &FileId, artifact: &ArtifactKey) -> String {
    match labels::is_file(file) {
        true => LABELS.to_owned(),
        false => artifact.article.clone(),
    }
}

impl Session {
    /// The catalogue that a message is written in, or would be; none where the project has no such article or language.
    pub fn catalogue_of(&self, key: &MessageKey) -> Option<FileId> {
        let project = self.sources().project();
        let locale = project.locales.iter().find(|l| l.name == key.locale)?;
        match key.is_label() {
            true => Some(labels::file(&locale.name)),
            false if *locale == project.source => None,
            false => Some(catalogue_file(locale, project.article(&key.article)?)),
        }
    }

    /// A catalogue with these texts of a message, or why they are no texts of Fluent's.
    pub fn with_texts(
        &self,
        catalogue: &Catalogue,
        key: &MessageKey,
        texts: &[Typed],
    ) -> Result<Catalogue, Diagnostics> {
        let order = self.order(key);
        let order: Vec<&str> = order.iter().map(String::as_str).collect();
        let text = place(catalogue, &placed(catalogue, &key.id, texts), &order);
        let mut found = Diagnostics::default();
        let now = Catalogue::parse(&catalogue.file, &Arc::from(text.as_str()), &mut found);
        // What was wrong elsewhere in the file before is not the matter of these texts.
        let mut before = Diagnostics::default();
        Catalogue::parse(&catalogue.file, &catalogue.text, &mut before);
        let before: BTreeSet<_> = before.iter().map(|d| d.message.clone()).collect();
        found.retain(|d| !before.contains(&d.message));
        let ids = |catalogue: &Catalogue| -> BTreeSet<String> {
            let all = catalogue.messages.iter().map(|m| m.id.clone());
            all.filter(|id| *id != key.id).collect()
        };
        // A line elsewhere that cannot be read may belong to the message above it: that is as it was.
        let was_torn = catalogue.is_broken(&key.id) && catalogue.message(&key.id).is_some();
        let message = now
            .message(&key.id)
            .filter(|_| was_torn || !now.is_broken(&key.id));
        let typed = texts.iter().filter(|text| !text.text.trim().is_empty());
        let has_all = message.is_some_and(|message| {
            let is_there = |name: &str| message.part(name).is_some();
            let kept = catalogue
                .message(&key.id)
                .into_iter()
                .flat_map(|m| &m.parts);
            typed.clone().all(|text| is_there(&text.name))
                && kept.into_iter().all(|part| is_there(&part.name))
        });
        // A text that is there cannot be typed away.
        let is_emptied = |text: &Typed| {
            let message = catalogue.message(&key.id);
            text.text.trim().is_empty() && message.is_some_and(|m| m.part(&text.name).is_some())
        };
        let has_all = has_all && typed.count() > 0 && !texts.iter().any(is_emptied);
        if has_all && found.is_empty() && ids(&now) == ids(catalogue) {
            return Ok(now);
        }
        if found.is_empty() {
            let error = match texts.iter().any(|text| text.text.trim().is_empty()) {
                true => Diagnostic::new(Code::FtlSyntax, "there is no text")
                    .hint("type the translation, or take back what was typed"),
                false => Diagnostic::new(Code::FtlSyntax, "this is no text of Fluent's")
                    .hint("each `{` needs its `}`"),
            };
            found.push(error.at(Origin::file(&catalogue.file)));
        }
        Err(found)
    }

    /// The files of a translation with these texts of a message: its catalogue, and its lock as `sync` would leave it. Nothing is written.
    pub fn typed(&self, key: &MessageKey, texts: &[Typed], out: &mut Diagnostics) -> Option<Files> {
        let vfs = self.vfs();
        let file = self.catalogue_of(key)?;
        if key.is_label() {
            // Without a file of the project's own, one begins here: the default labels stay where they are.
            let text = match vfs.is_own(&file) {
                true => vfs.text(&file).ok()?,
                false => Arc::default(),
            };
            let catalogue = Catalogue::parse(&file, &text, &mut Diagnostics::default());
            let written = self.written(&catalogue, key, texts, out)?;
            return Some(
                changed(vfs, file, written.text.to_string())
                    .into_iter()
                    .collect(),
            );
        }
        let project = self.sources().project();
        let locale = Locale::parse(&key.locale)?;
        let original = self.original_of(key)?;
        let mut found = Diagnostics::default();
        let article = &original.article;
        let translation = self
            .sources()
            .translation(&locale, &article.file, &mut found);
        let fatal = unwritable(&translation, &original, found);
        if !fatal.is_empty() {
            out.extend(fatal);
            return None;
        }
        let usage = usage(project, article);
        let (before, _) = synced(vfs, &original, &usage, &translation);
        let catalogue = before.catalogue.clone()?;
        let written = self.written(&catalogue, key, texts, out)?;
        let lock = before.lock.clone().unwrap_or_default();
        let (after, _) = again(&original, &usage, &before, (&written, &lock));
        let old = vfs.text(&after.lock_file).unwrap_or_default();
        let lock = lock::write(&after.lock.unwrap_or_default(), &old);
        let text = after.catalogue?.text.to_string();
        let files = [(after.file, text), (after.lock_file, lock)];
        let files = files
            .into_iter()
            .filter_map(|(file, text)| changed(vfs, file, text));
        Some(files.collect())
    }

    fn written(
        &self,
        catalogue: &Catalogue,
        key: &MessageKey,
        texts: &[Typed],
        out: &mut Diagnostics,
    ) -> Option<Catalogue> {
        let written = self.with_texts(catalogue, key, texts);
        written.map_err(|found| out.extend(found)).ok()
    }

    /// The article of a message; none for a label.
    pub fn original_of(&self, key: &MessageKey) -> Option<Arc<Original>> {
        let file = self.sources().project().article(&key.article)?;
        self.sources().original(file, &mut Diagnostics::default())
    }

    /// The ids of the messages beside which one is written, in their order.
    fn order(&self, key: &MessageKey) -> Vec<String> {
        match self.original_of(key).filter(|_| !key.is_label()) {
            Some(original) => original.aligned.iter().map(|a| a.id.clone()).collect(),
            None => self.sources().required_labels().keys().cloned().collect(),
        }
    }
}
