//! Detects comments in YAML that were meant as text: the value of `title: Our #1 priority` is `Our`, and that of
//! `accent: #0b4a5e` is empty.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::origin::{FileId, Origin};
use crate::yaml::tree::{Kind, Node};

/// Reports comments after values of a mapping whose `#` is directly followed by a letter or digit. `text` is the whole
/// file.
pub fn check(file: &FileId, text: &str, key: &Node, value: &Node, out: &mut Diagnostics) {
    match &value.kind {
        Kind::List(items) => {
            for item in items {
                check(file, text, item, item, out);
            }
        }
        Kind::Map(pairs) => {
            for (key, value) in pairs {
                check(file, text, key, value, out);
            }
        }
        Kind::Scalar(..) => {
            // A key with only a comment after it has a value without a place.
            let is_beside = value.plain(text).is_some_and(|words| !words.is_empty());
            let line = |from: usize| text.get(from..).and_then(|rest| rest.lines().next());
            let from = if is_beside {
                value.range.end
            } else {
                key.range.end
            };
            let Some(rest) = line(from) else { return };
            let before = rest.trim_start_matches([' ', '\t', ':', '"', '\'']);
            let is_meant = before
                .strip_prefix('#')
                .is_some_and(|words| words.starts_with(char::is_alphanumeric));
            // A `#` inside quotes or directly after a word begins no comment.
            let at = from + rest.len() - before.len();
            if !is_meant || !text[..at].ends_with([' ', '\t']) {
                return;
            }
            let words = before.trim_end();
            let message = format!("`{words}` is a comment, and no part of the value before it");
            out.push(
                Diagnostic::new(Code::YamlComment, message)
                    .at(Origin::new(file, at..at + words.len()))
                    .hint("put the whole value between quotes; where it is a comment, write a space behind `#`"),
            );
        }
    }
}
