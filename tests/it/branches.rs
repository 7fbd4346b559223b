//! Two branches that each add a text with the same first words: after the merge, each has its own id and its own translation.

use std::collections::BTreeMap;

use crate::support::{Project, copy};

const ARTICLE: &str = "---\ntitle: Trains\ndate: 2025-11-01\n---\n\n# Outlook {#outlook}\n\nThe first paragraph stands here.\n\nThe second one follows it at once.\n\nThe last one ends it all.\n";
const OURS: &str = "The night train needs a new law this year.";
const THEIRS: &str = "The night train needs a new station.";
const FILES: [&str; 4] = [
    "seeds/a.md",
    "i18n/en/a.ftl",
    "i18n/fr/a.ftl",
    "i18n/fr/a.lock.yaml",
];

/// Another project with the same files.
fn same(base: &Project) -> Project {
    let project = Project::new(&[]);
    copy(base.root(), project.root());
    project
}

/// The files of a branch that adds a paragraph before another, with its translation where it has one.
fn branch(base: &Project, text: &str, before: &str, translated: Option<&str>) -> [String; 4] {
    let project = same(base);
    project.edit("seeds/a.md", before, &format!("{text}\n\n{before}"));
    project.ok(&["sync"]);
    if let Some(french) = translated {
        let asked = project.read("i18n/fr/a.ftl");
        let lines: Vec<_> = asked
            .lines()
            .filter(|l| !l.contains("# missing: "))
            .collect();
        let french = lines.join("\n").replace(
            &format!("# outlook-the-night-train-needs = {text}"),
            &format!("outlook-the-night-train-needs = {french}"),
        );
        project.write("i18n/fr/a.ftl", french + "\n").ok(&["sync"]);
        project.ok(&["build", "--format", "brief"]);
    }
    FILES.map(|file| project.read(file))
}

/// Both branches put together as git does: each adds lines to the base, and where they add them at one place, that is a
/// conflict.
fn merge(base: &str, ours: &str, theirs: &str) -> String {
    let lines = |text: &str| -> Vec<String> { text.lines().map(str::to_owned).collect() };
    let base = lines(base);
    let added = |text: &str| {
        let text = lines(text);
        let at = base.iter().zip(&text).take_while(|(a, b)| a == b).count();
        let count = text.len() - base.len();
        (at, text[at..at + count].to_vec())
    };
    let ((ours_at, ours), (theirs_at, theirs)) = (added(ours), added(theirs));
    let mut merged = Vec::new();
    for at in 0..=base.len() {
        match (at == ours_at, at == theirs_at) {
            (true, true) if ours != theirs => {
                merged.push("<<<<<<< HEAD".to_owned());
                merged.extend(ours.clone());
                merged.push("=======".to_owned());
                merged.extend(theirs.clone());
                merged.push(">>>>>>> other".to_owned());
            }
            (true, _) => merged.extend(ours.clone()),
            (_, true) => merged.extend(theirs.clone()),
            _ => {}
        }
        merged.extend(base.get(at).cloned());
    }
    merged.join("\n") + "\n"
}

fn base() -> Project {
    let project = Project::small().plain();
    project.write(
        "fluentpress.yaml",
        "source: en\nlocales: [fr]\naudiences: [full-analysis]\n",
    );
    project.write("seeds/a.md", ARTICLE).ok(&["sync"]);
    let french = project
        .read("i18n/en/a.ftl")
        .replace("The first paragraph", "Le premier alinéa");
    project
        .write("i18n/fr/a.ftl", french.replace("### ", "# "))
        .ok(&["sync"]);
    project.confirm("fr");
    assert_eq!(project.ok(&["sync"]).stdout, "up to date\n");
    project
}

/// What stands in the French file for each of the two texts, by the ids that the source catalogue gives them.
fn translations(project: &Project) -> [Option<String>; 2] {
    let line = |file: &str, is: &dyn Fn(&str) -> bool| {
        let text = project.read(file);
        text.lines().find(|line| is(line)).map(str::to_owned)
    };
    [OURS, THEIRS].map(|text| {
        let source = line("i18n/en/a.ftl", &|l| l.ends_with(&format!(" = {text}"))).expect(text);
        let id = source.split(" = ").next().expect("an id").to_owned();
        let french = line("i18n/fr/a.ftl", &|l| l.starts_with(&format!("{id} = ")));
        french.and_then(|line| Some(line.split_once(" = ")?.1.to_owned()))
    })
}

#[test]
fn each_text_has_its_own_id_and_translation_after_a_merge() {
    let french = [Some("Il faut une loi."), Some("Il faut une gare.")];
    // Both places, in both orders; the same place.
    let started = base();
    let before = FILES.map(|file| started.read(file));
    let mut branches = BTreeMap::new();
    let mut branch = |text, before, translated| {
        let made = branches.entry((text, before, translated));
        made.or_insert_with(|| branch(&started, text, before, translated))
            .clone()
    };
    for (ours_before, theirs_before) in [
        ("The second", "The last"),
        ("The last", "The second"),
        ("The second", "The second"),
    ] {
        for translated in [french, [french[0], None], [None, french[1]], [None, None]] {
            let base = same(&started);
            let ours = branch(OURS, ours_before, translated[0]);
            let theirs = branch(THEIRS, theirs_before, translated[1]);
            for (at, file) in FILES.iter().enumerate() {
                base.write(file, merge(&before[at], &ours[at], &theirs[at]));
            }
            if ours_before == theirs_before {
                let both = format!("{OURS}\n\n{THEIRS}\n\n{ours_before}");
                base.write("seeds/a.md", ARTICLE.replace(ours_before, &both));
            }
            let case = format!("{ours_before}, {theirs_before}, {translated:?}");
            let build = ["build", "--format", "brief"];
            assert_eq!(base.run(&build).code, 1, "{case}");
            let run = base.run(&["sync"]);
            assert_eq!(run.code, 0, "{case}: {}", run.stderr);
            assert_eq!(
                translations(&base),
                translated.map(|t| t.map(str::to_owned)),
                "{case}: {}",
                base.read("i18n/fr/a.ftl")
            );
            let source = base.read("i18n/en/a.ftl");
            for id in [
                "outlook-the-night-train-needs = ",
                "outlook-the-night-train-needs-2 = ",
            ] {
                assert_eq!(source.matches(id).count(), 1, "{case}: {source}");
            }
            assert_eq!(base.ok(&["sync"]).stdout, "up to date\n", "{case}");
            let missing = translated.iter().filter(|t| t.is_none()).count();
            let asked = base.read("i18n/fr/a.ftl").matches("# missing: ").count();
            assert_eq!(asked, missing, "{case}: {}", base.read("i18n/fr/a.ftl"));
            // What was confirmed on its branch is confirmed.
            let run = base.run(&build);
            assert_eq!(run.code, i32::from(missing > 0), "{case}: {}", run.stderr);
            assert!(
                !run.stderr.contains("unconfirmed"),
                "{case}: {}",
                run.stderr
            );
        }
    }
}

#[test]
fn the_text_with_more_translations_keeps_the_id() {
    let base = base();
    let before = FILES.map(|file| base.read(file));
    let ours = branch(&base, OURS, "The last", Some("Il faut une loi."));
    let theirs = branch(&base, THEIRS, "The second", None);
    for (at, file) in FILES.iter().enumerate() {
        base.write(file, merge(&before[at], &ours[at], &theirs[at]));
    }
    base.ok(&["sync"]);
    let source = base.read("i18n/en/a.ftl");
    assert!(
        source.contains(&format!("outlook-the-night-train-needs = {OURS}")),
        "{source}"
    );
    assert!(
        source.contains(&format!("outlook-the-night-train-needs-2 = {THEIRS}")),
        "{source}"
    );
}

#[test]
fn the_source_catalogue_is_not_to_be_edited() {
    let base = base();
    let text = base.read("i18n/en/a.ftl");
    base.write(
        "i18n/en/a.ftl",
        format!("{text}\n# paragraph\noutlook-title = Other\n"),
    );
    let run = base.run(&["check"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("run `fluentpress sync`"),
        "{}",
        run.stderr
    );
    base.ok(&["sync", "--discard-edits"]);
    base.ok(&["check"]);
}
