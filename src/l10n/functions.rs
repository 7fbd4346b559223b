//! NUMBER and DATETIME of Fluent over ICU4X: the same in every catalogue, on every machine.

use std::borrow::Cow;
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};

use fluent::types::{FluentNumber, FluentNumberOptions, FluentType};
use fluent::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use icu_calendar::Gregorian;
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::builder::{DateFields, FieldSetBuilder};
use icu_datetime::fieldsets::enums::DateFieldSet;
use icu_datetime::options::Length;
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use intl_memoizer::{IntlLangMemoizer, Memoizable};
use unic_langid::LanguageIdentifier;

use crate::article::ast::Date;
use crate::project::Locale;

/// What went wrong inside functions: Fluent gives them no way to say it.
pub type Complaints = Arc<Mutex<Vec<String>>>;

/// Adds the functions to a bundle.
pub fn add(bundle: &mut FluentBundle<FluentResource>, locale: &Locale) -> Complaints {
    let complaints = Complaints::default();
    bundle.set_formatter(Some(format));
    let said = complaints.clone();
    // A bundle refuses a function only where it has one of that name: these are the first.
    let _ = bundle.add_function("NUMBER", move |positional, named| {
        number(positional, named).unwrap_or_else(|message| complain(&said, message))
    });
    let said = complaints.clone();
    let locale = locale.icu();
    let _ = bundle.add_function("DATETIME", move |positional, named| {
        date(&locale, positional, named).unwrap_or_else(|message| complain(&said, message))
    });
    complaints
}

fn complain(complaints: &Complaints, message: String) -> FluentValue<'static> {
    let mut all = complaints.lock().unwrap_or_else(PoisonError::into_inner);
    all.push(message);
    FluentValue::Error
}

fn number<'a>(
    positional: &[FluentValue<'a>],
    named: &FluentArgs,
) -> Result<FluentValue<'a>, String> {
    let [FluentValue::Number(number)] = positional else {
        return Err("NUMBER takes one number".to_owned());
    };
    let known = [
        "type",
        "useGrouping",
        "minimumIntegerDigits",
        "minimumFractionDigits",
        "maximumFractionDigits",
    ];
    if let Some((name, _)) = named.iter().find(|(name, _)| !known.contains(name)) {
        return Err(format!("NUMBER does not know the option `{name}`"));
    }
    let mut number = number.clone();
    number.options.merge(named);
    Ok(FluentValue::Number(number))
}

/// Renders numbers with the digits and separators of the bundle's language.
fn format(value: &FluentValue, memoizer: &IntlLangMemoizer) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    let grouping = number.options.use_grouping;
    memoizer
        .with_try_get::<Digits, _, _>((grouping,), |digits| digits.write(number))
        .ok()
        .flatten()
}

struct Digits(DecimalFormatter);

impl Memoizable for Digits {
    type Args = (bool,);
    type Error = ();

    fn construct(lang: LanguageIdentifier, (grouping,): (bool,)) -> Result<Self, Self::Error> {
        let locale = icu_locale::Locale::try_from_str(&lang.to_string());
        let locale = locale.unwrap_or(icu_locale::Locale::UNKNOWN);
        let mut options = DecimalFormatterOptions::default();
        options.grouping_strategy = (!grouping).then_some(GroupingStrategy::Never);
        DecimalFormatter::try_new(locale.into(), options)
            .map(Self)
            .map_err(drop)
    }
}

impl Digits {
    fn write(&self, number: &FluentNumber) -> Option<String> {
        let FluentNumberOptions {
            minimum_integer_digits,
            minimum_fraction_digits,
            maximum_fraction_digits,
            ..
        } = number.options;
        let mut decimal = Decimal::from_str(&number.value.to_string()).ok()?;
        let digits = |count: usize| i16::try_from(count.min(20)).unwrap_or(20);
        if let Some(most) = maximum_fraction_digits {
            decimal.round(-digits(most));
            decimal.absolute.trim_end();
        }
        if let Some(least) = minimum_fraction_digits {
            decimal.absolute.pad_end(-digits(least));
        }
        if let Some(least) = minimum_integer_digits {
            decimal.absolute.pad_start(digits(least));
        }
        Some(self.0.format(&decimal).to_string())
    }
}

/// A day as a value of a message: written long, unless DATETIME says otherwise.
#[derive(Clone, PartialEq, Debug)]
pub struct Day {
    date: Date,
    locale: icu_locale::Locale,
    fields: DateFields,
    length: Length,
}

impl Day {
    /// A day for a message in this locale.
    pub fn new(date: Date, locale: &Locale) -> Self {
        Self {
            date,
            locale: locale.icu(),
            fields: DateFields::YMD,
            length: Length::Long,
        }
    }

    /// The day in words. "1 novembre" is written "1er novembre" in French: CLDR has it only for some
    /// forms, print has it always (Lexique des règles typographiques, "quantièmes").
    fn write(&self) -> Option<String> {
        let mut builder = FieldSetBuilder::new();
        builder.date_fields = Some(self.fields);
        builder.length = Some(self.length);
        let fields: DateFieldSet = builder.build_date().ok()?;
        let preferences = self.locale.clone().into();
        let formatter =
            FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new(preferences, fields).ok()?;
        let date = self.date.icu()?.to_calendar(Gregorian);
        let text = formatter.format(&date).to_string();
        let in_words = text.chars().filter(|c| c.is_alphabetic()).count() > 2;
        if self.locale.id.language.as_str() == "fr" && self.date.day == 1 && in_words {
            let mut words = text.split(' ').map(|w| if w == "1" { "1er" } else { w });
            let first = words.next().unwrap_or_default().to_owned();
            return Some(words.fold(first, |all, word| all + " " + word));
        }
        Some(text)
    }
}

impl FluentType for Day {
    fn duplicate(&self) -> Box<dyn FluentType + Send> {
        Box::new(self.clone())
    }

    fn as_string(&self, _: &IntlLangMemoizer) -> Cow<'static, str> {
        self.write().unwrap_or_default().into()
    }

    fn as_string_threadsafe(
        &self,
        _: &intl_memoizer::concurrent::IntlLangMemoizer,
    ) -> Cow<'static, str> {
        self.write().unwrap_or_default().into()
    }
}

fn date<'a>(
    locale: &icu_locale::Locale,
    positional: &[FluentValue<'a>],
    named: &FluentArgs,
) -> Result<FluentValue<'a>, String> {
    let wrong = || "DATETIME takes one day, such as `$date`".to_owned();
    let [FluentValue::Custom(value)] = positional else {
        return Err(wrong());
    };
    let mut day = value
        .as_any()
        .downcast_ref::<Day>()
        .ok_or_else(wrong)?
        .clone();
    day.locale.clone_from(locale);
    let (mut year, mut month, mut dom, mut weekday) = (false, None, false, false);
    let mut style = None;
    for (name, value) in named.iter() {
        let FluentValue::String(value) = value else {
            return Err(format!(
                "the option `{name}` of DATETIME takes a word in quotes"
            ));
        };
        match (name, &**value) {
            ("dateStyle", "full" | "long" | "medium" | "short") => style = Some(value.to_string()),
            ("year", "numeric") => year = true,
            ("month", "long" | "short" | "numeric") => month = Some(value.to_string()),
            ("day", "numeric") => dom = true,
            ("weekday", "long" | "short") => weekday = true,
            _ => {
                return Err(format!(
                    "DATETIME does not know the option `{name}: \"{value}\"`"
                ));
            }
        }
    }
    if let Some(style) = style {
        if year || month.is_some() || dom || weekday {
            return Err("`dateStyle` of DATETIME stands alone".to_owned());
        }
        day.fields = if style == "full" {
            DateFields::YMDE
        } else {
            DateFields::YMD
        };
        day.length = match style.as_str() {
            "medium" => Length::Medium,
            "short" => Length::Short,
            _ => Length::Long,
        };
    } else if named.iter().next().is_some() {
        day.length = match month.as_deref() {
            Some("short") => Length::Medium,
            Some("numeric") => Length::Short,
            _ => Length::Long,
        };
        day.fields = match (year, month.is_some(), dom, weekday) {
            (true, true, true, true) => DateFields::YMDE,
            (true, true, true, false) => DateFields::YMD,
            (false, true, true, true) => DateFields::MDE,
            (false, true, true, false) => DateFields::MD,
            (false, false, true, true) => DateFields::DE,
            (false, false, true, false) => DateFields::D,
            (false, false, false, true) => DateFields::E,
            (true, true, false, false) => DateFields::YM,
            (false, true, false, false) => DateFields::M,
            (true, false, false, false) => DateFields::Y,
            _ => return Err("DATETIME cannot write these parts of a day together".to_owned()),
        };
    }
    Ok(FluentValue::Custom(Box::new(day)))
}
