//! Takes out of parsed Markdown what stands too deep, or is too long, before anything walks it: all that follows is recursive, and the
//! engine breaks the lines of a paragraph at once.

use comrak::arena_tree::NodeEdge;
use comrak::nodes::{AstNode, NodeValue};
use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;

use crate::article::ast::Inline;
use crate::diagnostic::Diagnostic;
use crate::limits::{ARTICLE_DEPTH, COLUMNS, MARKS, PARAGRAPH, too_deep, too_large};

/// Takes out the nodes that are beyond the limits, without recursion. The result is a finding for each, with its node.
pub fn cut<'a>(root: &'a AstNode<'a>) -> Vec<(&'a AstNode<'a>, Diagnostic)> {
    let mut found: Vec<(&AstNode, Diagnostic)> = Vec::new();
    let mut depth = 0;
    let mut cut = |node, finding: fn() -> Diagnostic| found.push((node, finding()));
    for edge in root.traverse() {
        match edge {
            NodeEdge::Start(node) => {
                let outer = depth;
                depth += levels(node);
                if outer <= ARTICLE_DEPTH && depth > ARTICLE_DEPTH {
                    cut(node, || {
                        too_deep("blocks or markup", ARTICLE_DEPTH)
                            .hint("take out some levels: nobody can follow them")
                    });
                } else if is_long(node) {
                    cut(node, long);
                } else if is_wide(node) {
                    cut(node, wide);
                }
            }
            NodeEdge::End(node) => depth -= levels(node),
        }
    }
    // What is left of a block would only be reported again.
    for (node, _) in &found {
        let mut block = *node;
        while let Some(outer) = block.parent().filter(|outer| outer.parent().is_some()) {
            block = outer;
        }
        block.detach();
    }
    found
}

/// How many levels a node is: layouts have twice as many rules for definitions.
fn levels(node: &AstNode) -> usize {
    match node.data().value {
        NodeValue::DescriptionDetails => 2,
        NodeValue::BlockQuote
        | NodeValue::Item(_)
        | NodeValue::BlockDirective(_)
        | NodeValue::Emph
        | NodeValue::Strong
        | NodeValue::Strikethrough
        | NodeValue::Subscript
        | NodeValue::Link(_)
        | NodeValue::Image(_) => 1,
        _ => 0,
    }
}

/// Whether a node is a line of text, which is longer than it may be.
fn is_long<'a>(node: &'a AstNode<'a>) -> bool {
    let data = node.data();
    let is_text = matches!(
        data.value,
        NodeValue::Paragraph | NodeValue::Heading(_) | NodeValue::TableCell
    );
    // Parts of markup are counted without its signs.
    let length = |node: &AstNode| match &node.data().value {
        NodeValue::Text(text) => text.chars().count(),
        NodeValue::Code(code) => code.literal.chars().count(),
        _ => 0,
    };
    is_text && node.descendants().map(length).sum::<usize>() > PARAGRAPH
}

/// The finding about a text that is too long.
pub fn long() -> Diagnostic {
    too_large(format!("this text has more than {PARAGRAPH} characters"))
        .hint("divide it into paragraphs")
}

fn is_wide(node: &AstNode) -> bool {
    matches!(&node.data().value, NodeValue::Table(table) if table.num_columns > COLUMNS)
}

fn wide() -> Diagnostic {
    too_large(format!("this table has more than {COLUMNS} columns"))
        .hint("divide it, or exchange its rows and columns: a page is as long as there are rows")
}

/// How deep inlines stand in each other, without recursion.
pub fn depth(inlines: &[Inline]) -> usize {
    let mut level: Vec<&Inline> = inlines.iter().collect();
    let mut depth = 0;
    while !level.is_empty() {
        depth += 1;
        let inner = level.into_iter().filter_map(Inline::inner);
        level = inner.flatten().collect();
    }
    depth
}

/// The finding about a letter with more marks than any language writes, with the marks that are allowed and one more.
pub fn marked(text: &str) -> Option<(String, Diagnostic)> {
    if text.is_ascii() {
        return None;
    }
    let classes = CanonicalCombiningClassMapBorrowed::new();
    let mut marks = String::new();
    let is_over = text.chars().any(|c| {
        // The first mark of Unicode is U+0300.
        if c < '\u{300}' || classes.get_u8(c) == 0 {
            marks.clear();
            return false;
        }
        marks.push(c);
        marks.chars().count() > MARKS
    });
    let finding = || {
        too_large(format!(
            "a letter has more than {MARKS} marks above and below it"
        ))
        .hint("delete them: a letter of any language has a few")
    };
    is_over.then(|| (marks, finding()))
}
