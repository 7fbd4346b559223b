//! `fluentpress watch`: builds again whenever a file changes, and keeps the last good files.

use std::io::Write;
use std::path::Path;

use typst_kit::watcher::Watcher;

use crate::cli::{Exit, build, failed, open};
use crate::diagnostic::Diagnostic;
use crate::project::SETTINGS;

/// Builds, waits for a change, and builds what it touches; until it is interrupted.
pub fn run(project: Option<&Path>, options: &build::Options) -> Exit {
    let mut session = match open(project) {
        Ok(session) => session,
        Err(exit) => return exit,
    };
    let (request, folder) = match build::resolve(&session, options) {
        Ok(resolved) => resolved,
        Err(exit) => return exit,
    };
    let watcher = Watcher::new(None);
    let mut watcher = match watcher {
        Ok(watcher) => watcher,
        Err(error) => {
            return failed(
                Diagnostic::error("watch", error.to_string()),
                options.format(),
            );
        }
    };
    loop {
        build::once(&mut session, options, &request, &folder);
        let settings = session.vfs().root().join(SETTINGS);
        let asked = session.vfs().asked().into_iter().chain([settings]);
        let waited = watcher.update(asked).and_then(|()| {
            let _ = writeln!(std::io::stderr(), "watching for changes; stop with Ctrl-C");
            watcher.wait()
        });
        if let Err(error) = waited {
            return failed(
                Diagnostic::error("watch", error.to_string()),
                options.format(),
            );
        }
        session.refresh();
    }
}
