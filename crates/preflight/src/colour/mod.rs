//! From colour spaces to inks: of plain colours, of images and of gradients.

pub mod ink;
pub mod calculator;
pub mod samples;
pub mod function;
pub mod space;
pub mod raster;
pub mod shading;
