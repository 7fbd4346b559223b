//! Prints the reports on PDFs: `cargo run --example preflight -- FILE…`

use std::process::ExitCode;

use preflight::{Limits, check, unreadable};

fn main() -> ExitCode {
    let limits = Limits::default();
    let mut broken = false;
    for path in std::env::args_os().skip(1) {
        let report = match std::fs::read(&path) {
            Ok(bytes) => check(&bytes, &limits),
            Err(error) => unreadable(&error.to_string()),
        };
        println!("{}", path.display());
        print!("{report}");
        broken |= report.has_errors();
    }
    ExitCode::from(u8::from(broken))
}
