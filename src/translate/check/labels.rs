//! Labels: variables of a message must be described for translators.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::l10n::catalogue::{Catalogue, Entry};
use crate::l10n::message::Message;
use crate::origin::Origin;
use crate::translate::check::finding::{Finding, Findings};

/// Reports a message with variables but without a comment, unless it is `described` by a comment in the source
/// language.
pub fn comment(
    catalogue: &Catalogue,
    entry: Option<&Entry>,
    message: &Message,
    described: bool,
    out: &mut Findings,
) {
    let variables: BTreeSet<&String> = message
        .plain_variables
        .union(&message.computed_variables)
        .collect();
    let is_said = entry.is_some_and(|entry| !catalogue.comment(entry).is_empty());
    let Some(first) = variables.first().filter(|_| !described && !is_said) else {
        return;
    };
    let start = message.origin.range.start;
    let warning = Diagnostic::new(
        Code::CommentMissing,
        format!("`{}` has variables and no comment", message.id),
    )
    .at(Origin::new(
        &catalogue.file,
        start..start + message.id.len(),
    ))
    .hint(format!(
        "say above it what they stand for: `# ${first} (Number): …`"
    ));
    out.push(Finding::new(warning));
}
