//! What one audience and one format get of a document: Document → Selection.

pub mod select;
pub mod check;

pub use select::{Selected, Selection, select};
