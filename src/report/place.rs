//! Where findings are, for tools that open files themselves: paths from here, lines, columns.

use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::origin::Position;
use crate::project::SETTINGS;
use crate::vfs::Vfs;
pub use crate::vfs::slashes;

/// A finding's place in a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Region {
    /// The path from the repository of a job, or from the folder in which the command runs, where the project is below
    /// it; else from the project.
    pub path: String,
    /// From the first character to behind the last one; none where the finding is about the whole file.
    pub span: Option<(Position, Position)>,
    /// The first line, trimmed; empty where there is none.
    pub line: String,
}

/// Where a finding is, if it is about a file.
pub fn region(diagnostic: &Diagnostic, vfs: Option<&Vfs>) -> Option<Region> {
    let origin = diagnostic.origin.as_ref()?;
    let text = vfs.and_then(|vfs| vfs.quoted(&origin.file));
    let text = text.filter(|_| origin.range != (0..0));
    let span = text.as_ref().map(|text| {
        let end = origin.range.end.max(origin.range.start);
        (text.position(origin.range.start), text.position(end))
    });
    let line = text.zip(span);
    let line = line.map(|(text, (start, _))| text.line(start.line).1.trim().to_owned());
    Some(Region {
        path: format!("{}{}", vfs.map(base).unwrap_or_default(), origin.file),
        span,
        line: line.unwrap_or_default(),
    })
}

/// What stands before the path of a file outside the repository.
pub const OUTSIDE: &str = "file://";

/// The settings of the project as a place: for findings that are about no file, where there has to be one.
pub fn settings(vfs: Option<&Vfs>) -> Region {
    Region {
        path: format!("{}{SETTINGS}", vfs.map(base).unwrap_or_default()),
        span: None,
        line: String::new(),
    }
}

/// What stands before a path of the project.
fn base(vfs: &Vfs) -> String {
    match from_repository(vfs.root()) {
        Some(path) if !path.is_empty() => format!("{path}/"),
        _ => String::new(),
    }
}

/// What stands before a path of the project, seen from the folder that the command runs in; the whole path, where the
/// project is not below it.
pub fn from_here(vfs: &Vfs) -> String {
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    let below = here
        .ok()
        .and_then(|here| vfs.root().strip_prefix(here).ok());
    match slashes(below.unwrap_or(vfs.root())) {
        path if path.is_empty() => path,
        path => format!("{path}/"),
    }
}

/// A path in the form that code scanning and annotations require: from the folder that a job of GitHub Actions has its repository in,
/// else from here; none for what lies elsewhere.
pub fn from_repository(path: &Path) -> Option<String> {
    // A file that is not there has no canonical path.
    let path = path
        .canonicalize()
        .or_else(|_| std::path::absolute(path))
        .ok()?;
    let repository = std::env::var_os("GITHUB_WORKSPACE").map(PathBuf::from);
    let folders = repository.into_iter().chain(std::env::current_dir());
    let below = folders
        .filter_map(|folder| folder.canonicalize().ok())
        .find_map(|folder| path.strip_prefix(folder).ok().map(Path::to_owned))?;
    let names = below.iter().map(|name| name.to_string_lossy());
    Some(names.collect::<Vec<_>>().join("/"))
}
