//! Inspects finished pages: text that does not fit or is missing, missing glyphs, page budgets, colours, and places of
//! messages.

pub mod units;
pub mod walk;
pub mod ink;
pub mod cells;
pub mod misfits;
pub mod areas;
pub mod visible;
pub mod arrived;
pub mod words;
pub mod drawn;
pub mod marks;
pub mod faces;
pub mod glyphs;
pub mod pages;
pub mod letters;
pub mod spots;
pub mod contents;
pub mod colors;
pub mod items;
pub mod tables;
pub mod notes;
pub mod pictures;
pub mod proofread;
