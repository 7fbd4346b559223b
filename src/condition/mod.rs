//! Printing conditions: their names, the ICC profiles that characterize them, and the setting `condition`.

pub mod names;
pub mod profile;
pub mod setting;
