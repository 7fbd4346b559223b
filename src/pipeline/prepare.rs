//! From files to documents: every article that is asked for, in every locale.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::article::ast::{Article, Text};
use crate::article::{parse, segment};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::l10n::bundle::{Bundle, Values, values};
use crate::l10n::catalogue::{Catalogue, Message};
use crate::l10n::{align, labels, localize};
use crate::origin::FileId;
use crate::pipeline::images::images;
use crate::pipeline::request::Request;
use crate::project::{Locale, Project};
use crate::vfs::{ReadError, Vfs};

/// An article with its documents.
pub struct Prepared {
    /// As it was written, with the ids of its messages.
    pub article: Article,
    /// One for each locale that is asked for.
    pub documents: Vec<Document>,
}

/// An article in one locale, with all that its artifacts share.
pub struct Document {
    /// The locale.
    pub locale: Locale,
    /// The article in it.
    pub article: Article,
    /// The entries of its labels; of a pseudo-locale, those of the source language.
    pub bundle: Bundle,
    /// What its messages may use.
    pub values: Values,
    /// The labels that all its artifacts share.
    pub labels: BTreeMap<String, Text>,
    /// The labels that there must be, with the layout's values that each may use.
    pub required: Arc<BTreeMap<String, BTreeSet<String>>>,
    /// The file that is shown for each image.
    pub images: BTreeMap<FileId, FileId>,
    /// Whether an error was found in what it was made from.
    pub is_wrong: bool,
}

/// The catalogue of an article in a locale.
pub fn catalogue_file(locale: &Locale, article: &FileId) -> FileId {
    FileId::new(format!("i18n/{}/{}.ftl", locale.name, article.stem()))
}

/// The names that a `:::` fence may use.
pub fn audience_names(project: &Project) -> Vec<String> {
    project.audiences.iter().map(|a| a.name.clone()).collect()
}

/// Parses an article; in a `watch`, only where its text changed.
pub fn read_article(
    vfs: &Vfs,
    file: &FileId,
    audiences: &[String],
    out: &mut Diagnostics,
) -> Option<Article> {
    #[comemo::memoize]
    fn parsed(file: &FileId, text: &str, audiences: &[String]) -> Arc<(Article, Diagnostics)> {
        let mut out = Diagnostics::default();
        let article = parse::parse(file, text, audiences, &mut out);
        Arc::new((article, out))
    }
    match vfs.text(file) {
        Ok(text) => {
            let parsed = parsed(file, &text, audiences);
            out.extend(parsed.1.iter().cloned());
            Some(parsed.0.clone())
        }
        Err(error) => {
            out.push(error.diagnostic(file));
            None
        }
    }
}

/// Parses a catalogue; in a `watch`, only where its text changed. Absent is none, and no error.
pub fn read_catalogue(vfs: &Vfs, file: &FileId, out: &mut Diagnostics) -> Option<Catalogue> {
    #[comemo::memoize]
    fn parsed(file: &FileId, text: &str) -> Arc<(Catalogue, Diagnostics)> {
        let mut out = Diagnostics::default();
        let catalogue = Catalogue::parse(file, &Arc::from(text), &mut out);
        Arc::new((catalogue, out))
    }
    match vfs.text(file) {
        Ok(text) => {
            let parsed = parsed(file, &text);
            out.extend(parsed.1.iter().cloned());
            Some(parsed.0.clone())
        }
        Err(ReadError::NotFound) => None,
        Err(error) => {
            out.push(error.diagnostic(file));
            None
        }
    }
}

/// Reads every article that is asked for, and makes its documents.
pub fn prepare(
    vfs: &Vfs,
    project: &Project,
    request: &Request,
    out: &mut Diagnostics,
) -> Vec<Prepared> {
    let names = audience_names(project);
    let required = Arc::new(labels::required(vfs, &project.source));
    let mut all = Vec::new();
    for file in &project.articles {
        if !Request::wants(&request.articles, file.stem()) {
            continue;
        }
        let mut found = Diagnostics::default();
        let Some(mut article) = read_article(vfs, file, &names, &mut found) else {
            out.extend(found);
            for locale in &project.locales {
                read_catalogue(vfs, &catalogue_file(locale, file), out);
            }
            continue;
        };
        check_language(&article, project, &mut found);
        check_date(&article, request, &mut found);
        let is_wrong = found.has_errors();
        out.extend(found);
        let registry_file = catalogue_file(&project.source, file);
        let registry = read_catalogue(vfs, &registry_file, out);
        let segments = segment::segments(&mut article);
        let ids = align::align(&segments, registry.as_ref());
        segment::set_ids(&mut article, &ids);
        let locales = project.wanted_locales(&request.locales);
        let documents = locales.iter().map(|locale| {
            let mut found = Diagnostics::default();
            let mut document = document(vfs, project, &article, locale, &required, &mut found);
            document.is_wrong = is_wrong || found.has_errors();
            out.extend(found);
            document
        });
        let documents = documents.collect();
        all.push(Prepared { article, documents });
    }
    all
}

fn check_language(article: &Article, project: &Project, out: &mut Diagnostics) {
    let lang = article.meta.lang.as_ref();
    if let Some((lang, origin)) = lang.filter(|(lang, _)| *lang != project.source.name) {
        let source = &project.source.name;
        let message =
            format!("the article is in `{lang}`, and the project's source language is `{source}`");
        out.push(
            Diagnostic::error("article-lang", message)
                .at(origin.clone())
                .hint("set `source:` in fluentpress.yaml; all articles of a project are in one language"),
        );
    }
}

/// PDF/A wants a date in every file, and there is no clock in a build.
fn check_date(article: &Article, request: &Request, out: &mut Diagnostics) {
    let is_wrong = out.iter().any(|d| d.code.starts_with("front-matter"));
    if article.meta.date.is_none() && request.epoch.is_none() && !is_wrong {
        out.push(
            Diagnostic::error("front-matter-date", "the article has no date")
                .at(article.meta.origin.clone())
                .hint("add `date: 2025-11-01` to its front matter, or set SOURCE_DATE_EPOCH"),
        );
    }
}

/// Makes the document of a locale.
fn document(
    vfs: &Vfs,
    project: &Project,
    article: &Article,
    locale: &Locale,
    required: &Arc<BTreeMap<String, BTreeSet<String>>>,
    out: &mut Diagnostics,
) -> Document {
    // A pseudo-locale is made from the source language, with its labels and its images.
    let language = match locale.pseudo() {
        Some(_) => &project.source,
        None => locale,
    };
    let own_labels = labels::read(vfs, &language.name, out);
    let with_labels = || {
        let mut bundle = Bundle::new(language);
        own_labels
            .iter()
            .for_each(|catalogue| bundle.add(catalogue));
        bundle
    };
    let labels_bundle = with_labels();
    let mut values = values(&article.meta);
    labels::check(&labels_bundle, required, &values, out);
    let own = |message: &Message| {
        let mut used = message
            .plain_variables
            .iter()
            .chain(&message.computed_variables);
        !used.any(|name| labels::OF_ARTIFACT.contains(&name.as_str()))
    };
    let is_source = *language == project.source;
    let localized = if is_source {
        localize::source(article, &project.source, locale, &mut values)
    } else {
        // Messages may refer to labels and their terms.
        let mut bundle = with_labels();
        if let Some(catalogue) = read_catalogue(vfs, &catalogue_file(locale, &article.file), out) {
            bundle.add(&catalogue);
        }
        localize::translation(article, &project.source, &bundle, &mut values, out)
    };
    let labels = labels::format(&labels_bundle, locale, required, &values, own, out);
    Document {
        locale: locale.clone(),
        images: images(vfs, article, language, is_source, out),
        article: localized,
        bundle: labels_bundle,
        values,
        labels,
        required: required.clone(),
        is_wrong: false,
    }
}
