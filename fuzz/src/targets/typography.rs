//! Typography: it keeps every letter and digit, and comes to an end.

use fluentpress::l10n::typography::apply::set;
use fluentpress::locale::Locale;

use super::{Target, markup, text};
use crate::edit::Corpus;

/// What means something to typography.
const WORDS: &[&str] = &[
    "'",
    "\"",
    "''",
    "«",
    "»",
    "“",
    "”",
    "„",
    "’",
    "‹",
    "--",
    "---",
    "-",
    " - ",
    "–",
    "—",
    "...",
    "!",
    "?",
    " :",
    ":",
    ";",
    "%",
    " %",
    "°C",
    " €",
    "€",
    "1234567",
    "1 234",
    "1'234",
    "1,234.50",
    "10-12",
    "3e",
    "1er",
    "M.",
    "p. 5",
    "§ 4",
    "№ 4",
    "5 km",
    "http://a.b",
    "a@b.c",
    "C:\\a",
    ":)",
    "l'",
    "d'",
    "qu'",
    "it's",
    "'90s",
    "5'",
    "6\"",
    "¿",
    "¡",
    "\u{a0}",
    "\u{202f}",
    "\u{2009}",
    " ",
    "  ",
    "/",
    "(",
    ")",
    "[",
    "]",
    "z. B.",
    "ß",
    "…",
];

/// Locales with rules of their own, a region, and one without rules.
const LOCALES: [&str; 16] = [
    "fr", "fr-CH", "fr-CA", "en", "en-GB", "de", "de-CH", "es", "it", "pt", "nl", "pl", "sv", "ja",
    "ar", "sw",
];

/// The target.
pub fn target() -> Target {
    let locales: Vec<Locale> = LOCALES
        .iter()
        .filter_map(|name| Locale::parse(name))
        .collect();
    Target {
        name: "typography",
        corpus: Corpus {
            files: markup::corpus(),
            words: WORDS,
            are_texts: true,
            most: 160,
        },
        run: Box::new(move |input| {
            let (locale, rest) = input.split_first().unwrap_or((&0, &[]));
            let locale = &locales[usize::from(*locale) % locales.len()];
            run(&text(rest), locale);
        }),
    }
}

fn run(text: &str, locale: &Locale) {
    let chars = text.chars().enumerate().map(|(at, c)| (c, at));
    let once = set(chars.collect(), locale);
    // A sign that is set otherwise may end an address or begin one, so that there may be something to do a second time.
    let twice = set(once.clone(), locale);
    let thrice = set(twice.clone(), locale);
    let words = |chars: &[(char, usize)]| chars.iter().map(|(c, _)| *c).collect::<String>();
    let locale = &locale.name;
    assert_eq!(words(&twice), words(&thrice), "in {locale}, from {text:?}");
    let letters = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
    };
    assert_eq!(letters(text), letters(&words(&once)), "in {locale}");
    let places: Vec<usize> = once.iter().map(|(_, place)| *place).collect();
    assert!(places.is_sorted(), "in {locale}, from {text:?}: {places:?}");
}
