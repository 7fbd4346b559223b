//! Labels: the strings of the layouts in one locale, the defaults overridden by a project's own.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::article::ast::{Date, Inline, Key, Meta, Text, Var};
use crate::article::inline::{self, NoteNames};
use crate::article::invisible;
use crate::article::source::Source;
use crate::article::worded;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::l10n::bundle::{Bundle, Values};
use crate::l10n::catalogue::Catalogue;
use crate::l10n::message::{Message, OPAQUE, Selector};
use crate::l10n::names;
use crate::l10n::pseudo;
use crate::l10n::typography;
use crate::l10n::typography::quotes;
use crate::l10n::typography::signs::VALUE;
use crate::locale::Locale;
use crate::origin::{FileId, Origin};
use crate::vfs::{self, Vfs};
use crate::yaml::list;

/// The variables of labels whose values differ between artifacts.
pub const OF_ARTIFACT: [&str; 2] = ["minutes", "words"];
/// The variables of the article that every label may use.
const OF_ARTICLE: [&str; 6] = ["title", "date", "authors", "names", "series", "publisher"];
/// The value of `$names`, `$series` or `$publisher` where there is none: a variant that labels select.
const NONE: &str = "none";
/// The locale whose default labels define which labels exist.
pub const REFERENCE: &str = "en";
/// The maximum number of missing labels that are reported one by one.
const FEW: usize = 3;
/// Delimiters of a layout parameter's name while a label is formatted.
const PARAM: [char; 2] = ['\u{E000}', '\u{E001}'];

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
    let [Some(own), Some(inherited)] = [region, locale].map(quotes::outer) else {
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

fn layout_values(variables: &BTreeSet<String>) -> BTreeSet<String> {
    let known = |name: &str| OF_ARTICLE.contains(&name) || OF_ARTIFACT.contains(&name);
    let own = variables.iter().filter(|name| !known(name));
    own.cloned().collect()
}

/// Reports the labels that a locale lacks: one by one if there are few, else in one finding.
fn missing(bundle: &Bundle, required: &BTreeMap<String, BTreeSet<String>>, out: &mut Diagnostics) {
    let locale = &bundle.locale().name;
    let file = file(locale);
    let is_missing = |id: &&String| {
        let has_value = bundle.messages().get(*id).is_some_and(|m| m.has_value());
        !has_value && !bundle.is_broken(id)
    };
    let missing: Vec<_> = required.keys().filter(is_missing).collect();
    let mut report = |message: String, hint: String| {
        out.push(
            Diagnostic::new(Code::MissingLabel, message)
                .at(Origin::file(&file))
                .hint(hint),
        );
    };
    if missing.len() <= FEW {
        for id in missing {
            let message = format!("the label `{id}` is missing in {locale}");
            report(message, format!("add it to {file}"));
        }
        return;
    }
    let (named, others) = missing.split_at(FEW);
    let message = format!(
        "{} of {} labels are missing in {locale}: {} and {} more",
        missing.len(),
        required.len(),
        list(named),
        others.len()
    );
    let hint = format!("`fluentpress sync` lists them in {file}, ready to be translated");
    report(message, hint);
}

/// A variant of a plural that lacks the value that others print, and stands for many numbers, with its place. `[one]` and `[two]` may say it in
/// words.
fn silent_variant(message: &Message) -> Option<(String, Range<usize>)> {
    let part = message.part("").filter(|part| !part.ways.is_empty())?;
    let is_plural = |selector: &&Selector| selector.default == "other";
    let selector = message.selectors.iter().find(is_plural)?;
    let count = |flat: &str| flat.matches(OPAQUE).count();
    let most = part.ways.iter().map(|way| count(&way.flat)).max()?;
    let most = most.max(count(&part.flat));
    let is_many = |key: &str| matches!(key, "few" | "many" | "other");
    let keys = selector.keys.iter().filter(|(key, _)| is_many(key));
    let mut keys = keys.filter(|(key, _)| {
        let way = part.ways.iter().find(|way| {
            let before = selector
                .keys
                .iter()
                .rfind(|(_, at)| at.end < way.range.start);
            before.is_some_and(|(of, _)| of == key)
        });
        let flat = match *key == selector.default {
            true => Some(&part.flat),
            false => way.map(|way| &way.flat),
        };
        flat.is_some_and(|flat| count(flat) < most)
    });
    keys.next().cloned()
}

/// Checks a locale's labels: missing ones, those with other variables than the reference, and invalid references.
pub fn check(
    bundle: &Bundle,
    required: &BTreeMap<String, BTreeSet<String>>,
    values: &Values,
    out: &mut Diagnostics,
) {
    missing(bundle, required, out);
    let mut wrong = Vec::new();
    for (id, expected) in required {
        let Some(message) = bundle.messages().get(id).filter(|m| m.has_value()) else {
            continue;
        };
        let unknown: BTreeSet<_> = layout_values(&message.plain_variables)
            .into_iter()
            // A variable of an article may have the name of one that layouts give, which is the one that is printed.
            .filter(|name| expected.contains(name) || !values.contains_key(name))
            .collect();
        if let Some(name) = unknown.symmetric_difference(expected).next() {
            let error = if unknown.contains(name) {
                format!("the label `{id}` uses `${name}`, which it is not given")
            } else {
                format!("the label `{id}` does not use `${name}`")
            };
            let all: Vec<_> = expected.iter().map(|name| format!("${name}")).collect();
            wrong.push(message.origin.clone());
            out.push(
                Diagnostic::new(Code::LabelVariables, error)
                    .at(message.origin.clone())
                    .hint(if all.is_empty() {
                        "it has no variables in the other languages".to_owned()
                    } else {
                        format!("it uses {} in the other languages", list(&all))
                    }),
            );
        }
        if let Some((variant, place)) = silent_variant(message) {
            let error =
                format!("the label `{id}` prints a number, but not in its variant `[{variant}]`");
            let hint = "write the variable there too: the variant stands for many numbers";
            out.push(
                Diagnostic::new(Code::LabelVariables, error)
                    .at(Origin::new(&message.origin.file, place))
                    .hint(hint),
            );
        }
        let computed = message.computed_variables.iter();
        for name in computed.filter(|name| expected.contains(*name)) {
            let error =
                format!("the label `{id}` computes with `${name}`, which only the layout knows");
            out.push(
                Diagnostic::new(Code::LabelSelector, error)
                    .at(message.origin.clone())
                    .hint(format!("write it as a plain `{{ ${name} }}`")),
            );
        }
    }
    let later = required.values().flatten();
    let found = bundle.check(&|_| true, &samples(values), later);
    // A label with an unknown variable was reported above.
    let is_known = |d: &Diagnostic| {
        let within = |place: &Origin, at: &Origin| {
            place.file == at.file
                && place.range.start <= at.range.start
                && at.range.end <= place.range.end
        };
        let at = d
            .origin
            .as_ref()
            .filter(|_| d.code == Code::UnknownVariable);
        at.is_some_and(|at| wrong.iter().any(|place| within(place, at)))
    };
    out.extend(found.into_iter().filter(|d| !is_known(d)));
}

/// Whether a label says how long an artifact is.
pub fn is_of_artifact(message: &Message) -> bool {
    OF_ARTIFACT.iter().any(|name| {
        message.plain_variables.contains(*name) || message.computed_variables.contains(*name)
    })
}

/// The article's values, with sample values for variables that this article or an artifact does not give.
fn samples(values: &Values) -> Values {
    let mut all: Values = OF_ARTIFACT
        .iter()
        .map(|name| ((*name).to_owned(), Var::Number("1".to_owned())))
        .collect();
    let day = Date {
        year: 2025,
        month: 11,
        day: 1,
    };
    all.insert("date".to_owned(), Var::Date(day, None));
    all.insert("authors".to_owned(), Var::Number("1".to_owned()));
    for name in ["title", "names", "series", "publisher"] {
        all.insert(name.to_owned(), Var::Text(String::new()));
    }
    all.extend(unlike_samples(values));
    all
}

/// The values that say more to a check than their samples do, as nothing depends on the words of a title or the day of
/// a date.
pub fn unlike_samples(values: &Values) -> Values {
    let is_sampled = |name: &str, value: &Var| {
        matches!(
            (name, value),
            ("title", Var::Text(_)) | ("date", Var::Date(..))
        )
    };
    let others = values
        .iter()
        .filter(|(name, value)| !is_sampled(name, value));
    others
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
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

/// Whether a label is the same for all articles of a locale: it uses no value of theirs, itself or by another message.
pub fn is_constant(message: &Message, required: &BTreeMap<String, BTreeSet<String>>) -> bool {
    let given = required.get(&message.id);
    let mut used = message
        .plain_variables
        .iter()
        .chain(&message.computed_variables);
    let of_layout = |name: &String| given.is_some_and(|given| given.contains(name));
    used.all(of_layout) && message.references.iter().all(|id| id.starts_with('-'))
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
