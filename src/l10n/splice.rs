//! Lossless editing: replaces byte ranges of a text, and keeps all other bytes.

use std::ops::Range;

/// The replacement of a byte range; an empty range is an insertion.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// The byte range in the original text, on character boundaries.
    pub range: Range<usize>,
    /// The new text.
    pub with: String,
}

impl Edit {
    /// An insertion.
    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Self::replace(at..at, text)
    }

    /// A replacement.
    pub fn replace(range: Range<usize>, text: impl Into<String>) -> Self {
        Self {
            range,
            with: text.into(),
        }
    }
}

/// Applies edits, in any order. Insertions at the same index keep their order, and go before a replacement that starts
/// there; an insertion inside a replaced range goes after the replacement. Of overlapping replacements, the first is
/// applied.
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

/// The line ending of a text: that of its first line, `\n` if there is none.
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
