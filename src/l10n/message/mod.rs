//! Messages and terms of a `.ftl` file: their parts with places, their texts, and what they refer to.

pub mod part;
pub mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use fluent_syntax::ast::{Attribute, Pattern};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::l10n::message::walk::Walk;
use crate::origin::{FileId, Origin};

pub use part::{OPAQUE, Part, Selector, TermArgument, offset};

/// The `.ftl` file that is being parsed.
#[derive(Clone, Copy, Debug)]
pub struct FtlText<'t> {
    /// The file for places.
    pub file: &'t FileId,
    /// Its content, without a byte order mark.
    pub text: &'t str,
}

/// A message, or a term, whose id starts with `-`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Message {
    /// The id. A catalogue may hold several messages with the same one.
    pub id: String,
    /// From the id to the end of the last pattern.
    pub origin: Origin,
    /// The value, if there is one, then the attributes in file order.
    pub parts: Vec<Part>,
    /// The variables in placeables of their own: `{ $name }`.
    pub plain_variables: BTreeSet<String>,
    /// The variables in selectors and function calls.
    pub computed_variables: BTreeSet<String>,
    /// The ids of messages and terms (with `-`) that it refers to, with the places where they stand in it.
    pub references: BTreeMap<String, Vec<Range<usize>>>,
    /// Its selectors; outer ones before those inside them.
    pub selectors: Vec<Selector>,
    /// The named arguments that it gives to terms, in file order.
    pub term_arguments: Vec<TermArgument>,
}

impl Message {
    /// Converts the syntax tree of a message or a term. All slices in the tree must be slices of the text of `source`.
    /// Duplicate attributes and variants are reported.
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
            term_arguments: walk.term_arguments,
        }
    }

    /// Whether it has a value, not only attributes.
    pub fn has_value(&self) -> bool {
        self.part("").is_some()
    }

    /// The value (name "") or an attribute.
    pub fn part(&self, name: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.name == name)
    }
}
