//! The embedded Typst engine: fonts, files, and compilation with errors led back to their origin.

pub mod fonts;
pub mod families;
pub mod coverage;
pub mod world;
pub mod recording_introspector;
pub mod layout_loop;
pub mod compile;
