//! The layouts' own strings as units for translators' tools.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostics};
use crate::exchange::labels::{Label, completed};
use crate::exchange::unit::{File, Unit};
use crate::l10n::catalogue::Catalogue;
use crate::l10n::labels;
use crate::locale::Locale;
use crate::pipeline::build::session::Session;
use crate::translate::labels::empty;
use crate::translate::state::State;

/// The labels that a language has, or must have, in its own file.
pub struct LabelUnits {
    /// The file; a new one where there is none.
    pub own: Arc<Catalogue>,
    /// In the order of the source language's files.
    pub labels: Vec<Label>,
    /// The plural categories of the language's whole numbers, and `other`.
    categories: Vec<&'static str>,
}

impl Session {
    /// The labels of a language: of a region, those that differ from its parent's. None where its file cannot be read.
    pub fn label_units(&self, locale: &Locale, out: &mut Diagnostics) -> Option<LabelUnits> {
        let sources = self.sources();
        let mut found = Diagnostics::default();
        let catalogues = sources.labels(locale, &mut found);
        let is_fatal = |code: Code| code.is_unreadable_file() || code == Code::MergeConflict;
        let fatal: Vec<_> = found.into_iter().filter(|d| is_fatal(d.code)).collect();
        if !fatal.is_empty() {
            out.extend(fatal);
            return None;
        }
        let file = labels::file(&locale.name);
        let mut last = catalogues.iter().rev();
        let own =
            last.find(|c| c.file == file && self.vfs().is_own(&file) && !c.text.trim().is_empty());
        let own = own.cloned().unwrap_or_else(|| empty(&file, &locale.name));
        let has = |catalogue: &Catalogue, id: &str| {
            catalogue
                .message(id)
                .is_some_and(|message| message.has_value())
        };
        let there = |id: &str| catalogues.iter().any(|catalogue| has(catalogue, id));
        let needed = labels::needed(sources.required_labels(), sources.printed_labels(), there);
        let ignored = &mut Diagnostics::default();
        let mut known = Vec::clone(&sources.labels(&sources.project().source, ignored));
        // The project's own stand behind the defaults, and are in force.
        known.reverse();
        if let Some(reference) = Locale::parse(labels::REFERENCE) {
            known.extend(sources.labels(&reference, ignored).iter().cloned());
        }
        let mut seen = BTreeSet::new();
        let mut all = Vec::new();
        for catalogue in &known {
            for message in catalogue.messages.iter().filter(|m| m.has_value()) {
                let id = message.id.as_str();
                let built_in = catalogues.iter().find(|c| c.file == file && has(c, id));
                let is_inherited = built_in.is_none() && there(id);
                // What cannot be read in the language's file is not written anew.
                let is_broken = own.entry(id).is_some() && !has(&own, id);
                if is_inherited || is_broken || !needed.contains_key(id) || !seen.insert(id) {
                    continue;
                }
                let mut label = Label::new(catalogue, message);
                label.default = built_in.and_then(|catalogue| {
                    let entry = catalogue.entry(id)?;
                    Some(catalogue.text[entry.start..entry.range.end].to_owned())
                });
                all.push(label);
            }
        }
        let language = sources.language(locale);
        let plurals = language.plurals(false);
        let mut categories = plurals
            .map(|plurals| plurals.of.clone())
            .unwrap_or_default();
        categories.push("other");
        categories.sort_unstable();
        categories.dedup();
        Some(LabelUnits {
            own: Arc::new(own),
            labels: all,
            categories,
        })
    }
}

impl LabelUnits {
    /// The language's file with an entry for each label that is `wanted`.
    pub fn completed(&self, wanted: &dyn Fn(&str) -> bool) -> Catalogue {
        let labels = self.labels.iter().filter(|label| wanted(&label.id));
        completed(&self.own, labels, &self.categories)
    }

    /// The units of all labels that a catalogue has.
    pub fn units(&self, catalogue: &Catalogue) -> Vec<Unit> {
        let labels = self.labels.iter();
        labels.flat_map(|label| label.units(catalogue)).collect()
    }

    /// The units as a file of a package, without those that are meant to be empty.
    pub fn file(&self, source: &Locale) -> File {
        let mut units = self.units(&self.completed(&|_| true));
        units.retain(|unit| unit.state == State::Missing || unit.translation().is_some());
        File {
            name: crate::exchange::labels::NAME.to_owned(),
            path: labels::file(&source.name).path().to_owned(),
            units,
        }
    }

    /// The units by label.
    pub fn by_label(units: &[Unit]) -> BTreeMap<&str, Vec<usize>> {
        let mut all: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, unit) in units.iter().enumerate() {
            all.entry(&unit.message).or_default().push(at);
        }
        all
    }
}
