//! Applies the typography of a language: spaces, quotes, dashes and apostrophes. Only text is changed. Languages
//! without rules are left as they are written, except that hyphens become dashes, and that a number keeps together, and to its unit.

use crate::article::ast::Inline;
use crate::l10n::typography::common::{hold, minus, numbers, thousands};
use crate::l10n::typography::dashes;
use crate::l10n::typography::english;
use crate::l10n::typography::european;
use crate::l10n::typography::french;
use crate::l10n::typography::line::Line;
use crate::l10n::typography::quotes;
use crate::locale::Locale;

/// Other languages that group digits by spaces (CLDR 48, `numbers/symbols/group`).
const GROUPED: &str = "be bg blo br bua cs cv eo et fi ht hu hy ie ka kea kk ky lt lv nb nn no oc rm ru sah sk sq szl tg tk tt tyv uk uz vec xh";

/// Other languages that separate a percent sign from its number by a space (CLDR 48, `numbers/percentFormats`).
const PARTED: &str =
    "be br bua ca cs da dsb fi fo gl hr hsb ht lb lt mk nb nds nn no oc qu ro ru sk sl tk tt";

/// Signs that keep to the number before them where a space was typed between the two.
const SIGNS: [&str; 6] = ["%", "‰", "€", "$", "£", "¥"];

/// Prose needs one pass, and a second one that finds nothing to change.
const PASSES: usize = 6;

/// Applies typography to the texts of an inline tree; to a passage in another language, the typography of that language.
pub fn apply(inlines: &mut [Inline], locale: &Locale) {
    passages(inlines);
    let mut line = Line::read(inlines);
    if rules(&mut line, locale) {
        line.write(inlines);
    }
}

fn passages(inlines: &mut [Inline]) {
    for inline in inlines {
        let locale = inline.language().cloned();
        match (inline.inner_mut(), locale) {
            (Some(inner), Some(locale)) => apply(inner, &locale),
            (Some(inner), None) => passages(inner),
            (None, _) => {}
        }
    }
}

/// Applies typography to characters with places. An inserted character has the place of a neighbour. Anything that is
/// not text must be an `OPAQUE` with the place `usize::MAX`.
pub fn set(chars: Vec<(char, usize)>, locale: &Locale) -> Vec<(char, usize)> {
    let mut line = Line::of(chars);
    rules(&mut line, locale);
    line.chars
}

/// Repeats the rules until nothing changes, as the result of one rule can be the input of another. Returns whether anything
/// changed.
fn rules(line: &mut Line, locale: &Locale) -> bool {
    for pass in 0..PASSES {
        let before = line.chars.clone();
        match locale.language() {
            "fr" => french::set(line, locale),
            "en" => english::set(line, locale),
            language => match european::style(locale) {
                Some(style) => european::set(line, locale, style),
                None => other(line, locale, language),
            },
        }
        minus(line);
        hold(line);
        if line.chars == before {
            return pass > 0;
        }
    }
    true
}

/// The rules of languages without a style: those that CLDR gives.
fn other(line: &mut Line, locale: &Locale, language: &str) {
    dashes::set(line, locale);
    quotes::set(line, locale);
    let is_in = |list: &str| list.split(' ').any(|known| known == language);
    if is_in(GROUPED) {
        thousands(line);
    }
    let parted: &[char] = if is_in(PARTED) { &['%', '‰'] } else { &[] };
    numbers(line, &SIGNS, parted);
}

#[cfg(test)]
mod tests;
