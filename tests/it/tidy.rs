//! Rules about the sources that no compiler enforces: headers, and the order in which modules import.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::repository;

/// Every Rust file below a folder.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)
        .expect("a folder")
        .map(|e| e.expect("an entry").path())
    {
        if entry.is_dir() {
            files.extend(sources(&entry));
        } else if entry.extension().is_some_and(|end| end == "rs") {
            files.push(entry);
        }
    }
    files.sort();
    files
}

#[test]
fn every_file_says_what_it_is_for() {
    for folder in ["src", "tests", "benches", "crates"] {
        for file in sources(&repository().join(folder)) {
            let text = fs::read_to_string(&file).expect("text");
            let first = text.lines().next().unwrap_or_default();
            assert!(
                first.starts_with("//! ") && first.len() > 12,
                "{}: {first:?}",
                file.display()
            );
        }
    }
}

/// The names of the modules that a file declares, in its order.
fn modules(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).expect("text");
    let names = text.lines().filter_map(|line| {
        let line = line.strip_prefix("pub ").unwrap_or(line);
        line.strip_prefix("mod ")?.strip_suffix(';')
    });
    names.map(str::to_owned).collect()
}

/// Where a module stands in a crate: its place in `lib.rs`, then its place in its folder, and so on. A folder itself stands
/// behind all that it holds.
fn rank(src: &Path, path: &[&str]) -> Option<Vec<usize>> {
    let mut folder = src.to_owned();
    let mut declared = folder.join("lib.rs");
    let mut rank = Vec::new();
    for name in path {
        let Some(place) = modules(&declared).iter().position(|module| module == name) else {
            break;
        };
        rank.push(place);
        folder = folder.join(name);
        declared = folder.join("mod.rs");
        if !declared.is_file() {
            return Some(rank);
        }
    }
    if rank.is_empty() {
        return None;
    }
    rank.push(usize::MAX);
    Some(rank)
}

/// Checks the imports of a crate's files, and counts them.
fn imports(src: &Path) -> usize {
    let mut checked = 0;
    for file in sources(src) {
        let name = file
            .strip_prefix(src)
            .expect("below src")
            .with_extension("");
        let parts: Vec<&str> = name
            .iter()
            .map(|part| part.to_str().expect("UTF-8"))
            .collect();
        // The subcommands are siblings below everything else.
        if matches!(parts[0], "lib" | "main" | "cli")
            || parts.last() == Some(&"mod") && parts[0] != "pipeline"
        {
            continue;
        }
        let Some(own) = rank(src, &parts) else {
            panic!("{} is not declared in lib.rs", file.display());
        };
        let text = fs::read_to_string(&file).expect("text");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (at, _) in code.match_indices("crate::") {
            let rest = &code[at + "crate::".len()..];
            let path: String = rest
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_' || *c == ':')
                .collect();
            let path: Vec<&str> = path.split("::").filter(|part| !part.is_empty()).collect();
            let other =
                rank(src, &path).unwrap_or_else(|| panic!("{}: crate::{path:?}", file.display()));
            assert!(
                other < own,
                "{} imports {path:?}, which does not stand above it",
                file.display()
            );
            checked += 1;
        }
    }
    checked
}

#[test]
fn modules_import_only_what_stands_above_them() {
    for (src, least) in [("src", 80), ("crates/preflight/src", 100)] {
        let checked = imports(&repository().join(src));
        assert!(checked > least, "{src}: {checked}");
    }
}

/// `Cargo.toml` says that the library has no examples to compile, and the program no tests.
#[test]
fn nothing_is_left_untested() {
    for file in sources(&repository().join("src")) {
        let text = fs::read_to_string(&file).expect("text");
        let mut lines = text.lines().map(str::trim_start);
        let is_example = |line: &str| line.starts_with("/// ```") || line.starts_with("//! ```");
        assert!(!lines.any(is_example), "{}", file.display());
    }
    let program = fs::read_to_string(repository().join("src/main.rs")).expect("text");
    assert!(!program.contains("#[test]"));
}
