//! Reports as text, for people.

use std::collections::BTreeSet;
use std::fmt;

use crate::report::{Finding, Report, Severity};
use crate::rule::Rule;

/// Findings by rule, the same one on several pages once; then what is undecided; then the sum. Every line is indented and
/// ends with a line feed, so that a file's name can stand above.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        for rule in Rule::ALL {
            let findings = self.findings.iter().filter(|found| found.rule == rule);
            broken(rule, &findings.collect::<Vec<_>>(), f)?;
        }
        undecided(self, f)?;
        writeln!(f, "  {}", sum(self))
    }
}

/// The findings of one rule, and what to do.
fn broken(rule: Rule, findings: &[&Finding], f: &mut fmt::Formatter) -> fmt::Result {
    let mut shown = BTreeSet::new();
    for finding in findings {
        if !shown.insert(&finding.message) {
            continue;
        }
        let (severity, code) = (finding.severity.name(), rule.code());
        writeln!(f, "  {severity}[{code}]: {}", finding.message)?;
        if let Some(page) = finding.page {
            writeln!(f, "      on page {page}{}", first_place(finding))?;
        }
        let alike = findings
            .iter()
            .filter(|other| other.message == finding.message);
        let places: usize = alike.clone().map(|other| other.places.len().max(1)).sum();
        if places > 1 {
            let pages = alike.filter_map(|other| other.page);
            let more = number(places - 1, "more place");
            writeln!(f, "      and in {more}, on {}", on_pages(pages))?;
        }
    }
    match findings.first() {
        Some(finding) => writeln!(f, "      help: {}", finding.fix),
        None => Ok(()),
    }
}

/// Each reason once, as what stands in the way of one rule often does in that of others.
fn undecided(report: &Report, f: &mut fmt::Formatter) -> fmt::Result {
    let mut reasons: Vec<&str> = Vec::new();
    for open in &report.undecided {
        if reasons.contains(&open.reason.as_str()) {
            continue;
        }
        reasons.push(&open.reason);
        let all = report.undecided.iter();
        let alike = all.filter(|other| other.reason == open.reason);
        let rules: BTreeSet<Rule> = alike.clone().map(|other| other.rule).collect();
        let codes: Vec<&str> = rules.into_iter().map(Rule::code).collect();
        writeln!(f, "  undecided[{}]: {}", codes.join(", "), open.reason)?;
        let pages: BTreeSet<usize> = alike.filter_map(|other| other.page).collect();
        if !pages.is_empty() {
            writeln!(f, "      on {}", on_pages(pages))?;
        }
    }
    Ok(())
}

fn sum(report: &Report) -> String {
    let passed = report.passed().len();
    let mut parts = vec![format!("{passed} of {} rules passed", Rule::ALL.len())];
    for severity in [Severity::Error, Severity::Warning] {
        let n = report.count(severity);
        if n > 0 {
            parts.push(number(n, severity.name()));
        }
    }
    match report.open().len() {
        0 => {}
        1 => parts.push("1 rule could not be decided: it has not passed".to_owned()),
        n => parts.push(format!(
            "{n} rules could not be decided: they have not passed"
        )),
    }
    parts.join(", ")
}

fn first_place(finding: &Finding) -> String {
    let Some(place) = finding.places.first() else {
        return String::new();
    };
    format!(
        ", {:.1} mm from the left and {:.1} mm from the top of the trim ({:.1} × {:.1} mm)",
        place.left, place.top, place.width, place.height
    )
}

fn number(n: usize, word: &str) -> String {
    match n {
        1 => format!("1 {word}"),
        n => format!("{n} {word}s"),
    }
}

/// Page numbers with their word: `pages 1–3, 7`.
fn on_pages(pages: impl IntoIterator<Item = usize>) -> String {
    let pages: BTreeSet<usize> = pages.into_iter().collect();
    let word = if pages.len() == 1 { "page" } else { "pages" };
    format!("{word} {}", ranges(&pages))
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
