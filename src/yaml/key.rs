//! Tables of the keys of mappings, for decoding and for the generated reference of settings.

/// A key that a mapping may have.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// The key, as written in the file.
    pub name: &'static str,
    /// The expected form of its value, for messages.
    pub value: &'static str,
    /// The default, as Markdown; empty if there is none. Code in backticks is a valid value.
    pub default: &'static str,
    /// Its meaning, as Markdown: one or more sentences.
    pub about: &'static str,
}

/// An entry of a table of keys.
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
