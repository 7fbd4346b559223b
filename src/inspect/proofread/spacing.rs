//! How paragraphs are set: short last lines, hyphens, loose lines, rivers.

use crate::diagnostic::Code;
use crate::inspect::proofread::fault::{Fault, Spot, end, start};
use crate::inspect::proofread::holder::Kind;
use crate::inspect::proofread::line::{End, Line, SPACES, Space};
use crate::inspect::proofread::paragraph::{Paragraph, pieces};
use crate::inspect::proofread::reading::Reading;

const REWORD: &str = "change a few words of it, so that its lines break elsewhere";

/// The least width of a last line, as a part of the measure.
const LEAST_LAST: f64 = 0.2;
/// Columns narrower than this, in em, have short last lines of necessity.
const NARROW: f64 = 20.0;
/// How many lines in a row may end in a hyphen.
const HYPHENS: usize = 2;
/// The greatest width of spaces, in that which they have in their font, with what is lost in rounding.
const LOOSEST: f64 = 1.405;
/// How many lines a river may run through.
const RIVER: usize = 3;
/// The least width of the spaces of a river, in that which they have in their font: narrower ones are not seen.
const RIVER_SPACE: f64 = 1.3;
/// How much of the narrower of two spaces lies over the other in a river.
const RIVER_OVERLAP: f64 = 0.6;

/// Looks at every paragraph.
pub fn check(reading: &Reading, out: &mut Vec<Fault>) {
    for paragraph in &reading.paragraphs {
        let kind = paragraph.holder.kind;
        if paragraph.lines.len() < 2 || matches!(kind, Kind::Cell | Kind::Entry) {
            continue;
        }
        if kind.is_running() && !paragraph.holder.is_aside {
            runt(paragraph, out);
        }
        ladder(paragraph, out);
        loose(paragraph, out);
        rivers(paragraph, out);
    }
}

/// Last lines that are too short.
fn runt(paragraph: &Paragraph, out: &mut Vec<Fault>) {
    let [.., before, last] = &paragraph.lines[..] else {
        return;
    };
    if paragraph.written.is_work() {
        return;
    }
    let measure = paragraph.measure();
    let text = last.text();
    let is_rest = before.end == End::Divided && !text.contains(SPACES);
    let is_short = match has_spaces(&text) {
        true => last.width() < LEAST_LAST * measure && measure > NARROW * last.size,
        // In scripts without spaces, a last line is too short if it is a single character with its full stop.
        false => last.width() <= 2.0 * last.size,
    };
    let message = match (is_rest, is_short) {
        (true, _) => "the last line of {} is only the end of a divided word",
        (_, true) => "the last line of {} is shorter than a fifth of its measure",
        _ => return,
    };
    out.push(Fault::of(paragraph.written, Code::Runt, message, REWORD).on(start(last)));
}

/// Whether words have spaces between them in the script of a text.
fn has_spaces(text: &str) -> bool {
    let is_dense = |c: char| {
        matches!(c,
            '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
            | '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
    };
    !text.chars().any(is_dense)
}

/// Hyphens in a row.
fn ladder(paragraph: &Paragraph, out: &mut Vec<Fault>) {
    let mut spots: Vec<Spot> = Vec::new();
    for piece in pieces(&paragraph.lines) {
        let rows = piece.chunk_by(|a, b| a.end != End::Word && b.end != End::Word);
        let rows = rows.filter(|row| row.len() > HYPHENS);
        spots.extend(rows.filter_map(|row| row.first().map(end)));
    }
    if !spots.is_empty() {
        let message = "more than two lines of {} in a row end in a hyphen";
        let mut fault = Fault::of(paragraph.written, Code::HyphenLadder, message, REWORD);
        fault.spots = spots;
        out.push(fault);
    }
}

/// Lines whose spaces are too wide.
fn loose(paragraph: &Paragraph, out: &mut Vec<Fault>) {
    let Some((last, lines)) = paragraph.lines.split_last() else {
        return;
    };
    if lines.iter().any(|line| !has_spaces(&line.text())) {
        return;
    }
    // A layout may set all words farther apart; the last line is not stretched.
    let usual = last.stretch().unwrap_or(1.0).max(1.0);
    let is_loose = |line: &&Line| line.stretch().is_some_and(|s| s / usual > LOOSEST);
    let spots: Vec<Spot> = lines.iter().filter(is_loose).map(start).collect();
    if !spots.is_empty() {
        let message = "the spaces in a line of {} are stretched to more than 1.4 of their width";
        let mut fault = Fault::of(paragraph.written, Code::LooseLine, message, REWORD);
        fault.spots = spots;
        out.push(fault);
    }
}

/// Spaces that lie one below the other.
fn rivers(paragraph: &Paragraph, out: &mut Vec<Fault>) {
    let Some((_, lines)) = paragraph.lines.split_last() else {
        return;
    };
    let spots: Vec<Spot> = pieces(lines).flat_map(river).collect();
    if !spots.is_empty() {
        let message = "a river of white runs through more than three lines of {}";
        let mut fault = Fault::of(paragraph.written, Code::River, message, REWORD);
        fault.spots = spots;
        out.push(fault);
    }
}

/// Where rivers begin.
fn river(lines: &[Line]) -> Vec<Spot> {
    let mut spots = Vec::new();
    // Each space of the last line, with the number of lines and the start of its river.
    let mut above: Vec<(Space, usize, Spot)> = Vec::new();
    for line in lines {
        let wide = |s: &Space| s.right - s.left >= RIVER_SPACE * s.natural;
        let mut own = Vec::new();
        for space in line.spaces().into_iter().filter(wide) {
            let over = above.iter().filter(|(other, ..)| {
                let common = space.right.min(other.right) - space.left.max(other.left);
                let least = (space.right - space.left).min(other.right - other.left);
                common > RIVER_OVERLAP * least
            });
            let longest = over.max_by_key(|(_, length, _)| *length);
            let (length, spot) = match longest {
                Some((_, length, spot)) => (length + 1, *spot),
                None => (1, (line.page, space.left, line.baseline)),
            };
            if length == RIVER + 1 {
                spots.push(spot);
            }
            own.push((space, length, spot));
        }
        above = own;
    }
    spots.dedup();
    spots
}
