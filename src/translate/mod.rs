//! Support for translators: locks, the files that `sync` writes under `i18n/`, and the checks of translations.

pub mod conflict;
pub mod lock;
pub mod state;
pub mod diff;
pub mod marks;
pub mod blocks;
pub mod news;
pub mod resolve;
pub mod generated;
pub mod source;
pub mod rewrite;
pub mod texts;
pub mod typed;
pub mod marking;
pub mod labels;
pub mod twins;
pub mod referring;
pub mod memory;
pub mod sync;
pub mod check;
