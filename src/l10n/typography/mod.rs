//! Typographic rules for spaces, quotes and dashes, by language.

pub mod signs;
pub mod atoms;
pub mod line;
pub mod quote_styles;
pub mod quote_context;
pub mod apostrophes;
pub mod quotes;
pub mod dashes;
pub mod common;
pub mod french;
pub mod english;
pub mod european;
pub mod apply;

pub use apply::apply;
