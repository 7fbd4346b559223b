//! The other articles that an article leads to: their titles in the language of a document.

use std::collections::BTreeMap;

use crate::article::address;
use crate::article::ast::{Article, Inline, Text, pieces};
use crate::article::links;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::l10n::bundle::{Bundle, values};
use crate::l10n::localize;
use crate::locale::Locale;
use crate::origin::FileId;
use crate::pipeline::build::publishability::{Unpublishable, unpublishable};
use crate::pipeline::sources::Sources;

/// The message of an article's title.
const TITLE: &str = "meta-title";

/// By what is written for each: the names of other articles, and their titles.
pub type Others = BTreeMap<String, (String, Option<Text>)>;

/// The other articles that a document leads to. A title whose translation cannot be published is a reason for each message that prints it.
pub fn others(
    sources: &Sources,
    article: &Article,
    locale: &Locale,
    draft: bool,
    not_ready: &mut Unpublishable,
) -> Others {
    let mut all = Others::new();
    for url in links::others(article).into_keys() {
        let Some(name) = address::article(url) else {
            continue;
        };
        let file = FileId::new(format!("seeds/{name}.md"));
        let (title, reasons) = title(sources, &file, locale, draft);
        for text in article.texts() {
            let is_printed = &mut false;
            pieces(&text.inlines, &mut |inline| {
                *is_printed |= matches!(inline, Inline::Reference(target) if target == url);
            });
            if *is_printed && !reasons.is_empty() {
                let all = not_ready.entry(text.key.id.clone()).or_default();
                all.extend(reasons.iter().cloned());
            }
        }
        all.insert(url.to_owned(), (name, title));
    }
    all
}

/// The title of an article in a language, and why it cannot be published. What is wrong with the article itself is reported with it.
fn title(
    sources: &Sources,
    file: &FileId,
    locale: &Locale,
    draft: bool,
) -> (Option<Text>, Vec<Diagnostic>) {
    let ignored = &mut Diagnostics::default();
    let source = &sources.project().source;
    let Some(original) = sources.original(file, ignored) else {
        return (None, Vec::new());
    };
    let article = &original.article;
    let values = &mut values(&article.meta);
    if locale.pseudo().is_some() || locale == source {
        let document = localize::source(article, source, locale, values);
        return (document.meta.title, Vec::new());
    }
    let translation = sources.translation(locale, file, ignored);
    let mut bundle = Bundle::over(&sources.label_bundle(locale));
    for translation in translation.parents.iter().rev().chain([&*translation]) {
        if let Some(catalogue) = &translation.catalogue {
            bundle.add(catalogue);
        }
    }
    let (document, _) = localize::translation(article, source, &bundle, values, ignored);
    let reasons = unpublishable(&original, &translation, source, draft).remove(TITLE);
    (document.meta.title, reasons.unwrap_or_default())
}
