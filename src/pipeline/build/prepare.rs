//! From files to documents: every requested article, in every requested locale.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::article::abbreviation;
use crate::article::ast::{Article, Reference, Text};
use crate::article::worded;
use crate::citation::cited::{Setting, cited};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::l10n::bundle::{Bundle, Values, values};
use crate::l10n::label_format::{self, LabelSource};
use crate::l10n::label_set::LabelSet;
use crate::l10n::labels;
use crate::l10n::localize::{self, Readings};
use crate::l10n::message::Message;
use crate::l10n::standing;
use crate::locale::Locale;
use crate::origin::{FileId, Origin};
use crate::pipeline::build::images::Viewer;
use crate::pipeline::build::others::{Others, others};
use crate::pipeline::build::publishability::{Unpublishable, unpublishable};
use crate::pipeline::build::request::Request;
use crate::pipeline::build::session::Session;
use crate::pipeline::build::threads::{in_pool, parallel};
use crate::pipeline::sources::cited::Cited;
use crate::pipeline::sources::files::{catalogue_file, lineage, read_catalogue};
use crate::pipeline::sources::original::{Original, is_mistaken};
use crate::pipeline::sources::translation::Translation;
use crate::pipeline::sources::{Required, Sources};
use crate::project::per_language::PerLanguage;
use crate::project::{Edition, Format, Project, SETTINGS};
use crate::vfs::Vfs;
use crate::yaml::tree::Written;

/// From so many articles on, each thread makes whole ones.
const MANY: usize = 16;

/// An article with its documents.
pub struct Prepared {
    /// As it was written, with the ids of its messages.
    pub original: Arc<Original>,
    /// One for each requested locale.
    pub documents: Vec<Document>,
}

/// An article in one locale, with all that its artifacts share.
pub struct Document {
    /// Its language; a pseudo-locale is one of its own.
    pub locale: Locale,
    /// The article in it.
    pub article: Article,
    /// What its messages were read as, in the order of the article's segments; of none in the source language.
    pub readings: Readings,
    /// What the article can cite, and how.
    cites: Option<Cited>,
    /// The other articles that it leads to.
    pub others: Others,
    /// Where it cites: the article for an audience and a format, with its citations in words.
    cited: BTreeMap<(String, Format), OnceLock<Article>>,
    /// The entries of its labels; of a pseudo-locale, those of the source language.
    pub bundle: Arc<Bundle>,
    /// What its labels may use.
    pub values: Values,
    /// The labels that all its artifacts share.
    pub labels: LabelSet,
    /// The labels that there must be, with the layout's values that each may use.
    pub required: Required,
    /// The messages whose translation cannot be published, with the reason.
    pub unpublishable: Unpublishable,
    /// The messages that cannot be parsed, which was reported.
    pub broken: BTreeSet<String>,
    /// The imprint in it.
    pub imprint: Option<Text>,
    /// Whom to write to, in it.
    pub contact: Option<Text>,
    /// The file that is shown for each image, for the logo and for the cover, in each requested edition.
    pub images: BTreeMap<Edition, BTreeMap<FileId, FileId>>,
    /// Whether its language has any files; if not, that is the one finding, not every missing message.
    pub is_begun: bool,
    /// Whether an error was found in what it was made from.
    pub is_wrong: bool,
}

impl Document {
    /// The article for an audience and a format.
    pub fn article(&self, audience: &str, format: Format, source: &Locale) -> &Article {
        let place = self.cited.get(&(audience.to_owned(), format));
        let (Some(cites), Some(place)) = (&self.cites, place) else {
            return &self.article;
        };
        place.get_or_init(|| {
            let setting = Setting {
                works: &cites.works,
                style: &cites.style,
                language: match self.locale.pseudo() {
                    Some(_) => source,
                    None => &self.locale,
                },
            };
            cited(&self.article, audience, format, setting)
        })
    }

    /// The works of the lists of its artifacts: one may stand in several.
    pub fn cited_works<'a>(&'a self, source: &'a Locale) -> impl Iterator<Item = &'a Reference> {
        let places = self.cited.keys();
        places
            .flat_map(move |(audience, format)| &self.article(audience, *format, source).references)
    }
}

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

/// What stands for bytes that are not UTF-8 is no character of its own.
fn forget_replacements(out: &mut Diagnostics) {
    let broken: BTreeSet<FileId> = out
        .iter()
        .filter(|d| d.code == Code::InvalidUtf8)
        .filter_map(|d| Some(d.origin.as_ref()?.file.clone()))
        .collect();
    if !broken.is_empty() {
        out.retain(|d| {
            let is_there = d.origin.as_ref().is_some_and(|o| broken.contains(&o.file));
            !(is_there && d.code == Code::InvisibleCharacter && d.message.contains("U+FFFD"))
        });
    }
}

/// What all articles of a request are prepared with.
struct Preparation<'a> {
    sources: &'a Sources,
    viewer: Viewer<'a>,
    request: &'a Request,
}

impl Preparation<'_> {
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

/// A place for what each audience and format get of an article that cites.
fn places(original: &Original, project: &Project) -> BTreeMap<(String, Format), OnceLock<Article>> {
    let is_citing = original.cited.as_ref().is_some_and(|cited| cited.is_citing);
    let audiences = project.audiences.iter().filter(|_| is_citing);
    let all = audiences.flat_map(|audience| {
        let formats = audience.formats.iter();
        formats.map(|format| ((audience.name.clone(), *format), OnceLock::new()))
    });
    all.collect()
}

/// Whether what looks like markup was reported for the source text of the message too, and is printed as it stands: the
/// author decides on both.
fn is_copied(found: &Diagnostic, original: &Original, translation: &Translation) -> bool {
    let place = found.origin.as_ref();
    let is_printed = matches!(found.code, Code::LeftoverMarkup | Code::LostSigns);
    let Some(origin) = place.filter(|_| is_printed) else {
        return false;
    };
    original.misread.iter().any(|id| {
        let message = translation.message(id);
        message.is_some_and(|message| {
            let at = &message.origin;
            at.file == origin.file && at.range.contains(&origin.range.start)
        })
    })
}

/// In a draft, what is wrong with a language's own files is a warning: a faulty message is marked where it stands, and the
/// source language stands in for what is missing or cannot be read.
fn tolerated(mut found: Diagnostic, document: &mut Document) -> Diagnostic {
    let folder = format!("i18n/{}/", document.locale.name);
    let Some(origin) = found.origin.clone() else {
        return found;
    };
    if origin.file.path().starts_with(&folder) {
        found = found.as_warning();
        let own = |text: &&Text| {
            let at = &text.origin;
            at.file == origin.file
                && at.range.start <= origin.range.start
                && origin.range.start < at.range.end
        };
        if let Some(text) = document.article.texts().into_iter().find(own) {
            let id = text.key.id.clone();
            document
                .unpublishable
                .entry(id)
                .or_default()
                .push(found.clone());
        }
    }
    found
}

/// PDF/A requires a date in every file, and a build has no clock.
fn check_date(article: &Article, request: &Request, out: &mut Diagnostics) {
    let meta = &article.meta;
    if meta.date.is_none() && request.epoch.is_none() && !meta.unread.date {
        out.push(
            Diagnostic::new(Code::FrontMatterDate, "the article has no date")
                .at(article.meta.origin.clone())
                .hint("add `date: 2025-11-01` to its front matter, or set SOURCE_DATE_EPOCH"),
        );
    }
}

/// Whether a locale has a folder, or a parent that has one, or is the source language or a region of it.
fn is_begun(vfs: &Vfs, project: &Project, locale: &Locale) -> bool {
    let folders = vfs.own_folders("i18n");
    let mut lineage = lineage(locale, &project.source).into_iter();
    *locale == project.source
        || locale.inherits(&project.source)
        || lineage.any(|one| folders.contains(&one.name))
}

/// A language that the settings list, and that has no files yet.
fn not_begun(project: &Project, locale: &Locale, draft: bool) -> Diagnostic {
    let name = &locale.name;
    let message = format!("nothing is translated into {name} yet: there is no folder i18n/{name}");
    let error = match draft {
        true => Diagnostic::new(Code::LocaleNotBegun, message).as_warning(),
        false => Diagnostic::new(Code::LocaleNotBegun, message),
    };
    let place = project.listed.get(name).cloned();
    error
        .at(place.unwrap_or_else(|| Origin::file(&FileId::new(SETTINGS))))
        .hint("`fluentpress sync` makes it, with every text ready to fill in")
}
