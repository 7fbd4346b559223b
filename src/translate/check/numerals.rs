//! Numbers in digits, normalized from any script and grouping, with the power of ten of the word after them.

use crate::l10n::digits;
use crate::translate::check::magnitude::Magnitudes;

/// A number in digits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Numeral {
    /// The normalized digits: ASCII, without grouping, a point before decimals. Versions and dates have several points.
    pub digits: String,
    /// The power of ten of the word after it: 6 for `1.5 million`. `None` if there is no such word, or an unknown one.
    pub power: Option<u8>,
}

impl Numeral {
    /// The digits multiplied by the power of ten: `1500000`.
    pub fn whole(&self) -> String {
        shifted(&self.digits, self.power.unwrap_or(0))
    }

    /// Whether both have the same value. If the power of only one is known, equal digits are enough, as the other may
    /// have an unknown word.
    pub fn is_same(&self, other: &Self) -> bool {
        let is_one_known = self.power.is_none() || other.power.is_none();
        self.whole() == other.whole() || self.digits == other.digits && is_one_known
    }
}

/// Multiplies a decimal number by a power of ten.
fn shifted(digits: &str, power: u8) -> String {
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    if power == 0 || decimals.contains('.') {
        return digits.to_owned();
    }
    let power = usize::from(power);
    let padded = format!("{decimals:0<power$}");
    let (moved, rest) = padded.split_at(power);
    let all = format!("{whole}{moved}");
    let all = match all.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    };
    match rest.trim_end_matches('0') {
        "" => all.to_owned(),
        rest => format!("{all}.{rest}"),
    }
}

/// All numbers in digits, in text order. An ambiguous separator, as in `1,234`, is read as grouping.
pub fn numerals(text: &str, magnitudes: &Magnitudes) -> Vec<Numeral> {
    let mut all = with_minutes(text, magnitudes);
    // The minutes of a full hour are skipped: `9:00` is `9`.
    all.retain(|numeral| numeral.digits != MINUTES);
    all
}

/// The digits of the minutes of a full hour, where they are listed.
pub const MINUTES: &str = "00";

/// The same, and the minutes of full hours as [`MINUTES`].
pub fn with_minutes(text: &str, magnitudes: &Magnitudes) -> Vec<Numeral> {
    let chars: Vec<char> = text.chars().map(ascii).collect();
    let mut all: Vec<Numeral> = Vec::new();
    // The end of the last number, its word included.
    let mut last = 0;
    let mut i = 0;
    while i < chars.len() {
        if !chars[i].is_ascii_digit() {
            i += 1;
            continue;
        }
        let start = i;
        let (digits, end) = read(&chars, i);
        i = end;
        if chars[start..end] == ['0', '0'] {
            let (digits, power) = (MINUTES.to_owned(), None);
            all.push(Numeral { digits, power });
            continue;
        }
        let word = magnitudes.behind(&chars[end..]);
        let word = word.or_else(|| letter(&chars[..start], &chars[end..]));
        let power = word.map(|(power, _)| power);
        let end = end + word.map_or(0, |(_, length)| length);
        let numeral = Numeral { digits, power };
        // `1億2000万`, `1 million 200 thousand`.
        let gap = chars.get(last..start).unwrap_or_default();
        let is_more = gap.is_empty() || gap == [' '] && power.is_some();
        match all
            .last_mut()
            .filter(|before| is_more && before.power > power)
        {
            Some(before) => match sum(before, &numeral) {
                Some(sum) => *before = sum,
                None => all.push(numeral),
            },
            None => all.push(numeral),
        }
        last = end;
        i = end;
    }
    all
}

/// The power of a letter beside a number, and its length: the `k` that stands for thousands in any language, as in `36k`, and those of amounts:
/// `$1.7B`, `1.200 M€`.
fn letter(before: &[char], text: &[char]) -> Option<(u8, usize)> {
    let is_currency = |c: &char| matches!(c, '$' | '€' | '£' | '¥' | '₹' | '₽');
    let is_space = |c: &char| matches!(c, ' ' | '\u{A0}' | '\u{202F}');
    let space = text.iter().take_while(|c| is_space(c)).count();
    let power = match text.get(space)? {
        'k' | 'K' => 3,
        'm' | 'M' => 6,
        'b' | 'B' => 9,
        't' | 'T' => 12,
        _ => return None,
    };
    let next = text.get(space + 1);
    let is_whole = next.is_none_or(|c| !c.is_alphanumeric() && *c != '²' && *c != '³');
    let is_amount = before
        .iter()
        .rfind(|c| !is_space(c))
        .is_some_and(is_currency);
    let is_known = match space {
        0 => power == 3 || is_amount || power == 6 && next.is_some_and(is_currency),
        1 => power < 9 && next.is_some_and(is_currency),
        _ => false,
    };
    (is_whole && is_known).then_some((power, space + 1))
}

fn sum(a: &Numeral, b: &Numeral) -> Option<Numeral> {
    let [a_whole, b_whole]: [u128; 2] = [a.whole().parse().ok()?, b.whole().parse().ok()?];
    Some(Numeral {
        digits: a_whole.checked_add(b_whole)?.to_string(),
        power: Some(0),
    })
}

/// Reads one number that begins at index `i`. Returns it normalized, and the index of its end.
fn read(chars: &[char], mut i: usize) -> (String, usize) {
    let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    // Runs of digits, each with the separator before it.
    let mut runs: Vec<(char, String)> = Vec::new();
    let mut sign = ' ';
    loop {
        let run: String = chars[i..]
            .iter()
            .take_while(|c| c.is_ascii_digit())
            .collect();
        i += run.len();
        runs.push((sign, run));
        let Some(&next) = chars.get(i) else { break };
        let group = (1..=3).all(|n| digit(i + n)) && !digit(i + 4);
        let first = runs.first().map_or(0, |(_, run)| run.len());
        let fits = match next {
            ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}' | '\'' | '’' => {
                group && first <= 3 && runs.iter().skip(1).all(|(s, _)| *s != '.')
            }
            '.' | ',' => digit(i + 1),
            _ => false,
        };
        if !fits {
            break;
        }
        sign = next;
        i += 1;
    }
    (one_spelling(&runs), i)
}

fn one_spelling(runs: &[(char, String)]) -> String {
    let [(_, first), rest @ ..] = runs else {
        return String::new();
    };
    let whole = |text: &str| match text.trim_start_matches('0') {
        "" => "0".to_owned(),
        digits => digits.to_owned(),
    };
    let Some(((last_sign, last), groups)) = rest.split_last() else {
        return whole(first);
    };
    let are_groups = |runs: &[(char, String)]| {
        let is_one_sign = runs.windows(2).all(|pair| pair[0].0 == pair[1].0);
        let of_three = || first.len() <= 3 && runs.iter().all(|(_, run)| run.len() == 3);
        // Indian grouping: 12,00,000.
        let of_two = || {
            let mut groups = runs.iter().rev();
            let is_last = groups
                .next()
                .is_some_and(|(sign, run)| *sign == ',' && run.len() == 3);
            first.len() <= 2 && is_last && groups.all(|(_, run)| run.len() == 2)
        };
        is_one_sign && (of_three() || of_two())
    };
    let join = |runs: &[(char, String)]| {
        let joined = runs.iter().fold(first.clone(), |all, (_, run)| all + run);
        whole(&joined)
    };
    if are_groups(rest) {
        return join(rest);
    }
    let is_decimal =
        matches!(last_sign, '.' | ',') && groups.iter().all(|(sign, _)| sign != last_sign);
    match is_decimal && (groups.is_empty() || are_groups(groups)) {
        true => match last.trim_end_matches('0') {
            "" => join(groups),
            decimals => format!("{}.{decimals}", join(groups)),
        },
        // A version or a date.
        false => runs
            .iter()
            .map(|(_, run)| run.as_str())
            .collect::<Vec<_>>()
            .join("."),
    }
}

/// The ASCII digit of a digit of another script, and the ASCII form of Arabic separators and the full-width point.
/// Other characters are unchanged.
#[inline]
pub fn ascii(c: char) -> char {
    digits::ascii(c).unwrap_or(match c {
        '٫' | '．' => '.',
        '٬' => ',',
        c => c,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Locale;
    use proptest::prelude::*;

    fn wholes(tag: &str, text: &str) -> Vec<String> {
        let magnitudes = Magnitudes::of(&Locale::parse(tag).expect("a tag"));
        let all = numerals(text, &magnitudes);
        all.iter().map(Numeral::whole).collect()
    }

    #[test]
    fn every_spelling_is_one() {
        for (text, all) in [
            ("1 234,5 et 1,234.5", vec!["1234.5", "1234.5"]),
            (
                "12 500 ou 12,500 ou 12.500",
                vec!["12500", "12500", "12500"],
            ),
            ("1,5 et 1.50", vec!["1.5", "1.5"]),
            ("3,0", vec!["3"]),
            ("en 2025 300 personnes", vec!["2025", "300"]),
            (
                "10:30, 16/9, 2025-11-01",
                vec!["10", "30", "16", "9", "2025", "11", "1"],
            ),
            ("9:00, 9h00", vec!["9", "9"]),
            ("1.2.3", vec!["1.2.3"]),
            ("3.", vec!["3"]),
            ("1’234’567", vec!["1234567"]),
            ("12,00,000 et 1,20,000", vec!["1200000", "120000"]),
            (
                "٤٢ ٤٬٢٠٠ ٤٫٢ ४२ ৪২ ４２ ๔๒",
                vec!["42", "4200", "4.2", "42", "42", "42", "42"],
            ),
        ] {
            assert_eq!(wholes("fr", text), all, "{text}");
        }
    }

    #[test]
    fn words_behind_a_number_are_powers_of_ten() {
        for (tag, text, all) in [
            (
                "en",
                "1.5 million, 2 billion, 3 millions",
                vec!["1500000", "2000000000", "3000000"],
            ),
            (
                "fr",
                "1,5 million, 2 milliards, 3 mille",
                vec!["1500000", "2000000000", "3000"],
            ),
            (
                "de",
                "1,5 Millionen, 2 Mrd. Euro",
                vec!["1500000", "2000000000"],
            ),
            (
                "ru",
                "1,5 миллиона, 2 млн, 5 миллиардов",
                vec!["1500000", "2000000", "5000000000"],
            ),
            (
                "es",
                "3 millones, 2 mil millones",
                vec!["3000000", "2000000000"],
            ),
            (
                "ja",
                "120万人、1億2000万円、150万",
                vec!["1200000", "120000000", "1500000"],
            ),
            ("zh", "12万辆，3亿", vec!["120000", "300000000"]),
            ("ko", "120만 명", vec!["1200000"]),
            ("hi", "15 लाख, 2 करोड़", vec!["1500000", "20000000"]),
            ("en", "5 m, 3 miles, 36k, 5km", vec!["5", "3", "36000", "5"]),
            (
                "en",
                "€1.2bn, £1.4m, $1.7B, 5 M, $5 b",
                vec!["1200000000", "1400000", "1700000000", "5", "5"],
            ),
            ("es", "1.200 M€", vec!["1200000000"]),
            ("de", "15 Tsd., 3 Mio.", vec!["15000", "3000000"]),
            ("pt", "4,5 mil milhões", vec!["4500000000"]),
        ] {
            assert_eq!(wholes(tag, text), all, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text in "\\PC{0,40}|[0-9., '’万億]{0,30}", tag in "en|ja|hi") {
            wholes(&tag, &text);
        }
    }
}
