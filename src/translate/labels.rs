//! Adds commented entries for the labels that a locale lacks, ready to be filled in.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::Diagnostics;
use crate::l10n::catalogue::{Catalogue, Entry};
use crate::translate::blocks::{self, Why};
use crate::translate::rewrite::{Place, Rewrite};

/// A label that a locale must have.
pub struct Wanted<'a> {
    /// The label's message id.
    pub id: &'a str,
    /// A description of it, for the comment.
    pub about: String,
    /// Its entry in the source language.
    pub entry: &'a str,
}

/// The updated text of a labels file, and the labels that it requests from now on. `missing` are the labels that neither it nor a parent locale has. Everything else
/// is kept, except comments for labels that are no longer missing.
pub fn ask(catalogue: &Catalogue, missing: &[Wanted]) -> (String, Vec<String>) {
    let mut rewrite = Rewrite::new(&catalogue.text);
    let wanted: BTreeSet<&str> = missing.iter().map(|one| one.id).collect();
    let asked = blocks::find(catalogue);
    let asked: Vec<_> = asked.iter().filter(|b| b.why == Why::Missing).collect();
    for block in &asked {
        // Comments that a person edited are kept.
        let is_ours = block.digest.is_some() && !wanted.contains(block.id.as_str());
        let has_it = catalogue.message(&block.id).is_some();
        if is_ours && has_it {
            rewrite.remove(block.range.clone());
        }
    }
    // A message that is present with an error is not missing.
    let broken: BTreeSet<&str> = catalogue.entries.iter().filter_map(Entry::id).collect();
    let is_asked = |id: &str| asked.iter().any(|block| block.id == id);
    let mut requested = Vec::new();
    for one in missing
        .iter()
        .filter(|one| !is_asked(one.id) && !broken.contains(one.id))
    {
        let lines = blocks::missing(one.id, &one.about, one.entry);
        rewrite.insert(Place::Behind(catalogue.text.trim_end().len()), lines);
        requested.push(one.id.to_owned());
    }
    (rewrite.finish(), requested)
}

/// A labels file without labels.
pub fn empty(file: &crate::origin::FileId, locale: &str) -> Catalogue {
    let text = format!("### The layouts' own strings in {locale}. Translators edit this file.\n");
    Catalogue::parse(file, &Arc::from(text), &mut Diagnostics::default())
}
