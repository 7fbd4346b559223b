//! Passages with attributes in Pandoc's notation, `[a passage]{lang=de .smallcaps}`, which the parser of Markdown does not know.

use crate::article::ast::Inline;
use crate::article::attributes::Attributes;
use crate::article::bounds;
use crate::article::source::Source;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::limits::{ARTICLE_DEPTH, too_deep};
use crate::locale::Locale;
use crate::origin::{FileId, Origin};

/// The class of small capitals, as Pandoc names it.
pub const SMALL_CAPS: &str = "smallcaps";
/// The key of a language.
pub const LANG: &str = "lang";
/// The element, for messages.
const WHAT: &str = "a passage of text";
/// How a language is written.
const HINT: &str =
    "write a tag of BCP 47, such as `de`, `pt-BR`, `la` for Latin or `grc` for ancient Greek";
/// What stands between a passage and its attributes.
const JOINT: &str = "]{";

/// Turns bracketed text with attributes into passages. Attributes that mean nothing are reported.
pub fn spans(inlines: &mut Vec<Inline>, source: &Source, out: &mut Diagnostics) {
    if !inlines.iter().any(has_joint) {
        return;
    }
    let mut places = Places {
        source,
        within: source.within.clone(),
    };
    all(inlines, &mut places, out);
}

/// Whether attributes may follow a bracket in an inline.
fn has_joint(inline: &Inline) -> bool {
    match inline {
        Inline::Text(text) => text.contains(JOINT),
        inline => inline.inner().unwrap_or_default().iter().any(has_joint),
    }
}

fn all(inlines: &mut Vec<Inline>, places: &mut Places, out: &mut Diagnostics) {
    for inline in inlines.iter_mut() {
        if let Some(inner) = inline.inner_mut() {
            all(inner, places, out);
        }
    }
    let mut from = (0, 0);
    while let Some((close, written)) = next(inlines, from) {
        match opening(inlines, close) {
            Some(open) => {
                let (lang, small_caps) = attributes(&written, places, out);
                if bounds::depth(&inlines[open.0..=close.0]) >= ARTICLE_DEPTH {
                    let error = too_deep("passages", ARTICLE_DEPTH).at(places.within.clone());
                    out.push(error.hint("take out some of their attributes"));
                    // What is left of it would only be reported again.
                    inlines.clear();
                    return;
                }
                from = (
                    enclose(inlines, open, close, written.len(), (lang, small_caps)),
                    0,
                );
            }
            None => from = (close.0, close.1 + 1),
        }
    }
}

/// The place of a sign: the index of its text, and its byte index there.
type Place = (usize, usize);

/// The next bracket that attributes follow, at or after a place, and these attributes with their braces.
fn next(inlines: &[Inline], from: Place) -> Option<(Place, String)> {
    let texts = inlines.iter().enumerate().skip(from.0);
    let mut found = texts.filter_map(|(index, inline)| {
        let Inline::Text(text) = inline else {
            return None;
        };
        let start = if index == from.0 { from.1 } else { 0 };
        let mut joints = text.match_indices(JOINT).filter(|(at, _)| *at >= start);
        joints.find_map(|(at, _)| {
            let rest = &text[at + 1..];
            let written = &rest[..=end(rest)?];
            let nowhere = Origin::file(&FileId::new(""));
            let is_one = Attributes::parse(written, nowhere).is_some();
            is_one.then(|| ((index, at), written.to_owned()))
        })
    });
    found.next()
}

/// Where attributes end that a text begins with: at the first brace outside of quotes.
fn end(text: &str) -> Option<usize> {
    let mut quote = None;
    let mut chars = text.char_indices();
    chars.find_map(|(at, c)| {
        match (quote, c) {
            (None, '}') => return Some(at),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
        None
    })
}

/// The bracket that opens what the one at `close` closes, if it stands in the same element.
fn opening(inlines: &[Inline], close: Place) -> Option<Place> {
    let mut depth = 0;
    for index in (0..=close.0).rev() {
        let Inline::Text(text) = &inlines[index] else {
            continue;
        };
        let end = if index == close.0 {
            close.1
        } else {
            text.len()
        };
        for (at, c) in text[..end].char_indices().rev() {
            match c {
                ']' => depth += 1,
                '[' if depth == 0 => return Some((index, at)),
                '[' => depth -= 1,
                _ => {}
            }
        }
    }
    None
}

/// Makes a passage of what stands between two brackets, the second of which is followed by `length` bytes of attributes. Returns
/// the index of what stands behind it.
fn enclose(
    inlines: &mut Vec<Inline>,
    open: Place,
    close: Place,
    length: usize,
    (lang, small_caps): (Option<Locale>, bool),
) -> usize {
    let cut = |at: usize, from: usize, to: Option<usize>| match &inlines[at] {
        Inline::Text(text) => Inline::Text(text[from..to.unwrap_or(text.len())].to_owned()),
        other => other.clone(),
    };
    let mut content = Vec::new();
    if open.0 == close.0 {
        content.push(cut(open.0, open.1 + 1, Some(close.1)));
    } else {
        content.push(cut(open.0, open.1 + 1, None));
        content.extend(inlines[open.0 + 1..close.0].iter().cloned());
        content.push(cut(close.0, 0, Some(close.1)));
    }
    let is_empty = |inline: &Inline| matches!(inline, Inline::Text(text) if text.is_empty());
    content.retain(|inline| !is_empty(inline));
    let span = Inline::Span {
        lang,
        small_caps,
        content,
    };
    let parts = [
        cut(open.0, 0, Some(open.1)),
        span,
        cut(close.0, close.1 + 1 + length, None),
    ];
    let parts: Vec<Inline> = parts.into_iter().filter(|part| !is_empty(part)).collect();
    let behind = open.0 + usize::from(open.1 > 0) + 1;
    inlines.splice(open.0..=close.0, parts);
    behind
}

/// Where attributes are written, one after the other.
struct Places<'s, 'a> {
    source: &'a Source<'s>,
    within: Origin,
}

impl Places<'_, '_> {
    /// The place of attributes, and the range of words in them.
    fn of(&mut self, written: &str) -> Origin {
        let found = self.source.find(&self.within, written);
        if let Some(found) = &found {
            self.within.range.start = found.range.end;
        }
        found.unwrap_or_else(|| self.source.origin.clone())
    }
}

/// What attributes say: the language of a passage, and whether it is in small capitals.
fn attributes(written: &str, places: &mut Places, out: &mut Diagnostics) -> (Option<Locale>, bool) {
    let place = places.of(written);
    let Some(mut found) = Attributes::parse(written, place.clone()) else {
        return (None, false);
    };
    // In a catalogue, braces are written in another way.
    if place.range.len() != written.len() {
        let ids = found.id.iter_mut();
        let all = ids.chain(&mut found.classes).chain(&mut found.pairs);
        all.for_each(|attribute| attribute.origin = place.clone());
    }
    found.check(WHAT, &[SMALL_CAPS], &[LANG], out);
    if let Some(id) = &found.id {
        let message = format!("{WHAT} has no id: `#{}`", id.name);
        let error = Diagnostic::new(Code::UnknownAttribute, message).at(id.origin.clone());
        out.push(error.hint("give one to the heading, the table or the image that it is about"));
    }
    let lang = found.pair(LANG).and_then(|pair| {
        // CLDR knows the script of every language that is written: `jp` is well-formed, and a mistake for `ja`.
        let known = Locale::parse(&pair.value).filter(Locale::is_known);
        if known.is_none() {
            let message = format!("`{}` is no language that is known", pair.value);
            let error = Diagnostic::new(Code::PassageLanguage, message).at(pair.origin.clone());
            out.push(error.hint(HINT));
        }
        known.map(|locale| locale.canonical())
    });
    (lang, found.has_class(SMALL_CAPS))
}

/// The attributes of a passage, as they are written.
pub fn written(lang: Option<&Locale>, small_caps: bool) -> String {
    let class = small_caps.then(|| format!(".{SMALL_CAPS}"));
    let lang = lang.map(|locale| format!("{LANG}={}", locale.name));
    let words: Vec<String> = class.into_iter().chain(lang).collect();
    format!("{{{}}}", words.join(" "))
}
