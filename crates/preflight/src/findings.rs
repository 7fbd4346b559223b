//! Collecting findings while a file is checked.

use std::collections::HashMap;

use crate::report::{Finding, Place, Report, Severity, Undecided};
use crate::rule::Rule;

/// How many findings are kept, and how many reasons why rules are undecided.
const KEPT: usize = 5000;
/// How many inks are kept.
const INKS: usize = 1000;
/// How many places of all findings are kept.
const PLACES: usize = 200_000;

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
        self.add(finding(rule, page, place, message.into()));
    }

    /// Adds a warning.
    pub fn warning(
        &mut self,
        rule: Rule,
        page: Option<usize>,
        place: Option<Place>,
        message: impl Into<String>,
    ) {
        self.add(Finding {
            severity: Severity::Warning,
            ..finding(rule, page, place, message.into())
        });
    }

    /// Says that a rule could not be decided.
    pub fn undecided(&mut self, rule: Rule, page: Option<usize>, reason: impl Into<String>) {
        if self.report.undecided.len() < KEPT {
            let reason = legible(reason.into());
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

    fn add(&mut self, finding: Finding) {
        let key = (finding.rule, finding.page, finding.message.clone());
        if let Some(at) = self.known.get(&key) {
            let Some(known) = self.report.findings.get_mut(*at) else {
                return;
            };
            if self.places < PLACES {
                self.places += 1;
                known.places.extend(finding.places);
            }
            return;
        }
        if self.report.findings.len() >= KEPT {
            let reason = "there are more findings than are kept";
            self.undecided(finding.rule, finding.page, reason);
            return;
        }
        self.known.insert(key, self.report.findings.len());
        self.report.findings.push(finding);
    }

    /// Takes note of an ink that a page is painted with.
    pub fn ink(&mut self, name: &str, page: usize) {
        let inks = &mut self.report.inks;
        let known = inks.len();
        if let Some(pages) = inks.get_mut(name) {
            pages.insert(page);
        } else if known < INKS {
            inks.insert(legible(name.to_owned()), [page].into());
        }
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

/// An error; the rule's text is its fix.
fn finding(rule: Rule, page: Option<usize>, place: Option<Place>, message: String) -> Finding {
    Finding {
        rule,
        severity: Severity::Error,
        page,
        places: place.into_iter().collect(),
        message: legible(message),
        fix: rule.text().fix.to_owned(),
    }
}

/// A text that quotes a file, without characters that would control a terminal.
pub fn legible(text: String) -> String {
    match text.contains(char::is_control) {
        true => text.replace(char::is_control, "\u{FFFD}"),
        false => text,
    }
}
