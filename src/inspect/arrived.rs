//! What the pages show of each text of the main file, complete and visible or not.

use std::ops::Range;

use typst::layout::Abs;
use typst::text::{Glyph, is_default_ignorable};
use typst_layout::PagedDocument;

use crate::inspect::visible::{Surface, Unseen};
use crate::inspect::walk::{Run, runs};
use crate::lower::source_map::Form;
use crate::typeset::compile::{Literal, Tracer};

/// What the pages show of a literal.
#[derive(Default)]
pub struct Printed {
    /// Byte ranges of its value, in glyph order.
    pub ranges: Vec<Range<usize>>,
    /// Text that differs from the value: capitals, code, text that a layout rule divided.
    pub other: String,
    /// The number of its glyphs that are visible, without spaces.
    pub glyphs: usize,
    /// The first glyph that is not visible: the reason, and the page (1-based).
    pub unseen: Option<(Unseen, usize)>,
}

/// What the pages show of each literal of the main file.
pub fn arrived(document: &PagedDocument, tracer: &Tracer) -> Vec<Printed> {
    let mut arrived = Arrived {
        tracer,
        printed: tracer
            .literals()
            .iter()
            .map(|_| Printed::default())
            .collect(),
    };
    for (index, page) in document.pages().iter().enumerate() {
        let surface = Surface::new(page);
        runs(page, &mut |run| arrived.run(&run, &surface, index + 1));
    }
    arrived.printed
}

impl Printed {
    /// Whether it shows less than all of a literal.
    pub fn lacks(&self, literal: &Literal) -> bool {
        match literal.written.form {
            // One sign may be of several glyphs.
            Form::Signs => {
                let signs = literal.value.chars().filter(|c| is_seen(*c)).count();
                let is_cut = self.unseen.is_some() && self.glyphs < signs;
                signs > 0 && (self.glyphs == 0 || is_cut)
            }
            _ => !gaps(&literal.value, &self.ranges).is_empty(),
        }
    }
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
        printed.glyphs += glyphs.iter().filter(|g| !is_space(run, g)).count();
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
pub fn is_seen(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && !is_default_ignorable(c)
}

/// The parts of a value that contain visible characters and are in none of the ranges.
pub fn gaps(value: &str, printed: &[Range<usize>]) -> Vec<Range<usize>> {
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
