//! English typography after the Chicago Manual of Style: curly quotes, and no space before punctuation.

use std::sync::LazyLock;

use crate::l10n::months;
use crate::l10n::typography::common::{ellipses, glue_after, numbers, tighten, with_months};
use crate::l10n::typography::dashes;
use crate::l10n::typography::line::Line;
use crate::l10n::typography::quotes;
use crate::l10n::typography::signs::{NARROW, is_space};
use crate::locale::Locale;

/// Applies all rules to a line.
pub fn set(line: &mut Line, locale: &Locale) {
    ellipses(line);
    dashes::set(line, locale);
    quotes::set(line, locale);
    guillemets(line);
    tighten(line, &MENTIONS, true);
    numbers(line, &WORDS, &[]);
    abbreviations(line);
}

/// Words that follow a number: amounts and months.
static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    with_months(
        "million billion trillion thousand percent a.m p.m AM PM BC AD BCE CE",
        "en",
    )
});

/// Keeps abbreviations such as `No. 1`, `Mr. Xi`, `p. 3` on one line with the next word.
fn abbreviations(line: &mut Line) {
    const KEPT: [&str; 17] = [
        "No.", "Nos.", "Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "p.", "pp.", "vol.", "Sr.", "St.",
        "Mt.", "Gen.", "Sen.", "Rep.", "Gov.",
    ];
    glue_after(line, &KEPT);
    // Keeps a month on one line with the day after it.
    if !line.may_hold_digits() {
        return;
    }
    let months = months::names("en");
    for at in 1..line.chars.len() {
        let day = line.at(at + 1).is_some_and(|c| c.is_ascii_digit());
        if day && line.at(at) == Some(' ') && months.contains(&line.token(at - 1).as_str()) {
            line.glue(at);
        }
    }
}

/// Replaces guillemets by quotes, and French spaces by none or by ordinary ones.
fn guillemets(line: &mut Line) {
    if !line.may_hold(&['«', '»', NARROW]) {
        return;
    }
    let mut at = 0;
    while at < line.chars.len() {
        match line.sign(at) {
            Some('«') => {
                line.replace(at, '“');
                let mut end = at + 1;
                while line.at(end).is_some_and(is_space) {
                    end += 1;
                }
                line.set_space(at + 1, end, None);
            }
            Some('»') => {
                line.replace(at, '”');
                let start = line.spaces_before(at);
                let change = line.set_space(start, at, None);
                at = at.saturating_add_signed(change);
            }
            Some(NARROW) => line.replace(at, ' '),
            _ => {}
        }
        at += 1;
    }
}

/// Words before a sign that is mentioned, not used: `press ? for help`. No sentence ends with them.
const MENTIONS: [&str; 26] = [
    "a",
    "an",
    "and",
    "by",
    "character",
    "enter",
    "for",
    "from",
    "hit",
    "in",
    "insert",
    "is",
    "key",
    "like",
    "of",
    "or",
    "press",
    "sign",
    "symbol",
    "the",
    "to",
    "type",
    "use",
    "with",
    "without",
    "write",
];
