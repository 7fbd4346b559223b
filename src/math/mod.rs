//! Equations: TeX, as its syntax tree.

pub mod tree;
pub mod fault;
pub mod leaves;
pub mod scripts;
pub mod parse;
pub mod readable;
