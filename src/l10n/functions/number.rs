//! Numbers and the function NUMBER, with the options of Fluent and of `Intl.NumberFormat` (ECMA-402).

use std::str::FromStr;

use fixed_decimal::{Decimal, SignedRoundingMode, UnsignedRoundingMode};
use icu_decimal::DecimalFormatter;
use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu_experimental::dimension::percent::formatter::PercentFormatter;
use icu_locale::Locale;
use icu_plurals::{PluralCategory, PluralRules};

use crate::l10n::functions::currency::{Currency, Display};
use crate::l10n::functions::options::{Fault, Literal, Named, digits, unknown, word};

/// The names of plural categories (CLDR).
pub const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];
/// The options of NUMBER, in the order of the documentation.
pub const OPTIONS: [&str; 10] = [
    "style",
    "currency",
    "currencyDisplay",
    "useGrouping",
    "minimumIntegerDigits",
    "minimumFractionDigits",
    "maximumFractionDigits",
    "minimumSignificantDigits",
    "maximumSignificantDigits",
    "type",
];

/// A decimal number with all the digits that it was written with, and its formatting options.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Number {
    value: Decimal,
    options: Options,
}

/// The formatting options.
#[derive(Clone, PartialEq, Debug, Default)]
struct Options {
    style: Style,
    currency: Option<Currency>,
    display: Option<Display>,
    grouping: GroupingStrategy,
    least_integer: Option<u8>,
    least_fraction: Option<u8>,
    most_fraction: Option<u8>,
    least_significant: Option<u8>,
    most_significant: Option<u8>,
    ordinal: bool,
}

#[derive(Clone, Copy, PartialEq, Debug, Default)]
enum Style {
    #[default]
    Decimal,
    Percent,
    Currency,
}

impl Number {
    /// Parses a number in ASCII digits, such as `-12.50`. It keeps its trailing zeros.
    pub fn parse(digits: &str) -> Option<Self> {
        Some(Self {
            value: Decimal::from_str(digits).ok()?,
            options: Options::default(),
        })
    }

    /// The number in ASCII digits, without its options.
    pub fn digits(&self) -> String {
        self.value.to_string()
    }

    /// Sets options over the existing ones. The error lists all faults.
    pub fn with(mut self, named: &[Named]) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        for (at, (name, value)) in named.iter().enumerate() {
            if let Err(fault) = self.options.set(name, value) {
                faults.push(fault.at(at));
            }
        }
        if faults.is_empty() {
            faults.extend(self.options.check());
        }
        match faults.is_empty() {
            true => Ok(self),
            false => Err(faults),
        }
    }

    /// Whether both have the same value, regardless of trailing zeros: 1 equals 1.0.
    pub fn equals(&self, other: &Self) -> bool {
        let plain = |number: &Self| {
            let mut value = number.value.clone();
            value.absolute.trim_start();
            value.absolute.trim_end();
            value
        };
        plain(self) == plain(other)
    }

    /// The plural category of the number as it is formatted: `1.0` is `other` in English. `None` without data.
    pub fn category(&self, locale: &Locale) -> Option<&'static str> {
        let rules = match self.options.ordinal {
            true => PluralRules::try_new_ordinal(locale.into()),
            false => PluralRules::try_new_cardinal(locale.into()),
        };
        Some(category_name(rules.ok()?.category_for(&self.rounded())))
    }

    /// Formats the number for a locale. `None` without data.
    pub fn write(&self, locale: &Locale) -> Option<String> {
        let mut options = DecimalFormatterOptions::default();
        options.grouping_strategy = Some(self.options.grouping);
        let formatter = DecimalFormatter::try_new(locale.into(), options).ok()?;
        let rounded = self.rounded();
        match (self.options.style, self.options.currency) {
            (Style::Currency, Some(currency)) => {
                let display = self.options.display.unwrap_or_default();
                currency.write(&rounded, display, &formatter, locale)
            }
            (Style::Percent, _) => {
                let percent = PercentFormatter::try_new_with_decimal_formatter(
                    locale.into(),
                    formatter,
                    Default::default(),
                );
                Some(percent.ok()?.format(&rounded).to_string())
            }
            _ => Some(formatter.format(&rounded).to_string()),
        }
    }

    /// The digits to format. By default, a number keeps its own digits, and an amount of money has those of its
    /// currency. A minimum adds digits, and a maximum rounds, halves away from zero.
    fn rounded(&self) -> Decimal {
        let options = &self.options;
        let mut value = self.value.clone();
        if options.style == Style::Percent {
            value.absolute.multiply_pow10(2);
            value.absolute.trim_start();
        }
        let round = |value: &mut Decimal, position: i16| {
            if *value.absolute.magnitude_range().start() < position {
                let mode = SignedRoundingMode::Unsigned(UnsignedRoundingMode::HalfExpand);
                value.round_with_mode(position, mode);
                value.absolute.trim_end();
            }
        };
        let (mut least, mut most) = (options.least_fraction, options.most_fraction);
        if let (Style::Currency, Some(currency)) = (options.style, options.currency) {
            let digits = currency.digits();
            let given = (least, most);
            least = given.0.or(Some(digits.min(most.unwrap_or(digits))));
            most = given.1.or(Some(digits.max(least.unwrap_or(digits))));
        }
        if options.least_significant.is_some() || options.most_significant.is_some() {
            let place = |value: &Decimal, digits: u8| {
                value.absolute.nonzero_magnitude_start() - i16::from(digits) + 1
            };
            if let Some(most) = options.most_significant {
                let position = place(&value, most);
                round(&mut value, position);
            }
            if let Some(least) = options.least_significant {
                let position = place(&value, least);
                value.absolute.pad_end(position.min(0));
            }
        } else {
            if let Some(most) = most {
                round(&mut value, -i16::from(most));
            }
            if let Some(least) = least {
                let position = -i16::from(least);
                if *value.absolute.magnitude_range().start() > position {
                    value.absolute.pad_end(position);
                }
            }
        }
        if let Some(least) = options.least_integer {
            value.absolute.pad_start(i16::from(least));
        }
        value
    }
}

impl Options {
    fn set(&mut self, name: &str, value: &Literal) -> Result<(), Fault> {
        match name {
            "style" => {
                self.style = match word(name, value, &["decimal", "percent", "currency"])? {
                    "percent" => Style::Percent,
                    "currency" => Style::Currency,
                    _ => Style::Decimal,
                };
            }
            "currency" => self.currency = Some(currency(value)?),
            "currencyDisplay" => {
                let known = ["symbol", "narrowSymbol", "code", "name"];
                self.display = Some(match word(name, value, &known)? {
                    "narrowSymbol" => Display::NarrowSymbol,
                    "code" => Display::Code,
                    "name" => Display::Name,
                    _ => Display::Symbol,
                });
            }
            "useGrouping" => {
                let known = ["true", "false", "auto", "always", "min2"];
                self.grouping = match word(name, value, &known)? {
                    "false" => GroupingStrategy::Never,
                    "always" => GroupingStrategy::Always,
                    "min2" => GroupingStrategy::Min2,
                    _ => GroupingStrategy::Auto,
                };
            }
            "minimumIntegerDigits" => self.least_integer = Some(digits(name, value, 1, 21)?),
            "minimumFractionDigits" => self.least_fraction = Some(digits(name, value, 0, 20)?),
            "maximumFractionDigits" => self.most_fraction = Some(digits(name, value, 0, 20)?),
            "minimumSignificantDigits" => {
                self.least_significant = Some(digits(name, value, 1, 21)?)
            }
            "maximumSignificantDigits" => self.most_significant = Some(digits(name, value, 1, 21)?),
            "type" => self.ordinal = word(name, value, &["cardinal", "ordinal"])? == "ordinal",
            _ => return Err(unknown("NUMBER", name, &OPTIONS)),
        }
        Ok(())
    }

    /// Reports options that contradict each other, and options that would have no effect.
    fn check(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (name, least, most) in [
            ("FractionDigits", self.least_fraction, self.most_fraction),
            (
                "SignificantDigits",
                self.least_significant,
                self.most_significant,
            ),
        ] {
            if let (Some(least), Some(most)) = (least, most)
                && least > most
            {
                let message = format!(
                    "`minimum{name}` is {least}, which is more than `maximum{name}`, {most}"
                );
                faults.push(Fault::new(message));
            }
        }
        let significant = self.least_significant.or(self.most_significant);
        let fraction = self.least_fraction.or(self.most_fraction);
        if significant.is_some() && fraction.is_some() {
            let message = "digits are counted from the first one or behind the point, not both";
            faults.push(Fault::new(message).hint("keep `…SignificantDigits` or `…FractionDigits`"));
        }
        let is_currency = self.style == Style::Currency;
        if is_currency && self.currency.is_none() {
            faults.push(
                Fault::new("`style: \"currency\"` needs a currency")
                    .hint("add its ISO 4217 code, such as `currency: \"EUR\"`"),
            );
        }
        for (name, given) in [
            ("currency", self.currency.is_some()),
            ("currencyDisplay", self.display.is_some()),
        ] {
            if given && !is_currency {
                let message = format!("`{name}` means nothing without `style: \"currency\"`");
                faults.push(Fault::new(message).hint("add it"));
            }
        }
        faults
    }
}

fn currency(value: &Literal) -> Result<Currency, Fault> {
    let code = match value {
        Literal::Text(code) => code.clone(),
        Literal::Number(number) => number.to_string(),
    };
    Currency::parse(&code).ok_or_else(|| {
        Fault::new(format!("`{code}` is not a currency"))
            .hint("write its ISO 4217 code, such as `currency: \"EUR\"`")
    })
}

/// The name of a plural category in Fluent, which is that of CLDR.
pub fn category_name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn write(digits: &str, options: &[(&str, &str)]) -> String {
        let literal = |value: &str| match value.parse() {
            Ok(number) => Literal::Number(number),
            Err(_) => Literal::Text(value.to_owned()),
        };
        let named = options.iter();
        let named: Vec<_> = named.map(|(n, v)| ((*n).to_owned(), literal(v))).collect();
        let number = Number::parse(digits).expect("digits");
        let number = number.with(&named).expect("options");
        number.write(&icu_locale::locale!("en")).expect("text")
    }

    #[test]
    fn digits_are_kept_added_and_rounded() {
        for (digits, options, text) in [
            ("12.50", &[][..], "12.50"),
            ("12.50", &[("maximumFractionDigits", "2")], "12.50"),
            ("12.504", &[("maximumFractionDigits", "2")], "12.5"),
            ("12.5", &[("maximumFractionDigits", "0")], "13"),
            ("-12.5", &[("maximumFractionDigits", "0")], "-13"),
            ("0.45", &[("maximumFractionDigits", "1")], "0.5"),
            ("9.96", &[("maximumSignificantDigits", "2")], "10"),
            ("1234", &[("maximumSignificantDigits", "2")], "1,200"),
            ("0.00123", &[("maximumSignificantDigits", "2")], "0.0012"),
            ("1234", &[("minimumSignificantDigits", "2")], "1,234"),
            ("0", &[("minimumSignificantDigits", "2")], "0.0"),
            ("0.07", &[("style", "percent")], "7%"),
            ("0.0705", &[("style", "percent")], "7.05%"),
            ("5", &[("style", "percent")], "500%"),
        ] {
            assert_eq!(write(digits, options), text, "{digits} {options:?}");
        }
        let euros = |more| {
            let mut options = vec![("style", "currency"), ("currency", "EUR")];
            options.extend(more);
            write("2.345", &options)
        };
        assert_eq!(euros(None), "€2.35");
        assert_eq!(euros(Some(("maximumFractionDigits", "1"))), "€2.3");
        assert_eq!(euros(Some(("minimumFractionDigits", "4"))), "€2.3450");
        assert_eq!(euros(Some(("maximumFractionDigits", "3"))), "€2.345");
    }

    proptest! {
        #[test]
        fn any_number_is_written(
            digits in "-?[0-9]{1,30}(\\.[0-9]{1,30})?",
            style in prop::sample::select(&["decimal", "percent"][..]),
            least in 0..=20_u8, more in 0..=20_u8, integer in 1..=21_u8,
        ) {
            let most = least.saturating_add(more).min(20);
            let count = |name: &str, digits: u8| (name.to_owned(), Literal::Number(digits.into()));
            let mut named = vec![
                ("style".to_owned(), Literal::Text(style.to_owned())),
                count("minimumIntegerDigits", integer),
                count("minimumFractionDigits", least),
                count("maximumFractionDigits", most),
            ];
            let locale = icu_locale::locale!("fr");
            let number = Number::parse(&digits).expect("digits");
            let text = number.clone().with(&named).expect("options").write(&locale).expect("text");
            let fraction = text.split_once(',').map_or("", |(_, fraction)| fraction);
            let shown = fraction.chars().filter(char::is_ascii_digit).count();
            prop_assert!((usize::from(least)..=usize::from(most)).contains(&shown), "{text}");
            named.truncate(2);
            named.push(count("minimumSignificantDigits", least.max(1)));
            named.push(count("maximumSignificantDigits", most.max(1)));
            prop_assert!(number.with(&named).expect("options").write(&locale).is_some());
        }
    }
}
