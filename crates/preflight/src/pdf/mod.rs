//! Reading a PDF: its objects, its page tree, its content streams, its fonts and its metadata.

pub mod file;
pub mod tree;
pub mod metadata;
pub mod inline;
pub mod operands;
pub mod lexer;
pub mod font;
