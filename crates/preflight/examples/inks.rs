//! Lists the inks of PDFs, with the pages that need their plates: `cargo run --example inks -- FILE…`

use std::io::{self, Write};

use preflight::{Limits, check};

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for path in std::env::args_os().skip(1) {
        let report = check(&std::fs::read(&path)?, &Limits::default());
        writeln!(out, "{}: {} inks", path.display(), report.inks.len())?;
        for (ink, pages) in &report.inks {
            writeln!(
                out,
                "  {ink:20} on {} of {} pages",
                pages.len(),
                report.pages
            )?;
        }
    }
    Ok(())
}
