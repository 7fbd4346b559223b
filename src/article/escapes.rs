//! The no-break space of Pandoc, a backslash before a space: `Mr.\\ Smith`. Pandoc writes it for each no-break space of a document in Word.

use crate::article::ast::Inline;

/// Puts a no-break space for each backslash between a word and a space. One between two spaces, `A \\ B`, and those of paths are printed.
pub fn spaces(inlines: &mut [Inline]) {
    for at in 0..inlines.len() {
        let is_last = at + 1 == inlines.len();
        match &mut inlines[at] {
            Inline::Text(text) if text.contains("\\ ") => *text = joined(text, at == 0, is_last),
            inline => spaces(
                inline
                    .inner_mut()
                    .map_or(&mut [], |inner| inner.as_mut_slice()),
            ),
        }
    }
}

fn joined(text: &str, is_first: bool, is_last: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\\ ") {
        out.push_str(before);
        let word = out.rsplit(char::is_whitespace).next().unwrap_or_default();
        let is_drive = word.len() == 2 && word.ends_with(':');
        let is_joined = match word.chars().next_back() {
            Some(_) => !word.contains('\\') && !is_drive,
            None => out.is_empty() && !is_first,
        };
        let has_next = match after.chars().next() {
            Some(next) => !next.is_whitespace() && next != '\\',
            None => !is_last,
        };
        out.push_str(if is_joined && has_next {
            "\u{A0}"
        } else {
            "\\ "
        });
        rest = after;
    }
    out.push_str(rest);
    out
}
