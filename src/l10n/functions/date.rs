//! Dates, times and the function DATETIME, with the options of Fluent and of `Intl.DateTimeFormat` (ECMA-402).

use icu_calendar::Gregorian;
use icu_datetime::fieldsets::builder::{DateFields, FieldSetBuilder};
use icu_datetime::fieldsets::enums::CompositeDateTimeFieldSet;
use icu_datetime::input::{DateTime, Time as IcuTime};
use icu_datetime::options::{Alignment, Length, TimePrecision, YearStyle};
use icu_datetime::pattern::FixedCalendarDateTimeNames;
use icu_datetime::{DateTimeFormatterPreferences, FixedCalendarDateTimeFormatter};
use icu_locale::Locale;
use icu_locale::preferences::extensions::unicode::keywords::HourCycle;
use writeable::TryWriteable;

use crate::article::ast::{Date, Time};
use crate::l10n::functions::options::{Fault, Literal, Named, unknown, word};

/// The options of DATETIME, in the order of the documentation.
pub const OPTIONS: [&str; 11] = [
    "dateStyle",
    "timeStyle",
    "weekday",
    "year",
    "month",
    "day",
    "hour",
    "minute",
    "second",
    "hour12",
    "hourCycle",
];
const STYLES: [&str; 4] = ["full", "long", "medium", "short"];
const WIDTHS: [&str; 2] = ["long", "short"];
const NUMERIC: [&str; 2] = ["numeric", "2-digit"];

/// A date, or a date and a time, with its formatting options. There are no time zones.
#[derive(Clone, PartialEq, Debug)]
pub struct Moment {
    date: Date,
    time: Option<Time>,
    options: Options,
}

/// The options that were given; the values are among the allowed words.
#[derive(Clone, PartialEq, Debug, Default)]
struct Options {
    date_style: Option<&'static str>,
    time_style: Option<&'static str>,
    weekday: Option<&'static str>,
    year: Option<&'static str>,
    month: Option<&'static str>,
    day: Option<&'static str>,
    hour: Option<&'static str>,
    minute: Option<&'static str>,
    second: Option<&'static str>,
    cycle: Option<HourCycle>,
}

impl Moment {
    /// A date, or a date and a time, with default options: `1 November 2025`, `1 November 2025 at 14:30`.
    pub fn new(date: Date, time: Option<Time>) -> Self {
        Self {
            date,
            time,
            options: Options::default(),
        }
    }

    /// Sets options over the existing ones. The error lists all invalid options, or else the first invalid combination.
    pub fn with(mut self, named: &[Named], locale: &Locale) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        for (at, (name, value)) in named.iter().enumerate() {
            if let Err(fault) = self.options.set(name, value) {
                faults.push(fault.at(at));
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let fields = self.options.fields(self.time.is_some());
        let fields = fields.map_err(|fault| vec![fault])?;
        if self.options.month == Some("short") && !self.names_month(fields, locale) {
            let message = "the month of this date is always a number in this language";
            return Err(vec![
                Fault::new(message).hint("write `month: \"long\"` or `month: \"numeric\"`"),
            ]);
        }
        Ok(self)
    }

    /// Some languages write "01.03.2025" where others write "1 Mar 2025".
    fn names_month(&self, mut fields: FieldSetBuilder, locale: &Locale) -> bool {
        fields.date_fields = fields.date_fields.map(|fields| match fields {
            DateFields::YMDE => DateFields::YMD,
            DateFields::MDE => DateFields::MD,
            other => other,
        });
        fields.time_precision = None;
        let text = self.format(fields, locale).unwrap_or_default();
        text.chars().any(char::is_alphabetic)
    }

    /// A month of a year with its name shortened, where print does that: in German too, for which CLDR writes a number (`01.2024`) and print `Jan. 2024`.
    pub fn short_month(self, locale: &Locale) -> Option<String> {
        let named = |width: &str| {
            let word = |name: &str, value: &str| (name.to_owned(), Literal::Text(value.to_owned()));
            vec![word("year", "numeric"), word("month", width)]
        };
        if let Ok(short) = self.clone().with(&named("short"), locale) {
            return short.write(locale);
        }
        let text = self.with(&named("long"), locale).ok()?.write(locale)?;
        if locale.id.language.as_str() != "de" {
            return Some(text);
        }
        let (month, year) = text.split_once(' ')?;
        let short: String = match month.chars().count() {
            ..=4 => return Some(text),
            9.. if month.starts_with("Sept") => "Sept".to_owned(),
            _ => month.chars().take(3).collect(),
        };
        Some(format!("{short}. {year}"))
    }

    /// Formats the moment. `None` if there is no such day or no data. In French, the first of a month is `1er`: CLDR
    /// has that for some forms only, print always (Lexique des règles typographiques, "quantièmes").
    pub fn write(&self, locale: &Locale) -> Option<String> {
        let fields = self.options.fields(self.time.is_some()).ok()?;
        let has_day = fields.date_fields.is_some_and(|fields| {
            !matches!(
                fields,
                DateFields::E | DateFields::M | DateFields::YM | DateFields::Y
            )
        });
        let text = self.format(fields, locale)?;
        let in_words = text.chars().filter(|c| c.is_alphabetic()).count() > 2;
        if locale.id.language.as_str() != "fr" || self.date.day != 1 || !has_day || !in_words {
            return Some(text);
        }
        let first = text.split(' ').position(|word| word == "1");
        let words = text.split(' ').enumerate();
        let words = words.map(|(at, word)| if Some(at) == first { "1er" } else { word });
        Some(words.collect::<Vec<_>>().join(" "))
    }

    fn format(&self, fields: FieldSetBuilder, locale: &Locale) -> Option<String> {
        let fields = fields.build_composite_datetime().ok()?;
        let mut preferences = DateTimeFormatterPreferences::from(locale);
        preferences.hour_cycle = self.options.cycle.or(preferences.hour_cycle);
        let formatter =
            FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new(preferences, fields).ok()?;
        let Time {
            hour,
            minute,
            second,
        } = self.time.unwrap_or_default();
        let input = DateTime {
            date: self.date.icu()?.to_calendar(Gregorian),
            time: IcuTime::try_new(hour, minute, second, 0).ok()?,
        };
        // The names that the formatter loads itself do not fit its pattern in a few languages (month and year in `pt`).
        let pattern = formatter.format(&input).pattern();
        let mut names =
            FixedCalendarDateTimeNames::<Gregorian, CompositeDateTimeFieldSet>::try_new(
                preferences,
            )
            .ok()?;
        let text = names.include_for_pattern(&pattern).ok()?.format(&input);
        let text = text.try_write_to_string().ok()?;
        // English print has no narrow spaces, and "PM" stays on the line of its hour.
        Some(text.replace('\u{202f}', "\u{a0}"))
    }
}

impl Options {
    fn set(&mut self, name: &str, value: &Literal) -> Result<(), Fault> {
        let (option, known) = match name {
            "dateStyle" => (&mut self.date_style, &STYLES[..]),
            "timeStyle" => (&mut self.time_style, &STYLES[..]),
            "weekday" => (&mut self.weekday, &WIDTHS[..]),
            // ICU4X supports two-digit years in some languages only.
            "year" => (&mut self.year, &["numeric"][..]),
            "month" => (
                &mut self.month,
                &["long", "short", "numeric", "2-digit"][..],
            ),
            "day" => (&mut self.day, &NUMERIC[..]),
            "hour" => (&mut self.hour, &NUMERIC[..]),
            "minute" => (&mut self.minute, &NUMERIC[..]),
            "second" => (&mut self.second, &NUMERIC[..]),
            "hour12" => {
                self.cycle = Some(match word(name, value, &["true", "false"])? {
                    "true" => HourCycle::H12,
                    _ => HourCycle::H23,
                });
                return Ok(());
            }
            "hourCycle" => {
                self.cycle = Some(match word(name, value, &["h11", "h12", "h23"])? {
                    "h11" => HourCycle::H11,
                    "h12" => HourCycle::H12,
                    _ => HourCycle::H23,
                });
                return Ok(());
            }
            "timeZone" | "timeZoneName" => {
                let message = format!("DATETIME does not know the option `{name}`");
                return Err(Fault::new(message)
                    .hint("days and times are written as they are given: they have no time zone"));
            }
            _ => return Err(unknown("DATETIME", name, &OPTIONS)),
        };
        *option = Some(word(name, value, known)?);
        Ok(())
    }

    /// The options as a field set of ICU4X.
    fn fields(&self, has_time: bool) -> Result<FieldSetBuilder, Fault> {
        let mut fields = FieldSetBuilder::new();
        let date = [self.weekday, self.year, self.month, self.day];
        let time = [self.hour, self.minute, self.second];
        let has_styles = self.date_style.or(self.time_style).is_some();
        let has_parts = date.iter().chain(&time).any(Option::is_some);
        if has_styles && has_parts {
            let message = "`dateStyle` and `timeStyle` do not go with single parts of a date";
            return Err(Fault::new(message).hint("keep the styles or the parts"));
        }
        if has_parts {
            self.parts(&mut fields)?;
        } else if has_styles {
            self.styles(&mut fields);
        } else {
            fields.date_fields = Some(DateFields::YMD);
            fields.length = Some(Length::Long);
            fields.time_precision = has_time.then_some(TimePrecision::Minute);
        }
        if fields.time_precision.is_some() && !has_time {
            let name = if has_styles { "timeStyle" } else { "hour" };
            return Err(Fault::new(format!(
                "`{name}` needs a time, and this is a day without one"
            ))
            .hint("write the value as a day and a time: 2025-11-01T14:30"));
        }
        if self.cycle.is_some() && fields.time_precision.is_none() {
            let message = "`hour12` and `hourCycle` mean nothing where no time is written";
            return Err(Fault::new(message).hint("leave them out, or add `timeStyle`"));
        }
        Ok(fields)
    }

    fn styles(&self, fields: &mut FieldSetBuilder) {
        fields.length = Some(match self.date_style {
            Some("full" | "long") => Length::Long,
            Some("medium") => Length::Medium,
            _ => Length::Short,
        });
        fields.date_fields = self.date_style.map(|style| match style {
            "full" => DateFields::YMDE,
            _ => DateFields::YMD,
        });
        // The longer styles would add a time zone, and there is none (as for Temporal.PlainTime in ECMA-402).
        fields.time_precision = self.time_style.map(|style| match style {
            "short" => TimePrecision::Minute,
            _ => TimePrecision::Second,
        });
    }

    fn parts(&self, fields: &mut FieldSetBuilder) -> Result<(), Fault> {
        let cannot = |what: &str, hint: &str| {
            Err(Fault::new(format!("DATETIME cannot write {what}")).hint(hint))
        };
        let given = |part: Option<&str>| part.is_some();
        fields.date_fields = match (
            given(self.year),
            given(self.month),
            given(self.day),
            given(self.weekday),
        ) {
            (true, true, true, true) => Some(DateFields::YMDE),
            (true, true, true, false) => Some(DateFields::YMD),
            (false, true, true, true) => Some(DateFields::MDE),
            (false, true, true, false) => Some(DateFields::MD),
            (false, false, true, true) => Some(DateFields::DE),
            (false, false, true, false) => Some(DateFields::D),
            (false, false, false, true) => Some(DateFields::E),
            (true, true, false, false) => Some(DateFields::YM),
            (false, true, false, false) => Some(DateFields::M),
            (true, false, false, false) => Some(DateFields::Y),
            (false, false, false, false) => None,
            _ => {
                return cannot(
                    "these parts of a date together",
                    "it needs all from the largest to the smallest: a month between year and day, a day between month and weekday",
                );
            }
        };
        fields.time_precision = match (given(self.hour), given(self.minute), given(self.second)) {
            (true, true, true) => Some(TimePrecision::Second),
            (true, true, false) => Some(TimePrecision::Minute),
            (true, false, false) => Some(TimePrecision::Hour),
            (false, false, false) => None,
            _ => return cannot("minutes or seconds alone", "add `hour` and `minute`"),
        };
        let is_period = matches!(
            fields.date_fields,
            Some(DateFields::YM | DateFields::M | DateFields::Y)
        );
        if is_period && fields.time_precision.is_some() {
            return cannot("a time without a day", "add `day`");
        }
        fields.length = Some(match (self.month, self.weekday) {
            (Some("long"), None | Some("long")) | (None, Some("long")) => Length::Long,
            (Some("short"), None | Some("short")) | (None, Some("short")) => Length::Medium,
            (Some("numeric" | "2-digit"), None | Some("short")) => Length::Short,
            (None, None) => Length::Medium,
            _ => {
                return cannot(
                    "a weekday and a month of different lengths",
                    "give both the same length; a numeric month goes with `weekday: \"short\"`",
                );
            }
        });
        let is_numeric = fields.length == Some(Length::Short);
        // Longer dates have all digits of the year anyway.
        fields.year_style = (given(self.year) && is_numeric).then_some(YearStyle::Full);
        let numbers = [self.month, self.day, self.hour];
        let is_padded = numbers.contains(&Some("2-digit"));
        if is_padded && numbers.contains(&Some("numeric")) {
            return cannot(
                "some numbers in two digits and others not",
                "give month, day and hour all `\"numeric\"` or all `\"2-digit\"`",
            );
        }
        fields.alignment = is_padded.then_some(Alignment::Column);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every combination of parts and values that is accepted can be formatted in any language.
    #[test]
    fn what_is_accepted_can_be_written() {
        let parts: [(&str, &[&str]); 8] = [
            ("weekday", &["", "long", "short"]),
            ("year", &["", "numeric"]),
            ("month", &["", "long", "short", "numeric", "2-digit"]),
            ("day", &["", "numeric", "2-digit"]),
            ("hour", &["", "numeric", "2-digit"]),
            ("minute", &["", "numeric"]),
            ("second", &["", "2-digit"]),
            ("hour12", &["", "true"]),
        ];
        let mut all: Vec<Vec<Named>> = vec![Vec::new()];
        for (name, words) in parts {
            let with = |options: &Vec<Named>| {
                let mut several = Vec::new();
                for word in words {
                    let mut options = options.clone();
                    if !word.is_empty() {
                        options.push((name.to_owned(), Literal::Text((*word).to_owned())));
                    }
                    several.push(options);
                }
                several
            };
            all = all.iter().flat_map(with).collect();
        }
        let date = Date::parse("2025-11-01").expect("a day");
        let time = Time::parse("14:30").expect("a time");
        let mut accepted = 0;
        for tag in ["fr", "en", "de", "pt", "ar", "he", "ja"] {
            let locale = Locale::try_from_str(tag).expect("a tag");
            for options in &all {
                if let Ok(moment) = Moment::new(date, Some(time)).with(options, &locale) {
                    let text = moment.write(&locale).expect("words");
                    assert!(
                        !text.is_empty() && !text.contains('\u{fffd}'),
                        "{options:?}"
                    );
                    accepted += 1;
                }
            }
        }
        assert!(accepted > 800, "{accepted}");
    }
}
