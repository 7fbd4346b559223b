//! Files that `sync` must not write over: people wrote or emptied them.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::l10n::catalogue::Catalogue;
use crate::origin::{FileId, Origin};
use crate::pipeline::commands::sync::run::Extras;
use crate::pipeline::sources::original::Original;
use crate::pipeline::sources::translation::Translation;
use crate::project::SETTINGS;
use crate::translate::generated;

/// How many edited messages are named.
const LISTED: usize = 12;

/// An error where people edited the source catalogue.
pub fn edited(
    registry: &Catalogue,
    today: &str,
    article: &FileId,
    extras: Extras,
) -> Option<Diagnostic> {
    let (file, text) = (&registry.file, &registry.text);
    let (names, first) = generated::edited(file, text, today).filter(|_| !extras.discards_edits)?;
    let listed: Vec<_> = names.iter().take(LISTED).map(String::as_str).collect();
    let more = match names.len() - listed.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let message = format!("this file was edited by hand: {}{more}", listed.join(", "));
    Some(
        Diagnostic::new(Code::SourceEdited, message)
            .at(Origin::new(file, first))
            .hint(format!(
                "source text comes from the article: make the change in {article}"
            ))
            .hint("then run `fluentpress sync --discard-edits`: it writes this file anew"),
    )
}

/// An error where a file that should be a translation is the source catalogue, and there is no other.
pub fn misplaced(translation: &Translation, original: &Original) -> Option<Diagnostic> {
    let catalogue = translation.catalogue.as_ref()?;
    let is_source = !catalogue.text.trim().is_empty() && generated::is_generated(&catalogue.text);
    if !is_source || original.registry.is_some() {
        return None;
    }
    let (name, article) = (&translation.locale.name, &original.article.file);
    let message = format!(
        "this is the source catalogue of an article, and `{name}` is not the source language"
    );
    Some(
        Diagnostic::new(Code::SourceCatalogue, message)
            .at(Origin::new(&catalogue.file, 0..0))
            .hint(format!("if {article} is in `{name}`, name it with `lang:` in its front matter and `source:` in {}", SETTINGS))
            .hint("if this is a translation that was begun as a copy, delete the lines that start with `###`"),
    )
}

/// An error where a file is empty that was full of translations. Many editors empty a file before they fill it.
pub fn emptied(translation: &Translation) -> Option<Diagnostic> {
    let catalogue = translation.catalogue.as_ref()?;
    let records = translation.lock.iter().flat_map(BTreeMap::values);
    let known = records.filter(|record| record.target.is_some()).count();
    if known == 0 || !catalogue.text.trim().is_empty() {
        return None;
    }
    let message = format!("this file is empty, and its lock knows {known} translations");
    Some(
        Diagnostic::new(Code::EmptyCatalogue, message)
            .at(Origin::file(&catalogue.file))
            .hint("restore it, or delete it to begin anew; if an editor is saving it, give the command again"),
    )
}

/// Of what was found while a translation was read, and of the above, what forbids to write it anew: it cannot be read.
pub fn unwritable(
    translation: &Translation,
    original: &Original,
    mut found: Diagnostics,
) -> Diagnostics {
    found.extend(misplaced(translation, original));
    found.extend(emptied(translation));
    found.retain(|d| {
        d.code.is_unreadable_file()
            || matches!(
                d.code,
                Code::LockSyntax
                    | Code::MergeConflict
                    | Code::SourceCatalogue
                    | Code::EmptyCatalogue
            )
    });
    found
}
