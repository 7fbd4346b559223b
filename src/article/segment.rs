//! The units of translation of an article, in its order, and the ids they get.

use std::collections::BTreeSet;

use crate::article::ast::*;
use crate::article::inline;
use crate::origin::Origin;

/// What a segment is in the article: said to translators.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    /// A line of the front matter.
    Meta(&'static str),
    /// A heading.
    Heading,
    /// Running text.
    Paragraph,
    /// The text of a list item.
    Item,
    /// A label and its text.
    Term,
    /// The cell of a table.
    Cell,
    /// Who or what is quoted.
    Attribution,
    /// The title of a callout.
    Title,
    /// The alternative text and the caption of an image.
    Image,
    /// A footnote.
    Footnote,
}

impl Kind {
    /// A word or two for a comment.
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
            Self::Image => "image",
            Self::Footnote => "footnote",
        }
    }
}

/// The texts that make one message, with where they stand.
pub struct Unit<'a> {
    /// What it is.
    pub kind: Kind,
    /// The id of its section; empty for front matter and footnotes.
    pub section: &'a str,
    /// What its id starts with, or the whole id where `fixed`.
    pub prefix: String,
    /// Whether the prefix is the id.
    pub fixed: bool,
    /// Attribute names with texts; no name for the value.
    pub parts: Vec<(Option<&'static str>, &'a mut Text)>,
}

/// A unit by value: what ids and catalogues are made from.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Segment {
    /// What it is.
    pub kind: Kind,
    /// The id of its section.
    pub section: String,
    /// What its id starts with, or the whole id where `fixed`.
    pub prefix: String,
    /// Whether the prefix is the id.
    pub fixed: bool,
    /// Attribute names with markup; no name for the value.
    pub parts: Vec<(Option<&'static str>, String)>,
    /// The label or first words, for an id.
    pub words: String,
    /// Where it was written.
    pub origin: Origin,
}

/// The segments of an article, in its order.
pub fn segments(article: &mut Article) -> Vec<Segment> {
    let mut all = Vec::new();
    visit(article, &mut |unit| {
        let Some((_, first)) = unit.parts.first() else {
            return;
        };
        all.push(Segment {
            kind: unit.kind,
            section: unit.section.to_owned(),
            words: first.plain(),
            origin: first.origin.clone(),
            parts: unit
                .parts
                .iter()
                .map(|(name, text)| (*name, inline::print(&text.inlines)))
                .collect(),
            prefix: unit.prefix,
            fixed: unit.fixed,
        });
    });
    all
}

/// Gives every text the key of its message; `ids` are those of [`segments`], in its order.
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

/// Calls a function with every unit of an article, in the article's order.
pub fn visit(article: &mut Article, f: &mut impl FnMut(Unit)) {
    let meta = &mut article.meta;
    let lines = [
        ("title", &mut meta.title),
        ("subtitle", &mut meta.subtitle),
        ("abstract", &mut meta.summary),
        ("keywords", &mut meta.keywords),
    ];
    for (name, text) in lines {
        if let Some(text) = text {
            f(fixed(Kind::Meta(name), "", format!("meta-{name}"), text));
        }
    }
    for section in &mut article.sections {
        let id = section.id.as_str();
        if let Some(title) = &mut section.title {
            f(fixed(Kind::Heading, id, format!("{id}-title"), title));
        }
        blocks(&mut section.blocks, id, id, Kind::Paragraph, f);
        for variant in &mut section.variants {
            let prefix = format!("{id}-{}", variant.target.slug());
            blocks(&mut variant.blocks, id, &prefix, Kind::Paragraph, f);
        }
    }
    for note in &mut article.footnotes {
        let id = format!("fn-{}", slug(&note.name));
        f(fixed(Kind::Footnote, "", id, &mut note.text));
    }
}

fn fixed<'a>(kind: Kind, section: &'a str, id: String, text: &'a mut Text) -> Unit<'a> {
    Unit {
        kind,
        section,
        prefix: id,
        fixed: true,
        parts: vec![(None, text)],
    }
}

fn blocks(all: &mut [Block], section: &str, prefix: &str, kind: Kind, f: &mut impl FnMut(Unit)) {
    let unit = |kind, parts| Unit {
        kind,
        section,
        prefix: prefix.to_owned(),
        fixed: false,
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
            Block::Terms(terms) => {
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
            Block::Table { head, rows, .. } => {
                let cells = head.iter_mut().chain(rows.iter_mut().flatten());
                for cell in cells.flatten().filter(|cell| !cell.is_value) {
                    f(unit(Kind::Cell, vec![(None, cell)]));
                }
            }
            Block::Figure { alt, caption, .. } => {
                let mut parts = vec![(Some("alt"), alt)];
                parts.extend(caption.iter_mut().map(|text| (Some("caption"), text)));
                f(unit(Kind::Image, parts));
            }
            Block::Code { .. } | Block::Break => {}
        }
    }
}

/// The first words in lower-case ASCII, joined by hyphens: at most four, at most 40 letters.
pub fn slug(words: &str) -> String {
    let ascii = deunicode::deunicode(words).to_lowercase();
    // An elided article is no word of its own: l’IA → ia.
    let split = ascii.split(|c: char| !c.is_ascii_alphanumeric());
    let mut slug = String::new();
    for word in split
        .filter(|w| w.len() > 1 || w.chars().any(|c| c.is_ascii_digit()))
        .take(4)
    {
        if slug.len() + word.len() > 40 {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug
}

/// The first of `prefix-slug`, `prefix-slug-2`, … that is not taken; it is taken then. A slug that
/// is empty, or starts with a digit where nothing stands before it, leaves the prefix alone.
pub fn unique(prefix: &str, slug: &str, taken: &mut BTreeSet<String>) -> String {
    let is_heading = prefix == "section";
    let starts_well = slug.starts_with(|c: char| c.is_ascii_lowercase());
    let base = match (slug.is_empty(), is_heading && starts_well) {
        (_, true) => slug.to_owned(),
        (true, _) => prefix.to_owned(),
        (false, _) => format!("{prefix}-{slug}"),
    };
    let mut id = base.clone();
    let mut ordinal = 2;
    while !taken.insert(id.clone()) {
        id = format!("{base}-{ordinal}");
        ordinal += 1;
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_ascii_words() {
        assert_eq!(
            slug("Matériel et infrastructures"),
            "materiel-et-infrastructures"
        );
        assert_eq!(slug("L’État, c’est l’œuvre"), "etat-est-oeuvre");
        assert_eq!(
            slug("(1) Les dirigeants d’entreprises"),
            "1-les-dirigeants-entreprises"
        );
        assert_eq!(slug("— …"), "");
    }

    #[test]
    fn taken_ids_get_an_ordinal() {
        let mut taken = BTreeSet::new();
        let ids = ["a", "a", "", ""].map(|s| unique("x", s, &mut taken));
        assert_eq!(ids, ["x-a", "x-a-2", "x", "x-2"]);
        assert_eq!(unique("section", "faits", &mut taken), "faits");
        assert_eq!(unique("section", "2025", &mut taken), "section-2025");
    }
}
