//! What `preflight` found in a file, for people and machines.

use preflight::{Limits, Place, Rect, Report, Severity};
use serde_json::json;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::origin::{FileId, Origin};

/// The limits that a file was checked against, and the report.
pub fn human(name: &str, report: &Report, limits: &Limits) -> String {
    let pages = match report.pages {
        1 => "1 page".to_owned(),
        n => format!("{n} pages"),
    };
    let standard = limits.standard.name();
    let bleed = limits.bleed;
    format!("{name}: {pages}, for {standard} with {bleed} mm bleed\n{report}\n")
}

/// One JSON object a line: findings, what is undecided, and the sum.
pub fn json(name: &str, report: &Report) -> String {
    // A thousandth is finer than any knife.
    let fine = |number: f64| (number * 1000.0).round() / 1000.0;
    let place = |place: &Place| {
        let Rect { x0, y0, x1, y1 } = place.points;
        let points = [x0, y0, x1, y1].map(fine);
        json!({
            "left_mm": fine(place.left), "top_mm": fine(place.top),
            "width_mm": fine(place.width), "height_mm": fine(place.height),
            "points": points,
        })
    };
    let mut lines = Vec::new();
    for finding in &report.findings {
        lines.push(json!({
            "type": "finding",
            "file": name,
            "code": finding.rule.code(),
            "severity": finding.severity.name(),
            "page": finding.page,
            "message": finding.message,
            "help": finding.fix,
            "places": finding.places.iter().map(place).collect::<Vec<_>>(),
        }));
    }
    for open in &report.undecided {
        lines.push(json!({
            "type": "undecided",
            "file": name,
            "code": open.rule.code(),
            "page": open.page,
            "reason": open.reason,
        }));
    }
    lines.push(json!({
        "type": "preflight",
        "file": name,
        "pages": report.pages,
        "errors": report.count(Severity::Error),
        "warnings": report.count(Severity::Warning),
        "passed": report.passed().iter().map(|rule| rule.code()).collect::<Vec<_>>(),
        "undecided": report.open().iter().map(|rule| rule.code()).collect::<Vec<_>>(),
    }));
    lines.iter().map(|line| format!("{line}\n")).collect()
}

/// The findings as those of any other command, each at its file where that can be named.
pub fn diagnostics(name: &str, path: Option<String>, report: &Report) -> Diagnostics {
    let at = |diagnostic: Diagnostic| match &path {
        Some(path) => diagnostic.at(Origin::file(&FileId::new(path))),
        None => diagnostic,
    };
    let mut all = Diagnostics::default();
    for finding in &report.findings {
        let diagnostic = Diagnostic::of_preflight(finding).hint(&finding.fix);
        let diagnostic = at(diagnostic);
        all.push(diagnostic.place(name, finding.page, None));
    }
    for open in &report.undecided {
        let message = format!("undecided: {}", open.reason);
        let diagnostic = at(Diagnostic::new(Code::Preflight(open.rule), message).as_warning());
        all.push(diagnostic.place(name, open.page, None));
    }
    all
}
