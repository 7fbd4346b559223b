//! The values of table cells, numbers, days and months, as each locale writes them.

use crate::article::ast::Date;
use crate::l10n::digits::ascii;
use crate::l10n::functions::date::Moment;
use crate::l10n::functions::number::Number;
use crate::l10n::functions::options::{Literal, Named};
use crate::locale::Locale;

/// The value of a cell.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Value {
    /// A number with its options, and its sign if that is not a hyphen.
    Number(Number, Vec<Named>, Option<char>),
    /// A day, or a month of a year, with its options.
    Moment(Date, Vec<Named>),
    /// A value with the same form in all locales: an ISO 8601 date.
    Same(String),
}

impl Value {
    /// Parses a date in the words of a locale by formatting every date that its digits can mean, and comparing the results.
    pub(super) fn date(words: &str, locale: &Locale) -> Option<Self> {
        let runs: Vec<u32> = words
            .split(|c: char| ascii(c).is_none())
            .filter(|run| !run.is_empty())
            .map(|run| {
                run.chars()
                    .filter_map(ascii)
                    .collect::<String>()
                    .parse()
                    .unwrap_or(0)
            })
            .collect();
        let year = runs
            .iter()
            .copied()
            .find(|run| (1000..=2999).contains(run))?;
        if is_of_other_calendar(year, locale) {
            return None;
        }
        let small = |run: &u32, most| (1..=most).contains(run);
        let days: Vec<u32> = match runs.len() {
            1 => vec![1],
            2 | 3 => runs.iter().copied().filter(|run| small(run, 31)).collect(),
            _ => return None,
        };
        let months: Vec<u32> = match runs.len() {
            3 => runs.iter().copied().filter(|run| small(run, 12)).collect(),
            _ => (1..=12).collect(),
        };
        let styles: Vec<Vec<Named>> = match runs.len() {
            1 => vec![long_month(), short_month()],
            2 => ["long", "medium"]
                .map(|style| vec![word("dateStyle", style)])
                .to_vec(),
            _ => vec![
                ["year", "month", "day"]
                    .map(|name| word(name, "numeric"))
                    .to_vec(),
            ],
        };
        for named in &styles {
            for day in &days {
                for month in &months {
                    let (Ok(year), Ok(month), Ok(day)) = (
                        i32::try_from(year),
                        u8::try_from(*month),
                        u8::try_from(*day),
                    ) else {
                        continue;
                    };
                    let date = Date { year, month, day };
                    let value = Self::Moment(date, named.clone());
                    let is_meant = value.write(locale).is_some_and(|text| alike(&text, words));
                    if is_meant {
                        return Some(value);
                    }
                }
            }
        }
        None
    }

    /// Whether it is a day or a month with a shortened name.
    pub(super) fn is_short(&self) -> bool {
        let is_medium = |named: &[Named]| named == [word("dateStyle", "medium")];
        matches!(self, Self::Moment(_, named) if *named == short_month() || is_medium(named))
    }

    /// The same day or month with the name of the month shortened, if it has a name.
    pub(super) fn shortened(&self) -> Option<Self> {
        let Self::Moment(date, named) = self else {
            return None;
        };
        let short = match &named[..] {
            long if long == long_month() => short_month(),
            long if long == [word("dateStyle", "long")] => vec![word("dateStyle", "medium")],
            _ => return None,
        };
        Some(Self::Moment(*date, short))
    }

    pub(super) fn write(&self, locale: &Locale) -> Option<String> {
        let icu = locale.icu();
        match self {
            Self::Number(number, named, sign) => {
                let text = number.clone().with(named).ok()?.write(&icu)?;
                // The sign alone is that of several currencies; CLDR's Arabic has none without a country.
                let is_sign = named.contains(&word("currencyDisplay", "narrowSymbol"));
                let text = match is_sign {
                    true => text.replace("US$", "$"),
                    false => text,
                };
                Some(match sign {
                    Some('+') => format!("+{text}"),
                    Some(sign) => text.replacen('-', &sign.to_string(), 1),
                    None => text,
                })
            }
            Self::Moment(date, named) => {
                let moment = Moment::new(*date, None);
                match named[..] == short_month() {
                    true => moment.short_month(&icu),
                    false => moment.with(named, &icu).ok()?.write(&icu),
                }
            }
            Self::Same(text) => Some(text.clone()),
        }
    }
}

/// Whether a year is surely one of another calendar, which translators have to convert: of the Persian and the Islamic one, 1403 and 1446 for 2025, and of the
/// Buddhist one, 2568.
fn is_of_other_calendar(year: u32, locale: &Locale) -> bool {
    match locale.language() {
        "fa" | "ps" | "ckb" | "ar" | "ur" => (1200..1600).contains(&year),
        "th" => (2400..2700).contains(&year),
        _ => false,
    }
}

/// Whether two dates are equal except for leading zeros, case and the kind of spaces.
pub(super) fn alike(one: &str, other: &str) -> bool {
    let plain = |text: &str| {
        let mut plain = String::new();
        for c in text.to_lowercase().chars() {
            let c = if c.is_whitespace() { ' ' } else { c };
            if plain.ends_with('0')
                && plain
                    .chars()
                    .rev()
                    .nth(1)
                    .is_none_or(|c| ascii(c).is_none())
                && ascii(c).is_some()
            {
                plain.pop();
            }
            plain.push(ascii(c).unwrap_or(c));
        }
        plain
    };
    plain(one) == plain(other)
}

/// The options of a month of a year.
fn long_month() -> Vec<Named> {
    vec![word("year", "numeric"), word("month", "long")]
}

/// Those of one with a shortened name.
pub(super) fn short_month() -> Vec<Named> {
    vec![word("year", "numeric"), word("month", "short")]
}

pub(super) fn word(name: &str, value: &str) -> Named {
    (name.to_owned(), Literal::Text(value.to_owned()))
}
