//! The targets of `:::` fences: an audience, a format, one of each, or speaker notes.

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
                let names = ["notes", "brief", "slides"].into_iter();
                let names = names.chain(audiences.iter().map(String::as_str));
                let names: Vec<_> = names.collect();
                let hint = match nearest(word, names.iter().copied()) {
                    Some(near) if near != *word => format!("did you mean `{near}`?"),
                    _ => format!(
                        "name an audience, a format, or one of each: {}",
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

/// Words that Pandoc and Quarto use in fences, and what to write instead.
const FOREIGN: [(&str, &str); 5] = [
    (
        "columns",
        "write what stands in its columns one below the other",
    ),
    (
        "column",
        "write what stands in its columns one below the other",
    ),
    ("box", "write a callout: a quote that begins with `[!NOTE]`"),
    (
        "figure-of",
        "write the number and what it says as a paragraph",
    ),
    (
        "{",
        "write a callout as a quote that begins with `[!NOTE]`, and a variant as `::: slides`",
    ),
];

fn foreign(word: &str) -> Option<&'static (&'static str, &'static str)> {
    FOREIGN
        .iter()
        .find(|(name, _)| *name == word || *name == "{" && word.starts_with('{'))
}
