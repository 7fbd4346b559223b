//! What lies under `i18n/` as the articles of today want it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::article::ast::Article;
use crate::article::worded;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::l10n::align::{Aligned, Change};
use crate::l10n::catalogue::{Catalogue, Entry};
use crate::l10n::labels;
use crate::locale::Locale;
use crate::origin::{FileId, Origin};
use crate::pipeline::request::Request;
use crate::pipeline::session::Session;
use crate::pipeline::translations::{
    Original, Translation, catalogue_file, is_mistaken, printed_labels,
};
use crate::pipeline::write_back::Files;
use crate::project::{self, Format, Project};
use crate::selection::select;
use crate::translate::labels as wanted;
use crate::translate::lock;
use crate::translate::news::News;
use crate::translate::source::{self, Usage};
use crate::translate::sync::{self, Wanted};
use crate::translate::twins::{self, Twin};
use crate::translate::{conflict, generated};

/// How many edited messages are named.
const LISTED: usize = 12;

/// What `sync` does beside the usual.
#[derive(Clone, Copy, Default, Debug)]
pub struct Extras<'e> {
    /// A language to begin.
    pub added: Option<&'e Locale>,
    /// Whether source catalogues are written anew although people edited them.
    pub discards_edits: bool,
}

/// What `sync` would write, and what it has to say.
#[derive(Debug, Default)]
pub struct Synced {
    /// The files that are not as they should be. Source catalogues come last: as long as one is the old one, `sync` knows
    /// which ids messages had, and can go on where it was cut off.
    pub files: Files,
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
    /// Brings the articles that are asked for, and all their translations, up to date.
    pub fn sync(&self, request: &Request, extras: Extras, out: &mut Diagnostics) -> Synced {
        let mut project = project::load(self.vfs(), out);
        let mut synced = Synced::default();
        if let Some(locale) = extras.added
            && !project.locales.contains(locale)
        {
            project.locales.push(locale.clone());
        }
        let printed = printed_labels(self.vfs(), &project);
        for locale in project.locales.iter().filter(|l| **l != project.source) {
            self.sync_labels((&project, &printed), locale, &mut synced, out);
        }
        let mut sources = Synced::default();
        for file in &project.articles {
            if Request::wants(&request.articles, file.stem()) {
                let files = (&mut synced, &mut sources);
                self.sync_article(&project, file, extras, files, out);
            }
        }
        synced.files.extend(sources.files);
        synced
    }

    fn sync_article(
        &self,
        project: &Project,
        file: &FileId,
        extras: Extras,
        (synced, sources): (&mut Synced, &mut Synced),
        out: &mut Diagnostics,
    ) {
        let mut found = Diagnostics::default();
        let original = Original::read(self.vfs(), project, file, &mut found);
        // The source catalogue is written anew, whatever git made of it.
        let registry_file = catalogue_file(&project.source, file);
        let is_mended = |d: &Diagnostic| {
            matches!(d.code, "merge-conflict" | "duplicate-message")
                && d.origin.as_ref().is_some_and(|o| o.file == registry_file)
        };
        let is_mistaken = is_mistaken(&found);
        out.extend(found.into_iter().filter(|d| !is_mended(d)));
        let Some(original) = original.filter(|_| !is_mistaken) else {
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
        if let Some(registry) = registry {
            out.extend(edited(registry, &text, file, extras));
        }
        self.put(registry_file, text, sources);
        let news = source_news(registry.as_deref(), aligned);
        add_news(file, &project.source, news, synced);
        for locale in project.locales.iter().filter(|l| **l != project.source) {
            self.sync_translation((project, extras), &original, &usage, locale, synced, out);
        }
    }

    fn sync_translation(
        &self,
        (project, extras): (&Project, Extras),
        original: &Original,
        usage: &Usage,
        locale: &Locale,
        synced: &mut Synced,
        out: &mut Diagnostics,
    ) {
        let article = &original.article;
        let twins = original.twins();
        let mut found = Diagnostics::default();
        let translation = Translation::read(
            self.vfs(),
            &project.source,
            locale,
            &article.file,
            &mut found,
        );
        for diagnostic in found {
            match diagnostic.code {
                "merge-conflict" => {}
                // Each of the two gets the id of its text below.
                "duplicate-message" if twins.keys().any(|id| is_about(&diagnostic, id)) => {}
                // What cannot be read cannot be brought up to date.
                "lock-syntax" | "invalid-utf8" | "file-unreadable" | "file-outside" => {
                    out.push(diagnostic)
                }
                // What cannot be parsed stays as it is.
                _ => out.push(diagnostic.as_warning()),
            }
        }
        out.extend(misplaced(&translation, original));
        out.extend(emptied(&translation));
        let mut catalogue = self.whole_catalogue(&translation, article, &twins, out);
        let mut lock = translation.lock.clone().unwrap_or_default();
        if !twins.is_empty() {
            let text = self.vfs().text(&translation.lock_file).unwrap_or_default();
            let sides = lock::sides(&translation.lock_file, &text);
            for twins in twins.values() {
                catalogue = twins::part(&catalogue, &mut lock, &sides, twins);
            }
        }
        let headings: Vec<String> = original
            .segments
            .iter()
            .map(|s| source::heading(article, s))
            .collect();
        let own: BTreeSet<&str> = catalogue.entries.iter().filter_map(Entry::id).collect();
        let parents = Translation {
            catalogue: None,
            ..translation.clone()
        };
        let nowhere = BTreeMap::new();
        let each = original
            .segments
            .iter()
            .zip(&original.aligned)
            .zip(&headings);
        let wanted: Vec<Wanted> = each
            .filter(|((segment, aligned), _)| {
                // What a parent has is asked for there; only what differs is written here.
                own.contains(aligned.id.as_str()) || !parents.has(segment, &aligned.id)
            })
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
        let done = sync::sync(&wanted, &catalogue, &lock);
        // A locale that shows its parents' texts alone needs no files.
        let is_wanted = !wanted.is_empty() || extras.added == Some(locale);
        if is_wanted || self.vfs().is_own(&translation.file) {
            self.put(translation.file, done.text, synced);
            let old = self.vfs().text(&translation.lock_file).unwrap_or_default();
            self.put(translation.lock_file, lock::write(&done.lock, &old), synced);
        }
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
        twins: &BTreeMap<&str, Vec<Twin>>,
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
            Some(catalogue) => {
                let shared = twins.keys().copied().collect();
                parse(&conflict::resolve(
                    &translation.file,
                    &catalogue.text,
                    &shared,
                    out,
                ))
            }
            None => parse(&format!(
                "### {name} in {locale}. Translators edit this file.\n"
            )),
        }
    }

    /// Asks for the labels that a locale lacks, in its own file; `printed` are those that elements of the articles print.
    fn sync_labels(
        &self,
        (project, printed): (&Project, &BTreeSet<&'static str>),
        locale: &Locale,
        synced: &mut Synced,
        out: &mut Diagnostics,
    ) {
        let vfs = self.vfs();
        let ignored = &mut Diagnostics::default();
        let mut found = Diagnostics::default();
        let catalogues = labels::read(vfs, locale, &mut found);
        // What cannot be parsed stays as it is, and is the business of `check`.
        out.extend(
            found
                .into_iter()
                .filter(|d| d.code.starts_with("file-") || d.code == "invalid-utf8"),
        );
        let has = |id: &str| {
            let mut found = catalogues.iter().filter_map(|c| c.message(id));
            found.any(|message| message.has_value())
        };
        let mut sources = labels::read(vfs, &project.source, ignored);
        // The project's own stand behind the defaults, and are in force.
        sources.reverse();
        sources.extend(
            Locale::parse(labels::REFERENCE)
                .map(|l| labels::read(vfs, &l, ignored))
                .unwrap_or_default(),
        );
        let mut seen = BTreeSet::new();
        let mut missing = Vec::new();
        let is_idle = |id: &str| worded::is_of_element(id) && !printed.contains(id);
        for catalogue in &sources {
            for message in &catalogue.messages {
                let id = message.id.as_str();
                let Some(entry) = catalogue
                    .entry(id)
                    .filter(|_| !has(id) && !is_idle(id) && seen.insert(id))
                else {
                    continue;
                };
                let about = match catalogue.comment(entry).join(" ") {
                    comment if comment.is_empty() => "label".to_owned(),
                    comment => format!("label; {comment}"),
                };
                let entry = &catalogue.text[entry.start..entry.range.end];
                missing.push(wanted::Wanted { id, about, entry });
            }
        }
        let file = labels::file(&locale.name);
        let own = catalogues
            .iter()
            .rev()
            .find(|c| c.file == file && vfs.is_own(&file) && !c.text.trim().is_empty());
        if own.is_some_and(|own| !conflict::find(&own.text).is_empty()) {
            return;
        }
        match own {
            None if missing.is_empty() => {}
            None => {
                let empty = wanted::empty(&file, &locale.name);
                self.put(file, wanted::ask(&empty, &missing), synced);
            }
            Some(own) => self.put(file, wanted::ask(own, &missing), synced),
        }
    }

    /// Keeps a file to be written, if it is not on the disk already.
    fn put(&self, file: FileId, text: String, synced: &mut Synced) {
        synced.files.extend(self.changed(file, text));
    }
}

/// An error where people edited the source catalogue.
fn edited(
    registry: &Catalogue,
    today: &str,
    article: &FileId,
    extras: Extras,
) -> Option<Diagnostic> {
    let (file, text) = (&registry.file, &registry.text);
    let (names, first) = generated::edited(file, text, today).filter(|_| !extras.discards_edits)?;
    let listed: Vec<_> = names.iter().take(LISTED).map(String::as_str).collect();
    let more = match names.len() - listed.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let message = format!("this file was edited by hand: {}{more}", listed.join(", "));
    Some(
        Diagnostic::error("source-edited", message)
            .at(Origin::new(file, first))
            .hint(format!(
                "source text comes from the article: make the change in {article}"
            ))
            .hint("then run `fluentpress sync --discard-edits`: it writes this file anew"),
    )
}

/// An error where a file that should be a translation is the source catalogue, and there is no other.
fn misplaced(translation: &Translation, original: &Original) -> Option<Diagnostic> {
    let catalogue = translation.catalogue.as_ref()?;
    let is_source = !catalogue.text.trim().is_empty() && generated::is_generated(&catalogue.text);
    if !is_source || original.registry.is_some() {
        return None;
    }
    let (name, article) = (&translation.locale.name, &original.article.file);
    let message = format!(
        "this is the source catalogue of an article, and `{name}` is not the source language"
    );
    Some(
        Diagnostic::error("source-catalogue", message)
            .at(Origin::new(&catalogue.file, 0..0))
            .hint(format!("if {article} is in `{name}`, name it with `lang:` in its front matter and `source:` in {}", project::SETTINGS))
            .hint("if this is a translation that was begun as a copy, delete the lines that start with `###`"),
    )
}

/// An error where a file is empty that was full of translations. Many editors empty a file before they fill it.
fn emptied(translation: &Translation) -> Option<Diagnostic> {
    let catalogue = translation.catalogue.as_ref()?;
    let records = translation.lock.iter().flat_map(BTreeMap::values);
    let known = records.filter(|record| record.target.is_some()).count();
    if known == 0 || !catalogue.text.trim().is_empty() {
        return None;
    }
    let message = format!("this file is empty, and its lock knows {known} translations");
    Some(
        Diagnostic::error("empty-catalogue", message)
            .at(Origin::file(&catalogue.file))
            .hint("restore it, or delete it to begin anew; if an editor is saving it, give the command again"),
    )
}

fn is_about(diagnostic: &Diagnostic, id: &str) -> bool {
    diagnostic.message.contains(&format!("`{id}`"))
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
    let mut used: BTreeSet<&str> = aligned.iter().map(|a| a.id.as_str()).collect();
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
