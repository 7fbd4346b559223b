//! Translation at work: catalogues, ids, Fluent bundles, typography, and the document they make.

pub mod align;
pub mod bundle;
pub mod catalogue;
pub mod functions;
pub mod labels;
pub mod localize;
pub mod typography;
