//! What is written: files, all or none, and the manifest that proves them.

pub mod files;
pub mod sha256;
pub mod manifest;
pub mod parts;
pub mod sums;
pub mod folder;
pub mod merge;
