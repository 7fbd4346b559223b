//! The desk: a project's pages and texts in a browser on this machine. A thread holds the session; an HTTP server asks it.

pub mod access;
pub mod web;
pub mod unsaved;
pub mod pictures;
pub mod watcher;
pub mod worker;
pub mod findings;
pub mod background;
pub mod making;
pub mod writing;
pub mod disk;
pub mod matrix;
pub mod message;
pub mod editor;
pub mod routes;
pub mod server;
