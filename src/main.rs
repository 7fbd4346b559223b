//! The command: parses the arguments, and ends with the exit code.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let exit = fluentpress::cli::run(fluentpress::cli::Arguments::parse());
    ExitCode::from(exit as u8)
}
