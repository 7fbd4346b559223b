//! Decodes the front matter.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_yaml::Value;

use crate::article::address::beside;
use crate::article::ast::{Date, Inline, Meta, StyleName, Time, Unread, Var};
use crate::article::author;
use crate::article::inline::{self, NoteNames};
use crate::article::value::{Values, is_unread};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::origin::{FileId, Origin};
use crate::yaml::tree::{Node, Written};
use crate::yaml::{Codes, Key, Mapping, key};

const CODES: Codes = Codes {
    syntax: Code::FrontMatterSyntax,
    value: Code::FrontMatterValue,
    key: Code::FrontMatterKey,
};
/// The expected form of a text.
const LINE: &str = "a line of text";
/// The expected form of a file.
const FILE: &str = "a path, such as `refs.bib`";

/// The keys of the front matter.
pub const KEYS: &[Key] = &[
    key("title", LINE, "", "The title; must be given."),
    key("subtitle", LINE, "", "The subtitle."),
    key(
        "date",
        "a day such as 2025-11-01",
        "the day of `SOURCE_DATE_EPOCH`",
        "The day of publication; must be given here or in the environment.",
    ),
    key(
        "lang",
        "a language tag such as `fr`",
        "the `source` of the project",
        "The language of the article. All articles of a project have the same.",
    ),
    key(
        "authors",
        "a list of names, or of mappings with a `name`",
        "",
        "The authors, by name or with more [about each](#an-author).",
    ),
    key(
        "keywords",
        "a list of words",
        "",
        "Keywords, for the PDF's metadata and for layouts.",
    ),
    key("abstract", LINE, "", "The abstract."),
    key(
        "series",
        LINE,
        "",
        "The series and the number in it, such as `Policy brief no. 12`.",
    ),
    key(
        "licence",
        LINE,
        "",
        "The terms under which the text may be used. The short name of a licence, such as `CC BY 4.0`, is the same in all languages.",
    ),
    key(
        "bibliography",
        FILE,
        "",
        "The works that the article cites: a BibTeX or CSL-JSON file, beside the article or with a path from it.",
    ),
    key(
        "citation-style",
        "the name of a style, or a path",
        "`apa`",
        "How works are cited: a style that is built in, such as `apa`, `ieee` or `harvard-cite-them-right`, or a CSL file.",
    ),
    key(
        "audiences",
        "a mapping of audiences to lists of section ids",
        "all sections for all audiences",
        "For an audience, the ids of the sections that it gets, in its order.",
    ),
    key(
        "vars",
        "a mapping of names to words, numbers or days",
        "",
        "Values that messages may use: see [values and functions](../fluent.md).",
    ),
];
/// Variables that messages or labels have without `vars:`.
const RESERVED: [&str; 6] = ["title", "date", "authors", "names", "series", "publisher"];

/// Decodes the front matter, which is the range `part` of the text. `notes` are the names of footnotes that it may
/// refer to.
pub fn parse(
    file: &FileId,
    text: &str,
    part: Range<usize>,
    notes: &NoteNames,
    out: &mut Diagnostics,
) -> Meta {
    let mut map = Mapping::parse(file, text, part.clone(), CODES, out).of(KEYS);
    let mut values = Values {
        file: text,
        whole: Origin::new(file, part.clone()),
        is_unread: false,
    };
    let title = values.text(&mut map, "title", notes, out);
    let subtitle = values.text(&mut map, "subtitle", notes, out);
    let summary = values.text(&mut map, "abstract", notes, out);
    let series = values.text(&mut map, "series", &NoteNames::default(), out);
    let licence = values.text(&mut map, "licence", &NoteNames::default(), out);
    let licence = licence.map(|mut licence| {
        licence.is_value = is_short_name(&licence.plain());
        if licence.is_value {
            unbroken(&mut licence.inlines);
        }
        licence
    });
    let keywords: Option<Vec<String>> = map.take("keywords", out);
    let keywords = keywords.filter(|k| !k.is_empty()).map(|words| {
        let items = map.node("keywords").map(Node::items).unwrap_or_default();
        let written: Option<Vec<_>> = items.iter().map(|item| map.written(item)).collect();
        let joined = written.and_then(|all| Written::join(all, ", "));
        let written = joined.unwrap_or_else(|| {
            let origin = map.origin("keywords").unwrap_or(Origin::file(file));
            Written::whole(words.join(", "), &origin)
        });
        inline::parse_written(&written, &NoteNames::default(), text, out)
    });
    let authors = author::parse(&mut map, &mut values, out);
    let errors = out.iter().count();
    let date: Option<String> = map.take("date", out);
    let date = date.and_then(|text| {
        let date = Date::parse(&text);
        if date.is_none() {
            let wrong = map.wrong_word("date", &text, format!("`{text}` is not a day"));
            out.push(wrong.hint("write the date as year-month-day: 2025-11-01"));
        }
        date
    });
    let is_date_unread = is_unread(&map, errors, "date", out);
    let lang = map.words("lang", out);
    let lang = lang.map(|lang| (lang.text.clone(), lang.all()));
    let bibliography = map.words("bibliography", out);
    let bibliography = bibliography.map(|path| (beside(file, &path.text), path.all()));
    let style = map.words("citation-style", out);
    let citation_style = style.map(|name| {
        let style = match name.text.ends_with(".csl") {
            true => StyleName::File(beside(file, &name.text)),
            false => StyleName::BuiltIn(name.text.clone()),
        };
        (style, name.all())
    });
    let errors = out.iter().count();
    let audiences = audiences(file, &mut map, out);
    let are_audiences_unread = is_unread(&map, errors, "audiences", out);
    let errors = out.iter().count();
    let vars = vars(&mut map, out);
    let are_vars_unread = is_unread(&map, errors, "vars", out);
    if title.is_none() && map.origin("title").is_none() {
        out.push(
            Diagnostic::new(Code::FrontMatterTitle, "the article has no title")
                .at(Origin::new(file, part.start..part.start))
                .hint("start the file with `---`, `title: …`, `date: 2025-11-01`, `---`"),
        );
    }
    map.finish(out);
    Meta {
        title,
        subtitle,
        summary,
        keywords,
        series,
        licence,
        authors,
        bibliography,
        citation_style,
        date,
        lang,
        audiences,
        vars,
        unread: Unread {
            texts: values.is_unread,
            date: is_date_unread,
            audiences: are_audiences_unread,
            vars: are_vars_unread,
        },
        origin: Origin::new(file, part),
    }
}

/// Whether a text is the short name of a licence, as those of Creative Commons and SPDX: ASCII capitals and a version,
/// such as `CC BY-NC 4.0`, or one word with a version, such as `Etalab-2.0`.
fn is_short_name(text: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_alphanumeric() || " -.+".contains(c);
    let is_name = text.starts_with(|c: char| c.is_ascii_uppercase()) && text.chars().all(is_sign);
    let has_version = text.contains(|c: char| c.is_ascii_digit());
    let is_one_word = !text.contains(' ');
    is_name && has_version && (is_one_word || !text.contains(|c: char| c.is_ascii_lowercase()))
}

/// Makes all spaces no-break ones.
fn unbroken(inlines: &mut [Inline]) {
    for inline in inlines {
        if let Inline::Text(words) = inline {
            *words = words.replace(' ', "\u{A0}");
        }
        if let Some(inner) = inline.inner_mut() {
            unbroken(inner);
        }
    }
}

fn audiences(
    file: &FileId,
    map: &mut Mapping,
    out: &mut Diagnostics,
) -> BTreeMap<String, Vec<(String, Origin)>> {
    let listed: Option<BTreeMap<String, Vec<String>>> = map.take("audiences", out);
    let whole = map.origin("audiences").unwrap_or(Origin::file(file));
    let listed = listed.unwrap_or_default().into_iter();
    listed
        .map(|(name, ids)| {
            let nodes = map.node("audiences").and_then(|all| all.get(&name));
            let items = nodes.map(|(_, list)| list.items()).unwrap_or_default();
            let place = |at| items.get(at).map(|item| map.place(item));
            let ids = ids.into_iter().enumerate();
            let ids = ids.map(|(at, id)| (id, place(at).unwrap_or_else(|| whole.clone())));
            (name, ids.collect())
        })
        .collect()
}

/// Decodes `vars:`. Names must be valid in Fluent.
fn vars(map: &mut Mapping, out: &mut Diagnostics) -> BTreeMap<String, Var> {
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

    /// Decodes `vars:` with one line.
    fn one(line: &str) -> Result<Var, String> {
        let text = format!("vars:\n  a: word\n  {line}\n");
        let file = FileId::new("a.md");
        let mut out = Diagnostics::default();
        let mut meta = parse(
            &file,
            &format!("title: T\n{text}"),
            0..text.len() + 9,
            &NoteNames::default(),
            &mut out,
        );
        meta.vars.remove("a");
        match meta.vars.pop_first() {
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
    fn short_names_of_licences() {
        for (text, is_one) in [
            ("CC BY 4.0", true),
            ("CC BY-NC-ND 4.0", true),
            ("CC BY-SA 3.0 IGO", true),
            ("CC0 1.0", true),
            ("CC-BY-4.0", true),
            ("Etalab-2.0", true),
            ("Creative Commons Attribution 4.0", false),
            ("Licence CC BY 4.0", false),
            ("ALL RIGHTS RESERVED", false),
            ("© 2025 The Example Institute", false),
            ("2025", false),
            ("", false),
        ] {
            assert_eq!(is_short_name(text), is_one, "{text}");
        }
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
