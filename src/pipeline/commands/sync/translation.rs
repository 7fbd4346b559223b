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
use crate::translate::lock;
use crate::translate::news::News;
use crate::translate::resolve::{Known, resolve};
use crate::translate::source::{self, Usage};
use crate::translate::sync::{self, Wanted};
use crate::translate::twins;

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
        let mut lock = translation.lock.clone().unwrap_or_default();
        let text = self.sources.vfs().text(&translation.lock_file);
        let locks = lock::sides(&translation.lock_file, &text.unwrap_or_default());
        let shared = twins.keys().copied().collect();
        let known = Known {
            shared: &shared,
            locks: &locks,
        };
        let (mut catalogue, doubtful) = whole_catalogue(&translation, article, known, out);
        lock::doubt(&mut lock, &doubtful);
        for twins in twins.values() {
            catalogue = twins::part(&catalogue, &mut lock, &locks, twins);
        }
        let headings: Vec<String> = original
            .segments
            .iter()
            .map(|s| source::heading(article, s))
            .collect();
        let own: BTreeSet<&str> = catalogue.entries.iter().filter_map(Entry::id).collect();
        let parents = Translation {
            catalogue: None,
            ..Translation::clone(&translation)
        };
        let nowhere = BTreeMap::new();
        let each = original
            .segments
            .iter()
            .zip(&original.aligned)
            .zip(&headings);
        let wanted: Vec<Wanted> = each
            .filter(|((segment, aligned), _)| {
                // Messages of a parent belong into its file; only those that differ are written here.
                own.contains(aligned.id.as_str()) || !parents.has(segment, &aligned.id)
            })
            .filter_map(|((segment, aligned), heading)| {
                let shown = usage.get(&aligned.id).unwrap_or(&nowhere);
                Some(Wanted {
                    id: &aligned.id,
                    was: match &aligned.change {
                        Change::Renamed(was) => Some(was),
                        _ => None,
                    },
                    segment,
                    words: original.words.get(&aligned.id)?,
                    shown: source::places(shown),
                    heading,
                })
            })
            .collect();
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
