//! Lowers a selection to Typst source, with a map from its bytes to the texts that people wrote.

pub mod escape;
pub mod source_map;
pub mod job;
pub mod columns;
pub mod notes;
pub mod references;
pub mod writer;
pub mod sense;
pub mod bonds;
pub mod direction;
pub mod equation_signs;
pub mod equation_tables;
pub mod equations;
pub mod captions;
pub mod inlines;
pub mod tail;
pub mod tables;
pub mod charts;
pub mod figures;
pub mod blocks;
pub mod brand;
pub mod settings;
pub mod preamble;
pub mod document;
pub mod emit;
