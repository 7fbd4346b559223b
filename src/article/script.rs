//! Sub- and superscripts in Pandoc's notation, `H~2~O` and `m^2^`, and products such as `2*3*4`, which CommonMark
//! parses as emphasis.

use crate::article::ast::{Inline, join, plain};
use crate::article::mask::mask;
use crate::article::source::Source;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// Turns emphasis between digits back into text: `2*3*4` is a product.
pub fn products(inlines: &mut Vec<Inline>) {
    let mut at = 0;
    while at < inlines.len() {
        if let Some(inner) = inlines[at].inner_mut() {
            products(inner);
        }
        let edge = |index: Option<usize>, last: bool| match index.and_then(|i| inlines.get(i)) {
            Some(Inline::Text(text)) => digit(text, last),
            _ => false,
        };
        let stars = match &inlines[at] {
            Inline::Emph(inner) => Some((inner, "*")),
            Inline::Strong(inner) => Some((inner, "**")),
            _ => None,
        };
        if let Some((inner, stars)) = stars
            && edge(at.checked_sub(1), true)
            && edge(Some(at + 1), false)
            && digit(&plain(inner), true)
            && digit(&plain(inner), false)
        {
            let sign = Inline::Text(stars.chars().map(mask).collect());
            let parts = [vec![sign.clone()], inner.clone(), vec![sign]].concat();
            let count = parts.len();
            inlines.splice(at..=at, parts);
            at += count - 1;
        }
        at += 1;
    }
    join(inlines);
}

fn digit(text: &str, last: bool) -> bool {
    let c = match last {
        true => text.chars().next_back(),
        false => text.chars().next(),
    };
    c.is_some_and(|c| c.is_ascii_digit())
}

/// Turns text between two `~` or two `^` into sub- and superscripts, by Pandoc's rule: there must be no space in it.
pub fn scripts(inlines: &mut Vec<Inline>) {
    for inline in inlines.iter_mut() {
        if let Some(inner) = inline.inner_mut() {
            scripts(inner);
        }
    }
    for sign in ['~', '^'] {
        let holds = |inline: &Inline| matches!(inline, Inline::Text(text) if text.contains(sign));
        if !inlines.iter().any(holds) {
            continue;
        }
        let mut from = (0, 0);
        while let Some((open, close)) = next(inlines, sign, from) {
            match close.filter(|close| fits(inlines, sign, open, *close)) {
                Some(close) => {
                    enclose(inlines, sign, open, close);
                    // The text after it is another inline.
                    let enclosed = usize::from(open.1 > 0) + open.0;
                    from = (enclosed + 1, 0);
                }
                None => from = (open.0, open.1 + 1),
            }
        }
    }
}

/// The place of a sign: the index of its text, and its byte index there.
type Place = (usize, usize);

/// The next sign at or after a place, and the one that closes it: the next one without a space in between.
fn next(inlines: &[Inline], sign: char, from: Place) -> Option<(Place, Option<Place>)> {
    let mut open: Option<Place> = None;
    for (index, inline) in inlines.iter().enumerate().skip(from.0) {
        let Inline::Text(text) = inline else {
            let is_spaced =
                *inline == Inline::Break || plain(std::slice::from_ref(inline)).contains(is_space);
            if let (Some(open), true) = (open, is_spaced) {
                return Some((open, None));
            }
            continue;
        };
        let start = if index == from.0 { from.1 } else { 0 };
        for (at, c) in text.char_indices().skip_while(|(at, _)| *at < start) {
            // A doubled sign is another mark.
            let is_double =
                text[..at].ends_with(sign) || text[at + c.len_utf8()..].starts_with(sign);
            match open {
                None if c == sign && !is_double => open = Some((index, at)),
                Some(open) if c == sign && !is_double => return Some((open, Some((index, at)))),
                Some(open) if is_space(c) => return Some((open, None)),
                _ => {}
            }
        }
    }
    open.map(|open| (open, None))
}

fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{202F}')
}

/// Reports signs that are left in a word with a script of the same sign: `x^2^+y^2`.
pub fn check(inlines: &[Inline], source: &Source, out: &mut Diagnostics) {
    for (at, inline) in inlines.iter().enumerate() {
        let sign = match inline {
            Inline::Sub(_) => '~',
            Inline::Super(_) => '^',
            inline => {
                check(inline.inner().unwrap_or_default(), source, out);
                continue;
            }
        };
        let beside = |at: Option<usize>| match at.and_then(|at| inlines.get(at)) {
            Some(Inline::Text(text)) => text.as_str(),
            _ => "",
        };
        let word = beside(Some(at + 1)).split(char::is_whitespace).next();
        let word = word.filter(|word| word.contains(sign));
        let before = || {
            beside(at.checked_sub(1))
                .split(char::is_whitespace)
                .next_back()
        };
        let Some(word) = word.or_else(|| before().filter(|word| word.contains(sign))) else {
            continue;
        };
        let place = source.find(&source.within, word);
        let message = format!(
            "`{word}` has a `{sign}` that is printed as it stands, in a word with another that is none"
        );
        out.push(
            Diagnostic::new(Code::LeftoverMarkup, message)
                .at(place.unwrap_or_else(|| source.origin.clone()))
                .hint(format!("a script stands between two signs, `m{sign}2{sign}`; where readers should see the sign, write `\\{sign}`; formulas are equations, `$…$`")),
        );
    }
}

/// Whether the text between two signs can be a script: not an emoticon, a path, or a sign between numbers.
fn fits(inlines: &[Inline], sign: char, open: Place, close: Place) -> bool {
    let text = |at: usize| match &inlines[at] {
        Inline::Text(text) => text.as_str(),
        _ => "",
    };
    let before = text(open.0)[..open.1].chars().next_back();
    let after = text(close.0)[close.1 + 1..].chars().next();
    let inner = match open.0 == close.0 {
        true => text(open.0)[open.1 + 1..close.1].to_owned(),
        false => {
            let between = plain(&inlines[open.0 + 1..close.0]);
            format!(
                "{}{between}{}",
                &text(open.0)[open.1 + 1..],
                &text(close.0)[..close.1]
            )
        }
    };
    let is_number = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let is_joined = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | ']' | '}'))
        || before.is_none() && open.0 > 0;
    let opens_well =
        |c: char| !c.is_ascii_punctuation() || matches!(c, '+' | '-' | '(' | '*' | '=');
    let says_something = inner.contains(|c: char| c.is_alphanumeric()) || is_joined && sign == '^';
    // Ties of LaTeX between words: `Smith~et~al.`
    let mut letters = text(open.0)[..open.1].chars().rev();
    let is_tied = sign == '~'
        && (0..2).all(|_| letters.next().is_some_and(char::is_lowercase))
        && inner.chars().count() > 1
        && inner.chars().chain(after).all(char::is_alphabetic)
        && after.is_some();
    inner.starts_with(opens_well)
        && says_something
        && !is_tied
        && !(is_number(before) && is_number(after))
        && ends_there(&inner, is_joined, &text(close.0)[close.1 + 1..])
}

/// Whether a script can end before these words. In `x^2+y^2`, `~10-~20` and `a~1,b~2`, each sign belongs to what follows it: so a script that the word goes on behind is
/// one number, one word, one charge or one pair of brackets, and one that belongs to no word is a mark.
fn ends_there(inner: &str, is_joined: bool, rest: &str) -> bool {
    let is_operator = |c: char| matches!(c, '+' | '-' | '−' | '–' | '±');
    let is_all = |text: &str, fits: fn(char) -> bool| !text.is_empty() && text.chars().all(fits);
    let is_one = |text: &str| is_all(text, char::is_numeric) || is_all(text, char::is_alphabetic);
    let is_mark = |c: char| c.is_alphanumeric() || matches!(c, ',' | '*' | '†' | '‡' | '§');
    if !is_joined && !inner.trim_matches(['(', ')']).chars().all(is_mark) {
        return false;
    }
    let behind = rest.strip_prefix(is_operator);
    let next = behind.unwrap_or(rest).chars().next();
    if !next.is_some_and(|c| c.is_alphanumeric() || c == '(') {
        return true;
    }
    let is_before_number = next.is_some_and(|c| c.is_ascii_digit());
    let is_charge = || {
        let number = inner.trim_end_matches(is_operator);
        number.len() < inner.len() && (number.is_empty() || is_all(number, char::is_numeric))
    };
    let is_bracketed = || {
        let inside = inner
            .strip_prefix('(')
            .and_then(|rest| rest.strip_suffix(')'));
        inside.is_some_and(|inside| !inside.contains(['(', ')']))
    };
    let signed = inner.strip_prefix(is_operator).unwrap_or(inner);
    match is_before_number && behind.is_none() {
        true => is_all(inner, char::is_numeric),
        false => is_one(signed) || is_bracketed() || is_charge() && !is_before_number,
    }
}

/// Encloses the text between two signs in a script.
fn enclose(inlines: &mut Vec<Inline>, sign: char, open: Place, close: Place) {
    let cut = |inline: &Inline, from: usize, to: Option<usize>| match inline {
        Inline::Text(text) => Inline::Text(text[from..to.unwrap_or(text.len())].to_owned()),
        other => other.clone(),
    };
    let mut inner = match open.0 == close.0 {
        true => vec![cut(&inlines[open.0], open.1 + 1, Some(close.1))],
        false => {
            let mut inner = vec![cut(&inlines[open.0], open.1 + 1, None)];
            inner.extend(inlines[open.0 + 1..close.0].iter().cloned());
            inner.push(cut(&inlines[close.0], 0, Some(close.1)));
            inner
        }
    };
    inner.retain(|inline| !matches!(inline, Inline::Text(text) if text.is_empty()));
    scripts(&mut inner);
    let script = match sign {
        '~' => Inline::Sub(inner),
        _ => Inline::Super(inner),
    };
    let parts = [
        cut(&inlines[open.0], 0, Some(open.1)),
        script,
        cut(&inlines[close.0], close.1 + 1, None),
    ];
    let parts = parts
        .into_iter()
        .filter(|part| !matches!(part, Inline::Text(text) if text.is_empty()));
    inlines.splice(open.0..=close.0, parts.collect::<Vec<_>>());
}
