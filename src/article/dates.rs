//! Dates that Markdown takes for items of a numbered list: with a full stop behind the day or the year, and the month in words, as some languages write them
//! (`3. Oktober 1990`, `2024. január 1.`).

use std::cell::OnceCell;

use comrak::nodes::{AstNode, ListType, NodeValue, Sourcepos};
use icu_calendar::{Date, Gregorian};
use icu_datetime::fieldsets::YMD;
use icu_datetime::{DateTimeFormatterPreferences, FixedCalendarDateTimeFormatter};
use icu_locale::Locale;
use writeable::Writeable;

use crate::origin::LineIndex;

/// Languages in which a month ends in another way than in the dates of CLDR, as it is inflected: `oktobra` for `oktober`.
const INFLECTED: &str = "bs cs et fi hr lv mk sk sl sr";
/// What stands between two days of a month: `3. und 4. Oktober`.
const LONGEST: usize = 4;
/// The shortest abbreviation of a month: `Okt.`
const SHORTEST: usize = 3;

/// The dates of a language.
pub struct Dates {
    language: String,
    words: OnceCell<Words>,
}

/// The words that follow a number with a full stop, in lower case.
#[derive(Default)]
struct Words {
    /// Behind the day: the months. Empty where days have no full stop.
    of_days: Vec<String>,
    /// Behind the year. Empty where years have no full stop.
    of_years: Vec<String>,
}

impl Dates {
    /// The dates of a language, by its tag.
    pub fn new(language: &str) -> Self {
        Self {
            language: language.to_owned(),
            words: OnceCell::new(),
        }
    }

    /// For each item of a numbered list, whether it is none; empty if all are items. Where dates stand among other items and all numbers count up, the
    /// list prints what was written.
    pub fn among<'a>(&self, list: &'a AstNode<'a>, text: &str, lines: &LineIndex) -> Vec<bool> {
        if !matches!(list.data().value, NodeValue::List(list) if list.list_type == ListType::Ordered)
        {
            return Vec::new();
        }
        let are: Vec<bool> = list
            .children()
            .map(|item| {
                let Sourcepos { start, .. } = item.data().sourcepos;
                self.begins(lines.rest(text, start.line, start.column))
            })
            .collect();
        let numbers: Vec<usize> = list.children().filter_map(number).collect();
        let counts_up = numbers.windows(2).all(|two| two[0] + 1 == two[1]);
        let is_list = !are.contains(&true) || counts_up && are.contains(&false);
        if is_list { Vec::new() } else { are }
    }

    /// Whether a line begins with a date in which a full stop stands behind the first number.
    pub fn begins(&self, line: &str) -> bool {
        let Some((number, rest)) = numbered(line) else {
            return false;
        };
        let words = self.words.get_or_init(|| Words::of(&self.language));
        match number.len() {
            1 | 2 => !words.of_days.is_empty() && self.is_day(words, rest),
            4 if !words.of_years.is_empty() => {
                numbered(rest).is_some_and(|(month, _)| month.len() < 3)
                    || self.is_one_of(&words.of_years, rest)
            }
            _ => false,
        }
    }

    /// Whether a month follows a day, or a second day and a month: `Oktober 1990`, `10. 1990`, `und 4. Oktober`.
    fn is_day(&self, words: &Words, rest: &str) -> bool {
        if self.is_one_of(&words.of_days, rest) {
            return true;
        }
        if let Some((month, year)) = numbered(rest) {
            let digits = year.chars().take_while(char::is_ascii_digit).count();
            return month.len() < 3 && matches!(digits, 2 | 4);
        }
        let (joint, second) = rest.split_once(' ').unwrap_or_default();
        joint.chars().count() <= LONGEST
            && numbered(second).is_some_and(|(_, rest)| self.is_one_of(&words.of_days, rest))
    }

    /// Whether a text begins with a month or its abbreviation.
    fn is_one_of(&self, words: &[String], text: &str) -> bool {
        let end = text.find(|c: char| !c.is_alphabetic());
        let (first, rest) = text.split_at(end.unwrap_or(text.len()));
        let first = first.to_lowercase();
        let language = self.language.split(['-', '_']).next().unwrap_or_default();
        let is_inflected = INFLECTED.split(' ').any(|known| known == language);
        let is_short = first.chars().count() >= SHORTEST
            && (rest.starts_with('.')
                || rest.trim_start().starts_with(|c: char| c.is_ascii_digit()));
        words.iter().any(|word| {
            *word == first
                || is_short && word.starts_with(&first)
                || is_inflected && differ_at_end(word, &first)
        })
    }
}

impl Words {
    fn of(language: &str) -> Self {
        let mut words = Self::default();
        let Ok(locale) = Locale::try_from_str(language) else {
            return words;
        };
        let preferences = DateTimeFormatterPreferences::from(&locale);
        let formatter =
            FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new(preferences, YMD::long());
        let Ok(formatter) = formatter else {
            return words;
        };
        for month in 1..=12 {
            let Ok(date) = Date::try_new_gregorian(2023, month, 15) else {
                continue;
            };
            let text = formatter.format(&date).write_to_string().to_lowercase();
            let word = |behind: &str| {
                let rest = text.split_once(behind)?.1;
                let end = rest.find(|c: char| !c.is_alphabetic());
                let word = &rest[..end.unwrap_or(rest.len())];
                (!word.is_empty()).then(|| word.to_owned())
            };
            words.of_days.extend(word("15. "));
            words
                .of_years
                .extend(word("2023. ").filter(|_| text.starts_with("2023. ")));
        }
        words
    }
}

/// The number of an item.
pub fn number<'a>(item: &'a AstNode<'a>) -> Option<usize> {
    match item.data().value {
        NodeValue::Item(item) => Some(item.start),
        _ => None,
    }
}

/// The number at the start of a line, with a full stop and a space, and what follows.
fn numbered(line: &str) -> Option<(&str, &str)> {
    let (number, rest) = line.split_once(". ")?;
    let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| (number, rest.trim_start()))
}

/// Whether two words have the same beginning, of three letters or more, and up to two others behind it.
fn differ_at_end(one: &str, two: &str) -> bool {
    let same = one
        .chars()
        .zip(two.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let left = |word: &str| word.chars().count() - same;
    same >= SHORTEST && left(one) <= 2 && left(two) <= 2
}

#[cfg(test)]
mod tests {
    use super::Dates;

    #[test]
    fn languages_write_dates_with_full_stops_or_without() {
        for (language, line, is_date) in [
            ("de", "3. Oktober 1990: Die Einheit.", true),
            ("de", "3. Okt. 1990 in Berlin", true),
            ("de", "3.  OKTOBER", true),
            ("de", "3. und 4. Oktober 1990", true),
            ("de", "3. 10. 1990: Die Einheit.", true),
            ("de", "2024. Januar", false),
            ("de", "1. FC Köln gewann.", false),
            ("de", "1. Maier kam an.", false),
            ("de-AT", "6. Jänner 2024", true),
            ("da", "3. okt. 1990", true),
            ("nb", "17. mai 1814", true),
            ("fi", "1. tammikuuta 2024", true),
            ("cs", "28. října 1918", true),
            ("sl", "3. oktobra 1990", true),
            ("hr", "3. listopada 1990.", true),
            ("lv", "2024. gada 3. oktobrī", true),
            ("hu", "2024. január 1-jén", true),
            ("hu", "2024. 01. 15. Kezdés", true),
            ("hu", "2024. szept. 3.", true),
            ("hu", "1. január volt", false),
            ("en", "1. March on", false),
            ("fr", "3. mars", false),
            ("sv", "3. mars 2020", false),
            ("", "3. Oktober", false),
        ] {
            assert_eq!(
                Dates::new(language).begins(line),
                is_date,
                "{language}: {line}"
            );
        }
    }
}
