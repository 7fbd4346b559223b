//! The author's Markdown: its tree, its parser, and the units of translation.

pub mod ast;
pub mod worded;
pub mod breaks;
pub mod mask;
pub mod bare;
pub mod source;
pub mod html;
pub mod invisible;
pub mod script;
pub mod address;
pub mod leftover;
pub mod splits;
pub mod spaces;
pub mod inline;
pub mod print;
pub mod comment;
pub mod misread;
pub mod front;
pub mod meta;
pub mod segment;
pub mod links;
pub mod fence;
pub mod check;
pub mod notes;
pub mod parse;
