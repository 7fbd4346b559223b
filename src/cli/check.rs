//! `fluentpress check`: what is wrong with articles, translations and labels, without making a page.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::cli::exit::{Exit, failed, usage};
use crate::cli::project::{check_name, open};
use crate::cli::writing::lock;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::locale::Locale;
use crate::origin::FileId;
use crate::pipeline::build::request::Request;
use crate::pipeline::commands::bundles::check as compare;
use crate::report;
use crate::vfs::{Vfs, plain};

/// How often files are repaired at most.
const PASSES: usize = 4;

/// What to check, and the format of findings.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  fluentpress check                            everything
  fluentpress check --locale en --fix          repair quotes and spaces in English, and say what is left
  fluentpress explain number-differs           what a finding means
  fluentpress check --bundles locales/en locales/fr
                                               the .ftl files of an application")]
pub struct Options {
    /// Only this language; may be given several times
    #[arg(long = "locale", value_name = "LOCALE")]
    locales: Vec<String>,
    /// Only this article; may be given several times
    #[arg(long = "article", value_name = "NAME")]
    articles: Vec<String>,
    /// Repair quotes and spaces in the translations and labels
    #[arg(long)]
    fix: bool,
    /// Treat warnings as errors
    #[arg(long)]
    deny_warnings: bool,
    /// The format of findings
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "human")]
    message_format: report::Format,
    /// Compare two folders of .ftl files instead, of any application
    #[arg(long, num_args = 2, value_names = ["SOURCE_DIR", "TARGET_DIR"], conflicts_with_all = ["fix", "locales", "articles"])]
    bundles: Vec<PathBuf>,
}

/// Reports all findings; with `--fix`, repairs first.
pub fn run(project: Option<&Path>, options: &Options) -> Exit {
    if let [source, target] = &options.bundles[..] {
        return bundles([source, target], options);
    }
    let mut session = match open(project) {
        Ok(session) => session,
        Err(exit) => return exit,
    };
    let known = session.sources().project();
    let articles: Vec<_> = known.articles.iter().map(|file| file.stem()).collect();
    let locales: Vec<_> = known.locales.iter().map(|l| l.name.as_str()).collect();
    for (what, wanted, known) in [
        ("article", &options.articles, articles),
        ("locale", &options.locales, locales),
    ] {
        for name in wanted {
            if let Err(exit) = check_name(what, Some(name), &known) {
                return exit;
            }
        }
    }
    let request = Request {
        articles: options.articles.clone(),
        locales: options.locales.clone(),
        ..Request::default()
    };
    let mut repaired: BTreeMap<FileId, usize> = BTreeMap::new();
    // A repair may uncover another one: behind a quote that is set, a space may be missing.
    let mut out = Diagnostics::default();
    for pass in 0.. {
        let written = session.write_back(
            |folder| lock(folder, "check"),
            |session| {
                out = Diagnostics::default();
                let fixes = session.check(&request, &mut out);
                let files = match options.fix && pass < PASSES {
                    true => session.fixed(&fixes),
                    false => Vec::new(),
                };
                (fixes, files)
            },
        );
        let (fixes, files) = match written {
            Ok(written) => written,
            Err(error) => return failed(*error, options.message_format),
        };
        if files.is_empty() {
            break;
        }
        for (file, _) in files {
            *repaired.entry(file.clone()).or_default() += fixes.get(&file).map_or(0, Vec::len);
        }
    }
    if options.message_format == report::Format::Human {
        for (file, count) in repaired {
            let places = if count == 1 { "place" } else { "places" };
            say!("repaired {count} {places} in {file}");
        }
    }
    let exit = say(out, session.vfs(), options);
    // The process ends, and its memory with it.
    std::mem::forget(session);
    exit
}

/// Compares two folders of an application.
fn bundles(folders: [&PathBuf; 2], options: &Options) -> Exit {
    let mut found = Vec::new();
    for folder in folders {
        match folder.canonicalize() {
            Ok(path) if path.is_dir() => found.push(path),
            _ => {
                let message = format!("`{}` is not a folder", folder.display());
                return usage(Diagnostic::new(Code::UnknownName, message));
            }
        }
    }
    let [source, target] = &found[..] else {
        return Exit::Usage;
    };
    // The folder that holds both.
    let root = source
        .ancestors()
        .find(|folder| target.starts_with(folder))
        .unwrap_or(Path::new("/"));
    let vfs = match Vfs::new(root) {
        Ok(vfs) => vfs,
        Err(error) => {
            let message = format!(
                "`{}` cannot be read: {}",
                plain(root).display(),
                error.kind()
            );
            return usage(Diagnostic::new(Code::UnknownName, message));
        }
    };
    let below = |path: &Path| path.strip_prefix(root).unwrap_or(path).to_owned();
    let name = target
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    let language = Locale::parse(&name.replace('_', "-"));
    let mut out = Diagnostics::default();
    compare(
        &vfs,
        [&below(source), &below(target)],
        language.as_ref(),
        &mut out,
    );
    say(out, &vfs, options)
}

fn say(out: Diagnostics, vfs: &Vfs, options: &Options) -> Exit {
    let mut out = out.sorted();
    if options.deny_warnings {
        out = out.deny_warnings();
    }
    report::diagnostics(&out, Some(vfs), options.message_format);
    if out.is_empty() && options.message_format == report::Format::Human {
        say!("nothing found");
    }
    let exit = match out.has_errors() {
        true => Exit::Errors,
        false => Exit::Done,
    };
    report::done(&out, exit as u8, options.message_format);
    exit
}
