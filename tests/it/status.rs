//! `fluentpress status`: what is translated, what can be built today, and the badge.

use serde_json::Value;

use crate::support::Project;

/// An article in French with an English translation that is confirmed.
fn translated() -> Project {
    let project = Project::small().plain();
    project.edit(
        "seeds/a.md",
        "Un mot.\n",
        "Un mot.\n\n# Suite {#suite}\n\nQuatre mots en voici.\n",
    );
    project.write(
        "i18n/en/a.ftl",
        "meta-title = Title\nlede-un-mot = A word.\nsuite-title = More\nsuite-quatre-mots-en-voici = Here are four words.\n",
    );
    project.ok(&["sync"]);
    project.ok(&["ack", "--all-unconfirmed", "en"]);
    project
}

fn objects(said: &str) -> Vec<Value> {
    let parse = |line| serde_json::from_str(line).expect("an object a line");
    said.lines().map(parse).collect()
}

#[test]
fn the_article_is_whole_and_all_can_be_built() {
    let project = Project::article().plain();
    let run = project.ok(&["status"]);
    assert_eq!(run.stderr, "");
    assert!(
        run.stdout.starts_with("locale       article"),
        "{}",
        run.stdout
    );
    let rows: Vec<Vec<&str>> = run
        .stdout
        .lines()
        .map(|line| line.split_whitespace().collect())
        .collect();
    assert!(rows[1].starts_with(&["fr", "(source)", "trump-xi-ia"]));
    assert!(rows[3].starts_with(&["en", "trump-xi-ia"]) && rows[3].ends_with(&["100", "%"]));
    // As many messages in both languages.
    assert_eq!(rows[1][3..5], rows[3][2..4]);
    assert!(
        run.stdout
            .contains("\n12 of 12 artifacts can be built today\n"),
        "{}",
        run.stdout
    );
    // What it says is so.
    project.ok(&["build"]);
    assert_eq!(project.pdfs().len(), 12);
}

#[test]
fn every_state_is_counted_and_weighed_by_words() {
    let project = translated();
    let english = |project: &Project| {
        let said = project.ok(&["status", "--locale", "en", "--message-format", "json"]);
        objects(&said.stdout)
    };
    let all = english(&project);
    assert_eq!(all[0]["current"], 4, "{all:?}");
    assert_eq!(
        (&all[0]["words"], &all[0]["percent"]),
        (&8.into(), &100.into())
    );
    // Four words of eight are stale now.
    project.edit(
        "seeds/a.md",
        "Quatre mots en voici",
        "Quatre phrases en voici",
    );
    project.ok(&["sync"]);
    let all = english(&project);
    assert_eq!(
        (&all[0]["stale"], &all[0]["percent"]),
        (&1.into(), &50.into())
    );
    // A new translation, but of what?
    project.edit("i18n/en/a.ftl", "A word.", "One word.");
    project.edit("seeds/a.md", "Un mot.", "Un seul mot.");
    let all = english(&project);
    assert_eq!(all[0]["unconfirmed"], 1, "{all:?}");
    project.edit("i18n/en/a.ftl", "suite-title = More\n", "");
    let all = english(&project);
    for (state, n) in [
        ("current", 1),
        ("stale", 1),
        ("unconfirmed", 1),
        ("missing", 1),
    ] {
        assert_eq!(all[0][state], n, "{state}: {all:?}");
    }
    let brief = all.iter().find(|o| o["type"] == "buildable").expect("one");
    assert_eq!(brief["buildable"], false);
    let reasons = serde_json::json!({
        "missing-translation": 1, "stale-translation": 1, "unconfirmed-translation": 1
    });
    assert_eq!(brief["reasons"], reasons);
    // The French ones can still be built: what is said is what `build` does.
    let said = project.ok(&["status"]).stdout;
    assert!(
        said.contains("2 of 4 artifacts can be built today"),
        "{said}"
    );
    assert!(
        said.contains("no   a-full-analysis-brief-en.pdf   1 missing-translation, 1 stale"),
        "{said}"
    );
    project.ok(&["build", "--locale", "fr"]);
    assert_eq!(project.run(&["build", "--locale", "en"]).code, 1);
}

#[test]
fn a_hundred_percent_is_all_and_a_message_is_whole_or_missing() {
    let project = translated();
    // A heading without a word weighs nothing, and is not translated.
    project.edit("seeds/a.md", "# Suite", "# — {#rien}\n\n# Suite");
    let all = project.ok(&["status", "--locale", "en", "--message-format", "json"]);
    let all = objects(&all.stdout);
    assert_eq!(
        (&all[0]["missing"], &all[0]["percent"]),
        (&1.into(), &99.into())
    );
    // A labelled point without its label cannot be built.
    let project = Project::small().plain();
    project.edit("seeds/a.md", "Un mot.", "Le temps\n\n: Il passe.");
    project.write(
        "i18n/en/a.ftl",
        "meta-title = Title\nlede-le-temps = It flies.\n",
    );
    project.ok(&["sync"]);
    project.ok(&["ack", "--all-unconfirmed", "en"]);
    let said = project.ok(&["status", "--locale", "en"]).stdout;
    let row: Vec<_> = said
        .lines()
        .nth(1)
        .expect("a row")
        .split_whitespace()
        .collect();
    assert_eq!(
        row,
        ["en", "a", "2", "5", "1", "0", "0", "1", "20", "%"],
        "{said}"
    );
    assert!(said.contains("0 of 2"), "{said}");
}

#[test]
fn labels_and_articles_errors_count() {
    let project = translated();
    project.write("i18n/sv/a.ftl", "meta-title = Titel\n");
    project.write("i18n/sv/labels.ftl", "contents = Inhalt\n");
    let said = project.ok(&["status", "--locale", "sv", "--message-format", "json"]);
    let all = objects(&said.stdout);
    let labels = all.iter().find(|o| o["article"].is_null()).expect("labels");
    assert_eq!(labels["current"], 1);
    assert_eq!(
        labels["missing"],
        labels["segments"].as_u64().expect("a number") - 1
    );
    let brief = all.iter().find(|o| o["type"] == "buildable").expect("one");
    // One finding for all of them.
    assert_eq!(brief["reasons"]["missing-label"], 1);
    // Without a date there is no artifact; with one from outside there is.
    project.edit("seeds/a.md", "date: 2025-11-01\n", "");
    let said = project.ok(&["status", "--locale", "fr"]).stdout;
    assert!(
        said.contains("no  a-full-analysis-brief-fr.pdf   1 front-matter-date"),
        "{said}"
    );
    let mut command = project.command(&["status", "--locale", "fr"]);
    let run = command
        .env("SOURCE_DATE_EPOCH", "0")
        .output()
        .expect("it starts");
    assert!(String::from_utf8_lossy(&run.stdout).contains("2 of 2"));
}

#[test]
fn what_cannot_be_read_is_said_and_ends_with_1() {
    let project = translated();
    let lock = project.read("i18n/en/a.lock.yaml");
    project.write("i18n/en/a.lock.yaml", format!("{lock}\n\t- x"));
    let run = project.run(&["status", "--badge", "b.svg"]);
    assert_eq!(run.code, 1, "{}", run.stdout);
    assert!(run.stderr.contains("error[lock-syntax]"), "{}", run.stderr);
    assert!(run.stdout.contains("fr (source)  a"), "{}", run.stdout);
    assert!(!project.path("b.svg").exists());
    project.write("i18n/en/a.lock.yaml", lock);
    project.write("i18n/en/a.ftl", "meta-title = {\n");
    let run = project.run(&["status"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("error[ftl-syntax]"), "{}", run.stderr);
    project.write("seeds/a.md", b"---\ntitle: \xff\n---\n");
    let run = project.run(&["status", "--message-format", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    assert!(
        objects(&run.stdout)
            .iter()
            .any(|o| o["code"] == "invalid-utf8")
    );
    for (arguments, said) in [
        (
            ["status", "--locale", "xx"],
            "the project has no locale `xx`",
        ),
        (
            ["status", "--article", "b"],
            "the project has no article `b`",
        ),
        (
            ["status", "--message-format", "sarif"],
            "invalid value 'sarif'",
        ),
    ] {
        let run = project.run(&arguments);
        assert_eq!(run.code, 2, "{arguments:?}");
        let all = run.stdout + &run.stderr;
        assert!(all.contains(said), "{all}");
    }
}

#[test]
fn the_badge_tells_each_language() {
    let project = translated();
    project.write("i18n/sv/a.ftl", "meta-title = Titel\n");
    let table = project.ok(&["status"]).stdout;
    let run = project.ok(&["status", "--badge", "docs/b.svg"]);
    assert_eq!(run.stdout, table);
    let badge = project.read("docs/b.svg");
    assert!(badge.contains("role=\"img\""), "{badge}");
    assert!(
        badge.contains("<title>Translations: en 100 %, sv 0 %</title>"),
        "{badge}"
    );
    // Its text is text, and the picture can be read as one.
    assert!(
        badge.contains(">en</text>") && badge.contains(">100 %</text>"),
        "{badge}"
    );
    project.ok(&["status", "--badge", "docs/again.svg"]);
    assert_eq!(project.read("docs/again.svg"), badge);
    project.ok(&["status", "--locale", "en", "--badge", "en.svg"]);
    assert!(
        project
            .read("en.svg")
            .contains("<title>Translations: en 100 %</title>")
    );
    project.ok(&["status", "--locale", "fr", "--badge", "fr.svg"]);
    assert!(project.read("fr.svg").contains("fr 100 %"));
    // A project is a good place to keep it: an article may show it.
    project.write("seeds/b.svg", badge);
    project.edit("seeds/a.md", "Un mot.", "![Le badge](b.svg)");
    let run = project.ok(&["build", "--draft", "--locale", "fr"]);
    assert!(!run.stderr.contains("error"), "{}", run.stderr);
    let run = project.run(&["status", "--badge", "docs"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("error[output]"), "{}", run.stderr);
    assert_eq!(project.run(&["status", "--badge", ".."]).code, 2);
}
