//! From pages to files.

pub mod pdf;
pub mod picture;
