//! Checks that all words of the selection are on the pages, complete and visible.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use typst::layout::Abs;
use typst::text::{Glyph, is_default_ignorable};
use typst_layout::PagedDocument;

use crate::article::ast::Key;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::inspect::misfits;
use crate::inspect::visible::{Surface, Unseen};
use crate::inspect::walk::{Run, runs};
use crate::lower::source_map::{Shown, Written};
use crate::origin::Origin;
use crate::selection::Selection;
use crate::typeset::compile::{Literal, Tracer};

/// The code of words that are not on the pages.
pub const LOST: Code = Code::TextLost;
/// The maximum number of lost characters that are quoted.
const QUOTED: usize = 60;

/// Checks that the pages contain every required text. Run it after [`areas::check`](super::areas::check): text that is
/// invisible because it leaves its place has a finding already.
pub fn check(
    document: &PagedDocument,
    tracer: &Tracer,
    (artifact, selection): (&str, &Selection),
    out: &mut Diagnostics,
) {
    let literals = tracer.literals();
    unwritten(literals, selection, artifact, out);
    let mut arrived = Arrived {
        tracer,
        printed: literals.iter().map(|_| Printed::default()).collect(),
    };
    for (index, page) in document.pages().iter().enumerate() {
        let surface = Surface::new(page);
        runs(page, &mut |run| arrived.run(&run, &surface, index + 1));
    }
    let printed = arrived.printed;
    let mut lost: Vec<Lost> = texts_with_gaps(literals, &printed)
        .into_iter()
        .filter_map(|text| text.lost(literals, &printed))
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

/// What the pages show of a literal.
#[derive(Default)]
struct Printed {
    /// Byte ranges of its value, in glyph order.
    ranges: Vec<Range<usize>>,
    /// Text that differs from the value: capitals, code, text that a layout rule divided.
    other: String,
    /// The first glyph that is not visible: the reason, and the page (1-based).
    unseen: Option<(Unseen, usize)>,
}

struct Arrived<'t, 'a> {
    tracer: &'t Tracer<'a>,
    printed: Vec<Printed>,
}

impl Arrived<'_, '_> {
    fn run(&mut self, run: &Run, surface: &Surface, page: usize) {
        // In most runs, either all glyphs are visible or none.
        let alike = match surface.blank(run) {
            Some(why) => Some(Some(why)),
            None => surface.alike(run),
        };
        let mut x = Abs::zero();
        for glyphs in run.text.glyphs.chunk_by(|a, b| a.span.0 == b.span.0) {
            let literal = glyphs.first().and_then(|g| self.tracer.literal(g.span.0));
            let start = x;
            x += glyphs.iter().map(|g| g.x_advance.at(run.text.size)).sum();
            let Some(at) = literal else { continue };
            if self.tracer.literals()[at].written.shown == Shown::Never {
                continue;
            }
            match alike {
                Some(Some(why)) => {
                    self.printed[at].unseen.get_or_insert((why, page));
                    continue;
                }
                Some(None) => {
                    self.seen(at, run, glyphs);
                    continue;
                }
                None => {}
            }
            let mut x = start;
            for glyph in glyphs {
                match surface.unseen(run, glyph, x) {
                    Some(why) if !is_space(run, glyph) => {
                        self.printed[at].unseen.get_or_insert((why, page));
                    }
                    _ => self.seen(at, run, std::slice::from_ref(glyph)),
                }
                x += glyph.x_advance.at(run.text.size);
            }
        }
    }

    /// Records adjacent glyphs of one literal.
    fn seen(&mut self, at: usize, run: &Run, glyphs: &[Glyph]) {
        let start = glyphs.iter().map(|g| g.range().start).min().unwrap_or(0);
        let end = glyphs.iter().map(|g| g.range().end).max().unwrap_or(0);
        let words = run.text.text.get(start..end).unwrap_or_default();
        let shift = |g: &Glyph| usize::from(g.span.1).wrapping_sub(g.range().start);
        let value = &self.tracer.literals()[at].value;
        let own = glyphs.first().map_or(0, shift);
        let place = own.wrapping_add(start)..own.wrapping_add(end);
        let printed = &mut self.printed[at];
        let is_straight = glyphs.iter().all(|g| shift(g) == own);
        if !is_straight || value.get(place.clone()) != Some(words) {
            printed.other.push_str(words);
            return;
        }
        match printed.ranges.last_mut() {
            Some(last) if last.end == place.start => last.end = place.end,
            _ => printed.ranges.push(place),
        }
    }
}

fn is_space(run: &Run, glyph: &Glyph) -> bool {
    let words = run.text.text.get(glyph.range()).unwrap_or_default();
    !words.chars().any(is_seen)
}

/// Whether a character is visible.
fn is_seen(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && !is_default_ignorable(c)
}

/// The parts of a value that contain visible characters and are in none of the ranges.
fn gaps(value: &str, printed: &[Range<usize>]) -> Vec<Range<usize>> {
    if matches!(printed, [whole] if *whole == (0..value.len())) {
        return Vec::new();
    }
    let mut sorted = printed.to_vec();
    sorted.sort_by_key(|range| (range.start, range.end));
    let mut gaps = Vec::new();
    let mut end = 0;
    for range in sorted
        .into_iter()
        .chain(std::iter::once(value.len()..value.len()))
    {
        let gap = end..range.start;
        if value
            .get(gap.clone())
            .is_some_and(|gap| gap.contains(is_seen))
        {
            gaps.push(gap);
        }
        end = end.max(range.end);
    }
    gaps
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
        literal.written.shown != Shown::Never
            && !gaps(&literal.value, &printed[*at].ranges).is_empty()
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
        let mut shown = String::new();
        for &at in &self.literals {
            for range in &printed[at].ranges {
                shown.push_str(literals[at].value.get(range.clone()).unwrap_or_default());
            }
            shown.push_str(&printed[at].other);
        }
        let unseen = self.literals.iter().find_map(|at| printed[*at].unseen);
        if self.shown == Shown::Perhaps && shown.is_empty() && unseen.is_none() {
            return None;
        }
        let printed_letters = letters(&shown);
        let wanted: String = values
            .iter()
            .map(|at| literals[*at].value.as_str())
            .collect();
        let is_there = |(c, count): (char, usize)| printed_letters.get(&c).unwrap_or(&0) >= &count;
        if letters(&wanted).into_iter().all(is_there) {
            return None;
        }
        let gap = |at: &usize| {
            let value = literals[*at].value.as_str();
            let mut ranges: Vec<_> = self
                .literals
                .iter()
                .filter(|other| literals[**other].value == value)
                .flat_map(|other| printed[*other].ranges.clone())
                .collect();
            ranges.sort_by_key(|range| range.start);
            let gaps = gaps(value, &ranges).into_iter();
            gaps.map(|gap| in_whole_words(value, gap).to_owned())
                .collect::<Vec<_>>()
        };
        let is_whole = printed_letters.is_empty();
        let words = match is_whole {
            true => wanted,
            false => values.iter().flat_map(gap).collect::<Vec<_>>().join(" … "),
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
        let name = name(first.written.key.as_ref());
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
