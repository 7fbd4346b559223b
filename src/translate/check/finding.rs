//! A finding of a rule: what is said, of which message, and how it is repaired where that is mechanical.

use crate::diagnostic::Diagnostic;
use crate::l10n::splice::Edit;

/// What a rule has to say of one message.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What is said.
    pub diagnostic: Diagnostic,
    /// Edits of the message's file that repair it; none where only a person can.
    pub edits: Vec<Edit>,
}

/// The findings on one message, in the order of the rules.
pub type Findings = Vec<Finding>;

impl Finding {
    /// One that only a person can repair.
    pub fn new(diagnostic: Diagnostic) -> Self {
        Self {
            diagnostic,
            edits: Vec::new(),
        }
    }

    /// One that is repaired by edits; says so.
    pub fn mechanical(diagnostic: Diagnostic, edits: Vec<Edit>) -> Self {
        let diagnostic = match edits.is_empty() {
            true => diagnostic,
            false => diagnostic.hint("`fluentpress check --fix` does it"),
        };
        Self { diagnostic, edits }
    }
}
