//! Reports text that looks like markup of some dialect but was not parsed as such, so that it would be printed as
//! typed.
//!
//! Escaped characters are masked and thus not found; code is not searched.

use std::ops::Range;

use crate::article::ast::{Inline, pieces};
use crate::article::dialects::{
    Advised, Citation, Footnote, Foreign, Item, Misplaced, NotBuilt, Otherwise, Reference,
};
use crate::article::dialects::{BOLD, EMPHASIS, Meaning, RULES, VALUE, pattern, signs};
use crate::article::flat::{Flat, OPAQUE, put, shown};
use crate::article::mask::{mask, unmask};
use crate::article::source::Source;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::origin::Origin;

/// Attributes of code whose values other tools print.
const CAPTIONS: [&str; 6] = [
    "caption=",
    "title=",
    "filename=",
    "name=",
    "lst-cap=",
    "fig-cap=",
];
/// The codes of findings of this file.
pub const CODES: [Code; 6] = [
    Code::BrokenCitation,
    Code::LeftoverMarkup,
    Code::NotBuilt,
    Code::UnsupportedMarkdown,
    Code::UnknownReference,
    Code::UnknownFootnote,
];

/// The matches in a text of one or more lines, in text order.
fn find(flat: &Flat) -> Vec<(Range<usize>, Meaning)> {
    let text = &flat.text;
    let mut found: Vec<(Range<usize>, Meaning)> = Vec::new();
    let present = signs(text);
    for (index, rule) in RULES.iter().enumerate() {
        if !rule.may_match(text, present) {
            continue;
        }
        let Some(pattern) = pattern(index) else {
            continue;
        };
        let mut from = 0;
        while let Some(groups) = pattern.captures_at(text, from) {
            let Some(whole) = groups.get(0) else { break };
            let shown = groups.iter().skip(1).flatten().next().unwrap_or(whole);
            let range = shown.range();
            // The next match may begin with the separator at the end of this one.
            from = range.end.max(whole.start() + 1);
            while !text.is_char_boundary(from) {
                from += 1;
            }
            let is_new = |(known, _): &(Range<usize>, Meaning)| {
                range.end <= known.start || known.end <= range.start
            };
            if found.iter().all(is_new) {
                found.push((range, rule.meaning));
            }
            if from > text.len() {
                break;
            }
        }
    }
    found.extend(flat.stars().map(|range| (range, BOLD)));
    found.extend(flat.lone_stars().map(|range| (range, EMPHASIS)));
    found.sort_by_key(|(range, _)| range.start);
    found
}

/// Reports code in a line that R Markdown, Quarto or Jupyter run for a value: `r mean(x)`, `{python} total`.
fn check_runs(inlines: &[Inline], source: &Source, out: &mut Diagnostics) {
    pieces(inlines, &mut |inline| {
        let Inline::Code(code) = inline else { return };
        let is_call = |rest: &str| {
            let name = rest.trim_start_matches(|c: char| c.is_alphanumeric() || "._:".contains(c));
            name.len() < rest.len() && name.starts_with(['(', '[', '$'])
        };
        let is_run = ["{r} ", "{python} ", "{julia} ", "{ojs} "]
            .iter()
            .any(|engine| code.starts_with(engine))
            || code.strip_prefix("r ").is_some_and(is_call);
        if is_run {
            let found = not_run(code, "code that is run", source.place(code));
            out.push(found.hint("write the value that it gives"));
        }
    });
}

/// Reports code blocks that other tools run or draw; here they are printed as code.
pub fn check_code(info: &str, origin: &Origin, out: &mut Diagnostics) {
    let is_named = |key: &&&str| {
        let mut places = info.match_indices(*key).map(|(at, _)| at);
        places.any(|at| info[..at].ends_with([' ', '{', ',']))
    };
    if let Some(key) = CAPTIONS.iter().find(is_named) {
        let key = key.trim_end_matches('=');
        let message = format!("the `{key}` of this code is printed nowhere");
        out.push(
            Diagnostic::new(Code::UnsupportedMarkdown, message)
                .at(origin.clone())
                .hint("write it as a paragraph above the code"),
        );
    }
    let word = info.split_whitespace().next().unwrap_or_default();
    let what = match word.trim_matches(['{', '}']) {
        "mermaid" | "dot" | "graphviz" | "plantuml" => "a diagram",
        _ if info.starts_with('{') && !info.starts_with("{.") => "code that is run",
        _ => return,
    };
    out.push(not_run(info, what, origin.clone()).hint("put in what it gives: a picture, a table or words; where readers should see it as it is, write `text` for it"));
}

fn not_run(info: &str, what: &str, origin: Origin) -> Diagnostic {
    let message = format!("`{info}` looks like {what}, and is printed as it stands");
    Diagnostic::new(Code::LeftoverMarkup, message).at(origin)
}

/// The block marker at the start of a text, and the block that it starts in an article. In a message it has no effect.
fn block_sign(text: &str) -> Option<(&str, &'static str)> {
    let (sign, _) = text.split_once(' ')?;
    let what = match sign {
        "-" | "*" | "+" => "an item of a list",
        ">" => "a quote",
        "#" | "##" | "###" => "a heading",
        _ => return None,
    };
    Some((sign, what))
}

/// Reports text that looks like markup but is none.
pub fn check(inlines: &[Inline], source: &Source, out: &mut Diagnostics) {
    let flat = Flat::new(inlines);
    let is_message = source.lines.is_none() && source.written.is_none();
    if let Some((sign, what)) = block_sign(flat.text.trim_start()).filter(|_| is_message) {
        out.push(finding(sign, Foreign(what), source.place(sign)));
    }
    check_runs(inlines, source, out);
    let found = find(&flat);
    if found.is_empty() {
        return;
    }
    let mut within = source.within.clone();
    let mut is_bold = false;
    for (range, meaning) in found {
        if is_message && meaning == VALUE {
            continue;
        }
        let typed = &flat.text[range.clone()];
        // The stars that were meant to close bold text have the same cause as those that open it.
        if meaning == BOLD {
            let is_word = |c: char| !c.is_whitespace();
            let closes = is_bold && flat.text[..range.start].ends_with(is_word);
            is_bold = !closes && flat.text[range.end..].starts_with(is_word);
            if closes {
                continue;
            }
        }
        if meaning == Footnote && source.written.is_some() {
            let message = format!(
                "`{typed}` stands where no note can be printed: of the front matter, only title, subtitle and abstract have notes"
            );
            let error = Diagnostic::new(Code::UnsupportedMarkdown, message);
            out.push(
                error
                    .at(source.origin.clone())
                    .hint("say it in the words of the value, or put the note into the text"),
            );
            continue;
        }
        // Signs that were understood may stand before it: it is told from them by what follows.
        let place_of = |words: &str| source.find(&within, words);
        let mut place = place_of(in_context(&flat.text, &range));
        if let Some(place) = &mut place {
            place.range.end = place.range.start + typed.len();
        }
        let mut place = place.or_else(|| place_of(typed));
        if let Some(place) = &mut place {
            place.range.start += typed.len() - typed.trim_start().len();
            place.range.end -= typed.len() - typed.trim_end().len();
            within.range.start = place.range.end;
        }
        out.push(finding(
            typed,
            meaning,
            place.unwrap_or_else(|| source.origin.clone()),
        ));
    }
}

/// What stands at a place, and behind it up to the next space.
fn in_context<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    let is_end = |c: char| c.is_whitespace() || c == OPAQUE || unmask(c) != c;
    let end = text[range.end..].find(is_end);
    &text[range.start..end.map_or(text.len(), |at| range.end + at)]
}

fn finding(typed: &str, meaning: Meaning, origin: Origin) -> Diagnostic {
    let shown = shown(typed);
    let literal = format!("where readers should see it as it is, write `\\{shown}`");
    let error = |code, message: String| Diagnostic::new(code, message).at(origin.clone());
    match meaning {
        BOLD => Diagnostic::new(
            Code::LeftoverMarkup,
            "`**` looks like bold text that opens or closes nowhere, and is printed as it stands",
        )
        .at(origin)
        .hint("bold text has no space inside its stars, and none of its punctuation is followed by a letter: `**Note:** text`")
        .hint(literal),
        Foreign(what) | Advised(what, _) => {
            let message = format!("`{shown}` looks like {what}, and is printed as it stands");
            let found = Diagnostic::new(Code::LeftoverMarkup, message).at(origin);
            match meaning {
                Advised(_, hint) => found.hint(hint).hint(literal),
                _ => found.hint(literal),
            }
        }
        Item => Diagnostic::new(
            Code::LeftoverMarkup,
            format!("`{shown}` looks like an item of a list, and is a part of the text"),
        )
        .at(origin)
        .hint("start each item with `- ` or `1. `, or part them by empty lines"),
        NotBuilt(what) => error(
            Code::NotBuilt,
            format!("`{shown}` looks like {what}, which articles do not have yet"),
        )
        .hint("write it in another way, or leave it out")
        .hint(literal),
        Otherwise(what, hint) => error(Code::NotBuilt, format!("`{shown}` looks like {what}"))
            .hint(hint)
            .hint(literal),
        Misplaced(what, hint) => error(
            Code::UnsupportedMarkdown,
            format!("`{shown}` looks like {what}"),
        )
        .hint(hint)
        .hint(literal),
        Reference => {
            let (_, name) = shown.split_once("][").unwrap_or_default();
            let name = match name.trim_end_matches(']') {
                "" => shown
                    .split(']')
                    .next()
                    .unwrap_or_default()
                    .trim_start_matches('['),
                name => name,
            };
            error(
                Code::UnknownReference,
                format!("the reference of `{shown}` is not defined"),
            )
            .hint(format!(
                "define it on a line of its own: `[{name}]: https://…`"
            ))
            .hint(literal)
        }
        Citation => error(
            Code::BrokenCitation,
            format!("`{shown}` does not name one work in each of its parts"),
        )
        .hint("part works by `;`, each with its words: `[see @smith2020, p. 4; @doe2021]`")
        .hint(literal),
        Footnote => error(
            Code::UnknownFootnote,
            format!("the footnote `{shown}` is not defined"),
        )
        .hint(match shown.contains(char::is_whitespace) {
            true => "a footnote's name has no spaces".to_owned(),
            false => format!("define it on a line of its own: `{shown}: …`"),
        }),
    }
}

/// Whether any text looks like markup, which [`mask_all`] would mask.
pub fn is_found(inlines: &[Inline]) -> bool {
    let flat = Flat::new(inlines);
    block_sign(&flat.text).is_some() || !find(&flat).is_empty()
}

/// Masks the first punctuation character of each text that looks like markup, so that it is printed as escaped.
pub fn mask_all(inlines: &mut [Inline]) {
    let mut flat = Flat::new(inlines);
    if let Some((sign, _)) = block_sign(&flat.text) {
        let masked: String = sign.chars().take(1).map(mask).collect();
        flat.text.replace_range(..1, &masked);
        put(inlines, &mut flat.text.chars());
    }
    // Repeated a few times, as the text after a masked character may look like other markup.
    for _ in 0..4 {
        let mut flat = Flat::new(inlines);
        let found = find(&flat);
        if found.is_empty() {
            break;
        }
        for (range, _) in found.iter().rev() {
            let sign = flat.text[range.clone()]
                .char_indices()
                .find(|(_, c)| c.is_ascii_punctuation());
            if let Some((at, sign)) = sign {
                let at = range.start + at;
                flat.text.replace_range(at..at + 1, &mask(sign).to_string());
            }
        }
        put(inlines, &mut flat.text.chars());
    }
}
