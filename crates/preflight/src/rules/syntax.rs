//! The syntax of a file, as far as a press depends on it: header, version, cross-references, end.

use crate::findings::Findings;
use crate::limits::{Limits, Standard};
use crate::pdf::file::File;
use crate::rule::Rule;

/// Applies the rule to a file that could be read.
pub fn check(bytes: &[u8], file: &File, limits: &Limits, findings: &mut Findings) {
    let mut error = |message: String| findings.error(Rule::File, None, None, message);
    if !bytes.starts_with(b"%PDF-") {
        error("the file does not begin with its header".to_owned());
    }
    let tail = bytes
        .get(bytes.len().saturating_sub(1024)..)
        .unwrap_or_default();
    if !tail.windows(5).any(|window| window == b"%%EOF") {
        error("the file has no end mark: it may be cut off".to_owned());
    }
    if let Some(damage) = &file.damage {
        error(format!("the file is damaged: {damage}"));
    } else if file.document.xref_recovery.is_some() {
        error("the cross-references of the file are damaged".to_owned());
    }
    let version = |text: &str| {
        let (major, minor) = text.trim().split_once('.')?;
        Some((major.parse::<u8>().ok()?, minor.parse::<u8>().ok()?))
    };
    let header = version(&file.document.version);
    let catalog = file
        .catalog()
        .and_then(|catalog| file.name(catalog, b"Version"));
    let catalog = catalog.and_then(|name| version(std::str::from_utf8(name).ok()?));
    let standard = limits.standard.name();
    let latest = limits.standard.version();
    match header.max(catalog) {
        None => error("the file does not say its version".to_owned()),
        Some((major, minor)) if (major, minor) > latest => {
            error(format!(
                "the file is PDF {major}.{minor}, too new for {standard}"
            ));
        }
        Some(_) => {}
    }
    if limits.standard == Standard::X1a {
        let mut streams = file
            .document
            .objects
            .values()
            .filter_map(|o| o.as_stream().ok());
        if streams.any(|s| s.dict.has_type(b"ObjStm") || s.dict.has_type(b"XRef")) {
            error(format!(
                "the file has object streams, which are too new for {standard}"
            ));
        }
    }
}
