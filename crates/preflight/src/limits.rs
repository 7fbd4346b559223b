//! What is required of a file: the standard, the bleed, and the numbers of a printer's data sheet.

use std::collections::BTreeSet;

/// What a press file conforms to.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Standard {
    /// ISO 15930-7: PDF 1.6, transparency allowed.
    X4,
    /// ISO 15930-4: PDF 1.4, no transparency.
    X1a,
}

impl Standard {
    /// The name, as it is written in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::X4 => "PDF/X-4",
            Self::X1a => "PDF/X-1a:2003",
        }
    }

    /// The latest PDF version that it allows.
    pub fn version(self) -> (u8, u8) {
        match self {
            Self::X4 => (1, 6),
            Self::X1a => (1, 4),
        }
    }
}

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
    /// The spot colours that were agreed on with the printer.
    pub spots: BTreeSet<String>,
}

impl Default for Limits {
    /// Offset on coated paper, as most printers in Europe require.
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
