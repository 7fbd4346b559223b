//! `fluentpress new`: a small project that builds at once.

use std::path::PathBuf;

use crate::cli::{Exit, failed, usage, write};
use crate::diagnostic::Diagnostic;
use crate::output::staging::Durability;
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
    let is_empty = folder
        .read_dir()
        .map_or(true, |mut entries| entries.next().is_none());
    if !is_empty || folder.is_file() {
        let message = format!("`{}` is not empty", folder.display());
        return usage(
            Diagnostic::error("not-empty", message).hint("name a folder that does not exist yet"),
        );
    }
    if let Err(error) = write(folder, &FILES, Durability::Made, "new") {
        return failed(*error, report::Format::Human);
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
