//! Every message of a document against the rules. `check` reports all that is found; a build refuses artifacts that
//! print a message with an error.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::ast::{Block, Key, Section, Text, walk};
use crate::brand::Brand;
use crate::diagnostic::{Code, Diagnostics, Severity};
use crate::l10n::labels;
use crate::locale::Locale;
use crate::origin::{FileId, Origin};
use crate::pipeline::build::prepare::{Document, Prepared};
use crate::pipeline::build::publishability::{Unpublishable, in_draft, missing};
use crate::pipeline::build::session::Session;
use crate::pipeline::sources::Sources;
use crate::pipeline::sources::files::{catalogue_file, read_catalogue};
use crate::pipeline::sources::original::Original;
use crate::project::SETTINGS;
use crate::selection;
use crate::translate::check::alone;
use crate::translate::check::catalogue::{Kind, Rules, Source, check};
use crate::translate::check::completeness;
use crate::translate::check::finding::Finding;
use crate::translate::check::glossary::Glossary;
use crate::translate::check::language::Language;
use crate::translate::check::spacing::in_article;
use crate::translate::check::text::Side;
use crate::translate::conflict;
use crate::typeset::coverage::{Coverage, Printed};
use crate::vfs::Vfs;

/// Errors of messages that no page shows: they keep back no file.
const NOT_PRINTED: [Code; 1] = [Code::ExtraPart];

/// What the rules found.
#[derive(Default)]
pub struct Review {
    /// For each file, the findings on its messages, by id, with their repairs.
    pub of_messages: Vec<(FileId, String, Finding)>,
    /// Findings on whole files, and on what no message is.
    pub others: Diagnostics,
}

impl Session {
    /// Looks at the labels of a locale and at the documents in it.
    pub fn review(&self, locale: &Locale, prepared: &[Prepared]) -> Review {
        let project = self.sources().project();
        let mut review = Review::default();
        let language = Language::new(locale);
        let glossary = Glossary::read(self.vfs(), locale, &mut review.others);
        let authors = prepared
            .iter()
            .flat_map(|p| &p.original.article.meta.authors);
        let kept = glossary.kept().map(str::to_owned);
        let kept = kept.chain(project.brand.name.iter().map(|(name, _)| name.clone()));
        let rules = Rules {
            language: &language,
            source: &Language::new(&project.source),
            glossary: &glossary,
            kept: &kept.chain(authors.cloned()).collect::<Vec<_>>(),
        };
        // Without layouts, no letter is printed: the settings that name the audiences may be unreadable.
        let has_pages = project.audiences.iter().any(|a| !a.formats.is_empty());
        let coverage = Coverage::new(self.engine().fonts().book());
        // A pseudo-locale shows the messages of the source language, which was looked at for itself.
        let is_pseudo = locale.pseudo().is_some();
        if !is_pseudo {
            review.labels(self.sources(), locale, &rules);
        }
        for Prepared {
            original,
            documents,
        } in prepared
        {
            let Some(document) = documents.iter().find(|d| d.locale == *locale) else {
                continue;
            };
            if has_pages {
                review.characters(self.vfs(), document, &project.brand, &coverage);
            }
            match *locale == project.source {
                true => review.original(self.vfs(), original, &language),
                false if is_pseudo => {}
                false => review.translation(self.vfs(), original, document, &rules),
            }
        }
        review
    }

    /// Notes, in every document, which of its messages cannot be published for an error that the rules found; in a draft
    /// these are warnings.
    pub fn refuse(&self, prepared: &mut [Prepared], draft: bool, out: &mut Diagnostics) {
        let documents = prepared.iter().flat_map(|p| &p.documents);
        let locales: BTreeSet<Locale> = documents.map(|d| d.locale.clone()).collect();
        for locale in &locales {
            let review = self.review(locale, prepared);
            let labels = labels::file(&locale.name);
            for (file, id, finding) in review.of_messages {
                let is_error = finding.diagnostic.severity == Severity::Error;
                if !is_error || NOT_PRINTED.contains(&finding.diagnostic.code) {
                    continue;
                }
                let reason = in_draft(finding.diagnostic, draft);
                // Labels and the brand are in every document.
                let is_brand = file.path() == SETTINGS;
                let is_shared = file == labels || is_brand;
                if is_shared {
                    out.push(reason.clone());
                }
                let documents = prepared.iter_mut().flat_map(|p| &mut p.documents);
                for document in documents.filter(|d| d.locale == *locale) {
                    let is_own = file == document.article.file
                        || file == catalogue_file(locale, &document.article.file);
                    document.is_wrong |= is_shared && !draft;
                    if is_own || is_brand {
                        let reasons = document.unpublishable.entry(id.clone()).or_default();
                        reasons.push(reason.clone());
                    }
                }
            }
        }
    }
}

impl Review {
    /// The labels of a locale that are the project's own.
    fn labels(&mut self, sources: &Sources, locale: &Locale, rules: &Rules) {
        let file = labels::file(&locale.name);
        if !sources.vfs().is_own(&file) {
            return;
        }
        let source = &sources.project().source;
        let of_source = sources.labels(source, &mut Diagnostics::default());
        // What is wrong with their syntax was reported with each document.
        let mut syntax = Diagnostics::default();
        let own = sources.labels(locale, &mut syntax);
        self.others.extend(syntax);
        let Some(catalogue) = own.last() else { return };
        let mut texts: BTreeMap<&str, Source> = BTreeMap::new();
        for from in &*of_source {
            for entry in &from.entries {
                let Some(message) = entry.id().and_then(|id| from.message(id)) else {
                    continue;
                };
                let text = texts.entry(message.id.as_str()).or_default();
                text.is_described |= !from.comment(entry).is_empty() && from.file != file;
                if locale != source {
                    text.parts = message
                        .parts
                        .iter()
                        .map(|part| (&*part.name, &*part.flat))
                        .collect();
                    text.message = Some(message);
                }
            }
        }
        let found = check(catalogue, Kind::Labels, &texts, rules, &mut self.others);
        self.of_messages.extend(
            found
                .into_iter()
                .map(|(id, finding)| (file.clone(), id, finding)),
        );
    }

    /// What the author writes: the rules that need no translation, and the spaces of French.
    fn original(&mut self, vfs: &Vfs, original: &Original, language: &Language) {
        let text = vfs.lossy(&original.article.file).unwrap_or_default();
        for (segment, aligned) in original.segments.iter().zip(&original.aligned) {
            for (_, markup) in &segment.parts {
                let side = Side::new(markup);
                let (id, origin) = (&aligned.id, &segment.origin);
                if language.name() == "fr" {
                    self.others.extend(in_article(id, &side, origin, language));
                }
                if !original.misread.contains(id) {
                    self.others
                        .extend(alone::in_article(id, &side, origin, &text, language));
                }
            }
        }
    }

    /// The messages of an article in another language.
    fn translation(&mut self, vfs: &Vfs, original: &Original, document: &Document, rules: &Rules) {
        let file = catalogue_file(&document.locale, &original.article.file);
        // What cannot be parsed was reported when the document was made.
        let Some(catalogue) = read_catalogue(vfs, &file, &mut Diagnostics::default()) else {
            return;
        };
        if !conflict::find(&catalogue.text).is_empty() {
            // `sync` has to put the two sides together first.
            return;
        }
        let mut sources: BTreeMap<&str, Source> = BTreeMap::new();
        for (segment, aligned) in original.segments.iter().zip(&original.aligned) {
            let message = catalogue.message(&aligned.id);
            let message = message.filter(|_| !catalogue.is_broken(&aligned.id));
            for (attribute, _) in &segment.parts {
                if message.is_some_and(|m| m.part(attribute.unwrap_or_default()).is_none()) {
                    let key = Key {
                        id: aligned.id.clone(),
                        attribute: *attribute,
                    };
                    let text = Text::new(Vec::new(), segment.origin.clone());
                    let article = &original.article;
                    self.others
                        .push(missing(&key, &text, &document.locale, article, false));
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
        let wanted = sources.keys().copied().collect();
        completeness::obsolete(&catalogue, &wanted, &mut self.others);
        let found = check(&catalogue, Kind::Article, &sources, rules, &mut self.others);
        // Nothing is known of a translation whose source text cannot be read.
        let known = |(id, _): &(String, _)| !original.garbled.contains(id);
        for (id, mut finding) in found.into_iter().filter(known) {
            // A repaired sign is no new translation: it would make a stale one look like one.
            if is_stale(&document.unpublishable, &id) {
                finding.edits.clear();
            }
            self.of_messages.push((file.clone(), id, finding));
        }
    }

    /// The characters of a document, its labels and the brand that no font has.
    fn characters(&mut self, vfs: &Vfs, document: &Document, brand: &Brand, coverage: &Coverage) {
        let article = &document.article;
        let texts = document.labels.values().chain(selection::all(article));
        let mut printed: Vec<Printed> = texts
            .map(|text| Printed {
                name: Some(text.key.to_string()),
                words: text.plain(),
                origin: &text.origin,
            })
            .collect();
        for blocks in article.sections.iter().flat_map(Section::bodies) {
            walk(blocks, &mut |block| {
                if let Block::Code { text, origin, .. } = block {
                    printed.push(Printed {
                        name: None,
                        words: text.clone(),
                        origin,
                    });
                }
            });
        }
        for author in &article.meta.authors {
            printed.push(Printed {
                name: None,
                words: author.clone(),
                origin: &article.meta.origin,
            });
        }
        if let Some((name, origin)) = &brand.name {
            printed.push(Printed {
                name: None,
                words: name.clone(),
                origin,
            });
        }
        let place = |text: &Printed, c: char| exact(vfs, text.origin, c);
        let found = coverage.check(&printed, place);
        let found = printed.iter().zip(found);
        for (text, diagnostic) in
            found.flat_map(|(text, all)| all.into_iter().map(move |d| (text, d)))
        {
            let finding = Finding::new(diagnostic);
            match &text.name {
                Some(name) => {
                    let id = name.split('.').next().unwrap_or_default().to_owned();
                    self.of_messages
                        .push((text.origin.file.clone(), id, finding));
                }
                None => {
                    let id = Key::of_code(text.origin);
                    self.of_messages
                        .push((text.origin.file.clone(), id, finding));
                }
            }
        }
    }
}

fn is_stale(unpublishable: &Unpublishable, id: &str) -> bool {
    let reasons = unpublishable.get(id).into_iter().flatten();
    reasons
        .into_iter()
        .any(|reason| reason.code == Code::StaleTranslation)
}

/// The place of a character in what was written; the whole where it is written in another way, as an escape.
fn exact(vfs: &Vfs, origin: &Origin, c: char) -> Origin {
    let text = vfs.lossy(&origin.file).unwrap_or_default();
    let written = text.get(origin.range.clone()).unwrap_or_default();
    match written.find(c) {
        Some(at) => {
            let start = origin.range.start + at;
            Origin::new(&origin.file, start..start + c.len_utf8())
        }
        None => origin.clone(),
    }
}
