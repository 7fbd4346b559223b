//! The embedded Typst engine: fonts, files, and compilation with errors led back to their origin.

pub mod fonts;
pub mod coverage;
pub mod world;
pub mod asked;
pub mod settle;
pub mod compile;
