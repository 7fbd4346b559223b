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
    /// Its words, where it has no expressions but quoted text.
    pub literal: Option<String>,
    /// Its words with the default of every selector, and [`OPAQUE`] for what only formatting tells.
    pub flat: String,
    /// Its words and expressions, written in one way however the file spells them.
    pub canonical: String,
    /// The pieces of plain text, in every variant.
    pub texts: Vec<Range<usize>>,
}

/// What a value is compared with.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Selector {
    /// The variable that is compared, where it is one alone or in a function.
    pub variable: Option<String>,
    /// The function around it.
    pub function: Option<String>,
    /// Whether it chooses by rank: first, second, third.
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
