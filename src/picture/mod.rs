//! Picture files: what they are, whether they are whole, which colour profile they carry, and the bytes that the engine gets of them.

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
