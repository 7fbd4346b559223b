//! Replaces `--` and `---` by dashes, with the spacing of each language, or by an en dash in ranges of numbers or
//! names.

use crate::l10n::typography::line::Line;
use crate::l10n::typography::signs::{NBSP, OPAQUE, VALUE, is_space};
use crate::locale::Locale;

/// The spaces around a dash between two parts of a sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spacing {
    None,
    Around,
    /// As in Russian: a no-break space before it, and a space after it.
    Held,
    AsTyped,
}

/// The dashes for `--` and `---` in a language; of one without rules, those that most have.
fn style(locale: &Locale) -> [(char, Spacing); 2] {
    use Spacing::{Around, AsTyped, Held, None};
    match (locale.language(), locale.region()) {
        // The Chicago Manual of Style; elsewhere Oxford, for authors who type the shorter dash.
        ("en", Option::None | Some("US" | "CA" | "PH")) => [('—', None), ('—', None)],
        ("en", _) => [('–', Around), ('—', None)],
        ("fr", _) => [('–', Around), ('—', Around)],
        ("ru" | "uk" | "be" | "bg", _) => [('—', Held), ('—', Held)],
        ("es" | "pt" | "ca" | "gl", _) => [('—', AsTyped), ('—', AsTyped)],
        ("zh" | "yue" | "ja", _) => [('—', None), ('—', None)],
        _ => [('–', AsTyped), ('—', AsTyped)],
    }
}

/// Whether a language writes a dash as two (GB/T 15834, 4.13; JIS X 4051).
fn is_double(locale: &Locale) -> bool {
    matches!(locale.language(), "zh" | "yue" | "ja")
}

/// Replaces runs of two or three hyphens that are dashes.
pub fn set(line: &mut Line, locale: &Locale) {
    if !line.repeats('-') {
        return;
    }
    let style = style(locale);
    let mut at = 0;
    while at < line.chars.len() {
        let run = (at..line.chars.len())
            .take_while(|at| line.at(*at) == Some('-'))
            .count();
        match run {
            2 | 3 if (at..at + run).all(|at| !line.is_atom(at)) => {
                at = one(line, at, run, style[run - 2], locale)
            }
            _ => at += run,
        }
        at += 1;
    }
}

/// Replaces one run, and returns the index of the dash.
fn one(
    line: &mut Line,
    at: usize,
    run: usize,
    (dash, spacing): (char, Spacing),
    locale: &Locale,
) -> usize {
    let (start, end) = (line.spaces_before(at), spaces_behind(line, at + run));
    let (before, after) = (line.before(start), line.at(end));
    // The text may begin or end inside a quotation.
    let is_first =
        before.is_none_or(|c| c == '\n' || is_quote(c) && is_outside(line.before(start - 1)));
    let is_last = after.is_none_or(|c| c == '\n' || is_quote(c) && is_outside(line.at(end + 1)));
    let (is_left, is_right) = (start < at, at + run < end);
    let is_typed_loose = (is_left || is_first) && (is_right || is_last);
    let is_typed_tight = !is_left
        && !is_right
        && before.is_some_and(is_word_end)
        && (is_last && after.is_some() || after.is_some_and(is_word_start));
    // A dash alone, as in a cell without a value.
    let is_alone = line.chars.len() == run;
    let is_price = is_price(line, at, run, locale);
    // One in quotes is talked about, and `i--` is of a programming language; an option is no text to set.
    let is_quoted = is_first
        && is_last
        && (before, after) != (None, None)
        && before != Some('\n')
        && after != Some('\n');
    let is_code = run == 2 && !is_left && !is_typed_tight && is_variable(line, at);
    if is_quoted || is_code {
        return at + run - 1;
    }
    line.remove(at + 1..at + run);
    if is_alone || is_price || is_first && is_last {
        line.replace(at, if run == 2 { '–' } else { '—' });
        if is_price && line.at(at + 2).is_some_and(|c| "€$£¥₣".contains(c)) {
            line.glue(at + 1);
        }
        return at;
    }
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let capital = |c: Option<char>| c.is_some_and(char::is_uppercase);
    let is_outside = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    let is_range = digit(before) && digit(after)
        // `1990--`, `--2000`.
        || run == 2 && !is_left && !is_right && digit(before) && is_outside(after) && !ends_aside(line, at)
        || run == 2 && !is_right && digit(after) && (is_left || is_outside(before)) && !begins_aside(line, at)
        || run == 2 && is_typed_tight && are_roman(line, at)
        || run == 2 && is_typed_tight && digit(before) && is_short_before_number(line, at)
        || is_typed_tight && are_amounts(line, at)
        || run == 2 && is_typed_tight && capital(after) && starts_with_capital(line, at)
        || run == 2 && is_typed_tight && are_shortened(line, at)
        // From one item to another: `(a)--(c)`.
        || run == 2 && is_typed_tight && before == Some(')') && after == Some('(');
    if is_range {
        line.replace(at, '–');
        return at;
    }
    line.replace(at, dash);
    if is_double(locale) {
        let piece = line.chars.get(at).map_or(usize::MAX, |(_, piece)| *piece);
        line.insert(at, dash, piece);
        // The rest is that of one dash, which ends here.
        return double(line, at, start, end + 2 - run);
    }
    let is_beside_atom =
        start.checked_sub(1).is_some_and(|at| line.is_atom(at)) || line.is_atom(end + 1 - run);
    let is_inside = !is_first && !is_last;
    // What has a space on one side alone stands so in Spanish; elsewhere, it was meant to have two.
    let is_half =
        is_left != is_right && before.is_some_and(is_word_end) && after.is_some_and(is_word_start);
    if !is_inside || is_beside_atom || !is_typed_loose && !is_typed_tight && !is_half {
        return at;
    }
    let spaces = match spacing {
        Spacing::None => [None, None],
        Spacing::Around => [Some(' '), Some(' ')],
        Spacing::Held => [Some(NBSP), Some(' ')],
        Spacing::AsTyped if is_half && dash == '–' => [Some(' '), Some(' ')],
        Spacing::AsTyped => return at,
    };
    line.set_space(at + 1, end + 1 - run, spaces[1]);
    let change = line.set_space(start, at, spaces[0]);
    at.saturating_add_signed(change)
}

/// Whether what begins directly behind the dash at an index ends directly before one: `--340 en total--`.
fn begins_aside(line: &Line, at: usize) -> bool {
    let is_run = |at: usize| line.at(at) == Some('-') && line.at(at + 1) == Some('-');
    let is_after_word = |at: usize| line.before(at).is_some_and(|c| !is_space(c) && c != '-');
    let mut later =
        (at + 1..line.chars.len()).filter(|at| is_run(*at) && line.before(*at) != Some('-'));
    // The next run that does not join two words.
    let joins = |at: usize| line.at(at + 2).is_some_and(is_word_start);
    let next = later.find(|at| !is_after_word(*at) || !joins(*at));
    next.is_some_and(|at| is_after_word(at) || line.at(at + 2).is_some_and(is_space))
}

/// Whether a dash before an index, with a word directly behind it, begins what ends at the index.
fn ends_aside(line: &Line, at: usize) -> bool {
    let is_dash = |at: &usize| matches!(line.at(*at), Some('–' | '—'));
    let last = (0..at).rev().find(is_dash);
    last.is_some_and(|last| {
        // A language that sets dashes without spaces has none before it any more: then, the first dash of a sentence begins an aside, and the second ends it.
        let is_end = |at: &usize| matches!(line.at(*at), Some('.' | '?' | '!' | ';'));
        let of_sentence = (0..=last).rev().take_while(|at| !is_end(at));
        let is_odd = of_sentence.filter(is_dash).count() % 2 == 1;
        let is_apart =
            line.before(last).is_none_or(is_space) || line.at(last) == Some('—') && is_odd;
        is_apart && line.at(last + 1).is_some_and(is_word_start)
    })
}

/// Removes the spaces around a dash of two signs, and returns the index of the second.
fn double(line: &mut Line, at: usize, start: usize, end: usize) -> usize {
    line.set_space(at + 2, end, Option::None);
    let change = line.set_space(start, at, Option::None);
    (at + 1).saturating_add_signed(change)
}

/// Whether hyphens stand for the cents of a price: `5,--`, and in languages of Switzerland `5.--`.
fn is_price(line: &Line, at: usize, run: usize, locale: &Locale) -> bool {
    let is_swiss = matches!(locale.region(), Some("CH" | "LI"))
        || matches!(locale.language(), "de" | "fr" | "it" | "rm")
            && !line.at(at + run + 1).is_some_and(char::is_alphabetic);
    let is_point = match line.before(at) {
        Some(',') => true,
        Some('.') => is_swiss,
        _ => false,
    };
    is_point
        && at
            .checked_sub(1)
            .and_then(|at| line.before(at))
            .is_some_and(|c| c.is_ascii_digit())
        && !line.at(at + run).is_some_and(char::is_alphanumeric)
}

/// Whether a shortened name stands before an index, and another one or a number behind it: `Jan.--Feb.`, `Jan.--3 May`.
fn are_shortened(line: &Line, at: usize) -> bool {
    let is_short = |word: &str| {
        word.strip_suffix('.').is_some_and(|name| {
            (2..=5).contains(&name.chars().count())
                && name.starts_with(char::is_uppercase)
                && name.chars().all(char::is_alphabetic)
        })
    };
    let is_of_word = |c: &char| c.is_alphanumeric() || *c == '.';
    let before = (0..at).rev().map_while(|at| line.at(at).filter(is_of_word));
    let before: Vec<char> = before.collect();
    let after = (at + 1..).map_while(|at| line.at(at).filter(is_of_word));
    let after: String = after.collect();
    let is_number = after.starts_with(|c: char| c.is_ascii_digit());
    is_short(&before.into_iter().rev().collect::<String>()) && (is_short(&after) || is_number)
}

/// Whether a word of one letter, that of a variable, stands before an index.
fn is_variable(line: &Line, at: usize) -> bool {
    let is_letter = line.before(at).is_some_and(|c| c.is_ascii_lowercase());
    is_letter
        && !at
            .checked_sub(1)
            .and_then(|at| line.before(at))
            .is_some_and(|c| c.is_alphanumeric() || is_quote(c) || c == '’')
}

/// Whether small Roman numerals stand directly before and behind an index, as those of pages: `iv--x`.
fn are_roman(line: &Line, at: usize) -> bool {
    let is_letter = |c: &char| c.is_alphanumeric();
    let before: String = (0..at)
        .rev()
        .map_while(|at| line.at(at).filter(is_letter))
        .collect();
    let after: String = (at + 1..)
        .map_while(|at| line.at(at).filter(is_letter))
        .collect();
    let is_number =
        |word: &str| (1..=6).contains(&word.len()) && word.chars().all(|c| "ivxl".contains(c));
    is_number(&before) && is_number(&after)
}

/// Whether a shortened word and a number stand behind an index, as in `30--A.D. 20` or `p. 5--p. 7`.
fn is_short_before_number(line: &Line, at: usize) -> bool {
    let is_of_word = |c: &char| c.is_alphabetic() || *c == '.';
    let word: Vec<char> = (at + 1..)
        .map_while(|at| line.at(at).filter(is_of_word))
        .collect();
    let number = spaces_behind(line, at + 1 + word.len());
    word.ends_with(&['.']) && word.len() <= 5 && line.at(number).is_some_and(|c| c.is_ascii_digit())
}

/// Whether amounts stand directly before and behind an index: numbers with a sign or a short unit, `€5` and `€6`, `5m` and `6m`.
fn are_amounts(line: &Line, at: usize) -> bool {
    let is_of_word = |c: &char| !is_space(*c) && *c != '\n' && !"-–—()[]".contains(*c);
    let before = (0..at).rev().map_while(|at| line.at(at).filter(is_of_word));
    let after = (at + 1..).map_while(|at| line.at(at).filter(is_of_word));
    let before: Vec<char> = before.collect();
    // `5 %--7 %`
    let is_unit = matches!(before[..], ['%' | '‰' | '°' | '€' | '$' | '£']);
    let start = line.spaces_before(at - before.len().min(at));
    if is_unit
        && line.before(start).is_some_and(|c| c.is_ascii_digit())
        && line.at(at + 1).is_some_and(|c| c.is_ascii_digit())
    {
        return true;
    }
    let is_amount = |word: Vec<char>| {
        let letters = word.iter().filter(|c| c.is_alphabetic()).count();
        word.iter().any(char::is_ascii_digit) && letters <= 2
    };
    is_amount(before) && is_amount(after.collect())
}

fn spaces_behind(line: &Line, mut at: usize) -> usize {
    while line.at(at).is_some_and(is_space) {
        at += 1;
    }
    at
}

fn is_quote(c: char) -> bool {
    "\"'«»‹›“”„‘’‚「」『』".contains(c)
}

/// Whether no word begins or ends here.
fn is_outside(c: Option<char>) -> bool {
    !c.is_some_and(|c| is_word_start(c) || is_word_end(c))
}

/// Whether the word before an index is capitalized.
fn starts_with_capital(line: &Line, at: usize) -> bool {
    let mut start = at;
    while line.before(start).is_some_and(char::is_alphanumeric) {
        start -= 1;
    }
    line.at(start).is_some_and(char::is_uppercase)
}

fn is_word_end(c: char) -> bool {
    c.is_alphanumeric()
        || c == OPAQUE
        || c == VALUE[1]
        || is_quote(c)
        || matches!(c, ')' | ']' | '.' | ',' | ';' | ':' | '!' | '?' | '%' | '°')
        || "。，、；：！？）》〉】…".contains(c)
}

fn is_word_start(c: char) -> bool {
    c.is_alphanumeric()
        || c == OPAQUE
        || c == VALUE[0]
        || is_quote(c)
        || matches!(c, '(' | '[' | '$' | '€' | '£' | '¥' | '+' | '−' | '~')
        || "（《〈【".contains(c)
}
