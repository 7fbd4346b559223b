//! Localization: catalogues, message ids, Fluent bundles, typography, pseudo-locales, and the localized documents.

pub mod digits;
pub mod months;
pub mod display;
pub mod sense;
pub mod reading;
pub mod nesting;
pub mod message;
pub mod catalogue;
pub mod splice;
pub mod align;
pub mod functions;
pub mod syntax;
pub mod cycles;
pub mod references;
pub mod link;
pub mod calls;
pub mod bundle;
pub mod typography;
pub mod pseudo;
pub mod names;
pub mod label_set;
pub mod labels;
pub mod cells;
pub mod charts;
pub mod localize;
pub mod standing;
