//! The notation of numbers in a language: its separators, percentages and amounts of money, read and written.

use std::borrow::Cow;
use std::collections::BTreeSet;

use icu_decimal::input::Decimal;

use crate::article::ast::Date;
use crate::l10n::cell_value::{Value, word};
use crate::l10n::digits::ascii;
use crate::l10n::functions::currency::Currency;
use crate::l10n::functions::number::Number;
use crate::l10n::functions::options::{Literal, Named};
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

/// The separators of a locale's numbers.
pub struct Notation {
    pub(super) locale: Locale,
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
        number()
            .or_else(iso)
            .or_else(|| Value::date(words, &self.locale))
    }

    fn plain(&self, words: &str) -> Option<Value> {
        let (digits, named, sign) = self.number(words)?;
        Some(Value::Number(Number::parse(&digits)?, named, sign))
    }

    fn percent(&self, words: &str) -> Option<Value> {
        let signs = ['%', '٪'];
        let number = words
            .strip_suffix(signs)
            .or_else(|| words.strip_prefix(signs))?;
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
        let words = &self.with_own_signs(words)[..];
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

    /// A number with the separators of the language: Arabic ones stand between Arabic digits, whichever digits CLDR prefers for the language.
    fn with_own_signs<'w>(&self, words: &'w str) -> Cow<'w, str> {
        let is_arabic = |c| matches!(c, '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}');
        match words.contains(is_arabic) {
            true => words
                .replace('٫', self.decimal.encode_utf8(&mut [0; 4]))
                .replace('٬', self.group.encode_utf8(&mut [0; 4]))
                .into(),
            false => words.into(),
        }
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
}

/// Whether a word is a currency: a code, a sign, or an abbreviation that several share.
pub(super) fn is_currency(word: &str) -> bool {
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

/// Whether a character is the sign of a number, or typed for one.
pub(super) fn is_sign(c: char) -> bool {
    matches!(c, '-' | '−' | '–' | '+')
}
