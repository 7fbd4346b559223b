//! Orphaned files: what earlier builds left of an article, an audience or a language that is gone, and `build --clean`.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::support::proved::proved;
use crate::support::{Made, PLAIN, Project, Run, contents};

/// Articles `a` and `b` in French and English, for the board and another audience: eight briefs.
fn project() -> Project {
    static MADE: Made = Made::once();
    MADE.project(made)
}

fn made() -> Project {
    let project = Project::new(&[
        (
            "fluentpress.yaml",
            "source: fr\nlocales: [en]\naudiences: [board, press]\n",
        ),
        ("layouts/board/brief.typ", PLAIN),
        ("layouts/board/layout.yaml", "press: [brief]\n"),
        ("layouts/press/brief.typ", PLAIN),
        ("layouts/press/layout.yaml", "press: []\n"),
    ]);
    for name in ["a", "b"] {
        let text =
            format!("---\ntitle: Titre {name}\ndate: 2025-11-01\n---\n\nUn mot de {name}.\n");
        project.write(&format!("seeds/{name}.md"), text);
        let text = format!("meta-title = Title {name}\nlede-un-mot-de = A word of {name}.\n");
        project.write(&format!("i18n/en/{name}.ftl"), text);
    }
    project.ok(&["sync"]);
    project.confirm("en");
    project
}

fn remove(project: &Project, paths: &[&str]) {
    for path in paths {
        fs::remove_file(project.path(path)).expect("it is there");
    }
}

/// Takes an article away, or gives it another name.
fn rename(project: &Project, from: &str, to: Option<&str>) {
    let files = [
        "seeds/*.md",
        "i18n/fr/*.ftl",
        "i18n/en/*.ftl",
        "i18n/en/*.lock.yaml",
    ];
    for pattern in files {
        let path = project.path(&pattern.replace('*', from));
        match to {
            Some(to) => fs::rename(path, project.path(&pattern.replace('*', to))),
            None => fs::remove_file(path),
        }
        .expect("it is there");
    }
}

/// The names of files in `dist`, of those with an ending.
fn names(project: &Project, end: &str) -> BTreeSet<String> {
    let names = project.dist().into_iter();
    names.filter(|name| name.ends_with(end)).collect()
}

/// What a build says of orphaned files: the messages.
fn orphaned(run: &Run) -> Vec<String> {
    let all = run.messages("diagnostic").into_iter();
    let all = all.filter(|d| d["code"] == "orphaned-file");
    all.map(|d| d["message"].as_str().expect("a message").to_owned())
        .collect()
}

fn build(project: &Project, options: &[&str]) -> Run {
    project.run(&[&["build", "--message-format", "json"], options].concat())
}

/// The files that a build removed.
fn removed(run: &Run) -> BTreeSet<String> {
    let all = run.messages("removed").into_iter();
    let name = |line: Value| line["file"].as_str().expect("a path").replace("dist/", "");
    all.map(name).collect()
}

/// What is changed, how the builds before and after are asked for, and what is said then.
type Case = (
    &'static str,
    fn(&Project),
    &'static [&'static str],
    &'static [&'static str],
);

const CASES: &[Case] = &[
    (
        "an article that is gone",
        |p| rename(p, "a", None),
        &[],
        &["`dist` holds 4 files of the article `a`, which is gone"],
    ),
    (
        "an article with another name",
        |p| rename(p, "a", Some("c")),
        &[],
        &["`dist` holds 4 files of the article `a`, which is gone"],
    ),
    (
        "two articles with other names, and one text that is as it was",
        |p| {
            rename(p, "a", Some("c"));
            rename(p, "b", Some("d"));
            p.edit("seeds/c.md", "Un mot", "Deux mots");
            p.ok(&["sync"]);
            p.edit("fluentpress.yaml", "locales: [en]", "locales: [fr]");
        },
        &["--thumbnails", "32"],
        &[
            "`dist` holds 8 files of the article `a`, which is gone",
            "`dist` holds 8 files of the article `b`, which is gone",
        ],
    ),
    (
        "an audience that is gone",
        |p| {
            p.edit("fluentpress.yaml", "board, press", "board");
        },
        &["--thumbnails", "32"],
        &["`dist` holds 8 files for the audience `press`, which is gone"],
    ),
    (
        "a language that is gone",
        |p| {
            p.edit("fluentpress.yaml", "locales: [en]", "locales: [fr]");
        },
        &["--draft"],
        &["`dist` holds 4 files in the language `en`, which is gone"],
    ),
    (
        "an audience that is no longer printed",
        |p| {
            p.write("layouts/board/layout.yaml", "press: []\n");
        },
        &["--edition", "all"],
        &[
            "`dist` holds 4 files for the audience `board`, of a format or edition that it no longer has",
        ],
    ),
    (
        "an article and a language",
        |p| {
            rename(p, "b", None);
            p.edit("fluentpress.yaml", "locales: [en]", "locales: [fr]");
        },
        &[],
        &[
            "`dist` holds 2 files in the language `en`, which is gone",
            "`dist` holds 4 files of the article `b`, which is gone",
        ],
    ),
    (
        "one file",
        |p| {
            rename(p, "b", None);
            p.edit("fluentpress.yaml", "board, press", "board");
        },
        &["--article", "a", "--audience", "press", "--locale", "en"],
        &["`dist` holds a file for the audience `press`, which is gone"],
    ),
];

#[test]
fn what_is_gone_is_named_and_removed_when_asked_for() {
    for (case, change, options, said) in CASES {
        let project = project();
        assert_eq!(orphaned(&build(&project, options)), [""; 0], "{case}");
        let before = names(&project, "");
        change(&project);
        let options: Vec<&str> = match options.contains(&"--article") {
            true => Vec::new(),
            false => options.to_vec(),
        };
        // Every build names them, and lists what is there.
        for _ in ["once", "again"] {
            let run = build(&project, &options);
            assert_eq!(
                (run.code, orphaned(&run)),
                (0, said.iter().map(|s| (*s).to_owned()).collect()),
                "{case}"
            );
            proved(&project.path("dist"));
        }
        let run = project.run(&[&["build", "--output-dir", "fresh"], &options[..]].concat());
        assert_eq!(run.code, 0, "{case}: {}", run.stderr);
        let fresh = contents(&project.path("fresh"));
        let gone: BTreeSet<String> = before
            .difference(&fresh.iter().map(|(name, _)| name.clone()).collect())
            .cloned()
            .collect();
        assert!(
            !gone.is_empty() && gone.iter().all(|name| project.dist().contains(name)),
            "{case}"
        );
        let run = build(&project, &[&options[..], &["--clean"]].concat());
        assert_eq!(
            (run.code, removed(&run), orphaned(&run)),
            (0, gone, vec![]),
            "{case}"
        );
        // As if there had never been another build.
        assert!(contents(&project.path("dist")) == fresh, "{case}");
        assert_eq!(project.run(&["verify"]).code, 0, "{case}");
        let run = build(&project, &[&options[..], &["--clean"]].concat());
        assert_eq!(
            (removed(&run), orphaned(&run)),
            (BTreeSet::new(), vec![]),
            "{case}"
        );
    }
}

#[test]
fn what_other_builds_of_the_project_made_is_no_orphan() {
    let project = project();
    for options in [
        &["--edition", "all", "--thumbnails", "32"][..],
        &["--locale", "fr-XA"],
        &["--locale", "en"],
        &["--only", "b:fr", "--draft"],
        &[],
        &["--edition", "press"],
        &["--audience", "press", "--alone"],
    ] {
        let before = names(project_dist(&project), "");
        let clean = match options.contains(&"--alone") {
            true => &[][..],
            false => &["--clean"],
        };
        let run = build(&project, &[options, clean].concat());
        assert_eq!(run.code, 0, "{options:?}");
        assert_eq!(
            (orphaned(&run), removed(&run)),
            (vec![], BTreeSet::new()),
            "{options:?}"
        );
        assert!(before.is_subset(&names(&project, "")), "{options:?}");
        assert!(!project.read("dist/manifest.json").contains("orphans"));
    }
    assert_eq!(project.run(&["build", "--clean", "--alone"]).code, 2);
}

/// The project, whose output folder is there.
fn project_dist(project: &Project) -> &Project {
    fs::create_dir_all(project.path("dist")).expect("a folder");
    project
}

#[test]
fn only_files_that_are_as_they_were_built_are_removed() {
    let project = project();
    project.ok(&["build"]);
    rename(&project, "a", None);
    let mine = [
        "dist/a-board-brief-de.pdf",
        "dist/a.pdf",
        "dist/a-board-brief-fr.png",
    ];
    for path in mine {
        project.write(path, "mine");
    }
    // One is changed, one is replaced by a folder, one is gone, one is as it was.
    project.write("dist/a-board-brief-fr.pdf", "%PDF-mine");
    remove(
        &project,
        &["dist/a-board-brief-en.pdf", "dist/a-press-brief-fr.pdf"],
    );
    fs::create_dir(project.path("dist/a-board-brief-en.pdf")).expect("a folder");
    let said = |file: &str| {
        format!(
            "`dist/{file}` is of the article `a`, which is gone, and was changed since it was built"
        )
    };
    let changed = [said("a-board-brief-en.pdf"), said("a-board-brief-fr.pdf")];
    // A warning that is an error keeps all as it is.
    let before = project.read("dist/manifest.json");
    let run = build(&project, &["--clean", "--deny-warnings"]);
    assert_eq!(
        (run.code, orphaned(&run), removed(&run)),
        (1, changed.to_vec(), BTreeSet::new())
    );
    assert_eq!(project.read("dist/manifest.json"), before);
    let run = build(&project, &["--clean"]);
    assert_eq!((run.code, orphaned(&run)), (0, changed.to_vec()));
    assert_eq!(
        removed(&run),
        BTreeSet::from(["a-press-brief-en.pdf".to_owned()])
    );
    proved(&project.path("dist"));
    for path in mine {
        assert_eq!(project.read(path), "mine");
    }
    assert_eq!(project.read("dist/a-board-brief-fr.pdf"), "%PDF-mine");
    // They are no longer listed, and nothing more is said.
    assert_eq!(orphaned(&build(&project, &["--clean"])), [""; 0]);
    assert_eq!(project.read("dist/a-board-brief-fr.pdf"), "%PDF-mine");
}

#[cfg(unix)]
#[test]
fn a_link_is_not_removed_whatever_it_leads_to() {
    let project = project();
    project.ok(&["build"]);
    rename(&project, "a", None);
    let file = "dist/a-board-brief-fr.pdf";
    fs::rename(project.path(file), project.path("kept.pdf")).expect("a file");
    std::os::unix::fs::symlink("../kept.pdf", project.path(file)).expect("a link");
    let run = build(&project, &["--clean"]);
    assert_eq!((orphaned(&run).len(), removed(&run).len()), (1, 3));
    assert!(project.path("kept.pdf").is_file() && project.path(file).is_symlink());
}

#[test]
fn builds_of_parts_carry_on_what_is_gone() {
    let project = project();
    project.ok(&["build"]);
    rename(&project, "a", None);
    let said = ["`dist` holds 4 files of the article `a`, which is gone"];
    for options in [&["--locale", "en"][..], &["--only", "b:fr"]] {
        assert_eq!(orphaned(&build(&project, options)), said);
        proved(&project.path("dist"));
    }
    // The article comes back, and its files are wanted again.
    project.write(
        "seeds/a.md",
        "---\ntitle: Titre a\ndate: 2025-11-01\n---\n\nUn mot de a.\n",
    );
    project.ok(&["sync"]);
    let run = build(&project, &["--locale", "fr", "--clean"]);
    assert_eq!(
        (run.code, orphaned(&run), removed(&run)),
        (0, vec![], BTreeSet::new())
    );
    assert_eq!(names(&project, ".pdf").len(), 8);
    proved(&project.path("dist"));
}

#[test]
fn projects_in_one_folder_do_not_remove_each_others_files() {
    let (one, other) = (project(), project());
    rename(&other, "a", Some("x"));
    rename(&other, "b", Some("y"));
    for name in ["x", "y"] {
        other.edit(&format!("seeds/{name}.md"), "Titre", "Autre titre");
        other.edit(&format!("i18n/en/{name}.ftl"), "Title", "Another title");
    }
    other.confirm("en");
    other.ok(&["sync"]);
    let shared = one.path("dist").display().to_string();
    for options in [
        &["--clean"][..],
        &["--clean", "--locale", "en"],
        &["--clean"],
    ] {
        for project in [&one, &other] {
            let run = build(project, &[options, &["--output-dir", &shared]].concat());
            assert_eq!(
                (run.code, orphaned(&run), run.messages("removed")),
                (0, vec![], vec![])
            );
            proved(&one.path("dist"));
        }
    }
    assert_eq!(names(&one, ".pdf").len(), 16);
}

#[test]
fn a_clean_that_was_killed_is_finished_by_the_next() {
    let project = project();
    project.ok(&["build"]);
    rename(&project, "a", None);
    project.ok(&["build"]);
    // The sums are away; some files are renamed already, and some are not; the manifest lists all.
    remove(&project, &["dist/SHA256SUMS"]);
    let aside = project.path("dist/.fluentpress-a1b2c3.tmp");
    fs::rename(project.path("dist/a-board-brief-en.pdf"), aside).expect("a file");
    let run = build(&project, &["--clean"]);
    assert_eq!((run.code, removed(&run).len()), (0, 3));
    proved(&project.path("dist"));
    assert_eq!(project.dist().len(), 6);
}

#[test]
fn sums_of_somebody_else_stay() {
    let project = project();
    project.ok(&["build"]);
    rename(&project, "a", None);
    project.write("dist/SHA256SUMS", "0  mine");
    let run = build(&project, &["--clean"]);
    assert_eq!((run.code, removed(&run).len()), (0, 4));
    assert_eq!(project.read("dist/SHA256SUMS"), "0  mine");
    assert!(!project.read("dist/manifest.json").contains("orphans"));
}

#[test]
fn a_manifest_that_names_other_files_removes_none() {
    let project = project();
    project.write("kept.pdf", "kept");
    project.ok(&["build"]);
    rename(&project, "a", None);
    project.ok(&["build"]);
    let manifest = project.read("dist/manifest.json");
    let orphan = "\"file\": \"a-board-brief-en.pdf\",\n      \"artifact\"";
    for file in ["../kept.pdf", "SHA256SUMS", "b-board-brief-en.pdf"] {
        assert!(manifest.contains(orphan));
        let text = manifest.replace(
            orphan,
            &format!("\"file\": \"{file}\",\n      \"artifact\""),
        );
        project.write("dist/manifest.json", text);
        let before = names(&project, ".pdf");
        let run = build(&project, &["--clean"]);
        assert_eq!((run.code, removed(&run)), (0, BTreeSet::new()), "{file}");
        assert_eq!(names(&project, ".pdf"), before);
        assert_eq!(project.read("kept.pdf"), "kept");
        proved(&project.path("dist"));
    }
}
