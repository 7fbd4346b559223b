//! Typographic corrections of a line: its differences from its typeset form, and double spaces, with edits.

use crate::l10n::splice::Edit;
use crate::l10n::typography::apply::set;
use crate::l10n::typography::atoms;
use crate::l10n::typography::quote_styles;
use crate::l10n::typography::signs::is_space;
use crate::locale::Locale;
use crate::translate::check::line::{Line, NOWHERE};

/// A typographic fault.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// A straight quote or apostrophe.
    Straight,
    /// A missing space that French typography requires. The width of an existing one is not checked, as typesetting
    /// corrects it.
    Missing,
}

/// Compares a line with its typeset form, and returns the differences that a translator should have written, with
/// edits.
pub fn faults(line: &Line, locale: &Locale) -> Vec<(Fault, Edit)> {
    let is_french = locale.language() == "fr";
    let is_sign = |c| matches!(c, '?' | '!' | ':' | ';' | '%' | '€' | '‰' | '«' | '»');
    let suspect = |c: char| matches!(c, '"' | '\'') || is_french && is_sign(c);
    if !line
        .iter()
        .any(|(c, place)| *place != NOWHERE && suspect(*c))
    {
        return Vec::new();
    }
    if is_french && !locale.has_single_quotes && is_spaced(line) {
        return Vec::new();
    }
    compared(line, locale)
}

/// The differences of a line to its typeset form.
fn compared(line: &Line, locale: &Locale) -> Vec<(Fault, Edit)> {
    let is_french = locale.language() == "fr";
    let has_rules = quote_styles::are_known(locale);
    // Only languages whose keyboards or habits have a typographic apostrophe get this finding; typesetting corrects the
    // others.
    let asks_for_apostrophes = matches!(locale.language(), "en" | "fr");
    let atoms = match has_rules {
        true => vec![false; line.len()],
        false => atoms::find(line),
    };
    let done = set(line.clone(), locale);
    if has_rules && done == *line {
        return Vec::new();
    }
    let mut done = done
        .into_iter()
        .filter(|(_, place)| *place != NOWHERE)
        .peekable();
    let mut found = Vec::new();
    // A space that belongs before the next character. Markup may stand in between.
    let mut space: Option<String> = None;
    let chars = line.iter().zip(atoms);
    for ((c, place), is_atom) in chars.filter(|((_, place), _)| *place != NOWHERE) {
        let mut new = String::new();
        while let Some((c, _)) = done.next_if(|(_, at)| at == place) {
            new.push(c);
        }
        let here = *place..place + c.len_utf8();
        let before = space.take();
        // A sign that the language's rules leave straight may be no quote. Without rules, apostrophes are not checked.
        let is_quote = match has_rules {
            true => (*c == '"' || *c == '\'' && asks_for_apostrophes) && !new.contains(*c),
            false => *c == '"' && !is_atom,
        };
        if let Some(behind) = new
            .strip_prefix(*c)
            .filter(|_| !is_quote && *c != '«' && !is_space(*c))
            && !behind.is_empty()
            && behind.chars().all(is_space)
        {
            space = Some(behind.to_owned());
            new = c.to_string();
        }
        if is_quote {
            let new = before.unwrap_or_default() + &new;
            found.push((Fault::Straight, Edit::replace(here, new)));
            continue;
        }
        if !is_french {
            continue;
        }
        if let Some(before) = before {
            found.push((Fault::Missing, Edit::insert(*place, before)));
        }
        if new.chars().count() == 2 && new.contains(*c) && new.contains(is_space) && !is_space(*c) {
            found.push((Fault::Missing, Edit::replace(here, new)));
        }
    }
    found
}

/// Whether a French line has a typed space on the side of each sign that needs one, and no sign that typesetting replaces, so
/// that it has no faults.
fn is_spaced(line: &Line) -> bool {
    let has_space = |at: Option<&(char, usize)>| at.is_some_and(|(c, _)| is_space(*c));
    line.iter().enumerate().all(|(at, (c, place))| match c {
        '"' | '\'' | '‹' | '›' => false,
        '-' => line.get(at + 1).is_none_or(|(c, _)| *c != '-'),
        '«' => has_space(line.get(at + 1)),
        '»' | '?' | '!' | ':' | ';' | '%' | '€' | '‰' => has_space(line[..at].last()),
        // A line end is no space that typesetting keeps.
        c => *place != NOWHERE || !is_space(*c),
    })
}

/// Edits that replace each run of visible spaces by one. A no-break space among them is kept.
pub fn double_spaces(line: &Line) -> Vec<Edit> {
    let mut found = Vec::new();
    let end = line.iter().rposition(|(c, _)| !is_space(*c)).unwrap_or(0);
    let mut i = line
        .iter()
        .position(|(c, _)| !is_space(*c))
        .unwrap_or(line.len());
    while i < end {
        let is_run = |&(c, place): &(char, usize)| is_space(c) && place != NOWHERE;
        let run: Vec<_> = line[i..end]
            .iter()
            .take_while(|one| is_run(one))
            .copied()
            .collect();
        if let [(_, first), .., (last, end)] = run[..] {
            let whole = first..end + last.len_utf8();
            let length: usize = run.iter().map(|(c, _)| c.len_utf8()).sum();
            // The bytes of the run are not contiguous if markup stands between the spaces.
            let is_whole = length == whole.len();
            // Spaces at the end of a line of the file are not visible.
            let is_seen = line
                .get(i + run.len())
                .is_some_and(|(_, place)| *place != NOWHERE || line[i + run.len()].0 != ' ');
            let kept = run.iter().find(|(c, _)| *c != ' ').map_or(' ', |(c, _)| *c);
            if is_whole && is_seen {
                found.push(Edit::replace(whole, kept));
            }
        }
        i += run.len().max(1);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::l10n::catalogue::Catalogue;
    use crate::l10n::message::OPAQUE;
    use crate::l10n::splice::apply;
    use crate::origin::FileId;
    use crate::translate::check::line::lines;
    use proptest::prelude::*;
    use std::sync::Arc;

    /// Repairs all messages of a text, as often as `check --fix` does.
    fn fixed(tag: &str, text: &str) -> String {
        (0..4).fold(text.to_owned(), |text, _| pass(tag, &text))
    }

    fn pass(tag: &str, text: &str) -> String {
        let locale = Locale::parse(tag).expect("a tag");
        let catalogue = Catalogue::parse(
            &FileId::new("a.ftl"),
            &Arc::from(text),
            &mut Diagnostics::default(),
        );
        let parts = catalogue.messages.iter().flat_map(|message| &message.parts);
        let edits = parts.flat_map(|part| lines(text, part)).flat_map(|line| {
            let mut edits: Vec<Edit> = faults(&line, &locale)
                .into_iter()
                .map(|(_, edit)| edit)
                .collect();
            edits.extend(double_spaces(&line));
            edits
        });
        apply(text, edits.collect())
    }

    #[test]
    fn repairs_stay_out_of_code_addresses_and_expressions() {
        for (tag, typed, repaired) in [
            (
                "fr",
                "**mot**: `a:b  \"c\"` fin",
                "**mot**~: `a:b  \"c\"` fin",
            ),
            (
                "fr",
                "«**mot**» et \"**mot**\"",
                "«_**mot**_» et «_**mot**_»",
            ),
            (
                "fr",
                "[mot](https://a.b/c?d=\"e\"): fin",
                "[mot](https://a.b/c?d=\"e\")~: fin",
            ),
            ("fr", "`a`? { \"b  c\" }!", "`a`_? { \"b  c\" }_!"),
            (
                "fr",
                "mot\u{A0}; mot ; 10:30 l'eau",
                "mot~; mot ; 10:30 l’eau",
            ),
            (
                "fr",
                "«\u{A0}mot\u{A0}»\u{2009}! mot?",
                "«~mot~»\u{2009}! mot_?",
            ),
            ("fr", "https://a.b/c?d='e'", "https://a.b/c?d='e'"),
            ("fr", "A &foo; b&bar; H&M; c;", "A &foo; b&bar; H&M_; c_;"),
            (
                "fr",
                "a.b/c%20d?e=f&g:h; :q %s :)",
                "a.b/c%20d?e=f&g:h; :q %s :)",
            ),
            (
                "fr-CA",
                "mot! mot? mot; mot: «a»",
                "mot! mot? mot; mot~: «~a~»",
            ),
            ("en", "a  *b*  \"c\" it's 5'", "a *b* “c” it’s 5′"),
            ("de", "a  \"b\"", "a „b“"),
            ("it", "l'\"arte\" dell'uomo", "l'«arte» dell'uomo"),
            ("he", "צה\"ל", "צה\"ל"),
            ("xx", "a  \"b\" it's", "a \"b\" it's"),
        ] {
            let mark = |text: &str| text.replace('~', "\u{A0}").replace('_', "\u{202F}");
            let done = fixed(tag, &format!("a = {typed}\n"));
            assert_eq!(done, format!("a = {}\n", mark(repaired)));
        }
    }

    proptest! {
        #[test]
        fn what_is_spaced_has_no_faults(
            words in proptest::collection::vec("mot|l’|« | »|“|”|‘|’| |\u{A0}|\u{202F}|\u{2009}| :| ;| !| \\?| %|12| €|-|…|\\.\\.|a\\.b/c |\\(|\\)|\u{FFFC}|\n|n°|1er|—|p\\.", 0..12),
            tag in "fr|fr-CA|fr-CH",
        ) {
            let locale = Locale::parse(&tag).expect("a tag");
            let text = words.concat();
            let place = |(at, c): (usize, char)| match c {
                '\n' => (' ', NOWHERE),
                OPAQUE => (c, NOWHERE),
                c => (c, at),
            };
            let line: Line = text.char_indices().map(place).collect();
            prop_assert!(!is_spaced(&line) || compared(&line, &locale).is_empty());
        }

        #[test]
        fn a_repair_repairs_all_and_keeps_the_markup(
            words in proptest::collection::vec("mot|«|»|\"|'| |  |:|\\?|!|--|:q|a\\.b/c\\?d=e|\\*\\*b\\*\\*|`c: \"d\"`|\\[e\\]\\(f:g\\)|\\{ \\$h \\}|12|%|\u{A0}|\u{202F}", 1..12),
            tag in "fr|fr-CA|en|de|ru",
        ) {
            let text = format!("a = x{}\n", words.concat());
            let once = fixed(&tag, &text);
            prop_assert_eq!(&fixed(&tag, &once), &once, "a second time");
            for kept in ["`c: \"d\"`", "(f:g)", "{ $h }", "**b**"] {
                prop_assert_eq!(once.matches(kept).count(), text.matches(kept).count(), "{}", once);
            }
        }
    }
}
