//! Every message of a document against the rules. `check` reports all that is found; a build refuses artifacts that
//! print a message with an error.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;

use crate::article::ast::{Article, Block, Key, Section, Text, walk};
use crate::article::segment::TEXTS_AT_ONCE;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::l10n::labels;
use crate::l10n::message::Part;
use crate::locale::Locale;
use crate::origin::FileId;
use crate::pipeline::build::characters;
use crate::pipeline::build::document::{Document, Prepared};
use crate::pipeline::build::publishability::{Unpublishable, in_draft, missing};
use crate::pipeline::build::request::Request;
use crate::pipeline::build::session::Session;
use crate::pipeline::build::threads::in_pool;
use crate::pipeline::sources::Sources;
use crate::pipeline::sources::files::{catalogue_file, read_catalogue};
use crate::pipeline::sources::original::Original;
use crate::project::SETTINGS;
use crate::translate::check::allow::ArticleAllows;
use crate::translate::check::alone;
use crate::translate::check::catalogue::{Kind, Rules, Source, check};
use crate::translate::check::completeness;
use crate::translate::check::finding::Finding;
use crate::translate::check::language::Language;
use crate::translate::check::spacing::in_article;
use crate::translate::check::text::Side;
use crate::translate::conflict;
use crate::typeset::coverage::Coverage;
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
    /// Looks at the labels and the documents of each locale, on `jobs` threads, 0 for one for each processor.
    pub fn reviews(&self, locales: &[Locale], prepared: &[Prepared], jobs: usize) -> Vec<Review> {
        in_pool(jobs, || {
            // What the reviews of all locales need is there before they start.
            prepared.par_iter().for_each(|p| {
                p.original.sides();
            });
            let reviews = locales
                .par_iter()
                .map(|locale| self.review(locale, prepared));
            reviews.collect()
        })
    }

    fn review(&self, locale: &Locale, prepared: &[Prepared]) -> Review {
        let project = self.sources().project();
        let mut review = Review::default();
        let language = self.sources().language(locale);
        let glossary = self.sources().glossary(locale, &mut review.others);
        let brand = project.brand.name.iter().map(|(name, _)| name.as_str());
        let kept: Vec<&str> = glossary.kept().chain(brand).collect();
        let rules = Rules {
            language: &language,
            source: &self.sources().language(&project.source),
            glossary: &glossary,
            kept: &kept,
        };
        // Without layouts, no letter is printed: the settings that name the audiences may be unreadable.
        let has_pages = project.audiences.iter().any(|a| !a.formats.is_empty());
        let mut coverage = Coverage::new(self.engine().fonts().book());
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
            let authors = original.article.meta.authors.iter();
            let authors = authors.map(|author| author.name.as_str());
            let kept: Vec<&str> = kept.iter().copied().chain(authors).collect();
            let rules = Rules {
                kept: &kept,
                ..rules
            };
            let mut own = Review::default();
            let (found, ()) = rayon::join(
                || match has_pages {
                    true => characters::check(self.vfs(), document, &project.brand, &mut coverage),
                    false => Vec::new(),
                },
                || match *locale == project.source {
                    true => own.original(self.vfs(), original, &language),
                    false if is_pseudo => {}
                    false => own.translation(self.vfs(), original, document, &rules),
                },
            );
            review.of_messages.extend(found);
            review.of_messages.extend(own.of_messages);
            review.others.extend(own.others);
        }
        review
    }

    /// Notes, in every document, which of its messages cannot be published for an error that the rules found; in a draft
    /// these are warnings.
    pub fn refuse(&self, prepared: &mut [Prepared], request: &Request, out: &mut Diagnostics) {
        let documents = prepared.iter().flat_map(|p| &p.documents);
        let locales: BTreeSet<Locale> = documents.map(|d| d.locale.clone()).collect();
        let locales: Vec<Locale> = locales.into_iter().collect();
        let reviews = self.reviews(&locales, prepared, request.jobs);
        refuse_by(locales.iter().zip(reviews), prepared, request, out);
    }
}

/// Notes, in every document, which of its messages cannot be published for an error that these reviews found.
pub fn refuse_by<'l>(
    reviews: impl IntoIterator<Item = (&'l Locale, Review)>,
    prepared: &mut [Prepared],
    request: &Request,
    out: &mut Diagnostics,
) {
    let draft = request.draft;
    for (locale, review) in reviews {
        let labels = labels::file(&locale.name);
        let documents = prepared.iter_mut().flat_map(|p| &mut p.documents);
        let mut documents: Vec<_> = documents.filter(|d| d.locale == *locale).collect();
        let files = documents.iter().enumerate().flat_map(|(at, document)| {
            let article = &document.article.file;
            [article.clone(), catalogue_file(locale, article)].map(|file| (file, at))
        });
        let files: BTreeMap<FileId, usize> = files.collect();
        for (file, id, finding) in review.of_messages {
            let is_error = finding.diagnostic.severity == Severity::Error;
            if !is_error || NOT_PRINTED.contains(&finding.diagnostic.code) {
                continue;
            }
            let reason = in_draft(finding.diagnostic, draft);
            // Labels and the brand are in every document.
            let is_brand = file.path() == SETTINGS;
            let is_shared = file == labels || is_brand;
            // Any message may show a term.
            let is_everywhere = is_shared || id.starts_with('-');
            if is_everywhere {
                out.push(reason.clone());
            }
            let concerned = match files.get(&file) {
                _ if is_shared => &mut documents[..],
                Some(at) => &mut documents[*at..=*at],
                None => &mut [],
            };
            for document in concerned {
                document.is_wrong |= is_everywhere && !draft;
                if file != labels && !id.starts_with('-') {
                    let reasons = document.unpublishable.entry(id.clone()).or_default();
                    reasons.push(reason.clone());
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
        let side = |part: &Part| (part.name.clone(), Side::new(&part.flat));
        let mut messages = Vec::new();
        for from in &*of_source {
            for entry in &from.entries {
                if let Some(message) = entry.id().and_then(|id| from.message(id)) {
                    let is_described = !from.comment(entry).is_empty() && from.file != file;
                    let sides: Vec<_> = message.parts.iter().map(side).collect();
                    messages.push((message, is_described, sides));
                }
            }
        }
        let mut texts: BTreeMap<&str, Source> = BTreeMap::new();
        for (message, is_described, sides) in &messages {
            let text = texts.entry(message.id.as_str()).or_default();
            text.is_described |= is_described;
            if locale != source {
                text.parts = sides.iter().map(|(name, side)| (&**name, side)).collect();
                text.message = Some(message);
            }
        }
        let wanted = sources.required_labels().keys().map(String::as_str);
        completeness::obsolete_labels(catalogue, &wanted.collect(), &mut self.others);
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
        let segments = original.segments.iter().zip(original.sides());
        let segments: Vec<_> = segments.zip(&original.aligned).collect();
        let found =
            segments
                .par_iter()
                .with_max_len(TEXTS_AT_ONCE)
                .map(|((segment, sides), aligned)| {
                    let (id, origin) = (&aligned.id, &segment.origin);
                    let mut found = Vec::new();
                    for side in *sides {
                        if language.name() == "fr" {
                            found.extend(in_article(id, side, origin, language));
                        }
                        if !original.misread.contains(id) {
                            found.extend(alone::in_article(id, side, origin, &text, language));
                        }
                    }
                    found
                });
        let found: Vec<Vec<Diagnostic>> = found.collect();
        let mut found = found.into_iter().flatten().collect();
        let file = &original.article.file;
        let mut allows =
            ArticleAllows::read(file, &text, &code(&original.article), &mut self.others);
        allows.silence(&mut found);
        allows.unused(file, &mut self.others);
        self.others.extend(found);
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
        let segments = original.segments.iter().zip(original.sides());
        let mut readings = document.readings.iter();
        for ((segment, sides), aligned) in segments.zip(&original.aligned) {
            let readings = readings.next().into_iter().flatten();
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
            let parts = segment.parts.iter().zip(sides);
            let parts = parts.map(|((name, _), side)| (name.unwrap_or_default(), side));
            let read = segment.parts.iter().zip(readings);
            let read = read.filter_map(|((name, _), reading)| {
                Some((name.unwrap_or_default(), reading.as_ref()?))
            });
            let source = Source {
                parts: parts.collect(),
                read: read.collect(),
                ..Source::default()
            };
            sources.insert(&aligned.id, source);
        }
        // A message that has another id since the article was edited is renamed by `sync`.
        let renamed = original.renamed().into_keys();
        let wanted = sources.keys().copied().chain(renamed).collect();
        if !original.has_errors {
            completeness::obsolete(&catalogue, &wanted, &mut self.others);
        }
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
}

/// The places of an article's code blocks.
pub fn code(article: &Article) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    for blocks in article.sections.iter().flat_map(Section::bodies) {
        walk(blocks, &mut |block| {
            if let Block::Code { origin, .. } = block {
                places.push(origin.range.clone());
            }
        });
    }
    places
}

fn is_stale(unpublishable: &Unpublishable, id: &str) -> bool {
    let reasons = unpublishable.get(id).into_iter().flatten();
    reasons
        .into_iter()
        .any(|reason| reason.code == Code::StaleTranslation)
}
