//! A fault of one text, found without its source: what the rules for articles and translations have in common.

use std::ops::Range;

use crate::diagnostic::Code;
use crate::translate::check::language::Language;
use crate::translate::check::line::Line;

/// A line of text that is checked.
pub struct Text<'a> {
    /// Its visible characters.
    pub line: &'a Line,
    /// Its language.
    pub language: &'a Language,
    /// The words of its source text, if it is a translation: a fault that the source text has too is none.
    pub source: Option<&'a str>,
    /// Whether its source text has a character as an HTML entity.
    pub source_has_entity: bool,
}

/// What is wrong in a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// The code of the finding.
    pub code: Code,
    /// The characters that are wrong, as indexes of the line.
    pub at: Range<usize>,
    /// What is wrong, as the rest of a sentence whose subject is the text: `has …`.
    pub what: String,
    /// What to do.
    pub hint: String,
    /// What replaces the characters, if `check --fix` can repair them.
    pub with: Option<&'static str>,
}

impl Text<'_> {
    /// The character at an index, if the line has one there.
    pub fn get(&self, at: usize) -> Option<char> {
        self.line.get(at).map(|(c, _)| *c)
    }

    /// The character before an index.
    pub fn before(&self, at: usize) -> Option<char> {
        self.get(at.checked_sub(1)?)
    }

    /// The characters of a range.
    pub fn slice(&self, range: Range<usize>) -> String {
        let chars = self.line.get(range).unwrap_or_default();
        chars.iter().map(|(c, _)| *c).collect()
    }

    /// Whether the source text contains a text.
    pub fn is_in_source(&self, text: &str) -> bool {
        self.source.is_some_and(|source| source.contains(text))
    }

    /// The runs of characters for which something holds, as ranges.
    pub fn runs(&self, is_part: impl Fn(char) -> bool) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for (at, _) in self
            .line
            .iter()
            .enumerate()
            .filter(|(_, (c, _))| is_part(*c))
        {
            match runs.last_mut() {
                Some(run) if run.end == at => run.end += 1,
                _ => runs.push(at..at + 1),
            }
        }
        runs
    }
}

impl Fault {
    /// A fault that only a person can repair.
    pub fn new(code: Code, at: Range<usize>, what: String, hint: &str) -> Self {
        let hint = hint.to_owned();
        Self {
            code,
            at,
            what,
            hint,
            with: None,
        }
    }

    /// The same, repaired by a replacement.
    pub fn fixed(self, with: &'static str) -> Self {
        Self {
            with: Some(with),
            ..self
        }
    }
}
