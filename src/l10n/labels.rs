//! Labels: the strings of the layouts in one locale, the defaults overridden by a project's own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::article::ast::{Meta, Text, Var};
use crate::article::worded;
use crate::diagnostic::Diagnostics;
use crate::l10n::bundle::{Bundle, Values};
use crate::l10n::catalogue::Catalogue;
use crate::l10n::message::Message;
use crate::l10n::names;
use crate::l10n::typography::quote_styles;
use crate::locale::Locale;
use crate::origin::FileId;
use crate::vfs::{self, Vfs};

/// The variables of labels whose values differ between artifacts.
pub const OF_ARTIFACT: [&str; 2] = ["minutes", "words"];
/// The variables of the article that every label may use.
pub const OF_ARTICLE: [&str; 6] = ["title", "date", "authors", "names", "series", "publisher"];
/// The value of `$names`, `$series` or `$publisher` where there is none: a variant that labels select.
pub const NONE: &str = "none";
/// The locale whose default labels define which labels exist.
pub const REFERENCE: &str = "en";

/// The path of a locale's labels file.
pub fn file(locale: &str) -> FileId {
    FileId::new(format!("i18n/{locale}/labels.ftl"))
}

/// Whether a path is that of a labels file.
pub fn is_file(file: &FileId) -> bool {
    file.path().starts_with("i18n/") && file.path().ends_with("/labels.ftl")
}

/// The locales whose labels a locale uses, each overriding those before it: its parents, then itself.
pub fn chain(locale: &Locale) -> Vec<Locale> {
    let parents = locale.parents().into_iter().rev();
    parents.chain([locale.clone()]).collect()
}

/// The catalogues of a locale's labels, each overriding those before it: for each locale of [`chain`], the default
/// labels, if any, and then the project's own. Errors of the project's files are reported.
pub fn read(vfs: &Vfs, locale: &Locale, out: &mut Diagnostics) -> Vec<Catalogue> {
    let mut all = Vec::new();
    let region = locale;
    for locale in chain(locale) {
        let file = file(&locale.name);
        let default = vfs.default_text(&file);
        if let Some(text) = &default {
            let text = with_quotes_of(region, text, &locale);
            all.push(Catalogue::parse(&file, &text, &mut Diagnostics::default()));
        }
        if !vfs.is_own(&file) {
            continue;
        }
        match vfs.read_text(&file, out) {
            vfs::Text::There(text) if default.as_ref() == Some(&text) => {}
            vfs::Text::There(text) => all.push(Catalogue::parse(&file, &text, out)),
            vfs::Text::Absent | vfs::Text::Unreadable => {}
        }
    }
    all
}

/// Default labels that a region inherits, with its own quotes: Swiss pages have « », and German ones „ “.
fn with_quotes_of(region: &Locale, text: &Arc<str>, locale: &Locale) -> Arc<str> {
    let [Some(own), Some(inherited)] = [region, locale].map(quote_styles::outer) else {
        return Arc::clone(text);
    };
    if own == inherited {
        return Arc::clone(text);
    }
    let quote = |c: char| match inherited.iter().position(|quote| *quote == c) {
        Some(at) => own[at],
        None => c,
    };
    text.chars().map(quote).collect::<String>().into()
}

/// Adds labels of the source language, and for others of the reference locale, as fallbacks for a draft.
pub fn lend(vfs: &Vfs, source: &Locale, bundle: &mut Bundle) {
    let mut ignored = Diagnostics::default();
    for locale in [Locale::parse(REFERENCE), Some(source.clone())]
        .into_iter()
        .flatten()
    {
        if locale != *bundle.locale() {
            let catalogues = read(vfs, &locale, &mut ignored);
            catalogues
                .iter()
                .for_each(|catalogue| bundle.lend(catalogue, &locale.name));
        }
    }
}

/// The ids of all labels that every locale must have, with the layout parameters that each may use.
pub fn required(vfs: &Vfs, source: &Locale) -> BTreeMap<String, BTreeSet<String>> {
    let mut ignored = Diagnostics::default();
    let mut catalogues = read(vfs, source, &mut ignored);
    if let Some(text) = vfs.default_text(&file(REFERENCE)) {
        let file = file(REFERENCE);
        catalogues.push(Catalogue::parse(&file, &Arc::clone(&text), &mut ignored));
    }
    let messages = catalogues.iter().flat_map(|catalogue| &catalogue.messages);
    messages
        .map(|message| (message.id.clone(), layout_values(&message.plain_variables)))
        .collect()
}

/// The labels that a locale must have for articles whose elements print `printed`. A label of an element that no
/// article uses is needed only if the locale has it already, so that it is checked.
pub fn needed(
    required: &BTreeMap<String, BTreeSet<String>>,
    printed: &BTreeSet<&'static str>,
    is_there: impl Fn(&str) -> bool,
) -> BTreeMap<String, BTreeSet<String>> {
    let is_idle =
        |id: &String| worded::is_of_element(id) && !printed.contains(id.as_str()) && !is_there(id);
    let needed = required.iter().filter(|(id, _)| !is_idle(id));
    needed
        .map(|(id, values)| (id.clone(), values.clone()))
        .collect()
}

/// The variables of a label whose values the layout gives.
pub fn layout_values(variables: &BTreeSet<String>) -> BTreeSet<String> {
    let known = |name: &str| OF_ARTICLE.contains(&name) || OF_ARTIFACT.contains(&name);
    let own = variables.iter().filter(|name| !known(name));
    own.cloned().collect()
}

/// Whether a label says how long an artifact is.
pub fn is_of_artifact(message: &Message) -> bool {
    OF_ARTIFACT.iter().any(|name| {
        message.plain_variables.contains(*name) || message.computed_variables.contains(*name)
    })
}

/// Whether a label is the same for all articles of a locale: it uses no value of theirs, itself or by another message.
pub fn is_constant(message: &Message, required: &BTreeMap<String, BTreeSet<String>>) -> bool {
    let given = required.get(&message.id);
    let mut used = message
        .plain_variables
        .iter()
        .chain(&message.computed_variables);
    let of_layout = |name: &String| given.is_some_and(|given| given.contains(name));
    used.all(of_layout) && message.references.keys().all(|id| id.starts_with('-'))
}

/// The values that only labels have: `$authors`, how many there are, and `$names`, `$series` and `$publisher`, words or
/// the word `none`.
pub fn values(meta: &Meta, publisher: Option<&str>, locale: &Locale) -> Values {
    let names = names::list(&meta.names(), locale);
    let series = meta.series.as_ref().map(Text::plain);
    let publisher = publisher.map(|name| match locale.pseudo() {
        Some(_) => name.to_owned(),
        None => names::shown(name, locale),
    });
    let words = [
        ("names", names),
        ("series", series),
        ("publisher", publisher),
    ];
    let words = words.map(|(name, words)| (name, Var::Text(words.unwrap_or(NONE.to_owned()))));
    let count = Var::Number(meta.authors.len().to_string());
    let all = words.into_iter().chain([("authors", count)]);
    all.map(|(name, value)| (name.to_owned(), value)).collect()
}
