//! Writes numbers that no cell holds, such as those on an axis.

use crate::article::ast::{Amount, Unit};
use crate::l10n::cell_value::word;
use crate::l10n::functions::number::Number;
use crate::l10n::functions::options::{Literal, Named};
use crate::locale::Locale;

/// A number as a language writes it, with `fraction` digits behind the decimal sign.
pub fn write(amount: &Amount, fraction: usize, locale: &Locale) -> Option<String> {
    let is_percent = amount.unit == Unit::Percent;
    let fraction = fraction.saturating_sub(if is_percent { 2 } else { 0 });
    let count = |name: &str| (name.to_owned(), Literal::Number((fraction as u64).into()));
    let mut named: Vec<Named> = vec![
        count("minimumFractionDigits"),
        count("maximumFractionDigits"),
    ];
    match &amount.unit {
        Unit::Plain => {}
        Unit::Percent => named.push(word("style", "percent")),
        Unit::Money { code, is_code } => named.extend([
            word("style", "currency"),
            word("currency", code),
            word("currencyDisplay", if *is_code { "code" } else { "symbol" }),
        ]),
    }
    let number = Number::parse(&amount.digits)?.with(&named).ok()?;
    number.write(&locale.icu())
}
