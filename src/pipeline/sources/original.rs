//! An article with the ids of its messages, by the registry in the source catalogue.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::article::ast::{Article, Text};
use crate::article::leftover;
use crate::article::links;
use crate::article::segment::{self, Segment, TEXTS_AT_ONCE};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::l10n::align::{self, Aligned, Change, Words};
use crate::l10n::catalogue::Catalogue;
use crate::l10n::cells;
use crate::l10n::charts;
use crate::locale::Locale;
use crate::origin::{FileId, Origin};
use crate::pipeline::sources::cited::Cited;
use crate::pipeline::sources::files::{catalogue_file, lock_file, read_article, read_catalogue};
use crate::project::{Project, SETTINGS};
use crate::source_language;
use crate::translate::check::text::Side;
use crate::translate::generated;
use crate::translate::lock::{self, Digest, Lock};
use crate::translate::twins::Twin;
use crate::vfs::Vfs;

/// An article with the ids of its messages.
#[derive(Clone, Debug)]
pub struct Original {
    /// As it was written, with the ids of its messages.
    pub article: Article,
    /// Its units of translation, in its order.
    pub segments: Vec<Segment>,
    /// The messages of the segments.
    pub aligned: Vec<Aligned>,
    /// What it can cite, and how; `None` if it names no bibliography, or one that cannot be read.
    pub cited: Option<Cited>,
    /// The source catalogue on the disk.
    pub registry: Option<Arc<Catalogue>>,
    /// The words of each message, by id.
    pub words: BTreeMap<String, Words>,
    /// The messages whose text holds bytes that are not UTF-8, which was reported. Rules about words leave them out.
    pub garbled: BTreeSet<String>,
    /// The messages whose text holds markup that was not understood, which was reported. Rules about signs leave them out.
    pub misread: BTreeSet<String>,
    /// Whether errors were found in it: not all of its texts may have been read.
    pub has_errors: bool,
    sides: OnceLock<Vec<Vec<Side>>>,
}

/// The text of a message that cannot be read.
const REPLACEMENT: &str = "\u{FFFD}";

impl Original {
    /// Reads an article and gives its texts the ids of their messages.
    pub fn read(
        vfs: &Vfs,
        project: &Project,
        file: &FileId,
        out: &mut Diagnostics,
    ) -> Option<Self> {
        let mut found = Diagnostics::default();
        let registry_file = catalogue_file(&project.source, file);
        let (article, registry) = rayon::join(
            || {
                read_article(
                    vfs,
                    file,
                    &project.audience_names(),
                    &project.source.name,
                    out,
                )
            },
            || read_catalogue(vfs, &registry_file, &mut found),
        );
        let mut article = article?;
        check_language(&article, project, out);
        cells::mark(&mut article, &project.source);
        cells::check(&mut article, &project.source, &project.locales, out);
        charts::read::read(&mut article, &project.source, out);
        let cited = Cited::read(vfs, &article, out);
        let text = vfs.lossy(file).unwrap_or_default();
        links::check_others(&article, &project.articles, &text, out);
        out.extend(found.into_iter().map(|d| match d.code {
            Code::DuplicateMessage => Diagnostic {
                hints: vec![
                    "run `fluentpress sync`: it gives the second text an id of its own".to_owned(),
                ],
                ..d
            },
            _ => d,
        }));
        out.extend(
            registry
                .iter()
                .filter_map(|registry| foreign(registry, project, file)),
        );
        let segments = segment::segments(&mut article);
        let locks = match registry.as_ref().is_some_and(|r| !r.repeated.is_empty()) {
            true => all_locks(vfs, project, file),
            false => Vec::new(),
        };
        let confirmed = |id: &str, words: &Words| {
            let records: Vec<_> = locks.iter().filter_map(|lock| lock.get(id)).collect();
            // Digests only where one is needed: in most projects, nowhere.
            let source = records.first().map(|_| Digest::of(words));
            records
                .iter()
                .filter(|record| record.source == source)
                .count()
        };
        let words: Vec<Words> = segments
            .par_iter()
            .with_max_len(TEXTS_AT_ONCE)
            .map(align::segment_words)
            .collect();
        let aligned = align::align(&segments, &words, registry.as_deref(), &confirmed);
        let ids: Vec<_> = aligned.iter().map(|a| a.id.clone()).collect();
        segment::set_ids(&mut article, &ids);
        let mut garbled = BTreeSet::new();
        let is_unread = article.meta.unread.texts;
        if vfs.text(file).is_err() || is_unread {
            let text = vfs.lossy(file).unwrap_or_default();
            let is_garbled = |segment: &Segment| {
                let own = Some(&segment.origin).filter(|origin| origin.file == *file);
                let written = own.and_then(|origin| text.get(origin.range.clone()));
                let mut texts = segment.parts.iter().map(|(_, markup)| markup.as_str());
                let is_unread = is_unread && texts.any(|text| text == REPLACEMENT);
                is_unread || written.is_some_and(|text| text.contains(char::REPLACEMENT_CHARACTER))
            };
            let wrong = ids
                .iter()
                .zip(&segments)
                .filter(|(_, segment)| is_garbled(segment));
            garbled.extend(wrong.map(|(id, _)| id.clone()));
        }
        let places = out.iter().filter(|d| leftover::CODES.contains(&d.code));
        let places: Vec<usize> = places
            .filter_map(|d| d.origin.as_ref())
            .filter(|origin| origin.file == *file)
            .map(|origin| origin.range.start)
            .collect();
        // Cells of data files are plain text.
        let is_misread = |segment: &Segment| {
            let origin = &segment.origin;
            origin.file == *file && places.iter().any(|at| origin.range.contains(at))
        };
        let misread = ids
            .iter()
            .zip(&segments)
            .filter(|(_, segment)| is_misread(segment));
        let misread = misread.map(|(id, _)| id.clone()).collect();
        let words = ids.into_iter().zip(words).collect();
        Some(Self {
            garbled,
            misread,
            article,
            cited,
            segments,
            aligned,
            registry,
            words,
            has_errors: out.has_errors(),
            sides: OnceLock::new(),
        })
    }

    /// The parts of each segment, prepared for the rules of `check`; on the first use.
    pub fn sides(&self) -> &[Vec<Side>] {
        match self.sides.get() {
            Some(sides) => sides,
            // Not within `get_or_init`: a thread that waits for others there may take on work that needs the value too.
            None => {
                let sides = self.prepared_sides();
                self.sides.get_or_init(|| sides)
            }
        }
    }

    fn prepared_sides(&self) -> Vec<Vec<Side>> {
        let texts = self.article.texts().into_iter();
        let texts: HashMap<(&str, Option<&str>), &Text> = texts
            .map(|text| ((text.key.id.as_str(), text.key.attribute), text))
            .collect();
        let segments = self
            .segments
            .par_iter()
            .with_max_len(TEXTS_AT_ONCE)
            .zip(&self.aligned);
        let sides = segments.map(|(segment, aligned)| {
            let parts = segment.parts.iter();
            let side = |(name, markup): &(Option<&'static str>, String)| {
                let text = texts.get(&(aligned.id.as_str(), *name));
                // Names of footnotes are compared as markup gives them.
                match text.filter(|_| !markup.contains("[^")) {
                    Some(text) => Side::of(text.inlines.clone(), markup),
                    None => Side::new(markup),
                }
            };
            parts.map(side).collect()
        });
        sides.collect()
    }

    /// The texts that share an id in the registry, by that id: two branches gave it before they were merged. The text
    /// that keeps it stands first.
    pub fn twins(&self) -> BTreeMap<&str, Vec<Twin>> {
        let mut all: BTreeMap<&str, Vec<Twin>> = BTreeMap::new();
        let twin = |id: &str| {
            let source = Digest::of(self.words.get(id)?);
            let id = id.to_owned();
            Some(Twin { id, source })
        };
        for aligned in &self.aligned {
            if let Change::Renamed(was) = &aligned.change
                && let (Some(keeps), Some(other)) = (twin(was), twin(&aligned.id))
            {
                all.entry(was).or_insert_with(|| vec![keeps]).push(other);
            }
        }
        all
    }

    /// Whether a message is one of a text that the article had when the registry was written, or before, and has no longer.
    pub fn is_gone(&self, id: &str) -> bool {
        let Some(registry) = self.registry.as_ref().filter(|_| !id.starts_with('-')) else {
            return false;
        };
        let is_here = self.words.contains_key(id) || self.renamed().contains_key(id);
        !is_here && (registry.message(id).is_some() || registry.retired().contains_key(id))
    }

    /// The ids that messages have now, by those that they had when the registry was written.
    pub fn renamed(&self) -> BTreeMap<&str, &str> {
        let renamed = self
            .aligned
            .iter()
            .filter_map(|aligned| match &aligned.change {
                Change::Renamed(old) => Some((old.as_str(), aligned.id.as_str())),
                _ => None,
            });
        renamed.collect()
    }
}

/// An error where people wrote the file that should be the source catalogue.
fn foreign(registry: &Catalogue, project: &Project, article: &FileId) -> Option<Diagnostic> {
    if generated::is_generated(&registry.text) {
        return None;
    }
    let message = format!(
        "this file is in the place of the source catalogue of {article}, and `sync` did not write it"
    );
    let source = &project.source.name;
    Some(
        Diagnostic::new(Code::SourceCatalogue, message)
            .at(Origin::file(&registry.file))
            .hint(format!("the source language is `{source}`: if {article} is in another one, name it with `lang:` in its front matter and `source:` in {SETTINGS}"))
            .hint("otherwise move this file away: `sync` writes it from the article"),
    )
}

/// Whether the source language is another one than the article's: what else is found follows from that.
pub fn is_mistaken(found: &Diagnostics) -> bool {
    found
        .iter()
        .any(|d| matches!(d.code, Code::ArticleLang | Code::SourceCatalogue))
}

/// All articles of a project are in its source language.
fn check_language(article: &Article, project: &Project, out: &mut Diagnostics) {
    // Articles that decide on the source language were compared with each other.
    let lang = article.meta.lang.as_ref().filter(|_| project.source_is_set);
    if let Some((lang, origin)) = lang.filter(|(lang, _)| *lang != project.source.name) {
        let source = &project.source.name;
        out.push(match Locale::parse(lang) {
            Some(_) => Diagnostic::new(
                Code::ArticleLang,
                format!(
                    "the article is in `{lang}`, and the project's source language is `{source}`"
                ),
            )
            .at(origin.clone())
            .hint(
                "set `source:` in fluentpress.yaml; all articles of a project are in one language",
            ),
            None => source_language::not_a_tag(lang).at(origin.clone()),
        });
    }
}

/// The locks of an article's translations, on both sides of a merge.
fn all_locks(vfs: &Vfs, project: &Project, article: &FileId) -> Vec<Lock> {
    let files = project.locales.iter().map(|l| lock_file(l, article));
    let texts = files.filter_map(|file| Some((vfs.text(&file).ok()?, file)));
    texts
        .flat_map(|(text, file)| lock::sides(&file, &text))
        .collect()
}
