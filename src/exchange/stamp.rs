//! What a unit was when it was exported. Files carry it, so that `import` knows what a translator changed, and from what.

use crate::article::ast::Inline;
use crate::exchange::content;
use crate::translate::lock::Digest;

/// Stands between the two digests.
const SIGN: char = '-';

/// The digests of a unit's texts when it was exported.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stamp {
    /// Of the source text of its message.
    pub source: Digest,
    /// Of its own translation, if there was one.
    pub target: Option<Digest>,
}

impl Stamp {
    /// As files hold it: `SOURCE`, or `SOURCE-TARGET`.
    pub fn text(&self) -> String {
        match &self.target {
            Some(target) => format!("{}{SIGN}{}", self.source.text(), target.text()),
            None => self.source.text().to_owned(),
        }
    }

    /// A stamp from its text; none where that is none.
    pub fn read(text: &str) -> Option<Self> {
        let (source, target) = match text.split_once(SIGN) {
            Some((source, target)) => (source, Some(Digest::read(target)?)),
            None => (text, None),
        };
        let source = Digest::read(source)?;
        Some(Self { source, target })
    }
}

/// The digest of a unit's translation. White space that a pattern cannot have does not count; typography does.
pub fn digest(text: &[Inline]) -> Digest {
    let written = content::typed(&content::normal(text));
    Digest::of(&vec![(String::new(), written)])
}
