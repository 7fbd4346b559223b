//! Findings of a stage about its input: one diagnostic for each, collected, never thrown.

mod code;

use std::collections::BTreeSet;

use crate::origin::Origin;

pub use code::Code;

/// How bad a diagnostic is, from the worst.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Severity {
    /// Nothing is written.
    Error,
    /// Said, and the build goes on.
    Warning,
    /// What may be wrong, to be looked at once: `--deny-warnings` does not count it.
    Note,
}

impl Severity {
    /// All of them, from the worst.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// The name in messages and formats: `error`, `warning` or `note`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// Where a finding shows in an artifact.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Place {
    /// The artifact's file name.
    pub artifact: String,
    /// The page, from 1, where there is one.
    pub page: Option<usize>,
    /// By how much text leaves its region, in tenths of a millimetre.
    pub excess: Option<i64>,
    /// The distances from the left and from the top of the page, in tenths of a millimetre; of a text, those of the left end of
    /// its baseline.
    pub spot: Option<(i64, i64)>,
}

/// One finding: what is wrong, where, and what to do.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Diagnostic {
    /// What kind of finding it is.
    pub code: Code,
    /// Error, warning or note.
    pub severity: Severity,
    /// The place in a file that a person wrote.
    pub origin: Option<Origin>,
    /// What is wrong, as one sentence without a full stop.
    pub message: String,
    /// What to do.
    pub hints: Vec<String>,
    /// The artifacts that show it.
    pub places: BTreeSet<Place>,
}

impl Diagnostic {
    /// A finding as bad as its code, without a place yet.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            origin: None,
            message: message.into(),
            hints: Vec::new(),
            places: BTreeSet::new(),
        }
    }

    /// A finding of the preflight, as bad as it is there, without a place yet.
    pub fn of_preflight(finding: &preflight::Finding) -> Self {
        let diagnostic = Self::new(Code::Preflight(finding.rule), &finding.message);
        match finding.severity {
            preflight::Severity::Error => diagnostic,
            preflight::Severity::Warning => diagnostic.as_warning(),
        }
    }

    /// The same as a warning. A note stays one.
    pub fn as_warning(self) -> Self {
        Self {
            severity: self.severity.max(Severity::Warning),
            ..self
        }
    }

    /// The same as a note.
    pub fn as_note(self) -> Self {
        Self {
            severity: Severity::Note,
            ..self
        }
    }

    /// Says where it was written.
    pub fn at(mut self, origin: Origin) -> Self {
        self.origin = Some(origin);
        self
    }

    /// Says what to do.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Says where it shows.
    pub fn place(mut self, artifact: &str, page: Option<usize>, excess: Option<i64>) -> Self {
        self.places.insert(Place {
            artifact: artifact.to_owned(),
            page,
            excess,
            spot: None,
        });
        self
    }

    /// Says where on a page it shows: the distances from the left and from the top, in tenths of a millimetre.
    pub fn place_at(mut self, artifact: &str, page: usize, spot: (i64, i64)) -> Self {
        self.places.insert(Place {
            artifact: artifact.to_owned(),
            page: Some(page),
            excess: None,
            spot: Some(spot),
        });
        self
    }

    /// What orders diagnostics: file, place, severity, code, message.
    fn key(&self) -> (Option<(&str, usize)>, Severity, Code, &str) {
        let origin = self.origin.as_ref().map(|o| (o.file.path(), o.range.start));
        (origin, self.severity, self.code, &self.message)
    }
}

/// The findings of a run, in the order they were made until they are sorted.
#[derive(Clone, Default, PartialEq, Eq, Hash, Debug)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds the findings of another stage.
    pub fn extend(&mut self, others: impl IntoIterator<Item = Diagnostic>) {
        self.0.extend(others);
    }

    /// Keeps the findings for which something holds.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.0.retain(keep);
    }

    /// Whether an error is among them.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|d| d.severity == Severity::Error)
    }

    /// How many there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|d| d.severity == severity).count()
    }

    /// All of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts the findings into their stable order and merges equal ones into one with all places.
    pub fn sorted(mut self) -> Self {
        self.0.sort_by(|a, b| a.key().cmp(&b.key()));
        let mut merged: Vec<Diagnostic> = Vec::with_capacity(self.0.len());
        for diagnostic in self.0 {
            match merged.last_mut() {
                Some(last) if last.key() == diagnostic.key() => {
                    last.places.extend(diagnostic.places);
                }
                _ => merged.push(diagnostic),
            }
        }
        Self(merged)
    }

    /// The findings, each changed.
    pub fn map(self, change: impl FnMut(Diagnostic) -> Diagnostic) -> Self {
        Self(self.0.into_iter().map(change).collect())
    }

    /// Turns every error into a warning, but for those with a code.
    pub fn as_warnings_but(self, code: Code) -> Self {
        self.map(|diagnostic| match diagnostic.code == code {
            true => diagnostic,
            false => diagnostic.as_warning(),
        })
    }

    /// Turns every warning into an error. Notes stay notes.
    pub fn deny_warnings(mut self) -> Self {
        let warnings = self.0.iter_mut();
        for diagnostic in warnings.filter(|d| d.severity == Severity::Warning) {
            diagnostic.severity = Severity::Error;
        }
        self
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(all: I) -> Self {
        Self(all.into_iter().collect())
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origin::FileId;

    #[test]
    fn sorting_is_stable_and_merges_places() {
        let at = |start| Origin::new(&FileId::new("a.md"), start..start);
        let mut all = Diagnostics::default();
        all.push(Diagnostic::new(Code::NearTrim, "later").at(at(9)));
        all.push(
            Diagnostic::new(Code::Overflow, "same")
                .at(at(1))
                .place("b.pdf", Some(2), None),
        );
        all.push(
            Diagnostic::new(Code::Overflow, "same")
                .at(at(1))
                .place("a.pdf", Some(1), None),
        );
        all.push(Diagnostic::new(Code::Overflow, "no place"));
        let all: Vec<_> = all.sorted().into_iter().collect();
        assert_eq!(
            all.iter().map(|d| d.message.as_str()).collect::<Vec<_>>(),
            ["no place", "same", "later"]
        );
        assert_eq!(all[1].places.len(), 2);
    }
}
