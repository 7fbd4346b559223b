//! `fluentpress emit`: a self-contained Typst project for the official compiler.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::cli::build_selection::check_apart;
use crate::cli::exit::{Exit, failed};
use crate::cli::project::{check_locales, open};
use crate::cli::writing::lock;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::output::files;
use crate::output::folder::read;
use crate::output::sha256;
use crate::output::sums;
use crate::pipeline::build::request::Request;
use crate::report;
use crate::report::place::slashes;

/// Compiles one file of an emitted project, from its folder.
const COMMAND: &str =
    "typst compile --root . --font-path fonts --ignore-system-fonts --pdf-standard ua-1,a-2a";

/// How the script starts: in its own folder.
const SCRIPT: &str = "#!/bin/sh\nset -e\ncd -- \"$(dirname -- \"$0\")\"\n";

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
    if let Err(error) = check_apart(session.vfs(), &options.folder) {
        return failed(*error, report::Format::Human);
    }
    let project = session.sources().project();
    if let Err(exit) = check_locales(project, &options.locales) {
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
    let mains = files
        .keys()
        .filter(|n| n.ends_with(".typ") && !n.contains('/'));
    let commands: Vec<_> = mains
        .map(|main| format!("{COMMAND} {}", quoted(main)))
        .collect();
    let lines = commands.iter().map(|command| format!("{command}\n"));
    let script: String = std::iter::once(SCRIPT.to_owned()).chain(lines).collect();
    files.insert("compile.sh".to_owned(), script.into_bytes());
    if let Err(error) = store(&options.folder, &files) {
        return failed(*error, report::Format::Human);
    }
    let folder = &options.folder;
    say!(
        "wrote {} files to {}; compile all with `sh {}`, or one with",
        files.len(),
        folder.display(),
        quoted(&slashes(&folder.join("compile.sh")))
    );
    if let Some(command) = commands.first() {
        say!("    cd {} && {command}", quoted(&slashes(folder)));
    }
    Exit::Done
}

/// Writes the files, and their sums. What is there already is replaced only if the sums show that an earlier `emit`
/// wrote it.
fn store(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<(), Box<Diagnostic>> {
    let lock = lock(folder, "emit")?;
    let old = read(&folder.join(sums::NAME));
    let old = old.and_then(|old| sums::read(&String::from_utf8_lossy(&old.ok()?)));
    let old = old.unwrap_or_default();
    let new: BTreeMap<_, _> = files
        .iter()
        .map(|(n, b)| (n.as_str(), sha256::hex(b)))
        .collect();
    let text = sums::write(new.iter().map(|(name, sum)| (*name, sum.as_str())));
    let is_foreign = |name: &str, new: Option<&String>| {
        let there = read(&folder.join(name)).map(|bytes| bytes.map(|bytes| sha256::hex(&bytes)));
        match there {
            None => false,
            Some(Ok(sum)) if new == Some(&sum) => false,
            Some(Ok(sum)) => !old.contains(&(name.to_owned(), sum)),
            Some(Err(_)) => true,
        }
    };
    let foreign = new.iter().filter(|(name, sum)| is_foreign(name, Some(sum)));
    let mut foreign: Vec<_> = foreign.map(|(name, _)| *name).collect();
    let is_emitted = old.iter().any(|(name, _)| name == "compile.sh");
    if !is_emitted && folder.join(sums::NAME).exists() {
        foreign.push(sums::NAME);
    }
    if let Some(first) = foreign.first() {
        let message = match foreign.len() {
            1 => format!(
                "`{}` was not written by `emit`, or was edited since",
                slashes(&folder.join(first))
            ),
            n => format!(
                "`{}` and {} more files were not written by `emit`, or were edited since",
                slashes(&folder.join(first)),
                n - 1
            ),
        };
        let hint = "nothing was written: name another folder, or move them away";
        return Err(Box::new(
            Diagnostic::new(Code::ForeignFile, message).hint(hint),
        ));
    }
    let files: Vec<_> = files
        .iter()
        .map(|(n, b)| (n.as_str(), b.as_slice()))
        .collect();
    let sums = [(sums::NAME, text.as_bytes())];
    files::write(&lock, &files, &sums).map(drop)
}

/// A path as an argument of a shell: never an option.
fn quoted(path: &str) -> String {
    let path = match path.starts_with('-') {
        true => format!("./{path}"),
        false => path.to_owned(),
    };
    // No path holds the one character that cannot be quoted.
    shlex::try_quote(&path).map_or(path.clone(), |quoted| quoted.into_owned())
}
