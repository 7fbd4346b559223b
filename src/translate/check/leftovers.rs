//! Parts of the source text that were left in a translation, and a beginning that does not look like its source's.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::l10n::labels;
use crate::translate::check::finding::{Finding, Findings};
use crate::translate::check::hash;
use crate::translate::check::line::{Line, NOWHERE};
use crate::translate::check::text::{Pair, Sides};

/// So many words of the source text in a row are no name and no quotation of a word.
const WORDS: usize = 5;
/// What stands between words that are not next to each other.
const BREAK: u64 = 0;
/// So many in languages that share words and spelling.
const WORDS_OF_KIN: usize = 8;
/// Languages that share words and spelling.
const KIN: [&str; 6] = [
    "da nb nn no sv",
    "ast ca es gl it pt",
    "cs sk",
    "bs hr sr",
    "be ru uk",
    "id ms",
];

/// Reports words of the source text and a first letter that turned small.
pub fn check(pair: &Pair, sides: &Sides, out: &mut Findings) {
    let Some(there) = sides.there else { return };
    if pair.language.name() == pair.source.name() || sides.here.words.trim() == there.words.trim() {
        return;
    }
    untranslated(pair, sides, &there.words, out);
    // Keywords are no sentences, and a reference stands within one: at its start, it gets a capital.
    let is_reference = || pair.message.id.starts_with("see-") && labels::is_file(pair.file);
    if pair.message.id == "meta-keywords" || is_reference() {
        return;
    }
    first_letter(pair, sides, &there.words, out);
}

fn untranslated(pair: &Pair, sides: &Sides, source: &str, out: &mut Findings) {
    let is_kin = |all: &&str| {
        [pair.language, pair.source]
            .iter()
            .all(|one| all.split(' ').any(|name| name == one.name()))
    };
    let count = if KIN.iter().any(is_kin) {
        WORDS_OF_KIN
    } else {
        WORDS
    };
    let chars: Line = source.chars().map(|c| (c, NOWHERE)).collect();
    let there: Vec<u64> = words(&chars).into_iter().map(|word| word.hash).collect();
    let mut there: Vec<&[u64]> = there.windows(count).collect();
    there.sort_unstable();
    if there.is_empty() {
        return;
    }
    for line in &sides.lines {
        let here = words(line);
        let hashes: Vec<u64> = here.iter().map(|word| word.hash).collect();
        let is_left = |at: usize| {
            let window = &here[at..at + count];
            // Names and titles are the same in every language.
            let small = window.iter().filter(|word| word.is_small).count();
            small > count / 2
                && window.iter().all(|word| word.hash != BREAK)
                && there.binary_search(&&hashes[at..at + count]).is_ok()
        };
        let mut starts = 0..(here.len() + 1).saturating_sub(count);
        let Some(first) = starts.find(|at| is_left(*at)) else {
            continue;
        };
        let last = first + starts.take_while(|at| is_left(*at)).count() + count - 1;
        let text: String = line[here[first].at.start..here[first + count - 1].at.end]
            .iter()
            .map(|(c, _)| *c)
            .collect();
        let (start, end) = (line[here[first].at.start], line[here[last].at.end - 1]);
        let place = match start.1 != NOWHERE && end.1 != NOWHERE {
            true => start.1..end.1 + end.0.len_utf8(),
            false => sides.part.range.clone(),
        };
        let message = format!(
            "`{}` has words of its source text: `{text}`",
            pair.name(sides.part)
        );
        let warning = Diagnostic::new(Code::UntranslatedWords, message)
            .at(pair.at(place))
            .hint("translate them");
        out.push(Finding::new(warning));
        return;
    }
}

/// A word of a line.
struct Word {
    /// A digest of its characters; [`BREAK`] for what stands between words that are not next to each other.
    hash: u64,
    /// Whether it begins with a small letter.
    is_small: bool,
    /// Its characters in the line.
    at: Range<usize>,
}

/// The words of a line.
fn words(line: &Line) -> Vec<Word> {
    let mut all: Vec<Word> = Vec::new();
    let mut is_open = false;
    for (at, (c, _)) in line.iter().enumerate() {
        if !c.is_alphanumeric() {
            // An address or another name of several words is cut off from the words around it.
            if !c.is_whitespace() && !matches!(c, ',' | ';' | ':' | '’' | '\'') {
                all.push(Word {
                    hash: BREAK,
                    is_small: false,
                    at: at..at + 1,
                });
            }
            is_open = false;
            continue;
        }
        if !is_open {
            all.push(Word {
                hash: hash::START,
                is_small: c.is_lowercase(),
                at: at..at,
            });
            is_open = true;
        }
        if let Some(word) = all.last_mut() {
            word.hash = hash::add(word.hash, *c as u32);
            word.at.end = at + 1;
        }
    }
    all
}

fn first_letter(pair: &Pair, sides: &Sides, source: &str, out: &mut Findings) {
    let Some(line) = sides.lines.first() else {
        return;
    };
    let Some(start) = line.iter().position(|(c, _)| !c.is_whitespace()) else {
        return;
    };
    let (c, at) = line[start];
    if !c.is_lowercase() || at == NOWHERE || !sides.here.words.trim_start().starts_with(c) {
        return;
    }
    let mut letters = source.trim_start().chars();
    let is_sentence = letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(|c| c.is_lowercase() || c == ' ');
    // `iPhone`, `e-mail`, `example.org`, `d’un`
    let word: String = line[start..]
        .iter()
        .map(|(c, _)| *c)
        .take_while(|c| !c.is_whitespace())
        .collect();
    let bare = word.trim_end_matches(|c: char| ".,;:!?".contains(c));
    // A foreign word may begin a text in a script without capitals.
    let mut letters = sides.here.words.chars().filter(|c| c.is_alphabetic());
    let is_in_cased_script = letters.all(|c| c.is_lowercase() || c.is_uppercase());
    if !is_sentence || !bare.chars().all(char::is_lowercase) || !is_in_cased_script {
        return;
    }
    let message = format!(
        "`{}` begins with the small letter `{c}`, and its source text with a capital",
        pair.name(sides.part)
    );
    let warning = Diagnostic::new(Code::FirstLetter, message)
        .at(pair.at(at..at + c.len_utf8()))
        .hint("begin with a capital, as the source text does");
    out.push(Finding::new(warning));
}
