//! Paths as people write them.

use std::path::{Path, PathBuf};

/// A canonical path as people write it: on Windows, without the `\\?\` before it.
pub fn plain(path: &Path) -> PathBuf {
    let shorter = path
        .to_str()
        .filter(|_| cfg!(windows))
        .and_then(without_prefix);
    shorter.map_or_else(|| path.to_owned(), PathBuf::from)
}

/// A path as it is written on every system: with forward slashes.
pub fn slashes(path: &Path) -> String {
    let path = plain(path).display().to_string();
    match std::path::MAIN_SEPARATOR {
        '\\' => path.replace('\\', "/"),
        _ => path,
    }
}

/// Windows: `\\?\C:\folder` is `C:\folder`, and `\\?\UNC\server\share` is `\\server\share`.
fn without_prefix(path: &str) -> Option<String> {
    let path = path.strip_prefix(r"\\?\")?;
    match path.strip_prefix(r"UNC\") {
        Some(share) => Some(format!(r"\\{share}")),
        None => Some(path.to_owned()).filter(|path| path.as_bytes().get(1) == Some(&b':')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn canonical_paths_of_windows_are_said_as_people_write_them() {
        let plain = |path| without_prefix(path);
        assert_eq!(plain(r"\\?\C:\a\b").as_deref(), Some(r"C:\a\b"));
        assert_eq!(
            plain(r"\\?\UNC\server\share\a").as_deref(),
            Some(r"\\server\share\a")
        );
        // A volume without a letter has no other name.
        assert_eq!(plain(r"\\?\Volume{9}\a"), None);
        assert_eq!(plain(r"C:\a"), None);
        assert_eq!(plain("/a/b"), None);
    }
}
