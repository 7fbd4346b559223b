//! Painting pages: content streams are run, and become marks with a place and an ink.

pub mod mark;
pub mod path;
pub mod state;
pub mod brush;
pub mod sheet;
pub mod page;
pub mod painter;
pub mod paths;
pub mod text;
pub mod images;
pub mod external;
pub mod interpret;
