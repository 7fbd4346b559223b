//! How far the translations are, and which artifacts their texts allow today. Nothing is typeset.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::l10n::labels;
use crate::locale::Locale;
use crate::pipeline::plan::{Planned, plan};
use crate::pipeline::prepare::{Prepared, prepare};
use crate::pipeline::request::Request;
use crate::pipeline::session::Session;
use crate::pipeline::translations::{Original, Translation, printed_labels};
use crate::project::{self, Format, Project};
use crate::translate::lock::State;

/// Of some messages: how many there are in each state, and how many words their source texts have.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Counts {
    states: BTreeMap<State, (usize, usize)>,
}

/// Where an article, or the labels, stand in one locale.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Standing {
    /// The locale.
    pub locale: String,
    /// The article; none for the labels.
    pub article: Option<String>,
    /// Whether the locale is the one that articles are written in.
    pub is_source: bool,
    /// Its messages.
    pub counts: Counts,
}

/// Whether an artifact can be built, as far as can be told before it is typeset.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Buildable {
    /// The file's name.
    pub artifact: String,
    /// Its article.
    pub article: String,
    /// Its language.
    pub locale: String,
    /// Whom it is for.
    pub audience: String,
    /// Brief or slides.
    pub format: Format,
    /// What stands against it: codes of errors, each with the number of messages or places. Empty where it can be built.
    pub reasons: BTreeMap<&'static str, usize>,
}

/// Where a project's translations stand.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Status {
    /// By locale: articles by name, then the labels.
    pub standings: Vec<Standing>,
    /// In the order of the matrix.
    pub artifacts: Vec<Buildable>,
}

impl Counts {
    /// Adds a message, by the words of its source text.
    pub fn add(&mut self, state: State, words: usize) {
        let (messages, all) = self.states.entry(state).or_default();
        *messages += 1;
        *all += words;
    }

    /// Adds all of another's.
    pub fn merge(&mut self, other: &Self) {
        for (state, (messages, words)) in &other.states {
            let known = self.states.entry(*state).or_default();
            *known = (known.0 + messages, known.1 + words);
        }
    }

    /// How many messages are in a state.
    pub fn of(&self, state: State) -> usize {
        self.states.get(&state).map_or(0, |(messages, _)| *messages)
    }

    /// How many messages there are.
    pub fn segments(&self) -> usize {
        self.states.values().map(|(messages, _)| messages).sum()
    }

    /// How many words their source texts have.
    pub fn words(&self) -> usize {
        self.states.values().map(|(_, words)| words).sum()
    }

    /// The share of the source's words whose translation is current, from 0 to 100, rounded down. Words, as a
    /// paragraph is more work than a heading; 100 only where every message is current.
    pub fn percent(&self) -> usize {
        let current = self.of(State::Current);
        if current == self.segments() {
            return 100;
        }
        let words = self
            .states
            .get(&State::Current)
            .map_or(0, |(_, words)| *words);
        (words * 100 / self.words().max(1)).min(99)
    }
}

impl Session {
    /// Where the articles and locales that are asked for stand. What cannot be read is reported.
    pub fn status(&self, request: &Request, out: &mut Diagnostics) -> Status {
        let mut found = Diagnostics::default();
        let project = project::load(self.vfs(), &mut found);
        let broken = count(found.iter());
        report(found, out);
        let mut status = Status::default();
        let locales = project.locales.iter();
        for locale in locales.filter(|l| Request::wants(&request.locales, &l.name)) {
            for file in &project.articles {
                if Request::wants(&request.articles, file.stem()) {
                    let mut found = Diagnostics::default();
                    let one = Request {
                        articles: vec![file.stem().to_owned()],
                        locales: vec![locale.name.clone()],
                        epoch: request.epoch,
                        ..Request::default()
                    };
                    let mut prepared =
                        prepare(self.vfs(), &|| self.engine(), &project, &one, &mut found);
                    self.refuse(&project, &mut prepared, false, &mut found);
                    let found = found.sorted();
                    let mut reasons = broken.clone();
                    add(&mut reasons, count(found.iter()));
                    report(found, out);
                    for prepared in &prepared {
                        let counts = self.counts(&project, &prepared.original, locale);
                        status.standings.push(Standing {
                            locale: locale.name.clone(),
                            article: Some(file.stem().to_owned()),
                            is_source: *locale == project.source,
                            counts,
                        });
                    }
                    let artifacts = buildable(&project, &prepared, &reasons);
                    status.artifacts.extend(artifacts);
                }
            }
            status.standings.push(Standing {
                locale: locale.name.clone(),
                article: None,
                is_source: *locale == project.source,
                counts: self.labels(&project, locale),
            });
        }
        status
    }

    fn counts(&self, project: &Project, original: &Original, locale: &Locale) -> Counts {
        let mut counts = Counts::default();
        let ignored = &mut Diagnostics::default();
        let translation = (*locale != project.source).then(|| {
            let article = &original.article.file;
            Translation::read(self.vfs(), &project.source, locale, article, ignored)
        });
        for (segment, aligned) in original.segments.iter().zip(&original.aligned) {
            let words = original.words.get(&aligned.id);
            let state = match (&translation, words) {
                (Some(translation), Some(words)) => translation.state(segment, &aligned.id, words),
                _ => State::Current,
            };
            let parts = segment.parts.iter().map(|(_, words)| number(words));
            counts.add(state, parts.sum());
        }
        counts
    }

    /// The labels that there must be: there is nothing to be stale against.
    fn labels(&self, project: &Project, locale: &Locale) -> Counts {
        let ignored = &mut Diagnostics::default();
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for catalogue in labels::read(self.vfs(), &project.source, ignored) {
            let messages = catalogue.messages.iter();
            known.extend(messages.map(|m| {
                let parts = m.parts.iter().map(|part| number(&part.flat));
                (m.id.clone(), parts.sum())
            }));
        }
        let catalogues = labels::read(self.vfs(), locale, ignored);
        let own: BTreeSet<&str> = catalogues
            .iter()
            .flat_map(|catalogue| &catalogue.messages)
            .filter(|message| message.has_value())
            .map(|message| message.id.as_str())
            .collect();
        let mut counts = Counts::default();
        let required = Arc::new(labels::required(self.vfs(), &project.source));
        let printed = printed_labels(self.vfs(), project);
        for id in labels::needed(&required, &printed, |id| own.contains(id)).keys() {
            let state = match own.contains(id.as_str()) {
                true => State::Current,
                false => State::Missing,
            };
            counts.add(state, known.get(id).copied().unwrap_or(0));
        }
        counts
    }
}

/// Words of a text, as a reader counts them: a sign between spaces is none.
fn number(words: &str) -> usize {
    let is_word = |word: &&str| word.chars().any(char::is_alphanumeric);
    words.split_whitespace().filter(is_word).count()
}

/// What stands against each artifact of a document, besides what stands against all.
fn buildable(
    project: &Project,
    prepared: &[Prepared],
    of_all: &BTreeMap<&'static str, usize>,
) -> Vec<Buildable> {
    let mut all = Vec::new();
    for audience in &project.audiences {
        for &format in &audience.formats {
            let one = Request {
                audiences: vec![audience.name.clone()],
                formats: vec![format],
                ..Request::default()
            };
            let mut found = Diagnostics::default();
            let planned = plan(project, prepared, &one, &mut found);
            let others = found.into_iter().filter(|d| !is_of_message(d));
            let others = others.collect::<Vec<_>>();
            for planned in planned {
                let mut reasons = of_all.clone();
                add(&mut reasons, count(others.iter()));
                add(&mut reasons, unready(&planned, prepared));
                all.push(Buildable {
                    artifact: planned.name.clone(),
                    article: planned.selection.document.file.stem().to_owned(),
                    locale: planned.locale.name.clone(),
                    audience: audience.name.clone(),
                    format,
                    reasons,
                });
            }
        }
    }
    all
}

/// The messages that an artifact shows and whose translation cannot be published, by the code of the reason.
fn unready(planned: &Planned, prepared: &[Prepared]) -> BTreeMap<&'static str, usize> {
    let documents = prepared.iter().flat_map(|p| &p.documents);
    let mut reasons: BTreeMap<&str, &'static str> = BTreeMap::new();
    let texts = planned.selection.texts(planned.handout);
    for document in documents {
        for text in &texts {
            let id = text.key.id.as_str();
            match document.unready.get(id) {
                Some(all) => all
                    .first()
                    .and_then(|reason| reasons.insert(id, reason.code)),
                None if text.fallback.is_some() => reasons.insert(id, "missing-translation"),
                None => None,
            };
        }
    }
    let mut counts = BTreeMap::new();
    for code in reasons.into_values() {
        *counts.entry(code).or_default() += 1;
    }
    counts
}

/// Whether a finding is the state of one message's translation: those are counted message by message.
fn is_of_message(diagnostic: &Diagnostic) -> bool {
    matches!(
        diagnostic.code,
        "missing-translation" | "stale-translation" | "unconfirmed-translation"
    )
}

fn count<'d>(all: impl Iterator<Item = &'d Diagnostic>) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for error in all.filter(|d| d.severity == Severity::Error) {
        *counts.entry(error.code).or_default() += 1;
    }
    counts
}

fn add(counts: &mut BTreeMap<&'static str, usize>, more: BTreeMap<&'static str, usize>) {
    for (code, n) in more {
        *counts.entry(code).or_default() += n;
    }
}

/// Hands on what could not be read; what is wrong with what could is for `build` and `check` to say.
pub fn report(found: Diagnostics, out: &mut Diagnostics) {
    let unreadable = |d: &Diagnostic| {
        d.code.ends_with("-syntax")
            || d.code.starts_with("file-")
            || matches!(d.code, "merge-conflict" | "invalid-utf8")
    };
    out.extend(found.into_iter().filter(unreadable));
}
