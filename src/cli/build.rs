//! `fluentpress build`: all PDFs, or none.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::build_selection::{BuildSelection, check_free, check_inside, epoch};
use crate::cli::exit::{Exit, failed, usage};
use crate::cli::project::open;
use crate::cli::store::{Output, pictures};
use crate::cli::writing::note;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::output::manifest;
use crate::output::sums;
use crate::pipeline::build::artifact::{Outcome, SIDES};
use crate::pipeline::build::request::Request;
use crate::pipeline::build::session::Session;
use crate::project::Edition;
use crate::report;

/// What one builds most.
pub const EXAMPLES: &str = "\
Examples:
  fluentpress build                              all PDFs, to dist/
  fluentpress build --locale en --format brief   the English briefs
  fluentpress build --draft                      before the translations are there
  fluentpress build --edition press              files for a print shop
  fluentpress build --thumbnails                 their first pages as pictures too
  fluentpress build --clean                      and no PDF of what is gone";

/// What to build, and the format of messages.
#[derive(clap::Args, Debug)]
pub struct Options {
    #[command(flatten)]
    selection: BuildSelection,
    /// How many PDFs are made at once [default: one for each processor]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    jobs: usize,
    /// Source text in place of missing translations, marked, and DRAFT across every page
    #[arg(long)]
    draft: bool,
    /// The first page of every PDF as PNG beside it, PX pixels on its longer side (32 to 4096; 512 if it is left out), and
    /// contact-sheet.png with all of them
    #[arg(long, value_name = "PX", num_args = 0..=1, default_missing_value = "512", value_parser = side)]
    thumbnails: Option<u32>,
    /// Make every PDF, also what lies in the folder as it would be made
    #[arg(long)]
    force: bool,
    /// Do not list the files that were written
    #[arg(long)]
    quiet: bool,
    /// List only these files in the manifest and the sums, not what else earlier builds left in the folder
    #[arg(long)]
    alone: bool,
    /// Remove what an earlier build left in the folder and no build makes any more: PDFs and thumbnails whose article,
    /// audience or language is gone
    #[arg(long, conflicts_with = "alone")]
    clean: bool,
    /// Write the list of inputs to FILE: as a rule for make, as one for Ninja where the name ends in .ninja, as JSON where it
    /// ends in .json
    #[arg(long, value_name = "FILE")]
    deps: Option<PathBuf>,
    /// Treat warnings as errors
    #[arg(long)]
    deny_warnings: bool,
    /// The format of findings
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "human")]
    message_format: report::Format,
}

/// How long the longer side of a thumbnail is.
fn side(text: &str) -> Result<u32, String> {
    let side = text.parse().ok().filter(|side| SIDES.contains(side));
    let (from, to) = (SIDES.start(), SIDES.end());
    side.ok_or_else(|| {
        format!("give a whole number from {from} to {to}, the pixels of the longer side")
    })
}

impl Options {
    /// The format of findings.
    pub fn format(&self) -> report::Format {
        self.message_format
    }
}

/// Builds once.
pub fn run(project: Option<&Path>, options: &Options) -> Exit {
    let mut session = match open(project) {
        Ok(session) => session,
        Err(exit) => return exit,
    };
    let (request, folder) = match resolve(&session, options) {
        Ok(resolved) => resolved,
        Err(exit) => return exit,
    };
    let built = once(&mut session, options, &request, &folder, "build");
    say(&built, &session, options, &folder)
}

/// The request and the output folder for this project; unknown names are errors.
pub fn resolve(session: &Session, options: &Options) -> Result<(Request, PathBuf), Exit> {
    let project = session.sources().project();
    let request = Request {
        draft: options.draft,
        thumbnails: options.thumbnails,
        jobs: options.jobs,
        epoch: epoch()?,
        ..options.selection.request(project)?
    };
    if request.draft && request.editions.contains(&Edition::Press) {
        let error = Diagnostic::new(Code::DraftPress, "a draft has no press edition");
        return Err(usage(error.hint(
            "leave `--draft` or `--edition` out: nobody prints a draft by mistake",
        )));
    }
    let folder = options.selection.folder(session, project);
    if !options.selection.names_folder()
        && let Err(error) = check_inside(session.vfs(), &folder)
    {
        return Err(failed(*error, options.message_format));
    }
    if let Err(error) = check_free(session.vfs(), &folder) {
        return Err(failed(*error, options.message_format));
    }
    Ok((request, folder))
}

/// What a build made and found.
pub struct Built {
    made: Outcome,
    found: Diagnostics,
    /// Orphaned files that were removed, by name.
    removed: Vec<String>,
    /// Whether writing failed.
    is_unwritten: bool,
}

impl Built {
    /// Whether files were written or removed, or errors found.
    pub fn is_news(&self) -> bool {
        let is_written = self.made.artifacts.iter().any(|a| a.is_written);
        self.found.has_errors() || is_written || !self.removed.is_empty()
    }

    /// The files to be seen to in the folder. Where they cannot be written, they are left alone: to put old files back is
    /// a change too.
    pub fn files(&self) -> Vec<&str> {
        let artifacts = self.made.artifacts.iter().map(|a| a.name.as_str());
        let files = artifacts.chain(pictures(&self.made).map(|(name, _)| name));
        let files = files.chain([manifest::NAME, sums::NAME]);
        files.filter(|_| !self.is_unwritten).collect()
    }
}

/// Builds and writes: all of it, or nothing. `command` is what others read who wait for the folder.
pub fn once(
    session: &mut Session,
    options: &Options,
    request: &Request,
    folder: &Path,
    command: &str,
) -> Built {
    if !options.force {
        session.remember(folder);
    }
    let mut built = Built {
        made: with_progress(session, request, options.message_format),
        found: Diagnostics::default(),
        removed: Vec::new(),
        is_unwritten: false,
    };
    built.found = std::mem::take(&mut built.made.diagnostics);
    if options.deny_warnings {
        built.found = built.found.deny_warnings();
    }
    let output = Output {
        session,
        request,
        folder,
        command,
        deps: options.deps.as_deref(),
        deny_warnings: options.deny_warnings,
        alone: options.alone,
        clean: options.clean,
    };
    if !built.found.has_errors() {
        match output.store(&mut built.made, &mut built.found) {
            Ok(removed) => built.removed = removed,
            Err(error) => {
                built.found.push(*error);
                built.is_unwritten = true;
            }
        }
    }
    built
}

/// Says what was found, and what was written.
pub fn say(built: &Built, session: &Session, options: &Options, folder: &Path) -> Exit {
    let Built {
        made,
        found,
        removed,
        ..
    } = built;
    let format = options.message_format;
    report::diagnostics(found, Some(session.vfs()), format);
    let exit = match found.has_errors() {
        true => {
            if format == report::Format::Human && !options.draft && is_unready(found) {
                note(
                    "\n`fluentpress sync` asks the translators for what is missing; `fluentpress build --draft` builds without it",
                );
            }
            Exit::Errors
        }
        false => {
            if !options.quiet {
                report::artifacts(&made.artifacts, folder, format);
                if let Some(sheet) = &made.sheet {
                    report::sheet(&made.artifacts, sheet, folder, format);
                }
                report::removed(removed, folder, format);
            }
            Exit::Done
        }
    };
    report::done(found, exit as u8, format);
    exit
}

/// Whether only translations keep a build back.
fn is_unready(all: &Diagnostics) -> bool {
    let mut errors = all.iter().filter(|d| d.severity == Severity::Error);
    errors.all(|d| d.code.is_about_translation())
}

/// Builds with a bar on a terminal and a line for each artifact to machines, in silence elsewhere.
fn with_progress(session: &mut Session, request: &Request, format: report::Format) -> Outcome {
    let bar = match format {
        report::Format::Human => ProgressBar::new(0),
        _ => ProgressBar::hidden(),
    };
    if let Ok(style) = ProgressStyle::with_template("{bar:24} {pos}/{len} {msg}") {
        bar.set_style(style);
    }
    let done = Mutex::new(0);
    let outcome = session.build(request, &|name, total| {
        // Said while it is held: artifacts are made on several threads, and the numbers go up.
        let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
        *done += 1;
        report::progress(*done, total, name, format);
        bar.set_length(total as u64);
        bar.set_position(*done as u64);
        bar.set_message(name.to_owned());
    });
    bar.finish_and_clear();
    outcome
}
