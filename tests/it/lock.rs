//! The lock: what `build` refuses, what `ack` says, and the story of an article that changes.

use crate::support::Project;

const ARTICLE: &str = "seeds/trump-xi-ia.md";
const ENGLISH: &str = "i18n/en/trump-xi-ia.ftl";
const LOCK: &str = "i18n/en/trump-xi-ia.lock.yaml";

/// A paragraph of the article, a heading and a labelled point, each with a new text.
const EDITS: [(&str, &str); 3] = [
    (
        "La Chine mise sur l’autosuffisance",
        "La Chine parie désormais sur l’autosuffisance",
    ),
    ("Ce que montrent les faits", "Ce que les faits montrent"),
    (
        "mais la marge se resserre",
        "mais la marge se resserre vite",
    ),
];
const STALE: [&str; 3] = [
    "evidence-autonomie-technologique",
    "evidence-title",
    "balance-innovation-technique",
];

/// The repository's article after its author edited three texts.
fn edited() -> Project {
    let project = Project::article().plain();
    edit(&project);
    project
}

fn edit(project: &Project) {
    for (old, new) in EDITS {
        project.edit(ARTICLE, old, new);
    }
}

#[test]
fn the_story_of_a_changed_article() {
    let project = Project::article().plain();
    let build = ["build", "--audience", "full-analysis", "--format", "brief"];
    project.ok(&build);
    edit(&project);
    let before =
        std::fs::read(project.path("dist/trump-xi-ia-full-analysis-brief-en.pdf")).expect("a PDF");
    let run = project.run(&["build"]);
    assert_eq!(run.code, 1);
    for id in STALE {
        assert!(
            run.stderr
                .contains(&format!("the translation of `{id}` is stale")),
            "{id}: {}",
            run.stderr
        );
    }
    assert!(
        run.stderr
            .contains("fr: La Chine [-mise-]{+parie désormais+} sur"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("\n3 errors"), "{}", run.stderr);
    let after =
        std::fs::read(project.path("dist/trump-xi-ia-full-analysis-brief-en.pdf")).expect("a PDF");
    assert!(before == after, "the last good file stays");
    let said = project.ok(&["sync"]).stdout;
    assert!(said.contains("trump-xi-ia in en\n      3 stale:"), "{said}");
    // The translator updates two, and says that the third is still right.
    project.edit(
        ENGLISH,
        "China is betting on self-sufficiency (semi",
        "China is now betting on self-sufficiency (semi",
    );
    project.edit(
        ENGLISH,
        "but the margin is narrowing.",
        "but the margin is narrowing fast.",
    );
    for id in [STALE[0], STALE[2]] {
        project.unmark(ENGLISH, id);
    }
    project.ok(&["ack", "en", "evidence-title"]);
    project.ok(&build);
    let english = project
        .pdf("trump-xi-ia-full-analysis-brief-en.pdf")
        .body()
        .replace('\u{AD}', "")
        .replace('\u{A0}', " ");
    for words in [
        "China is now betting on",
        "is narrowing fast.",
        "What the evidence shows",
    ] {
        assert!(english.contains(words), "{words}: {english}");
    }
    let french = project
        .pdf("trump-xi-ia-full-analysis-brief-fr.pdf")
        .body()
        .replace('\u{AD}', "");
    assert!(french.contains("La Chine parie désormais sur"), "{french}");
    let said = project.ok(&["sync"]).stdout;
    assert!(
        said.contains(
            "2 confirmed: evidence-autonomie-technologique, balance-innovation-technique"
        ),
        "{said}"
    );
    assert_eq!(project.ok(&["sync", "--check"]).stdout, "up to date\n");
}

#[test]
fn only_the_artifacts_that_use_it_are_refused() {
    let project = Project::article().plain();
    project.edit(ARTICLE, EDITS[0].0, EDITS[0].1);
    assert_eq!(project.run(&["build", "--format", "brief"]).code, 1);
    project.ok(&["build", "--audience", "key-points", "--format", "brief"]);
    project.ok(&["build", "--locale", "fr", "--format", "brief"]);
    let run = project.run(&[
        "build",
        "--audience",
        "full-analysis",
        "--message-format",
        "json",
    ]);
    let found = &run.messages("diagnostic")[0];
    assert_eq!(found["code"], "stale-translation");
    assert_eq!(found["file"], ENGLISH);
    assert_eq!(
        found["places"][0]["artifact"],
        "trump-xi-ia-full-analysis-brief-en.pdf"
    );
    assert_eq!(found["places"].as_array().map(Vec::len), Some(1));
}

#[test]
fn drafts_show_what_is_stale() {
    let project = edited();
    let run = project.ok(&["build", "--draft", "--audience", "full-analysis"]);
    assert!(
        run.stderr.contains("warning[stale-translation]"),
        "{}",
        run.stderr
    );
}

#[test]
fn an_edit_and_a_translation_that_nobody_asked_for_are_unconfirmed() {
    let build = ["build", "--audience", "full-analysis", "--format", "brief"];
    let project = edited();
    project.edit(ENGLISH, "What the evidence shows", "What the facts show");
    let run = project.run(&build);
    assert!(
        run.stderr
            .contains("both the translation of `evidence-title` and its text in fr have changed"),
        "{}",
        run.stderr
    );
    // `sync` cannot know either; a person can.
    assert_eq!(project.run(&build).code, 1);
    let said = project.ok(&["ack", "--all-unconfirmed", "en"]).stdout;
    assert!(
        said.starts_with("en evidence-title: was unconfirmed\n    Ce que [-montrent-]"),
        "{said}"
    );
    assert!(!project.run(&build).stderr.contains("evidence-title"));
    // After `sync`, it is marked like the others.
    let project = edited();
    project.edit(ENGLISH, "What the evidence shows", "What the facts show");
    let said = project.ok(&["sync"]).stdout;
    assert!(said.contains("3 stale: "), "{said}");
    let run = project.run(&build);
    assert!(
        run.stderr.contains("`evidence-title` is stale"),
        "{}",
        run.stderr
    );
}

#[test]
fn looks_and_comments_make_nothing_stale() {
    let project = Project::article().plain();
    let article = project
        .read(ARTICLE)
        .replace('’', "'")
        .replace(" :", "\u{A0}:");
    project.write(ARTICLE, article);
    let english = project.read(ENGLISH).replace(" = The ", " =\n    The ");
    project.write(ENGLISH, format!("# A comment.\n\n{english}"));
    project.ok(&["build"]);
    // Another spelling of the same values is the same translation.
    let lock = project.read(LOCK);
    project.ok(&["sync"]);
    assert_eq!(project.read(LOCK), lock);
}

#[test]
fn cosmetic_changes_are_said_once_for_all_languages() {
    let project = Project::small().plain();
    project.ok(&["sync"]);
    for locale in ["en", "en-GB"] {
        project.write(
            &format!("i18n/{locale}/a.ftl"),
            "meta-title = Title\nlede-un-mot = A word.\n",
        );
        project.ok(&["ack", "--all-unconfirmed", locale]);
    }
    project.write(
        "i18n/en-GB/labels.ftl",
        include_str!("../../i18n/en/labels.ftl"),
    );
    project.ok(&["build"]);
    project.edit("seeds/a.md", "Un mot.", "Un mot");
    assert_eq!(project.run(&["build"]).code, 1);
    assert_eq!(project.run(&["ack", "--cosmetic", "lede-un-mot"]).code, 2);
    assert_eq!(
        project
            .run(&["ack", "--cosmetic", "lede-un-mot", "--reason", " "])
            .code,
        2
    );
    let said = project
        .ok(&[
            "ack",
            "--cosmetic",
            "lede-un-mot",
            "--reason",
            "a full stop",
        ])
        .stdout;
    for line in [
        "en lede-un-mot: was stale\n    Un [-mot.-]{+mot+}",
        "en-GB lede-un-mot: was stale",
    ] {
        assert!(said.contains(line), "{said}");
    }
    assert!(
        project
            .read("i18n/en/a.lock.yaml")
            .contains("cosmetic: a full stop")
    );
    project.ok(&["build"]);
    assert_eq!(
        project
            .ok(&["ack", "--cosmetic", "lede-un-mot", "--reason", "again"])
            .stdout,
        "nothing to confirm\n"
    );
}

#[test]
fn ack_refuses_what_makes_no_sense_and_writes_nothing_then() {
    let project = edited();
    let lock = project.read(LOCK);
    let run = project.run(&["ack", "en", "evidence-title", "evidence-titel"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("did you mean `evidence-title`?"),
        "{}",
        run.stderr
    );
    assert_eq!(project.read(LOCK), lock);
    for arguments in [
        &["ack"][..],
        &["ack", "en"],
        &["ack", "de", "evidence-title"],
        &["ack", "fr", "evidence-title"],
        &["ack", "--all-unconfirmed"],
    ] {
        assert_eq!(project.run(arguments).code, 2, "{arguments:?}");
    }
    project.edit(
        ARTICLE,
        "# Ce que les faits montrent",
        "# Tout autre chose encore, vraiment {#neuf}\n\n# Ce que les faits montrent",
    );
    let run = project.run(&["ack", "en", "neuf-title"]);
    assert!(
        run.stderr.contains("there is nothing to confirm"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_lock_that_cannot_be_read_stops_everything() {
    let project = Project::article().plain();
    let lock = project.read(LOCK).replacen("  source: ", "  source ", 1);
    project.write(LOCK, &lock);
    for command in [&["build"][..], &["sync"], &["ack", "en", "evidence-title"]] {
        let run = project.run(command);
        assert_eq!(run.code, 1, "{command:?}");
        assert!(
            run.stderr.contains("error[lock-syntax]") && run.stderr.contains(&format!("{LOCK}:")),
            "{}",
            run.stderr
        );
    }
    assert_eq!(project.read(LOCK), lock);
}
