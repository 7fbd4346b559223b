//! What makes a line one of its own: it opens as the line above it does, with the same sign (`— one`, `✓ two`) or with what counts on (`(1)`, `§ 2`, `Step 3:`). Nobody who
//! wraps a text gets two such lines below each other.

/// The longest start of a line before its number: `Article 1`, `Schritt 1`.
const LONGEST: usize = 16;
/// A larger number may be a year, with which sentences begin.
const YEARS: u32 = 1000;
/// Signs that open words of a sentence, and those without a width of their own.
const OF_WORDS: &str = "“”„«»‹›‘’‚…¿¡「」『』（）《》〈〉【】。、，：；！？\u{ad}\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{2066}\u{2067}\u{2068}\u{2069}\u{202a}\u{202b}\u{202c}\u{feff}";
/// Signs of lists that other tools have, each with a finding of its own (`leftover`).
const OF_LISTS: &str = "•●▪◦‣▸►・·①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";

/// Whether two lines below each other open as two items do. `is_first` is whether the paragraph begins with them: elsewhere, a number alone may be one of a sentence.
pub fn are_alike(lines: &[&str], is_first: bool) -> bool {
    let [one, two] = lines else { return false };
    let signs = [one, two].map(|line| sign(line));
    if signs[0].is_some() {
        return signs[0] == signs[1];
    }
    count_on(one, two, is_first)
}

/// Whether a line is the first item of a list of another tool, `a)` or `(i)`, which has a finding of its own (`leftover`).
pub fn is_of_other_list(line: &str) -> bool {
    let line = line.strip_prefix('(').unwrap_or(line);
    let rest = line
        .strip_prefix(['a', 'i'])
        .and_then(|rest| rest.strip_prefix(['.', ')']));
    rest.is_some_and(|rest| rest.starts_with([' ', '\t']))
}

/// Whether two lines below each other begin with the sign of an item and no space behind it, `-one` or `1)one`, which has a finding of its own (`leftover`).
pub fn are_glued(lines: &[&str]) -> bool {
    let is_glued = |line: &str| {
        let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let words = match number.len() < line.len() {
            true => number.strip_prefix(')'),
            false => line.strip_prefix(['-', '+', '*']),
        };
        words.is_some_and(|words| words.starts_with(char::is_alphabetic) && !words.contains('*'))
    };
    let starts = lines.windows(2).filter(|two| {
        let sign = |line: &str| line.chars().next().filter(|c| !c.is_ascii_digit());
        is_glued(two[0]) && is_glued(two[1]) && sign(two[0]) == sign(two[1])
    });
    starts.count() > 0
}

/// The sign that a line begins with: no letter, no number, none that is of the words behind it or of markup.
fn sign(line: &str) -> Option<&str> {
    let is_sign = |c: char| {
        !c.is_ascii() && !c.is_alphanumeric() && !c.is_whitespace() && !OF_WORDS.contains(c)
    };
    let end = line.find(|c: char| !is_sign(c)).unwrap_or(line.len());
    let (sign, rest) = match end {
        // `-- one`, `=> one`
        0 => line.split_once(' ').filter(|(sign, _)| {
            sign.len() > 1 && sign.starts_with(['-', '=']) && sign.ends_with(['-', '>'])
        })?,
        _ => line.split_at(end),
    };
    // An en dash before a space is a sign of lists too.
    let is_known =
        sign.starts_with(|c| OF_LISTS.contains(c)) || sign == "–" && rest.starts_with([' ', '\t']);
    let has_words = rest.chars().any(char::is_alphanumeric);
    (has_words && !is_known).then_some(sign)
}

/// Whether the second line begins as the first one does, but with the next number or letter.
fn count_on(one: &str, two: &str, is_first: bool) -> bool {
    let same = one.chars().zip(two.chars()).take_while(|(a, b)| a == b);
    let same: usize = same.map(|(c, _)| c.len_utf8()).sum();
    let before = one[..same].trim_end_matches(|c: char| c.is_ascii_alphanumeric());
    let counter = |line: &str| -> Option<(String, String)> {
        let rest = line.get(before.len()..)?;
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric())?;
        Some((rest[..end].to_owned(), rest[end..].to_owned()))
    };
    let (Some((a, behind_a)), Some((b, behind_b))) = (counter(one), counter(two)) else {
        return false;
    };
    let Some(number) = place(&a).filter(|number| follows(&a, &b, *number)) else {
        return false;
    };
    let ends = [&behind_a, &behind_b].map(|behind| behind.chars().next().unwrap_or_default());
    let is_number = a.starts_with(|c: char| c.is_ascii_digit());
    let is_framed = ").:/]".contains(ends[0])
        && behind_a
            .get(1..)
            .is_some_and(|rest| rest.starts_with([' ', '\t']));
    // Only signs, one word, or the numbers of what it is a part of stand before it.
    let words = before
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphabetic));
    let is_start = before.chars().count() <= LONGEST
        && words.count() <= 1
        && !before.contains(['`', '[', '$']);
    let has_words = before.chars().any(char::is_alphabetic);
    let is_led = before.chars().any(|c| !c.is_whitespace());
    let has_capitals = [&behind_a, &behind_b].iter().all(|behind| {
        behind
            .trim_start()
            .starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
    });
    let is_kind = match (is_framed, is_number) {
        // `A. Smith` is a name.
        (true, false) => {
            let is_initial = ends[0] == '.' && a.len() == 1 && a.starts_with(char::is_uppercase);
            !(has_words || is_initial)
        }
        (true, true) => true,
        // `§ 1 one`, `1.1 one`, `Article 1 One`; `1 One`
        (false, true) => {
            ends[0].is_whitespace()
                && if has_words || !is_led {
                    is_first && has_capitals
                } else {
                    true
                }
        }
        (false, false) => false,
    };
    ends[0] == ends[1] && is_start && number < YEARS && is_kind
}

/// The place of a number, a letter or a Roman numeral in counting.
fn place(counter: &str) -> Option<u32> {
    let bytes = counter.as_bytes();
    match bytes {
        [letter] if letter.is_ascii_alphabetic() => Some(u32::from(*letter)),
        _ if bytes.iter().all(|byte| b"iIvVxX".contains(byte)) => Some(0),
        _ => counter.parse().ok(),
    }
}

/// Whether a counter is the next one.
fn follows(one: &str, two: &str, number: u32) -> bool {
    const ROMAN: [&str; 10] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];
    let rank = |counter: &str| {
        let lower = counter.to_ascii_lowercase();
        ROMAN.iter().position(|known| *known == lower)
    };
    let is_roman = rank(one).zip(rank(two)).is_some_and(|(a, b)| a + 1 == b);
    is_roman || number > 0 && place(two) == Some(number + 1)
}
