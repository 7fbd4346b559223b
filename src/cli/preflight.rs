//! `fluentpress preflight`: whether a print shop will accept PDFs, ours or others.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use preflight::{Limits, Severity, Standard, check, unreadable};

use crate::cli::exit::{Exit, usage};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::report::place::{OUTSIDE, from_repository, slashes};
use crate::report::preflight::{diagnostics, human, json};
use crate::report::{self, Format, stdout};

/// The largest file that is read, in bytes.
const LARGEST: u64 = 2 << 30;

/// What to check, and what for.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  fluentpress preflight flyer.pdf                          what a print shop would say
  fluentpress preflight --bleed 5 --total-ink 280 a.pdf    with the numbers of your printer")]
pub struct Options {
    /// The PDFs
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// What they are to conform to
    #[arg(long, value_enum, value_name = "STANDARD", default_value = "PDF/X-4")]
    standard: StandardArgument,
    /// The bleed that the printer requires, in millimetres
    #[arg(long, value_name = "MM", default_value_t = 3.0)]
    bleed: f64,
    /// The most ink in one place, in percent of one full plate
    #[arg(long, value_name = "PERCENT", default_value_t = 300.0)]
    total_ink: f64,
    /// The least resolution of images as placed, in pixels per inch
    #[arg(long, value_name = "N", default_value_t = 150.0)]
    min_ppi: f64,
    /// A spot colour that is agreed with the printer; may be given several times
    #[arg(long = "spot", value_name = "NAME")]
    spots: Vec<String>,
    /// The format of findings
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "human")]
    message_format: Format,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum StandardArgument {
    /// Transparency and layers are allowed
    #[value(name = "PDF/X-4", alias = "x-4")]
    X4,
    /// Neither is
    #[value(name = "PDF/X-1a:2003", alias = "x-1a")]
    X1a,
}

/// Checks all files; one with errors, or that cannot be read, makes the command fail.
pub fn run(options: &Options) -> Exit {
    for (what, value, most) in [
        ("--bleed", options.bleed, 100.0),
        ("--total-ink", options.total_ink, 10_000.0),
        ("--min-ppi", options.min_ppi, 10_000.0),
    ] {
        if !(0.0..=most).contains(&value) {
            let message = format!("`{what} {value}` makes no sense");
            let hint = format!("give a number from 0 to {most}");
            return usage(Diagnostic::new(Code::PreflightOptions, message).hint(hint));
        }
    }
    let limits = Limits {
        standard: match options.standard {
            StandardArgument::X4 => Standard::X4,
            StandardArgument::X1a => Standard::X1a,
        },
        bleed: options.bleed,
        total_ink: options.total_ink,
        min_ppi: options.min_ppi,
        spots: options.spots.iter().cloned().collect(),
        ..Limits::default()
    };
    let (mut broken, mut open) = (0, 0);
    let mut found = Diagnostics::default();
    let (mut errors, mut warnings) = (0, 0);
    let mut out = stdout::colored();
    for (at, path) in options.files.iter().enumerate() {
        let name = path.display().to_string();
        let report = match read(path) {
            Ok(bytes) => check(&bytes, &limits),
            Err(why) => unreadable(&why),
        };
        broken += usize::from(report.has_errors());
        errors += report.count(Severity::Error);
        warnings += report.count(Severity::Warning);
        open += usize::from(!report.undecided.is_empty());
        let text = match options.message_format {
            Format::Human => human(&name, &report, &limits),
            Format::Json => json(&name, &report),
            Format::Github | Format::Sarif => {
                let place = from_repository(path).or_else(|| outside(path, options.message_format));
                found.extend(diagnostics(&name, place, &report));
                continue;
            }
        };
        let _ = out.write_all(text.as_bytes());
        report::progress(at + 1, options.files.len(), &name, options.message_format);
    }
    if matches!(options.message_format, Format::Github | Format::Sarif) {
        report::diagnostics(&found.sorted(), None, options.message_format);
    }
    if options.files.len() > 1 && options.message_format == Format::Human {
        let files = options.files.len();
        let _ = writeln!(
            out,
            "{files} files: {broken} with errors, {open} with rules that could not be decided"
        );
    }
    let exit = match broken {
        0 => Exit::Done,
        _ => Exit::Errors,
    };
    if options.message_format == Format::Json {
        let _ = writeln!(
            out,
            "{}",
            report::json::done([errors, warnings, 0], exit as u8)
        );
    }
    exit
}

/// Within how many bytes from its start a PDF says that it is one (ISO 32000-1, annex H).
const HEAD: usize = 1024;

fn read(path: &Path) -> Result<Vec<u8>, String> {
    let why = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => "there is no file of this name".to_owned(),
        kind => kind.to_string(),
    };
    let file = fs::metadata(path).map_err(why)?;
    if file.is_dir() {
        return Err("it is a folder".to_owned());
    }
    if file.len() > LARGEST {
        return Err("it is larger than 2 GiB".to_owned());
    }
    let bytes = fs::read(path).map_err(why)?;
    let head = &bytes[..HEAD.min(bytes.len())];
    match head.windows(5).any(|part| part == b"%PDF-") {
        true => Ok(bytes),
        false => Err("it is no PDF".to_owned()),
    }
}

/// A file outside the repository, which annotations cannot show, but code scanning must have.
fn outside(path: &Path, format: Format) -> Option<String> {
    let path = std::path::absolute(path).ok()?;
    let path = slashes(&path).to_string();
    (format == Format::Sarif).then(|| format!("{OUTSIDE}/{}", path.trim_start_matches('/')))
}
