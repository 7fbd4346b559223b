//! What a preflight found, and what it could not decide.

use std::collections::{BTreeSet, HashMap};

use crate::diagnostic::Severity;
use crate::preflight::geometry::{MM, Rect};
use crate::preflight::rules::Rule;

/// How many findings are kept, and how many reasons why rules are undecided.
const KEPT: usize = 5000;
/// How many places of all findings are kept.
const PLACES: usize = 200_000;

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
    pub fn new(bounds: &Rect, trim: &Rect, turn: i64, unit: f64) -> Self {
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

/// All that a preflight has to say about a file.
#[derive(Clone, Default, Debug)]
pub struct Report {
    /// What is wrong: by page (the file as a whole first), then by rule.
    pub findings: Vec<Finding>,
    /// What could not be decided, by rule and page.
    pub undecided: BTreeSet<Undecided>,
    /// How many pages were read.
    pub pages: usize,
}

impl Report {
    /// Whether a rule is broken; warnings are not counted.
    pub fn has_errors(&self) -> bool {
        let mut all = self.findings.iter();
        all.any(|finding| finding.severity == Severity::Error)
    }

    /// The rules without findings that were decided everywhere.
    pub fn passed(&self) -> Vec<Rule> {
        let broken: BTreeSet<_> = self.findings.iter().map(|finding| finding.rule).collect();
        let open: BTreeSet<_> = self.undecided.iter().map(|open| open.rule).collect();
        let all = Rule::ALL.into_iter();
        all.filter(|rule| !broken.contains(rule) && !open.contains(rule))
            .collect()
    }
}

/// Collects findings: the same message on the same page is one finding with several places.
#[derive(Default, Debug)]
pub struct Findings {
    report: Report,
    known: HashMap<(Rule, Option<usize>, String), usize>,
    places: usize,
}

impl Findings {
    /// Adds an error.
    pub fn error(
        &mut self,
        rule: Rule,
        page: Option<usize>,
        place: Option<Place>,
        message: impl Into<String>,
    ) {
        self.add(Severity::Error, rule, page, place, message.into());
    }

    /// Adds a warning.
    pub fn warning(
        &mut self,
        rule: Rule,
        page: Option<usize>,
        place: Option<Place>,
        message: impl Into<String>,
    ) {
        self.add(Severity::Warning, rule, page, place, message.into());
    }

    /// Says that a rule could not be decided.
    pub fn undecided(&mut self, rule: Rule, page: Option<usize>, reason: impl Into<String>) {
        if self.report.undecided.len() < KEPT {
            let reason = reason.into();
            self.report
                .undecided
                .insert(Undecided { rule, page, reason });
        }
    }

    /// Says that all rules about what is painted could not be decided.
    pub fn unread(&mut self, page: Option<usize>, reason: &str) {
        for rule in Rule::PAINTED {
            self.undecided(rule, page, reason);
        }
    }

    fn add(
        &mut self,
        severity: Severity,
        rule: Rule,
        page: Option<usize>,
        place: Option<Place>,
        message: String,
    ) {
        let key = (rule, page, message);
        if let Some(at) = self.known.get(&key) {
            let Some(finding) = self.report.findings.get_mut(*at) else {
                return;
            };
            if self.places < PLACES {
                self.places += 1;
                finding.places.extend(place);
            }
            return;
        }
        if self.report.findings.len() >= KEPT {
            self.undecided(rule, page, "there are more findings than are kept");
            return;
        }
        self.known.insert(key.clone(), self.report.findings.len());
        let (rule, page, message) = key;
        self.report.findings.push(Finding {
            rule,
            severity,
            page,
            places: place.into_iter().collect(),
            message,
            fix: rule.text().fix.to_owned(),
        });
    }

    /// All of it, in order.
    pub fn finish(self, pages: usize) -> Report {
        let mut report = self.report;
        report.pages = pages;
        report
            .findings
            .sort_by_key(|finding| (finding.page, finding.rule, finding.severity));
        report
    }
}

/// Numbers of pages in their order, neighbours as ranges: `1–3, 7`.
pub fn ranges<'a>(pages: impl IntoIterator<Item = &'a usize>) -> String {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for page in pages {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == *page => *last = *page,
            _ => ranges.push((*page, *page)),
        }
    }
    let parts = ranges.iter().map(|(first, last)| match first == last {
        true => first.to_string(),
        false => format!("{first}–{last}"),
    });
    parts.collect::<Vec<_>>().join(", ")
}
