//! article × locale × audience × format → artifacts. The only folder that names every stage.

pub mod key;
pub mod sources;
pub mod build;
pub mod verify;
pub mod commands;
pub mod shards;
