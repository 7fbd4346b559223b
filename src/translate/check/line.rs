//! The characters of a message as readers see them, each with its place in the file.

use crate::l10n::message::{OPAQUE, Part};

/// The place of a character that is not in the file, such as [`OPAQUE`] or a line end.
pub const NOWHERE: usize = usize::MAX;

/// The visible characters of a line, each with its byte index in the file or [`NOWHERE`].
pub type Line = Vec<(char, usize)>;

/// The visible characters of a part, without inline markup: a line for each variant, and for the text around selectors.
/// Lines are not empty.
pub fn lines(text: &str, part: &Part) -> Vec<Line> {
    let mut lines = vec![Line::new()];
    let mut last: Option<usize> = None;
    for range in &part.texts {
        let gap = last
            .and_then(|last| text.get(last..range.start))
            .unwrap_or_default();
        let before = text.get(part.range.start..range.start).unwrap_or_default();
        let opens = last.is_none() && !before.trim().is_empty();
        let is_line_start = match gap.trim().is_empty() {
            true if !opens => gap.contains([' ', '\n']) || last.is_none(),
            // A selector over several lines separates the text before and after it.
            _ if gap.contains('\n') => {
                lines.push(Line::new());
                let key_or_indent = gap.rsplit(['\n', ']']).next().unwrap_or_default();
                if key_or_indent.contains('{') {
                    lines
                        .last_mut()
                        .into_iter()
                        .for_each(|line| line.push((OPAQUE, NOWHERE)));
                }
                key_or_indent.trim().is_empty()
            }
            _ => {
                lines
                    .last_mut()
                    .into_iter()
                    .for_each(|line| line.push((OPAQUE, NOWHERE)));
                false
            }
        };
        let words = text.get(range.clone()).unwrap_or_default();
        let indent = match is_line_start {
            true => words.len() - words.trim_start_matches(' ').len(),
            false => 0,
        };
        let line = lines.last_mut();
        let chars = words
            .char_indices()
            .skip(indent)
            .filter(|(_, c)| *c != '\r');
        let placed = chars.map(|(at, c)| match c {
            '\n' => (' ', NOWHERE),
            c => (c, range.start + at),
        });
        line.into_iter()
            .for_each(|line| line.extend(placed.clone()));
        last = Some(range.end);
    }
    let end = last.unwrap_or(part.range.start).min(part.range.end);
    if text
        .get(end..part.range.end)
        .is_some_and(|rest| rest.contains('{'))
    {
        lines
            .last_mut()
            .into_iter()
            .for_each(|line| line.push((OPAQUE, NOWHERE)));
    }
    lines.retain(|line| !line.is_empty());
    lines.into_iter().map(without_marks).collect()
}

/// Removes inline markup; code and addresses become an [`OPAQUE`].
fn without_marks(line: Line) -> Line {
    if !line
        .iter()
        .any(|(c, _)| matches!(c, '*' | '_' | '`' | '[' | '<' | '\\'))
    {
        return line;
    }
    let at = |index: usize| line.get(index).map(|(c, _)| *c);
    let find = |from: usize, wanted: char| (from..line.len()).find(|&i| at(i) == Some(wanted));
    let mut out = Line::with_capacity(line.len());
    // Where the texts of open links and passages end, and where the text goes on behind what follows them.
    let mut closing: Vec<(usize, usize)> = Vec::new();
    let mut i = 0;
    while let Some(&(c, place)) = line.get(i) {
        match c {
            '\\' if at(i + 1).is_some_and(|c| c.is_ascii_punctuation()) => {
                out.extend(line.get(i + 1));
                i += 2;
                continue;
            }
            '`' => {
                let run = (i..line.len()).take_while(|&i| at(i) == Some('`')).count();
                match code_end(&line, i + run, run) {
                    Some(end) => {
                        out.push((OPAQUE, NOWHERE));
                        i = end;
                    }
                    None => {
                        out.extend(&line[i..i + run]);
                        i += run;
                    }
                }
                continue;
            }
            '[' if at(i + 1) == Some('^') => {
                if let Some(end) = find(i, ']') {
                    i = end + 1;
                    continue;
                }
            }
            '[' => {
                if let Some(end) = find(i, ']').filter(|end| at(end + 1) == Some('(')) {
                    let behind = find(end, ')').map_or(line.len(), |end| end + 1);
                    if end == i + 1 {
                        // A reference, whose words are made.
                        out.push((OPAQUE, NOWHERE));
                        i = behind;
                    } else {
                        closing.push((end, behind));
                        i += 1;
                    }
                    continue;
                }
                if let Some((end, behind, is_foreign)) = passage(&line, i) {
                    if is_foreign {
                        out.push((OPAQUE, NOWHERE));
                        i = behind;
                    } else {
                        closing.push((end, behind));
                        i += 1;
                    }
                    continue;
                }
                if let Some(end) = citation(&line, i) {
                    out.push((OPAQUE, NOWHERE));
                    i = end;
                    continue;
                }
            }
            ']' if closing.iter().any(|(end, _)| *end == i) => {
                let found = closing.iter().find(|(end, _)| *end == i);
                i = found.map_or(i + 1, |(_, behind)| *behind);
                continue;
            }
            '<' => {
                let end = find(i, '>').unwrap_or(i);
                let inner: String = line[i..end].iter().map(|(c, _)| c).collect();
                if inner.contains([':', '@']) && !inner.contains(' ') {
                    out.push((OPAQUE, NOWHERE));
                    i = end + 1;
                    continue;
                }
            }
            '*' | '_' => {
                let word = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
                let before = word(i.checked_sub(1).and_then(at));
                let after = word(at(i + 1));
                if (c == '*' && (before || after)) || (c == '_' && before != after) {
                    i += 1;
                    continue;
                }
            }
            _ => {}
        }
        out.push((c, place));
        i += 1;
    }
    out
}

/// Where a citation ends that a bracket opens: `[see @key, p. 4]`.
fn citation(line: &Line, open: usize) -> Option<usize> {
    let inner = line.get(open + 1..)?;
    let end = inner.iter().position(|(c, _)| matches!(c, '[' | ']'))?;
    let is_key = |two: &[(char, usize)]| two[0].0 == '@' && two[1].0.is_alphanumeric();
    let is_cited = inner[..end].windows(2).any(is_key);
    (is_cited && inner[end].0 == ']').then_some(open + end + 2)
}

/// Of a bracket that opens a passage with attributes: where that ends, where the text goes on, and whether it is in another language. In a
/// file, the braces of attributes are placeables.
fn passage(line: &Line, open: usize) -> Option<(usize, usize, bool)> {
    let mut depth = 0;
    let end = (open..line.len()).find(|at| {
        match line[*at].0 {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        depth == 0
    })?;
    let is_brace = |at: &usize| line.get(*at) == Some(&(OPAQUE, NOWHERE));
    let from = Some(end + 1).filter(is_brace)?;
    let to = (from + 1..line.len()).find(is_brace)?;
    let attributes: String = line[from + 1..to].iter().map(|(c, _)| c).collect();
    let is_foreign = attributes.contains("lang=");
    let is_known = is_foreign || attributes.trim_start().starts_with('.');
    is_known.then_some((end, to + 1, is_foreign))
}

/// The end of the code span that a run of backticks opens.
fn code_end(line: &Line, from: usize, run: usize) -> Option<usize> {
    let mut length = 0;
    for (at, (c, _)) in line.iter().enumerate().skip(from) {
        match c {
            '`' => length += 1,
            _ if length == run => return Some(at),
            _ => length = 0,
        }
    }
    (length == run).then_some(line.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::l10n::catalogue::Catalogue;
    use crate::origin::FileId;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn seen(text: &str) -> Vec<String> {
        let mut out = Diagnostics::default();
        let catalogue = Catalogue::parse(&FileId::new("a.ftl"), &Arc::from(text), &mut out);
        let parts = catalogue.messages.iter().flat_map(|m| &m.parts);
        let lines = parts.flat_map(|part| lines(text, part));
        lines
            .map(|line| {
                for (c, place) in &line {
                    assert!(*place == NOWHERE || text[*place..].starts_with(*c));
                }
                line.iter().map(|(c, _)| c).collect()
            })
            .collect()
    }

    #[test]
    fn readers_see_no_markup() {
        let text = "a = B *c* **d** `e \"` [f](g \"h\")[^i] \\* j\n";
        assert_eq!(seen(text), ["B c d \u{FFFC} f * j"]);
        assert_eq!(seen("a = b { $c } d\n"), ["b \u{FFFC} d"]);
        let text = "a = B [c]{\"{\"}lang=de{\"}\"}, [*d* e]{\"{\"}.smallcaps{\"}\"} f\n";
        assert_eq!(seen(text), ["B \u{FFFC}, d e f"]);
        assert_eq!(
            seen("a = see [](#b), [cf. @c; @d].\n"),
            ["see \u{FFFC}, \u{FFFC}."]
        );
        assert_eq!(seen("a =\n    b\n      c\n"), ["b c"]);
        assert_eq!(seen("a = `b\n"), ["`b"]);
        assert_eq!(seen("a = { $x }b{ $y }\n"), ["\u{FFFC}b\u{FFFC}"]);
    }

    #[test]
    fn each_variant_is_a_line() {
        let text = "a = b { $n ->\n    [one] c\n   *[other] { $n } d\n} e\n";
        assert_eq!(seen(text), ["b ", "c", "\u{FFFC} d", " e"]);
    }

    proptest! {
        #[test]
        fn places_are_right_whatever_is_written(
            lines in proptest::collection::vec("a = b  c|    d \\* \"|    `x|    \\[y\\]\\(z|   *\\[other\\] é ?|    \\[one\\] `|\\{ \\$n ->|\\}|\\{ \\$x \\}|    \\.e = <f:g>|\\[\\^", 0..10),
        ) {
            seen(&lines.join("\n"));
            seen(&lines.join("\r\n"));
        }
    }
}
