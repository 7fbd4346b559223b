//! Words that stand twice, and words that stand for a text that is still to be written.

use std::ops::Range;

use crate::diagnostic::Code;
use crate::l10n::message::OPAQUE;
use crate::translate::check::fault::{Fault, Text};

/// Words that authors and translators leave where a text is missing, in capital letters.
const LEFT: [&str; 5] = ["TODO", "FIXME", "XXX", "TBD", "TKTK"];
/// The first words of the usual filler.
const FILLERS: [&str; 3] = ["lorem ipsum", "dolor sit amet", "translate me"];

/// Reports a word that stands twice in a row, unless the language doubles words.
pub fn doubled(text: &Text, out: &mut Vec<Fault>) {
    let Some(allowed) = text.language.doubles() else {
        return;
    };
    let mut last: Option<Range<usize>> = None;
    let mut i = 0;
    while let Some(c) = text.get(i) {
        if !c.is_alphabetic() {
            if !c.is_whitespace() {
                last = None;
            }
            i += 1;
            continue;
        }
        let length = text.line[i..]
            .iter()
            .take_while(|(c, _)| c.is_alphanumeric())
            .count();
        let run = i..i + length;
        let (before, next) = (text.before(i), text.get(run.end));
        // `l’`, `U.` and `peut-être` are parts of a longer word.
        let is_part = matches!(next, Some('\'' | '’' | '-' | '_' | OPAQUE))
            || next == Some('.') && length == 1;
        let is_whole = !is_part && before != Some('-');
        if let Some(first) = last.filter(|first| is_whole && are_same(text, first, &run)) {
            let word = text.slice(run.clone()).to_lowercase();
            let both = first.start..run.end;
            // `da A a Z`: a letter is named.
            let is_word = length > 1 || text.get(first.start) == Some(c);
            if is_word
                && !allowed.contains(&word.as_str())
                && !text.is_in_source(&text.slice(both.clone()))
            {
                let what = format!("has the word `{word}` twice");
                out.push(Fault::new(
                    Code::DoubledWord,
                    both,
                    what,
                    "leave one of the two",
                ));
            }
        }
        i = run.end;
        last = is_whole.then_some(run);
    }
}

/// Whether two words are the same without regard to case.
fn are_same(text: &Text, a: &Range<usize>, b: &Range<usize>) -> bool {
    let lower = |range: &Range<usize>| {
        let chars = text.line[range.clone()].iter();
        chars.flat_map(|(c, _)| c.to_lowercase())
    };
    a.len() == b.len() && lower(a).eq(lower(b))
}

/// Reports words that stand for a text that is still to be written.
pub fn placeholder(text: &Text, out: &mut Vec<Fault>) {
    let is_in_source = |word: &str| {
        text.source
            .is_some_and(|source| source.to_lowercase().contains(&word.to_lowercase()))
    };
    let say = |at: Range<usize>| {
        let what = format!("has the placeholder `{}`", text.slice(at.clone()));
        Fault::new(
            Code::PlaceholderText,
            at,
            what,
            "write the text that it stands for",
        )
    };
    for (at, (c, _)) in text.line.iter().enumerate() {
        let is_first = matches!(c, 'T' | 'F' | 'X' | 'L' | 'D' | 't' | 'l' | 'd');
        if !is_first || text.before(at).is_some_and(char::is_alphanumeric) {
            continue;
        }
        let rest = &text.line[at..];
        let length = rest.iter().take_while(|(c, _)| c.is_alphanumeric()).count();
        let is_word = |word: &&&str| word.chars().eq(rest[..length].iter().map(|(c, _)| *c));
        let left = LEFT.iter().find(is_word);
        if left.is_some_and(|word| !is_in_source(word)) && !is_shouted(text, length) {
            out.push(say(at..at + length));
        }
        for filler in FILLERS {
            let chars = rest.iter().map(|(c, _)| c.to_ascii_lowercase());
            let is_here = || chars.zip(filler.chars()).all(|(a, b)| a == b);
            if rest.len() >= filler.len() && is_here() && !is_in_source(filler) {
                out.push(say(at..at + filler.len()));
            }
        }
    }
}

/// Whether a text of more letters than a word has is in capital letters: the word may be one of the language, as « TODO » in Spanish.
fn is_shouted(text: &Text, length: usize) -> bool {
    let letters = text.line.iter().filter(|(c, _)| c.is_alphabetic()).count();
    letters > length && !text.line.iter().any(|(c, _)| c.is_lowercase())
}
