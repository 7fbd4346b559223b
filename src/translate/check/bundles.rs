//! Compares two Fluent files of an application, of which one is the translation of the other: missing and extra
//! entries, parts and variables, and selectors.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::l10n::catalogue::Catalogue;
use crate::l10n::message::Message;
use crate::origin::{FileId, Origin};
use crate::translate::check::completeness::obsolete_message;
use crate::translate::check::language::Language;
use crate::translate::check::plurals;

/// Compares the entries of two files. Typography and markup are not checked, as an application renders its strings in
/// its own way. Plurals are checked if `language` is known.
pub fn check(
    source: &Catalogue,
    target: &Catalogue,
    language: Option<&Language>,
    out: &mut Diagnostics,
) {
    let entries = |catalogue: &'_ Catalogue| -> BTreeSet<String> {
        let all = catalogue.messages.iter().chain(&catalogue.terms);
        all.map(|message| message.id.clone()).collect()
    };
    let (known, here) = (entries(source), entries(target));
    for message in source.messages.iter().chain(&source.terms) {
        if !here.contains(&message.id) {
            out.push(missing(&message.id, &target.file));
        }
    }
    for message in target.messages.iter().chain(&target.terms) {
        if !known.contains(&message.id) {
            let error = obsolete_message(target, message, "the source language");
            out.push(error.hint("delete it"));
        }
        if let Some(language) = language {
            let from = source.message(&message.id);
            let mut found = Vec::new();
            plurals::check(&target.file, message, from, language, &mut found);
            out.extend(found.into_iter().map(|finding| finding.diagnostic));
        }
    }
    for from in &source.messages {
        if let Some(to) = target.message(&from.id) {
            parts(from, to, target, out);
            variables(from, to, target, out);
        }
    }
}

/// The finding about a file that a locale lacks. `messages` is the number of its messages in the source language.
pub fn missing_file(file: &FileId, messages: usize) -> Diagnostic {
    let of = match messages {
        1 => "1 message".to_owned(),
        n => format!("{n} messages"),
    };
    Diagnostic::new(
        Code::MissingFile,
        format!("this file does not exist; it has {of} in the source language"),
    )
    .at(Origin::file(file))
    .hint("translate it")
}

/// The finding about a file that the source language does not have.
pub fn obsolete_file(file: &FileId) -> Diagnostic {
    Diagnostic::new(Code::ObsoleteFile, "the source language has no such file")
        .at(Origin::file(file))
        .hint("delete it, or rename it as its source was renamed")
}

fn missing(name: &str, file: &FileId) -> Diagnostic {
    Diagnostic::new(
        Code::MissingTranslation,
        format!("`{name}` is not translated"),
    )
    .at(Origin::file(file))
    .hint(format!("add `{name}` to {file}"))
}

/// Reports values and attributes that only one of two messages has.
fn parts(from: &Message, to: &Message, target: &Catalogue, out: &mut Diagnostics) {
    let at = |message: &Message| {
        Origin::new(
            &target.file,
            message.origin.range.start..message.origin.range.start + message.id.len(),
        )
    };
    for part in from
        .parts
        .iter()
        .filter(|part| to.part(&part.name).is_none())
    {
        let name = name(&from.id, &part.name);
        let error = Diagnostic::new(
            Code::MissingPart,
            match part.name.as_str() {
                "" => format!("`{}` has no value, and its source text has one", from.id),
                _ => format!("`{name}` is not translated"),
            },
        );
        out.push(error.at(at(to)).hint("add it"));
    }
    for part in to
        .parts
        .iter()
        .filter(|part| from.part(&part.name).is_none())
    {
        let what = match part.name.as_str() {
            "" => format!("`{}` has a value, and its source text has none", to.id),
            name => format!(
                "`{}` has the attribute `.{name}`, which its source text does not have",
                to.id
            ),
        };
        out.push(
            Diagnostic::new(Code::ExtraPart, what)
                .at(Origin::new(&target.file, part.range.clone()))
                .hint("delete it"),
        );
    }
}

fn name(id: &str, part: &str) -> String {
    if part.is_empty() {
        id.to_owned()
    } else {
        format!("{id}.{part}")
    }
}

/// Reports variables that only one of two messages uses.
fn variables(from: &Message, to: &Message, target: &Catalogue, out: &mut Diagnostics) {
    let all = |message: &Message| -> BTreeSet<String> {
        message
            .plain_variables
            .union(&message.computed_variables)
            .cloned()
            .collect()
    };
    let (source, here) = (all(from), all(to));
    let origin = to.origin.clone();
    let id = &to.id;
    // Messages and terms that are referred to may use the variable.
    let refers = !to.references.is_empty() || !from.references.is_empty();
    for name in source.difference(&here).filter(|_| !refers) {
        let warning = format!("`{id}` does not use `${name}`");
        out.push(
            Diagnostic::new(Code::VariablesDiffer, warning)
                .as_warning()
                .at(origin.clone())
                .hint("use it, unless the language needs no such word"),
        );
    }
    for name in here.difference(&source) {
        let error = format!("`{id}` uses `${name}`, which its source text does not use");
        out.push(
            Diagnostic::new(Code::VariablesDiffer, error)
                .at(Origin::new(&target.file, origin.range.clone()))
                .hint("it may not be given: use those of the source text"),
        );
    }
}
