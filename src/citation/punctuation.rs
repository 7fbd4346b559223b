//! Signs that meet where a style puts parts of a citation together: `Now?.`, `J.,`, `ed..`, `(2023,)`.

use crate::article::ast::{Inline, join};

/// Signs that end a sentence or a part of it.
const STOPS: [char; 3] = ['.', '!', '?'];
/// Quotes that close.
const CLOSING: [char; 4] = ['”', '’', '»', '“'];

/// Takes out signs that are said by the sign before them, and spaces that are doubled; sets one behind a comma that a word follows.
pub fn tidy(inlines: &mut Vec<Inline>) {
    let mut before: Vec<char> = Vec::new();
    leaves(inlines, &mut |text| {
        let chars: Vec<char> = text.chars().collect();
        let mut out = String::with_capacity(text.len());
        for (at, &c) in chars.iter().enumerate() {
            let last = before.iter().rev().find(|c| !CLOSING.contains(c)).copied();
            let is_after = before.last().copied();
            let is_said = match c {
                // A shortened word has its stop. Three are an ellipsis.
                '.' => {
                    let is_ellipsis =
                        chars.get(at + 1) == Some(&'.') || before.ends_with(&['.', '.']);
                    last.is_some_and(|last| STOPS.contains(&last)) && !is_ellipsis
                }
                ',' => last == Some(','),
                ' ' => is_after == Some(' '),
                _ => false,
            };
            if is_said {
                continue;
            }
            if c.is_lowercase() && is_after == Some(',') {
                out.push(' ');
                before.push(' ');
            }
            // A few languages of hayagriva's have hyphens in ranges of pages.
            let is_digit = |c: Option<&char>| c.is_some_and(|c| c.is_ascii_digit());
            let is_range =
                c == '\u{2011}' && is_digit(before.last()) && is_digit(chars.get(at + 1));
            let c = if is_range { '–' } else { c };
            out.push(c);
            before.push(c);
        }
        *text = out;
    });
    // A sign before one that ends more: `,.` and `,)`.
    let mut after: Option<char> = None;
    leaves_back(inlines, &mut |text| {
        let mut out: Vec<char> = Vec::new();
        for c in text.chars().rev() {
            let is_lost = matches!(
                (c, after),
                (',', Some('.' | ')' | ']')) | (' ', Some(',' | '.' | ';'))
            );
            if !is_lost {
                out.push(c);
                after = Some(c);
            }
        }
        *text = out.into_iter().rev().collect();
    });
    inlines.retain(|inline| !matches!(inline, Inline::Text(text) if text.is_empty()));
    join(inlines);
}

/// Visits texts in reading order; addresses stay as they are.
fn leaves(inlines: &mut [Inline], visit: &mut impl FnMut(&mut String)) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => visit(text),
            other => leaves(other.inner_mut().map_or(&mut [], |inner| inner), visit),
        }
    }
}

/// Visits texts from the end; addresses stay as they are.
pub fn leaves_back(inlines: &mut [Inline], visit: &mut impl FnMut(&mut String)) {
    for inline in inlines.iter_mut().rev() {
        match inline {
            Inline::Text(text) => visit(text),
            other => leaves_back(other.inner_mut().map_or(&mut [], |inner| inner), visit),
        }
    }
}
