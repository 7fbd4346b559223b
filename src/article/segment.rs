//! The units of translation of an article, in order, and the bases of their ids.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::article::ast::*;
use crate::article::print;
use crate::names::{self, Names};
use crate::origin::Origin;

/// How many texts of an article or a catalogue a thread takes on at once: few enough that no thread waits long for the last of another.
pub const TEXTS_AT_ONCE: usize = 128;

/// The kind of a segment. Source catalogues name it in the comment above a message.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    /// A text of the front matter, with its key or a description.
    Meta(&'static str),
    /// A heading.
    Heading,
    /// A paragraph.
    Paragraph,
    /// The text of a list item.
    Item,
    /// A label and its text.
    Term,
    /// A table cell.
    Cell,
    /// The attribution of a quote.
    Attribution,
    /// The title of a callout.
    Title,
    /// The caption and the source of a table.
    Caption,
    /// The alternative text, the caption and the source of an image.
    Image,
    /// The alternative text of an equation.
    Equation,
    /// A footnote.
    Footnote,
    /// An abbreviation and what it stands for.
    Abbreviation,
}

impl Kind {
    /// The description in comments of source catalogues.
    pub fn name(self) -> &'static str {
        match self {
            Self::Meta(name) => name,
            Self::Heading => "heading",
            Self::Paragraph => "paragraph",
            Self::Item => "list item",
            Self::Term => "labelled point",
            Self::Cell => "table cell",
            Self::Attribution => "attribution",
            Self::Title => "title of a box",
            Self::Caption => "caption",
            Self::Image => "image",
            Self::Equation => "equation",
            Self::Footnote => "footnote",
            Self::Abbreviation => "abbreviation",
        }
    }
}

/// The id that a text should have according to its place.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Wish {
    /// This id, regardless of the text: for front matter.
    Only(String),
    /// This id, if it is free: for headings, footnotes, and texts about authors.
    Named {
        /// The id from the section's id or the footnote's name.
        id: String,
        /// The id that early versions of source catalogues have for it.
        formerly: Option<String>,
        /// Whether the author wrote the name it is made from, and no other text has the same name.
        is_certain: bool,
    },
    /// This prefix, followed by the first words of the text.
    Under(String),
}

impl Wish {
    /// Whether the id depends only on the place or on a name that the author wrote. Such texts are aligned before texts
    /// are compared.
    pub fn is_certain(&self) -> bool {
        match self {
            Self::Only(_) => true,
            Self::Named { is_certain, .. } => *is_certain,
            Self::Under(_) => false,
        }
    }
}

/// The texts of one message, mutable, with their place in the article.
pub struct Unit<'a> {
    /// The kind of text.
    pub kind: Kind,
    /// The id of its section; empty for front matter and footnotes.
    pub section: &'a str,
    /// The id that it should have.
    pub wish: Wish,
    /// The texts by attribute name; `None` for the value.
    pub parts: Vec<(Option<&'static str>, &'a mut Text)>,
}

/// A unit by value, for ids and catalogues.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Segment {
    /// The kind of text.
    pub kind: Kind,
    /// The id of its section; empty for front matter and footnotes.
    pub section: String,
    /// The id that it should have.
    pub wish: Wish,
    /// The markup by attribute name; `None` for the value.
    pub parts: Vec<(Option<&'static str>, String)>,
    /// The plain text of the first part, for a new id.
    pub words: String,
    /// The place of the first part.
    pub origin: Origin,
}

/// The segments of an article, in order.
pub fn segments(article: &mut Article) -> Vec<Segment> {
    let units = units(article).into_par_iter().with_max_len(TEXTS_AT_ONCE);
    let mut all: Vec<Segment> = units.filter_map(segment).collect();
    share(&mut all);
    all
}

fn segment(unit: Unit) -> Option<Segment> {
    let (_, first) = unit.parts.first()?;
    let parts = unit.parts.iter();
    Some(Segment {
        kind: unit.kind,
        section: unit.section.to_owned(),
        words: first.plain(),
        origin: first.origin.clone(),
        parts: parts
            .map(|(name, text)| (*name, print::print(&text.inlines)))
            .collect(),
        wish: unit.wish,
    })
}

/// If several texts should have the same id, none of them is certain to get it.
fn share(all: &mut [Segment]) {
    let mut asked: BTreeMap<String, usize> = BTreeMap::new();
    for segment in all.iter() {
        if let Wish::Named { id, .. } = &segment.wish {
            *asked.entry(id.clone()).or_default() += 1;
        }
    }
    for segment in all {
        if let Wish::Named { id, is_certain, .. } = &mut segment.wish {
            *is_certain &= asked.get(id) == Some(&1);
        }
    }
}

impl Segment {
    /// The base of a new id.
    pub fn base(&self) -> String {
        match &self.wish {
            Wish::Only(id) | Wish::Named { id, .. } => id.clone(),
            Wish::Under(prefix) => match names::slug(&self.words).as_str() {
                "" => prefix.clone(),
                slug => format!("{prefix}-{slug}"),
            },
        }
    }

    /// The prefix of new ids, or the whole id of a text with a fixed one.
    pub fn prefix(&self) -> &str {
        match &self.wish {
            Wish::Only(id) | Wish::Named { id, .. } => id,
            Wish::Under(prefix) => prefix,
        }
    }
}

/// Sets the key of every text. `ids` are parallel to the result of [`segments`].
pub fn set_ids(article: &mut Article, ids: &[String]) {
    let mut ids = ids.iter();
    visit(article, &mut |unit| {
        let Some(id) = ids.next() else { return };
        for (attribute, text) in unit.parts {
            text.key = Key {
                id: id.clone(),
                attribute,
            };
        }
    });
}

/// Every unit of an article, in order.
pub fn units(article: &mut Article) -> Vec<Unit<'_>> {
    let mut all = Vec::new();
    visit(article, &mut |unit| all.push(unit));
    all
}

/// Visits every unit of an article, in order.
pub fn visit<'a>(article: &'a mut Article, f: &mut impl FnMut(Unit<'a>)) {
    let meta = &mut article.meta;
    let lines = [
        ("title", &mut meta.title),
        ("subtitle", &mut meta.subtitle),
        ("abstract", &mut meta.summary),
        ("keywords", &mut meta.keywords),
        ("series", &mut meta.series),
        ("licence", &mut meta.licence),
    ];
    for (name, text) in lines {
        if let Some(text) = text.as_mut().filter(|text| !text.is_value) {
            let wish = Wish::Only(format!("meta-{name}"));
            f(line(Kind::Meta(name), "", wish, text));
        }
    }
    let mut slugs = Names::default();
    for author in &mut meta.authors {
        let prefix = slugs.give(&names::author(&author.name));
        for (name, kind, text) in [
            (
                "affiliation",
                "affiliation of an author",
                &mut author.affiliation,
            ),
            ("note", "note on an author", &mut author.note),
        ] {
            if let Some(text) = text {
                let wish = Wish::Named {
                    id: format!("{prefix}-{name}"),
                    formerly: None,
                    is_certain: true,
                };
                f(line(Kind::Meta(kind), "", wish, text));
            }
        }
    }
    for section in &mut article.sections {
        let id = section.id.as_str();
        let prefix = names::prefix(id);
        if let Some(title) = &mut section.title {
            let wish = Wish::Named {
                id: format!("{prefix}-title"),
                formerly: Some(format!("{id}-title")),
                is_certain: section.explicit,
            };
            f(line(Kind::Heading, id, wish, title));
        }
        blocks(&mut section.blocks, id, &prefix, Kind::Paragraph, f);
        for variant in &mut section.variants {
            let prefix = format!("{prefix}-{}", variant.target.slug());
            blocks(&mut variant.blocks, id, &prefix, Kind::Paragraph, f);
        }
    }
    for note in &mut article.footnotes {
        let wish = Wish::Named {
            id: names::note(&note.name),
            formerly: Some(format!("fn-{}", names::slug(&note.name))),
            is_certain: true,
        };
        f(line(Kind::Footnote, "", wish, &mut note.text));
    }
    for known in &mut article.abbreviations {
        let wish = Wish::Named {
            id: names::abbreviation(&known.short.plain()),
            formerly: None,
            is_certain: true,
        };
        f(Unit {
            kind: Kind::Abbreviation,
            section: "",
            wish,
            parts: vec![(Some("label"), &mut known.short), (None, &mut known.long)],
        });
    }
}

fn line<'a>(kind: Kind, section: &'a str, wish: Wish, text: &'a mut Text) -> Unit<'a> {
    Unit {
        kind,
        section,
        wish,
        parts: vec![(None, text)],
    }
}

fn blocks<'a>(
    all: &'a mut [Block],
    section: &'a str,
    prefix: &str,
    kind: Kind,
    f: &mut impl FnMut(Unit<'a>),
) {
    let unit = |kind, parts| Unit {
        kind,
        section,
        wish: Wish::Under(prefix.to_owned()),
        parts,
    };
    for block in all {
        match block {
            Block::Paragraph(text) => f(unit(kind, vec![(None, text)])),
            Block::List { items, .. } => {
                for item in items {
                    blocks(&mut item.blocks, section, prefix, Kind::Item, f);
                }
            }
            Block::Columns(columns) => {
                for column in columns {
                    blocks(column, section, prefix, Kind::Paragraph, f);
                }
            }
            Block::Terms(terms) | Block::KeyFigures(terms) => {
                for term in terms {
                    let mut parts = vec![(Some("label"), &mut term.label)];
                    let mut rest = &mut term.blocks[..];
                    if let [Block::Paragraph(text), others @ ..] = rest {
                        parts.push((None, text));
                        rest = others;
                    }
                    f(unit(Kind::Term, parts));
                    blocks(rest, section, prefix, Kind::Paragraph, f);
                }
            }
            Block::Quote {
                blocks: inner,
                attribution,
            } => {
                blocks(inner, section, prefix, Kind::Paragraph, f);
                if let Some(text) = attribution {
                    f(unit(Kind::Attribution, vec![(None, text)]));
                }
            }
            Block::Callout {
                title,
                blocks: inner,
                ..
            } => {
                if let Some(text) = title {
                    f(unit(Kind::Title, vec![(None, text)]));
                }
                blocks(inner, section, prefix, Kind::Paragraph, f);
            }
            Block::Table {
                head,
                rows,
                caption,
                ..
            } => {
                let cells = head.iter_mut().chain(rows.iter_mut().flatten());
                for cell in cells.flatten().filter(|cell| !cell.is_value) {
                    f(unit(Kind::Cell, vec![(None, cell)]));
                }
                let parts = captioned(caption, None);
                if !parts.is_empty() {
                    f(unit(Kind::Caption, parts));
                }
            }
            Block::Figure { alt, caption, .. } => {
                let mut parts = vec![(Some("alt"), alt)];
                parts.extend(captioned(caption, Some("caption")));
                f(unit(Kind::Image, parts));
            }
            Block::Figures { figures, caption } => {
                blocks(figures, section, prefix, Kind::Image, f);
                let parts = captioned(caption, None);
                if !parts.is_empty() {
                    f(unit(Kind::Caption, parts));
                }
            }
            Block::Chart(chart) => {
                let Chart {
                    alt,
                    head,
                    rows,
                    caption,
                    ..
                } = &mut **chart;
                let cells = head.iter_mut().chain(rows.iter_mut().flatten());
                for cell in cells.flatten().filter(|cell| !cell.is_value) {
                    f(unit(Kind::Cell, vec![(None, cell)]));
                }
                match alt {
                    Some(alt) => {
                        let mut parts = vec![(Some("alt"), alt)];
                        parts.extend(captioned(caption, Some("caption")));
                        f(unit(Kind::Image, parts));
                    }
                    None => {
                        let parts = captioned(caption, None);
                        if !parts.is_empty() {
                            f(unit(Kind::Caption, parts));
                        }
                    }
                }
            }
            Block::Equation { alt: Some(alt), .. } => {
                f(unit(Kind::Equation, vec![(Some("alt"), alt)]));
            }
            Block::Equation { alt: None, .. } | Block::Code { .. } | Block::Break => {}
        }
    }
}

/// The texts of a caption by attribute name; `name` is that of its words.
fn captioned<'a>(
    caption: &'a mut Option<Caption>,
    name: Option<&'static str>,
) -> Vec<(Option<&'static str>, &'a mut Text)> {
    let Some(Caption { text, source, .. }) = caption else {
        return Vec::new();
    };
    let words = text.iter_mut().map(|text| (name, text));
    words
        .chain(source.iter_mut().map(|text| (Some("source"), text)))
        .collect()
}
