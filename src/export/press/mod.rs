//! The press edition: PDF/X. The engine's file is rewritten: colours into inks, boxes, the printing condition, metadata that
//! agree, text in black that overprints, marks; and nothing that a press cannot print.

pub mod inks;
pub mod color;
pub mod objects;
pub mod space;
pub mod content;
pub mod image;
pub mod shading;
pub mod marks;
pub mod metadata;
pub mod finish;
