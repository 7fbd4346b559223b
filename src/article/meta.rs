//! Decodes the front matter.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::article::address::beside;
use crate::article::ast::{Date, Inline, Meta, StyleName, Unread};
use crate::article::author;
use crate::article::inline::{self, NoteNames};
use crate::article::value::{Values, is_unread};
use crate::article::vars::vars;
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
