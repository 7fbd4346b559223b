//! Links the entries of a locale into a text for `FluentBundle`: the same messages, with selectors, numbers and terms
//! rewritten so that the result follows the specification of Fluent.
//!
//! - A selector becomes a call of [`SELECT`], which returns the name of the variant: `fluent-bundle` has the plural
//!   rules of CLDR 37, compares numbers including their options, and takes their categories before rounding.
//! - A number becomes a call of [`NUMERAL`] with all its digits: `fluent-bundle` converts it to a binary fraction.
//! - A term becomes a message for each list of arguments, with the arguments inserted. They are literals, by the
//!   grammar; `fluent-bundle` loses them in a term that another term refers to.
//! - Braces directly inside braces are removed: `fluent-bundle` panics on them if a message is too long.
//!
//! Diagnostics never refer to this text, only to the files.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{PatternElement, VariantKey};

use crate::l10n::syntax::{Arguments, Entries, Entry, Expression, Inline, Pattern};
use crate::origin::FileId;

/// Function: (selector, keys…) → name of the matching variant.
pub const SELECT: &str = "SELECT";
/// Function: (string of digits) → number.
pub const NUMERAL: &str = "NUMERAL";
/// Function: (string passed to a term) → the same string. The result of a call is enclosed in isolation marks, as that
/// of a variable is.
pub const WORDS: &str = "WORDS";

/// The maximum number of term copies. Terms that refer to each other with different arguments can grow exponentially.
const MOST_COPIES: usize = 20_000;

/// The linked text.
pub struct Linked {
    /// Fluent syntax with messages only.
    pub text: String,
    /// Whether it is complete: no limit was reached.
    pub is_whole: bool,
}

/// The linked name of a message.
pub fn message(id: &str) -> String {
    format!("m-{id}")
}

/// The linked name of the variant with this index.
pub fn variant(at: usize) -> String {
    format!("v{at}")
}

/// Links the messages of the files that satisfy `files`, and the messages and terms that they refer to.
pub fn link(entries: &Entries, files: &dyn Fn(&FileId) -> bool) -> Linked {
    let is_asked =
        |(name, entry): &(&str, &Entry)| !name.starts_with('-') && files(entry.id.file());
    let asked = entries.iter().filter(is_asked).map(|(name, _)| name);
    let asked: Vec<String> = asked.map(str::to_owned).collect();
    let mut writer = Writer {
        entries,
        known: asked.iter().cloned().collect(),
        asked,
        copies: BTreeMap::new(),
        waiting: Vec::new(),
        is_whole: true,
        out: String::new(),
    };
    loop {
        if let Some(name) = writer.asked.pop() {
            writer.message(&name);
        } else if let Some((id, pattern, passed)) = writer.waiting.pop() {
            writer.out.push_str(&format!("{id} ="));
            writer.pattern(pattern, Some(&passed));
            writer.out.push('\n');
        } else {
            break;
        }
    }
    Linked {
        text: writer.out,
        is_whole: writer.is_whole,
    }
}

/// The arguments of a term: expressions by name.
type Passed = BTreeMap<String, String>;

struct Writer<'e> {
    entries: &'e Entries,
    /// The ids of the copies, by pattern name and arguments.
    copies: BTreeMap<(String, Passed), String>,
    /// The messages that are not written yet, and all that were asked for.
    asked: Vec<String>,
    known: BTreeSet<String>,
    /// The copies that are not written yet.
    waiting: Vec<(String, &'e Pattern, Passed)>,
    is_whole: bool,
    out: String,
}

impl Writer<'_> {
    /// Writes a message with its attributes.
    fn message(&mut self, name: &str) {
        let entries = self.entries;
        let Some(entry) = entries.get(name) else {
            return;
        };
        self.out.push_str(&format!("{} =", message(name)));
        if let Some(value) = &entry.value {
            self.pattern(value, None);
        }
        for attribute in &entry.attributes {
            let name = format!("\n    .{} =", attribute.id.name.as_str());
            self.out.push_str(&name);
            self.pattern(&attribute.value, None);
        }
        self.out.push('\n');
    }

    /// Writes a pattern of a message, or of a term with its arguments.
    fn pattern(&mut self, pattern: &Pattern, passed: Option<&Passed>) {
        // At the start of a line, these characters would be parsed as syntax.
        let is_sign = |text: &str| text.starts_with(['[', '*', '.']);
        let first = pattern.elements.first();
        let stays =
            matches!(first, Some(PatternElement::TextElement { value }) if is_sign(value.as_str()));
        let indent = "\n    ";
        self.out.push_str(if stays { " " } else { indent });
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => {
                    self.out.push_str(&value.as_str().replace('\n', indent));
                }
                PatternElement::Placeable { expression } => {
                    self.out.push_str("{ ");
                    self.expression(expression, passed);
                    self.out.push_str(" }");
                }
            }
        }
    }

    fn expression(&mut self, expression: &Expression, passed: Option<&Passed>) {
        match expression {
            Expression::Inline(Inline::Placeable { expression }) => {
                self.expression(expression, passed);
            }
            Expression::Inline(inline) => self.inline(inline, passed),
            Expression::Select { selector, variants } => {
                self.out.push_str(&format!("{SELECT}("));
                self.inline(selector, passed);
                for variant in variants {
                    let (VariantKey::Identifier { name: key }
                    | VariantKey::NumberLiteral { value: key }) = &variant.key;
                    self.out.push_str(&format!(", \"{}\"", key.as_str()));
                }
                self.out.push_str(") ->");
                for (at, one) in variants.iter().enumerate() {
                    let star = if one.default { "*" } else { "" };
                    self.out.push_str(&format!("\n{star}[{}]", variant(at)));
                    self.pattern(&one.value, passed);
                }
                self.out.push('\n');
            }
        }
    }

    fn inline(&mut self, inline: &Inline, passed: Option<&Passed>) {
        match inline {
            Inline::StringLiteral { .. } => self.out.push_str(&literal(inline)),
            Inline::NumberLiteral { .. } => {
                let number = format!("{NUMERAL}(\"{}\")", literal(inline));
                self.out.push_str(&number);
            }
            Inline::VariableReference { id } => match passed {
                None => self.out.push_str(&format!("${}", id.name.as_str())),
                // A missing argument selects the default variant; printing it was reported.
                Some(passed) => {
                    let given = passed.get(id.name.as_str());
                    self.out.push_str(given.map_or("\"\"", String::as_str));
                }
            },
            Inline::FunctionReference { id, arguments } => {
                self.out.push_str(&format!("{}(", id.name.as_str()));
                for argument in &arguments.positional {
                    self.inline(argument, passed);
                    self.out.push_str(", ");
                }
                for argument in &arguments.named {
                    let name = argument.name.name.as_str();
                    let argument = format!("{name}: {}, ", literal(&argument.value));
                    self.out.push_str(&argument);
                }
                self.out.push(')');
            }
            Inline::MessageReference { id, attribute } => {
                let attribute = attribute.as_ref().map(|a| a.name.as_str());
                match passed {
                    Some(passed) => self.copy(id.name.as_str(), attribute, passed.clone()),
                    None => self.original(id.name.as_str(), attribute),
                }
            }
            Inline::TermReference {
                id,
                attribute,
                arguments,
            } => {
                let name = format!("-{}", id.name.as_str());
                let attribute = attribute.as_ref().map(|a| a.name.as_str());
                self.copy(
                    &name,
                    attribute,
                    arguments.as_ref().map(pass).unwrap_or_default(),
                );
            }
            Inline::Placeable { expression } => {
                self.out.push_str("{ ");
                self.expression(expression, passed);
                self.out.push_str(" }");
            }
        }
    }

    /// Writes a reference to a message; an empty string if there is none, which was reported.
    fn original(&mut self, name: &str, attribute: Option<&str>) {
        let is_known = self
            .entries
            .get(name)
            .and_then(|entry| entry.pattern(attribute))
            .is_some();
        let attribute = attribute.map(|name| format!(".{name}"));
        let reference = message(name) + &attribute.unwrap_or_default();
        self.out
            .push_str(if is_known { &reference } else { "\"\"" });
        if is_known && self.known.insert(name.to_owned()) {
            self.asked.push(name.to_owned());
        }
    }

    /// Writes a reference to the copy of a pattern with these arguments, and schedules the copy if it is new.
    fn copy(&mut self, name: &str, attribute: Option<&str>, passed: Passed) {
        let Some(pattern) = self
            .entries
            .get(name)
            .and_then(|entry| entry.pattern(attribute))
        else {
            self.out.push_str("\"\"");
            return;
        };
        let key = (format!("{name}.{}", attribute.unwrap_or_default()), passed);
        if let Some(id) = self.copies.get(&key) {
            self.out.push_str(id);
            return;
        }
        if self.copies.len() == MOST_COPIES {
            self.is_whole = false;
            self.out.push_str("\"\"");
            return;
        }
        let id = format!("t-{}", self.copies.len());
        self.out.push_str(&id);
        self.waiting.push((id.clone(), pattern, key.1.clone()));
        self.copies.insert(key, id);
    }
}

/// A literal in the form of its file.
fn literal(inline: &Inline) -> String {
    match inline {
        Inline::StringLiteral { value } => format!("\"{}\"", value.as_str()),
        Inline::NumberLiteral { value } => value.as_str().to_owned(),
        _ => "\"\"".to_owned(),
    }
}

/// The arguments of a term reference.
fn pass(arguments: &Arguments) -> Passed {
    let passed = arguments.named.iter().map(|argument| {
        let value = literal(&argument.value);
        let value = match argument.value {
            Inline::NumberLiteral { .. } => format!("{NUMERAL}(\"{value}\")"),
            _ => format!("{WORDS}({value})"),
        };
        (argument.name.name.as_str().to_owned(), value)
    });
    passed.collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use proptest::prelude::*;

    fn entries(text: &str) -> Entries {
        let mut entries = Entries::default();
        let text: Arc<str> = text.into();
        entries.add(&FileId::new("a.ftl"), &text);
        entries
    }

    /// The text of an entry, with a mark for each placeable.
    fn words(entry: &Entry) -> Vec<String> {
        let patterns = entry.patterns("");
        let words = patterns.iter().map(|(_, pattern)| {
            let words = pattern.elements.iter().map(|element| match element {
                PatternElement::TextElement { value } => value.as_str(),
                PatternElement::Placeable { .. } => "{}",
            });
            words.collect()
        });
        words.collect()
    }

    proptest! {
        #[test]
        fn words_stay(
            lines in proptest::collection::vec("[ ]{1,8}[a-z.\\[*é]{0,3}( |\\{ \\$n \\}|\\{ 1 \\}|\\{\\{ \"\\[\" \\}\\})[a-z.* ]{0,3}", 1..5),
            attribute in "[a-z.\\[*]{0,3} [a-z]",
            crlf: bool,
        ) {
            let end = if crlf { "\r\n" } else { "\n" };
            let text = format!("a ={}{end}    .b = {attribute}{end}", lines.join(end));
            let linked = link(&entries(&text), &|_| true).text;
            let (before, after) = (entries(&text), entries(&linked));
            let before = before.get("a").map(words);
            prop_assert_eq!(before, after.get("m-a").map(words), "{}", linked);
        }

        #[test]
        fn linked_text_is_correct(
            pieces in proptest::collection::vec(prop::sample::select(&[
                "{ $n }", "{ b }", "{ b.a }", "{ -t }", "{ -t(n: 1, m: \"é\") }", "{ NUMBER($n, a: 1.50) }", "{ { b } }",
                "{ NUMBER({ $n }, { { -t } }) }", "{ \"\\\"{\" }", "{ -1.0 }", "{ none }", "{ -none }", "word", " ", "\n  ",
                "{ $n ->\n  [1] ", "{ -t.a ->\n  [x] y\n *[z]", "{ \"x\" ->\n *[one] ", "\n  [few] ", "\n *[2.0] ", "\n }", "[", "*",
            ][..]), 1..9),
        ) {
            let pattern = pieces.concat();
            let text = format!("a = x {pattern}\n  .a = {pattern}\nb = {pattern}\n  .a = y\n-t = {pattern}\n  .a = {pattern}\n");
            let linked = link(&entries(&text), &|_| true);
            let parsed = fluent_syntax::parser::parse_runtime(linked.text.as_str());
            prop_assert!(linked.is_whole && parsed.is_ok(), "{}\n{}", text, linked.text);
        }
    }
}
