//! The thread that holds the session. Requests are jobs for it; while there are none, it makes what is out of date.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::sync::{broadcast, oneshot};

use crate::desk::pictures::Pictures;
use crate::desk::unsaved::Unsaved;
use crate::desk::watcher::Watcher;
use crate::diagnostic::Diagnostics;
use crate::limits::STACK;
use crate::origin::FileId;
use crate::pipeline::build::clock::memory_in_use;
use crate::pipeline::build::request::Request;
use crate::pipeline::build::session::Session;
use crate::pipeline::build::view::View;
use crate::pipeline::commands::typed::MessageKey;

/// How many events a browser may be behind before it has to fetch everything again.
const EVENTS: usize = 256;
/// How long nothing must be typed before the other artifacts are made. While somebody types, they wait for twice the time between two keys: they
/// would take processors from the page that is looked at.
const PAUSE: Duration = Duration::from_millis(100);
/// Two keys that are further apart are not typed in one go.
const LONGEST: Duration = Duration::from_millis(700);
/// After how many edits without a pause the engine's cache is looked through.
pub(super) const EDITS: usize = 8;
/// How often in a row an entry of the engine's cache may be found unused before it is dropped.
pub(super) const UNUSED: usize = 1;
/// How long the disk must be quiet before its changes are read: editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(60);

/// What the page is told.
#[derive(Clone, Debug)]
pub struct Event {
    /// What kind of event it is.
    pub name: &'static str,
    /// JSON.
    pub data: String,
}

/// What the session is to do.
pub type Job = Box<dyn FnOnce(&mut Worker) + Send>;

/// How a desk was started.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Whether nothing may be written.
    pub read_only: bool,
    /// The command that opens a file in an editor, with `{file}`, `{line}` and `{column}` in it.
    pub editor: Option<Vec<String>>,
}

/// The way to the session, for the server.
#[derive(Clone)]
pub struct Desk {
    jobs: Sender<Job>,
    /// Pictures that were made already.
    pub pictures: Arc<Pictures>,
    /// What the page is told.
    pub events: broadcast::Sender<Event>,
    /// How the desk was started.
    pub settings: Arc<Settings>,
    /// The project's folder.
    pub root: PathBuf,
}

impl Desk {
    /// Has the session do something, and waits for it. Nothing where the session has ended.
    pub async fn ask<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Worker) -> T + Send + 'static,
    ) -> Option<T> {
        let (answer, answered) = oneshot::channel();
        self.tell(move |worker| drop(answer.send(job(worker))));
        answered.await.ok()
    }

    /// Has the session do something.
    pub fn tell(&self, job: impl FnOnce(&mut Worker) + Send + 'static) {
        let _ = self.jobs.send(Box::new(job));
    }
}

/// The session, with what the desk knows beside it.
pub struct Worker {
    pub(super) session: Arc<Session>,
    pub(super) unsaved: Unsaved,
    /// What is wrong with unsaved texts that are no texts of Fluent's.
    pub(super) faults: BTreeMap<MessageKey, Diagnostics>,
    /// What the disk had of catalogues over which unsaved texts are laid.
    pub(super) laid: BTreeMap<FileId, Option<Vec<u8>>>,
    /// The message that is typed.
    pub(super) typing: Option<MessageKey>,
    pub(super) shown: Shown,
    watcher: Option<Watcher>,
    pub(super) background: Option<Background>,
    pub(super) desk: Desk,
    pub(super) todo: Todo,
}

/// What the page sees.
pub(super) struct Shown {
    /// By file name.
    pub views: BTreeMap<String, Arc<View>>,
    /// By article; "" for the project's own.
    pub found: BTreeMap<String, Diagnostics>,
    /// The artifact that is looked at.
    pub looked: Option<String>,
    pub revision: u64,
    pub pictures: Arc<Pictures>,
    events: broadcast::Sender<Event>,
}

/// An article whose artifacts and findings are being made behind what is typed.
pub(super) struct Background {
    pub article: String,
    /// Whether what comes of it is out of date already.
    pub is_stopped: Arc<AtomicBool>,
}

/// What is out of date.
#[derive(Debug, Default)]
pub(super) struct Todo {
    /// The artifact that is looked at, for a text that was typed.
    pub now: bool,
    /// What is found in the message that was typed, to tell the page.
    pub found: bool,
    /// Articles of which some artifact or finding may be.
    pub articles: BTreeSet<String>,
    /// When something was last typed.
    pub typed: Option<Instant>,
    /// How long that was after what was typed before it.
    pub between: Option<Duration>,
    /// How long the artifact that is looked at took to make.
    pub took: Duration,
    /// How many edits were made pages of since the engine's cache was looked through.
    pub edits: usize,
    /// Whether pages were set behind what is typed, since that began.
    pub is_set: bool,
    /// When the disk last changed.
    pub disk: Option<Instant>,
}

/// Starts the thread of a session.
pub fn start(session: Session, settings: Settings) -> std::io::Result<Desk> {
    let (jobs, receiver) = channel::<Job>();
    let (events, _) = broadcast::channel(EVENTS);
    let desk = Desk {
        jobs,
        pictures: Arc::default(),
        events: events.clone(),
        settings: Arc::new(settings),
        root: session.vfs().root().to_owned(),
    };
    let told = desk.clone();
    let changed = move || told.tell(|worker| worker.todo.disk = Some(Instant::now()));
    let mut worker = Worker {
        unsaved: Unsaved::read(session.vfs().root()),
        session: Arc::new(session),
        faults: BTreeMap::new(),
        laid: BTreeMap::new(),
        typing: None,
        shown: Shown {
            views: BTreeMap::new(),
            found: BTreeMap::new(),
            looked: None,
            revision: 0,
            pictures: desk.pictures.clone(),
            events,
        },
        // Without one, the disk is read at the start alone.
        watcher: Watcher::new(changed).ok(),
        background: None,
        desk: desk.clone(),
        todo: Todo::default(),
    };
    let run = move || {
        worker.lay_all();
        worker.all_is_old();
        // The first requests come first: a browser that is opened takes a while to ask.
        worker.todo.typed = Some(Instant::now());
        worker.todo.between = Some(LONGEST / 2);
        worker.work(&receiver);
    };
    std::thread::Builder::new()
        .name("desk".to_owned())
        .stack_size(STACK)
        .spawn(run)?;
    Ok(desk)
}

impl Worker {
    fn work(&mut self, jobs: &Receiver<Job>) {
        loop {
            let job = match self.wait() {
                None => jobs.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(time) => jobs.recv_timeout(time),
            };
            match job {
                Ok(job) => job(self),
                Err(RecvTimeoutError::Timeout) => self.step(),
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// How long the next step may wait for jobs; none where nothing is to do.
    fn wait(&self) -> Option<Duration> {
        let left = |since: Option<Instant>, pause: Duration| {
            since.map_or(Duration::ZERO, |since| {
                pause.saturating_sub(since.elapsed())
            })
        };
        match &self.todo {
            todo if todo.now => Some(Duration::ZERO),
            todo if todo.disk.is_some() => Some(left(todo.disk, QUIET)),
            todo if !todo.articles.is_empty() && self.background.is_none() => {
                let between = todo.between.filter(|between| *between < LONGEST);
                let typing = between.unwrap_or_default() * 2;
                Some(left(todo.typed, PAUSE.max(typing).max(todo.took)))
            }
            _ => None,
        }
    }

    /// Does the most urgent thing that is to do.
    fn step(&mut self) {
        if std::mem::take(&mut self.todo.now) {
            self.make_typed();
        } else if self.todo.disk.take().is_some() {
            self.read_disk();
        } else if let Some(article) = self.next_article() {
            self.todo.articles.remove(&article);
            self.start_background(article);
        }
        let folders = self.folders();
        if let Some(watcher) = &mut self.watcher {
            watcher.watch(folders);
        }
    }

    /// Drops what was not used lately from the engine's cache.
    pub(super) fn forget(&mut self) {
        self.todo.edits = 0;
        let most = self.session.sources().project().memory_limit / 2;
        comemo::evict(if memory_in_use() > most { 0 } else { UNUSED });
    }

    /// Of the articles that are out of date, the one that is looked at comes first.
    fn next_article(&self) -> Option<String> {
        let looked = self.shown.looked().map(|view| &view.key.article);
        let looked = looked.filter(|article| self.todo.articles.contains(*article));
        looked.or(self.todo.articles.first()).cloned()
    }

    /// All artifacts and findings may be out of date.
    pub(super) fn all_is_old(&mut self) {
        self.stop_background();
        let mut out = Diagnostics::default();
        let project = self.session.sources().load(&mut out);
        self.todo.articles = project
            .articles
            .iter()
            .map(|f| f.stem().to_owned())
            .collect();
        self.session.check_standing(&mut out);
        let articles = &self.todo.articles;
        self.shown
            .found
            .retain(|article, _| articles.contains(article));
        self.shown.found.insert(String::new(), out);
    }
}

impl Shown {
    /// The artifact that is looked at.
    pub fn looked(&self) -> Option<&Arc<View>> {
        self.views.get(self.looked.as_deref()?)
    }

    /// Tells the page that what it knows of the project is out of date.
    pub fn news(&mut self) {
        self.revision += 1;
        self.say("state", json!({ "revision": self.revision }));
    }

    /// Tells the page something.
    pub fn say(&self, name: &'static str, data: Value) {
        let data = data.to_string();
        let _ = self.events.send(Event { name, data });
    }
}

/// What the pages of the desk are made with: as a build, but for the date, which a build may get from its environment.
pub fn request(article: &str, locale: Option<&str>) -> Request {
    Request {
        articles: vec![article.to_owned()],
        locales: locale.into_iter().map(str::to_owned).collect(),
        epoch: Some(0),
        ..Request::default()
    }
}
