//! What is wrong with a drawing.

use crate::diagnostic::{Diagnostic, Severity};
use crate::origin::FileId;

/// A finding about a drawing. It is reported where the article names the drawing.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Finding {
    /// The code.
    pub code: &'static str,
    /// Error or warning.
    pub severity: Severity,
    /// What follows the name of the file: `holds words that …`.
    pub what: String,
    /// What to do.
    pub hint: String,
}

impl Finding {
    /// Something is missing on the page.
    pub fn error(code: &'static str, what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            what: what.into(),
            hint: hint.into(),
        }
    }

    /// Something looks otherwise than it was drawn.
    pub fn warning(code: &'static str, what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, what, hint)
        }
    }

    /// What is left out of a drawing, or changed in it.
    pub fn unsupported(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::error("drawing-unsupported", what, hint)
    }

    /// The finding about a file.
    pub fn diagnostic(&self, file: &FileId) -> Diagnostic {
        let message = format!("the drawing `{file}` {}", self.what);
        Diagnostic {
            severity: self.severity,
            ..Diagnostic::error(self.code, message)
        }
        .hint(&self.hint)
    }
}
