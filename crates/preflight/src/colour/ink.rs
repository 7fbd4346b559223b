//! How much ink there is in one place: a value from 0 to 1 for each plate.

use std::collections::BTreeMap;
use std::rc::Rc;

/// The names of the process plates, as Separation colour spaces spell them.
pub const PROCESS: [&str; 4] = ["Cyan", "Magenta", "Yellow", "Black"];
/// What is taken for no ink: less than one step of eight bits.
pub const NONE: f64 = 0.003;

/// Ink on all plates.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Ink {
    /// Cyan, magenta, yellow, black.
    pub process: [f64; 4],
    /// The spot colours, by name.
    pub spots: BTreeMap<Rc<str>, f64>,
}

impl Ink {
    /// Process ink.
    pub fn cmyk(process: [f64; 4]) -> Self {
        Self {
            process: process.map(unit),
            spots: BTreeMap::new(),
        }
    }

    /// Black ink.
    pub fn black(k: f64) -> Self {
        Self::cmyk([0.0, 0.0, 0.0, k])
    }

    /// The names of the plates that there is ink on.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let process = PROCESS.into_iter().zip(self.process);
        let spots = self.spots.iter().map(|(name, ink)| (&**name, *ink));
        let all = process.chain(spots).filter(|(_, ink)| *ink >= NONE);
        // `All` is no ink, but is on every plate.
        all.map(|(name, _)| name).filter(|name| *name != "All")
    }

    /// The sum of all plates, in percent of one.
    pub fn total(&self) -> f64 {
        let sum: f64 = self.process.iter().chain(self.spots.values()).sum();
        sum * 100.0
    }

    /// Whether the paper stays white.
    pub fn is_none(&self) -> bool {
        let mut all = self.process.iter().chain(self.spots.values());
        all.all(|ink| *ink < NONE)
    }

    /// Whether it is 100 % black and nothing else.
    pub fn is_black(&self) -> bool {
        let [c, m, y, k] = self.process;
        c.max(m).max(y) < NONE && k > 1.0 - NONE && self.spots.values().all(|ink| *ink < NONE)
    }

    /// A grey or a black for which cyan, magenta or yellow are used: what small type must not be
    /// made of. Coloured inks and spot colours make colours, not greys.
    pub fn is_mixed_grey(&self) -> bool {
        let [c, m, y, k] = self.process;
        if self.spots.values().any(|ink| *ink >= NONE) || c.max(m).max(y) < NONE {
            return false;
        }
        // What the eye sees, near enough: each ink takes away its light, and black all.
        let light = [c, m, y].map(|ink| (1.0 - ink) * (1.0 - k));
        let most = light.iter().copied().fold(0.0, f64::max);
        let least = light.iter().copied().fold(1.0, f64::min);
        let dark = most <= 0.5;
        most - least <= 0.1 && (dark || c.min(m).min(y) >= 0.03)
    }

    /// Plate by plate, what a function makes of both.
    pub fn with(&self, other: &Self, f: impl Fn(f64, f64) -> f64) -> Self {
        let mut process = self.process;
        for (ink, new) in process.iter_mut().zip(other.process) {
            *ink = unit(f(*ink, new));
        }
        let mut spots = self.spots.clone();
        for name in other.spots.keys() {
            spots.entry(name.clone()).or_default();
        }
        for (name, ink) in &mut spots {
            let new = other.spots.get(name).copied().unwrap_or_default();
            *ink = unit(f(*ink, new));
        }
        Self { process, spots }
    }

    /// The most of both on every plate.
    pub fn most(&self, other: &Self) -> Self {
        self.with(other, f64::max)
    }

    /// As printers write it: `C0 M0 Y0 K100`.
    pub fn shown(&self) -> String {
        let [c, m, y, k] = self.process.map(|ink| (ink * 100.0).round());
        let mut text = format!("C{c} M{m} Y{y} K{k}");
        for (name, ink) in &self.spots {
            text.push_str(&format!(" {name} {}", (ink * 100.0).round()));
        }
        text
    }
}

/// From 0 to 1.
pub fn unit(value: f64) -> f64 {
    match value.is_nan() {
        true => 0.0,
        false => value.clamp(0.0, 1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn greys_of_many_inks_are_told_from_colours() {
        for grey in [
            [0.6, 0.4, 0.4, 1.0],
            [0.75, 0.68, 0.67, 0.9],
            [0.5, 0.4, 0.4, 0.0],
            [0.2, 0.0, 0.0, 0.9],
            [0.1, 0.08, 0.08, 0.2],
        ] {
            assert!(Ink::cmyk(grey).is_mixed_grey(), "{grey:?}");
        }
        for colour in [
            [0.0, 0.0, 0.0, 1.0],
            [0.0, 0.0, 0.0, 0.4],
            [1.0, 0.7, 0.2, 0.4],
            [0.9, 0.55, 0.35, 0.35],
            [0.05, 0.02, 0.0, 0.0],
            [0.0, 1.0, 0.9, 0.1],
        ] {
            assert!(!Ink::cmyk(colour).is_mixed_grey(), "{colour:?}");
        }
    }
}
