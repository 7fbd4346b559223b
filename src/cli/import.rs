//! `fluentpress import`: translations from a file of a translator's tool.

use std::path::{Path, PathBuf};

use crate::cli::exit::{Exit, failed};
use crate::cli::project::open;
use crate::cli::sync::say as say_news;
use crate::cli::writing::lock;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::exchange::format;
use crate::exchange::limits::LARGEST;
use crate::origin::FileId;
use crate::pipeline::build::session::Session;
use crate::pipeline::commands::import::accept::Delivery;
use crate::report;
use crate::report::place::slashes;

/// What is imported.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  fluentpress import en.xlf     what came back from Trados, memoQ or Phrase
  fluentpress import en.po      what came back from Poedit
  fluentpress import en.xlsx    what came back as a spreadsheet")]
pub struct Options {
    /// A file that `fluentpress export` wrote and a translator worked on: XLIFF, PO or XLSX
    #[arg(value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    file: PathBuf,
    /// Take the words of the file also where those of the catalogue have changed since the export
    #[arg(long)]
    overwrite: bool,
}

/// Writes the translations that changed into catalogues and locks.
pub fn run(project: Option<&Path>, options: &Options) -> Exit {
    let mut session = match open(project) {
        Ok(session) => session,
        Err(exit) => return exit,
    };
    let name = slashes(&options.file).to_string();
    let bytes = match read(&options.file) {
        Ok(bytes) => format::in_utf8(bytes),
        Err(why) => {
            let error = Diagnostic::new(
                Code::FileUnreadable,
                format!("`{name}` cannot be read: {why}"),
            );
            return failed(error, report::Format::Human);
        }
    };
    let short = options
        .file
        .file_name()
        .filter(|_| options.file.is_absolute());
    let file = FileId::new(short.map_or(name, |short| short.to_string_lossy().into_owned()));
    let returned = format::read(&bytes);
    let delivery = Delivery {
        file: &file,
        returned: &returned,
        overwrites: options.overwrite,
    };
    let mut out = Diagnostics::default();
    let written = session.write_back(
        |folder| lock(folder, "import"),
        |session: &Session| {
            out = Diagnostics::default();
            let mut imported = session.import(delivery, &mut out);
            let files = std::mem::take(&mut imported.files);
            (imported, files)
        },
    );
    session.vfs().quote(&file, bytes);
    let out = out.sorted();
    report::diagnostics(&out, Some(session.vfs()), report::Format::Human);
    let (imported, files) = match written {
        Ok(written) => written,
        Err(error) => return failed(*error, report::Format::Human),
    };
    for news in &imported.news {
        say_news(news);
    }
    for (file, _) in &files {
        say!("wrote {file}");
    }
    if files.is_empty() && !imported.locale.is_empty() {
        say!(
            "nothing to import: {} texts as they were, {} without a translation",
            imported.unchanged,
            imported.empty
        );
    }
    match out.has_errors() {
        true => Exit::Errors,
        false => Exit::Done,
    }
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    let size = std::fs::metadata(path)
        .map_err(|error| error.kind().to_string())?
        .len();
    match size > LARGEST {
        true => Err(format!("it is larger than {} MiB", LARGEST / 1024 / 1024)),
        false => std::fs::read(path).map_err(|error| error.kind().to_string()),
    }
}
