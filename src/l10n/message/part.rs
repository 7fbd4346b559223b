//! The value or an attribute of a message, and the selectors in it.

use std::ops::Range;

/// Stands for what is not known before a message is formatted, in [`Part::flat`].
pub const OPAQUE: char = '\u{FFFC}';

/// The value or an attribute of a message.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Part {
    /// The attribute's name; empty for the value.
    pub name: String,
    /// From the first to the last byte of its text and expressions.
    pub range: Range<usize>,
    /// Its words; none where it has expressions other than quoted text.
    pub literal: Option<String>,
    /// Its words with the default of every selector, and [`OPAQUE`] for what only formatting determines.
    pub flat: String,
    /// Its words and expressions, written in one way however the file spells them.
    pub canonical: String,
    /// The pieces of plain text, in every variant.
    pub texts: Vec<Range<usize>>,
}

/// A select expression: what it compares, and its variants.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Selector {
    /// The variable that is compared, alone or in a function; none where there is no variable.
    pub variable: Option<String>,
    /// The function around the variable; none where there is no function.
    pub function: Option<String>,
    /// Whether it selects by ordinal category: first, second, third.
    pub is_ordinal: bool,
    /// The keys of the variants, with their places.
    pub keys: Vec<(String, Range<usize>)>,
    /// The key of the default.
    pub default: String,
}

/// The byte offset in `text` of a slice of it.
pub fn offset(text: &str, slice: &str) -> usize {
    (slice.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}
