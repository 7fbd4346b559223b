//! `fluentpress status`: how far the translations are, and what can be built today.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::cli::build_selection;
use crate::cli::exit::{Exit, Messages, failed, usage};
use crate::cli::project::{check_names, open};
use crate::cli::writing::write_file;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::pipeline::build::request::Request;
use crate::pipeline::commands::status::{Counts, Status};
use crate::report::{self, stdout};

/// What to look at, and the format of the result.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  fluentpress status                   all languages
  fluentpress status --locale en       one of them
  fluentpress status --badge i18n.svg  draw the percentages for a README")]
pub struct Options {
    /// Only this language; may be given several times
    #[arg(long = "locale", value_name = "LOCALE")]
    locales: Vec<String>,
    /// Only this article; may be given several times
    #[arg(long = "article", value_name = "NAME")]
    articles: Vec<String>,
    /// The format of the result
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "human")]
    message_format: Messages,
    /// Write a picture for a README too: the percentage of each language
    #[arg(long, value_name = "FILE.svg")]
    badge: Option<PathBuf>,
}

/// Says where the translations stand. That something is not translated is no error here.
pub fn run(project: Option<&Path>, options: &Options) -> Exit {
    let session = match open(project) {
        Ok(session) => session,
        Err(exit) => return exit,
    };
    let known = session.sources().project();
    let request = match build_selection::epoch() {
        Ok(epoch) => Request {
            locales: options.locales.clone(),
            articles: options.articles.clone(),
            epoch,
            ..Request::default()
        },
        Err(exit) => return exit,
    };
    if let Err(exit) = check_names(known, &request) {
        return exit;
    }
    let format = options.message_format.report();
    let mut out = Diagnostics::default();
    let status = session.status(&request, &mut out);
    let out = out.sorted();
    report::diagnostics(&out, Some(session.vfs()), format);
    let mut said = stdout::colored();
    match options.message_format {
        Messages::Human => {
            let _ = write!(said, "{}", report::status::tables(&status));
        }
        Messages::Json => {
            for line in report::status::json(&status) {
                let _ = writeln!(said, "{line}");
            }
        }
    }
    if out.has_errors() {
        // The badge would cover only a part.
        return Exit::Errors;
    }
    let Some(path) = &options.badge else {
        return Exit::Done;
    };
    if path.file_name().is_none() {
        let message = format!("`{}` is not the name of a file", path.display());
        return usage(Diagnostic::new(Code::Usage, message));
    }
    let badge = report::badge::svg(&percentages(&status, !options.locales.is_empty()));
    match write_file(path, badge.as_bytes(), "status") {
        Ok(()) => Exit::Done,
        Err(error) => failed(*error, format),
    }
}

/// The percentage of each locale over all its articles and its labels; the source's only where it was named.
fn percentages(status: &Status, with_source: bool) -> Vec<(String, usize)> {
    let mut all: Vec<(String, Counts)> = Vec::new();
    for standing in status
        .standings
        .iter()
        .filter(|s| with_source || !s.is_source)
    {
        match all.last_mut() {
            Some((locale, counts)) if *locale == standing.locale => counts.merge(&standing.counts),
            _ => all.push((standing.locale.clone(), standing.counts.clone())),
        }
    }
    let percent = |(locale, counts): (String, Counts)| (locale, counts.percent());
    all.into_iter().map(percent).collect()
}
