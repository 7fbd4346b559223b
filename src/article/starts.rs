//! Signs that Markdown takes for another block where a line of a list begins with them: where an editor wraps the text of an item (`- … larger than`, `> 5 percent`), where the text of
//! an item begins with one (`- + 3 percent`), and the star of a note (`* Estimated.`).

use comrak::nodes::{AstNode, ListType, NodeList, NodeValue};

use crate::article::wrapped::{
    LONG, block_name, ends_sentence, escaped, in_the_middle, introduces, is_paragraph,
};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::origin::{LineIndex, Origin};

/// Reports a block that begins with the sign of a text.
pub fn check<'a>(
    node: &'a AstNode<'a>,
    text: &str,
    lines: &LineIndex,
    origin: &dyn Fn() -> Origin,
    out: &mut Diagnostics,
) {
    if !matches!(
        node.data().value,
        NodeValue::List(_) | NodeValue::BlockQuote | NodeValue::Heading(_)
    ) {
        return;
    }
    let place = Place { text, lines };
    let found = place
        .wrapped(node)
        .or_else(|| place.opening(node))
        .or_else(|| place.noted(node));
    if let Some(found) = found {
        out.push(found.at(origin()));
    }
}

/// The text in which nodes have places.
struct Place<'t> {
    text: &'t str,
    lines: &'t LineIndex,
}

/// A line that begins a block: its sign, and what stands behind it.
struct Begun<'t> {
    sign: &'t str,
    words: &'t str,
}

impl Begun<'_> {
    /// Whether the words begin with a number, with its currency or sign at most before it.
    fn is_number(&self) -> bool {
        let words = self
            .words
            .trim_start_matches(|c: char| !c.is_alphanumeric());
        words.starts_with(|c: char| c.is_numeric())
    }

    fn is_lower(&self) -> bool {
        self.words.starts_with(char::is_lowercase)
    }

    /// Whether the words are the middle of a sentence: in lower case, behind a number or not.
    fn goes_on(&self) -> bool {
        let next = self.words.trim_start_matches(|c: char| !c.is_alphabetic());
        next.starts_with(char::is_lowercase)
    }
}

impl<'t> Place<'t> {
    fn line(&self, number: usize, column: usize) -> &'t str {
        self.lines.rest(self.text, number, column).trim()
    }

    /// What a block begins with.
    fn begun(&self, node: &AstNode) -> Begun<'t> {
        let start = node.data().sourcepos.start;
        let line = self.line(start.line, start.column);
        let (sign, words) = line.split_once(' ').unwrap_or((line, ""));
        Begun {
            sign,
            words: words.trim_start(),
        }
    }

    /// A block directly below the last line of a list or a quote, in which a sentence goes on.
    fn wrapped<'a>(&self, node: &'a AstNode<'a>) -> Option<Diagnostic> {
        let what = block_name(node)?;
        let previous = node.previous_sibling()?;
        let is_holder = matches!(
            previous.data().value,
            NodeValue::List(_)
                | NodeValue::BlockQuote
                | NodeValue::DescriptionList
                | NodeValue::FootnoteDefinition(_)
        );
        let mut paragraph = previous;
        while let Some(last) = paragraph.last_child().filter(|_| !is_paragraph(paragraph)) {
            paragraph = last;
        }
        let number = node.data().sourcepos.start.line;
        let is_below = is_paragraph(paragraph) && paragraph.data().sourcepos.end.line + 1 == number;
        if !is_holder || !is_below {
            return None;
        }
        let before = self.line(number - 1, 1);
        let begun = self.begun(node);
        let is_open = !ends_sentence(before) && !introduces(before);
        let is_long = before.chars().count() >= LONG;
        let ends = ends_sentence(begun.words);
        let is_wrapped = match list(node) {
            Some(own) if own.list_type == ListType::Ordered => {
                let follows =
                    list(previous).is_some_and(|list| list.list_type == ListType::Ordered);
                is_long && is_single(node) && !follows
            }
            Some(own) => {
                let is_plus = own.bullet_char == b'+';
                // `+ 5 percent more`, `- 5 percent less`
                let are_signs = list(previous).is_some_and(|list| {
                    is_single(previous)
                        && matches!(
                            (list.bullet_char, own.bullet_char),
                            (b'+', b'-') | (b'-', b'+')
                        )
                        && self.begun(previous).is_number()
                });
                let is_middle = begun.is_number() || begun.goes_on() && (is_plus || ends);
                is_single(node) && (is_long && is_middle || are_signs && begun.is_number())
            }
            None if what == "a quote" => is_long && (begun.is_number() || begun.is_lower()),
            // `## 2 Methods` below an item is a heading.
            None => is_long && begun.goes_on() && (begun.is_number() || ends),
        };
        (is_open && is_wrapped).then(|| in_the_middle(begun.sign, what))
    }

    /// A block with which an item begins, and which is all of it; or an item of one number behind a plus.
    fn opening<'a>(&self, node: &'a AstNode<'a>) -> Option<Diagnostic> {
        let begun = self.begun(node);
        let parent = node.parent()?;
        let is_item = matches!(parent.data().value, NodeValue::Item(_));
        let is_whole = node.previous_sibling().is_none() && node.next_sibling().is_none();
        let is_line = is_item
            && is_whole
            && parent.data().sourcepos.start.line == node.data().sourcepos.start.line;
        let own = list(node).filter(|own| own.list_type == ListType::Bullet && is_single(node));
        let what = match own {
            Some(_) if is_line => "a list of its own",
            None if is_line && block_name(node) == Some("a quote") => {
                let is_short = node.first_child().is_some_and(is_paragraph)
                    && is_single(node)
                    && node.data().sourcepos.start.line == node.data().sourcepos.end.line;
                if !is_short || !(begun.is_number() || begun.is_lower()) {
                    return None;
                }
                "a quote"
            }
            Some(own) if own.bullet_char == b'+' && !is_item && begun.is_number() => {
                let above = node.previous_sibling().map(|above| {
                    let end = above.data().sourcepos.end.line;
                    (
                        end + 1 == node.data().sourcepos.start.line,
                        introduces(self.line(end, 1)),
                    )
                });
                if above.is_some_and(|(is_near, introduces)| is_near || introduces) {
                    return None;
                }
                "an item of a list"
            }
            _ => return None,
        };
        let message = format!("`{}` begins {what} here, and is not printed", begun.sign);
        let hint = format!(
            "where readers should see the sign, write `{}`",
            escaped(begun.sign)
        );
        let found = Diagnostic::new(Code::LineStart, message).hint(hint);
        Some(match is_line {
            true => found.hint("where a block inside of the item is meant, put words before it"),
            false => found.hint("where a list is meant, begin it with `- `"),
        })
    }

    /// The star of a note below a table or a text that has the same star: `2,000*`.
    fn noted<'a>(&self, node: &'a AstNode<'a>) -> Option<Diagnostic> {
        let is_star = list(node)?.bullet_char == b'*' && is_single(node);
        if !is_star {
            return None;
        }
        let mut above = node.previous_sibling();
        while let Some(block) = above {
            let marked = block.descendants().find_map(|inner| {
                let data = inner.data();
                data.value
                    .text()
                    .and_then(|text| starred(text).map(str::to_owned))
            });
            if let Some(word) = marked {
                let words = self.begun(node).words;
                let first = words.split_whitespace().next().unwrap_or_default();
                let message = format!(
                    "the star of this note is printed as the mark of an item, and `{word}` leads to none"
                );
                return Some(
                    Diagnostic::new(Code::LostSigns, message)
                        .hint(format!(
                            "write `\\* {first} …`; or make it a footnote, `[^1]`"
                        ))
                        .hint("where an item of a list is meant, begin it with `- `"),
                );
            }
            if matches!(block.data().value, NodeValue::Heading(_)) {
                return None;
            }
            above = block.previous_sibling();
        }
        None
    }
}

/// The first word of a text with a star at its end.
fn starred(text: &str) -> Option<&str> {
    let is_marked = |word: &&str| {
        let word = word.trim_end_matches(|c: char| ".,;:!?)".contains(c));
        let before = word.strip_suffix('*').unwrap_or_default();
        before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '%' | ')' | '€'))
    };
    text.split_whitespace().find(is_marked)
}

fn list<'a>(node: &'a AstNode<'a>) -> Option<NodeList> {
    match node.data().value {
        NodeValue::List(list) => Some(list),
        _ => None,
    }
}

fn is_single<'a>(node: &'a AstNode<'a>) -> bool {
    node.children().count() == 1
}
