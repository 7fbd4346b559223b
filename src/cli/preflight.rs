//! `fluentpress preflight`: whether a print shop will accept PDFs, ours or others.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::cli::{Exit, usage};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::origin::{FileId, Origin};
use crate::preflight::check::{check, unreadable};
use crate::preflight::findings::{Finding, Place, Report, ranges};
use crate::preflight::geometry::Rect;
use crate::preflight::limits::{Limits, Standard};
use crate::preflight::rules::Rule;
use crate::report::place::{OUTSIDE, from_repository, slashes};
use crate::report::{self, Format, stdout};

/// The largest file that is read, in bytes.
const LARGEST: u64 = 2 << 30;

/// What to check, and what for.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  fluentpress preflight flyer.pdf                          what a print shop would say
  fluentpress preflight --bleed 5 --total-ink 280 a.pdf    with the numbers of your printer")]
pub struct Options {
    /// The PDFs
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// What they are to conform to
    #[arg(long, value_enum, value_name = "STANDARD", default_value = "PDF/X-4")]
    standard: StandardArgument,
    /// The bleed that the printer asks for, in millimetres
    #[arg(long, value_name = "MM", default_value_t = 3.0)]
    bleed: f64,
    /// The most ink in one place, in percent of one full plate
    #[arg(long, value_name = "PERCENT", default_value_t = 300.0)]
    total_ink: f64,
    /// The least resolution of images as placed, in pixels per inch
    #[arg(long, value_name = "N", default_value_t = 150.0)]
    min_ppi: f64,
    /// A spot colour that the printer has been told of; may be given several times
    #[arg(long = "spot", value_name = "NAME")]
    spots: Vec<String>,
    /// How findings are said
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "human")]
    message_format: Format,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum StandardArgument {
    /// Transparency and layers are allowed
    #[value(name = "PDF/X-4", alias = "x-4")]
    X4,
    /// Neither is
    #[value(name = "PDF/X-1a:2003", alias = "x-1a")]
    X1a,
}

/// Checks all files; one with errors, or that cannot be read, makes the command fail.
pub fn run(options: &Options) -> Exit {
    for (what, value, most) in [
        ("--bleed", options.bleed, 100.0),
        ("--total-ink", options.total_ink, 10_000.0),
        ("--min-ppi", options.min_ppi, 10_000.0),
    ] {
        if !(0.0..=most).contains(&value) {
            let message = format!("`{what} {value}` makes no sense");
            let hint = format!("give a number from 0 to {most}");
            return usage(Diagnostic::error("preflight-options", message).hint(hint));
        }
    }
    let limits = Limits {
        standard: match options.standard {
            StandardArgument::X4 => Standard::X4,
            StandardArgument::X1a => Standard::X1a,
        },
        bleed: options.bleed,
        total_ink: options.total_ink,
        min_ppi: options.min_ppi,
        spots: options.spots.iter().cloned().collect(),
        ..Limits::default()
    };
    let (mut broken, mut open) = (0, 0);
    let mut found = Diagnostics::default();
    let (mut errors, mut warnings) = (0, 0);
    let mut out = stdout::colored();
    for (at, path) in options.files.iter().enumerate() {
        let name = path.display().to_string();
        let report = match read(path) {
            Ok(bytes) => check(&bytes, &limits),
            Err(why) => unreadable(&why),
        };
        broken += usize::from(report.has_errors());
        errors += count(&report, Severity::Error);
        warnings += count(&report, Severity::Warning);
        open += usize::from(!report.undecided.is_empty());
        let text = match options.message_format {
            Format::Human => human(&name, &report, &limits),
            Format::Json => machine(&name, &report),
            Format::Github | Format::Sarif => {
                let place = from_repository(path).or_else(|| outside(path, options.message_format));
                found.extend(diagnostics(&name, place, &report));
                continue;
            }
        };
        let _ = out.write_all(text.as_bytes());
        report::progress(at + 1, options.files.len(), &name, options.message_format);
    }
    if matches!(options.message_format, Format::Github | Format::Sarif) {
        report::diagnostics(&found.sorted(), None, options.message_format);
    }
    if options.files.len() > 1 && options.message_format == Format::Human {
        let files = number(options.files.len(), "file");
        let _ = writeln!(
            out,
            "{files}: {broken} with errors, {open} with rules that could not be decided"
        );
    }
    let exit = match broken {
        0 => Exit::Done,
        _ => Exit::Errors,
    };
    if options.message_format == Format::Json {
        let _ = writeln!(out, "{}", report::json::done(errors, warnings, exit as u8));
    }
    exit
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    let size = fs::metadata(path)
        .map_err(|error| error.kind().to_string())?
        .len();
    match size > LARGEST {
        true => Err("it is larger than 2 GiB".to_owned()),
        false => fs::read(path).map_err(|error| error.kind().to_string()),
    }
}

/// A file outside the repository, which annotations cannot show, but code scanning must have.
fn outside(path: &Path, format: Format) -> Option<String> {
    let path = std::path::absolute(path).ok()?;
    let path = slashes(&path).to_string();
    (format == Format::Sarif).then(|| format!("{OUTSIDE}/{}", path.trim_start_matches('/')))
}

/// The findings as those of any other command, each at its file where that can be named.
fn diagnostics(name: &str, path: Option<String>, report: &Report) -> Diagnostics {
    let at = |diagnostic: Diagnostic| match &path {
        Some(path) => diagnostic.at(Origin::file(&FileId::new(path))),
        None => diagnostic,
    };
    let mut all = Diagnostics::default();
    for finding in &report.findings {
        let diagnostic = match finding.severity {
            Severity::Error => Diagnostic::error(finding.rule.code(), &finding.message),
            Severity::Warning => Diagnostic::warning(finding.rule.code(), &finding.message),
        };
        let diagnostic = at(diagnostic).hint(&finding.fix);
        all.push(diagnostic.place(name, finding.page, None));
    }
    for open in &report.undecided {
        let message = format!("undecided: {}", open.reason);
        let diagnostic = at(Diagnostic::warning(open.rule.code(), message));
        all.push(diagnostic.place(name, open.page, None));
    }
    all
}

/// One JSON object a line: findings, what is undecided, and the sum.
fn machine(name: &str, report: &Report) -> String {
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
            "severity": severity(finding.severity),
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
    let passed = report.passed();
    lines.push(json!({
        "type": "preflight",
        "file": name,
        "pages": report.pages,
        "errors": count(report, Severity::Error),
        "warnings": count(report, Severity::Warning),
        "passed": passed.iter().map(|rule| rule.code()).collect::<Vec<_>>(),
        "undecided": undecided(report).iter().map(|rule| rule.code()).collect::<Vec<_>>(),
    }));
    lines.iter().map(|line| format!("{line}\n")).collect()
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// How many different findings there are; the same one on several pages is one.
fn count(report: &Report, severity: Severity) -> usize {
    let of = report.findings.iter().filter(|f| f.severity == severity);
    of.map(|f| (f.rule, &f.message))
        .collect::<BTreeSet<_>>()
        .len()
}

fn undecided(report: &Report) -> BTreeSet<Rule> {
    report.undecided.iter().map(|open| open.rule).collect()
}

/// Findings by rule, the same one on several pages once; then what is undecided; then the sum.
fn human(name: &str, report: &Report, limits: &Limits) -> String {
    let mut text = format!(
        "{name}: {}, for {} with {} mm bleed\n",
        number(report.pages, "page"),
        limits.standard.name(),
        limits.bleed
    );
    let mut said = BTreeSet::new();
    for rule in Rule::ALL {
        let findings = report
            .findings
            .iter()
            .filter(|finding| finding.rule == rule);
        let findings: Vec<&Finding> = findings.collect();
        for finding in &findings {
            if !said.insert((rule, &finding.message)) {
                continue;
            }
            let alike = findings
                .iter()
                .filter(|other| other.message == finding.message);
            let alike: Vec<&&Finding> = alike.collect();
            text += &format!(
                "  {}[{}]: {}\n",
                severity(finding.severity),
                rule.code(),
                finding.message
            );
            if let Some(page) = finding.page {
                text += &format!("      on page {page}{}\n", shown(finding));
            }
            let places: usize = alike.iter().map(|other| other.places.len().max(1)).sum();
            if places > 1 {
                let pages = alike.iter().filter_map(|other| other.page);
                let more = number(places - 1, "more place");
                text += &format!("      and in {more}, on {}\n", on_pages(pages));
            }
        }
        if let Some(finding) = findings.first() {
            text += &format!("      help: {}\n", finding.fix);
        }
    }
    // What stands in the way of one rule often does in that of others.
    let mut reasons: Vec<&str> = Vec::new();
    for open in &report.undecided {
        if reasons.contains(&open.reason.as_str()) {
            continue;
        }
        reasons.push(&open.reason);
        let alike = report
            .undecided
            .iter()
            .filter(|other| other.reason == open.reason);
        let codes: BTreeSet<Rule> = alike.clone().map(|other| other.rule).collect();
        let codes: Vec<&str> = codes.into_iter().map(Rule::code).collect();
        let pages: Vec<usize> = alike.filter_map(|other| other.page).collect();
        text += &format!("  undecided[{}]: {}\n", codes.join(", "), open.reason);
        if !pages.is_empty() {
            text += &format!("      on {}\n", on_pages(pages.into_iter()));
        }
    }
    let mut parts = vec![format!(
        "{} of {} rules passed",
        report.passed().len(),
        Rule::ALL.len()
    )];
    for (n, word) in [
        (count(report, Severity::Error), "error"),
        (count(report, Severity::Warning), "warning"),
    ] {
        if n > 0 {
            parts.push(number(n, word));
        }
    }
    match undecided(report).len() {
        0 => {}
        1 => parts.push("1 rule could not be decided: it has not passed".to_owned()),
        n => parts.push(format!(
            "{n} rules could not be decided: they have not passed"
        )),
    }
    text + &format!("  {}\n\n", parts.join(", "))
}

/// The first place of a finding.
fn shown(finding: &Finding) -> String {
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
fn on_pages(pages: impl Iterator<Item = usize>) -> String {
    let pages: BTreeSet<usize> = pages.collect();
    let word = if pages.len() == 1 { "page" } else { "pages" };
    format!("{word} {}", ranges(&pages))
}
