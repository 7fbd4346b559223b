//! One entry of a `.ftl` file: its parts with their places, what they say, and what they refer to.

pub mod part;
pub mod walk;

use std::collections::BTreeSet;

use fluent_syntax::ast::{Attribute, Pattern};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::l10n::message::walk::Walk;
use crate::origin::{FileId, Origin};

pub use part::{OPAQUE, Part, Selector, offset};

/// A `.ftl` file that is being read.
#[derive(Clone, Copy, Debug)]
pub struct FtlText<'t> {
    /// Where its findings are placed.
    pub file: &'t FileId,
    /// Its text, less a byte order mark.
    pub text: &'t str,
}

/// A message, or a term (then its id starts with `-`).
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Message {
    /// Its id, unique among the messages or terms of a catalogue.
    pub id: String,
    /// From the id to the end of its last pattern.
    pub origin: Origin,
    /// The value, if there is one, then the attributes in their order.
    pub parts: Vec<Part>,
    /// The variables that stand in it as plain placeables.
    pub plain_variables: BTreeSet<String>,
    /// The variables that a selector or a function uses.
    pub computed_variables: BTreeSet<String>,
    /// Messages and terms (with their `-`) that it refers to.
    pub references: BTreeSet<String>,
    /// Its selectors, the inner ones behind those that hold them.
    pub selectors: Vec<Selector>,
}

impl Message {
    /// Reads the syntax tree of a message or a term, whose slices are parts of the text of `source`. Attributes and variants
    /// that are given twice are reported.
    pub fn read(
        source: FtlText,
        id: &str,
        value: Option<&Pattern<&str>>,
        attributes: &[Attribute<&str>],
        out: &mut Diagnostics,
    ) -> Self {
        let FtlText { file, text } = source;
        let start = offset(text, id);
        let mut walk = Walk::new(text, start + id.len());
        let mut parts = Vec::new();
        parts.extend(value.map(|value| walk.part("", value)));
        for attribute in attributes {
            let name = attribute.id.name;
            let part = walk.part(name, &attribute.value);
            if parts.iter().any(|known: &Part| known.name == name) {
                let at = offset(text, name);
                let error = format!("the attribute `.{name}` is given twice");
                out.push(
                    Diagnostic::new(Code::DuplicateAttribute, error)
                        .at(Origin::new(file, at..at + name.len()))
                        .hint("keep one of the two"),
                );
                continue;
            }
            parts.push(part);
        }
        for (key, range) in &walk.duplicates {
            let error = format!("the variant `[{key}]` is given twice");
            out.push(
                Diagnostic::new(Code::DuplicateVariant, error)
                    .at(Origin::new(file, range.clone()))
                    .hint("keep one of the two"),
            );
        }
        let is_term = text[..start].ends_with('-');
        let start = start - usize::from(is_term);
        Self {
            id: text[start..]
                .get(..id.len() + usize::from(is_term))
                .unwrap_or(id)
                .to_owned(),
            origin: Origin::new(file, start..walk.end.max(start)),
            parts,
            plain_variables: walk.plain,
            computed_variables: walk.computed,
            references: walk.references,
            selectors: walk.selectors,
        }
    }

    /// Whether it has a value, and not attributes alone.
    pub fn has_value(&self) -> bool {
        self.part("").is_some()
    }

    /// The value (no name) or an attribute.
    pub fn part(&self, name: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.name == name)
    }
}
