//! Passages from left to right in a text from right to left. The Unicode Bidirectional Algorithm (UAX #9) sees no passages: in “§ 12 Abs. 3”, in
//! “1 234 567 zł”, “-5 °C” or “C++” it lets each number or word begin on the left of the one before, as it takes signs and spaces between them for
//! parts of the sentence. So a passage that has no letter from right to left is isolated (U+2066, U+2069) and reads as it was written.
//!
//! Digits of Arabic's own belong to the sentence: their order and that of their signs is what the algorithm makes of them (CLDR does the same).

use std::ops::Range;

use unicode_script::UnicodeScript;

use crate::article::ast::Text;
use crate::l10n::typography::line::Line;
use crate::l10n::typography::signs::OPAQUE;
use crate::locale::Locale;

/// The marks around a passage from left to right.
pub const ISOLATE: [char; 2] = ['\u{2066}', '\u{2069}'];

/// What a character is for the direction of a passage.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Class {
    /// A letter or a digit of a script from left to right.
    Core,
    /// A sign that belongs to the number or word that it touches: `%`, `+`, `#`.
    Sign,
    /// A space, or punctuation, which belongs to the sentence at the ends of a passage.
    Neutral,
    /// A letter from right to left, or what has a direction of its own: the end of a passage.
    End,
}

/// A text with its passages from left to right isolated, if the locale is written from right to left.
pub fn isolated(text: &Text, locale: &Locale) -> Option<Text> {
    if !locale.is_rtl() || locale.pseudo().is_some() {
        return None;
    }
    let mut line = Line::read(&text.inlines);
    let chars: Vec<char> = line.chars.iter().map(|(c, _)| *c).collect();
    let found = passages(&chars);
    if found.is_empty() {
        return None;
    }
    let [open, close] = ISOLATE;
    for passage in found.iter().rev() {
        let piece = |at: usize| line.chars.get(at).map_or(0, |(_, piece)| *piece);
        let (first, last) = (piece(passage.start), piece(passage.end - 1));
        // Groups of digits are one number, of a telephone for instance.
        for at in passage.start + 1..passage.end - 1 {
            if is_digit(&line, at - 1) && is_digit(&line, at + 1) {
                line.glue(at);
            }
        }
        line.chars.insert(passage.end, (close, last));
        line.chars.insert(passage.start, (open, first));
    }
    let mut isolated = text.clone();
    line.write(&mut isolated.inlines);
    Some(isolated)
}

fn is_digit(line: &Line, at: usize) -> bool {
    line.at(at).is_some_and(|c| c.is_ascii_digit())
}

/// The passages that the algorithm would take apart.
fn passages(chars: &[char]) -> Vec<Range<usize>> {
    let classes = classes(chars);
    let mut found = Vec::new();
    let mut start = 0;
    while start < chars.len() {
        let end =
            (start..chars.len()).find(|at| classes[*at] == Class::End || is_parted(chars, *at));
        let end = end.unwrap_or(chars.len());
        found.extend(trimmed(chars, &classes, start..end));
        start = end + 1;
    }
    found.retain(|passage| {
        // Two passages with a comma of Arabic between them would be one.
        let behind = chars[passage.end..].iter().find(|c| !c.is_whitespace());
        let is_listed = matches!(behind, Some('،' | '؛'));
        !is_kept(&chars[passage.clone()], is_listed)
    });
    found
}

fn classes(chars: &[char]) -> Vec<Class> {
    // Whether each isolate or embedding has a direction of its own.
    let mut open: Vec<bool> = Vec::new();
    let class = |c: &char| match c {
        // What is isolated by its first letter, such as a value in a label, is a text of its own.
        '\u{2068}' => {
            open.push(false);
            Class::End
        }
        '\u{2066}' | '\u{2067}' | '\u{202A}' | '\u{202B}' => {
            open.push(true);
            Class::End
        }
        '\u{2069}' | '\u{202C}' => {
            open.pop();
            Class::End
        }
        _ if open.contains(&true) => Class::End,
        '\n' | '\u{200F}' | '\u{61C}' | '\u{600}'..='\u{6FF}' | &OPAQUE => Class::End,
        c if c.is_alphanumeric() => match Locale::is_rtl_script(c.script().short_name()) {
            true => Class::End,
            false => Class::Core,
        },
        c if c.is_whitespace() || is_punctuation(*c) => Class::Neutral,
        _ => Class::Sign,
    };
    chars.iter().map(class).collect()
}

fn is_punctuation(c: char) -> bool {
    ".,;:!?…\"'‘’“”„‚«»‹›()[]{}–—-·•|*\u{200E}".contains(c)
}

/// Whether a sentence goes on at a sign between two passages: a dash between spaces, a comma between two numbers.
fn is_parted(chars: &[char], at: usize) -> bool {
    let get = |at: Option<usize>| at.and_then(|at| chars.get(at)).copied();
    let before = get(at.checked_sub(1));
    let after = get(at.checked_add(1));
    let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    match chars[at] {
        '–' | '—' => is_space(before) && is_space(after),
        // One hyphen, or two for a dash.
        '-' => is_space(before.filter(|c| *c != '-')) && is_space(after.filter(|c| *c != '-')),
        ',' | ';' => {
            let is_minus = matches!(get(at.checked_add(2)), Some('-' | '−'));
            let next = at.checked_add(if is_minus { 3 } else { 2 });
            is_digit(before) && after == Some(' ') && is_digit(get(next))
        }
        _ => false,
    }
}

/// A passage without what belongs to the sentence at its ends. None without a letter or a digit.
fn trimmed(chars: &[char], classes: &[Class], range: Range<usize>) -> Option<Range<usize>> {
    let is_core = |at: &usize| classes[*at] == Class::Core;
    let (mut start, mut end) = (
        range.clone().find(is_core)?,
        range.clone().rfind(is_core)? + 1,
    );
    let is_space = |at: usize| chars[at].is_whitespace();
    let before = |at: usize| range.start.checked_sub(at).and_then(|at| chars.get(at));
    // `و` is a word, to which no hyphen joins a number: `و-7` is “and minus seven”.
    let is_and = before(1) == Some(&'و') && !before(2).is_some_and(|c| c.is_alphanumeric());
    let is_prefixed = before(1).is_some_and(|c| is_joined(*c)) && !is_and;
    while start > range.start {
        let is_edge = start - 1 == range.start;
        let is_first = is_edge && !is_prefixed || start >= 2 && is_space(start - 2);
        match chars[start - 1] {
            '/' if is_edge && is_prefixed => break,
            _ if classes[start - 1] == Class::Sign => start -= 1,
            '(' | '[' if closes(&chars[start..end], chars[start - 1]) => start -= 1,
            // A minus, or a point before a name.
            '-' | '–' | '.' if is_first => start -= 1,
            // A sign that names the number behind a space.
            c if c.is_whitespace() && start - 1 > range.start && names(chars[start - 2]) => {
                start -= 2
            }
            _ => break,
        }
    }
    while end < range.end {
        match chars[end] {
            '/' if end + 1 == range.end && chars.get(range.end).is_some_and(|c| is_joined(*c)) => {
                break;
            }
            _ if classes[end] == Class::Sign => end += 1,
            ')' | ']' if is_open(&chars[start..end], chars[end]) => end += 1,
            c if c.is_whitespace() && end + 1 < range.end && measures(chars[end + 1]) => end += 2,
            _ => break,
        }
    }
    Some(start..end)
}

/// Whether a hyphen or a slash beside a character joins it to the number: a prefix or a name from right to left, as in `ב-2025` and `كوفيد-19`, or a mark of
/// direction, as CLDR sets it in Arabic dates.
fn is_joined(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '\u{200F}' | '\u{61C}' | '׳' | '״' | '\u{591}'..='\u{5C7}' | '\u{64B}'..='\u{65F}')
}

/// Signs that stand before a number, with a space or without.
fn names(c: char) -> bool {
    matches!(c, '§' | '¶' | '№' | '±') || is_currency(c)
}

/// Signs that stand behind a number, with a space or without.
fn measures(c: char) -> bool {
    matches!(c, '%' | '‰' | '°' | '℃' | '℉') || is_currency(c)
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '£' | '¥' | '\u{20A0}'..='\u{20CF}')
}

/// Whether these characters close a bracket before them.
fn closes(chars: &[char], open: char) -> bool {
    let close = if open == '(' { ')' } else { ']' };
    let count = |sign: char| chars.iter().filter(|c| **c == sign).count();
    count(close) > count(open)
}

/// Whether a bracket closes one of these characters.
fn is_open(chars: &[char], close: char) -> bool {
    let open = if close == ')' { '(' } else { '[' };
    let count = |sign: char| chars.iter().filter(|c| **c == sign).count();
    count(open) > count(close)
}

/// Whether the algorithm leaves a passage as it is: words and numbers of which the first begins with a letter (rules W7 and N1), and one number with
/// single separators in it (W4). What is listed is followed by a comma.
fn is_kept(passage: &[char], is_listed: bool) -> bool {
    let is_separator = |c: &char| matches!(c, '.' | ',' | ':' | '/' | '\u{A0}' | '\u{202F}');
    let begins = passage.first().is_some_and(|c| c.is_alphabetic());
    let ends = passage.last().is_some_and(|c| c.is_alphanumeric());
    let mut groups = passage.split(is_separator);
    begins && ends && !is_listed
        || groups.all(|group| !group.is_empty() && group.iter().all(char::is_ascii_digit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ast::Inline;
    use crate::origin::{FileId, Origin};

    /// In `<` and `>`, what is isolated.
    #[test]
    fn passages_without_a_letter_from_right_to_left_are_isolated() {
        let arabic = Locale::parse("ar").expect("a tag");
        for expected in [
            "إلى <1 234 567 zł>، اتصل",
            "بالرقم <+48 22 123 45 67>، عند <-5 °C>، لمدة <5–10> أيام",
            "وفق <§ 12 Abs. 3>.",
            "(<5 %>) و<50%> و<$ 5>",
            "لغة <C++> و<C#> و<.NET> هنا",
            "في 2026 و1.5 و12:30 و1/2/2026 و1,234",
            "كتاب Windows 10 و<Art. 5(3)>",
            "قال -- <5–7> -- هنا – <-3>",
            "<−500>",
            "<1 200 000>",
            "الصفحات 3, 4, 5",
            "\u{2067}§ 12\u{2069}",
            "من ٥–١٠ و٥٪",
            "س = 5",
            "شركة <Apple>، Siemens هنا",
            "أو <(022) 123-456>، (انظر <§ 5>)",
            "\u{2068}لغة <C++>\u{2069}",
            "كوفيد-19 والـ-20 وأوميغا-3 و<+3%>، <-5%> و<-7>",
            "31\u{200F}/12\u{200F}/2025",
            "ב-2025 ול-<15%>, צה״ל-2, <-3>",
            "גרסה/2 או 2/א",
        ] {
            let written: String = expected
                .chars()
                .filter(|c| !matches!(c, '<' | '>'))
                .collect();
            let origin = Origin::file(&FileId::new("a.md"));
            let text = Text::new(vec![Inline::Text(written)], origin);
            let found = isolated(&text, &arabic).unwrap_or(text);
            let shown = found.plain().replace(ISOLATE[0], "<");
            let shown = shown.replace('\u{A0}', " ");
            assert_eq!(shown, expected.replace('>', "\u{2069}"));
        }
    }
}
