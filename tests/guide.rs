//! The translators' guide, followed step by step: every command says what the guide shows.

mod support;

use support::{Project, repository};

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

/// Makes the edits of a diff: `+++ file`, then lines without their order, `-` out, `+` in, ` ` to find the place.
fn edit(project: &Project, lines: &[String]) {
    let (first, changes) = lines.split_first().expect("a file");
    let file = first.strip_prefix("+++ ").expect("the file's name");
    let part = |keep: char| -> String {
        let kept = changes.iter().filter(|line| line.starts_with([keep, ' ']));
        kept.map(|line| line[1..].to_owned() + "\n").collect()
    };
    project.edit(file, &part('-'), &part('+'));
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

#[test]
fn the_guide_tells_the_truth() {
    let guide = std::fs::read_to_string(repository().join("i18n/README.md")).expect("the guide");
    let project = Project::article();
    let mut commands = 0;
    for step in steps(&guide) {
        match step.kind.as_str() {
            "diff" => edit(&project, &step.lines),
            "console" => {
                let (command, expected) = step.lines.split_first().expect("a command");
                let command = command
                    .strip_prefix("$ fluentpress ")
                    .expect("a command of ours");
                let words = words(command);
                let arguments: Vec<&str> = words.iter().map(String::as_str).collect();
                let run = project.run(&arguments);
                let said = shown(&(run.stderr + &run.stdout));
                assert_eq!(said, shown(&expected.join("\n")), "{command}");
                commands += 1;
            }
            "ftl" | "yaml" => {}
            other => panic!("no kind of block: {other}"),
        }
    }
    assert!(commands >= 10, "{commands}");
}
