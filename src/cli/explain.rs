//! `fluentpress explain`: what a finding means, why it is one, and what to do.

use crate::cli::{Exit, usage};
use crate::diagnostic::Diagnostic;
use crate::explain;
use crate::yaml::nearest;

/// What to explain.
#[derive(clap::Args, Debug)]
pub struct Options {
    /// The code of a finding, as `error[CODE]` says it; without one, all codes are listed
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

/// Prints a page, or the list of all.
pub fn run(options: &Options) -> Exit {
    let Some(code) = &options.code else {
        for family in explain::families() {
            println!("{}", family.title);
            for page in &family.pages {
                println!("  {:<26} {}", page.code, page.summary);
            }
            println!();
        }
        return Exit::Done;
    };
    match explain::page(code) {
        Some(page) => {
            println!("{}: {}\n\n{}", page.code, page.summary, page.text);
            Exit::Done
        }
        None => {
            let error = Diagnostic::error("unknown-name", format!("there is no finding `{code}`"));
            usage(match nearest(code, explain::codes()) {
                Some(near) => error.hint(format!("did you mean `{near}`?")),
                None => error.hint("`fluentpress explain` lists all of them"),
            })
        }
    }
}
