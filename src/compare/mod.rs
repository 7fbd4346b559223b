//! Where two PDFs differ, in what a person can see and look for: text, fonts, metadata, pages.
//!
//! Either file may come from strangers: it is read as a preflight reads, with bounds and without a panic on any bytes.

pub mod cmap;
pub mod content;
pub mod said;
pub mod difference;
