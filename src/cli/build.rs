//! `fluentpress build`: all PDFs, or none.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::wanted::{Wanted, check_free, check_inside, epoch};
use crate::cli::{Exit, failed, lock, note, open, unnamable, usage, write_file};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::output::files;
use crate::output::folder::{self, proofs};
use crate::output::manifest::{self, Manifest, Orphan};
use crate::output::orphans::Orphans;
use crate::output::staging::File;
use crate::output::sums;
use crate::pipeline::request::{Artifact, Outcome, Request, SHEET, SIDES};
use crate::pipeline::session::Session;
use crate::project::{self, Edition};
use crate::report;
use crate::report::deps::Dependencies;
use crate::vfs::Vfs;

/// What one builds most.
pub const EXAMPLES: &str = "\
Examples:
  fluentpress build                              all PDFs, to dist/
  fluentpress build --locale en --format brief   the English briefs
  fluentpress build --draft                      before the translations are there
  fluentpress build --edition press              files for a print shop
  fluentpress build --thumbnails                 their first pages as pictures too
  fluentpress build --clean                      and no PDF of an article that is gone stays in dist/";

/// What to build, and how to say it.
#[derive(clap::Args, Debug)]
pub struct Options {
    #[command(flatten)]
    wanted: Wanted,
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
    /// Do not list the files that were written
    #[arg(long)]
    quiet: bool,
    /// Prove these files alone, and not what else an earlier build left in the folder
    #[arg(long)]
    alone: bool,
    /// Remove what an earlier build left in the folder and no build makes any more: PDFs and thumbnails whose article,
    /// audience or language is gone
    #[arg(long, conflicts_with = "alone")]
    clean: bool,
    /// Write down what was read: as a rule for make, as one for Ninja where the name ends in .ninja, as JSON where it
    /// ends in .json
    #[arg(long, value_name = "FILE")]
    deps: Option<PathBuf>,
    /// Treat warnings as errors
    #[arg(long)]
    deny_warnings: bool,
    /// How findings are said
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
    /// How findings are said.
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

/// What the options mean for this project; names that it does not know make no sense.
pub fn resolve(session: &Session, options: &Options) -> Result<(Request, PathBuf), Exit> {
    let project = project::load(session.vfs(), &mut Diagnostics::default());
    let request = Request {
        draft: options.draft,
        thumbnails: options.thumbnails,
        jobs: options.jobs,
        epoch: epoch()?,
        ..options.wanted.request(&project)?
    };
    if request.draft && request.editions.contains(&Edition::Press) {
        let error = Diagnostic::error("draft-press", "a draft has no press edition");
        return Err(usage(error.hint(
            "leave `--draft` or `--edition` out: nobody prints a draft by mistake",
        )));
    }
    let folder = options.wanted.folder(session, &project);
    if !options.wanted.names_folder()
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
        options,
        request,
        folder,
        command,
    };
    if !built.found.has_errors()
        && let Err(error) = output.store(&mut built)
    {
        built.found.push(*error);
        built.is_unwritten = true;
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

/// Where the files of a build go.
struct Output<'a> {
    session: &'a Session,
    options: &'a Options,
    request: &'a Request,
    folder: &'a Path,
    command: &'a str,
}

impl Output<'_> {
    /// Writes what was made, with what proves it, and removes orphaned files where that is asked for. Which files were there
    /// already is noted.
    fn store(&self, built: &mut Built) -> Result<(), Box<Diagnostic>> {
        let Self {
            options, folder, ..
        } = self;
        self.write_dependencies(&built.made)?;
        let lock = lock(folder, self.command)?;
        let (mut manifest, orphans) = self.manifest(built);
        let mut warnings = Diagnostics::default();
        let proofs = proofs(folder, &manifest, &mut warnings);
        if options.deny_warnings {
            warnings = warnings.deny_warnings();
        }
        built.found.extend(warnings);
        if built.found.has_errors() {
            return Ok(());
        }
        let artifacts = built.made.artifacts.iter();
        let artifacts = artifacts.map(|artifact| (artifact.name.as_str(), &*artifact.bytes));
        let files: Vec<_> = artifacts.chain(pictures(&built.made)).collect();
        let written = files::write(&lock, &files, &as_files(&proofs))?;
        let written: BTreeSet<_> = written.into_iter().map(str::to_owned).collect();
        for artifact in &mut built.made.artifacts {
            artifact.is_written = written.contains(&artifact.name);
        }
        if options.clean && !orphans.is_empty() {
            manifest.orphans.clear();
            let proofs = self::proofs(folder, &manifest, &mut Diagnostics::default());
            let names: Vec<&str> = orphans.iter().map(|orphan| orphan.file.as_str()).collect();
            files::remove(&lock, &names, &as_files(&proofs))?;
            built.removed = names.into_iter().map(str::to_owned).collect();
        }
        Ok(())
    }

    /// The manifest of what the folder will hold, and its orphaned files, which the manifest lists. Called while the folder is
    /// locked.
    fn manifest(&self, built: &mut Built) -> (Manifest, Vec<Orphan>) {
        let Self {
            session,
            options,
            request,
            folder,
            ..
        } = self;
        let made = &built.made;
        let mut manifest = session.manifest(&made.artifacts, made.sheet.as_ref(), request);
        let earlier = folder::earlier(folder).filter(|_| !options.alone);
        let Some(earlier) = earlier else {
            return (manifest, Vec::new());
        };
        let mut found = Diagnostics::default();
        let makeable = session.makeable();
        if let Ok(earlier) = &earlier {
            let inputs = &manifest.inputs;
            let orphans = Orphans::find(folder, earlier, inputs, &makeable);
            orphans.report(folder, &makeable, options.clean, &mut found);
            manifest.orphans = orphans.unchanged;
        }
        if request.is_part() {
            let is_makeable = |file: &str| makeable.files.contains(file);
            folder::keep(folder, &earlier, is_makeable, &mut manifest, &mut found);
        }
        if options.deny_warnings {
            found = found.deny_warnings();
        }
        built.found.extend(found);
        let orphans = manifest.orphans.clone();
        (manifest, orphans)
    }

    /// Writes down what was read, where that is asked for: first, so that nothing is written where it fails.
    fn write_dependencies(&self, made: &Outcome) -> Result<(), Box<Diagnostic>> {
        let Some(path) = &self.options.deps else {
            return Ok(());
        };
        let empty = Manifest::empty(false, "");
        let proofs = proofs(self.folder, &empty, &mut Diagnostics::default());
        let others = proofs.iter().map(|(name, _)| *name);
        let others: Vec<_> = others.chain(pictures(made).map(|(name, _)| name)).collect();
        let vfs = self.session.vfs();
        let deps = dependencies(path, &made.artifacts, &others, self.folder, vfs)?;
        write_file(path, deps.as_bytes(), self.command)
    }
}

fn as_files<'a>(proofs: &'a [(&'static str, Vec<u8>)]) -> Vec<File<'a>> {
    let file = |(name, bytes): &'a (&'static str, Vec<u8>)| (*name, bytes.as_slice());
    proofs.iter().map(file).collect()
}

/// Thumbnails, and the contact sheet.
fn pictures(made: &Outcome) -> impl Iterator<Item = File<'_>> {
    let thumbnails = made.artifacts.iter().filter_map(|a| a.thumbnail.as_ref());
    let thumbnails = thumbnails.map(|picture| (picture.name.as_str(), picture.bytes.as_slice()));
    let sheet = made.sheet.iter();
    thumbnails.chain(sheet.map(|sheet| (SHEET, sheet.bytes.as_slice())))
}

/// Whether only translations keep a build back.
fn is_unready(all: &Diagnostics) -> bool {
    let mut errors = all.iter().filter(|d| d.severity == Severity::Error);
    errors.all(|d| d.code.ends_with("-translation"))
}

/// What was read, in the form that the name of the file asks for.
fn dependencies(
    path: &Path,
    artifacts: &[Artifact],
    others: &[&str],
    folder: &Path,
    vfs: &Vfs,
) -> Result<String, Box<Diagnostic>> {
    let deps = Dependencies::new(artifacts, others, folder, vfs);
    match path.extension().and_then(|end| end.to_str()) {
        Some("json") => Ok(deps.json()),
        Some("ninja") => Ok(deps.ninja()),
        _ => deps.make().map_err(|name| {
            let hint = "rename it, or give `--deps` a name that ends in .json";
            unnamable(name, "a rule of make", hint)
        }),
    }
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
