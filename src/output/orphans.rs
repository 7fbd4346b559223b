//! Orphaned files: what an earlier build wrote into a folder, and no build of the project makes any more, whatever its options, because an
//! article, an audience, a language or a format went. The manifest goes on listing them until they are removed: so only files that
//! fluentpress wrote are ever called orphaned, and they are removed only while they still have the bytes that it wrote.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::names;
use crate::output::folder::is_there;
use crate::output::manifest::{Entry, Input, Manifest, Orphan, find, sort};
use crate::vfs::slashes;

/// All that builds of a project can make, with whatever options.
#[derive(Clone, Default, Debug)]
pub struct Makeable {
    /// Files of artifacts.
    pub files: BTreeSet<String>,
    /// Names of articles.
    pub articles: BTreeSet<String>,
    /// Names of audiences.
    pub audiences: BTreeSet<String>,
    /// Language tags.
    pub locales: BTreeSet<String>,
}

/// The orphaned files of a folder, by name.
#[derive(Clone, Default, Debug)]
pub struct Orphans {
    /// Those that are as they were written.
    pub unchanged: Vec<Orphan>,
    /// Those that were changed or replaced since, by others: they are never removed.
    pub changed: Vec<Orphan>,
}

impl Orphans {
    /// Finds them among the files that the earlier manifest of a folder lists. A folder that several projects build into has the manifest
    /// of the last one: files are orphans of a project only if that manifest is its own, which it is when it lists one of the
    /// project's articles, or was made from a text that the project still has, under whatever name. `inputs` are those of today.
    pub fn find(folder: &Path, earlier: &Manifest, inputs: &[Input], makeable: &Makeable) -> Self {
        let mut orphans = Self::default();
        if !is_own(earlier, inputs, makeable) {
            return orphans;
        }
        let made = makeable.files.iter().map(|file| (names::file(file), file));
        let made: BTreeMap<String, &String> = made.collect();
        for orphan in listed(earlier, makeable) {
            let path = folder.join(&orphan.file);
            // Where case makes no difference, it may be the file of an article whose name changed in its case.
            let made = made.get(&names::file(&orphan.file));
            let is_made = made.is_some_and(|file| {
                same_file::is_same_file(folder.join(file), &path).is_ok_and(|is_same| is_same)
            });
            match fs::symlink_metadata(&path) {
                Err(_) => {}
                Ok(_) if is_made => {}
                // A build writes no links: another program or a person made this one.
                Ok(found) if found.is_file() && is_there(&path, orphan.bytes, &orphan.sha256) => {
                    orphans.unchanged.push(orphan);
                }
                Ok(_) => orphans.changed.push(orphan),
            }
        }
        orphans
    }

    /// Reports them: one finding for all files that one thing left behind. Where they are about to be removed, only those that stay are
    /// reported.
    pub fn report(
        &self,
        folder: &Path,
        makeable: &Makeable,
        is_clean: bool,
        out: &mut Diagnostics,
    ) {
        let mut causes: BTreeMap<String, Vec<&Orphan>> = BTreeMap::new();
        for orphan in self.unchanged.iter().filter(|_| !is_clean) {
            causes
                .entry(cause(orphan, makeable))
                .or_default()
                .push(orphan);
        }
        for (cause, files) in causes {
            let number = match files.len() {
                1 => "a file".to_owned(),
                n => format!("{n} files"),
            };
            let message = format!("`{}` holds {number} {cause}", slashes(folder));
            let diagnostic = Diagnostic::new(Code::OrphanedFile, message);
            let place = |d: Diagnostic, orphan: &&Orphan| d.place(&orphan.artifact, None, None);
            let diagnostic = files.iter().fold(diagnostic, place);
            out.push(
                diagnostic.hint("`fluentpress build --clean` removes what an earlier build left"),
            );
        }
        for orphan in &self.changed {
            let path = folder.join(&orphan.file);
            let cause = cause(orphan, makeable);
            let message = format!(
                "`{}` is {cause}, and was changed since it was built",
                slashes(&path)
            );
            let hint = "it stays, and the manifest no longer lists it: remove it yourself if nobody needs it";
            out.push(Diagnostic::new(Code::OrphanedFile, message).hint(hint));
        }
    }
}

/// Whether a manifest is of this project.
fn is_own(earlier: &Manifest, inputs: &[Input], makeable: &Makeable) -> bool {
    let articles = earlier.artifacts.iter().map(|entry| &entry.article);
    let mut articles = articles.chain(earlier.orphans.iter().map(|orphan| &orphan.article));
    let texts = |inputs: &[Input]| -> BTreeSet<String> {
        let texts = inputs.iter().filter(|input| is_text(&input.path));
        texts.map(|input| input.sha256.clone()).collect()
    };
    articles.any(|article| makeable.articles.contains(article))
        || !texts(&earlier.inputs).is_disjoint(&texts(inputs))
}

/// Whether a path is that of an article, or of a translation of one: settings, labels and layouts are the same in many projects.
fn is_text(path: &str) -> bool {
    let is_article = path.starts_with("seeds/") && path.ends_with(".md");
    let is_translation = path.starts_with("i18n/") && path.ends_with(".ftl");
    is_article || is_translation && !path.ends_with("/labels.ftl")
}

/// The files that a manifest lists and that the project cannot make.
fn listed(earlier: &Manifest, makeable: &Makeable) -> Vec<Orphan> {
    let is_gone = |file: &str| !makeable.files.contains(file);
    let orphan = |entry: &Entry, file: &str, bytes: u64, sha256: &str| Orphan {
        file: file.to_owned(),
        artifact: entry.file.clone(),
        article: entry.article.clone(),
        audience: entry.audience.clone(),
        locale: entry.locale.clone(),
        bytes,
        sha256: sha256.to_owned(),
    };
    let mut all: Vec<Orphan> = Vec::new();
    for entry in earlier
        .artifacts
        .iter()
        .filter(|entry| is_gone(&entry.file))
    {
        all.push(orphan(entry, &entry.file, entry.bytes, &entry.sha256));
    }
    for picture in &earlier.pictures {
        let shown = picture.artifact.as_deref().filter(|file| is_gone(file));
        if let Some(entry) = shown.and_then(|file| find(&earlier.artifacts, file)) {
            all.push(orphan(entry, &picture.file, picture.bytes, &picture.sha256));
        }
    }
    let earlier = earlier.orphans.iter();
    all.extend(earlier.filter(|orphan| is_gone(&orphan.artifact)).cloned());
    sort(&mut all);
    all
}

/// What is gone.
fn cause(orphan: &Orphan, makeable: &Makeable) -> String {
    let Orphan {
        article,
        audience,
        locale,
        ..
    } = orphan;
    if !makeable.articles.contains(article) {
        format!("of the article `{article}`, which is gone")
    } else if !makeable.audiences.contains(audience) {
        format!("for the audience `{audience}`, which is gone")
    } else if !makeable.locales.contains(locale) {
        format!("in the language `{locale}`, which is gone")
    } else {
        format!("for the audience `{audience}`, of a format or edition that it no longer has")
    }
}
