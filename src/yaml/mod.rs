//! YAML decoded key by key, with the place of every word.

pub mod tree;
pub mod comment;
pub mod recover;
pub mod mapping;

pub use mapping::{Codes, Mapping, list, nearest};
