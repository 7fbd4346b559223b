//! The contact sheet: the first pages of all artifacts as one picture. Each row is a document (an article in a locale),
//! each column an audience and a format. The engine renders the text, and the page pictures are copied onto it.

pub mod card;
pub mod grid;
pub mod paint;
