//! A finding about a drawing, before it has a place in an article.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::origin::FileId;

/// A finding about a drawing. The place in the article that shows the drawing is added when it is reported.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Finding {
    /// The finding's code. [`Finding::severity`] may be lower than that of the code.
    pub code: Code,
    /// [`Severity::Error`], unless [`Finding::as_warning`] lowered it or the code is a warning.
    pub severity: Severity,
    /// The predicate of the message, after the file name: `holds words that …`.
    pub what: String,
    /// How to repair the drawing.
    pub hint: String,
}

impl Finding {
    /// A finding with the severity of its code.
    pub fn new(code: Code, what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            what: what.into(),
            hint: hint.into(),
        }
    }

    /// The same finding as a warning: for content that looks different from the original, but is complete.
    pub fn as_warning(self) -> Self {
        Self {
            severity: Severity::Warning,
            ..self
        }
    }

    /// A `drawing-unsupported` finding: content that is omitted or rendered differently.
    pub fn unsupported(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(Code::DrawingUnsupported, what, hint)
    }

    /// The diagnostic for the drawing in `file`, without a place.
    pub fn diagnostic(&self, file: &FileId) -> Diagnostic {
        let message = format!("the drawing `{file}` {}", self.what);
        Diagnostic {
            severity: self.severity,
            ..Diagnostic::new(self.code, message)
        }
        .hint(&self.hint)
    }
}
