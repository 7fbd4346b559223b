//! Why a picture cannot be shown.

use crate::diagnostic::{Code, Diagnostic};

/// What is wrong with a picture file.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Fault {
    /// The code of the finding.
    pub code: Code,
    /// What follows the name of the file: `is cut off`.
    pub what: String,
    /// What to do.
    pub hint: &'static str,
}

impl Fault {
    /// A file that is no picture that can be shown.
    pub fn format(what: impl Into<String>, hint: &'static str) -> Self {
        Self {
            code: Code::ImageFormat,
            what: what.into(),
            hint,
        }
    }

    /// A file that is not whole.
    pub fn damaged(what: impl Into<String>) -> Self {
        let hint = "save it again from the original, or copy it again";
        Self {
            code: Code::ImageDamaged,
            what: what.into(),
            hint,
        }
    }

    /// Colours that cannot be told.
    pub fn profile(what: impl Into<String>) -> Self {
        let hint = "save it again with an sRGB profile, or in print with the profile of its inks";
        Self {
            code: Code::ImageProfile,
            what: what.into(),
            hint,
        }
    }

    /// The finding about a file.
    pub fn diagnostic(&self, file: &str) -> Diagnostic {
        let message = format!("the picture `{file}` {}", self.what);
        Diagnostic::new(self.code, message).hint(self.hint)
    }
}
