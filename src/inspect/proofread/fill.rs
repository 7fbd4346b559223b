//! How far pages and slides are filled.

use crate::diagnostic::Code;
use crate::inspect::proofread::fault::Fault;
use crate::inspect::proofread::paragraph::Paragraph;
use crate::inspect::proofread::reading::Reading;
use crate::inspect::proofread::sheet::{Extent, Sheet, filled};

/// The most white at the foot of a page, as a part of its text area.
const MOST_WHITE: f64 = 0.25;
/// How far a last page is filled, at least.
const LEAST_LAST: f64 = 1.0 / 3.0;
/// How far the body of a slide fills its area, at least.
const LEAST_BODY: f64 = 0.55;
/// The gap between two things that is not white, as a part of the height.
const GAP: f64 = 0.2;

/// Pages that are too short.
pub fn pages(reading: &Reading, out: &mut Vec<Fault>) {
    let sheets = &reading.sheets;
    let fills = |sheet: &&Sheet| sheets.iter().filter(|s| s.fill == sheet.fill).count();
    let usual = sheets.iter().max_by_key(fills).map(|s| s.fill.clone());
    for (page, sheet) in sheets.iter().enumerate() {
        let Some(area) = sheet.area else { continue };
        // A page in a colour of its own, and one for a turned table, are wholes.
        if Some(&sheet.fill) != usual.as_ref() || sheet.is_turned || sheets.len() < 2 {
            continue;
        }
        let (top, foot) = (area.min.y.to_pt(), area.max.y.to_pt());
        let height = foot - top;
        let inside = |e: &&Extent| e.1 > top && e.0 < foot;
        let content: Vec<Extent> = sheet.content.iter().filter(inside).copied().collect();
        let end = content.iter().map(|e| e.1).fold(top, f64::max);
        let spot = (page, area.min.x.to_pt(), end);
        if reading.is_last(page) {
            let notes = sheet.notes.map(|notes| (notes, foot));
            let content: Vec<Extent> = content.into_iter().chain(notes).collect();
            if filled(&content, GAP * height) < LEAST_LAST * height {
                let message = "the last page is filled to less than a third";
                let hint = "shorten the text by what stands there, or lengthen it";
                out.push(fault(reading, page, Code::ShortLastPage, message, hint).on(spot));
            }
        } else if sheet.notes.unwrap_or(foot) - end > MOST_WHITE * height {
            let message = "more than a quarter of a page is left white at its foot";
            let hint = "what stands on the next page needs more room than there is: make it shorter, or move it";
            out.push(fault(reading, page, Code::ShortPage, message, hint).on(spot));
        }
    }
}

/// Slides that are too empty.
pub fn slides(reading: &Reading, out: &mut Vec<Fault>) {
    for (page, sheet) in reading.sheets.iter().enumerate() {
        for body in &sheet.bodies {
            if filled(&body.content, GAP * body.height) >= LEAST_BODY * body.height {
                continue;
            }
            let message = "the body of a slide fills less than 55 % of its area";
            let hint = "say more on it, or give its section another kind: a statement, say";
            let end = body.content.iter().map(|e| e.1).fold(0.0, f64::max);
            let spot = (page, body.corner.0, body.corner.1 + end);
            out.push(fault(reading, page, Code::SparseSlide, message, hint).on(spot));
        }
    }
}

/// A fault of a page. It is led back to the last text of the article up to its end: what layouts say is no text that an author changes.
fn fault(reading: &Reading, page: usize, code: Code, message: &str, hint: &'static str) -> Fault {
    let stands = |p: &&Paragraph| p.lines.iter().any(|line| line.page <= page);
    let is_label = |p: &Paragraph| p.written.origin.file.path().ends_with("/labels.ftl");
    let is_own = |p: &&Paragraph| p.written.key.is_some() && !is_label(p);
    let paragraphs = || reading.paragraphs.iter().filter(stands);
    let last = paragraphs()
        .rfind(is_own)
        .or_else(|| paragraphs().next_back());
    Fault {
        code,
        message: message.to_owned(),
        hint,
        origin: last.map(|paragraph| paragraph.written.origin.clone()),
        spots: Vec::new(),
    }
}
