//! What a unit was when it was exported. Files carry it, so that `import` knows what a translator changed, from what, and for which language.

use crate::article::ast::Inline;
use crate::exchange::content;
use crate::translate::lock::Digest;

/// Stands between the two digests.
const SIGN: char = '-';
/// Stands before the language.
const FOR: char = '@';

/// The digests of a unit's texts when it was exported, and its language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stamp {
    /// Of the source text of its message.
    pub source: Digest,
    /// Of its own translation, if there was one.
    pub target: Option<Digest>,
    /// The tag of the language that it was exported for; none in files of older versions.
    pub locale: Option<String>,
}

impl Stamp {
    /// As files hold it: `SOURCE@LANGUAGE`, or `SOURCE-TARGET@LANGUAGE`.
    pub fn text(&self) -> String {
        let mut text = self.source.text().to_owned();
        if let Some(target) = &self.target {
            text.push(SIGN);
            text.push_str(target.text());
        }
        if let Some(locale) = &self.locale {
            text.push(FOR);
            text.push_str(locale);
        }
        text
    }

    /// A stamp from its text; none where that is none.
    pub fn read(text: &str) -> Option<Self> {
        let (digests, locale) = match text.split_once(FOR) {
            Some((digests, locale)) => (digests, Some(locale.to_owned())),
            None => (text, None),
        };
        let (source, target) = match digests.split_once(SIGN) {
            Some((source, target)) => (source, Some(Digest::read(target)?)),
            None => (digests, None),
        };
        let source = Digest::read(source)?;
        Some(Self {
            source,
            target,
            locale,
        })
    }
}

/// The digest of a unit's translation. White space that a pattern cannot have does not count; typography does.
pub fn digest(text: &[Inline]) -> Digest {
    let written = content::typed(&content::normal(text));
    Digest::of(&vec![(String::new(), written)])
}
