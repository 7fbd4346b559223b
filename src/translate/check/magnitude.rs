//! The words that a language has for powers of ten: million, lakh, 万. From CLDR's compact numbers, which ICU4X writes.

use std::collections::BTreeMap;

use fixed_decimal::Decimal;
use icu_decimal::CompactDecimalFormatter;

use crate::locale::Locale;

/// A stem is long enough to tell a word, whatever its ending, from this many letters.
const STEM: usize = 5;
/// What is written to see the words: their singulars, plurals, and forms behind fractions.
const AMOUNTS: [&str; 6] = ["1", "2", "3", "5", "21", "1.5"];

/// Words with the power of ten that each says, the longest first.
#[derive(Debug, Default)]
pub struct Magnitudes {
    words: Vec<(Vec<char>, u8)>,
    /// What all forms of a power begin with, where that is long enough: `миллион`.
    stems: Vec<(Vec<char>, u8)>,
}

impl Magnitudes {
    /// Those of a language; none where CLDR has none.
    pub fn of(locale: &Locale) -> Self {
        let long = CompactDecimalFormatter::try_new_long(locale.icu().into(), Default::default());
        let short = CompactDecimalFormatter::try_new_short(locale.icu().into(), Default::default());
        let mut words: BTreeMap<String, u8> = BTreeMap::new();
        let mut forms: BTreeMap<u8, Vec<String>> = BTreeMap::new();
        for (formatter, shortest) in [(long.ok(), 1), (short.ok(), 2)] {
            let Some(formatter) = formatter else { continue };
            for magnitude in 3..15 {
                for amount in AMOUNTS {
                    let Ok(mut value) = Decimal::try_from_str(amount) else {
                        continue;
                    };
                    value.multiply_pow10(magnitude);
                    let power =
                        formatter.compact_exponent_for_magnitude(value.nonzero_magnitude_start());
                    let written = formatter.format(&value).to_string();
                    let word = written.trim_matches(|c: char| !c.is_alphabetic() && !is_mark(c));
                    let word = word.to_lowercase();
                    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
                    if power > 0
                        && letters >= shortest
                        && !word.contains(|c: char| c.is_numeric() && !c.is_alphabetic())
                    {
                        // A sign of abbreviation belongs to it: `Mrd.`
                        if shortest == 1 {
                            forms.entry(power).or_default().push(word.clone());
                        }
                        words.entry(word).or_insert(power);
                    }
                }
            }
        }
        let chars = |(word, power): (String, u8)| (word.chars().collect(), power);
        let stems = forms
            .into_iter()
            .map(|(power, words)| (stem(&words), power));
        let mut all = Self {
            words: words.into_iter().map(chars).collect(),
            stems: stems
                .filter(|(stem, _)| stem.chars().count() >= STEM)
                .map(chars)
                .collect(),
        };
        for list in [&mut all.words, &mut all.stems] {
            list.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        }
        all
    }

    /// The power that the first word of a text says, and how many characters it takes, with the space before it.
    pub fn behind(&self, text: &[char]) -> Option<(u8, usize)> {
        let space = text
            .iter()
            .take_while(|c| matches!(c, ' ' | '\u{A0}' | '\u{202F}'))
            .count();
        let rest = text.get(space..).filter(|_| space < 2)?;
        let starts = |word: &[char]| {
            let same = |(a, b): (&char, &char)| a == b || a.to_lowercase().eq(b.to_lowercase());
            rest.len() >= word.len() && rest.iter().zip(word).all(same)
        };
        let goes_on = |at: usize| {
            rest.get(at)
                .is_some_and(|c| c.is_alphabetic() || is_mark(*c))
        };
        // Words of scripts without spaces, and of Korean, are followed by others.
        let is_joined = |word: &[char]| {
            word.iter()
                .any(|c| *c > '\u{E00}' && !('\u{1E00}'..'\u{2000}').contains(c))
        };
        let word = self
            .words
            .iter()
            .find(|(word, _)| starts(word) && (is_joined(word) || !goes_on(word.len())));
        if let Some((word, power)) = word {
            return Some((*power, space + word.len()));
        }
        let (stem, power) = self.stems.iter().find(|(stem, _)| starts(stem))?;
        let end = (stem.len()..).find(|at| !goes_on(*at))?;
        Some((*power, space + end))
    }

    /// The powers of all such words in a text that stand without digits: `a million`.
    pub fn said(&self, text: &str) -> impl Iterator<Item = u8> {
        let words = text.split(|c: char| !c.is_alphabetic() && !is_mark(c));
        words.filter_map(|word| {
            let chars: Vec<char> = word.chars().collect();
            self.behind(&chars).map(|(power, _)| power)
        })
    }
}

/// Whether it is a vowel sign or another mark of a script of India, which is no letter.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{900}'..='\u{DFF}') && !c.is_numeric()
}

/// What words begin with.
fn stem(words: &[String]) -> String {
    let mut all = words.iter();
    let first = all.next().cloned().unwrap_or_default();
    all.fold(first, |stem, word| {
        let same = stem.chars().zip(word.chars()).take_while(|(a, b)| a == b);
        same.map(|(a, _)| a).collect()
    })
}
