//! What is written: files, all or none, by one writer at a time, and the manifest that lists them.

pub mod temporary;
pub mod folder_lock;
pub mod staging;
pub mod renames;
pub mod files;
pub mod replace;
pub mod sha256;
pub mod manifest;
pub mod parts;
pub mod sums;
pub mod folder;
pub mod orphans;
pub mod expected;
pub mod merge;
