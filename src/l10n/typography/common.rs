//! Rules that several languages share: ellipses, spaces before signs, numbers, units, abbreviations.

use crate::l10n::months;
use crate::l10n::typography::line::Line;
use crate::l10n::typography::signs::{NARROW, NBSP, ends_word, is_behind_sign, is_space};

/// Units that follow a number in any language: those of the SI, of money and of computing.
const UNITS: [&str; 86] = [
    "km", "m", "cm", "mm", "kg", "g", "mg", "t", "h", "min", "s", "ms", "ha", "l", "W", "kW", "MW",
    "GW", "TW", "Wh", "kWh", "MWh", "GWh", "TWh", "Hz", "MHz", "GHz", "V", "o", "Ko", "Mo", "Go",
    "To", "GB", "TB", "PB", "°C", "nm", "pt", "km/h", "m/s", "m²", "m³", "km²", "cm²", "cm³",
    "kHz", "kB", "MB", "kV", "mA", "dB", "hPa", "µm", "μm", "°F", "kcal", "kJ", "m2", "m3", "km2",
    "cm2", "cm3", "mm2", "mm²", "ml", "mL", "cl", "dl", "hl", "µg", "μg", "mol", "mmol", "µmol",
    "μmol", "K", "Pa", "kPa", "MPa", "kt", "Mt", "Gt", "kN", "mV", "J",
];

/// A list of words, with the months of a language.
pub fn with_months(list: &'static str, language: &str) -> Vec<&'static str> {
    list.split(' ')
        .chain(months::names(language).iter().copied())
        .collect()
}

/// `...` → `…`
pub fn ellipses(line: &mut Line) {
    if !line.repeats('.') {
        return;
    }
    let mut at = 0;
    while at + 2 < line.chars.len() {
        let dots = (at..at + 3).all(|i| line.sign(i) == Some('.'));
        let more = || line.at(at + 3) == Some('.') || line.before(at) == Some('.');
        if dots && !more() {
            line.replace(at, '…');
            line.remove(at + 1..at + 3);
        }
        at += 1;
    }
}

/// Whether a word is a unit, or a ratio of units that begins with one: `mg/kg`.
fn is_unit(word: &str) -> bool {
    let first = word.split('/').next().unwrap_or_default();
    UNITS.contains(&word) || UNITS.contains(&first)
}

/// Sets a minus for the hyphen before a text that is a number with at most a unit, such as a key figure: `-5 %`, `-3.5 pp`.
pub fn minus(line: &mut Line) {
    let mut chars = line.chars.iter().map(|(c, _)| *c);
    let is_sign = chars.next() == Some('-');
    let mut amount = chars.skip_while(|c| matches!(c, '€' | '$' | '£' | '¥'));
    let is_negative = is_sign && amount.next().is_some_and(|c| c.is_ascii_digit());
    let is_part = |c: char| c.is_alphanumeric() || is_space(c) || ".,'’%‰°€$£¥".contains(c);
    let letters = line.chars.iter().filter(|(c, _)| c.is_alphabetic());
    if is_negative && letters.count() <= 4 && line.chars.iter().skip(1).all(|(c, _)| is_part(*c)) {
        line.replace(0, '−');
    }
}

/// Sets a no-break space between a number and a unit or one of `words`, where a space was typed; between a number and one
/// of `signs`, such as `%`, also where none was.
pub fn numbers(line: &mut Line, words: &[&str], signs: &[char]) {
    if !line.may_hold_digits() && !line.may_hold(&['–']) {
        return;
    }
    let mut at = 1;
    while at < line.chars.len() {
        let may_keep = line.at(at).is_some_and(|c| signs.contains(&c));
        if !may_keep && !line.before(at).is_some_and(is_space) {
            at += 1;
            continue;
        }
        let start = line.spaces_before(at);
        let number = match line.before(start) {
            // A price without cents: `5,–`.
            Some('–') => start >= 2 && line.before(start - 1).is_some_and(|c| ",.".contains(c)),
            before => before.is_some_and(|c| c.is_ascii_digit()),
        };
        if !number {
            at += 1;
            continue;
        }
        // `%20`, `3€50` and `12%-rule` are not amounts with a sign after them; `50%-60%` are two.
        let is_range =
            line.at(at + 1) == Some('-') && line.at(at + 2).is_some_and(|c| c.is_ascii_digit());
        let is_whole = is_range
            || !line
                .at(at + 1)
                .is_some_and(|c| c.is_alphanumeric() || c == '-');
        let symbol = is_whole && line.sign(at).is_some_and(|c| signs.contains(&c));
        if symbol {
            let change = line.set_space(start, at, Some(NBSP));
            at = at.saturating_add_signed(change);
        } else if start < at && !line.at(at).is_some_and(is_space) {
            let token = line.token(at);
            let word = token.trim_end_matches(|c: char| {
                !c.is_alphanumeric() && !matches!(c, '€' | '$' | '£' | '%' | '‰')
            });
            if is_unit(word) || words.contains(&word) {
                line.glue(at - 1);
            }
        }
        at += 1;
    }
}

/// Sets a narrow no-break space between groups of three digits that the author separated by a space.
pub fn thousands(line: &mut Line) {
    if !line.may_hold_digits() {
        return;
    }
    let digit = |line: &Line, at: usize| line.at(at).is_some_and(|c| c.is_ascii_digit());
    for at in 1..line.chars.len() {
        let parted = digit(line, at - 1) && line.sign(at).is_some_and(is_space);
        if !parted {
            continue;
        }
        let group = (1..=3).all(|i| digit(line, at + i)) && !digit(line, at + 4);
        let mut before = 1;
        while before < at && before < 4 && digit(line, at - before - 1) {
            before += 1;
        }
        if group && before <= 3 {
            line.replace(at, NARROW);
        }
    }
}

/// Removes typed spaces before the `: ; ! ?` of a sentence, and before a `%` if `is_percent_tight`. `mentions` are words, in
/// lower case, before a sign that is mentioned, not used: `press ? for help`. No sentence ends with them.
pub fn tighten(line: &mut Line, mentions: &[&str], is_percent_tight: bool) {
    if !line.may_hold(&[':', ';', '!', '?', '%']) {
        return;
    }
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut at = 1;
    while at < line.chars.len() {
        let is_sign = matches!(line.at(at), Some(':' | ';' | '!' | '?' | '%'));
        if !is_sign || !line.before(at).is_some_and(is_space) {
            at += 1;
            continue;
        }
        let start = line.spaces_before(at);
        let (before, after) = (line.before(start), line.at(at + 1));
        let behind = after.filter(|c| is_space(*c)).and_then(|_| line.at(at + 2));
        let is_prose = match line.sign(at) {
            // A ratio, `1 : 3`, is kept.
            Some(':') => !(digit(before) && digit(behind)),
            Some(';' | '!' | '?') => true,
            // A remainder, `10 % 3`, is kept.
            Some('%') => is_percent_tight && digit(before) && !digit(behind) && !digit(after),
            _ => false,
        };
        let is_typed = before.is_some_and(ends_word) && is_behind_sign(after);
        if is_prose && is_typed && !line.is_atom(start - 1) && !is_mentioned(line, start, mentions)
        {
            let change = line.set_space(start, at, None);
            at = at.saturating_add_signed(change);
        }
        at += 1;
    }
}

fn is_mentioned(line: &Line, end: usize, mentions: &[&str]) -> bool {
    let word = line.token(end - 1).to_lowercase();
    mentions.contains(&word.trim_start_matches(|c: char| !c.is_alphanumeric()))
}

/// Keeps each of `words` on one line with the word after it.
pub fn glue_after(line: &mut Line, words: &[&str]) {
    let ends: Vec<char> = words.iter().filter_map(|w| w.chars().next_back()).collect();
    for at in 1..line.chars.len() {
        // Most words end in other letters.
        let may_end = |c: char| ends.contains(&c) || c.is_whitespace();
        if line.at(at) == Some(' ') && line.before(at).is_some_and(may_end) {
            let token = &line.chars[line.token_range(at - 1)];
            // The word may follow an elided one: `l’art. 5`.
            let word = token.rsplit(|(c, _)| *c == '’').next().unwrap_or_default();
            let opens = |c: &char| ['(', '[', '«', '“', '„', '”', NARROW].contains(c);
            let word = || word.iter().map(|(c, _)| *c).skip_while(opens);
            let first = word().next();
            let mut alike = words.iter().filter(|known| known.chars().next() == first);
            if alike.any(|known| known.chars().eq(word())) {
                line.glue(at);
            }
        }
    }
}

/// Signs and codes before a number, with a space that was typed between the two.
const BEFORE_AMOUNT: [&str; 25] = [
    "€", "$", "£", "¥", "₹", "±", "≈", "~", "≤", "≥", "<", ">", "×", "№", "§", "§§", "US$", "A$",
    "C$", "R$", "CHF", "EUR", "USD", "GBP", "JPY",
];
/// Abbreviations before a number in several languages, in lower case.
const BEFORE_COUNT: [&str; 34] = [
    "art.", "arts.", "fig.", "figs.", "abb.", "tab.", "sec.", "secs.", "sect.", "ch.", "chap.",
    "chs.", "eq.", "eqs.", "vol.", "vols.", "no.", "nos.", "app.", "ex.", "para.", "paras.",
    "col.", "cols.", "cl.", "ca.", "bd.", "kap.", "p.", "pp.", "pt.", "ed.", "nr.", "n.",
];

/// Keeps on one line what is one number, one amount or one name in any language: `10 000 000`, `1 1/2`, `± 3`, `Fig. 3`, `J. S. Bach`.
pub fn hold(line: &mut Line) {
    let digit = |line: &Line, at: usize| line.at(at).is_some_and(|c| c.is_ascii_digit());
    for at in 1..line.chars.len() {
        if line.at(at) != Some(' ') {
            continue;
        }
        let before = line.before(at).unwrap_or(' ');
        let is_held = match digit(line, at + 1) {
            true if before.is_ascii_digit() => is_group(line, at) || is_fraction(line, at),
            true => {
                let token = line.token(at - 1);
                let word = token.trim_start_matches(['(', '[', '«', '“', '„', '"']);
                BEFORE_AMOUNT.contains(&word)
                    || before == '.' && BEFORE_COUNT.contains(&word.to_lowercase().as_str())
            }
            false if before.is_ascii_digit() => {
                line.at(at + 1).is_some_and(|c| "½¼¾⅓⅔⅛⅜⅝⅞".contains(c))
            }
            false => is_initial(line, at),
        };
        if is_held {
            line.glue(at);
        }
    }
}

/// Whether a space parts three digits from one to three.
fn is_group(line: &Line, at: usize) -> bool {
    let digit = |at: usize| line.at(at).is_some_and(|c| c.is_ascii_digit());
    let count = (1..=4).take_while(|i| *i <= at && digit(at - i)).count();
    let is_of_more = |at: Option<usize>| {
        at.and_then(|at| line.at(at))
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ','))
    };
    (1..=3).all(|i| digit(at + i))
        && !digit(at + 4)
        && (1..=3).contains(&count)
        && !is_of_more(at.checked_sub(count + 1))
}

/// Whether a fraction follows a whole number: `1 1/2`.
fn is_fraction(line: &Line, at: usize) -> bool {
    let rest: String = (at + 1..at + 7).map_while(|at| line.at(at)).collect();
    let Some((above, below)) = rest.split_once(['/', '⁄']) else {
        return false;
    };
    let below = below.trim_start_matches(|c: char| c.is_ascii_digit()).len() < below.len();
    below && (1..=2).contains(&above.len()) && above.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a space stands behind an initial and before a name: a capital letter with a full stop.
fn is_initial(line: &Line, at: usize) -> bool {
    if line.before(at) != Some('.') || !line.at(at + 1).is_some_and(char::is_uppercase) {
        return false;
    }
    let token = line.token(at - 1);
    let mut letters = token
        .trim_start_matches(['(', '[', '«', '“', '„', '"'])
        .chars();
    let is_capital = letters.next().is_some_and(char::is_uppercase);
    is_capital && letters.eq(['.'])
}

/// A text with its first letter in upper case.
pub fn capitalized(words: &str) -> String {
    let mut chars = words.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}
