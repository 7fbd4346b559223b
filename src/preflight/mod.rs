//! Preflight: whether a print shop will accept a PDF, decided on the finished bytes.
//!
//! [`check::check`] reads a file as a press would and applies the fifteen [`rules`]. It needs no project and no other program,
//! so it judges foreign files too. Files are data from strangers: nothing here panics, every loop has an end, and what cannot be
//! read is told as *could not be decided*, never passed in silence.

pub mod geometry;
pub mod rules;
pub mod limits;
pub mod findings;
pub mod file;
pub mod tree;
pub mod inline;
pub mod lexer;
pub mod calculator;
pub mod function;
pub mod ink;
pub mod colour;
pub mod raster;
pub mod shading;
pub mod font;
pub mod mark;
pub mod path;
pub mod state;
pub mod boxes;
pub mod judge;
pub mod painter;
pub mod text;
pub mod images;
pub mod external;
pub mod interpret;
pub mod coverage;
pub mod bleed;
pub mod production;
pub mod resources;
pub mod metadata;
pub mod identity;
pub mod interactive;
pub mod check;
