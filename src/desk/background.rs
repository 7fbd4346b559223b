//! What nobody waits for is made on a thread of its own, from the project as it was when that began: so what is typed meanwhile is never held up.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::{Value, json};

use crate::desk::findings;
use crate::desk::worker::{Background, Desk, UNUSED, Worker, request};
use crate::diagnostic::Diagnostics;
use crate::limits::STACK;
use crate::locale::Locale;
use crate::pipeline::build::plan::{ArtifactPlan, plan};
use crate::pipeline::build::review::refuse_by;
use crate::pipeline::build::session::Session;
use crate::pipeline::build::silenced::silence;
use crate::pipeline::build::threads::{in_pool, parallel};
use crate::pipeline::build::view::View;
use crate::pipeline::commands::typed::MessageKey;
use crate::typeset::layout_loop::LARGE;

/// How many artifacts are made at a time: more would take all processors from what is typed.
const AT_ONCE: usize = 2;

/// After how many large artifacts the engine's cache is looked through: what it has of all of them would add up.
const KEPT: usize = 4;

/// All that is made of an article.
struct Made {
    artifacts: BTreeSet<String>,
    found: Diagnostics,
}

impl Worker {
    /// Begins to make all artifacts of an article and all findings about it.
    pub(super) fn start_background(&mut self, article: String) {
        let is_stopped = Arc::<AtomicBool>::default();
        let looked = self.shown.looked();
        let is_typed = std::mem::take(&mut self.todo.found);
        let typed = self.typing.clone().filter(|_| is_typed);
        let mut making = Making {
            session: self.session.clone(),
            article: article.clone(),
            locale: looked.map(|view| view.key.locale.clone()),
            looked: self.shown.looked.clone(),
            views: self.shown.views.clone(),
            faults: typed.as_ref().and_then(|key| self.faults.get(key).cloned()),
            typed,
            is_stopped: is_stopped.clone(),
            desk: self.desk.clone(),
            made: None,
        };
        self.background = Some(Background {
            article,
            is_stopped,
        });
        let thread = std::thread::Builder::new().stack_size(STACK);
        let work = move || {
            in_pool(1, || {
                making.find_in_message();
                // The language that is looked at comes first: somebody may turn to another of its artifacts.
                let looked = making.locale.clone();
                let first = looked.is_none_or(|locale| making.make(Some(&locale)).is_some());
                making.made = first.then(|| making.make(None)).flatten();
            });
        };
        // Where no thread can be started, it ends at once, and the next change begins another.
        drop(thread.spawn(work));
    }

    /// Something changed: what is being made is out of date.
    pub(super) fn stop_background(&mut self) {
        if let Some(background) = &self.background {
            background.is_stopped.store(true, Ordering::SeqCst);
            self.todo.articles.insert(background.article.clone());
            self.todo.found = self.typing.is_some();
        }
    }

    fn is_stopped(&self) -> bool {
        let running = self.background.as_ref();
        running.is_none_or(|it| it.is_stopped.load(Ordering::SeqCst))
    }

    /// Tells the page what is found in the message that is typed.
    fn say_found(&self, key: &MessageKey, found: Vec<Value>) {
        if !self.is_stopped() {
            let data = json!({
                "locale": key.locale, "article": key.article, "id": key.id, "serial": self.shown.revision,
                "findings": found, "isUnsaved": self.unsaved.get(key).is_some(),
            });
            self.shown.say("message", data);
        }
    }

    /// Takes an artifact that was made.
    fn take(&mut self, name: String, view: Arc<View>) {
        if !self.is_stopped() {
            let before = self.shown.views.get(&name);
            self.todo.is_set |= before.is_none_or(|before| !view.has_pages_of(before));
            let before = self.shown.views.insert(name.clone(), view);
            self.shown.tell(&name, before);
        }
    }

    /// The background has ended, with all that it was to make unless it was stopped.
    fn end_background(&mut self, article: &str, made: Option<Made>) {
        if let Some(made) = made.filter(|_| !self.is_stopped()) {
            self.shown
                .views
                .retain(|name, view| view.key.article != article || made.artifacts.contains(name));
            self.shown.found.insert(article.to_owned(), made.found);
            self.shown.news();
        }
        // Where nothing was set, what was not used is as good as it was.
        let is_set = std::mem::take(&mut self.todo.is_set) || self.is_stopped();
        self.background = None;
        if is_set {
            self.forget();
        }
    }
}

/// The work on an article, with the project as it was when it began.
struct Making {
    session: Arc<Session>,
    article: String,
    /// The language that is looked at.
    locale: Option<String>,
    /// The artifact that is looked at.
    looked: Option<String>,
    views: BTreeMap<String, Arc<View>>,
    /// The message that was typed, if the page does not know yet what is found in it, and what is wrong with it as a text of Fluent's.
    typed: Option<MessageKey>,
    faults: Option<Diagnostics>,
    is_stopped: Arc<AtomicBool>,
    desk: Desk,
    made: Option<Made>,
}

impl Making {
    fn find_in_message(&mut self) {
        if let Some(key) = self.typed.take() {
            let found = findings::of_message(&self.session, self.faults.as_ref(), &key);
            self.desk.tell(move |worker| worker.say_found(&key, found));
        }
    }

    /// Makes all in one language, or in all; none if it is stopped.
    fn make(&mut self, locale: Option<&str>) -> Option<Made> {
        let is_stopped = || self.is_stopped.load(Ordering::SeqCst);
        let (session, project) = (&self.session, self.session.sources().project());
        let Some(file) = project.article(&self.article) else {
            return Some(Made {
                artifacts: BTreeSet::new(),
                found: Diagnostics::default(),
            });
        };
        let request = request(&self.article, locale);
        let is_meant = |own: &Locale| locale.is_none_or(|locale| own.name == locale);
        let locales = project.locales.iter().filter(|own| is_meant(own)).cloned();
        let locales: Vec<Locale> = locales.collect();
        let mut found = Diagnostics::default();
        let mut prepared = session.prepare_articles(vec![file], &request, &mut found);
        let mut reviews = session.reviews(&locales, &prepared, 0);
        for review in &mut reviews {
            let of_messages = review.of_messages.iter();
            found.extend(of_messages.map(|(_, _, found)| found.diagnostic.clone()));
            found.extend(std::mem::take(&mut review.others));
        }
        let reviews = locales.iter().zip(reviews);
        refuse_by(reviews, &mut prepared, &request, &mut found);
        let settings = (project, session.families());
        let plans = plan(settings, &prepared, &request, &mut found);
        let view = |plan: &ArtifactPlan| {
            if is_stopped() {
                return None;
            }
            let view = session.view(plan, self.views.get(&plan.name));
            let (name, made) = (plan.name.clone(), view.clone());
            self.desk.tell(move |worker| worker.take(name, made));
            Some((plan.name.clone(), view))
        };
        let (large, small): (Vec<_>, Vec<_>) =
            plans.iter().partition(|p| p.lowered().text.len() > LARGE);
        let mut all = parallel(&small, AT_ONCE, view);
        for (rank, plan) in large.iter().copied().enumerate() {
            if rank > 0 && rank % KEPT == 0 {
                comemo::evict(UNUSED);
            }
            all.push(view(plan));
        }
        let all: Vec<(String, Arc<View>)> = all.into_iter().collect::<Option<_>>()?;
        found.extend(all.iter().flat_map(|(_, view)| view.found.iter().cloned()));
        self.views.extend(all);
        // The next letter is typed there: what the engine needs for it is in its cache then.
        let looked = large
            .iter()
            .find(|plan| Some(&plan.name) == self.looked.as_ref());
        if let Some(plan) = looked.filter(|_| !is_stopped())
            && let Some(view) = self.views.get(&plan.name)
        {
            drop(session.glimpse(plan, Some(view)));
        }
        silence(session.vfs(), &prepared, &mut found);
        Some(Made {
            artifacts: plans.iter().map(|plan| plan.name.clone()).collect(),
            found: found.sorted(),
        })
    }
}

/// Whatever ends it, the session is told.
impl Drop for Making {
    fn drop(&mut self) {
        let (article, made) = (std::mem::take(&mut self.article), self.made.take());
        self.desk
            .tell(move |worker| worker.end_background(&article, made));
    }
}
