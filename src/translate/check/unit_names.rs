//! Units and currencies in words, which differ between languages and begin alike in many.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Units and currencies in words: how they begin, in any language. Pounds are a weight and a currency.
const NAMED: [(&str, &str); 19] = [
    ("€", "euro евро євро ευρώ"),
    ("$", "dollar dólar dolar dollár долл долар"),
    ("¥", "yen"),
    ("₹", "rupee roupie"),
    ("₽", "rouble ruble rubel rublo руб"),
    ("lb", "pound pfund livre libra funt фунт"),
    (
        "km",
        "kilomet kilomèt kilómet chilomet quilómet quilômet километ кіломет χιλιόμ",
    ),
    (
        "mi",
        "mile meile milla miglia miglio milha mila миля мили миль",
    ),
    ("m", "meter metre mètre"),
    ("cm", "centimet centimèt zentimet centímet"),
    ("ft", "feet foot fuß pied piedi pies pés"),
    ("in", "inch zoll pouce pulgada pollic polegada"),
    ("kg", "kilo kilogram"),
    ("g", "gram"),
    ("ha", "hectar hektar ettar hectár гектар"),
    ("acre", "acre acri акр"),
    ("t", "tonne tonel tonn тонн"),
    ("l", "liter litre litro литр"),
    ("gal", "gallon galón gallone галлон"),
];
/// Units with how they begin, by the first letter of that.
static BY_LETTER: LazyLock<HashMap<char, Vec<(&str, &str)>>> = LazyLock::new(|| {
    let mut all: HashMap<char, Vec<(&str, &str)>> = HashMap::new();
    for (unit, stems) in NAMED {
        for stem in stems.split_whitespace() {
            let first = stem.chars().next().unwrap_or_default();
            all.entry(first).or_default().push((unit, stem));
        }
    }
    all
});
/// So many letters may follow, for the plural and for cases.
const ENDING: usize = 4;

/// The unit that a word behind a number names.
pub fn named(word: &str, language: &str) -> Option<&'static str> {
    let first = word.chars().next()?.to_lowercase().next()?;
    let alike = BY_LETTER.get(&first)?;
    let lower = word.to_lowercase();
    let begins = |stem: &str| {
        lower
            .strip_prefix(stem)
            .is_some_and(|ending| ending.chars().count() <= ENDING)
    };
    // What `mille`, `mila` and `miles` count are thousands, and a Swedish `mil` is longer than a mile.
    let is_thousand = matches!(language, "es" | "fr" | "it" | "pt" | "ca" | "gl")
        && matches!(
            lower.as_str(),
            "mille" | "miles" | "mila" | "mil" | "milles"
        );
    let mut all = alike.iter().filter(|_| !is_thousand);
    let found = all.find(|(unit, stem)| match *unit {
        // `kilo` begins words of other units.
        "kg" => begins(stem) && !lower.starts_with("kilom") && !lower.starts_with("kilow"),
        _ => begins(stem),
    });
    found.map(|(unit, _)| *unit)
}

/// The currency of a sign, by the name that [`named`] gives.
pub fn of_sign(c: char) -> Option<&'static str> {
    Some(match c {
        '€' => "€",
        '$' => "$",
        '¥' | '￥' => "¥",
        '₹' => "₹",
        '₽' => "₽",
        '£' => "lb",
        _ => return None,
    })
}
