//! Manifests put together.
//!
//! A manifest is of one state of the sources: each input has one digest. So the manifests of the parts of a build, made on
//! any machines, put together in any order, are the manifest of the whole, byte for byte; and parts that were made from
//! different states cannot be put together.

use std::collections::BTreeSet;

use crate::output::manifest::{Conflict, Entry, Input, Listed, Manifest, find, known, sort};

impl Manifest {
    /// Adds the entries of another manifest. If they contradict each other, this one is unchanged.
    pub fn merge(&mut self, other: Self) -> Result<(), Conflict> {
        let versions = |m: &Self| (m.schema, m.fluentpress.clone(), m.typst.clone());
        if versions(self) != versions(&other) {
            return Err(Conflict::Versions);
        }
        if self.draft != other.draft {
            return Err(Conflict::Draft);
        }
        if self.epoch.is_some() && other.epoch.is_some() && self.epoch != other.epoch {
            return Err(Conflict::Epoch);
        }
        if let Some(input) = contradiction(&self.inputs, &other.inputs) {
            return Err(Conflict::Input(input.path.clone()));
        }
        if let Some(input) = contradiction(&self.built_in, &other.built_in) {
            return Err(Conflict::BuiltIn(input.path.clone()));
        }
        if let Some(font) = contradiction(&self.fonts, &other.fonts) {
            return Err(match font.built_in {
                true => Conflict::BuiltIn(font.id.clone()),
                false => Conflict::Input(font.id.clone()),
            });
        }
        if let Some(entry) = contradiction(&self.artifacts, &other.artifacts) {
            return Err(Conflict::Artifact(entry.file.clone()));
        }
        if let Some(picture) = contradiction(&self.pictures, &other.pictures) {
            return Err(Conflict::Artifact(picture.file.clone()));
        }
        self.epoch = self.epoch.or(other.epoch);
        unite(&mut self.inputs, other.inputs);
        unite(&mut self.built_in, other.built_in);
        unite(&mut self.fonts, other.fonts);
        unite(&mut self.artifacts, other.artifacts);
        unite(&mut self.pictures, other.pictures);
        Ok(())
    }

    /// The same manifest, of some artifacts alone: without the contact sheet, which shows others too, and without orphaned files.
    pub fn only(&self, keep: impl Fn(&Entry) -> bool) -> Self {
        let artifacts: Vec<_> = self.artifacts.iter().filter(|e| keep(e)).cloned().collect();
        let listed = |lists: fn(&Entry) -> &Vec<String>| -> BTreeSet<&str> {
            let lists = artifacts.iter().flat_map(lists);
            lists.map(String::as_str).collect()
        };
        let (own, built_in) = (listed(|e| &e.inputs), listed(|e| &e.built_in));
        let faces = listed(|e| &e.fonts);
        let is_shown = |file: &str| artifacts.iter().any(|entry| entry.file == file);
        let pictures = self.pictures.iter();
        let pictures = pictures.filter(|p| p.artifact.as_deref().is_some_and(is_shown));
        let pictures = pictures.cloned().collect();
        let is_undated = artifacts.iter().any(|entry| entry.date.is_none());
        Self {
            schema: self.schema,
            fluentpress: self.fluentpress.clone(),
            typst: self.typst.clone(),
            epoch: self.epoch.filter(|_| is_undated),
            draft: self.draft,
            inputs: part(&self.inputs, &own),
            built_in: part(&self.built_in, &built_in),
            fonts: part(&self.fonts, &faces),
            artifacts,
            pictures,
            orphans: Vec::new(),
        }
    }

    /// Keeps the artifacts of an earlier manifest that this one does not list, that can still be made and that are there still, and
    /// their pictures: a file is compared by name, length and digest. Those that were made from another state of the
    /// sources are left out.
    pub fn keep(
        &mut self,
        earlier: &Self,
        is_makeable: impl Fn(&str) -> bool,
        is_there: impl Fn(&str, u64, &str) -> bool,
    ) {
        let own = known(&self.artifacts).unwrap_or_default();
        let agrees = |entry: &Entry| {
            let same = |names: &[String], then: &[Input], now: &[Input]| {
                let changed = |name: &&String| match (find(then, name), find(now, name)) {
                    (Some(then), Some(now)) => then != now,
                    _ => false,
                };
                !names.iter().any(|name| changed(&name))
            };
            let epochs = self.epoch.is_none() || self.epoch == earlier.epoch;
            (entry.date.is_some() || epochs)
                && same(&entry.inputs, &earlier.inputs, &self.inputs)
                && same(&entry.built_in, &earlier.built_in, &self.built_in)
        };
        let keep = |entry: &Entry| {
            let is_other = !own.contains(&*entry.file) && is_makeable(&entry.file) && agrees(entry);
            is_other && is_there(&entry.file, entry.bytes, &entry.sha256)
        };
        let mut kept = earlier.only(keep);
        let pictures = &mut kept.pictures;
        pictures.retain(|picture| is_there(&picture.file, picture.bytes, &picture.sha256));
        // Of another version, or of drafts beside finished files, nothing is kept.
        let _ = self.merge(kept);
    }
}

/// An item of the second list that the first has with another content.
fn contradiction<'a, T: Listed>(sorted: &[T], others: &'a [T]) -> Option<&'a T> {
    let differs = |item: &&T| find(sorted, item.key()).is_some_and(|own| own != *item);
    others.iter().find(differs)
}

fn unite<T: Listed>(all: &mut Vec<T>, others: Vec<T>) {
    all.extend(others);
    sort(all);
    all.dedup_by(|a, b| a.key() == b.key());
}

fn part<T: Listed>(all: &[T], keys: &BTreeSet<&str>) -> Vec<T> {
    let listed = all.iter().filter(|item| keys.contains(item.key()));
    listed.cloned().collect()
}
