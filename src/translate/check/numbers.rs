//! Numbers: a translation has the numbers of its source text, in digits or in words, and no others.

use crate::diagnostic::{Code, Diagnostic};
use crate::translate::check::counting::{is_always, pairs};
use crate::translate::check::finding::{Finding, Findings};
use crate::translate::check::language::Language;
use crate::translate::check::minus;
use crate::translate::check::number_words::{IN_WORDS, is_raised, is_said};
use crate::translate::check::numerals::{Numeral, ascii, numerals, with_minutes};
use crate::translate::check::text::{Pair, Side, Sides};

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
