//! Table cells that hold only a number, a percentage, an amount of money or a date. They are not translated as
//! messages, but parsed in the notation of the source language and formatted in that of each locale.

use std::collections::BTreeSet;

use icu_decimal::input::Decimal;

use crate::article::ast::{Article, Block, Date, Text};
use crate::diagnostic::Diagnostics;
use crate::l10n::columns::{self, words};
use crate::l10n::digits::ascii;
use crate::l10n::functions::currency::Currency;
use crate::l10n::functions::date::Moment;
use crate::l10n::functions::number::Number;
use crate::l10n::functions::options::{Literal, Named};
use crate::l10n::typography;
use crate::locale::Locale;

/// Symbols of currencies, as CLDR writes them. `$` is that of several, and stays as it is; `¥` and `kr`, which languages write in different ways, are not among them.
const SYMBOLS: [(&str, &str); 10] = [
    ("$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("₹", "INR"),
    ("₩", "KRW"),
    ("₺", "TRY"),
    ("₽", "RUB"),
    ("₴", "UAH"),
    ("zł", "PLN"),
    ("Kč", "CZK"),
];

/// The separator of groups where there are none.
const NO_GROUPS: char = '\u{0}';

/// Marks the table cells of an article that are values in the notation of its language.
pub fn mark(article: &mut Article, source: &Locale) {
    let notation = Notation::of(source);
    visit(article, &notation, &mut |cell, _| {
        cell.is_value = words(cell).is_some_and(|words| notation.read(words).is_some());
    });
}

/// Formats the marked cells for a locale. Values that ICU4X has no data for stay as they are. For the source language
/// and pseudo-locales, only typography is applied.
pub fn localize(document: &mut Article, source: &Locale, locale: &Locale) {
    let notation = Notation::of(source);
    let is_source = source == locale || locale.pseudo().is_some();
    visit(document, &notation, &mut |cell, column| {
        if !cell.is_value {
            // A number with a unit, or nothing.
            if words(cell).is_some_and(|words| words == "-" || decimal(words, locale).is_some()) {
                set_minus(cell);
            }
            return;
        }
        let written = words(cell)
            .filter(|words| !is_source && !column.is_name(words))
            .and_then(|words| column.read(words)?.write(locale));
        if let Some(written) = written
            && let Some((text, range)) = columns::words_mut(cell)
        {
            text.replace_range(range, &written);
        }
        typography::apply(&mut cell.inlines, if is_source { source } else { locale });
        set_minus(cell);
    });
}

fn set_minus(cell: &mut Text) {
    let dashed = |words: &str| (words == "-").then(|| "–".to_owned());
    if let Some(written) = words(cell).and_then(|words| with_minus(words).or(dashed(words)))
        && let Some((text, range)) = columns::words_mut(cell)
    {
        text.replace_range(range, &written);
    }
}

/// Notes on columns of which the author alone knows what they hold, where the page of another language would write decimals in another way.
pub fn check(article: &mut Article, source: &Locale, locales: &[Locale], out: &mut Diagnostics) {
    let sign = Notation::of(source).decimal;
    if locales
        .iter()
        .any(|locale| Notation::of(locale).decimal != sign)
    {
        columns::check(article, sign, out);
    }
}

/// A column of cells, or all cells of a chart.
struct Column<'a> {
    notation: &'a Notation,
    /// Whether its decimals are names.
    are_names: bool,
    /// Whether its months are shortened. `mai 2024` and `mars 2024` do not say.
    are_short: bool,
}

impl<'a> Column<'a> {
    fn new<'t>(notation: &'a Notation, mut cells: impl Iterator<Item = &'t Text>) -> Self {
        let is_short = |words: &str| {
            let is_date =
                || words.contains(char::is_alphabetic) && words.contains(char::is_numeric);
            is_date() && notation.read(words).is_some_and(|value| value.is_short())
        };
        Self {
            notation,
            are_names: false,
            are_short: cells.any(|cell| cell.is_value && words(cell).is_some_and(is_short)),
        }
    }

    fn is_name(&self, words: &str) -> bool {
        self.are_names && columns::is_decimal(words, self.notation.decimal)
    }

    fn read(&self, words: &str) -> Option<Value> {
        let value = self.notation.read(words)?;
        let short = value.shortened().filter(|short| {
            let written = short.write(&self.notation.locale);
            self.are_short && written.is_some_and(|written| alike(&written, words))
        });
        Some(short.unwrap_or(value))
    }
}

/// Calls a function with every table cell of an article, and its column.
fn visit(article: &mut Article, notation: &Notation, f: &mut impl FnMut(&mut Text, &Column)) {
    let mut of_block = |block: &mut Block| match block {
        Block::Table { head, rows, .. } => {
            let names = columns::are_names(rows, notation.decimal);
            let whole = Column::new(notation, std::iter::empty());
            head.iter_mut().flatten().for_each(|cell| f(cell, &whole));
            for (at, are_names) in names.into_iter().enumerate() {
                let cells = rows.iter().filter_map(|row| row.get(at)?.as_ref());
                let column = Column {
                    are_names,
                    ..Column::new(notation, cells)
                };
                let cells = rows.iter_mut().filter_map(|row| row.get_mut(at)?.as_mut());
                cells.for_each(|cell| f(cell, &column));
            }
        }
        Block::Chart(chart) => {
            let column = Column::new(notation, chart.rows.iter().flatten().flatten());
            chart.cells_mut().for_each(|cell| f(cell, &column));
        }
        _ => {}
    };
    article.visit_blocks(&mut of_block);
}

/// For decimal alignment: the byte index of the decimal sign of a cell's number (or of its end, if it has none), and
/// the end of its last digit. `None` if the cell has no digit, or words.
pub fn decimal(words: &str, locale: &Locale) -> Option<(usize, usize)> {
    let notation = Notation::of(locale);
    let is_digit = |c: char| c.is_numeric();
    let last = words.char_indices().rfind(|(_, c)| is_digit(*c))?;
    let end = last.0 + last.1.len_utf8();
    let first = words.find(is_digit)?;
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    // A unit is short, and stands behind the number; letters before it are those of a name or a code, unless they are a currency.
    let before = words[..first].trim_matches(|c: char| is_sign(c) || c.is_whitespace());
    let is_name = before.contains(char::is_alphabetic) && !is_currency(before)
        || words.len() > 1 && words.starts_with('0') && words.bytes().all(|b| b.is_ascii_digit());
    let has_words = is_name || letters > 4 || words[first..end].chars().any(char::is_alphabetic);
    let signs = |c: char| c == notation.decimal;
    let parts = words[first..end].split(signs).count();
    // A date of CLDR in Arabic, which is read from right to left.
    let has_direction = words[first..end].contains(['\u{200F}', '\u{61C}']);
    if has_words || has_direction || parts > 2 {
        return None;
    }
    let point = words[first..end].find(signs).map_or(end, |at| first + at);
    Some((point, end))
}

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

/// The separators of a locale's numbers.
pub struct Notation {
    locale: Locale,
    pub(super) decimal: char,
    group: char,
}

impl Notation {
    /// That of a language.
    pub fn of(locale: &Locale) -> Self {
        let number = Number::parse("1234567.5");
        let written = number.and_then(|n| n.with(&[word("useGrouping", "always")]).ok());
        let written = written
            .and_then(|n| n.write(&locale.icu()))
            .unwrap_or_default();
        let mut signs = written.chars().filter(|c| !c.is_numeric());
        let group = signs.next().unwrap_or(',');
        Self {
            locale: locale.clone(),
            decimal: signs.next_back().unwrap_or('.'),
            group,
        }
    }

    /// That of data files: a point, and no groups.
    pub(super) fn of_data(locale: &Locale) -> Self {
        Self {
            locale: locale.clone(),
            decimal: '.',
            group: NO_GROUPS,
        }
    }

    /// How another language writes a number that it would read as another one, or as none: `3.5` and `1,234` of English in German. `None` for what is no number in
    /// this notation, and where both read the same.
    pub fn respelled(&self, words: &str, other: &Self) -> Option<String> {
        let value = |notation: &Self| match notation.plain(words)? {
            Value::Number(number, _, None) => Some(number),
            _ => None,
        };
        let signs = [other.decimal, other.group];
        let is_other = value(other) != Some(value(self)?) && signs.contains(&',');
        is_other.then(|| self.plain(words)?.write(&other.locale))?
    }

    /// The digits of a number, with a point before decimals and without zeros that say nothing. `None` for what is no number in this notation.
    pub fn digits(&self, words: &str) -> Option<String> {
        let (digits, ..) = self.number(words)?;
        let whole = digits.trim_start_matches('0');
        Some(match whole.contains('.') {
            true => whole.trim_end_matches('0').trim_end_matches('.').to_owned(),
            false => whole.to_owned(),
        })
    }

    /// How the language writes a number that another notation has.
    pub fn written(&self, words: &str, other: &Self) -> Option<String> {
        other.plain(words)?.write(&self.locale)
    }

    pub(super) fn read(&self, words: &str) -> Option<Value> {
        if words.len() > 40 || !words.contains(char::is_numeric) {
            return None;
        }
        let number = || {
            self.percent(words)
                .or_else(|| self.amount(words))
                .or_else(|| self.plain(words))
        };
        let iso = || Date::parse(words).map(|_| Value::Same(words.to_owned()));
        number().or_else(iso).or_else(|| self.date(words))
    }

    fn plain(&self, words: &str) -> Option<Value> {
        let (digits, named, sign) = self.number(words)?;
        Some(Value::Number(Number::parse(&digits)?, named, sign))
    }

    fn percent(&self, words: &str) -> Option<Value> {
        let number = words
            .strip_suffix('%')
            .or_else(|| words.strip_prefix('%'))?;
        let (digits, mut named, sign) = self.number(number.trim())?;
        let mut value: Decimal = digits.parse().ok()?;
        value.absolute.multiply_pow10(-2);
        named.push(word("style", "percent"));
        Some(Value::Number(
            Number::parse(&value.to_string())?,
            named,
            sign,
        ))
    }

    fn amount(&self, words: &str) -> Option<Value> {
        // A sign may stand before the currency symbol.
        let (sign, rest) = match words.chars().next().filter(|c| is_sign(*c)) {
            Some(sign) => (
                &words[..sign.len_utf8()],
                words[sign.len_utf8()..].trim_start(),
            ),
            None => ("", words),
        };
        let is_code = |code: &str| code.bytes().all(|b| b.is_ascii_uppercase());
        let start = rest.get(..3).filter(|code| is_code(code));
        let end = rest.len().checked_sub(3).and_then(|at| rest.get(at..));
        let end = end.filter(|code| is_code(code));
        let symbol = SYMBOLS
            .iter()
            .find(|(symbol, _)| rest.starts_with(symbol) || rest.ends_with(symbol));
        let (shown, code) = match (start.or(end), symbol) {
            (Some(code), _) => (code, code),
            (None, Some((symbol, code))) => (*symbol, *code),
            (None, None) => return None,
        };
        Currency::parse(code)?;
        let number = rest
            .strip_prefix(shown)
            .or_else(|| rest.strip_suffix(shown))?;
        let (digits, mut named, sign) = self.number(&format!("{sign}{}", number.trim()))?;
        let fraction = digits
            .split_once('.')
            .map_or(0, |(_, fraction)| fraction.len());
        let count = |name: &str| {
            (
                name.to_owned(),
                Literal::Number(Decimal::from(fraction as u64)),
            )
        };
        named.extend([
            word("style", "currency"),
            word("currency", code),
            word(
                "currencyDisplay",
                match shown {
                    "$" => "narrowSymbol",
                    _ if shown == code => "code",
                    _ => "symbol",
                },
            ),
            count("minimumFractionDigits"),
            count("maximumFractionDigits"),
        ]);
        Some(Value::Number(Number::parse(&digits)?, named, sign))
    }

    /// Parses a number: its digits with a point, options for its grouping, and its sign if that is not a hyphen.
    fn number(&self, words: &str) -> Option<(String, Vec<Named>, Option<char>)> {
        let sign = words.chars().next().filter(|c| is_sign(*c));
        let words = sign.map_or(words, |sign| &words[sign.len_utf8()..]);
        let (whole, fraction) = match words.split_once(self.decimal) {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (words, None),
        };
        let groups: Vec<&str> = whole.split(|c| self.is_group(c)).collect();
        let separators: BTreeSet<char> = whole.chars().filter(|c| self.is_group(*c)).collect();
        let count = |part: &str| part.chars().count();
        let (first, rest) = groups.split_first()?;
        let last_is_three = rest.last().is_none_or(|last| count(last) == 3);
        let middle = rest.iter().rev().skip(1).map(|group| count(group));
        let middle: BTreeSet<usize> = middle.collect();
        let is_grouped = separators.len() <= 1
            && last_is_three
            && (middle.iter().all(|n| *n == 3) || middle.iter().all(|n| *n == 2))
            && (rest.is_empty() || (1..=3).contains(&count(first)));
        // Digits with a leading zero, such as `007`, are a name.
        let is_name = count(first) > 1 && ascii(first.chars().next()?) == Some('0');
        if !is_grouped || is_name || fraction == Some("") || first.is_empty() {
            return None;
        }
        let mut digits = String::new();
        if sign.is_some_and(|sign| sign != '+') {
            digits.push('-');
        }
        for c in groups.concat().chars() {
            digits.push(ascii(c)?);
        }
        if let Some(fraction) = fraction {
            digits.push('.');
            for c in fraction.chars() {
                digits.push(ascii(c)?);
            }
        }
        let is_long = groups.concat().chars().count() > 3;
        let named = match is_long && rest.is_empty() {
            // Long numbers without grouping, such as years, are formatted without it.
            true => vec![word("useGrouping", "false")],
            false => Vec::new(),
        };
        Some((digits, named, sign.filter(|sign| *sign != '-')))
    }

    /// Whether a character separates groups: the locale's own separator, or a space, which the SI allows in all
    /// languages.
    fn is_group(&self, c: char) -> bool {
        if self.group == NO_GROUPS {
            return false;
        }
        let apostrophes = ['\'', '’'];
        c == self.group
            || matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
            || (apostrophes.contains(&self.group) && apostrophes.contains(&c))
    }

    /// Parses a date by formatting every date that its digits can mean, and comparing the results.
    fn date(&self, words: &str) -> Option<Value> {
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
                    let value = Value::Moment(date, named.clone());
                    let is_meant = value
                        .write(&self.locale)
                        .is_some_and(|text| alike(&text, words));
                    if is_meant {
                        return Some(value);
                    }
                }
            }
        }
        None
    }
}

impl Value {
    /// Whether it is a day or a month with a shortened name.
    fn is_short(&self) -> bool {
        let is_medium = |named: &[Named]| named == [word("dateStyle", "medium")];
        matches!(self, Self::Moment(_, named) if *named == short_month() || is_medium(named))
    }

    /// The same day or month with the name of the month shortened, if it has a name.
    fn shortened(&self) -> Option<Self> {
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

/// Whether two dates are equal except for leading zeros, case and the kind of spaces.
fn alike(one: &str, other: &str) -> bool {
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

/// Whether a word is a currency: a code, a sign, or an abbreviation that several share.
fn is_currency(word: &str) -> bool {
    let is_code = word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase());
    let is_symbol = SYMBOLS.iter().any(|(symbol, _)| *symbol == word);
    is_code && Currency::parse(word).is_some()
        || is_symbol
        || matches!(
            word,
            "kr" | "kr." | "Kr" | "Kr." | "Rs" | "Rs." | "Fr." | "lei" | "Ft"
        )
        || word.ends_with('$')
}

/// A number in a cell with a minus sign in place of a hyphen, so that all of a column look alike.
pub fn with_minus(words: &str) -> Option<String> {
    let rest = words.strip_prefix('-')?;
    rest.contains(char::is_numeric).then(|| format!("−{rest}"))
}

fn is_sign(c: char) -> bool {
    matches!(c, '-' | '−' | '–' | '+')
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
