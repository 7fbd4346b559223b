//! The tree of an article. A document (the article in one locale) has the same shape.

pub mod date;
pub mod inline;
pub mod meta;
pub mod block;

pub use block::{Align, Block, Callout, Item, Term, walk, walk_mut};
pub use date::{Date, Time};
pub use inline::{Inline, Key, Text, join, mentioned, pieces, plain};
pub use meta::{Meta, Unread, Var};

use crate::origin::{FileId, Origin};
use crate::project::Format;

/// The id of the section that holds the blocks before the first heading.
pub const LEDE: &str = "lede";

/// An article as it was parsed, or a document: the same tree with the texts of one locale.
///
/// The parser makes it once; localizing clones it once for each locale. All later stages borrow it.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Article {
    /// The Markdown file that it was parsed from.
    pub file: FileId,
    /// The front matter.
    pub meta: Meta,
    /// In the author's order; subsections follow their section.
    pub sections: Vec<Section>,
    /// In the order of their definitions.
    pub footnotes: Vec<Footnote>,
}

/// A heading and what follows it up to the next heading.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Section {
    /// Unique in the article.
    pub id: String,
    /// Whether the author wrote the id.
    pub explicit: bool,
    /// The classes of its heading (`{.role}`), which layouts match.
    pub roles: Vec<String>,
    /// Of its heading, from 1 to 6; 1 where there is no heading.
    pub level: u8,
    /// None for the section before the first heading.
    pub title: Option<Text>,
    /// The heading's line.
    pub origin: Origin,
    /// The body without a fence.
    pub blocks: Vec<Block>,
    /// The bodies between `:::` fences.
    pub variants: Vec<Variant>,
}

impl Section {
    /// All its bodies, those between fences first; for what must hold whichever body an audience gets.
    pub fn bodies(&self) -> impl Iterator<Item = &[Block]> {
        let fenced = self.variants.iter().map(|variant| &variant.blocks[..]);
        fenced.chain([&self.blocks[..]])
    }
}

/// A body for an audience, a format or both; or speaker notes.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Variant {
    /// Whom it is for.
    pub target: Target,
    /// The opening fence.
    pub origin: Origin,
    /// What stands between the fences.
    pub blocks: Vec<Block>,
}

/// What a `:::` fence names.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Target {
    /// A body for an audience, a format, or both; at least one is given.
    Body {
        /// Only for this audience.
        audience: Option<String>,
        /// Only for this format.
        format: Option<Format>,
    },
    /// Speaker notes.
    Notes,
}

impl Target {
    /// The words of the fence, joined by hyphens: a part of message ids.
    pub fn slug(&self) -> String {
        match self {
            Self::Notes => "notes".to_owned(),
            Self::Body { audience, format } => {
                let format = format.map(|f| f.name().to_owned());
                let words: Vec<_> = audience.iter().cloned().chain(format).collect();
                words.join("-")
            }
        }
    }
}

/// A footnote's definition.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Footnote {
    /// The name between `[^` and `]`.
    pub name: String,
    /// Its one paragraph.
    pub text: Text,
}
