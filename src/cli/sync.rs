//! `fluentpress sync`: writes the source catalogues, the registry of message ids.

use std::path::Path;

use crate::cli::{Exit, failed, open};
use crate::diagnostic::Diagnostics;
use crate::output::{self, Durability};
use crate::pipeline::request::Request;
use crate::report;

/// What to write.
#[derive(clap::Args, Debug)]
pub struct Options {
    /// Only this article
    #[arg(value_name = "ARTICLE")]
    article: Option<String>,
}

/// Writes every source catalogue that is not up to date.
pub fn run(project: Option<&Path>, options: &Options) -> Exit {
    let session = match open(project) {
        Ok(session) => session,
        Err(exit) => return exit,
    };
    let request = Request {
        articles: options.article.iter().cloned().collect(),
        ..Request::default()
    };
    let mut out = Diagnostics::default();
    let catalogues = session.sync(&request, &mut out);
    let out = out.sorted();
    report::diagnostics(&out, Some(session.vfs()), report::Format::Human);
    if out.has_errors() {
        return Exit::Errors;
    }
    let changed = catalogues
        .iter()
        .filter(|(file, text)| session.vfs().text(file).ok().as_deref() != Some(text.as_str()));
    let changed: Vec<_> = changed
        .map(|(file, text)| (file.path(), text.as_bytes()))
        .collect();
    if let Err(error) = output::write(session.vfs().root(), &changed, Durability::Kept) {
        return failed(*error, report::Format::Human);
    }
    for (file, _) in &changed {
        println!("wrote {file}");
    }
    if changed.is_empty() {
        println!("up to date");
    }
    Exit::Done
}
