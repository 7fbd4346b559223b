//! `fluentpress fonts`: the fonts that layouts can use.

use std::path::Path;
use std::sync::Arc;

use crate::cli::exit::{Exit, asked, usage};
use crate::diagnostic::{Code, Diagnostic};
use crate::project::find_root;
use crate::report;
use crate::typeset::fonts::{self, Fonts};
use crate::vfs::Vfs;

/// Lists families and faces; those of a project too, where there is one.
pub fn run(project: Option<&Path>) -> Exit {
    let here = std::env::current_dir().unwrap_or_default();
    let root = project.map(Path::to_owned).or_else(|| find_root(&here));
    let vfs = match Vfs::new(&root.unwrap_or(here)) {
        Ok(vfs) => Arc::new(vfs),
        Err(error) => {
            let message = format!("the project cannot be opened: {}", error.kind());
            return usage(Diagnostic::new(Code::NoProject, message));
        }
    };
    let fonts = Fonts::load(&vfs);
    for (family, faces) in fonts::families(fonts.book()) {
        say!("{family}");
        say!("    {}", faces.join(", "));
    }
    if fonts.faults().is_empty() {
        return Exit::Done;
    }
    report::diagnostics(fonts.faults(), Some(&vfs), asked());
    Exit::Errors
}
