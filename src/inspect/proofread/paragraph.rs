//! Paragraphs: the lines of one text in one element, over the pages that it goes on to.

use std::collections::HashMap;

use typst::introspection::Location;

use crate::inspect::proofread::holder::{Holder, Kind};
use crate::inspect::proofread::line::{Line, is_upright};
use crate::inspect::walk::Run;
use crate::lower::source_map::Written;
use crate::typeset::compile::Tracer;

/// A paragraph, a heading, an item, a note: whatever is set line by line.
#[derive(Clone, Debug)]
pub struct Paragraph<'a> {
    /// The element that it stands in.
    pub holder: Holder,
    /// Its first text.
    pub written: &'a Written,
    /// Its lines, in the order of reading.
    pub lines: Vec<Line<'a>>,
    /// The place of its last run in the main file: the number of the literal, and bytes in it.
    at: (usize, u16),
}

impl<'a> Paragraph<'a> {
    /// The width of its longest line, in points: about that of its column.
    pub fn measure(&self) -> f64 {
        self.lines.iter().map(Line::width).fold(0.0, f64::max)
    }

    /// The size of its letters, in points.
    pub fn size(&self) -> f64 {
        self.lines.first().map_or(0.0, |line| line.size)
    }
}

/// The lines that stand one below the other: those of each page, and of each column.
pub fn pieces<'l, 'a>(lines: &'l [Line<'a>]) -> impl Iterator<Item = &'l [Line<'a>]> {
    lines.chunk_by(|a, b| a.page == b.page && a.baseline < b.baseline)
}

/// The paragraphs of a document so far.
#[derive(Default)]
pub struct Paragraphs<'a> {
    all: Vec<Paragraph<'a>>,
    /// The last paragraph of each element and message.
    known: HashMap<(Option<Location>, Option<&'a str>), usize>,
    /// The last paragraph that a run was added to.
    last: Option<usize>,
}

impl<'a> Paragraphs<'a> {
    /// Adds a run of text. Runs of layouts, such as numbers, belong to the line that they stand in.
    pub fn add(&mut self, page: usize, run: &Run<'_, 'a>, holder: Holder, tracer: &Tracer<'a>) {
        if !is_upright(&run.transform) {
            return;
        }
        let literals = tracer.literals();
        // The first glyph of a run may be from the layout.
        let mut glyphs = run.text.glyphs.iter().take(2);
        let Some(at) = glyphs.find_map(|g| Some((tracer.literal(g.span.0)?, g.span.1))) else {
            if let Some(paragraph) = self.last.map(|last| &mut self.all[last])
                && paragraph.holder == holder
                && let Some(line) = paragraph.lines.last_mut()
                && line.takes(page, run)
            {
                line.extend(run);
            }
            return;
        };
        let written = literals[at.0].written;
        if written.is_code {
            return;
        }
        let key = match holder.kind {
            Kind::Paragraph => None,
            // The label of a point is an attribute of its message.
            _ => written.key.as_ref().map(|key| key.id.as_str()),
        };
        let known = self.known.get(&(holder.location, key)).copied();
        // What a layout sets outside of elements may be the same text again.
        let goes_on = |known: &usize| holder.location.is_some() || self.all[*known].at < at;
        let index = match known.filter(goes_on) {
            Some(index) => {
                let paragraph = &mut self.all[index];
                paragraph.at = at;
                match paragraph.lines.last_mut() {
                    Some(line) if line.takes(page, run) => line.extend(run),
                    _ => paragraph.lines.push(Line::new(page, run)),
                }
                index
            }
            None => {
                let index = self.all.len();
                self.all.push(Paragraph {
                    holder,
                    written,
                    lines: vec![Line::new(page, run)],
                    at,
                });
                self.known.insert((holder.location, key), index);
                index
            }
        };
        self.last = Some(index);
    }

    /// All of them, in the order in which they begin.
    pub fn finish(self) -> Vec<Paragraph<'a>> {
        self.all
    }
}
