//! Findings as workflow commands of GitHub Actions, which shows each at its line of a pull request.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::report::human;
use crate::report::place::region;
use crate::vfs::Vfs;

/// How many annotations of a kind GitHub shows of one step; those behind are in its log only.
const SHOWN: usize = 10;

/// One command a line. Findings of every code come before more of the same, so that what GitHub shows covers all
/// that is wrong; what it leaves out is counted in a notice.
pub fn commands(all: &Diagnostics, vfs: Option<&Vfs>) -> String {
    let mut out = String::new();
    for severity in Severity::ALL {
        // Notes are notices too, of which GitHub shows the first only.
        if severity == Severity::Note
            && let Some(text) = left_out(all)
        {
            let _ = writeln!(out, "::notice title=fluentpress::{}", data(&text));
        }
        let mut seen: BTreeMap<Code, usize> = BTreeMap::new();
        let of = all.iter().filter(|d| d.severity == severity);
        let mut turns: Vec<(usize, &Diagnostic)> = of
            .map(|diagnostic| {
                let turn = seen.entry(diagnostic.code).or_default();
                *turn += 1;
                (*turn, diagnostic)
            })
            .collect();
        turns.sort_by_key(|(turn, _)| *turn);
        for (_, diagnostic) in turns {
            let _ = writeln!(out, "{}", finding(diagnostic, vfs));
        }
    }
    out
}

/// What GitHub will not show, if there is any.
fn left_out(all: &Diagnostics) -> Option<String> {
    let counts = Severity::ALL.map(|severity| (all.count(severity), severity, severity.name()));
    if counts.iter().all(|(n, ..)| *n <= SHOWN) {
        return None;
    }
    let mut text = format!(
        "GitHub shows {SHOWN} errors, {SHOWN} warnings and {SHOWN} notices of a step. All are in its log:"
    );
    for (n, severity, word) in counts.into_iter().filter(|(n, ..)| *n > 0) {
        let plural = if n == 1 { "" } else { "s" };
        let mut codes: BTreeMap<Code, usize> = BTreeMap::new();
        for diagnostic in all.iter().filter(|d| d.severity == severity) {
            *codes.entry(diagnostic.code).or_default() += 1;
        }
        let codes = codes.iter().map(|(code, n)| format!("{n} {code}"));
        let codes = codes.collect::<Vec<_>>().join(", ");
        let _ = write!(text, "\n{n} {word}{plural}: {codes}");
    }
    Some(text)
}

/// One command: `::error file=…,line=…,title=…::message`.
fn finding(diagnostic: &Diagnostic, vfs: Option<&Vfs>) -> String {
    let mut out = match diagnostic.severity {
        Severity::Error => "::error ",
        Severity::Warning => "::warning ",
        Severity::Note => "::notice ",
    }
    .to_owned();
    let mut lines = vec![diagnostic.message.clone()];
    if let Some(region) = region(diagnostic, vfs) {
        let _ = write!(out, "file={},", property(&region.path));
        // The log of a step shows the message only.
        let mut place = format!("--> {}", region.path);
        if let Some((start, end)) = region.span {
            let _ = write!(out, "line={},endLine={},", start.line, end.line);
            let _ = write!(place, ":{}:{}", start.line, start.column);
            // Columns are for a single line only.
            if start.line == end.line {
                let _ = write!(out, "col={},endColumn={},", start.column, end.column);
            }
        }
        lines.push(place);
    }
    let _ = write!(out, "title={}::", property(diagnostic.code.name()));
    lines.extend(human::places(diagnostic));
    lines.extend(diagnostic.hints.iter().map(|hint| format!("help: {hint}")));
    out.push_str(&data(&lines.join("\n")));
    out
}

/// Escapes what stands behind the `::`.
fn data(text: &str) -> String {
    let text = text.replace('%', "%25");
    text.replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::origin::{FileId, Origin};

    #[test]
    fn what_would_end_a_command_is_escaped() {
        let found = Diagnostic::new(Code::NearTrim, "100 % of: a, b\r\nc").hint("do, then: 50 %0A");
        assert_eq!(
            finding(&found, None),
            "::warning title=near-trim::100 %25 of: a, b%0D%0Ac%0Ahelp: do, then: 50 %250A"
        );
        let file = FileId::new("a, b: 100 %::\nc.md");
        assert_eq!(
            finding(
                &Diagnostic::new(Code::Overflow, "::x::").at(Origin::file(&file)),
                None
            ),
            "::error file=a%2C b%3A 100 %25%3A%3A%0Ac.md,title=overflow::::x::%0A--> a, b: 100 %25::%0Ac.md"
        );
    }

    #[test]
    fn every_code_is_among_the_first_and_the_rest_is_counted() {
        let mut all = Diagnostics::default();
        for n in 0..12 {
            all.push(Diagnostic::new(Code::OffPage, format!("{n}")));
        }
        all.push(Diagnostic::new(Code::Overflow, "r"));
        all.push(Diagnostic::new(Code::NearTrim, "w"));
        let said = commands(&all, None);
        let lines: Vec<_> = said.lines().collect();
        assert_eq!(lines[0], "::error title=off-page::0");
        assert_eq!(lines[1], "::error title=overflow::r");
        assert_eq!(lines[2], "::error title=off-page::1");
        assert_eq!(lines[13], "::warning title=near-trim::w");
        assert_eq!(
            lines[14..],
            [
                "::notice title=fluentpress::GitHub shows 10 errors, 10 warnings and 10 notices of a step. All are in its log:\
              %0A13 errors: 12 off-page, 1 overflow%0A1 warning: 1 near-trim"
            ]
        );
        let few = Diagnostic::new(Code::OffPage, "0");
        let mut all = Diagnostics::default();
        all.push(few);
        assert!(!commands(&all, None).contains("::notice"));
    }
}
