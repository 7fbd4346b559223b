//! `fluentpress watch`: builds again whenever a file changes, and keeps the last good files.

use std::path::Path;

use typst_kit::watcher::Watcher;

use crate::cli::build;
use crate::cli::exit::{Exit, failed};
use crate::cli::project::open;
use crate::cli::writing::note;
use crate::diagnostic::{Code, Diagnostic};
use crate::output::folder_lock::Watched;
use crate::project::SETTINGS;
use crate::report::stdout;

/// Builds, waits for a change, and builds what it touches; until it is interrupted. Settings are read again each time, and
/// files that were changed or removed in the output folder are written again.
pub fn run(project: Option<&Path>, options: &build::Options) -> Exit {
    let mut session = match open(project) {
        Ok(session) => session,
        Err(exit) => return exit,
    };
    let stopped = |error: &dyn std::fmt::Display| {
        failed(
            Diagnostic::new(Code::Watch, error.to_string()),
            options.format(),
        )
    };
    let mut watcher = match Watcher::new(None) {
        Ok(watcher) => watcher,
        Err(error) => return stopped(&error),
    };
    let (mut is_first, mut is_changed) = (true, true);
    let mut watched: Option<Watched> = None;
    loop {
        let mut written = Vec::new();
        let mut is_said = true;
        match build::resolve(&session, options) {
            Ok((request, folder)) => {
                // The folder may be made, or made anew, by a build.
                let mut keep = || {
                    if watched
                        .as_ref()
                        .is_some_and(|watched| watched.is_for(&folder))
                    {
                        return Ok(());
                    }
                    drop(watched.take());
                    watched = Some(Watched::take(&folder)?);
                    Ok::<_, Box<Diagnostic>>(())
                };
                if let Err(error) = keep() {
                    return failed(*error, options.format());
                }
                let built = build::once(&mut session, options, &request, &folder, "watch");
                // Where there was no folder before.
                if let Err(error) = keep() {
                    return failed(*error, options.format());
                }
                is_said = is_changed || built.is_news();
                if is_said {
                    build::say(&built, &session, options, &folder);
                }
                // As the watcher names them in its events.
                let folder = std::path::absolute(&folder).unwrap_or(folder);
                written.extend(built.files().iter().map(|name| folder.join(name)));
            }
            Err(exit) if is_first => return exit,
            // It was reported, and the settings can be corrected.
            Err(_) => {}
        }
        if stdout::finish().is_err() {
            return Exit::Done;
        }
        let settings = session.vfs().root().join(SETTINGS);
        let asked = session.vfs().asked().into_iter().chain([settings]);
        if let Err(error) = watcher.update(asked.chain(written)) {
            return stopped(&error);
        }
        if is_said {
            note("watching for changes; stop with Ctrl-C");
        }
        // What changed before it was watched is seen here.
        if session.vfs().is_current()
            && let Err(error) = watcher.wait()
        {
            return stopped(&error);
        }
        is_changed = !session.vfs().is_current();
        is_first = false;
        session.refresh();
    }
}
