//! Recovers as much as possible of a mapping that is not valid YAML: each key by itself.

use std::collections::BTreeSet;
use std::ops::Range;

use serde_yaml::{Mapping, Value};

use crate::origin::LineIndex;
use crate::yaml::depth::too_deep;

/// The lines of one key, or lines that belong to no key.
#[derive(Debug)]
pub struct Block {
    /// The byte range in the text.
    pub range: Range<usize>,
    /// The mapping that it holds, or why it is invalid.
    pub value: Result<Mapping, Broken>,
}

/// A syntax error in a block.
#[derive(Debug)]
pub struct Broken {
    /// The byte index of the error in the text.
    pub at: usize,
    /// The parser's message, without the place.
    pub why: String,
    /// The keys that the block may have given values to.
    pub keys: BTreeSet<String>,
}

/// How many bytes may be read again to find where blocks end that are incomplete: each line that might belong to one asks for it.
const READ_AGAIN: usize = 4 << 20;

/// The first and last marker of a merge conflict in git.
const CONFLICT: [&str; 2] = ["<<<<<<<", ">>>>>>>"];

/// Divides a text at the lines that start with a key with the indentation of the first one, and parses each part by
/// itself.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut cuts: Vec<Range<usize>> = Vec::new();
    let (mut column, mut end) = (None, 0);
    let mut is_conflict = false;
    let mut left = READ_AGAIN;
    let mut is_incomplete = |range: &Range<usize>| match left.checked_sub(range.len()) {
        Some(rest) => {
            left = rest;
            read(&text[range.clone()]).is_err()
        }
        None => true,
    };
    for line in text.split_inclusive('\n') {
        let start = end;
        end += line.len();
        let words = line.trim_start();
        let indent = line.len() - words.len();
        let is_mark = ["---", "..."].contains(&line.trim_end());
        if words.is_empty() || words.starts_with('#') || is_mark {
            continue;
        }
        let column = *column.get_or_insert(indent);
        // Lists may have the indentation of their key, and so may closing brackets.
        let is_inner = indent > column || words.starts_with(['-', '}', ']']) || is_conflict;
        let opens = words.starts_with(CONFLICT[0]);
        is_conflict = (is_conflict || opens) && !words.starts_with(CONFLICT[1]);
        let is_stray = !opens && key(words).is_none();
        match cuts.last_mut() {
            // A line without a key belongs to the block before it if that is incomplete, such as an open quotation.
            Some(last) if is_inner || (is_stray && is_incomplete(last)) => {
                last.end = end;
            }
            _ => cuts.push(start..end),
        }
    }
    let block = |range: Range<usize>| {
        let piece = &text[range.clone()];
        let value = read(piece).map_err(|(at, why)| Broken {
            at: range.start + at,
            why,
            keys: keys(piece),
        });
        Block { range, value }
    };
    cuts.into_iter().map(block).collect()
}

/// The mapping in a piece; the error is a byte index and a message.
fn read(piece: &str) -> Result<Mapping, (usize, String)> {
    let first = piece.len() - piece.trim_start().len();
    if piece.starts_with(CONFLICT[0]) {
        return Err((first, "a conflict of a merge is not resolved".to_owned()));
    }
    if let Some(at) = too_deep(piece) {
        return Err((at, "values stand too deep in each other".to_owned()));
    }
    match serde_yaml::from_str(piece) {
        Ok(Value::Mapping(values)) => Ok(values),
        Ok(_) => Err((first, "expected `key: value`".to_owned())),
        Err(error) => {
            let place = error
                .location()
                .map(|place| LineIndex::new(piece).offset(piece, place.line(), place.column()));
            // An error at the end, such as an unclosed quotation, is reported at the start.
            let place = place.filter(|at| !piece[*at..].trim().is_empty());
            Err((place.unwrap_or(first), why(&error)))
        }
    }
}

/// The parser's message without the place.
pub fn why(error: &serde_yaml::Error) -> String {
    let message = error.to_string();
    message
        .split(" at line ")
        .next()
        .unwrap_or(&message)
        .to_owned()
}

/// The key that a line starts with.
fn key(line: &str) -> Option<&str> {
    let (name, rest) = line.split_once(':')?;
    let is_end = rest.is_empty() || rest.starts_with(char::is_whitespace);
    let is_name = !name.contains([' ', '\t', '{', '[', ',']);
    (is_end && is_name).then(|| name.trim_matches(['"', '\'']))
}

/// The words of a piece that may be keys: the first of each line, and those before a colon.
pub fn keys(piece: &str) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for line in piece.lines() {
        let is_part = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        let mut words = line.split(|c: char| !is_part(c)).filter(|w| !w.is_empty());
        keys.extend(words.next().map(str::to_owned));
        let before = line.match_indices(':').map(|(at, _)| &line[..at]);
        let before =
            before.filter_map(|text| text.rsplit(|c: char| !is_part(c)).find(|w| !w.is_empty()));
        keys.extend(before.map(str::to_owned));
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Parses a text; returns the keys with values, and the lines of errors.
    fn found(text: &str) -> (Vec<String>, Vec<usize>) {
        let (mut keys, mut lines) = (Vec::new(), Vec::new());
        for block in blocks(text) {
            match block.value {
                Ok(values) => {
                    keys.extend(values.keys().filter_map(|k| k.as_str()).map(str::to_owned))
                }
                Err(broken) => lines.push(
                    text[..broken.at].lines().count().max(1)
                        + usize::from(text[..broken.at].ends_with('\n')),
                ),
            }
        }
        (keys, lines)
    }

    #[test]
    fn a_fault_takes_its_own_key_away() {
        for (text, keys, lines) in [
            ("a: 1\nb: x: y\nc: 2\n", vec!["a", "c"], vec![2]),
            ("a: \"open\nb: 1\nc: 2\n", vec!["b", "c"], vec![1]),
            ("a: 1\nb: [1, 2\nc: 2\n", vec!["a", "c"], vec![2]),
            ("a: 1\nb:\n- 1\n- 2\nc: \"x\n", vec!["a", "b"], vec![5]),
            (
                "a: 1\nno colon here\nnor here\nc: 2\n",
                vec!["a", "c"],
                vec![2],
            ),
            ("a: |\nforgotten\nindent\nc: 2\n", vec!["a", "c"], vec![2]),
            ("a: 'open\nand more\nc: 2\n", vec!["c"], vec![1]),
            ("a:\n  x: 1\n\ty: 2\nc: 2\n", vec!["c"], vec![3]),
            (
                "a: 1\n<<<<<<< us\nb: 1\n=======\nb: 2\n>>>>>>> them\nc: 2\n",
                vec!["a", "c"],
                vec![2],
            ),
            (
                "# c\n---\na: @x\nb: `y`\nc: %z\nd: 1\n",
                vec!["d"],
                vec![3, 4, 5],
            ),
        ] {
            let keys: Vec<_> = keys.into_iter().map(str::to_owned).collect();
            assert_eq!(found(text), (keys, lines), "{text}");
        }
    }
}
