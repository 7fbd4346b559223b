//! Names of variables that stand in a text without braces, and are printed as they are typed.

use fluent_syntax::parser::Slice as _;

use crate::diagnostic::{Code, Diagnostic};
use crate::l10n::functions::Values;
use crate::l10n::syntax::Piece;

/// Whether what follows a text is code or a part of an address.
fn is_code(before: &str) -> bool {
    let word = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    before.matches('`').count() % 2 == 1 || word.contains("](") || word.contains("://")
}

/// The findings of a text. Only names of `values` count: other words behind a dollar sign may be meant.
pub fn find(text: &Piece, values: &Values) -> Vec<Diagnostic> {
    let written = text.as_str();
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let signs = written.match_indices('$');
    let found = signs.filter_map(|(at, _)| {
        let rest = &written[at + 1..];
        let end = rest.find(|c| !is_of_name(c)).unwrap_or(rest.len());
        // `$lines-long` may be `$lines`.
        let whole = &rest[..end];
        let name = match values.contains_key(whole) {
            true => whole,
            false => whole.split('-').next().unwrap_or(whole),
        };
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '\\' | '$');
        let is_typed = written[..at].ends_with(is_word) || rest[name.len()..].starts_with('$');
        if is_typed || is_code(&written[..at]) || !values.contains_key(name) {
            return None;
        }
        let error = format!("`${name}` stands without braces, and is printed as it is typed");
        let hint = format!("write `{{ ${name} }}`; where readers should see the name, `\\${name}`");
        Some(
            Diagnostic::new(Code::LeftoverMarkup, error)
                .at(text.slice(at..at + 1 + name.len()).origin())
                .hint(hint),
        )
    });
    found.collect()
}
