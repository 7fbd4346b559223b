//! Checks of labels: missing ones, those with other variables than the reference, and invalid references.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::article::ast::{Date, Var};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::l10n::bundle::{Bundle, Values};
use crate::l10n::labels::{OF_ARTIFACT, file, layout_values};
use crate::l10n::message::{Message, OPAQUE, Selector};
use crate::origin::Origin;
use crate::yaml::list;

/// The maximum number of missing labels that are reported one by one.
const FEW: usize = 3;

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
