//! What a command ends with: an exit code, and the finding that ends it.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::report;

/// What the process ends with.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Exit {
    /// All was done; warnings included.
    Done = 0,
    /// The inputs have errors; nothing was written.
    Errors = 1,
    /// The command makes no sense.
    Usage = 2,
}

/// The formats of commands that report on a project.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub enum Messages {
    /// For people.
    Human,
    /// One JSON object a line.
    Json,
}

impl Messages {
    /// The format of findings beside it.
    pub fn report(self) -> report::Format {
        match self {
            Self::Human => report::Format::Human,
            Self::Json => report::Format::Json,
        }
    }
}

/// The message format in the arguments of the process, whatever else is wrong with them.
pub fn asked() -> report::Format {
    let mut arguments = std::env::args().skip_while(|argument| {
        !argument.starts_with("--message-format=") && argument != "--message-format"
    });
    let option = arguments.next().unwrap_or_default();
    let value = match option.split_once('=') {
        Some((_, value)) => value.to_owned(),
        None => arguments.next().unwrap_or_default(),
    };
    clap::ValueEnum::from_str(&value, false).unwrap_or(report::Format::Human)
}

/// Says that the command makes no sense.
pub fn usage(diagnostic: Diagnostic) -> Exit {
    let mut all = Diagnostics::default();
    all.push(diagnostic);
    let format = asked();
    report::diagnostics(&all, None, format);
    report::done(&all, Exit::Usage as u8, format);
    Exit::Usage
}

/// Says that one thing failed.
pub fn failed(diagnostic: Diagnostic, format: report::Format) -> Exit {
    let mut all = Diagnostics::default();
    all.push(diagnostic);
    report::diagnostics(&all, None, format);
    report::done(&all, Exit::Errors as u8, format);
    Exit::Errors
}
