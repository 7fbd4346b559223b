//! What is wrong with a bibliography, and where.

use std::collections::BTreeMap;
use std::ops::Range;

use hayagriva::Library;

use crate::diagnostic::{Code, Diagnostic};
use crate::origin::{FileId, Origin};

/// What was read of a bibliography: its works, and the places of these.
pub type Read = Result<(Library, BTreeMap<String, Range<usize>>), Vec<Fault>>;

/// What is wrong with a bibliography.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// Where, in bytes.
    pub range: Range<usize>,
    /// What.
    pub message: String,
}

impl Fault {
    /// A range of dates, of which styles would print one.
    pub fn two_dates(range: Range<usize>) -> Self {
        let message = "a work has one date, of which styles print the year: write the first or the last of these two".to_owned();
        Self { range, message }
    }

    /// It as a finding in its file.
    pub fn diagnostic(self, file: &FileId, text: &str) -> Diagnostic {
        let within = |mut at: usize| {
            at = at.min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let start = within(self.range.start);
        let end = within(self.range.end).max(start);
        let message = format!("this bibliography cannot be read: {}", self.message);
        Diagnostic::new(Code::BibliographySyntax, message).at(Origin::new(file, start..end))
    }
}
