//! Abbreviations, `*[EU]: European Union` on a line of its own, as PHP Markdown Extra and kramdown have them: where they are defined,
//! and whether a text has one.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use comrak::nodes::NodeValue;
use comrak::{Arena, parse_document};
use regex::Regex;

use crate::article::ast::{Abbreviation, Article, Text};
use crate::article::inline;
use crate::article::mask::FILL;
use crate::article::segment::{self, Kind};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::origin::{LineIndex, Origin};

/// A definition: an abbreviation, and what it stands for.
const DEFINITION: &str = r"^ {0,3}\*\[([^\[\]]+)\]:[ \t]*(.*?)[ \t]*$";

/// The places of a definition's parts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Defined {
    /// The abbreviation.
    pub short: Range<usize>,
    /// What it stands for, as markup.
    pub long: Range<usize>,
}

/// The definitions of an article, in order. Their bytes are replaced by [`FILL`], which is never printed. The length stays the same.
pub fn take<'t>(text: Cow<'t, str>, lines: &LineIndex) -> (Cow<'t, str>, Vec<Defined>) {
    static PATTERN: OnceLock<Option<Regex>> = OnceLock::new();
    let mut all = Vec::new();
    if !text.contains("*[") {
        return (text, all);
    }
    let Some(pattern) = PATTERN.get_or_init(|| Regex::new(DEFINITION).ok()) else {
        return (text, all);
    };
    let mut filled = text.clone().into_owned().into_bytes();
    for number in of_paragraphs(&text) {
        let start = lines.offset(&text, number, 1);
        let line = text[start..].lines().next().unwrap_or_default();
        let Some(found) = pattern.captures(line) else {
            continue;
        };
        let place = |group: usize| {
            let range = found.get(group).map_or(0..0, |group| group.range());
            start + range.start..start + range.end
        };
        all.push(Defined {
            short: place(1),
            long: place(2),
        });
        filled[start..start + line.len()].fill(FILL as u8);
    }
    match all.is_empty() {
        true => (text, all),
        false => (
            Cow::Owned(String::from_utf8_lossy(&filled).into_owned()),
            all,
        ),
    }
}

/// The numbers of the lines of all paragraphs that stand in no list, quote or other block.
fn of_paragraphs(text: &str) -> Vec<usize> {
    let arena = Arena::new();
    let root = parse_document(&arena, text, &inline::options());
    let is_free =
        |value: &NodeValue| matches!(value, NodeValue::Document | NodeValue::BlockDirective(_));
    let mut numbers = Vec::new();
    for node in root.descendants() {
        let data = node.data();
        if matches!(data.value, NodeValue::Paragraph)
            && node
                .ancestors()
                .skip(1)
                .all(|outer| is_free(&outer.data().value))
        {
            numbers.extend(data.sourcepos.start.line..=data.sourcepos.end.line);
        }
    }
    numbers
}

/// Whether a text has an abbreviation as a word.
pub fn occurs(short: &str, text: &str) -> bool {
    // In scripts without spaces, a word ends where another script begins.
    let is_word = |c: char| c.is_alphanumeric() && !is_unspaced(c);
    let (first, last) = (short.chars().next(), short.chars().next_back());
    let mut places = text.match_indices(short);
    places.any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let behind = text[at + short.len()..].chars().next();
        let is_apart = |edge: Option<char>, beside: Option<char>| {
            !(edge.is_some_and(is_word) && beside.is_some_and(is_word))
        };
        is_apart(first, before) && is_apart(last, behind)
    })
}

/// Whether the script of a character is written without spaces between words.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{2E80}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Words with plain spaces, by which an abbreviation with a no-break space is found.
pub fn spaced(words: &str) -> String {
    words.replace(['\u{A0}', '\u{202F}'], " ")
}

/// Reports abbreviations that no text has, and those that are defined twice. `line` returns the line of a place.
pub fn check(article: &mut Article, line: &dyn Fn(&Origin) -> usize, out: &mut Diagnostics) {
    if article.abbreviations.is_empty() {
        return;
    }
    let words = all_words(article);
    let mut seen: BTreeMap<String, &Text> = BTreeMap::new();
    for known in &article.abbreviations {
        let short = spaced(&known.short.plain());
        let place = known.short.origin.clone();
        if let Some(first) = seen.get(&short) {
            let message = format!(
                "the abbreviation `{short}` is defined at line {} already",
                line(&first.origin)
            );
            let error = Diagnostic::new(Code::DuplicateReference, message).at(place);
            out.push(error.hint("delete one of the two"));
            continue;
        }
        if !occurs(&short, &words) {
            let message = format!("no text has the abbreviation `{short}`");
            let warning = Diagnostic::new(Code::UnusedAbbreviation, message).at(place);
            out.push(warning.hint("use it, or delete the line: it is printed in no list"));
        }
        seen.insert(short, &known.short);
    }
}

/// Reports abbreviations of a translation that none of its texts has: the list would lack them, unseen.
pub fn check_translation(document: &mut Article, out: &mut Diagnostics) {
    if document.abbreviations.is_empty() {
        return;
    }
    let words = all_words(document);
    let own = |known: &&Abbreviation| known.short.fallback.is_none();
    for known in document.abbreviations.iter().filter(own) {
        let short = spaced(&known.short.plain());
        if !occurs(&short, &words) {
            let message = format!("no text of the translation has the abbreviation `{short}`");
            let warning = Diagnostic::new(Code::UnusedAbbreviation, message);
            out.push(
                warning
                    .at(known.short.origin.clone())
                    .hint("write it as the texts have it: it is printed in no list"),
            );
        }
    }
}

/// The words of all texts but the abbreviations.
fn all_words(article: &mut Article) -> String {
    let mut words = String::new();
    segment::visit(article, &mut |unit| {
        if unit.kind != Kind::Abbreviation {
            for (_, text) in unit.parts {
                words.push_str(&spaced(&text.plain()));
                words.push('\n');
            }
        }
    });
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_are_whole_words() {
        for (short, text, is_there) in [
            ("EU", "the EU's law", true),
            ("EU", "the EURATOM", false),
            ("EU", "(EU)", true),
            ("EU", "nEU", false),
            ("EU", "欧盟EU成员", true),
            ("C++", "in C++11", true),
            ("U. S.", "the U. S. too", true),
        ] {
            assert_eq!(occurs(short, text), is_there, "{short} in {text}");
        }
    }
}
