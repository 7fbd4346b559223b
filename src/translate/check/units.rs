//! Percent signs, currencies and units beside numbers.

use crate::diagnostic::{Code, Diagnostic};
use crate::translate::check::finding::{Finding, Findings};
use crate::translate::check::language::Language;
use crate::translate::check::numerals::ascii;
use crate::translate::check::text::{Pair, Sides};
use crate::translate::check::unit_names::{named, of_sign};

/// Percent and per mille signs.
const PERCENT: [char; 5] = ['%', '٪', '％', '‰', '﹪'];
/// The words for percent, or their beginnings.
const PERCENT_WORDS: [&str; 24] = [
    "proc.",
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
            "đô la",
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
        [0, _] if signs[1] > 0 && !says_percent(here) => {
            say(
                Code::PercentSign,
                "lacks the percent sign of its source text".to_owned(),
                None,
                hint,
            );
        }
        [_, 0] if signs[0] > 0 && !says_percent(source) => {
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
    } else if let Some((what, unit)) = unit(pair, source, here) {
        say(Code::UnitDiffers, what, Some(&unit), hint);
    }
}

fn says_percent(text: &str) -> bool {
    // `2割` is a fifth, and `割合` a share.
    let tenths = text.match_indices('割').any(|(at, _)| {
        let before = text[..at].chars().next_back();
        before.is_some_and(|c| ascii(c).is_ascii_digit() || "一二三四五六七八九数".contains(c))
    });
    tenths || has_word(text, &PERCENT_WORDS)
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
    // `R$` and `A$` are other currencies than `$`.
    let is_own = |text: &str, sign: &str| {
        let mut found = text.match_indices(sign);
        let is_joined = |at: usize| {
            let before = text[..at].strip_suffix("US").unwrap_or(&text[..at]);
            sign == "$" && before.ends_with(|c: char| c.is_ascii_uppercase())
        };
        found.any(|(at, _)| !is_joined(at))
    };
    let sign =
        |text: &str, signs: &[&'static str]| signs.iter().find(|sign| is_own(text, sign)).copied();
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
fn unit(pair: &Pair, source: &str, here: &str) -> Option<(String, String)> {
    let there = units(source, pair.source);
    let is_known = |beside: &Beside| matches!(beside, Beside::Unit(_) | Beside::Named(..));
    if !there.iter().any(|(_, beside)| is_known(beside)) {
        return None;
    }
    let here = units(here, pair.language);
    let (number, lost) = there.iter().find(|(number, beside)| {
        let same = here.iter().filter(|(other, _)| other == number);
        let all: Vec<&Beside> = same.map(|(_, beside)| beside).collect();
        let is_other = |other: &&Beside| match beside {
            // That nothing stands beside the number says little of a word.
            Beside::Named(..) => is_known(other) && other.unit() != beside.unit(),
            _ => other.unit() != beside.unit() && !matches!(other, Beside::Word),
        };
        is_known(beside) && !all.is_empty() && all.iter().all(is_other)
    })?;
    let lost = lost.written();
    let mut same = here.iter().filter(|(other, _)| other == number);
    let other = same.find(|(_, beside)| is_known(beside));
    Some(match other {
        Some((_, other)) => {
            let other = other.written();
            (
                format!("says `{number} {other}` where its source text says `{number} {lost}`"),
                other,
            )
        }
        None => (format!("lacks the unit of `{number} {lost}`"), lost),
    })
}

/// What stands beside a number.
#[derive(PartialEq, Eq)]
enum Beside {
    /// The symbol of a unit.
    Unit(&'static str),
    /// A unit or a currency in words, or the sign of one, and how it is written.
    Named(&'static str, String),
    Word,
    Nothing,
}

impl Beside {
    fn unit(&self) -> Option<&'static str> {
        match self {
            Self::Unit(unit) | Self::Named(unit, _) => Some(unit),
            Self::Word | Self::Nothing => None,
        }
    }

    fn written(&self) -> String {
        match self {
            Self::Named(_, written) => written.clone(),
            other => other.unit().unwrap_or_default().to_owned(),
        }
    }
}

/// All numbers, as they are typed without separators, with what stands beside each.
fn units(text: &str, language: &Language) -> Vec<(String, Beside)> {
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
        let before = chars[..start].iter().rev().find(|c| !is_space(**c));
        let beside = match before.and_then(|c| Some((of_sign(*c)?, *c))) {
            Some((unit, sign)) => Beside::Named(unit, sign.to_string()),
            None => behind(&chars[at..], language, true),
        };
        all.push((number, beside));
    }
    all
}

/// What stands behind a number, with a word such as million between them if there `may` be one.
fn behind(text: &[char], language: &Language, may: bool) -> Beside {
    let is_space = |c: char| matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}');
    let rest = &text[text.iter().take_while(|c| is_space(**c)).count()..];
    let Some(first) = rest.first() else {
        return Beside::Nothing;
    };
    if let Some(unit) = of_sign(*first) {
        return Beside::Named(unit, first.to_string());
    }
    let word: String = rest
        .iter()
        .take_while(|c| c.is_alphabetic() || **c == '°')
        .collect();
    let unit = UNITS.iter().find(|(symbol, _)| *symbol == word);
    if let Some((_, unit)) = unit {
        return Beside::Unit(unit);
    }
    if let Some(unit) = named(&word, language.name()) {
        return Beside::Named(unit, word);
    }
    if let Some((_, length)) = language.magnitudes().behind(text).filter(|_| may) {
        let rest: String = text[length..].iter().take(40).collect();
        let rest = rest.trim_start_matches(['.', ' ', '\u{A0}', '\u{202F}']);
        let mut small = ["de ", "d’", "d'", "di ", "of "].iter();
        let rest = small
            .find_map(|word| rest.strip_prefix(word))
            .unwrap_or(rest);
        return match behind(&rest.chars().collect::<Vec<_>>(), language, false) {
            named @ Beside::Named(..) => named,
            _ => Beside::Word,
        };
    }
    match ".,;:!?".contains(*first) {
        true => Beside::Nothing,
        false => Beside::Word,
    }
}
