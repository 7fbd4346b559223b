//! Total ink: how much there may be in one place, without a picture of the page.
//!
//! Every mark makes a layer: a box around it, the ink in it, and the box that it surely fills. Opaque marks replace what is below
//! them; the others are joined with every layer that their box meets, down to the first one that covers it. The sum is never below
//! what a press prints. Where it is over the limit only because boxes meet, and not surely what is in them, it is undecided.

use std::cell::Cell;
use std::collections::BTreeMap;

use crate::colour::ink::{Ink, NONE};
use crate::geometry::Rect;
use crate::paint::judge::Judge;
use crate::paint::mark::{Blend, Kind, Mark, Source};
use crate::rule::Rule;

/// How many layers are kept before alike ones are joined.
const LAYERS: usize = 4000;
/// How much more than the limit is rounding, in percent.
const ROUNDING: f64 = 1.0;

#[derive(Clone, Debug)]
struct Layer {
    outer: Rect,
    inner: Option<Rect>,
    ink: Ink,
    /// The most in one place, in percent: less than the sum of `ink` where plates peak apart.
    total: f64,
    /// Whether there surely is a place with this much.
    sure: bool,
    /// Whether it is the same everywhere: what is joined with it then meets this much.
    even: bool,
    /// What painted it last.
    what: &'static str,
    /// Whether other marks are part of it.
    joined: bool,
}

/// Applies the rule on total ink to the marks of a page, with no more than some comparisons.
pub fn check(marks: &[Mark], judge: &mut Judge, comparisons: &Cell<usize>) {
    let bleed = judge.sheet.bleed;
    let limit = judge.limits.total_ink;
    let mut stack = Stack {
        layers: vec![paper()],
        over: Vec::new(),
        limit: limit + ROUNDING,
    };
    for mark in marks {
        let Some(left) = comparisons.get().checked_sub(stack.layers.len()) else {
            judge.undecided(Rule::Ink, "more is painted than is added up");
            break;
        };
        comparisons.set(left);
        // What only touches the bleed from outside, such as a colour bar, is cut off.
        let outer = mark.outer.meet(&bleed);
        if let Some(outer) = outer.filter(|_| mark.outer.overlaps(&bleed)) {
            stack.paint(mark, outer);
        }
    }
    stack.note();
    let mut worst: Option<&Layer> = None;
    for layer in &stack.over {
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
            judge.error(Rule::Ink, Some(&layer.outer), message);
        } else if worst.is_none_or(|worst| worst.total < layer.total) {
            worst = Some(layer);
        }
    }
    if let Some(layer) = worst {
        let place = judge.sheet.place(&layer.outer);
        let reason = format!(
            "{} and what is below may have {:.0} % ink together, {:.0} mm from the left and {:.0} mm from the top; only plates would tell",
            layer.what, layer.total, place.left, place.top
        );
        judge.undecided(Rule::Ink, reason);
    }
}

fn paper() -> Layer {
    Layer {
        outer: Rect::ALL,
        inner: Some(Rect::ALL),
        ink: Ink::default(),
        total: 0.0,
        sure: true,
        even: true,
        what: "paper",
        joined: false,
    }
}

struct Stack {
    /// From the paper up.
    layers: Vec<Layer>,
    /// Those over the limit that were joined with others.
    over: Vec<Layer>,
    limit: f64,
}

impl Stack {
    fn paint(&mut self, mark: &Mark, outer: Rect) {
        let ink = mark.ink.clone().unwrap_or_default();
        let plain = !matches!(mark.kind, Kind::Image | Kind::Shading);
        let mut layer = Layer {
            outer,
            inner: mark.inner.and_then(|inner| inner.meet(&outer)),
            total: mark.total.min(ink.total()),
            ink,
            sure: true,
            even: plain,
            what: mark.kind.name(),
            joined: false,
        };
        if mark.is_opaque() {
            if let Some(inner) = layer.inner {
                let mut bottom = true;
                self.layers
                    .retain(|below| std::mem::take(&mut bottom) || !inner.holds(&below.outer, 0.0));
            }
        } else {
            let mut all: Option<Layer> = None;
            for below in self.layers.iter().rev() {
                if below.outer != Rect::ALL && !below.outer.overlaps(&outer) {
                    continue;
                }
                let covers = below.inner.is_some_and(|inner| inner.holds(&outer, 0.0));
                let (ink, total) = join(mark, &layer, below);
                let exact = plain && mark.blend == Blend::Normal && !mark.soft;
                // White below adds nothing, so nothing is guessed either.
                let sure = below.ink.is_none() || (covers && exact && below.sure && below.even);
                let joined = !below.ink.is_none();
                all = Some(match all {
                    None => Layer {
                        ink,
                        total,
                        sure,
                        even: layer.even && below.even && covers,
                        joined,
                        ..layer.clone()
                    },
                    Some(before) => {
                        let higher = total > before.total;
                        Layer {
                            ink: before.ink.most(&ink),
                            total: total.max(before.total),
                            even: false,
                            sure: if higher { sure } else { before.sure },
                            joined: if higher { joined } else { before.joined },
                            ..before
                        }
                    }
                });
                if covers {
                    break;
                }
            }
            if let Some(all) = all {
                layer = all;
            }
        }
        self.layers.push(layer);
        if self.layers.len() > LAYERS {
            self.simplify();
        }
    }

    /// Takes note of the layers that are over the limit.
    fn note(&mut self) {
        let over = self.layers.iter().filter(|layer| layer.total > self.limit);
        self.over.extend(over.cloned());
    }

    /// Joins layers of the same ink, and where there are still too many of them, all.
    fn simplify(&mut self) {
        self.note();
        let mut alike: BTreeMap<String, Layer> = BTreeMap::new();
        let layers = std::mem::take(&mut self.layers);
        for mut layer in layers.into_iter().skip(1) {
            layer.inner = None;
            layer.sure = false;
            layer.even = false;
            let key = layer.ink.shown();
            let known = alike.remove(&key);
            let joined = known.map_or(layer.clone(), |known| around(&known, &layer));
            alike.insert(key, joined);
        }
        self.layers = vec![paper()];
        match alike.len() > LAYERS / 2 {
            false => self.layers.extend(alike.into_values()),
            true => {
                let all = alike.into_values().reduce(|a, b| around(&a, &b));
                self.layers.extend(all);
            }
        }
    }
}

fn around(a: &Layer, b: &Layer) -> Layer {
    Layer {
        outer: a.outer.union(&b.outer),
        ink: a.ink.most(&b.ink),
        total: a.total.max(b.total),
        ..a.clone()
    }
}

/// The ink of a mark on a layer, never less than there will be: on each plate, and in all.
fn join(mark: &Mark, layer: &Layer, below: &Layer) -> (Ink, f64) {
    let (top, under) = (&layer.ink, &below.ink);
    let both = layer.total + below.total;
    let (ink, bound) = match (mark.blend, mark.soft, mark.overprint) {
        (Blend::Normal, false, _) => (overprint(mark, top, under), both),
        (Blend::Normal, true, false) => (under.most(top), layer.total.max(below.total)),
        (Blend::Normal, true, true) | (Blend::Most, ..) => (under.most(top), both),
        (Blend::Multiply, ..) => (under.with(top, |a, b| a + b - a * b), both),
        (Blend::Wild, ..) => {
            let full = Ink::cmyk([1.0; 4]);
            let ink = under.most(top).most(&full);
            let total = ink.total();
            (ink, total)
        }
    };
    let sum = ink.total();
    (ink, sum.min(bound))
}

/// The plates that a mark sets, on those that it leaves alone (ISO 32000-1, table 149).
fn overprint(mark: &Mark, top: &Ink, under: &Ink) -> Ink {
    let mut ink = under.clone();
    for (plate, new) in ink.process.iter_mut().zip(top.process) {
        let sets = match mark.source {
            Source::Process => true,
            Source::Cmyk => !mark.mode1 || new >= NONE,
            Source::Spot => new >= NONE,
        };
        if sets {
            *plate = new;
        }
    }
    for (name, new) in &top.spots {
        ink.spots.insert(name.clone(), *new);
    }
    ink
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(rect: [f64; 4], process: [f64; 4]) -> Mark {
        let [x0, y0, x1, y1] = rect;
        let outer = Rect::new(x0, y0, x1, y1);
        let ink = Ink::cmyk(process);
        Mark {
            kind: Kind::Area(None),
            outer,
            inner: Some(outer),
            total: ink.total(),
            ink: Some(ink),
            source: Source::Cmyk,
            overprint: false,
            mode1: true,
            blend: Blend::Normal,
            soft: false,
        }
    }

    /// The highest total, and whether it is sure.
    fn highest(marks: &[Mark]) -> (f64, bool) {
        let mut stack = Stack {
            layers: vec![paper()],
            over: Vec::new(),
            limit: 0.0,
        };
        for mark in marks {
            stack.paint(mark, mark.outer);
        }
        let all = stack.layers.iter().map(|layer| (layer.total, layer.sure));
        all.fold((0.0, true), |a, b| if b.0 > a.0 { b } else { a })
    }

    #[test]
    fn opaque_marks_replace_and_overprinting_ones_add() {
        let dark = area([0.0, 0.0, 100.0, 100.0], [1.0, 0.9, 0.8, 0.0]);
        let text = area([10.0, 10.0, 20.0, 20.0], [0.0, 0.0, 0.0, 1.0]);
        let over = Mark {
            overprint: true,
            inner: None,
            ..text.clone()
        };
        assert_eq!(highest(&[dark.clone(), text.clone()]).0.round(), 270.0);
        let (total, sure) = highest(&[dark.clone(), over.clone()]);
        assert_eq!((total.round(), sure), (370.0, true));
        // White in between hides the dark area, wholly or only perhaps.
        let white = area([5.0, 5.0, 50.0, 50.0], [0.0; 4]);
        let (total, _) = highest(&[dark.clone(), white.clone(), over.clone()]);
        assert_eq!(total.round(), 270.0);
        let small = area([12.0, 5.0, 50.0, 50.0], [0.0; 4]);
        assert_eq!(
            highest(&[dark.clone(), small, over.clone()]).0.round(),
            370.0
        );
        // All of it is hidden.
        let all = area([0.0, 0.0, 100.0, 100.0], [0.0, 0.0, 0.0, 0.5]);
        assert_eq!(highest(&[dark.clone(), over, all]).0.round(), 50.0);
    }

    #[test]
    fn what_blends_is_never_sure() {
        let dark = area([0.0, 0.0, 100.0, 100.0], [0.5, 0.5, 0.5, 0.0]);
        let multiply = Mark {
            blend: Blend::Multiply,
            ..dark.clone()
        };
        let (total, sure) = highest(&[dark.clone(), multiply]);
        assert_eq!((total.round(), sure), (225.0, false));
        let glass = Mark {
            soft: true,
            ..area([0.0, 0.0, 9.0, 9.0], [0.0, 0.0, 0.0, 1.0])
        };
        assert_eq!(highest(&[dark, glass]).0.round(), 150.0);
    }

    #[test]
    fn where_an_image_is_darkest_is_not_known() {
        let image = Mark {
            kind: Kind::Image,
            ..area([0.0, 0.0, 100.0, 100.0], [0.9, 0.9, 0.9, 0.2])
        };
        let text = Mark {
            kind: Kind::Text,
            inner: None,
            overprint: true,
            ..area([10.0, 10.0, 20.0, 20.0], [0.0, 0.0, 0.0, 1.0])
        };
        let (total, sure) = highest(&[image, text]);
        assert_eq!((total.round(), sure), (370.0, false));
    }

    #[test]
    fn many_layers_stay_bounded() {
        let mut marks = Vec::new();
        for n in 0..3 * LAYERS {
            let x = (n % 500) as f64;
            marks.push(area(
                [x, 0.0, x + 1.0, 1.0 + n as f64],
                [(n % 90) as f64 / 100.0, 0.0, 0.0, 0.0],
            ));
        }
        assert_eq!(highest(&marks).0.round(), 89.0);
    }
}
