//! `verify`: whether files are what their sources make, and where they are not.

use std::fs;

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{Made, Project, Run};

const BRAND: &str = "brand:\n  accent: { screen: \"#8a1c2b\", press: [20, 95, 70, 30] }\n  ink: { screen: \"#000000\", press: [0, 0, 0, 100] }\n  muted: { screen: \"#555555\", press: [0, 0, 0, 100] }\n  tint: { screen: \"#eeeeee\", press: [0, 0, 0, 8] }\n  paper: { screen: \"#ffffff\", press: [0, 0, 0, 0] }\n";
const BRIEF: &str = "a-full-analysis-brief-fr.pdf";

/// A project whose layout is its own: two pages, a link, an image with an alternative text.
fn project() -> Project {
    static BUILT: Made = Made::once();
    BUILT.project(built)
}

fn built() -> Project {
    let project = Project::new(&[
        (
            "fluentpress.yaml",
            "source: fr\naudiences: [full-analysis, own]\n",
        ),
        (
            "seeds/a.md",
            "---\ntitle: Un titre\ndate: 2025-11-01\nkeywords: [presse]\n---\n\nUn premier paragraphe assez long pour être reconnu.\n\n![Un carré](fig.svg)\n\n# Suite {#suite}\n\nUne [suite](https://example.org/) du texte.\n\n::: notes\nÀ dire.\n:::\n",
        ),
        (
            "seeds/fig.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><rect width=\"5\" height=\"9\"/></svg>",
        ),
        (
            "layouts/own/brief.typ",
            "#let layout(doc) = {\n  set page(width: 200mm, height: 200mm)\n  set text(font: \"Noto Sans\", size: 12pt)\n  doc.title\n  for section in doc.sections {\n    if section.title != none { pagebreak(weak: true); heading(section.title) }\n    section.blocks.join()\n  }\n}\n",
        ),
        ("layouts/own/layout.yaml", "press: []\n"),
    ]);
    let project = project.plain();
    project.ok(&["sync"]);
    project.ok(&["build"]);
    project
}

/// The default layouts again: handouts show their slides, and they print in more inks than black.
fn decorate(project: &Project) {
    fs::remove_dir_all(project.path("layouts/full-analysis")).expect("layouts");
}

const OWN: &str = "a-own-brief-fr.pdf";

/// What is said of each file, by name, and of the folder.
fn verify(project: &Project, arguments: &[&str]) -> (Vec<Value>, Value, i32) {
    let all = [&["verify", "--message-format", "json"], arguments].concat();
    let run = project.run(&all);
    assert_eq!(run.stderr, "", "{arguments:?}");
    let lines = run.stdout.lines().map(|line| {
        let value: Value = serde_json::from_str(line).expect("an object");
        value
    });
    let mut lines: Vec<_> = lines.collect();
    let sum = lines.pop().expect("a line");
    assert_eq!(sum["type"], "verification");
    let count = |verdict: &str| lines.iter().filter(|l| l["verdict"] == verdict).count();
    for verdict in ["identical", "different", "missing", "unknown"] {
        assert_eq!(sum[verdict], count(verdict), "{run:?}");
    }
    assert_eq!(run.code, i32::from(count("identical") != lines.len()));
    (lines, sum, run.code)
}

fn of<'v>(lines: &'v [Value], file: &str) -> &'v Value {
    let found = lines.iter().find(|line| {
        let path = line["file"].as_str().expect("a path");
        path.rsplit('/').next() == Some(file)
    });
    found.unwrap_or_else(|| panic!("nothing of {file}: {lines:?}"))
}

/// The kinds of differences of a file, with what is said of them.
fn differences(line: &Value) -> Vec<(String, String)> {
    let all = line["differences"].as_array().expect("a list").iter();
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    all.map(|d| (text(&d["kind"]), text(&d["message"])))
        .collect()
}

fn kinds(line: &Value) -> Vec<String> {
    differences(line)
        .into_iter()
        .map(|(kind, _)| kind)
        .collect()
}

#[test]
fn what_was_just_built_is_identical() {
    let project = project();
    let (lines, sum, code) = verify(&project, &[]);
    assert_eq!((lines.len(), code), (5, 0));
    assert_eq!(sum["manifest"], true);
    assert_eq!(
        project.ok(&["verify", "dist"]).stdout,
        project.ok(&["verify"]).stdout
    );
    // Nothing is written.
    let before = project.dist();
    fs::remove_file(project.path("dist").join(OWN)).expect("a file");
    assert_eq!(of(&verify(&project, &[]).0, OWN)["verdict"], "missing");
    assert_eq!(project.dist().len(), before.len() - 1);
    // Elsewhere, and from elsewhere.
    project.ok(&["build", "--output-dir", "other"]);
    assert_eq!(verify(&project, &["other"]).2, 0);
    let root = project.root().to_str().expect("UTF-8").to_owned();
    let mut command = project.command(&["verify", "--project", &root]);
    let run = Run::of(command.current_dir("/").output().expect("it starts"));
    assert_eq!(run.code, 1, "{run:?}");
    assert!(
        run.stdout
            .contains(&format!("missing    {root}/dist/{OWN}"))
            || run.stdout.contains("missing")
    );
}

#[test]
fn a_changed_word_is_found() {
    let project = project();
    project.edit("seeds/a.md", "assez long", "assez court");
    let (lines, _, _) = verify(&project, &[]);
    for file in [OWN, BRIEF, "a-full-analysis-slides-fr.pdf"] {
        let line = of(&lines, file);
        assert_eq!(line["verdict"], "different");
        let found = differences(line);
        assert_eq!(found[0].0, "text", "{found:?}");
        assert!(
            found[0].1.contains("assez long") && found[0].1.contains("assez court"),
            "{found:?}"
        );
        assert!(kinds(line).iter().all(|kind| kind == "text"), "{found:?}");
        assert_eq!(line["changed"], json!(["seeds/a.md"]));
    }
    let own = &of(&lines, OWN)["differences"][0];
    assert_eq!(own["pages"], json!([1]));
    let manifest = of(&lines, "manifest.json");
    assert_eq!(
        differences(manifest),
        [("entry".to_owned(), "seeds/a.md has changed".to_owned())]
    );
    assert_eq!(of(&lines, "SHA256SUMS")["verdict"], "identical");
    // For people.
    let text = project.run(&["verify"]).stdout;
    assert!(
        text.contains(&format!(
            "different  dist/{OWN}\n           text: on page 1, “"
        )),
        "{text}"
    );
    assert!(
        text.contains("           why: seeds/a.md has changed\n"),
        "{text}"
    );
    assert!(
        text.ends_with("5 files: 1 identical, 4 different\n"),
        "{text}"
    );
}

#[test]
fn fonts_drawings_pages_and_metadata_are_told_apart() {
    for (file, old, new, kinds_of_it, words) in [
        (
            "layouts/own/brief.typ",
            "Noto Sans",
            "Libertinus Serif",
            &["fonts", "pages"][..],
            "NotoSans",
        ),
        (
            "layouts/own/brief.typ",
            "12pt",
            "13pt",
            &["pages"],
            "pages 1–2 look different",
        ),
        (
            "seeds/fig.svg",
            "5",
            "6",
            &["pages"],
            "page 1 looks different",
        ),
        (
            "layouts/own/brief.typ",
            "pagebreak(weak: true)",
            "parbreak()",
            &["pages"],
            "2 pages, rebuilt 1",
        ),
        (
            "seeds/a.md",
            "keywords: [presse]",
            "keywords: [livre]",
            &["metadata"],
            "“presse”, rebuilt “livre”",
        ),
        (
            "seeds/a.md",
            "date: 2025-11-01",
            "date: 2025-11-02",
            &["metadata"],
            "D:20251101",
        ),
        (
            "seeds/a.md",
            "example.org/",
            "example.com/",
            &["structure"],
            "https://example.org/",
        ),
        (
            "seeds/a.md",
            "Un carré",
            "Un rond",
            &["structure"],
            "“Un carré”, rebuilt “Un rond”",
        ),
    ] {
        let project = project();
        project.edit(file, old, new);
        let (lines, _, _) = verify(&project, &[]);
        let line = of(&lines, OWN);
        let found = differences(line);
        for kind in kinds_of_it {
            assert!(
                kinds(line).iter().any(|k| k == kind),
                "{old} → {new}: {found:?}"
            );
        }
        let others = kinds(line)
            .into_iter()
            .filter(|kind| !kinds_of_it.contains(&kind.as_str()));
        assert_eq!(
            others.count(),
            usize::from(new == "parbreak()"),
            "{old} → {new}: {found:?}"
        );
        assert!(
            found.iter().any(|(_, said)| said.contains(words)),
            "{old} → {new}: {found:?}"
        );
        assert_eq!(line["changed"], json!([file]));
        if file != "seeds/a.md" && file != "seeds/fig.svg" {
            assert_eq!(of(&lines, BRIEF)["verdict"], "identical");
        }
    }
}

#[test]
fn files_that_are_no_longer_what_was_written() {
    let project = project();
    let path = project.path("dist").join(OWN);
    let good = fs::read(&path).expect("a file");
    let why = "it is not the file that the manifest lists: it was changed, or replaced";
    for bytes in [
        good[..good.len() / 2].to_vec(),
        good[..good.len() - 10].to_vec(),
        b"not a PDF".to_vec(),
        Vec::new(),
        b"%PDF-1.7\n".to_vec(),
    ] {
        fs::write(&path, bytes).expect("a file");
        let (lines, _, _) = verify(&project, &[]);
        let line = of(&lines, OWN);
        assert_eq!(kinds(line), ["unreadable"]);
        assert!(differences(line)[0].1.starts_with("not readable as PDF: "));
        assert_eq!(
            (&line["reasons"], &line["changed"]),
            (&json!([why]), &json!([]))
        );
        assert_eq!(
            differences(of(&lines, "SHA256SUMS"))[0].1,
            format!("{OWN} is not the file that it lists")
        );
        assert_eq!(of(&lines, "manifest.json")["verdict"], "identical");
    }
    // A byte behind the end changes nothing that anyone sees.
    fs::write(&path, [&good[..], b"\n"].concat()).expect("a file");
    assert_eq!(kinds(of(&verify(&project, &[]).0, OWN)), ["structure"]);
    // Another of our files.
    fs::copy(project.path("dist").join(BRIEF), &path).expect("a file");
    let (lines, _, _) = verify(&project, &[]);
    assert!(kinds(of(&lines, OWN)).contains(&"fonts".to_owned()));
    fs::remove_file(&path).expect("a file");
    fs::create_dir(&path).expect("a folder");
    assert_eq!(kinds(of(&verify(&project, &[]).0, OWN)), ["unreadable"]);
}

#[test]
fn what_nothing_makes_is_unknown() {
    let project = project();
    project
        .write("dist/notes.txt", "x")
        .write("dist/b.pdf", "x");
    project
        .write("dist/folder/x", "x")
        .write("dist/.hidden", "x");
    let (lines, sum, _) = verify(&project, &[]);
    assert_eq!(sum["unknown"], 3);
    for file in ["notes.txt", "b.pdf", "folder"] {
        assert_eq!(of(&lines, file)["verdict"], "unknown");
    }
    // An audience that went: its file is left, and the manifest tells of it.
    fs::remove_dir_all(project.path("layouts/own")).expect("a folder");
    project.write(
        "fluentpress.yaml",
        "source: fr\naudiences: [full-analysis]\n",
    );
    let (lines, _, _) = verify(&project, &[]);
    assert_eq!(of(&lines, OWN)["verdict"], "unknown");
    let told = differences(of(&lines, "manifest.json"));
    let gone = format!("{OWN}: the sources make no such file");
    assert!(told.iter().any(|(_, message)| *message == gone), "{told:?}");
}

#[test]
fn an_edited_manifest_and_wrong_sums_are_found() {
    let project = project();
    let good = project.read("dist/manifest.json");
    let sums = project.read("dist/SHA256SUMS");
    for (old, new, said) in [
        ("\"pages\": 2", "\"pages\": 3", "pages is 3, rebuilt 2"),
        (
            "\"title\": \"Un titre\"",
            "\"title\": \"Autre\"",
            "title is “Autre”, rebuilt “Un titre”",
        ),
        (
            "\"typst\": \"0.15.1\"",
            "\"typst\": \"0.15.0\"",
            "typst is 0.15.0, rebuilt 0.15.1",
        ),
        (
            "\"bytes\": ",
            "\"bytes\": 1",
            "fluentpress.yaml has changed",
        ),
        (
            "\"epoch\": null",
            "\"epoch\": 5",
            "epoch is 5, rebuilt none",
        ),
    ] {
        assert!(good.contains(old), "{old}");
        project.write("dist/manifest.json", good.replacen(old, new, 1));
        let (lines, _, _) = verify(&project, &[]);
        let told = differences(of(&lines, "manifest.json"));
        assert!(
            told.iter().any(|(_, message)| message.contains(said)),
            "{new}: {told:?}"
        );
        assert_eq!(of(&lines, "SHA256SUMS")["verdict"], "different");
        assert_eq!(of(&lines, OWN)["verdict"], "identical");
    }
    project.write("dist/manifest.json", &good[..200]);
    let (lines, sum, _) = verify(&project, &[]);
    assert_eq!(kinds(of(&lines, "manifest.json")), ["unreadable"]);
    assert_eq!(
        (sum["manifest"].clone(), sum["identical"].clone()),
        (json!(false), json!(3))
    );
    // The same manifest, otherwise written.
    let value: Value = serde_json::from_str(&good).expect("JSON");
    project.write("dist/manifest.json", value.to_string());
    let (lines, _, _) = verify(&project, &[]);
    assert_eq!(of(&lines, "manifest.json")["verdict"], "different");

    project.write("dist/manifest.json", &good);
    let zeros = "0".repeat(64);
    for (text, said) in [
        (
            sums.replacen(&sums[..64], &zeros, 1),
            format!(
                "{} is not the file that it lists",
                &sums[66..sums.find('\n').expect("a line")]
            ),
        ),
        (
            format!("{sums}{zeros}  b.pdf\n"),
            "it lists b.pdf, which is not there".to_owned(),
        ),
        (
            sums.lines()
                .skip(1)
                .map(|line| format!("{line}\n"))
                .collect(),
            "it does not list a-full-analysis-brief-fr.pdf".to_owned(),
        ),
    ] {
        project.write("dist/SHA256SUMS", &text);
        let (lines, _, _) = verify(&project, &[]);
        assert_eq!(
            differences(of(&lines, "SHA256SUMS")),
            [("entry".to_owned(), said)]
        );
        assert_eq!(of(&lines, "manifest.json")["verdict"], "identical");
    }
    project.write("dist/SHA256SUMS", "not sums\n");
    assert_eq!(
        of(&verify(&project, &[]).0, "SHA256SUMS")["verdict"],
        "unknown"
    );
    fs::remove_file(project.path("dist/SHA256SUMS")).expect("a file");
    assert_eq!(
        of(&verify(&project, &[]).0, "SHA256SUMS")["verdict"],
        "missing"
    );
}

#[test]
fn without_a_manifest_names_tell() {
    let project = project();
    project.write(
        "fluentpress.yaml",
        format!("source: fr\naudiences: [full-analysis, own]\n{BRAND}"),
    );
    decorate(&project);
    project.ok(&["build", "--edition", "all", "--notes"]);
    project.ok(&["build", "--locale", "fr-XA", "--audience", "own"]);
    for file in ["manifest.json", "SHA256SUMS"] {
        fs::remove_file(project.path("dist").join(file)).expect("a file");
    }
    let (lines, sum, code) = verify(&project, &[]);
    assert_eq!((lines.len(), code), (6, 0), "{lines:?}");
    assert_eq!(sum["manifest"], false);
    let text = project.ok(&["verify"]).stdout;
    assert!(
        text.ends_with(
            "6 files: 6 identical\nthere is no manifest.json: files are known by their names\n"
        ),
        "{text}"
    );
    fs::remove_file(project.path("dist/a-full-analysis-slides-fr-notes.pdf")).expect("a file");
    assert_eq!(verify(&project, &[]).0.len(), 5);
}

#[test]
fn what_the_manifest_lists_is_made_again() {
    let project = project();
    project.write(
        "fluentpress.yaml",
        format!("source: fr\naudiences: [full-analysis, own]\n{BRAND}"),
    );
    decorate(&project);
    project.ok(&["build", "--edition", "all", "--notes"]);
    assert_eq!(verify(&project, &[]).2, 0);
    for file in [
        "a-full-analysis-brief-fr-press.pdf",
        "a-full-analysis-slides-fr-notes.pdf",
    ] {
        fs::remove_file(project.path("dist").join(file)).expect("a file");
        assert_eq!(of(&verify(&project, &[]).0, file)["verdict"], "missing");
    }
    // A press file that changed: its inks are drawing.
    project.ok(&["build", "--edition", "all"]);
    project.edit("fluentpress.yaml", "[20, 95, 70, 30]", "[20, 95, 70, 20]");
    let (lines, _, _) = verify(&project, &[]);
    let press = of(&lines, "a-full-analysis-brief-fr-press.pdf");
    assert!(kinds(press).iter().all(|kind| kind == "pages"), "{press}");
    assert_eq!(of(&lines, BRIEF)["verdict"], "identical");
    // Drafts are drafts again; what else a build makes is finished.
    project.write("i18n/de/labels.ftl", "");
    project.write(
        "fluentpress.yaml",
        "source: fr\nlocales: []\naudiences: [full-analysis, own]\nbrand: { accent: \"#8a1c2b\" }\n",
    );
    project.ok(&["build", "--draft"]);
    let (lines, sum, _) = verify(&project, &[]);
    // The inks went: the press file that is left cannot be made, and no manifest lists it.
    let press = of(&lines, "a-full-analysis-brief-fr-press.pdf");
    assert_eq!(press["verdict"], "unknown");
    assert_eq!(sum["identical"], lines.len() - 1);
    fs::remove_file(project.path("dist/a-full-analysis-brief-fr-press.pdf")).expect("a file");
    project.ok(&["build"]);
    project.ok(&["build", "--draft", "--audience", "own"]);
    let (lines, _, code) = verify(&project, &[]);
    assert_eq!(code, 0, "{lines:?}");
}

#[test]
fn the_epoch_of_the_manifest_dates_again() {
    let project = project();
    project.edit("seeds/a.md", "date: 2025-11-01\n", "");
    let dated = |epoch: &str, arguments: &[&str]| {
        let mut command = project.command(arguments);
        let output = command.env("SOURCE_DATE_EPOCH", epoch).output();
        Run::of(output.expect("it starts"))
    };
    assert_eq!(dated("1761955200", &["build"]).code, 0);
    assert_eq!(verify(&project, &[]).2, 0);
    let run = dated("1761955201", &["verify"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stdout.contains("why: SOURCE_DATE_EPOCH is another"),
        "{}",
        run.stdout
    );
    assert!(
        run.stdout
            .contains("metadata: CreationDate is “D:20251101000000Z”"),
        "{}",
        run.stdout
    );
    // Without the manifest there is no date.
    fs::remove_file(project.path("dist/manifest.json")).expect("a file");
    let run = project.run(&["verify"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("error[front-matter-date]"),
        "{}",
        run.stderr
    );
}

#[test]
fn errors_and_other_formats() {
    let project = project();
    let run = project.run(&["verify", "nowhere"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr
            .contains("error[verify-folder]: `nowhere` cannot be listed"),
        "{}",
        run.stderr
    );
    assert_eq!(project.run(&["verify", "dist/SHA256SUMS"]).code, 2);
    assert_eq!(
        project.ok(&["verify", "--message-format", "github"]).stdout,
        ""
    );
    project.write("dist/x.pdf", "");
    fs::remove_file(project.path("dist").join(OWN)).expect("a file");
    project.edit("seeds/a.md", "Un premier", "Le premier");
    let run = project.run(&["verify", "--message-format", "github"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    for said in [
        "::error title=verify-different::`dist/a-full-analysis-brief-fr.pdf` is not what the sources make today: text: on page 1",
        &format!("::error title=verify-missing::`dist/{OWN}` is not there"),
        "::error title=verify-unknown::`dist/x.pdf` is nothing that the sources make",
    ] {
        assert!(run.stdout.contains(said), "{}", run.stdout);
    }
    let sarif = project.run(&["verify", "--message-format", "sarif"]).stdout;
    let sarif: Value = serde_json::from_str(&sarif).expect("one document");
    assert!(
        sarif["runs"][0]["results"]
            .as_array()
            .is_some_and(|all| all.len() >= 4)
    );
    // Errors in the sources are a build's.
    let settings = project.read("fluentpress.yaml");
    for wrong in ["source: [", "source: fr\nout: dist\n"] {
        project.write("fluentpress.yaml", wrong);
        let (build, verify) = (project.run(&["build"]), project.run(&["verify"]));
        assert_eq!((verify.code, &verify.stderr), (1, &build.stderr));
        assert_eq!(verify.stdout, "");
    }
    project.write("fluentpress.yaml", settings);
    project.edit("seeds/a.md", "Le premier", "<b>Le</b> premier");
    let (build, verify) = (project.run(&["build"]), project.run(&["verify"]));
    assert_eq!((verify.code, &verify.stderr), (1, &build.stderr));
    assert_eq!(verify.stdout, "");
}

#[test]
fn no_damage_makes_it_fail() {
    let project = project();
    let good = fs::read(project.path("dist").join(OWN)).expect("a file");
    let other = fs::read(project.path("dist").join(BRIEF)).expect("a file");
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        cases: 600,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let length = good.len();
    let damage = prop_oneof![
        prop::collection::vec((0..length, any::<u8>()), 1..20).prop_map(|all| (all, length)),
        (0..length).prop_map(|end| (Vec::new(), end)),
        (
            prop::collection::vec((0..length, any::<u8>()), 1..4),
            0..length
        ),
    ];
    let kept = good.clone();
    let result = runner.run(&damage, |(changes, end)| {
        let mut bytes = kept.clone();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        bytes.truncate(end);
        let found = preflight::compare::differences(&bytes, &kept);
        prop_assert_eq!(found.is_empty(), bytes == kept);
        // Nor does what it is compared with.
        preflight::compare::differences(&other, &bytes);
        Ok(())
    });
    result.expect("no panic");
    let found = preflight::compare::differences(&good, &good);
    assert!(found.is_empty());
}
