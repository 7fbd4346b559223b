//! `fluentpress merge-manifests`: the parts of a build as one.

use std::path::{Path, PathBuf};

use crate::cli::build_selection::{check_inside, output_folder};
use crate::cli::exit::{Exit, failed, usage};
use crate::cli::writing::lock;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::output::expected::Expected;
use crate::output::files;
use crate::output::folder::proofs;
use crate::output::manifest;
use crate::output::merge::{Merged, merge};
use crate::pipeline::build::session::Session;
use crate::project;
use crate::report;
use crate::report::place::slashes;

/// What to merge, and where it goes.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  fluentpress merge-manifests parts/*        the folders that the jobs of a matrix wrote
  fluentpress merge-manifests @parts.txt     folders listed in a file, one a line
  fluentpress list --message-format json --to all.jsonl
  fluentpress merge-manifests parts/* --expect all.jsonl
                                             the same, and nothing may be missing")]
pub struct Options {
    /// A folder that a build wrote, or its manifest.json; @FILE is a file that lists some, one a line
    #[arg(value_name = "PART", required = true)]
    parts: Vec<PathBuf>,
    /// Refuse parts that do not hold, together, the PDFs of a list and no others: what `list` writes (JSON, or its table), or
    /// names of files, one a line
    #[arg(long, value_name = "FILE")]
    expect: Option<PathBuf>,
    /// Where the files go [default: dist in the project]
    #[arg(long, value_name = "DIR")]
    output_dir: Option<PathBuf>,
    /// The format of findings
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "human")]
    message_format: report::Format,
}

/// Verifies all files and writes them, with one manifest and one list of sums; or nothing.
pub fn run(project: Option<&Path>, options: &Options) -> Exit {
    let mut parts = Vec::new();
    for part in &options.parts {
        match listed(part) {
            Ok(listed) => parts.extend(listed),
            Err(exit) => return exit,
        }
    }
    let expected = match options.expect.as_deref().map(expected).transpose() {
        Ok(expected) => expected,
        Err(exit) => return exit,
    };
    let folder = match &options.output_dir {
        Some(folder) => Ok(folder.clone()),
        None => in_project(project),
    };
    let folder = match folder {
        Ok(folder) => folder,
        Err(error) => return failed(*error, options.message_format),
    };
    let mut out = Diagnostics::default();
    let merged = merge(&parts, expected.as_ref(), &mut out);
    let written = merged.and_then(|merged| write(&folder, merged, &mut out));
    let format = options.message_format;
    let out = out.sorted();
    report::diagnostics(&out, None, format);
    let exit = match written {
        Some((files, new)) => {
            report::merged(&folder, [parts.len(), files, new], format);
            Exit::Done
        }
        None => Exit::Errors,
    };
    report::done(&out, exit as u8, format);
    exit
}

/// The list of what there must be.
fn expected(file: &Path) -> Result<Expected, Exit> {
    let text = std::fs::read_to_string(file).map_err(|error| error.kind().to_string());
    text.and_then(|text| Expected::read(&text)).map_err(|why| {
        let message = format!("the list `{}` cannot be read: {why}", slashes(file));
        let hint = "`fluentpress list --message-format json` writes one";
        usage(Diagnostic::new(Code::Usage, message).hint(hint))
    })
}

/// The folders that an argument names.
fn listed(part: &Path) -> Result<Vec<PathBuf>, Exit> {
    let Some(file) = part.to_str().and_then(|name| name.strip_prefix('@')) else {
        return Ok(vec![folder(part)]);
    };
    let text = std::fs::read_to_string(file).map_err(|error| {
        let message = format!("the list `{file}` cannot be read: {}", error.kind());
        usage(Diagnostic::new(Code::Usage, message))
    })?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    Ok(lines
        .map(|line| folder(Path::new(&unquoted(line))))
        .collect())
}

/// A folder, named by itself or by its manifest.
fn folder(part: &Path) -> PathBuf {
    match part.file_name().is_some_and(|name| name == manifest::NAME) && part.is_file() {
        false => part.to_owned(),
        true => match part.parent() {
            Some(folder) if folder != Path::new("") => folder.to_owned(),
            _ => PathBuf::from("."),
        },
    }
}

/// A name as Ninja writes it into lists: in quotes where a shell would need them.
fn unquoted(line: &str) -> String {
    for quote in ['\'', '"'] {
        let inner = line.strip_prefix(quote).and_then(|l| l.strip_suffix(quote));
        if let Some(inner) = inner {
            return inner.replace("'\\''", "'");
        }
    }
    line.to_owned()
}

/// The output folder of the project that is here, if there is one.
fn in_project(project: Option<&Path>) -> Result<PathBuf, Box<Diagnostic>> {
    let here = std::env::current_dir().ok();
    let root = project
        .map(Path::to_owned)
        .or_else(|| project::find_root(&here?));
    let Some(session) = root.and_then(|root| Session::new(&root).ok()) else {
        return Ok(PathBuf::from("dist"));
    };
    let folder = output_folder(session.vfs(), session.sources().project());
    check_inside(session.vfs(), &folder).map(|()| folder)
}

/// Writes what is not there yet; how many files there are, and how many were written.
fn write(folder: &Path, merged: Merged, out: &mut Diagnostics) -> Option<(usize, usize)> {
    let written = lock(folder, "merge-manifests").and_then(|lock| {
        let proofs = proofs(folder, &merged.manifest, out);
        let files = merged.files.iter();
        let files: Vec<_> = files
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
            .collect();
        let proofs: Vec<_> = proofs
            .iter()
            .map(|(name, bytes)| (*name, bytes.as_slice()))
            .collect();
        let written = files::write(&lock, &files, &proofs)?;
        Ok(files
            .iter()
            .filter(|(name, _)| written.contains(name))
            .count())
    });
    match written {
        Ok(count) => Some((merged.files.len(), count)),
        Err(error) => {
            out.push(*error);
            None
        }
    }
}
