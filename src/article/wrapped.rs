//! Lines of a paragraph that begin with a sign of a block, because they were wrapped there: `- 5 to 10 degrees`, `# 1 in the list`. Markdown lets lists, quotes and
//! headings interrupt a paragraph.

use comrak::nodes::{AstNode, NodeValue};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::origin::{LineIndex, Origin};

/// From this length of its last line on, a paragraph of a list item was probably wrapped.
const LONG: usize = 40;

/// Reports a block if it begins on the line below a paragraph's and looks like its continuation.
pub fn check<'a>(
    node: &'a AstNode<'a>,
    text: &str,
    lines: &LineIndex,
    origin: &dyn Fn() -> Origin,
    out: &mut Diagnostics,
) {
    let what = match node.data().value {
        NodeValue::List(_) => "an item of a list",
        NodeValue::BlockQuote => "a quote",
        NodeValue::Heading(heading) if !heading.setext => "a heading",
        _ => return,
    };
    let Some(paragraph) = node.previous_sibling() else {
        return;
    };
    let data = paragraph.data();
    let number = node.data().sourcepos.start.line;
    if !matches!(data.value, NodeValue::Paragraph) || data.sourcepos.end.line + 1 != number {
        return;
    }
    let line = |number: usize| {
        let start = lines.offset(text, number, 1);
        text[start..].lines().next().unwrap_or_default().trim()
    };
    let (before, begun) = (line(number - 1), line(number));
    let (sign, words) = begun.split_once(' ').unwrap_or((begun, ""));
    let is_number = words
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .starts_with(|c: char| c.is_numeric());
    let is_nested = node
        .parent()
        .is_some_and(|parent| matches!(parent.data().value, NodeValue::Item(_)));
    let is_single = node.children().count() == 1;
    let is_sentence = ends_sentence(before);
    let is_wrapped = match what {
        _ if introduces(before) => false,
        _ if is_nested => is_single && is_number && !is_sentence && before.chars().count() >= LONG,
        "an item of a list" if is_sentence => is_single && is_number,
        "an item of a list" => is_single || is_number,
        _ => !is_sentence,
    };
    if is_wrapped {
        let message =
            format!("the line that begins with `{sign}` is {what}, in the middle of a paragraph");
        out.push(
            Diagnostic::new(Code::LineStart, message)
                .at(origin())
                .hint("put an empty line before it where it is meant as one")
                .hint(format!(
                    "where readers should see the sign, write `{}`, or wrap the line elsewhere",
                    escaped(sign)
                )),
        );
    }
}

/// The sign of a block with a backslash: `\-`, `1\.`.
fn escaped(sign: &str) -> String {
    let at = sign.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
    format!("{}\\{}", &sign[..at], &sign[at..])
}

/// Whether a line introduces what stands below it.
fn introduces(line: &str) -> bool {
    within_signs(line).ends_with([':', '：'])
}

/// Whether a line ends a sentence, or was ended by hand.
fn ends_sentence(line: &str) -> bool {
    within_signs(line).ends_with([
        '.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।', ';', '\\', '|', '>',
    ])
}

/// A line without notes, brackets, quotes and marks of emphasis at its end.
fn within_signs(mut line: &str) -> &str {
    loop {
        let shorter = line.trim_end_matches([')', '"', '\'', '”', '’', '»', '*', '_', '`', '“']);
        let shorter = match shorter
            .strip_suffix(']')
            .and_then(|rest| rest.rsplit_once("[^"))
        {
            Some((rest, _)) => rest,
            None => shorter,
        };
        if shorter.len() == line.len() {
            return line;
        }
        line = shorter;
    }
}
