//! The contact sheet: the first pages of all artifacts as one picture, in the order of the matrix. An article's languages are
//! rows, audiences and formats are columns. The engine sets what is written on it, the pages are pasted in.

pub mod card;
pub mod grid;
pub mod paint;
