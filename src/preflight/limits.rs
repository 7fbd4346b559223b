//! What is asked of a file: the standard, the bleed, and the numbers of a printer's data sheet.

use std::collections::BTreeSet;

pub use crate::condition::profile::Standard;

/// The numbers that the rules are applied with.
#[derive(Clone, PartialEq, Debug)]
pub struct Limits {
    /// What the file is to conform to.
    pub standard: Standard,
    /// The least bleed on every side, in millimetres.
    pub bleed: f64,
    /// The most ink in one place, in percent of one full plate.
    pub total_ink: f64,
    /// Images below this many pixels per inch are warnings.
    pub good_ppi: f64,
    /// Images below this many pixels per inch are errors.
    pub min_ppi: f64,
    /// The thinnest stroke, in points.
    pub min_stroke: f64,
    /// The spot colours that the printer has been told of.
    pub spots: BTreeSet<String>,
}

impl Default for Limits {
    /// Offset on coated paper, as most printers in Europe ask for.
    fn default() -> Self {
        Self {
            standard: Standard::X4,
            bleed: 3.0,
            total_ink: 300.0,
            good_ppi: 300.0,
            min_ppi: 150.0,
            min_stroke: 0.25,
            spots: BTreeSet::new(),
        }
    }
}
