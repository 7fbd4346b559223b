//! Translations over the life of an article: texts that are deleted and return, ids and articles that are renamed, references between
//! messages, and changes that are only typos.

use std::fs;

use crate::support::{Made, Project};

const ARTICLE: &str = "seeds/a.md";
const GERMAN: &str = "i18n/de/a.ftl";
const LOCK: &str = "i18n/de/a.lock.yaml";
const MARKET: &str = "The market grows for beds.\n\n";

/// An article with a German translation, all confirmed, and that of a region.
fn project() -> Project {
    static MADE: Made = Made::once();
    MADE.project(|| {
        let project = Project::new(&[
            (
                "fluentpress.yaml",
                "source: en\nlocales: [en, de, de-AT]\naudiences: [full-analysis]\n",
            ),
            (
                ARTICLE,
                "---\ntitle: Trains\ndate: 2025-11-01\n---\n\n# What comes {#next}\n\nThe market grows for beds.\n\nThe study ends here.\n\nLines come first.\n",
            ),
            (
                GERMAN,
                "meta-title = Züge\nnext-title = Was kommt\n\nnext-the-market-grows-for = Der Markt wächst.\n\nnext-the-study-ends-here = Hier endet es.\nnext-lines-come-first = Linien zuerst, { $title }.\n-t = Wort\n",
            ),
            ("i18n/de-AT/a.ftl", "next-title = Was kimmt\n"),
        ])
        .plain();
        project.ok(&["sync"]);
        project.confirm("de").confirm("de-AT");
        assert_eq!(project.ok(&["sync"]).stdout, "up to date\n");
        project.ok(&["check"]);
        project
    })
}

/// A reference in place of the end of a translation.
fn refer(project: &Project, to: &str) {
    project.edit(GERMAN, "{ $title }.", to);
    project.ok(&["sync"]);
    project.ok(&["check"]);
}

#[test]
fn a_text_that_returns_is_as_current_as_it_was() {
    let project = project();
    let (article, german) = (project.read(ARTICLE), project.read(GERMAN));
    let lock = project.read(LOCK);
    project.edit(ARTICLE, MARKET, "");
    let said = project.ok(&["sync"]).stdout;
    assert!(said.contains("1 obsolete: next-the-market"), "{said}");
    project.write(ARTICLE, &article);
    let said = project.ok(&["sync"]).stdout;
    assert!(said.contains("1 returned: next-the-market"), "{said}");
    project.ok(&["check"]);
    assert_eq!(project.read(LOCK), lock);
    assert_eq!(project.read(GERMAN), german, "no heading without messages");
    // A translation that was stale returns stale, whether a mark stood above it or not.
    project.edit(ARTICLE, "grows", "shrinks");
    let shrinking = project.read(ARTICLE);
    for is_marked in [true, false] {
        if is_marked {
            project.ok(&["sync"]);
        }
        project.edit(ARTICLE, &MARKET.replace("grows", "shrinks"), "");
        project.ok(&["sync"]);
        let kept = project.read(GERMAN);
        let block = "# obsolete: next-the-market-grows-for\n";
        assert_eq!(kept.matches(block).count(), 1, "{kept}");
        assert!(!kept.contains("# stale"), "{kept}");
        project.write(ARTICLE, &shrinking).ok(&["sync"]);
        let kept = project.read(GERMAN);
        assert!(kept.contains("[-grows-]{+shrinks+}"), "{kept}");
        let said = project.run(&["check"]).stderr;
        assert!(said.contains("error[stale-translation]"), "{said}");
    }
    // Who deletes the comment gives the translation up, and its record with it.
    project.edit(ARTICLE, &MARKET.replace("grows", "shrinks"), "");
    project.ok(&["sync"]);
    let (kept, _) = german.split_once("next-the-market").expect("a message");
    project.write(GERMAN, kept).ok(&["sync"]);
    assert!(!project.read(LOCK).contains("next-the-market"));
}

#[test]
fn a_translation_cannot_show_one_of_a_text_that_is_gone() {
    for (reference, by) in [
        ("{ next-the-study-ends-here }.", "next-lines-come-first"),
        ("{ own }.\nown = { next-the-study-ends-here }", "own"),
        ("{ -u }.\n-u = { next-the-study-ends-here }", "-u"),
    ] {
        let project = project();
        refer(&project, reference);
        project.edit(ARTICLE, "The study ends here.\n\n", "");
        let said = format!(
            "`{by}` shows the translation of `next-the-study-ends-here`, a text that the article no longer has"
        );
        for is_synced in [false, true] {
            if is_synced {
                project.ok(&["sync"]);
            }
            for command in [
                &["check", "--locale", "de"][..],
                &["build", "--locale", "de"],
            ] {
                let run = project.run(command);
                assert_eq!(run.code, 1, "{reference}");
                let error = format!("error[stale-translation]: {said}\n --> {GERMAN}:");
                assert!(run.stderr.contains(&error), "{}", run.stderr);
            }
            let said = project.ok(&["status", "--locale", "de"]).stdout;
            assert!(said.contains("1 stale-translation\n"), "{said}");
        }
        let after = project
            .read(GERMAN)
            .replace("{ next-the-study-ends-here }", "es endet");
        project.write(GERMAN, after).ok(&["sync"]);
        project.ok(&["check"]);
        assert!(project.read(GERMAN).contains("# obsolete: next-the-study"));
    }
}

#[test]
fn a_stale_message_counts_once_where_another_shows_it() {
    let project = project();
    refer(&project, "{ next-the-study-ends-here }.");
    project.edit(ARTICLE, "study ends", "study ended");
    let said = project.ok(&["status", "--locale", "de"]).stdout;
    assert!(
        said.contains("brief-de.pdf   1 stale-translation\n"),
        "{said}"
    );
}

#[test]
fn references_follow_an_id_that_is_renamed() {
    let project = project();
    refer(
        &project,
        "{ next-title } { own }.\nown = { $title ->\n    [x] { next-title }\n   *[y] { -u }\n}\n-u = { next-title}",
    );
    project.edit(
        "i18n/de-AT/a.ftl",
        "kimmt\n",
        "kimmt\nnext-lines-come-first = { next-title }\n",
    );
    project.ok(&["sync"]);
    project.confirm("de-AT");
    let files = [GERMAN, "i18n/de-AT/a.ftl"];
    let before = files.map(|file| project.read(file));
    project.edit(ARTICLE, "{#next}", "{#after}");
    // A text that is stale as well stays so.
    project.edit(ARTICLE, "Lines come first", "Lines came first");
    project.ok(&["sync"]);
    for (file, before) in files.into_iter().zip(before) {
        let after = project.read(file);
        let marks = |line: &&str| !line.starts_with("# ") && !line.is_empty();
        let lines = |text: &str| text.lines().filter(marks).collect::<Vec<_>>().join("\n");
        assert_eq!(
            lines(&after),
            lines(&before.replace("next-title", "after-title")),
            "{file}"
        );
        assert_eq!(
            after.matches("# stale: next-lines-come-first").count(),
            1,
            "{after}"
        );
    }
    project.edit(ARTICLE, "Lines came first", "Lines come first");
    project.ok(&["sync"]);
    project.ok(&["build"]);
}

#[test]
fn a_typo_confirms_no_earlier_change() {
    let id = "next-the-market-grows-for";
    let typo = ["ack", "--cosmetic", id, "--reason", "a typo"];
    for is_synced in [false, true] {
        let project = project();
        project.edit(ARTICLE, "for beds", "for large bedds");
        project.ok(&["sync"]);
        project.edit(ARTICLE, "bedds", "beds");
        if is_synced {
            project.ok(&["sync"]);
        }
        let run = project.ok(&typo);
        let said = format!(
            "the translation of `{id}` into de waits for an earlier change of its text, and stays stale"
        );
        assert!(run.stderr.contains(&said), "{}", run.stderr);
        assert_eq!(run.stdout, "nothing to confirm\n");
        project.ok(&["sync"]);
        assert_eq!(project.run(&["check"]).code, 1);
        // The translator does what was asked, and the next typo is one.
        project.edit(
            GERMAN,
            "Der Markt wächst.",
            "Der Markt für große Betten wächst.",
        );
        project.unmark(GERMAN, id).ok(&["sync"]);
        project.ok(&["check"]);
        project.edit(ARTICLE, "large beds", "larger beds");
        if is_synced {
            project.ok(&["sync"]);
        }
        let said = project.ok(&typo).stdout;
        assert!(said.contains(&format!("de {id}: was stale")), "{said}");
        project.ok(&["check"]);
    }
}

#[test]
fn an_article_is_renamed_with_its_catalogues_and_locks() {
    let project = project();
    let rename = |from: &str, to: &str| {
        fs::rename(project.path(from), project.path(to)).expect("renamed");
    };
    rename(ARTICLE, "seeds/b.md");
    for locale in ["en", "de", "de-AT"] {
        rename(
            &format!("i18n/{locale}/a.ftl"),
            &format!("i18n/{locale}/b.ftl"),
        );
    }
    let said = project.run(&["check"]).stderr;
    for locale in ["de", "de-AT"] {
        let warning = format!(
            "warning[obsolete-file]: there is no article `seeds/a.md`\n--> i18n/{locale}/a.lock.yaml\n"
        );
        assert!(said.contains(&warning), "{said}");
    }
    for locale in ["de", "de-AT"] {
        rename(
            &format!("i18n/{locale}/a.lock.yaml"),
            &format!("i18n/{locale}/b.lock.yaml"),
        );
    }
    project.ok(&["sync"]);
    assert!(project.ok(&["check"]).stderr.is_empty());
}

#[test]
fn a_renamed_message_is_recognized_before_sync() {
    let project = project();
    project.edit(ARTICLE, "{#next}", "{#after}");
    for command in ["check", "build"] {
        let said = project.run(&[command, "--locale", "de"]).stderr;
        let error = format!(
            "error[missing-translation]: the message `next-title` is `after-title` now, and has its old id here\n --> {GERMAN}:2:1"
        );
        assert!(
            said.contains(&error) && said.contains("\n1 error\n"),
            "{said}"
        );
    }
    project.ok(&["sync"]);
    project.ok(&["check", "--locale", "de"]);
}

/// Texts that several sections or rows have are translated for each of them.
#[test]
fn equal_texts_go_with_their_row_and_their_section() {
    let rows = [
        "| North | Railway | Open |\n",
        "| West | Railway | Open |\n",
    ];
    let sections = ["north", "south"].map(|id| {
        format!(
            "# The {id} {{#{id}}}\n\nIt costs much.\n\n## Details\n\n- Yes\n\nSee the annex.\n\n"
        )
    });
    let article = |order: [usize; 2]| {
        let [a, b] = order;
        format!(
            "---\ntitle: Trains\ndate: 2025-11-01\n---\n\n| Place | Who | When |\n|---|---|---|\n{}{}\n{}{}",
            rows[a], rows[b], sections[a], sections[b]
        )
    };
    let project = project();
    project.write(ARTICLE, article([0, 1])).ok(&["sync"]);
    let ids = |project: &Project| {
        let text = project.read("i18n/en/a.ftl");
        let lines = text
            .lines()
            .filter(|line| line.contains(" = ") && !line.starts_with('#'));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let before = ids(&project);
    project.write(ARTICLE, article([1, 0])).ok(&["sync"]);
    let after = ids(&project);
    let place = |id: &str| {
        before
            .iter()
            .position(|line| line.starts_with(&format!("{id} = ")))
    };
    let order: Vec<_> = after
        .iter()
        .map(|line| place(line.split_once(" = ").expect("a message").0))
        .collect();
    // The title and the head; a row of three cells and the other one; a section of five texts and the other one.
    let wanted = [0..4, 7..10, 4..7, 15..20, 10..15];
    let wanted: Vec<_> = wanted.into_iter().flatten().map(Some).collect();
    assert_eq!(order, wanted, "{before:#?} {after:#?}");
}

/// Of equal texts that are deleted and return, each has its own id again; a short text of another place has none of them.
#[test]
fn equal_texts_return_to_their_places() {
    let rows = "| North | Railway | Open |\n| West | Railway | Open |\n";
    let head =
        "---\ntitle: Trains\ndate: 2025-11-01\n---\n\n| Place | Who | When |\n|---|---|---|\n";
    let other = "\n# Other {#other}\n\n- Open\n";
    let project = project();
    let ids = |project: &Project| {
        let text = project.read("i18n/en/a.ftl");
        let lines = text
            .lines()
            .filter(|line| line.contains(" = ") && !line.starts_with('#'));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    project
        .write(ARTICLE, format!("{head}{rows}"))
        .ok(&["sync"]);
    let before = ids(&project);
    project.write(ARTICLE, head).ok(&["sync"]);
    project
        .write(ARTICLE, format!("{head}{other}"))
        .ok(&["sync"]);
    assert!(
        ids(&project).contains(&"other-open = Open".to_owned()),
        "{:?}",
        ids(&project)
    );
    project
        .write(ARTICLE, format!("{head}{rows}{other}"))
        .ok(&["sync"]);
    assert_eq!(ids(&project)[..before.len()], before);
}

/// What an article with an error does not have may come back when that is mended.
#[test]
fn nothing_is_given_up_for_an_error_of_the_article() {
    let project = project();
    let notes = "::: notes\nA note.\n:::\n\nLines come first.";
    project.edit(ARTICLE, "Lines come first.", notes);
    project.ok(&["sync"]);
    let german = project.read(GERMAN);
    assert!(german.contains("# missing: next-note"), "{german}");
    project.write(
        GERMAN,
        german.replace("# next-note = A note", "next-note = Eine Notiz"),
    );
    project.ok(&["sync"]);
    let (german, lock) = (project.read(GERMAN), project.read(LOCK));
    project.ok(&["export", "de", "--format", "po", "de.po"]);
    project.edit(ARTICLE, "::: notes", "::: nots");
    let said = project.run(&["check"]).stderr;
    assert!(!said.contains("obsolete-message"), "{said}");
    project.edit("de.po", "Was kommt", "Was folgt");
    for command in [
        &["import", "de.po"][..],
        &["export", "de", "--format", "po", "x.po"],
    ] {
        let run = project.run(command);
        assert_eq!(run.code, 1, "{command:?}");
        assert!(
            run.stderr.contains("did you mean `notes`?"),
            "{}",
            run.stderr
        );
    }
    assert_eq!((project.read(GERMAN), project.read(LOCK)), (german, lock));
}

/// The text is stale, and its note has another name: that stops what shows it, and nothing else.
#[test]
fn a_renamed_note_stops_only_what_shows_it() {
    let project = project();
    let section =
        "\n# Notes {#notes}\n\nA point[^old].\n\n::: slides\nA slide.\n:::\n\n[^old]: A note.\n";
    project
        .write(ARTICLE, project.read(ARTICLE) + section)
        .ok(&["sync"]);
    let german = project.read(GERMAN);
    let asked = german
        .lines()
        .filter(|line| line.starts_with("# ") && line.contains(" = "));
    let done: String = asked.map(|line| format!("{}\n", &line[2..])).collect();
    project.write(GERMAN, german + &done).ok(&["sync"]);
    project.ok(&["build"]);
    let article = project.read(ARTICLE).replace("[^old]", "[^new]");
    project.write(ARTICLE, article).ok(&["sync"]);
    project.ok(&["build", "--locale", "de", "--format", "slides"]);
    let run = project.run(&["build", "--locale", "de", "--format", "brief"]);
    assert_eq!(run.code, 1);
    for said in [
        "error[footnote-differs]",
        "error[unknown-footnote]",
        "write the name that the note has in the source text",
    ] {
        assert!(run.stderr.contains(said), "{said}: {}", run.stderr);
    }
    project.ok(&["build", "--locale", "de", "--draft"]);
}
