//! Where two PDFs differ, in what a person can see and look for: text, fonts, metadata, pages.
//!
//! Either file may come from strangers: it is read as a preflight reads, with bounds and without a panic on any bytes.

mod cmap;
mod content;
mod summary;
mod difference;

pub use difference::{Difference, Kind, differences};
