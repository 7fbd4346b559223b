//! The texts of a message as a person types them, a field for each, and as its catalogue has them.

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::l10n::catalogue::Catalogue;
use crate::l10n::message::{Message, Part};
use crate::translate::texts::Placed;

/// The indentation of lines behind the first one where a catalogue has none of its own.
const INDENT: &str = "    ";

/// A text of a message, as it is typed: a Fluent pattern without the indentation of its lines.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Typed {
    /// The attribute; "" for the value.
    pub name: String,
    /// The pattern.
    pub text: String,
}

/// The texts of a message of a catalogue.
pub fn typed(catalogue: &Catalogue, message: &Message) -> Vec<Typed> {
    let part = |part: &Part| Typed {
        name: part.name.clone(),
        text: up_to(catalogue, part, part.range.end),
    };
    message.parts.iter().map(part).collect()
}

/// Where a byte of a catalogue is in a text as it is typed, in UTF-16 units.
pub fn offset(catalogue: &Catalogue, part: &Part, at: usize) -> usize {
    up_to(catalogue, part, at).encode_utf16().count()
}

/// Where a printed letter is in a text as it is typed, in UTF-16 units: what is printed of the text before the letter and from it on is
/// compared with the text, letter by letter, as typography, markup and values differ.
pub fn letter_offset(before: &str, behind: &str, text: &str) -> usize {
    let letters = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<Vec<char>>()
    };
    let (first, rest) = (letters(before), letters(behind));
    let at = first.len();
    let printed: Vec<char> = first.into_iter().chain(rest).collect();
    let typed = letters(text);
    let mut found = typed.len();
    for op in capture_diff_slices(Algorithm::Myers, &printed, &typed) {
        let (tag, old, new) = op.as_tag_tuple();
        if old.contains(&at) {
            found = match tag {
                DiffTag::Equal => new.start + (at - old.start),
                _ => new.start,
            };
        }
    }
    let place = text
        .char_indices()
        .filter(|(_, c)| c.is_alphanumeric())
        .nth(found);
    let end = place.map_or(text.len(), |(byte, _)| byte);
    text[..end].encode_utf16().count()
}

/// A text as it is typed, up to a byte of the catalogue.
fn up_to(catalogue: &Catalogue, part: &Part, end: usize) -> String {
    let indent = indent(&catalogue.text, part);
    let written = catalogue
        .text
        .get(part.range.start..end)
        .unwrap_or_default();
    let lines = written.split('\n').enumerate().map(|(at, line)| {
        let line = line.strip_suffix('\r').unwrap_or(line);
        match at {
            0 => line,
            _ => line
                .strip_prefix(indent)
                .unwrap_or(line.trim_start_matches(' ')),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// These texts, to be written into a catalogue. A text that is as the catalogue has it is left out.
pub fn placed<'a>(catalogue: &Catalogue, id: &'a str, texts: &'a [Typed]) -> Vec<Placed<'a>> {
    let message = catalogue.message(id);
    let known = message.map(|message| typed(catalogue, message));
    let known = known.unwrap_or_default();
    // What the catalogue lacks and nobody has typed stays away.
    let is_new = |text: &&Typed| known.iter().all(|known| known.name != text.name);
    let is_empty = |text: &&Typed| text.text.trim().is_empty();
    let texts = texts
        .iter()
        .filter(|text| !(known.contains(text) || is_new(text) && is_empty(text)));
    let placed = texts.map(|text| {
        let part = message.and_then(|message| message.part(&text.name));
        let indent = part.map_or(INDENT, |part| indent(&catalogue.text, part));
        Placed {
            message: id,
            part: &text.name,
            range: part.map(|part| part.range.clone()),
            pattern: pattern(&text.text, indent),
        }
    });
    placed.collect()
}

/// What all lines of a text but the first one begin with in its catalogue: its least indentation, which Fluent takes away.
fn indent<'t>(text: &'t str, part: &Part) -> &'t str {
    let start = text[..part.range.start].rfind('\n').map_or(0, |at| at + 1);
    let first = &text[start..part.range.start];
    // A text may begin in a line of its own.
    let first = first.chars().all(|c| c == ' ').then_some(first);
    let written = text.get(part.range.clone()).unwrap_or_default();
    let others = written
        .lines()
        .skip(1)
        .filter(|line| !line.trim().is_empty());
    let others = others.map(|line| &line[..line.len() - line.trim_start_matches(' ').len()]);
    let all = first.into_iter().chain(others);
    all.min_by_key(|indent| indent.len())
        .filter(|indent| !indent.is_empty())
        .unwrap_or(INDENT)
}

/// A text as Fluent writes it: its lines indented, and signs at their beginnings escaped that would begin an attribute or a variant.
fn pattern(text: &str, indent: &str) -> String {
    let mut out = String::new();
    // Inside braces, brackets begin variants.
    let mut depth = 0usize;
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    for (at, line) in text.trim().split('\n').enumerate() {
        let line = line.trim_end();
        if at > 0 {
            out.push('\n');
            if !line.is_empty() {
                out.push_str(indent);
            }
        }
        let rest = line.trim_start_matches(' ');
        match rest
            .chars()
            .next()
            .filter(|c| at > 0 && depth == 0 && matches!(c, '.' | '[' | '*'))
        {
            Some(sign) => {
                out.push_str(&line[..line.len() - rest.len()]);
                out.push_str(&format!("{{\"{sign}\"}}{}", &rest[sign.len_utf8()..]));
            }
            None => out.push_str(line),
        }
        depth = braces(line, depth);
    }
    out
}

/// How many braces are open at the end of a line; those in string literals do not count.
fn braces(line: &str, mut depth: usize) -> usize {
    let mut is_literal = false;
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' if is_literal => drop(chars.next()),
            '"' if depth > 0 => is_literal = !is_literal,
            '{' if !is_literal => depth += 1,
            '}' if !is_literal => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    depth
}
