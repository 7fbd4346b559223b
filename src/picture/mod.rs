//! Picture files: their formats, completeness and colour profiles, and the bytes that are passed to the engine.

pub mod kind;
pub mod fault;
pub mod profile;
pub mod raster;
pub mod png;
pub mod huffman;
pub mod coefficients;
pub mod scans;
pub mod jpeg;
pub mod reader;
