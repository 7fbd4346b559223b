//! White space in a paragraph: runs become one space, and spaces at the ends and beside forced breaks are removed.

use crate::article::ast::{Inline, join};
use crate::article::breaks;
use crate::article::mask::unmask;

/// Removes masks, joins adjacent texts, and normalizes white space.
pub fn finish(inlines: &mut Vec<Inline>) {
    join(inlines);
    let inner = inlines.iter_mut().filter_map(Inline::inner_mut);
    inner.for_each(finish);
    breaks::join(inlines);
    for inline in inlines.iter_mut() {
        if let Inline::Text(text) = inline
            && !is_single_spaced(text)
        {
            *text = single_spaced(text);
        }
    }
    for at in 0..inlines.len() {
        if inlines[at] == Inline::Break {
            if let Some(Inline::Text(before)) = at.checked_sub(1).and_then(|at| inlines.get_mut(at))
            {
                before.truncate(before.trim_end_matches(' ').len());
            }
            if let Some(Inline::Text(after)) = inlines.get_mut(at + 1) {
                *after = after.trim_start_matches(' ').to_owned();
            }
        }
    }
    inlines.retain(|inline| !matches!(inline, Inline::Text(text) if text.is_empty()));
}

fn is_single_spaced(text: &str) -> bool {
    // Masked characters are among those that begin with 0xF4.
    let is_other = |b: &u8| matches!(b, b'\t' | b'\n' | 0xF4);
    let is_double = |pair: &[u8]| pair == b"  ";
    !text.as_bytes().iter().any(is_other) && !text.as_bytes().windows(2).any(is_double)
}

fn single_spaced(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        let c = match unmask(c) {
            '\t' | '\n' => ' ',
            c => c,
        };
        if c != ' ' || !kept.ends_with(' ') {
            kept.push(c);
        }
    }
    kept
}

/// Removes spaces and forced breaks at both ends of a paragraph.
pub fn trim(inlines: &mut Vec<Inline>) {
    let is_blank = |inline: &Inline| match inline {
        Inline::Text(text) => text.trim_matches(' ').is_empty(),
        inline => *inline == Inline::Break,
    };
    let start = inlines.iter().take_while(|inline| is_blank(inline)).count();
    inlines.drain(..start);
    while inlines.pop_if(|inline| is_blank(inline)).is_some() {}
    if let Some(Inline::Text(first)) = inlines.first_mut() {
        *first = first.trim_start_matches(' ').to_owned();
    }
    if let Some(Inline::Text(last)) = inlines.last_mut() {
        *last = last.trim_end_matches(' ').to_owned();
    }
}
