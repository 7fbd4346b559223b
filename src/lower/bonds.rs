//! Where elements of a text meet, articles, prepositions and their like stay with the next word: “et *un accent*”. Inside of an
//! element, layouts see to that in display type (`layouts/theme/sense.typ`), but their rules do not reach over its ends.

use crate::article::ast::{Inline, Text};

/// What stands for an element without words of its own, as the object replacement character of Unicode does.
const OBJECT: char = '\u{FFFC}';

/// What stands before a word, or holds another one to it.
const OPENINGS: [char; 9] = ['\u{A0}', '\u{202F}', '’', '\'', '(', '«', '“', '„', '-'];

/// A part of a text without elements in it.
enum Leaf<'a> {
    Words(&'a mut String),
    Object,
    /// The end of a line, or a value of a label, which stands by itself.
    Break,
}

/// A word, with the space behind it.
#[derive(Default)]
struct Word {
    text: String,
    /// The indexes of the leaves in which its letters begin and end.
    leaves: Option<(usize, usize)>,
    /// The leaf of the space and its byte there, if there is one.
    space: Option<(usize, usize)>,
}

/// A text in which the words of `bound` are tied to the next one by no-break spaces where these are not in one element with them.
pub fn bonded(text: &Text, bound: &[&str]) -> Text {
    let mut bonded = text.clone();
    let mut leaves = Vec::new();
    collect(&mut bonded.inlines, &mut leaves);
    let words = words(&leaves);
    let mut spaces = Vec::new();
    // A run of words that stay together ends with one that is not bound.
    for run in words.chunk_by(|word, _| is_bound(word, bound)) {
        let ends = [run.first(), run.last()].map(|word| word.and_then(|word| word.leaves));
        if let [Some((first, _)), Some((_, last))] = ends
            && first != last
            && let [tied @ .., _] = run
        {
            spaces.extend(tied.iter().filter_map(|word| word.space));
        }
    }
    for (leaf, at) in spaces.into_iter().rev() {
        if let Leaf::Words(words) = &mut leaves[leaf] {
            words.replace_range(at..=at, "\u{A0}");
        }
    }
    bonded
}

/// The leaves of inlines, in order. A footnote's mark stands at the word before it.
fn collect<'a>(inlines: &'a mut [Inline], leaves: &mut Vec<Leaf<'a>>) {
    for inline in inlines {
        match inline {
            Inline::Text(words) => leaves.push(Leaf::Words(words)),
            Inline::Code(_) | Inline::Math(_) | Inline::Reference(_) => leaves.push(Leaf::Object),
            Inline::Break | Inline::Param(_) => leaves.push(Leaf::Break),
            Inline::Footnote(_) | Inline::Source { .. } => {}
            element => collect(element.inner_mut().map_or(&mut [], |inner| inner), leaves),
        }
    }
}

fn words(leaves: &[Leaf]) -> Vec<Word> {
    let mut words = Vec::new();
    let mut word = Word::default();
    for (index, leaf) in leaves.iter().enumerate() {
        let text = match leaf {
            Leaf::Words(text) => text.as_str(),
            Leaf::Object => {
                word.extend(OBJECT, index);
                continue;
            }
            Leaf::Break => {
                words.push(std::mem::take(&mut word));
                continue;
            }
        };
        for (at, c) in text.char_indices() {
            if c == ' ' {
                word.space = Some((index, at));
                words.push(std::mem::take(&mut word));
            } else {
                word.extend(c, index);
            }
        }
    }
    words.push(word);
    words
}

impl Word {
    /// Adds a sign. Stops may stand in another leaf than their word.
    fn extend(&mut self, c: char, leaf: usize) {
        self.text.push(c);
        if !c.is_alphanumeric() && c != OBJECT {
            return;
        }
        let first = self.leaves.map_or(leaf, |(first, _)| first);
        self.leaves = Some((first, leaf));
    }
}

fn is_bound(word: &Word, bound: &[&str]) -> bool {
    let core = word.text.rsplit(OPENINGS).next().unwrap_or_default();
    word.space.is_some() && bound.contains(&core.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origin::{FileId, Origin};

    #[test]
    fn bound_words_stay_with_the_next_one_over_the_ends_of_elements() {
        let words = |text: &str| Inline::Text(text.to_owned());
        let code = || Inline::Code("code".to_owned());
        let rows = [
            (
                vec![words("et du "), code(), words(" de la fin")],
                "et~du~code de la fin",
            ),
            (
                vec![
                    words("la fin et "),
                    Inline::Emph(vec![words("un accent")]),
                    words(" fort"),
                ],
                "la fin et~un~accent fort",
            ),
            (
                vec![Inline::Strong(vec![words("qu’à")]), words(" la fin du mot")],
                "qu’à~la~fin du mot",
            ),
            (
                vec![Inline::Emph(vec![words("la fin")]), words(" la fin")],
                "la fin la fin",
            ),
            (vec![words("le"), Inline::Break, words("mot")], "le mot"),
            (
                vec![
                    words("la"),
                    Inline::Footnote("n".to_owned()),
                    words(" note de la fin"),
                ],
                "la~note de la fin",
            ),
        ];
        for (inlines, expected) in rows {
            let text = Text::new(inlines, Origin::file(&FileId::new("a.md")));
            let bonded = bonded(&text, &["à", "de", "du", "et", "la", "le", "un"]);
            assert_eq!(bonded.plain().replace('\u{A0}', "~"), expected);
        }
    }
}
