//! Checks that letters stay within their cell, region, line and page, away from the trim edge, and off each other.

use typst::introspection::Location;
use typst::layout::{Abs, Point, Rect, Transform};
use typst::syntax::Span;
use typst::text::TextItem;
use typst_layout::PagedDocument;

use crate::diagnostic::Diagnostics;
use crate::inspect::cells::{Cell, Cells};
use crate::inspect::ink::{Ink, around, common};
use crate::inspect::misfits::{Kind, Misfits};
use crate::inspect::walk::{Region, Run, as_run, items};
use crate::typeset::compile::Tracer;

/// How far letters may extend beyond their area, in points: less than a hairline, more than rounding errors.
const TOLERANCE: f64 = 0.5;
/// The minimum distance of letters from the trim edge, in points: 5 mm.
const TRIM: f64 = 5.0 * 72.0 / 25.4;
/// How much ink of two runs may overlap, in square em, as letters of one line may touch.
const TOUCH: f64 = 0.015;
/// The maximum distance of two letters of one word in the source, in bytes.
const WORD: u16 = 12;
/// Frames narrower than this, in em, are not checked for overfull lines: they hold marks, not text.
const NARROW: f64 = 2.0;

/// Checks all letters of an artifact. `is_rtl` is the direction of its lines.
pub fn check(
    document: &PagedDocument,
    tracer: &Tracer,
    (artifact, is_rtl): (&str, bool),
    out: &mut Diagnostics,
) {
    let mut tables = Cells::default();
    let mut misfits = Misfits::new(tracer);
    for (index, page) in document.pages().iter().enumerate() {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut lines: Vec<Line> = Vec::new();
        tables.page();
        items(page, &mut |placed| {
            tables.item(&placed);
            if let Some(run) = as_run(&placed) {
                let piece = Piece::new(&run, tables.cell(run.bounds), pieces.last());
                extend(&mut lines, &piece, pieces.len());
                pieces.push(piece);
            }
        });
        misfits.begin(index + 1, pieces.iter().map(Piece::source).collect());
        regions(&pieces, &mut misfits);
        cells(&pieces, &tables, &mut misfits);
        overfull(&lines, &pieces, is_rtl, &mut misfits);
        trim(&pieces, page.frame.size().to_point(), &mut misfits);
        overlaps(&pieces, &mut misfits);
    }
    misfits.report(artifact, out);
}

/// A run of text with the data for all checks.
struct Piece<'a> {
    text: &'a TextItem,
    cell: Option<Cell>,
    transform: Transform,
    around: Rect,
    /// The start of the line that it belongs to, and the line's text size. For a sub- or superscript, these are not its
    /// own.
    line: (Point, Abs),
    is_overlay: bool,
    group: Option<Region>,
    /// The outermost region that it leaves: the region's order, and the excess at the sides and above or below, in
    /// points.
    leaves: Option<(usize, f64, f64)>,
}

impl<'a> Piece<'a> {
    fn new(run: &Run<'_, 'a>, cell: Option<Cell>, before: Option<&Self>) -> Self {
        let mut piece = Self {
            line: (Point::zero().transform(run.transform), run.text.size),
            text: run.text,
            cell,
            transform: run.transform,
            around: around(run.text, run.transform),
            is_overlay: run.bounds.is_overlay,
            group: run.bounds.group,
            leaves: None,
        };
        if let Some(line) = before.and_then(|before| piece.scripted(before)) {
            piece.line = line;
        }
        // The page is checked last, so that text that leaves both its region and its page is one finding.
        let regions = run
            .bounds
            .regions
            .iter()
            .skip(1)
            .chain(run.bounds.regions.first());
        piece.leaves = regions.filter_map(|region| piece.excess(region)).next();
        piece
    }

    /// The line of the preceding run, if this run is a sub- or superscript in it.
    fn scripted(&self, before: &Self) -> Option<(Point, Abs)> {
        let is_upright = |it: &Self| it.transform.kx.is_zero() && it.transform.ky.is_zero();
        let (line, size) = before.line;
        let [start, end] = self.ends();
        let is_near = before.ends().iter().any(|other| {
            let gap = (start.x - other.x).abs().min((end.x - other.x).abs());
            gap < size * 0.5
        });
        let is_script = self.text.size < size * 0.95 && (start.y - line.y).abs() < size * 0.5;
        let is_here = is_near && is_script && is_upright(self) && is_upright(before);
        is_here.then(|| (Point::new(start.x, line.y), size))
    }

    /// The table that it stands in, and its span.
    fn source(&self) -> (Option<Location>, Option<Span>) {
        // The first glyph of a run may be from the layout.
        let glyph = self.text.glyphs.get(1).or(self.text.glyphs.first());
        let table = self.cell.map(|cell| cell.table);
        (table, glyph.map(|glyph| glyph.span.0))
    }

    fn size(&self) -> f64 {
        self.text.size.to_pt()
    }

    /// The start and the end of its baseline, on the page.
    fn ends(&self) -> [Point; 2] {
        [Point::zero(), Point::with_x(self.text.width())].map(|p| p.transform(self.transform))
    }

    /// The start and end of each visible glyph on the page, and whether it is a letter or digit.
    fn glyphs(&self) -> impl Iterator<Item = ([Point; 2], bool)> {
        let mut cursor = Abs::zero();
        let size = self.text.size;
        self.text.glyphs.iter().filter_map(move |glyph| {
            let x = cursor + glyph.x_offset.at(size);
            let advance = glyph.x_advance.at(size);
            cursor += advance;
            let words = self.text.text.get(glyph.range()).unwrap_or_default();
            let ends = [Point::with_x(x), Point::with_x(x + advance)];
            let is_letter = words.chars().any(char::is_alphanumeric);
            let is_seen = !words.trim().is_empty();
            is_seen.then(|| (ends.map(|p| p.transform(self.transform)), is_letter))
        })
    }

    /// The excess over a region, in points. Punctuation may hang by up to its width, and subscripts may extend below
    /// the line, as descenders do.
    fn excess(&self, region: &Region) -> Option<(usize, f64, f64)> {
        if self.text.width() == Abs::zero() {
            // Combining marks with an offset are runs of their own; only the letter they belong to is checked.
            return None;
        }
        let shift = self.ends()[0] - self.line.0;
        let beyond = |point: &Point| region.excess(*point - shift);
        let is_beyond = |(x, y): (f64, f64)| x.max(y) > TOLERANCE;
        if !self.ends().iter().map(beyond).any(is_beyond) {
            return None;
        }
        let mut most = (f64::NEG_INFINITY, f64::NEG_INFINITY);
        for (ends, is_letter) in self.glyphs() {
            let allowed = if is_letter {
                TOLERANCE
            } else {
                self.size() * 0.6
            };
            for (x, y) in ends.iter().map(beyond).filter(|(x, y)| x.max(*y) > allowed) {
                most = (most.0.max(x), most.1.max(y));
            }
        }
        is_beyond(most).then_some((region.order, most.0, most.1))
    }

    /// The ink of its glyphs, on the page.
    fn inks(&self) -> Vec<Ink<'a>> {
        let mut x = Abs::zero();
        let inks = self.text.glyphs.iter().map(|glyph| {
            let ink = Ink::new(self.text, glyph, x, self.transform);
            x += glyph.x_advance.at(self.text.size);
            ink
        });
        inks.collect()
    }
}

fn regions(pieces: &[Piece], misfits: &mut Misfits) {
    for (at, piece) in pieces.iter().enumerate() {
        let Some((order, aside, along)) = piece.leaves else {
            continue;
        };
        let lines = (along > TOLERANCE).then(|| along / (piece.size() * 1.5));
        let kind = if order == 0 {
            Kind::Page
        } else {
            Kind::Region { lines }
        };
        // A table that is too wide is its own cause; a region that is too full is the cause for all its text.
        let is_full = piece.cell.is_none() || lines.is_some();
        let region = (order != 0 && is_full).then_some(order);
        misfits.add(at, region, kind, aside.max(along));
    }
}

fn cells(pieces: &[Piece], tables: &Cells, misfits: &mut Misfits) {
    for (at, piece) in pieces.iter().enumerate() {
        let Some(cell) = piece.cell.filter(|_| !piece.is_overlay) else {
            continue;
        };
        let width = tables.width(&cell).unwrap_or(f64::INFINITY);
        let beyond = |point: &Point| {
            let x = cell.own(*point).map_or(0.0, |own| own.x.to_pt());
            (-x).max(x - width)
        };
        if piece
            .ends()
            .iter()
            .map(beyond)
            .all(|excess| excess <= TOLERANCE)
        {
            continue;
        }
        let letters = piece.glyphs().filter(|(_, is_letter)| *is_letter);
        let beyond = letters.flat_map(|(ends, _)| ends.map(|end| beyond(&end)));
        let most = beyond.fold(f64::NEG_INFINITY, f64::max);
        if most > TOLERANCE {
            misfits.add(at, None, Kind::Cell, most);
        }
    }
}

/// Adjacent runs on one baseline in one frame.
struct Line {
    group: Region,
    baseline: Abs,
    /// The left and right end, in the frame's coordinates.
    start: Abs,
    end: Abs,
    pieces: std::ops::Range<usize>,
}

/// Extends the last line by a run, or starts a new line.
fn extend(lines: &mut Vec<Line>, piece: &Piece, at: usize) {
    let Some(group) = piece.group.filter(|_| !piece.is_overlay) else {
        return;
    };
    let [Some(from), Some(to)] = piece.ends().map(|end| group.own(end)) else {
        return;
    };
    let (start, end) = (from.x.min(to.x), from.x.max(to.x));
    if let Some(line) = lines.last_mut()
        && line.group.order == group.order
        && (line.baseline - from.y).abs() < Abs::pt(0.1)
        && start - line.end < piece.text.size
        && line.start - end < piece.text.size
        && line.pieces.end == at
    {
        line.start = line.start.min(start);
        line.end = line.end.max(end);
        line.pieces.end = at + 1;
        return;
    }
    lines.push(Line {
        group,
        baseline: from.y,
        start,
        end,
        pieces: at..at + 1,
    });
}

/// Reports lines that start inside their frame and end outside: a word is wider than the line.
fn overfull(lines: &[Line], pieces: &[Piece], is_rtl: bool, misfits: &mut Misfits) {
    for line in lines {
        let width = line.group.width();
        let (left, right) = (-line.start.to_pt(), line.end.to_pt() - width);
        let size = pieces[line.pieces.start].size();
        if left.max(right) <= TOLERANCE || width < size * NARROW {
            continue;
        }
        let is_code = misfits.is_code(line.pieces.start);
        let is_rtl = is_rtl && !is_code;
        let (begins, ends) = if is_rtl { (right, left) } else { (left, right) };
        if begins > TOLERANCE || ends <= TOLERANCE {
            continue;
        }
        for at in line.pieces.clone() {
            let glyphs = pieces[at].glyphs();
            let letters = glyphs.filter(|(_, is_letter)| *is_letter || is_code);
            let own = letters
                .flat_map(|(ends, _)| ends)
                .filter_map(|end| line.group.own(end));
            let beyond = own.map(|own| match is_rtl {
                true => -own.x.to_pt(),
                false => own.x.to_pt() - width,
            });
            let most = beyond.fold(f64::NEG_INFINITY, f64::max);
            if most > TOLERANCE {
                misfits.add(at, None, Kind::Line, most);
            }
        }
    }
}

/// Reports letters that inexact cutting may reach.
fn trim(pieces: &[Piece], page: Point, misfits: &mut Misfits) {
    let distance = |bounds: Rect| {
        let far = page - bounds.max;
        let sides = [bounds.min.x, bounds.min.y, far.x, far.y];
        sides
            .into_iter()
            .reduce(Abs::min)
            .unwrap_or_default()
            .to_pt()
    };
    for (at, piece) in pieces.iter().enumerate() {
        let reach = piece.size() * 0.5;
        if piece.is_overlay || distance(piece.around) > TRIM + reach {
            continue;
        }
        let inks = piece.inks();
        let near = inks.iter().filter_map(|ink| ink.bounds().map(distance));
        let least = near.fold(f64::INFINITY, f64::min);
        if least < TRIM - 0.01 {
            misfits.add(at, None, Kind::Trim, least);
        }
    }
}

/// Reports runs whose letters overlap.
fn overlaps(pieces: &[Piece], misfits: &mut Misfits) {
    let mut order: Vec<usize> = (0..pieces.len())
        .filter(|at| !pieces[*at].is_overlay)
        .collect();
    order.sort_by_key(|at| pieces[*at].around.min.y);
    let mut open: Vec<usize> = Vec::new();
    for at in order {
        let one = &pieces[at];
        open.retain(|other| pieces[*other].around.max.y > one.around.min.y);
        for &other in &open {
            let two = &pieces[other];
            let Some(area) = common(one.around, two.around) else {
                continue;
            };
            if misfits.is_known(at) && misfits.is_known(other) {
                continue;
            }
            let em = one.size().min(two.size());
            let (shared, extent) = shared(one, two, area);
            if shared > TOUCH * em * em {
                let (first, second) = (at.min(other), at.max(other));
                misfits.add_pair(first, second, extent);
            }
        }
        open.push(at);
    }
}

/// The overlapping ink of two runs in square points, and the extent of the overlap in points.
fn shared(one: &Piece, two: &Piece, area: Rect) -> (f64, f64) {
    let (ours, theirs) = (within(one, area), within(two, area));
    let mut total = 0.0;
    let mut reach: Option<Rect> = None;
    for (ink, body) in &ours {
        for (other, place) in &theirs {
            let Some(both) = common(*body, *place) else {
                continue;
            };
            // A word may be set in parts with separate accents, or twice to look bolder.
            let (a, b) = (ink.glyph().span, other.glyph().span);
            if a.0 == b.0 && !a.0.is_detached() && a.1.abs_diff(b.1) < WORD {
                continue;
            }
            let shared = ink.shared(other);
            if shared > 0.0 {
                total += shared;
                reach = Some(reach.map_or(both, |known| {
                    Rect::new(known.min.min(both.min), known.max.max(both.max))
                }));
            }
        }
    }
    let size = reach.map(|reach| reach.size());
    (total, size.map_or(0.0, |size| size.x.min(size.y).to_pt()))
}

/// The glyphs of a run whose bodies reach into an area, with their bodies.
fn within<'a>(piece: &Piece<'a>, area: Rect) -> Vec<(Ink<'a>, Rect)> {
    let inks = piece.inks().into_iter();
    let bodies = inks.filter_map(|ink| ink.body().map(|body| (ink, body)));
    let near = bodies.filter(|(_, body)| common(*body, area).is_some());
    near.collect()
}
