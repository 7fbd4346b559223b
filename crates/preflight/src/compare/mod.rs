//! Where two PDFs differ, in what a person can see and look for: text, fonts, metadata, pages.
//!
//! Neither file is trusted: both are read with the bounds of a preflight, and without a panic on any bytes.

mod difference;
mod cmap;
mod digest;
mod content;
mod summary;
mod words;
mod aspects;

pub use aspects::differences;
pub use difference::{Difference, Kind};
