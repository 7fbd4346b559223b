//! What a preflight answers: what is wrong, what could not be decided, and what passed.

use std::collections::{BTreeMap, BTreeSet};

use crate::geometry::{MM, Rect};
use crate::rule::Rule;

/// How bad a finding is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Severity {
    /// A print shop will refuse the file, or print it wrongly.
    Error,
    /// It may be meant.
    Warning,
}

impl Severity {
    /// The word for it, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// Where on a page something is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Place {
    /// The bounding box in default user space: points, y upwards, before the page is turned.
    pub points: Rect,
    /// From the left edge of the trim box as the page is read, in millimetres.
    pub left: f64,
    /// From the top edge of the trim box as the page is read, in millimetres.
    pub top: f64,
    /// In millimetres, as the page is read.
    pub width: f64,
    /// In millimetres, as the page is read.
    pub height: f64,
}

impl Place {
    /// The place of a bounding box on a page whose trim box and turn (in degrees clockwise) are
    /// given. Both are in points of default user space times `UserUnit`, given as `unit`.
    pub(crate) fn new(bounds: &Rect, trim: &Rect, turn: i64, unit: f64) -> Self {
        let (left, right) = (bounds.x0 - trim.x0, trim.x1 - bounds.x1);
        let (bottom, top) = (bounds.y0 - trim.y0, trim.y1 - bounds.y1);
        let (left, top) = match turn.rem_euclid(360) {
            90 => (bottom, left),
            180 => (right, bottom),
            270 => (top, right),
            _ => (left, top),
        };
        let (width, height) = match turn.rem_euclid(180) {
            90 => (bounds.height(), bounds.width()),
            _ => (bounds.width(), bounds.height()),
        };
        Self {
            points: bounds.times(1.0 / unit),
            left: left / MM,
            top: top / MM,
            width: width / MM,
            height: height / MM,
        }
    }
}

/// One thing that is wrong.
#[derive(Clone, PartialEq, Debug)]
pub struct Finding {
    /// The rule that it breaks.
    pub rule: Rule,
    /// Error or warning.
    pub severity: Severity,
    /// The page, from 1; none for the file as a whole.
    pub page: Option<usize>,
    /// Where on the page, in the order of painting; none for the page as a whole.
    pub places: Vec<Place>,
    /// What is wrong, as one sentence without a full stop.
    pub message: String,
    /// What to do.
    pub fix: String,
}

/// A rule that could not be decided, on a page or for the file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Undecided {
    /// The rule.
    pub rule: Rule,
    /// The page, from 1; none for the file as a whole.
    pub page: Option<usize>,
    /// Why.
    pub reason: String,
}

/// The answer about a file. A rule has passed, is broken, or could not be decided; what is undecided has not passed.
#[derive(Clone, Default, Debug)]
pub struct Report {
    /// What is wrong: by page (the file as a whole first), then by rule.
    pub findings: Vec<Finding>,
    /// What could not be decided, by rule and page.
    pub undecided: BTreeSet<Undecided>,
    /// How many pages were read.
    pub pages: usize,
    /// The inks that something is painted with: `Cyan`, `Magenta`, `Yellow`, `Black` and the spot colours, each with its
    /// pages, from 1. What is painted over later is counted; colours that only a conversion would make inks of are not,
    /// and are findings.
    pub inks: BTreeMap<String, BTreeSet<usize>>,
}

impl Report {
    /// Whether a rule is broken; warnings are not counted.
    pub fn has_errors(&self) -> bool {
        let mut all = self.findings.iter();
        all.any(|finding| finding.severity == Severity::Error)
    }

    /// How many different findings there are; the same one on several pages is one.
    pub fn count(&self, severity: Severity) -> usize {
        let all = self.findings.iter().filter(|f| f.severity == severity);
        let different: BTreeSet<_> = all.map(|f| (f.rule, &f.message)).collect();
        different.len()
    }

    /// The rules that could not be decided somewhere.
    pub fn open(&self) -> BTreeSet<Rule> {
        self.undecided.iter().map(|open| open.rule).collect()
    }

    /// The rules without findings that were decided everywhere.
    pub fn passed(&self) -> Vec<Rule> {
        let broken: BTreeSet<_> = self.findings.iter().map(|finding| finding.rule).collect();
        let open = self.open();
        let all = Rule::ALL.into_iter();
        all.filter(|rule| !broken.contains(rule) && !open.contains(rule))
            .collect()
    }
}
