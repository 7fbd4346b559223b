//! `fluentpress explain`: what a finding means, why it is one, and what to do.

use std::io::Write as _;

use crate::cli::exit::{Exit, usage};
use crate::diagnostic::{Code, Diagnostic};
use crate::explain;
use crate::report::stdout;
use crate::yaml::nearest;

/// What to explain.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  fluentpress explain                        all codes
  fluentpress explain stale-translation      what error[stale-translation] means")]
pub struct Options {
    /// The code of a finding, as in `error[CODE]`; without one, all codes are listed
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

/// Prints a page, or the list of all.
pub fn run(options: &Options) -> Exit {
    let mut out = stdout::colored();
    let Some(code) = &options.code else {
        for family in explain::families() {
            let _ = writeln!(out, "{}", family.title);
            for page in &family.pages {
                let _ = writeln!(out, "  {:<26} {}", page.code, page.summary);
            }
            let _ = writeln!(out);
        }
        return Exit::Done;
    };
    match explain::page(code) {
        Some(page) => {
            let _ = writeln!(out, "{}: {}\n\n{}", page.code, page.summary, page.text);
            Exit::Done
        }
        None => {
            let error = Diagnostic::new(Code::UnknownName, format!("there is no finding `{code}`"));
            usage(match nearest(code, explain::codes()) {
                Some(near) => error.hint(format!("did you mean `{near}`?")),
                None => error.hint("`fluentpress explain` lists all of them"),
            })
        }
    }
}
