//! The translators' guide and the first minutes of the README, followed step by step: every command says what they show.

use crate::support::pdf::Pdf;
use crate::support::{Project, Run, repository};

/// A step of the guide: the lines of one fenced block.
struct Step {
    kind: String,
    lines: Vec<String>,
}

fn steps(text: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut open: Option<Step> = None;
    for line in text.lines() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(_), Some(_)) => steps.extend(open.take()),
            (Some(kind), None) => {
                open = Some(Step {
                    kind: kind.to_owned(),
                    lines: Vec::new(),
                });
            }
            (None, Some(step)) => step.lines.push(line.to_owned()),
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block is not closed");
    steps
}

/// Makes the edits of a diff in a folder of the project: `+++ file`, then lines without their order, `-` out, `+` in, ` ` to
/// find the place.
fn edit(project: &Project, folder: &str, lines: &[String]) {
    let (first, changes) = lines.split_first().expect("a file");
    let file = first.strip_prefix("+++ ").expect("the file's name");
    let part = |keep: char| -> String {
        let kept = changes.iter().filter(|line| line.starts_with([keep, ' ']));
        kept.map(|line| line[1..].to_owned() + "\n").collect()
    };
    project.edit(&format!("{folder}{file}"), &part('-'), &part('+'));
}

/// The commands of a block, each with what it says.
fn commands(lines: &[String]) -> Vec<(&str, String)> {
    let mut commands = Vec::new();
    for line in lines {
        match (line.strip_prefix("$ "), commands.last_mut()) {
            (Some(command), _) => commands.push((command, String::new())),
            (None, Some((_, said))) => *said += &format!("{line}\n"),
            (None, None) => panic!("no command: {line}"),
        }
    }
    commands
}

/// The words of a command line, with quotes as a shell reads them.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, part) in line.split('"').enumerate() {
        match at % 2 {
            0 => words.extend(part.split_whitespace().map(str::to_owned)),
            _ => words.push(part.to_owned()),
        }
    }
    words
}

/// What a terminal shows, less what differs from run to run: times, and the spaces before them.
fn shown(text: &str) -> Vec<String> {
    let line = |line: &str| match line.trim_end().strip_suffix(" ms") {
        Some(row) => row
            .trim_end_matches(|c: char| c.is_ascii_digit())
            .trim_end()
            .to_owned(),
        None => line.trim_end().to_owned(),
    };
    let lines = text.lines().map(line);
    lines.filter(|line| !line.is_empty()).collect()
}

/// Does what a text says, step by step; gives the number of its commands.
fn follow(project: &Project, text: &str) -> usize {
    let mut folder = String::new();
    let mut count = 0;
    for step in steps(text) {
        match step.kind.as_str() {
            "diff" => edit(project, &folder, &step.lines),
            "console" => {
                for (command, expected) in commands(&step.lines) {
                    if let Some(name) = command.strip_prefix("cd ") {
                        folder = format!("{name}/");
                        continue;
                    }
                    let typed = command
                        .strip_prefix("fluentpress ")
                        .expect("a command of ours");
                    let words = words(typed);
                    let arguments: Vec<&str> = words.iter().map(String::as_str).collect();
                    let mut command = project.command(&arguments);
                    let output = command.current_dir(project.path(&folder)).output();
                    let run = Run::of(output.expect("it starts"));
                    let said = shown(&(run.stderr + &run.stdout));
                    assert_eq!(said, shown(&expected), "{typed}");
                    count += 1;
                }
            }
            "ftl" | "yaml" => {}
            other => panic!("no kind of block: {other}"),
        }
    }
    count
}

#[test]
fn the_guide_tells_the_truth() {
    let guide = std::fs::read_to_string(repository().join("i18n/README.md")).expect("the guide");
    let commands = follow(&Project::article(), &guide);
    assert!(commands >= 10, "{commands}");
}

#[test]
fn the_first_minutes_tell_the_truth() {
    let readme = std::fs::read_to_string(repository().join("README.md")).expect("the README");
    let (_, rest) = readme
        .split_once("\n### First minutes\n")
        .expect("the section");
    let (section, _) = rest.split_once("\n## ").expect("its end");
    let project = Project::new(&[]);
    let commands = follow(&project, section);
    assert!(commands >= 10, "{commands}");
    // The pages say what was written on the way, and only the draft says that it is one.
    for (folder, words, is_draft) in [
        ("dist/draft", "Vienna has shown", true),
        ("dist", "Vienne a montré", false),
    ] {
        let name = format!("my-project/{folder}/night-trains-full-analysis-brief-fr.pdf");
        let page = &Pdf::open(&project.path(&name)).pages()[0].body;
        assert!(page.contains(words), "{page}");
        assert_eq!(page.contains("PROJET"), is_draft, "{page}");
    }
}
