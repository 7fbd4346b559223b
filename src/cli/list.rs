//! `fluentpress list`: what would be built.

use std::path::Path;

use crate::cli::wanted::{Wanted, epoch};
use crate::cli::{Exit, open};
use crate::diagnostic::Diagnostics;
use crate::pipeline::request::Request;
use crate::project;
use crate::report;

/// What to list, and how.
#[derive(clap::Args, Debug)]
pub struct Options {
    #[command(flatten)]
    wanted: Wanted,
    /// How it is said
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "human")]
    message_format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
enum Format {
    /// A table
    Human,
    /// One JSON object a line
    Json,
    /// The matrix of a GitHub Actions job: one line of JSON
    GithubMatrix,
    /// A Ninja file that builds the same
    Ninja,
}

/// Lists what a build with the same options would make.
pub fn run(project: Option<&Path>, options: &Options) -> Exit {
    let session = match open(project) {
        Ok(session) => session,
        Err(exit) => return exit,
    };
    let known = project::load(session.vfs(), &mut Diagnostics::default());
    let mut out = Diagnostics::default();
    let request = match options.wanted.request(&known) {
        Ok(r) => r,
        Err(e) => return e,
    };
    let all = session.list(&request, &mut out);
    report::diagnostics(&out.sorted(), Some(session.vfs()), report::Format::Human);
    Exit::Done
}
