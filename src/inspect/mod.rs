//! What a reader would stumble over on the finished pages: text that does not fit, glyphs that are not there.

pub mod units;
pub mod walk;
pub mod ink;
pub mod cells;
pub mod misfits;
pub mod areas;
pub mod visible;
pub mod words;
pub mod marks;
pub mod faces;
pub mod glyphs;
pub mod pages;
pub mod spots;
pub mod colors;
pub mod items;
pub mod tables;
pub mod notes;
pub mod pictures;
