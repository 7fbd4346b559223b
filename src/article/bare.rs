//! Addresses that stand bare in a text, `https://example.org/_next_/a~b`: their signs belong to them, and are no marks.
//!
//! The parser knows addresses in links alone. So each sign of another one is a control character while it reads.

use std::borrow::Cow;
use std::sync::OnceLock;

use comrak::nodes::{AstNode, NodeValue};
use regex::Regex;

use crate::article::breaks;

/// Signs that would be marks, and what stands for them: as long, so that all places stay.
const SIGNS: [(char, char); 5] = [
    ('*', '\u{2}'),
    ('_', '\u{3}'),
    ('~', '\u{4}'),
    ('^', '\u{5}'),
    ('$', '\u{6}'),
];

/// Signs that end a sentence, or close what was opened before an address.
const TRAILING: [char; 11] = ['?', '!', '.', ',', ':', ';', '*', '_', '~', '\'', '"'];

/// Hides the signs of all bare addresses.
pub fn hide(text: &str) -> Cow<'_, str> {
    static START: OnceLock<Option<Regex>> = OnceLock::new();
    let may_hold = text.contains("://") || text.contains("www.");
    // A text that holds such a character is in error anyway.
    if !may_hold || text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let start = || Regex::new(r"(?i)\b(?:(?:https?|ftp)://|www\.)").ok();
    let Some(start) = START.get_or_init(start) else {
        return Cow::Borrowed(text);
    };
    let mut hidden = String::with_capacity(text.len());
    for found in start.find_iter(text) {
        let before = &text[..found.start()];
        // Of a link, the parser takes the address as it is.
        let is_of_link = before.ends_with('<') || before.ends_with("](") || {
            before.trim_end_matches(' ').ends_with("]:")
        };
        if found.start() < hidden.len() || is_of_link {
            continue;
        }
        hidden.push_str(&text[hidden.len()..found.start()]);
        let end = found.end() + length(&text[found.end()..], before.ends_with('*'));
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

/// How many bytes of a text belong to the address that it begins with.
fn length(text: &str, is_starred: bool) -> usize {
    let mut end = text.len();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let ends = match c {
            // An escaped sign is none already.
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

/// Whether a character stands for a sign. No text can hold it.
pub fn is_hidden(c: char) -> bool {
    sign(c).is_some()
}

/// The sign that a character stands for.
pub fn sign(c: char) -> Option<char> {
    let sign = SIGNS.iter().find(|(_, hidden)| *hidden == c);
    sign.map(|(sign, _)| *sign)
}

/// Puts the signs back wherever the parser keeps them as they were typed: all but texts.
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
