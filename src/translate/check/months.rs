//! The names of months, where they stand beside a number.

/// The months of languages, from January, as their names begin (CLDR, `dates/calendars/gregorian/months`); for inflecting
/// languages, up to the letter where the forms differ.
const MONTHS: [(&str, &str); 11] = [
    (
        "en",
        "january february march april may june july august september october november december",
    ),
    (
        "fr",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    ),
    (
        "de",
        "januar februar märz april mai juni juli august september oktober november dezember",
    ),
    (
        "es",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    ),
    (
        "it",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    ),
    (
        "pt",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    ),
    (
        "nl",
        "januari februari maart april mei juni juli augustus september oktober november december",
    ),
    (
        "sv",
        "januari februari mars april maj juni juli augusti september oktober november december",
    ),
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
/// Languages in the table whose months are beginnings.
const STEMS: [&str; 3] = ["pl", "ru", "uk"];

/// The months that a text names beside a number, from 0, each with its word. `None` for languages without data.
pub fn months(text: &str, language: &str) -> Option<Vec<(usize, String)>> {
    let (_, names) = MONTHS.iter().find(|(known, _)| *known == language)?;
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
        names
            .split(' ')
            .position(|name| match STEMS.contains(&language) {
                true => lower.starts_with(name) && lower.chars().count() < name.chars().count() + 5,
                false => lower == name,
            })
    };
    // English capitalizes months, and `may` and `march` are verbs too.
    let is_typed = |word: &str| language != "en" || word.starts_with(char::is_uppercase);
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate().filter(|(_, word)| is_typed(word)) {
        let is_dated = is_number(at.checked_sub(1))
            || is_number(Some(at + 1))
            || language == "es"
            || language == "pt";
        if is_dated && let Some(month) = of(word) {
            found.push((month, (*word).to_owned()));
        }
    }
    Some(found)
}
