//! Temporary files of this process: closed as soon as they are written, and removed when they are no longer needed or when
//! a signal ends the process. What a killed process leaves is removed by the next one that locks the folder.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::{Builder, NamedTempFile, TempPath};

const PREFIX: &str = ".fluentpress-";
const SUFFIX: &str = ".tmp";

/// What is removed when a signal ends the process.
static PATHS: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
/// Held while files are renamed: no signal ends the process in the middle.
static RENAMING: Mutex<()> = Mutex::new(());

/// A file that is removed when this is dropped, unless it was renamed.
#[derive(Debug)]
pub struct Temporary(Option<TempPath>);

impl Temporary {
    /// A new file with these bytes. Its permissions are those of any new file, unless others are given.
    pub fn new(
        folder: &Path,
        bytes: &[u8],
        permissions: Option<fs::Permissions>,
        wait_for_disk: bool,
    ) -> io::Result<Self> {
        let mut builder = builder();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // As for any new file, the umask applies.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let (mut file, temporary) = register(|| builder.tempfile_in(folder))?;
        file.write_all(bytes)?;
        if let Some(permissions) = permissions {
            file.set_permissions(permissions)?;
        }
        if wait_for_disk {
            file.sync_all()?;
        }
        Ok(temporary)
    }

    /// A second name for a file. On file systems without second names, the file is renamed.
    pub fn of(file: &Path, folder: &Path) -> io::Result<Self> {
        let linked = register(|| builder().make_in(folder, |path| fs::hard_link(file, path)));
        match linked {
            Ok((_, temporary)) => Ok(temporary),
            Err(_) => Self::aside(file, folder),
        }
    }

    /// A file renamed.
    pub fn aside(file: &Path, folder: &Path) -> io::Result<Self> {
        let renamed = register(|| builder().make_in(folder, |path| fs::rename(file, path)));
        renamed.map(|(_, temporary)| temporary)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.as_deref().unwrap_or(Path::new(""))
    }

    /// Renames it, over a file that has this name. Where that fails, it is kept under its temporary name.
    pub fn rename(mut self, path: &Path) -> Result<(), (Self, io::Error)> {
        let Some(temporary) = self.0.take() else {
            return Ok(());
        };
        let name = temporary.to_path_buf();
        match temporary.persist(path) {
            Ok(()) => {
                paths().remove(&name);
                Ok(())
            }
            Err(error) => {
                self.0 = Some(error.path);
                Err((self, error.error))
            }
        }
    }

    /// Leaves it where it is.
    pub fn keep(mut self) -> PathBuf {
        let path = self.path().to_owned();
        paths().remove(&path);
        if let Some(mut temporary) = self.0.take() {
            temporary.disable_cleanup(true);
        }
        path
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if let Some(temporary) = self.0.take() {
            let path = temporary.to_path_buf();
            drop(temporary);
            paths().remove(&path);
        }
    }
}

fn builder() -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    builder
}

/// Makes a file and notes it: no signal comes between the two.
fn register<T>(make: impl FnOnce() -> io::Result<NamedTempFile<T>>) -> io::Result<(T, Temporary)> {
    let mut paths = paths();
    let (file, path) = make()?.into_parts();
    paths.insert(path.to_path_buf());
    Ok((file, Temporary(Some(path))))
}

/// Has another file removed when a signal ends the process, if `make` gives something. No signal comes between the two.
pub fn note_if<T>(
    path: &Path,
    make: impl FnOnce() -> io::Result<Option<T>>,
) -> io::Result<Option<T>> {
    let mut paths = paths();
    let made = make()?;
    if made.is_some() {
        paths.insert(path.to_owned());
    }
    Ok(made)
}

/// The file is gone.
pub fn forget(path: &Path) {
    paths().remove(path);
}

/// Removes the temporary files in a folder that no process works in.
pub fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.filter_map(Result::ok) {
        let name = entry.file_name();
        let name = name.to_str().unwrap_or_default();
        let is_ours = name.starts_with(PREFIX) && name.ends_with(SUFFIX);
        // A file that cannot be removed does no harm.
        if is_ours && entry.file_type().is_ok_and(|kind| !kind.is_dir()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Until this is dropped, signals wait.
pub fn uninterrupted() -> impl Drop {
    RENAMING.lock().unwrap_or_else(PoisonError::into_inner)
}

fn paths() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    PATHS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes temporary files when a signal ends the process, which then ends as it would have. A limit for the size of files
/// becomes an error of whoever writes.
#[cfg(unix)]
pub fn remove_on_signals() {
    use std::sync::Arc;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
    use signal_hook::iterator::Signals;
    use signal_hook::{flag, low_level};

    let _ = flag::register(SIGXFSZ, Arc::default());
    let ignored = ignored();
    let is_awaited = |signal: &i32| ignored >> (signal - 1) & 1 == 0;
    let awaited: Vec<_> = [SIGHUP, SIGINT, SIGTERM]
        .into_iter()
        .filter(is_awaited)
        .collect();
    let wait = move || {
        let Ok(mut signals) = Signals::new(awaited) else {
            return;
        };
        if let Some(signal) = signals.forever().next() {
            let _renaming = RENAMING.lock().unwrap_or_else(PoisonError::into_inner);
            let paths = paths();
            for path in paths.iter() {
                let _ = fs::remove_file(path);
            }
            let _ = low_level::emulate_default_handler(signal);
        }
    };
    // Without a thread, signals end the process at once, and the next one removes the files.
    let _ = std::thread::Builder::new()
        .name("signals".to_owned())
        .spawn(wait);
}

/// The signals that whoever started the process has it ignore, as `nohup` does: bit 0 is signal 1. Only Linux provides it.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mut lines = status.lines();
    let mask = lines.find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
        .unwrap_or(0)
}

/// What a process that is ended leaves is removed by the next one.
#[cfg(not(unix))]
pub fn remove_on_signals() {}
