//! What `:::` fences are for: an audience, a format, one of each, or speaker notes; or an element such as a box.

use crate::article::ast::Target;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::origin::Origin;
use crate::project::Format;
use crate::yaml::nearest;

/// Parses the words after an opening fence. Unknown words are reported.
pub fn target(
    info: &str,
    origin: &Origin,
    audiences: &[String],
    out: &mut Diagnostics,
) -> Option<Target> {
    let words: Vec<&str> = info.split_whitespace().collect();
    if words == ["notes"] {
        return Some(Target::Notes);
    }
    if let Some((_, instead)) = words.first().and_then(|first| foreign(first)) {
        let message = format!("`::: {}` is not built yet", words.join(" "));
        let error = Diagnostic::new(Code::NotBuilt, message).at(origin.clone());
        out.push(error.hint(*instead));
        return None;
    }
    let (mut audience, mut format) = (None, None);
    let mut fits = !words.is_empty();
    for word in &words {
        let as_format = Format::ALL.into_iter().find(|f| f.name() == *word);
        let as_audience = audiences.iter().find(|a| a == word);
        match (as_format, as_audience) {
            (Some(f), _) if format.is_none() => format = Some(f),
            (_, Some(a)) if audience.is_none() => audience = Some(a.clone()),
            _ => {
                fits = false;
                let message = format!("`::: {}` names nothing that is known", words.join(" "));
                let elements = Element::ALL
                    .iter()
                    .map(|element| -> &str { element.name() });
                let names = ["notes", "brief", "slides"].into_iter();
                let names = names.chain(audiences.iter().map(String::as_str));
                let names = names.chain(elements);
                let names: Vec<_> = names.collect();
                let hint = match nearest(word, names.iter().copied()) {
                    Some(near) if near != *word => format!("did you mean `{near}`?"),
                    _ => format!(
                        "name an audience, a format, one of each, or an element: {}",
                        crate::yaml::list(&names)
                    ),
                };
                out.push(
                    Diagnostic::new(Code::FenceUnknown, message)
                        .at(origin.clone())
                        .hint(hint),
                );
                break;
            }
        }
    }
    if words.is_empty() {
        out.push(
            Diagnostic::new(Code::FenceUnknown, "this `:::` names nothing")
                .at(origin.clone())
                .hint("write an audience, a format or `notes` after it; a closing `:::` needs an opening one"),
        );
    }
    fits.then_some(Target::Body { audience, format })
}

/// What a fence around blocks makes of them, for every audience and format.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Element {
    /// `::: box`.
    Box,
    /// `::: figure-of`.
    Figure,
    /// `:::: columns`.
    Columns,
    /// `::: column`.
    Column,
}

impl Element {
    /// All elements.
    pub const ALL: [Self; 4] = [Self::Box, Self::Figure, Self::Columns, Self::Column];

    /// The word after the colons.
    pub fn name(self) -> &'static str {
        match self {
            Self::Box => "box",
            Self::Figure => "figure-of",
            Self::Columns => "columns",
            Self::Column => "column",
        }
    }

    /// The element that an opening fence names, as a word or as a class: `::: box`, `::: {.box}`, `::: {.box .narrow}`.
    pub fn of(info: &str) -> Option<Self> {
        let mut names = names(info)?;
        let is_narrow = remove(&mut names, NARROW);
        let [name] = names[..] else { return None };
        let element = Self::ALL.into_iter().find(|it| it.name() == name);
        element.filter(|it| *it == Self::Box || !is_narrow)
    }

    /// Whether it may stand inside of another one.
    pub fn fits(self, outer: Self) -> bool {
        match outer {
            Self::Columns => self == Self::Column,
            Self::Column => matches!(self, Self::Box | Self::Figure),
            Self::Box => self == Self::Figure,
            Self::Figure => false,
        }
    }
}

/// The class of a box that stands in the narrow column.
const NARROW: &str = "narrow";

/// Whether an opening fence asks for the narrow column.
pub fn is_narrow(info: &str) -> bool {
    names(info).is_some_and(|names| names.contains(&NARROW))
}

/// The word and the classes after an opening fence; `None` if it holds anything else.
fn names(info: &str) -> Option<Vec<&str>> {
    let (word, braces) = match info.trim().split_once('{') {
        Some((word, rest)) => (word.trim(), rest.strip_suffix('}')?),
        None => (info.trim(), ""),
    };
    let mut names: Vec<&str> = Some(word)
        .filter(|word| !word.is_empty())
        .into_iter()
        .collect();
    for class in braces.split_whitespace() {
        names.push(class.strip_prefix('.')?);
    }
    Some(names)
}

fn remove(names: &mut Vec<&str>, name: &str) -> bool {
    let at = names.iter().position(|known| *known == name);
    at.map(|at| names.remove(at)).is_some()
}

/// Words that Pandoc and Quarto use in fences, and what to write instead.
const FOREIGN: [(&str, &str); 5] = [
    ("columns", "columns are of one width: write `:::: columns`"),
    ("column", "columns are of one width: write `::: column`"),
    (
        "box",
        "write `::: box`, or for the narrow column `::: {.box .narrow}`",
    ),
    (
        "figure-of",
        "a key figure has no attributes: write `::: figure-of`",
    ),
    (
        "{",
        "write a callout as a quote that begins with `[!NOTE]` or as `::: box`, and a variant as `::: slides`",
    ),
];

fn foreign(word: &str) -> Option<&'static (&'static str, &'static str)> {
    FOREIGN
        .iter()
        .find(|(name, _)| *name == word || *name == "{" && word.starts_with('{'))
}
