//! How many words a text has, and how long it takes to read.

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};

use crate::locale::Locale;

/// Words that a practised reader reads in a minute, in scripts with spaces between words (Brysbaert 2019: 238 for non-fiction,
/// less for dense prose).
const WORDS: usize = 220;
/// Characters a minute in scripts without spaces, by ISO 15924 code. From the International Reading Speed Texts
/// (Trauzettel-Klosinski and Dietz 2012, doi:10.1167/iovs.11-8284), where English has 228 words a minute: Chinese, Japanese, and for
/// alphabets that the study does not have its mean of 68 ms a character.
const CHARACTERS: [(&str, usize); 7] = [
    ("Hans", 255),
    ("Hant", 255),
    ("Jpan", 357),
    ("Khmr", 882),
    ("Laoo", 882),
    ("Mymr", 882),
    ("Thai", 882),
];

/// How texts of a language are counted.
pub struct Reading(Option<Unspaced>);

/// For a script without spaces.
struct Unspaced {
    segmenter: WordSegmenterBorrowed<'static>,
    characters_a_minute: usize,
}

impl Reading {
    /// For a language.
    pub fn of(locale: &Locale) -> Self {
        let script = locale.script();
        let mut rates = CHARACTERS.iter();
        let rate = rates.find(|(code, _)| script.as_deref() == Some(*code));
        Self(rate.map(|(_, rate)| Unspaced {
            segmenter: WordSegmenter::new_auto(WordBreakInvariantOptions::default()),
            characters_a_minute: *rate,
        }))
    }

    /// The number of words of a text, as a reader counts them: a sign between spaces, such as a French colon, is none. In scripts
    /// without spaces, words are those of the dictionaries and models of ICU4X.
    pub fn words(&self, text: &str) -> usize {
        match &self.0 {
            None => {
                let is_word = |word: &&str| word.contains(char::is_alphanumeric);
                text.split_whitespace().filter(is_word).count()
            }
            Some(Unspaced { segmenter, .. }) => {
                let ends = segmenter.segment_str(text).iter_with_word_type();
                ends.filter(|(_, kind)| kind.is_word_like()).count()
            }
        }
    }

    /// The whole minutes that it takes to read texts, at least one.
    pub fn minutes<'t>(&self, texts: impl Iterator<Item = &'t str>) -> usize {
        let minutes = match &self.0 {
            None => texts
                .map(|text| self.words(text))
                .sum::<usize>()
                .div_ceil(WORDS),
            Some(unspaced) => {
                let characters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
                let all: usize = texts.map(characters).sum();
                all.div_ceil(unspaced.characters_a_minute)
            }
        };
        minutes.max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_with_and_without_spaces() {
        for (tag, text, words) in [
            ("fr", "Le calcul : « l’IA » avance — vite !", 5),
            ("ko", "인공지능 경쟁이 시작되었다", 3),
            ("zh", "计算能力是关键。", 4),
            ("ja", "計算能力が鍵となる。", 6),
            ("th", "พลังการประมวลผลคือกุญแจ", 5),
            ("zh", "2025 年 AI 发展迅速", 5),
        ] {
            let reading = Reading::of(&Locale::parse(tag).expect(tag));
            assert_eq!(reading.words(text), words, "{tag} {text}");
        }
    }

    #[test]
    fn reading_takes_whole_minutes() {
        for (tag, text, times, minutes) in [
            ("fr", "mot ", 220, 1),
            ("fr", "mot ", 221, 2),
            ("zh", "字", 255, 1),
            ("zh-TW", "字。", 256, 2),
            ("ja", "字", 714, 2),
            ("th", "ก", 883, 2),
            ("zh", "", 1, 1),
        ] {
            let reading = Reading::of(&Locale::parse(tag).expect(tag));
            let text = text.repeat(times);
            assert_eq!(
                reading.minutes([&*text].into_iter()),
                minutes,
                "{tag} {times}"
            );
        }
    }
}
