//! The embedded Typst engine: fonts, files, and compilation with errors led back to their origin.

pub mod compile;
pub mod fonts;
pub mod world;
