//! How a text ends: a sentence with a stop stays one, a question too.

use crate::diagnostic::Diagnostic;
use crate::l10n::message::OPAQUE;
use crate::translate::check::finding::{Finding, Findings};
use crate::translate::check::text::{Pair, Sides};

/// What a text ends in, behind quotes and brackets.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum End {
    Nothing,
    Stop,
    /// A point that may belong to the word: `U.S.`
    Abbreviation,
    Ellipsis,
    Question,
    Exclamation,
    Colon,
    Semicolon,
    Comma,
    /// An expression: anything.
    Unknown,
}

/// Reports a part that does not end as its source does.
pub fn check(pair: &Pair, sides: &Sides, out: &mut Findings) {
    let Some(there) = &sides.there else { return };
    let has_letters = |words: &str| words.chars().any(char::is_alphabetic);
    if !has_letters(&sides.here.words) || !has_letters(&there.words) {
        return;
    }
    let (source, here) = (
        end(&there.words, pair.source.name()),
        end(&sides.here.words, pair.language.name()),
    );
    let no_stop = pair.language.has_no_stop() || pair.source.has_no_stop();
    if are_equal(source, here) || no_stop && [source, here].contains(&End::Nothing) {
        return;
    }
    let message = format!(
        "`{}` ends in {}, and its source text in {}",
        pair.name(sides.part),
        name(here),
        name(source)
    );
    let at = sides.part.range.end;
    let last = pair
        .text
        .get(sides.part.range.clone())
        .and_then(|text| text.chars().next_back());
    let warning = Diagnostic::warning("end-punctuation", message)
        .at(pair.at(at - last.map_or(0, char::len_utf8)..at))
        .hint("let both end in the same way");
    out.push(Finding::new(warning));
}

fn end(words: &str, language: &str) -> End {
    let closes = |c: char| c.is_whitespace() || "»”’\"')]}›“‘„」』）".contains(c);
    let words = words.trim_end_matches(closes);
    let mut chars = words.chars().rev();
    let (last, before) = (chars.next(), chars.next());
    match last {
        Some(OPAQUE) => End::Unknown,
        Some('…') => End::Ellipsis,
        Some('.') if words.ends_with("...") => End::Ellipsis,
        Some('.') => {
            let word = words
                .trim_end_matches('.')
                .rsplit(|c: char| c.is_whitespace() || "(«“".contains(c))
                .next();
            let word = word.unwrap_or_default();
            // `U.S.`, `etc.`, `M.`
            let is_short = word.contains('.')
                || word.chars().count() == 1 && before.is_some_and(char::is_uppercase);
            let known = ["etc", "cf", "Inc", "Ltd", "Co", "Jr", "Sr", "al"].contains(&word);
            if is_short || known {
                End::Abbreviation
            } else {
                End::Stop
            }
        }
        Some('。' | '।' | '۔' | '։' | '．') => End::Stop,
        Some(';') if language == "el" => End::Question,
        Some('?' | '？' | '؟' | '՞') => End::Question,
        Some('!' | '！') if before == Some('?') => End::Question,
        Some('!' | '！') => End::Exclamation,
        Some(':' | '：') => End::Colon,
        Some(';' | '；' | '؛') => End::Semicolon,
        Some(',' | '，' | '、' | '،') => End::Comma,
        _ => End::Nothing,
    }
}

fn are_equal(a: End, b: End) -> bool {
    let either = |end| a == end || b == end;
    let other = if a == End::Abbreviation { b } else { a };
    a == b
        || either(End::Unknown)
        || either(End::Abbreviation) && matches!(other, End::Stop | End::Nothing)
}

fn name(end: End) -> &'static str {
    match end {
        End::Nothing => "no sign",
        End::Stop | End::Abbreviation => "a full stop",
        End::Ellipsis => "an ellipsis",
        End::Question => "a question mark",
        End::Exclamation => "an exclamation mark",
        End::Colon => "a colon",
        End::Semicolon => "a semicolon",
        End::Comma => "a comma",
        End::Unknown => "an expression",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_abbreviations_are_seen_through() {
        let same = |fr: &str, en: &str| are_equal(end(fr, "fr"), end(en, "en"));
        assert!(same("avec les États-Unis ».", "with the United States.”"));
        assert!(same("fera-t-on le choix ?", "choose?"));
        assert!(same("aux États-Unis", "in the U.S."));
        assert!(same("Suite…", "Continued..."));
        assert!(same("(fin.)", "(end.)"));
        assert!(same("Oui !", "{yes}!"));
        assert!(same("mot\u{FFFC}", "word."));
        assert!(!same("Fin.", "End"));
        assert!(!same("Fin :", "End."));
        assert!(!same("Quoi ?", "What."));
        assert!(are_equal(end("Τι;", "el"), end("What?", "en")));
    }
}
