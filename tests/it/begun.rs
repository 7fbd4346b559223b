//! Languages that are listed before they have a file, and languages that are begun and not published.

use std::fs;

use crate::support::{Project, Run, repository};

fn project() -> Project {
    let project = Project::small().plain();
    project.write(
        "fluentpress.yaml",
        "source: en\nlocales: [en, sv]\naudiences: [full-analysis]\n",
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
    for arguments in [&["sync"][..], &["sync", "--add-locale", "sv"]] {
        let project = project();
        let said = project.ok(arguments).stdout;
        assert!(
            said.contains("wrote i18n/sv/a.ftl") && said.contains("wrote i18n/sv/labels.ftl"),
            "{said}"
        );
        assert_eq!(project.ok(&["sync"]).stdout, "up to date\n");
        let labels = project.read("i18n/sv/labels.ftl");
        assert!(
            labels.contains("# missing: contents (label)\n# contents = Contents\n"),
            "{labels}"
        );
        let texts = project.read("i18n/sv/a.ftl");
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
        project.write("i18n/sv/labels.ftl", filled(&labels));
        project.write("i18n/sv/a.ftl", filled(&texts).replace("Un mot", "Ett ord"));
        project.ok(&["sync"]);
        project.confirm("sv");
        project.ok(&["build"]);
        assert!(
            project
                .pdf("a-full-analysis-brief-sv.pdf")
                .body()
                .contains("Ett ord.")
        );
    }
}

#[test]
fn labels_that_are_added_later_are_asked_for() {
    let project = project();
    project.ok(&["sync"]);
    project.write("i18n/sv/labels.ftl", "# Mine.\ncontents = Innehåll\n");
    project.ok(&["sync"]);
    let labels = project.read("i18n/sv/labels.ftl");
    assert!(
        labels.starts_with("# Mine.\ncontents = Innehåll\n\n# missing: "),
        "{labels}"
    );
    assert!(!labels.contains("missing: contents "), "{labels}");
    // One is written, and its request left where it was.
    project.write("i18n/sv/labels.ftl", format!("{labels}\ndraft = Utkast\n"));
    project.ok(&["sync"]);
    let labels = project.read("i18n/sv/labels.ftl");
    assert!(
        !labels.contains("missing: draft ") && labels.contains("\ndraft = Utkast\n"),
        "{labels}"
    );
    assert_eq!(project.ok(&["sync"]).stdout, "up to date\n");
}

/// A project whose language has no labels for callouts and tasks, and where everything else is translated.
fn without_labels_of_elements() -> Project {
    let project = Project::small().plain();
    let labels = fs::read_to_string(repository().join("tests/fixtures/labels.sv.ftl"));
    let labels = labels.expect("a fixture");
    let idle = |line: &&str| line.starts_with("callout-") || line.starts_with("task-");
    let kept: Vec<_> = labels.lines().filter(|line| !idle(line)).collect();
    assert_eq!(labels.lines().count() - kept.len(), 7);
    project.write("i18n/sv/labels.ftl", kept.join("\n") + "\n");
    project.write(
        "i18n/sv/a.ftl",
        "meta-title = Titel\nlede-un-mot = Ett ord.\n",
    );
    project
}

#[test]
fn labels_that_no_element_prints_are_missed_by_nobody() {
    let project = without_labels_of_elements();
    project.confirm("sv");
    let labels = project.read("i18n/sv/labels.ftl");
    project.ok(&["check", "--locale", "sv", "--deny-warnings"]);
    project.ok(&["build", "--locale", "sv"]);
    project.ok(&["sync"]);
    project.ok(&["sync", "--check"]);
    // Nobody is asked for them.
    assert_eq!(project.read("i18n/sv/labels.ftl"), labels);
    let said = project.ok(&["status", "--locale", "sv"]).stdout;
    assert!(!said.contains("missing-label"), "{said}");
    let json = project.ok(&["status", "--locale", "sv", "--message-format", "json"]);
    let counts = json.messages("status");
    let counts = counts.iter().find(|line| line["article"].is_null());
    assert_eq!(counts.expect("labels")["missing"], 0);
    // What is there is looked at all the same.
    project.write(
        "i18n/sv/labels.ftl",
        labels + "callout-tip = Tips { $page }\n",
    );
    let run = project.run(&["check", "--locale", "sv"]);
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
            .map(|id| format!("the label `{id}` is missing in sv"))
            .collect();
        for command in ["check", "build"] {
            let run = project.run(&[command, "--locale", "sv", "--message-format", "json"]);
            assert_eq!(missed(&run), wanted, "{command}: {text}");
        }
        let status = project.ok(&["status", "--locale", "sv", "--message-format", "json"]);
        let counts = status.messages("status");
        let counts = counts.iter().find(|line| line["article"].is_null());
        assert_eq!(counts.expect("labels")["missing"], missing.len(), "{text}");
        project.ok(&["sync"]);
        let labels = project.read("i18n/sv/labels.ftl");
        assert!(
            missing
                .iter()
                .all(|id| labels.contains(&format!("{id} = "))),
            "{labels}"
        );
    }
}

/// A project with an English translation, and a Swedish one that is begun.
fn begun() -> Project {
    let project = Project::small().plain();
    project.write(
        "i18n/en/a.ftl",
        "meta-title = Title\nlede-un-mot = A word.\n",
    );
    project.confirm("en");
    let said = project.ok(&["sync", "--add-locale", "sv"]).stdout;
    assert!(
        said.contains("wrote fluentpress.yaml\n") && said.contains("builds leave `sv` out until"),
        "{said}"
    );
    project
}

/// The languages of the PDFs in `dist`.
fn languages(project: &Project) -> Vec<String> {
    let pdfs = project.pdfs();
    let briefs = pdfs.iter().filter_map(|name| {
        let locale = name.strip_prefix("a-full-analysis-brief-")?;
        Some(locale.trim_end_matches(".pdf").to_owned())
    });
    briefs.collect()
}

#[test]
fn a_language_that_is_begun_blocks_nobody() {
    let project = begun();
    project.ok(&["sync", "--check"]);
    project.ok(&["check", "--deny-warnings"]);
    project.ok(&["build"]);
    project.ok(&["verify"]);
    assert_eq!(languages(&project), ["en", "fr"]);
    assert!(!project.ok(&["list"]).stdout.contains("-sv"));
    // Who works on it sees it.
    let said = project.ok(&["status"]).stdout;
    assert!(said.contains("sv"), "{said}");
    let run = project.run(&["check", "--locale", "sv"]);
    assert!(
        run.code == 1 && run.stderr.contains("missing-translation"),
        "{}",
        run.stderr
    );
    let run = project.run(&["build", "--locale", "sv"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert_eq!(languages(&project), ["en", "fr"]);
    project.ok(&["build", "--draft", "--output-dir", "draft"]);
    assert!(project.path("draft/a-full-analysis-brief-sv.pdf").is_file());
    assert!(project.path("draft/a-full-analysis-brief-en.pdf").is_file());
    // It is translated, and published by a line less.
    let labels = fs::read_to_string(repository().join("tests/fixtures/labels.sv.ftl"));
    project.write("i18n/sv/labels.ftl", labels.expect("a fixture"));
    project.write(
        "i18n/sv/a.ftl",
        "meta-title = Titel\nlede-un-mot = Ett ord.\n",
    );
    project.confirm("sv");
    project.ok(&["build"]);
    assert_eq!(languages(&project), ["en", "fr"]);
    project.edit("fluentpress.yaml", "  - sv\n", "");
    project.ok(&["check", "--deny-warnings"]);
    project.ok(&["build"]);
    assert_eq!(languages(&project), ["en", "fr", "sv"]);
}

#[test]
fn the_list_is_extended_and_every_other_byte_stays() {
    let head = "source: fr\naudiences: [full-analysis] # one\n";
    for (written, wanted) in [
        ("begun:\n  - sv\n", "begun:\n  - sv\n  - it\n"),
        (
            "begun:\n- sv # Anna\n# more\noutput: pdf\n",
            "begun:\n- sv # Anna\n- it\n# more\noutput: pdf\n",
        ),
        ("begun: [sv, 'da']\n", "begun: [sv, 'da', it]\n"),
        ("begun:\n  -\n    sv\n", ""),
        ("begun: [da, sv]\n", "begun: [da, sv, it]\n"),
        ("begun: []\n", "begun:\n  - it\n"),
        ("begun:\noutput: pdf\n", "begun:\n  - it\noutput: pdf\n"),
        ("begun:\n  - sv", "begun:\n  - sv\n  - it"),
    ] {
        for ends in ["\n", "\r\n"] {
            let project = Project::small().plain();
            let lines = |text: &str| text.replace('\n', ends);
            project.write("fluentpress.yaml", lines(&format!("{head}{written}")));
            let said = project.ok(&["sync", "--add-locale", "it"]).stdout;
            let found = project.read("fluentpress.yaml");
            match wanted {
                // It is said what to write.
                "" => assert!(
                    said.ends_with("now add `it` to `begun:` in fluentpress.yaml\n"),
                    "{said}"
                ),
                wanted => assert_eq!(found, lines(&format!("{head}{wanted}"))),
            }
        }
    }
    // Without settings, these are the first.
    let project = Project::small().plain();
    fs::remove_file(project.path("fluentpress.yaml")).expect("removed");
    project.edit("seeds/a.md", "title: Titre", "title: Titre\nlang: fr");
    project.ok(&["sync", "--project", "."]);
    project.ok(&["sync", "--add-locale", "it"]);
    let settings = project.read("fluentpress.yaml");
    assert!(
        settings.starts_with("# Languages that are being translated")
            && settings.ends_with("\nbegun:\n  - it\n"),
        "{settings}"
    );
}

#[test]
fn labels_that_are_built_in_make_no_language() {
    let project = Project::small().plain();
    let labels = fs::read(repository().join("i18n/pl/labels.ftl")).expect("labels");
    project.write("i18n/pl/labels.ftl", labels);
    project.ok(&["check", "--deny-warnings"]);
    assert!(!project.ok(&["list"]).stdout.contains("-pl"));
    // Others are of a language of the project.
    project.edit("i18n/pl/labels.ftl", "contents = ", "contents = Mój ");
    let run = project.run(&["check"]);
    assert!(
        run.code == 1 && run.stderr.contains("into pl"),
        "{}",
        run.stderr
    );
}

#[test]
fn what_is_no_language_to_begin_is_an_error_at_its_place() {
    for (begun, said) in [
        ("[fr]", "fluentpress.yaml:2:9"),
        ("[fr-XA]", "fluentpress.yaml:2:9"),
        ("[a language]", "fluentpress.yaml:2:9"),
        ("sv", "fluentpress.yaml:2:1"),
    ] {
        let project = Project::small().plain();
        project.write("fluentpress.yaml", format!("source: fr\nbegun: {begun}\n"));
        let run = project.run(&["check"]);
        assert!(
            run.code == 1
                && run.stderr.contains("error[settings-value]")
                && run.stderr.contains(said),
            "{begun}: {}",
            run.stderr
        );
    }
}
