//! `fluentpress ack`: confirms translations for the current source text.

use std::path::Path;

use crate::cli::exit::{Exit, failed, usage};
use crate::cli::project::{check_name, check_names, open};
use crate::cli::writing::lock;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::pipeline::build::request::Request;
use crate::pipeline::commands::ack::Ack;
use crate::report;
use crate::translate::state::State;

/// What is right.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  fluentpress ack en evidence-title            the English translation is still right
  fluentpress ack --all-unconfirmed en         all unconfirmed ones are
  fluentpress ack --cosmetic evidence-title --reason \"a typo\"
                                               the change needs no new translation in any language")]
pub struct Options {
    /// The language, then message ids; with --cosmetic, ids alone
    #[arg(value_name = "LOCALE ID")]
    words: Vec<String>,
    /// Only in this article
    #[arg(long, value_name = "NAME")]
    article: Option<String>,
    /// The source text changed in looks alone: the translations of all languages are still right
    #[arg(long, requires = "reason", conflicts_with = "all_unconfirmed")]
    cosmetic: bool,
    /// Why the change is cosmetic; kept in the locks
    #[arg(long, value_name = "TEXT", requires = "cosmetic")]
    reason: Option<String>,
    /// All translations into the language that are unconfirmed
    #[arg(long)]
    all_unconfirmed: bool,
}

/// Confirms translations in their locks: all that are named, or none.
pub fn run(project: Option<&Path>, options: &Options) -> Exit {
    let mut session = match open(project) {
        Ok(session) => session,
        Err(exit) => return exit,
    };
    let known = session.sources().project();
    let targets = known.locales.iter().filter(|l| **l != known.source);
    let locales: Vec<_> = targets.map(|l| l.name.as_str()).collect();
    let ack = match read(options) {
        Ok(ack) => ack,
        Err(message) => {
            return usage(
                Diagnostic::new(Code::Usage, message).hint("`fluentpress ack --help` shows how"),
            );
        }
    };
    let checked = match &ack {
        Ack::Right { locale, .. } | Ack::AllUnconfirmed { locale } => {
            check_name("translation into", Some(locale), &locales)
        }
        Ack::Cosmetic { .. } => Ok(()),
    };
    let request = Request {
        articles: options.article.iter().cloned().collect(),
        ..Request::default()
    };
    if let Err(exit) = checked.and_then(|()| check_names(known, &request)) {
        return exit;
    }
    let mut out = Diagnostics::default();
    let written = session.write_back(
        |folder| lock(folder, "ack"),
        |session| {
            out = Diagnostics::default();
            let mut outcome = session.ack(options.article.as_deref(), &ack, &mut out);
            let files = std::mem::take(&mut outcome.files);
            match out.has_errors() {
                true => (outcome, Vec::new()),
                false => (outcome, files),
            }
        },
    );
    let out = out.sorted();
    report::diagnostics(&out, Some(session.vfs()), report::Format::Human);
    if out.has_errors() {
        return Exit::Errors;
    }
    let (outcome, files) = match written {
        Ok(written) => written,
        Err(error) => return failed(*error, report::Format::Human),
    };
    for acked in &outcome.all {
        let was = match acked.was {
            State::Current => "was current already",
            state => &format!("was {}", state.name()),
        };
        say!("{} {}: {was}", acked.locale, acked.id);
        if let Some(changed) = &acked.changed {
            say!("    {changed}");
        }
    }
    for (file, _) in &files {
        say!("wrote {file}");
    }
    if outcome.all.is_empty() {
        say!("nothing to confirm");
    }
    Exit::Done
}

fn read(options: &Options) -> Result<Ack, String> {
    match (
        options.cosmetic,
        options.all_unconfirmed,
        &options.words[..],
    ) {
        (true, _, []) => Err("name the messages whose change is cosmetic".to_owned()),
        (true, _, ids) => {
            let reason = options.reason.as_deref().unwrap_or_default().trim();
            match reason.is_empty() {
                true => Err("say why the change is cosmetic".to_owned()),
                false => Ok(Ack::Cosmetic {
                    ids: ids.to_vec(),
                    reason: reason.to_owned(),
                }),
            }
        }
        (_, true, [locale]) => Ok(Ack::AllUnconfirmed {
            locale: locale.clone(),
        }),
        (_, true, _) => Err("name one language whose translations are right".to_owned()),
        (_, _, [locale, ids @ ..]) if !ids.is_empty() => Ok(Ack::Right {
            locale: locale.clone(),
            ids: ids.to_vec(),
        }),
        _ => Err("name a language, and the messages whose translations are right".to_owned()),
    }
}
