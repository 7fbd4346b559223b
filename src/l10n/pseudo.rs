//! Pseudo-locales: the source language made to look foreign, so that pages show what is hard-coded and what does not
//! fit. Works on the parsed inline tree, behind typography: markup, code, addresses, numbers and values stay intact.

use crate::article::ast::Inline;
use crate::l10n::typography::line::{Line, VALUE, is_address};
use crate::project::{Locale, Pseudo};

/// By how many percent an accented text grows.
const GROWTH: usize = 35;
/// Look-alikes of `a` to `z` that no Western European language uses, in every face of the fonts in the binary. There
/// is none for `q` but by a combining macron.
const ACCENTED: [&str; 26] = [
    "ā", "ḃ", "č", "ḋ", "ē", "ḟ", "ĝ", "ħ", "ī", "ĵ", "ķ", "ļ", "ṁ", "ņ", "ō", "ṗ", "q\u{304}",
    "ř", "š", "ţ", "ū", "ṽ", "ŵ", "ẋ", "ŷ", "ž",
];
/// Stand around every accented text: one that is cut off lacks one, one that is put together has several.
const BRACKETS: [char; 2] = ['[', ']'];
/// Enclose letters that are shown from right to left, as in CLDR's bidirectional pseudo-locale.
const OVERRIDE: [char; 2] = ['\u{202E}', '\u{202C}'];
/// Enclose a value whose direction is its own.
const ISOLATE: [char; 2] = ['\u{2068}', '\u{2069}'];

/// Makes a text that of a pseudo-locale; in any other locale, leaves it as it is.
pub fn apply(inlines: &mut Vec<Inline>, locale: &Locale) {
    let Some(pseudo) = locale.pseudo() else {
        return;
    };
    let mut line = Line::default();
    line.read(inlines);
    if line.chars.iter().all(|(c, _)| c.is_whitespace()) {
        return;
    }
    match pseudo {
        Pseudo::Accented => accent(&mut line),
        Pseudo::Mirrored => mirror(&mut line),
    }
    line.write(inlines);
    if pseudo == Pseudo::Accented {
        enclose(inlines);
    }
}

/// For each character, whether it may change: not in an address, nor in the value of a variable.
fn changeable(line: &Line) -> Vec<bool> {
    let mut all = Vec::with_capacity(line.chars.len());
    let mut in_value = false;
    let parted = |a: &(char, usize), b: &(char, usize)| a.0.is_whitespace() == b.0.is_whitespace();
    for token in line.chars.chunk_by(parted) {
        let word: String = token.iter().map(|(c, _)| c).collect();
        let is_address = is_address(&word);
        for (c, _) in token {
            in_value |= *c == VALUE[0];
            all.push(!is_address && !in_value && Line::is_text(*c));
            in_value &= *c != VALUE[1];
        }
    }
    all
}

/// Accents every letter, and repeats vowels, evenly, until the text is long enough; where vowels are too few, all
/// letters. So every part of a text grows as the whole does, and no words are added that would be counted.
fn accent(line: &mut Line) {
    let changeable = changeable(line);
    let all = || line.chars.iter().zip(&changeable);
    let length = all().filter(|(_, free)| **free).count();
    let wanted = (length * GROWTH).div_ceil(100);
    let count =
        |grows: fn(char) -> bool| all().filter(|((c, _), free)| **free && grows(*c)).count();
    let is_enough = 2 * count(is_vowel) >= wanted;
    let grows = if is_enough {
        is_vowel
    } else {
        char::is_alphabetic
    };
    let places = count(grows).max(1);
    let mut seen = 0;
    let mut chars = Vec::with_capacity(line.chars.len() + wanted);
    for (&(c, piece), free) in all() {
        if VALUE.contains(&c) {
            continue;
        }
        let mut copies = 1;
        if *free && grows(c) {
            copies += (seen + 1) * wanted / places - seen * wanted / places;
            seen += 1;
        }
        for _ in 0..copies {
            match base(c).filter(|_| *free) {
                Some(letter) => chars.extend(accented(letter).map(|c| (c, piece))),
                None => chars.push((c, piece)),
            }
        }
    }
    line.chars = chars;
}

/// The ASCII letter that a Latin letter is, with or without an accent.
fn base(c: char) -> Option<char> {
    if !matches!(c, 'A'..='Z' | 'a'..='z' | 'À'..='ɏ' | 'Ḁ'..='ỿ') {
        return None;
    }
    let mut letters = deunicode::deunicode_char(c)?.chars();
    let letter = letters.next().filter(char::is_ascii_alphabetic)?;
    letters.next().is_none().then_some(letter)
}

/// An ASCII letter, accented, in its case.
fn accented(letter: char) -> impl Iterator<Item = char> {
    let at = (letter.to_ascii_lowercase() as usize).wrapping_sub('a' as usize);
    let accented = ACCENTED.get(at).copied().unwrap_or_default();
    let is_upper = letter.is_ascii_uppercase();
    accented.chars().flat_map(move |c| {
        let upper = is_upper.then(|| c.to_uppercase());
        let lower = (!is_upper).then_some(c);
        upper.into_iter().flatten().chain(lower)
    })
}

fn is_vowel(c: char) -> bool {
    base(c).is_some_and(|letter| "aeiouyAEIOUY".contains(letter))
}

/// Puts brackets around a text, inside the spaces that part it from its neighbours.
fn enclose(inlines: &mut Vec<Inline>) {
    let [open, close] = BRACKETS;
    match inlines.first_mut() {
        Some(Inline::Text(text)) => {
            let at = text.len() - text.trim_start().len();
            text.insert(at, open);
        }
        _ => inlines.insert(0, Inline::Text(open.to_string())),
    }
    match inlines.last_mut() {
        Some(Inline::Text(text)) => text.insert(text.trim_end().len(), close),
        _ => inlines.push(Inline::Text(close.to_string())),
    }
}

/// Turns every word round. Numbers stay outside: an override would turn them too.
fn mirror(line: &mut Line) {
    let changeable = changeable(line);
    let free = |at: usize| changeable.get(at).is_some_and(|free| *free);
    let is_letter = |at: usize| free(at) && line.at(at).is_some_and(is_letter);
    let joins = |at: usize| {
        let joint = matches!(line.at(at), Some('’' | '\'' | '-' | '\u{2011}'));
        joint && at.checked_sub(1).is_some_and(is_letter) && is_letter(at + 1)
    };
    let mut chars = Vec::with_capacity(line.chars.len() * 2);
    let mut word: Option<usize> = None;
    for (at, &(c, piece)) in line.chars.iter().enumerate() {
        let own = (is_letter(at) || joins(at)).then_some(piece);
        if own != word {
            chars.extend(word.map(|piece| (OVERRIDE[1], piece)));
            chars.extend(own.map(|piece| (OVERRIDE[0], piece)));
            word = own;
        }
        let isolate = VALUE.iter().position(|mark| *mark == c);
        let c = isolate.and_then(|at| ISOLATE.get(at)).copied().unwrap_or(c);
        chars.push((c, piece));
    }
    chars.extend(word.map(|piece| (OVERRIDE[1], piece)));
    line.chars = chars;
}

/// Whether it is part of a word: a letter, or a mark on one.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36F}')
}
