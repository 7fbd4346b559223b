//! Where the letters of each message, and the pictures that it describes, stand on a page; which letter stands at a place.

use std::collections::BTreeMap;
use std::ops::Range;

use typst::layout::{Abs, FrameItem, Point, Rect};
use typst::text::Glyph;
use typst_layout::Page;

use crate::article::ast::Key;
use crate::inspect::ink::placed;
use crate::inspect::walk::{Placed, Run, as_run, items};
use crate::lower::source_map::Written;
use crate::origin::{FileId, floor_char};
use crate::typeset::compile::{Trace, Tracer};

/// How far a line reaches above and below its baseline, in sizes of its type.
const ABOVE: f64 = 0.8;
const BELOW: f64 = 0.25;
/// How far apart, in sizes of the type, pieces of a text may be to be one area.
const GAP: f64 = 1.0;

/// A box around letters of a message that stand in one line, or around a picture whose alternative text it is. Lengths in points, from the left and the top of the page.
#[derive(Clone, PartialEq, Debug)]
pub struct Area {
    /// The message.
    pub key: Key,
    /// The file that it was written in.
    pub file: FileId,
    /// The left edge.
    pub x: f64,
    /// The upper edge.
    pub y: f64,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

impl Area {
    fn new(written: &Written, bounds: Rect) -> Self {
        let size = bounds.size();
        Self {
            key: written.key.clone().unwrap_or(NO_MESSAGE),
            file: written.origin.file.clone(),
            x: bounds.min.x.to_pt(),
            y: bounds.min.y.to_pt(),
            width: size.x.to_pt(),
            height: size.y.to_pt(),
        }
    }

    fn contains(&self, (x, y): (f64, f64)) -> bool {
        (self.x..=self.x + self.width).contains(&x) && (self.y..=self.y + self.height).contains(&y)
    }

    /// Whether another one continues it in its line.
    fn continues(&self, next: &Self) -> bool {
        let gap = (next.x - (self.x + self.width)).max(self.x - (next.x + next.width));
        let is_beside = (self.y - next.y).abs() < self.height / 2.0;
        self.key == next.key && self.file == next.file && is_beside && gap < GAP * self.height
    }

    fn join(&mut self, other: &Self) {
        let right = (self.x + self.width).max(other.x + other.width);
        let bottom = (self.y + self.height).max(other.y + other.height);
        self.x = self.x.min(other.x);
        self.y = self.y.min(other.y);
        self.width = right - self.x;
        self.height = bottom - self.y;
    }
}

/// A letter on a page, or a picture, which has no text around it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Letter {
    /// Its message; with an empty id, it is of none.
    pub key: Key,
    /// The file that the message was written in.
    pub file: FileId,
    /// Where in that file the message stands, in bytes.
    pub at: usize,
    /// What the artifact prints of the text up to this letter.
    pub before: String,
    /// What it prints from this letter on.
    pub behind: String,
}

/// The key of texts that are no messages, such as names of authors.
const NO_MESSAGE: Key = Key {
    id: String::new(),
    attribute: None,
};

/// The areas of all messages on a page, in painting order.
pub fn areas(page: &Page, tracer: &Tracer) -> Vec<Area> {
    let mut all: Vec<Area> = Vec::new();
    let mut add = |area: Area| match all.last_mut() {
        _ if area.key == NO_MESSAGE => {}
        Some(last) if last.continues(&area) => last.join(&area),
        _ => all.push(area),
    };
    items(page, &mut |item| {
        if let Some((written, bounds)) = described(&item, tracer) {
            add(Area::new(written, bounds));
        }
        if let Some(run) = as_run(&item) {
            glyphs(&run, tracer, &mut |area, _, _| add(area));
        }
    });
    all
}

/// What wrote a picture of the article, and its box on the page.
pub fn described<'t>(item: &Placed, tracer: &Tracer<'t>) -> Option<(&'t Written, Rect)> {
    let FrameItem::Image(_, size, span) = item.item else {
        return None;
    };
    let Trace::Text(written) = tracer.glyph(*span) else {
        return None;
    };
    let whole = Rect::from_pos_size(Point::zero(), *size);
    Some((written, placed(whole, item.transform)))
}

/// The letter at a place on a page, in points from its left and its top; of several, the one that was painted last.
pub fn letter(page: &Page, tracer: &Tracer, place: (f64, f64)) -> Option<Letter> {
    let mut found = None;
    let mut picture = None;
    // Of each literal, the pieces that were painted so far.
    let mut pieces: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    items(page, &mut |item| {
        if let Some((written, bounds)) = described(&item, tracer) {
            let area = Area::new(written, bounds);
            picture = area
                .contains(place)
                .then_some((area, written))
                .or(picture.take());
        }
        let Some(run) = as_run(&item) else { return };
        let text = run.text.text.as_str();
        let mut last = None;
        glyphs(&run, tracer, &mut |area, literal, glyph| {
            if last.replace(literal) != Some(literal) {
                pieces.entry(literal).or_default().push(text);
            }
            if area.contains(place) {
                let painted = pieces.get(&literal).into_iter().flatten();
                let nth = painted.filter(|piece| **piece == text).count();
                let value = tracer.literals()[literal].value.as_str();
                found = Some((area, literal, in_literal(value, text, glyph, nth)));
            }
        });
    });
    let Some((area, literal, offset)) = found else {
        let (Area { key, file, .. }, written) = picture?;
        return Some(Letter {
            key,
            file,
            at: written.origin.range.start,
            before: String::new(),
            behind: String::new(),
        });
    };
    let all = tracer.literals();
    let is_same = |at: &usize| {
        let written = all[*at].written;
        written.key.as_ref().unwrap_or(&NO_MESSAGE) == &area.key && written.origin.file == area.file
    };
    // An artifact may print a message more than once: the pieces around this one are of the same time.
    let first = (0..literal).rev().take_while(is_same).last();
    let last = (literal..all.len()).take_while(is_same).last();
    let joined = |range: Range<usize>| -> String {
        let pieces = all[range].iter().map(|literal| literal.value.as_str());
        pieces.collect()
    };
    let own = &all[literal];
    let (before, behind) = own.value.split_at(offset);
    Some(Letter {
        key: area.key,
        file: area.file,
        at: own.written.origin.range.start,
        before: joined(first.unwrap_or(literal)..literal) + before,
        behind: behind.to_owned() + &joined(literal + 1..last.unwrap_or(literal) + 1),
    })
}

/// Where a glyph of a run of text is in the literal that it is of. Layouts may set a literal word by word, and the engine counts from the
/// beginning of each: then the `nth` such piece, from 1, is the one.
fn in_literal(value: &str, text: &str, glyph: &Glyph, nth: usize) -> usize {
    let offset = floor_char(value, usize::from(glyph.span.1));
    let rest = text.get(glyph.range().start..).unwrap_or_default();
    if value[offset..].starts_with(rest) || rest.starts_with(&value[offset..]) {
        return offset;
    }
    let pieces: Vec<usize> = value.match_indices(text).map(|(at, _)| at).collect();
    let piece = pieces.get((nth.max(1) - 1) % pieces.len().max(1));
    piece.map_or(offset, |at| floor_char(value, at + glyph.range().start))
}

/// Visits the glyphs of a run that lead to a message: their areas, and their literals.
fn glyphs<'r>(run: &Run<'_, 'r>, tracer: &Tracer, visit: &mut impl FnMut(Area, usize, &'r Glyph)) {
    let size = run.text.size;
    let mut cursor = Abs::zero();
    for glyph in &run.text.glyphs {
        let left = cursor;
        cursor += glyph.x_advance.at(size);
        let span = glyph.span.0;
        let Trace::Text(written) = tracer.glyph(span) else {
            continue;
        };
        let Some(literal) = tracer.literal(span) else {
            continue;
        };
        let line = Rect::new(
            Point::new(left, -size * ABOVE),
            Point::new(cursor, size * BELOW),
        );
        let area = Area::new(written, placed(line, run.transform));
        visit(area, literal, glyph);
    }
}
