//! Total ink: how much there may be in one place, without a picture of the page. The sum is never below what a press prints.
//! Where it is over the limit only because boxes meet, and not surely what is in them, it is undecided.

use std::cell::Cell;

use crate::paint::mark::Mark;
use crate::paint::page::PageCheck;
use crate::rule::Rule;
use crate::rules::layers::{Layer, Stack};

/// How much more than the limit is rounding, in percent.
const ROUNDING: f64 = 1.0;

/// Applies the rule on total ink to the marks of a page, with no more than some comparisons.
pub fn check(marks: &[Mark], page: &mut PageCheck, comparisons: &Cell<usize>) {
    let bleed = page.sheet.bleed;
    let limit = page.limits.total_ink;
    let mut stack = Stack::new(limit + ROUNDING);
    for mark in marks {
        let Some(left) = comparisons.get().checked_sub(stack.len()) else {
            page.undecided(Rule::Ink, "more is painted than is added up");
            break;
        };
        comparisons.set(left);
        // What only touches the bleed from outside, such as a colour bar, is cut off.
        let outer = mark.outer.meet(&bleed);
        if let Some(outer) = outer.filter(|_| mark.outer.overlaps(&bleed)) {
            stack.paint(mark, outer);
        }
    }
    let over = stack.over();
    let mut worst: Option<&Layer> = None;
    for layer in &over {
        let total = layer.total.round();
        let below = if layer.joined {
            ", with what is below"
        } else {
            ""
        };
        let what = layer.what;
        let parts = match (layer.ink.total() - layer.total).abs() < 0.5 {
            true => format!(": {}", layer.ink.shown()),
            false => String::new(),
        };
        if layer.sure {
            let message = format!("{what} of {total} % ink{below}, more than {limit} %{parts}");
            page.error(Rule::Ink, Some(&layer.outer), message);
        } else if worst.is_none_or(|worst| worst.total < layer.total) {
            worst = Some(layer);
        }
    }
    if let Some(layer) = worst {
        let place = page.sheet.place(&layer.outer);
        let reason = format!(
            "{} and what is below may have {:.0} % ink together, {:.0} mm from the left and {:.0} mm from the top; only plates would tell",
            layer.what, layer.total, place.left, place.top
        );
        page.undecided(Rule::Ink, reason);
    }
}
