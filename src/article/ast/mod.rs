//! The tree of an article. A document (the article in one locale) has the same form.

pub mod date;
pub mod inline;
pub mod meta;
pub mod caption;
pub mod chart;
pub mod block;

pub use block::{Align, Block, Callout, Item, Term, ids, texts, walk, walk_mut};
pub use caption::Caption;
pub use chart::{Amount, Chart, ChartType, Choice, Unit};
pub use date::{Date, Time};
pub use inline::{Inline, Key, Text, join, mentioned, pieces, plain};
pub use meta::{Author, Meta, StyleName, Unread, Var};

use crate::origin::{FileId, Origin};
use crate::project::Format;

/// The id of the section with the blocks before the first heading.
pub const LEDE: &str = "lede";

/// An article as parsed, or a document: the same tree with the texts of a locale.
///
/// It is parsed once and cloned once for each locale; later stages borrow it.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Article {
    /// The Markdown file.
    pub file: FileId,
    /// The front matter.
    pub meta: Meta,
    /// The sections in the author's order; subsections follow their section.
    pub sections: Vec<Section>,
    /// The footnotes in the order of definition.
    pub footnotes: Vec<Footnote>,
    /// The list of the works that an artifact cites, in its order. Empty before they are known.
    pub references: Vec<Reference>,
    /// The abbreviations in the order of definition.
    pub abbreviations: Vec<Abbreviation>,
}

impl Article {
    /// All its texts, of all bodies, in order; the footnotes and abbreviations at the end.
    pub fn texts(&self) -> Vec<&Text> {
        let mut all: Vec<&Text> = self.meta.texts().collect();
        for section in &self.sections {
            all.extend(&section.title);
            texts(&section.blocks, &mut all);
            for variant in &section.variants {
                texts(&variant.blocks, &mut all);
            }
        }
        all.extend(self.footnotes.iter().map(|note| &note.text));
        for known in &self.abbreviations {
            all.extend([&known.short, &known.long]);
        }
        all
    }

    /// Visits every block of all bodies, nested ones included, for changes.
    pub fn visit_blocks(&mut self, visit: &mut impl FnMut(&mut Block)) {
        for section in &mut self.sections {
            walk_mut(&mut section.blocks, visit);
            for variant in &mut section.variants {
                walk_mut(&mut variant.blocks, visit);
            }
        }
    }
}

/// A heading and its content, up to the next heading.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Section {
    /// The id. If two sections have the same one, that is reported.
    pub id: String,
    /// Whether the author wrote the id.
    pub explicit: bool,
    /// The roles: the classes of the heading (`{.role}`), by which layouts find sections.
    pub roles: Vec<String>,
    /// The level of the heading, 1–6; 1 without a heading.
    pub level: u8,
    /// The heading; `None` for the section before the first heading.
    pub title: Option<Text>,
    /// The line of the heading.
    pub origin: Origin,
    /// The default body.
    pub blocks: Vec<Block>,
    /// The bodies between `:::` fences.
    pub variants: Vec<Variant>,
}

impl Section {
    /// All bodies, those between fences first: for checks that hold for any audience.
    pub fn bodies(&self) -> impl Iterator<Item = &[Block]> {
        let fenced = self.variants.iter().map(|variant| &variant.blocks[..]);
        fenced.chain([&self.blocks[..]])
    }
}

/// A body for an audience, a format or both; or speaker notes.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Variant {
    /// The audience and format.
    pub target: Target,
    /// The opening fence.
    pub origin: Origin,
    /// The content between the fences.
    pub blocks: Vec<Block>,
}

/// The target of a `:::` fence.
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
    /// The words of the fence, joined by hyphens, as a part of message ids.
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

/// An entry of the list of works that are cited.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Reference {
    /// Its key in the bibliography.
    pub key: String,
    /// Its number or mark, for styles that have them: `[1]`.
    pub mark: Option<Text>,
    /// What is said of the work. No message: its place is in the bibliography, and its id the key behind `@`.
    pub text: Text,
    /// Whether only speaker notes cite it.
    pub is_spoken: bool,
}

impl Reference {
    /// The id by which links lead to the entry of a work. No author can write it: ids hold no colon.
    pub fn id(key: &str) -> String {
        format!("work:{key}")
    }
}

/// The definition of a footnote.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Footnote {
    /// The name between `[^` and `]`.
    pub name: String,
    /// Its text: one paragraph.
    pub text: Text,
}

/// An abbreviation. Both texts are one message, as a language may abbreviate something else.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Abbreviation {
    /// What stands in the text, `EU`.
    pub short: Text,
    /// What it stands for.
    pub long: Text,
}
