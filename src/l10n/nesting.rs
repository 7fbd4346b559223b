//! Finds what the parser of `fluent-syntax` cannot be given: it is recursive, so that a very deep file would overflow the stack, and it fails on
//! escapes that break off before a character outside ASCII. Both would end the program.

use std::ops::Range;

/// The maximum depth of braces, calls and variants. No real file comes near it.
pub const DEEPEST: usize = 100;

/// An open construct. At the top level and in variants, characters are text.
#[derive(PartialEq)]
enum Open {
    Braces,
    Call,
    Variants,
}

/// The byte index where a text is nested deeper than [`DEEPEST`]. Follows the parser; after a syntax error, the count
/// starts again at the next entry.
pub fn too_deep(text: &str) -> Option<usize> {
    let mut open: Vec<Open> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        // Most lines.
        if open.is_empty() && !line.contains('{') {
            start += line.len();
            continue;
        }
        if starts_entry(line) {
            open.clear();
        }
        let bytes = line.as_bytes();
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            let in_text = matches!(open.last(), None | Some(Open::Variants));
            match byte {
                b'{' => open.push(Open::Braces),
                // The closing brace of a selector is the first character of its line.
                b'}' if in_text && line[..at].trim_start_matches(' ').is_empty() => {
                    open.truncate(open.len().saturating_sub(2));
                }
                _ if in_text => {}
                b'}' | b')' => {
                    open.pop();
                }
                b'(' => open.push(Open::Call),
                b'-' if bytes.get(at + 1) == Some(&b'>') => open.push(Open::Variants),
                b'"' => at += quoted(&bytes[at..]),
                _ => {}
            }
            if open.len() > DEEPEST {
                return Some(start + at);
            }
            at += 1;
        }
        start += line.len();
    }
    None
}

/// The first escape, `\u` with four or `\U` with six hexadecimal digits, that lacks digits and stands before a character outside ASCII: in quotes, as
/// it means something there alone. Entries and attributes begin in no braces; how deep other lines begin, is not known: any depth will do.
pub fn torn_escape(text: &str) -> Option<Range<usize>> {
    text.match_indices('\\').find_map(|(at, _)| {
        let behind = &text[at + 1..];
        let count = match behind.chars().next() {
            Some('u') => 4,
            Some('U') => 6,
            _ => return None,
        };
        let is_digit = |c: &char| c.is_ascii_hexdigit();
        let digits = behind[1..].chars().take(count).take_while(is_digit).count();
        let next = behind[1 + digits..].chars().next();
        let line = text[..at].rsplit('\n').next().unwrap_or_default();
        let is_torn = digits < count && next.is_some_and(|c| !c.is_ascii());
        let attribute = line.trim_start_matches(' ').strip_prefix('.');
        let is_first = starts_entry(line) || attribute.is_some_and(starts_entry);
        let most = if is_first { 0 } else { DEEPEST };
        let may_be_quoted = || (0..=most).any(|depth| ends_quoted(line, depth));
        (is_torn && line.contains('"') && may_be_quoted()).then(|| at..at + 2 + digits)
    })
}

/// Whether a line that begins within `depth` braces ends within quotes.
fn ends_quoted(line: &str, mut depth: usize) -> bool {
    let bytes = line.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'"' if depth > 0 => {
                at += quoted(&bytes[at..]);
                if at >= bytes.len() {
                    return true;
                }
            }
            _ => {}
        }
        at += 1;
    }
    false
}

/// Whether a line can be the first of an entry: `id =` or `-id =`.
pub fn starts_entry(line: &str) -> bool {
    let line = line.strip_prefix('-').unwrap_or(line);
    let is_id = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let behind = line.trim_start_matches(is_id);
    let is_named = line.starts_with(|c: char| c.is_ascii_alphabetic());
    is_named && behind.trim_start_matches(' ').starts_with('=')
}

/// The number of bytes from a quotation mark to the closing one.
fn quoted(bytes: &[u8]) -> usize {
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_people_write_is_not_deep() {
        let braces = "{\"{\"}{ \"}\" }".repeat(2000);
        let calls = ":( { NUMBER($n, style: \"percent\") } ( ".repeat(2000);
        let select = "{ $n ->\n    [one] ( { $n } \"{ $n }\"\n   *[other] {\"\\\"{\"}\n}";
        let text = format!("a = {braces}\nb = {calls}\nc = {select}\n{{\n");
        assert_eq!(too_deep(&text), None);
        assert_eq!(too_deep(&format!("a = {select}\n").repeat(2000)), None);
    }

    #[test]
    fn escapes_are_torn_in_quotes_only() {
        for (text, is_torn) in [
            ("a = {\"\\u00é\"}", true),
            ("a = { F(\n    \"\\Ué\")}", true),
            ("a = { $n ->\n   *[b] {\"\\ué\"}\n}", true),
            ("a = {\"{\"}\\Ué", false),
            ("a = b\n    .c = \"\\ué", false),
            ("a = {\"\\u00E9é\"}", false),
        ] {
            assert_eq!(torn_escape(text).is_some(), is_torn, "{text}");
        }
    }

    #[test]
    fn depth_is_found_wherever_it_hides() {
        for level in [
            "{ ",
            "{\n",
            "{ F(\n",
            "{ $n ->\n *[a] ",
            "{ $n ->\n *[a] \" { F(\"})\", ",
            "{ $n ->\n *[a] :) } { F(",
            "{ F(\"}\", ",
            "{ F(\")}}\", G(",
            "{ F(a: \"\\\"}\", ",
            "{\r\nab\n",
        ] {
            let text = format!("a = {}", level.repeat(DEEPEST + 1));
            assert!(too_deep(&text).is_some(), "{level}");
            let text = format!("a = {}", level.repeat(DEEPEST / 4));
            assert_eq!(too_deep(&text), None, "{level}");
        }
        let text = format!("a = {{ {}", "F(".repeat(DEEPEST));
        assert_eq!(too_deep(&text), Some(text.len() - 1));
    }

    proptest! {
        /// If this test fails, it overflows the stack of its thread.
        #[test]
        fn what_is_let_through_can_be_parsed(
            pieces in prop::collection::vec(prop::sample::select(&[
                "{", "}", "(", ")", "\"", "\\", ",", "->", "\n", "\r\n", " ", "[a]", "*[a]", "*", "F", "F(", "-t(",
                "$n", "$n ->\n*[a]", "$n ->\n   *[a] ", "a: ", "a", "a =", "\na = ", ".a = ", "1", "-", "#", "é", "\"}\"",
            ][..]), 1..9),
            head in prop::sample::select(&["a = ", "a = {", "-t =\n ", "a = { $n ->\n *[a] \" "][..]),
        ) {
            let text = format!("{head}{}", pieces.concat().repeat(3000));
            if too_deep(&text).is_none() {
                let _ = fluent_syntax::parser::parse(&*text);
            }
        }
    }
}
