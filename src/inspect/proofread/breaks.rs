//! Where pages and columns break: single lines, divided words, headings.

use crate::diagnostic::Code;
use crate::inspect::proofread::fault::{Fault, end, start};
use crate::inspect::proofread::holder::Kind;
use crate::inspect::proofread::line::End;
use crate::inspect::proofread::paragraph::{Paragraph, pieces};
use crate::inspect::proofread::reading::Reading;
use crate::inspect::proofread::sheet::Row;

const REFLOW: &str = "change a few words above it, so that the page breaks elsewhere";

/// How many lines there are below a heading, at least.
const BELOW_HEADING: usize = 3;
/// The height of that many lines with their spacing, in sizes of the letters of a heading: what is farther from the foot of
/// its page does not stand there for lack of room.
const AT_FOOT: f64 = 9.0;

/// Paragraphs that break badly.
pub fn paragraphs(reading: &Reading, out: &mut Vec<Fault>) {
    for paragraph in &reading.paragraphs {
        if !paragraph.holder.kind.is_running() && paragraph.holder.kind != Kind::Note {
            continue;
        }
        let pieces: Vec<_> = pieces(&paragraph.lines).collect();
        let [first, .., last] = &pieces[..] else {
            continue;
        };
        if let [line] = last {
            let message = "the last line of {} stands alone at the head of its page or column";
            out.push(fault(paragraph, Code::Widow, message).on(start(line)));
        }
        if let [line] = first
            && paragraph.lines.len() > 2
        {
            let message = "the first line of {} stands alone at the foot of its page or column";
            out.push(fault(paragraph, Code::Orphan, message).on(start(line)));
        }
        let ends = pieces.iter().filter_map(|piece| piece.last());
        let over = ends
            .zip(pieces.iter().skip(1))
            .filter(|(line, next)| line.end == End::Divided && line.page != next[0].page);
        let over: Vec<_> = over.map(|(line, _)| end(line)).collect();
        if !over.is_empty() {
            let message = "a word of {} is divided over two pages";
            let mut fault = fault(paragraph, Code::HyphenOverPage, message);
            fault.spots = over;
            out.push(fault);
        }
    }
}

fn fault(paragraph: &Paragraph, code: Code, message: &str) -> Fault {
    Fault::of(paragraph.written, code, message, REFLOW)
}

/// Headings at the foot of a page.
pub fn headings(reading: &Reading, out: &mut Vec<Fault>) {
    // A heading above another is the same cause.
    let mut below_other: Option<(usize, f64)> = None;
    for heading in &reading.paragraphs {
        if heading.holder.kind != Kind::Heading || heading.holder.is_aside {
            continue;
        }
        let Some(line) = heading.lines.last() else {
            continue;
        };
        let page = line.page;
        if reading.is_last(page) {
            continue;
        }
        let sheet = &reading.sheets[page];
        let own = |row: &Row| row.holder == Some(heading.holder);
        let rows = &sheet.rows;
        let Some(at) = rows.iter().rposition(own) else {
            continue;
        };
        let after = &rows[at + 1..];
        let below: Vec<&Row> = after
            .iter()
            .take_while(|row| row.foot > line.baseline - line.size * 0.3)
            .filter(|row| row.foot > line.baseline + 0.5)
            .collect();
        let mut feet: Vec<f64> = below.iter().map(|row| row.foot).collect();
        feet.sort_by(f64::total_cmp);
        feet.dedup_by(|a, b| (*a - *b).abs() < 2.0);
        let foot = match (sheet.notes, sheet.area) {
            (Some(notes), _) => notes,
            (None, Some(area)) => area.max.y.to_pt(),
            (None, None) => continue,
        };
        let is_at_foot = foot - line.baseline < AT_FOOT * line.size;
        let has_picture = below.iter().any(|row| row.holder.is_none());
        let is_known = below_other.is_some_and(|(p, y)| p == page && y < line.baseline);
        if feet.len() >= BELOW_HEADING || has_picture || !is_at_foot || is_known {
            continue;
        }
        below_other = Some((page, line.baseline));
        let first = heading.lines.first().unwrap_or(line);
        let message =
            "the heading {} stands at the foot of its page, with fewer than three lines below it";
        out.push(Fault::of(heading.written, Code::HeadingAtFoot, message, REFLOW).on(start(first)));
    }
}
