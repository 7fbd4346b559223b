//! The project as the page gets it: its artifacts with their states, its languages, its findings.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::desk::findings::{self, Messages};
use crate::desk::making::pages;
use crate::desk::unsaved::digest;
use crate::desk::worker::Worker;
use crate::desk::writing::Refusal;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::locale::Locale;
use crate::origin::{Origin, Position};
use crate::pipeline::build::matrix::matrix;
use crate::pipeline::build::view::View;
use crate::pipeline::commands::typed::{MessageKey, article_of};
use crate::pipeline::key::ArtifactKey;
use crate::project::Edition;
use crate::translate::typed::letter_offset;

/// What the page counts for each artifact.
const COUNTED: [&str; 5] = ["missing", "stale", "unconfirmed", "errors", "warnings"];

impl Worker {
    /// The whole project.
    pub fn state(&self) -> Value {
        let project = self.session.sources().project();
        let vfs = self.session.vfs();
        let messages = Messages::new(vfs);
        let found = || self.shown.found.values().flat_map(Diagnostics::iter);
        let mut counts: BTreeMap<&str, [usize; COUNTED.len()]> = BTreeMap::new();
        for one in found() {
            let at = match (one.code, one.severity) {
                (Code::MissingTranslation, _) => 0,
                (Code::StaleTranslation, _) => 1,
                (Code::UnconfirmedTranslation, _) => 2,
                (_, Severity::Error) => 3,
                (_, Severity::Warning) => 4,
                (_, Severity::Note) => continue,
            };
            let artifacts = one.places.iter().map(|place| place.artifact.as_str());
            let artifacts: BTreeSet<&str> = artifacts.collect();
            for artifact in artifacts {
                counts.entry(artifact).or_default()[at] += 1;
            }
        }
        let locale = |locale: &Locale| {
            json!({
                "tag": locale.name, "rtl": locale.is_rtl(), "isSource": *locale == project.source,
                "isBegun": !project.is_published(&locale.name),
            })
        };
        let artifact = |key: ArtifactKey| {
            let name = key.file();
            let view = self.shown.views.get(&name);
            let first = view.and_then(|view| view.pages.first());
            let mut value = json!({
                "name": name, "article": key.article, "audience": key.audience, "format": key.format.name(),
                "locale": key.locale, "pages": view.map_or(0, |view| view.pages.len()),
                "first": first.map(|page| &page.id), "width": first.map(|page| page.width),
                "height": first.map(|page| page.height), "isMade": view.is_some(),
            });
            let counts = counts.get(name.as_str()).copied().unwrap_or_default();
            for (name, count) in COUNTED.iter().zip(counts) {
                value[*name] = json!(count);
            }
            value
        };
        let unsaved = self.unsaved.iter().map(|(key, draft)| {
            let file = self.session.catalogue_of(key);
            let now = file.map(|file| digest(&self.on_disk(&file, key)));
            json!({
                "locale": key.locale, "article": key.article, "id": key.id,
                "isConflict": now.is_none_or(|now| now != draft.base),
            })
        });
        json!({
            "revision": self.shown.revision, "readOnly": self.desk.settings.read_only,
            "hasEditor": self.desk.settings.editor.is_some(), "root": crate::vfs::slashes(vfs.root()),
            "source": project.source.name,
            "locales": project.locales.iter().map(locale).collect::<Vec<_>>(),
            "articles": project.articles.iter().map(|file| file.stem()).collect::<Vec<_>>(),
            "audiences": project.audiences.iter().map(|audience| &audience.name).collect::<Vec<_>>(),
            "artifacts": self.keys().into_iter().map(artifact).collect::<Vec<_>>(),
            "findings": found().map(|one| self.finding(one, &messages)).collect::<Vec<_>>(),
            "unsaved": unsaved.collect::<Vec<_>>(),
            "isBusy": !self.todo.articles.is_empty(),
        })
    }

    /// A finding; one of the rules for messages has the pages that show the message.
    fn finding(&self, found: &Diagnostic, messages: &Messages) -> Value {
        let key = messages.of(found);
        let mut value = findings::of_project(found, key.as_ref(), self.session.vfs());
        if let Some(key) = key.filter(|_| found.places.is_empty()) {
            value["places"] = json!(self.shown_at(&key));
        }
        value
    }

    /// All artifacts that the project has on screen.
    fn keys(&self) -> Vec<ArtifactKey> {
        let project = self.session.sources().project();
        let is_real = |key: &ArtifactKey| project.locales.iter().any(|l| l.name == key.locale);
        let mut all = matrix(project);
        all.retain(|key| key.edition == Edition::Screen && !key.is_handout && is_real(key));
        all
    }

    /// The pages of an artifact, which is looked at from now on.
    pub fn pages(&mut self, name: &str) -> Result<Value, Refusal> {
        let key = self.keys().into_iter().find(|key| key.file() == name);
        let key = key.ok_or((404, format!("there is no artifact `{name}`")))?;
        self.look(name);
        if !self.shown.views.contains_key(name) {
            self.make_one(&key);
        }
        let view = self.shown.views.get(name);
        Ok(json!({
            "artifact": name, "locale": key.locale,
            "pages": view.map(|view| pages(view, true)).unwrap_or_default(),
        }))
    }

    /// Notes which artifact is looked at: it is made first.
    pub fn look(&mut self, name: &str) {
        self.shown.looked = Some(name.to_owned());
    }

    /// The message, and its letter, at a place on a page, from 1: distances from the left and the top, in points.
    pub fn at(&self, name: &str, page: usize, place: (f64, f64)) -> Option<Value> {
        let view: &View = self.shown.views.get(name)?;
        let letter = self.session.letter(view, page.checked_sub(1)?, place)?;
        let key = MessageKey {
            locale: view.key.locale.clone(),
            article: article_of(&letter.file, &view.key),
            id: letter.key.id.clone(),
        };
        let part = letter.key.attribute.unwrap_or_default();
        let texts = match self.unsaved.get(&key) {
            Some(draft) => draft.parts.clone(),
            None => self
                .session
                .catalogue_of(&key)
                .map(|file| self.on_disk(&file, &key))
                .unwrap_or_default(),
        };
        let text = texts.iter().find(|text| text.name == part);
        let offset = text.map(|text| letter_offset(&letter.before, &letter.behind, &text.text));
        let origin = Origin::new(&letter.file, letter.at..letter.at);
        let position = self.position(&origin);
        Some(json!({
            "locale": key.locale, "article": key.article, "id": key.id, "part": part, "offset": offset,
            "file": letter.file.path(), "line": position.line, "column": position.column,
        }))
    }

    fn position(&self, origin: &Origin) -> Position {
        let text = self.session.vfs().quoted(&origin.file);
        let start = Position { line: 1, column: 1 };
        text.map_or(start, |text| text.position(origin.range.start))
    }
}
