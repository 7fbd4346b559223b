//! From pages to files.

pub mod pdf;
pub mod press;
pub mod picture;
