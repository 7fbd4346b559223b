//! Translations in the formats of translators' tools: units that all formats share, and a file for each format.

pub mod pattern;
pub mod content;
pub mod stamp;
pub mod unit;
pub mod labels;
pub mod codes;
pub mod returned;
pub mod limits;
pub mod xml;
pub mod xliff2;
pub mod xliff1;
pub mod tmx;
pub mod tbx;
pub mod po;
pub mod xlsx;
pub mod format;
pub mod compare;
pub mod place;
