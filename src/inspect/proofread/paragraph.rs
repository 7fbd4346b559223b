//! Paragraphs: the lines of one text in one element, over the pages that it goes on to.

use std::collections::HashMap;

use typst::introspection::Location;

use crate::article::ast::Key;
use crate::inspect::proofread::holder::{Holder, Kind};
use crate::inspect::proofread::line::{Line, is_upright};
use crate::inspect::walk::Run;
use crate::lower::source_map::{Form, Written};
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
    known: HashMap<(Option<Location>, Option<&'a Key>), usize>,
    /// The last paragraph that a run was added to.
    last: Option<usize>,
}

impl<'a> Paragraphs<'a> {
    /// Adds a run of text. What follows in the same line belongs to it: numbers of layouts, the text of a label.
    pub fn add(&mut self, page: usize, run: &Run<'_, 'a>, holder: Holder, tracer: &Tracer<'a>) {
        if !is_upright(&run.transform) {
            return;
        }
        let literals = tracer.literals();
        // The first glyph of a run may be from the layout.
        let mut glyphs = run.text.glyphs.iter().take(2);
        let at = glyphs.find_map(|g| Some((tracer.literal(g.span.0)?, g.span.1)));
        let written = at.map(|(literal, _)| literals[literal].written);
        if written.is_some_and(|written| written.form != Form::Words) {
            return;
        }
        let key = match (holder.kind, written) {
            (Kind::Paragraph, _) | (_, None) => None,
            (_, Some(written)) => written.key.as_ref(),
        };
        let adjoins = |last: &usize| {
            let paragraph = &self.all[*last];
            let line = paragraph.lines.last();
            paragraph.holder == holder && line.is_some_and(|line| line.adjoins(page, run))
        };
        let known = self.known.get(&(holder.location, key)).copied();
        // What a layout sets outside of elements may be the same text again, and it may set parts of a text side by side.
        let goes_on = |known: &usize| {
            let paragraph = &self.all[*known];
            let is_later = at.is_some_and(|at| paragraph.at < at);
            let precedes = |line: &Line| line.precedes(page, run);
            holder.kind == Kind::Paragraph
                || (holder.location.is_some() || is_later)
                    && (!holder.kind.is_running() || paragraph.lines.last().is_some_and(precedes))
        };
        let index = match self.last.filter(adjoins) {
            Some(last) => last,
            None => {
                let (Some(at), Some(written)) = (at, written) else {
                    return;
                };
                known.filter(goes_on).unwrap_or_else(|| {
                    self.all.push(Paragraph {
                        holder,
                        written,
                        lines: Vec::new(),
                        at,
                    });
                    self.all.len() - 1
                })
            }
        };
        let paragraph = &mut self.all[index];
        match paragraph.lines.last_mut() {
            Some(line) if line.takes(page, run) => line.extend(run),
            _ => paragraph.lines.push(Line::new(page, run)),
        }
        if let Some(line) = paragraph.lines.last_mut() {
            line.written = written.or(line.written);
        }
        if let Some(at) = at {
            paragraph.at = at;
            self.known.insert((holder.location, key), index);
        }
        self.last = Some(index);
    }

    /// All of them, in the order in which they begin.
    pub fn finish(self) -> Vec<Paragraph<'a>> {
        self.all
    }
}
