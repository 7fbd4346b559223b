//! Options of function calls, and the faults of invalid ones.

use icu_decimal::input::Decimal;

use crate::yaml::{list, nearest};

/// The value of an option. Fluent's syntax allows no others.
#[derive(Clone, PartialEq, Debug)]
pub enum Literal {
    /// A string literal.
    Text(String),
    /// A number literal.
    Number(Decimal),
}

/// An option: name and value.
pub type Named = (String, Literal);

/// A fault in a function call.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// What is wrong, as a sentence without a full stop.
    pub message: String,
    /// How to correct it.
    pub hint: Option<String>,
    /// The index of the invalid option; `None` for a fault of the call as a whole.
    pub option: Option<usize>,
}

impl Fault {
    /// A fault of the call as a whole.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            hint: None,
            option: None,
        }
    }

    /// Sets the hint.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Sets the index of the invalid option.
    pub fn at(mut self, option: usize) -> Self {
        self.option = Some(option);
        self
    }
}

/// The fault of an unknown option.
pub fn unknown(function: &str, name: &str, known: &[&str]) -> Fault {
    let fault = Fault::new(format!("{function} does not know the option `{name}`"));
    match nearest(name, known.iter().copied()) {
        Some(near) => fault.hint(format!("did you mean `{near}`?")),
        None => fault.hint(format!("its options are {}", list(known))),
    }
}

/// The value of an option that takes one of the `known` words.
pub fn word(name: &str, value: &Literal, known: &[&'static str]) -> Result<&'static str, Fault> {
    let given = match value {
        Literal::Text(text) => text.clone(),
        Literal::Number(number) => number.to_string(),
    };
    if let Some(word) = known.iter().find(|word| **word == given) {
        return Ok(word);
    }
    let fault = Fault::new(format!("`{name}` cannot be `{given}`"));
    Err(match nearest(&given, known.iter().copied()) {
        Some(near) => fault.hint(format!("did you mean \"{near}\"?")),
        None => {
            let quoted: Vec<_> = known.iter().map(|word| format!("\"{word}\"")).collect();
            fault.hint(format!("it can be {}", list(&quoted)))
        }
    })
}

/// The value of an option that takes a whole number from `least` to `most`.
pub fn digits(name: &str, value: &Literal, least: u8, most: u8) -> Result<u8, Fault> {
    let given = match value {
        Literal::Text(text) => text.clone(),
        Literal::Number(number) => number.to_string(),
    };
    match given.parse() {
        Ok(count) if (least..=most).contains(&count) && matches!(value, Literal::Number(_)) => {
            Ok(count)
        }
        _ => Err(
            Fault::new(format!("`{name}` cannot be `{given}`")).hint(format!(
                "it is a whole number from {least} to {most}, without quotes"
            )),
        ),
    }
}
