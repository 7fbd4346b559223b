//! Text with inline codes: read from the pattern of a message or from markup, printed as a pattern on one line.
//!
//! It is the tree of the article's own markup. A placeable is an [`Inline::Param`] that holds the expression as written, `{ $date }`.
//! In code spans and addresses, a placeable stands between two [`OPAQUE`].

use std::sync::Arc;

use crate::article::ast::{Inline, join, pieces};
use crate::article::inline::{NoteNames, parse_text};
use crate::article::print;
use crate::article::source::Source;
use crate::diagnostic::Diagnostics;
use crate::exchange::pattern::{self, Piece, Select};
use crate::l10n::catalogue::{Catalogue, escape};
use crate::origin::{FileId, Origin};

/// Stands before and after the index of a placeable in markup: a noncharacter, which no text may hold. (The parser strips U+FFFC
/// from the start of a text.)
pub const OPAQUE: char = '\u{FDD0}';

/// Reads markup without placeables, such as that of a source text.
pub fn of_markup(markup: &str) -> Vec<Inline> {
    parse(&markup.replace(OPAQUE, ""), &[])
}

/// Reads a pattern. Its selectors, which are returned too, are the placeables `{ SELECT(1) }`, `{ SELECT(2) }`.
pub fn of_pattern(all: &[Piece]) -> (Vec<Inline>, Vec<Select>) {
    let (mut markup, mut placeables, mut selects) = (String::new(), Vec::new(), Vec::new());
    for piece in &with_edges(all) {
        let written = match piece {
            Piece::Text(text) => {
                markup.push_str(&text.replace(OPAQUE, ""));
                continue;
            }
            Piece::Placeable(written) => tidy(written),
            Piece::Select(select) => {
                selects.push(select.clone());
                format!("{{ SELECT({}) }}", selects.len())
            }
        };
        markup.push_str(&format!("{OPAQUE}{}{OPAQUE}", placeables.len()));
        placeables.push(written);
    }
    (parse(&markup, &placeables), selects)
}

/// Spaces at the edges, which only a literal can hold, as placeables: Markdown would not keep them.
fn with_edges(all: &[Piece]) -> Vec<Piece> {
    let mut all = all.to_vec();
    let literal = |spaces: usize| {
        let literal = Piece::Placeable(format!("{{ \"{}\" }}", " ".repeat(spaces)));
        Some(literal).filter(|_| spaces > 0)
    };
    let mut after = None;
    if let Some(Piece::Text(text)) = all.last_mut() {
        let kept = text.trim_end_matches(' ').len();
        after = literal(text.len() - kept);
        text.truncate(kept);
    }
    let mut before = None;
    if let Some(Piece::Text(text)) = all.first_mut() {
        let kept = text.trim_start_matches(' ').to_owned();
        before = literal(text.len() - kept.len());
        *text = kept;
    }
    before.into_iter().chain(all).chain(after).collect()
}

/// Reads a pattern as people type it in a PO file or a cell. The error says what is wrong.
pub fn of_typed(typed: &str) -> Result<Vec<Inline>, String> {
    let line = typed.split(['\n', '\r', '\t']).map(str::trim);
    let line = line.filter(|line| !line.is_empty()).collect::<Vec<_>>();
    let line = line.join(" ");
    if line.is_empty() {
        return Ok(Vec::new());
    }
    let text: Arc<str> = format!("k = {line}\n").into();
    let mut out = Diagnostics::default();
    let parsed = Catalogue::parse(&FileId::new(""), &text, &mut out);
    let part = parsed.message("k").and_then(|message| message.part(""));
    let Some(part) = part.filter(|_| out.is_empty() && parsed.entries.len() == 1) else {
        return Err(
            "a brace is not closed, or opens nothing: a brace that is text is written `{\"{\"}`"
                .to_owned(),
        );
    };
    let (inlines, selects) = of_pattern(&pattern::read(&text, part.range.clone()));
    match selects.is_empty() {
        true => Ok(inlines),
        false => Err("a selector cannot be written here".to_owned()),
    }
}

/// The same text with the white space that a pattern on one line has: no line ends, no runs of spaces, none at the edges of marks.
pub fn normal(inlines: &[Inline]) -> Vec<Inline> {
    let mut all = inlines.to_vec();
    collapse(&mut all);
    all = outward(all);
    join(&mut all);
    let mut is_spaced = true;
    single(&mut all, &mut is_spaced);
    if let Some(Inline::Text(last)) = all.last_mut() {
        last.truncate(last.trim_end_matches(' ').len());
    }
    all.retain(|inline| *inline != Inline::Text(String::new()));
    all
}

/// Prints text as a pattern on one line. `selects` are the selectors that it was read with.
///
/// # Errors
///
/// Where Markdown does not read it back as it is: some words cannot be emphasized within others.
pub fn print(inlines: &[Inline], selects: &[Select]) -> Result<String, String> {
    let (markup, placeables) = masked(inlines);
    let escaped = escape(&markup);
    let mut out = String::new();
    for (at, part) in escaped.split(OPAQUE).enumerate() {
        match at % 2 {
            0 => out.push_str(part),
            _ => {
                let written = part.parse().ok().and_then(|at: usize| placeables.get(at));
                let written = written.map_or("", String::as_str);
                let select = selects.iter().enumerate();
                let select = select.map(|(at, one)| (format!("{{ SELECT({}) }}", at + 1), one));
                let select = select.into_iter().find(|(name, _)| name == written);
                out.push_str(select.map_or(written, |(_, select)| &select.written));
            }
        }
    }
    if parse(&markup, &placeables) == inlines {
        return Ok(out);
    }
    Err("its marks cannot be written there: move them to the edges of words".to_owned())
}

/// As people type it: see [`of_typed`].
pub fn typed(inlines: &[Inline]) -> String {
    print(inlines, &[]).unwrap_or_else(|_| {
        let (markup, placeables) = masked(inlines);
        kept(&escape(&markup), &placeables).replace(OPAQUE, "")
    })
}

/// Whether a text has words beside its codes.
pub fn has_words(inlines: &[Inline]) -> bool {
    let mut has = false;
    pieces(inlines, &mut |inline| {
        has |= matches!(inline, Inline::Text(text) if text.contains(char::is_alphanumeric));
    });
    has
}

/// The words alone, for a person.
pub fn plain(inlines: &[Inline]) -> String {
    let mut out = String::new();
    pieces(inlines, &mut |inline| match inline {
        Inline::Text(text) | Inline::Code(text) | Inline::Math(text) | Inline::Param(text) => {
            out.push_str(text);
        }
        Inline::Break => out.push(' '),
        _ => {}
    });
    out.replace(OPAQUE, "")
}

fn parse(markup: &str, placeables: &[String]) -> Vec<Inline> {
    let starts = markup.match_indices("[^");
    let notes = starts.filter_map(|(at, _)| Some(markup[at + 2..].split_once(']')?.0));
    let notes = notes.filter(|name| !name.is_empty() && !name.contains(char::is_whitespace));
    let notes = NoteNames::new(notes.map(str::to_owned));
    let nowhere = Origin::file(&FileId::new(""));
    let source = Source {
        marks: &[OPAQUE],
        ..Source::message(nowhere, "")
    };
    let parsed = parse_text(markup, &notes, &source, &mut Diagnostics::default());
    let mut inlines = unmask(parsed.inlines, placeables);
    join(&mut inlines);
    inlines
}

/// Puts placeables in the place of their indexes.
fn unmask(inlines: Vec<Inline>, placeables: &[String]) -> Vec<Inline> {
    let mut out = Vec::new();
    for mut inline in inlines {
        match &mut inline {
            Inline::Text(text) => {
                for (at, part) in text.split(OPAQUE).enumerate() {
                    let written = part.parse().ok().and_then(|at: usize| placeables.get(at));
                    match written.filter(|_| at % 2 == 1) {
                        Some(written) => out.push(Inline::Param(written.clone())),
                        None if part.is_empty() => {}
                        None => out.push(Inline::Text(part.to_owned())),
                    }
                }
                continue;
            }
            Inline::Code(text) | Inline::Math(text) => *text = kept(text, placeables),
            Inline::Link { url, content } => {
                *url = kept(url, placeables);
                *content = unmask(std::mem::take(content), placeables);
            }
            other => {
                if let Some(inner) = other.inner_mut() {
                    *inner = unmask(std::mem::take(inner), placeables);
                }
            }
        }
        out.push(inline);
    }
    out
}

/// Placeables in the place of their indexes, still between two [`OPAQUE`].
fn kept(text: &str, placeables: &[String]) -> String {
    let parts = text.split(OPAQUE).enumerate().map(|(at, part)| {
        let written = part.parse().ok().and_then(|at: usize| placeables.get(at));
        match written.filter(|_| at % 2 == 1) {
            Some(written) => format!("{OPAQUE}{written}{OPAQUE}"),
            None => part.to_owned(),
        }
    });
    parts.collect()
}

/// Text as markup, with indexes in the place of placeables, and the placeables.
fn masked(inlines: &[Inline]) -> (String, Vec<String>) {
    let mut placeables = Vec::new();
    let mut masked = inlines.to_vec();
    mask(&mut masked, &mut placeables);
    join(&mut masked);
    (print::print_marked(&masked, &[OPAQUE]), placeables)
}

/// Puts indexes in the place of placeables.
fn mask(inlines: &mut [Inline], placeables: &mut Vec<String>) {
    fn index(text: &str, placeables: &mut Vec<String>) -> String {
        let parts = text
            .split(OPAQUE)
            .enumerate()
            .map(|(at, part)| match at % 2 {
                0 => part.to_owned(),
                _ => {
                    placeables.push(part.to_owned());
                    format!("{OPAQUE}{}{OPAQUE}", placeables.len() - 1)
                }
            });
        parts.collect()
    }
    for inline in inlines {
        match inline {
            Inline::Param(written) => {
                let text = format!("{OPAQUE}{written}{OPAQUE}");
                *inline = Inline::Text(index(&text, placeables));
            }
            Inline::Code(text) | Inline::Math(text) => *text = index(text, placeables),
            Inline::Link { url, content } => {
                *url = index(url, placeables);
                mask(content, placeables);
            }
            Inline::Text(text) => *text = text.replace(OPAQUE, ""),
            other => {
                if let Some(inner) = other.inner_mut() {
                    mask(inner, placeables);
                }
            }
        }
    }
}

/// An expression with single spaces.
fn tidy(written: &str) -> String {
    match written.contains('"') {
        true => written.to_owned(),
        false => {
            let inner = written.trim_start_matches('{').trim_end_matches('}');
            format!(
                "{{ {} }}",
                inner.split_whitespace().collect::<Vec<_>>().join(" ")
            )
        }
    }
}

/// Line ends and tabs become spaces; characters that no text may hold are left out.
fn collapse(inlines: &mut [Inline]) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => *text = text.replace(['\n', '\r', '\t'], " ").replace(OPAQUE, ""),
            other => {
                if let Some(inner) = other.inner_mut() {
                    collapse(inner);
                }
            }
        }
    }
}

/// Moves spaces from within marks to the outside, where Markdown wants them.
fn outward(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut out = Vec::new();
    for mut inline in inlines {
        let (mut before, mut after) = (false, false);
        if let Some(inner) = inline.inner_mut() {
            *inner = outward(std::mem::take(inner));
            join(inner);
            if let Some(Inline::Text(text)) = inner.first_mut() {
                before = text.starts_with(' ');
                *text = text.trim_start_matches(' ').to_owned();
            }
            if let Some(Inline::Text(text)) = inner.last_mut() {
                after = text.ends_with(' ');
                text.truncate(text.trim_end_matches(' ').len());
            }
            inner.retain(|inline| *inline != Inline::Text(String::new()));
        }
        let space = || Inline::Text(" ".to_owned());
        out.extend(before.then(space));
        out.push(inline);
        out.extend(after.then(space));
    }
    out
}

/// Makes runs of spaces one, none at the beginning.
fn single(inlines: &mut [Inline], is_spaced: &mut bool) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => {
                let mut kept = String::with_capacity(text.len());
                for c in text.chars() {
                    if c != ' ' || !*is_spaced {
                        kept.push(c);
                    }
                    *is_spaced = c == ' ';
                }
                *text = kept;
            }
            Inline::Break => *is_spaced = true,
            other => match other.inner_mut() {
                Some(inner) => single(inner, is_spaced),
                None => *is_spaced = false,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::exchange::codes::Numbers;

    proptest! {
        #[test]
        fn text_comes_back_from_every_form(markup in "[-*_`\\[\\]()!^~#\\\\ {}\"0-9aé語]{0,40}") {
            let text = normal(&of_markup(&markup));
            let numbers = Numbers::new(&text, &[]);
            prop_assert_eq!(numbers.resolve(&numbers.number(&text)), Ok(text.clone()));
            if let Ok(pattern) = print(&text, &[]) {
                prop_assert_eq!(of_typed(&pattern), Ok(text), "{}", pattern);
            }
        }

        #[test]
        fn whatever_is_typed_is_read_or_refused(typed in "\\PC{0,40}|[{}\"$a-z(),:.*\\[\\] >\\-\n]{0,40}") {
            if let Ok(text) = of_typed(&typed) {
                let _ = print(&normal(&text), &[]);
            }
        }
    }

    #[test]
    fn placeables_are_codes() {
        let text = of_typed("A **{ $n }** `{ $n }` [x]({ $n }/y) {\"{\"}{  -brand }")
            .expect("it is right");
        let codes: Vec<_> = text
            .iter()
            .filter(|inline| !matches!(inline, Inline::Text(_)))
            .collect();
        assert_eq!(codes.len(), 4, "{text:?}");
        assert_eq!(
            print(&text, &[]).as_deref(),
            Ok("A **{ $n }** `{ $n }` [x]({ $n }/y) {\"{\"}{ -brand }")
        );
    }
}
