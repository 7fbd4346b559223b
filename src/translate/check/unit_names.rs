//! Units and currencies in words, which differ between languages and begin alike in many.

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
/// So many letters may follow, for the plural and for cases.
const ENDING: usize = 4;

/// The unit that a word behind a number names.
pub fn named(word: &str, language: &str) -> Option<&'static str> {
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
    let mut all = NAMED.iter().filter(|_| !is_thousand);
    let found = all.find(|(unit, stems)| {
        // `kilo` begins words of other units.
        stems.split(' ').any(|stem| match *unit {
            "kg" => begins(stem) && !lower.starts_with("kilom") && !lower.starts_with("kilow"),
            _ => begins(stem),
        })
    });
    found.map(|(unit, _)| *unit)
}

/// The currency of a sign, as [`NAMED`] has it.
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
