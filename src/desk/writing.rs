//! Texts that are typed: laid over the catalogues, saved, confirmed, taken back.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Instant;

use serde_json::{Value, json};
use typst::foundations::Bytes;

use crate::desk::findings;
use crate::desk::unsaved::{Draft, digest};
use crate::desk::worker::Worker;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::encoding;
use crate::l10n::catalogue::Catalogue;
use crate::l10n::labels;
use crate::origin::FileId;
use crate::output::folder_lock::FolderLock;
use crate::pipeline::build::session::Session;
use crate::pipeline::commands::ack::Ack;
use crate::pipeline::commands::typed::MessageKey;
use crate::pipeline::commands::write_back::Files;
use crate::translate::typed::{Typed, typed};

/// Why something is not done: an HTTP status and a sentence.
pub type Refusal = (u16, String);

impl Worker {
    /// Takes what is typed for a message, unless another unsaved text is there than those that are `known`, if any are. The pages follow.
    pub fn draft(
        &mut self,
        key: &MessageKey,
        draft: Draft,
        known: &[Vec<Typed>],
    ) -> Result<Value, Refusal> {
        let file = self.writable(key)?;
        let other = self.unsaved.get(key).filter(|_| !known.is_empty());
        if other.is_some_and(|other| other.parts != draft.parts && !known.contains(&other.parts)) {
            return Err((409, "another window has another text".to_owned()));
        }
        let saved = self.on_disk(&file, key);
        let source = self.source(key);
        let is_known = |part: &Typed| {
            saved
                .iter()
                .chain(&source)
                .any(|known| known.name == part.name)
        };
        if let Some(part) = draft.parts.iter().find(|part| !is_known(part)) {
            return Err((400, format!("this message has no text `{}`", part.name)));
        }
        let is_saved = saved == draft.parts;
        self.keep(key, (!is_saved).then_some(draft))?;
        self.typed(key, &file);
        Ok(json!({ "revision": self.shown.revision }))
    }

    /// Takes back what is typed for a message.
    pub fn take_back(&mut self, key: &MessageKey) -> Result<Value, Refusal> {
        let file = self.writable(key)?;
        self.keep(key, None)?;
        self.typed(key, &file);
        self.shown.news();
        Ok(json!({ "revision": self.shown.revision }))
    }

    /// Writes what is typed for a message into its catalogue, with the lock as `sync` leaves it; `confirm` says that it is right for
    /// its source text.
    pub fn save(&mut self, key: &MessageKey, confirm: bool) -> Result<Value, Refusal> {
        let file = self.writable(key)?;
        if let Some(draft) = self.unsaved.get(key).cloned() {
            if let Some(faults) = self.faults.get(key) {
                return Ok(refused(faults));
            }
            let mut theirs = None;
            let laid: Vec<FileId> = self.laid.keys().cloned().collect();
            let written = self.write(&file, |session, out| {
                let now = saved(session, &laid, &file, key);
                let is_conflict = digest(&now) != draft.base && now != draft.parts;
                theirs = is_conflict.then_some(now);
                match is_conflict {
                    true => Files::new(),
                    false => session.typed(key, &draft.parts, out).unwrap_or_default(),
                }
            });
            if written.is_done() && theirs.is_none() {
                self.keep(key, None)?;
            }
            self.settle(key, &file, &written.held);
            if let Some(theirs) = theirs {
                return Ok(json!({ "outcome": "conflict", "theirs": theirs }));
            }
            if let Some(refused) = written.refused()? {
                return Ok(refused);
            }
        }
        // A label has no state.
        if confirm && !key.is_label() {
            return self.acknowledge(key, &file);
        }
        self.shown.news();
        Ok(json!({ "outcome": "saved" }))
    }

    /// Notes in the lock that the translation in the file is right for its source text.
    fn acknowledge(&mut self, key: &MessageKey, file: &FileId) -> Result<Value, Refusal> {
        let ack = Ack::Right {
            locale: key.locale.clone(),
            ids: vec![key.id.clone()],
        };
        let written = self.write(file, |session, out| {
            session.ack(Some(&key.article), &ack, out).files
        });
        self.settle(key, file, &written.held);
        self.shown.news();
        let saved = || json!({ "outcome": "saved" });
        Ok(written.refused()?.unwrap_or_else(saved))
    }

    /// Writes files that are made from what the disk has of a catalogue, without what is typed in it; none where there are errors.
    fn write(
        &mut self,
        file: &FileId,
        mut make: impl FnMut(&Session, &mut Diagnostics) -> Files,
    ) -> Written {
        self.lay(file, None);
        let held = self.session.vfs().held();
        let mut found = Diagnostics::default();
        let done = Arc::make_mut(&mut self.session).write_back(
            |folder| FolderLock::take(folder, "desk", &|_| {}),
            |session| {
                found = Diagnostics::default();
                let files = make(session, &mut found);
                let is_right = !found.has_errors();
                ((), files.into_iter().filter(|_| is_right).collect())
            },
        );
        Written {
            held,
            found,
            failed: done.err(),
        }
    }

    /// After a catalogue was written: what is typed in it lies over it again, and what depends on it is out of date.
    fn settle(&mut self, key: &MessageKey, file: &FileId, held: &[(FileId, Option<Bytes>)]) {
        self.lay_file(file);
        self.old(key);
        self.see_others(held, file);
    }

    /// The catalogue of a message, if it may be written.
    fn writable(&self, key: &MessageKey) -> Result<FileId, Refusal> {
        if self.desk.settings.read_only {
            return Err((403, "the desk was started with --read-only".to_owned()));
        }
        let file = self.session.catalogue_of(key);
        let file = file.ok_or((404, "this text is in no catalogue".to_owned()))?;
        let is_known = match key.is_label() {
            true => self
                .session
                .sources()
                .required_labels()
                .contains_key(&key.id),
            false => self
                .session
                .original_of(key)
                .is_some_and(|o| o.words.contains_key(&key.id)),
        };
        match is_known {
            true => Ok(file),
            false => Err((404, format!("there is no text `{}` to translate", key.id))),
        }
    }

    /// After a file was written, all are read again. Where another one was changed by hand meanwhile, more is out of date; what changes from now on
    /// is noticed, as all are read here.
    fn see_others(&mut self, held: &[(FileId, Option<Bytes>)], written: &FileId) {
        let vfs = self.session.vfs();
        let lock = written.path().replace(".ftl", ".lock.yaml");
        let is_ours = |file: &FileId| file == written || file.path() == lock;
        let changed = held
            .iter()
            .filter(|(file, was)| vfs.bytes(file).ok() != *was);
        if changed.filter(|(file, _)| !is_ours(file)).count() > 0 {
            self.all_is_old();
        }
    }

    fn keep(&mut self, key: &MessageKey, draft: Option<Draft>) -> Result<(), Refusal> {
        let kept = self.unsaved.set(key, draft);
        kept.map_err(|error| {
            (
                500,
                format!(
                    "what is typed cannot be kept in .fluentpress: {}",
                    error.kind()
                ),
            )
        })
    }

    /// Something was typed for a message.
    fn typed(&mut self, key: &MessageKey, file: &FileId) {
        self.lay_file(file);
        self.shown.revision += 1;
        self.typing = Some(key.clone());
        self.todo.now = true;
        self.old(key);
        let before = self.todo.typed.replace(Instant::now());
        self.todo.between = before.map(|before| before.elapsed());
    }

    /// The artifacts with a message, and what is found in it, may be out of date.
    fn old(&mut self, key: &MessageKey) {
        self.stop_background();
        match key.is_label() {
            true => self.all_is_old(),
            false => drop(self.todo.articles.insert(key.article.clone())),
        }
    }

    /// The texts of a message without what is typed.
    pub(super) fn on_disk(&self, file: &FileId, key: &MessageKey) -> Vec<Typed> {
        saved(&self.session, self.laid.keys(), file, key)
    }

    /// The source texts of a message.
    pub(super) fn source(&self, key: &MessageKey) -> Vec<Typed> {
        if key.is_label() {
            let sources = &self.session.sources();
            let catalogues = sources.labels(&sources.project().source, &mut Diagnostics::default());
            return label(&catalogues, &key.id);
        }
        let Some(original) = self.session.original_of(key) else {
            return Vec::new();
        };
        let mut all = original.segments.iter().zip(&original.aligned);
        let segment = all.find(|(_, aligned)| aligned.id == key.id);
        let parts = segment.into_iter().flat_map(|(segment, _)| &segment.parts);
        let text = |(name, text): &(Option<&'static str>, String)| Typed {
            name: name.unwrap_or_default().to_owned(),
            text: text.clone(),
        };
        parts.map(text).collect()
    }

    /// Lays all unsaved texts over their catalogues.
    pub(super) fn lay_all(&mut self) {
        let files = self
            .unsaved
            .iter()
            .filter_map(|(key, _)| self.session.catalogue_of(key));
        let files: BTreeSet<FileId> = files.chain(self.laid.keys().cloned()).collect();
        files.iter().for_each(|file| self.lay_file(file));
    }

    /// Lays the unsaved texts of a catalogue over what the disk has of it.
    fn lay_file(&mut self, file: &FileId) {
        let disk = self.session.vfs().on_disk(file).ok();
        let mut catalogue = parse(disk.as_deref().unwrap_or_default(), file);
        let all = self.unsaved.iter();
        let own = all.filter(|(key, _)| self.session.catalogue_of(key).as_ref() == Some(file));
        let own: Vec<_> = own
            .map(|(key, draft)| (key.clone(), draft.parts.clone()))
            .collect();
        let is_gone = |key: &MessageKey| {
            self.session.catalogue_of(key).as_ref() == Some(file) && self.unsaved.get(key).is_none()
        };
        self.faults.retain(|key, _| !is_gone(key));
        for (key, parts) in &own {
            match self.session.with_texts(&catalogue, key, parts) {
                Ok(with) => {
                    catalogue = with;
                    self.faults.remove(key);
                }
                Err(faults) => drop(self.faults.insert(key.clone(), faults)),
            }
        }
        match own.is_empty() {
            true => drop(self.laid.remove(file)),
            false => drop(self.laid.insert(file.clone(), disk)),
        }
        self.lay(file, (!own.is_empty()).then_some(&catalogue.text));
    }

    fn lay(&mut self, file: &FileId, text: Option<&Arc<str>>) {
        // What is made in the background goes on with the project as it was.
        Arc::make_mut(&mut self.session).lay(file, text.map(|text| &**text));
    }
}

/// What came of writing.
struct Written {
    /// What files held before.
    held: Vec<(FileId, Option<Bytes>)>,
    /// Why there was nothing to write.
    found: Diagnostics,
    /// Why it could not be written.
    failed: Option<Box<Diagnostic>>,
}

impl Written {
    fn is_done(&self) -> bool {
        self.failed.is_none() && !self.found.has_errors()
    }

    /// The answer where it is not done.
    fn refused(self) -> Result<Option<Value>, Refusal> {
        match self.failed {
            Some(error) => Err((500, error.message)),
            None => Ok(self.found.has_errors().then(|| refused(&self.found))),
        }
    }
}

/// The texts of a message as they are without what is laid over catalogues. A label that its own file does not have is the default, or that of
/// a language which a region inherits from.
fn saved<'f>(
    session: &Session,
    laid: impl IntoIterator<Item = &'f FileId>,
    file: &FileId,
    key: &MessageKey,
) -> Vec<Typed> {
    let catalogue = parse(&session.vfs().on_disk(file).unwrap_or_default(), file);
    if let Some(message) = catalogue.message(&key.id) {
        return typed(&catalogue, message);
    }
    let locales = &session.sources().project().locales;
    let mut of_label = locales.iter().filter(|_| key.is_label());
    let Some(locale) = of_label.find(|locale| locale.name == key.locale) else {
        return Vec::new();
    };
    let disk = session.vfs().clone();
    laid.into_iter().for_each(|file| disk.lay(file, None));
    label(
        &labels::read(&disk, locale, &mut Diagnostics::default()),
        &key.id,
    )
}

/// The texts of a label in the catalogue that is in force.
fn label(catalogues: &[Catalogue], id: &str) -> Vec<Typed> {
    let of = |catalogue: &Catalogue| Some(typed(catalogue, catalogue.message(id)?));
    catalogues.iter().rev().find_map(of).unwrap_or_default()
}

fn parse(bytes: &[u8], file: &FileId) -> Catalogue {
    let text = encoding::decode_lossy(bytes).unwrap_or_default();
    Catalogue::parse(file, &text, &mut Diagnostics::default())
}

fn refused(found: &Diagnostics) -> Value {
    let found: Vec<Value> = found
        .iter()
        .map(|one| findings::in_texts(one, None, ""))
        .collect();
    json!({ "outcome": "refused", "findings": found })
}
