//! The reason why a picture file cannot be used.

use crate::diagnostic::{Code, Diagnostic};

/// A fault of a picture file. The place in the article that shows the picture is added when it is reported.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Fault {
    /// One of the codes `image-format`, `image-damaged`, `image-profile` and `too-large`.
    pub code: Code,
    /// The predicate of the message, after the file name: `is cut off`.
    pub what: String,
    /// How to repair the file.
    pub hint: &'static str,
}

impl Fault {
    /// The file has a format that cannot be shown.
    pub fn format(what: impl Into<String>, hint: &'static str) -> Self {
        Self {
            code: Code::ImageFormat,
            what: what.into(),
            hint,
        }
    }

    /// The file is incomplete or corrupt.
    pub fn damaged(what: impl Into<String>) -> Self {
        let hint = "save it again from the original, or copy it again";
        Self {
            code: Code::ImageDamaged,
            what: what.into(),
            hint,
        }
    }

    /// The file's colours cannot be interpreted.
    pub fn profile(what: impl Into<String>) -> Self {
        let hint = "save it again with an sRGB profile, or in print with the profile of its inks";
        Self {
            code: Code::ImageProfile,
            what: what.into(),
            hint,
        }
    }

    /// The diagnostic for the picture in `file`, without a place.
    pub fn diagnostic(&self, file: &str) -> Diagnostic {
        let message = format!("the picture `{file}` {}", self.what);
        Diagnostic::new(self.code, message).hint(self.hint)
    }
}
