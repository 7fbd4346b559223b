//! Reports LaTeX whose backslashes Markdown takes away: equations between brackets, spaces, and accents.

use crate::article::ast::Inline;
use crate::article::flat::{Flat, shown};
use crate::article::mask::{is_masked, mask, may_be_masked, unmask};
use crate::article::source::Source;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// The accents of LaTeX that Markdown takes for escaped signs, and the letters that bear them. People escape `~` and `'` for other reasons, so
/// these are looked for before fewer letters.
const ACCENTS: [(char, &str); 5] = [
    ('"', "aeiouyAEIOUY"),
    ('`', "aeiouAEIOU"),
    ('^', "aeiouAEIOU"),
    ('~', "nao"),
    ('\'', "aeiouy"),
];
/// Words are elided before an apostrophe in these letters, or are shorter than [`LEAST`].
const ELIDED: [&str; 6] = ["qu", "ll", "st", "un", "gl", "rr"];
const LEAST: usize = 3;

/// Reports LaTeX, before scripts are read.
pub fn check(inlines: &[Inline], source: &Source, out: &mut Diagnostics) {
    let flat = Flat::new(inlines);
    if may_be_masked(&flat.text) {
        equations(&flat, source, out);
        signs(&flat, source, out);
    }
}

/// Reports equations between `\(` and `\)` or `\[` and `\]`: Markdown takes these for escaped brackets.
fn equations(flat: &Flat, source: &Source, out: &mut Diagnostics) {
    for (open, close) in [('(', ')'), ('[', ']')] {
        let mut rest = flat.text.as_str();
        while let Some((_, after)) = rest.split_once(mask(open)) {
            let Some((inner, after)) = after.split_once(mask(close)) else {
                break;
            };
            rest = after;
            if open == '[' && !inner.contains(['^', '_', '=', '\\', '+']) {
                continue;
            }
            let written = format!("\\{open}{inner}\\{close}");
            let message = format!(
                "`{}` is an equation in the notation of LaTeX",
                shown(&written)
            );
            out.push(
                Diagnostic::new(Code::NotBuilt, message)
                    .at(source.place(&written))
                    .hint("write `$…$` in a line, and `$$…$$` in a paragraph of its own")
                    .hint("where brackets are meant, write them without backslashes"),
            );
        }
    }
}

/// Reports spaces and accents inside of words and numbers: `5\,km` would be printed with a comma, and `M\"uller` with a quote.
fn signs(flat: &Flat, source: &Source, out: &mut Diagnostics) {
    let text = flat.text.as_str();
    for (at, masked) in text.char_indices().filter(|(_, c)| is_masked(*c)) {
        let (before, after) = (&text[..at], &text[at + masked.len_utf8()..]);
        let start = before.trim_end_matches(char::is_alphanumeric).len();
        let word = &before[start..];
        let (Some(last), Some(next)) = (word.chars().last(), after.chars().next()) else {
            continue;
        };
        let sign = unmask(masked);
        let is_space = matches!(sign, ',' | ';') && next.is_alphanumeric();
        let bears = |(accent, letters): &(char, &str)| *accent == sign && letters.contains(next);
        let is_elided =
            word.chars().count() < LEAST || ELIDED.iter().any(|end| word.ends_with(end));
        let is_accent =
            last.is_alphabetic() && ACCENTS.iter().any(bears) && !(sign == '\'' && is_elided);
        let (what, hint) = match (is_space, is_accent) {
            (true, _) => (
                "a space",
                "write a space: pages keep a number together with what it counts",
            ),
            (_, true) => ("an accent", "write the letter itself, such as `ü`"),
            _ => continue,
        };
        let end = after.len() - after.trim_start_matches(char::is_alphanumeric).len();
        let (rest, printed) = (&after[..end], format!("{word}{sign}{}", &after[..end]));
        let written = format!("{word}\\{sign}{rest}");
        let message =
            format!("`{written}` looks like {what} of LaTeX, and is printed as `{printed}`");
        out.push(
            Diagnostic::new(Code::LeftoverMarkup, message)
                .at(source.place(&written))
                .hint(hint)
                .hint(format!(
                    "where readers should see the sign, write `{printed}`"
                )),
        );
    }
}
