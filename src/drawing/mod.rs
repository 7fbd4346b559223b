//! Checks of drawings (SVG): content that the engine omits or changes, missing glyphs, and text outside the drawing.

pub mod finding;
pub mod fonts;
pub mod heard;
pub mod elements;
pub mod words;
pub mod check;
