//! Checks that all words of the selection are on the pages, complete and visible.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use crate::article::ast::Key;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::inspect::arrived::{Printed, gaps, is_seen};
use crate::inspect::misfits;
use crate::inspect::visible::Unseen;
use crate::lower::source_map::{Form, Shown, Written};
use crate::origin::Origin;
use crate::selection::Selection;
use crate::typeset::compile::Literal;

/// The code of words that are not on the pages.
pub const LOST: Code = Code::TextLost;
/// The maximum number of lost characters that are quoted.
const QUOTED: usize = 60;

/// Checks that the pages contain every required text, from what they show of each literal. Run it after [`areas::check`](super::areas::check): text that is
/// invisible because it leaves its place has a finding already.
pub fn check(
    literals: &[Literal],
    printed: &[Printed],
    (artifact, selection): (&str, &Selection),
    out: &mut Diagnostics,
) {
    unwritten(literals, selection, artifact, out);
    let mut lost: Vec<Lost> = texts_with_gaps(literals, printed)
        .into_iter()
        .filter_map(|text| text.lost(literals, printed))
        .collect();
    // Text that is clipped or covered because it leaves its place has a finding already.
    let leaves = |lost: &Lost| {
        let mut misfits = out.iter().filter(|d| misfits::CODES.contains(&d.code));
        misfits.any(|d| d.origin.as_ref() == Some(&lost.written.origin))
    };
    lost.retain(|lost| lost.unseen.is_none() || !leaves(lost));
    report(&lost, artifact, out);
}

/// Checks that the main file contains every text of the selection.
fn unwritten(literals: &[Literal], selection: &Selection, artifact: &str, out: &mut Diagnostics) {
    let texts = literals.iter().map(|literal| literal.written);
    let written: HashSet<_> = texts
        .map(|text| (text.key.as_ref(), &text.origin))
        .collect();
    for text in selection.printed() {
        let is_seen = text.plain().contains(is_seen);
        // Cells without words have no message.
        let key = Some(&text.key).filter(|key| !key.id.is_empty());
        if is_seen && !written.contains(&(key, &text.origin)) {
            let words = quoted(&text.plain());
            let message = format!("{} is not on the pages: `{words}`", name(key));
            let error = Diagnostic::new(LOST, message).at(text.origin.clone());
            out.push(error.place(artifact, None, None));
        }
    }
}

/// A text of the article, a catalogue or the labels: all literals of one message at one place.
struct TextOf<'a> {
    written: &'a Written,
    shown: Shown,
    literals: Vec<usize>,
    /// Its index among all texts.
    rank: usize,
}

/// A text that is not or not completely on the pages.
struct Lost<'a> {
    written: &'a Written,
    rank: usize,
    words: String,
    is_whole: bool,
    unseen: Option<(Unseen, usize)>,
}

/// The texts with a literal that has gaps.
fn texts_with_gaps<'a>(literals: &[Literal<'a>], printed: &[Printed]) -> Vec<TextOf<'a>> {
    let has_gaps = |at: &usize| {
        let literal = &literals[*at];
        literal.written.shown != Shown::Never && printed[*at].lacks(literal)
    };
    let with_gaps: Vec<usize> = (0..literals.len()).filter(has_gaps).collect();
    if with_gaps.is_empty() {
        return Vec::new();
    }
    let mut known: HashMap<(Option<&Key>, &Origin), usize> = HashMap::new();
    let mut texts: Vec<TextOf> = Vec::new();
    for (at, literal) in literals.iter().enumerate() {
        let written = literal.written;
        if written.shown == Shown::Never {
            continue;
        }
        let rank = *known
            .entry((written.key.as_ref(), &written.origin))
            .or_insert(texts.len());
        if rank == texts.len() {
            texts.push(TextOf {
                written,
                shown: written.shown,
                literals: Vec::new(),
                rank,
            });
        }
        texts[rank].literals.push(at);
        texts[rank].shown = texts[rank].shown.max(written.shown);
    }
    let is_gap = |at: &usize| with_gaps.binary_search(at).is_ok();
    texts.retain(|text| text.literals.iter().any(is_gap));
    texts
}

impl<'a> TextOf<'a> {
    /// The missing part of the text, if any. A footnote is written for each of its marks, but a layout may print it
    /// once, so each value must be on the pages once.
    fn lost(&self, literals: &[Literal], printed: &[Printed]) -> Option<Lost<'a>> {
        let mut values: Vec<usize> = Vec::new();
        let mut known = HashSet::new();
        for &at in &self.literals {
            if known.insert(literals[at].value.as_str()) {
                values.push(at);
            }
        }
        let is_sign = |at: &usize| literals[*at].written.form == Form::Signs;
        let (signs, words): (Vec<usize>, Vec<usize>) = values.iter().partition(|at| is_sign(at));
        let mut shown = String::new();
        for &at in self.literals.iter().filter(|at| !is_sign(at)) {
            for range in &printed[at].ranges {
                shown.push_str(literals[at].value.get(range.clone()).unwrap_or_default());
            }
            shown.push_str(&printed[at].other);
        }
        let printed_letters = letters(&shown);
        let value = |at: &usize| literals[*at].value.as_str();
        let wanted: String = words.iter().map(value).collect();
        let is_there = |(c, count): (char, usize)| printed_letters.get(&c).unwrap_or(&0) >= &count;
        let has_words = letters(&wanted).into_iter().all(is_there);
        let is_printed = |at: &usize| {
            let mut same = self.literals.iter().filter(|it| value(it) == value(at));
            same.any(|it| !printed[*it].lacks(&literals[*it]))
        };
        let has_signs = signs.iter().all(is_printed);
        let unseen = self.literals.iter().find_map(|at| printed[*at].unseen);
        let is_whole = self.literals.iter().all(|at| printed[*at].glyphs == 0);
        let is_left_out = self.shown == Shown::Perhaps && is_whole && unseen.is_none();
        if is_left_out || has_words && has_signs {
            return None;
        }
        let gap = |at: &usize| {
            let mut ranges: Vec<_> = self
                .literals
                .iter()
                .filter(|other| value(other) == value(at))
                .flat_map(|other| printed[*other].ranges.clone())
                .collect();
            ranges.sort_by_key(|range| range.start);
            let gaps = gaps(value(at), &ranges).into_iter();
            gaps.map(|gap| in_whole_words(value(at), gap).to_owned())
                .collect::<Vec<_>>()
        };
        let lost_signs = self
            .literals
            .iter()
            .filter(|at| is_sign(at) && !is_printed(at));
        let words = match (is_whole, has_words) {
            (true, _) if !signs.is_empty() => self.literals.iter().map(value).collect(),
            (true, _) => wanted,
            (false, true) => lost_signs.map(value).collect(),
            (false, false) => words.iter().flat_map(gap).collect::<Vec<_>>().join(" … "),
        };
        Some(Lost {
            written: self.written,
            rank: self.rank,
            is_whole,
            words,
            unseen,
        })
    }
}

/// The number of occurrences of each letter, in capitals. Hyphens are excluded, as line breaks may add or remove them.
fn letters(text: &str) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    let seen = text
        .chars()
        .filter(|c| is_seen(*c) && !matches!(c, '-' | '\u{2010}' | '\u{2011}'));
    for c in seen.flat_map(char::to_uppercase) {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

/// The part of a text, extended to whole words.
fn in_whole_words(text: &str, part: Range<usize>) -> &str {
    let before = &text[..part.start];
    let before = before.trim_end_matches(|c: char| !c.is_whitespace()).len();
    let after = text[part.end..]
        .find(char::is_whitespace)
        .map_or(text.len(), |at| part.end + at);
    text.get(before..after).unwrap_or(&text[part]).trim()
}

/// Reports lost texts; those that follow each other and are lost in the same way are one finding.
fn report(lost: &[Lost], artifact: &str, out: &mut Diagnostics) {
    let alike = |a: &Lost, b: &Lost| {
        a.is_whole && b.is_whole && a.rank + 1 == b.rank && a.unseen == b.unseen
    };
    for run in lost.chunk_by(alike) {
        let Some(first) = run.first() else { continue };
        let name = match (&first.written.key, first.written.form) {
            (None, Form::Signs) => "this equation".to_owned(),
            (key, _) => name(key.as_ref()),
        };
        let words = quoted(&first.words);
        let message = match (run.len(), first.is_whole) {
            (1, true) => format!("{name} is not on the pages: `{words}`"),
            (1, false) => format!("{name} is not whole on the pages: `{words}` is missing"),
            (n, _) => format!(
                "{name} and the texts after it, {n} in all, are not on the pages: `{words}`"
            ),
        };
        let hint = match first.unseen {
            None => {
                "the layout drops it: print the title and all blocks of each section of `doc.sections`"
            }
            Some((Unseen::Clipped, _)) => {
                "a block with `clip: true` cuts it off: give it more room, or shorten the text"
            }
            Some((Unseen::Covered, _)) => {
                "an area or an image lies over it: paint it first, or move one of the two"
            }
            Some((Unseen::Blank, _)) => {
                "it has the colour of what lies under it, no colour or no size"
            }
        };
        let page = first.unseen.map(|(_, page)| page);
        let error = Diagnostic::new(LOST, message);
        out.push(
            error
                .at(first.written.origin.clone())
                .hint(hint)
                .place(artifact, page, None),
        );
    }
}

fn name(key: Option<&Key>) -> String {
    key.map_or("this text".to_owned(), |key| format!("`{key}`"))
}

fn quoted(words: &str) -> String {
    // No-break spaces are set where words are joined.
    let words = words.replace('\u{A0}', " ");
    let mut chars = words.chars();
    let start: String = chars.by_ref().take(QUOTED).collect();
    match chars.next() {
        Some(_) => format!("{}…", start.trim_end()),
        None => start,
    }
}
