//! `fluentpress man`: a manual page for the command and for each subcommand.

use std::io;
use std::path::PathBuf;

use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use crate::cli::exit::{Exit, failed};
use crate::cli::writing::write;
use crate::cli::{Arguments, build_selection};
use crate::diagnostic::{Code, Diagnostic};
use crate::export::pdf::datetime;

use crate::report;
use crate::report::place::slashes;

/// Where to write.
#[derive(clap::Args, Debug)]
#[command(after_help = "\
Examples:
  fluentpress man ~/.local/share/man/man1      where `man` finds them
  fluentpress man . && man -l fluentpress.1    read the first one")]
pub struct Options {
    /// The folder; files of these names in it are replaced
    #[arg(value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    folder: PathBuf,
}

/// How an apostrophe is written, for any kind of `roff`.
const APOSTROPHE: &str = ".ie \\n(.g .ds Aq \\(aq\n.el .ds Aq '\n";

/// What the process ends with.
const EXIT: [(&str, &str); 3] = [
    (
        "0",
        "All was done. Warnings are no errors, unless --deny-warnings is given.",
    ),
    (
        "1",
        "The inputs have errors, and all of them were said. A build has written nothing.",
    ),
    ("2", "The command makes no sense. Nothing was done."),
];

const ENVIRONMENT: [(&str, &str); 2] = [
    (
        "SOURCE_DATE_EPOCH",
        "Seconds since 1970, UTC. They date the PDFs of articles without a date, and manual pages. There is no clock.",
    ),
    (
        "NO_COLOR",
        "If it is set and not empty, no colours are used. --color goes before it.",
    ),
];

const FILES: [(&str, &str); 9] = [
    (
        "fluentpress.yaml",
        "The settings. Every one of them is optional.",
    ),
    (
        "seeds/ARTICLE.md",
        "The articles, in the source language, and their images.",
    ),
    (
        "i18n/LOCALE/ARTICLE.ftl",
        "An article in a language. That of the source language is written by sync, and gives every text its id.",
    ),
    (
        "i18n/LOCALE/ARTICLE.lock.yaml",
        "Which source text each translation was made from. Written by sync and ack.",
    ),
    ("i18n/LOCALE/labels.ftl", "The strings of the layouts."),
    (
        "i18n/LOCALE/glossary.yaml",
        "Words of the source language, with those that translations use.",
    ),
    (
        "layouts/AUDIENCE/",
        "A layout of your own: layout.yaml, brief.typ and slides.typ.",
    ),
    (
        "fonts/",
        "Fonts of your own. Those of the system are never used.",
    ),
    ("dist/", "The PDFs."),
];

/// Subcommands that belong to others.
const RELATED: &[(&str, &[&str])] = &[
    (
        "build",
        &["check", "list", "preflight", "status", "verify", "watch"],
    ),
    ("list", &["build", "merge-manifests"]),
    ("merge-manifests", &["build", "list"]),
    ("verify", &["build", "merge-manifests"]),
    ("watch", &["build"]),
    ("sync", &["ack", "status", "where"]),
    ("ack", &["status", "sync"]),
    ("export", &["import", "status"]),
    ("import", &["export", "status"]),
    ("check", &["build", "explain"]),
    ("explain", &["check", "preflight"]),
    ("status", &["export", "sync", "where"]),
    ("where", &["status"]),
    ("emit", &["build", "fonts"]),
    ("new", &["build", "sync"]),
    ("preflight", &["build", "explain"]),
    ("completions", &["man"]),
    ("man", &["completions"]),
];

/// Writes the pages.
pub fn run(options: &Options) -> Exit {
    let epoch = match build_selection::epoch() {
        Ok(epoch) => epoch,
        Err(exit) => return exit,
    };
    let date = epoch.and_then(datetime).and_then(|date| {
        let (year, month, day) = (date.year()?, date.month()?, date.day()?);
        Some(format!("{year:04}-{month:02}-{day:02}"))
    });
    let mut all = Arguments::command().disable_help_subcommand(true);
    all.build();
    let mut pages = Vec::new();
    for command in std::iter::once(&all).chain(all.get_subcommands()) {
        let is_first = command.get_name() == all.get_name();
        match page(command, is_first, date.as_deref().unwrap_or_default(), &all) {
            Ok(bytes) => pages.push((format!("{}.1", name(command)), bytes)),
            Err(error) => {
                let error = Diagnostic::new(Code::Output, error.to_string());
                return failed(error, report::Format::Human);
            }
        }
    }
    let files: Vec<_> = pages.iter().map(|(n, b)| (n.as_str(), &**b)).collect();
    if let Err(error) = write(&options.folder, &files, "man") {
        return failed(*error, report::Format::Human);
    }
    for (name, _) in files {
        say!("{}", slashes(&options.folder.join(name)));
    }
    Exit::Done
}

/// The name of a command's page.
fn name(command: &Command) -> &str {
    command
        .get_display_name()
        .unwrap_or_else(|| command.get_name())
}

fn page(command: &Command, is_first: bool, date: &str, all: &Command) -> io::Result<Vec<u8>> {
    let version = command.get_version().or(all.get_version());
    let (title, version) = (name(command).to_uppercase(), version.unwrap_or_default());
    let man = Man::new(command.clone());
    let mut out =
        format!(".TH {title} 1 \"{date}\" \"fluentpress {version}\" fluentpress\n").into_bytes();
    man.render_name_section(&mut out)?;
    synopsis(command, &mut out)?;
    man.render_description_section(&mut out)?;
    if is_first {
        man.render_subcommands_section(&mut out)?;
    }
    man.render_options_section(&mut out)?;
    if let Some(text) = command.get_after_help() {
        examples(&text.to_string(), &mut out)?;
    }
    if is_first {
        list("FILES", &FILES, &mut out)?;
    }
    list("EXIT STATUS", &EXIT, &mut out)?;
    list("ENVIRONMENT", &ENVIRONMENT, &mut out)?;
    see_also(command, is_first, all, &mut out)?;
    Ok(tidy(&out))
}

/// How the command is typed, as in its help.
fn synopsis(command: &Command, out: &mut Vec<u8>) -> io::Result<()> {
    let usage = command.clone().render_usage().to_string();
    let typed = command.get_bin_name().unwrap_or_else(|| command.get_name());
    let rest = usage.trim_start_matches("Usage: ");
    let rest = rest.strip_prefix(typed).unwrap_or(rest);
    let mut roff = Roff::new();
    roff.control("SH", ["SYNOPSIS"]);
    roff.text([bold(typed), roman(rest)]);
    roff.to_writer(out)
}

/// What `clap_mangen` writes, less what is repeated before every section, and the breaks around an empty line before the
/// values of an option, of which linters complain.
fn tidy(page: &[u8]) -> Vec<u8> {
    let page = String::from_utf8_lossy(page).replace("\n.br\n\n.br\n", "\n.sp\n");
    format!("{APOSTROPHE}{}", page.replace(APOSTROPHE, "")).into_bytes()
}

/// The examples of the help: two columns there, what is typed and what it does, or two lines.
fn examples(text: &str, out: &mut Vec<u8>) -> io::Result<()> {
    let mut roff = Roff::new();
    roff.control("SH", ["EXAMPLES"]);
    for line in text.lines().skip(1) {
        let line = line.strip_prefix("  ").unwrap_or(line);
        let (typed, does) = line.split_once("  ").unwrap_or((line, ""));
        if !typed.is_empty() {
            roff.control("TP", []);
            roff.text([bold(typed)]);
        }
        if !does.is_empty() {
            roff.text([roman(does.trim())]);
        }
    }
    roff.to_writer(out)
}

fn list(title: &str, items: &[(&str, &str)], out: &mut Vec<u8>) -> io::Result<()> {
    let mut roff = Roff::new();
    roff.control("SH", [title]);
    for (name, text) in items {
        roff.control("TP", []);
        roff.text([bold(*name)]);
        roff.text([roman(*text)]);
    }
    roff.to_writer(out)
}

fn see_also(command: &Command, is_first: bool, all: &Command, out: &mut Vec<u8>) -> io::Result<()> {
    let related = RELATED.iter().find(|(name, _)| *name == command.get_name());
    let is_named = |other: &Command| match related {
        _ if is_first => true,
        Some((_, names)) => names.contains(&other.get_name()),
        None => false,
    };
    let mut others: Vec<_> = all
        .get_subcommands()
        .filter(|c| is_named(c))
        .map(name)
        .collect();
    others.sort_unstable();
    if !is_first {
        others.insert(0, name(all));
    }
    let mut roff = Roff::new();
    roff.control("SH", ["SEE ALSO"]);
    let mut line = Vec::new();
    for other in others {
        if !line.is_empty() {
            line.push(roman(", "));
        }
        line.extend([bold(other), roman("(1)")]);
    }
    roff.text(line);
    roff.to_writer(out)
}
