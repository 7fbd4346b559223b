//! Messages compared with each other: exchanged translations, one translation for two texts, two for one text.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use crate::article::segment::TEXTS_AT_ONCE;
use crate::diagnostic::{Code, Diagnostic};
use crate::origin::Origin;
use crate::translate::check::finding::Finding;
use crate::translate::check::hash;

/// Texts of fewer words are labels, which share translations.
const WORDS: usize = 3;
/// Words of so many letters are compared by their beginning: `décisive` and `decisive`.
const STEM: usize = 5;
/// A beginning that more texts share says nothing about one of them.
const SHARED: usize = 4;

/// A text and its translation.
pub struct Translated<'a> {
    /// The id of the message.
    pub id: &'a str,
    /// The source text, without markup.
    pub source: String,
    /// The translation, without markup.
    pub target: String,
    /// Where the translation is.
    pub origin: Origin,
}

/// Compares all messages of a file. Each finding comes with the id of its message.
pub fn check(all: &[Translated], out: &mut Vec<(String, Finding)>) {
    let (alike, exchanged) = rayon::join(|| alike(all), || exchanged(all));
    out.extend(alike);
    for (a, b) in exchanged {
        for (one, other) in [(a, b), (b, a)] {
            let what = format!(
                "reads like the translation of `{}`, and that one like this one’s",
                all[other].id
            );
            out.push(finding(
                Code::ExchangedTranslations,
                &all[one],
                what,
                "look whether the two were exchanged",
            ));
        }
    }
}

fn finding(code: Code, one: &Translated, what: String, hint: &str) -> (String, Finding) {
    let note = Diagnostic::new(code, format!("`{}` {what}", one.id));
    let note = note.at(one.origin.clone()).hint(hint);
    (one.id.to_owned(), Finding::new(note))
}

/// One text with two translations, and two texts with one.
fn alike(all: &[Translated]) -> Vec<(String, Finding)> {
    let mut out = Vec::new();
    let mut say =
        |code, one: &Translated, what, hint: &str| out.push(finding(code, one, what, hint));
    let mut sources: HashMap<&str, &Translated> = HashMap::new();
    let mut targets: HashMap<&str, &Translated> = HashMap::new();
    let both = |one: &Translated| [&one.source, &one.target].map(|text| folded(text));
    let texts: Vec<[String; 2]> = all
        .par_iter()
        .with_max_len(TEXTS_AT_ONCE)
        .map(both)
        .collect();
    for (one, [source, target]) in all.iter().zip(&texts) {
        let is_sentence = || count(&one.source) >= WORDS;
        match sources.get(source.as_str()) {
            Some(first) if is_sentence() && folded(&first.target) != *target => {
                let what = format!(
                    "and `{}` have the same source text and two translations",
                    first.id
                );
                say(
                    Code::VaryingTranslation,
                    one,
                    what,
                    "translate both in the same way, unless their places ask for two",
                );
            }
            Some(_) => {}
            None => drop(sources.insert(source, one)),
        }
        match targets.get(target.as_str()) {
            Some(first)
                if is_sentence()
                    && count(&first.source) >= WORDS
                    && !are_near(&first.source, &one.source) =>
            {
                let what = format!(
                    "says the same as `{}`, and their source texts differ",
                    first.id
                );
                say(
                    Code::RepeatedTranslation,
                    one,
                    what,
                    "look whether one of the two was pasted into the other",
                );
            }
            Some(_) => {}
            None => drop(targets.insert(target, one)),
        }
    }
    out
}

/// A text in small letters, without what is neither letter nor digit.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c.is_ascii() {
            true if c.is_ascii_alphanumeric() => folded.push(c.to_ascii_lowercase()),
            false if !c.is_whitespace() => folded.extend(c.to_lowercase()),
            _ => {}
        }
    }
    folded
}

fn count(text: &str) -> usize {
    text.split_whitespace()
        .filter(|word| word.contains(char::is_alphabetic))
        .count()
}

/// Whether two texts share half of their words, so that one translation may serve both.
fn are_near(a: &str, b: &str) -> bool {
    let [a, b] = [a, b].map(|text| {
        let lower = text.to_lowercase();
        let words = lower
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        words.map(str::to_owned).collect::<BTreeSet<String>>()
    });
    a.intersection(&b).count() * 2 >= a.len().min(b.len())
}

/// Pairs of messages whose translations share words with the other one's source text and none with their own.
fn exchanged(all: &[Translated]) -> Vec<(usize, usize)> {
    let stems: Vec<[Vec<u64>; 2]> = all
        .par_iter()
        .with_max_len(TEXTS_AT_ONCE)
        .map(|one| [stems(&one.source), stems(&one.target)])
        .collect();
    let mut having: HashMap<u64, Vec<usize>> = HashMap::new();
    for (at, [source, _]) in stems.iter().enumerate() {
        for stem in source {
            having.entry(*stem).or_default().push(at);
        }
    }
    // The message whose source text a translation shares most words with, if it is not its own.
    let nearest = |at: usize| {
        let [source, target] = &stems[at];
        if target.iter().any(|stem| source.binary_search(stem).is_ok()) {
            return None;
        }
        let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
        for stem in target {
            let texts = having.get(stem).filter(|texts| texts.len() <= SHARED);
            for other in texts.into_iter().flatten() {
                *votes.entry(*other).or_default() += 1;
            }
        }
        let best = votes.values().copied().max()?;
        let mut found = votes.iter().filter(|(_, votes)| **votes == best);
        let (other, _) = found.next()?;
        found.next().is_none().then_some((*other, best))
    };
    let near: Vec<Option<(usize, usize)>> = (0..all.len()).into_par_iter().map(nearest).collect();
    let is_enough = |at: usize, votes: usize| votes * 4 >= stems[at][1].len();
    let pairs = near.iter().enumerate().filter_map(|(at, found)| {
        let (other, votes) = (*found)?;
        let (back, more) = near.get(other).copied().flatten()?;
        (back == at && at < other && is_enough(at, votes) && is_enough(other, more))
            .then_some((at, other))
    });
    pairs.collect()
}

/// Digests of the beginnings of the long words of a text, without accents and case, and of its numbers, sorted.
fn stems(text: &str) -> Vec<u64> {
    let digest = |word: &str| word.bytes().fold(hash::START, hash::add);
    let words = text.split(|c: char| !c.is_alphanumeric());
    let stems = words.filter(|word| !word.is_empty()).filter_map(|word| {
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            return Some(digest(word));
        }
        if word.is_ascii() {
            return Some(digest(&word.get(..STEM)?.to_ascii_lowercase()));
        }
        let plain = deunicode::deunicode(word).to_lowercase();
        Some(digest(plain.get(..STEM)?))
    });
    let mut all: Vec<u64> = stems.collect();
    all.sort_unstable();
    all.dedup();
    all
}
