//! Inline content, and the messages that it belongs to.

use crate::locale::Locale;
use crate::math::readable::{readable, subscript, superscript};
use crate::origin::Origin;

/// Inline content that is translated as one message or one attribute of a message.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Text {
    /// The message. The id is empty before alignment, and for texts that are not messages.
    pub key: Key,
    /// The inline content.
    pub inlines: Vec<Inline>,
    /// The place in the article, or in the `.ftl` file of the translation.
    pub origin: Origin,
    /// The locale of a text that replaces a missing translation. `None` if the text is in the document's language.
    pub fallback: Option<String>,
    /// Whether it is a value, such as a number or a date in a table cell, an address, or the short name of a licence.
    /// Values are not messages; numbers and dates are formatted for each locale.
    pub is_value: bool,
}

impl Text {
    /// A text without a message.
    pub fn new(inlines: Vec<Inline>, origin: Origin) -> Self {
        Self {
            key: Key::default(),
            inlines,
            origin,
            fallback: None,
            is_value: false,
        }
    }

    /// Whether it refers to a part of the article without words of its own.
    pub fn refers(&self) -> bool {
        let mut found = false;
        pieces(&self.inlines, &mut |inline| {
            found |= matches!(inline, Inline::Reference(_));
        });
        found
    }

    /// The text without markup.
    pub fn plain(&self) -> String {
        plain(&self.inlines)
    }

    /// The text in words alone, for readers: equations and scripts in signs of Unicode.
    pub fn readable(&self) -> String {
        let mut out = String::new();
        read(&self.inlines, &mut out);
        out
    }
}

/// A message, or an attribute of one.
#[derive(Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Key {
    /// The message's id.
    pub id: String,
    /// The attribute, for labels, alternative texts and captions; `None` for the value.
    pub attribute: Option<&'static str>,
}

impl Key {
    /// The id for findings about a code block, which is no message.
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

/// A piece of inline content.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Inline {
    /// Plain text.
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
    /// A code span, which is the same in all languages.
    Code(String),
    /// An equation in TeX, `$a^2$`, which is the same in all languages.
    Math(String),
    /// A link.
    Link {
        /// The URL; `#id` for a section, a table or a figure of the article, `other.md` for another article.
        url: String,
        /// The text of the link.
        content: Vec<Inline>,
    },
    /// A passage with attributes, `[a]{lang=de .smallcaps}`.
    Span {
        /// Its language; `None` for that of the text around it.
        lang: Option<Locale>,
        /// Whether it is set in small capitals.
        small_caps: bool,
        /// The passage.
        content: Vec<Inline>,
    },
    /// A reference to the footnote with this name.
    Footnote(String),
    /// A reference to the section, table or figure with this id, or to another article, `other.md`: its number or its title is printed.
    Reference(String),
    /// A citation, `[see @a, p. 3; @b]`: the words between its brackets, with a [`Inline::Source`] in each part.
    /// Parts are divided by [`Inline::Break`].
    Cite(Vec<Inline>),
    /// In a citation: the work that is cited.
    Source {
        /// Its key in the bibliography.
        key: String,
        /// Whether its authors are left out, as the text names them: `-@key`.
        is_bare: bool,
    },
    /// A forced line break.
    Break,
    /// In a label: the name of a variable whose value the layout provides.
    Param(String),
}

impl Inline {
    /// The content of an element that contains inlines; `None` for a leaf.
    pub fn inner(&self) -> Option<&[Inline]> {
        match self {
            Self::Emph(inner)
            | Self::Strong(inner)
            | Self::Strike(inner)
            | Self::Sub(inner)
            | Self::Super(inner)
            | Self::Cite(inner)
            | Self::Link { content: inner, .. }
            | Self::Span { content: inner, .. } => Some(inner),
            Self::Text(_)
            | Self::Code(_)
            | Self::Math(_)
            | Self::Footnote(_)
            | Self::Reference(_)
            | Self::Source { .. }
            | Self::Break
            | Self::Param(_) => None,
        }
    }

    /// Like [`Inline::inner`], mutable.
    pub fn inner_mut(&mut self) -> Option<&mut Vec<Inline>> {
        match self {
            Self::Emph(inner)
            | Self::Strong(inner)
            | Self::Strike(inner)
            | Self::Sub(inner)
            | Self::Super(inner)
            | Self::Cite(inner)
            | Self::Link { content: inner, .. }
            | Self::Span { content: inner, .. } => Some(inner),
            Self::Text(_)
            | Self::Code(_)
            | Self::Math(_)
            | Self::Footnote(_)
            | Self::Reference(_)
            | Self::Source { .. }
            | Self::Break
            | Self::Param(_) => None,
        }
    }
}

impl Inline {
    /// The language of a passage that is in another one than the text around it.
    pub fn language(&self) -> Option<&Locale> {
        match self {
            Self::Span { lang, .. } => lang.as_ref(),
            _ => None,
        }
    }
}

/// Visits every inline, nested ones included, in reading order; an element before its content.
pub fn pieces<'a>(inlines: &'a [Inline], visit: &mut impl FnMut(&'a Inline)) {
    for inline in inlines {
        visit(inline);
        pieces(inline.inner().unwrap_or_default(), visit);
    }
}

/// Joins adjacent texts, nested ones included.
pub fn join(inlines: &mut Vec<Inline>) {
    inlines
        .iter_mut()
        .filter_map(Inline::inner_mut)
        .for_each(join);
    let is_text = |inline: &Inline| matches!(inline, Inline::Text(_));
    if !inlines.windows(2).any(|pair| pair.iter().all(is_text)) {
        return;
    }
    let mut joined: Vec<Inline> = Vec::with_capacity(inlines.len());
    for inline in inlines.drain(..) {
        match (joined.last_mut(), inline) {
            (Some(Inline::Text(before)), Inline::Text(text)) => before.push_str(&text),
            (_, inline) => joined.push(inline),
        }
    }
    *inlines = joined;
}

/// The text of inlines without markup. A forced line break becomes a space.
pub fn plain(inlines: &[Inline]) -> String {
    let mut out = String::new();
    pieces(inlines, &mut |inline| match inline {
        Inline::Text(text) | Inline::Code(text) | Inline::Math(text) => out.push_str(text),
        Inline::Break => out.push(' '),
        _ => {}
    });
    out
}

fn read(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Math(tex) => out.push_str(&readable(tex)),
            Inline::Super(inner) => {
                let words = plain(inner);
                out.push_str(&superscript(&words).unwrap_or(words));
            }
            Inline::Sub(inner) => {
                let words = plain(inner);
                out.push_str(&subscript(&words).unwrap_or(words));
            }
            inline => match inline.inner() {
                Some(inner) => read(inner, out),
                None => out.push_str(&plain(std::slice::from_ref(inline))),
            },
        }
    }
}

/// The names of the footnotes that texts refer to, in order and with repetitions.
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
