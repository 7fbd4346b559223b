//! The elements that text on a page belongs to, by the engine's tags: paragraphs, headings, items, notes.

use typst::foundations::Content;
use typst::introspection::{Location, Tag};
use typst::layout::{FrameItem, PlaceElem};
use typst::model::{
    FigureCaption, FootnoteEntry, HeadingElem, OutlineEntry, ParElem, TableCell, TitleElem,
};
use typst::pdf::{ArtifactElem, PdfMarkerTag, PdfMarkerTagKind};

use crate::inspect::walk::{Bounds, Placed};

/// What holds a text.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    /// Nothing but the page, or a block.
    Flow,
    /// A paragraph.
    Paragraph,
    /// The body of a list item or a labelled point.
    Item,
    /// A heading.
    Heading,
    /// The title of the document.
    Title,
    /// A footnote.
    Note,
    /// The cell of a table.
    Cell,
    /// The caption of a figure.
    Caption,
    /// A line of the contents.
    Entry,
    /// What a layout places beside the text.
    Placed,
    /// The bullet, the number or the mark of something.
    Mark,
    /// Head, foot, background and decoration.
    Artifact,
}

impl Kind {
    fn of(element: &Content) -> Option<Self> {
        let marker = element.to_packed::<PdfMarkerTag>().map(|tag| &tag.kind);
        match marker {
            Some(PdfMarkerTagKind::ListItemBody | PdfMarkerTagKind::TermsItemBody) => {
                return Some(Self::Item);
            }
            // The label of a point belongs to its text.
            Some(PdfMarkerTagKind::ListItemLabel | PdfMarkerTagKind::Label) => {
                return Some(Self::Mark);
            }
            _ => {}
        }
        let kinds = [
            (element.is::<ParElem>(), Self::Paragraph),
            (element.is::<HeadingElem>(), Self::Heading),
            (element.is::<TitleElem>(), Self::Title),
            (element.is::<FootnoteEntry>(), Self::Note),
            (element.is::<TableCell>(), Self::Cell),
            (element.is::<FigureCaption>(), Self::Caption),
            (element.is::<OutlineEntry>(), Self::Entry),
            (element.is::<PlaceElem>(), Self::Placed),
            (element.is::<ArtifactElem>(), Self::Artifact),
        ];
        kinds.into_iter().find_map(|(is, kind)| is.then_some(kind))
    }

    /// Whether it is running text: what is read line by line, and may go on in another column or on another page.
    pub fn is_running(self) -> bool {
        matches!(self, Self::Flow | Self::Paragraph | Self::Item)
    }
}

/// An element that holds text.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Holder {
    /// What it is.
    pub kind: Kind,
    /// What tells it from others of its kind; `None` of [`Kind::Flow`].
    pub location: Option<Location>,
    /// The elements around it hold a note, a cell, or decoration: not the flow of the page.
    pub is_aside: bool,
}

struct Open {
    location: Location,
    kind: Kind,
    /// What it is a part of, if that is laid out apart from the flow: a footnote, say.
    part: Option<Location>,
}

/// Follows the elements that are open, over the pages of a document.
#[derive(Default)]
pub struct Holders(Vec<Open>);

impl Holders {
    /// Processes an item of a page. Call it with all items, in order.
    pub fn item(&mut self, placed: &Placed) {
        match placed.item {
            FrameItem::Tag(Tag::Start(element, _)) => {
                if let (Some(kind), Some(location)) = (Kind::of(element), element.location()) {
                    let part = placed.bounds.parent.map(|(location, _)| location);
                    self.0.push(Open {
                        location,
                        kind,
                        part,
                    });
                }
            }
            FrameItem::Tag(Tag::End(location, ..)) => {
                self.0.retain(|open| open.location != *location);
            }
            _ => {}
        }
    }

    /// The innermost element around an item. Between its start and its end, an element is interrupted by the notes, the
    /// foot and the head of its page, and a note by the flow of the next page.
    pub fn of(&self, bounds: &Bounds) -> Holder {
        let part = bounds.parent.map(|(location, _)| location);
        let around = self
            .0
            .iter()
            .filter(|open| open.part.is_none() || open.part == part);
        let mut holder = Holder {
            kind: Kind::Flow,
            location: None,
            is_aside: false,
        };
        for open in around {
            holder = Holder {
                kind: open.kind,
                location: Some(open.location),
                is_aside: holder.is_aside
                    || matches!(
                        open.kind,
                        Kind::Note | Kind::Cell | Kind::Placed | Kind::Caption | Kind::Entry
                    ),
            };
            if open.kind == Kind::Artifact {
                break;
            }
        }
        holder
    }
}
