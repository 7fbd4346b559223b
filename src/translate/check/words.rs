//! Doubled words, untranslated texts, and texts that are much longer or shorter than their source.

use crate::diagnostic::{Code, Diagnostic};
use crate::l10n::message::OPAQUE;
use crate::translate::check::finding::{Finding, Findings};
use crate::translate::check::line::{Line, NOWHERE};
use crate::translate::check::text::{Pair, Sides};

/// A text that equals its source is reported if it has at least this many words,
const WORDS: usize = 3;
/// or this many letters.
const LETTERS: usize = 20;
/// The largest allowed ratio of lengths, by the length of the longer text in characters: short texts vary more. French
/// is about a fifth longer than English, and German headings more than that.
const LENGTHS: [(usize, f64); 4] = [
    (12, f64::INFINITY),
    (40, 4.0),
    (120, 2.8),
    (usize::MAX, 2.2),
];
/// The number of letters that a Chinese, Japanese or Korean character counts as.
const DENSE: f64 = 2.5;

/// Reports faults in the words of a part. `kept` are names that are the same in every language.
pub fn check(pair: &Pair, sides: &Sides, kept: &[String], out: &mut Findings) {
    for line in &sides.lines {
        doubled(pair, sides, line, out);
    }
    identical(pair, sides, kept, out);
    length(pair, sides, out);
}

fn doubled(pair: &Pair, sides: &Sides, line: &Line, out: &mut Findings) {
    let Some(allowed) = pair.language.doubles() else {
        return;
    };
    let mut last: Option<(String, usize)> = None;
    let mut i = 0;
    while i < line.len() {
        if !line[i].0.is_alphabetic() {
            if !line[i].0.is_whitespace() {
                last = None;
            }
            i += 1;
            continue;
        }
        let word: String = line[i..]
            .iter()
            .map(|(c, _)| *c)
            .take_while(|c| c.is_alphanumeric())
            .collect();
        let length = word.chars().count();
        let next = line.get(i + length).map(|(c, _)| *c);
        let word = word.to_lowercase();
        // `l’`, `U.` and `peut-être` are parts of a longer word.
        let is_whole = !matches!(next, Some('\'' | '’' | '-' | '_' | '.' | OPAQUE))
            || next == Some('.') && length > 1;
        if let Some((before, at)) = &last
            && *before == word
            && is_whole
            && !allowed.contains(&word.as_str())
            && let Some((c, end)) = line
                .get(i + length - 1)
                .filter(|(_, place)| *place != NOWHERE)
        {
            let message = format!("`{}` has the word `{word}` twice", pair.name(sides.part));
            let warning = Diagnostic::new(Code::DoubledWord, message)
                .at(pair.at(*at..end + c.len_utf8()))
                .hint("leave one of the two");
            out.push(Finding::new(warning));
        }
        last = is_whole
            .then_some((word, line[i].1))
            .filter(|(_, place)| *place != NOWHERE);
        i += length;
    }
}

fn identical(pair: &Pair, sides: &Sides, kept: &[String], out: &mut Findings) {
    let Some(there) = &sides.there else { return };
    if pair.language.name() == pair.source.name() || sides.here.words.trim() != there.words.trim() {
        return;
    }
    let mut rest = there.words.clone();
    for name in kept {
        rest = rest.replace(name.as_str(), " ");
    }
    let is_name = |word: &&str| word.chars().next().is_none_or(|c| !c.is_lowercase());
    let cut = rest.split(|c: char| !c.is_alphabetic() && c != '’' && c != '\'');
    let words: Vec<&str> = cut.filter(|w| w.chars().count() > 1).collect();
    let letters: usize = words.iter().map(|w| w.chars().count()).sum();
    if words.iter().all(is_name) || words.len() < WORDS && letters < LETTERS {
        return;
    }
    let message = format!(
        "`{}` says the same as its source text",
        pair.name(sides.part)
    );
    let warning = Diagnostic::new(Code::IdenticalToSource, message)
        .at(pair.at(sides.part.range.clone()))
        .hint("translate it; where it must be the same, `# fluentpress: allow identical-to-source REASON` above it says so");
    out.push(Finding::new(warning));
}

fn length(pair: &Pair, sides: &Sides, out: &mut Findings) {
    let Some(there) = &sides.there else { return };
    if sides.here.unknown != there.unknown {
        return;
    }
    let size = |words: &str, is_dense: bool| {
        let count = words.chars().filter(|c| !c.is_whitespace()).count();
        count as f64 * if is_dense { DENSE } else { 1.0 }
    };
    let here = size(&sides.here.words, pair.language.is_dense());
    let source = size(&there.words, pair.source.is_dense());
    if here == 0.0 || source == 0.0 {
        return;
    }
    let longer = here.max(source);
    let Some((_, most)) = LENGTHS.iter().find(|(up_to, _)| longer <= *up_to as f64) else {
        return;
    };
    if longer / here.min(source) > *most {
        let what = if here > source { "longer" } else { "shorter" };
        let message = format!(
            "`{}` is much {what} than its source text: {} characters for {}",
            pair.name(sides.part),
            here.round(),
            source.round()
        );
        let warning = Diagnostic::new(Code::Length, message)
            .at(pair.at(sides.part.range.clone()))
            .hint("look whether something was left out or added");
        out.push(Finding::new(warning));
    }
}
