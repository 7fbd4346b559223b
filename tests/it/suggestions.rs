//! Suggestions: a text that is to be translated comes with what the same or a similar text was translated as.

use std::fmt::Write;

use crate::support::Project;

const FRENCH: &str = "\
---
title: Le titre
date: 2025-11-01
---

# Les faits {#faits}

La Chine rattrape rapidement son retard dans les semi-conducteurs.

Rien n’est joué.

Matériel

: Une avance nette, mais contestée.
";

const ENGLISH: &str = "\
meta-title = The title
faits-title = The facts
faits-la-chine-rattrape-rapidement = China is quickly catching up in semiconductors.
faits-rien-est-joue = Nothing is settled.
faits-materiel = A clear lead, but a contested one.
    .label = Hardware
";

/// A project with a translated article, and a second one with texts to be translated.
fn project(body: &str) -> Project {
    let project = Project::small().plain();
    project.write("seeds/a.md", FRENCH);
    project.write("i18n/en/a.ftl", ENGLISH).ok(&["sync"]);
    project.confirm("en").ok(&["sync"]);
    let front = "---\ntitle: Le titre\ndate: 2025-11-01\n---\n\n";
    project.write("seeds/b.md", format!("{front}{body}"));
    project
}

/// What `check` says about a message.
fn hints(project: &Project, id: &str) -> Vec<String> {
    let found = project.run(&["check", "--message-format", "json"]);
    let found = found.messages("diagnostic");
    let about = found.iter().find(|d| {
        let message = d["message"].as_str().expect("a message");
        let is_state = ["missing-translation", "stale-translation"].map(|code| d["code"] == code);
        is_state.contains(&true) && message.contains(&format!("`{id}`"))
    });
    let about = about.unwrap_or_else(|| panic!("{id}: {found:?}"));
    let hints = about["hints"].as_array().expect("hints");
    let hints = hints
        .iter()
        .map(|hint| hint.as_str().expect("a hint").to_owned());
    hints.filter(|hint| hint.contains("text")).collect()
}

#[test]
fn a_missing_text_comes_with_the_translation_of_the_same_or_a_similar_one() {
    let project = project(
        "Rien n'est joué.\n\nLa Chine rattrape rapidement son retard dans les puces.\n\nMatériel\n\n: Autre chose.\n\nUne phrase sans pareille dans les autres textes.\n",
    );
    for (id, said) in [
        (
            "meta-title",
            &["the same text is translated at i18n/en/a.ftl:1: The title"][..],
        ),
        (
            "lede-rien-est-joue",
            &["the same text is translated at i18n/en/a.ftl:4: Nothing is settled."],
        ),
        (
            "lede-la-chine-rattrape-rapidement",
            &[
                "a similar text is translated at i18n/en/a.ftl:3: China is quickly catching up in semiconductors.",
                "its source text and this one: … son retard dans les [-semi-conducteurs.-]{+puces.+}",
            ],
        ),
        (
            "lede-materiel",
            &["the same text as its `.label` is translated at i18n/en/a.ftl:5: Hardware"],
        ),
        ("lede-une-phrase-sans-pareille", &[]),
    ] {
        assert_eq!(hints(&project, id), said, "{id}");
    }
    // A suggestion is nothing but words of a finding: files are as ever, and a build says no more than before.
    project.ok(&["sync"]);
    let file = project.read("i18n/en/b.ftl");
    assert!(
        !file.contains("settled") && !file.contains("catching"),
        "{file}"
    );
    let build = project.run(&["build"]);
    assert!(
        build.code == 1 && !build.stderr.contains("the same text"),
        "{}",
        build.stderr
    );
    // Once translated, there is nothing to suggest.
    project.edit(
        "i18n/en/b.ftl",
        "# lede-rien-est-joue = Rien n'est joué.",
        "lede-rien-est-joue = Nothing is decided.",
    );
    let check = project.run(&["check"]).stderr;
    assert!(!check.contains("Nothing is settled."), "{check}");
}

#[test]
fn only_translations_with_a_known_source_text_are_suggested() {
    let id = "lede-rien-est-joue";
    let project = project("Rien n’est joué.\n");
    let settled = "the same text is translated at i18n/en/a.ftl:4: Nothing is settled.";
    assert_eq!(hints(&project, id), [settled]);
    // A stale translation is that of its old source text.
    project.edit(
        "seeds/a.md",
        "Rien n’est joué.",
        "Tout est joué, ou presque.",
    );
    assert_eq!(hints(&project, id), [settled]);
    project.ok(&["sync"]);
    assert_eq!(hints(&project, id).len(), 1);
    // Nobody knows what a stale translation that was edited says.
    project.edit(
        "i18n/en/a.ftl",
        "Nothing is settled.",
        "All is settled, or nearly.",
    );
    assert_eq!(hints(&project, id), [""; 0]);
    // An obsolete one has the source text that its id had last.
    let project = self::project("Une avance nette, mais contestée.\n");
    project.edit(
        "seeds/a.md",
        "Matériel\n\n: Une avance nette, mais contestée.\n",
        "",
    );
    project.ok(&["sync"]);
    let hints = hints(&project, "lede-une-avance-nette-mais");
    let at = project.read("i18n/en/a.ftl");
    let at = at
        .lines()
        .position(|line| line == "# obsolete: faits-materiel");
    let line = at.expect("an obsolete message") + 1;
    assert_eq!(
        hints,
        [format!(
            "the same text is translated at i18n/en/a.ftl:{line} (obsolete): A clear lead, but a contested one."
        )]
    );
}

#[test]
fn a_stale_text_comes_with_the_translation_of_the_same_text_alone() {
    let project = project("Rien n’est encore joué.\n");
    let english = "meta-title = The title\nlede-rien-est-encore-joue = Nothing is settled yet.\n";
    project.write("i18n/en/b.ftl", english).ok(&["sync"]);
    project.confirm("en").ok(&["sync"]);
    let id = "lede-rien-est-encore-joue";
    let settled = "the same text is translated at i18n/en/a.ftl:4: Nothing is settled.";
    for (now, said) in [
        ("Rien n’est vraiment joué.", None),
        ("Rien n’est joué.", Some(settled)),
    ] {
        let article = project.read("seeds/b.md");
        let (front, _) = article.split_once("Rien").expect("the text");
        project.write("seeds/b.md", format!("{front}{now}\n"));
        let check = project.run(&["check"]).stderr;
        assert!(check.contains("stale-translation"), "{check}");
        assert_eq!(hints(&project, id), said.into_iter().collect::<Vec<_>>());
    }
    // A part that did not change needs none, though others have the same text.
    let contested = ": Une avance nette, mais contestée.";
    project.edit(
        "seeds/a.md",
        contested,
        ": Une avance nette et incontestée.",
    );
    assert_eq!(hints(&project, "faits-materiel"), [""; 0]);
}

#[test]
fn exports_have_suggestions_as_notes() {
    let project = project("Rien n'est joué.\n\nUne phrase sans pareille dans les autres textes.\n");
    project.ok(&["sync"]);
    let settled = "the same text is translated at i18n/en/a.ftl:4: Nothing is settled.";
    for format in ["xliff2", "xliff1.2", "po"] {
        let file = format!("out.{format}");
        project.ok(&["export", "en", "--format", format, &file]);
        let text = project.read(&file);
        assert_eq!(text.matches(settled).count(), 1, "{format}: {text}");
        // It translates nothing.
        let before = project.read("i18n/en/b.ftl");
        project.ok(&["import", &file]);
        assert_eq!(project.read("i18n/en/b.ftl"), before, "{format}");
    }
}

/// Texts that are nearly all alike, as in form letters.
#[test]
fn many_similar_texts_take_no_long_time() {
    let mut body = String::new();
    for at in 0..1500 {
        let _ = writeln!(
            body,
            "Le point numéro {at} de la liste des points à traduire est le suivant.\n"
        );
    }
    let project = Project::small().plain();
    let front = "---\ntitle: Le titre\ndate: 2025-11-01\n---\n\n";
    project.write("seeds/a.md", format!("{front}{body}"));
    project.write("i18n/en/a.ftl", "").ok(&["sync"]);
    let file = project.read("i18n/en/a.ftl");
    let half = file.replacen("# meta-title", "meta-title", 1);
    let mut done = 0;
    let half: String = half
        .lines()
        .map(|line| match line.strip_prefix("# lede-") {
            Some(rest)
                if {
                    done += 1;
                    done % 2 == 0
                } =>
            {
                format!("lede-{rest}\n")
            }
            _ => format!("{line}\n"),
        })
        .collect();
    project.write("i18n/en/a.ftl", half).ok(&["sync"]);
    let start = std::time::Instant::now();
    let first = project.run(&["check"]).stderr;
    let seconds = start.elapsed().as_secs();
    assert!(seconds < 20, "{seconds} s");
    let suggested = first
        .matches("a similar text is translated at i18n/en/a.ftl:")
        .count();
    assert_eq!(suggested, 750);
    assert_eq!(first, project.run(&["check"]).stderr);
}
