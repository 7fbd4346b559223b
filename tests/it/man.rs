//! Manual pages and completions.

use std::fs;

use crate::support::{Project, Run};

/// The pages, by name.
fn pages(project: &Project) -> Vec<(String, String)> {
    let entries = fs::read_dir(project.path("pages")).expect("a folder");
    let mut pages: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .map(|path| {
            let name = path.file_stem().and_then(|n| n.to_str()).expect("a name");
            (name.to_owned(), fs::read_to_string(&path).expect("a page"))
        })
        .collect();
    pages.sort();
    pages
}

/// The commands that the help lists.
fn commands(project: &Project) -> Vec<String> {
    let help = project.ok(&["-h"]).stdout;
    let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let names = lines.take_while(|line| !line.is_empty());
    names
        .map(|line| line.split_whitespace().next().expect("a name").to_owned())
        .filter(|name| name != "help")
        .collect()
}

#[test]
fn every_command_has_a_page() {
    let project = Project::new(&[]);
    project.ok(&["man", "pages"]);
    let pages = pages(&project);
    let mut expected: Vec<_> = commands(&project)
        .iter()
        .map(|name| format!("fluentpress-{name}"))
        .collect();
    expected.push("fluentpress".to_owned());
    expected.sort();
    let names: Vec<_> = pages.iter().map(|(name, _)| name.clone()).collect();
    assert_eq!(names, expected);
    for (name, page) in &pages {
        let mut sections = page.lines().filter_map(|line| line.strip_prefix(".SH "));
        for section in [
            "NAME",
            "SYNOPSIS",
            "DESCRIPTION",
            "EXIT STATUS",
            "ENVIRONMENT",
            "SEE ALSO",
        ] {
            let section = section.replace(' ', "\\ ");
            let found = sections.any(|s| s.trim_matches('"').replace(' ', "\\ ") == section);
            assert!(found, "{name} lacks {section}, or it is not in its place");
        }
        // No clock: without a date, there is none.
        let title = format!(".TH {} 1 \"\" \"fluentpress ", name.to_uppercase());
        assert!(
            page.lines().any(|line| line.starts_with(&title)),
            "{name}: {page}"
        );
        // What it refers to is there.
        let also = page.split("SEE ALSO").nth(1).expect("the last section");
        let others: Vec<_> = also
            .split("\\fB")
            .skip(1)
            .map(|rest| {
                let (other, _) = rest.split_once("\\fR").expect("an end");
                other.replace("\\-", "-")
            })
            .collect();
        assert!(!others.is_empty(), "{name}");
        for other in others {
            assert!(
                names.contains(&other) && other != *name,
                "{name} refers to {other}"
            );
        }
    }
}

#[test]
fn a_page_has_the_date_that_is_given_and_says_what_the_help_says() {
    let project = Project::new(&[]);
    let mut command = project.command(&["man", "pages"]);
    let output = command.env("SOURCE_DATE_EPOCH", "1762000496").output();
    assert_eq!(Run::of(output.expect("it starts")).code, 0);
    let pages = pages(&project);
    let (_, build) = pages
        .iter()
        .find(|(name, _)| name == "fluentpress-build")
        .expect("a page");
    assert!(
        build.contains("\n.TH FLUENTPRESS-BUILD 1 \"2025-11-01\" "),
        "{build}"
    );
    for text in [
        "\\fB\\-\\-thumbnails\\fR [\\fI<PX>\\fR]",
        "512 if it is left out",
        "\\fBfluentpress build \\-\\-draft\\fR",
    ] {
        assert!(build.contains(text), "{text}: {build}");
    }
    // Two lines of breaks do nothing, and linters say so.
    assert!(pages.iter().all(|(_, page)| !page.contains("\n.br\n\n.br")));
}

#[test]
fn pages_need_a_folder_that_can_be() {
    let project = Project::new(&[("file", "")]);
    let run = project.run(&["man", "file"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("error[output]"), "{}", run.stderr);
    assert_eq!(project.run(&["man"]).code, 2);
}

#[test]
fn completions_know_commands_options_and_values() {
    let project = Project::new(&[]);
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = project.ok(&["completions", shell]).stdout;
        for word in commands(&project)
            .iter()
            .map(String::as_str)
            .chain(["thumbnails", "slides"])
        {
            assert!(
                script.contains(word)
                    || shell == "elvish"
                    || shell == "powershell" && word == "slides",
                "{shell}: {word}"
            );
        }
    }
    assert_eq!(project.run(&["completions", "tcsh"]).code, 2);
}
