//! What the texts of a project were translated as, to be found again for a text that is the same or similar.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::l10n::align::likeness;
use crate::l10n::typography::signs::is_unspaced;
use crate::origin::FileId;

/// The least similarity of a text (0–1), by [`likeness`]: the usual minimum of translation memories.
const ALIKE: f64 = 0.7;
/// How many texts are listed for a word, and how many of those are compared by their words. In a project of form letters,
/// where a word is in thousands of texts, the first ones are enough.
const LISTED: usize = 200;
/// How many texts, those with most words in common, are compared word by word.
const COMPARED: usize = 4;

/// A text that was translated.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Known {
    /// The source text that the translation was made from, folded.
    pub source: String,
    /// The translation, in one line.
    pub target: String,
    /// The id of its message.
    pub id: String,
    /// The file of the translation.
    pub file: FileId,
    /// Its line, from 1.
    pub line: usize,
    /// Whether it is a comment at the end of the file, as its source text is gone.
    pub is_obsolete: bool,
}

/// A translation that may be of use for another text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Suggestion<'m> {
    /// The text and its translation.
    pub known: &'m Known,
    /// Whether the texts are the same, but for spaces and apostrophes.
    pub is_same: bool,
}

/// Texts with their translations. Texts are found by an index of their words, so that the time for a text does not grow
/// with their number.
#[derive(Debug, Default)]
pub struct Memory {
    all: Vec<Known>,
    /// The texts by their source text.
    same: HashMap<String, Vec<usize>>,
    /// The numbers of words.
    words: HashMap<String, usize>,
    /// For each word, how many texts have it, and the first of them.
    having: Vec<(usize, Vec<usize>)>,
    /// The words of each text, sorted, each once.
    words_of: Vec<Vec<usize>>,
}

impl Memory {
    /// A memory of translated texts. Of equal ones, the first is found.
    pub fn new(all: Vec<Known>) -> Self {
        let mut memory = Self::default();
        for (at, known) in all.iter().enumerate() {
            let same = memory.same.entry(known.source.clone()).or_default();
            same.push(at);
            let mut words = Vec::new();
            // Of texts that are the same, one is enough for the index.
            for word in distinct(&known.source)
                .into_iter()
                .filter(|_| same.len() == 1)
            {
                let next = memory.having.len();
                let word = *memory.words.entry(word).or_insert(next);
                if word == next {
                    memory.having.push((0, Vec::new()));
                }
                let (count, texts) = &mut memory.having[word];
                *count += 1;
                if texts.len() < LISTED {
                    texts.push(at);
                }
                words.push(word);
            }
            words.sort_unstable();
            memory.words_of.push(words);
        }
        memory.all = all;
        memory
    }

    /// All that have the same source text.
    pub fn all_same(&self, source: &str) -> impl Iterator<Item = &Known> {
        let found = self.same.get(source).into_iter().flatten();
        found.map(|at| &self.all[*at])
    }

    /// The translation of the same text: in `file` if there is one, else the first.
    pub fn same(&self, source: &str, file: &FileId) -> Option<Suggestion<'_>> {
        let here = self.all_same(source).find(|known| known.file == *file);
        let known = here.or(self.all_same(source).next())?;
        Some(Suggestion {
            known,
            is_same: true,
        })
    }

    /// The translation of the same text, else of the most similar one that is similar enough; of several, one in `file`.
    pub fn find(&self, source: &str, file: &FileId) -> Option<Suggestion<'_>> {
        self.same(source, file)
            .or_else(|| self.similar(source, file))
    }

    fn similar(&self, source: &str, file: &FileId) -> Option<Suggestion<'_>> {
        let all = distinct(source);
        let known: BTreeSet<usize> = all
            .iter()
            .filter_map(|w| self.words.get(w))
            .copied()
            .collect();
        // A text of `b` words with `common` ones has the similarity 2·common / (a + b), and common ≤ b. So it has at least
        // this many of the `a` words, and therefore one of the rarest that are left when all but one of these are set aside.
        let least = (all.len() as f64 * ALIKE / (2.0 - ALIKE)).ceil() as usize;
        let mut rarest: Vec<usize> = known.iter().copied().collect();
        rarest.sort_by_key(|word| (self.having[*word].0, *word));
        let absent = all.len() - known.len();
        let sought = (all.len() + 1).saturating_sub(least + absent);
        let listed = rarest.iter().take(sought);
        let candidates: BTreeSet<usize> = listed
            .flat_map(|word| &self.having[*word].1)
            .copied()
            .collect();
        let shares = |at: usize| {
            let words = &self.words_of[at];
            let common = words.iter().filter(|word| known.contains(*word)).count();
            (
                common,
                2.0 * common as f64 / (words.len() + all.len()).max(1) as f64,
            )
        };
        let near = candidates.into_iter().map(|at| (shares(at), at));
        let mut near: Vec<_> = near.filter(|((_, share), _)| *share >= ALIKE).collect();
        let is_elsewhere = |at: usize| self.all[at].file != *file;
        near.sort_by(|((_, a), x), ((_, b), y)| {
            b.total_cmp(a)
                .then((is_elsewhere(*x), x).cmp(&(is_elsewhere(*y), y)))
        });
        let part = |text: &str| vec![(String::new(), text.to_owned())];
        let wanted = part(source);
        let mut best: BTreeMap<Reverse<u64>, usize> = BTreeMap::new();
        for (_, at) in near.into_iter().take(COMPARED) {
            let alike = likeness(&part(&self.all[at].source), &wanted);
            if alike >= ALIKE {
                // Similarities are positive, so that their bits have their order.
                best.entry(Reverse(alike.to_bits())).or_insert(at);
            }
        }
        let known = &self.all[*best.first_key_value()?.1];
        Some(Suggestion {
            known,
            is_same: false,
        })
    }
}

/// The words of a text in small letters, each once; of scripts without spaces, the characters.
fn distinct(text: &str) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for run in text.split(|c: char| !c.is_alphanumeric()) {
        let mut word = String::new();
        for c in run.chars() {
            if is_unspaced(c) {
                words.insert(c.to_string());
            } else {
                word.extend(c.to_lowercase());
            }
        }
        words.insert(word);
    }
    words.remove("");
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn memory(sources: &[String]) -> Memory {
        let known = |(at, source): (usize, &String)| Known {
            source: source.clone(),
            target: String::new(),
            id: "a".to_owned(),
            file: FileId::new("i18n/de/a.ftl"),
            line: at + 1,
            is_obsolete: false,
        };
        Memory::new(sources.iter().enumerate().map(known).collect())
    }

    proptest! {
        #[test]
        fn what_is_similar_enough_is_found(
            sources in proptest::collection::vec("[a-f]( [a-f]){0,7}", 1..6),
            wanted in "[a-f]( [a-f]){0,7}",
        ) {
            let memory = memory(&sources);
            let part = |text: &str| vec![(String::new(), text.to_owned())];
            let distinct_of = |text: &str| distinct(text).len() == text.split(' ').count();
            // Without repeated words, the index loses nothing.
            let by_words = |text: &String| {
                let (a, b) = (distinct(text), distinct(&wanted));
                2.0 * a.intersection(&b).count() as f64 / (a.len() + b.len()) as f64
            };
            let is_alike = |text: &&String| {
                distinct_of(text) && by_words(text) >= ALIKE && likeness(&part(text), &part(&wanted)) >= ALIKE
            };
            let found = memory.find(&wanted, &FileId::new("i18n/de/b.ftl"));
            if sources.len() <= COMPARED && sources.iter().any(|text| is_alike(&text)) {
                let found = found.expect("a similar text");
                prop_assert!(found.is_same || likeness(&part(&found.known.source), &part(&wanted)) >= ALIKE);
            }
            prop_assert_eq!(found.is_some_and(|found| found.is_same), sources.contains(&wanted));
        }
    }
}
