//! Findings as workflow commands of GitHub Actions, which shows each at its line of a pull request.

use std::fmt::Write;

use crate::diagnostic::{Diagnostic, Severity};
use crate::report::human::shows;
use crate::report::place::region;
use crate::vfs::Vfs;

/// One command: `::error file=…,line=…,title=…::message`.
pub fn finding(diagnostic: &Diagnostic, vfs: Option<&Vfs>) -> String {
    let mut out = match diagnostic.severity {
        Severity::Error => "::error ",
        Severity::Warning => "::warning ",
    }
    .to_owned();
    if let Some(region) = region(diagnostic, vfs) {
        let _ = write!(out, "file={},", property(&region.path));
        if let Some((start, end)) = region.span {
            let _ = write!(out, "line={},endLine={},", start.line, end.line);
            // Columns are for a single line only.
            if start.line == end.line {
                let _ = write!(out, "col={},endColumn={},", start.column, end.column);
            }
        }
    }
    let _ = write!(out, "title={}::", property(diagnostic.code));
    let mut lines = vec![diagnostic.message.clone()];
    lines.extend(diagnostic.places.iter().map(shows));
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

    #[test]
    fn what_would_end_a_command_is_escaped() {
        let found = Diagnostic::warning("a-code", "100 % of: a, b\r\nc").hint("do, then: 50 %0A");
        assert_eq!(
            finding(&found, None),
            "::warning title=a-code::100 %25 of: a, b%0D%0Ac%0Ahelp: do, then: 50 %250A"
        );
        assert_eq!(property("a:b,c%\n"), "a%3Ab%2Cc%25%0A");
    }
}
