//! From files to documents: every requested article, in every requested locale.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::article::abbreviation;
use crate::article::worded;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::l10n::bundle::{Bundle, values};
use crate::l10n::label_format::{self, LabelSource};
use crate::l10n::label_set::LabelSet;
use crate::l10n::labels;
use crate::l10n::localize::{self, Readings};
use crate::l10n::message::Message;
use crate::l10n::standing;
use crate::locale::Locale;
use crate::origin::FileId;
use crate::pipeline::build::document::{Document, Prepared, places};
use crate::pipeline::build::document_findings::{
    check_date, forget_replacements, is_begun, is_copied, not_begun, tolerated, undefined_notes,
};
use crate::pipeline::build::images::Viewer;
use crate::pipeline::build::others::others;
use crate::pipeline::build::publishability::{Unpublishable, in_draft, unpublishable};
use crate::pipeline::build::request::Request;
use crate::pipeline::build::session::Session;
use crate::pipeline::build::threads::{in_pool, parallel};
use crate::pipeline::sources::Sources;
use crate::pipeline::sources::files::{catalogue_file, read_catalogue};
use crate::pipeline::sources::original::{Original, is_mistaken};
use crate::project::Format;
use crate::project::per_language::PerLanguage;
use crate::selection::check::empty;
use crate::yaml::tree::Written;

/// From so many articles on, each thread makes whole ones.
const MANY: usize = 16;

impl Session {
    /// Reads every article that is requested, and makes its documents.
    pub fn prepare(&self, request: &Request, out: &mut Diagnostics) -> Vec<Prepared> {
        let files = self.sources().project().articles.iter();
        let files = files.filter(|file| request.wants_article(file.stem()));
        let all = self.prepare_articles(files.collect(), request, out);
        self.check_standing(out);
        self.check_scripts(&all, out);
        forget_replacements(out);
        all
    }

    /// Reads these articles, and makes their documents.
    pub fn prepare_articles(
        &self,
        files: Vec<&FileId>,
        request: &Request,
        out: &mut Diagnostics,
    ) -> Vec<Prepared> {
        let engine = || self.engine();
        let preparation = Preparation {
            sources: self.sources(),
            viewer: Viewer::new(self.vfs(), &engine),
            request,
        };
        let files: Vec<_> = files.into_iter().enumerate().collect();
        let make = |(at, file)| {
            let mut found = Diagnostics::default();
            let made = preparation.article(file, &mut found);
            (at, made, found)
        };
        // A few articles share the threads among their languages.
        let mut made: Vec<_> = match files.len() {
            ..MANY => in_pool(request.jobs, || files.into_iter().map(make).collect()),
            _ => parallel(&files, request.jobs, make),
        };
        made.sort_by_key(|(at, ..)| *at);
        let mut all = Vec::new();
        for (_, made, found) in made {
            out.extend(found);
            all.extend(made);
        }
        all
    }

    /// Checks what is the same for all articles: the texts of the settings, and fonts.
    pub fn check_standing(&self, out: &mut Diagnostics) {
        for text in self.sources().project().standing.texts() {
            let settings = self.vfs().text(&text.all().file);
            standing::check(text, &settings.unwrap_or_default(), out);
        }
        self.check_fonts(out);
        self.find_families(out);
    }
}

/// What all articles of a request are prepared with.
struct Preparation<'a> {
    sources: &'a Sources,
    viewer: Viewer<'a>,
    request: &'a Request,
}

impl Preparation<'_> {
    /// The audiences and formats that are requested.
    fn wanted(&self) -> impl Iterator<Item = (&str, Format)> {
        let audiences = self.sources.project().audiences.iter();
        let audiences = audiences.filter(|it| Request::wants(&self.request.audiences, &it.name));
        audiences.flat_map(|audience| {
            let formats = audience.formats.iter().copied();
            let formats = formats.filter(|format| self.request.wants_format(*format));
            formats.map(|format| (audience.name.as_str(), format))
        })
    }

    /// An article with its documents; none if it cannot be read.
    fn article(&self, file: &FileId, out: &mut Diagnostics) -> Option<Prepared> {
        let project = self.sources.project();
        let locales =
            project.wanted_locales(&self.request.locales_of(file.stem()), self.request.draft);
        let mut found = Diagnostics::default();
        // What is found in translations is reported with the documents.
        let (original, ()) = rayon::join(
            || self.sources.original(file, &mut found),
            || self.sources.read_ahead(&locales, file),
        );
        let Some(original) = original.filter(|_| !is_mistaken(&found)) else {
            out.extend(found);
            for locale in &project.locales {
                read_catalogue(self.sources.vfs(), &catalogue_file(locale, file), out);
            }
            return None;
        };
        check_date(&original.article, self.request, &mut found);
        let is_wrong = found.has_errors();
        if !is_wrong {
            let mut bare = Diagnostics::default();
            empty(&original.article, self.wanted(), &mut bare);
            // A line that is no heading is one finding.
            let is_new = |bare: &Diagnostic| found.iter().all(|d| d.origin != bare.origin);
            found.extend(bare.into_iter().filter(is_new).collect::<Vec<_>>());
        }
        // Without `audiences:`, the sections of each audience are unknown, and so are all pages.
        let unread = original.article.meta.unread;
        out.extend(found);
        let documents = locales.par_iter().map(|locale| {
            let mut found = Diagnostics::default();
            let mut document = self.document(&original, locale, &mut found);
            // Messages may use a value that cannot be read.
            if unread.vars || unread.date {
                let is_known = |d: &Diagnostic| d.code != Code::UnknownVariable;
                found = found.into_iter().filter(is_known).collect();
            }
            if self.request.draft {
                found = found.map(|found| tolerated(found, &mut document));
            }
            document.is_wrong = is_wrong || found.has_errors();
            (document, found)
        });
        let documents: Vec<(Document, Diagnostics)> = documents.collect();
        let mut prepared = Prepared {
            original,
            documents: Vec::new(),
        };
        for (document, found) in documents {
            out.extend(found);
            prepared
                .documents
                .extend(Some(document).filter(|_| !unread.audiences));
        }
        Some(prepared)
    }

    /// Makes the document of a locale.
    fn document(&self, original: &Original, locale: &Locale, out: &mut Diagnostics) -> Document {
        let (sources, request) = (self.sources, self.request);
        let (vfs, project) = (sources.vfs(), sources.project());
        let article = &original.article;
        // A pseudo-locale is made from the source language, with its labels and its images.
        let language = match locale.pseudo() {
            Some(_) => &project.source,
            None => locale,
        };
        let own_labels = sources.labels(language, out);
        let labels_bundle = sources.label_bundle(language);
        let printed = &worded::printed(article);
        let required = &sources.needed_labels(language, printed);
        let mut values = values(&article.meta);
        let is_begun = is_begun(vfs, project, language);
        match is_begun {
            true => sources.check_labels(language, printed, &values, out),
            false => out.push(not_begun(project, language, request.draft)),
        }
        let shared = labels_bundle.clone();
        let labels_bundle = match request.draft {
            true => {
                let mut bundle = Bundle::new(language);
                labels::lend(vfs, &project.source, &mut bundle);
                own_labels
                    .iter()
                    .for_each(|catalogue| bundle.add(catalogue));
                Arc::new(bundle)
            }
            false => labels_bundle,
        };
        let is_source = *language == project.source;
        let mut not_ready = Unpublishable::new();
        let mut broken = BTreeSet::new();
        let (localized, readings) = if is_source {
            let localized = localize::source(article, &project.source, locale, &mut values);
            (localized, Readings::new())
        } else {
            let translation = sources.translation(locale, &article.file, out);
            let ids = original.aligned.iter().map(|aligned| &aligned.id);
            broken = ids
                .filter(|id| translation.is_broken(id))
                .cloned()
                .collect();
            // Messages may refer to labels and their terms.
            let mut bundle = Bundle::over(&shared);
            let parents = translation.parents.iter().rev();
            for translation in parents.chain([&*translation]) {
                if let Some(catalogue) = &translation.catalogue {
                    bundle.add(catalogue);
                }
            }
            let mut found = Diagnostics::default();
            let (source, values) = (&project.source, &mut values);
            // Linking the messages takes one thread, and looking at what has become of them any.
            let (localized, reasons) = rayon::join(
                || localize::translation(article, source, &bundle, values, &mut found),
                || match is_begun {
                    true => unpublishable(original, &translation, source, request.draft),
                    false => Unpublishable::new(),
                },
            );
            let mut localized = localized;
            if is_begun {
                abbreviation::check_translation(&mut localized.0, out);
            }
            not_ready = reasons;
            found.retain(|d| !is_copied(d, original, &translation));
            for (id, reason) in undefined_notes(&mut found, original, &translation) {
                let reason = in_draft(reason, request.draft);
                not_ready.entry(id).or_default().push(reason);
            }
            out.extend(found);
            localized
        };
        let others = others(sources, &localized, locale, request.draft, &mut not_ready);
        let publisher = project.brand.name.as_ref().map(|(name, _)| name.as_str());
        values.extend(labels::values(&localized.meta, publisher, locale));
        let editions = request.editions.iter().map(|edition| {
            let has_its_words = is_source || language.inherits(&project.source);
            let mut images = self
                .viewer
                .images(article, language, *edition, has_its_words, out);
            if let Some((logo, origin)) = &project.brand.logo {
                let shown = self.viewer.logo((logo, origin), language, *edition, out);
                images.insert(logo.clone(), shown);
            }
            if let Some(cover) = project.standing.picture() {
                let shown = self
                    .viewer
                    .cover(cover, language, *edition, has_its_words, out);
                images.insert(cover.0.clone(), shown);
            }
            (*edition, images)
        });
        let editions: BTreeMap<_, _> = editions.collect();
        let source = LabelSource {
            bundle: &labels_bundle,
            locale,
            required,
            values: &values,
        };
        let mut labels = LabelSet::default();
        // A draft has labels of other languages in place of those that there are not.
        if !request.draft {
            labels.add(sources.constant_labels(locale, out));
        }
        let own =
            |message: &Message| !labels::is_of_artifact(message) && !labels.contains(&message.id);
        let of_article = label_format::format(source, own, out);
        labels.add(Arc::new(of_article));
        let of_publisher = |texts: &PerLanguage<Written>| {
            let text = texts.get(language)?;
            Some(standing::text(text, language, locale))
        };
        Document {
            locale: locale.clone(),
            imprint: of_publisher(&project.standing.imprint),
            contact: of_publisher(&project.standing.contact),
            images: editions,
            article: localized,
            readings,
            cited: places(original, project),
            cites: original.cited.clone(),
            others,
            bundle: labels_bundle,
            values,
            labels,
            required: required.clone(),
            unpublishable: not_ready,
            broken,
            is_begun,
            is_wrong: false,
        }
    }
}
