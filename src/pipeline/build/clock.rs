//! Notices artifacts that take longer, or more memory, than the settings allow. The engine cannot be interrupted: a loop of a layout
//! asks for nothing between its first and its last round. So a thread beside it says what takes too long, and the process ends.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::diagnostic::{Code, Diagnostic};
use crate::limits::too_large;
use crate::origin::{FileId, Origin};
use crate::vfs::Vfs;

/// Reports what takes too long, and ends the process.
pub type End = dyn Fn(Diagnostic) + Send + Sync;

/// How often memory is looked at.
const OFTEN: Duration = Duration::from_millis(200);

/// The artifacts that are being made.
#[derive(Default)]
pub struct Clock {
    jobs: Mutex<BTreeMap<String, Job>>,
    changed: Condvar,
}

/// What an artifact may take, and what may take too much of it.
pub struct Allowed {
    /// How long, in seconds.
    pub seconds: u64,
    /// How much memory of the process, in MiB.
    pub memory: u64,
    /// Its layout.
    pub layout: FileId,
    /// The drawings that it shows, and where the article shows them.
    pub drawings: Vec<(FileId, Origin)>,
}

/// An artifact that is being made.
struct Job {
    allowed: Allowed,
    end: Option<Instant>,
    /// Whether its pages are set, and being written.
    is_written: bool,
}

/// Stands for an artifact while it is being made.
pub struct Running<'c> {
    clock: &'c Clock,
    name: String,
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.clock.lock().remove(&self.name);
    }
}

impl Running<'_> {
    /// Says that the pages are set, and are written into a file now.
    pub fn writes(&self) {
        if let Some(job) = self.clock.lock().get_mut(&self.name) {
            job.is_written = true;
        }
    }
}

impl Clock {
    /// Starts the thread that looks at the artifacts. Where none can be started, nothing is limited.
    pub fn watch(clock: &Arc<Self>, vfs: Arc<Vfs>, end: Box<End>) {
        let clock = clock.clone();
        let look = move || {
            let mut jobs = clock.lock();
            loop {
                if let Some(finding) = jobs.iter().find_map(|(name, job)| job.fault(name, &vfs)) {
                    end(finding);
                    return;
                }
                let wait = if jobs.is_empty() {
                    Duration::MAX
                } else {
                    OFTEN
                };
                let waited = clock.changed.wait_timeout(jobs, wait);
                jobs = waited.unwrap_or_else(PoisonError::into_inner).0;
            }
        };
        let thread = std::thread::Builder::new().name("clock".to_owned());
        let _ = thread.spawn(look);
    }

    /// Begins the time of an artifact, or of its handout.
    pub fn begin(&self, name: &str, allowed: Allowed) -> Running<'_> {
        let job = Job {
            end: Instant::now().checked_add(Duration::from_secs(allowed.seconds)),
            allowed,
            is_written: false,
        };
        self.lock().insert(name.to_owned(), job);
        self.changed.notify_all();
        let name = name.to_owned();
        Running { clock: self, name }
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Job>> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Job {
    /// What is wrong, if time is over or memory used up.
    fn fault(&self, name: &str, vfs: &Vfs) -> Option<Diagnostic> {
        let Allowed {
            seconds, memory, ..
        } = self.allowed;
        if self.end.is_some_and(|end| end <= Instant::now()) {
            let message = format!("making `{name}` takes longer than {seconds} seconds");
            let error = self.place(Diagnostic::new(Code::TooSlow, message), vfs);
            return Some(error.hint("`time-limit` in fluentpress.yaml allows more time"));
        }
        if memory_in_use() > memory {
            let message = format!("making `{name}` takes more than {memory} MiB of memory");
            let error = self.place(too_large(message), vfs);
            return Some(error.hint("`memory-limit` in fluentpress.yaml allows more memory"));
        }
        None
    }

    /// What is being done: pages are set by the layout; drawings with effects are painted while the file is written.
    fn place(&self, error: Diagnostic, vfs: &Vfs) -> Diagnostic {
        let has_effects = |drawing: &FileId| {
            let text = vfs.lossy(drawing);
            text.is_some_and(|text| text.contains("filter"))
        };
        let mut drawings = self
            .allowed
            .drawings
            .iter()
            .filter(|(file, _)| has_effects(file));
        match drawings.next().filter(|_| self.is_written) {
            Some((drawing, origin)) => error.at(origin.clone()).hint(format!(
                "the effects of the drawing `{drawing}` are painted: take out its filters, or make their areas smaller"
            )),
            None => error.at(layout(&self.allowed.layout, vfs)).hint(
                "the layout sets the pages: look for a loop in it, and for what it measures again and again; \
                 or divide the article, and make its pictures smaller",
            ),
        }
    }
}

/// Where the function of a layout begins.
fn layout(file: &FileId, vfs: &Vfs) -> Origin {
    const BEGIN: &str = "#let layout";
    let text = vfs.lossy(file).unwrap_or_default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with(BEGIN) {
            return Origin::new(file, at..at + line.trim_end().len());
        }
        at += line.len();
    }
    Origin::file(file)
}

/// How much memory the process uses, in MiB; 0 where the system does not say.
pub fn memory_in_use() -> u64 {
    let status = match cfg!(target_os = "linux") {
        true => std::fs::read_to_string("/proc/self/status").unwrap_or_default(),
        false => String::new(),
    };
    let mut lines = status.lines();
    let line = lines.find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    number.map_or(0, |kib| kib / 1024)
}
