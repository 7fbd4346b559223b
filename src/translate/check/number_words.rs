//! Numbers without usual digits: in words, in Roman or Chinese numerals, or as raised and lowered signs.

use crate::translate::check::language::Language;
use crate::translate::check::numerals::Numeral;
use crate::translate::check::text::Side;

/// In languages without data about number words, a number below this one may be written in words.
pub const IN_WORDS: u64 = 13;

/// Whether a text has a number in words, or in Roman or Chinese numerals.
pub fn is_said(numeral: &Numeral, side: &Side, language: &Language) -> bool {
    let Ok(number) = numeral.whole().parse::<u64>() else {
        return decimals(&side.words).contains(&numeral.digits);
    };
    // `XIX` and `八十年代` for `1800-talet` and `the 1980s`, `半` for half past.
    let is_age = (1000..2100).contains(&number)
        && number.is_multiple_of(100)
        && romans(&side.words).any(|roman| roman == number / 100 + 1);
    let is_decade = (1900..2030).contains(&number)
        && number.is_multiple_of(10)
        && han(&side.words).contains(&(number % 100));
    if is_age || is_decade || number == 30 && side.words.contains('半') {
        return true;
    }
    if romans(&side.words).any(|roman| roman == number) || han(&side.words).contains(&number) {
        return true;
    }
    let Some(table) = language.number_words() else {
        let is_power = |power: u8| {
            let ten = 10_u64.checked_pow(power.into());
            ten.is_some_and(|ten| number.is_multiple_of(ten) && number / ten < IN_WORDS)
        };
        return number < IN_WORDS || language.magnitudes().said(&side.words).any(is_power);
    };
    let value = |word: &str| {
        table
            .iter()
            .find(|(known, _)| *known == word)
            .map(|(_, value)| *value)
    };
    let lower = side.words.to_lowercase();
    let values: Vec<Option<u64>> = lower
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty() && *word != "et" && *word != "and")
        .map(|word| value(word).or_else(|| value(word.strip_suffix('s')?)))
        .collect();
    let said = |at: usize| {
        let one = values[at]?;
        let next = values.get(at + 1).copied().flatten();
        let sum = match (one, next) {
            // quatre-vingts, deux cents, trois mille
            (..=99, Some(next @ (20 | 100 | 1000))) if one < next => Some(one * next),
            (20..=99, Some(next @ 1..=19)) => Some(one + next),
            _ => None,
        };
        // quatre-vingt-dix-sept
        let behind = values.get(at + 2).copied().flatten().filter(|n| *n < 20);
        let more = sum.zip(behind).map(|(sum, behind)| sum + behind);
        let last = values.get(at + 3).copied().flatten().filter(|n| *n < 10);
        let most = more.zip(last).map(|(more, last)| more + last);
        Some([Some(one), sum, more, most].contains(&Some(number)))
    };
    let is_power = |power: u8| {
        let ten = 10_u64
            .checked_pow(power.into())
            .filter(|ten| number.is_multiple_of(*ten));
        ten.is_some_and(|ten| number == ten || values.contains(&Some(number / ten)))
    };
    // deux millions
    (0..values.len()).any(|at| said(at) == Some(true))
        || number >= 1000 && language.magnitudes().said(&side.words).any(is_power)
}

/// Whether a text has a digit as a sign of its own: `CO₂`, `m²`.
pub fn is_raised(numeral: &Numeral, side: &Side) -> bool {
    let signs = match numeral.digits.as_str() {
        "2" => ['₂', '²'],
        "3" => ['₃', '³'],
        "4" => ['₄', '⁴'],
        "5" => ['₅', '⁵'],
        "6" => ['₆', '⁶'],
        _ => return false,
    };
    side.words.contains(signs)
}

/// The numbers that a text has in Roman numerals: `XXe siècle`, `Louis XIV`.
fn romans(text: &str) -> impl Iterator<Item = u64> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter_map(|word| {
        let end = word.find(|c| !"IVXLCDM".contains(c)).unwrap_or(word.len());
        let (digits, ending) = word.split_at(end);
        let is_ordinal = matches!(
            ending,
            "" | "e" | "er" | "re" | "ème" | "th" | "st" | "nd" | "rd"
        );
        if digits.is_empty() || !is_ordinal {
            return None;
        }
        let worth = |c| match c {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            'L' => 50,
            'C' => 100,
            'D' => 500,
            _ => 1000,
        };
        let values: Vec<i64> = digits.chars().map(worth).collect();
        // A smaller numeral before a larger one is subtracted: IV.
        let signed = values
            .iter()
            .enumerate()
            .map(|(at, value)| match values.get(at + 1) {
                Some(next) if next > value => -value,
                _ => *value,
            });
        u64::try_from(signed.sum::<i64>()).ok()
    })
}

/// The decimals that a text has in Chinese characters: `十二点五`.
fn decimals(text: &str) -> Vec<String> {
    const DIGITS: &str = "〇一二三四五六七八九";
    let digit = |c: char| {
        DIGITS
            .chars()
            .position(|known| known == c || c == '零' && known == '〇')
    };
    let points = text.match_indices(['点', '點']);
    let read = |(at, point): (usize, &str)| {
        let whole = *han(&text[..at]).last()?;
        let fraction: Vec<usize> = text[at + point.len()..].chars().map_while(digit).collect();
        let fraction: String = fraction.iter().map(usize::to_string).collect();
        (!fraction.is_empty()).then(|| format!("{whole}.{fraction}"))
    };
    points.filter_map(read).collect()
}

/// The numbers that a text has in Chinese characters: `二十一`, `二〇二五`, `百万`.
fn han(text: &str) -> Vec<u64> {
    const DIGITS: &str = "零一二三四五六七八九";
    let worth = |c: char| match c {
        '〇' => Some(0),
        '两' | '兩' => Some(2),
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        '万' | '萬' => Some(10_000),
        '亿' | '億' => Some(100_000_000),
        c => DIGITS
            .chars()
            .position(|digit| digit == c)
            .map(|n| n as u64),
    };
    let runs = text.split(|c: char| worth(c).is_none());
    let read = |run: &str| {
        let values: Vec<u64> = run.chars().filter_map(worth).collect();
        if values.iter().all(|n| *n < 10) {
            let digits = values.iter().take(19);
            return digits.fold(0_u64, |all, n| all.saturating_mul(10).saturating_add(*n));
        }
        // The total of finished large powers, the part below 10,000 before the next one, and the digit before a small
        // power.
        let (mut total, mut part, mut digit) = (0_u64, 0_u64, 0_u64);
        for n in values {
            match n {
                0..10 => digit = n,
                10..=1000 => {
                    part = part.saturating_add(digit.max(1) * n);
                    digit = 0;
                }
                _ => {
                    let before = total.saturating_add(part).saturating_add(digit).max(1);
                    total = before.saturating_mul(n);
                    (part, digit) = (0, 0);
                }
            }
        }
        total.saturating_add(part).saturating_add(digit)
    };
    runs.filter(|run| !run.is_empty()).map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;
    use proptest::prelude::*;

    #[test]
    fn numbers_in_words_are_known() {
        let said = |tag: &str, text: &str, n: &str| {
            let language = Language::new(&Locale::parse(tag).expect("a tag"));
            let numeral = Numeral {
                digits: n.to_owned(),
                power: None,
            };
            is_said(&numeral, &Side::new(text), &language)
        };
        assert!(said("en", "three to five", "5"));
        assert!(said("en", "twenty-five years", "25"));
        assert!(said("en", "in November", "11"));
        assert!(said("en", "two hundred", "200"));
        assert!(said("fr", "quatre-vingt-dix-sept", "97"));
        assert!(said("fr", "vingt et un", "21"));
        assert!(said("fr", "le XXIe siècle", "21"));
        assert!(said("fr", "Louis XIV", "14"));
        assert!(said("fr", "deux millions", "2000000"));
        assert!(!said("fr", "trois millions", "2000000"));
        assert!(said("de", "drei", "3"));
        assert!(said("de", "eine Million", "1000000"));
        assert!(said("ja", "二十一世紀", "21"));
        assert!(said("zh", "二〇二五年，一百二十万", "2025"));
        assert!(said("zh", "二〇二五年，一百二十万", "1200000"));
        assert!(!said("en", "three to five", "4"));
        assert!(!said("en", "three to five", "35"));
        assert!(!said("de", "viele", "30"));
        assert!(!said("ja", "二十一世紀", "22"));
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text in "\\PC{0,40}|[0-9., '’IVXLM一二十百千万億]{0,30}") {
            romans(&text).count();
            han(&text);
        }
    }
}
