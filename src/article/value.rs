//! Texts among the values of the front matter.

use crate::article::ast::{Inline, Text};
use crate::article::inline::{self, NoteNames};
use crate::diagnostic::Diagnostics;
use crate::origin::Origin;
use crate::yaml::Mapping;

/// Reads the values that are texts.
pub struct Values<'a> {
    /// The content of the article's file.
    pub file: &'a str,
    /// The place of a value that has none of its own.
    pub whole: Origin,
    /// Whether a text exists but cannot be read, so that it was replaced by U+FFFD.
    pub is_unread: bool,
}

impl Values<'_> {
    /// The text of a key, one paragraph; `notes` are the footnotes that it may refer to. `None` if the key is absent, or has no words.
    pub fn text(
        &mut self,
        map: &mut Mapping,
        key: &str,
        notes: &NoteNames,
        out: &mut Diagnostics,
    ) -> Option<Text> {
        let errors = out.iter().count();
        match map.words(key, out) {
            None if is_unread(map, errors, key, out) => {
                self.is_unread = true;
                let origin = map.origin(key).unwrap_or(self.whole.clone());
                let unknown = Inline::Text(char::REPLACEMENT_CHARACTER.to_string());
                Some(Text::new(vec![unknown], origin))
            }
            written => {
                let written = written?;
                if let Some(what) = block_in(&written.text) {
                    let message = format!("`{key}` is one paragraph, and this has {what}");
                    out.push(map.wrong(key, message).hint(
                        "write it as running text; what needs more belongs into the article",
                    ));
                }
                // A title is asked for.
                let is_empty = written.text.trim().is_empty() && key != "title";
                let parse = || inline::parse_written(&written, notes, self.file, out);
                (!is_empty).then(parse)
            }
        }
    }
}

/// What a text has that is no paragraph.
fn block_in(text: &str) -> Option<&'static str> {
    let lines: Vec<&str> = text.trim().lines().map(str::trim_start).collect();
    let mut later = lines.iter().skip(1);
    later.find_map(|line| match line.split_once(' ').map(|(sign, _)| sign) {
        _ if line.is_empty() => Some("several"),
        Some("-" | "*" | "+") => Some("a list"),
        Some("#" | "##" | "###") => Some("a heading"),
        Some(">") => Some("a quote"),
        _ => None,
    })
}

/// Whether the value of a key is present but invalid; `errors` is the number of findings before it was read.
pub fn is_unread(map: &Mapping, errors: usize, key: &str, out: &Diagnostics) -> bool {
    map.is_broken(key) || out.iter().count() > errors
}
