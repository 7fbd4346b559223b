//! An article's messages as units for translators' tools.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::article::ast::{Block, block};
use crate::diagnostic::{Code, Diagnostics, Severity};
use crate::exchange::unit::{Asked, File, Package, Unit, units};
use crate::l10n::align::fold;
use crate::locale::Locale;
use crate::origin::FileId;
use crate::pipeline::build::request::Request;
use crate::pipeline::build::session::Session;
use crate::pipeline::commands::suggestions::Suggestions;
use crate::pipeline::commands::sync::translation::synced;
use crate::pipeline::commands::sync::{is_mended, usage};
use crate::pipeline::sources::files::catalogue_file;
use crate::pipeline::sources::original::Original;
use crate::pipeline::sources::translation::Translation;
use crate::translate::lock;
use crate::translate::source;
use crate::translate::state::State;

impl Session {
    /// A package that has only the glossary of a language.
    pub fn glossary(&self, locale: &Locale, out: &mut Diagnostics) -> Package {
        let project = self.sources().load(out);
        let glossary = self.sources().glossary(locale, out);
        Package {
            source: project.source.name.clone(),
            locale: locale.name.clone(),
            files: Vec::new(),
            glossary: glossary.terms().collect(),
        }
    }

    /// The units of the requested articles in a language, and its labels unless articles are named: those in the states `only`, or all where it is empty.
    pub fn package(
        &self,
        locale: &Locale,
        request: &Request,
        only: &[State],
        out: &mut Diagnostics,
    ) -> Package {
        let project = self.sources().project();
        let mut package = self.glossary(locale, out);
        let mut suggestions = None;
        for file in &project.articles {
            if !Request::wants(&request.articles, file.stem()) {
                continue;
            }
            let Some(original) = self.legible(file, out) else {
                continue;
            };
            let mut found = Diagnostics::default();
            let translation = self.sources().translation(locale, file, &mut found);
            let is_fatal = |code: Code| code.is_unreadable_file() || code.is_syntax();
            out.extend(found.into_iter().filter(|d| is_fatal(d.code)));
            // As `sync` leaves it: a message that has another id since the article was edited has it here, too.
            let usage = usage(project, &original.article);
            let (translation, _) = synced(self.vfs(), &original, &usage, &translation);
            let mut units = self.units(&original, &translation);
            for unit in units.iter_mut().filter(|unit| unit.state == State::Missing) {
                let suggestions =
                    suggestions.get_or_insert_with(|| Suggestions::read(self.sources(), locale));
                let of_message = suggestions.of_message(&original, &unit.message, false);
                unit.notes
                    .extend(of_message.get(&unit.part).into_iter().flatten().cloned());
            }
            units.retain(|unit| only.is_empty() || only.contains(&unit.state));
            package.files.push(File {
                name: file.stem().to_owned(),
                path: file.path().to_owned(),
                units,
            });
        }
        if request.articles.is_empty()
            && let Some(labels) = self.label_units(locale, out)
        {
            let mut file = labels.file(&project.source);
            file.units
                .retain(|unit| only.is_empty() || only.contains(&unit.state));
            package.files.push(file);
        }
        package.files.retain(|file| !file.units.is_empty());
        package
    }

    /// An article without errors. Of one that has some, texts may be missing, and `sync` refuses it too.
    pub(super) fn legible(&self, file: &FileId, out: &mut Diagnostics) -> Option<Arc<Original>> {
        let mut found = Diagnostics::default();
        let original = self.sources().original(file, &mut found);
        let registry = catalogue_file(&self.sources().project().source, file);
        found.retain(|d| d.severity == Severity::Error && !is_mended(d, &registry));
        let is_wrong = !found.is_empty();
        out.extend(found);
        original.filter(|_| !is_wrong)
    }

    /// The units of an article in a language: of the messages that its own catalogue has, or that no parent has either.
    pub fn units(&self, original: &Original, translation: &Translation) -> Vec<Unit> {
        let usage = usage(self.sources().project(), &original.article);
        let pictures = pictures(original);
        let catalogue = translation.catalogue.as_deref();
        let nowhere = BTreeMap::new();
        let mut all = Vec::new();
        for (segment, aligned) in original.segments.iter().zip(&original.aligned) {
            let id = aligned.id.as_str();
            let Some(words) = original.words.get(id) else {
                continue;
            };
            let is_own = catalogue.is_some_and(|catalogue| catalogue.message(id).is_some());
            if !is_own && (translation.inherits_source || translation.message(id).is_some()) {
                continue;
            }
            let standing = translation.standing(id, words);
            let asked = Asked {
                segment,
                id,
                words,
                catalogue,
                state: standing.state,
            };
            let shown = usage.get(id).unwrap_or(&nowhere);
            let seen = standing.record.and_then(|record| record.seen.as_deref());
            let seen = seen.filter(|_| standing.state == State::Stale);
            let parts = seen.map(lock::parts).unwrap_or_default();
            for mut unit in units(&asked) {
                let mut notes = vec![segment.kind.name().to_owned()];
                if !shown.is_empty() {
                    notes.push(format!("shown in: {}", source::places(shown)));
                }
                notes.extend(pictures.get(id).map(|path| format!("picture: {path}")));
                notes.append(&mut unit.notes);
                unit.notes = notes;
                unit.section = source::heading(&original.article, segment);
                let now = words.iter().find(|(name, _)| *name == unit.part);
                let before = parts.get(unit.part.as_str()).map(|before| fold(before));
                unit.before =
                    before.filter(|before| now.is_some_and(|(_, now)| *before != fold(now)));
                all.push(unit);
            }
        }
        all
    }
}

/// The pictures of an article, by the message of their words.
fn pictures(original: &Original) -> BTreeMap<&str, &str> {
    let mut all = BTreeMap::new();
    for body in original
        .article
        .sections
        .iter()
        .flat_map(|section| section.bodies())
    {
        block::walk(body, &mut |block| {
            if let Block::Figure { image, alt, .. } = block {
                all.insert(alt.key.id.as_str(), image.path());
            }
        });
    }
    all
}
