//! Findings about pages that a comment beside their text silences.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::origin::{FileId, Origin};
use crate::pipeline::build::document::Prepared;
use crate::pipeline::build::review::code;
use crate::pipeline::sources::files::read_catalogue;
use crate::translate::check::allow::{Allows, ArticleAllows};
use crate::vfs::Vfs;

/// The suppression comments of the files that findings are about, each read once.
struct Comments<'a> {
    vfs: &'a Vfs,
    prepared: &'a [Prepared],
    articles: BTreeMap<FileId, ArticleAllows>,
}

/// Removes the findings about typesetting that a comment silences. What is wrong with comments is reported by `check`.
pub fn silence(vfs: &Vfs, prepared: &[Prepared], out: &mut Diagnostics) {
    let mut comments = Comments {
        vfs,
        prepared,
        articles: BTreeMap::new(),
    };
    out.retain(|found| !found.code.is_about_typesetting() || !comments.allow(found));
}

impl Comments<'_> {
    fn allow(&mut self, found: &Diagnostic) -> bool {
        let Some(origin) = &found.origin else {
            return false;
        };
        match origin.file.path().ends_with(".ftl") {
            true => self.in_catalogue(found, origin),
            false => self.in_article(found, origin),
        }
    }

    fn in_catalogue(&self, found: &Diagnostic, origin: &Origin) -> bool {
        let ignored = &mut Diagnostics::default();
        let Some(catalogue) = read_catalogue(self.vfs, &origin.file, ignored) else {
            return false;
        };
        let at = origin.range.start;
        let mut entries = catalogue.entries.iter();
        let entry = entries.find(|entry| entry.range.contains(&at));
        let allows = Allows::read(&catalogue, ignored);
        entry
            .and_then(|entry| entry.id())
            .is_some_and(|id| allows.cover(id, found.code))
    }

    fn in_article(&mut self, found: &Diagnostic, origin: &Origin) -> bool {
        let mut articles = self.prepared.iter().map(|p| &p.original.article);
        let article = articles.find(|article| article.file == origin.file);
        let Some((article, text)) = article.zip(self.vfs.lossy(&origin.file)) else {
            return false;
        };
        let read = || {
            let ignored = &mut Diagnostics::default();
            ArticleAllows::read(&article.file, &text, &code(article), ignored)
        };
        let allows = self.articles.entry(origin.file.clone());
        allows
            .or_insert_with(read)
            .cover(origin.range.start, found.code)
    }
}
