//! `fluentpress sync`: brings source catalogues, translations and locks up to date with the articles.

use std::collections::BTreeMap;
use std::path::Path;

use crate::cli::{Exit, check_names, failed, open, usage, write};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::locale::Locale;
use crate::output::staging::Durability;
use crate::pipeline::request::Request;
use crate::pipeline::sync::ArticleNews;
use crate::project;
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
    /// Say what would be done, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Write nothing; exit with 1 if anything would change
    #[arg(long)]
    check: bool,
    /// Begin a language: its folder, with every message ready to fill in
    #[arg(long, value_name = "LOCALE")]
    add_locale: Option<String>,
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
    let known = project::load(session.vfs(), &mut Diagnostics::default());
    if let Err(exit) = check_names(&known, &request) {
        return exit;
    }
    let added = match &options.add_locale {
        None => None,
        Some(name) => match Locale::parse(name) {
            None => {
                let message = format!("`{name}` is not a language tag");
                return usage(
                    Diagnostic::error("unknown-name", message).hint("such as `de` or `pt-BR`"),
                );
            }
            Some(locale) if known.locales.contains(&locale) => {
                let message = format!("the project has the locale `{name}` already");
                return usage(
                    Diagnostic::error("unknown-name", message)
                        .hint("`fluentpress sync` brings it up to date"),
                );
            }
            locale => locale,
        },
    };
    let mut out = Diagnostics::default();
    let synced = session.sync(&request, added.as_ref(), &mut out);
    let out = out.sorted();
    report::diagnostics(&out, Some(session.vfs()), report::Format::Human);
    if out.has_errors() {
        return Exit::Errors;
    }
    for news in &synced.news {
        say(news);
    }
    let only_says = options.dry_run || options.check;
    let files: Vec<_> = synced
        .files
        .iter()
        .map(|(file, bytes)| (file.path(), bytes.as_slice()))
        .collect();
    if !only_says && let Err(error) = write(session.vfs().root(), &files, Durability::Kept, "sync")
    {
        return failed(*error, report::Format::Human);
    }
    let verb = if only_says { "would write" } else { "wrote" };
    for (file, _) in &files {
        say!("{verb} {file}");
    }
    if files.is_empty() {
        say!("up to date");
    }
    if let Some(locale) = added.filter(|_| !only_says) {
        session.refresh();
        let now = project::load(session.vfs(), &mut Diagnostics::default());
        if !now.locales.contains(&locale) {
            say!(
                "now add `{}` to `locales:` in {}",
                locale.name,
                project::SETTINGS
            );
        }
    }
    match options.check && !files.is_empty() {
        true => Exit::Errors,
        false => Exit::Done,
    }
}

/// One line for each kind of news: how many, and which messages.
fn say(news: &ArticleNews) {
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
