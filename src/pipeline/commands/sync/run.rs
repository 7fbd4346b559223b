//! One run of `sync`: what it reads, and what it would write.

use crate::locale::Locale;
use crate::origin::FileId;
use crate::pipeline::commands::write_back::{Files, changed};
use crate::pipeline::sources::Sources;

/// What `sync` does beside the usual.
#[derive(Clone, Copy, Default, Debug)]
pub struct Extras<'e> {
    /// A language to begin.
    pub added: Option<&'e Locale>,
    /// Whether source catalogues are written anew although people edited them.
    pub discards_edits: bool,
}

/// What `sync` would write, and what became of messages.
#[derive(Debug, Default)]
pub struct Synced {
    /// The files that are not as they should be. Source catalogues come last: they hold the ids that messages had
    /// before, which the next run needs if this one is cut off.
    pub files: Files,
    /// What became of the messages: one for each article and locale with news.
    pub news: Vec<ArticleNews>,
}

/// What became of the messages of an article in one locale.
#[derive(Debug)]
pub struct ArticleNews {
    /// The article's name.
    pub article: String,
    /// Its tag.
    pub locale: String,
    /// A word for what became of a message, and its id.
    pub all: Vec<(&'static str, String)>,
}

/// One run of `sync`: what it reads, and what it would write so far.
pub(super) struct Run<'a> {
    pub(super) sources: &'a Sources,
    pub(super) extras: Extras<'a>,
    pub(super) synced: Synced,
    /// The source catalogues, which are written last.
    pub(super) registries: Files,
}

impl Run<'_> {
    /// Keeps a file to be written, if it is not on the disk already.
    pub(super) fn put(&mut self, file: FileId, text: String) {
        let changed = changed(self.sources.vfs(), file, text);
        self.synced.files.extend(changed);
    }

    /// Keeps what became of the messages of an article, if anything did.
    pub(super) fn news(
        &mut self,
        article: &FileId,
        locale: &Locale,
        all: Vec<(&'static str, String)>,
    ) {
        if !all.is_empty() {
            self.synced.news.push(ArticleNews {
                article: article.stem().to_owned(),
                locale: locale.name.clone(),
                all,
            });
        }
    }
}
