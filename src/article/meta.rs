//! The front matter: what an article says of itself.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_yaml::Value;

use crate::article::ast::{Date, Meta, Var};
use crate::article::inline;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::origin::{FileId, Origin};
use crate::yaml::{Codes, Mapping};

const CODES: Codes = Codes {
    syntax: "front-matter-syntax",
    value: "front-matter-value",
    key: "front-matter-key",
};
const KEYS: [&str; 9] = [
    "title",
    "subtitle",
    "date",
    "lang",
    "authors",
    "keywords",
    "abstract",
    "audiences",
    "vars",
];

/// Decodes the front matter that stands at `part` of the text.
pub fn parse(file: &FileId, text: &str, part: Range<usize>, out: &mut Diagnostics) -> Meta {
    let errors = out.iter().count();
    let mut map = Mapping::parse(file, text, part.clone(), CODES, out);
    let is_readable = out.iter().count() == errors;
    let line = |map: &mut Mapping, key: &str, out: &mut Diagnostics| {
        let value: String = map.take(key, "a line of text", out)?;
        let origin = map.origin(key).unwrap_or(Origin::file(file));
        Some(inline::parse_text(&value, &[], origin, out))
    };
    let title = line(&mut map, "title", out);
    let subtitle = line(&mut map, "subtitle", out);
    let summary = line(&mut map, "abstract", out);
    let keywords: Option<Vec<String>> = map.take("keywords", "a list of words", out);
    let keywords = keywords.filter(|k| !k.is_empty()).map(|k| {
        let origin = map.origin("keywords").unwrap_or(Origin::file(file));
        inline::parse_text(&k.join(", "), &[], origin, out)
    });
    let authors = map.take("authors", "a list of names", out);
    let date: Option<String> = map.take("date", "a day such as 2025-11-01", out);
    let date = date.and_then(|text| {
        let date = Date::parse(&text);
        if date.is_none() {
            let wrong = map.wrong("date", format!("`{text}` is not a day"));
            out.push(wrong.hint("write the date as year-month-day: 2025-11-01"));
        }
        date
    });
    let lang: Option<String> = map.take("lang", "a language tag such as `fr`", out);
    let lang = lang.map(|lang| (lang, map.origin("lang").unwrap_or(Origin::file(file))));
    let audiences = audiences(file, &mut map, out);
    let vars = vars(&mut map, out);
    if is_readable && title.is_none() && map.origin("title").is_none() {
        out.push(
            Diagnostic::error("front-matter-title", "the article has no title")
                .at(Origin::new(file, part.start..part.start))
                .hint("start the file with `---`, `title: …`, `date: 2025-11-01`, `---`"),
        );
    }
    map.finish(&KEYS, out);
    Meta {
        title,
        subtitle,
        summary,
        keywords,
        authors: authors.unwrap_or_default(),
        date,
        lang,
        audiences,
        vars,
        origin: Origin::new(file, part),
    }
}

fn audiences(
    file: &FileId,
    map: &mut Mapping,
    out: &mut Diagnostics,
) -> BTreeMap<String, Vec<(String, Origin)>> {
    let expected = "a mapping of audiences to lists of section ids";
    let listed: Option<BTreeMap<String, Vec<String>>> = map.take("audiences", expected, out);
    let place = |id: &str| {
        map.origin_of("audiences", id)
            .or_else(|| map.origin("audiences"))
            .unwrap_or(Origin::file(file))
    };
    let listed = listed.unwrap_or_default().into_iter();
    listed
        .map(|(name, ids)| {
            let ids = ids.into_iter().map(|id| {
                let origin = place(&id);
                (id, origin)
            });
            (name, ids.collect())
        })
        .collect()
}

fn vars(map: &mut Mapping, out: &mut Diagnostics) -> BTreeMap<String, Var> {
    let expected = "a mapping of names to words, numbers or days";
    let values: Option<BTreeMap<String, Value>> = map.take("vars", expected, out);
    let mut vars = BTreeMap::new();
    for (name, value) in values.unwrap_or_default() {
        let var = match value {
            Value::Number(number) => Var::Number(number.to_string()),
            Value::String(text) => match Date::parse(&text) {
                Some(date) => Var::Date(date),
                None => Var::Text(text),
            },
            Value::Bool(_)
            | Value::Null
            | Value::Sequence(_)
            | Value::Mapping(_)
            | Value::Tagged(_) => {
                let message = format!("`{name}` must be a word, a number or a day");
                out.push(map.wrong("vars", message));
                continue;
            }
        };
        vars.insert(name, var);
    }
    vars
}
