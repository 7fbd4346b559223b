//! `fluentpress fonts`: the fonts that layouts can use.

use std::path::Path;
use std::sync::Arc;

use crate::cli::{Exit, usage};
use crate::diagnostic::{Code, Diagnostic};
use crate::project::find_root;
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
    for (family, faces) in fonts::families(Fonts::load(&vfs).book()) {
        say!("{family}");
        say!("    {}", faces.join(", "));
    }
    Exit::Done
}
