//! Numbers that were copied in the notation of the source language: `3.5%` and `1,234` of English in a German text, where readers see no number, or another one.

use crate::diagnostic::{Code, Diagnostic};
use crate::translate::check::finding::{Finding, Findings};
use crate::translate::check::language::Language;
use crate::translate::check::magnitude::Magnitudes;
use crate::translate::check::numerals::numerals;
use crate::translate::check::text::{Pair, Sides};

/// Words before what is no quantity: `version 3.5`. Names of programs and of parts of a text have a capital letter.
const BEFORE_NAMES: [&str; 16] = [
    "version",
    "release",
    "section",
    "chapter",
    "part",
    "figure",
    "table",
    "page",
    "clause",
    "article",
    "paragraph",
    "level",
    "step",
    "item",
    "no",
    "at",
];
/// Words behind a time of day: `10.30 a.m.`
const BEHIND_TIMES: [&str; 6] = ["am", "pm", "a.m", "p.m", "uhr", "h"];

/// Reports each number that a part has as its source text has it, and that its language writes otherwise.
pub fn check(pair: &Pair, sides: &Sides, out: &mut Findings) {
    let Some(there) = sides.there else { return };
    let mut known: Vec<&str> = Vec::new();
    for (at, number) in numbers(&sides.here.words) {
        let mut in_source = numbers(&there.words);
        let Some((place, _)) = in_source.find(|(_, other)| *other == number) else {
            changed(pair, sides, &there.words, number, out);
            continue;
        };
        if known.contains(&number)
            || is_name(
                &there.words,
                place,
                number,
                word_before(&sides.here.words, at),
            ) && !is_quantity(pair, sides, at, number)
        {
            continue;
        }
        known.push(number);
        let [from, to] = [pair.source, pair.language].map(Language::notation);
        let Some(written) = from.respelled(number, to) else {
            continue;
        };
        let [source, language] = [pair.source, pair.language].map(|one| &one.locale.name);
        let message = format!(
            "`{}` has `{number}` in the notation of `{source}`; `{language}` writes `{written}`",
            pair.name(sides.part)
        );
        let warning = Diagnostic::new(Code::NumberDiffers, message)
            .at(pair.at(sides.place(Some(number))))
            .hint(format!(
                "write `{written}`; a version or the name of a file stands between backquotes"
            ));
        out.push(Finding::new(warning));
    }
}

/// Reports a number that has the digits of one of the source text and reads as another one, or as none, in the language: `13,000` in French
/// for `13.000` of a German text.
fn changed(pair: &Pair, sides: &Sides, source: &str, number: &str, out: &mut Findings) {
    let [from, to] = [pair.source, pair.language].map(Language::notation);
    let bare = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let digits = bare(number);
    let meant = spaced(source).find(|other| bare(other) == digits && other.len() > digits.len());
    let Some((meant, value)) = meant.and_then(|other| Some((other, from.digits(other)?))) else {
        return;
    };
    // Digits that are another number in any notation are a finding of their own.
    let [one, other] = [number, meant].map(|text| numerals(text, &Magnitudes::default()));
    if one != other || to.digits(number).is_some_and(|read| read == value) {
        return;
    }
    let Some(written) = to.written(meant, from).filter(|written| written != number) else {
        return;
    };
    let message = format!(
        "`{}` says `{number}` where its source text says `{meant}`: `{}` writes `{written}`",
        pair.name(sides.part),
        pair.language.locale.name
    );
    let warning = Diagnostic::new(Code::NumberDiffers, message)
        .at(pair.at(sides.place(Some(number))))
        .hint(format!("write `{written}`"));
    out.push(Finding::new(warning));
}

/// The numbers of a text with signs or spaces between digits.
fn spaced(text: &str) -> impl Iterator<Item = &str> {
    let is_of_number = |c: char| {
        c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\u{A0}' | '\u{202F}' | '’' | '\'')
    };
    let runs = text.split(move |c: char| !is_of_number(c));
    runs.map(|run| run.trim_matches(|c: char| !c.is_ascii_digit()))
        .filter(|run| !run.is_empty())
}

/// The numbers with a point or a comma between digits that stand alone in a text, with their places.
fn numbers(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_of_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + text.get(from..)?.find(|c: char| c.is_ascii_digit())?;
            let rest = &text[start..];
            let length = rest.find(|c| !is_of_number(c)).unwrap_or(rest.len());
            from = start + length;
            let number = rest[..length].trim_end_matches(['.', ',']);
            let before = text[..start].trim_end_matches(['-', '−', '+']);
            let is_joined = before.len() < start && before.ends_with(char::is_alphanumeric)
                || before.ends_with(|c: char| c.is_alphanumeric() || "./:_#@'’".contains(c));
            let goes_on = text[start + number.len()..]
                .starts_with(|c: char| c.is_alphanumeric() || "/:_'’".contains(c));
            if number.contains(['.', ',']) && !is_joined && !goes_on {
                return Some((start, number));
            }
        }
    })
}

fn word_before(text: &str, at: usize) -> &str {
    let mut words = text[..at]
        .trim_end()
        .rsplit(|c: char| !c.is_alphanumeric() && c != '§');
    words.next().unwrap_or_default()
}

/// Whether a number at a place of the source text may be a version, a section or a time of day. `beside` is the word before it in the translation: names are the same
/// there.
fn is_name(text: &str, at: usize, number: &str, beside: &str) -> bool {
    let before = text[..at].trim_end();
    let word = word_before(text, at);
    let is_first = before.len() == word.len();
    let is_label = before.is_empty()
        || word.contains('§')
        || !word.is_empty() && word == beside
        || word.starts_with(char::is_uppercase) && !is_first
        || BEFORE_NAMES.contains(&word.to_lowercase().as_str());
    let behind = text[at + number.len()..].trim_start().to_lowercase();
    let behind = behind
        .split(|c: char| !c.is_alphabetic() && c != '.')
        .next();
    let is_time = behind.is_some_and(|word| BEHIND_TIMES.contains(&word.trim_end_matches('.')));
    is_label && !number.contains(',') || is_time
}

/// Whether a sign or a word beside a number of the translation says that it is a quantity.
fn is_quantity(pair: &Pair, sides: &Sides, at: usize, number: &str) -> bool {
    let is_currency = |c: char| matches!(c, '$' | '€' | '£' | '¥' | '₹');
    let text = &sides.here.words;
    let behind: Vec<char> = text[at + number.len()..].chars().take(24).collect();
    let sign = behind.iter().find(|c| !c.is_whitespace());
    text[..at].trim_end().ends_with(is_currency)
        || sign.is_some_and(|c| is_currency(*c) || matches!(c, '%' | '‰' | '°' | '٪'))
        || pair.language.magnitudes().behind(&behind).is_some()
}
