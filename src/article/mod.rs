//! The author's Markdown: its tree, its parser, and the units that are translated.

pub mod ast;
pub mod breaks;
pub mod splits;
pub mod inline;
pub mod meta;
pub mod segment;
pub mod fence;
pub mod check;
pub mod notes;
pub mod parse;
