//! Plural selectors: missing variants, and variants that no number of the language selects (CLDR).

use crate::diagnostic::{Code, Diagnostic};
use crate::l10n::functions::number::CATEGORIES;
use crate::l10n::message::{Message, Selector};
use crate::locale::Locale;
use crate::origin::{FileId, Origin};
use crate::translate::check::finding::{Finding, Findings};
use crate::translate::check::language::{Language, Plurals};

/// Reports missing and impossible variants. A selector with only `other` is checked too if the source message's
/// selector on the same variable is plural.
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
            let plural = Plural {
                file,
                message,
                selector,
                plurals,
                locale: &language.locale,
            };
            plural.impossible(out);
            let is_one_for_all = selector.keys.len() == 1 && language.has_one_form_behind_numbers();
            if !is_one_for_all {
                plural.missing(out);
            }
        }
    }
}

/// Whether a selector selects by plural category: its keys are categories and numbers, and one of them is a category
/// other than `other`.
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

/// A plural selector, with the categories of its language.
struct Plural<'m> {
    file: &'m FileId,
    message: &'m Message,
    selector: &'m Selector,
    plurals: &'m Plurals,
    locale: &'m Locale,
}

impl Plural<'_> {
    /// Reports variants that no number of the language selects.
    fn impossible(&self, out: &mut Findings) {
        for (key, range) in &self.selector.keys {
            let is_category = CATEGORIES.contains(&key.as_str());
            if !is_category
                || self.plurals.possible.contains(&key.as_str())
                || *key == self.selector.default
            {
                continue;
            }
            let error = format!(
                "`{}` has the variant `[{key}]`, which no number has in {}",
                self.message.id, self.locale.name
            );
            let error = Diagnostic::new(Code::PluralCategory, error)
                .at(Origin::new(self.file, range.clone()))
                .hint(format!(
                    "the categories of {} are {}",
                    self.locale.name,
                    crate::yaml::list(&self.plurals.possible)
                ));
            out.push(Finding::new(error));
        }
    }

    /// Reports missing variants that a whole number below 1000 needs.
    fn missing(&self, out: &mut Findings) {
        let has = |key: &str| self.selector.keys.iter().any(|(known, _)| known == key);
        // A default variant `other` may be written so that it serves these too; `one` and `few` have forms of their own.
        let serves_all = self.selector.default == "other" && self.selector.keys.len() > 1;
        for category in CATEGORIES {
            // A default variant that is no category is selected for `other`.
            if has(category)
                || category == "other" && !CATEGORIES.contains(&self.selector.default.as_str())
                || matches!(category, "zero" | "two" | "many") && serves_all
            {
                continue;
            }
            let mut numbers = self
                .plurals
                .of
                .iter()
                .enumerate()
                .filter(|(_, of)| **of == category);
            // If 1 is the only number of the category `one`, `[1]` is as good as `[one]`.
            let Some((number, _)) = numbers.find(|(number, _)| !has(&number.to_string())) else {
                continue;
            };
            let at = self
                .selector
                .keys
                .first()
                .map_or(self.message.origin.range.clone(), |(_, range)| {
                    range.clone()
                });
            let error = format!(
                "`{}` lacks the variant `[{category}]`, which {} needs, for instance for {number}",
                self.message.id, self.locale.name
            );
            let error = Diagnostic::new(Code::PluralCategory, error)
                .at(Origin::new(self.file, at))
                .hint(format!(
                    "add `[{category}] …`; the categories of {} are {}",
                    self.locale.name,
                    crate::yaml::list(&self.plurals.possible)
                ));
            out.push(Finding::new(error));
        }
    }
}
