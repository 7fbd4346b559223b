//! Checks of translations: rules that compare a message with its source text, one file for each family.

pub mod finding;
pub mod magnitude;
pub mod language;
pub mod line;
pub mod text;
pub mod completeness;
pub mod markup;
pub mod spacing;
pub mod words;
pub mod numerals;
pub mod numbers;
pub mod endings;
pub mod plurals;
pub mod glossary;
pub mod labels;
pub mod allow;
pub mod catalogue;
pub mod bundles;
