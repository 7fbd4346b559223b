//! Findings as the page gets them: of the project, and of the message that is typed.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};

use crate::desk::worker::request;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::l10n::catalogue::Catalogue;
use crate::l10n::message::Part;
use crate::origin::FileId;
use crate::pipeline::build::session::Session;
use crate::pipeline::commands::typed::{LABELS, MessageKey};
use crate::pipeline::sources::files::read_catalogue;
use crate::report::json;
use crate::translate::typed::offset;
use crate::vfs::Vfs;

/// The messages that findings are about. Each catalogue is read once for all of them.
pub struct Messages<'v> {
    vfs: &'v Vfs,
    catalogues: RefCell<BTreeMap<FileId, Option<Arc<Catalogue>>>>,
}

impl<'v> Messages<'v> {
    /// Nothing is read yet.
    pub fn new(vfs: &'v Vfs) -> Self {
        Self {
            vfs,
            catalogues: RefCell::default(),
        }
    }

    /// The message that a finding is about.
    pub fn of(&self, diagnostic: &Diagnostic) -> Option<MessageKey> {
        let origin = diagnostic.origin.as_ref()?;
        let (locale, article) = place(&origin.file)?;
        let mut catalogues = self.catalogues.borrow_mut();
        let read = || read_catalogue(self.vfs, &origin.file, &mut Diagnostics::default());
        let catalogue = catalogues.entry(origin.file.clone()).or_insert_with(read);
        let entries = catalogue.as_ref()?.entries.iter();
        let mut entries = entries.filter(|entry| entry.range.contains(&origin.range.start));
        let id = entries.find_map(|entry| entry.id())?.to_owned();
        Some(MessageKey {
            locale,
            article,
            id,
        })
    }
}

/// A finding of the project, with the message that it is about.
pub fn of_project(diagnostic: &Diagnostic, message: Option<&MessageKey>, vfs: &Vfs) -> Value {
    let mut value = json::finding(diagnostic, Some(vfs));
    let origin = diagnostic.origin.as_ref();
    let excerpt = origin.and_then(|origin| {
        let text = vfs.quoted(&origin.file)?;
        let line = text.position(origin.range.start).line;
        Some(text.line(line).1.trim().to_owned())
    });
    value["excerpt"] = json!(excerpt);
    value["of"] = json!(message);
    value
}

/// The language and the article of a catalogue.
fn place(file: &FileId) -> Option<(String, String)> {
    let (locale, name) = file.path().strip_prefix("i18n/")?.split_once('/')?;
    Some((locale.to_owned(), name.strip_suffix(".ftl")?.to_owned()))
}

/// What is found in a message, with the places in its texts.
/// `faults` are those of a text that is no text of Fluent's.
pub fn of_message(session: &Session, faults: Option<&Diagnostics>, key: &MessageKey) -> Vec<Value> {
    let Some(file) = session.catalogue_of(key) else {
        return Vec::new();
    };
    if let Some(faults) = faults {
        return faults
            .iter()
            .map(|fault| in_texts(fault, None, &key.id))
            .collect();
    }
    let project = session.sources().project();
    let Some(locale) = project
        .locales
        .iter()
        .find(|locale| locale.name == key.locale)
    else {
        return Vec::new();
    };
    let article = (key.article != LABELS).then_some(key.article.as_str());
    let request = request(article.unwrap_or_default(), Some(&key.locale));
    let mut found = Diagnostics::default();
    let prepared = session.prepare(&request, &mut found);
    let catalogue = read_catalogue(session.vfs(), &file, &mut Diagnostics::default());
    let entry = catalogue
        .as_ref()
        .and_then(|catalogue| catalogue.entry(&key.id));
    let is_own = |found: &Diagnostic| {
        let origin = found.origin.as_ref().filter(|origin| origin.file == file);
        origin
            .zip(entry)
            .is_some_and(|(origin, entry)| entry.range.contains(&origin.range.start))
    };
    found.retain(is_own);
    let reviews = session.reviews(std::slice::from_ref(locale), &prepared, 0);
    let of_messages = reviews.into_iter().flat_map(|review| review.of_messages);
    let own = of_messages.filter(|(at, id, _)| *at == file && *id == key.id);
    found.extend(own.map(|(_, _, found)| found.diagnostic));
    let found = found.sorted();
    let found: Vec<Value> = found
        .iter()
        .map(|one| in_texts(one, catalogue.as_deref(), &key.id))
        .collect();
    rayon::spawn(move || drop(prepared));
    found
}

/// A finding with its place in a text of the message, in UTF-16 units.
pub fn in_texts(found: &Diagnostic, catalogue: Option<&Catalogue>, id: &str) -> Value {
    let range = found.origin.as_ref().map(|origin| origin.range.clone());
    let place = catalogue.zip(range).and_then(|(catalogue, range)| {
        let message = catalogue.message(id)?;
        let is_in = |at: usize| move |part: &&Part| part.range.start <= at && at <= part.range.end;
        let part = message.parts.iter().find(is_in(range.start))?;
        let from = offset(catalogue, part, range.start);
        let to = offset(
            catalogue,
            part,
            range.end.clamp(range.start, part.range.end),
        );
        Some((part.name.clone(), from, to))
    });
    json!({
        "severity": found.severity.name(), "code": found.code, "message": found.message, "hints": found.hints,
        "part": place.as_ref().map(|(part, ..)| part),
        "from": place.as_ref().map(|(_, from, _)| from), "to": place.as_ref().map(|(.., to)| to),
    })
}
