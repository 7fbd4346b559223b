//! Fluent's syntax tree over slices with places, and the entries of a locale by name.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use fluent_syntax::ast;
use fluent_syntax::parser::{self, Slice};
use fluent_syntax::unicode::unescape_unicode_to_string;

use crate::l10n::functions::options::{Literal, Named};
use crate::l10n::functions::{Value, Values};
use crate::l10n::nesting;
use crate::origin::{FileId, Origin};

/// The value of an entry, an attribute or a variant.
pub type Pattern = ast::Pattern<Piece>;
/// The content of a placeable.
pub type Expression = ast::Expression<Piece>;
/// The content of a placeable, except a select expression.
pub type Inline = ast::InlineExpression<Piece>;
/// The arguments of a function or a term.
pub type Arguments = ast::CallArguments<Piece>;

/// A slice of a file's text, with its place. Two are equal if their texts are. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Piece {
    file: FileId,
    text: Arc<str>,
    range: Range<usize>,
}

impl Piece {
    /// The text of the slice.
    pub fn as_str(&self) -> &str {
        self.text.get(self.range.clone()).unwrap_or_default()
    }

    /// The place of the slice.
    pub fn origin(&self) -> Origin {
        Origin::new(&self.file, self.range.clone())
    }

    /// The content of its file.
    pub fn file_text(&self) -> &str {
        &self.text
    }

    /// The file of the slice.
    pub fn file(&self) -> &FileId {
        &self.file
    }
}

impl AsRef<str> for Piece {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq for Piece {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Slice<'_> for Piece {
    fn slice(&self, range: Range<usize>) -> Self {
        let start = self.range.start;
        Self {
            range: start + range.start..start + range.end,
            ..self.clone()
        }
    }

    fn trim(&mut self) {
        let kept = self.as_str().trim_end_matches([' ', '\r', '\n']).len();
        self.range.end = self.range.start + kept;
    }
}

/// A message or a term.
#[derive(Debug)]
pub struct Entry {
    /// Its id, without the `-` of a term.
    pub id: Piece,
    /// `None` for a message with attributes only.
    pub value: Option<Pattern>,
    /// The attributes in file order.
    pub attributes: Vec<ast::Attribute<Piece>>,
}

impl Entry {
    /// The value, or an attribute by its name.
    pub fn pattern(&self, attribute: Option<&str>) -> Option<&Pattern> {
        let Some(name) = attribute else {
            return self.value.as_ref();
        };
        let mut all = self.attributes.iter();
        let found = all.find(|attribute| attribute.id.name.as_str() == name);
        found.map(|attribute| &attribute.value)
    }

    /// The patterns of the entry, with the names by which references refer to them. `name` is that of the entry.
    pub fn patterns(&self, name: &str) -> Vec<(String, &Pattern)> {
        let value = self.value.iter().map(|value| (name.to_owned(), value));
        let attributes = self.attributes.iter().map(|attribute| {
            let name = format!("{name}.{}", attribute.id.name.as_str());
            (name, &attribute.value)
        });
        value.chain(attributes).collect()
    }
}

/// The entries of a locale by name; the names of terms start with `-`. Cloning is cheap.
#[derive(Clone, Debug, Default)]
pub struct Entries(BTreeMap<String, Arc<Entry>>);

impl Entries {
    /// Adds the entries of a file; they override entries with the same name. Syntax errors are reported by
    /// [`Catalogue`](crate::l10n::catalogue::Catalogue).
    pub fn add(&mut self, file: &FileId, text: &Arc<str>) {
        if nesting::too_deep(text).is_some() || nesting::torn_escape(text).is_some() {
            return;
        }
        let whole = Piece {
            file: file.clone(),
            text: text.clone(),
            range: 0..text.len(),
        };
        let (Ok(resource) | Err((resource, _))) = parser::parse_runtime(whole);
        for entry in resource.body {
            match entry {
                ast::Entry::Message(message) => self.insert(
                    message.id.name.as_str().to_owned(),
                    Entry {
                        id: message.id.name,
                        value: message.value,
                        attributes: message.attributes,
                    },
                ),
                ast::Entry::Term(term) => self.insert(
                    format!("-{}", term.id.name.as_str()),
                    Entry {
                        id: term.id.name,
                        value: Some(term.value),
                        attributes: term.attributes,
                    },
                ),
                _ => {}
            }
        }
    }

    fn insert(&mut self, name: String, entry: Entry) {
        self.0.insert(name, Arc::new(entry));
    }

    /// An entry by its name.
    pub fn get(&self, name: &str) -> Option<&Entry> {
        self.0.get(name).map(Arc::as_ref)
    }

    /// All entries, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.0.iter().map(|(name, entry)| (name.as_str(), &**entry))
    }
}

/// The value of a string or number literal; `None` for other expressions.
pub fn literal(inline: &Inline) -> Option<Literal> {
    match inline {
        Inline::StringLiteral { value } => Some(Literal::Text(
            unescape_unicode_to_string(value.as_str()).into_owned(),
        )),
        Inline::NumberLiteral { value } => value.as_str().parse().ok().map(Literal::Number),
        _ => None,
    }
}

/// The named arguments whose value is neither a text in quotes nor a number. Fluent's grammar has none, but its parser takes words
/// without quotes, and calls then go without them.
pub fn unquoted(arguments: &Arguments) -> impl Iterator<Item = &ast::NamedArgument<Piece>> {
    let all = arguments.named.iter();
    all.filter(|argument| literal(&argument.value).is_none())
}

/// The named arguments of a call, in order.
pub fn named(arguments: &Arguments) -> Vec<Named> {
    let all = arguments.named.iter();
    all.filter_map(|argument| {
        let value = literal(&argument.value)?;
        Some((argument.name.name.as_str().to_owned(), value))
    })
    .collect()
}

/// The arguments of a term reference, which are all that the term may use.
pub fn passed(arguments: Option<&Arguments>) -> Values {
    let all = arguments.map(named).unwrap_or_default().into_iter();
    all.map(|(name, literal)| (name, Value::from(&literal)))
        .collect()
}

/// The place of an expression: its name or its text.
pub fn origin(inline: &Inline) -> Origin {
    match inline {
        Inline::StringLiteral { value } | Inline::NumberLiteral { value } => value.origin(),
        Inline::FunctionReference { id, .. }
        | Inline::MessageReference { id, .. }
        | Inline::TermReference { id, .. }
        | Inline::VariableReference { id } => id.name.origin(),
        Inline::Placeable { expression } => match &**expression {
            Expression::Inline(inline)
            | Expression::Select {
                selector: inline, ..
            } => origin(inline),
        },
    }
}
