//! Collects edits of a translator's file, and applies them at once.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::l10n::splice::{Edit, apply, line_ending};

/// Where new lines go, as a byte index of the old text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// After an entry that ends there.
    Behind(usize),
    /// Before an entry that starts there.
    Before(usize),
}

/// Pending edits of a text. New lines are given with `\n` and get the line ending of the text.
pub struct Rewrite<'a> {
    text: &'a str,
    inserted: BTreeMap<Place, Vec<String>>,
    edits: Vec<Edit>,
    direct: Vec<Edit>,
    heading: &'static str,
    last: Vec<String>,
    dropped: &'static str,
}

impl<'a> Rewrite<'a> {
    /// No edits.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            inserted: BTreeMap::new(),
            edits: Vec::new(),
            direct: Vec::new(),
            heading: "",
            last: Vec::new(),
            dropped: "",
        }
    }

    /// Inserts lines, separated by blank lines from the entries around them.
    pub fn insert(&mut self, at: Place, lines: String) {
        self.inserted.entry(at).or_default().push(lines);
    }

    /// Inserts lines directly before what starts at a byte index, after all other lines that go there.
    pub fn insert_directly(&mut self, at: usize, lines: &str) {
        let lines = self.with_line_endings(lines);
        self.direct.push(Edit::insert(at, lines));
    }

    /// Appends lines at the end of the text, under a heading, which is added if it is missing. All calls use the same
    /// heading.
    pub fn put_last(&mut self, heading: &'static str, lines: String) {
        self.heading = heading;
        self.last.push(lines);
    }

    /// Removes a heading at the end of the text, unless lines are put below it.
    pub fn drop_last(&mut self, heading: &'static str) {
        self.dropped = heading;
    }

    /// Whether an edit covers a byte range.
    pub fn covers(&self, range: &Range<usize>) -> bool {
        let covers = |edit: &Edit| edit.range.start <= range.start && range.end <= edit.range.end;
        self.edits.iter().any(covers)
    }

    /// Replaces a byte range.
    pub fn replace(&mut self, range: Range<usize>, with: &str) {
        let with = self.with_line_endings(with);
        self.edits.push(Edit::replace(range, with));
    }

    /// Whether an edit starts at this byte index.
    pub fn is_edited(&self, start: usize) -> bool {
        self.edits.iter().any(|edit| edit.range.start == start)
    }

    /// Removes lines, and the blank lines after them that separated them from the next entry.
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

    /// Applies the edits and returns the new text.
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
        self.edits.append(&mut self.direct);
        let line = line_ending(text);
        let mut text = apply(text, std::mem::take(&mut self.edits));
        if self.last.is_empty()
            && !self.dropped.is_empty()
            && let Some(rest) = text.trim_end().strip_suffix(self.dropped)
        {
            text = format!("{}{line}", rest.trim_end());
        }
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
