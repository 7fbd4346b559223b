//! What lies under `i18n/` as the articles of today want it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::article::ast::Article;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::l10n::align::{Aligned, Change};
use crate::l10n::catalogue::Catalogue;
use crate::l10n::labels;
use crate::locale::Locale;
use crate::origin::FileId;
use crate::pipeline::request::Request;
use crate::pipeline::session::Session;
use crate::pipeline::translations::{Original, Translation, catalogue_file};
use crate::project::{self, Format, Project};
use crate::selection::select;
use crate::translate::lock::{self, Lock};
use crate::translate::news::News;
use crate::translate::source::{self, Usage};
use crate::translate::sync::{self, Wanted};
use crate::translate::{blocks, conflict};

/// What `sync` would write, and what it has to say.
#[derive(Debug, Default)]
pub struct Synced {
    /// The files that are not as they should be, with their bytes.
    pub files: BTreeMap<FileId, Vec<u8>>,
    /// What became of the messages: one for each article and locale with news.
    pub news: Vec<ArticleNews>,
}

/// What became of the messages of an article in one locale.
#[derive(Debug)]
pub struct ArticleNews {
    /// The article's name.
    pub article: String,
    /// The locale.
    pub locale: String,
    /// A word for what became of a message, and its id.
    pub all: Vec<(&'static str, String)>,
}

impl Session {
    /// Brings the articles that are asked for, and all their translations, up to date. `added` is a locale to begin.
    pub fn sync(&self, request: &Request, added: Option<&Locale>, out: &mut Diagnostics) -> Synced {
        let mut project = project::load(self.vfs(), out);
        let mut synced = Synced::default();
        if let Some(locale) = added {
            project.locales.push(locale.clone());
            if let Some(text) = self.new_labels(&project, locale, out) {
                synced
                    .files
                    .insert(labels::file(&locale.name), text.into_bytes());
            }
        }
        for file in &project.articles {
            if Request::wants(&request.articles, file.stem()) {
                self.sync_article(&project, file, &mut synced, out);
            }
        }
        synced
    }

    fn sync_article(
        &self,
        project: &Project,
        file: &FileId,
        synced: &mut Synced,
        out: &mut Diagnostics,
    ) {
        let mut found = Diagnostics::default();
        let original = Original::read(self.vfs(), project, file, &mut found);
        // The source catalogue is written anew, whatever git made of it.
        let registry_file = catalogue_file(&project.source, file);
        let is_mended = |d: &Diagnostic| {
            d.code == "merge-conflict" && d.origin.as_ref().is_some_and(|o| o.file == registry_file)
        };
        out.extend(found.into_iter().filter(|d| !is_mended(d)));
        let Some(original) = original else {
            return;
        };
        let usage = usage(project, &original.article);
        let Original {
            article,
            segments,
            aligned,
            registry,
            ..
        } = &original;
        let text =
            source::source_catalogue(article, segments, aligned, registry.as_deref(), &usage);
        self.put(registry_file, text, synced);
        let news = source_news(registry.as_deref(), aligned);
        add_news(file, &project.source, news, synced);
        for locale in project.locales.iter().filter(|l| **l != project.source) {
            self.sync_translation(&original, &usage, locale, synced, out);
        }
    }

    fn sync_translation(
        &self,
        original: &Original,
        usage: &Usage,
        locale: &Locale,
        synced: &mut Synced,
        out: &mut Diagnostics,
    ) {
        let article = &original.article;
        let mut found = Diagnostics::default();
        let translation = Translation::read(self.vfs(), locale, &article.file, &mut found);
        for diagnostic in found {
            match diagnostic.code {
                "merge-conflict" => {}
                // What cannot be read cannot be brought up to date.
                "lock-syntax" | "invalid-utf8" | "file-unreadable" | "file-outside" => {
                    out.push(diagnostic)
                }
                // What cannot be parsed stays as it is.
                _ => out.push(Diagnostic {
                    severity: Severity::Warning,
                    ..diagnostic
                }),
            }
        }
        let catalogue = self.whole_catalogue(&translation, article, out);
        let headings: Vec<String> = original
            .segments
            .iter()
            .map(|s| source::heading(article, s))
            .collect();
        let nowhere = BTreeMap::new();
        let each = original
            .segments
            .iter()
            .zip(&original.aligned)
            .zip(&headings);
        let wanted: Vec<Wanted> = each
            .filter_map(|((segment, aligned), heading)| {
                let shown = usage.get(&aligned.id).unwrap_or(&nowhere);
                Some(Wanted {
                    id: &aligned.id,
                    was: match &aligned.change {
                        Change::Renamed(was) => Some(was),
                        _ => None,
                    },
                    segment,
                    words: original.words.get(&aligned.id)?,
                    shown: source::places(shown),
                    heading,
                })
            })
            .collect();
        let empty = Lock::new();
        let lock = translation.lock.as_ref().unwrap_or(&empty);
        let done = sync::sync(&wanted, &catalogue, lock);
        self.put(translation.file, done.text, synced);
        self.put(translation.lock_file, lock::write(&done.lock), synced);
        let news = done
            .news
            .into_iter()
            .map(|(id, news): (_, News)| (news.name(), id));
        add_news(&article.file, locale, news.collect(), synced);
    }

    /// The catalogue of a translation, with both sides of a merge; a new one where there is none.
    fn whole_catalogue(
        &self,
        translation: &Translation,
        article: &Article,
        out: &mut Diagnostics,
    ) -> Catalogue {
        let (name, locale) = (article.file.stem(), &translation.locale.name);
        let parse = |text: &str| {
            Catalogue::parse(
                &translation.file,
                &Arc::from(text),
                &mut Diagnostics::default(),
            )
        };
        match &translation.catalogue {
            Some(catalogue) if conflict::find(&catalogue.text).is_empty() => {
                Catalogue::clone(catalogue)
            }
            Some(catalogue) => parse(&conflict::resolve(&translation.file, &catalogue.text, out)),
            None => parse(&format!(
                "### {name} in {locale}. Translators edit this file.\n"
            )),
        }
    }

    /// The labels of a locale that has none, ready to fill in.
    fn new_labels(
        &self,
        project: &Project,
        locale: &Locale,
        out: &mut Diagnostics,
    ) -> Option<String> {
        if !labels::read(self.vfs(), &locale.name, out).is_empty() {
            return None;
        }
        let source = labels::read(self.vfs(), &project.source.name, out);
        let mut text = format!(
            "### The layouts' own strings in {}. Translators edit this file.\n",
            locale.name
        );
        let mut seen = std::collections::BTreeSet::new();
        for catalogue in source.iter().rev() {
            for message in catalogue
                .messages
                .iter()
                .filter(|m| seen.insert(m.id.clone()))
            {
                let Some(entry) = catalogue.entry(&message.id) else {
                    continue;
                };
                let words = &catalogue.text[entry.start..entry.range.end];
                let about = match catalogue.comment(entry).join(" ") {
                    comment if comment.is_empty() => "label".to_owned(),
                    comment => format!("label; {comment}"),
                };
                text.push_str(&format!(
                    "\n{}",
                    blocks::missing(&message.id, &about, words)
                ));
            }
        }
        Some(text)
    }

    /// Keeps a file to be written, if it is not on the disk already; a byte order mark stays.
    fn put(&self, file: FileId, text: String, synced: &mut Synced) {
        const MARK: &[u8] = b"\xef\xbb\xbf";
        let known = self
            .vfs()
            .bytes(&file)
            .ok()
            .filter(|_| self.vfs().is_own(&file));
        let mut bytes = Vec::new();
        if known.as_ref().is_some_and(|known| known.starts_with(MARK)) {
            bytes.extend_from_slice(MARK);
        }
        bytes.extend_from_slice(text.as_bytes());
        if known.is_none_or(|known| known.as_slice() != bytes) {
            synced.files.insert(file, bytes);
        }
    }
}

fn add_news(
    article: &FileId,
    locale: &Locale,
    all: Vec<(&'static str, String)>,
    synced: &mut Synced,
) {
    if !all.is_empty() {
        synced.news.push(ArticleNews {
            article: article.stem().to_owned(),
            locale: locale.name.clone(),
            all,
        });
    }
}

/// What became of the article's own messages.
fn source_news(registry: Option<&Catalogue>, aligned: &[Aligned]) -> Vec<(&'static str, String)> {
    let mut all = Vec::new();
    let mut used: std::collections::BTreeSet<&str> =
        aligned.iter().map(|a| a.id.as_str()).collect();
    for Aligned { id, change } in aligned {
        let word = match change {
            Change::Same => continue,
            Change::Moved => "moved",
            Change::Edited => "edited",
            Change::Renamed(was) => {
                used.insert(was);
                "renamed"
            }
            Change::New => "new",
        };
        all.push((word, id.clone()));
    }
    let messages = registry.iter().flat_map(|registry| &registry.messages);
    let gone = messages.filter(|message| !used.contains(message.id.as_str()));
    all.extend(gone.map(|message| ("retired", message.id.clone())));
    all
}

/// Which artifacts show which message of an article.
pub fn usage(project: &Project, article: &Article) -> Usage {
    let mut usage = Usage::new();
    for audience in &project.audiences {
        for &format in &audience.formats {
            let selection = select(article, &audience.name, format);
            for text in selection.texts(format == Format::Slides) {
                let shown = usage.entry(text.key.id.clone()).or_default();
                shown
                    .entry(audience.name.clone())
                    .or_default()
                    .insert(format.name());
            }
        }
    }
    usage
}
