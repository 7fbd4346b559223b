//! Standing matter, which all documents of a publisher have: the settings `cover`, `imprint` and `contact`.

use std::collections::BTreeSet;

use serde_yaml::Value;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::locale::Locale;
use crate::origin::{FileId, Origin};
use crate::project::per_language::{DEFAULT, PerLanguage};
use crate::vfs::Vfs;
use crate::yaml::Mapping;
use crate::yaml::tree::Written;

/// The cover of briefs.
#[derive(Clone, PartialEq, Debug)]
pub enum Cover {
    /// A field in the accent.
    Field,
    /// An image inside the project, and the place of the setting.
    Picture(FileId, Origin),
}

/// What all documents of a publisher have.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Standing {
    /// The cover of briefs, if they have one.
    pub cover: Option<Cover>,
    /// Who publishes, and what the law asks for. Plain text; a line end is one on pages too.
    pub imprint: PerLanguage<Written>,
    /// Whom to write to. Plain text, as the imprint.
    pub contact: PerLanguage<Written>,
}

impl Standing {
    /// Decodes the settings. Absent and invalid values are none; invalid ones are reported. `known` are the languages of the
    /// project, `None` if they could not be read; those that are `begun` may lack texts.
    pub fn read(
        vfs: &Vfs,
        map: &mut Mapping,
        known: Option<&[Locale]>,
        begun: &BTreeSet<String>,
        out: &mut Diagnostics,
    ) -> Self {
        let mut text = |key: &str| {
            let texts = PerLanguage::read(map, key, known, |text| text_of(key, text), out);
            // A text that some languages have and others lack was forgotten there.
            let is_any = texts.values().next().is_some();
            let lacks =
                |locale: &&Locale| texts.get(locale).is_none() && !begun.contains(&locale.name);
            let lacking = known.unwrap_or_default().iter().find(lacks);
            if let Some(locale) = lacking.filter(|_| is_any) {
                let message = format!("`{key}` has no text for `{}`", locale.name);
                let hint = format!(
                    "add `{}: …`, or `{DEFAULT}: …` for all languages without one",
                    locale.name
                );
                out.push(map.wrong(key, message).hint(hint));
            }
            texts
        };
        let (imprint, contact) = (text("imprint"), text("contact"));
        Self {
            cover: cover(vfs, map, out),
            imprint,
            contact,
        }
    }

    /// All texts.
    pub fn texts(&self) -> impl Iterator<Item = &Written> {
        self.imprint.values().chain(self.contact.values())
    }

    /// The image of the cover, and the place of the setting.
    pub fn picture(&self) -> Option<(&FileId, &Origin)> {
        match self.cover.as_ref()? {
            Cover::Picture(file, origin) => Some((file, origin)),
            Cover::Field => None,
        }
    }
}

fn text_of(key: &str, text: &Written) -> Result<Written, Diagnostic> {
    match text.text.trim().is_empty() {
        true => {
            let empty = Diagnostic::new(Code::SettingsValue, format!("`{key}` has an empty text"));
            Err(empty.hint("write a text, or delete the key"))
        }
        false => Ok(text.clone()),
    }
}

fn cover(vfs: &Vfs, map: &mut Mapping, out: &mut Diagnostics) -> Option<Cover> {
    match map.take::<Value>("cover", out)? {
        Value::Bool(is_wanted) => is_wanted.then_some(Cover::Field),
        Value::String(path) => {
            let file = FileId::new(&path);
            match vfs.bytes(&file) {
                Ok(_) => map
                    .origin("cover")
                    .map(|origin| Cover::Picture(file, origin)),
                Err(error) => {
                    let why = error.diagnostic(&file).message;
                    let message = format!("the image of the cover cannot be used: {why}");
                    out.push(map.wrong("cover", message).hint("write the path of an image from the root of the project, or `true` for a field in the accent"));
                    None
                }
            }
        }
        _ => {
            let expected = map.expected("cover");
            out.push(map.wrong("cover", format!("`cover` must be {expected}")));
            None
        }
    }
}
