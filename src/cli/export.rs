//! `fluentpress export`: a language's texts as a file for translators' tools.

use std::path::{Path, PathBuf};

use crate::cli::build_selection;
use crate::cli::exit::{Exit, failed};
use crate::cli::project::{check_name, check_names, open};
use crate::cli::writing::write_file;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::exchange::format::Format;
use crate::pipeline::build::request::Request;
use crate::report;
use crate::report::place::slashes;
use crate::translate::state::State;

/// What is exported, and how.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  fluentpress export en --format xliff2 en.xlf                  all texts, for Trados, memoQ or Phrase
  fluentpress export en --format xlsx --only stale,missing en.xlsx
                                                               what there is to do, as a spreadsheet
  fluentpress export en --format tmx en.tmx                     what was confirmed, for a translation memory
  fluentpress export en --format tbx en.tbx                     the glossary, for a termbase
  fluentpress import en.xlf                                     bring the translations back")]
pub struct Options {
    /// The language
    #[arg(value_name = "LOCALE")]
    locale: String,
    /// The format of the file
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Format,
    /// Only texts in these states, separated by commas
    #[arg(long, value_enum, value_name = "STATE", value_delimiter = ',')]
    only: Vec<Only>,
    /// Only of this article; may be given several times
    #[arg(long = "article", value_name = "NAME")]
    articles: Vec<String>,
    /// Name in notes the pages that show each text: all PDFs of the language are typeset, which takes some seconds
    #[arg(long)]
    pages: bool,
    /// The file to write
    #[arg(value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    file: PathBuf,
}

/// The states of translations.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
enum Only {
    Missing,
    Stale,
    Unconfirmed,
    Current,
}

impl Only {
    fn state(self) -> State {
        match self {
            Self::Missing => State::Missing,
            Self::Stale => State::Stale,
            Self::Unconfirmed => State::Unconfirmed,
            Self::Current => State::Current,
        }
    }
}

/// Writes the file.
pub fn run(project: Option<&Path>, options: &Options) -> Exit {
    let session = match open(project) {
        Ok(session) => session,
        Err(exit) => return exit,
    };
    let known = session.sources().project();
    let names: Vec<_> = known
        .translated_locales()
        .map(|l| l.name.as_str())
        .collect();
    if let Err(exit) = check_name("translation into", Some(&options.locale), &names) {
        return exit;
    }
    let Some(locale) = known
        .translated_locales()
        .find(|l| l.name == options.locale)
    else {
        return Exit::Usage;
    };
    let request = match build_selection::epoch() {
        Ok(epoch) => Request {
            articles: options.articles.clone(),
            epoch,
            ..Request::default()
        },
        Err(exit) => return exit,
    };
    if let Err(exit) = check_names(known, &request) {
        return exit;
    }
    let mut out = Diagnostics::default();
    // A translation memory holds what was confirmed, and nothing else.
    let only = match options.format {
        Format::Tmx => vec![State::Current],
        _ => options.only.iter().map(|only| only.state()).collect(),
    };
    let mut package = match options.format {
        Format::Tbx => session.glossary(locale, &mut out),
        _ => session.package(locale, &request, &only, &mut out),
    };
    // Those of a memory have no notes.
    let is_noted = options.pages && options.format != Format::Tmx;
    if is_noted && package.files.iter().any(|file| !file.units.is_empty()) {
        session.note_pages(&mut package, &request, &mut out);
    }
    let out = out.sorted();
    report::diagnostics(&out, Some(session.vfs()), report::Format::Human);
    if out.has_errors() {
        return Exit::Errors;
    }
    let written = options
        .format
        .write(&package)
        .map_err(|why| Box::new(Diagnostic::new(Code::Output, why)));
    if let Err(error) = written.and_then(|bytes| write_file(&options.file, &bytes, "export")) {
        return failed(*error, report::Format::Human);
    }
    let file = slashes(&options.file);
    if options.format == Format::Tbx {
        say!("wrote {file}: {} terms", package.glossary.len());
        return Exit::Done;
    }
    let units: Vec<_> = package.files.iter().flat_map(|file| &file.units).collect();
    let counts = [
        State::Missing,
        State::Stale,
        State::Unconfirmed,
        State::Current,
    ]
    .map(|state| {
        let count = units.iter().filter(|unit| unit.state == state).count();
        (count > 0).then(|| format!("{count} {}", state.name()))
    });
    let counts: Vec<_> = counts.into_iter().flatten().collect();
    match counts.is_empty() {
        true => say!("wrote {file}: no texts"),
        false => say!("wrote {file}: {}", counts.join(", ")),
    }
    Exit::Done
}
