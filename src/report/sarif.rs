//! Findings as one SARIF 2.1.0 document (OASIS), for code scanning.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::explain;
use crate::report::json::places;
use crate::report::place::{OUTSIDE, Region, region, settings};
use crate::vfs::Vfs;

/// The whole document. The rules are described by their pages.
pub fn document(all: &Diagnostics, vfs: Option<&Vfs>) -> Value {
    let mut codes: Vec<Code> = all.iter().map(|d| d.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let rule = |code: &Code| {
        let page = explain::page(code.name());
        let (summary, text) =
            page.map_or((code.name(), "".into()), |page| (page.summary, page.text));
        let why = text.split("To repair:").next().unwrap_or_default().trim();
        let full = [summary, why].join("\n\n");
        json!({
            "id": code,
            "shortDescription": { "text": summary },
            "fullDescription": { "text": full.trim() },
            "help": { "text": if text.is_empty() { summary } else { &text } },
        })
    };
    let mut seen = BTreeMap::new();
    let results = all.iter().map(|d| result(d, vfs, &codes, &mut seen));
    let results: Vec<_> = results.collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "fluentpress",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": codes.iter().map(rule).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn result(
    diagnostic: &Diagnostic,
    vfs: Option<&Vfs>,
    codes: &[Code],
    seen: &mut BTreeMap<String, usize>,
) -> Value {
    let region = region(diagnostic, vfs);
    let help = diagnostic
        .hints
        .iter()
        .map(|hint| format!("\nhelp: {hint}"));
    let text = format!("{}{}", diagnostic.message, help.collect::<String>());
    let mut value = json!({
        "ruleId": diagnostic.code,
        "ruleIndex": codes.iter().position(|code| *code == diagnostic.code),
        "level": diagnostic.severity.name(),
        "message": { "text": text },
        // GitHub refuses a whole file for one result without a place.
        "locations": [location(region.as_ref().unwrap_or(&settings(vfs)))],
        "partialFingerprints": { "finding/v1": fingerprint(diagnostic, region.as_ref(), seen) },
    });
    if !diagnostic.places.is_empty() {
        value["properties"] = json!({ "places": places(diagnostic) });
    }
    value
}

fn location(region: &Region) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(&region.path) } });
    if let Some((start, end)) = region.span {
        physical["region"] = json!({
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        });
    }
    json!({ "physicalLocation": physical })
}

/// The same for a finding wherever its line moves; equal ones are counted.
fn fingerprint(
    diagnostic: &Diagnostic,
    region: Option<&Region>,
    seen: &mut BTreeMap<String, usize>,
) -> String {
    let (path, line) = region.map_or(("", ""), |r| (&*r.path, &*r.line));
    let mut hash = Sha256::new();
    for part in [diagnostic.code.name(), path, line, &diagnostic.message] {
        hash.update(part);
        hash.update([0]);
    }
    let digits = hash.finalize();
    let digits: String = digits.iter().take(16).map(|b| format!("{b:02x}")).collect();
    let count = seen.entry(digits.clone()).or_default();
    *count += 1;
    format!("{digits}:{count}")
}

/// A path as a URI reference (RFC 3986): relative, or behind [`OUTSIDE`] from the root of the file system.
fn uri(path: &str) -> String {
    let (scheme, path) = match path.strip_prefix(OUTSIDE) {
        Some(path) => (OUTSIDE, path),
        None => ("", path),
    };
    let mut out = scheme.to_owned();
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => out.push(byte.into()),
            _ if byte.is_ascii_alphanumeric() => out.push(byte.into()),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_are_uris() {
        assert_eq!(
            uri("seeds/l’été 1.md"),
            "seeds/l%E2%80%99%C3%A9t%C3%A9%201.md"
        );
        assert_eq!(uri("file:///tmp/a b.pdf"), "file:///tmp/a%20b.pdf");
    }
}
