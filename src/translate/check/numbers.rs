//! Numbers: those of the source text must be in the translation, in digits or in words, and no others.

use crate::diagnostic::Diagnostic;
use crate::translate::check::finding::{Finding, Findings};
use crate::translate::check::language::Language;
use crate::translate::check::text::{Pair, Side, Sides};

/// Below this, a language whose number words are not known may write a number in words.
const IN_WORDS: u64 = 13;

/// Reports numbers of the source that a part lacks, and numbers that the source does not have.
pub fn check(pair: &Pair, sides: &Sides, out: &mut Findings) {
    let Some(there) = &sides.there else { return };
    let (source, target) = (numerals(&there.words), numerals(&sides.here.words));
    let mut missing = without(&source, &target);
    let mut added = without(&target, &source);
    missing.retain(|n| !is_said(n, &sides.here, pair.language));
    added.retain(|n| !is_said(n, there, pair.source));
    clock(&mut missing, &mut added);
    clock(&mut added, &mut missing);
    // An expression may say any number.
    if sides.here.unknown > there.unknown {
        missing.clear();
    }
    if there.unknown > sides.here.unknown {
        added.clear();
    }
    let list = |all: &[String]| {
        all.iter()
            .map(|n| format!("`{n}`"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let what = match (&missing[..], &added[..]) {
        ([], []) => return,
        (missing, []) => format!("lacks the number {} of its source text", list(missing)),
        ([], added) => format!(
            "has the number {}, which its source text does not have",
            list(added)
        ),
        (missing, added) => format!(
            "says {} where its source text says {}",
            list(added),
            list(missing)
        ),
    };
    let message = format!("`{}` {what}", pair.name(sides.part));
    let warning = Diagnostic::warning("number-differs", message)
        .at(pair.at(sides.part.range.clone()))
        .hint("compare the numbers; number words, ordinals and either way of grouping digits are known");
    out.push(Finding::new(warning));
}

/// The numbers in digits of a text, in one spelling: no groups, a point before decimals. In `1,234` the sign may be
/// either: it counts as one of groups.
pub fn numerals(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().map(ascii_digit).collect();
    let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let mut all = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        if !digit(i) {
            i += 1;
            continue;
        }
        // Runs of digits with the sign before each but the first.
        let mut runs: Vec<(char, String)> = Vec::new();
        let mut sign = ' ';
        loop {
            let run: String = chars[i..]
                .iter()
                .take_while(|c| c.is_ascii_digit())
                .collect();
            i += run.len();
            runs.push((sign, run));
            let Some(&next) = chars.get(i) else { break };
            let group = (1..=3).all(|n| digit(i + n)) && !digit(i + 4);
            let first = runs.first().map_or(0, |(_, run)| run.len());
            let fits = match next {
                ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}' | '\'' | '’' => {
                    group && first <= 3 && runs.iter().skip(1).all(|(s, _)| *s != '.')
                }
                '.' | ',' => digit(i + 1),
                _ => false,
            };
            if !fits {
                break;
            }
            sign = next;
            i += 1;
        }
        all.push(one_spelling(&runs));
    }
    all
}

fn one_spelling(runs: &[(char, String)]) -> String {
    let [(_, first), rest @ ..] = runs else {
        return String::new();
    };
    let whole = |text: &str| match text.trim_start_matches('0') {
        "" => "0".to_owned(),
        digits => digits.to_owned(),
    };
    let Some(((last_sign, last), groups)) = rest.split_last() else {
        return whole(first);
    };
    let are_groups = |runs: &[(char, String)]| {
        first.len() <= 3
            && runs.iter().all(|(_, run)| run.len() == 3)
            && runs.windows(2).all(|pair| pair[0].0 == pair[1].0)
    };
    let join = |runs: &[(char, String)]| {
        let joined = runs.iter().fold(first.clone(), |all, (_, run)| all + run);
        whole(&joined)
    };
    if are_groups(rest) {
        return join(rest);
    }
    let is_decimal =
        matches!(last_sign, '.' | ',') && groups.iter().all(|(sign, _)| sign != last_sign);
    match is_decimal && (groups.is_empty() || are_groups(groups)) {
        true => match last.trim_end_matches('0') {
            "" => join(groups),
            decimals => format!("{}.{decimals}", join(groups)),
        },
        // A version or a day.
        false => runs
            .iter()
            .map(|(_, run)| run.as_str())
            .collect::<Vec<_>>()
            .join("."),
    }
}

/// A digit of another script as its ASCII digit.
fn ascii_digit(c: char) -> char {
    const ZEROS: [u32; 4] = [0x660, 0x6F0, 0x966, 0x9E6];
    let value = ZEROS
        .iter()
        .find_map(|zero| (c as u32).checked_sub(*zero).filter(|value| *value < 10));
    value
        .and_then(|value| char::from_digit(value, 10))
        .unwrap_or(c)
}

/// The elements of a multiset that another one lacks.
fn without(all: &[String], others: &[String]) -> Vec<String> {
    let mut others = others.to_vec();
    let mut left = Vec::new();
    for one in all {
        match others.iter().position(|other| other == one) {
            Some(at) => {
                others.swap_remove(at);
            }
            None => left.push(one.clone()),
        }
    }
    left
}

/// Whether a text says a number in words, or in Roman digits.
fn is_said(numeral: &str, side: &Side, language: &Language) -> bool {
    let Ok(number) = numeral.parse::<u64>() else {
        return false;
    };
    let Some(table) = language.number_words() else {
        return number < IN_WORDS || romans(&side.words).any(|roman| roman == number);
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
    (0..values.len()).any(|at| said(at) == Some(true))
        || romans(&side.words).any(|roman| roman == number)
}

/// The numbers that a text writes in Roman digits: `XXe siècle`, `Louis XIV`.
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
        // A smaller digit before a larger one is taken away: IV.
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

/// `20 h` is `8 p.m.`: an hour of the afternoon may lose twelve.
fn clock(long: &mut Vec<String>, short: &mut Vec<String>) {
    long.retain(|hour| {
        let Some(short_hour) = hour.parse::<u64>().ok().filter(|h| (13..24).contains(h)) else {
            return true;
        };
        let at = short
            .iter()
            .position(|n| *n == (short_hour - 12).to_string());
        at.map(|at| short.remove(at)).is_none()
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;
    use proptest::prelude::*;

    #[test]
    fn every_spelling_is_one() {
        for (text, all) in [
            ("1 234,5 et 1,234.5", vec!["1234.5", "1234.5"]),
            (
                "12 500 ou 12,500 ou 12.500",
                vec!["12500", "12500", "12500"],
            ),
            ("1,5 et 1.50", vec!["1.5", "1.5"]),
            ("3,0", vec!["3"]),
            ("en 2025 300 personnes", vec!["2025", "300"]),
            (
                "10:30, 16/9, 2025-11-01",
                vec!["10", "30", "16", "9", "2025", "11", "1"],
            ),
            ("1.2.3", vec!["1.2.3"]),
            ("٤٢", vec!["42"]),
            ("3.", vec!["3"]),
            ("1’234’567", vec!["1234567"]),
        ] {
            assert_eq!(numerals(text), all, "{text}");
        }
    }

    #[test]
    fn numbers_in_words_are_known() {
        let said = |tag: &str, text: &str, n: &str| {
            let language = Language::new(&Locale::parse(tag).expect("a tag"));
            is_said(n, &Side::new(text), &language)
        };
        assert!(said("en", "three to five", "5"));
        assert!(said("en", "twenty-five years", "25"));
        assert!(said("en", "in November", "11"));
        assert!(said("en", "two hundred", "200"));
        assert!(said("fr", "quatre-vingt-dix-sept", "97"));
        assert!(said("fr", "vingt et un", "21"));
        assert!(said("fr", "le XXIe siècle", "21"));
        assert!(said("fr", "Louis XIV", "14"));
        assert!(said("de", "drei", "3"));
        assert!(!said("en", "three to five", "4"));
        assert!(!said("en", "three to five", "35"));
        assert!(!said("de", "viele", "30"));
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text in "\\PC{0,40}|[0-9., '’IVXLM]{0,30}") {
            numerals(&text);
            romans(&text).count();
        }
    }
}
