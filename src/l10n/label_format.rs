//! Labels as texts: formatted for a document, with parameters where a layout gives the values.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::ast::{Inline, Key, Text, Var};
use crate::article::inline::{self, NoteNames};
use crate::article::invisible;
use crate::article::source::Source;
use crate::diagnostic::Diagnostics;
use crate::l10n::bundle::{Bundle, Values};
use crate::l10n::labels::{NONE, OF_ARTICLE, file};
use crate::l10n::message::Message;
use crate::l10n::pseudo;
use crate::l10n::typography;
use crate::l10n::typography::signs::VALUE;
use crate::locale::Locale;
use crate::origin::Origin;

/// Delimiters of a layout parameter's name while a label is formatted.
const PARAM: [char; 2] = ['\u{E000}', '\u{E001}'];

/// The inputs of formatting a document's labels.
#[derive(Clone, Copy)]
pub struct LabelSource<'a> {
    /// The locale's entries, labels included.
    pub bundle: &'a Bundle,
    /// The locale, which may be a pseudo-locale of the bundle's language.
    pub locale: &'a Locale,
    /// The labels that layouts use, with their parameters.
    pub required: &'a BTreeMap<String, BTreeSet<String>>,
    /// The values of variables.
    pub values: &'a Values,
}

/// Formats the labels that satisfy `keep`, by id. Variables whose values a layout provides become parameters. A missing
/// label is replaced by its id, so that the layout can run and report errors of its own.
pub fn format(
    labels: LabelSource,
    keep: impl Fn(&Message) -> bool,
    out: &mut Diagnostics,
) -> BTreeMap<String, Text> {
    let LabelSource {
        bundle,
        locale,
        required,
        values,
    } = labels;
    let mut values = values.clone();
    if locale.pseudo().is_some() {
        mark(&mut values, bundle);
    }
    for name in required.values().flatten() {
        let [open, close] = PARAM;
        values.insert(name.clone(), Var::Text(format!("{open}{name}{close}")));
    }
    // Characters of values are reported where the values are written.
    let words = values.values().filter_map(|value| match value {
        Var::Text(words) => Some(words.as_str()),
        _ => None,
    });
    let foreign = words.flat_map(str::chars);
    let marks: Vec<char> = foreign
        .filter(|c| invisible::is_wrong(*c) || invisible::is_paired(*c))
        .collect();
    // The title of a pseudo-locale has its override marks already.
    let marks = [&PARAM[..], &VALUE, &pseudo::OVERRIDE, &marks].concat();
    let mut labels = BTreeMap::new();
    // A label that uses a variable without a value is left out, such as the date of an article without one.
    let absent = |name: &&str| !values.contains_key(*name);
    let absent: Vec<&str> = OF_ARTICLE.into_iter().filter(absent).collect();
    let given = |message: &Message| {
        let mut used = message.plain_variables.union(&message.computed_variables);
        !used.any(|name| absent.contains(&name.as_str()))
    };
    let kept = |message: &&Message| message.has_value() && keep(message) && given(message);
    let args = bundle.args(&values);
    let messages = bundle.messages().values().map(AsRef::as_ref);
    for message in messages.filter(kept) {
        let key = Key {
            id: message.id.clone(),
            attribute: None,
        };
        let Some((markup, origin)) = bundle.format(&key, &args, out) else {
            continue;
        };
        let source = Source {
            marks: &marks,
            ..bundle.source(&key, origin)
        };
        let mut text = inline::parse_text(&markup, &NoteNames::default(), &source, out);
        text.inlines = with_params(std::mem::take(&mut text.inlines));
        keep_edges(&markup, &mut text.inlines);
        text.fallback = bundle.lent(&text.origin.file).map(str::to_owned);
        let lender = text.fallback.as_deref().and_then(Locale::parse);
        typography::apply(
            &mut text.inlines,
            lender.as_ref().unwrap_or(bundle.locale()),
        );
        pseudo::apply(&mut text.inlines, locale);
        text.key = key;
        labels.insert(message.id.clone(), text);
    }
    // A missing label was reported; its id stands in for it.
    for (id, params) in required {
        let is_missing = !bundle.messages().get(id).is_some_and(|m| m.has_value());
        if is_missing {
            let params = params.iter().cloned().map(Inline::Param);
            let inlines = std::iter::once(Inline::Text(id.clone())).chain(params);
            let text = Text::new(
                inlines.collect(),
                Origin::file(&file(&bundle.locale().name)),
            );
            labels.insert(id.clone(), text);
        }
    }
    labels
}

/// Marks variables with text as values, which pseudo-locales do not change, except those that a label selects on: of
/// those of the article, only [`NONE`] is selected on. Lists of names have their marks already.
fn mark(values: &mut Values, bundle: &Bundle) {
    let [open, close] = VALUE;
    for (name, value) in values {
        let mut messages = bundle.messages().values();
        let is_computed = messages.any(|message| message.computed_variables.contains(name));
        if let Var::Text(words) = value
            && match OF_ARTICLE.contains(&name.as_str()) {
                true => words != NONE && !words.contains(open),
                false => !is_computed,
            }
        {
            *words = format!("{open}{words}{close}");
        }
    }
}

/// A label may start or end with the space that separates it from the layout's content; parsing trims it.
fn keep_edges(markup: &str, inlines: &mut Vec<Inline>) {
    let space = || Inline::Text(" ".to_owned());
    match inlines.first_mut() {
        Some(Inline::Text(text)) if markup.starts_with(' ') => text.insert(0, ' '),
        _ if markup.starts_with(' ') => inlines.insert(0, space()),
        _ => {}
    }
    match inlines.last_mut() {
        Some(Inline::Text(text)) if markup.ends_with(' ') => text.push(' '),
        _ if markup.ends_with(' ') => inlines.push(space()),
        _ => {}
    }
}

/// Replaces delimited parameter names in texts by parameters.
fn with_params(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut cut = Vec::with_capacity(inlines.len());
    for inline in inlines {
        match inline {
            Inline::Text(text) => {
                for (at, piece) in text.split(PARAM).enumerate() {
                    match (at % 2, piece) {
                        (0, "") => {}
                        (0, words) => cut.push(Inline::Text(words.to_owned())),
                        (_, name) => cut.push(Inline::Param(name.to_owned())),
                    }
                }
            }
            mut other => {
                if let Some(inner) = other.inner_mut() {
                    *inner = with_params(std::mem::take(inner));
                }
                cut.push(other);
            }
        }
    }
    cut
}
