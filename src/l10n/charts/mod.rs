//! Numbers of charts: read from cells, refused where they cannot be drawn honestly, and written in each language.

pub mod write;
pub mod rewrite;
pub mod honest;
pub mod read;
