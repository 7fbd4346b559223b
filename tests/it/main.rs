//! The end-to-end tests, in one binary: the engine is linked once.

mod support;

mod article;
mod check;
mod cli;
mod determinism;
mod errors;
mod extend;
mod fitting;
mod fluent;
mod fluent_errors;
mod formats;
mod guide;
mod hostile;
mod inputs;
mod lock;
mod lossless;
mod man;
mod manifest;
mod merge;
mod messages;
mod parts;
mod preflight;
mod preflight_colours;
mod preflight_marks;
mod press;
mod press_colors;
mod press_proofs;
mod pseudo;
mod safety;
mod status;
mod sync;
mod thumbnails;
mod tidy;
mod verify;
mod whereabouts;
