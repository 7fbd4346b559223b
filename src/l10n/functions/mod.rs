//! Fluent's functions NUMBER and DATETIME, by ICU4X: the same result in every catalogue and on every machine.

pub mod options;
pub mod currency;
pub mod number;
pub mod date;

use std::collections::BTreeMap;

use icu_locale::Locale;

use crate::article::ast::Var;
use crate::l10n::functions::date::Moment;
use crate::l10n::functions::number::Number;
use crate::l10n::functions::options::{Fault, Literal, Named};

/// The names of all functions.
pub const NAMES: [&str; 2] = ["NUMBER", "DATETIME"];

/// The value of an expression in a message.
#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    /// Plain text from outside of the messages, in which markup characters have no meaning.
    Text(String),
    /// Text of a message, with markup.
    Markup(String),
    /// A number with formatting options.
    Number(Number),
    /// A date, or a date and a time, with formatting options.
    Moment(Moment),
    /// A value that is not known yet, or that is invalid and was reported.
    Unknown,
}

/// Values by name: the arguments of a term, or the variables of a message.
pub type Values = BTreeMap<String, Value>;

impl From<&Var> for Value {
    fn from(var: &Var) -> Self {
        match var {
            Var::Text(words) => Self::Text(words.clone()),
            Var::Number(digits) => match Number::parse(digits) {
                Some(number) => Self::Number(number),
                None => Self::Text(digits.clone()),
            },
            Var::Date(date, time) => Self::Moment(Moment::new(*date, *time)),
        }
    }
}

impl From<&Literal> for Value {
    fn from(literal: &Literal) -> Self {
        match literal {
            Literal::Text(words) => Self::Markup(words.clone()),
            Literal::Number(digits) => {
                Number::parse(&digits.to_string()).map_or(Self::Unknown, Self::Number)
            }
        }
    }
}

impl Value {
    /// The kind of value, for messages.
    fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) | Self::Markup(_) => "words",
            Self::Number(_) => "a number",
            Self::Moment(_) => "a day",
            Self::Unknown => "not known",
        }
    }
}

/// Calls a function. The error lists all faults of the call. Arguments of unknown value are accepted.
pub fn call(
    name: &str,
    positional: &[Value],
    named: &[Named],
    locale: &Locale,
) -> Result<Value, Vec<Fault>> {
    let one = |wanted: &str, hint: &str| {
        let given = match positional {
            [] => "nothing".to_owned(),
            [one] => one.kind().to_owned(),
            many => format!("{} values", many.len()),
        };
        let message = format!("{name} takes {wanted}, and this is {given}");
        Err(vec![Fault::new(message).hint(hint)])
    };
    match (name, positional) {
        ("NUMBER", [Value::Number(number)]) => number.clone().with(named).map(Value::Number),
        ("DATETIME", [Value::Moment(moment)]) => {
            moment.clone().with(named, locale).map(Value::Moment)
        }
        // The options can be checked without the number.
        ("NUMBER", [Value::Unknown]) => Number::default().with(named).map(|_| Value::Unknown),
        (_, [Value::Unknown]) => Ok(Value::Unknown),
        ("NUMBER", _) => one(
            "a number",
            "numbers of the front matter stand under `vars:`, in digits",
        ),
        _ => one(
            "a day",
            "pass `$date`, or a value of `vars:` such as 2025-11-01 or 2025-11-01T14:30",
        ),
    }
}
