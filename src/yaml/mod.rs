//! YAML, decoded key by key and with the place of every word.

pub mod depth;
pub mod tree;
pub mod comment;
pub mod recover;
pub mod key;
pub mod mapping;

pub use key::{Key, key};
pub use mapping::{Codes, Mapping, list, nearest};
