//! The end of a paragraph: its last words stay together, so that no last line is a word or a part of one. The engine's own
//! rule (`runt`) does not apply to words that may be hyphenated, nor to two short words.
//!
//! A last line is at least a fifth of the measure (J. Tschichold, Erfreuliche Drucksachen; H. Willberg and F. Forssman,
//! Lesetypografie): of 72 characters, the measure of the briefs, that is 15, and more of narrow ones.

use crate::article::ast::{Inline, Text};

/// How many characters the last line has at least.
const LEAST: usize = 18;
/// More characters than this are not kept together: the line before would be left short.
const MOST: usize = 30;
/// A paragraph with fewer characters is no longer than a line.
const SHORT: usize = 70;

/// A text whose last words are joined by no-break spaces. `bound` are words that stay with the next one.
pub fn joined(text: &Text, bound: &[&str]) -> Text {
    let mut joined = text.clone();
    if text.plain().chars().count() >= SHORT {
        join(&mut joined.inlines, bound, &mut 0);
    }
    joined
}

/// Joins the last words, where `after` characters follow. Returns whether it is done.
fn join(inlines: &mut [Inline], bound: &[&str], after: &mut usize) -> bool {
    inlines.iter_mut().rev().any(|inline| match inline {
        Inline::Text(words) => {
            let (text, is_done) = tied(words, bound, after);
            *words = text;
            is_done
        }
        Inline::Emph(inner)
        | Inline::Strong(inner)
        | Inline::Strike(inner)
        | Inline::Sub(inner)
        | Inline::Super(inner)
        | Inline::Link { content: inner, .. } => join(inner, bound, after),
        Inline::Footnote(_) => false,
        Inline::Code(_) | Inline::Break | Inline::Param(_) => true,
    })
}

/// A text with its last spaces no-break, where `after` characters follow; and whether enough words are joined.
fn tied(words: &str, bound: &[&str], after: &mut usize) -> (String, bool) {
    let mut pieces: Vec<&str> = words.split(' ').collect();
    let mut tail = pieces.pop().unwrap_or_default().to_owned();
    *after += tail.chars().count();
    while let Some(word) = pieces.pop() {
        let length = *after + 1 + word.chars().count();
        let is_bound = bound.contains(&word.to_lowercase().as_str());
        if length > MOST || (*after >= LEAST && !is_bound) {
            pieces.push(word);
            pieces.push(&tail);
            return (pieces.join(" "), true);
        }
        tail = format!("{word}\u{A0}{tail}");
        *after = length;
    }
    (tail, false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origin::{FileId, Origin};

    #[test]
    fn last_words_stay_together() {
        let long = "Ce qui précède est assez long pour deux lignes de n’importe quel texte, ";
        let origin = Origin::file(&FileId::new("a.md"));
        for (end, expected) in [
            ("et tout finit ici.", " et~tout~finit~ici."),
            ("la fin.", " quel~texte,~la~fin."),
            ("à la plus longue des fins.", " à~la~plus~longue~des~fins."),
            (
                "incontestablement internationalement.",
                " internationalement.",
            ),
        ] {
            let words = Inline::Text(format!("{long}{end}"));
            let text = Text::new(vec![words], origin.clone());
            let joined = joined(&text, &["à", "la", "des"]);
            let plain = joined.plain().replace('\u{A0}', "~");
            assert!(plain.ends_with(expected), "{plain}");
        }
    }
}
