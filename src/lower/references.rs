//! What references in an artifact call things by: the numbers of tables, figures and equations, and titles.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::address::article;
use crate::article::ast::{Block, Caption, Inline, Reference, Text, walk};
use crate::article::worded::LISTED;
use crate::lower::job::Other;
use crate::selection::Selection;

/// What is numbered, each kind from 1.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Numbered {
    /// A table.
    Table,
    /// An image.
    Figure,
    /// An equation.
    Equation,
}

impl Numbered {
    /// The kind of a block that may have a number.
    fn of(block: &Block) -> Self {
        match block {
            Block::Table { .. } => Self::Table,
            Block::Equation { .. } => Self::Equation,
            _ => Self::Figure,
        }
    }

    /// The label before its number in a caption; `None` for an equation, whose number stands alone.
    pub fn label(self) -> Option<&'static str> {
        match self {
            Self::Table => Some("table"),
            Self::Figure => Some("figure"),
            Self::Equation => None,
        }
    }

    /// The label of a reference to it.
    pub fn see(self) -> &'static str {
        match self {
            Self::Table => "see-table",
            Self::Figure => "see-figure",
            Self::Equation => "see-equation",
        }
    }
}

/// What references in an artifact call things by: the numbers of what has a caption or an id, in the order of the sections, and the
/// titles of these.
#[derive(Clone, Default, Debug)]
pub struct References {
    /// By the place of a caption in its article.
    of_captions: BTreeMap<usize, (Numbered, usize)>,
    /// By the id that the author wrote.
    of_ids: BTreeMap<String, (Numbered, usize)>,
    /// What has words, in order.
    captions: Vec<(Numbered, Caption)>,
    /// The titles of sections, by id, and of other articles.
    titles: BTreeMap<String, Option<Text>>,
    /// The ids of the works in the list.
    works: BTreeSet<String>,
}

impl References {
    /// The numbers of a selection. What only speaker notes hold, which handouts print, is counted after the rest.
    pub fn of(selection: &Selection, others: &BTreeMap<String, Other>) -> Self {
        let titles = selection.sections.iter().map(|selected| {
            let section = selected.section;
            (
                section.id.clone(),
                section.title.as_ref().map(without_notes),
            )
        });
        let others = others.iter().map(|(url, other)| {
            let title = other.title.as_ref().map(without_notes);
            (url.clone(), title)
        });
        let titles = titles.chain(others);
        let works = selection.document.references.iter();
        let works = works.filter(|work| !work.is_spoken);
        let mut references = Self {
            titles: titles.collect(),
            works: works.map(|work| Reference::id(&work.key)).collect(),
            ..Self::default()
        };
        let mut counts: BTreeMap<Numbered, usize> = BTreeMap::new();
        // Images side by side have letters, and one number.
        let mut lettered: BTreeSet<usize> = BTreeSet::new();
        let mut add = |block: &Block| {
            if let Block::Figures { figures, .. } = block {
                let captions = figures.iter().filter_map(Block::caption);
                lettered.extend(captions.map(|caption| caption.origin.range.start));
            }
            let Some(caption) = block.caption() else {
                return;
            };
            let place = caption.origin.range.start;
            let is_known = references.of_captions.contains_key(&place);
            if is_known
                || lettered.contains(&place)
                || caption.text.is_none() && caption.id.is_none()
            {
                return;
            }
            let kind = Numbered::of(block);
            let count = counts.entry(kind).or_default();
            *count += 1;
            let number = (kind, *count);
            references.of_captions.insert(place, number);
            if caption.text.is_some() {
                references.captions.push((kind, caption.clone()));
            }
            if let Some(id) = &caption.id {
                references.of_ids.entry(id.clone()).or_insert(number);
            }
        };
        for selected in &selection.sections {
            walk(selected.blocks, &mut add);
        }
        for block in selection.sections.iter().flat_map(|it| &it.notes) {
            walk(std::slice::from_ref(*block), &mut add);
        }
        references
    }

    /// The number of what has a caption.
    pub fn of_caption(&self, caption: &Caption) -> Option<(Numbered, usize)> {
        self.of_captions.get(&caption.origin.range.start).copied()
    }

    /// The number of what has an id.
    pub fn of_id(&self, id: &str) -> Option<(Numbered, usize)> {
        self.of_ids.get(id).copied()
    }

    /// The title of a section.
    pub fn title(&self, id: &str) -> Option<&Text> {
        self.titles.get(id)?.as_ref()
    }

    /// Whether something in the artifact has an id.
    pub fn has(&self, id: &str) -> bool {
        let is_part = self.of_ids.contains_key(id) || self.titles.contains_key(id);
        is_part && article(id).is_none() || self.works.contains(id)
    }

    /// The captions of each kind of which there are enough for a list, with what marks their places, behind the label of its title.
    pub fn lists(&self) -> Vec<(&'static str, Vec<(String, &Caption)>)> {
        let of_kind = |(kind, title)| {
            let all = self.captions.iter().filter(|(known, _)| *known == kind);
            let all = all.map(|(_, caption)| (mark(caption), caption));
            (title, all.collect::<Vec<_>>())
        };
        let kinds = [(Numbered::Figure, "figures"), (Numbered::Table, "tables")];
        let lists = kinds.into_iter().map(of_kind);
        lists.filter(|(_, all)| all.len() >= LISTED).collect()
    }
}

/// What marks the place of a caption without an id: no id holds a colon.
pub fn mark(caption: &Caption) -> String {
    let place = || format!("caption:{}", caption.origin.range.start);
    caption.id.clone().unwrap_or_else(place)
}

/// A title without notes and links, which are printed with the title itself.
pub fn without_notes(title: &Text) -> Text {
    fn kept(inlines: &[Inline]) -> Vec<Inline> {
        let mut all = Vec::new();
        for inline in inlines {
            match inline {
                Inline::Footnote(_) => {}
                Inline::Link { content, .. } => all.extend(kept(content)),
                other => {
                    let mut other = other.clone();
                    if let Some(inner) = other.inner_mut() {
                        *inner = kept(inner);
                    }
                    all.push(other);
                }
            }
        }
        all
    }
    Text {
        inlines: kept(&title.inlines),
        ..title.clone()
    }
}
