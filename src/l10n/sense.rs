//! Lines that break by sense: what stays together in a line of text where lines are few and large, as of a title.
//!
//! A word of [`bound`], a letter or a number stays with the next word, a word of [`attached`] with the one before; the parts
//! of a name and of a compound with a hyphen stay together. The rule is that of `display`.

use crate::l10n::display::{attached, bound};
use crate::locale::Locale;

/// A text is no display type with more letters than this.
const LONGEST: usize = 400;
/// A last line of kept words alone has more letters than this.
const SHORTEST_END: usize = 10;

/// Words that stay together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unit {
    /// The words, with the spaces between them.
    pub words: String,
    /// How many letters, signs and spaces they have.
    pub letters: usize,
    /// Whether a last line of these words alone is long enough.
    pub ends: bool,
}

/// The words of a language that decide what stays together.
pub struct Sense {
    bound: Vec<&'static str>,
    attached: Vec<&'static str>,
}

impl Sense {
    /// Those of a language; `None` if they are not known.
    pub fn new(locale: &Locale) -> Option<Self> {
        let (bound, attached) = (bound(locale), attached(locale));
        (!bound.is_empty()).then_some(Self { bound, attached })
    }

    /// What stays together in `line`: for each run of words, what is kept of it, the whole run first, then less and less of it
    /// from its start, as narrow columns have no room for more. None of a long text.
    pub fn units(&self, line: &str) -> Vec<Vec<Unit>> {
        let words: Vec<&str> = line.split(' ').filter(|word| !word.is_empty()).collect();
        if words.len() < 2 && !line.contains('-') || line.chars().count() > LONGEST {
            return Vec::new();
        }
        let later = words.iter().skip(1);
        let capitals = later.filter(|word| is_capital(word)).count();
        // Where most words begin with a capital, that makes no name.
        let names = capitals * 2 < words.len();
        let held = |at: usize| at + 1 < words.len() && self.is_held(&words, at, names);
        let mut units = Vec::new();
        let mut from = 0;
        for end in (0..words.len()).filter(|at| !held(*at)) {
            let kept = kept(line, &words[from..=end], end + 1 == words.len());
            if !kept.is_empty() {
                units.push(kept);
            }
            from = end + 1;
        }
        units
    }

    /// Whether the word at `at` stays with the next one.
    fn is_held(&self, words: &[&str], at: usize, names: bool) -> bool {
        let (word, next) = (words[at], words[at + 1]);
        let last = core(word);
        let lower = last.to_lowercase();
        let is_letter = last.chars().count() == 1 && last.chars().all(char::is_alphabetic);
        if is_letter || self.bound.contains(&lower.as_str()) {
            return true;
        }
        let is_number = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
        if last.ends_with(|c: char| c.is_ascii_digit()) && last.chars().all(is_number) {
            return true;
        }
        let bare = next.trim_end_matches(STOPS).to_lowercase();
        if self.attached.contains(&bare.as_str()) {
            return true;
        }
        let is_open = !word.ends_with(STOPS) || word.len() <= 3;
        let is_particle = |word: &str| PARTICLES.contains(&word);
        let goes_on = is_capital(next) || is_particle(next);
        let is_name = match is_capital(word) {
            true => is_capital(next) || is_particle(next) && at + 2 < words.len(),
            false => is_particle(word) && goes_on && at > 0,
        };
        names && is_open && is_name
    }
}

/// Words between the parts of a name.
const PARTICLES: &[&str] = &[
    "al", "bin", "da", "de", "del", "den", "der", "di", "du", "ten", "van", "von",
];

/// What a word ends with that ends something else too.
const STOPS: &[char] = &[',', ';', ':', '.', '!', '?', '…', '»', '”', ')'];

/// What stands before a word, or joins it to another one.
const OPENINGS: &[char] = &[
    ' ', '\u{A0}', '\u{202F}', '’', '\'', '(', '«', '“', '„', '-', '—', '–',
];

/// The last part of a word that is elided or follows a no-break space: `à` of `qu’à`, `million` of `12 million`.
fn core(word: &str) -> &str {
    word.rsplit(OPENINGS).next().unwrap_or_default()
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// What can be kept of `run`, which ends at the end of `line` or not: all of its words, then fewer from its start; a single
/// word only if it is a compound. What is a part of another word too is left out.
fn kept(line: &str, run: &[&str], at_end: bool) -> Vec<Unit> {
    let is_compound =
        |word: &str| word.contains('-') && word.split('-').all(|part| !part.is_empty());
    let least = if run.last().is_some_and(|word| is_compound(word)) {
        1
    } else {
        2
    };
    let lengths = (least..=run.len()).rev();
    let units = lengths.map(|length| run[run.len() - length..].join(" "));
    let is_whole = |words: &String| {
        let mut found = line.match_indices(words.as_str());
        found.all(|(at, _)| at == 0 || line[..at].ends_with(OPENINGS))
    };
    units
        .filter(is_whole)
        .map(|words| {
            let letters = words.chars().count();
            let ends = at_end && words.contains(' ') && letters > SHORTEST_END;
            Unit {
                words,
                letters,
                ends,
            }
        })
        .collect()
}
