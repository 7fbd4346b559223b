//! Bare addresses in a text, such as `https://example.org/_next_/a~b`: their punctuation must not be parsed as markup.
//!
//! The parser recognizes addresses in links only. So punctuation in bare addresses is replaced by control characters
//! before parsing, and restored afterwards.

use std::borrow::Cow;
use std::sync::OnceLock;

use comrak::nodes::{AstNode, NodeValue};
use regex::Regex;

use crate::article::breaks;

/// Punctuation that could be markup, and its replacements. These have the same length, so that places stay valid.
const SIGNS: [(char, char); 5] = [
    ('*', '\u{2}'),
    ('_', '\u{3}'),
    ('~', '\u{4}'),
    ('^', '\u{5}'),
    ('$', '\u{6}'),
];

/// Signs at the start of a line that would begin a block, in a displayed equation over several lines, and their replacements.
const OF_BLOCKS: [(char, char); 6] = [
    ('+', '\u{E}'),
    ('-', '\u{F}'),
    ('=', '\u{10}'),
    ('>', '\u{11}'),
    ('#', '\u{12}'),
    ('*', '\u{13}'),
];

/// Punctuation at the end of an address that belongs to the sentence, or closes something before the address.
const TRAILING: [char; 11] = ['?', '!', '.', ',', ':', ';', '*', '_', '~', '\'', '"'];

/// Replaces the punctuation in all bare addresses.
pub fn hide(text: &str) -> Cow<'_, str> {
    static START: OnceLock<Option<Regex>> = OnceLock::new();
    let may_hold = text.contains("://") || text.contains("www.");
    // Such characters in a text are errors that are reported elsewhere.
    if !may_hold || text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let start = || Regex::new(r"(?i)\b(?:(?:https?|ftp)://|www\.)").ok();
    let Some(start) = START.get_or_init(start) else {
        return Cow::Borrowed(text);
    };
    let mut hidden = String::with_capacity(text.len());
    let mut of_links = 0;
    for found in start.find_iter(text) {
        let before = &text[..found.start()];
        // In a link, the parser takes the address verbatim.
        let is_of_link = before.ends_with('<') || before.ends_with("](") || {
            before.trim_end_matches(' ').ends_with("]:")
        };
        // `https://www.a.org` is one address, and so is `https://a.org/https://b.org`.
        if found.start() < hidden.len().max(of_links) {
            continue;
        }
        let end = found.end() + length(&text[found.end()..], before.ends_with('*'));
        if is_of_link {
            of_links = end;
            continue;
        }
        hidden.push_str(&text[hidden.len()..found.start()]);
        let mut is_escaped = false;
        for c in text[found.start()..end].chars() {
            let sign = SIGNS.iter().find(|(sign, _)| *sign == c && !is_escaped);
            hidden.push(sign.map_or(c, |(_, hidden)| *hidden));
            is_escaped = c == '\\' && !is_escaped;
        }
    }
    hidden.push_str(&text[hidden.len()..]);
    Cow::Owned(hidden)
}

/// Replaces the signs at the start of the lines of displayed equations, which Markdown would take for lists, quotes and headings.
pub fn hide_in_equations(text: Cow<str>) -> Cow<str> {
    if !text.contains("$$") {
        return text;
    }
    let mut hidden = String::with_capacity(text.len());
    let (mut is_code, mut is_open) = (false, false);
    for line in text.split_inclusive('\n') {
        let inner = line.trim_start();
        let indent = line.len() - inner.len();
        let was_open = is_open;
        if inner.starts_with("```") || inner.starts_with("~~~") {
            is_code = !is_code && !is_open;
        }
        is_open = match (is_code, was_open) {
            (true, _) => false,
            // An empty line ends the paragraph, and with it what was never closed.
            (_, true) => !inner.is_empty() && !inner.contains("$$"),
            (_, false) => inner.starts_with("$$") && inner.matches("$$").count() % 2 == 1,
        };
        let first = inner.chars().next();
        let sign = OF_BLOCKS.iter().find(|(sign, _)| Some(*sign) == first);
        match sign.filter(|_| was_open && !is_code) {
            Some((sign, instead)) => {
                hidden.push_str(&line[..indent]);
                hidden.push(*instead);
                hidden.push_str(&inner[sign.len_utf8()..]);
            }
            None => hidden.push_str(line),
        }
    }
    Cow::Owned(hidden)
}

/// The length in bytes of the address at the start of a text.
fn length(text: &str, is_starred: bool) -> usize {
    let mut end = text.len();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let ends = match c {
            // Escaped punctuation is no markup anyway.
            '\\' => chars
                .next_if(|(_, next)| next.is_ascii_punctuation())
                .is_none(),
            '<' | '>' | '"' | '`' | '[' | ']' | '{' | '}' | '|' => true,
            '*' => is_starred,
            c if c.is_ascii() => c.is_ascii_whitespace() || c.is_ascii_control(),
            c => !c.is_alphanumeric() || breaks::is_unspaced(c),
        };
        if ends {
            end = at;
            break;
        }
    }
    loop {
        let address = &text[..end];
        let is_closing =
            address.ends_with(')') && address.matches(')').count() > address.matches('(').count();
        if !address.ends_with(TRAILING) && !is_closing {
            return end;
        }
        end -= 1;
    }
}

/// Whether a character is a replacement. Valid texts contain none.
pub fn is_hidden(c: char) -> bool {
    sign(c).is_some()
}

/// The punctuation that a replacement stands for.
pub fn sign(c: char) -> Option<char> {
    if c >= ' ' {
        return None;
    }
    let mut all = SIGNS.iter().chain(&OF_BLOCKS);
    let sign = all.find(|(_, hidden)| *hidden == c);
    sign.map(|(sign, _)| *sign)
}

/// Restores the punctuation in all nodes with verbatim content. Text nodes are restored when they are converted.
pub fn restore<'a>(root: &'a AstNode<'a>) {
    for node in root.descendants() {
        let mut data = node.data_mut();
        match &mut data.value {
            NodeValue::Code(code) => restore_in(&mut code.literal),
            NodeValue::CodeBlock(code) => {
                restore_in(&mut code.literal);
                restore_in(&mut code.info);
            }
            NodeValue::Link(link) | NodeValue::Image(link) => {
                restore_in(&mut link.url);
                restore_in(&mut link.title);
            }
            NodeValue::HtmlInline(html) => restore_in(html),
            NodeValue::HtmlBlock(html) => restore_in(&mut html.literal),
            NodeValue::Math(math) => restore_in(&mut math.literal),
            NodeValue::BlockDirective(directive) => restore_in(&mut directive.info),
            _ => {}
        }
    }
}

fn restore_in(text: &mut String) {
    if text.contains(is_hidden) {
        *text = text.chars().map(|c| sign(c).unwrap_or(c)).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_where_readers_see_its_end() {
        for (text, address) in [
            ("https://a.org/_b_/c~d~e and", "https://a.org/_b_/c~d~e"),
            ("https://a.org/b_(c)_d).", "https://a.org/b_(c)_d"),
            ("www.a.org/*b*c[^1]", "www.a.org/*b*c"),
            ("https://a.org/é_b_», _c_", "https://a.org/é_b"),
            ("https://a.orgを*強調*", "https://a.org"),
            ("https://a.org/a\\_b_c\\", "https://a.org/a\\_b_c"),
        ] {
            let found = length(&text[4..], false) + 4;
            assert_eq!(&text[..found], address);
        }
    }
}
