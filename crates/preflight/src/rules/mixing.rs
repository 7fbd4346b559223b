//! How the ink of a mark and the ink below it become one: overprint (ISO 32000-1, 8.6.7) and blending.

use crate::colour::ink::{Ink, NONE};
use crate::paint::mark::{Blend, Mark, Source};

/// The ink of a mark on a layer, never less than there will be: on each plate, and in all, in
/// percent. Both are given with the most that they have in one place.
pub fn mix(mark: &Mark, (top, most): (&Ink, f64), (under, below): (&Ink, f64)) -> (Ink, f64) {
    let both = most + below;
    let (ink, bound) = match (mark.blend, mark.soft, mark.overprint) {
        (Blend::Normal, false, _) => (overprint(mark, top, under), both),
        (Blend::Normal, true, false) => (under.most(top), most.max(below)),
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
