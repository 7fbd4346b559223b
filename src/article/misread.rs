//! Text that Markdown parses in another way than it was meant, without an error: surplus table cells, unused link
//! definitions, list numbers that do not count up, and text that became code because of an unclosed fence.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use comrak::nodes::{AstNode, ListType, NodeValue};
use regex::Regex;

use crate::article::dates::{Dates, number};
use crate::article::html;
use crate::article::mask::FILL;
use crate::article::source::node_origin;
use crate::article::starts;
use crate::article::wrapped;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::names;
use crate::origin::{FileId, LineIndex, Origin};

/// A link reference definition, possibly in a list or quote: its label, and the address. Labels that start with `^` are
/// those of footnotes.
const DEFINITION: &str =
    r"^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*\[([^\[\]^][^\[\]]*)\]:[ \t]*(\S+)(?:[ \t]+\S.*)?$";
/// The addresses of definitions such as `[//]: # (words)`, which are meant as comments.
const OF_COMMENTS: [&str; 3] = ["#", "<>", "/"];

/// A parsed article with its text.
pub struct Parsed<'p, 'a> {
    /// The root of comrak's tree.
    pub root: &'a AstNode<'a>,
    /// The article's file.
    pub file: &'p FileId,
    /// Its content, with the front matter blanked.
    pub text: &'p str,
    /// The line index of the text.
    pub lines: &'p LineIndex,
    /// The dates of the article's language.
    pub dates: &'p Dates,
}

impl Parsed<'_, '_> {
    /// Reports all text that Markdown parses in another way than it was meant.
    pub fn check(&self, out: &mut Diagnostics) {
        for node in self.root.descendants() {
            match &node.data().value {
                NodeValue::TableRow(_) => self.row(node, out),
                NodeValue::List(list) if list.list_type == ListType::Ordered => {
                    self.numbers(node, out);
                }
                NodeValue::CodeBlock(code) if code.fenced && !code.closed => {
                    let sign = (code.fence_char as char)
                        .to_string()
                        .repeat(code.fence_length);
                    let message = format!("the code that begins with {sign} is not closed");
                    out.push(
                        Diagnostic::new(Code::CodeUnclosed, message)
                            .at(self.first_line(node))
                            .hint(format!("end it with a line that holds only {sign}: what follows it would be code too")),
                    );
                }
                NodeValue::ThematicBreak => self.rule(node, out),
                _ => {}
            }
            wrapped::check(node, self.text, self.lines, &|| self.first_line(node), out);
            wrapped::check_lines(node, self.text, self.lines, &|| self.first_line(node), out);
            starts::check(node, self.text, self.lines, &|| self.first_line(node), out);
            let at = |range| Origin::new(self.file, range);
            wrapped::check_word(node, self.text, self.lines, &at, out);
        }
        self.definitions(out);
    }

    /// Reports a line of several dashed rules, which is that below the head of a simple table of Pandoc.
    fn rule<'a>(&self, node: &'a AstNode<'a>, out: &mut Diagnostics) {
        let origin = self.origin(node);
        let written = self.text.get(origin.range.clone()).unwrap_or_default();
        let mut rules = written.split_whitespace();
        let is_of_table = rules.clone().count() > 1
            && rules.all(|rule| rule.len() > 1 && rule.bytes().all(|b| b == b'-'));
        if is_of_table {
            let message =
                "this line looks like the one below the head of a table, and is printed as a rule";
            out.push(
                Diagnostic::new(Code::LeftoverMarkup, message)
                    .at(origin)
                    .hint("write tables with `|`: `| Name | Age |`, below it `| --- | --- |`, then the rows"),
            );
        }
    }

    /// Reports cells beyond the columns of the header, which Markdown ignores.
    fn row<'a>(&self, row: &'a AstNode<'a>, out: &mut Diagnostics) {
        let Some(last) = row.last_child() else { return };
        let from = self.origin(last).range.end;
        let to = self.origin(row).range.end;
        let is_nothing = |c: char| c.is_whitespace() || matches!(c, '|' | FILL);
        let rest = self.text.get(from..to).unwrap_or_default();
        let words = rest.trim_matches(is_nothing);
        let beside = html::beside_comments(words);
        if beside.is_some_and(|beside| beside.trim_matches(is_nothing).is_empty()) {
            return;
        }
        let at = from + rest.find(words).unwrap_or_default();
        let message = format!(
            "this row has more cells than the head of its table: `{words}` would not be printed"
        );
        out.push(
            Diagnostic::new(Code::SurplusCells, message)
                .at(Origin::new(self.file, at..at + words.len()))
                .hint("give the head and the line below it as many columns; a `|` that belongs to the text is `\\|`, in code too"),
        );
    }

    /// Reports numbers that differ from those of Markdown, which takes the first number and counts up: each that does not follow the one before it. Items that all are number 0 or 1
    /// are no error, as that is a common notation; dates are printed as they are.
    fn numbers<'a>(&self, list: &'a AstNode<'a>, out: &mut Diagnostics) {
        let dates = self.dates.among(list, self.text, self.lines);
        let mut before: Option<(usize, usize)> = None;
        let numbers: Vec<usize> = list.children().filter_map(number).collect();
        if dates.is_empty() && numbers.iter().all(|n| *n < 2 && numbers.first() == Some(n)) {
            return;
        }
        for (at, (item, written)) in list.children().zip(numbers).enumerate() {
            if dates.get(at) == Some(&true) {
                before = None;
                continue;
            }
            let (follows, printed) = before.unwrap_or((written, written));
            before = Some((written + 1, printed + 1));
            if written == printed || written == follows {
                continue;
            }
            let message =
                format!("this item is written as number {written}, and printed as {printed}");
            out.push(
                Diagnostic::new(Code::ListNumber, message)
                    .at(self.first_line(item))
                    .hint("number the items one after the other, or all with `1.`; a comment, `<!-- -->`, between two lists parts them")
                    .hint(format!("where the number begins a sentence, write `{written}\\.`")),
            );
        }
    }

    /// Reports duplicate definitions, of which Markdown takes the first, and definitions that no link uses, which are
    /// not printed.
    fn definitions(&self, out: &mut Diagnostics) {
        static PATTERN: OnceLock<Option<Regex>> = OnceLock::new();
        if !self.text.contains("]:") {
            return;
        }
        let Some(pattern) = PATTERN.get_or_init(|| Regex::new(DEFINITION).ok()) else {
            return;
        };
        let (begins, hidden) = self.blocks();
        let folded_text = names::folded(self.text);
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        let mut follows = false;
        for (index, line) in self.text.lines().enumerate() {
            let number = index + 1;
            let is_text = hidden.get(index).is_none_or(|state| *state == State::Text);
            let starts = begins.get(index).is_some_and(|begins| *begins);
            let is_free = hidden
                .get(index)
                .is_some_and(|state| *state == State::Nothing);
            let found = pattern
                .captures(line)
                .filter(|_| is_free || is_text && (starts || follows));
            follows = found.is_some();
            let Some(found) = found else { continue };
            let (label, address) = (&found[1], &found[2]);
            if OF_COMMENTS.contains(&address) {
                continue;
            }
            let start = self.lines.offset(self.text, number, 1);
            let written = line.trim_start_matches(|c: char| c != '[').trim_end();
            let at = start + line.len() - line.trim_start_matches(|c: char| c != '[').len();
            let origin = Origin::new(self.file, at..at + written.len());
            let folded = names::folded(label);
            if let Some(first) = known.get(&folded) {
                let message =
                    format!("the address of `[{label}]` is given at line {first} already");
                let error = Diagnostic::new(Code::DuplicateReference, message).at(origin);
                out.push(error.hint("give one of the two another label"));
                continue;
            }
            known.insert(folded.clone(), number);
            let uses = format!("[{folded}]");
            let count = folded_text.matches(&uses).count();
            let defined = folded_text.matches(&format!("{uses}:")).count();
            if count <= defined {
                let message = format!(
                    "no link uses the address of `[{label}]`: this line would not be printed"
                );
                out.push(
                    Diagnostic::new(Code::UnusedReference, message)
                        .at(origin)
                        .hint(format!("write `[words][{label}]` where the link belongs, or delete the line; as a text, write `\\[{label}]: …`")),
                );
            }
        }
    }

    /// For each line, whether a paragraph begins on it, and what it contains.
    fn blocks(&self) -> (Vec<bool>, Vec<State>) {
        let count = self.text.lines().count();
        let mut begins = vec![false; count];
        let mut states = vec![State::Nothing; count];
        for node in self.root.descendants() {
            let data = node.data();
            let state = match &data.value {
                NodeValue::Paragraph => State::Text,
                NodeValue::CodeBlock(_)
                | NodeValue::HtmlBlock(_)
                | NodeValue::Heading(_)
                | NodeValue::Table(_)
                | NodeValue::FrontMatter(_) => State::Other,
                _ => continue,
            };
            let (start, end) = (data.sourcepos.start.line, data.sourcepos.end.line);
            if let Some(begins) = begins.get_mut(start.saturating_sub(1)) {
                *begins |= state == State::Text;
            }
            let lines = start.saturating_sub(1)..end.min(count);
            for line in states.get_mut(lines).unwrap_or_default() {
                *line = state;
            }
        }
        (begins, states)
    }

    fn first_line<'a>(&self, node: &'a AstNode<'a>) -> Origin {
        let origin = self.origin(node);
        let line = self.text[origin.range.clone()].lines().next();
        let start = origin.range.start;
        Origin::new(self.file, start..start + line.map_or(0, str::len))
    }

    fn origin<'a>(&self, node: &'a AstNode<'a>) -> Origin {
        node_origin(self.file, self.text, self.lines, node)
    }
}

/// The content of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Nothing,
    Text,
    Other,
}
