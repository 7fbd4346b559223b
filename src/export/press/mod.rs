//! The press edition: rewrites the engine's PDF into PDF/X. Colours become inks, black text overprints, and boxes,
//! printer's marks, the output intent and consistent metadata are added. Everything that a press cannot print is
//! removed.

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
