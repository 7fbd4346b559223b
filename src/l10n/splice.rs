//! Lossless editing: some bytes of a text are replaced, all others stay as they are.

use std::ops::Range;

/// A replacement of some bytes; an empty range inserts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// Bytes of the text as it is.
    pub range: Range<usize>,
    /// What takes their place.
    pub with: String,
}

impl Edit {
    /// Inserts at a place.
    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Self::replace(at..at, text)
    }

    /// Replaces some bytes.
    pub fn replace(range: Range<usize>, text: impl Into<String>) -> Self {
        Self {
            range,
            with: text.into(),
        }
    }
}

/// Applies edits. Several insertions at one place keep their order, and stand before what is replaced there; one
/// inside what is replaced stands behind it. Of replacements that overlap, the first counts.
pub fn apply(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        if edit.range.start < at {
            if edit.range.is_empty() {
                out.push_str(&edit.with);
            }
            continue;
        }
        out.push_str(&text[at..edit.range.start]);
        out.push_str(&edit.with);
        at = edit.range.end;
    }
    out.push_str(&text[at..]);
    out
}

/// The line ending that a text uses, by the one it uses first.
pub fn line_ending(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text[..at].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_other_bytes_stay() {
        let edits = vec![
            Edit::insert(4, "3"),
            Edit::replace(0..1, "A"),
            Edit::insert(4, "4"),
        ];
        assert_eq!(apply("a\r\n  \u{A0}", edits), "A\r\n 34 \u{A0}");
        let edits = vec![Edit::replace(0..2, ""), Edit::insert(0, "x")];
        assert_eq!(apply("ab", edits), "x");
        assert_eq!(line_ending("a\r\nb\n"), "\r\n");
        assert_eq!(line_ending("a"), "\n");
    }
}
