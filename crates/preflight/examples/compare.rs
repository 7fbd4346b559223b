//! Says where a PDF differs from another one: `cargo run --example compare -- FILE OTHER`

use std::io;
use std::process::ExitCode;

use preflight::compare::differences;

fn main() -> io::Result<ExitCode> {
    let paths: Vec<_> = std::env::args_os().skip(1).collect();
    let [file, other] = paths.as_slice() else {
        eprintln!("usage: compare FILE OTHER");
        return Ok(ExitCode::from(2));
    };
    let found = differences(&std::fs::read(file)?, &std::fs::read(other)?);
    for difference in &found {
        println!("{}: {}", difference.kind.name(), difference.message);
    }
    Ok(ExitCode::from(u8::from(!found.is_empty())))
}
