//! Two folders of the `.ftl` files of any application, one the translation of the other.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::Diagnostics;
use crate::l10n::catalogue::Catalogue;
use crate::locale::Locale;
use crate::origin::FileId;
use crate::pipeline::sources::files::read_catalogue;
use crate::translate::check::bundles;
use crate::translate::check::language::Language;
use crate::vfs::Vfs;

/// Compares the `.ftl` files of two folders of an application, at any depth; both are given from the root of `vfs`.
/// `language` is that of the second.
pub fn check(
    vfs: &Vfs,
    [source, target]: [&Path; 2],
    language: Option<&Locale>,
    out: &mut Diagnostics,
) {
    let language = language.map(Language::new);
    let [source, target] = [source, target].map(|path| path.to_string_lossy().replace('\\', "/"));
    let [from, to] = [&source, &target].map(|folder| {
        let mut names = BTreeSet::new();
        list(vfs, folder, "", &mut BTreeSet::new(), &mut names);
        names
    });
    for name in from.union(&to) {
        let [source, target] = [&source, &target].map(|folder| FileId::new(join(folder, name)));
        let mut read = |file: &FileId, names: &BTreeSet<String>| -> Option<Arc<Catalogue>> {
            let is_there = names.contains(name);
            is_there.then(|| read_catalogue(vfs, file, out)).flatten()
        };
        match (read(&source, &from), read(&target, &to)) {
            (Some(source), Some(target)) => {
                bundles::check(&source, &target, language.as_ref(), out);
            }
            (Some(source), None) if !to.contains(name) => {
                let count = source.messages.len() + source.terms.len();
                out.push(bundles::missing_file(&target, count));
            }
            (None, Some(_)) if !from.contains(name) => out.push(bundles::obsolete_file(&target)),
            _ => {}
        }
    }
}

/// The `.ftl` files below a folder, by their paths from it. A link that leads back is followed once.
fn list(
    vfs: &Vfs,
    root: &str,
    below: &str,
    seen: &mut BTreeSet<PathBuf>,
    out: &mut BTreeSet<String>,
) {
    let folder = join(root, below);
    let real = vfs.root().join(&folder).canonicalize();
    if !real.is_ok_and(|real| real.starts_with(vfs.root()) && seen.insert(real)) {
        return;
    }
    let files = vfs.own_files(&folder).into_iter();
    let files = files.filter(|name| name.ends_with(".ftl"));
    out.extend(files.map(|name| join(below, &name)));
    for name in vfs.own_folders(&folder) {
        list(vfs, root, &join(below, &name), seen, out);
    }
}

fn join(folder: &str, name: &str) -> String {
    match (folder, name) {
        ("", name) => name.to_owned(),
        (folder, "") => folder.to_owned(),
        (folder, name) => format!("{folder}/{name}"),
    }
}
