//! Where a message stands: in its files, against its source, and on the pages of the artifacts.

use std::collections::BTreeMap;

use crate::article::ast::{Article, Text};
use crate::diagnostic::Diagnostics;
use crate::l10n::align::{fold, message_words};
use crate::l10n::catalogue::Catalogue;
use crate::l10n::labels;
use crate::l10n::message::Message;
use crate::locale::Locale;
use crate::origin::{FileId, LineIndex, Origin, Position};
use crate::pipeline::build::document::Prepared;
use crate::pipeline::build::plan::plan;
use crate::pipeline::build::request::Request;
use crate::pipeline::build::session::Session;
use crate::pipeline::commands::message_pages::{MessagePages, Name};
use crate::pipeline::commands::status;
use crate::translate::blocks::{self, Block, Why};
use crate::translate::diff;
use crate::translate::lock::seen;
use crate::translate::state::State;

/// Where something was written, for people to go to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The line and the column; none where the file does not hold it yet.
    pub position: Option<Position>,
    /// Whether the file is a default inside the program.
    pub is_default: bool,
}

/// Where a message stands in one locale.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Whereabouts {
    /// Its id.
    pub id: String,
    /// What it is in the article; `label` for a string of the layouts.
    pub kind: &'static str,
    /// Its article; none for a label.
    pub article: Option<String>,
    /// Where its entry is, or would be.
    pub place: Place,
    /// Where the article has its text; none for a label.
    pub source: Option<Place>,
    /// Its text in the source language.
    pub source_words: Option<String>,
    /// Its text in the locale.
    pub words: Option<String>,
    /// The state of its translation.
    pub state: State,
    /// What changed in the source text since the translation was confirmed, word by word.
    pub changed: Option<String>,
    /// The artifacts that hold it.
    pub shown: Vec<MessagePages>,
    /// All that a search looks at.
    said: Vec<String>,
}

/// What was looked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Found {
    /// These messages, the articles' first.
    Messages(Vec<Whereabouts>),
    /// None; all ids there are.
    Nothing(Vec<String>),
    /// More than were to be answered.
    TooMany(Vec<Whereabouts>),
}

impl Session {
    /// Finds messages by id, or by a piece of their text in the locale or in the source language, with their places, states
    /// and pages. With more than `most`, nothing is typeset. `out` gets what could not be read, and why pages are unknown.
    pub fn find(
        &self,
        locale: &Locale,
        words: &[String],
        most: usize,
        request: &Request,
        out: &mut Diagnostics,
    ) -> Found {
        let mut found = Diagnostics::default();
        let project = self.sources().load(&mut found);
        let request = Request {
            locales: vec![locale.name.clone()],
            ..request.clone()
        };
        let prepared = self.prepare(&request, &mut found);
        status::report(found, out);
        let all = self.all_messages(locale, &prepared);
        let known = all.iter().map(|m| m.id.clone()).collect();
        let mut chosen = choose(all, words);
        if chosen.is_empty() {
            return Found::Nothing(known);
        }
        if chosen.len() > most {
            return Found::TooMany(chosen);
        }
        // Faults of texts are shown as their state; pages are made all the same.
        let plans = plan(
            (project, self.families()),
            &prepared,
            &request,
            &mut Diagnostics::default(),
        );
        let names: Vec<Name> = chosen
            .iter()
            .map(|m| (m.article.clone(), m.id.clone()))
            .collect();
        let shown = self.message_pages(&plans, &names, request.jobs, out);
        for (message, shown) in chosen.iter_mut().zip(shown) {
            message.shown = shown;
        }
        Found::Messages(chosen)
    }

    /// The messages of a language, the articles' first, in their order. Their pages are left out.
    pub fn all_messages(&self, locale: &Locale, prepared: &[Prepared]) -> Vec<Whereabouts> {
        let mut all = Vec::new();
        for prepared in prepared {
            self.messages(prepared, locale, &mut all);
        }
        self.label_messages(locale, prepared, &mut all);
        all
    }

    /// The messages of an article.
    fn messages(&self, prepared: &Prepared, locale: &Locale, all: &mut Vec<Whereabouts>) {
        let source = &self.sources().project().source;
        let original = &prepared.original;
        let file = &original.article.file;
        let ignored = &mut Diagnostics::default();
        let is_source = locale == source;
        let translation = self.sources().translation(locale, file, ignored);
        let gaps = translation.catalogue.as_deref().map(blocks::find);
        let gaps = gaps.unwrap_or_default();
        let own_index = translation.catalogue.as_deref().map(indexed);
        let article = self.vfs().text(file).unwrap_or_default();
        let lines = LineIndex::new(&article);
        let mut printed = BTreeMap::new();
        for document in &prepared.documents {
            print(&document.article, &mut printed);
        }
        for (segment, aligned) in original.segments.iter().zip(&original.aligned) {
            let Some(words) = original.words.get(&aligned.id) else {
                continue;
            };
            let id = &aligned.id;
            let message = translation.message(id);
            let standing = translation.standing(id, words);
            let state = match is_source {
                true => State::Current,
                false => translation.state(segment, id, words),
            };
            let source_words = seen(words);
            let record = standing.record.and_then(|record| record.seen.as_ref());
            let is_old = !is_source && matches!(state, State::Stale | State::Unconfirmed);
            let changed = record.filter(|seen| is_old && **seen != source_words);
            let own = match message {
                Some(message) if !is_source => Some(seen(&message_words(message))),
                _ if is_source || translation.inherits_source => Some(source_words.clone()),
                _ => None,
            };
            let mut said = printed.remove(id).unwrap_or_default();
            said.extend(segment.parts.iter().map(|(_, words)| words.clone()));
            said.extend(own.clone());
            all.push(Whereabouts {
                id: id.clone(),
                kind: segment.kind.name(),
                article: Some(file.stem().to_owned()),
                place: match translation.holder(id) {
                    parent if parent.locale != *locale => {
                        let indexed = parent.catalogue.as_deref().map(indexed);
                        place(&parent.file, id, indexed.as_ref(), &[])
                    }
                    _ => place(&translation.file, id, own_index.as_ref(), &gaps),
                },
                source: Some(Place {
                    file: segment.origin.file.clone(),
                    position: match segment.origin.file == *file {
                        true => Some(lines.position(&article, segment.origin.range.start)),
                        // A cell of a data file.
                        false => self.position(&segment.origin),
                    },
                    is_default: false,
                }),
                changed: changed.map(|seen| diff::words(seen, &source_words)),
                source_words: Some(source_words),
                words: own,
                state,
                shown: Vec::new(),
                said,
            });
        }
        self.works(prepared, all);
    }

    /// The works that the article's lists name, which are no messages.
    fn works(&self, prepared: &Prepared, all: &mut Vec<Whereabouts>) {
        let source = &self.sources().project().source;
        let mut works: BTreeMap<&str, (&Origin, Vec<String>)> = BTreeMap::new();
        let documents = prepared.documents.iter();
        for work in documents.flat_map(|document| document.cited_works(source)) {
            let text = &work.text;
            let (_, said) = works.entry(&work.key).or_insert((&text.origin, Vec::new()));
            said.push(text.plain());
        }
        for (key, (origin, said)) in works {
            all.push(Whereabouts {
                id: format!("@{key}"),
                kind: "work",
                article: Some(prepared.original.article.file.stem().to_owned()),
                place: Place {
                    file: origin.file.clone(),
                    position: self.position(origin),
                    is_default: false,
                },
                source: None,
                source_words: None,
                words: said.first().cloned(),
                state: State::Current,
                changed: None,
                shown: Vec::new(),
                said,
            });
        }
    }

    fn position(&self, origin: &Origin) -> Option<Position> {
        let text = self.vfs().text(&origin.file).ok()?;
        Some(LineIndex::new(&text).position(&text, origin.range.start))
    }

    /// The labels that there must be.
    fn label_messages(&self, locale: &Locale, prepared: &[Prepared], all: &mut Vec<Whereabouts>) {
        let loaded = self.sources();
        let ignored = &mut Diagnostics::default();
        let catalogues = loaded.labels(locale, ignored);
        let sources = loaded.labels(&loaded.project().source, ignored);
        // The project's own come behind the defaults, and before them in force.
        fn last<'c>(all: &'c [Catalogue], id: &str) -> Option<(&'c Catalogue, &'c Message)> {
            let found = |c: &'c Catalogue| c.message(id).filter(|m| m.has_value()).map(|m| (c, m));
            all.iter().rev().find_map(found)
        }
        let file = labels::file(&locale.name);
        let is_default = |catalogue: &Catalogue| {
            let (vfs, file) = (self.vfs(), &catalogue.file);
            let is_default = vfs.default_text(file).as_ref() == Some(&catalogue.text);
            // A project may hold the very default: then that is its own.
            let is_own = vfs.is_own(file) && vfs.text(file).is_ok_and(|own| own == catalogue.text);
            is_default && !is_own
        };
        for id in loaded.required_labels().keys() {
            let own = last(&catalogues, id);
            let catalogue = own.map(|(catalogue, _)| catalogue);
            let mut place = match catalogue {
                Some(catalogue) => place(&catalogue.file, id, Some(&indexed(catalogue)), &[]),
                None => place(&file, id, catalogues.last().map(indexed).as_ref(), &[]),
            };
            place.is_default = catalogue.is_some_and(is_default);
            let words = own.map(|(_, m)| seen(&message_words(m)));
            let printed = prepared.iter().flat_map(|p| &p.documents);
            let printed = printed.filter_map(|d| d.labels.get(id)).map(Text::plain);
            all.push(Whereabouts {
                id: id.clone(),
                kind: "label",
                article: None,
                place,
                source: None,
                source_words: last(&sources, id).map(|(_, m)| seen(&message_words(m))),
                state: match words {
                    Some(_) => State::Current,
                    None => State::Missing,
                },
                changed: None,
                shown: Vec::new(),
                said: printed.chain(words.clone()).collect(),
                words,
            });
        }
    }
}

/// The messages with one of the ids; else those whose text contains the words.
fn choose(all: Vec<Whereabouts>, words: &[String]) -> Vec<Whereabouts> {
    // `id.label` is how findings name a part of a message.
    let named = |message: &Whereabouts, word: &str| {
        let rest = word.strip_prefix(message.id.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    if words.iter().all(|word| all.iter().any(|m| named(m, word))) {
        let is_named = |m: &Whereabouts| words.iter().any(|word| named(m, word));
        return all.into_iter().filter(is_named).collect();
    }
    let wanted = plainest(&words.join(" "));
    if wanted.is_empty() {
        return Vec::new();
    }
    let says = |m: &Whereabouts| m.said.iter().any(|said| plainest(said).contains(&wanted));
    all.into_iter().filter(says).collect()
}

/// Text as it is searched: without case, markup, quotes, soft hyphens, and the spaces before signs. So words copied
/// from a page are found in the files, and the other way round.
fn plainest(words: &str) -> String {
    let kept = |c: &char| {
        !matches!(
            c,
            '*' | '_' | '`' | '"' | '“' | '”' | '„' | '«' | '»' | '\u{AD}'
        )
    };
    let kept: String = words.chars().filter(kept).collect();
    let mut plain = fold(&kept).replace('‘', "'").to_lowercase();
    for sign in [":", ";", "!", "?", "%"] {
        plain = plain.replace(&format!(" {sign}"), sign);
    }
    plain
}

/// The text of every message of a document as printed, part by part.
fn print(article: &Article, printed: &mut BTreeMap<String, Vec<String>>) {
    for text in article.texts() {
        printed
            .entry(text.key.id.clone())
            .or_default()
            .push(text.plain());
    }
}

/// The place of a message; of what is broken there; of the comment that waits to be filled in; else of the file alone.
fn place(
    file: &FileId,
    id: &str,
    catalogue: Option<&(&Catalogue, LineIndex)>,
    gaps: &[Block],
) -> Place {
    let position = catalogue.and_then(|(catalogue, lines)| {
        let message = catalogue.message(id).map(|m| m.origin.range.start);
        let broken = || catalogue.entry(id).map(|entry| entry.start);
        let is_gap = |gap: &&Block| gap.why == Why::Missing && gap.id == id;
        let gap = || gaps.iter().find(is_gap).map(|gap| gap.first.start);
        let offset = message.or_else(broken).or_else(gap)?;
        Some(lines.position(&catalogue.text, offset))
    });
    Place {
        file: file.clone(),
        position,
        is_default: false,
    }
}

fn indexed(catalogue: &Catalogue) -> (&Catalogue, LineIndex) {
    (catalogue, LineIndex::new(&catalogue.text))
}
