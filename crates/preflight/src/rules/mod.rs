//! The rules that need more than a single mark: all marks of a page, or what is beside its content.

pub mod syntax;
pub mod mixing;
pub mod layers;
pub mod coverage;
pub mod bleed;
pub mod production;
pub mod resources;
pub mod identity;
pub mod interactive;
