//! A language's words for powers of ten, such as million, lakh or 万, from CLDR's compact numbers as ICU4X formats them.

use std::collections::{BTreeMap, BTreeSet};

use fixed_decimal::Decimal;
use icu_decimal::CompactDecimalFormatter;

use crate::locale::Locale;

/// The minimum length of a stem, in characters, that identifies a word with any ending.
const STEM: usize = 5;
/// The amounts that are formatted to collect the words in the singular, the plural and after fractions.
const AMOUNTS: [&str; 6] = ["1", "2", "3", "5", "21", "1.5"];

/// Abbreviations that CLDR does not have and that are the same in most languages, then those of a language.
const SHORT: [(&str, &[(&str, u8)]); 12] = [
    (
        "",
        &[("mio", 6), ("mln", 6), ("mrd", 9), ("mld", 9), ("md", 9)],
    ),
    ("en", &[("mn", 6), ("bn", 9), ("tn", 12), ("trn", 12)]),
    ("de", &[("tsd", 3), ("mill", 6), ("bio", 12)]),
    ("fr", &[("mds", 9)]),
    ("es", &[("mill", 6), ("miles", 3)]),
    ("pt", &[("mil milhões", 9), ("milhares", 3)]),
    (
        "sv",
        &[("mn", 6), ("mnkr", 6), ("mkr", 6), ("tkr", 3), ("mdkr", 9)],
    ),
    ("da", &[("mia", 9), ("mio", 6)]),
    ("nb", &[("mill", 6), ("mrd", 9)]),
    ("ja", &[("割", 1), ("千", 3), ("百万", 6), ("千万", 7)]),
    (
        "zh",
        &[
            ("千", 3),
            ("百万", 6),
            ("百萬", 6),
            ("千万", 7),
            ("千萬", 7),
        ],
    ),
    ("ko", &[("백만", 6), ("천만", 7)]),
];
/// Languages of which all words for powers of ten are known, so that a number without one is no more than its digits.
const KNOWN: &str = "en de fr es it pt nl sv da nb pl cs ru uk";

/// Words with their power of ten, longest first. In lower case.
#[derive(Debug, Default)]
pub struct Magnitudes {
    words: Vec<(Vec<char>, u8)>,
    /// The common prefix of all forms of a power, such as `миллион`, if it has at least [`STEM`] characters.
    stems: Vec<(Vec<char>, u8)>,
    /// The letters that any of both begins with.
    firsts: BTreeSet<char>,
    /// Whether there are no others.
    pub are_all: bool,
}

impl Magnitudes {
    /// The words of a locale. Empty without CLDR data.
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
                        // A full stop of an abbreviation belongs to the word: `Mrd.`
                        if shortest == 1 {
                            forms.entry(power).or_default().push(word.clone());
                        }
                        words.entry(word).or_insert(power);
                    }
                }
            }
        }
        let language = locale.language();
        let short = SHORT.iter().filter(|(of, _)| [language, ""].contains(of));
        for (word, power) in short.flat_map(|(_, words)| *words) {
            words.entry((*word).to_owned()).or_insert(*power);
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
            firsts: BTreeSet::new(),
            are_all: KNOWN.split(' ').any(|known| known == language),
        };
        for list in [&mut all.words, &mut all.stems] {
            list.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        }
        let both = all.words.iter().chain(&all.stems);
        all.firsts = both.filter_map(|(word, _)| word.first().copied()).collect();
        all
    }

    /// The power of ten of the first word, and the number of characters up to its end, a space before it included.
    pub fn behind(&self, text: &[char]) -> Option<(u8, usize)> {
        let space = text
            .iter()
            .take_while(|c| matches!(c, ' ' | '\u{A0}' | '\u{202F}'))
            .count();
        let rest = text.get(space..).filter(|_| space < 2)?;
        let first = *rest.first()?;
        // Most words begin with other letters.
        first
            .to_lowercase()
            .next()
            .filter(|c| self.firsts.contains(c))?;
        let starts = |word: &[char]| {
            let same = |(a, b): (&char, &char)| match a.is_ascii() && b.is_ascii() {
                true => a.eq_ignore_ascii_case(b),
                false => a == b || a.to_lowercase().eq(b.to_lowercase()),
            };
            rest.len() >= word.len() && rest.iter().zip(word).all(same)
        };
        let goes_on = |at: usize| {
            rest.get(at)
                .is_some_and(|c| c.is_alphabetic() || is_mark(*c))
        };
        // Scripts without spaces, and Korean, have other words directly after it.
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

    /// The powers of all such words in a text, those without a digit before them included: `a million`.
    pub fn said(&self, text: &str) -> impl Iterator<Item = u8> {
        let words = text.split(|c: char| !c.is_alphabetic() && !is_mark(c));
        words.filter_map(|word| {
            let chars: Vec<char> = word.chars().collect();
            self.behind(&chars).map(|(power, _)| power)
        })
    }
}

/// Whether a character is a vowel sign or another mark of an Indian script. Rust does not classify these as letters.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{900}'..='\u{DFF}') && !c.is_numeric()
}

/// The longest common prefix of the words.
fn stem(words: &[String]) -> String {
    let mut all = words.iter();
    let first = all.next().cloned().unwrap_or_default();
    all.fold(first, |stem, word| {
        let same = stem.chars().zip(word.chars()).take_while(|(a, b)| a == b);
        same.map(|(a, _)| a).collect()
    })
}
