//! Superfluous or empty messages, values and attributes.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::l10n::catalogue::Catalogue;
use crate::l10n::message::{Message, Part};
use crate::origin::Origin;
use crate::translate::check::finding::{Finding, Findings};
use crate::translate::check::text::{Pair, Sides};
use crate::yaml::nearest;

/// Reports messages that translate nothing. `wanted` are the ids of the source; messages that these or terms refer to
/// are helpers of the translator, and are allowed.
pub fn obsolete(catalogue: &Catalogue, wanted: &BTreeSet<&str>, out: &mut Diagnostics) {
    for message in unused(catalogue, wanted) {
        out.push(
            obsolete_message(catalogue, message, "the article").hint(
                "`fluentpress sync` moves it to the end of the file as a comment; or delete it",
            ),
        );
    }
}

/// Reports labels that no layout prints. `wanted` are the ids of all labels.
pub fn obsolete_labels(catalogue: &Catalogue, wanted: &BTreeSet<&str>, out: &mut Diagnostics) {
    for message in unused(catalogue, wanted) {
        let hint = match nearest(&message.id, wanted.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "a label of your own layouts stands in the source language too; or delete it"
                .to_owned(),
        };
        let warning = obsolete_message(catalogue, message, "the list of labels");
        out.push(warning.as_warning().hint(hint));
    }
}

/// The messages that are not wanted, and to which none of those, and no term, refers.
fn unused<'c>(
    catalogue: &'c Catalogue,
    wanted: &BTreeSet<&'c str>,
) -> impl Iterator<Item = &'c Message> {
    let mut used: BTreeSet<&str> = wanted.clone();
    let of_terms = catalogue
        .terms
        .iter()
        .flat_map(|term| term.references.keys());
    let mut open: Vec<&str> = used
        .iter()
        .copied()
        .chain(of_terms.map(String::as_str))
        .collect();
    while let Some(id) = open.pop() {
        used.insert(id);
        let references = catalogue
            .message(id)
            .into_iter()
            .flat_map(|message| message.references.keys());
        open.extend(
            references
                .map(String::as_str)
                .filter(|id| !used.contains(id)),
        );
    }
    let messages = catalogue.messages.iter();
    messages.filter(move |message| !used.contains(message.id.as_str()))
}

/// The finding about a message without a source text. `source` names the source in the message.
pub fn obsolete_message(catalogue: &Catalogue, message: &Message, source: &str) -> Diagnostic {
    let start = message.origin.range.start;
    Diagnostic::new(
        Code::ObsoleteMessage,
        format!("{source} has no `{}`", message.id),
    )
    .at(Origin::new(
        &catalogue.file,
        start..start + message.id.len(),
    ))
}

/// Reports a value or an attribute that the source message does not have.
pub fn extra(pair: &Pair, sides: &Sides, out: &mut Findings) {
    if sides.there.is_none() {
        out.push(Finding::new(extra_part(pair, sides.part)));
    }
}

fn extra_part(pair: &Pair, part: &Part) -> Diagnostic {
    let id = &pair.message.id;
    let what = match part.name.as_str() {
        "" => format!("`{id}` has a value, and its source text has attributes only"),
        name => format!("`{id}` has the attribute `.{name}`, which its source text does not have"),
    };
    Diagnostic::new(Code::ExtraPart, what)
        .at(pair.at(part.range.clone()))
        .hint("delete it")
}

/// Reports a part that is empty or only white space, unless its source is too.
pub fn empty(pair: &Pair, sides: &Sides, out: &mut Findings) {
    let is_empty = |words: &str| {
        words
            .chars()
            .all(|c| c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}'))
    };
    let source_says = sides.there.is_none_or(|there| !is_empty(&there.words));
    // A form of a term may be nothing, such as an ending that a case does not have.
    let mut forms = pair
        .message
        .parts
        .iter()
        .flat_map(|part| part.ways.iter().chain([part]));
    if pair.message.id.starts_with('-') && forms.any(|form| !is_empty(&form.flat)) {
        return;
    }
    if is_empty(&sides.part.flat) && source_says {
        let error = Diagnostic::new(
            Code::EmptyTranslation,
            format!("`{}` says nothing", pair.name(sides.part)),
        )
        .at(pair.at(sides.part.range.clone()))
        .hint("translate it; or delete it, and it counts as missing");
        out.push(Finding::new(error));
    }
}
