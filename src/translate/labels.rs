//! The labels that a language lacks, asked for in its file: as comments, ready to fill in.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::Diagnostics;
use crate::l10n::catalogue::{Catalogue, Entry};
use crate::translate::blocks::{self, Why};
use crate::translate::rewrite::{Place, Rewrite};

/// A label that a language must have.
pub struct Wanted<'a> {
    /// The label's message id.
    pub id: &'a str,
    /// The comment that describes it.
    pub about: String,
    /// Its entry in the source language.
    pub entry: &'a str,
}

/// The file of a language's labels as it should be: `missing` are those that neither it nor a parent has. What stands
/// in it stays, but for comments about labels that are no longer missing.
pub fn ask(catalogue: &Catalogue, missing: &[Wanted]) -> String {
    let mut rewrite = Rewrite::new(&catalogue.text);
    let wanted: BTreeSet<&str> = missing.iter().map(|one| one.id).collect();
    let asked = blocks::find(catalogue);
    let asked: Vec<_> = asked.iter().filter(|b| b.why == Why::Missing).collect();
    for block in &asked {
        // A comment that somebody wrote into, or that is no entry any more, is theirs.
        let is_ours = block.digest.is_some() && !wanted.contains(block.id.as_str());
        let has_it = catalogue.message(&block.id).is_some();
        if is_ours && has_it {
            rewrite.remove(block.range.clone());
        }
    }
    // What is broken is not missing.
    let broken: BTreeSet<&str> = catalogue.entries.iter().filter_map(Entry::id).collect();
    let is_asked = |id: &str| asked.iter().any(|block| block.id == id);
    for one in missing
        .iter()
        .filter(|one| !is_asked(one.id) && !broken.contains(one.id))
    {
        let lines = blocks::missing(one.id, &one.about, one.entry);
        rewrite.insert(Place::Behind(catalogue.text.trim_end().len()), lines);
    }
    rewrite.finish()
}

/// An empty file of labels.
pub fn empty(file: &crate::origin::FileId, locale: &str) -> Catalogue {
    let text = format!("### The layouts' own strings in {locale}. Translators edit this file.\n");
    Catalogue::parse(file, &Arc::from(text), &mut Diagnostics::default())
}
