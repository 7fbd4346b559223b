//! Walks the patterns of a message, and collects texts, canonical forms and references.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use fluent_syntax::ast::{
    CallArguments, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};
use fluent_syntax::unicode::unescape_unicode_to_string;

use crate::l10n::message::part::{OPAQUE, Part, Selector, TermArgument, WAYS, offset};

/// What the patterns of an entry use.
#[derive(Default)]
pub(super) struct Walk<'t> {
    text: &'t str,
    pub(super) end: usize,
    pub(super) plain: BTreeSet<String>,
    pub(super) computed: BTreeSet<String>,
    pub(super) references: BTreeMap<String, Vec<Range<usize>>>,
    pub(super) selectors: Vec<Selector>,
    pub(super) term_arguments: Vec<TermArgument>,
    pub(super) duplicates: Vec<(String, Range<usize>)>,
    /// The text ranges of the current part.
    texts: Vec<Range<usize>>,
}

impl<'t> Walk<'t> {
    /// A walk of an entry whose id ends at byte `end` of the text.
    pub(super) fn new(text: &'t str, end: usize) -> Self {
        Self {
            text,
            end,
            ..Self::default()
        }
    }

    /// Reads the value (name "") or an attribute.
    pub(super) fn part(&mut self, name: &str, pattern: &Pattern<&str>) -> Part {
        self.texts.clear();
        let start = first(self.text, pattern);
        let said = self.pattern(pattern);
        let texts = std::mem::take(&mut self.texts);
        let start = start.unwrap_or(self.end).min(self.end);
        self.end = self.end_of(pattern, start);
        let way = |(flat, range): (String, Range<usize>)| Part {
            name: name.to_owned(),
            range,
            literal: None,
            flat,
            canonical: String::new(),
            texts: Vec::new(),
            ways: Vec::new(),
        };
        Part {
            name: name.to_owned(),
            range: start..self.end,
            literal: said.literal,
            flat: said.flat,
            canonical: said.canonical,
            texts,
            ways: said.ways.into_iter().map(way).collect(),
        }
    }

    /// The end of the pattern that was walked last and begins at `start`. The syntax tree has no range for the end of a placeable.
    fn end_of(&self, pattern: &Pattern<&str>, start: usize) -> usize {
        match pattern.elements.last() {
            Some(PatternElement::Placeable { .. }) => closed(self.text, start, self.end),
            _ => self.end,
        }
    }

    fn pattern(&mut self, pattern: &Pattern<&str>) -> Words {
        let mut said = Words {
            literal: Some(String::new()),
            ..Words::default()
        };
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => {
                    self.reach(value);
                    let at = offset(self.text, value);
                    self.texts.push(at..at + value.len());
                    said.words(value);
                    said.canonical.push_str(value);
                }
                PatternElement::Placeable {
                    expression: Expression::Inline(InlineExpression::StringLiteral { value }),
                } => {
                    self.reach(value);
                    let words = unescape_unicode_to_string(value);
                    said.words(&words);
                    said.canonical.push_str(&words);
                }
                PatternElement::Placeable { expression } => {
                    said.literal = None;
                    self.placeable(expression, &mut said);
                }
            }
        }
        said
    }

    fn placeable(&mut self, expression: &Expression<&str>, said: &mut Words) {
        match expression {
            Expression::Inline(InlineExpression::VariableReference { id }) => {
                self.reach(id.name);
                self.plain.insert(id.name.to_owned());
                said.opaque(&format!("${}", id.name));
            }
            Expression::Inline(InlineExpression::Placeable { expression }) => {
                self.placeable(expression, said);
            }
            Expression::Inline(inline) => {
                let written = self.inline(inline);
                said.opaque(&written);
            }
            Expression::Select { selector, variants } => {
                let compared = self.inline(selector);
                let at = self.selectors.len();
                self.selectors.push(Selector {
                    variable: variable(selector),
                    function: match selector {
                        InlineExpression::FunctionReference { id, .. } => Some(id.name.to_owned()),
                        _ => None,
                    },
                    is_ordinal: is_ordinal(selector),
                    keys: Vec::new(),
                    default: String::new(),
                });
                said.canonical.push_str(&format!("{{{compared}->"));
                let mut default = String::new();
                let mut ways = Vec::new();
                for variant in variants {
                    let name = match &variant.key {
                        VariantKey::Identifier { name } => *name,
                        VariantKey::NumberLiteral { value } => *value,
                    };
                    let place = offset(self.text, name);
                    let key = (name.to_owned(), place..place + name.len());
                    if self.selectors[at]
                        .keys
                        .iter()
                        .any(|(known, _)| known == name)
                    {
                        self.duplicates.push(key.clone());
                    }
                    self.selectors[at].keys.push(key);
                    let star = if variant.default { "*" } else { "" };
                    let inner = self.pattern(&variant.value);
                    let words = format!("{star}[{name}]{}", inner.canonical);
                    said.canonical.push_str(&words);
                    if variant.default {
                        name.clone_into(&mut self.selectors[at].default);
                        default = inner.flat;
                    } else {
                        let start = first(self.text, &variant.value).unwrap_or(self.end);
                        let start = start.min(self.end);
                        ways.push((inner.flat, start..self.end_of(&variant.value, start)));
                    }
                    ways.extend(inner.ways);
                }
                said.canonical.push('}');
                said.select(&default, ways);
            }
        }
    }

    /// Walks an expression without patterns, and returns its canonical form.
    fn inline(&mut self, inline: &InlineExpression<&str>) -> String {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.reach(id.name);
                self.computed.insert(id.name.to_owned());
                format!("${}", id.name)
            }
            InlineExpression::FunctionReference { id, arguments } => {
                self.reach(id.name);
                format!("{}({})", id.name, self.arguments(arguments))
            }
            InlineExpression::TermReference {
                id,
                attribute,
                arguments,
            } => {
                self.reach(id.name);
                let at = offset(self.text, id.name);
                self.refer(format!("-{}", id.name), at - 1..at + id.name.len());
                let mut written = format!("-{}", id.name);
                if let Some(attribute) = attribute {
                    self.reach(attribute.name);
                    written.push_str(&format!(".{}", attribute.name));
                }
                if let Some(arguments) = arguments {
                    self.term_arguments(&format!("-{}", id.name), arguments);
                    written.push_str(&format!("({})", self.arguments(arguments)));
                }
                written
            }
            InlineExpression::MessageReference { id, attribute } => {
                self.reach(id.name);
                let at = offset(self.text, id.name);
                self.refer(id.name.to_owned(), at..at + id.name.len());
                match attribute {
                    Some(attribute) => {
                        self.reach(attribute.name);
                        format!("{}.{}", id.name, attribute.name)
                    }
                    None => id.name.to_owned(),
                }
            }
            InlineExpression::StringLiteral { value } => {
                self.reach(value);
                format!("{:?}", unescape_unicode_to_string(value))
            }
            InlineExpression::NumberLiteral { value } => {
                self.reach(value);
                (*value).to_owned()
            }
            InlineExpression::Placeable { expression } => {
                let mut said = Words::default();
                self.placeable(expression, &mut said);
                said.canonical
            }
        }
    }

    fn refer(&mut self, id: String, at: Range<usize>) {
        self.references.entry(id).or_default().push(at);
    }

    fn term_arguments(&mut self, term: &str, arguments: &CallArguments<&str>) {
        for argument in &arguments.named {
            let name = argument.name.name;
            let at = offset(self.text, name);
            self.term_arguments.push(TermArgument {
                term: term.to_owned(),
                name: name.to_owned(),
                value: match &argument.value {
                    InlineExpression::StringLiteral { value } => {
                        Some(unescape_unicode_to_string(value).into_owned())
                    }
                    InlineExpression::NumberLiteral { value } => Some((*value).to_owned()),
                    _ => None,
                },
                range: at..at + name.len(),
            });
        }
    }

    fn arguments(&mut self, arguments: &CallArguments<&str>) -> String {
        let positional: Vec<_> = arguments
            .positional
            .iter()
            .map(|a| self.inline(a))
            .collect();
        let named = arguments.named.iter().map(|argument| {
            self.reach(argument.name.name);
            format!("{}:{}", argument.name.name, self.inline(&argument.value))
        });
        positional
            .into_iter()
            .chain(named)
            .collect::<Vec<_>>()
            .join(",")
    }

    /// Extends the entry to the end of a slice of the text.
    fn reach(&mut self, slice: &str) {
        let end = offset(self.text, slice) + slice.trim_end().len();
        self.end = self.end.max(end);
    }
}

/// The text of a pattern in the forms of [`Part`].
#[derive(Default)]
struct Words {
    literal: Option<String>,
    flat: String,
    canonical: String,
    /// The text with each variant that is no default, and the place of the variant.
    ways: Vec<(String, Range<usize>)>,
}

impl Words {
    fn words(&mut self, words: &str) {
        self.shown(words);
        if let Some(literal) = &mut self.literal {
            literal.push_str(words);
        }
    }

    fn shown(&mut self, words: &str) {
        let ways = self.ways.iter_mut().map(|(flat, _)| flat);
        ways.chain([&mut self.flat])
            .for_each(|flat| flat.push_str(words));
    }

    /// Goes on with the default variant of a selector, and begins a way for each of the others.
    fn select(&mut self, default: &str, variants: Vec<(String, Range<usize>)>) {
        let room = WAYS.saturating_sub(self.ways.len());
        let others = variants.into_iter().take(room);
        let others: Vec<_> = others
            .map(|(flat, range)| (format!("{}{flat}", self.flat), range))
            .collect();
        self.shown(default);
        self.ways.extend(others);
    }

    fn opaque(&mut self, written: &str) {
        self.shown(&OPAQUE.to_string());
        self.canonical.push_str(&format!("{{{written}}}"));
    }
}

/// The variable of a selector: itself, or the first argument of a function.
fn variable(selector: &InlineExpression<&str>) -> Option<String> {
    match selector {
        InlineExpression::VariableReference { id } => Some(id.name.to_owned()),
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.first().and_then(variable)
        }
        _ => None,
    }
}

/// Whether a selector selects by ordinal category: `NUMBER($n, type: "ordinal")`.
fn is_ordinal(selector: &InlineExpression<&str>) -> bool {
    let InlineExpression::FunctionReference { arguments, .. } = selector else {
        return false;
    };
    arguments.named.iter().any(|argument| {
        let value = &argument.value;
        argument.name.name == "type"
            && matches!(value, InlineExpression::StringLiteral { value } if *value == "ordinal")
    })
}

/// The start of a pattern: its first text, or the brace of its first placeable.
fn first(text: &str, pattern: &Pattern<&str>) -> Option<usize> {
    fn inline(text: &str, expression: &InlineExpression<&str>) -> Option<usize> {
        match expression {
            InlineExpression::StringLiteral { value }
            | InlineExpression::NumberLiteral { value } => Some(offset(text, value)),
            InlineExpression::VariableReference { id }
            | InlineExpression::FunctionReference { id, .. }
            | InlineExpression::MessageReference { id, .. }
            | InlineExpression::TermReference { id, .. } => Some(offset(text, id.name)),
            InlineExpression::Placeable { expression } => any(text, expression),
        }
    }
    fn any(text: &str, expression: &Expression<&str>) -> Option<usize> {
        match expression {
            Expression::Inline(expression) => inline(text, expression),
            Expression::Select { selector, .. } => inline(text, selector),
        }
    }
    /// How many braces are around what stands first.
    fn braces(expression: &Expression<&str>) -> usize {
        let first = match expression {
            Expression::Inline(first) => first,
            Expression::Select { selector, .. } => selector,
        };
        match first {
            InlineExpression::Placeable { expression } => 1 + braces(expression),
            _ => 1,
        }
    }
    match pattern.elements.first()? {
        PatternElement::TextElement { value } => Some(offset(text, value)),
        PatternElement::Placeable { expression } => {
            let mut at = any(text, expression)?;
            for _ in 0..braces(expression) {
                at = text[..at].rfind('{')?;
            }
            Some(at)
        }
    }
}

/// Where all braces are closed that a pattern opens from `start` on: the first such place at or behind `least`.
fn closed(text: &str, start: usize, least: usize) -> usize {
    let (mut depth, mut is_literal) = (0usize, false);
    let mut chars = text[start..].char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' if is_literal => drop(chars.next()),
            '"' if depth > 0 => is_literal = !is_literal,
            '{' if !is_literal => depth += 1,
            '}' if !is_literal => {
                depth = depth.saturating_sub(1);
                if depth == 0 && start + at >= least {
                    return start + at + 1;
                }
            }
            _ => {}
        }
    }
    least
}
