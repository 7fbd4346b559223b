//! What each command finds out or changes, besides building and verifying.

pub mod emit;
pub mod bundles;
pub mod write_back;
pub mod sync;
pub mod suggestions;
pub mod ack;
pub mod label_units;
pub mod export;
pub mod import;
pub mod typed;
pub mod check;
pub mod status;
pub mod list;
pub mod message_pages;
pub mod whereabouts;
pub mod page_notes;
