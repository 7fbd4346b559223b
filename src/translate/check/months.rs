//! The names of months, where they stand beside a number.

use crate::l10n::months;

/// The beginnings of months, from January, of languages that inflect them: up to the letter where the forms differ.
const STEMS: [(&str, &str); 3] = [
    (
        "pl",
        "stycz lut mar kwie maj czerw lip sierp wrze paździer listop grud",
    ),
    (
        "ru",
        "январ феврал март апрел ма июн июл август сентябр октябр ноябр декабр",
    ),
    (
        "uk",
        "січ лют берез квіт трав черв лип серп верес жовт листопад груд",
    ),
];

/// The months that a text names beside a number, from 0, each with its word. `None` for languages without data.
pub fn months(text: &str, language: &str) -> Option<Vec<(usize, String)>> {
    let stems = STEMS.iter().find(|(known, _)| *known == language);
    let names = months::names(language);
    if stems.is_none() && names.is_empty() {
        return None;
    }
    // Spaniards and Portuguese write months in lower case, and hardly another word is like one.
    let is_dated_alone = matches!(language, "es" | "pt");
    if !is_dated_alone && !text.contains(|c: char| c.is_ascii_digit()) {
        return Some(Vec::new());
    }
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let is_number = |at: Option<usize>| {
        at.and_then(|at| words.get(at))
            .is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
    };
    let of = |word: &str| {
        let lower = word.to_lowercase();
        // The letters of months have as many bytes in either case.
        match stems {
            Some((_, stems)) => stems.split(' ').position(|stem| {
                lower.starts_with(stem) && lower.chars().count() < stem.chars().count() + 5
            }),
            None => names.iter().position(|name| {
                let letters = name.chars().flat_map(char::to_lowercase);
                name.len() == lower.len() && letters.eq(lower.chars())
            }),
        }
    };
    // English capitalizes months, and `may` and `march` are verbs too.
    let is_typed = |word: &str| language != "en" || word.starts_with(char::is_uppercase);
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate().filter(|(_, word)| is_typed(word)) {
        let is_dated = is_dated_alone || is_number(at.checked_sub(1)) || is_number(Some(at + 1));
        if is_dated && let Some(month) = of(word) {
            found.push((month, (*word).to_owned()));
        }
    }
    Some(found)
}
