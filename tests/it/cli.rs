//! The command line as users type it.

use std::fs;
use std::io::{BufRead, BufReader};
use std::time::{Duration, Instant};

use crate::support::proved::{files, proved};
use crate::support::{Project, Run};

#[test]
fn a_new_project_builds_at_once_anywhere() {
    let parent = Project::new(&[]);
    let said = parent.ok(&["new", "mine"]).stdout;
    assert!(
        said.contains("mine/fluentpress.yaml")
            && said.ends_with("Now: cd mine && fluentpress build\n"),
        "{said}"
    );
    let mut command = parent.command(&["build"]);
    let run = Run::of(
        command
            .current_dir(parent.path("mine"))
            .output()
            .expect("it starts"),
    );
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(run.stdout.lines().count(), 13, "{}", run.stdout);
    assert!(run.stdout.starts_with("file "), "{}", run.stdout);
    assert_eq!(run.stderr, "", "silence in a pipe");
    // Its source catalogue is up to date.
    let mut command = parent.command(&["sync"]);
    let run = Run::of(
        command
            .current_dir(parent.path("mine/seeds"))
            .output()
            .expect("it starts"),
    );
    assert_eq!((run.code, run.stdout.as_str()), (0, "up to date\n"));
    let again = parent.run(&["new", "mine"]);
    assert_eq!(again.code, 2);
    assert!(
        again
            .stderr
            .contains("error[not-empty]: `mine` is not empty"),
        "{}",
        again.stderr
    );
}

#[test]
fn a_front_matter_that_cannot_be_read_is_the_only_news() {
    let project = Project::new(&[]);
    let said = project.ok(&["new", "."]).stdout;
    assert!(said.ends_with("\n\nNow: fluentpress build\n"), "{said}");
    // Without the list of sections for the key points, these would not fit their page.
    project.edit("seeds/night-trains.md", "title: The", "title The");
    let run = project.run(&["build"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.starts_with("error[front-matter-syntax]"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.ends_with("\n1 error\n"), "{}", run.stderr);
}

#[test]
fn a_build_that_waits_for_translators_says_how_to_go_on() {
    let project = Project::small();
    project.write("i18n/en/a.ftl", "meta-title = Title\n");
    let hint = "`fluentpress build --draft` builds without it\n";
    assert!(project.run(&["build"]).stderr.ends_with(hint));
    for more in [
        &["--draft", "--deny-warnings"][..],
        &["--message-format", "json"],
    ] {
        let run = project.run(&[&["build"], more].concat());
        assert_eq!(run.code, 1);
        assert!(!run.stderr.contains("--draft"), "{}", run.stderr);
    }
    // Where more is wrong, a draft would not do.
    project.edit("seeds/a.md", "Un mot.", "Un <b>mot</b>.");
    assert!(!project.run(&["build"]).stderr.contains("--draft"));
}

#[test]
fn commands_that_make_no_sense_end_with_2() {
    let project = Project::small();
    for (arguments, said) in [
        (
            &["build", "--locale", "xx"][..],
            "the project has no locale `xx`",
        ),
        (
            &["build", "--audience", "full-analysi"],
            "did you mean `full-analysis`?",
        ),
        (&["build", "--article", "b"], "it has `a`"),
        (&["build", "--format", "web"], "invalid value 'web'"),
        (&["bild"], "unrecognized subcommand 'bild'"),
        (&["--project", "nowhere", "build"], "cannot be opened"),
        (&[], "Usage: fluentpress"),
    ] {
        let run = project.run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains(said), "{arguments:?}: {}", run.stderr);
    }
    let empty = Project::new(&[]);
    let run = empty.run(&["build"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("there is no project here"),
        "{}",
        run.stderr
    );
    let mut command = project.command(&["build"]);
    let run = Run::of(
        command
            .env("SOURCE_DATE_EPOCH", "soon")
            .output()
            .expect("it starts"),
    );
    assert_eq!(run.code, 2);
}

#[test]
fn a_draft_stands_in_for_what_is_not_translated() {
    let project = Project::small();
    project.write("i18n/en/a.ftl", "meta-title = Title\n");
    assert_eq!(project.run(&["build"]).code, 1);
    let run = project.ok(&["build", "--draft"]);
    assert!(
        run.stderr
            .contains("warning[missing-translation]: `lede-un-mot` is not translated into en"),
        "{}",
        run.stderr
    );
    let page = &project.pdf("a-full-analysis-brief-en.pdf").pages()[0];
    assert!(page.body.contains("Un mot."), "{}", page.body);
    assert!(page.body.contains("DRAFT"), "{}", page.body);
    let french = &project.pdf("a-full-analysis-brief-fr.pdf").pages()[0];
    assert!(french.body.contains("PROJET"), "{}", french.body);
    assert_eq!(
        project.run(&["build", "--draft", "--deny-warnings"]).code,
        1
    );
}

#[test]
fn handouts_show_slides_and_notes() {
    let project = Project::article();
    project.ok(&[
        "build",
        "--notes",
        "--audience",
        "full-analysis",
        "--format",
        "slides",
        "--locale",
        "en",
    ]);
    let names =
        ["slides-en-notes", "slides-en"].map(|end| format!("trump-xi-ia-full-analysis-{end}.pdf"));
    assert_eq!(project.pdfs(), names);
    let text = project.pdf(&names[0]).body();
    // The notes of a section are its full text, or those that the author wrote.
    for words in [
        "A recent study notes",
        "The gist fits in one sentence",
        "Slide 5 of 12",
    ] {
        assert!(text.contains(words), "{words:?}: {text}");
    }
}

#[test]
fn machines_get_one_object_a_line() {
    let project = Project::small();
    let run = project.ok(&["build", "--message-format", "json"]);
    let artifacts = run.messages("artifact");
    assert_eq!(artifacts.len(), 2);
    assert_eq!(artifacts[0]["pages"], 1);
    project.edit("seeds/a.md", "Un mot.", "Un <b>mot</b>.");
    let run = project.run(&["build", "--message-format", "json"]);
    assert_eq!(run.code, 1);
    let first = &run.messages("diagnostic")[0];
    let place = |key: &str| first[key].clone();
    assert_eq!(
        (place("code"), place("severity")),
        ("unsupported-markdown".into(), "error".into())
    );
    assert_eq!(
        (place("file"), place("line"), place("column")),
        ("seeds/a.md".into(), 6.into(), 4.into())
    );
}

#[test]
fn colours_are_for_terminals_and_for_who_asks() {
    let project = Project::small();
    project.edit("seeds/a.md", "Un mot.", "Un <b>mot</b>.");
    assert!(!project.run(&["build"]).stderr.contains('\u{1b}'));
    assert!(
        project
            .run(&["build", "--color", "always"])
            .stderr
            .contains('\u{1b}')
    );
}

#[test]
fn emit_writes_all_that_the_official_compiler_needs() {
    let project = Project::article();
    let said = project.ok(&["emit", "typst"]).stdout;
    assert!(said.contains("typst compile --root . --font-path fonts --ignore-system-fonts --pdf-standard ua-1,a-2a"), "{said}");
    let mut mains = 0;
    for entry in fs::read_dir(project.path("typst"))
        .expect("a folder")
        .map(|e| e.expect("an entry").path())
    {
        if entry.extension().is_some_and(|end| end == "typ") {
            mains += 1;
            let text = fs::read_to_string(&entry).expect("text");
            let imported = text.split('"').nth(1).expect("an import");
            assert!(
                project.path("typst").join(&imported[1..]).is_file(),
                "{imported}"
            );
        }
    }
    assert_eq!(mains, 12);
    assert!(project.path("typst/fonts/NotoSans-Regular.ttf").is_file());
    assert!(project.read("typst/compile.sh").lines().count() > 12);
}

#[test]
fn fonts_and_completions() {
    let project = Project::new(&[]);
    let fonts = project.ok(&["fonts"]).stdout;
    for family in ["Libertinus Serif", "Noto Sans", "DejaVu Sans Mono"] {
        assert!(fonts.contains(family), "{fonts}");
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(
            project
                .ok(&["completions", shell])
                .stdout
                .contains("fluentpress"),
            "{shell}"
        );
    }
}

#[test]
fn watch_rebuilds_what_a_change_touches_and_goes_on() {
    let project = Project::article();
    // One pipe for both streams: what is said first is read first.
    let (reader, writer) = std::io::pipe().expect("a pipe");
    let mut child = project
        .command(&["watch", "--audience", "key-points", "--thumbnails", "64"])
        .stdout(writer.try_clone().expect("a pipe"))
        .stderr(writer)
        .spawn()
        .expect("it starts");
    let (send, lines) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(reader).lines().map_while(Result::ok) {
            let _ = send.send(line);
        }
    });
    let until = |wanted: &str| {
        let start = Instant::now();
        let mut seen = Vec::new();
        while start.elapsed() < Duration::from_secs(60) {
            if let Ok(line) = lines.recv_timeout(Duration::from_millis(200)) {
                seen.push(line);
                if seen.last().is_some_and(|line| line.contains(wanted)) {
                    return seen;
                }
            }
        }
        panic!("never said {wanted:?}: {seen:?}");
    };
    until("watching for changes");
    let pdf = project.path("dist/trump-xi-ia-key-points-brief-en.pdf");
    let first = fs::read(&pdf).expect("the PDF");
    // A broken translation: reported, and the last good file stays.
    project.edit(
        "i18n/en/trump-xi-ia.ftl",
        "The coming decade will be decisive.",
        "The coming decade { $will be decisive.",
    );
    until("error[ftl-syntax]");
    until("watching for changes");
    assert_eq!(fs::read(&pdf).expect("the PDF"), first);
    // Mended: only the English files are made again.
    project.edit(
        "i18n/en/trump-xi-ia.ftl",
        "The coming decade { $will be decisive.",
        "The next decade will be decisive.",
    );
    let seen = until("watching for changes").join("\n");
    let state = |name: &str| {
        seen.lines()
            .find(|line| line.contains(name))
            .expect("a row")
            .trim_end()
            .ends_with("same")
    };
    assert!(state("brief-fr.pdf") && state("slides-fr.pdf"), "{seen}");
    assert!(!state("brief-en.pdf"), "{seen}");
    assert_ne!(fs::read(&pdf).expect("the PDF"), first);
    // Pictures follow, those that nobody made anew included.
    project.ok(&[
        "build",
        "--audience",
        "key-points",
        "--thumbnails",
        "64",
        "--output-dir",
        "fresh",
    ]);
    for name in project.pdfs() {
        let [one, other] = ["dist", "fresh"].map(|folder| project.path(folder).join(&name));
        assert!(
            fs::read(one).expect("a file") == fs::read(other).expect("a file"),
            "{name}"
        );
    }
    let mut pdfs = project.pdfs();
    pdfs.retain(|name| name.ends_with(".pdf"));
    assert_eq!(files(&proved(&project.path("dist"))), pdfs);
    child.kill().expect("it runs");
    child.wait().expect("it ends");
}
