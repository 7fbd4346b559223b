//! What differs between languages: quotes that a setting chooses, typography that is not known, words without spaces.

use crate::support::Project;

/// An English article with labels and a British region, in some settings.
fn british(settings: &str) -> Project {
    let project = Project::new(&[
        (
            "fluentpress.yaml",
            &format!("source: en\nlocales: [en, en-GB]\naudiences: [full-analysis]\n{settings}"),
        ),
        (
            "seeds/a.md",
            "---\ntitle: A \"trial\"\ndate: 2025-11-01\n---\n\n\"It's what the 'states' asked,\" he said in the '90s.\n\nThe “typed” ones.\n\nThe *same*.\n",
        ),
        (
            "i18n/en-GB/a.ftl",
            "lede-the-same = A colour 'of' “the dogs’ ‘own’ choice”.\n",
        ),
        (
            "i18n/en-GB/labels.ftl",
            "full-analysis = The \"full\" analysis\n",
        ),
    ]);
    project.ok(&["sync"]);
    project.confirm("en-GB").ok(&["sync"]);
    project
}

/// The text of the brief in a language.
fn text(project: &Project, locale: &str) -> String {
    project
        .pdf(&format!("a-full-analysis-brief-{locale}.pdf"))
        .text()
}

#[test]
fn british_quotes_are_a_setting() {
    let project = british("single-quotes: [en-GB]\n");
    project.ok(&["build", "--format", "brief"]);
    let printed = text(&project, "en-GB");
    for line in [
        "A ‘trial’",
        "‘It’s what the “states” asked,’ he said in the ’90s.",
        "The ‘typed’ ones.",
        "A colour ‘of’ ‘the dogs’ “own” choice’.",
        "The ‘full’ analysis",
    ] {
        assert!(printed.contains(line), "{line}: {printed}");
    }
    // The other English has double ones.
    let printed = text(&project, "en");
    for line in [
        "A “trial”",
        "“It’s what the ‘states’ asked,” he said in the ’90s.",
        "The “typed” ones.",
    ] {
        assert!(printed.contains(line), "{line}: {printed}");
    }
    // A repair writes what is printed.
    project.write(
        "i18n/en-GB/a.ftl",
        "lede-the-same = She said \"the 'same'\".\n",
    );
    project.run(&["check", "--fix"]);
    assert_eq!(
        project.read("i18n/en-GB/a.ftl"),
        "lede-the-same = She said ‘the “same”’.\n"
    );
    // Without the setting, nothing changes.
    let project = british("");
    project.ok(&["build", "--format", "brief"]);
    assert!(text(&project, "en-GB").contains("“It’s what the ‘states’ asked,”"));
}

#[test]
fn a_setting_of_quotes_that_means_nothing_is_an_error_at_its_line() {
    for (value, said) in [
        ("[xx-yy-zz]", "`xx-yy-zz` is not a language tag"),
        ("[en-AU]", "`en-AU` is no language of the project"),
        (
            "[fr]",
            "single quotes are a choice in English only, and this is `fr`",
        ),
        ("true", "must be a list of language tags such as `en-GB`"),
    ] {
        let project = british("");
        let settings = project.read("fluentpress.yaml");
        project.write(
            "fluentpress.yaml",
            format!("{settings}single-quotes: {value}\n"),
        );
        let check = project.run(&["check"]);
        assert_eq!(check.code, 1, "{value}");
        assert!(check.stderr.contains(said), "{value}: {}", check.stderr);
        assert!(
            check.stderr.contains("--> fluentpress.yaml:4:"),
            "{value}: {}",
            check.stderr
        );
        assert_eq!(
            check.stderr.matches("error[").count(),
            1,
            "{}",
            check.stderr
        );
    }
}

#[test]
fn typography_that_is_not_known_is_said_once() {
    let project = Project::small();
    let article = project.read("seeds/a.md");
    project.write("seeds/b.md", &article);
    for (locale, is_known) in [
        ("la", false),
        ("gv", false),
        ("de", true),
        ("cs", true),
        ("zu", true),
        ("pt-AO", true),
        ("zh-Hant-HK", true),
    ] {
        let catalogue = "meta-title = Titulus\nlede-un-mot = Verbum.\n";
        for name in ["a", "b"] {
            project.write(&format!("i18n/{locale}/{name}.ftl"), catalogue);
        }
        project.ok(&["sync"]);
        project.confirm(locale);
        let check = project.run(&["check", "--locale", locale, "--message-format", "json"]);
        let all = check.messages("diagnostic");
        let all = all.iter().filter(|d| d["code"] == "unknown-typography");
        let notes: Vec<_> = all
            .map(|d| (d["severity"].clone(), d["file"].clone()))
            .collect();
        let folder = format!("i18n/{locale}");
        let expected = (!is_known).then(|| ("note".into(), folder.into()));
        assert_eq!(notes, expected.into_iter().collect::<Vec<_>>(), "{locale}");
    }
    // It is no warning.
    let check = project.run(&[
        "check",
        "--locale",
        "la",
        "--deny-warnings",
        "--message-format",
        "json",
    ]);
    let all = check.messages("diagnostic");
    let note = all.iter().find(|d| d["code"] == "unknown-typography");
    assert_eq!(note.expect("the note")["severity"], "note");
}
