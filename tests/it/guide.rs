//! The documents, followed step by step: commands print what the documents show, files hold what they quote.

use std::fs;

use clap::{Command, CommandFactory};
use fluentpress::cli::Arguments;

use crate::support::document::{self, Block, blocks};
use crate::support::pdf::Pdf;
use crate::support::{Project, Run, repository};

/// Where the steps of a document begin.
#[derive(Clone, Copy)]
enum Start {
    /// In an empty folder.
    Empty,
    /// In the project that `new` makes, which has an ICC profile of a printer too.
    New,
    /// In the project of the repository.
    Article,
}

/// How many steps a document has: commands that are run, edits, files that are written, and pieces of files that are quoted.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
struct Count {
    commands: usize,
    edits: usize,
    files: usize,
    quotes: usize,
}

const fn count(commands: usize, edits: usize, files: usize, quotes: usize) -> Count {
    Count {
        commands,
        edits,
        files,
        quotes,
    }
}

/// The documents with steps. A step that comes or goes changes a number here.
const DOCUMENTS: [(&str, Start, Count); 8] = [
    ("README.md", Start::Empty, count(8, 2, 0, 0)),
    ("i18n/README.md", Start::Article, count(12, 5, 0, 6)),
    ("docs/exchange.md", Start::Article, count(4, 4, 0, 1)),
    ("docs/authors.md", Start::New, count(2, 2, 1, 0)),
    ("docs/layouts.md", Start::New, count(1, 0, 3, 0)),
    ("docs/editors.md", Start::New, count(10, 3, 1, 0)),
    ("docs/ci.md", Start::New, count(6, 2, 0, 1)),
    ("docs/scale.md", Start::New, count(10, 0, 0, 1)),
];

/// Kinds of blocks that show something and are no steps: other programs, and files that are no part of a project.
const SHOWN: [&str; 6] = ["make", "sh", "text", "yaml", "ftl", "markdown"];

impl Start {
    /// The project, and the folder in it where the steps begin.
    fn project(self) -> (Project, String) {
        let mut folder = String::new();
        let project = match self {
            Self::Empty => Project::new(&[]),
            Self::Article => Project::article(),
            Self::New => {
                let project = Project::new(&[]);
                project.ok(&["new", "my-project"]);
                folder = "my-project/".to_owned();
                let profile = repository().join("src/export/press/fogra39l_coated.icc");
                let profile = fs::read(profile).expect("a profile");
                project.write("my-project/press/PSOcoated_v3.icc", profile);
                project
            }
        };
        (project, folder)
    }
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

/// The commands of a block, each with its output.
fn commands(lines: &[String]) -> Vec<(&str, String)> {
    let mut commands = Vec::new();
    for line in lines {
        match (line.strip_prefix("$ "), commands.last_mut()) {
            (Some(command), _) => commands.push((command, String::new())),
            (None, Some((_, output))) => *output += &format!("{line}\n"),
            (None, None) => panic!("no command: {line}"),
        }
    }
    commands
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

/// Whether an output is as shown, where `…` stands for any number of lines.
fn is_as_shown(output: &[String], expected: &[String]) -> bool {
    match expected.split_first() {
        None => output.is_empty(),
        Some((first, rest)) if first == "…" => {
            (0..=output.len()).any(|skipped| is_as_shown(&output[skipped..], rest))
        }
        Some((first, rest)) => output.first() == Some(first) && is_as_shown(&output[1..], rest),
    }
}

/// Runs a command of a document, which must print what stands below it.
fn run(project: &Project, folder: &str, command: &str, expected: &str) {
    let typed = command.strip_prefix("fluentpress ").expect(command);
    let words = shlex::split(typed).expect(command);
    let arguments: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut process = project.command(&arguments);
    let output = process.current_dir(project.path(folder)).output();
    let run = Run::of(output.expect("it starts"));
    let (output, expected) = (shown(&(run.stderr + &run.stdout)), shown(expected));
    if !is_as_shown(&output, &expected) {
        // Without omissions, the difference is shown line by line.
        assert_eq!(output, expected, "{command}");
    }
}

/// Does what a document says, step by step.
fn follow(project: &Project, mut folder: String, blocks: &[Block]) -> Count {
    let mut count = Count::default();
    for Block { info, lines } in blocks {
        let info: Vec<&str> = info.iter().map(String::as_str).collect();
        match info[..] {
            // Indented: commands of other programs.
            [] => {}
            ["diff"] => {
                edit(project, &folder, lines);
                count.edits += 1;
            }
            ["console"] => {
                for (command, expected) in commands(lines) {
                    match command.strip_prefix("cd ") {
                        Some(name) => folder = format!("{name}/"),
                        None => {
                            run(project, &folder, command, &expected);
                            count.commands += 1;
                        }
                    }
                }
            }
            [_, file] => {
                let text = lines.join("\n") + "\n";
                match file.strip_prefix("in:") {
                    Some(file) => {
                        let whole = project.read(&format!("{folder}{file}"));
                        assert!(whole.contains(&text), "{file} does not hold {text}");
                        count.quotes += 1;
                    }
                    None => {
                        project.write(&format!("{folder}{file}"), text);
                        count.files += 1;
                    }
                }
            }
            [kind] => assert!(SHOWN.contains(&kind), "no kind of block: {kind}"),
            _ => panic!("{info:?}"),
        }
    }
    count
}

fn is_followed(path: &str) -> Project {
    let document = DOCUMENTS.iter().find(|(name, ..)| *name == path);
    let (_, start, expected) = document.expect("a document with steps");
    let (project, folder) = start.project();
    assert_eq!(follow(&project, folder, &blocks(path)), *expected, "{path}");
    project
}

#[test]
fn the_readme_is_followed() {
    let project = is_followed("README.md");
    let page = &Pdf::open(&project.path("my-project/dist/night-trains-full-analysis-brief-fr.pdf"));
    let page = &page.pages()[1].body;
    assert!(page.contains("Vienne a montré"), "{page}");
}

#[test]
fn the_translators_guide_is_followed() {
    is_followed("i18n/README.md");
}

#[test]
fn the_authors_page_is_followed() {
    is_followed("docs/authors.md");
}

#[test]
fn the_layouts_page_is_followed() {
    is_followed("docs/layouts.md");
}

/// The draft alone says that it is one.
#[test]
fn the_editors_page_is_followed() {
    let project = is_followed("docs/editors.md");
    for (folder, is_draft) in [("dist/draft", true), ("site", false)] {
        let name = format!("my-project/{folder}/night-trains-full-analysis-brief-fr.pdf");
        let page = &Pdf::open(&project.path(&name)).pages()[0].body;
        assert_eq!(page.contains("PROJET"), is_draft, "{page}");
    }
}

#[test]
fn the_ci_page_is_followed() {
    is_followed("docs/ci.md");
}

#[test]
fn the_page_on_large_projects_is_followed() {
    is_followed("docs/scale.md");
}

/// No document has steps that no test follows.
#[test]
fn no_steps_are_left_out() {
    for path in document::all() {
        let is_followed = DOCUMENTS.iter().any(|(name, ..)| *name == path);
        let has_steps = blocks(&path).iter().any(|block| {
            matches!(
                block.info.first().map(String::as_str),
                Some("console" | "diff")
            ) || block.info.len() > 1
        });
        assert_eq!(is_followed, has_steps, "{path}");
    }
}

/// Every link leads to a file or to a heading.
#[test]
fn links_lead_somewhere() {
    let mut checked = 0;
    for path in document::all() {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let links = document::links(&path);
        for link in links.to.iter().filter(|link| !link.contains("://")) {
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = match file {
                "" => path.clone(),
                _ => normal(&format!("{folder}/{file}")),
            };
            assert!(repository().join(&target).exists(), "{path}: {link}");
            if !anchor.is_empty() {
                let anchors = document::links(&target).anchors;
                assert!(anchors.contains(anchor), "{path}: {link}: {anchors:?}");
            }
            checked += 1;
        }
    }
    assert!(checked > 60, "{checked}");
}

/// A path without `..`.
fn normal(path: &str) -> String {
    let mut parts = Vec::new();
    for part in path.split('/').filter(|part| !part.is_empty()) {
        match part {
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// Whatever stands in code as a command of the program is one: its words and options are known.
#[test]
fn named_commands_exist() {
    let all = Arguments::command();
    let mut checked = 0;
    for path in document::all() {
        for command in document::commands(&path) {
            let mut words = command.split_whitespace().skip(1).peekable();
            let options_of = |command: &Command, word: &str| {
                let name = word.trim_start_matches("--");
                let name = name.split(['=', ']', ',']).next().unwrap_or_default();
                let mut options = command.get_arguments();
                options.any(|option| option.get_long() == Some(name)) || name == "help"
            };
            let sub = words
                .find(|word| !word.starts_with('-'))
                .unwrap_or_default();
            let sub = sub.trim_end_matches(['.', ',']);
            if sub == "help" || !sub.starts_with(|c: char| c.is_ascii_lowercase()) {
                continue;
            }
            let known = all.find_subcommand(sub);
            let known = known.unwrap_or_else(|| panic!("{path}: {command}"));
            for word in words.filter(|word| word.starts_with("--") && word.len() > 2) {
                let is_known = options_of(known, word) || options_of(&all, word);
                assert!(is_known, "{path}: {command}: {word}");
            }
            checked += 1;
        }
    }
    assert!(checked > 80, "{checked}");
}

/// Files and tests that the documents for contributors name exist. Capitals stand for any name.
#[test]
fn named_files_and_tests_exist() {
    const FOLDERS: [&str; 7] = [
        "src/", "tests/", "layouts/", "crates/", "benches/", ".ci/", "docs/",
    ];
    let mut checked = 0;
    for path in ["ARCHITECTURE.md", "CONTRIBUTING.md"] {
        for code in document::codes(path) {
            let is_any = |c: char| c.is_ascii_uppercase() || "*…".contains(c);
            if FOLDERS.iter().any(|folder| code.starts_with(folder)) && !code.contains(is_any) {
                assert!(repository().join(&code).exists(), "{path}: {code}");
                checked += 1;
            }
            let Some((module, test)) = code.split_once("::") else {
                continue;
            };
            if let Ok(text) = fs::read_to_string(repository().join(format!("tests/it/{module}.rs")))
            {
                assert!(text.contains(&format!("fn {test}(")), "{path}: {code}");
                checked += 1;
            }
        }
    }
    assert!(checked > 60, "{checked}");
}

/// The table of what layouts get lists every field that the compiler writes.
#[test]
fn the_layouts_page_lists_every_field_of_doc() {
    let project = Project::everything();
    project.ok(&["emit", "emitted"]);
    let main = project.read("emitted/everything-full-analysis-brief-fr.typ");
    let call = main.split_once("#layout((\n").expect("the call").1;
    let fields = call.lines().filter_map(|line| {
        let (name, _) = line.strip_prefix("  ")?.split_once(": ")?;
        (!name.starts_with([' ', '(']) && name.chars().all(|c| c.is_ascii_lowercase() || c == '-'))
            .then_some(name)
    });
    let fields: Vec<_> = fields.collect();
    assert!(fields.len() > 15, "{fields:?}");
    let table = document::part("docs/layouts.md", "| field | value |", "");
    for field in fields {
        assert!(table.contains(&format!("`{field}`")), "{field}");
    }
}
