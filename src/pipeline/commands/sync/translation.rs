//! An article's translation into one locale, brought up to date without loss.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::article::ast::Article;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::l10n::align::Change;
use crate::l10n::catalogue::{Catalogue, Entry};
use crate::locale::Locale;
use crate::pipeline::commands::sync::refusals::{emptied, misplaced};
use crate::pipeline::commands::sync::run::Run;
use crate::pipeline::sources::original::Original;
use crate::pipeline::sources::translation::Translation;
use crate::translate::conflict;
use crate::translate::lock::{self, Lock};
use crate::translate::marks::Marks;
use crate::translate::news::News;
use crate::translate::referring;
use crate::translate::resolve::{Known, resolve};
use crate::translate::source::{self, Usage};
use crate::translate::sync::{self, Wanted};
use crate::translate::twins;
use crate::vfs::Vfs;

impl Run<'_> {
    /// Brings the catalogue and the lock of a locale up to date.
    pub(super) fn translation(
        &mut self,
        original: &Original,
        usage: &Usage,
        locale: &Locale,
        out: &mut Diagnostics,
    ) {
        let article = &original.article;
        let twins = original.twins();
        let mut found = Diagnostics::default();
        let translation = self.sources.translation(locale, &article.file, &mut found);
        for diagnostic in found {
            match diagnostic.code {
                Code::MergeConflict => {}
                // Each of the two gets the id of its text below.
                Code::DuplicateMessage if twins.keys().any(|id| is_about(&diagnostic, id)) => {}
                // What cannot be read cannot be brought up to date.
                Code::LockSyntax | Code::InvalidUtf8 | Code::FileUnreadable | Code::FileOutside => {
                    out.push(diagnostic)
                }
                // What cannot be parsed stays as it is.
                _ => out.push(diagnostic.as_warning()),
            }
        }
        out.extend(misplaced(&translation, original));
        out.extend(emptied(&translation));
        let (catalogue, lock) = whole(self.sources.vfs(), original, &translation, out);
        let wanted = wanted(original, usage, &translation, &catalogue);
        let done = sync::sync(&wanted, &catalogue, &lock);
        // A locale that shows its parents' texts alone needs no files.
        let is_wanted = !wanted.is_empty() || self.extras.added == Some(locale);
        if is_wanted || self.sources.vfs().is_own(&translation.file) {
            self.put(translation.file.clone(), done.text);
            let old = self
                .sources
                .vfs()
                .text(&translation.lock_file)
                .unwrap_or_default();
            self.put(translation.lock_file.clone(), lock::write(&done.lock, &old));
        }
        let news = done
            .news
            .into_iter()
            .map(|(id, news): (_, News)| (news.name(), id));
        self.news(&article.file, locale, news.collect());
    }
}

/// A translation as `sync` would leave it, beside what it reports about messages. Nothing is written.
pub fn synced(
    vfs: &Vfs,
    original: &Original,
    usage: &Usage,
    translation: &Translation,
) -> (Translation, Vec<(String, News)>) {
    let (catalogue, lock) = whole(vfs, original, translation, &mut Diagnostics::default());
    again(original, usage, translation, (&catalogue, &lock))
}

/// A translation with another catalogue and lock, as `sync` would leave these.
pub fn again(
    original: &Original,
    usage: &Usage,
    translation: &Translation,
    (catalogue, lock): (&Catalogue, &Lock),
) -> (Translation, Vec<(String, News)>) {
    let wanted = wanted(original, usage, translation, catalogue);
    let done = sync::sync(&wanted, catalogue, lock);
    let text = Arc::from(done.text.as_str());
    let catalogue = Catalogue::parse(&translation.file, &text, &mut Diagnostics::default());
    let translation = Translation {
        marks: Marks::find(&text),
        catalogue: Some(Arc::new(catalogue)),
        lock: Some(done.lock),
        ..translation.clone()
    };
    (translation, done.news)
}

/// The catalogue and the lock of a translation after a merge: with both sides, and each text with an id of its own.
fn whole(
    vfs: &Vfs,
    original: &Original,
    translation: &Translation,
    out: &mut Diagnostics,
) -> (Catalogue, Lock) {
    let twins = original.twins();
    let mut lock = translation.lock.clone().unwrap_or_default();
    // The sides of a merge are needed only after one.
    let catalogue = translation.catalogue.as_ref();
    let is_merged = catalogue.is_some_and(|c| !conflict::find(&c.text).is_empty());
    let text = vfs.text(&translation.lock_file).unwrap_or_default();
    let locks = match is_merged || !twins.is_empty() {
        true => lock::sides(&translation.lock_file, &text),
        false => Vec::new(),
    };
    let shared = twins.keys().copied().collect();
    let known = Known {
        shared: &shared,
        locks: &locks,
    };
    let (mut catalogue, doubtful) = whole_catalogue(translation, &original.article, known, out);
    lock::doubt(&mut lock, &doubtful);
    for twins in twins.values() {
        catalogue = twins::part(&catalogue, &mut lock, &locks, twins);
    }
    // Of two texts that share an id, one keeps it.
    let mut renamed = original.renamed();
    renamed.retain(|was, _| !original.words.contains_key(*was));
    (referring::follow(catalogue, &mut lock, &renamed), lock)
}

/// The messages that belong into the catalogue of a translation.
fn wanted<'a>(
    original: &'a Original,
    usage: &Usage,
    translation: &Translation,
    catalogue: &Catalogue,
) -> Vec<Wanted<'a>> {
    let own: BTreeSet<&str> = catalogue.entries.iter().filter_map(Entry::id).collect();
    let parents = Translation {
        catalogue: None,
        ..Translation::clone(translation)
    };
    let nowhere = BTreeMap::new();
    // That of the section of the last segment: most have the same as the one before.
    let (mut section, mut heading) = (None, String::new());
    let each = original.segments.iter().zip(&original.aligned);
    each.filter(|(segment, aligned)| {
        // Messages of a parent belong into its file; only those that differ are written here.
        own.contains(aligned.id.as_str()) || !parents.has(segment, &aligned.id)
    })
    .filter_map(|(segment, aligned)| {
        let shown = usage.get(&aligned.id).unwrap_or(&nowhere);
        if section != Some(&segment.section) {
            section = Some(&segment.section);
            heading = source::heading(&original.article, segment);
        }
        Some(Wanted {
            id: &aligned.id,
            was: match &aligned.change {
                Change::Renamed(was) => Some(was),
                _ => None,
            },
            segment,
            words: original.words.get(&aligned.id)?,
            shown: source::places(shown),
            heading: heading.clone(),
        })
    })
    .collect()
}

/// The catalogue of a translation, with both sides of a merge, and the messages that the sides differ about; a new one
/// where there is none.
fn whole_catalogue(
    translation: &Translation,
    article: &Article,
    known: Known,
    out: &mut Diagnostics,
) -> (Catalogue, BTreeSet<String>) {
    let file = &translation.file;
    let parse = |text: &str| Catalogue::parse(file, &Arc::from(text), &mut Diagnostics::default());
    let nothing = BTreeSet::new();
    match &translation.catalogue {
        Some(catalogue) if conflict::find(&catalogue.text).is_empty() => {
            (Catalogue::clone(catalogue), nothing)
        }
        Some(catalogue) => {
            let resolved = resolve(file, &catalogue.text, known, out);
            (parse(&resolved.text), resolved.doubtful)
        }
        None => (
            parse(&source::begun(&article.file, &translation.locale)),
            nothing,
        ),
    }
}

fn is_about(diagnostic: &Diagnostic, id: &str) -> bool {
    diagnostic.message.contains(&format!("`{id}`"))
}
