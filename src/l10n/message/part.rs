//! The value or an attribute of a message, and the selectors in it.

use std::ops::Range;

/// The character for an unknown value in [`Part::flat`].
pub const OPAQUE: char = '\u{FFFC}';

/// The value or an attribute of a message.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Part {
    /// The attribute's name; "" for the value.
    pub name: String,
    /// The bytes from the first to the last character of its text and expressions.
    pub range: Range<usize>,
    /// Its text. `None` if it has expressions other than string literals.
    pub literal: Option<String>,
    /// Its text with the default variant of every selector, and [`OPAQUE`] for other expressions.
    pub flat: String,
    /// Its text and expressions in canonical form, independent of white space and escapes.
    pub canonical: String,
    /// The byte ranges of plain text, in all variants.
    pub texts: Vec<Range<usize>>,
    /// The whole text once with each variant that is no default, at most [`WAYS`] times. The range is that of the variant.
    pub ways: Vec<Part>,
}

/// No language has so many forms; what goes on is not compared with its source text.
pub const WAYS: usize = 60;

/// A select expression.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Selector {
    /// The variable that it selects on, directly or as the argument of a function. `None` without a variable.
    pub variable: Option<String>,
    /// The function that is applied first, such as `NUMBER`.
    pub function: Option<String>,
    /// Whether it selects by ordinal category: first, second, third.
    pub is_ordinal: bool,
    /// The keys of the variants, with their byte ranges, in file order. Duplicates, which are errors, are kept.
    pub keys: Vec<(String, Range<usize>)>,
    /// The key of the default variant.
    pub default: String,
}

/// A named argument of a reference to a term: `case: "genitive"` in `{ -train(case: "genitive") }`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct TermArgument {
    /// The id of the term, with its `-`.
    pub term: String,
    /// The name of the parameter.
    pub name: String,
    /// The value: the text of a string, or a number.
    pub value: Option<String>,
    /// The bytes of the name.
    pub range: Range<usize>,
}

/// The byte index of `slice`, which must be a slice of `text`.
pub fn offset(text: &str, slice: &str) -> usize {
    (slice.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}
