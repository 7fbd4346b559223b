//! Who said a quotation: a last paragraph, or a last line, that begins with a dash.

use comrak::nodes::{AstNode, NodeValue};

/// Whether a character is a dash.
pub fn is_dash(c: char) -> bool {
    matches!(c, '—' | '–' | '―')
}

/// Whether a text begins with a dash, or with hyphens that are one.
pub fn begins_attribution(text: &str) -> bool {
    text.starts_with(is_dash) || text.starts_with("-- ") || text.starts_with("--- ")
}

/// The line end before the attribution on the last line of a quote's last paragraph. No other line of it begins with a dash, as those of a dialogue do; and a sentence
/// does not go on there: a name begins, or the sentence before it has ended.
pub fn attribution_in<'a>(paragraph: &'a AstNode<'a>) -> Option<&'a AstNode<'a>> {
    let is_end = |node: &AstNode| {
        matches!(
            node.data().value,
            NodeValue::SoftBreak | NodeValue::LineBreak
        )
    };
    let text = |node: &AstNode| node.data().value.text().map(|text| text.to_string());
    let dashes = |node: &AstNode| text(node).is_some_and(|text| begins_attribution(&text));
    let end = paragraph.reverse_children().find(|node| is_end(node))?;
    let first = end.next_sibling().filter(|first| dashes(first))?;
    let mut starts = paragraph.children().filter(|node| is_end(node));
    let is_dialogue = paragraph.first_child().is_some_and(&dashes)
        || starts.any(|node| !node.same_node(end) && node.next_sibling().is_some_and(&dashes));
    let before = end.previous_sibling().and_then(&text).unwrap_or_default();
    let before = before.trim_end();
    let is_ended = before.ends_with(|c: char| ".!?…\"”»’'".contains(c));
    let words = text(first)?;
    let name = words
        .trim_start_matches(|c| is_dash(c) || c == '-')
        .trim_start();
    let is_name = !name.starts_with(char::is_lowercase) && !before.ends_with([',', ';', ':']);
    (!is_dialogue && (is_name || is_ended)).then_some(end)
}
