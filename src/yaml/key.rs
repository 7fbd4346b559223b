//! The keys of a mapping as tables: what decodes them, and what the reference of settings is generated from.

/// A key that a mapping may have.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The key as it is written.
    pub name: &'static str,
    /// What its value must be, as findings about it say.
    pub value: &'static str,
    /// What holds without it; empty where that is nothing. Between backticks, it is a value that can be written.
    pub default: &'static str,
    /// What it sets, as Markdown: one sentence or more.
    pub about: &'static str,
}

/// The table entry of a key.
pub const fn key(
    name: &'static str,
    value: &'static str,
    default: &'static str,
    about: &'static str,
) -> Key {
    Key {
        name,
        value,
        default,
        about,
    }
}
