//! The command: runs on a large stack, and ends with the exit code.

use std::io::Write;
use std::process::ExitCode;

/// Typesetting makes and drops millions of small values, on several threads at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let run = std::thread::Builder::new()
        .stack_size(fluentpress::limits::STACK)
        .spawn(fluentpress::cli::run);
    match run.map(|thread| thread.join()) {
        Ok(Ok(exit)) => ExitCode::from(exit as u8),
        // The panic was printed by the thread.
        Ok(Err(panic)) => std::panic::resume_unwind(panic),
        Err(error) => {
            let _ = writeln!(
                std::io::stderr(),
                "error: no thread can be started: {error}"
            );
            ExitCode::from(1)
        }
    }
}
