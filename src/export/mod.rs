//! Converts typeset pages into output files.

pub mod pdf;
pub mod press;
pub mod picture;
pub mod joined;
pub mod strips;
pub mod thumbnail;
pub mod sheet;
