//! Equations: TeX, as its syntax tree.

pub mod tree;
pub mod parse;
pub mod fault;
