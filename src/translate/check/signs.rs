//! Punctuation within a text: doubled signs, and spaces that are missing or superfluous beside signs.

use crate::diagnostic::Code;
use crate::l10n::message::OPAQUE;
use crate::l10n::typography::signs::is_space;
use crate::translate::check::fault::{Fault, Text};

/// Signs that never stand twice.
const SINGLE: &str = ",;:，；：、،؛";
/// Signs that may be doubled for emphasis, if the source text doubles them too.
const EMPHATIC: &str = "!?！？؟";
/// Signs before which no language but French sets a space.
const TIGHT: [char; 4] = [';', ':', '!', '?'];

/// Reports doubled signs and wrong spaces.
pub fn check(text: &Text, out: &mut Vec<Fault>) {
    for (at, (c, _)) in text.line.iter().enumerate() {
        if is_space(*c) {
            superfluous_space(text, at, out);
        } else if !c.is_alphanumeric() {
            doubled(text, at, out);
            missing_space(text, at, out);
        }
    }
}

fn doubled(text: &Text, at: usize, out: &mut Vec<Fault>) {
    let Some(c) = text.get(at) else { return };
    let length = (at..).take_while(|next| text.get(*next) == Some(c)).count();
    // Most signs.
    if length == 1 && c != ',' {
        return;
    }
    let is_first = text.before(at) != Some(c);
    let is_address = |c: Option<char>| c.is_some_and(|c| matches!(c, '/' | '\\' | OPAQUE));
    let (before, after) = (text.before(at), text.get(at + length));
    let is_joined =
        before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
    let is_wrong = match c {
        '.' | '。' => length == 2 && !is_address(before) && !is_address(after) && !is_joined,
        ':' => length == 2 && !is_joined && before.is_some_and(char::is_alphabetic),
        c if SINGLE.contains(c) => length == 2 || length == 1 && after == Some('.') && c == ',',
        c if EMPHATIC.contains(c) => length == 2 && text.source.is_some(),
        _ => false,
    };
    if !is_first || !is_wrong {
        return;
    }
    let twice = text.slice(at..at + 2);
    let is_copied = match c {
        '.' => text
            .source
            .is_some_and(|it| it.replace("...", "").contains("..")),
        _ => text.is_in_source(&twice),
    };
    if !is_copied {
        let what = format!("has the signs `{twice}` in a row");
        out.push(Fault::new(Code::DoubledSign, at..at + 2, what, "leave one"));
    }
}

/// Signs behind which a space is missing between two words: `word,word`, `word.Word`.
fn missing_space(text: &Text, at: usize, out: &mut Vec<Fault>) {
    let Some(c) = text.get(at) else { return };
    if !matches!(c, '.' | ',' | ';' | '!' | '?' | '،' | '؛' | '؟') || text.language.is_unspaced()
    {
        return;
    }
    let is_letter = |at: &usize| text.get(*at).is_some_and(char::is_alphabetic);
    let before = (0..at).rev().take_while(is_letter).count();
    let after = (at + 1..).take_while(is_letter).count();
    if before < 2 || after < 2 {
        return;
    }
    let word = text.slice(at - before..at + 1 + after);
    // Around the words, no sign of an address or a path.
    let is_free =
        |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || ".,;:!?()«»“”„\"’".contains(c));
    let (outer, behind) = (text.before(at - before), text.get(at + 1 + after));
    if !is_free(outer) || !is_free(behind) || text.is_in_source(&word) {
        return;
    }
    if c == '.' {
        let mut next = word.chars().skip(before + 1);
        let is_sentence = next.next().is_some_and(char::is_uppercase)
            && next.next().is_some_and(char::is_lowercase);
        let is_word = before > 2
            && word
                .chars()
                .skip(1)
                .take(before - 1)
                .all(char::is_lowercase);
        // Two names joined by a point, as in `System.Text`, are an identifier.
        let is_identifier =
            word.starts_with(char::is_uppercase) && outer.is_some_and(|c| !c.is_whitespace());
        if !is_sentence || !is_word || is_identifier {
            return;
        }
    }
    let what = format!("lacks a space behind `{c}` in `{word}`");
    let fault = Fault::new(
        Code::SignSpacing,
        at..at + 1,
        what,
        "set a space between the two words",
    );
    out.push(fault.fixed(match c {
        '.' => ". ",
        ',' => ", ",
        ';' => "; ",
        '!' => "! ",
        '?' => "? ",
        '،' => "، ",
        '؛' => "؛ ",
        _ => "؟ ",
    }));
}

/// A space before a sign, or within brackets, where none is set.
fn superfluous_space(text: &Text, at: usize, out: &mut Vec<Fault>) {
    let Some(before) = text.before(at).filter(|c| !is_space(*c)) else {
        return;
    };
    let Some(sign) = text.get(at + 1) else { return };
    let ends = |at: usize| {
        text.get(at)
            .is_none_or(|c| is_space(c) || ")]»”\"’".contains(c))
    };
    let is_french = matches!(text.language.name(), "fr" | "br");
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, ')' | ']' | '”' | '’');
    let is_wrong = match sign {
        ',' | '.' => is_word(before) && ends(at + 2),
        // A smiley: `:)`.
        ':' | ';' if matches!(text.get(at + 2), Some(')' | '-')) => false,
        sign if TIGHT.contains(&sign) => !is_french && is_word(before) && ends(at + 2),
        ')' => is_word(before),
        _ => before == '(' && sign.is_alphanumeric(),
    };
    if !is_wrong {
        return;
    }
    let around = [before, ' ', sign].iter().collect::<String>();
    let pair = if before == '(' {
        "( ".to_owned()
    } else {
        format!(" {sign}")
    };
    // The source text may be in French.
    let is_copied = !TIGHT.contains(&sign) && text.is_in_source(&pair);
    if !is_copied {
        let what = format!("has a space too many in `{around}`");
        let fault = Fault::new(Code::SignSpacing, at..at + 1, what, "delete the space");
        out.push(fault.fixed(""));
    }
}
