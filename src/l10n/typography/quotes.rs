//! Straight quotes and apostrophes: quotations, nested quotations, elisions, primes.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::l10n::typography::line::Line;
use crate::l10n::typography::signs::{OPAQUE, VALUE, is_opening, is_space, is_unspaced};
use crate::locale::Locale;

/// The outer and inner quotes, with the languages that use them. From CLDR 48 (`delimiters`), of the languages that have data of
/// their own there or are covered at least moderately, except: French inner quotes of the Imprimerie nationale, Dutch double
/// outer quotes, guillemets for German in Switzerland, and Maltese by the Interinstitutional style guide of the European Union.
const STYLES: [([char; 4], &str); 26] = [
    (
        ['“', '”', '‘', '’'],
        "en ak af as az ba bn ceb chr cy da es fil fo ga gd gl gu ha hi id ig jv km kn ko kok lo lv mi ml mn mr ms mt my ne nl or pa pcm ps pt qu sd shn si so sq sw ta te tg th tr tt uz-Arab uz-Cyrl vec vi wo xh yo zh zu",
    ),
    (
        ['«', '»', '“', '”'],
        "fr ast blo bm br ca cv dyo el eu ewo ie it kab kk lij mg mua nnh pms sc sg ti pt-PT pt-AO pt-CH pt-CV pt-GQ pt-GW pt-LU pt-MO pt-MZ pt-ST pt-TL",
    ),
    (
        ['«', '»', '‹', '›'],
        "fr-CH de-CH de-LI am fa gsw jgo kkj mzn rm sdh wae",
    ),
    (['«', '»', '„', '“'], "ru uk bas be bua ky os sah tyv"),
    (['«', '»', '‘', '’'], "nb nn no dua ksf rw"),
    (['«', '»', '«', '»'], "hy ht oc yav"),
    (['«', '»', '„', '”'], "shi zgh"),
    (
        ['„', '“', '‚', '‘'],
        "de cs dsb et hr hsb is ksh lb luy mk nds sk sl",
    ),
    (['„', '“', '„', '“'], "bg lt prg sgs"),
    (['„', '“', '«', '»'], "ka"),
    (['„', '”', '«', '»'], "nmg pl ro"),
    (['„', '”', '»', '«'], "hu szl"),
    (['„', '”', '‘', '’'], "bs"),
    (['„', '”', '‚', '’'], "agq ff"),
    (['„', '”', '’', '’'], "sr"),
    (['”', '”', '’', '’'], "fi sv he lag rn se sn yi"),
    (['”', '“', '’', '‘'], "ar ur lld syr"),
    (['“', '”', '’', '‘'], "uz"),
    (['“', '”', '’', '“'], "st"),
    (['“', '”', '«', '»'], "eo"),
    (['“', '”', '“', '”'], "tk"),
    (['‘', '’', '“', '”'], "fur ia tn"),
    (['»', '«', '›', '‹'], "ug"),
    (['「', '」', '『', '』'], "ja yue zh-HK zh-Hant zh-MO zh-TW"),
    (['«', '»', '“', '”'], "fr-CA"),
    (['„', '“', '‚', '‘'], "bs-Cyrl"),
];

/// Words that begin with an apostrophe, by language.
const ELISIONS: [(&str, &str); 4] = [
    (
        "en",
        "bout cause cept em fraid gainst n neath nuff round s sup til till tis twas tween twere twill",
    ),
    ("de", "n ne nem nen ner raus rein rauf rum runter s"),
    ("nl", "k m n r s t"),
    ("af", "n"),
];

/// The quotes of a locale: outer opening, outer closing, inner opening, inner closing. `None` for unknown languages.
fn style(locale: &Locale) -> Option<[char; 4]> {
    let [open, close, inner_open, inner_close] = usual(locale)?;
    Some(match locale.has_single_quotes {
        true => [inner_open, inner_close, open, close],
        false => [open, close, inner_open, inner_close],
    })
}

/// The quotes of a locale where the settings do not exchange the outer and the inner ones.
fn usual(locale: &Locale) -> Option<[char; 4]> {
    static BY_TAG: LazyLock<HashMap<&str, [char; 4]>> = LazyLock::new(|| {
        let styles = STYLES.iter().rev();
        let tags = styles.flat_map(|(signs, tags)| tags.split(' ').map(|tag| (tag, *signs)));
        tags.collect()
    });
    let of = |tag: &str| BY_TAG.get(tag).copied();
    let found = of(&locale.name).or_else(|| of(&region(locale)));
    found.or_else(|| of(locale.language()))
}

/// Language and region without script: `zh-TW` for `zh-Hant-TW`.
fn region(locale: &Locale) -> String {
    let region = locale.region().unwrap_or_default();
    format!("{}-{region}", locale.language())
}

/// Whether the quotes of a language are known, so that straight quotes are replaced.
pub fn are_known(locale: &Locale) -> bool {
    style(locale).is_some()
}

/// The quotes that are the outer ones of a language, opening and closing, unless the settings exchange them with the inner ones.
/// `None` for unknown languages.
pub fn outer(locale: &Locale) -> Option<[char; 2]> {
    usual(locale).map(|[open, close, ..]| [open, close])
}

/// An open quotation: the sign that opened it, and whether it is nested.
struct Open {
    sign: char,
    is_inner: bool,
}

/// The context of a sign.
struct Sides {
    before: Option<char>,
    after: Option<char>,
    /// Whether no word is directly before it.
    is_start: bool,
    /// Whether no word is directly after it.
    is_end: bool,
}

/// Replaces straight quotes and apostrophes. Ambiguous ones are kept.
pub fn set(line: &mut Line, locale: &Locale) {
    let Some([open, close, inner_open, inner_close]) = style(locale) else {
        return;
    };
    let signs = ['"', '\'', '“', '”', '‘', '’', open, close];
    if !line.may_hold(&signs) {
        return;
    }
    seconds(line);
    let mut opened: Vec<Open> = Vec::new();
    for at in 0..line.chars.len() {
        // Almost no character is one of these.
        if !line.at(at).is_some_and(|c| signs.contains(&c)) {
            continue;
        }
        let sides = Sides::of(line, at);
        let (sign, set) = match line.sign(at) {
            Some('"') => ('"', double(line, at, &sides, &opened)),
            Some('\'') => ('\'', single(line, at, &sides, &opened, locale)),
            Some(c) if locale.has_single_quotes => match typed(line, at, c, &opened) {
                Some(typed) => typed,
                None => continue,
            },
            // Typographic quotes that the author typed open and close quotations too.
            Some(c) if c == open && (open != close || sides.is_start) => {
                opened.push(Open {
                    sign: '"',
                    is_inner: false,
                });
                continue;
            }
            Some(c) if c == close && (c != '’' || sides.is_end) => {
                leave(&mut opened, '"');
                continue;
            }
            _ => continue,
        };
        let new = match set {
            Set::Open => {
                let is_inner = opened
                    .last()
                    .map_or(sign == '\'' && !locale.has_single_quotes, |outer| {
                        !outer.is_inner
                    });
                opened.push(Open { sign, is_inner });
                if is_inner { inner_open } else { open }
            }
            Set::Close => match leave(&mut opened, sign) {
                Some(Open { is_inner: true, .. }) => inner_close,
                _ => close,
            },
            Set::Apostrophe => '’',
            Set::Prime if sign == '"' => '″',
            Set::Prime => '′',
            Set::Nothing => continue,
        };
        line.replace(at, new);
    }
}

/// The role of a typographic quote where single ones are the outer quotes: they were typed for the other habit, or come from
/// the language of which this is a region. None for apostrophes.
fn typed(line: &Line, at: usize, c: char, opened: &[Open]) -> Option<(char, Set)> {
    let is_open = opened.iter().any(|open| open.sign == '\'');
    Some(match c {
        '“' => ('"', Set::Open),
        '”' => ('"', Set::Close),
        '‘' => ('\'', Set::Open),
        '’' if is_open && ends_quotation(line, at) && !is_possessive(line, at) => {
            ('\'', Set::Close)
        }
        _ => return None,
    })
}

/// Whether a `’` may be the end of a quotation.
fn ends_quotation(line: &Line, at: usize) -> bool {
    let sides = Sides::of(line, at);
    sides.is_end && !sides.before.is_none_or(is_space)
}

/// Whether a `’` is more likely the end of a plural, `the states’ aims`: another one follows that ends the quotation.
fn is_possessive(line: &Line, at: usize) -> bool {
    let mut quotes = (at + 1..line.chars.len()).filter(|at| match line.sign(*at) {
        Some('‘') => true,
        Some('’') => ends_quotation(line, *at),
        _ => false,
    });
    let next = quotes.next().and_then(|at| line.sign(at));
    line.before(at) == Some('s') && next == Some('’')
}

/// The role of a straight sign.
enum Set {
    Open,
    Close,
    Apostrophe,
    Prime,
    /// Unknown: the sign is kept.
    Nothing,
}

/// Closes a quotation, and those that were left open inside it.
fn leave(opened: &mut Vec<Open>, sign: char) -> Option<Open> {
    let at = opened.iter().rposition(|open| open.sign == sign)?;
    opened.drain(at..).next()
}

impl Sides {
    fn of(line: &Line, at: usize) -> Self {
        let (before, after) = (line.before(at), line.at(at + 1));
        let starts = |c: char| is_space(c) || is_opening(c) || c == VALUE[0];
        // After an elision, `l'"histoire"`, a quotation may open as after a space.
        let is_elided = matches!(before, Some('’' | '\''))
            && at
                .checked_sub(2)
                .and_then(|at| line.at(at))
                .is_some_and(has_apostrophe)
            && after.is_some_and(is_word);
        let ends = |c: char| c.is_whitespace() || c == VALUE[1] || is_closing(c);
        Self {
            before,
            after,
            is_start: before.is_none_or(starts) || is_elided,
            is_end: after.is_none_or(ends),
        }
    }
}

fn double(line: &Line, at: usize, sides: &Sides, opened: &[Open]) -> Set {
    let depth = opened.iter().filter(|open| open.sign == '"').count();
    let is_number = sides.before.is_some_and(|c| c.is_ascii_digit());
    match (sides.is_start, sides.is_end) {
        (true, false) => Set::Open,
        // Inches or seconds, if enough closing quotes follow for all open quotations.
        (false, _) if is_number && depth <= ends_behind(line, at) => Set::Prime,
        (false, true) => Set::Close,
        (_, _) if depth > 0 => Set::Close,
        (true, true) if (at + 1..line.chars.len()).any(|at| line.sign(at) == Some('"')) => {
            Set::Open
        }
        // Between two letters, as in Hebrew abbreviations, it is part of the word.
        (false, false)
            if !sides
                .before
                .is_some_and(|c| c.is_alphanumeric() && !is_unspaced(c)) =>
        {
            Set::Open
        }
        _ => Set::Nothing,
    }
}

/// The number of straight double quotes after an index that close, up to the first that opens.
fn ends_behind(line: &Line, at: usize) -> usize {
    let quotes = (at + 1..line.chars.len()).filter(|at| line.sign(*at) == Some('"'));
    let sides = quotes.map(|at| Sides::of(line, at));
    let ends = sides.take_while(|sides| !sides.is_start);
    ends.filter(|sides| sides.is_end).count()
}

fn single(line: &Line, at: usize, sides: &Sides, opened: &[Open], locale: &Locale) -> Set {
    let is_open = opened.iter().any(|open| open.sign == '\'');
    let is_number = sides.before.is_some_and(|c| c.is_ascii_digit());
    let is_word_behind = sides.after.is_some_and(is_word);
    // `l'"histoire"`: the word continues inside the quotes.
    let is_quote_behind = matches!(sides.after, Some('"' | '«' | '“' | '„' | '‹'))
        && line
            .at(at + 2)
            .is_some_and(|c| is_word(c) || sides.after != Some('"'));
    let is_letter = sides.before.is_some_and(has_apostrophe) && locale.language() != "uz";
    if is_letter && (is_word_behind || is_quote_behind) {
        return Set::Apostrophe;
    }
    if is_number && is_of_degrees(line, at) {
        return Set::Prime;
    }
    // `the U.K.'s`, `(the firm)'s`
    if matches!(sides.before, Some('.' | ')' | ']')) && !is_open && is_genitive(line, at) {
        return Set::Apostrophe;
    }
    if is_number && is_word_behind {
        let is_digit = sides.after.is_some_and(|c| c.is_ascii_digit());
        let is_feet = is_digit && !parts_thousands(line, at);
        return if is_feet { Set::Prime } else { Set::Apostrophe };
    }
    if sides.is_start && (is_word_behind || is_quote_behind) {
        return match () {
            _ if is_elision(line, at, locale) => Set::Apostrophe,
            _ if closes_behind(line, at) => Set::Open,
            _ if sides.after.is_some_and(has_apostrophe) => Set::Apostrophe,
            _ => Set::Nothing,
        };
    }
    // `f'(x)`
    let is_alone = !at
        .checked_sub(1)
        .and_then(|at| line.before(at))
        .is_some_and(is_word);
    if is_letter && is_alone && sides.after == Some('(') && !is_open {
        return Set::Prime;
    }
    // `rock-'n'-roll`
    if is_letter && sides.after == Some('-') && !is_open {
        return Set::Apostrophe;
    }
    // Between two letters of a script without spaces.
    let is_unspaced = |c: Option<char>| c.is_some_and(is_unspaced);
    if !sides.is_end && (is_unspaced(sides.before) || is_unspaced(sides.after)) {
        return match () {
            _ if is_open => Set::Close,
            _ if (at + 1..line.chars.len()).any(|at| line.sign(at) == Some('\'')) => Set::Open,
            _ => Set::Nothing,
        };
    }
    match sides.is_end && !sides.before.is_none_or(is_space) {
        true if is_open => Set::Close,
        true if is_number => Set::Prime,
        true if is_letter => Set::Apostrophe,
        _ => Set::Nothing,
    }
}

/// Whether an apostrophe between two digits parts thousands, as in Switzerland, `12'500'000`: three digits stand behind it, and one to three before
/// it. Feet have fewer than three digits of inches.
fn parts_thousands(line: &Line, at: usize) -> bool {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let before = (0..at)
        .rev()
        .take_while(|at| is_digit(line.at(*at)))
        .count();
    let after = (at + 1..).take_while(|at| is_digit(line.at(*at))).count();
    (1..=3).contains(&before) && after == 3
}

/// Replaces two apostrophes behind a number, which are inches or seconds, by one sign.
fn seconds(line: &mut Line) {
    if !line.repeats('\'') {
        return;
    }
    let mut at = 1;
    while at + 1 < line.chars.len() {
        let is_two = [at, at + 1].iter().all(|at| line.sign(*at) == Some('\''));
        let is_three = line.at(at + 2) == Some('\'');
        if is_two && !is_three && line.before(at).is_some_and(|c| c.is_ascii_digit()) {
            line.replace(at, '"');
            line.remove(at + 1..at + 2);
        }
        at += 1;
    }
}

/// Whether a straight single quote after an index closes.
fn closes_behind(line: &Line, at: usize) -> bool {
    let mut quotes = (at + 2..line.chars.len()).filter(|at| line.sign(*at) == Some('\''));
    quotes.any(|at| {
        let sides = Sides::of(line, at);
        sides.is_end && !sides.before.is_none_or(|c| is_space(c) || is_opening(c))
    })
}

/// Whether an apostrophe replaces the start of a word: `'tis`, `'90s`, `rock 'n' roll`. A word with a quote on its
/// other side too is quoted.
fn is_elision(line: &Line, at: usize, locale: &Locale) -> bool {
    let behind = line.chars.iter().skip(at + 1).map(|(c, _)| *c);
    let word: String = behind.take_while(|c| c.is_alphanumeric()).collect();
    let is_quoted = line.at(at + 1 + word.chars().count()) == Some('\'');
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let is_decade = ["", "s", "er", "ern"].contains(&&word[digits.len()..])
        && matches!(digits.len(), 2 | 3)
        && digits.bytes().all(|b| b.is_ascii_digit());
    let mut known = ELISIONS
        .iter()
        .filter(|(language, _)| *language == locale.language());
    let is_known = known.any(|(_, words)| words.split(' ').any(|w| w == word.to_lowercase()));
    let is_and = word.to_lowercase() == "n" && is_quoted && is_before_and(line, at);
    is_and || (is_decade || is_known) && (!is_quoted || word == "n")
}

/// Whether a word of English stands before an index that is joined by `'n'` in all languages: `rock 'n' roll`.
fn is_before_and(line: &Line, at: usize) -> bool {
    let end = line.spaces_before(at);
    let letters = (0..end)
        .rev()
        .map_while(|at| line.at(at).filter(|c| c.is_alphabetic()));
    let word: Vec<char> = letters.flat_map(char::to_lowercase).collect();
    let is = |known: &str| word.iter().rev().copied().eq(known.chars());
    ["rock", "drum", "guns"].into_iter().any(is)
}

/// Whether minutes of a degree stand before an index: `51°30'`.
fn is_of_degrees(line: &Line, at: usize) -> bool {
    let is_of_number = |c: &char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\u{a0}');
    let mut signs = (0..at).rev().filter_map(|at| line.at(at));
    signs.find(|c| !is_of_number(c)) == Some('°')
}

/// Whether an `s` that is a word stands behind an index.
fn is_genitive(line: &Line, at: usize) -> bool {
    line.at(at + 1) == Some('s') && !line.at(at + 2).is_some_and(char::is_alphanumeric)
}

/// Whether a character is a letter or digit, or stands for text.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == OPAQUE || c == VALUE[0]
}

/// Whether an apostrophe may follow a character: a Latin, Greek, Cyrillic or Armenian letter, or one that stands for
/// text.
fn has_apostrophe(c: char) -> bool {
    let is_script = matches!(c, '\0'..='\u{58F}' | '\u{1E00}'..='\u{1FFF}');
    c.is_alphabetic() && is_script || c == OPAQUE || c == VALUE[1]
}

/// Whether a character can follow a word or a quotation.
fn is_closing(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | ')'
            | ']'
            | '}'
            | '»'
            | '›'
            | '”'
            | '’'
            | '.'
            | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | '…'
            | '—'
            | '–'
    ) || matches!(
        c,
        '、' | '。'
            | '」'
            | '』'
            | '】'
            | '》'
            | '）'
            | '！'
            | '，'
            | '：'
            | '；'
            | '？'
            | '؟'
            | '،'
            | '؛'
            | '।'
            | '۔'
    )
}
