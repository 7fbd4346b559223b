//! Selectors on numbers: the variants that the language needs, and none that no number has (CLDR).

use crate::diagnostic::{Code, Diagnostic};
use crate::l10n::message::{Message, Selector};
use crate::locale::Locale;
use crate::origin::{FileId, Origin};
use crate::translate::check::finding::{Finding, Findings};
use crate::translate::check::language::{Language, Plurals};

const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Reports variants that are impossible or missing.
pub fn check(
    file: &FileId,
    message: &Message,
    source: Option<&Message>,
    language: &Language,
    out: &mut Findings,
) {
    for selector in &message.selectors {
        let of_source = source.and_then(|source| {
            let mut all = source.selectors.iter();
            all.find(|other| other.variable.is_some() && other.variable == selector.variable)
        });
        if !is_plural(selector)
            && !of_source.is_some_and(|other| is_plural(other) && has_categories_only(selector))
        {
            continue;
        }
        if let Some(plurals) = language.plurals(selector.is_ordinal) {
            impossible(file, message, selector, plurals, &language.locale, out);
            let is_one_for_all = selector.keys.len() == 1 && language.has_one_form_behind_numbers();
            if !is_one_for_all {
                missing(file, message, selector, plurals, &language.locale, out);
            }
        }
    }
}

/// Whether a selector chooses by category: it has one but `other`, and nothing that is neither category nor number.
fn is_plural(selector: &Selector) -> bool {
    let by_number = matches!(selector.function.as_deref(), None | Some("NUMBER"));
    let some = selector
        .keys
        .iter()
        .any(|(key, _)| key != "other" && CATEGORIES.contains(&key.as_str()));
    by_number && some && has_categories_only(selector)
}

fn has_categories_only(selector: &Selector) -> bool {
    let is_number = |key: &str| key.parse::<f64>().is_ok();
    selector
        .keys
        .iter()
        .all(|(key, _)| CATEGORIES.contains(&key.as_str()) || is_number(key))
}

fn impossible(
    file: &FileId,
    message: &Message,
    selector: &Selector,
    plurals: &Plurals,
    locale: &Locale,
    out: &mut Findings,
) {
    for (key, range) in &selector.keys {
        let is_category = CATEGORIES.contains(&key.as_str());
        if !is_category || plurals.possible.contains(&key.as_str()) || *key == selector.default {
            continue;
        }
        let error = format!(
            "`{}` has the variant `[{key}]`, which no number has in {}",
            message.id, locale.name
        );
        let error = Diagnostic::new(Code::PluralCategory, error)
            .at(Origin::new(file, range.clone()))
            .hint(format!(
                "the categories of {} are {}",
                locale.name,
                crate::yaml::list(&plurals.possible)
            ));
        out.push(Finding::new(error));
    }
}

fn missing(
    file: &FileId,
    message: &Message,
    selector: &Selector,
    plurals: &Plurals,
    locale: &Locale,
    out: &mut Findings,
) {
    let has = |key: &str| selector.keys.iter().any(|(known, _)| known == key);
    // Where no whole number is `other`, as in Polish, a default of that name is for whole numbers the last category.
    let is_many = selector.default == "other" && !plurals.of.contains(&"other");
    for category in CATEGORIES {
        // A default that is no category stands for `other`.
        if has(category)
            || category == "other" && !CATEGORIES.contains(&selector.default.as_str())
            || category == "many" && is_many && selector.keys.len() > 1
        {
            continue;
        }
        let mut numbers = plurals
            .of
            .iter()
            .enumerate()
            .filter(|(_, of)| **of == category);
        // `[1]` says what `[one]` would, where only 1 is one.
        let Some((number, _)) = numbers.find(|(number, _)| !has(&number.to_string())) else {
            continue;
        };
        let at = selector
            .keys
            .first()
            .map_or(message.origin.range.clone(), |(_, range)| range.clone());
        let error = format!(
            "`{}` lacks the variant `[{category}]`, which {} needs, for instance for {number}",
            message.id, locale.name
        );
        let error = Diagnostic::new(Code::PluralCategory, error)
            .at(Origin::new(file, at))
            .hint(format!(
                "add `[{category}] …`; the categories of {} are {}",
                locale.name,
                crate::yaml::list(&plurals.possible)
            ));
        out.push(Finding::new(error));
    }
}
