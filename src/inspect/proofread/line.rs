//! A line of text on a page.

use typst::layout::{Point, Transform};
use typst::text::{Glyph, TextItem};

use crate::inspect::walk::Run;
use crate::lower::source_map::Written;

/// The hyphen that the engine sets where it divides a word.
const SOFT_HYPHEN: char = '\u{AD}';
/// The spaces that are stretched.
pub const SPACES: [char; 2] = [' ', '\u{A0}'];
/// How far above or below the baseline of its line a run may stand, in em: scripts do.
const SHIFT: f64 = 0.6;

/// The widest gap between two runs that follow each other, in em.
const GAP: f64 = 0.6;
/// The widest gap within a line, in em: beyond it stands another column.
const COLUMN: f64 = 1.0;

/// How a line ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    /// With a whole word.
    Word,
    /// With the first part of a word that the engine divided.
    Divided,
    /// With a hyphen that was written.
    Hyphen,
}

/// A run of text in a line.
#[derive(Clone, Copy, Debug)]
struct Part<'a> {
    text: &'a TextItem,
    /// Its left end, in points.
    left: f64,
    /// Its size on the page, in points.
    size: f64,
}

/// A space between two words. Lengths are in points.
#[derive(Clone, Copy, Debug)]
pub struct Space {
    /// Its left end.
    pub left: f64,
    /// Its right end.
    pub right: f64,
    /// The width that it has in its font.
    pub natural: f64,
}

/// A line of text. Lengths are in points, from the top left of the page.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    /// The index of its page.
    pub page: usize,
    /// Its left end.
    pub left: f64,
    /// Its right end.
    pub right: f64,
    /// The baseline, that of its largest letters.
    pub baseline: f64,
    /// The size of its largest letters.
    pub size: f64,
    /// How it ends.
    pub end: End,
    /// The last text in it.
    pub written: Option<&'a Written>,
    parts: Vec<Part<'a>>,
}

/// Whether a run stands upright: only then has it a place in a line.
pub fn is_upright(transform: &Transform) -> bool {
    let t = transform;
    t.kx.is_zero() && t.ky.is_zero() && t.sx.get() > 0.0 && t.sy.get() > 0.0
}

impl<'a> Line<'a> {
    /// The line that begins with a run.
    pub fn new(page: usize, run: &Run<'_, 'a>) -> Self {
        let mut line = Self {
            page,
            left: f64::INFINITY,
            right: f64::NEG_INFINITY,
            baseline: 0.0,
            size: 0.0,
            end: End::Word,
            written: None,
            parts: Vec::new(),
        };
        line.extend(run);
        line
    }

    /// Whether a run stands in the line: on its baseline, or a little above or below.
    pub fn takes(&self, page: usize, run: &Run) -> bool {
        let size = self.size.max(size(run));
        let baseline = Point::zero().transform(run.transform).y.to_pt();
        page == self.page && (baseline - self.baseline).abs() < SHIFT * size
    }

    /// Whether a run stands in the line, right behind what it holds, or before it in text that runs to the left.
    pub fn adjoins(&self, page: usize, run: &Run) -> bool {
        self.takes(page, run) && self.gap(run) < GAP * self.size
    }

    /// Whether a run may go on with the text of the line: in it, below it, or on another page; not beside it, as the text
    /// beside a label does.
    pub fn precedes(&self, page: usize, run: &Run) -> bool {
        let widest = match self.takes(page, run) {
            true => COLUMN * self.size,
            false => 0.0,
        };
        page != self.page || self.gap(run) <= widest
    }

    /// The distance between the line and a run at its side, in points; negative where one lies above the other.
    fn gap(&self, run: &Run) -> f64 {
        let left = Point::zero().transform(run.transform).x.to_pt();
        let right = left + run.text.width().to_pt() * run.transform.sx.get();
        (left - self.right).max(self.left - right)
    }

    /// Adds the next run, in the order of reading.
    pub fn extend(&mut self, run: &Run<'_, 'a>) {
        let origin = Point::zero().transform(run.transform);
        let (size, left) = (size(run), origin.x.to_pt());
        if size > self.size {
            self.size = size;
            self.baseline = origin.y.to_pt();
        }
        let width = run.text.width().to_pt() * run.transform.sx.get();
        self.left = self.left.min(left);
        self.right = self.right.max(left + width);
        self.end = match run.text.text.trim_end().chars().next_back() {
            Some(SOFT_HYPHEN) => End::Divided,
            Some('-' | '\u{2010}') => End::Hyphen,
            _ => End::Word,
        };
        let text = run.text;
        self.parts.push(Part { text, left, size });
    }

    /// The width of the line, in points.
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    /// Its text, without the hyphen of a divided word.
    pub fn text(&self) -> String {
        let texts = self.parts.iter().map(|part| part.text.text.as_str());
        let text: String = texts.collect();
        text.trim_matches([' ', SOFT_HYPHEN]).to_owned()
    }

    /// The spaces between its words, from left to right if the text runs so.
    pub fn spaces(&self) -> Vec<Space> {
        let mut spaces = Vec::new();
        for part in &self.parts {
            let mut right = part.left;
            for glyph in &part.text.glyphs {
                let left = right;
                right += glyph.x_advance.get() * part.size;
                // What is cut off at the end of a line has no width.
                if right > left && is_space(part.text, glyph) {
                    let own = part.text.font.x_advance(glyph.id);
                    let natural = own.map_or(right - left, |own| own.get() * part.size);
                    spaces.push(Space {
                        left,
                        right,
                        natural,
                    });
                }
            }
        }
        spaces
    }

    /// The width of its spaces in the width that they have in their fonts, less what was added between all letters; none
    /// without a space.
    pub fn stretch(&self) -> Option<f64> {
        let spaces = self.spaces();
        let natural: f64 = spaces.iter().map(|space| space.natural).sum();
        let width: f64 = spaces.iter().map(|space| space.right - space.left).sum();
        let tracked = self.tracking() * spaces.len() as f64;
        (natural > 0.0).then(|| (width - tracked) / natural)
    }

    /// What was added between letters, in points: the median over the letters, as pairs of letters have kerning.
    fn tracking(&self) -> f64 {
        let Some(part) = self.parts.iter().max_by_key(|part| part.text.glyphs.len()) else {
            return 0.0;
        };
        let letters = part.text.glyphs.iter();
        let added = letters
            .filter(|glyph| glyph.x_advance.get() > 0.0 && !is_space(part.text, glyph))
            .filter_map(|glyph| {
                Some(glyph.x_advance.get() - part.text.font.x_advance(glyph.id)?.get())
            });
        let mut added: Vec<f64> = added.collect();
        added.sort_by(f64::total_cmp);
        added.get(added.len() / 2).copied().unwrap_or_default() * part.size
    }
}

fn is_space(text: &TextItem, glyph: &Glyph) -> bool {
    let rest = text.text.get(usize::from(glyph.range.start)..);
    rest.is_some_and(|rest| rest.starts_with(SPACES))
}

fn size(run: &Run) -> f64 {
    run.text.size.to_pt() * run.transform.sx.get()
}
