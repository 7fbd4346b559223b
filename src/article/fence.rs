//! What a `:::` fence names: an audience, a format, one of each, or the speaker notes.

use crate::article::ast::Target;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::origin::Origin;
use crate::project::Format;
use crate::yaml::nearest;

/// Reads the words after an opening fence; what they do not name is reported.
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
                    Diagnostic::error("fence-unknown", message)
                        .at(origin.clone())
                        .hint(hint),
                );
                break;
            }
        }
    }
    if words.is_empty() {
        out.push(
            Diagnostic::error("fence-unknown", "this `:::` names nothing")
                .at(origin.clone())
                .hint("write an audience, a format or `notes` after it; a closing `:::` needs an opening one"),
        );
    }
    fits.then_some(Target::Body { audience, format })
}
