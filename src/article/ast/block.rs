//! The blocks of a body, and functions to walk them.

use std::collections::BTreeSet;

use crate::article::ast::caption::Caption;
use crate::article::ast::chart::Chart;
use crate::article::ast::inline::Text;
use crate::origin::{FileId, Origin};

/// A block of the article's body.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Block {
    /// A paragraph.
    Paragraph(Text),
    /// A bulleted or numbered list.
    List {
        /// The first number of a numbered list; `None` for bullets.
        start: Option<usize>,
        /// Whether a bracket stands behind its numbers, `1)`, in place of a full stop.
        bracket: bool,
        /// Whether there are no blank lines between the items.
        tight: bool,
        /// The items, in the author's order.
        items: Vec<Item>,
    },
    /// A list of labelled points.
    Terms(Vec<Term>),
    /// Key figures side by side: labelled points whose labels are numbers.
    KeyFigures(Vec<Term>),
    /// Columns side by side.
    Columns(Vec<Vec<Block>>),
    /// A callout: a box that stands out from the text.
    Callout {
        /// One of GitHub's kinds, or none of them.
        kind: Callout,
        /// Its own title. With `None`, the title is the kind's label, if it has one.
        title: Option<Text>,
        /// Its body.
        blocks: Vec<Block>,
    },
    /// A block quote.
    Quote {
        /// The quotation.
        blocks: Vec<Block>,
        /// The last paragraph if it starts with a dash, without that dash.
        attribution: Option<Text>,
    },
    /// A table with a header row.
    Table {
        /// The alignment of each column.
        align: Vec<Align>,
        /// The header cells; `None` for empty ones.
        head: Vec<Option<Text>>,
        /// The rows of the body, each as long as the header; `None` for empty cells.
        rows: Vec<Vec<Option<Text>>>,
        /// What stands with it.
        caption: Option<Caption>,
    },
    /// An image that is alone in its paragraph.
    Figure {
        /// The file, as a path from the project root.
        image: FileId,
        /// The place of the paragraph in the article.
        origin: Origin,
        /// The alternative text.
        alt: Text,
        /// The width that the author gives it, in thousandths of that of the column.
        width: Option<u16>,
        /// What stands with it.
        caption: Option<Caption>,
    },
    /// Images side by side: each a [`Block::Figure`], of which the words of the caption stand below it, behind a letter.
    Figures {
        /// The images, in order.
        figures: Vec<Block>,
        /// What stands with all of them.
        caption: Option<Caption>,
    },
    /// A chart: a table that is drawn.
    Chart(Box<Chart>),
    /// A code block, which is the same in all languages.
    Code {
        /// The first word after the opening fence, if any.
        lang: Option<String>,
        /// Its lines, without the last line end.
        text: String,
        /// The whole block, fences included.
        origin: Origin,
    },
    /// A displayed equation.
    Equation {
        /// It in TeX.
        tex: String,
        /// What is read aloud in its place. `None` if that is the TeX itself.
        alt: Option<Text>,
        /// Its id, with which it has a number.
        caption: Option<Caption>,
        /// Its paragraph.
        origin: Origin,
    },
    /// A thematic break.
    Break,
}

/// An item of a list.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Item {
    /// For an item that begins with `[ ]` or `[x]`, whether the task is done.
    pub task: Option<bool>,
    /// Its body, without the box of a task.
    pub blocks: Vec<Block>,
}

/// The kinds of callouts: GitHub's five alerts, and a box of no kind.
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
    /// `::: box`.
    Box,
    /// `::: {.box .narrow}`: in the narrow column, where there is one.
    NarrowBox,
}

impl Callout {
    /// GitHub's kinds, in its order.
    pub const ALL: [Self; 5] = [
        Self::Note,
        Self::Tip,
        Self::Important,
        Self::Warning,
        Self::Caution,
    ];

    /// Whether it is of no kind.
    pub fn is_box(self) -> bool {
        matches!(self, Self::Box | Self::NarrowBox)
    }

    /// The word between `[!` and `]`, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Important => "important",
            Self::Warning => "warning",
            Self::Caution => "caution",
            Self::Box | Self::NarrowBox => "box",
        }
    }
}

/// A labelled point: a term of a description list.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Term {
    /// The label.
    pub label: Text,
    /// Its descriptions. The label and the first paragraph are one message.
    pub blocks: Vec<Block>,
}

/// The alignment of a column, relative to the direction of the text.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Align {
    /// Not specified: numbers to the end, text to the start.
    Auto,
    /// At the start of the line.
    Start,
    /// Centred.
    Center,
    /// At the end of the line.
    End,
}

impl Block {
    /// What stands with a table or a figure.
    pub fn caption(&self) -> Option<&Caption> {
        match self {
            Self::Table { caption, .. }
            | Self::Figure { caption, .. }
            | Self::Figures { caption, .. }
            | Self::Equation { caption, .. } => caption.as_ref(),
            Self::Chart(chart) => chart.caption.as_ref(),
            _ => None,
        }
    }

    /// Like [`Block::caption`], mutable. `None` for blocks that have none.
    pub fn caption_mut(&mut self) -> Option<&mut Option<Caption>> {
        match self {
            Self::Table { caption, .. }
            | Self::Figure { caption, .. }
            | Self::Figures { caption, .. } => Some(caption),
            Self::Chart(chart) => Some(&mut chart.caption),
            _ => None,
        }
    }
}

/// Visits every block, nested ones included, in order; a block before those inside it.
pub fn walk<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Block)) {
    for block in blocks {
        visit(block);
        match block {
            Block::List { items, .. } => items.iter().for_each(|item| walk(&item.blocks, visit)),
            Block::Terms(terms) | Block::KeyFigures(terms) => {
                terms.iter().for_each(|term| walk(&term.blocks, visit));
            }
            Block::Columns(columns) => columns.iter().for_each(|column| walk(column, visit)),
            Block::Quote { blocks, .. } | Block::Callout { blocks, .. } => walk(blocks, visit),
            Block::Figures { figures, .. } => walk(figures, visit),
            Block::Paragraph(_)
            | Block::Table { .. }
            | Block::Figure { .. }
            | Block::Chart(_)
            | Block::Code { .. }
            | Block::Equation { .. }
            | Block::Break => {}
        }
    }
}

/// The ids of the tables, figures and equations among blocks, nested ones included.
pub fn ids<'d>(blocks: impl Iterator<Item = &'d Block>) -> BTreeSet<&'d str> {
    let mut ids = BTreeSet::new();
    for block in blocks {
        walk(std::slice::from_ref(block), &mut |block: &'d Block| {
            ids.extend(block.caption().and_then(|caption| caption.id.as_deref()));
        });
    }
    ids
}

/// Appends the texts of blocks, in reading order.
pub fn texts<'d>(blocks: &'d [Block], all: &mut Vec<&'d Text>) {
    for block in blocks {
        match block {
            Block::Paragraph(text) => all.push(text),
            Block::List { items, .. } => items.iter().for_each(|item| texts(&item.blocks, all)),
            Block::Columns(columns) => columns.iter().for_each(|column| texts(column, all)),
            Block::Terms(terms) | Block::KeyFigures(terms) => {
                for term in terms {
                    all.push(&term.label);
                    texts(&term.blocks, all);
                }
            }
            Block::Quote {
                blocks,
                attribution,
            } => {
                texts(blocks, all);
                all.extend(attribution);
            }
            Block::Callout { title, blocks, .. } => {
                all.extend(title);
                texts(blocks, all);
            }
            Block::Table {
                head,
                rows,
                caption,
                ..
            } => {
                all.extend(head.iter().chain(rows.iter().flatten()).flatten());
                all.extend(caption.iter().flat_map(Caption::texts));
            }
            Block::Figure { alt, caption, .. } => {
                all.push(alt);
                all.extend(caption.iter().flat_map(Caption::texts));
            }
            Block::Figures { figures, caption } => {
                texts(figures, all);
                all.extend(caption.iter().flat_map(Caption::texts));
            }
            Block::Chart(chart) => {
                all.extend(&chart.alt);
                all.extend(chart.texts());
                all.extend(chart.caption.iter().flat_map(Caption::texts));
            }
            Block::Equation { alt, .. } => all.extend(alt),
            Block::Code { .. } | Block::Break => {}
        }
    }
}

/// Like [`walk`], for changes.
pub fn walk_mut(blocks: &mut [Block], visit: &mut impl FnMut(&mut Block)) {
    for block in blocks {
        visit(block);
        match block {
            Block::List { items, .. } => {
                for item in items {
                    walk_mut(&mut item.blocks, visit);
                }
            }
            Block::Columns(columns) => {
                for column in columns {
                    walk_mut(column, visit);
                }
            }
            Block::Terms(terms) | Block::KeyFigures(terms) => {
                for term in terms {
                    walk_mut(&mut term.blocks, visit);
                }
            }
            Block::Quote { blocks, .. }
            | Block::Callout { blocks, .. }
            | Block::Figures {
                figures: blocks, ..
            } => {
                walk_mut(blocks, visit);
            }
            _ => {}
        }
    }
}
