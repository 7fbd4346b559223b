//! What is wrong with a project's articles, translations and labels, without making a page.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::article::ast::{Key, Text};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::l10n::catalogue;
use crate::l10n::labels;
use crate::l10n::splice::{Edit, apply};
use crate::locale::Locale;
use crate::origin::{FileId, Origin};
use crate::pipeline::prepare::{Document, Prepared, prepare};
use crate::pipeline::ready::{Unready, missing};
use crate::pipeline::request::Request;
use crate::pipeline::session::Session;
use crate::pipeline::translations::{Original, catalogue_file, read_catalogue};
use crate::pipeline::write_back::Files;
use crate::project::{self, Project};
use crate::translate::check::catalogue::{Kind, Rules, Source, check};
use crate::translate::check::completeness;
use crate::translate::check::glossary::Glossary;
use crate::translate::check::language::Language;
use crate::translate::check::spacing::in_article;
use crate::translate::check::text::Side;
use crate::translate::conflict;
use crate::vfs::Vfs;

/// How the mechanical findings of each file are repaired.
pub type Fixes = BTreeMap<FileId, Vec<Edit>>;

impl Session {
    /// Checks the articles and languages that are asked for. Nothing is written.
    pub fn check(&self, request: &Request, out: &mut Diagnostics) -> Fixes {
        let mut fixes = Fixes::new();
        let project = project::load(self.vfs(), out);
        folders(self.vfs(), &project, request, out);
        // A date is the business of a build: SOURCE_DATE_EPOCH may give it.
        let request = Request {
            epoch: Some(0),
            ..request.clone()
        };
        // Reads, aligns and formats as a build does: markup, references, labels and images are checked there.
        let prepared = prepare(self.vfs(), &project, &request, out);
        let source = Language::new(&project.source);
        let shows = self.shows();
        for locale in project
            .locales
            .iter()
            .filter(|l| Request::wants(&request.locales, &l.name))
        {
            let language = Language::new(locale);
            let glossary = Glossary::read(self.vfs(), locale, out);
            let mut kept: Vec<String> = glossary.kept().map(str::to_owned).collect();
            kept.extend(project.brand.name.clone());
            let authors = prepared
                .iter()
                .flat_map(|p| &p.original.article.meta.authors);
            kept.extend(authors.cloned());
            let rules = Rules {
                language: &language,
                source: &source,
                glossary: &glossary,
                kept: &kept,
                shows: &shows,
            };
            check_labels(self.vfs(), &project, locale, &rules, &mut fixes, out);
            for Prepared {
                original,
                documents,
            } in &prepared
            {
                let Some(document) = documents.iter().find(|d| d.locale == *locale) else {
                    continue;
                };
                match *locale == project.source {
                    true => check_original(original, &language, out),
                    false => {
                        check_translation(self.vfs(), original, document, &rules, &mut fixes, out)
                    }
                }
            }
        }
        fixes
    }

    /// Whether some font has a character. What is never seen needs none.
    fn shows(&self) -> impl Fn(char) -> bool {
        let book = self.engine().fonts().book();
        let faces: BTreeSet<usize> = book.families().flat_map(|(_, faces)| faces).collect();
        let coverages: Vec<_> = faces
            .into_iter()
            .filter_map(|face| Some(&book.info(face)?.coverage))
            .collect();
        let known: RefCell<BTreeMap<char, bool>> = RefCell::default();
        move |c: char| {
            let unseen = matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}');
            let has = || coverages.iter().any(|coverage| coverage.contains(c as u32));
            unseen || *known.borrow_mut().entry(c).or_insert_with(has)
        }
    }

    /// The files as they are when everything mechanical is repaired.
    pub fn fixed(&self, fixes: &Fixes) -> Files {
        let fixed = fixes.iter().filter_map(|(file, edits)| {
            let text = self.vfs().text(file).ok()?;
            self.changed(file.clone(), apply(&text, edits.clone()))
        });
        fixed.collect()
    }
}

/// Folders and files under `i18n/` that belong to no locale or article.
fn folders(vfs: &Vfs, project: &Project, request: &Request, out: &mut Diagnostics) {
    for name in vfs.own_folders("i18n") {
        let Some(locale) = Locale::parse(&name) else {
            continue;
        };
        // A pseudo-locale was reported with the settings.
        if !project.locales.contains(&locale) && locale.pseudo().is_none() {
            let error = format!("`i18n/{name}` is the folder of no locale of the project");
            out.push(
                Diagnostic::error("unknown-locale", error)
                    .at(Origin::file(&FileId::new(format!("i18n/{name}"))))
                    .hint("add it to `locales:` in fluentpress.yaml, or move the folder away"),
            );
        } else if Request::wants(&request.locales, &name) {
            for file in vfs.own_files(&format!("i18n/{name}")) {
                let stem = file.strip_suffix(".ftl").filter(|stem| *stem != "labels");
                if let Some(stem) =
                    stem.filter(|stem| !project.articles.iter().any(|a| a.stem() == *stem))
                {
                    let warning = format!("there is no article `seeds/{stem}.md`");
                    out.push(
                        Diagnostic::warning("obsolete-file", warning)
                            .at(Origin::file(&FileId::new(format!("i18n/{name}/{file}"))))
                            .hint("delete the file, or rename it as the article was renamed"),
                    );
                }
            }
        }
    }
}

/// What the author writes: the spaces of French.
fn check_original(original: &Original, language: &Language, out: &mut Diagnostics) {
    if language.name() != "fr" {
        return;
    }
    for (segment, aligned) in original.segments.iter().zip(&original.aligned) {
        for (_, markup) in &segment.parts {
            out.extend(in_article(
                &aligned.id,
                &Side::new(markup),
                &segment.origin,
                language,
            ));
        }
    }
}

fn check_translation(
    vfs: &Vfs,
    original: &Original,
    document: &Document,
    rules: &Rules,
    fixes: &mut Fixes,
    out: &mut Diagnostics,
) {
    let article = &original.article;
    let file = catalogue_file(&document.locale, &article.file);
    // What cannot be parsed was reported when the document was made.
    let Some(catalogue) = read_catalogue(vfs, &file, &mut Diagnostics::default()) else {
        out.extend(document.unready.values().cloned());
        return;
    };
    if !conflict::find(&catalogue.text).is_empty() {
        // `sync` has to put the two sides together first.
        return;
    }
    // What is broken is not missing: that was said.
    let junk = catalogue
        .entries
        .iter()
        .filter(|entry| matches!(entry.kind, catalogue::Kind::Junk(_)));
    let broken: BTreeSet<&str> = junk.filter_map(|entry| entry.id()).collect();
    let is_broken = |id: &str| catalogue.message(id).is_none() && broken.contains(id);
    let unready = document.unready.iter();
    out.extend(
        unready
            .filter(|(id, _)| !is_broken(id))
            .map(|(_, reason)| reason.clone()),
    );
    let mut sources: BTreeMap<&str, Source> = BTreeMap::new();
    for (segment, aligned) in original.segments.iter().zip(&original.aligned) {
        let message = catalogue.message(&aligned.id);
        for (attribute, _) in &segment.parts {
            if message.is_some_and(|message| message.part(attribute.unwrap_or_default()).is_none())
            {
                let key = Key {
                    id: aligned.id.clone(),
                    attribute: *attribute,
                };
                let text = Text::new(Vec::new(), segment.origin.clone());
                out.push(missing(&key, &text, &document.locale, article, false));
            }
        }
        let parts = segment
            .parts
            .iter()
            .map(|(name, markup)| (name.unwrap_or_default(), markup.as_str()));
        let source = Source {
            parts: parts.collect(),
            ..Source::default()
        };
        sources.insert(&aligned.id, source);
    }
    let wanted: BTreeSet<&str> = sources.keys().copied().collect();
    completeness::obsolete(&catalogue, &wanted, out);
    let found = check(&catalogue, Kind::Article, &sources, rules, out);
    for (id, finding) in found {
        out.push(finding.diagnostic);
        // A repaired sign is no new translation: it would make a stale one look like one.
        if !is_stale(&document.unready, &id) {
            fixes.entry(file.clone()).or_default().extend(finding.edits);
        }
    }
}

fn is_stale(unready: &Unready, id: &str) -> bool {
    unready
        .get(id)
        .is_some_and(|reason| reason.code == "stale-translation")
}

/// The labels of a locale that are the project's own.
fn check_labels(
    vfs: &Vfs,
    project: &Project,
    locale: &Locale,
    rules: &Rules,
    fixes: &mut Fixes,
    out: &mut Diagnostics,
) {
    let file = labels::file(&locale.name);
    if !vfs.is_own(&file) {
        return;
    }
    let of_source = labels::read(vfs, &project.source.name, &mut Diagnostics::default());
    // What is wrong with their syntax was reported with each document.
    let mut syntax = Diagnostics::default();
    let own = labels::read(vfs, &locale.name, &mut syntax);
    out.extend(syntax);
    let Some(catalogue) = own.last() else { return };
    let mut sources: BTreeMap<&str, Source> = BTreeMap::new();
    for from in &of_source {
        for entry in &from.entries {
            let Some(message) = entry.id().and_then(|id| from.message(id)) else {
                continue;
            };
            let source = sources.entry(message.id.as_str()).or_default();
            source.is_described |= !from.comment(entry).is_empty() && from.file != file;
            if *locale != project.source {
                source.parts = message
                    .parts
                    .iter()
                    .map(|part| (&*part.name, &*part.flat))
                    .collect();
                source.message = Some(message);
            }
        }
    }
    for (_, finding) in check(catalogue, Kind::Labels, &sources, rules, out) {
        out.push(finding.diagnostic);
        fixes.entry(file.clone()).or_default().extend(finding.edits);
    }
}
