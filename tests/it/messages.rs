//! Messages for machines: every line conforms to `docs/messages.schema.json`, and annotations lead to the repository.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::messages::types;
use crate::support::{Project, Run};

fn seen(run: &Run, all: &mut BTreeSet<String>) {
    for name in types() {
        if !run.messages(&name).is_empty() {
            all.insert(name);
        }
    }
}

/// Every line that a test of ours meets is checked against the schema; here, none of its types goes unsaid.
#[test]
fn every_type_of_the_schema_is_said() {
    let project = Project::example();
    project.write("fluentpress.yaml", "source: en\n");
    let mut all = BTreeSet::new();
    let mut run = |arguments: &[&str]| {
        let run = project.run(&[arguments, &["--message-format", "json"]].concat());
        assert!(run.code < 2, "{arguments:?}: {}", run.stderr);
        assert_eq!(run.stderr, "", "{arguments:?}");
        seen(&run, &mut all);
        run
    };
    run(&[
        "build",
        "--audience",
        "key-points",
        "--locale",
        "fr",
        "--notes",
        "--thumbnails",
        "64",
    ]);
    run(&["list", "--notes"]);
    run(&["status"]);
    run(&["where", "fr", "evidence-title"]);
    run(&["merge-manifests", "dist", "--output-dir", "merged"]);
    run(&["verify"]);
    run(&["preflight", "dist/night-trains-key-points-brief-fr.pdf"]);
    std::fs::rename(project.path("i18n/fr"), project.path("fr")).expect("a folder");
    run(&[
        "build",
        "--audience",
        "key-points",
        "--format",
        "brief",
        "--clean",
    ]);
    project.write("i18n/fr/night-trains.ftl", "{");
    run(&["check"]);
    assert_eq!(all, BTreeSet::from_iter(types()));
}

#[test]
fn progress_goes_up_and_the_last_line_says_how_it_ended() {
    let project = Project::example();
    let run = project.ok(&[
        "build",
        "--audience",
        "key-points",
        "--jobs",
        "3",
        "--notes",
        "--message-format",
        "json",
    ]);
    let lines: Vec<Value> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let progress = run.messages("progress");
    assert_eq!(progress.len(), 6);
    let mut names = BTreeSet::new();
    for (at, line) in progress.iter().enumerate() {
        assert_eq!(
            (&line["done"], &line["total"]),
            (&(at + 1).into(), &6.into())
        );
        names.insert(line["artifact"].as_str().expect("a name"));
        // First of all: the rest is known at the end.
        assert_eq!(line, &lines[at]);
    }
    assert_eq!(names.into_iter().collect::<Vec<_>>(), project.pdfs());
    let done = |run: &Run| {
        let last = run.stdout.lines().last().expect("a line").to_owned();
        let found = |severity: &str| {
            let all = run.messages("diagnostic").into_iter();
            all.filter(|d| d["severity"] == severity).count()
        };
        let (errors, warnings) = (found("error"), found("warning"));
        let said = run.messages("done");
        assert_eq!(said.len(), 1);
        assert_eq!(said[0], serde_json::from_str::<Value>(&last).expect("JSON"));
        assert_eq!(said[0]["exit"], run.code);
        assert_eq!(
            (&said[0]["errors"], &said[0]["warnings"]),
            (&errors.into(), &warnings.into())
        );
        (errors, warnings)
    };
    assert_eq!(done(&run), (0, 0));
    assert_eq!(
        done(&project.ok(&["check", "--message-format", "json"])),
        (0, 0)
    );
    project.edit(
        "i18n/fr/night-trains.ftl",
        "evidence-title = Ce",
        "evidence-title = Ce ce",
    );
    let check = ["check", "--locale", "fr", "--message-format", "json"];
    assert_eq!(done(&project.ok(&check)), (0, 1));
    assert_eq!(
        done(&project.run(&[&check[..], &["--deny-warnings"]].concat())),
        (1, 0)
    );
    project.write("file", "");
    let run = project.run(&["build", "--output-dir", "file", "--message-format", "json"]);
    assert_eq!((run.code, done(&run)), (1, (1, 0)));
    // A preflight counts what it says of each file.
    let pdf = "dist/night-trains-key-points-brief-fr.pdf";
    let run = project.run(&[
        "preflight",
        pdf,
        "fluentpress.yaml",
        "--message-format",
        "json",
    ]);
    let sum = |name: &str| -> u64 {
        let all = run.messages("preflight").into_iter();
        all.map(|file| file[name].as_u64().expect("a number")).sum()
    };
    let last = &run.messages("done")[0];
    assert_eq!(
        (&last["errors"], &last["warnings"]),
        (&sum("errors").into(), &sum("warnings").into())
    );
    assert_eq!((run.code, &last["exit"]), (1, &1.into()));
    assert_eq!(run.messages("progress").len(), 2);
}

/// Annotations start at the repository, wherever in it the job's step runs.
#[test]
fn annotations_start_at_the_repository() {
    let project = Project::new(&[]);
    for (path, text) in [
        (
            "docs/a, b: 100 %/fluentpress.yaml",
            "source: fr\naudiences: [full-analysis]\n",
        ),
        (
            "docs/a, b: 100 %/seeds/a.md",
            "---\ntitle: T\ndate: 2025-11-01\n---\n\nUn <b>mot</b>.\n",
        ),
    ] {
        project.write(path, text);
    }
    let inside = project.path("docs/a, b: 100 %");
    for folder in [project.root(), &inside] {
        let mut command = project.command(&["build", "--message-format", "github", "--project"]);
        command
            .arg(&inside)
            .current_dir(folder)
            .env("GITHUB_WORKSPACE", project.root());
        let run = Run::of(command.output().expect("it starts"));
        assert_eq!(run.code, 1);
        let wanted = "::error file=docs/a%2C b%3A 100 %25/seeds/a.md,line=6,endLine=6,col=4,endColumn=7,title=unsupported-markdown::";
        assert!(run.stdout.starts_with(wanted), "{}", run.stdout);
        // What a log shows of it says where, too.
        let place = "%0A--> docs/a, b: 100 %25/seeds/a.md:6:4%0Ahelp: ";
        assert!(run.stdout.contains(place), "{}", run.stdout);
    }
    // A preflight's files are where they lie: in the repository, or nowhere in it.
    let mut command = project.command(&["preflight", "--message-format", "github"]);
    command.args(["seeds/a.md".into(), project.path("docs"), "none.pdf".into()]);
    command
        .current_dir(&inside)
        .env("GITHUB_WORKSPACE", project.root());
    let run = Run::of(command.output().expect("it starts"));
    let lines: Vec<_> = run.stdout.lines().collect();
    let of = |start: &str| lines.iter().filter(|line| line.starts_with(start)).count();
    assert_eq!(
        of("::error file=docs/a%2C b%3A 100 %25/seeds/a.md,title=press-file::"),
        1,
        "{lines:?}"
    );
    assert_eq!(of("::error file=docs,title=press-file::"), 1, "{lines:?}");
    // A file that is not there is where it was looked for.
    let missing = "::error file=docs/a%2C b%3A 100 %25/none.pdf,title=press-file::";
    assert_eq!(of(missing), 1, "{lines:?}");
}

#[test]
fn what_github_leaves_out_is_counted() {
    let project = Project::small().plain();
    let many: String = (0..12).map(|n| format!("Un <b>{n}</b>.\n\n")).collect();
    project.edit(
        "seeds/a.md",
        "Un mot.\n",
        &format!("{many}![i](nulle-part.png)\n"),
    );
    let run = project.run(&["build", "--message-format", "github"]);
    let first: BTreeSet<_> = run
        .stdout
        .lines()
        .take(2)
        .map(|line| {
            line.split("title=")
                .nth(1)
                .expect("a title")
                .split("::")
                .next()
        })
        .collect();
    assert_eq!(
        first.len(),
        2,
        "each code comes before more of the same: {}",
        run.stdout
    );
    let last = run.stdout.lines().last().expect("a line");
    assert!(last.starts_with("::notice title=fluentpress::GitHub shows 10 errors, 10 warnings and 10 notices of a step. All are in its log:%0A"), "{last}");
    let said = project.run(&["build", "--message-format", "json"]);
    let of = |code: &str| {
        said.messages("diagnostic")
            .into_iter()
            .filter(|d| d["code"] == code)
            .count()
    };
    let wanted = format!("{} unsupported-markdown", of("unsupported-markdown"));
    assert!(
        of("unsupported-markdown") >= 12 && last.contains(&wanted),
        "{last}"
    );
}
