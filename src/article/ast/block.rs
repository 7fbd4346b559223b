//! The blocks of a body, and how they are walked.

use crate::article::ast::inline::Text;
use crate::origin::{FileId, Origin};

/// A block of the article's body.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Block {
    /// Running text.
    Paragraph(Text),
    /// Bullets or numbers.
    List {
        /// The first number, where items are numbered.
        start: Option<usize>,
        /// Whether no blank lines stand between the items.
        tight: bool,
        /// In the author's order.
        items: Vec<Item>,
    },
    /// Labelled points.
    Terms(Vec<Term>),
    /// A box that stands out from the text around it.
    Callout {
        /// Which of GitHub's kinds.
        kind: Callout,
        /// Its own title; none where the kind's label is the title.
        title: Option<Text>,
        /// Its body.
        blocks: Vec<Block>,
    },
    /// A block quote.
    Quote {
        /// What is quoted.
        blocks: Vec<Block>,
        /// The last paragraph, where it starts with an em dash; without the dash.
        attribution: Option<Text>,
    },
    /// A table with a header row.
    Table {
        /// The alignment of each column.
        align: Vec<Align>,
        /// The header cells; none for empty ones.
        head: Vec<Option<Text>>,
        /// The rows of the body, each as long as the header; none for empty cells.
        rows: Vec<Vec<Option<Text>>>,
    },
    /// An image that stands alone in its paragraph.
    Figure {
        /// The file as the article names it, resolved from the root.
        image: FileId,
        /// The image's place in the article.
        origin: Origin,
        /// The alternative text.
        alt: Text,
        /// The image's title in Markdown.
        caption: Option<Text>,
    },
    /// Code, the same in all languages.
    Code {
        /// The first word after the opening fence; none where there is none.
        lang: Option<String>,
        /// Its lines, without the last line end.
        text: String,
        /// The whole block, fences included.
        origin: Origin,
    },
    /// A thematic break.
    Break,
}

/// An item of a list.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Item {
    /// For an item that begins with `[ ]` or `[x]`: whether the task is done.
    pub task: Option<bool>,
    /// Its body, without the box of a task.
    pub blocks: Vec<Block>,
}

/// The kinds of callouts: GitHub's five alerts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Callout {
    /// `[!NOTE]`.
    Note,
    /// `[!TIP]`.
    Tip,
    /// `[!IMPORTANT]`.
    Important,
    /// `[!WARNING]`.
    Warning,
    /// `[!CAUTION]`.
    Caution,
}

impl Callout {
    /// All kinds, in GitHub's order.
    pub const ALL: [Self; 5] = [
        Self::Note,
        Self::Tip,
        Self::Important,
        Self::Warning,
        Self::Caution,
    ];

    /// The word between `[!` and `]`, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Important => "important",
            Self::Warning => "warning",
            Self::Caution => "caution",
        }
    }
}

/// A labelled point.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Term {
    /// The label, without its colon.
    pub label: Text,
    /// Its descriptions. The first paragraph and the label are one message.
    pub blocks: Vec<Block>,
}

/// How the cells of a column are aligned, relative to the direction of the text.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Align {
    /// Not given: numbers to the end, text to the start.
    Auto,
    /// To the start of the line.
    Start,
    /// Centred.
    Center,
    /// To the end of the line.
    End,
}

/// Calls a function on every block, nested ones included, each before those that it holds.
pub fn walk<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Block)) {
    for block in blocks {
        visit(block);
        match block {
            Block::List { items, .. } => items.iter().for_each(|item| walk(&item.blocks, visit)),
            Block::Terms(terms) => terms.iter().for_each(|term| walk(&term.blocks, visit)),
            Block::Quote { blocks, .. } | Block::Callout { blocks, .. } => walk(blocks, visit),
            Block::Paragraph(_)
            | Block::Table { .. }
            | Block::Figure { .. }
            | Block::Code { .. }
            | Block::Break => {}
        }
    }
}

/// As [`walk`], for a function that changes blocks.
pub fn walk_mut(blocks: &mut [Block], visit: &mut impl FnMut(&mut Block)) {
    for block in blocks {
        visit(block);
        match block {
            Block::List { items, .. } => {
                for item in items {
                    walk_mut(&mut item.blocks, visit);
                }
            }
            Block::Terms(terms) => {
                for term in terms {
                    walk_mut(&mut term.blocks, visit);
                }
            }
            Block::Quote { blocks, .. } | Block::Callout { blocks, .. } => {
                walk_mut(blocks, visit);
            }
            _ => {}
        }
    }
}
