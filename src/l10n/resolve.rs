//! What a pattern says for given values: Fluent's resolution, after the reference implementation
//! (fluent.js). Faults are not its business: `references` reports them before anything is written.

use std::collections::BTreeMap;

use fluent_syntax::ast::{PatternElement, VariantKey};
use fluent_syntax::unicode::unescape_unicode_to_string;
use icu_locale::Locale;

use crate::article::inline;
use crate::l10n::functions::number::Number;
use crate::l10n::functions::options::{Literal, Named};
use crate::l10n::functions::{Value, call};
use crate::l10n::syntax::{Arguments, Entries, Expression, Inline, Pattern, Piece};

/// More placeables than this in one message are a mistake, or an attack: messages that show other
/// messages twice, which show others twice, and so on. Each is one level of recursion at most.
pub const MOST_PLACEABLES: usize = 500;

/// What is passed to a term; or to a message, all that there is.
pub type Values = BTreeMap<String, Value>;

/// Resolves patterns of one locale.
pub struct Resolver<'b> {
    entries: &'b Entries,
    locale: &'b Locale,
    /// Whether values stand between marks of isolation.
    isolating: bool,
    placeables: usize,
    /// The referenced patterns that are being resolved: one that stands in itself is left out.
    open: Vec<&'b Pattern>,
}

impl<'b> Resolver<'b> {
    /// A resolver for one message.
    pub fn new(entries: &'b Entries, locale: &'b Locale, isolating: bool) -> Self {
        Self {
            entries,
            locale,
            isolating,
            placeables: 0,
            open: Vec::new(),
        }
    }

    /// The markup of a pattern; none where it is too long.
    pub fn markup(mut self, pattern: &Pattern, values: &Values) -> Option<String> {
        let mut out = String::new();
        self.pattern(pattern, values, &mut out);
        (self.placeables <= MOST_PLACEABLES).then_some(out)
    }

    fn pattern(&mut self, pattern: &Pattern, values: &Values, out: &mut String) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => out.push_str(value.as_str()),
                PatternElement::Placeable { expression } => {
                    self.placeables += 1;
                    if self.placeables > MOST_PLACEABLES {
                        return;
                    }
                    let is_own_words = matches!(
                        expression,
                        Expression::Inline(
                            Inline::MessageReference { .. }
                                | Inline::TermReference { .. }
                                | Inline::StringLiteral { .. }
                        )
                    );
                    let isolated = self.isolating && pattern.elements.len() > 1 && !is_own_words;
                    if isolated {
                        out.push('\u{2068}');
                    }
                    self.expression(expression, values, out);
                    if isolated {
                        out.push('\u{2069}');
                    }
                }
            }
        }
    }

    fn expression(&mut self, expression: &Expression, values: &Values, out: &mut String) {
        match expression {
            Expression::Inline(inline) => match self.value(inline, values) {
                Value::Text(words) => inline::escape(&words, out),
                Value::Markup(markup) => out.push_str(&markup),
                Value::Number(number) => {
                    out.push_str(&number.write(self.locale).unwrap_or_default())
                }
                Value::Moment(moment) => {
                    out.push_str(&moment.write(self.locale).unwrap_or_default())
                }
                Value::Unknown => {}
            },
            Expression::Select { selector, variants } => {
                let selected = self.value(selector, values);
                let chosen = variants
                    .iter()
                    .find(|variant| selects(&variant.key, &selected, self.locale))
                    .or_else(|| variants.iter().find(|variant| variant.default));
                if let Some(variant) = chosen {
                    self.pattern(&variant.value, values, out);
                }
            }
        }
    }

    fn value(&mut self, inline: &Inline, values: &Values) -> Value {
        match inline {
            Inline::StringLiteral { .. } | Inline::NumberLiteral { .. } => {
                literal(inline).map_or(Value::Unknown, |literal| (&literal).into())
            }
            Inline::VariableReference { id } => values
                .get(id.name.as_str())
                .cloned()
                .unwrap_or(Value::Unknown),
            Inline::FunctionReference { id, arguments } => {
                let positional = arguments.positional.iter();
                let positional: Vec<_> = positional.map(|a| self.value(a, values)).collect();
                call(
                    id.name.as_str(),
                    &positional,
                    &named(arguments),
                    self.locale,
                )
                .unwrap_or(Value::Unknown)
            }
            Inline::MessageReference { id, attribute } => {
                let entry = self.entries.get(id.name.as_str());
                let attribute = attribute.as_ref().map(|a| a.name.as_str());
                self.referenced(entry.and_then(|e| e.pattern(attribute)), values)
            }
            Inline::TermReference {
                id,
                attribute,
                arguments,
            } => {
                let entry = self.entries.get(&format!("-{}", id.name.as_str()));
                let attribute = attribute.as_ref().map(|a| a.name.as_str());
                let passed = passed(arguments.as_ref());
                self.referenced(entry.and_then(|e| e.pattern(attribute)), &passed)
            }
            Inline::Placeable { expression } => {
                let mut out = String::new();
                self.expression(expression, values, &mut out);
                Value::Markup(out)
            }
        }
    }

    fn referenced(&mut self, pattern: Option<&'b Pattern>, values: &Values) -> Value {
        let is_open =
            |pattern: &&Pattern| self.open.iter().any(|open| std::ptr::eq(*open, *pattern));
        let Some(pattern) = pattern.filter(|pattern| !is_open(pattern)) else {
            return Value::Unknown;
        };
        let mut out = String::new();
        self.open.push(pattern);
        self.pattern(pattern, values, &mut out);
        self.open.pop();
        Value::Markup(out)
    }
}

/// Whether a variant is meant by a value: the same word, the same number, or the number's category.
fn selects(key: &VariantKey<Piece>, value: &Value, locale: &Locale) -> bool {
    match (key, value) {
        (VariantKey::Identifier { name }, Value::Text(words) | Value::Markup(words)) => {
            name.as_str() == words
        }
        (VariantKey::Identifier { name }, Value::Number(number)) => {
            number.category(locale) == Some(name.as_str())
        }
        (VariantKey::NumberLiteral { value }, Value::Number(number)) => {
            Number::parse(value.as_str()).is_some_and(|key| key.equals(number))
        }
        _ => false,
    }
}

/// The value of a literal.
pub fn literal(inline: &Inline) -> Option<Literal> {
    match inline {
        Inline::StringLiteral { value } => Some(Literal::Text(
            unescape_unicode_to_string(value.as_str()).into_owned(),
        )),
        Inline::NumberLiteral { value } => value.as_str().parse().ok().map(Literal::Number),
        _ => None,
    }
}

/// The options of a call, in their order.
pub fn named(arguments: &Arguments) -> Vec<Named> {
    let all = arguments.named.iter();
    all.filter_map(|argument| {
        let value = literal(&argument.value)?;
        Some((argument.name.name.as_str().to_owned(), value))
    })
    .collect()
}

/// What a reference passes to its term. A term sees nothing else.
pub fn passed(arguments: Option<&Arguments>) -> Values {
    let all = arguments.map(named).unwrap_or_default().into_iter();
    all.map(|(name, literal)| (name, Value::from(&literal)))
        .collect()
}
