//! Syntax errors of `.ftl` files as diagnostics for translators.

use fluent_syntax::parser::{ErrorKind, ParserError};

use crate::diagnostic::{Code, Diagnostic};
use crate::l10n::catalogue::entry::first_word;
use crate::l10n::nesting;
use crate::origin::{FileId, LineIndex, Origin};

pub(super) fn too_deep(file: &FileId, at: usize) -> Diagnostic {
    let most = nesting::DEEPEST;
    let error = format!("more than {most} braces and calls stand inside each other");
    Diagnostic::new(Code::FtlSyntax, error)
        .at(Origin::new(file, at..at + 1))
        .hint("look for braces that are not closed; nothing of this file was read")
}

pub(super) fn syntax_error(
    file: &FileId,
    text: &str,
    lines: &LineIndex,
    error: &ParserError,
) -> Diagnostic {
    let at = error.pos.start.min(text.len());
    let code = match error.kind {
        ErrorKind::MissingDefaultVariant => Code::SelectorDefault,
        _ => Code::FtlSyntax,
    };
    let message = match error.kind {
        ErrorKind::TermAttributeAsPlaceable => {
            "a term's attribute can only be compared in a selector".to_owned()
        }
        _ => lower_first(&error.kind.to_string()),
    };
    let diagnostic = Diagnostic::new(code, message);
    let entry = error.slice.clone().unwrap_or(at..at);
    let first = entry.start.min(text.len());
    let name = first_word(&text[first..]);
    let line = lines.position(text, first + leading(&text[first..])).line;
    let is_attribute = matches!(error.kind, ErrorKind::TermAttributeAsPlaceable);
    diagnostic
        .at(Origin::new(file, at..at))
        .hint(if is_attribute {
            format!("in the entry `{name}`: write `{{ -term.attribute -> … }}` with its variants, or make its words a message")
        } else if name.is_empty() {
            "a line of a .ftl file is `id = text`, a comment `# …`, or an indented continuation".to_owned()
        } else {
            format!("in the entry `{name}`, which starts at line {line}: look for a brace that is not closed or a line that is not indented")
        })
}

fn leading(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_lowercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}
