//! Running text: the message that it is, and its inline elements.

use crate::origin::Origin;

/// A run of text that is translated as one message or one attribute of a message.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Text {
    /// The message that it is; its id is empty until ids are aligned, and for texts that are no message.
    pub key: Key,
    /// The running text itself.
    pub inlines: Vec<Inline>,
    /// The place in the article, or in a `.ftl` file where it was translated.
    pub origin: Origin,
    /// The language tag of source text that stands in place of a missing translation; none where the text is in the
    /// document's language.
    pub fallback: Option<String>,
    /// Whether it is a value, such as a number or a date in a table cell: it is no message, and is formatted for each locale.
    pub is_value: bool,
}

impl Text {
    /// A text whose message is not known yet.
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
    /// The attribute, for labels, alternative texts and captions; none for the value.
    pub attribute: Option<&'static str>,
}

impl Key {
    /// The id under which findings about a block of code are grouped, as code is no message.
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
    /// Emphasis, `*a*`.
    Emph(Vec<Inline>),
    /// Strong emphasis, `**a**`.
    Strong(Vec<Inline>),
    /// Strikethrough, `~~a~~`.
    Strike(Vec<Inline>),
    /// Subscript, `~a~`: H₂O.
    Sub(Vec<Inline>),
    /// Superscript, `^a^`: m².
    Super(Vec<Inline>),
    /// Code, the same in all languages.
    Code(String),
    /// A link to an address.
    Link {
        /// The address; `#id` for a section of the article.
        url: String,
        /// The text of the link.
        content: Vec<Inline>,
    },
    /// A reference to the footnote of this name.
    Footnote(String),
    /// A forced line break.
    Break,
    /// In a label: a variable whose value the layout gives, by name.
    Param(String),
}

impl Inline {
    /// The content of an element that encloses others; none for a leaf.
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

    /// [`Inline::inner`], mutable.
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

/// Calls a function on every inline, nested ones included, in reading order.
pub fn pieces<'a>(inlines: &'a [Inline], visit: &mut impl FnMut(&'a Inline)) {
    for inline in inlines {
        visit(inline);
        pieces(inline.inner().unwrap_or_default(), visit);
    }
}

/// Joins adjacent runs of words, nested ones included.
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

/// The words of inlines, without markup; a forced line break is a space.
pub fn plain(inlines: &[Inline]) -> String {
    let mut out = String::new();
    pieces(inlines, &mut |inline| match inline {
        Inline::Text(text) | Inline::Code(text) => out.push_str(text),
        Inline::Break => out.push(' '),
        _ => {}
    });
    out
}

/// The names of the footnotes that texts refer to, in their order; a name that is referred to twice is there twice.
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
