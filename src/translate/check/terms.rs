//! Parameters of terms: names that the term does not use, and values for which it has no variant. Both print the default
//! variant in silence.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::l10n::message::{Message, TermArgument};
use crate::origin::{FileId, Origin};
use crate::translate::check::finding::{Finding, Findings};
use crate::yaml::{list, nearest};

/// Reports the parameters of a message that its terms do not know. `terms` are those of the file, by id.
pub fn check(
    file: &FileId,
    message: &Message,
    terms: &BTreeMap<&str, &Message>,
    out: &mut Findings,
) {
    for argument in &message.term_arguments {
        let Some(term) = terms.get(argument.term.as_str()) else {
            continue;
        };
        let Some((what, hint)) = fault(term, argument) else {
            continue;
        };
        let note = Diagnostic::new(Code::TermArgument, format!("`{}` {what}", message.id));
        out.push(Finding::new(
            note.at(Origin::new(file, argument.range.clone()))
                .hint(hint),
        ));
    }
}

fn fault(term: &Message, argument: &TermArgument) -> Option<(String, String)> {
    let TermArgument { name, value, .. } = argument;
    let known: Vec<&str> = term
        .plain_variables
        .union(&term.computed_variables)
        .map(String::as_str)
        .collect();
    if !known.contains(&name.as_str()) {
        let hint = match nearest(name, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if known.is_empty() => "it has no parameters: delete this one".to_owned(),
            None => format!("its parameters are {}", list(&known)),
        };
        return Some((
            format!(
                "gives `{}` the parameter `{name}`, which it does not use",
                term.id
            ),
            hint,
        ));
    }
    let value = value
        .as_deref()
        .filter(|value| value.parse::<f64>().is_err())?;
    let mut selectors = term
        .selectors
        .iter()
        .filter(|s| s.variable.as_deref() == Some(name) && s.function.is_none());
    let selector = selectors.next()?;
    if term.plain_variables.contains(name) || selectors.next().is_some() {
        return None;
    }
    let keys: Vec<&str> = selector.keys.iter().map(|(key, _)| key.as_str()).collect();
    if keys.contains(&value) {
        return None;
    }
    let hint = match nearest(value, keys.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("its variants are {}", list(&keys)),
    };
    Some((
        format!(
            "asks `{}` for the variant `{value}`, which it does not have",
            term.id
        ),
        hint,
    ))
}
