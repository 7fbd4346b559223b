//! Notes on what may be mistranslated: names that changed a letter, months, negations. They are right less often than
//! warnings, and cost a glance.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::translate::check::finding::{Finding, Findings};
use crate::translate::check::months::months;
use crate::translate::check::negations::{denies, mentions_denial};
use crate::translate::check::text::{Pair, Sides};

/// Letters that languages write for each other in names.
const SPELLINGS: &str = "ck kc iy yi ij ji sz zs uv vu vw wv uw wu cz zc cs sc fv vf ei ie gh hg xs sx kq qk bv vb dt td gj jg";
/// Languages that inflect names.
const INFLECTING: &str = "pl cs sk sl hr bs sr lt lv et fi hu tr ro la eo";

/// Reports names, months and negations that differ from the source text.
pub fn check(pair: &Pair, sides: &Sides, out: &mut Findings) {
    let Some(there) = sides.there else { return };
    let (source, here) = (there.words.as_str(), sides.here.words.as_str());
    if pair.language.name() == pair.source.name() {
        return;
    }
    let mut say = |code, what: String, word: Option<&str>, hint: &str| {
        let at = sides.place(word);
        let note = Diagnostic::new(code, format!("`{}` {what}", pair.name(sides.part)));
        out.push(Finding::new(note.at(pair.at(at)).hint(hint)));
    };
    if let Some((name, changed)) = name(source, here, pair.language.name()) {
        let what = format!("says `{changed}` where its source text says `{name}`");
        say(
            Code::NameDiffers,
            what,
            Some(&changed),
            "compare the spelling of the name",
        );
    }
    let sides_of_months =
        [(source, pair.source), (here, pair.language)].map(|(text, of)| months(text, of.name()));
    if let [Some(source), Some(here)] = sides_of_months
        && !source.is_empty()
        && !here.is_empty()
        && source.iter().map(|(n, _)| n).collect::<BTreeSet<_>>()
            != here.iter().map(|(n, _)| n).collect()
    {
        let list = |all: &[(usize, String)]| {
            all.iter()
                .map(|(_, word)| format!("`{word}`"))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let what = format!(
            "names {} where its source text names {}",
            list(&here),
            list(&source)
        );
        say(
            Code::DateDiffers,
            what,
            here.first().map(|(_, word)| word.as_str()),
            "compare the dates",
        );
    }
    if denies(source, pair.source.name())
        && mentions_denial(here, pair.language.name()) == Some(false)
    {
        let what = "denies nothing, and its source text does".to_owned();
        say(
            Code::NegationLost,
            what,
            None,
            "look whether a “not” was lost; another wording may deny too",
        );
    }
}

/// A name of the source text that has one other letter in the translation.
fn name(source: &str, here: &str, language: &str) -> Option<(String, String)> {
    // Most texts have no name: no capital but that at their beginning.
    let with_name = |text: &str| {
        let mut letters = text.chars().skip_while(|c| !c.is_alphanumeric()).skip(1);
        if !letters.any(char::is_uppercase) {
            return None;
        }
        let all = capitals(text);
        all.iter().any(|(_, is_name)| *is_name).then_some(all)
    };
    let source = with_name(source)?;
    let here = with_name(here)?;
    let words = |all: &'_ [(String, bool)]| {
        all.iter()
            .map(|(word, _)| word.clone())
            .collect::<BTreeSet<_>>()
    };
    let (known, seen) = (words(&source), words(&here));
    let inflects = INFLECTING.split(' ').any(|known| known == language);
    for (name, is_name) in source.iter().filter(|(name, _)| !seen.contains(name)) {
        let changed = here.iter().find(|(word, is_also)| {
            *is_name && *is_also && !known.contains(word) && is_misspelt(name, word, inflects)
        });
        if let Some((changed, _)) = changed {
            return Some((name.clone(), changed.clone()));
        }
    }
    None
}

/// The capitalized words of a text, each with whether it stands within a sentence. Abbreviations are left out.
fn capitals(text: &str) -> Vec<(String, bool)> {
    let mut all = Vec::new();
    let mut is_within = false;
    for word in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        if let Some(first) = bare.chars().next() {
            let mut rest = bare.chars().skip(1).peekable();
            if first.is_uppercase() && rest.peek().is_some() && rest.all(char::is_lowercase) {
                all.push((bare.to_owned(), is_within));
            }
            is_within = true;
        }
        if word.ends_with(['.', '!', '?', ':', '\n', '«', '“', '"', '(']) {
            is_within = false;
        }
    }
    all
}

/// Whether two words of equal length differ in one letter that languages do not write in two ways.
fn is_misspelt(name: &str, word: &str, inflects: bool) -> bool {
    let [a, b]: [Vec<char>; 2] = [name, word].map(|word| word.to_lowercase().chars().collect());
    if a.len() != b.len() || a.len() < 2 || !a.iter().chain(&b).all(char::is_ascii_lowercase) {
        return false;
    }
    let differing: Vec<usize> = (0..a.len()).filter(|at| a[*at] != b[*at]).collect();
    let is_vowel = |c: char| "aeiouy".contains(c);
    match differing[..] {
        [at] => {
            let is_last = at + 1 == a.len();
            let both: String = [a[at], b[at]].iter().collect();
            let are_alike = SPELLINGS.split(' ').any(|pair| pair == both);
            let may_vary = is_last && (inflects || a.len() > 3)
                || a.len() > 4 && is_vowel(a[at]) && is_vowel(b[at]);
            !are_alike && !may_vary && (a.len() > 3 || at > 0)
        }
        [at, next] if next == at + 1 => {
            a[at] == b[next] && a[next] == b[at] && a.len() > 3 && next + 1 < a.len()
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_misspelt_or_written_in_another_language() {
        for (name, word) in [
            ("Xi", "Xu"),
            ("Trump", "Tromp"),
            ("Trump", "Trunp"),
            ("Macron", "Marcon"),
        ] {
            assert_eq!(
                is_misspelt(name, word, false),
                (name, word) != ("Trump", "Tromp"),
                "{name} {word}"
            );
        }
        for (name, word) in [
            ("Europe", "Europa"),
            ("Cuba", "Kuba"),
            ("Japan", "Japon"),
            ("Brasil", "Brazil"),
            ("Le", "He"),
        ] {
            assert!(!is_misspelt(name, word, false), "{name} {word}");
        }
    }
}
