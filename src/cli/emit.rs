//! `fluentpress emit`: a self-contained Typst project for the official compiler.

use std::path::{Path, PathBuf};

use crate::cli::{Exit, check_locales, failed, open, write};
use crate::diagnostic::Diagnostics;
use crate::output::staging::Durability;
use crate::pipeline::request::Request;
use crate::project;
use crate::report;

/// Compiles one file of an emitted project, from its folder.
const COMMAND: &str =
    "typst compile --root . --font-path fonts --ignore-system-fonts --pdf-standard ua-1,a-2a";

/// Where to write.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  fluentpress emit typst && sh typst/compile.sh
                                       the same PDFs by the official compiler")]
pub struct Options {
    /// The folder of the Typst project
    #[arg(value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    folder: PathBuf,
    /// Only this language, or a pseudo-locale of the source language; may be given several times
    #[arg(long = "locale", value_name = "LOCALE")]
    locales: Vec<String>,
}

/// Writes main files, layouts, images, fonts, and the command.
pub fn run(project: Option<&Path>, options: &Options) -> Exit {
    let session = match open(project) {
        Ok(session) => session,
        Err(exit) => return exit,
    };
    let project = project::load(session.vfs(), &mut Diagnostics::default());
    if let Err(exit) = check_locales(&project, &options.locales) {
        return exit;
    }
    let request = Request {
        locales: options.locales.clone(),
        ..Request::default()
    };
    let mut out = Diagnostics::default();
    let mut files = session.emit(&request, &mut out);
    let out = out.sorted();
    report::diagnostics(&out, Some(session.vfs()), report::Format::Human);
    if out.has_errors() {
        return Exit::Errors;
    }
    let mains: Vec<_> = files
        .keys()
        .filter(|n| n.ends_with(".typ") && !n.contains('/'))
        .cloned()
        .collect();
    let lines = mains.iter().map(|main| format!("{COMMAND} {main}\n"));
    let script: String =
        std::iter::once("#!/bin/sh\nset -e\ncd \"$(dirname \"$0\")\"\n".to_owned())
            .chain(lines)
            .collect();
    files.insert("compile.sh".to_owned(), script.into_bytes());
    let all: Vec<_> = files
        .iter()
        .map(|(n, b)| (n.as_str(), b.as_slice()))
        .collect();
    if let Err(error) = write(&options.folder, &all, Durability::Made, "emit") {
        return failed(*error, report::Format::Human);
    }
    let folder = options.folder.display();
    say!(
        "wrote {} files to {folder}; compile all with `sh {folder}/compile.sh`, or one with",
        all.len()
    );
    if let Some(main) = mains.first() {
        say!("    cd {folder} && {COMMAND} {main}");
    }
    Exit::Done
}
