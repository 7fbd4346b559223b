//! `fluentpress new`: a small project that builds at once.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use crate::cli::exit::{Exit, failed, usage};
use crate::cli::writing::lock;
use crate::diagnostic::{Code, Diagnostic};
use crate::output::replace::{Change, Replaced, replace};
use crate::report;
use crate::report::place::slashes;

/// The files of the project.
const FILES: [(&str, &[u8]); 7] = [
    ("README.md", include_bytes!("template/README.md")),
    (
        "fluentpress.yaml",
        include_bytes!("template/fluentpress.yaml"),
    ),
    (
        "seeds/night-trains.md",
        include_bytes!("template/night-trains.md"),
    ),
    (
        "i18n/en/night-trains.ftl",
        include_bytes!("template/en.ftl"),
    ),
    (
        "i18n/fr/night-trains.ftl",
        include_bytes!("template/fr.ftl"),
    ),
    (
        "i18n/fr/night-trains.lock.yaml",
        include_bytes!("template/fr.lock.yaml"),
    ),
    (".gitignore", b"/dist\n"),
];

/// Where to make it.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  fluentpress new my-project           make it
  cd my-project && fluentpress build   make its PDFs")]
pub struct Options {
    /// The folder; it must be empty or not exist yet
    #[arg(value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    folder: PathBuf,
}

/// Writes the project.
pub fn run(options: &Options) -> Exit {
    let folder = &options.folder;
    let in_use = || {
        let message = format!("`{}` is not empty", folder.display());
        usage(
            Diagnostic::new(Code::NotEmpty, message).hint("name a folder that does not exist yet"),
        )
    };
    let is_empty = match folder.read_dir() {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotADirectory => Ok(false),
        Err(error) => Err(error),
    };
    let root = is_empty.and_then(|is_empty| match is_empty {
        true => fs::create_dir_all(folder)
            .and_then(|()| folder.canonicalize())
            .map(Some),
        false => Ok(None),
    });
    let root = match root {
        Ok(Some(root)) => root,
        Ok(None) => return in_use(),
        Err(error) => {
            let message = format!("`{}` cannot be written: {}", folder.display(), error.kind());
            let error = Diagnostic::new(Code::Output, message);
            return failed(error.hint("name another folder"), report::Format::Human);
        }
    };
    let files = FILES.map(|(name, bytes)| Change {
        name,
        was: None,
        bytes,
    });
    let replaced = lock(&root, "new").and_then(|lock| replace(&lock, &root, &files, || true));
    match replaced {
        Ok(Replaced::All) => {}
        // Somebody put a file there meanwhile.
        Ok(Replaced::Outdated) => return in_use(),
        Err(error) => return failed(*error, report::Format::Human),
    }
    for (name, _) in FILES {
        say!("{}", slashes(&folder.join(name)));
    }
    match folder.as_os_str() == "." {
        true => say!("\nNow: fluentpress build"),
        false => say!("\nNow: cd {} && fluentpress build", slashes(folder)),
    }
    Exit::Done
}
