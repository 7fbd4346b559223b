//! What identifies an artifact within a project, and the name of its file.

use crate::project::{Edition, Format};

/// The coordinates of an artifact. They travel together through a build, its manifest and what commands print.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ArtifactKey {
    /// The article's name.
    pub article: String,
    /// Whom it is for.
    pub audience: String,
    /// Brief or slides.
    pub format: Format,
    /// The tag of its language.
    pub locale: String,
    /// On screens, or in print.
    pub edition: Edition,
    /// Whether it is a deck's handout. Only decks of the screen edition have one.
    pub is_handout: bool,
}

impl ArtifactKey {
    /// The file's name, in the output folder: `article-audience-format-locale.pdf`, with `-press` or `-notes` behind the locale.
    pub fn file(&self) -> String {
        let Self {
            article,
            audience,
            locale,
            ..
        } = self;
        let format = self.format.name();
        let end = match (self.edition, self.is_handout) {
            (_, true) => "-notes",
            (Edition::Screen, false) => "",
            (Edition::Press, false) => "-press",
        };
        format!("{article}-{audience}-{format}-{locale}{end}.pdf")
    }

    /// The handout of a deck.
    pub fn handout(&self) -> Self {
        Self {
            is_handout: true,
            ..self.clone()
        }
    }
}
