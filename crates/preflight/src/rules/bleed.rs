//! Whether what touches the trim goes on to the edge of the bleed.

use std::cell::Cell;

use crate::geometry::{MM, Rect};
use crate::paint::mark::{Kind, Mark};
use crate::paint::page::PageCheck;
use crate::rule::Rule;

/// Differences below this are rounding, in points.
const ROUNDING: f64 = 0.1;

/// Applies the rule on backgrounds to the marks of a page, with no more than some comparisons.
pub fn check(marks: &[Mark], page: &mut PageCheck, comparisons: &Cell<usize>) {
    let (trim, bleed) = (page.sheet.trim, page.sheet.bleed);
    let areas = marks
        .iter()
        .enumerate()
        .filter(|(_, mark)| mark.kind != Kind::Text);
    for (at, mark) in areas {
        let here = &mark.outer;
        let white = mark.ink.as_ref().is_some_and(|ink| ink.is_none());
        // A line has no area of its own where it is as thin as a coordinate.
        let inside = here
            .grown(0.02)
            .meet(&trim)
            .is_some_and(|part| part.width() > ROUNDING / 10.0 && part.height() > ROUNDING / 10.0);
        if white || !inside {
            continue;
        }
        let (x0, x1) = (here.x0.max(bleed.x0), here.x1.min(bleed.x1));
        let (y0, y1) = (here.y0.max(bleed.y0), here.y1.min(bleed.y1));
        // For each side: how far from the trim, how far from the bleed, and what is to be covered.
        let sides = [
            (
                "left",
                here.x0 - trim.x0,
                here.x0 - bleed.x0,
                Rect::new(bleed.x0, y0, trim.x0, y1),
            ),
            (
                "right",
                trim.x1 - here.x1,
                bleed.x1 - here.x1,
                Rect::new(trim.x1, y0, bleed.x1, y1),
            ),
            (
                "bottom",
                here.y0 - trim.y0,
                here.y0 - bleed.y0,
                Rect::new(x0, bleed.y0, x1, trim.y0),
            ),
            (
                "top",
                trim.y1 - here.y1,
                bleed.y1 - here.y1,
                Rect::new(x0, trim.y1, x1, bleed.y1),
            ),
        ];
        let touches = |(_, from_trim, from_bleed, _): &&(_, f64, f64, _)| {
            *from_trim <= ROUNDING && *from_bleed > ROUNDING
        };
        if !sides.iter().any(|side| touches(&side)) {
            continue;
        }
        let Some(left) = comparisons.get().checked_sub(marks.len()) else {
            return page.undecided(Rule::Background, "more is painted than is compared");
        };
        comparisons.set(left);
        let short = sides.iter().filter(touches).filter(|(.., strip)| {
            let goes_on = |(index, other): (usize, &Mark)| {
                index != at && other.ink == mark.ink && other.outer.holds(strip, -ROUNDING)
            };
            !marks.iter().enumerate().any(goes_on)
        });
        let short: Vec<String> = short
            .map(|(side, _, from_bleed, _)| format!("{side} ({:.1} mm)", from_bleed / MM))
            .collect();
        if !short.is_empty() {
            let message = format!(
                "{} reaches the trim edge, and ends before the edge of the bleed: {}",
                mark.kind.name(),
                short.join(", ")
            );
            page.error(Rule::Background, Some(here), message);
        }
    }
}
