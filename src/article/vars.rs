//! The values of an article that its messages may use: `vars:` of the front matter.

use std::collections::BTreeMap;

use serde_yaml::Value;

use crate::article::ast::{Date, Time, Var};
use crate::diagnostic::Diagnostics;
use crate::yaml::Mapping;

/// Variables that messages or labels have without `vars:`.
const RESERVED: [&str; 6] = ["title", "date", "authors", "names", "series", "publisher"];

/// Decodes `vars:`. Names must be valid in Fluent.
pub fn vars(map: &mut Mapping, out: &mut Diagnostics) -> BTreeMap<String, Var> {
    let values: Option<BTreeMap<String, Value>> = map.take("vars", out);
    let mut vars = BTreeMap::new();
    for (name, value) in values.unwrap_or_default() {
        let nodes = map.node("vars").and_then(|all| all.get(&name));
        let digits = nodes.and_then(|(_, value)| map.plain(value));
        match var(&name, value, digits.and_then(digits_of)) {
            Ok(var) => {
                vars.insert(name, var);
            }
            Err((message, hint)) => {
                let mut wrong = map.wrong("vars", message);
                wrong.origin = nodes.map(|(key, _)| map.place(key)).or(wrong.origin);
                out.push(wrong.hint(hint));
            }
        }
    }
    vars
}

/// Decodes one variable. The error is a message and a hint.
fn var(name: &str, value: Value, digits: Option<&str>) -> Result<Var, (String, &'static str)> {
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    if !is_name {
        let hint = "a name is a letter, then letters, digits, `-` and `_`, without accents";
        return Err((format!("`{name}` cannot be the name of a value"), hint));
    }
    if RESERVED.contains(&name) {
        let hint = "it comes from the front matter itself; give this value another name";
        return Err((format!("`${name}` is a value already"), hint));
    }
    let wrong = |message: String| {
        let hint = "a word, a number such as 12.5, a day such as 2025-11-01, or a day and a time such as 2025-11-01T14:30";
        Err((message, hint))
    };
    match value {
        Value::Number(number)
            if number.is_f64() && !number.as_f64().is_some_and(f64::is_finite) =>
        {
            wrong(format!("`{name}` is not a number that can be written"))
        }
        Value::Number(number) => Ok(Var::Number(match digits {
            Some(digits) => digits.to_owned(),
            None => number.to_string(),
        })),
        Value::String(text) if is_like_day(&text) => match moment(&text) {
            Some((date, time)) => Ok(Var::Date(date, time)),
            None => wrong(format!("`{text}` is not a day")),
        },
        Value::String(text) => Ok(Var::Text(text)),
        Value::Bool(_)
        | Value::Null
        | Value::Sequence(_)
        | Value::Mapping(_)
        | Value::Tagged(_) => wrong(format!("`{name}` must be a word, a number or a day")),
    }
}

/// The digits of a number as written: YAML would turn 12.50 into 12.5.
fn digits_of(digits: &str) -> Option<&str> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let whole = whole.strip_prefix('-').unwrap_or(whole);
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let is_octal = whole.len() > 1 && whole.starts_with('0');
    (is_digits(whole) && is_digits(fraction) && !is_octal).then_some(digits)
}

/// Whether a text starts like a date: 2025-11-01.
fn is_like_day(text: &str) -> bool {
    let start: Vec<u8> = text.bytes().take(11).collect();
    let form = b"dddd-dd-dd";
    let is_day = start.len() >= form.len()
        && start.iter().zip(form).all(|(byte, wanted)| match wanted {
            b'd' => byte.is_ascii_digit(),
            _ => byte == wanted,
        });
    is_day && start.get(10).is_none_or(|byte| matches!(byte, b'T' | b' '))
}

/// A date, with a time after a `T` or a space.
fn moment(text: &str) -> Option<(Date, Option<Time>)> {
    match text.split_once(['T', ' ']) {
        None => Some((Date::parse(text)?, None)),
        Some((day, time)) => Some((Date::parse(day)?, Some(Time::parse(time.trim())?))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::origin::FileId;
    use crate::yaml::{Codes, Key, key};

    const CODES: Codes = Codes {
        syntax: Code::FrontMatterSyntax,
        value: Code::FrontMatterValue,
        key: Code::FrontMatterKey,
    };
    const KEYS: &[Key] = &[key("vars", "", "", "")];

    /// Decodes `vars:` with one line.
    fn one(line: &str) -> Result<Var, String> {
        let text = format!("vars:\n  a: word\n  {line}\n");
        let mut out = Diagnostics::default();
        let file = FileId::new("a.md");
        let mut map = Mapping::parse(&file, &text, 0..text.len(), CODES, &mut out).of(KEYS);
        let mut vars = vars(&mut map, &mut out);
        vars.remove("a");
        match vars.pop_first() {
            Some((_, var)) => Ok(var),
            None => Err(out.into_iter().map(|d| d.message).collect()),
        }
    }

    #[test]
    fn numbers_keep_their_digits() {
        let number = |text: &str| Ok(Var::Number(text.to_owned()));
        assert_eq!(one("x: 12.50"), number("12.50"));
        assert_eq!(one("x: -0.120  # a comment"), number("-0.120"));
        assert_eq!(
            one("'x': 12345678901234567890"),
            number("12345678901234567890")
        );
        assert_eq!(one("x: 0x10"), number("16"));
        assert_eq!(one("x: '12.50'"), Ok(Var::Text("12.50".to_owned())));
        let error = "`x` is not a number that can be written";
        assert_eq!(one("x: .inf"), Err(error.to_owned()));
        assert_eq!(one("x: .nan"), Err(error.to_owned()));
    }

    #[test]
    fn days_may_have_a_time() {
        let time = |hour, minute, second| Time {
            hour,
            minute,
            second,
        };
        let date = Date {
            year: 2025,
            month: 11,
            day: 1,
        };
        let at = |time| Ok(Var::Date(date, time));
        assert_eq!(one("x: 2025-11-01"), at(None));
        assert_eq!(one("x: 2025-11-01T14:30"), at(Some(time(14, 30, 0))));
        assert_eq!(one("x: 2025-11-01 14:30:05"), at(Some(time(14, 30, 5))));
        for wrong in [
            "2025-02-30",
            "2025-11-01T24:00",
            "2025-11-01T14:30Z",
            "2025-11-01 ",
        ] {
            let error = format!("`{wrong}` is not a day");
            assert_eq!(one(&format!("x: '{wrong}'")), Err(error));
        }
        let words = Ok(Var::Text("2025-11-012".to_owned()));
        assert_eq!(one("x: 2025-11-012"), words);
    }

    #[test]
    fn names_are_those_that_fluent_can_say() {
        assert_eq!(one("taux-2_b: mot"), Ok(Var::Text("mot".to_owned())));
        for wrong in ["côté", "2x", "a b"] {
            let error = format!("`{wrong}` cannot be the name of a value");
            assert_eq!(one(&format!("{wrong}: mot")), Err(error));
        }
        assert_eq!(
            one("title: mot"),
            Err("`$title` is a value already".to_owned())
        );
    }
}
