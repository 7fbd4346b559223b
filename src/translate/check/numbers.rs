//! Numbers: a translation has the numbers of its source text, in digits or in words, and no others.

use crate::diagnostic::{Code, Diagnostic};
use crate::translate::check::finding::{Finding, Findings};
use crate::translate::check::language::Language;
use crate::translate::check::minus;
use crate::translate::check::numerals::{Numeral, ascii, numerals, with_minutes};
use crate::translate::check::text::{Pair, Side, Sides};

/// In languages without data about number words, a number below this one may be written in words.
const IN_WORDS: u64 = 13;

/// Reports numbers that a part lacks, and numbers that its source text does not have. Without digits on both sides, number
/// words are compared, as a note.
pub fn check(pair: &Pair, sides: &Sides, out: &mut Findings) {
    let Some(there) = sides.there else { return };
    let has_digit = |side: &Side| side.words.chars().any(|c| ascii(c).is_ascii_digit());
    if !has_digit(there) && !has_digit(&sides.here) {
        return in_words(pair, sides, there, out);
    }
    let source = numerals(&there.words, pair.source.magnitudes());
    let target = numerals(&sides.here.words, pair.language.magnitudes());
    minus::check(pair, sides, [&source, &target], out);
    // Most texts.
    if source == target {
        return;
    }
    let source = read(source, there, pair.source);
    let target = read(target, &sides.here, pair.language);
    // The comparison is by set: a repeated number is no difference.
    let mut missing = without(&source, &target);
    let mut added = without(&target, &source);
    if missing.is_empty()
        && added.is_empty()
        && let Some([from, to]) = repeated(pair, there, &sides.here)
    {
        let message = format!(
            "`{}` has the numbers {to} where its source text has {from}",
            pair.name(sides.part)
        );
        let warning = Diagnostic::new(Code::NumberDiffers, message)
            .at(pair.at(sides.part.range.clone()))
            .hint("compare the numbers one by one");
        out.push(Finding::new(warning));
        return;
    }
    pairs(&mut missing, &mut added, pair.language.name());
    pairs(&mut added, &mut missing, pair.source.name());
    missing.retain(|n| !is_said(n, &sides.here, pair.language) && !is_raised(n, &sides.here));
    added.retain(|n| !is_said(n, there, pair.source) && !is_raised(n, there));
    // `1 枚`, `1 ページ`: what other languages say with an article or an indefinite pronoun.
    if matches!(pair.language.name(), "zh" | "ja" | "ko") {
        added.retain(|n| n.whole() != "1");
    }
    if matches!(pair.source.name(), "zh" | "ja" | "ko") {
        missing.retain(|n| n.whole() != "1");
    }
    missing.retain(|n| !is_always(n, &there.words));
    added.retain(|n| !is_always(n, &sides.here.words));
    // An expression may print any number, but only one; a date has several.
    let whole = pair.message.part(&sides.part.name).unwrap_or(sides.part);
    let written = pair.text.get(whole.range.clone());
    let has_date = written.is_some_and(|text| text.contains("DATETIME") || text.contains("$date"));
    if has_date || missing.len() <= sides.here.unknown.saturating_sub(there.unknown) {
        missing.clear();
    }
    if added.len() <= there.unknown.saturating_sub(sides.here.unknown) {
        added.clear();
    }
    let list = |all: &[Numeral]| {
        let mut all: Vec<String> = all.iter().map(|n| format!("`{}`", n.whole())).collect();
        all.dedup();
        all.join(", ")
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
    let warning = Diagnostic::new(Code::NumberDiffers, message)
        .at(pair.at(sides.part.range.clone()))
        .hint("compare the numbers; number words, ordinals and either way of grouping digits are known");
    out.push(Finding::new(warning));
}

/// The numbers of a text. Where none has a power of ten, though the language's words for them are known, they are what their digits say.
fn read(mut all: Vec<Numeral>, side: &Side, language: &Language) -> Vec<Numeral> {
    let magnitudes = language.magnitudes();
    let is_plain = magnitudes.are_all
        && all.iter().all(|n| n.power.is_none())
        && magnitudes.said(&side.words).next().is_none();
    if is_plain {
        all.iter_mut().for_each(|n| n.power = Some(0));
    }
    all.into_iter().flat_map(date).collect()
}

/// The day, the month and the year of a date with points, `5.6.2025`; another number as it is.
fn date(numeral: Numeral) -> Vec<Numeral> {
    let parts: Vec<u64> = numeral
        .digits
        .split('.')
        .filter_map(|part| part.parse().ok())
        .collect();
    let has_year =
        matches!(numeral.digits.rsplit('.').next(), Some(year) if matches!(year.len(), 2 | 4));
    match parts[..] {
        [1..=31, 1..=12, 0..3000] if has_year => {
            let numeral = |n: u64| Numeral {
                digits: n.to_string(),
                power: None,
            };
            parts.into_iter().map(numeral).collect()
        }
        _ => vec![numeral],
    }
}

/// Numbers of which one stands in place of another one that the text has too, as in `10:10` for `10:00`: both sides have as many, and the
/// same, but not as often.
fn repeated(pair: &Pair, there: &Side, here: &Side) -> Option<[String; 2]> {
    // Most texts.
    let has_two = |text: &str| {
        let mut digits = text
            .char_indices()
            .filter(|(_, c)| ascii(*c).is_ascii_digit());
        let first = digits.next().map(|(at, _)| at);
        first
            .zip(digits.next_back())
            .is_some_and(|(first, (last, _))| {
                text[first..last].contains(|c: char| !ascii(c).is_ascii_digit())
            })
    };
    if !has_two(&there.words) || !has_two(&here.words) {
        return None;
    }
    let sides = [(there, pair.source), (here, pair.language)];
    let [source, target] =
        sides.map(|(side, language)| with_minutes(&side.words, language.magnitudes()));
    if source.len() != target.len() || source.len() < 2 {
        return None;
    }
    let is_same = |read: fn(&Numeral) -> String| {
        let [source, target] = [&source, &target].map(|all| {
            let mut all: Vec<String> = all.iter().map(read).collect();
            all.sort_unstable();
            all
        });
        source == target
    };
    let list = |all: &[Numeral]| {
        let all = all.iter().map(|number| format!("`{}`", number.whole()));
        all.collect::<Vec<_>>().join(", ")
    };
    let is_other = !is_same(Numeral::whole) && !is_same(|numeral| numeral.digits.clone());
    is_other.then(|| [list(&source), list(&target)])
}

/// Number words of at least [`IN_WORDS`] that have no counterpart on the other side. Both languages need data.
fn in_words(pair: &Pair, sides: &Sides, there: &Side, out: &mut Findings) {
    let (Some(from), Some(to)) = (pair.source.number_words(), pair.language.number_words()) else {
        return;
    };
    let unsaid = |side: &Side, table: &[(&str, u64)], other: &Side, language: &Language| {
        let words = side.words.split(|c: char| !c.is_alphabetic());
        let mut found = words.filter(|word| {
            let lower = word.to_lowercase();
            let value = table
                .iter()
                .find(|(known, _)| *known == lower)
                .map(|(_, value)| *value);
            let numeral = |value: u64| Numeral {
                digits: value.to_string(),
                power: None,
            };
            value.is_some_and(|n| {
                (IN_WORDS..1000).contains(&n) && !is_said(&numeral(n), other, language)
            })
        });
        found.next().map(str::to_owned)
    };
    let lost = unsaid(there, from, &sides.here, pair.language);
    let added = unsaid(&sides.here, to, there, pair.source);
    if let (Some(lost), Some(added)) = (lost, added) {
        let message = format!(
            "`{}` says `{added}` where its source text says `{lost}`",
            pair.name(sides.part)
        );
        let at = sides.place(Some(&added));
        let note = Diagnostic::new(Code::NumberDiffers, message).as_note();
        out.push(Finding::new(
            note.at(pair.at(at)).hint("compare the numbers"),
        ));
    }
}

/// The numbers that do not occur among `others`.
fn without(all: &[Numeral], others: &[Numeral]) -> Vec<Numeral> {
    let is_other = |one: &&Numeral| !others.iter().any(|other| other.is_same(one));
    all.iter().filter(is_other).cloned().collect()
}

/// Whether a text has a digit as a sign of its own: `CO₂`, `m²`.
fn is_raised(numeral: &Numeral, side: &Side) -> bool {
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

/// Whether a number is part of `24/7`, `24 h/24` or `7 jours sur 7`, which other languages express in words.
fn is_always(numeral: &Numeral, text: &str) -> bool {
    let times = |n: &str| {
        let runs = text.split(|c: char| !ascii(c).is_ascii_digit());
        runs.filter(|run| run.chars().map(ascii).eq(n.chars()))
            .count()
    };
    match numeral.digits.as_str() {
        "24" => times("7") > 0 || times("24") > 1,
        "7" => times("24") > 0 || times("7") > 1,
        "365" => times("24") > 0,
        _ => false,
    }
}

/// Removes pairs of numbers that differ because languages count from different points: hours, decades, centuries,
/// years.
fn pairs(long: &mut Vec<Numeral>, short: &mut Vec<Numeral>, language: &str) {
    let value = |n: &Numeral| n.whole().parse::<u64>().ok();
    // `0.01 Uhr` is `12:01 a.m.`, and `14.30 Uhr` `2:30 p.m.`
    long.retain(|one| {
        let Some((hour, minutes)) = time(one) else {
            return true;
        };
        let hours = [hour, (hour + 12) % 24, (hour + 11) % 12 + 1];
        let has = |short: &[Numeral], any: &[u64]| {
            short
                .iter()
                .any(|n| value(n).is_some_and(|n| any.contains(&n)))
        };
        // `14.30 uur` is `2.30 pm`.
        let is_same = |n: &Numeral| {
            time(n).is_some_and(|(other, more)| hours.contains(&other) && more == minutes)
        };
        if let Some(at) = short.iter().position(is_same) {
            short.remove(at);
            return false;
        }
        if !has(short, &hours) || !has(short, &[minutes]) {
            return true;
        }
        short.retain(|n| value(n).is_none_or(|n| !hours.contains(&n) && n != minutes));
        false
    });
    // `Art. 15.2` is `Art. 15 Abs. 2`.
    long.retain(|one| {
        let parts = one.digits.split_once('.');
        let Some((Ok(whole), Ok(part))) = parts.map(|(a, b)| (a.parse(), b.parse())) else {
            return true;
        };
        let all: Vec<Option<u64>> = short.iter().map(value).collect();
        if ![whole, part].iter().all(|n| all.contains(&Some(*n))) {
            return true;
        }
        short.retain(|n| !value(n).is_some_and(|n| n == whole || n == part));
        false
    });
    long.retain(|one| {
        let Some(n) = value(one) else { return true };
        let others = [
            // `20 h` is `8 p.m.`
            (13..24).contains(&n).then(|| n - 12),
            (n == 0 || n == 24).then_some(12),
            // `1990s` is `the ’90s`, `2024/25` is `2024–2025`.
            (1900..2100).contains(&n).then_some(n % 100),
            // `1800-talet` is `the 19th century`.
            ((1000..2100).contains(&n) && n.is_multiple_of(100)).then_some(n / 100 + 1),
            // The Thai calendar counts from 543 BC.
            (language == "th").then(|| n.checked_sub(543)).flatten(),
            // 令和, 平成
            (language == "ja").then(|| n.checked_sub(2018)).flatten(),
            (language == "ja").then(|| n.checked_sub(1988)).flatten(),
        ];
        let is_other = |other: &Numeral| value(other).is_some_and(|n| others.contains(&Some(n)));
        let Some(at) = short.iter().position(is_other) else {
            return true;
        };
        short.remove(at);
        // `the ’90s of the 20th century`
        short.retain(|other| value(other) != Some(n / 100 + 1));
        false
    });
}

/// The hour and the minutes that a decimal may be, which lost the zero at its end.
fn time(numeral: &Numeral) -> Option<(u64, u64)> {
    let (hour, minutes) = numeral.digits.split_once('.')?;
    let hour: u64 = hour.parse().ok()?;
    let minutes: u64 = match minutes.len() {
        1 => minutes.parse::<u64>().ok()? * 10,
        2 => minutes.parse().ok()?,
        _ => return None,
    };
    (numeral.power.unwrap_or(0) == 0 && hour < 25 && minutes < 60).then_some((hour, minutes))
}

/// Whether a text has a number in words, or in Roman or Chinese numerals.
fn is_said(numeral: &Numeral, side: &Side, language: &Language) -> bool {
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
