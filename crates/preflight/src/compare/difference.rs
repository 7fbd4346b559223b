//! What a comparison finds.

/// One way in which a file differs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    /// What differs.
    pub kind: Kind,
    /// The pages that show it, from 1.
    pub pages: Vec<usize>,
    /// What the file has, and what is made today, in words.
    pub here: Option<String>,
    /// The same of what the sources make.
    pub rebuilt: Option<String>,
    /// What it is, as a sentence without a full stop.
    pub message: String,
}

/// What differs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// It is no PDF that can be read.
    Unreadable,
    /// The number of pages, or how some of them look.
    Pages,
    /// The words.
    Text,
    /// What they are set in.
    Fonts,
    /// The version, the language, Info and XMP.
    Metadata,
    /// Bookmarks, links, alternative texts, tags, or the order of its objects.
    Structure,
}

impl Kind {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Pages => "pages",
            Self::Text => "text",
            Self::Fonts => "fonts",
            Self::Metadata => "metadata",
            Self::Structure => "structure",
        }
    }
}

impl Difference {
    /// A difference in words alone.
    pub fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self {
            kind,
            pages: Vec::new(),
            here: None,
            rebuilt: None,
            message: message.into(),
        }
    }
}
