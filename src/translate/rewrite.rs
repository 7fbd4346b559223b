//! Edits of a translator's file, gathered while it is looked through, and carried out at once.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::l10n::splice::{Edit, apply, line_ending};

/// Where something new belongs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Behind what ends there.
    Behind(usize),
    /// Before what starts there.
    Before(usize),
}

/// What is to change in a text. New lines are given with `\n` and get the text's own line ending.
pub struct Rewrite<'a> {
    text: &'a str,
    inserted: BTreeMap<Place, Vec<String>>,
    edits: Vec<Edit>,
    heading: &'static str,
    last: Vec<String>,
}

impl<'a> Rewrite<'a> {
    /// Nothing yet.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            inserted: BTreeMap::new(),
            edits: Vec::new(),
            heading: "",
            last: Vec::new(),
        }
    }

    /// Puts lines somewhere, set off by blank lines.
    pub fn insert(&mut self, at: Place, lines: String) {
        self.inserted.entry(at).or_default().push(lines);
    }

    /// Puts lines at the end, under a heading.
    pub fn put_last(&mut self, heading: &'static str, lines: String) {
        self.heading = heading;
        self.last.push(lines);
    }

    /// Replaces some bytes.
    pub fn replace(&mut self, range: Range<usize>, with: &str) {
        let with = self.with_line_endings(with);
        self.edits.push(Edit::replace(range, with));
    }

    /// Whether something is replaced that starts at a place.
    pub fn is_edited(&self, start: usize) -> bool {
        self.edits.iter().any(|edit| edit.range.start == start)
    }

    /// Takes lines away, with the blank lines that set them off.
    pub fn remove(&mut self, mut range: Range<usize>) {
        let text = self.text;
        let is_set_off = text[..range.start]
            .lines()
            .next_back()
            .is_none_or(|line| line.trim().is_empty());
        if is_set_off {
            let rest = &text[range.end..];
            let blank: usize = rest
                .split_inclusive('\n')
                .take_while(|line| line.trim().is_empty())
                .map(str::len)
                .sum();
            range.end += blank;
        }
        self.edits.push(Edit::replace(range, ""));
    }

    fn with_line_endings(&self, lines: &str) -> String {
        lines.replace('\n', line_ending(self.text))
    }

    /// The text as it is now.
    pub fn finish(mut self) -> String {
        let text = self.text;
        for (place, all) in std::mem::take(&mut self.inserted) {
            let (at, lines) = match place {
                Place::Before(at) => (at, all.join("\n") + "\n"),
                Place::Behind(at) => {
                    let is_open = !text[..at].is_empty() && !text[..at].ends_with('\n');
                    let open = match (at, is_open) {
                        (0, _) => "",
                        (_, true) => "\n\n",
                        (_, false) => "\n",
                    };
                    let next = text[at..].split('\n').next().unwrap_or_default();
                    let close = if next.trim().is_empty() { "" } else { "\n" };
                    (at, format!("{open}{}{close}", all.join("\n")))
                }
            };
            let lines = self.with_line_endings(&lines);
            self.edits.push(Edit::insert(at, lines));
        }
        let line = line_ending(text);
        let mut text = apply(text, std::mem::take(&mut self.edits));
        if !self.last.is_empty() {
            if !text.is_empty() && !text.ends_with('\n') {
                text.push_str(line);
            }
            if !text.contains(self.heading) {
                self.last.insert(
                    0,
                    format!(
                        "{}
",
                        self.heading
                    ),
                );
            }
            let is_set_off = text
                .lines()
                .next_back()
                .is_none_or(|line| line.trim().is_empty());
            let lines = self.with_line_endings(&self.last.join("\n"));
            text.push_str(if is_set_off { "" } else { line });
            text.push_str(&lines);
        }
        text
    }
}
