//! Citations: the works of a bibliography, the styles that they are cited in, and what an artifact says of them.

pub mod fault;
pub mod fields;
pub mod titles;
pub mod latex;
pub mod repair;
pub mod csl_json;
pub mod works;
pub mod style;
pub mod probe;
pub mod check;
pub mod locator;
pub mod markup;
pub mod punctuation;
pub mod names;
pub mod placer;
pub mod kinds;
pub mod rendered;
pub mod reading;
pub mod wording;
pub mod cited;
