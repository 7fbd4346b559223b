//! `fluentpress list`: what would be built, for people, for machines, and shared out to several of them.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::cli::build_selection::{BuildSelection, epoch};
use crate::cli::exit::{Exit, failed};
use crate::cli::project::open;
use crate::cli::writing::{unnamable, write_file};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::origin::FileId;
use crate::output::folder::read;
use crate::output::manifest::{self, Manifest};
use crate::output::sums;
use crate::pipeline::build::request::Request;
use crate::pipeline::build::session::Session;
use crate::pipeline::commands::list::Listed;
use crate::pipeline::shards::{Pair, balanced, pairs};
use crate::project::{Audience, SETTINGS};
use crate::report::matrix;
use crate::report::ninja::Build;
use crate::report::place::{from_here, slashes};
use crate::report::{self, list, stdout};

/// Without `--jobs`, a job has at least this many pages: to start one takes longer than to make them.
const PAGES: usize = 200;
/// Without `--jobs`, there are at most this many: GitHub's free plan runs as many at once.
const JOBS: usize = 20;

/// The most pages that an entry of a manifest may have to be believed.
const MOST: u64 = 100_000;

/// What to list, and how.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  fluentpress list                                  a table of all PDFs
  fluentpress list --message-format github-matrix   jobs of about as many pages each
  fluentpress list --message-format ninja --to build.ninja && ninja")]
pub struct Options {
    #[command(flatten)]
    selection: BuildSelection,
    /// The format of the list
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "human")]
    message_format: Format,
    /// How many jobs a matrix has at most [default: one for every 200 pages, and no more than 20]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=matrix::MOST))]
    jobs: Option<u16>,
    /// Write it into a file, which stays as it is where it would not change; a Ninja file then makes itself again
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
enum Format {
    /// A table
    Human,
    /// One JSON object a line
    Json,
    /// The matrix of a GitHub Actions job: one line of JSON
    GithubMatrix,
    /// A Ninja file that builds the same in parts
    Ninja,
}

impl Format {
    /// The format of findings beside it.
    fn report(self) -> report::Format {
        match self {
            Self::Json => report::Format::Json,
            _ => report::Format::Human,
        }
    }
}

/// Lists what a build with the same options would make.
pub fn run(project: Option<&Path>, options: &Options) -> Exit {
    let session = match open(project) {
        Ok(session) => session,
        Err(exit) => return exit,
    };
    let known = session.sources().project();
    let request = match (options.selection.request(known), epoch()) {
        (Ok(request), Ok(epoch)) => Request { epoch, ..request },
        (Err(exit), _) | (_, Err(exit)) => return exit,
    };
    let mut found = Diagnostics::default();
    let mut all = session.list(&request, &mut found);
    let found = found.sorted();
    let format = options.message_format.report();
    report::diagnostics(&found, Some(session.vfs()), format);
    let folder = options.selection.folder(&session, known);
    let text = match options.message_format {
        Format::Human => Ok(list::table(&all)),
        Format::Json => Ok(list::json(&all).map(|line| format!("{line}\n")).collect()),
        // From a list of some of the articles, machines would make some of the files and succeed.
        _ if found.has_errors() => return Exit::Errors,
        Format::GithubMatrix => {
            counted(&mut all, &folder);
            as_matrix(all, options)
        }
        Format::Ninja => as_ninja(&session, all, project, &folder, options),
    };
    let text = match text {
        Ok(text) => text,
        Err(error) => return failed(*error, format),
    };
    let is_same = |path: &Path| std::fs::read(path).is_ok_and(|old| old == text.as_bytes());
    match &options.to {
        None => drop(write!(stdout::colored(), "{text}")),
        Some(path) if is_same(path) => {}
        Some(path) => {
            if let Err(error) = write_file(path, text.as_bytes(), "list") {
                return failed(*error, format);
            }
        }
    }
    match found.has_errors() {
        true => Exit::Errors,
        false => Exit::Done,
    }
}

/// Takes the numbers of pages from the manifest of an earlier build, if there is one.
fn counted(all: &mut [Listed], folder: &Path) {
    let bytes = read(&folder.join(manifest::NAME));
    let earlier = bytes.and_then(|bytes| Manifest::read(&bytes.ok()?).ok());
    let entries = earlier.iter().flat_map(|manifest| &manifest.artifacts);
    let pages: BTreeMap<_, _> = entries.map(|entry| (&*entry.file, entry.pages)).collect();
    for listed in all {
        let known = pages.get(listed.file.as_str());
        listed.pages = known.map_or(listed.pages, |pages| (*pages).min(MOST) as usize);
    }
}

/// One line of JSON.
fn as_matrix(all: Vec<Listed>, options: &Options) -> Result<String, Box<Diagnostic>> {
    let pairs = pairs(all);
    let jobs = options.jobs.map_or_else(
        || {
            let pages: usize = pairs.iter().map(Pair::pages).sum();
            pages.div_ceil(PAGES).clamp(1, JOBS)
        },
        usize::from,
    );
    let line = matrix::line(&balanced(pairs, jobs), &options.selection.arguments());
    line.ok_or_else(|| {
        let message = "the matrix is larger than the 1 MB that GitHub takes";
        let hint = "list the articles in several matrices, with `--article`";
        Box::new(Diagnostic::new(Code::MatrixSize, message).hint(hint))
    })
}

/// A Ninja file.
fn as_ninja(
    session: &Session,
    all: Vec<Listed>,
    project: Option<&Path>,
    folder: &Path,
    options: &Options,
) -> Result<String, Box<Diagnostic>> {
    let program = std::env::current_exe().map(|path| slashes(&path));
    let program = program.unwrap_or_else(|_| "fluentpress".to_owned());
    let prefix = from_here(session.vfs());
    let project = project.map(|path| ["--project".to_owned(), slashes(path)]);
    let project: Vec<_> = project.into_iter().flatten().collect();
    let file = options.to.as_deref().map(slashes);
    let pairs = pairs(all);
    let build = Build {
        program: &program,
        prefix: &prefix,
        output: &slashes(folder),
        project: &project,
        arguments: &options.selection.arguments(),
        list: &options.selection.all_arguments(),
        file: file.as_deref(),
        pairs: &pairs,
        others: &[manifest::NAME, sums::NAME],
        asked: &asked(session, &prefix),
    };
    build
        .text()
        .map_err(|name| unnamable(&name, "a Ninja file", "rename it"))
}

/// What changes a Ninja file: settings, articles, and the folders in which files and folders were looked for. Of the
/// project's own folder, names are looked at only where something that may be in it is not there.
fn asked(session: &Session, prefix: &str) -> BTreeSet<String> {
    let vfs = session.vfs();
    let known = session.sources().project();
    let layouts = known.audiences.iter().map(Audience::file);
    let files = known.articles.iter().cloned().chain(layouts);
    let files = files
        .chain([FileId::new(SETTINGS)])
        .filter(|file| vfs.is_own(file));
    let mut asked: BTreeSet<_> = files.map(|file| format!("{prefix}{file}")).collect();
    for path in vfs.asked() {
        let is_there = path.exists();
        let folder = path.ancestors().find(|path| path.is_dir());
        let below = folder.and_then(|folder| folder.strip_prefix(vfs.root()).ok());
        match below.map(slashes) {
            Some(name) if !name.is_empty() => drop(asked.insert(format!("{prefix}{name}"))),
            Some(_) if !is_there && prefix.is_empty() => drop(asked.insert(".".to_owned())),
            Some(_) if !is_there => drop(asked.insert(prefix.trim_end_matches('/').to_owned())),
            _ => {}
        }
    }
    asked
}
