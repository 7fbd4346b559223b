//! Layers of ink: a box around every mark, the ink in it, and the box that it surely fills.
//!
//! Opaque marks replace what is below them; the others are joined with every layer that their box meets, down to the first one
//! that covers it.

use std::collections::BTreeMap;

use crate::colour::ink::Ink;
use crate::geometry::Rect;
use crate::paint::mark::{Blend, Kind, Mark};
use crate::rules::mixing::mix;

/// How many layers are kept before alike ones are joined.
const LAYERS: usize = 4000;

/// A box with ink in it.
#[derive(Clone, Debug)]
pub struct Layer {
    /// All of it is in here.
    pub outer: Rect,
    /// All of this has the ink, where that is known.
    inner: Option<Rect>,
    /// The most on each plate.
    pub ink: Ink,
    /// The most in one place, in percent: less than the sum of `ink` where plates peak apart.
    pub total: f64,
    /// Whether there surely is a place with this much.
    pub sure: bool,
    /// Whether it is the same everywhere: what is joined with it then meets this much.
    even: bool,
    /// What painted it last.
    pub what: &'static str,
    /// Whether other marks are part of it.
    pub joined: bool,
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

/// The layers of a page, and which of them have too much ink.
pub struct Stack {
    /// From the paper up.
    layers: Vec<Layer>,
    /// Those over the limit that were joined with others.
    over: Vec<Layer>,
    limit: f64,
}

impl Stack {
    /// Paper; a layer is noted where it has more ink than the limit, in percent.
    pub fn new(limit: f64) -> Self {
        Self {
            layers: vec![paper()],
            over: Vec::new(),
            limit,
        }
    }

    /// How many layers a mark is compared with.
    pub fn len(&self) -> usize {
        self.layers.len()
    }

    /// The layers that are over the limit.
    pub fn over(mut self) -> Vec<Layer> {
        self.note();
        self.over
    }

    /// Adds a mark, of which a part is inside.
    pub fn paint(&mut self, mark: &Mark, outer: Rect) {
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
            layer = self.joined(mark, layer);
        }
        self.layers.push(layer);
        if self.layers.len() > LAYERS {
            self.simplify();
        }
    }

    /// What a mark becomes with every layer that its box meets, down to the first one that covers it.
    fn joined(&self, mark: &Mark, layer: Layer) -> Layer {
        let exact = layer.even && mark.blend == Blend::Normal && !mark.soft;
        let mut all: Option<Layer> = None;
        for below in self.layers.iter().rev() {
            if below.outer != Rect::ALL && !below.outer.overlaps(&layer.outer) {
                continue;
            }
            let covers = below
                .inner
                .is_some_and(|inner| inner.holds(&layer.outer, 0.0));
            let (ink, total) = mix(mark, (&layer.ink, layer.total), (&below.ink, below.total));
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
        all.unwrap_or(layer)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paint::mark::Source;

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
        let mut stack = Stack::new(0.0);
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
