//! `i18n/<locale>/glossary.yaml`: the translations of terms that a locale has agreed on.

use serde::Deserialize;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::locale::Locale;
use crate::origin::FileId;
use crate::translate::check::finding::{Finding, Findings};
use crate::translate::check::language::Language;
use crate::translate::check::text::{Pair, Side, Sides};
use crate::vfs::{self, Vfs};
use crate::yaml::{Codes, Mapping};

/// All errors in a glossary are errors of form.
const CODES: Codes = Codes {
    syntax: Code::GlossarySyntax,
    value: Code::GlossarySyntax,
    key: Code::GlossarySyntax,
};
/// The expected value of a term, for messages.
const EXPECTED: &str = "the target words, or a list of them: `[words, other words]`";

/// Languages that join words.
const COMPOUNDING: [&str; 9] = ["de", "nl", "sv", "da", "nb", "nn", "fi", "et", "hu"];
/// How many letters may follow a glossary word in a text, for plurals: `standard` matches `standards`.
const ENDING: usize = 3;

/// The terms of a locale. Texts are matched by whole words without regard to case.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    terms: Vec<Term>,
}

#[derive(Clone, Debug)]
struct Term {
    source: String,
    words: Vec<String>,
    targets: Vec<(String, Vec<String>)>,
}

/// One translation, or several alternatives.
#[derive(Deserialize)]
#[serde(untagged)]
enum Targets {
    One(String),
    Several(Vec<String>),
}

impl Glossary {
    /// Reads the glossary of a locale; a missing file is empty. Terms that it lacks are inherited from the parent
    /// locales.
    pub fn read(vfs: &Vfs, locale: &Locale, out: &mut Diagnostics) -> Self {
        let mut glossary = Self::read_alone(vfs, locale, out);
        for parent in locale.parents() {
            let mut terms = Self::read_alone(vfs, &parent, out).terms;
            terms.retain(|term| glossary.terms.iter().all(|own| own.source != term.source));
            glossary.terms.extend(terms);
        }
        glossary
    }

    fn read_alone(vfs: &Vfs, locale: &Locale, out: &mut Diagnostics) -> Self {
        let file = FileId::new(format!("i18n/{}/glossary.yaml", locale.name));
        match vfs.read_text(&file, out) {
            vfs::Text::There(text) => Self::parse(&file, &text, out),
            vfs::Text::Absent | vfs::Text::Unreadable => Self::default(),
        }
    }

    fn parse(file: &FileId, text: &str, out: &mut Diagnostics) -> Self {
        let mut all = Mapping::parse(file, text, 0..text.len(), CODES, out);
        let sources = all.keys();
        let term = |source: String| {
            let targets = match all.take_as(&source, EXPECTED, out)? {
                Targets::One(target) => vec![target],
                Targets::Several(targets) => targets,
            };
            let targets = targets.into_iter().map(|target| {
                let words = words(&target);
                (target, words)
            });
            Some(Term {
                words: words(&source),
                targets: targets.collect(),
                source,
            })
        };
        let terms = sources.into_iter().filter_map(term);
        Self {
            terms: terms.filter(|term| !term.words.is_empty()).collect(),
        }
    }

    /// All terms: of the source language, then their translations.
    pub fn terms(&self) -> impl Iterator<Item = (String, Vec<String>)> {
        self.terms.iter().map(|term| {
            let targets = term.targets.iter().map(|(target, _)| target.clone());
            (term.source.clone(), targets.collect())
        })
    }

    /// Terms that have the same form in both languages, such as names.
    pub fn kept(&self) -> impl Iterator<Item = &str> {
        let same = |term: &&Term| {
            term.targets
                .iter()
                .any(|(target, _)| *target == term.source)
        };
        self.terms
            .iter()
            .filter(same)
            .map(|term| term.source.as_str())
    }

    /// Reports a part whose source text has a term but which has none of the term's translations.
    pub fn check(&self, pair: &Pair, sides: &Sides, out: &mut Findings) {
        let Some(there) = sides.there.filter(|_| !self.terms.is_empty()) else {
            return;
        };
        let (source, here) = (words(&there.words), words(&sides.here.words));
        for term in &self.terms {
            let is_there = |of: &Language,
                            side: &Side,
                            text: &[String],
                            term: &str,
                            words: &[String]| {
                match of.is_unspaced() || of.name() == "ko" {
                    true => side.words.to_lowercase().contains(&term.to_lowercase()),
                    false => {
                        let is_compounding = COMPOUNDING.contains(&of.name());
                        has(text, words, |_, _| true)
                            || of.name() != "en" && has_inflected(text, words, is_compounding)
                    }
                }
            };
            let is_said = |(target, words): &(String, Vec<String>)| {
                is_there(pair.language, &sides.here, &here, target, words)
            };
            let is_in_source = match pair.source.is_unspaced() {
                true => is_there(pair.source, there, &source, &term.source, &term.words),
                false => has(&source, &term.words, in_source),
            };
            if !is_in_source || term.targets.iter().any(is_said) {
                continue;
            }
            let targets: Vec<&str> = term
                .targets
                .iter()
                .map(|(target, _)| target.as_str())
                .collect();
            let message = format!(
                "`{}` does not say `{}` as the glossary does",
                pair.name(sides.part),
                term.source
            );
            let warning = Diagnostic::new(Code::GlossaryTerm, message)
                .at(pair.at(sides.part.range.clone()))
                .hint(format!("the glossary has {}", crate::yaml::list(&targets)));
            out.push(Finding::new(warning));
        }
    }
}

fn words(text: &str) -> Vec<String> {
    let cut = text.split(|c: char| !c.is_alphanumeric());
    cut.filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// The endings that a word of the source has: other letters behind a short one make another word, as in `no` and `now`, `tax` and `taxi`.
fn in_source(word: &str, ending: &str) -> bool {
    match word.chars().count() {
        0..3 => matches!(ending, "" | "s"),
        3 => matches!(ending, "" | "s" | "es"),
        _ => true,
    }
}

/// Whether `words` occur in a text in sequence, each followed by at most [`ENDING`] more letters, and by none but those of `ends`.
fn has(text: &[String], words: &[String], ends: fn(&str, &str) -> bool) -> bool {
    let is_word = |(word, wanted): (&String, &String)| {
        word.strip_prefix(wanted.as_str())
            .is_some_and(|ending| ending.chars().count() <= ENDING && ends(wanted, ending))
    };
    !words.is_empty()
        && text
            .windows(words.len())
            .any(|window| window.iter().zip(words).all(is_word))
}

/// The same in another case or number: the ends of words differ, vowels have an umlaut, and articles or prepositions are joined before words
/// of Arabic and Hebrew. Other words may be joined behind, as in `Nachtzugverkehr`.
fn has_inflected(text: &[String], words: &[String], is_compounding: bool) -> bool {
    let is_word = |(word, wanted): (&String, &String)| {
        let [word, wanted] = [word, wanted].map(|word| folded(word));
        let count = wanted.chars().count();
        let cut = match count {
            0..4 => 0,
            4..6 => 1,
            _ => 2,
        };
        let stem: String = wanted.chars().take(count - cut).collect();
        let is_joined = wanted.chars().any(|c| ('\u{590}'..'\u{780}').contains(&c));
        let at = match is_joined {
            true => word
                .find(&stem)
                .filter(|at| word[..*at].chars().count() < 4),
            false => Some(0).filter(|_| word.starts_with(&stem)),
        };
        let is_part = is_compounding && count > 4 && word.starts_with(&wanted);
        is_part || at.is_some_and(|at| word[at + stem.len()..].chars().count() <= ENDING + cut)
    };
    !words.is_empty()
        && text
            .windows(words.len())
            .any(|window| window.iter().zip(words).all(is_word))
}

fn folded(word: &str) -> String {
    let plain = |c: char| match c {
        'ä' => 'a',
        'ö' => 'o',
        'ü' => 'u',
        c => c,
    };
    // Arabic `ال` loses its first letter behind a preposition.
    let word = word.strip_prefix("ال").unwrap_or(word);
    word.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_the_plural() {
        let has = |text: &str, term: &str| has(&words(text), &words(term), in_source);
        assert!(has("Les réseaux de neurones", "réseau de neurone"));
        assert!(has("L’IA générative", "ia"));
        for (text, term) in [
            ("Now north", "no"),
            ("goals are gone", "go"),
            ("a taxi", "tax"),
            ("openness", "open"),
        ] {
            assert!(!has(text, term), "{text}");
        }
        assert!(has("taxes", "tax") && has("The AIs", "ai"));
        assert!(!has("cat", "a cat"));
        assert!(!has("", "a"));
        let inflected = |text: &str, term: &str| has_inflected(&words(text), &words(term), true);
        for (text, term) in [
            ("zwei Häuser", "Haus"),
            ("viele Nachtzüge", "Nachtzug"),
            ("der Nachtzugverkehr", "Nachtzug"),
            ("i consigli", "consiglio"),
            ("w radzie", "rada"),
            ("ночные поезда", "ночной поезд"),
            ("إلى للمجلس", "المجلس"),
        ] {
            assert!(inflected(text, term), "{text}");
        }
        assert!(!inflected("der Rat", "Vorstand"));
        assert!(!inflected("вечерние поезда", "ночной поезд"));
    }
}
