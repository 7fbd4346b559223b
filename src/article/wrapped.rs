//! Lines of a paragraph that were wrapped at a wrong place: before a sign of a block, as Markdown lets lists, quotes and headings interrupt a paragraph (`- 5 to 10 degrees`,
//! `# 1 in the list`), or inside a word.

use std::ops::Range;

use comrak::nodes::{AstNode, NodeValue};

use crate::article::attribution::attribution_in;
use crate::article::letters::{TINY, are_of_letter, begins_anew};
use crate::article::opening;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::origin::{LineIndex, Origin};

/// From this length of its last line on, a paragraph of a list item was probably wrapped.
pub const LONG: usize = 30;

/// Shorter lines than this were ended by hand, not wrapped.
const SHORT: usize = 45;

/// Reports a paragraph of lines that were ended by hand, which are joined into one: all begin with bold words, or all with a label and a colon, as those of a conversation, or
/// all are short and begin with a capital or a number, as those of an address or a verse, or two of them open alike, as items do (`opening`).
pub fn check_lines<'a>(
    node: &'a AstNode<'a>,
    text: &str,
    lines: &LineIndex,
    origin: &dyn Fn() -> Origin,
    out: &mut Diagnostics,
) {
    let data = node.data();
    let (start, end) = (data.sourcepos.start.line, data.sourcepos.end.line);
    if !matches!(data.value, NodeValue::Paragraph) || end <= start {
        return;
    }
    let raw = |number: usize| lines.rest(text, number, 1);
    let line = |number: usize| raw(number).trim_start_matches([' ', '>']);
    let mut all: Vec<&str> = (start..=end).map(line).collect();
    let is_quoted = node
        .parent()
        .is_some_and(|parent| matches!(parent.data().value, NodeValue::BlockQuote))
        && node.next_sibling().is_none();
    // Who said it is printed on a line of its own.
    if is_quoted && attribution_in(node).is_some() {
        all.pop();
    }
    if all.len() < 2 || opening::are_glued(&all) {
        return;
    }
    let (_, before_last) = all.split_last().unwrap_or((&"", &[]));
    let is_kept =
        |line: &&str| line.ends_with("  ") || line.ends_with('\\') || line.ends_with("<br>");
    let are = |hold: fn(&str) -> bool| all.iter().all(|line| hold(line));
    let is_of_sentences = before_last
        .iter()
        .filter(|line| ends_sentence(line.trim_end()))
        .count()
        * 2
        > before_last.len();
    let is_letter = || are_of_letter(&all, raw(start + 1));
    let are_apart = match all.len() {
        _ if is_letter() => true,
        _ if begins_titled(&all) => true,
        2 => {
            are(begins_labelled)
                || are(is_short)
                    && (are(begins_emphasized)
                        || are(begins_lettered)
                        || are(begins_counted)
                        || are_names(&all))
        }
        _ => {
            are(begins_bold)
                || are(begins_labelled)
                || are(is_short) && are(begins_anew) && !is_of_sentences
        }
    };
    let is_item = |at: usize, two: &[&str]| !is_kept(&two[0]) && opening::are_alike(two, at == 0);
    let are_items = || {
        let mut pairs = all.windows(2).enumerate();
        !all.iter().any(|line| opening::is_of_other_list(line))
            && pairs.any(|(at, two)| is_item(at, two))
    };
    if are_apart && !before_last.iter().all(is_kept) || are_items() {
        let count = all.len();
        let message =
            format!("these {count} lines are printed as one paragraph: a line end is a space");
        out.push(
            Diagnostic::new(Code::LinesJoined, message)
                .at(origin())
                .hint("part them by empty lines, end each with a backslash, or make them items of a list, `- …`"),
        );
    }
}

fn is_short(line: &str) -> bool {
    line.chars().count() < SHORT
}

fn begins_bold(line: &str) -> bool {
    line.starts_with("**") && line[2..].contains("**")
}

/// Whether the first line is in bold as a whole, as a title is, and the next one begins anew.
fn begins_titled(lines: &[&str]) -> bool {
    let [first, second, ..] = lines else {
        return false;
    };
    let inner = first
        .trim_end()
        .strip_prefix("**")
        .and_then(|line| line.strip_suffix("**"));
    inner.is_some_and(|inner| !inner.contains('*') && is_short(inner)) && begins_anew(second)
}

/// Whether a line begins with words in bold or italics, such as the name of who speaks.
fn begins_emphasized(line: &str) -> bool {
    let is_marked = |sign: char| {
        let words = line.strip_prefix(sign);
        words.is_some_and(|words| !words.starts_with(' ') && words.contains(sign))
    };
    begins_bold(line) || is_marked('*') || is_marked('_')
}

/// Whether a line begins with a letter of its own, as that of an answer: `Q. What next?`, `A. Nothing.`
fn begins_lettered(line: &str) -> bool {
    let mut chars = line.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.as_str().starts_with(". ")
}

/// Whether a line begins with a number of several parts and a capital, as that of an item: `1.2 Scope`.
fn begins_counted(line: &str) -> bool {
    let (number, words) = line.split_once(' ').unwrap_or_default();
    let number = number.trim_end_matches('.');
    let mut parts = number.split('.');
    let is_number = number.contains('.')
        && parts.all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
    is_number && words.starts_with(char::is_uppercase)
}

/// Whether two lines are a name and what belongs to it, such as a signature: both are very short, and the first one ends with a capitalized word or a number and no sign.
fn are_names(lines: &[&str]) -> bool {
    let is_tiny = |line: &&str| line.chars().count() <= TINY;
    let is_name = |line: &str| {
        let last = line.split_whitespace().next_back().unwrap_or_default();
        let begins = last.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        begins && last.ends_with(char::is_alphanumeric)
    };
    let first = lines.first().is_some_and(|line| is_name(line));
    first && lines.iter().all(|line| is_tiny(line) && begins_anew(line))
}

/// Whether a line begins with up to three words and a colon.
fn begins_labelled(line: &str) -> bool {
    let parts = line.split_once(": ").or_else(|| line.split_once('：'));
    parts.is_some_and(|(label, _)| {
        let is_of_label = |c: char| c.is_alphanumeric() || " '’-()&/".contains(c);
        let is_name = |c: char| c.is_alphabetic() && !c.is_lowercase();
        label.starts_with(is_name)
            && label.split(' ').count() <= 3
            && label.chars().all(is_of_label)
    })
}

/// Words that follow one whose second part is left out: `pre- and post-war`, „Haupt- und Nebensatz“.
const JOINING: &str = "and or to nor but than as versus vs through und oder bzw sowie bis als wie noch statt et ou y o e u i og eller och en of ja tai \
    lub czy a ani nebo és vagy și sau ve veya або и или та";

/// Reports a word that a hyphen splits at the end of a line: a line end is a space.
pub fn check_word<'a>(
    node: &'a AstNode<'a>,
    text: &str,
    lines: &LineIndex,
    at: &dyn Fn(Range<usize>) -> Origin,
    out: &mut Diagnostics,
) {
    if !matches!(node.data().value, NodeValue::SoftBreak) {
        return;
    }
    let words = |node: Option<&'a AstNode<'a>>| {
        node.and_then(|node| Some(node.data().value.text()?.to_string()))
            .unwrap_or_default()
    };
    let (before, behind) = (words(node.previous_sibling()), words(node.next_sibling()));
    let first = before.split_whitespace().next_back().unwrap_or_default();
    let second = behind.split_whitespace().next().unwrap_or_default();
    let is_split = first.strip_suffix(['-', '\u{2010}']).is_some_and(|part| {
        part.ends_with(char::is_alphanumeric) && before.ends_with(['-', '\u{2010}'])
    });
    let next = second.trim_matches(|c: char| !c.is_alphanumeric());
    let is_whole = JOINING
        .split_whitespace()
        .any(|word| word == next.to_lowercase());
    if !is_split || is_whole || !second.starts_with(char::is_alphanumeric) {
        return;
    }
    let number = node.data().sourcepos.start.line;
    let start = lines.offset(text, number, 1);
    let line = lines.rest(text, number, 1).trim_end();
    let range = start + line.len() - first.len().min(line.len())..start + line.len();
    let message = format!("this word is printed as `{first} {next}`: a line end is a space");
    out.push(
        Diagnostic::new(Code::SplitWord, message)
            .at(at(range))
            .hint("write the word on one line; pages have hyphens of their own"),
    );
}

/// Whether a node is a paragraph.
pub fn is_paragraph<'a>(node: &'a AstNode<'a>) -> bool {
    matches!(node.data().value, NodeValue::Paragraph)
}

/// Reports a block if it begins on the line below a paragraph's and looks like its continuation.
pub fn check<'a>(
    node: &'a AstNode<'a>,
    text: &str,
    lines: &LineIndex,
    origin: &dyn Fn() -> Origin,
    out: &mut Diagnostics,
) {
    let Some(what) = block_name(node) else {
        return;
    };
    let Some(paragraph) = node.previous_sibling() else {
        return;
    };
    let data = paragraph.data();
    let number = node.data().sourcepos.start.line;
    if !matches!(data.value, NodeValue::Paragraph) || data.sourcepos.end.line + 1 != number {
        return;
    }
    let line = |number: usize, column: usize| lines.rest(text, number, column).trim();
    let column = node.data().sourcepos.start.column;
    let (before, begun) = (line(number - 1, 1), line(number, column));
    // The title of a callout is no paragraph.
    let is_title = data.sourcepos.start.line == data.sourcepos.end.line
        && data.sourcepos.start.column > 1
        && before.trim_start_matches(['>', ' ']).starts_with("[!");
    if is_title {
        return;
    }
    let (sign, words) = begun.split_once(' ').unwrap_or((begun, ""));
    let is_number = words
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .starts_with(|c: char| c.is_numeric());
    let is_counted = sign.starts_with(|c: char| c.is_ascii_digit());
    let is_nested = node
        .parent()
        .is_some_and(|parent| matches!(parent.data().value, NodeValue::Item(_)));
    let is_single = node.children().count() == 1;
    let is_sentence = ends_sentence(before);
    let is_wrapped = match what {
        _ if introduces(before) => false,
        _ if is_nested => {
            let is_long = before.chars().count() >= LONG;
            is_single && (is_number || is_counted) && !is_sentence && is_long
        }
        "an item of a list" if is_sentence => is_single && is_number,
        "an item of a list" => is_single || is_number,
        _ => !is_sentence,
    };
    if is_wrapped {
        out.push(in_the_middle(sign, what).at(origin()));
    }
}

/// What a block is that a sign begins.
pub fn block_name<'a>(node: &'a AstNode<'a>) -> Option<&'static str> {
    match node.data().value {
        NodeValue::List(_) => Some("an item of a list"),
        NodeValue::BlockQuote => Some("a quote"),
        NodeValue::Heading(heading) if !heading.setext => Some("a heading"),
        _ => None,
    }
}

/// The finding for a block in the middle of a text.
pub fn in_the_middle(sign: &str, what: &str) -> Diagnostic {
    let message =
        format!("the line that begins with `{sign}` is {what}, in the middle of a paragraph");
    Diagnostic::new(Code::LineStart, message)
        .hint("put an empty line before it where it is meant as one")
        .hint(format!(
            "where readers should see the sign, write `{}`, or wrap the line elsewhere",
            escaped(sign)
        ))
}

/// The sign of a block with a backslash: `\-`, `1\.`.
pub fn escaped(sign: &str) -> String {
    let at = sign.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
    format!("{}\\{}", &sign[..at], &sign[at..])
}

/// Whether a line introduces what stands below it.
pub fn introduces(line: &str) -> bool {
    within_signs(line).ends_with([':', '：'])
}

/// Whether a line ends a sentence, or was ended by hand.
pub fn ends_sentence(line: &str) -> bool {
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
