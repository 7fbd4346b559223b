//! What users type: one small file for each subcommand.

/// Says a line on the standard output.
macro_rules! say {
    ($($words:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(crate::report::stdout::colored(), $($words)*);
    }};
}

mod exit;
mod project;
mod writing;
mod ack;
mod build;
mod build_selection;
mod check;
mod completions;
mod desk;
mod emit;
mod explain;
mod export;
mod fonts;
mod import;
mod list;
mod man;
mod merge;
mod new;
mod preflight;
mod status;
mod store;
mod sync;
mod verify;
mod watch;
mod whereabouts;

use std::io::{ErrorKind, Write as _};
use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::cli::exit::{asked, failed, usage};
use crate::diagnostic::{Code, Diagnostic};
use crate::output::temporary;
use crate::report::{self, stdout};

pub use exit::Exit;

/// The heading of the options that all commands have.
const EVERYWHERE: &str = "Options of every command";

/// A first project.
const EXAMPLES: &str = "\
Examples:
  fluentpress new my-project           make a small project
  cd my-project && fluentpress build   make its PDFs
  fluentpress check                    say what is wrong with texts and translations
  fluentpress status                   tell how far the translations are";

/// One article and its translations, compiled into PDF briefs and slide decks
///
/// fluentpress reads articles in Markdown and their Fluent translations, and writes a brief and a slide deck as PDF for every
/// audience in every language, through an embedded Typst engine. It uses no network, no clock, no system fonts and no
/// machine locale: the same files give the same bytes.
///
/// A translation that is missing or older than its source text stops a build; so does a text that does not fit its page.
/// Every finding has a code, which `fluentpress explain` explains.
#[derive(Parser, Debug)]
#[command(name = "fluentpress", version, about, max_term_width = 100, after_help = EXAMPLES)]
pub struct Arguments {
    /// The project's folder [default: the nearest one upward that holds fluentpress.yaml or i18n/]
    #[arg(long, global = true, value_name = "DIR", value_hint = clap::ValueHint::DirPath, help_heading = EVERYWHERE)]
    project: Option<PathBuf>,
    /// When to use colours
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "WHEN",
        default_value = "auto",
        help_heading = EVERYWHERE
    )]
    color: Color,
    #[command(subcommand)]
    command: Command,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Make all PDFs: every article, audience, format and language
    ///
    /// All PDFs are made in memory, looked at, and written at once: a build with an error writes nothing, and the files of the
    /// last good one stay. Without options, everything is made; the options choose a part of it.
    #[command(after_help = build::EXAMPLES)]
    Build(build::Options),
    /// List what would be built, for people, for machines, or for many machines
    List(list::Options),
    /// Put the parts of a build together: their files, one manifest, one list of sums
    MergeManifests(merge::Options),
    /// Build again whenever a file changes
    ///
    /// It builds what a change affects, reports what is wrong, and keeps the last good files. Ctrl-C ends it.
    Watch(build::Options),
    /// Show the pages and their texts in a browser, to be changed there
    ///
    /// It serves the project on this machine alone: the pages of every artifact, live, and the texts behind them. What is typed shows on
    /// the pages before it is saved.
    Desk(desk::Options),
    /// Bring source catalogues, translations and locks up to date with the articles
    ///
    /// It gives every text of the articles an id that survives edits, marks what is missing or stale in each language, and
    /// turns what is obsolete into comments. What translators wrote is never lost. To be run after an article was edited, and
    /// after a translation was.
    Sync(sync::Options),
    /// Confirm that translations are right for the current source text
    ///
    /// For translations that need no change although their source text has one, and for those that are older than their lock.
    Ack(ack::Options),
    /// Write the texts of a language to a file for translators' tools
    ///
    /// XLIFF for Trados, memoQ and Phrase, PO for Poedit, a spreadsheet, or a translation memory. The file knows which source texts it was
    /// written from, so that `import` recognizes what has become stale meanwhile.
    Export(export::Options),
    /// Bring translations back from a file that `export` wrote
    ///
    /// Every text that a translator changed is written into the catalogue of its language; all others stay as they are. What cannot be
    /// placed is reported with its line, and the rest is imported.
    Import(import::Options),
    /// Check articles, translations and labels
    ///
    /// It reads everything that a build reads, and makes no pages.
    Check(check::Options),
    /// Explain what a finding means and what to do
    Explain(explain::Options),
    /// Show how far the translations are, and which PDFs can be built today
    ///
    /// Nothing is typeset: what does not fit its page is for a build to find.
    Status(status::Options),
    /// Show where a message is: its file and line, its state, its pages
    ///
    /// It leads from an id, or from words seen on a page, to the lines to edit, and from there to all pages that show them.
    Where(whereabouts::Options),
    /// Compare PDFs with what their sources make, and show where they differ
    Verify(verify::Options),
    /// Write a self-contained Typst project that gives the same pages
    ///
    /// It needs no fluentpress any more: its compile.sh calls the official compiler.
    Emit(emit::Options),
    /// Make a small project of your own
    ///
    /// An article in English and its French translation, small enough to read, that build at once. Put your own in their
    /// place.
    New(new::Options),
    /// Check whether a print shop will accept PDFs, of the press edition or any others
    ///
    /// It applies the rules of print shops to finished files: colours, ink, bleed, fonts, resolution, overprint, output intent
    /// and more.
    Preflight(preflight::Options),
    /// List the fonts that layouts can use
    ///
    /// Those inside the binary, and those in the project's folder fonts/. The system's are never used.
    Fonts,
    /// Write the completions of a shell
    Completions(completions::Options),
    /// Write manual pages
    ///
    /// One for fluentpress, and one for each of its commands.
    Man(man::Options),
}

/// Runs the command line.
pub fn run() -> Exit {
    temporary::remove_on_signals();
    let exit = match Arguments::try_parse() {
        Ok(arguments) => command(arguments),
        // Help is no error, and goes to the standard output.
        Err(help) if !help.use_stderr() => {
            let _ = write!(stdout::colored(), "{}", help.render().ansi());
            Exit::Done
        }
        Err(error) if asked() == report::Format::Human => {
            let _ = error.print();
            Exit::Usage
        }
        Err(error) => usage(refused(&error)),
    };
    match stdout::finish() {
        // Nobody is listening any more (`| head`): that is no error.
        Ok(()) | Err(ErrorKind::BrokenPipe) => exit,
        Err(why) => {
            let message = format!("the standard output cannot be written: {why}");
            let said = failed(
                Diagnostic::new(Code::Output, message),
                report::Format::Human,
            );
            exit.max(said)
        }
    }
}

/// Arguments that cannot be parsed, as a finding.
fn refused(error: &clap::Error) -> Diagnostic {
    let text = error.render().to_string();
    let mut parts = text.split("\n\n").map(str::trim);
    let message = parts.next().unwrap_or_default();
    let message = message.trim_start_matches("error: ").replace("\n  ", " ");
    let tips = parts.filter_map(|part| part.strip_prefix("tip: "));
    let diagnostic = tips.fold(Diagnostic::new(Code::Usage, message), Diagnostic::hint);
    diagnostic.hint("`--help` behind the command shows how it is used")
}

fn command(arguments: Arguments) -> Exit {
    match arguments.color {
        Color::Auto => {}
        Color::Always => anstream::ColorChoice::Always.write_global(),
        Color::Never => anstream::ColorChoice::Never.write_global(),
    }
    let project = arguments.project.as_deref();
    match arguments.command {
        Command::Build(options) => build::run(project, &options),
        Command::List(options) => list::run(project, &options),
        Command::MergeManifests(options) => merge::run(project, &options),
        Command::Watch(options) => watch::run(project, &options),
        Command::Desk(options) => desk::run(project, &options),
        Command::Sync(options) => sync::run(project, &options),
        Command::Ack(options) => ack::run(project, &options),
        Command::Export(options) => export::run(project, &options),
        Command::Import(options) => import::run(project, &options),
        Command::Check(options) => check::run(project, &options),
        Command::Explain(options) => explain::run(&options),
        Command::Status(options) => status::run(project, &options),
        Command::Where(options) => whereabouts::run(project, &options),
        Command::Verify(options) => verify::run(project, &options),
        Command::Emit(options) => emit::run(project, &options),
        Command::New(options) => new::run(&options),
        Command::Preflight(options) => preflight::run(&options),
        Command::Fonts => fonts::run(project),
        Command::Completions(options) => completions::run(&options),
        Command::Man(options) => man::run(&options),
    }
}
