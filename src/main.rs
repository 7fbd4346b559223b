//! The command: runs on a large stack, and ends with the exit code.

use std::io::Write;
use std::process::ExitCode;

/// Typesetting makes and drops millions of small values, on several threads at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Bytes. What the system gives to the first thread differs: 8 MiB on Linux and macOS, 1 MiB on Windows.
const STACK: usize = 8 << 20;

fn main() -> ExitCode {
    let run = std::thread::Builder::new()
        .stack_size(STACK)
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
