//! Where a message stands: in its files, against its source, and on the pages of the artifacts.

use std::collections::{BTreeMap, BTreeSet};

use typst::layout::{Abs, Point};
use typst_layout::PagedDocument;

use crate::article::ast::{Article, Text};
use crate::article::segment;
use crate::diagnostic::Diagnostics;
use crate::inspect::walk::runs;
use crate::l10n::align::{fold, message_words};
use crate::l10n::catalogue::Catalogue;
use crate::l10n::labels;
use crate::l10n::message::Message;
use crate::origin::{FileId, LineIndex, Position};
use crate::pipeline::plan::{Planned, plan};
use crate::pipeline::prepare::{Prepared, prepare};
use crate::pipeline::request::Request;
use crate::pipeline::session::{Session, handout_name, parallel};
use crate::pipeline::status;
use crate::pipeline::translations::Translation;
use crate::project::{self, Format, Locale, Project};
use crate::translate::diff;
use crate::translate::lock::{State, seen};
use crate::typeset::compile::{Trace, Tracer, typeset};

/// Points to tenths of a millimetre.
const TENTHS: f64 = 254.0 / 72.0;

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

/// The first glyph of a message on a page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Spot {
    /// From 1.
    pub page: usize,
    /// From the left of the page to the glyph, in tenths of a millimetre.
    pub x: i64,
    /// From the top of the page to the glyph's baseline, in tenths of a millimetre.
    pub y: i64,
}

/// A message in an artifact.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shown {
    /// The file's name.
    pub artifact: String,
    /// One for each page that prints it; empty where only the file's data hold it; none where the artifact could not
    /// be typeset, or is a handout, which is not typeset for this.
    pub spots: Option<Vec<Spot>>,
    /// Whether the artifact is a handout, and the message a speaker note.
    pub is_note: bool,
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
    /// What it says in the source language.
    pub source_words: Option<String>,
    /// What it says in the locale.
    pub words: Option<String>,
    /// What the translation is worth.
    pub state: State,
    /// What changed in the source text since the translation was confirmed, word by word.
    pub changed: Option<String>,
    /// The artifacts that hold it.
    pub shown: Vec<Shown>,
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
    /// Finds messages by id, or by a piece of their text in the locale or in the source language, and says where they
    /// stand. With more than `most`, no page is looked at. `out` tells what could not be read, and why pages are unknown.
    pub fn find(
        &self,
        locale: &Locale,
        words: &[String],
        most: usize,
        request: &Request,
        out: &mut Diagnostics,
    ) -> Found {
        let mut found = Diagnostics::default();
        let project = project::load(self.vfs(), &mut found);
        let request = Request {
            locales: vec![locale.name.clone()],
            ..request.clone()
        };
        let prepared = prepare(self.vfs(), &project, &request, &mut found);
        status::report(found, out);
        let mut all = Vec::new();
        for prepared in &prepared {
            self.messages(&project, prepared, locale, &mut all);
        }
        self.label_messages(&project, locale, &prepared, &mut all);
        let known = all.iter().map(|m| m.id.clone()).collect();
        let mut chosen = choose(all, words);
        if chosen.is_empty() {
            return Found::Nothing(known);
        }
        if chosen.len() > most {
            return Found::TooMany(chosen);
        }
        // What is wrong with the texts is told as their state, and pages are made all the same.
        let planned = plan(&project, &prepared, &request, &mut Diagnostics::default());
        self.pages(&planned, &mut chosen, request.jobs, out);
        Found::Messages(chosen)
    }

    /// The messages of an article.
    fn messages(
        &self,
        project: &Project,
        prepared: &Prepared,
        locale: &Locale,
        all: &mut Vec<Whereabouts>,
    ) {
        let original = &prepared.original;
        let file = &original.article.file;
        let ignored = &mut Diagnostics::default();
        let is_source = *locale == project.source;
        let translation = Translation::read(self.vfs(), locale, file, ignored);
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
            let catalogue = translation.catalogue.as_ref();
            let message = catalogue.and_then(|c| c.message(id));
            let standing = translation.standing(id, words);
            let state = match is_source {
                true => State::Current,
                false => status::state(&translation, segment, id, words),
            };
            let source_words = seen(words);
            let record = standing.record.and_then(|record| record.seen.as_ref());
            let is_old = !is_source && matches!(state, State::Stale | State::Unconfirmed);
            let changed = record.filter(|seen| is_old && **seen != source_words);
            let own = match is_source {
                true => Some(source_words.clone()),
                false => message.map(|message| seen(&message_words(message))),
            };
            let mut said = printed.remove(id).unwrap_or_default();
            said.extend(segment.parts.iter().map(|(_, words)| words.clone()));
            said.extend(own.clone());
            all.push(Whereabouts {
                id: id.clone(),
                kind: segment.kind.name(),
                article: Some(file.stem().to_owned()),
                place: place(&translation.file, catalogue.zip(message)),
                source: Some(Place {
                    file: file.clone(),
                    position: Some(lines.position(&article, segment.origin.range.start)),
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
    }

    /// The labels that there must be.
    fn label_messages(
        &self,
        project: &Project,
        locale: &Locale,
        prepared: &[Prepared],
        all: &mut Vec<Whereabouts>,
    ) {
        let ignored = &mut Diagnostics::default();
        let catalogues = labels::read(self.vfs(), &locale.name, ignored);
        let sources = labels::read(self.vfs(), &project.source.name, ignored);
        let last = |all: &[Catalogue], id: &str| {
            let with_value = |c: &Catalogue| c.message(id).filter(|m| m.has_value()).cloned();
            let mut found = all.iter().rev();
            found.find_map(|c| with_value(c).map(|m| (c.clone(), m)))
        };
        let file = labels::file(&locale.name);
        let default = self.vfs().default_text(&file);
        for id in labels::required(self.vfs(), &project.source).keys() {
            let own = last(&catalogues, id);
            let mut place = place(&file, own.as_ref().map(|(c, m)| (c, m)));
            place.is_default = own.as_ref().is_some_and(|(c, _)| {
                default.as_ref() == Some(&c.text) && !self.vfs().is_own(&file)
            }) || own
                .as_ref()
                .is_some_and(|(c, _)| catalogues.len() > 1 && default.as_ref() == Some(&c.text));
            let words = own.map(|(_, m)| seen(&message_words(&m)));
            let printed = prepared.iter().flat_map(|p| &p.documents);
            let printed = printed.filter_map(|d| d.labels.get(id)).map(Text::plain);
            all.push(Whereabouts {
                id: id.clone(),
                kind: "label",
                article: None,
                place,
                source: None,
                source_words: last(&sources, id).map(|(_, m)| seen(&message_words(&m))),
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

    /// Typesets the artifacts that hold a message, and looks where.
    fn pages(
        &self,
        planned: &[Planned],
        chosen: &mut [Whereabouts],
        jobs: usize,
        out: &mut Diagnostics,
    ) {
        let held: Vec<Held> = planned.iter().map(|p| Held::new(p, chosen)).collect();
        let needed = planned
            .iter()
            .zip(&held)
            .filter(|(_, held)| held.is_printed());
        let needed = needed.map(|(planned, _)| planned).collect();
        let made = parallel(needed, jobs, |planned| {
            let none = BTreeMap::new();
            let world = self.engine().world(&planned.lowered.text, &none);
            let tracer = Tracer::new(&world, &planned.lowered.map);
            let mut found = Diagnostics::default();
            let pages = typeset(&tracer, &mut found).map(|pages| spots(&pages, &tracer));
            // With pages, what the engine says is for `build` to tell.
            let why = pages.is_none().then_some(found);
            (&planned.name, (pages, why.unwrap_or_default()))
        });
        let mut made: BTreeMap<_, _> = made.into_iter().collect();
        for (planned, held) in planned.iter().zip(held) {
            let (pages, why) = made.remove(&planned.name).unwrap_or_default();
            out.extend(why);
            for at in held.shown {
                let is_label = chosen[at].article.is_none();
                let spots = pages.as_ref().map(|pages| {
                    let key = (is_label, chosen[at].id.clone());
                    pages.get(&key).cloned().unwrap_or_default()
                });
                // Every artifact has every label; only those that print it are worth a word.
                if is_label && spots.as_ref().is_some_and(Vec::is_empty) {
                    continue;
                }
                chosen[at].shown.push(Shown {
                    artifact: planned.name.clone(),
                    spots,
                    is_note: false,
                });
            }
            for at in held.noted {
                chosen[at].shown.push(Shown {
                    artifact: handout_name(&planned.name),
                    spots: None,
                    is_note: true,
                });
            }
        }
    }
}

/// Which of some messages an artifact holds, by index.
struct Held {
    shown: Vec<usize>,
    /// Only as speaker notes.
    noted: Vec<usize>,
}

impl Held {
    fn new(planned: &Planned, chosen: &[Whereabouts]) -> Self {
        let article = planned.selection.document.file.stem();
        let ids = |with_notes| -> BTreeSet<&str> {
            let texts = planned.selection.texts(with_notes);
            texts.into_iter().map(|text| text.key.id.as_str()).collect()
        };
        let (texts, all) = (ids(false), ids(planned.format == Format::Slides));
        let mut held = Self {
            shown: Vec::new(),
            noted: Vec::new(),
        };
        for (at, message) in chosen.iter().enumerate() {
            let id = message.id.as_str();
            match &message.article {
                None => held.shown.push(at),
                Some(own) if own != article => {}
                Some(_) if texts.contains(id) => held.shown.push(at),
                Some(_) if all.contains(id) => held.noted.push(at),
                Some(_) => {}
            }
        }
        held
    }

    fn is_printed(&self) -> bool {
        !self.shown.is_empty()
    }
}

/// For each message (labels are told by `true`), its first glyph on every page that has one.
fn spots(document: &PagedDocument, tracer: &Tracer) -> BTreeMap<(bool, String), Vec<Spot>> {
    let mut all: BTreeMap<(bool, String), Vec<Spot>> = BTreeMap::new();
    for (index, page) in document.pages().iter().enumerate() {
        let page_number = index + 1;
        runs(page, &mut |run| {
            let mut cursor = Abs::zero();
            let mut last = None;
            for glyph in &run.text.glyphs {
                let size = run.text.size;
                let x = cursor + glyph.x_offset.at(size);
                cursor += glyph.x_advance.at(size);
                if last.replace(glyph.span.0) == Some(glyph.span.0) {
                    continue;
                }
                let Trace::Text(written) = tracer.glyph(glyph.span.0) else {
                    continue;
                };
                let Some(key) = &written.key else { continue };
                let is_label = written.origin.file.path().ends_with("/labels.ftl");
                let spots = all.entry((is_label, key.id.clone())).or_default();
                if spots.last().is_none_or(|spot| spot.page != page_number) {
                    let point = Point::with_x(x).transform(run.transform);
                    spots.push(Spot {
                        page: page_number,
                        x: tenths(point.x),
                        y: tenths(point.y),
                    });
                }
            }
        });
    }
    all
}

#[expect(clippy::cast_possible_truncation, reason = "pages are metres at most")]
fn tenths(length: Abs) -> i64 {
    (length.to_pt() * TENTHS).round() as i64
}

/// The messages with one of the ids; else those that say the words.
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

/// What every message of a document says on a page, part by part.
fn print(article: &Article, printed: &mut BTreeMap<String, Vec<String>>) {
    segment::visit(&mut article.clone(), &mut |unit| {
        for (_, text) in unit.parts {
            printed
                .entry(text.key.id.clone())
                .or_default()
                .push(text.plain());
        }
    });
}

/// The place of an entry, or of the file that it should be in.
fn place(file: &FileId, entry: Option<(&Catalogue, &Message)>) -> Place {
    let position = entry.map(|(catalogue, message)| {
        let lines = LineIndex::new(&catalogue.text);
        lines.position(&catalogue.text, message.origin.range.start)
    });
    Place {
        file: file.clone(),
        position,
        is_default: false,
    }
}
