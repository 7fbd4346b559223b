//! Drawings (SVG): what they ask for and do not get, and whether their words can be read.

pub mod finding;
pub mod fonts;
pub mod heard;
pub mod elements;
pub mod words;
pub mod check;
