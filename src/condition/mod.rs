//! Printing conditions: what they are called, the ICC profile that says how inks look on a paper, and how the settings name them.

pub mod names;
pub mod profile;
pub mod setting;
