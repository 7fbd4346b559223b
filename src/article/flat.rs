//! Texts in the form that rules about leftover markup search.

use std::ops::Range;

use crate::article::ast::Inline;
use crate::article::mask::unmask;

/// Stands for code and values in the text that rules search.
pub const OPAQUE: char = '\u{FFFC}';
/// A forced line break.
const FORCED: char = '\r';
/// Asterisks that can neither open nor close bold text, or emphasis.
const STARS: &str = " ** ";
const STAR: &str = " * ";
/// The maximum number of characters that a finding quotes.
const SHOWN: usize = 40;

/// A text in the form that rules search: with line ends as typed, and code and values as one character each.
#[derive(Default)]
pub struct Flat {
    /// The text.
    pub text: String,
    /// The byte ranges in bold.
    bold: Vec<Range<usize>>,
    /// Those that are emphasized.
    emphasized: Vec<Range<usize>>,
}

impl Flat {
    /// The text of inlines.
    pub fn new(inlines: &[Inline]) -> Self {
        let mut flat = Self::default();
        flat.push(inlines);
        flat
    }

    fn push(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            let start = self.text.len();
            match inline {
                Inline::Text(text) => self.text.push_str(text),
                Inline::Code(_)
                | Inline::Math(_)
                | Inline::Param(_)
                | Inline::Footnote(_)
                | Inline::Reference(_)
                | Inline::Source { .. } => self.text.push(OPAQUE),
                Inline::Break => self.text.push(FORCED),
                other => self.push(other.inner().unwrap_or_default()),
            }
            let range = start..self.text.len();
            match inline {
                Inline::Strong(_) => self.bold.push(range),
                Inline::Emph(_) => self.emphasized.push(range),
                _ => {}
            }
        }
    }

    /// Double asterisks between spaces, which mean multiplication or significance elsewhere. In bold text, they were
    /// meant to close it.
    pub fn stars(&self) -> impl Iterator<Item = Range<usize>> {
        self.within(&self.bold, STARS)
    }

    /// The like of single ones in emphasized text.
    pub fn lone_stars(&self) -> impl Iterator<Item = Range<usize>> {
        self.within(&self.emphasized, STAR)
    }

    fn within(
        &self,
        ranges: &[Range<usize>],
        signs: &'static str,
    ) -> impl Iterator<Item = Range<usize>> {
        ranges.iter().filter_map(move |range| {
            let at = range.start + self.text[range.clone()].find(signs)?;
            Some(at..at + signs.len())
        })
    }
}

/// Writes the characters of a flat text back to the inlines that it was made from.
pub fn put(inlines: &mut [Inline], chars: &mut std::str::Chars) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => *text = chars.take(text.chars().count()).collect(),
            Inline::Code(_)
            | Inline::Math(_)
            | Inline::Param(_)
            | Inline::Footnote(_)
            | Inline::Reference(_)
            | Inline::Source { .. }
            | Inline::Break => {
                chars.next();
            }
            other => put(other.inner_mut().map_or(&mut [][..], |inner| inner), chars),
        }
    }
}

/// A text as findings quote it.
pub fn shown(typed: &str) -> String {
    let plain: String = typed.trim().chars().map(unmask).collect();
    let plain = plain.replace(OPAQUE, "…").replace(['\n', FORCED], " ");
    match plain.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", plain[..at].trim_end()),
        None => plain,
    }
}
