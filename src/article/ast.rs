//! The tree of an article. A document (the article in one locale) has the same shape.

use std::collections::BTreeMap;

use icu_calendar::{Date as IcuDate, Iso};

use crate::origin::{FileId, Origin};
use crate::project::Format;

/// The id of the section of what stands before the first heading.
pub const LEDE: &str = "lede";

/// One article, or one document.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Article {
    /// Where it was read.
    pub file: FileId,
    /// The front matter.
    pub meta: Meta,
    /// In the author's order; subsections follow their section.
    pub sections: Vec<Section>,
    /// In the order of their definitions.
    pub footnotes: Vec<Footnote>,
}

/// The front matter, decoded. What is wrong is reported and left out.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Meta {
    /// The title.
    pub title: Option<Text>,
    /// The subtitle.
    pub subtitle: Option<Text>,
    /// A summary for catalogues and title blocks.
    pub summary: Option<Text>,
    /// The keywords, separated by commas: one message.
    pub keywords: Option<Text>,
    /// Names, the same in all languages.
    pub authors: Vec<String>,
    /// The day of publication.
    pub date: Option<Date>,
    /// The language, where it is given, with its place.
    pub lang: Option<(String, Origin)>,
    /// For each audience that is listed, ids of sections in the order wanted, with their places.
    pub audiences: BTreeMap<String, Vec<(String, Origin)>>,
    /// Values that messages may use.
    pub vars: BTreeMap<String, Var>,
    /// What was reported as unreadable.
    pub unread: Unread,
    /// The whole front matter.
    pub origin: Origin,
}

/// Values of a front matter that are there and cannot be read, which was reported: nothing that follows from their absence
/// is true.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, Debug)]
pub struct Unread {
    /// A text: U+FFFD stands for it.
    pub texts: bool,
    /// The date.
    pub date: bool,
    /// Which sections there are for whom.
    pub audiences: bool,
    /// The values of messages.
    pub vars: bool,
}

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Date {
    /// For instance 2025.
    pub year: i32,
    /// From 1.
    pub month: u8,
    /// From 1.
    pub day: u8,
}

impl Date {
    /// Parses `2025-11-01`; a day that does not exist is none.
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('-').collect();
        let [year, month, day] = parts[..] else {
            return None;
        };
        let digits = |part: &str, count| {
            (part.len() == count && part.bytes().all(|b| b.is_ascii_digit())).then_some(())
        };
        digits(year, 4).and(digits(month, 2)).and(digits(day, 2))?;
        let date = Self {
            year: year.parse().ok()?,
            month: month.parse().ok()?,
            day: day.parse().ok()?,
        };
        date.icu().map(|_| date)
    }

    /// As it is parsed: `2025-11-01`.
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// The date for ICU's formatters, if there is such a day.
    pub fn icu(self) -> Option<IcuDate<Iso>> {
        IcuDate::try_new_iso(self.year, self.month, self.day).ok()
    }
}

/// A time of day, in no time zone.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct Time {
    /// From 0 to 23.
    pub hour: u8,
    /// From 0 to 59.
    pub minute: u8,
    /// From 0 to 59.
    pub second: u8,
}

impl Time {
    /// Parses `14:30` or `14:30:05`; a time that does not exist is none.
    pub fn parse(text: &str) -> Option<Self> {
        let two = |part: &str| {
            let is_two = part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
            is_two.then(|| part.parse::<u8>().ok()).flatten()
        };
        let parts: Option<Vec<u8>> = text.split(':').map(two).collect();
        let (hour, minute, second) = match parts?[..] {
            [hour, minute] => (hour, minute, 0),
            [hour, minute, second] => (hour, minute, second),
            _ => return None,
        };
        (hour < 24 && minute < 60 && second < 60).then_some(Self {
            hour,
            minute,
            second,
        })
    }
}

/// A value of `vars:`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Var {
    /// Words.
    Text(String),
    /// A number, as written.
    Number(String),
    /// A day, and a time of that day where one is given.
    Date(Date, Option<Time>),
}

/// A heading and what follows it up to the next heading.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Section {
    /// Unique in the article.
    pub id: String,
    /// Whether the author wrote the id.
    pub explicit: bool,
    /// What layouts look for.
    pub roles: Vec<String>,
    /// From 1; 1 for what stands before the first heading too.
    pub level: u8,
    /// Absent before the first heading.
    pub title: Option<Text>,
    /// The heading's line.
    pub origin: Origin,
    /// The body without a fence.
    pub blocks: Vec<Block>,
    /// The bodies between `:::` fences.
    pub variants: Vec<Variant>,
}

impl Section {
    /// All its bodies, those between fences first.
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
    /// What it says.
    pub text: Text,
}

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
        /// In their order.
        items: Vec<Item>,
    },
    /// Labelled points.
    Terms(Vec<Term>),
    /// A box that stands out from the text around it.
    Callout {
        /// What it is.
        kind: Callout,
        /// A title of its own, in place of the kind's name.
        title: Option<Text>,
        /// What stands in it.
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
        /// One for each column.
        align: Vec<Align>,
        /// The header cells.
        head: Vec<Option<Text>>,
        /// The body's cells; as many in each row as in the header. Empty ones are absent.
        rows: Vec<Vec<Option<Text>>>,
    },
    /// An image that stands alone in its paragraph.
    Figure {
        /// The file as the article names it, resolved from the root.
        image: FileId,
        /// The image's place in the article.
        origin: Origin,
        /// What it shows, for who cannot see it.
        alt: Text,
        /// The image's title.
        caption: Option<Text>,
    },
    /// Code, the same in all languages.
    Code {
        /// The language after the fence.
        lang: Option<String>,
        /// The lines.
        text: String,
        /// The fence.
        origin: Origin,
    },
    /// A thematic break.
    Break,
}

/// An item of a list.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Item {
    /// Of a task: whether it is done.
    pub task: Option<bool>,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// What a callout is: the five kinds of GitHub.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Callout {
    /// What is good to know.
    Note,
    /// How something is done better.
    Tip,
    /// What must be known.
    Important,
    /// What needs attention at once.
    Warning,
    /// What may go wrong.
    Caution,
}

impl Callout {
    /// All kinds.
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
    /// What it says. The first paragraph shares the label's message.
    pub blocks: Vec<Block>,
}

/// How a column's cells are set.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Align {
    /// As the table.
    Auto,
    /// Towards the start of the line.
    Start,
    /// In the middle.
    Center,
    /// Towards the end of the line.
    End,
}

/// A run of text that is translated as one message or one attribute of a message.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Text {
    /// The message it is; empty until ids are aligned.
    pub key: Key,
    /// What it says.
    pub inlines: Vec<Inline>,
    /// Where it was written: in the article, or the entry of a translator's file.
    pub origin: Origin,
    /// The language it is in, where that is not the document's: source text in place of a missing translation.
    pub fallback: Option<String>,
    /// Whether it is a value, such as a number or a date in a table: no message, but written as each language writes it.
    pub is_value: bool,
}

impl Text {
    /// Text without a message yet.
    pub fn new(inlines: Vec<Inline>, origin: Origin) -> Self {
        Self {
            key: Key::default(),
            inlines,
            origin,
            fallback: None,
            is_value: false,
        }
    }

    /// The words without markup.
    pub fn plain(&self) -> String {
        plain(&self.inlines)
    }
}

/// A message, or an attribute of one.
#[derive(Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Key {
    /// The message's id.
    pub id: String,
    /// The attribute, for labels, alt texts and captions.
    pub attribute: Option<&'static str>,
}

impl Key {
    /// What findings about code are filed under: code is no message.
    pub fn of_code(origin: &Origin) -> String {
        format!("code@{}", origin.range.start)
    }
}

impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.id)?;
        self.attribute.map_or(Ok(()), |name| write!(f, ".{name}"))
    }
}

/// A piece of running text.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Stressed.
    Emph(Vec<Inline>),
    /// Strongly stressed.
    Strong(Vec<Inline>),
    /// Struck out.
    Strike(Vec<Inline>),
    /// Below the line: H₂O.
    Sub(Vec<Inline>),
    /// Above the line: m².
    Super(Vec<Inline>),
    /// Code, the same in all languages.
    Code(String),
    /// A link to an address.
    Link {
        /// The address; `#id` for a section of the article.
        url: String,
        /// What is shown.
        content: Vec<Inline>,
    },
    /// A reference to a footnote.
    Footnote(String),
    /// A forced line break.
    Break,
    /// In a label: a value known only to the layout, by name.
    Param(String),
}

impl Inline {
    /// The pieces that it encloses, where it is no piece itself.
    pub fn inner(&self) -> Option<&[Inline]> {
        match self {
            Self::Emph(inner)
            | Self::Strong(inner)
            | Self::Strike(inner)
            | Self::Sub(inner)
            | Self::Super(inner)
            | Self::Link { content: inner, .. } => Some(inner),
            Self::Text(_) | Self::Code(_) | Self::Footnote(_) | Self::Break | Self::Param(_) => {
                None
            }
        }
    }

    /// The same, to be changed.
    pub fn inner_mut(&mut self) -> Option<&mut Vec<Inline>> {
        match self {
            Self::Emph(inner)
            | Self::Strong(inner)
            | Self::Strike(inner)
            | Self::Sub(inner)
            | Self::Super(inner)
            | Self::Link { content: inner, .. } => Some(inner),
            Self::Text(_) | Self::Code(_) | Self::Footnote(_) | Self::Break | Self::Param(_) => {
                None
            }
        }
    }
}

/// Calls a function on every piece, the inner ones included, in reading order.
pub fn pieces<'a>(inlines: &'a [Inline], visit: &mut impl FnMut(&'a Inline)) {
    for inline in inlines {
        visit(inline);
        pieces(inline.inner().unwrap_or_default(), visit);
    }
}

/// Joins neighbouring texts.
pub fn join(inlines: &mut Vec<Inline>) {
    let mut joined: Vec<Inline> = Vec::with_capacity(inlines.len());
    for mut inline in inlines.drain(..) {
        inline.inner_mut().into_iter().for_each(join);
        match (joined.last_mut(), inline) {
            (Some(Inline::Text(before)), Inline::Text(text)) => before.push_str(&text),
            (_, inline) => joined.push(inline),
        }
    }
    *inlines = joined;
}

/// The words of inlines, without markup.
pub fn plain(inlines: &[Inline]) -> String {
    let mut out = String::new();
    pieces(inlines, &mut |inline| match inline {
        Inline::Text(text) | Inline::Code(text) => out.push_str(text),
        Inline::Break => out.push(' '),
        _ => {}
    });
    out
}

/// The names of the footnotes that texts mention, as often as they do.
pub fn mentioned<'d>(texts: &[&'d Text]) -> Vec<&'d str> {
    let mut names = Vec::new();
    for text in texts {
        pieces(&text.inlines, &mut |inline| {
            if let Inline::Footnote(name) = inline {
                names.push(name.as_str());
            }
        });
    }
    names
}

/// Calls a function on every block, the inner ones included.
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

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn dates_that_do_not_exist_are_refused() {
        assert!(Date::parse("2024-02-29").is_some());
        for wrong in [
            "2025-02-29",
            "2025-13-01",
            "25-01-01",
            "2025-1-1",
            "",
            "x",
            "2025-01-01-01",
        ] {
            assert_eq!(Date::parse(wrong), None, "{wrong}");
        }
    }
}
