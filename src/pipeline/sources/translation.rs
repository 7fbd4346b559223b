//! An article's messages in another language: catalogue, lock, and those of the parents of a region.

use std::sync::Arc;

use crate::article::segment::Segment;
use crate::diagnostic::Diagnostics;
use crate::l10n::align::{self, Words};
use crate::l10n::catalogue::Catalogue;
use crate::l10n::message::Message;
use crate::locale::Locale;
use crate::origin::FileId;
use crate::pipeline::sources::files::{
    catalogue_file, lineage, lock_file, read_catalogue, read_lock,
};
use crate::translate::lock::{Digest, Lock, Record};
use crate::translate::marks::Marks;
use crate::translate::state::State;
use crate::vfs::Vfs;

/// An article's messages in another language.
#[derive(Clone, Debug)]
pub struct Translation {
    /// Its language.
    pub locale: Locale,
    /// Its catalogue, if there is one.
    pub catalogue: Option<Arc<Catalogue>>,
    /// Where the catalogue is, or would be.
    pub file: FileId,
    /// The marks of stale translations in its catalogue.
    pub marks: Marks,
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
    /// The name of the article, if commands must give it as there are others.
    pub article: Option<String>,
}

/// Where one message of a translation stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Standing<'t> {
    /// Whether it is current, stale, unconfirmed or missing.
    pub state: State,
    /// The digest of the source text.
    pub source: Digest,
    /// The digest of the translation.
    pub target: Option<Digest>,
    /// Its record in the lock.
    pub record: Option<&'t Record>,
}

impl Standing<'_> {
    /// Whether a new translation was requested for a change of the source text before the last one.
    pub fn was_stale(&self) -> bool {
        self.record.is_some_and(|record| {
            let is_requested = record.asked.as_ref() == Some(&self.source);
            record.earlier || record.marked.is_some() && !is_requested
        })
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
            marks: catalogue
                .as_ref()
                .map(|c| Marks::find(&c.text))
                .unwrap_or_default(),
            catalogue,
            lock: read_lock(vfs, &lock_file, out),
            is_unreadable,
            file,
            lock_file,
            parents: Vec::new(),
            inherits_source: false,
            article: None,
        }
    }

    /// The command by which a person says that `what` of this translation is right: ids of messages, or an option.
    pub fn confirmed_by(&self, what: &str) -> String {
        let is_plain = |c: char| c.is_alphanumeric() || "-_.".contains(c);
        let article = match &self.article {
            Some(name) if name.chars().all(is_plain) => format!(" --article {name}"),
            Some(name) => format!(" --article \"{name}\""),
            None => String::new(),
        };
        format!("fluentpress ack{article} {what}")
    }

    /// A message of its own, or the nearest parent's.
    pub fn message(&self, id: &str) -> Option<&Message> {
        let catalogue = self.holder(id).catalogue.as_ref();
        catalogue.and_then(|catalogue| catalogue.message(id))
    }

    /// A message, or a term by its name with `-`: of its own, or the nearest parent's.
    pub fn entry(&self, name: &str) -> Option<&Message> {
        if !name.starts_with('-') {
            return self.message(name);
        }
        let mut all = std::iter::once(self).chain(&self.parents);
        all.find_map(|one| {
            let mut terms = one.catalogue.as_ref()?.terms.iter();
            terms.find(|term| term.id == name)
        })
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

    /// The state of a message. One that lacks a part of its source text is missing.
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
        let holder = self.holder(id);
        let record = holder.lock.as_ref().and_then(|lock| lock.get(id));
        let state = match target {
            None if self.inherits_source => State::Current,
            _ => State::of(&source, target.as_ref(), record, holder.marks.stands(id)),
        };
        Standing {
            state,
            source,
            target,
            record,
        }
    }
}
