//! Headings of other tools: one that repeats the title, and numbers that were written by hand.

use std::sync::OnceLock;

use regex::Regex;

use crate::article::ast::{Article, Text};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// The number of a heading, with what parts it from the words: `1. `, `2.3 `, `IV. `.
const NUMBER: &str = r"^(?:[0-9]{1,2}[.)]|[0-9]{1,2}(?:\.[0-9]{1,2})+\.?|[IVX]{1,5}\.)\s+\S";

/// Reports a first heading that repeats the title, and headings with numbers if there are several.
pub fn check(article: &Article, out: &mut Diagnostics) {
    let headings: Vec<&Text> = article
        .sections
        .iter()
        .filter_map(|s| s.title.as_ref())
        .collect();
    let is_end = |c: char| c.is_whitespace() || ".:!?…".contains(c);
    let words = |text: &Text| text.plain().to_lowercase().trim_matches(is_end).to_owned();
    let title = article
        .meta
        .title
        .as_ref()
        .filter(|title| !words(title).trim().is_empty());
    if let (Some(title), Some(first)) = (title, headings.first())
        && words(title).trim() == words(first).trim()
    {
        let message = "this heading repeats the title, which every page set has at its top";
        out.push(
            Diagnostic::new(Code::TitleRepeated, message)
                .at(first.origin.clone())
                .hint("delete it: `title:` of the front matter is what is printed"),
        );
    }
    let Some(number) = number() else { return };
    // The full analysis numbers its first level, unless all titles of it count by themselves.
    let top = article
        .sections
        .iter()
        .filter(|s| s.title.is_some())
        .map(|s| s.level)
        .min();
    let top: Vec<&Text> = article
        .sections
        .iter()
        .filter(|section| Some(section.level) == top)
        .filter_map(|section| section.title.as_ref())
        .collect();
    let (numbered, others): (Vec<&Text>, Vec<&Text>) = top
        .into_iter()
        .partition(|text| number.is_match(&text.plain()));
    let ([first, _, ..], [other, ..]) = (&numbered[..], &others[..]) else {
        return;
    };
    let message = format!(
        "`{}` begins with a number, and `{}` does not: where sections are numbered, two numbers would stand before the first",
        first.plain(),
        other.plain()
    );
    out.push(
        Diagnostic::new(Code::HeadingNumber, message)
            .at(first.origin.clone())
            .hint("leave the numbers out, or number all headings of this level"),
    );
}

fn number() -> Option<&'static Regex> {
    static NUMBERS: OnceLock<Option<Regex>> = OnceLock::new();
    NUMBERS.get_or_init(|| Regex::new(NUMBER).ok()).as_ref()
}
