//! `fluentpress verify`: whether files are what their sources make.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::cli::build_selection::{epoch, output_folder};
use crate::cli::exit::{Exit, usage};
use crate::cli::project::open;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::report::{self, Format, stdout};

/// What to verify, and the format of the result.
#[derive(clap::Args, Debug)]
pub struct Options {
    /// The folder of the PDFs [default: the project's output folder]
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// How many PDFs are made at once [default: one for each processor]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    jobs: usize,
    /// The format of findings
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "human")]
    message_format: Format,
}

/// Makes everything again, in memory, and compares. Nothing is written.
pub fn run(project: Option<&Path>, options: &Options) -> Exit {
    let mut session = match open(project) {
        Ok(session) => session,
        Err(exit) => return exit,
    };
    let epoch = match epoch() {
        Ok(epoch) => epoch,
        Err(exit) => return exit,
    };
    let folder = options.folder.clone().unwrap_or_else(|| {
        let project = session.sources().project();
        output_folder(session.vfs(), project)
    });
    let mut out = Diagnostics::default();
    let verified = match session.verify(&folder, epoch, options.jobs, &mut out) {
        Ok(verified) => verified,
        Err(error) => {
            let message = format!("`{}` cannot be listed: {}", folder.display(), error.kind());
            let hint = "name the folder of the PDFs, or make them with `fluentpress build`";
            return usage(Diagnostic::new(Code::VerifyFolder, message).hint(hint));
        }
    };
    let format = options.message_format;
    if matches!(format, Format::Github | Format::Sarif) {
        let found = verified
            .as_ref()
            .map(|all| report::verify::diagnostics(all, &folder));
        out.extend(found.into_iter().flatten());
    }
    report::diagnostics(&out.sorted(), Some(session.vfs()), format);
    let Some(verified) = verified else {
        return Exit::Errors;
    };
    let mut said = stdout::colored();
    match format {
        Format::Human => {
            let text = report::verify::human(&verified, &folder);
            let _ = said.write_all(text.as_bytes());
        }
        Format::Json => {
            for line in report::verify::json(&verified, &folder) {
                let _ = writeln!(said, "{line}");
            }
        }
        Format::Github | Format::Sarif => {}
    }
    match verified.is_proved() {
        true => Exit::Done,
        false => Exit::Errors,
    }
}
