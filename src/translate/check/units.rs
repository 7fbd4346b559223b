//! Percent signs, currencies and units beside numbers.

use crate::diagnostic::{Code, Diagnostic};
use crate::translate::check::finding::{Finding, Findings};
use crate::translate::check::numerals::ascii;
use crate::translate::check::text::{Pair, Sides};

/// Percent and per mille signs.
const PERCENT: [char; 5] = ['%', '٪', '％', '‰', '﹪'];
/// The words for percent, or their beginnings.
const PERCENT_WORDS: [&str; 24] = [
    "percent",
    "per cent",
    "pour cent",
    "pourcent",
    "prozent",
    "ciento",
    "cento",
    "porcent",
    "percentu",
    "procent",
    "prosent",
    "процент",
    "відсот",
    "yüzde",
    "τοις εκατό",
    "パーセント",
    "割",
    "百分",
    "分之",
    "퍼센트",
    "بالمئة",
    "بالمائة",
    "المئة",
    "אחוז",
];
/// Currencies: their signs and ISO 4217 codes, and how their names begin.
const CURRENCIES: [(&[&str], &[&str]); 7] = [
    (
        &["€", "EUR"],
        &[
            "euro",
            "eur",
            "евро",
            "євро",
            "ευρώ",
            "ユーロ",
            "欧元",
            "歐元",
            "유로",
            "يورو",
        ],
    ),
    (
        &["$", "USD"],
        &[
            "dollar",
            "dólar",
            "dolar",
            "долл",
            "долар",
            "δολάρι",
            "ドル",
            "美元",
            "美金",
            "달러",
            "دولار",
        ],
    ),
    (
        &["£", "GBP"],
        &[
            "pound",
            "livre",
            "pfund",
            "libra",
            "sterlin",
            "funt",
            "pond",
            "фунт",
            "ポンド",
            "英镑",
            "파운드",
        ],
    ),
    (
        &["¥", "￥", "JPY", "CNY"],
        &[
            "yen", "yuan", "renminbi", "円", "元", "иен", "юан", "엔", "위안",
        ],
    ),
    (
        &["₹", "INR"],
        &["rupee", "roupie", "rupi", "рупи", "ルピー", "卢比", "루피"],
    ),
    (
        &["₽", "RUB"],
        &[
            "rouble",
            "ruble",
            "rubel",
            "rublo",
            "руб",
            "ルーブル",
            "卢布",
        ],
    ),
    (&["CHF"], &["franc", "frank", "franken"]),
];
/// The signs among these; the codes are in capital letters.
const CURRENCY_SIGNS: [char; 7] = ['€', '$', '£', '¥', '￥', '₹', '₽'];
/// Symbols of units that are the same in most languages, and those of French for bytes with their equals.
const UNITS: [(&str, &str); 34] = [
    ("km", "km"),
    ("m", "m"),
    ("cm", "cm"),
    ("mm", "mm"),
    ("kg", "kg"),
    ("g", "g"),
    ("mg", "mg"),
    ("t", "t"),
    ("l", "l"),
    ("ml", "ml"),
    ("kW", "kW"),
    ("MW", "MW"),
    ("GW", "GW"),
    ("TW", "TW"),
    ("kWh", "kWh"),
    ("MWh", "MWh"),
    ("GWh", "GWh"),
    ("TWh", "TWh"),
    ("°C", "°C"),
    ("°F", "°F"),
    ("mi", "mi"),
    ("ft", "ft"),
    ("lb", "lb"),
    ("ha", "ha"),
    ("Hz", "Hz"),
    ("GHz", "GHz"),
    ("nm", "nm"),
    ("MB", "MB"),
    ("GB", "GB"),
    ("TB", "TB"),
    ("Mo", "MB"),
    ("Go", "GB"),
    ("To", "TB"),
    ("mph", "mph"),
];

/// Reports percent signs, currencies and units that differ from the source text.
pub fn check(pair: &Pair, sides: &Sides, out: &mut Findings) {
    let Some(there) = sides.there else { return };
    let (here, source) = (sides.here.words.as_str(), there.words.as_str());
    // An expression may print any sign.
    if sides.here.unknown != there.unknown || !has_number(here) || !has_number(source) {
        return;
    }
    let name = pair.name(sides.part);
    let mut say = |code, what: String, sign: Option<&str>, hint: &str| {
        let at = sides.place(sign);
        let finding = Diagnostic::new(code, format!("`{name}` {what}"));
        out.push(Finding::new(finding.at(pair.at(at)).hint(hint)));
    };
    let hint = "compare it with the source text; the sign and the word for percent are the same";
    let signs = [here, source].map(|text| text.matches(PERCENT).count());
    match signs {
        [0, _] if signs[1] > 0 && !has_word(here, &PERCENT_WORDS) => {
            say(
                Code::PercentSign,
                "lacks the percent sign of its source text".to_owned(),
                None,
                hint,
            );
        }
        [_, 0] if signs[0] > 0 && !has_word(source, &PERCENT_WORDS) => {
            let sign = PERCENT
                .into_iter()
                .find(|c| here.contains(*c))
                .unwrap_or('%');
            say(
                Code::PercentSign,
                "has a percent sign, which its source text does not have".to_owned(),
                Some(&sign.to_string()),
                hint,
            );
        }
        _ => {}
    }
    let hint = "compare it with the source text";
    if let Some((what, sign)) = currency(source, here) {
        say(Code::UnitDiffers, what, sign, hint);
    }
    if let Some((what, unit)) = unit(source, here) {
        say(Code::UnitDiffers, what, Some(unit), hint);
    }
}

fn has_number(text: &str) -> bool {
    text.chars().any(|c| ascii(c).is_ascii_digit())
}

fn has_word(text: &str, words: &[&str]) -> bool {
    let lower = text.to_lowercase();
    words.iter().any(|word| lower.contains(word))
}

/// How the currencies of two texts differ, and the sign in the translation that shows it.
fn currency(source: &str, here: &str) -> Option<(String, Option<&'static str>)> {
    // Most texts.
    let is_code = |letters: &[u8]| letters.iter().all(u8::is_ascii_uppercase);
    if !source.contains(CURRENCY_SIGNS) && !source.as_bytes().windows(3).any(is_code) {
        return None;
    }
    let sign = |text: &str, signs: &[&'static str]| {
        signs.iter().find(|sign| text.contains(**sign)).copied()
    };
    for (signs, words) in CURRENCIES {
        let Some(lost) =
            sign(source, signs).filter(|_| sign(here, signs).is_none() && !has_word(here, words))
        else {
            continue;
        };
        let other = CURRENCIES
            .iter()
            .filter(|(known, words)| sign(source, known).is_none() && !has_word(source, words));
        let other = other.filter_map(|(known, _)| sign(here, known)).next();
        return Some(match other {
            Some(other) => (
                format!("says `{other}` where its source text says `{lost}`"),
                Some(other),
            ),
            None => (
                format!("lacks the currency `{lost}` of its source text"),
                None,
            ),
        });
    }
    None
}

/// A unit beside a number that another one replaces, or that is left out, in the translation.
fn unit(source: &str, here: &str) -> Option<(String, &'static str)> {
    let there = units(source);
    if !there
        .iter()
        .any(|(_, beside)| matches!(beside, Beside::Unit(_)))
    {
        return None;
    }
    let here = units(here);
    let (number, Beside::Unit(unit)) = there.iter().find(|(number, unit)| {
        let same: Vec<_> = here.iter().filter(|(other, _)| other == number).collect();
        matches!(unit, Beside::Unit(_))
            && !same.is_empty()
            && same
                .iter()
                .all(|(_, other)| other != unit && !matches!(other, Beside::Word))
    })?
    else {
        return None;
    };
    let other = here.iter().find_map(|(other, beside)| match beside {
        Beside::Unit(unit) if other == number => Some(*unit),
        _ => None,
    });
    Some(match other {
        Some(other) => (
            format!("says `{number} {other}` where its source text says `{number} {unit}`"),
            other,
        ),
        None => (format!("lacks the unit of `{number} {unit}`"), unit),
    })
}

/// What stands beside a number.
#[derive(PartialEq, Eq)]
enum Beside {
    Unit(&'static str),
    Word,
    Nothing,
}

/// All numbers, as they are typed without separators, with what follows each.
fn units(text: &str) -> Vec<(String, Beside)> {
    let mut all = Vec::new();
    let chars: Vec<char> = text.chars().map(ascii).collect();
    let is_space = |c: char| matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}');
    let mut at = 0;
    while at < chars.len() {
        if !chars[at].is_ascii_digit() || at > 0 && chars[at - 1].is_alphabetic() {
            at += 1;
            continue;
        }
        let start = at;
        while at < chars.len()
            && (chars[at].is_ascii_digit()
                || chars.get(at + 1).is_some_and(char::is_ascii_digit)
                    && (matches!(chars[at], '.' | ',') || is_space(chars[at])))
        {
            at += 1;
        }
        let number: String = chars[start..at]
            .iter()
            .filter(|c| c.is_ascii_digit())
            .collect();
        let rest = &chars[at..];
        let rest = &rest[rest.iter().take_while(|c| is_space(**c)).count()..];
        let word: String = rest
            .iter()
            .take_while(|c| c.is_alphabetic() || **c == '°')
            .collect();
        let unit = UNITS
            .iter()
            .find(|(symbol, _)| *symbol == word)
            .map(|(_, unit)| *unit);
        let beside = match unit {
            Some(unit) => Beside::Unit(unit),
            None if rest.first().is_none_or(|c| ".,;:!?".contains(*c)) => Beside::Nothing,
            None => Beside::Word,
        };
        all.push((number, beside));
    }
    all
}
