//! `fluentpress where`: the file and line, the state and the pages of a message.

use std::io::Write;
use std::path::Path;

use crate::cli::build_selection;
use crate::cli::exit::{Exit, Messages};
use crate::cli::project::{check_name, check_names, open};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::pipeline::build::request::Request;
use crate::pipeline::commands::whereabouts::{Found, Whereabouts};
use crate::report::{self, stdout};
use crate::yaml::{list, nearest};

/// How many messages are answered at once; and how many are named where there are more.
const MOST: usize = 12;
/// How many ids are listed that contain the words.
const NEAR: usize = 5;

/// What to look for.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  fluentpress where en evidence-title     where the English translation stands
  fluentpress where fr \"l'IA est\"         which message says this in French, or in the source
  fluentpress where fr contents           where the layouts print their word for it")]
pub struct Options {
    /// The language
    #[arg(value_name = "LOCALE")]
    locale: String,
    /// Ids of messages or labels, or a piece of text
    #[arg(value_name = "ID|TEXT", required = true)]
    words: Vec<String>,
    /// Only in this article; may be given several times
    #[arg(long = "article", value_name = "NAME")]
    articles: Vec<String>,
    /// The format of the result
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "human")]
    message_format: Messages,
}

/// Says where messages stand.
pub fn run(project: Option<&Path>, options: &Options) -> Exit {
    let session = match open(project) {
        Ok(session) => session,
        Err(exit) => return exit,
    };
    let known = session.sources().project();
    let names: Vec<_> = known.locales.iter().map(|l| l.name.as_str()).collect();
    if let Err(exit) = check_name("locale", Some(&options.locale), &names) {
        return exit;
    }
    let Some(locale) = known.locales.iter().find(|l| l.name == options.locale) else {
        return Exit::Usage;
    };
    let request = match build_selection::epoch() {
        Ok(epoch) => Request {
            articles: options.articles.clone(),
            epoch,
            ..Request::default()
        },
        Err(exit) => return exit,
    };
    if let Err(exit) = check_names(known, &request) {
        return exit;
    }
    let mut out = Diagnostics::default();
    let all = match session.find(locale, &options.words, MOST, &request, &mut out) {
        Found::Messages(all) => all,
        Found::Nothing(ids) => {
            out.push(nothing(options, &ids));
            Vec::new()
        }
        Found::TooMany(all) => {
            out.push(too_many(options, &all));
            Vec::new()
        }
    };
    let mut said = stdout::colored();
    for (at, message) in all.iter().enumerate() {
        let _ = match options.message_format {
            Messages::Human => {
                let gap = if at == 0 { "" } else { "\n" };
                write!(said, "{gap}{}", report::whereabouts::lines(message))
            }
            Messages::Json => {
                let line = report::whereabouts::json(message, &options.locale);
                writeln!(said, "{line}")
            }
        };
    }
    let out = out.sorted();
    let format = options.message_format.report();
    report::diagnostics(&out, Some(session.vfs()), format);
    match out.has_errors() {
        true => Exit::Errors,
        false => Exit::Done,
    }
}

fn nothing(options: &Options, ids: &[String]) -> Diagnostic {
    let words = options.words.join(" ");
    let locale = &options.locale;
    let error = Diagnostic::new(
        Code::UnknownMessage,
        format!("no message in {locale} has the id `{words}` or says this"),
    );
    let holding: Vec<_> = ids
        .iter()
        .filter(|id| id.contains(&words))
        .take(NEAR)
        .collect();
    if !holding.is_empty() {
        return error.hint(format!("ids that hold this are {}", list(&holding)));
    }
    let unknown = options.words.iter().filter(|word| !ids.contains(word));
    let mut near = unknown.filter_map(|word| nearest(word, ids.iter().map(String::as_str)));
    error.hint(match near.next() {
        Some(near) => format!("did you mean `{near}`?"),
        None => "a piece of text is found without regard to case, markup and quotes".to_owned(),
    })
}

fn too_many(options: &Options, all: &[Whereabouts]) -> Diagnostic {
    let words = options.words.join(" ");
    let message = format!("{} messages say `{words}`", all.len());
    let mut ids: Vec<_> = all.iter().map(|m| m.id.as_str()).collect();
    ids.dedup();
    ids.truncate(MOST);
    Diagnostic::new(Code::AmbiguousText, message)
        .hint(format!("give more of the text, or an id: {}", list(&ids)))
        .hint(format!("at most {MOST} are answered at once"))
}
