//! `fluentpress sync`: brings source catalogues, translations and locks up to date with the articles.

use std::collections::BTreeMap;
use std::path::Path;

use crate::cli::exit::{Exit, failed, usage};
use crate::cli::project::{check_names, open};
use crate::cli::writing::lock;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::locale::Locale;
use crate::pipeline::build::request::Request;
use crate::pipeline::build::session::Session;
use crate::pipeline::commands::sync::run::{ArticleNews, Extras};
use crate::project::{self, Project};
use crate::report;

/// How many ids of one kind of news are listed.
const LISTED: usize = 12;

/// What to write.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  fluentpress sync                     after an edit of an article or a translation
  fluentpress sync --dry-run           what it would do
  fluentpress sync --check             for CI: exit with 1 if there is anything to do
  fluentpress sync --add-locale de     begin a German translation")]
pub struct Options {
    /// Only this article
    #[arg(value_name = "ARTICLE")]
    article: Option<String>,
    /// Print what would be done, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Write nothing; exit with 1 if anything would change
    #[arg(long)]
    check: bool,
    /// Begin a language, or go on beginning it: its folder, with every message ready to fill in
    #[arg(long, value_name = "LOCALE")]
    add_locale: Option<String>,
    /// Write source catalogues anew although they were edited by hand: source text comes from the article
    #[arg(long)]
    discard_edits: bool,
}

/// Writes every file under `i18n/` that is not up to date.
pub fn run(project: Option<&Path>, options: &Options) -> Exit {
    let mut session = match open(project) {
        Ok(session) => session,
        Err(exit) => return exit,
    };
    let request = Request {
        articles: options.article.iter().cloned().collect(),
        ..Request::default()
    };
    let known = session.sources().project();
    if let Err(exit) = check_names(known, &request) {
        return exit;
    }
    let added = match options
        .add_locale
        .as_deref()
        .map(|name| locale(name, known))
        .transpose()
    {
        Ok(added) => added,
        Err(exit) => return exit,
    };
    let is_new = added
        .as_ref()
        .is_some_and(|locale| !known.locales.contains(locale));
    let extras = Extras {
        added: added.as_ref(),
        discards_edits: options.discard_edits,
    };
    let only_says = options.dry_run || options.check;
    let mut out = Diagnostics::default();
    let mut sync = |session: &Session| {
        out = Diagnostics::default();
        let mut synced = session.sync(&request, extras, &mut out);
        let files = std::mem::take(&mut synced.files);
        match out.has_errors() {
            true => (synced, Vec::new()),
            false => (synced, files),
        }
    };
    let done = match only_says {
        true => Ok(sync(&session)),
        false => session.write_back(|folder| lock(folder, "sync"), sync),
    };
    // Findings point into the files as they are now.
    let is_written = !only_says && matches!(&done, Ok((_, files)) if !files.is_empty());
    if is_written && !out.is_empty() {
        out = Diagnostics::default();
        session.sync(&request, extras, &mut out);
    }
    let out = out.sorted();
    report::diagnostics(&out, Some(session.vfs()), report::Format::Human);
    if out.has_errors() {
        return Exit::Errors;
    }
    let (synced, mut files) = match done {
        Ok(done) => done,
        Err(error) => return failed(*error, report::Format::Human),
    };
    for news in &synced.news {
        say(news);
    }
    files.sort();
    let verb = if only_says { "would write" } else { "wrote" };
    for (file, _) in &files {
        say!("{verb} {file}");
    }
    if files.is_empty() {
        say!("up to date");
    }
    let is_noted = files
        .iter()
        .any(|(file, _)| file.path() == project::SETTINGS);
    if let Some(locale) = added.filter(|_| !only_says) {
        let (name, settings) = (&locale.name, project::SETTINGS);
        if is_new && !is_noted {
            say!("now add `{name}` to `begun:` in {settings}");
        } else if is_noted {
            say!(
                "builds leave `{name}` out until it is removed from `begun:` in {settings}; `build --draft --locale {name}` shows its pages"
            );
        }
    }
    match options.check && !files.is_empty() {
        true => Exit::Errors,
        false => Exit::Done,
    }
}

/// The language to begin, under the name that its folder has or shall have.
fn locale(name: &str, known: &Project) -> Result<Locale, Exit> {
    let wrong =
        |message: String, hint: &str| usage(Diagnostic::new(Code::UnknownName, message).hint(hint));
    let Some(locale) = Locale::parse(name) else {
        return Err(wrong(
            format!("`{name}` is not a language tag"),
            "such as `de` or `pt-BR`",
        ));
    };
    if locale.pseudo().is_some() {
        return Err(wrong(
            format!("`{name}` is a pseudo-locale"),
            project::NOT_LISTED,
        ));
    }
    if locale.id == known.source.id {
        let hint = "name a language to translate the articles into";
        return Err(wrong(
            format!("`{name}` is the language of the articles"),
            hint,
        ));
    }
    let same = known
        .locales
        .iter()
        .find(|other| other.id == locale.id)
        .cloned();
    Ok(same.unwrap_or_else(|| locale.canonical()))
}

/// One line for each kind of news: how many, and which messages.
pub(super) fn say(news: &ArticleNews) {
    let mut kinds: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (kind, id) in &news.all {
        kinds.entry(kind).or_default().push(id);
    }
    say!("{} in {}", news.article, news.locale);
    for (kind, ids) in kinds {
        let listed = ids
            .iter()
            .take(LISTED)
            .copied()
            .collect::<Vec<_>>()
            .join(", ");
        let more = match ids.len().checked_sub(LISTED) {
            Some(more) if more > 0 => format!(" and {more} more"),
            _ => String::new(),
        };
        say!("    {:>3} {kind}: {listed}{more}", ids.len());
    }
}
