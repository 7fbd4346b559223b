//! A language that the settings list before it has any file.

use crate::support::Project;

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
