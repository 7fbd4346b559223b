//! Prints where a PDF differs from another one: `cargo run --example compare -- FILE OTHER`

use std::io::{self, Write};
use std::process::ExitCode;

use preflight::compare::differences;

fn main() -> io::Result<ExitCode> {
    let paths: Vec<_> = std::env::args_os().skip(1).collect();
    let [file, other] = paths.as_slice() else {
        eprintln!("usage: compare FILE OTHER");
        return Ok(ExitCode::from(2));
    };
    let found = differences(&std::fs::read(file)?, &std::fs::read(other)?);
    let mut out = io::stdout().lock();
    for difference in &found {
        writeln!(out, "{}: {}", difference.kind.name(), difference.message)?;
    }
    Ok(ExitCode::from(u8::from(!found.is_empty())))
}
