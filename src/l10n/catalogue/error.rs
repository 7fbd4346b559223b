//! Syntax errors of `.ftl` files as diagnostics for translators.

use std::ops::Range;

use fluent_syntax::parser::{ErrorKind, ParserError};

use crate::diagnostic::{Code, Diagnostic};
use crate::l10n::catalogue::entry::first_word;
use crate::l10n::message::Message;
use crate::l10n::nesting;
use crate::origin::{FileId, LineIndex, Origin, floor_char};

const NO_DEFAULT: &str = "no variant is the default";

pub(super) fn too_deep(file: &FileId, at: usize) -> Diagnostic {
    let most = nesting::DEEPEST;
    let error = format!("more than {most} braces and calls stand inside each other");
    Diagnostic::new(Code::FtlSyntax, error)
        .at(Origin::new(file, at..at + 1))
        .hint("look for braces that are not closed; nothing of this file was read")
}

pub(super) fn torn_escape(file: &FileId, text: &str, range: Range<usize>) -> Diagnostic {
    let error = format!("`{}` lacks digits", &text[range.clone()]);
    Diagnostic::new(Code::FtlSyntax, error)
        .at(Origin::new(file, range))
        .hint("write four hexadecimal digits behind `\\u`, six behind `\\U`; nothing of this file was read")
}

/// The error of a selection that has no default, behind the variants that it has.
pub(super) fn without_default(file: &FileId, text: &str, message: &Message) -> Diagnostic {
    let keys = message.selectors.iter().flat_map(|s| s.keys.last());
    let end = keys.map(|(_, range)| range.end).max();
    let end = end.unwrap_or(message.origin.range.start);
    let star = text[end..].find('*').map(|at| end + at);
    let at = star.map_or(end..end, |at| at..at + 1);
    let hint = no_default_hint(&message.id);
    Diagnostic::new(Code::SelectorDefault, NO_DEFAULT)
        .at(Origin::new(file, at))
        .hint(hint)
}

fn no_default_hint(name: &str) -> String {
    format!("in the entry `{name}`: put `*` before one of the variants, such as `*[other]`")
}

/// What is wrong, in the words of a translator.
struct Advice {
    at: Range<usize>,
    message: String,
    hint: String,
}

/// The diagnostic of an error of the parser. Usual faults are placed where they were made, which may be on a line before
/// the one where the parser noticed them.
pub(super) fn syntax_error(
    file: &FileId,
    text: &str,
    lines: &LineIndex,
    error: &ParserError,
) -> Diagnostic {
    let at = floor_char(text, error.pos.start);
    let code = match error.kind {
        ErrorKind::MissingDefaultVariant => Code::SelectorDefault,
        _ => Code::FtlSyntax,
    };
    let slice = error.slice.clone().unwrap_or(at..at);
    let slice = floor_char(text, slice.start)..floor_char(text, slice.end);
    let start = slice.start + leading(&text[slice.clone()]);
    // A text that is missing was looked for to the end.
    let at = match error.kind {
        ErrorKind::ExpectedMessageField { .. } | ErrorKind::ExpectedTermField { .. } => slice.end,
        _ => at,
    };
    let entry = Entry {
        text,
        start,
        at,
        end: slice.end.max(at),
        name: first_word(&text[start..]),
    };
    let advice = entry.tab().or_else(|| entry.advice(&error.kind));
    let advice = advice.unwrap_or_else(|| {
        let (name, line) = (entry.name, lines.position(text, start).line);
        Advice {
            at: at..at,
            message: lower_first(&error.kind.to_string()),
            hint: match name.is_empty() {
                true => LINE.to_owned(),
                false => format!("in the entry `{name}`, which starts at line {line}: look for a brace that is not closed or a line that is not indented"),
            },
        }
    });
    Diagnostic::new(code, advice.message)
        .at(Origin::new(file, advice.at))
        .hint(advice.hint)
}

/// What a line may be.
const LINE: &str =
    "a line of a .ftl file is `id = text`, a comment `# …`, or an indented continuation";
/// What may stand in braces.
const BRACES: &str = "in braces stands a variable `{ $name }`, a term `{ -name }`, a message `{ name }` or a text `{ \"text\" }`; a brace that is text is written `{\"{\"}`";

/// An entry that cannot be parsed.
struct Entry<'t> {
    text: &'t str,
    /// The byte of its first character.
    start: usize,
    /// Where the parser gave up.
    at: usize,
    /// The end of what it skipped.
    end: usize,
    /// Its id, or the word that stands in its place.
    name: &'t str,
}

impl Entry<'_> {
    /// A line up to the error that begins with a tab.
    fn tab(&self) -> Option<Advice> {
        let line = |at: usize| self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        let mut starts = vec![line(self.start)];
        let rest = self.text.get(self.start..self.end).unwrap_or_default();
        starts.extend(rest.match_indices('\n').map(|(at, _)| self.start + at + 1));
        let mut tabs = starts
            .into_iter()
            .filter(|at| self.text[*at..].starts_with('\t') && *at <= self.at + 1);
        let at = tabs.next()?;
        Some(Advice {
            at: at..at + 1,
            message: "this line begins with a tab".to_owned(),
            hint: "indent it with spaces: Fluent does not take a tab for an indentation".to_owned(),
        })
    }

    fn advice(&self, kind: &ErrorKind) -> Option<Advice> {
        let Self {
            text,
            start,
            at,
            name,
            ..
        } = self;
        let (start, at) = (*start, *at);
        let next = text[at..].chars().next();
        let here = at..at + next.map_or(0, char::len_utf8);
        let id = start..start + name.len();
        let (at, message, hint) = match kind {
            ErrorKind::ExpectedToken('=') if !name.is_empty() => (
                here,
                format!("there is no `=` behind `{name}`"),
                format!(
                    "write `{name} = text`; a line that goes on with the message above is indented with spaces"
                ),
            ),
            ErrorKind::ExpectedToken(' ') => (
                here,
                "a space is missing behind `#`".to_owned(),
                "write `# comment`".to_owned(),
            ),
            ErrorKind::ExpectedToken('}') => self.open_brace()?,
            ErrorKind::ExpectedInlineExpression => match next {
                Some('}') => (here, "these braces are empty".to_owned(), BRACES.to_owned()),
                Some(quote @ ('“' | '”' | '„' | '«' | '‘' | '’' | '\'')) => (
                    here,
                    format!("`{quote}` cannot stand in braces"),
                    "in braces, quotes are straight: `{ \"text\" }`".to_owned(),
                ),
                None | Some('\n' | '\r') => self.open_brace()?,
                Some(_) => (
                    here,
                    "this cannot stand in braces".to_owned(),
                    BRACES.to_owned(),
                ),
            },
            ErrorKind::ExpectedCharRange { range } if range.contains('\n') => (
                here,
                "the variants of a selector stand on lines of their own".to_owned(),
                format!(
                    "in the entry `{name}`: end the line behind `->`, write each variant on a line below, and `}}` on the last"
                ),
            ),
            ErrorKind::ExpectedCharRange { .. } => self.no_name(here)?,
            ErrorKind::UnterminatedStringLiteral => {
                let quote = start + text.get(start..at)?.rfind('"')?;
                (
                    quote..quote + 1,
                    "this quote is not closed".to_owned(),
                    "write `\"` at the end of the text, on the same line".to_owned(),
                )
            }
            ErrorKind::UnbalancedClosingBrace => (
                here,
                "this brace closes nothing".to_owned(),
                "delete it; a brace that is text is written `{\"}\"}`".to_owned(),
            ),
            ErrorKind::ExpectedMessageField { .. } | ErrorKind::ExpectedTermField { .. } => (
                id,
                format!("`{name}` has no text"),
                "write it behind `=`; on a line of its own it is indented with spaces".to_owned(),
            ),
            ErrorKind::MissingDefaultVariant => {
                (here, NO_DEFAULT.to_owned(), no_default_hint(name))
            }
            ErrorKind::MultipleDefaultVariants => (
                here,
                "two variants are the default".to_owned(),
                format!("in the entry `{name}`: leave `*` before one of them"),
            ),
            ErrorKind::ForbiddenCallee => (
                here,
                "no function has such a name".to_owned(),
                "names of functions are in capitals: `NUMBER($n)`".to_owned(),
            ),
            ErrorKind::TermAttributeAsPlaceable => (
                here.start..here.start,
                "a term's attribute can only be compared in a selector".to_owned(),
                format!(
                    "in the entry `{name}`: write `{{ -term.attribute -> … }}` with its variants, or make its words a message"
                ),
            ),
            _ => return None,
        };
        Some(Advice { at, message, hint })
    }

    /// The last brace before the error that is not closed.
    fn open_brace(&self) -> Option<(Range<usize>, String, String)> {
        let mut open = Vec::new();
        let mut is_quoted = false;
        for (at, c) in self.text.get(self.start..self.at)?.char_indices() {
            match c {
                '"' if !open.is_empty() => is_quoted = !is_quoted,
                '\n' => is_quoted = false,
                '{' if !is_quoted => open.push(self.start + at),
                '}' if !is_quoted => drop(open.pop()),
                _ => {}
            }
        }
        let at = open.pop()?;
        let hint = match self.text[at..self.at].contains('$')
            && self.text[self.at..].starts_with(['>', '=', '-', '–'])
        {
            true => "a selector is written `{ $n ->`, with its variants on the lines below",
            false => {
                "write `}` behind what stands in it; a brace that is text is written `{\"{\"}`"
            }
        };
        Some((
            at..at + 1,
            "this brace is not closed".to_owned(),
            hint.to_owned(),
        ))
    }

    /// A name that begins with what no name begins with.
    fn no_name(&self, here: Range<usize>) -> Option<(Range<usize>, String, String)> {
        let before = self.text[..here.start].chars().next_back();
        if let Some(sign @ ('$' | '-')) = before.filter(|_| self.at > self.start) {
            let message = format!("a name is missing behind `{sign}`");
            return Some((
                here,
                message,
                format!("write it without a space: `{{ {sign}name }}`"),
            ));
        }
        // The id was read, and what follows it is at fault.
        if self.at > self.start + self.name.len() {
            let rest = self.text[self.at..].lines().next().unwrap_or_default();
            let is_closed = rest.find('}').is_some_and(|end| !rest[..end].contains('{'));
            if before == Some('.') && is_closed {
                let message = "a name is missing behind `.`".to_owned();
                let hint = "write the full stop behind the brace, or `{ name.attribute }`";
                return Some((here, message, hint.to_owned()));
            }
            if let Some(open) = self.open_brace() {
                return Some(open);
            }
        }
        let first = self.text[self.start..].chars().next()?;
        let place = self.start..self.start + first.len_utf8();
        let is_indented = self.text[..self.start].ends_with(' ');
        match first {
            '*' | '[' | '.' | '}' if is_indented => Some((
                place,
                format!("a line of text cannot begin with `{first}`"),
                format!("write `{{\"{first}\"}}` in its place: without braces and quotes, it is syntax"),
            )),
            _ if is_indented => Some((
                place,
                "this line belongs to no message".to_owned(),
                "write the id and `=` before it, or move it below its message".to_owned(),
            )),
            c if c.is_alphanumeric() => Some((
                place,
                format!("`{}` is no id", self.name),
                "an id begins with a letter from a to z, and goes on with letters, digits, `-` and `_`; a line that goes on with the message above is indented with spaces".to_owned(),
            )),
            _ => None,
        }
    }
}

fn leading(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_lowercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}
