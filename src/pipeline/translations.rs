//! What lies under `i18n/` for an article: its registry of ids, and every locale's translation with its lock.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::article::ast::Article;
use crate::article::parse;
use crate::article::segment::{self, Segment};
use crate::article::worded;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::l10n::align::{self, Aligned, Change, Words};
use crate::l10n::catalogue::Catalogue;
use crate::l10n::cells;
use crate::l10n::message::Message;
use crate::locale::Locale;
use crate::origin::{FileId, LineIndex, Origin};
use crate::project::{Project, SETTINGS};
use crate::translate::conflict;
use crate::translate::generated;
use crate::translate::lock::{self, Digest, Lock, Record, State};
use crate::translate::twins::Twin;
use crate::vfs::{self, ReadError, Vfs};

/// An article whose texts know their messages.
#[derive(Clone, Debug)]
pub struct Original {
    /// As it was written, with the ids of its messages.
    pub article: Article,
    /// Its units of translation, in its order.
    pub segments: Vec<Segment>,
    /// The messages of the segments.
    pub aligned: Vec<Aligned>,
    /// The source catalogue on the disk.
    pub registry: Option<Arc<Catalogue>>,
    /// What each message says, by id.
    pub words: BTreeMap<String, Words>,
    /// The messages whose text holds bytes that are not UTF-8, which was reported: nobody knows what they say.
    pub garbled: BTreeSet<String>,
}

/// An article's messages in another language.
#[derive(Clone, Debug)]
pub struct Translation {
    /// The language.
    pub locale: Locale,
    /// Its catalogue, if there is one.
    pub catalogue: Option<Arc<Catalogue>>,
    /// Where the catalogue is, or would be.
    pub file: FileId,
    /// Its lock, if there is one.
    pub lock: Option<Lock>,
    /// Where the lock is, or would be.
    pub lock_file: FileId,
    /// Whether there is a catalogue that cannot be read, which was reported.
    pub is_unreadable: bool,
    /// Those of its parents, the nearest first: they hold what it does not.
    pub parents: Vec<Translation>,
    /// Whether the source language is a parent too: then nothing is missing.
    pub inherits_source: bool,
}

/// Where one message of a translation stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Standing<'t> {
    /// What it is worth.
    pub state: State,
    /// The digest of the source text.
    pub source: Digest,
    /// The digest of the translation.
    pub target: Option<Digest>,
    /// What the lock knows of it.
    pub record: Option<&'t Record>,
}

/// The text of a message that cannot be read.
const REPLACEMENT: &str = "\u{FFFD}";

/// The catalogue of an article in a locale.
pub fn catalogue_file(locale: &Locale, article: &FileId) -> FileId {
    FileId::new(format!("i18n/{}/{}.ftl", locale.name, article.stem()))
}

/// The lock of an article's translation.
pub fn lock_file(locale: &Locale, article: &FileId) -> FileId {
    FileId::new(format!("i18n/{}/{}.lock.yaml", locale.name, article.stem()))
}

/// The locales whose translations a locale shows, the nearest first: itself and its parents, up to the source language,
/// which has every text.
pub fn lineage(locale: &Locale, source: &Locale) -> Vec<Locale> {
    let all = [locale.clone()].into_iter().chain(locale.parents());
    all.take_while(|one| one != source).collect()
}

/// The names that a `:::` fence may use.
pub fn audience_names(project: &Project) -> Vec<String> {
    project.audiences.iter().map(|a| a.name.clone()).collect()
}

impl Original {
    /// Reads an article and gives its texts the ids of their messages.
    pub fn read(
        vfs: &Vfs,
        project: &Project,
        file: &FileId,
        out: &mut Diagnostics,
    ) -> Option<Self> {
        let mut article = read_article(vfs, file, &audience_names(project), out)?;
        check_language(&article, project, out);
        cells::mark(&mut article, &project.source);
        let mut found = Diagnostics::default();
        let registry = read_catalogue(vfs, &catalogue_file(&project.source, file), &mut found);
        out.extend(found.into_iter().map(|d| match d.code {
            "duplicate-message" => Diagnostic {
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
            let source = Some(Digest::of(words));
            let records = locks.iter().filter_map(|lock| lock.get(id));
            records.filter(|record| record.source == source).count()
        };
        let aligned = align::align(&segments, registry.as_deref(), &confirmed);
        let ids: Vec<_> = aligned.iter().map(|a| a.id.clone()).collect();
        segment::set_ids(&mut article, &ids);
        let mut garbled = BTreeSet::new();
        let is_unread = article.meta.unread.texts;
        if vfs.text(file).is_err() || is_unread {
            let text = vfs.lossy(file).unwrap_or_default();
            let is_garbled = |segment: &Segment| {
                let written = text.get(segment.origin.range.clone());
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
        let words = ids
            .into_iter()
            .zip(segments.iter().map(align::segment_words))
            .collect();
        Some(Self {
            garbled,
            article,
            segments,
            aligned,
            registry,
            words,
        })
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

impl Translation {
    /// Reads the translation of an article, with those of its parents. Absent files are none, and no error.
    pub fn read(
        vfs: &Vfs,
        source: &Locale,
        locale: &Locale,
        article: &FileId,
        out: &mut Diagnostics,
    ) -> Self {
        let mut translation = Self::read_alone(vfs, locale, article, out);
        let parents = lineage(locale, source).into_iter().skip(1);
        translation.parents = parents
            .map(|parent| Self::read_alone(vfs, &parent, article, out))
            .collect();
        translation.inherits_source = locale.inherits(source);
        translation
    }

    fn read_alone(vfs: &Vfs, locale: &Locale, article: &FileId, out: &mut Diagnostics) -> Self {
        let (file, lock_file) = (catalogue_file(locale, article), lock_file(locale, article));
        let mut found = Diagnostics::default();
        let catalogue = read_catalogue(vfs, &file, &mut found);
        let is_unreadable = catalogue.is_none() && !found.is_empty();
        out.extend(found);
        Self {
            locale: locale.clone(),
            catalogue,
            lock: read_lock(vfs, &lock_file, out),
            is_unreadable,
            file,
            lock_file,
            parents: Vec::new(),
            inherits_source: false,
        }
    }

    /// A message of its own, or the nearest parent's.
    pub fn message(&self, id: &str) -> Option<&Message> {
        let catalogue = self.holder(id).catalogue.as_ref();
        catalogue.and_then(|catalogue| catalogue.message(id))
    }

    /// The translation whose message is shown: the nearest that has it, or this one where none has.
    pub fn holder(&self, id: &str) -> &Self {
        let has = |one: &&Self| {
            one.catalogue
                .as_ref()
                .is_some_and(|c| c.message(id).is_some())
        };
        let mut all = std::iter::once(self).chain(&self.parents);
        all.find(has).unwrap_or(self)
    }

    /// Whether it has every part of a message, such as a label, or shows that of a parent.
    pub fn has(&self, segment: &Segment, id: &str) -> bool {
        let Some(message) = self.message(id) else {
            return self.inherits_source;
        };
        let mut names = segment.parts.iter().map(|(name, _)| name.unwrap_or(""));
        names.all(|name| message.part(name).is_some())
    }

    /// What a message is worth. One that lacks a part of its source text is missing.
    pub fn state(&self, segment: &Segment, id: &str, words: &Words) -> State {
        match self.has(segment, id) {
            true => self.standing(id, words).state,
            false => State::Missing,
        }
    }

    /// Whether a message cannot be read: that it is not there is no finding of its own.
    pub fn is_broken(&self, id: &str) -> bool {
        let catalogue = self.catalogue.as_ref();
        self.is_unreadable || catalogue.is_some_and(|catalogue| catalogue.is_broken(id))
    }

    /// Where a message stands, by the words of its source text.
    pub fn standing(&self, id: &str, words: &Words) -> Standing<'_> {
        let source = Digest::of(words);
        let target = self.message(id);
        let target = target.map(|message| Digest::of(&align::message_words(message)));
        let lock = self.holder(id).lock.as_ref();
        let record = lock.and_then(|lock| lock.get(id));
        let state = match target {
            None if self.inherits_source => State::Current,
            _ => State::of(&source, target.as_ref(), record),
        };
        Standing {
            state,
            source,
            target,
            record,
        }
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
        Diagnostic::error("source-catalogue", message)
            .at(Origin::file(&registry.file))
            .hint(format!("the source language is `{source}`: if {article} is in another one, name it with `lang:` in its front matter and `source:` in {SETTINGS}"))
            .hint("otherwise move this file away: `sync` writes it from the article"),
    )
}

/// Whether the source language is another one than the article's: what else is found follows from that.
pub fn is_mistaken(found: &Diagnostics) -> bool {
    found
        .iter()
        .any(|d| matches!(d.code, "article-lang" | "source-catalogue"))
}

/// All articles of a project are in its source language.
fn check_language(article: &Article, project: &Project, out: &mut Diagnostics) {
    // Articles that decide on the source language were compared with each other.
    let lang = article.meta.lang.as_ref().filter(|_| project.source_is_set);
    if let Some((lang, origin)) = lang.filter(|(lang, _)| *lang != project.source.name) {
        let source = &project.source.name;
        let message =
            format!("the article is in `{lang}`, and the project's source language is `{source}`");
        out.push(
            Diagnostic::error("article-lang", message)
                .at(origin.clone())
                .hint("set `source:` in fluentpress.yaml; all articles of a project are in one language"),
        );
    }
}

/// The labels that elements of the project's articles print.
pub fn printed_labels(vfs: &Vfs, project: &Project) -> BTreeSet<&'static str> {
    let names = audience_names(project);
    let ignored = &mut Diagnostics::default();
    let articles = project.articles.iter();
    let articles = articles.filter_map(|file| read_article(vfs, file, &names, ignored));
    articles
        .flat_map(|article| worded::printed(&article))
        .collect()
}

/// Parses an article; in a `watch`, only where its text changed.
pub fn read_article(
    vfs: &Vfs,
    file: &FileId,
    audiences: &[String],
    out: &mut Diagnostics,
) -> Option<Article> {
    #[comemo::memoize]
    fn parsed(file: &FileId, text: &str, audiences: &[String]) -> Arc<(Article, Diagnostics)> {
        let mut out = Diagnostics::default();
        let article = parse::parse(file, text, audiences, &mut out);
        Arc::new((article, out))
    }
    let text = match vfs.read_text(file, out) {
        vfs::Text::There(text) => text,
        vfs::Text::Absent => {
            out.push(ReadError::NotFound.diagnostic(file));
            return None;
        }
        vfs::Text::Unreadable => return None,
    };
    if let Some(conflict) = merge_conflict(file, &text) {
        out.push(conflict.hint("keep the right lines, and delete those that git added"));
        return None;
    }
    let parsed = parsed(file, &text, audiences);
    out.extend(parsed.1.iter().cloned());
    Some(parsed.0.clone())
}

/// Parses a catalogue; in a `watch`, only where its text changed. Absent is none, and no error.
pub fn read_catalogue(vfs: &Vfs, file: &FileId, out: &mut Diagnostics) -> Option<Arc<Catalogue>> {
    #[comemo::memoize]
    fn parsed(file: &FileId, text: &str) -> (Arc<Catalogue>, Arc<Diagnostics>) {
        let mut out = Diagnostics::default();
        let catalogue = Catalogue::parse(file, &Arc::from(text), &mut out);
        (Arc::new(catalogue), Arc::new(out))
    }
    let vfs::Text::There(text) = vfs.read_text(file, out) else {
        return None;
    };
    let parsed = parsed(file, &text);
    match merge_conflict(file, &text) {
        // Each mark would be a syntax error of its own.
        Some(conflict) => out.push(conflict.hint(
            "run `fluentpress sync`: it keeps both sides where they do not contradict each other",
        )),
        None => out.extend(parsed.1.iter().cloned()),
    }
    Some(parsed.0.clone())
}

/// The locks of an article's translations, on both sides of a merge.
fn all_locks(vfs: &Vfs, project: &Project, article: &FileId) -> Vec<Lock> {
    let files = project.locales.iter().map(|l| lock_file(l, article));
    let texts = files.filter_map(|file| Some((vfs.text(&file).ok()?, file)));
    texts
        .flat_map(|(text, file)| lock::sides(&file, &text))
        .collect()
}

fn read_lock(vfs: &Vfs, file: &FileId, out: &mut Diagnostics) -> Option<Lock> {
    let vfs::Text::There(text) = vfs.read_text(file, out) else {
        return None;
    };
    Some(lock::parse(file, &text, out))
}

/// An error for a file that git could not merge.
fn merge_conflict(file: &FileId, text: &str) -> Option<Diagnostic> {
    let conflicts = conflict::find(text);
    let first = conflicts.first()?;
    let line = |at| LineIndex::new(text).position(text, at).line;
    let more = match conflicts.len() {
        1 => String::new(),
        n => format!(", and {} more", n - 1),
    };
    let message = format!(
        "git could not merge this file: a conflict at line {}{more}",
        line(first.range.start)
    );
    Some(
        Diagnostic::error("merge-conflict", message)
            .at(Origin::new(file, first.range.start..first.range.start + 7)),
    )
}
