//! Dollars that are read as an equation and mean money, or values of a shell: `$5 each, or 10$`, `US$/EUR$`, `$HOME/$USER`.

use comrak::nodes::{AstNode, NodeValue};

use crate::diagnostic::{Code, Diagnostic};

/// The error for such dollars, with what stands between them.
pub fn finding(tex: &str) -> Diagnostic {
    let message =
        format!("`${tex}$` is read as an equation, and looks like words between two dollars");
    Diagnostic::new(Code::Equation, message)
        .hint("where dollars are meant, write `\\$`; in code, between backquotes, they stand for themselves")
        .hint("in an equation, words are `\\text{…}`; part it by a space from the words beside it")
}

/// Whether what stands between two dollars is no equation, by itself and by what the dollars stand beside.
pub fn are_no_equation<'a>(tex: &str, node: &'a AstNode<'a>) -> bool {
    let beside = |node: Option<&'a AstNode<'a>>, last: bool| {
        let data = node?.data();
        let NodeValue::Text(text) = &data.value else {
            return None;
        };
        match last {
            true => text.chars().next_back(),
            false => text.chars().next(),
        }
    };
    let before = beside(node.previous_sibling(), true);
    let behind = beside(node.next_sibling(), false);
    is_prose(tex) || is_money(tex, before) || is_value(tex, behind)
}

/// Whether it begins with a number and goes on with a word: `$200 (US$`, `$5 each, or 10$`.
fn is_prose(tex: &str) -> bool {
    let words = tex.split([' ', '(', ')', ',', ';', '.', ':', '/', '-', '–']);
    // `2 π r` has letters, and no word.
    let is_word = |word: &str| word.chars().count() > 1 && word.chars().all(char::is_alphabetic);
    tex.starts_with(|c: char| c.is_ascii_digit())
        && !tex.contains(['\\', '^', '_', '='])
        && words.skip(1).any(is_word)
}

/// Whether the first dollar ends an amount or the name of a currency, or what follows is one: `US$/EUR$`, `5$-6$`, `$/€`. An equation that belongs to the word before it
/// is a script or a command, `CO$_2$`, `10$\times$`.
fn is_money(tex: &str, before: Option<char>) -> bool {
    let is_script = tex.starts_with(['_', '^', '\\', '{', '\'']);
    let is_amount = before.is_some_and(|c| c.is_ascii_digit())
        && tex.starts_with(|c: char| !c.is_alphanumeric() && c != '(');
    let is_name = before.is_some_and(|c| c.is_lowercase() || c.is_uppercase());
    !is_script && (is_amount || is_name)
        || tex.starts_with('/') && tex.len() > 1
        || tex.contains(['€', '£', '¥'])
}

/// Whether the second dollar begins the name of a value: `$HOME/$USER`, `${A}-${B}`, `$PATH$OLD`. An equation does not end in a sign that asks for something behind it.
fn is_value(tex: &str, behind: Option<char>) -> bool {
    let is_followed =
        behind.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '{' | '('));
    let is_open = tex.ends_with(|c: char| c.is_ascii_punctuation() && !")]}'|!*".contains(c))
        && tex.contains(|c: char| c.is_alphanumeric());
    let count = tex.chars().count();
    let is_name = tex.chars().all(|c| c.is_alphanumeric() || c == '_')
        && (count > 2 || count > 1 && !tex.contains(char::is_lowercase))
        && tex.starts_with(char::is_alphabetic)
        && behind.is_some_and(|c| c.is_ascii_alphabetic());
    is_followed && is_open || is_name
}
