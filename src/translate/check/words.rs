//! Untranslated texts, and texts that are much longer or shorter than their source.

use crate::diagnostic::{Code, Diagnostic};
use crate::translate::check::finding::{Finding, Findings};
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
/// A source text of fewer characters is a label, which some languages can only translate by a sentence of up to
const LABEL: f64 = 20.0;
/// so many characters.
const SENTENCE: f64 = 80.0;

/// Reports faults in the words of a part. `kept` are names that are the same in every language.
pub fn check(pair: &Pair, sides: &Sides, kept: &[&str], out: &mut Findings) {
    identical(pair, sides, kept, out);
    length(pair, sides, out);
}

fn identical(pair: &Pair, sides: &Sides, kept: &[&str], out: &mut Findings) {
    let Some(there) = sides.there else { return };
    if pair.language.name() == pair.source.name() || sides.here.words.trim() != there.words.trim() {
        return;
    }
    let mut rest = there.words.clone();
    for name in kept {
        rest = rest.replace(name, " ");
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
    let Some(there) = sides.there else { return };
    if sides.here.unknown != there.unknown {
        return;
    }
    let count = |words: &str| words.chars().filter(|c| !c.is_whitespace()).count() as f64;
    let (here, source) = (count(&sides.here.words), count(&there.words));
    if here == 0.0 || source == 0.0 {
        return;
    }
    // What a character holds varies in Chinese, Japanese and Korean: the sizes that are nearest to each other count.
    let ([least, most], [from, to]) = (pair.language.density(), pair.source.density());
    let (here, source) = match (here * least > source * to, here * most < source * from) {
        (true, _) => (here * least, source * to),
        (_, true) => (here * most, source * from),
        _ => return,
    };
    if here > source && source < LABEL && here < SENTENCE {
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
