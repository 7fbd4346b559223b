//! Lowers charts to Typst source: numbers for geometry, and content for every letter.

pub mod scale;
pub mod shape;
pub mod alt;
pub mod write;
