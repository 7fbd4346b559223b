//! The translators' side: what `sync` writes under `i18n/`.

pub mod sync;
