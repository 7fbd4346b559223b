//! A `.ftl` file: its entries with their places, what it references, and what is wrong with its syntax.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use fluent_syntax::ast::{Comment, Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::origin::{FileId, LineIndex, Origin};

/// What a retired message's comment starts with in a source catalogue.
pub const RETIRED: &str = "retired: ";

/// The entries of one file, in its order.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Catalogue {
    /// Where it was read.
    pub file: FileId,
    /// Its text, less a byte order mark.
    pub text: Arc<str>,
    /// Messages; the first of several with one id.
    pub messages: Vec<Message>,
    /// Ids that were given to text that is no longer there, with the comment's line.
    pub retired: BTreeMap<String, String>,
}

/// One message.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Message {
    /// Its id.
    pub id: String,
    /// From the id to the end of its last pattern.
    pub origin: Origin,
    /// The value, where it is words alone; `None` where it is absent or holds expressions.
    pub literal: Option<String>,
    /// Whether it has a value at all.
    pub has_value: bool,
    /// The attributes' names, with their words as in `literal`.
    pub attributes: Vec<(String, Option<String>)>,
    /// The variables that stand in it as plain placeables.
    pub plain_variables: BTreeSet<String>,
    /// The variables that a selector or a function uses.
    pub computed_variables: BTreeSet<String>,
}

impl Catalogue {
    /// Parses a file's text; every syntax error and every duplicate is reported.
    pub fn parse(file: &FileId, text: &Arc<str>, out: &mut Diagnostics) -> Self {
        let (resource, errors) = match parser::parse(&**text) {
            Ok(resource) => (resource, Vec::new()),
            Err(broken) => broken,
        };
        let lines = LineIndex::new(text);
        for error in &errors {
            out.push(syntax_error(file, text, &lines, error));
        }
        let mut catalogue = Self {
            file: file.clone(),
            text: text.clone(),
            messages: Vec::new(),
            retired: BTreeMap::new(),
        };
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for entry in &resource.body {
            match entry {
                Entry::Message(message) => {
                    let at = offset(text, message.id.name);
                    let line = lines.position(text, at).line;
                    let message = read(file, text, message, out);
                    let id = &text[at..at + message.id.len()];
                    if let Some(first) = seen.insert(id, line) {
                        let error = format!("the message `{id}` stands at line {first} already");
                        out.push(
                            Diagnostic::error("duplicate-message", error)
                                .at(Origin::new(file, at..at + id.len()))
                                .hint("keep one of the two"),
                        );
                        seen.insert(id, first);
                    } else {
                        catalogue.messages.push(message);
                    }
                }
                Entry::Comment(comment) => catalogue.read_retired(comment),
                _ => {}
            }
        }
        catalogue
    }

    /// A message by its id.
    pub fn message(&self, id: &str) -> Option<&Message> {
        self.messages.iter().find(|message| message.id == id)
    }

    fn read_retired(&mut self, comment: &Comment<&str>) {
        for line in &comment.content {
            if let Some(entry) = line.strip_prefix(RETIRED)
                && let Some((id, _)) = entry.split_once(['=', ' '])
            {
                self.retired.insert(id.to_owned(), entry.to_owned());
            }
        }
    }
}

/// The byte offset in `text` of a slice of it.
fn offset(text: &str, slice: &str) -> usize {
    (slice.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

fn syntax_error(
    file: &FileId,
    text: &str,
    lines: &LineIndex,
    error: &parser::ParserError,
) -> Diagnostic {
    let at = error.pos.start.min(text.len());
    let diagnostic = Diagnostic::error("ftl-syntax", lower_first(&error.kind.to_string()));
    let entry = error.slice.clone().unwrap_or(at..at);
    let first = text[..entry.start.min(text.len())].len();
    let name: String = text[first..]
        .trim_start()
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '-' || *c == '_')
        .collect();
    let line = lines.position(text, first + leading(&text[first..])).line;
    diagnostic
        .at(Origin::new(file, at..at))
        .hint(if name.is_empty() {
            "a line of a .ftl file is `id = text`, a comment `# …`, or an indented continuation".to_owned()
        } else {
            format!("in the entry `{name}`, which starts at line {line}: look for a brace that is not closed or a line that is not indented")
        })
}

fn leading(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_lowercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}

fn read(
    file: &FileId,
    text: &str,
    message: &fluent_syntax::ast::Message<&str>,
    out: &mut Diagnostics,
) -> Message {
    let start = offset(text, message.id.name);
    let mut uses = Uses {
        text,
        end: start + message.id.name.len(),
        ..Uses::default()
    };
    let literal = message.value.as_ref().and_then(|value| uses.pattern(value));
    let mut attributes: Vec<(String, Option<String>)> = Vec::new();
    for attribute in &message.attributes {
        let name = attribute.id.name;
        let words = uses.pattern(&attribute.value);
        if attributes.iter().any(|(known, _)| known == name) {
            let at = offset(text, name);
            let error = format!("the attribute `.{name}` is given twice");
            out.push(
                Diagnostic::error("duplicate-attribute", error)
                    .at(Origin::new(file, at..at + name.len()))
                    .hint("keep one of the two"),
            );
            continue;
        }
        attributes.push((name.to_owned(), words));
    }
    Message {
        id: message.id.name.to_owned(),
        origin: Origin::new(file, range(start, uses.end)),
        literal,
        has_value: message.value.is_some(),
        attributes,
        plain_variables: uses.plain,
        computed_variables: uses.computed,
    }
}

fn range(start: usize, end: usize) -> Range<usize> {
    start..end.max(start)
}

/// What patterns use, gathered while walking over them.
#[derive(Default)]
struct Uses<'t> {
    text: &'t str,
    end: usize,
    plain: BTreeSet<String>,
    computed: BTreeSet<String>,
}

impl Uses<'_> {
    /// Walks a pattern; gives its words where it has no expressions but quoted text.
    fn pattern(&mut self, pattern: &Pattern<&str>) -> Option<String> {
        let mut words = Some(String::new());
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => {
                    self.reach(value);
                    if let Some(words) = &mut words {
                        words.push_str(value);
                    }
                }
                PatternElement::Placeable {
                    expression: Expression::Inline(InlineExpression::StringLiteral { value }),
                } => {
                    self.reach(value);
                    if let Some(words) = &mut words {
                        words.push_str(&fluent_syntax::unicode::unescape_unicode_to_string(value));
                    }
                }
                PatternElement::Placeable { expression } => {
                    words = None;
                    self.expression(expression);
                }
            }
        }
        words
    }

    fn expression(&mut self, expression: &Expression<&str>) {
        match expression {
            Expression::Inline(InlineExpression::VariableReference { id }) => {
                self.reach(id.name);
                self.plain.insert(id.name.to_owned());
            }
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                self.inline(selector);
                for variant in variants {
                    self.pattern(&variant.value);
                }
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&str>) {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.reach(id.name);
                self.computed.insert(id.name.to_owned());
            }
            InlineExpression::FunctionReference { id, arguments } => {
                self.reach(id.name);
                arguments.positional.iter().for_each(|a| self.inline(a));
            }
            InlineExpression::TermReference { id, arguments, .. } => {
                self.reach(id.name);
                let named = arguments.iter().flat_map(|a| &a.named);
                named.for_each(|argument| self.inline(&argument.value));
            }
            InlineExpression::MessageReference { id, .. } => self.reach(id.name),
            InlineExpression::StringLiteral { value }
            | InlineExpression::NumberLiteral { value } => self.reach(value),
            InlineExpression::Placeable { expression } => self.expression(expression),
        }
    }

    /// Moves the end of the entry behind a slice of the text.
    fn reach(&mut self, slice: &str) {
        self.end = self
            .end
            .max(offset(self.text, slice) + slice.trim_end().len());
    }
}

/// Writes words as the value of a message on one line, so that parsing gives the words back.
pub fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '{' => out.push_str("{\"{\"}"),
            '}' => out.push_str("{\"}\"}"),
            c if c.is_control() || c == '\u{2028}' => {
                out.push_str(&format!("{{\"\\u{:04X}\"}}", c as u32));
            }
            c => out.push(c),
        }
    }
    // Fluent trims a value at both ends, and an empty value is none.
    if out.is_empty() {
        return "{\"\"}".to_owned();
    }
    if out.starts_with(' ') {
        out = format!("{{\"\"}}{out}");
    }
    if out.ends_with(' ') {
        out.push_str("{\"\"}");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parse(text: &str) -> (Catalogue, Vec<String>) {
        let mut out = Diagnostics::default();
        let text: Arc<str> = text.into();
        let catalogue = Catalogue::parse(&FileId::new("a.ftl"), &text, &mut out);
        let codes = out.into_iter().map(|d| d.code.to_owned()).collect();
        (catalogue, codes)
    }

    #[test]
    fn entries_know_their_place_and_what_they_use() {
        let text = "# c\na = b\nc = { $x } { $n ->\n    [one] { NUMBER($m) }\n   *[other] y\n}\n    .label = z\n";
        let (catalogue, codes) = parse(text);
        assert_eq!(codes, Vec::<String>::new());
        let c = catalogue.message("c").expect("it is there");
        assert_eq!(&text[c.origin.range.clone()][..3], "c =");
        assert!(text[c.origin.range.clone()].ends_with('z'));
        assert_eq!(c.plain_variables, BTreeSet::from(["x".to_owned()]));
        let computed = ["n", "m"].map(str::to_owned);
        assert_eq!(c.computed_variables, BTreeSet::from(computed));
        assert_eq!(c.attributes, [("label".to_owned(), Some("z".to_owned()))]);
    }

    #[test]
    fn faults_are_all_reported() {
        let text = "a = 1\na = 2\nb = { $x\nc = d\n    .e = f\n    .e = g\n";
        let (catalogue, codes) = parse(text);
        assert_eq!(
            codes,
            ["ftl-syntax", "duplicate-message", "duplicate-attribute"]
        );
        assert!(catalogue.message("c").is_some());
    }

    #[test]
    fn retired_ids_are_read() {
        let (catalogue, _) = parse("a = b\n\n# retired: x-y = Mot\n# retired: z = { \"\" }\n");
        assert_eq!(catalogue.retired.keys().collect::<Vec<_>>(), ["x-y", "z"]);
    }

    proptest! {
        #[test]
        fn escaping_and_parsing_give_the_words_back(words in "\\PC{0,40}|[ {}\\[\\]*.\"\\\\a-z\t]{0,20}") {
            let (catalogue, codes) = parse(&format!("a = {}\n    .b = {}\n", escape(&words), escape(&words)));
            prop_assert_eq!(codes, Vec::<String>::new());
            let message = catalogue.message("a").expect("it is there");
            prop_assert_eq!(message.literal.as_deref(), Some(&*words));
            prop_assert_eq!(message.attributes[0].1.as_deref(), Some(&*words));
        }
    }
}
