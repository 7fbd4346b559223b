//! How far the translations are, and which artifacts their texts allow today. Nothing is typeset.

use std::collections::{BTreeMap, BTreeSet};

use crate::brand::Families;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::l10n::labels;
use crate::l10n::reading::Reading;
use crate::locale::Locale;
use crate::origin::FileId;
use crate::pipeline::build::document::Prepared;
use crate::pipeline::build::plan::{ArtifactPlan, plan_unlabelled};
use crate::pipeline::build::request::Request;
use crate::pipeline::build::session::Session;
use crate::pipeline::build::threads::parallel;
use crate::pipeline::key::ArtifactKey;
use crate::pipeline::sources::original::Original;
use crate::project::Project;
use crate::translate::state::State;

/// Of some messages: how many there are in each state, and how many words their source texts have.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Counts {
    states: BTreeMap<State, (usize, usize)>,
}

/// Where an article, or the labels, stand in one locale.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Standing {
    /// The tag of the language.
    pub locale: String,
    /// The article; none for the labels.
    pub article: Option<String>,
    /// Whether the locale is the one that articles are written in.
    pub is_source: bool,
    /// Whether the language is begun, and not published.
    pub is_begun: bool,
    /// Its messages.
    pub counts: Counts,
}

/// Whether an artifact can be built, as far as is known before it is typeset.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Buildable {
    /// What it is of.
    pub key: ArtifactKey,
    /// What stands against it: codes of errors, each with the number of messages or places. Empty where it can be built.
    pub reasons: BTreeMap<Code, usize>,
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
    /// The states of the requested articles and locales. What cannot be read is reported.
    pub fn status(&self, request: &Request, out: &mut Diagnostics) -> Status {
        let mut found = Diagnostics::default();
        let project = self.sources().load(&mut found);
        self.check_standing(&mut found);
        let broken = count(found.iter());
        report(found, out);
        let mut status = Status::default();
        let locales = project.locales.iter();
        for locale in locales.filter(|l| Request::wants(&request.locales, &l.name)) {
            let files = project.articles.iter();
            let files = files.filter(|file| Request::wants(&request.articles, file.stem()));
            let files: Vec<_> = files.enumerate().collect();
            let look = |(at, file)| {
                let mut found = Diagnostics::default();
                let one = self.status_of(file, locale, request, &broken, &mut found);
                (at, one, found)
            };
            let mut all = parallel(&files, 0, look);
            all.sort_by_key(|(at, ..)| *at);
            for (_, one, found) in all {
                out.extend(found);
                status.standings.extend(one.standings);
                status.artifacts.extend(one.artifacts);
            }
            status.standings.push(Standing {
                locale: locale.name.clone(),
                article: None,
                is_source: *locale == project.source,
                is_begun: !project.is_published(&locale.name),
                counts: self.label_counts(locale),
            });
        }
        status
    }

    /// The status of an article in a locale; `broken` is what is wrong with the settings.
    fn status_of(
        &self,
        file: &FileId,
        locale: &Locale,
        request: &Request,
        broken: &BTreeMap<Code, usize>,
        out: &mut Diagnostics,
    ) -> Status {
        let project = self.sources().project();
        let mut found = Diagnostics::default();
        let one = Request {
            locales: vec![locale.name.clone()],
            epoch: request.epoch,
            // Other threads have other articles.
            jobs: 1,
            ..Request::default()
        };
        let mut prepared = self.prepare_articles(vec![file], &one, &mut found);
        self.refuse(&mut prepared, &one, &mut found);
        let found = found.sorted();
        let mut reasons = broken.clone();
        add(&mut reasons, count(found.iter()));
        report(found, out);
        let standings = prepared.iter().map(|prepared| Standing {
            locale: locale.name.clone(),
            article: Some(file.stem().to_owned()),
            is_source: *locale == project.source,
            is_begun: !project.is_published(&locale.name),
            counts: self.counts(&prepared.original, locale),
        });
        Status {
            standings: standings.collect(),
            artifacts: buildable((project, self.families()), &prepared, &reasons),
        }
    }

    fn counts(&self, original: &Original, locale: &Locale) -> Counts {
        let project = self.sources().project();
        let reading = Reading::of(&project.source);
        let mut counts = Counts::default();
        let ignored = &mut Diagnostics::default();
        let translation = (*locale != project.source).then(|| {
            let article = &original.article.file;
            self.sources().translation(locale, article, ignored)
        });
        for (segment, aligned) in original.segments.iter().zip(&original.aligned) {
            let words = original.words.get(&aligned.id);
            let state = match (&translation, words) {
                (Some(translation), Some(words)) => translation.state(segment, &aligned.id, words),
                _ => State::Current,
            };
            let parts = segment.parts.iter().map(|(_, words)| reading.words(words));
            counts.add(state, parts.sum());
        }
        counts
    }

    /// The labels that there must be: there is nothing to be stale against.
    fn label_counts(&self, locale: &Locale) -> Counts {
        let loaded = self.sources();
        let ignored = &mut Diagnostics::default();
        let reading = Reading::of(&loaded.project().source);
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for catalogue in loaded.labels(&loaded.project().source, ignored).iter() {
            let messages = catalogue.messages.iter();
            known.extend(messages.map(|m| {
                let parts = m.parts.iter().map(|part| reading.words(&part.flat));
                (m.id.clone(), parts.sum())
            }));
        }
        let catalogues = loaded.labels(locale, ignored);
        let own: BTreeSet<&str> = catalogues
            .iter()
            .flat_map(|catalogue| &catalogue.messages)
            .filter(|message| message.has_value())
            .map(|message| message.id.as_str())
            .collect();
        let mut counts = Counts::default();
        let required = loaded.required_labels();
        let printed = loaded.printed_labels();
        for id in labels::needed(required, printed, |id| own.contains(id)).keys() {
            let state = match own.contains(id.as_str()) {
                true => State::Current,
                false => State::Missing,
            };
            counts.add(state, known.get(id).copied().unwrap_or(0));
        }
        counts
    }
}

/// What stands against each artifact of a document, besides what stands against all.
fn buildable(
    settings: (&Project, &Families),
    prepared: &[Prepared],
    of_all: &BTreeMap<Code, usize>,
) -> Vec<Buildable> {
    let mut all = Vec::new();
    for audience in &settings.0.audiences {
        for &format in &audience.formats {
            let one = Request {
                audiences: vec![audience.name.clone()],
                formats: vec![format],
                ..Request::default()
            };
            let mut found = Diagnostics::default();
            let plans = plan_unlabelled(settings, prepared, &one, &mut found);
            let others = found.into_iter().filter(|d| !is_of_message(d));
            let others = others.collect::<Vec<_>>();
            for plan in plans {
                let mut reasons = of_all.clone();
                add(&mut reasons, count(others.iter()));
                add(&mut reasons, unpublishable(&plan, prepared));
                all.push(Buildable {
                    key: plan.key.clone(),
                    reasons,
                });
            }
        }
    }
    all
}

/// The messages that an artifact shows and whose translation cannot be published, by the code of the reason.
fn unpublishable(plan: &ArtifactPlan, prepared: &[Prepared]) -> BTreeMap<Code, usize> {
    let documents = prepared.iter().flat_map(|p| &p.documents);
    let mut reasons: BTreeMap<String, Code> = BTreeMap::new();
    let texts = plan.selection.texts(plan.handout);
    for document in documents {
        for text in &texts {
            let id = text.key.id.as_str();
            match document.unpublishable.get(id).map(|all| all.first()) {
                Some(Some(reason)) => reasons.insert(counted_as(id, reason), reason.code),
                None if text.fallback.is_some() => {
                    reasons.insert(id.to_owned(), Code::MissingTranslation)
                }
                _ => None,
            };
        }
    }
    let mut counts = BTreeMap::new();
    for code in reasons.into_values() {
        *counts.entry(code).or_default() += 1;
    }
    counts
}

/// What a reason is counted by: a stale message once, also where others show it.
fn counted_as(id: &str, reason: &Diagnostic) -> String {
    let place = reason.origin.as_ref();
    let place = place.filter(|_| reason.code == Code::StaleTranslation);
    place.map_or_else(
        || id.to_owned(),
        |origin| format!("{}:{}", origin.file, origin.range.start),
    )
}

/// Whether a finding is the state of one message's translation: those are counted message by message.
fn is_of_message(diagnostic: &Diagnostic) -> bool {
    diagnostic.code.is_about_translation()
}

fn count<'d>(all: impl Iterator<Item = &'d Diagnostic>) -> BTreeMap<Code, usize> {
    let mut counts = BTreeMap::new();
    for error in all.filter(|d| d.severity == Severity::Error) {
        *counts.entry(error.code).or_default() += 1;
    }
    counts
}

fn add(counts: &mut BTreeMap<Code, usize>, more: BTreeMap<Code, usize>) {
    for (code, n) in more {
        *counts.entry(code).or_default() += n;
    }
}

/// Reports what could not be read; other findings are left to `build` and `check`.
pub fn report(found: Diagnostics, out: &mut Diagnostics) {
    let is_unread = |d: &Diagnostic| d.code.is_syntax() || d.code.is_unreadable_file();
    out.extend(found.into_iter().filter(is_unread));
}
