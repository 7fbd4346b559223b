//! What is wrong with a drawing.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::origin::FileId;

/// A finding about a drawing. It is reported where the article names the drawing.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Finding {
    /// The finding's code, whose severity it need not have.
    pub code: Code,
    /// Error or warning.
    pub severity: Severity,
    /// What follows the name of the file: `holds words that …`.
    pub what: String,
    /// What to do about it.
    pub hint: String,
}

impl Finding {
    /// A finding as bad as its code.
    pub fn new(code: Code, what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            what: what.into(),
            hint: hint.into(),
        }
    }

    /// The same as a warning: something looks otherwise than it was drawn, but nothing is missing.
    pub fn as_warning(self) -> Self {
        Self {
            severity: Severity::Warning,
            ..self
        }
    }

    /// What is left out of a drawing, or changed in it.
    pub fn unsupported(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(Code::DrawingUnsupported, what, hint)
    }

    /// The finding about a file.
    pub fn diagnostic(&self, file: &FileId) -> Diagnostic {
        let message = format!("the drawing `{file}` {}", self.what);
        Diagnostic {
            severity: self.severity,
            ..Diagnostic::new(self.code, message)
        }
        .hint(&self.hint)
    }
}
