//! A language that the settings list before it has any file.

use std::fs;

use crate::support::{Project, Run, repository};

fn project() -> Project {
    let project = Project::small();
    project.write(
        "fluentpress.yaml",
        "source: en\nlocales: [en, de]\naudiences: [full-analysis]\n",
    );
    project
}

#[test]
fn one_finding_says_that_it_is_not_begun() {
    let project = project();
    for command in ["check", "build"] {
        let run = project.run(&[command]);
        assert_eq!(run.code, 1);
        assert!(
            run.stderr.contains("fluentpress.yaml:2:15"),
            "{}",
            run.stderr
        );
        assert!(
            run.stderr.contains("error[locale-not-begun]"),
            "{}",
            run.stderr
        );
        assert_eq!(run.stderr.matches("error[").count(), 1, "{}", run.stderr);
    }
    project.ok(&["build", "--locale", "en"]);
    project.ok(&["check", "--locale", "en"]);
}

#[test]
fn sync_begins_it_with_its_labels() {
    for arguments in [&["sync"][..], &["sync", "--add-locale", "de"]] {
        let project = project();
        let said = project.ok(arguments).stdout;
        assert!(
            said.contains("wrote i18n/de/a.ftl") && said.contains("wrote i18n/de/labels.ftl"),
            "{said}"
        );
        assert_eq!(project.ok(&["sync"]).stdout, "up to date\n");
        let labels = project.read("i18n/de/labels.ftl");
        assert!(
            labels.contains("# missing: contents (label)\n# contents = Contents\n"),
            "{labels}"
        );
        let texts = project.read("i18n/de/a.ftl");
        assert!(
            texts.contains("# missing: meta-title ") && texts.contains("# missing: lede-un-mot "),
            "{texts}"
        );
        // What is asked for is filled in: the comments go.
        let filled = |text: &str| -> String {
            let lines = text
                .lines()
                .filter(|line| !line.starts_with("# missing:") && !line.starts_with("###"));
            lines
                .map(|line| format!("{}\n", line.strip_prefix("# ").unwrap_or(line)))
                .collect()
        };
        project.write("i18n/de/labels.ftl", filled(&labels));
        project.write(
            "i18n/de/a.ftl",
            filled(&texts).replace("Un mot", "Ein Wort"),
        );
        project.ok(&["sync"]);
        project.confirm("de");
        project.ok(&["build"]);
        assert!(
            project
                .pdf("a-full-analysis-brief-de.pdf")
                .body()
                .contains("Ein Wort.")
        );
    }
}

#[test]
fn labels_that_are_added_later_are_asked_for() {
    let project = project();
    project.ok(&["sync"]);
    project.write("i18n/de/labels.ftl", "# Mine.\ncontents = Inhalt\n");
    project.ok(&["sync"]);
    let labels = project.read("i18n/de/labels.ftl");
    assert!(
        labels.starts_with("# Mine.\ncontents = Inhalt\n\n# missing: "),
        "{labels}"
    );
    assert!(!labels.contains("missing: contents "), "{labels}");
    // One is written, and its request left where it was.
    project.write("i18n/de/labels.ftl", format!("{labels}\ndraft = Entwurf\n"));
    project.ok(&["sync"]);
    let labels = project.read("i18n/de/labels.ftl");
    assert!(
        !labels.contains("missing: draft ") && labels.contains("\ndraft = Entwurf\n"),
        "{labels}"
    );
    assert_eq!(project.ok(&["sync"]).stdout, "up to date\n");
}

/// A project whose language has no labels for callouts and tasks, and where everything else is translated.
fn without_labels_of_elements() -> Project {
    let project = Project::small();
    let labels = fs::read_to_string(repository().join("tests/fixtures/labels.de.ftl"));
    let labels = labels.expect("a fixture");
    let idle = |line: &&str| line.starts_with("callout-") || line.starts_with("task-");
    let kept: Vec<_> = labels.lines().filter(|line| !idle(line)).collect();
    assert_eq!(labels.lines().count() - kept.len(), 7);
    project.write("i18n/de/labels.ftl", kept.join("\n") + "\n");
    project.write(
        "i18n/de/a.ftl",
        "meta-title = Titel\nlede-un-mot = Ein Wort.\n",
    );
    project
}

#[test]
fn labels_that_no_element_prints_are_missed_by_nobody() {
    let project = without_labels_of_elements();
    project.confirm("de");
    let labels = project.read("i18n/de/labels.ftl");
    project.ok(&["check", "--locale", "de", "--deny-warnings"]);
    project.ok(&["build", "--locale", "de"]);
    project.ok(&["sync"]);
    project.ok(&["sync", "--check"]);
    // Nobody is asked for them.
    assert_eq!(project.read("i18n/de/labels.ftl"), labels);
    let said = project.ok(&["status", "--locale", "de"]).stdout;
    assert!(!said.contains("missing-label"), "{said}");
    let json = project.ok(&["status", "--locale", "de", "--message-format", "json"]);
    let counts = json.messages("status");
    let counts = counts.iter().find(|line| line["article"].is_null());
    assert_eq!(counts.expect("labels")["missing"], 0);
    // What is there is looked at all the same.
    project.write(
        "i18n/de/labels.ftl",
        labels + "callout-tip = Tipp { $page }\n",
    );
    let run = project.run(&["check", "--locale", "de"]);
    assert!(
        run.stderr
            .contains("error[label-variables]: the label `callout-tip`"),
        "{}",
        run.stderr
    );
}

#[test]
fn labels_that_an_element_prints_are_missing() {
    for (text, missing) in [
        ("> [!NOTE]\n> Un mot.", &["callout-note"][..]),
        ("- [x] Un mot.", &["task-done"]),
        (
            "1. Un mot.\n\n   - [ ] Deux mots.\n\n   > [!CAUTION]\n   > Trois.",
            &["callout-caution", "task-open"],
        ),
        (
            "::: full-analysis slides\n> [!TIP]\n> Un mot.\n:::",
            &["callout-tip"],
        ),
        ("::: notes\n- [ ] Un mot.\n:::", &["task-open"]),
        ("> [!WARNING] Un titre\n> Un mot.", &[]),
    ] {
        let project = without_labels_of_elements();
        project.edit(
            "seeds/a.md",
            "Un mot.\n",
            &format!("Un mot.\n\n# Suite\n\n{text}\n"),
        );
        let missed = |run: &Run| {
            let found = run.messages("diagnostic").into_iter();
            let found = found.filter(|line| line["code"] == "missing-label");
            let found = found.map(|line| line["message"].as_str().unwrap_or_default().to_owned());
            found.collect::<Vec<_>>()
        };
        let wanted: Vec<_> = missing
            .iter()
            .map(|id| format!("the label `{id}` is missing in de"))
            .collect();
        for command in ["check", "build"] {
            let run = project.run(&[command, "--locale", "de", "--message-format", "json"]);
            assert_eq!(missed(&run), wanted, "{command}: {text}");
        }
        let status = project.ok(&["status", "--locale", "de", "--message-format", "json"]);
        let counts = status.messages("status");
        let counts = counts.iter().find(|line| line["article"].is_null());
        assert_eq!(counts.expect("labels")["missing"], missing.len(), "{text}");
        project.ok(&["sync"]);
        let labels = project.read("i18n/de/labels.ftl");
        assert!(
            missing
                .iter()
                .all(|id| labels.contains(&format!("{id} = "))),
            "{labels}"
        );
    }
}
