//! Comments on a line with text. CommonMark parses such a line as an HTML block up to its end, so the text would be
//! lost.

use std::borrow::Cow;

use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, parse_document};

use crate::article::html;
use crate::article::inline;
use crate::article::mask::FILL;
use crate::article::source::node_origin;
use crate::origin::{FileId, LineIndex};

/// Replaces the bytes of such comments by [`FILL`], which is never printed. The length stays the same.
pub fn fill<'t>(text: &'t str, lines: &LineIndex) -> Cow<'t, str> {
    let mut filled = Cow::Borrowed(text);
    // Repeated, as the text after a comment may begin with another HTML block.
    while filled.contains("<!--") {
        let comments = beside_text(&filled, lines);
        if comments.is_empty() {
            break;
        }
        let mut bytes = filled.into_owned().into_bytes();
        for range in comments {
            let fillable = |byte: &&mut u8| !matches!(**byte, b'\n' | b'\r');
            bytes[range]
                .iter_mut()
                .filter(fillable)
                .for_each(|byte| *byte = FILL as u8);
        }
        filled = Cow::Owned(String::from_utf8_lossy(&bytes).into_owned());
    }
    filled
}

/// The comments in HTML blocks that contain other text, or that separate the rows of a table.
fn beside_text(text: &str, lines: &LineIndex) -> Vec<std::ops::Range<usize>> {
    let arena = Arena::new();
    let root = parse_document(&arena, text, &inline::options());
    let nowhere = FileId::new("");
    let mut found = Vec::new();
    for node in root.descendants() {
        let data = node.data();
        let NodeValue::HtmlBlock(block) = &data.value else {
            continue;
        };
        let rest = html::beside_comments(&block.literal);
        let parts_rows = || rest.as_deref() == Some("") && parts_rows(node, text, lines);
        let has_text = rest
            .as_deref()
            .is_some_and(|rest| !rest.is_empty() && !rest.starts_with('<'));
        if !has_text && !parts_rows() {
            continue;
        }
        let range = node_origin(&nowhere, text, lines, node).range;
        let is_nested = data.sourcepos.start.column > 1;
        let comments = html::comments(&text[range.clone()]).into_iter();
        let comments =
            comments.map(|comment| range.start + comment.start..range.start + comment.end);
        // In a list or a quote, a comment over several lines includes the markers of these, so it is not replaced.
        found
            .extend(comments.filter(|comment| !is_nested || !text[comment.clone()].contains('\n')));
    }
    found
}

/// Whether a comment is between two rows of a table.
fn parts_rows(node: &AstNode, text: &str, lines: &LineIndex) -> bool {
    let is_table = |before: &AstNode| matches!(before.data().value, NodeValue::Table(_));
    let next = lines.offset(text, node.data().sourcepos.end.line + 1, 1);
    node.previous_sibling().is_some_and(is_table)
        && text[next..].trim_start_matches(' ').starts_with('|')
}
