//! The command: parses the arguments, and ends with the exit code.

use std::process::ExitCode;

use clap::Parser;

/// Typesetting makes and drops millions of small values, on several threads at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let exit = fluentpress::cli::run(fluentpress::cli::Arguments::parse());
    ExitCode::from(exit as u8)
}
