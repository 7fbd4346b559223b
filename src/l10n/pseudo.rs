//! Pseudo-locales: the source language in a foreign guise, which shows hard-coded text and text that does not fit.
//! Applied to the inline tree after typography, so markup, code, addresses, numbers and values stay intact.

use crate::article::ast::Inline;
use crate::l10n::typography::atoms::is_address;
use crate::l10n::typography::line::Line;
use crate::l10n::typography::signs::{VALUE, is_text};
use crate::locale::{Locale, Pseudo};

/// The growth of an accented text, in percent of its characters.
const GROWTH: usize = 35;
/// Accented forms of `a` to `z`; for letters that Western European languages accent, with an accent of other languages.
/// The faces of the layouts' fonts have them all, except `ǫ` in the bold italic serif, for which another font is used.
const ACCENTED: [char; 26] = [
    'ā', 'ḃ', 'č', 'ḋ', 'ē', 'ḟ', 'ĝ', 'ħ', 'ī', 'ĵ', 'ķ', 'ļ', 'ṁ', 'ņ', 'ō', 'ṗ', 'ǫ', 'ř', 'š',
    'ţ', 'ū', 'ṽ', 'ŵ', 'ẋ', 'ŷ', 'ž',
];
/// Brackets around every accented text, which show truncated and concatenated texts.
const BRACKETS: [char; 2] = ['[', ']'];
/// Marks around letters that are shown from right to left, as in CLDR's bidirectional pseudo-locale.
pub const OVERRIDE: [char; 2] = ['\u{202E}', '\u{202C}'];
/// Marks around a value with a direction of its own.
const ISOLATE: [char; 2] = ['\u{2068}', '\u{2069}'];

/// Transforms a text if `locale` is a pseudo-locale; otherwise leaves it unchanged.
pub fn apply(inlines: &mut Vec<Inline>, locale: &Locale) {
    let Some(pseudo) = locale.pseudo() else {
        return;
    };
    let mut line = Line::read(inlines);
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

/// For each character, whether it may change. Addresses and values of variables do not.
fn changeable(line: &Line) -> Vec<bool> {
    let mut all = Vec::with_capacity(line.chars.len());
    let mut in_value = false;
    let parted = |a: &(char, usize), b: &(char, usize)| a.0.is_whitespace() == b.0.is_whitespace();
    for token in line.chars.chunk_by(parted) {
        let word: String = token.iter().map(|(c, _)| c).collect();
        let is_address = is_address(&word);
        for (c, _) in token {
            in_value |= *c == VALUE[0];
            all.push(!is_address && !in_value && is_text(*c));
            in_value &= *c != VALUE[1];
        }
    }
    all
}

/// Accents every letter, and repeats vowels evenly until the text is long enough, or all letters if there are too few
/// vowels. So every part of a text grows by the same factor, and the number of words stays.
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
        let letter = base(c).filter(|_| *free).map_or(c, accented);
        chars.extend(std::iter::repeat_n((letter, piece), copies));
    }
    line.chars = chars;
}

/// The ASCII letter of a Latin letter, with or without an accent.
fn base(c: char) -> Option<char> {
    if !matches!(c, 'A'..='Z' | 'a'..='z' | 'À'..='ɏ' | 'Ḁ'..='ỿ') {
        return None;
    }
    let mut letters = deunicode::deunicode_char(c)?.chars();
    let letter = letters.next().filter(char::is_ascii_alphabetic)?;
    letters.next().is_none().then_some(letter)
}

/// The accented form of an ASCII letter, in the same case.
fn accented(letter: char) -> char {
    let at = (letter.to_ascii_lowercase() as usize).wrapping_sub('a' as usize);
    let accented = ACCENTED.get(at).copied().unwrap_or(letter);
    match letter.is_ascii_uppercase() {
        true => accented.to_uppercase().next().unwrap_or(accented),
        false => accented,
    }
}

fn is_vowel(c: char) -> bool {
    base(c).is_some_and(|letter| "aeiouyAEIOUY".contains(letter))
}

/// Puts brackets around a text, inside of leading and trailing spaces.
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

/// Reverses the direction of every word. Numbers are not enclosed, as an override would reverse them too.
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

/// Whether a character is a letter, or a combining mark on one.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36F}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ast::plain;
    use crate::l10n::typography;
    use proptest::prelude::*;

    fn text(words: &str) -> Inline {
        Inline::Text(words.to_owned())
    }

    /// Applies French typography, then a pseudo-locale of French.
    fn french(locale: &str, mut inlines: Vec<Inline>) -> Vec<Inline> {
        let parse = |tag: &str| Locale::parse(tag).expect("a tag");
        typography::apply(&mut inlines, &parse("fr"));
        apply(&mut inlines, &parse(locale));
        inlines
    }

    /// Compares with marks in ASCII: `>` and `<` around overrides, `{` and `}` around isolates.
    fn check(locale: &str, words: &str, expected: &str) {
        let shown = OVERRIDE.into_iter().chain(ISOLATE).zip("><{}".chars());
        let made = plain(&french(locale, vec![text(words)]));
        let made = shown.fold(made, |made, (mark, sign)| {
            made.replace(mark, &sign.to_string())
        });
        assert_eq!(made, expected);
    }

    #[test]
    fn accented_texts() {
        for (words, expected) in [
            ("", ""),
            (" ", " "),
            ("Mot", "[Ṁōōōţ]"),
            ("Matériel et puces", "[Ṁāţēēřīīēēļ ēēţ ṗūūčēēš]"),
            ("Qui? Lui!", "[Ǫūūīī\u{202F}? Ļūūīī\u{202F}!]"),
            ("12 500 %, n° 3", "[12\u{202F}500\u{A0}%, ņņņņņņ°\u{A0}3]"),
            ("2025", "[2025]"),
            (" : ", "\u{A0}[:] "),
            ("Œuvre, ß", "[Œūūṽřēēē, ß]"),
            ("Да, нет", "[Даа, неетт]"),
            (
                "voir www.a.org/b ou x@y.fr.",
                "[ṽōōīīř www.a.org/b ōōūū x@y.fr.]",
            ),
            (
                "pour \u{E002}Ada Lovelace\u{E003}?",
                "[ṗōōūūūř Ada Lovelace\u{202F}?]",
            ),
        ] {
            check("fr-XA", words, expected);
        }
    }

    #[test]
    fn mirrored_texts() {
        for (words, expected) in [
            ("", ""),
            ("L'État, c'est moi.", ">L’État<, >c’est< >moi<."),
            ("en 2025 : 12 %", ">en< 2025\u{A0}: 12\u{A0}%"),
            ("GPT-4, 1er mai", ">GPT<-4, 1>er<\u{A0}>mai<"),
            (
                "peut-être (voir http://a.b/c)",
                ">peut-être< (>voir< http://a.b/c)",
            ),
            ("pour \u{E002}Ada\u{E003}.", ">pour< {Ada}."),
        ] {
            check("fr-XB", words, expected);
        }
    }

    #[test]
    fn a_real_locale_is_left_alone() {
        check("fr", "Mot", "Mot");
        check("fr-CA", "Mot", "Mot");
    }

    #[test]
    fn brackets_stand_outside_of_markup() {
        let strong = |words| Inline::Strong(vec![text(words)]);
        let param = || Inline::Param("page".to_owned());
        let inlines = vec![strong("Un"), text(" mot "), param()];
        let expected = [
            text("["),
            strong("ŪŪņ"),
            text(" ṁōōōţ "),
            param(),
            text("]"),
        ];
        assert_eq!(french("fr-XA", inlines), expected);
    }

    #[test]
    fn the_fonts_of_the_layouts_have_every_letter() {
        let own = crate::typeset::fonts::sans()
            .iter()
            .flat_map(|font| typst::text::Font::iter(typst::foundations::Bytes::new(font.bytes)));
        let engine = typst_kit::fonts::embedded().map(|(font, _)| font);
        let mut faces = 0;
        for font in engine.chain(own) {
            let family = font.info().family.clone();
            if !["Libertinus Serif", "Noto Sans", "DejaVu Sans Mono"].contains(&family.as_str()) {
                continue;
            }
            faces += 1;
            for c in ('a'..='z').chain('A'..='Z').map(accented).chain(BRACKETS) {
                let has = font.info().coverage.contains(c as u32);
                let face = format!("{family} {:?}", font.info().variant);
                let lacks = "Libertinus Serif Italic-FontWeight(700)-FontStretch(1000)";
                let is_known = matches!(c, 'ǫ' | 'Ǫ') && face == lacks;
                assert!(has != is_known, "{face}: {c}");
            }
        }
        assert_eq!(faces, 14);
    }

    fn tree() -> impl Strategy<Value = Vec<Inline>> {
        let leaf = prop_oneof![
            4 => "[a-zA-Zéàçœ0-9 ’'.:?«»()-]{1,30}".prop_map(Inline::Text),
            1 => "[a-z{}<> ]{1,8}".prop_map(Inline::Code),
            1 => "[a-z]{1,4}".prop_map(Inline::Footnote),
            1 => "[a-z]{1,4}".prop_map(Inline::Param),
            1 => Just(Inline::Break),
        ];
        let inline = leaf.prop_recursive(3, 20, 4, |inner| {
            let several = || prop::collection::vec(inner.clone(), 1..4);
            prop_oneof![
                several().prop_map(Inline::Emph),
                several().prop_map(Inline::Strong),
                ("[a-z:/?#]{1,12}", several())
                    .prop_map(|(url, content)| Inline::Link { url, content }),
            ]
        });
        prop::collection::vec(inline, 0..6)
    }

    /// The tree without text, which no pseudo-locale may change.
    fn structure(inlines: &[Inline]) -> Vec<Inline> {
        let structure = |inline: &Inline| match inline {
            Inline::Text(_) => None,
            Inline::Emph(inner) => Some(Inline::Emph(structure(inner))),
            Inline::Strong(inner) => Some(Inline::Strong(structure(inner))),
            Inline::Link { url, content } => Some(Inline::Link {
                url: url.clone(),
                content: structure(content),
            }),
            other => Some(other.clone()),
        };
        inlines.iter().filter_map(structure).collect()
    }

    /// The characters of all texts, with a space for a break.
    fn words(inlines: &[Inline]) -> String {
        let words = |inline: &Inline| match inline {
            Inline::Text(text) => text.clone(),
            Inline::Emph(inner) | Inline::Strong(inner) => words(inner),
            Inline::Link { content, .. } => words(content),
            Inline::Break => " ".to_owned(),
            _ => String::new(),
        };
        inlines.iter().map(words).collect()
    }

    fn without(text: &str, left_out: &[char]) -> String {
        text.chars().filter(|c| !left_out.contains(c)).collect()
    }

    proptest! {
        #[test]
        fn structure_and_numbers_stay(inlines in tree()) {
            let digits = |inlines: &[Inline]| words(inlines).chars().filter(char::is_ascii_digit).collect::<String>();
            for locale in ["fr-XA", "fr-XB"] {
                let made = french(locale, inlines.clone());
                prop_assert_eq!(structure(&made), structure(&inlines));
                prop_assert_eq!(digits(&made), digits(&inlines));
            }
        }

        #[test]
        fn accented_texts_have_no_plain_letter_and_grow_by_a_third(inlines in tree()) {
            let made = words(&french("fr-XA", inlines.clone()));
            let set = words(&french("fr", inlines));
            prop_assert!(!made.contains(|c: char| c.is_ascii_alphabetic()), "{}", made);
            let inner = without(&made, &BRACKETS).chars().count();
            let length = set.chars().count();
            if set.chars().any(char::is_alphabetic) {
                prop_assert_eq!(inner, length + (length * GROWTH).div_ceil(100), "{}", made);
            }
        }

        #[test]
        fn mirrored_texts_are_the_same_without_marks(inlines in tree()) {
            let made = words(&french("fr-XB", inlines.clone()));
            prop_assert_eq!(without(&made, &OVERRIDE), words(&french("fr", inlines)));
            let mut depth = 0;
            for c in made.chars() {
                depth += i32::from(c == OVERRIDE[0]) - i32::from(c == OVERRIDE[1]);
                prop_assert!((0..=1).contains(&depth));
                prop_assert!(depth == 1 || !c.is_alphabetic(), "{}", made);
                prop_assert!(depth == 0 || !c.is_ascii_digit(), "{}", made);
            }
        }
    }
}
