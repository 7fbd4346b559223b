//! Support for translators: locks, the files that `sync` writes under `i18n/`, and the checks of translations.

pub mod conflict;
pub mod lock;
pub mod diff;
pub mod blocks;
pub mod news;
pub mod generated;
pub mod source;
pub mod rewrite;
pub mod labels;
pub mod twins;
pub mod sync;
pub mod check;
