//! `fluentpress build`: all PDFs, or none.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::{Exit, check_names, open, usage};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::output::files::{self, Durability};
use crate::output::folder::proofs;
use crate::pipeline::request::{Outcome, Request};
use crate::pipeline::session::Session;
use crate::project::{self, Edition, Format, Project};
use crate::report;

/// What to build, and how to say it.
#[derive(clap::Args, Debug)]
pub struct Options {
    /// Only this article; may be given several times
    #[arg(long = "article", value_name = "NAME")]
    articles: Vec<String>,
    /// Only this language, or a pseudo-locale of the source language, such as `fr-XA` (accented and longer) and `fr-XB`
    /// (right to left); may be given several times
    #[arg(long = "locale", value_name = "LOCALE")]
    locales: Vec<String>,
    /// Only this audience; may be given several times
    #[arg(long = "audience", value_name = "NAME")]
    audiences: Vec<String>,
    /// Only this format; may be given several times
    #[arg(long = "format", value_enum, value_name = "FORMAT")]
    formats: Vec<FormatArgument>,
    /// For screens, or for a press: PDF/X with inks and bleed
    #[arg(long, value_enum, value_name = "EDITION", default_value = "screen")]
    edition: EditionArgument,
    /// Where the PDFs go [default: dist in the project]
    #[arg(long, value_name = "DIR")]
    output_dir: Option<PathBuf>,
    /// How many PDFs are made at once [default: one for each processor]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    jobs: usize,
    /// Source text in place of missing translations, marked, and DRAFT across every page
    #[arg(long)]
    draft: bool,
    /// For every deck a handout too: a slide and its speaker notes on each page
    #[arg(long)]
    notes: bool,
    /// Treat warnings as errors
    #[arg(long)]
    deny_warnings: bool,
    /// How findings are said
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "human")]
    message_format: report::Format,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum FormatArgument {
    Brief,
    Slides,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
enum EditionArgument {
    Screen,
    Press,
    All,
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
    once(&mut session, options, &request, &folder)
}

/// What the options mean for this project; names that it does not know make no sense.
pub fn resolve(session: &Session, options: &Options) -> Result<(Request, PathBuf), Exit> {
    let project = project::load(session.vfs(), &mut Diagnostics::default());
    let epoch = epoch()?;
    let formats = options.formats.iter().map(|format| match format {
        FormatArgument::Brief => Format::Brief,
        FormatArgument::Slides => Format::Slides,
    });
    let editions = match options.edition {
        EditionArgument::Screen => vec![Edition::Screen],
        EditionArgument::Press => vec![Edition::Press],
        EditionArgument::All => vec![Edition::Screen, Edition::Press],
    };
    if options.draft && editions.contains(&Edition::Press) {
        let error = Diagnostic::error("draft-press", "a draft has no press edition");
        return Err(usage(error.hint(
            "leave `--draft` or `--edition` out: nobody prints a draft by mistake",
        )));
    }
    let request = Request {
        articles: options.articles.clone(),
        locales: options.locales.clone(),
        audiences: options.audiences.clone(),
        formats: formats.collect(),
        editions,
        draft: options.draft,
        notes: options.notes,
        epoch,
        jobs: options.jobs,
    };
    check_names(&project, &request)?;
    let folder = match &options.output_dir {
        Some(folder) => folder.clone(),
        None => in_project(session, &project),
    };
    Ok((request, folder))
}

/// The project's output folder, as short as it can be said from here.
pub fn in_project(session: &Session, project: &Project) -> PathBuf {
    let folder = session.vfs().root().join(&project.output);
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    match here {
        Ok(here) => folder
            .strip_prefix(&here)
            .map(Path::to_owned)
            .unwrap_or(folder),
        Err(_) => folder,
    }
}

/// The date of artifacts whose article has none, in seconds since 1970: SOURCE_DATE_EPOCH.
pub fn epoch() -> Result<Option<i64>, Exit> {
    let Ok(text) = std::env::var("SOURCE_DATE_EPOCH") else {
        return Ok(None);
    };
    text.trim().parse().map(Some).map_err(|_| {
        let message = format!("SOURCE_DATE_EPOCH is not a number of seconds: `{text}`");
        usage(Diagnostic::error("source-date-epoch", message))
    })
}

/// Builds and writes: all of it, or nothing.
pub fn once(session: &mut Session, options: &Options, request: &Request, folder: &Path) -> Exit {
    let format = options.message_format;
    let Outcome {
        artifacts,
        mut diagnostics,
    } = with_progress(session, request, format);
    let proofs = match diagnostics.has_errors() {
        true => Vec::new(),
        false => {
            let manifest = session.manifest(&artifacts, request);
            proofs(folder, manifest, request.is_part(), &mut diagnostics)
        }
    };
    if options.deny_warnings {
        diagnostics = diagnostics.deny_warnings();
    }
    if !diagnostics.has_errors() {
        let new = artifacts.iter().filter(|artifact| artifact.is_new);
        let mut files: Vec<_> = new.map(|a| (a.name.as_str(), &*a.bytes)).collect();
        files.extend(proofs.iter().map(|(name, bytes)| (*name, &bytes[..])));
        if let Err(error) = files::write(folder, &files, Durability::Made) {
            diagnostics.push(*error);
        }
    }
    report::diagnostics(&diagnostics, Some(session.vfs()), format);
    if diagnostics.has_errors() {
        return Exit::Errors;
    }
    report::artifacts(&artifacts, folder, format);
    Exit::Done
}

/// Builds with a bar on a terminal, in silence elsewhere.
fn with_progress(session: &mut Session, request: &Request, format: report::Format) -> Outcome {
    let bar = match format {
        report::Format::Human => ProgressBar::new(0),
        _ => ProgressBar::hidden(),
    };
    if let Ok(style) = ProgressStyle::with_template("{bar:24} {pos}/{len} {msg}") {
        bar.set_style(style);
    }
    let done = AtomicUsize::new(0);
    let outcome = session.build(request, &|name, total| {
        let done = done.fetch_add(1, Ordering::Relaxed) + 1;
        bar.set_length(total as u64);
        bar.set_position(done as u64);
        bar.set_message(name.to_owned());
    });
    bar.finish_and_clear();
    outcome
}
