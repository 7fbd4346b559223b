//! The translators' side: the lock, what `sync` writes under `i18n/`, and what is wrong there.

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
