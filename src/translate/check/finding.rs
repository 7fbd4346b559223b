//! A finding of a translation rule, with the edits that repair it.

use crate::diagnostic::Diagnostic;
use crate::l10n::splice::Edit;

/// A finding about one message.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The diagnostic, with code and place.
    pub diagnostic: Diagnostic,
    /// Edits of the message's file that repair it. Empty if only a person can.
    pub edits: Vec<Edit>,
}

/// The findings about one message, in the order of the rules.
pub type Findings = Vec<Finding>;

impl Finding {
    /// A finding that only a person can repair.
    pub fn new(diagnostic: Diagnostic) -> Self {
        Self {
            diagnostic,
            edits: Vec::new(),
        }
    }

    /// A finding that `edits` repair. If there are any, the hint names `check --fix`.
    pub fn mechanical(diagnostic: Diagnostic, edits: Vec<Edit>) -> Self {
        let diagnostic = match edits.is_empty() {
            true => diagnostic,
            false => diagnostic.hint("`fluentpress check --fix` does it"),
        };
        Self { diagnostic, edits }
    }
}
