//! Values and functions for `FluentBundle`. Words, numbers and dates are custom values that keep all digits and
//! options; ICU4X formats them.

use std::borrow::Cow;

use fluent::concurrent::FluentBundle;
use fluent::types::FluentType;
use fluent::{FluentArgs, FluentResource, FluentValue};
use icu_locale::Locale;
use intl_memoizer::{IntlLangMemoizer, concurrent};

use crate::article::print;
use crate::l10n::functions::number::Number;
use crate::l10n::functions::options::{Literal, Named};
use crate::l10n::functions::{self, Value, Values, call};
use crate::l10n::link::{NUMERAL, SELECT, WORDS, variant};

/// Adds NUMBER, DATETIME and the functions of linked text to a bundle. Invalid calls have been reported by
/// [`references`](crate::l10n::references), and return nothing.
pub fn add(bundle: &mut FluentBundle<FluentResource>, locale: &Locale) {
    // Adding fails only if the name is taken, and these are the first functions.
    for name in functions::NAMES {
        let locale = locale.clone();
        let _ = bundle.add_function(name, move |positional, named| {
            let positional: Vec<_> = positional.iter().map(value).collect();
            let called = call(name, &positional, &options(named), &locale);
            given(called.unwrap_or(Value::Unknown), &locale)
        });
    }
    let of = locale.clone();
    let _ = bundle.add_function(SELECT, move |positional, _| select(positional, &of));
    let of = locale.clone();
    let _ = bundle.add_function(NUMERAL, move |positional, _| match positional {
        [FluentValue::String(digits)] => {
            let number = Number::parse(digits).map(Value::Number);
            given(number.unwrap_or(Value::Unknown), &of)
        }
        _ => FluentValue::None,
    });
    let _ = bundle.add_function(WORDS, |positional, _| {
        positional.first().cloned().unwrap_or(FluentValue::None)
    });
}

/// The values of variables as Fluent arguments.
pub fn args(values: &Values, locale: &Locale) -> FluentArgs<'static> {
    let all = values.iter();
    all.map(|(name, value)| (name.clone(), given(value.clone(), locale)))
        .collect()
}

/// A value together with the locale that formats it.
#[derive(Clone, PartialEq, Debug)]
struct Given {
    value: Value,
    locale: Locale,
}

impl Given {
    fn write(&self) -> Cow<'static, str> {
        let written = match &self.value {
            // The value of a variable is plain text, so markup characters in it are escaped.
            Value::Text(words) => {
                let mut markup = String::new();
                print::verbatim(words, &mut markup);
                Some(markup)
            }
            Value::Markup(markup) => Some(markup.clone()),
            Value::Number(number) => number.write(&self.locale),
            Value::Moment(moment) => moment.write(&self.locale),
            Value::Unknown => None,
        };
        written.unwrap_or_default().into()
    }
}

impl FluentType for Given {
    fn duplicate(&self) -> Box<dyn FluentType + Send> {
        Box::new(self.clone())
    }

    fn as_string(&self, _: &IntlLangMemoizer) -> Cow<'static, str> {
        self.write()
    }

    fn as_string_threadsafe(&self, _: &concurrent::IntlLangMemoizer) -> Cow<'static, str> {
        self.write()
    }
}

fn given(value: Value, locale: &Locale) -> FluentValue<'static> {
    match value {
        Value::Markup(markup) => markup.into(),
        Value::Unknown => FluentValue::None,
        value => FluentValue::Custom(Box::new(Given {
            value,
            locale: locale.clone(),
        })),
    }
}

fn value(given: &FluentValue) -> Value {
    match given {
        FluentValue::String(markup) => Value::Markup(markup.to_string()),
        FluentValue::Custom(given) => match given.as_any().downcast_ref::<Given>() {
            Some(given) => given.value.clone(),
            None => Value::Unknown,
        },
        FluentValue::Number(number) => {
            Number::parse(&number.as_string()).map_or(Value::Unknown, Value::Number)
        }
        FluentValue::None | FluentValue::Error => Value::Unknown,
    }
}

fn options(named: &FluentArgs) -> Vec<Named> {
    let options = named.iter().filter_map(|(name, value)| {
        let value = match value {
            FluentValue::String(words) => Literal::Text(words.to_string()),
            FluentValue::Number(number) => Literal::Number(number.as_string().parse().ok()?),
            _ => return None,
        };
        Some((name.to_owned(), value))
    });
    options.collect()
}

/// The name of the first variant whose key matches: the same word, the same number, or the number's plural category.
fn select(positional: &[FluentValue], locale: &Locale) -> FluentValue<'static> {
    let Some((selector, keys)) = positional.split_first() else {
        return FluentValue::None;
    };
    let selector = value(selector);
    let is_meant = |key: &FluentValue| {
        let FluentValue::String(key) = key else {
            return false;
        };
        let is_word = key.starts_with(|c: char| c.is_ascii_alphabetic());
        match &selector {
            Value::Text(words) | Value::Markup(words) => is_word && key == words,
            Value::Number(number) if is_word => number.category(locale) == Some(&**key),
            Value::Number(number) => Number::parse(key).is_some_and(|key| key.equals(number)),
            Value::Moment(_) | Value::Unknown => false,
        }
    };
    match keys.iter().position(is_meant) {
        Some(at) => variant(at).into(),
        None => FluentValue::None,
    }
}
