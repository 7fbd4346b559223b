//! What lies under `i18n/`, brought up to date with the articles.

pub mod run;
pub mod refusals;
pub mod labels;
pub mod translation;

use std::collections::BTreeSet;

use crate::article::ast::Article;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::l10n::align::{Aligned, Change};
use crate::l10n::catalogue::Catalogue;
use crate::locale::Locale;
use crate::origin::FileId;
use crate::pipeline::build::request::Request;
use crate::pipeline::build::session::Session;
use crate::pipeline::commands::sync::refusals::edited;
use crate::pipeline::commands::sync::run::{Extras, Run, Synced};
use crate::pipeline::commands::write_back::{Files, changed};
use crate::pipeline::sources::files::catalogue_file;
use crate::pipeline::sources::original::is_mistaken;
use crate::project::begun::with_begun;
use crate::project::{Format, Project, SETTINGS};
use crate::selection::select;
use crate::translate::generated;
use crate::translate::source::{self, Usage};

impl Session {
    /// Brings the articles that are requested, and all their translations, up to date. Nothing is written.
    pub fn sync(&self, request: &Request, extras: Extras, out: &mut Diagnostics) -> Synced {
        let begun;
        let sources = match extras.added {
            Some(locale) => {
                begun = self.sources().with_locale(locale);
                &begun
            }
            None => self.sources(),
        };
        let project = sources.load(out);
        let mut run = Run {
            sources,
            extras,
            synced: Synced::default(),
            registries: Files::new(),
        };
        if let Some(locale) = extras.added {
            run.begin(self.sources().project(), locale);
        }
        let printed = sources.printed_labels();
        // The labels of a language that has none built in are its own, if it is the source too.
        for locale in std::iter::once(&project.source).chain(project.translated_locales()) {
            run.labels(locale, printed, out);
        }
        for file in &project.articles {
            if Request::wants(&request.articles, file.stem()) {
                run.article(file, out);
            }
        }
        let mut synced = run.synced;
        synced.files.extend(run.registries);
        synced
    }
}

impl Run<'_> {
    /// Notes in the settings that a language is begun, unless they list it or it has files already.
    fn begin(&mut self, project: &Project, locale: &Locale) {
        // A folder without files may be left of a run that was interrupted.
        let name = &locale.name;
        let has_files = !self
            .sources
            .vfs()
            .own_files(&format!("i18n/{name}"))
            .is_empty();
        if has_files || project.listed.contains_key(name) || project.begun.contains(name) {
            return;
        }
        let file = FileId::new(SETTINGS);
        let settings = self.sources.vfs().text(&file).unwrap_or_default();
        // The file keeps its line ends when it is written.
        let settings = settings.replace("\r\n", "\n");
        if let Some(text) = with_begun(&settings, locale) {
            self.put(file, text);
        }
    }

    fn article(&mut self, file: &FileId, out: &mut Diagnostics) {
        let project = self.sources.project();
        let mut found = Diagnostics::default();
        let locales: Vec<Locale> = project.translated_locales().cloned().collect();
        let (original, ()) = rayon::join(
            || self.sources.original(file, &mut found),
            || self.sources.read_ahead(&locales, file),
        );
        // The source catalogue is written anew, whatever git made of it.
        let registry_file = catalogue_file(&project.source, file);
        let is_mistaken = is_mistaken(&found);
        out.extend(found.into_iter().filter(|d| !is_mended(d, &registry_file)));
        let Some(original) = original.filter(|_| !is_mistaken) else {
            return;
        };
        let usage = usage(project, &original.article);
        let registry = original.registry.as_deref();
        let text = source::source_catalogue(
            &original.article,
            &original.segments,
            &original.aligned,
            registry,
            &usage,
        );
        if let Some(registry) = registry {
            out.extend(edited(registry, &text, file, self.extras));
        }
        let news = source_news(registry, &original.aligned, &text);
        self.registries
            .extend(changed(self.sources.vfs(), registry_file, text));
        self.news(file, &project.source, news);
        for locale in project.translated_locales() {
            self.translation(&original, &usage, locale, out);
        }
    }
}

/// Whether `sync` mends what was found in a source catalogue, which it writes anew.
pub fn is_mended(found: &Diagnostic, registry: &FileId) -> bool {
    matches!(found.code, Code::MergeConflict | Code::DuplicateMessage)
        && found.origin.as_ref().is_some_and(|o| o.file == *registry)
}

/// What became of the article's own messages. `text` is the new source catalogue.
fn source_news(
    registry: Option<&Catalogue>,
    aligned: &[Aligned],
    text: &str,
) -> Vec<(&'static str, String)> {
    let mut all = Vec::new();
    let described = registry.map(|registry| generated::changed(registry, text));
    let described = described.unwrap_or_default();
    let mut used: BTreeSet<&str> = aligned.iter().map(|a| a.id.as_str()).collect();
    for Aligned { id, change } in aligned {
        let word = match change {
            Change::Same if described.contains(id) => "described anew",
            Change::Same => continue,
            Change::Moved => "moved",
            Change::Edited => "edited",
            Change::Renamed(was) => {
                used.insert(was);
                "renamed"
            }
            Change::New => "new",
        };
        all.push((word, id.clone()));
    }
    let messages = registry.iter().flat_map(|registry| &registry.messages);
    let gone = messages.filter(|message| !used.contains(message.id.as_str()));
    all.extend(gone.map(|message| ("retired", message.id.clone())));
    all
}

/// Which artifacts show which message of an article.
pub fn usage(project: &Project, article: &Article) -> Usage {
    let mut usage = Usage::new();
    for audience in &project.audiences {
        for &format in &audience.formats {
            let selection = select(article, &audience.name, format);
            for text in selection.texts(format == Format::Slides) {
                let shown = usage.entry(text.key.id.clone()).or_default();
                shown
                    .entry(audience.name.clone())
                    .or_default()
                    .insert(format.name());
            }
        }
    }
    usage
}
