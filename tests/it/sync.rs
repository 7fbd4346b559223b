//! `sync`: ids that survive edits, translators' files that keep every byte, and what is said of it all.

use std::process::Stdio;
use std::time::Duration;

use crate::support::{Made, Project};

const ARTICLE: &str = "\
---
title: Titre
date: 2025-11-01
---

La puissance de calcul reste concentrée entre quelques mains. Les modèles se copient en quelques mois. Rien n’est joué.

# Les faits {#faits}

Le premier fait concerne la production de semi-conducteurs.

- Les puces les plus avancées
- Les centres de données

Matériel

: Une avance nette, mais contestée.

# La suite {#suite}

Il faudra compter avec les standards mondiaux.

Il faudra compter avec les standards mondiaux.
";

const ENGLISH: &str = "\
# A note of the translator.

meta-title = Title
lede-la-puissance-de-calcul = Computing power remains in few hands. Models are copied within months. Nothing is settled.


## Facts

faits-title = The facts
faits-le-premier-fait-concerne = The first fact is about making semiconductors.
faits-les-puces-les-plus = The most advanced chips
faits-les-centres-de-donnees = Data centers

# Two parts.
faits-materiel = A clear lead, but a contested one.
    .label = Hardware
-brand = Fluentpress

suite-title = What comes next
suite-il-faudra-compter-avec = Global standards will have to be reckoned with.
suite-il-faudra-compter-avec-2 = Global standards will matter.
";

/// The article with its English translation, all confirmed.
fn project() -> Project {
    static MADE: Made = Made::once();
    MADE.project(made)
}

fn made() -> Project {
    let project = Project::small().plain();
    project.write("seeds/a.md", ARTICLE).ok(&["sync"]);
    project.write("i18n/en/a.ftl", ENGLISH).ok(&["sync"]);
    project.ok(&["ack", "--all-unconfirmed", "en"]);
    assert_eq!(project.ok(&["sync"]).stdout, "up to date\n");
    project.ok(&["build"]);
    project
}

/// Edits the article, and gives the id of each text afterwards.
fn ids_after(edits: &[(&str, &str)]) -> impl Fn(&str) -> String + use<> {
    let project = project();
    for (old, new) in edits {
        project.edit("seeds/a.md", old, new);
    }
    project.ok(&["sync"]);
    let catalogue = project.read("i18n/fr/a.ftl");
    move |words| {
        let line = catalogue
            .lines()
            .find(|line| !line.starts_with('#') && line.contains(words));
        let line = line.unwrap_or_else(|| panic!("{words}: {catalogue}"));
        line.split(" =")
            .next()
            .unwrap_or_default()
            .trim()
            .to_owned()
    }
}

#[test]
fn a_moved_paragraph_keeps_its_id() {
    let fact = "Le premier fait concerne la production de semi-conducteurs.\n\n";
    let id = ids_after(&[(fact, ""), ("Il faudra", &format!("{fact}Il faudra"))]);
    assert_eq!(id("Le premier fait"), "faits-le-premier-fait-concerne");
    assert_eq!(id("Les centres"), "faits-les-centres-de-donnees");
}

#[test]
fn a_typo_and_a_rewritten_sentence_keep_their_ids() {
    let id = ids_after(&[
        ("Les puces les plus avancées", "Les puces les plus avancés"),
        (
            "Les modèles se copient en quelques mois.",
            "Les idées, elles, circulent librement.",
        ),
        ("Matériel\n", "Matériels\n"),
    ]);
    assert_eq!(id("avancés"), "faits-les-puces-les-plus");
    assert_eq!(id("circulent"), "lede-la-puissance-de-calcul");
    assert_eq!(id("Une avance nette"), "faits-materiel");
}

#[test]
fn a_split_section_keeps_its_ids() {
    let id = ids_after(&[("- Les puces", "# Les moyens {#moyens}\n\n- Les puces")]);
    assert_eq!(id("Les moyens"), "moyens-title");
    assert_eq!(id("Le premier fait"), "faits-le-premier-fait-concerne");
    assert_eq!(id("Les puces"), "faits-les-puces-les-plus");
    assert_eq!(id("Une avance nette"), "faits-materiel");
}

#[test]
fn an_item_at_the_front_of_a_list_changes_no_other() {
    let id = ids_after(&[("- Les puces", "- Les ingénieurs\n- Les puces")]);
    assert_eq!(id("Les ingénieurs"), "faits-les-ingenieurs");
    assert_eq!(id("Les puces"), "faits-les-puces-les-plus");
    assert_eq!(id("Les centres"), "faits-les-centres-de-donnees");
}

#[test]
fn identical_paragraphs_keep_their_ids() {
    let twice = "Il faudra compter avec les standards mondiaux.\n";
    let id = ids_after(&[(
        twice,
        "Une phrase nouvelle, sans rapport aucun.\n\nIl faudra compter avec les standards mondiaux.\n",
    )]);
    assert_eq!(id("Une phrase nouvelle"), "suite-une-phrase-nouvelle-sans");
    assert_eq!(id("Il faudra"), "suite-il-faudra-compter-avec");
    // The second of the two is edited: the first stays the first.
    let id = ids_after(&[(
        &format!("{twice}\n{twice}"),
        &format!("{twice}\nIl faudra compter avec les standards européens.\n"),
    )]);
    assert_eq!(id("mondiaux"), "suite-il-faudra-compter-avec");
    assert_eq!(id("européens"), "suite-il-faudra-compter-avec-2");
}

#[test]
fn a_renamed_heading_keeps_its_section() {
    let id = ids_after(&[("# Les faits {#faits}", "# Ce que l’on sait {#faits}")]);
    assert_eq!(id("Ce que l’on sait"), "faits-title");
    assert_eq!(id("Le premier fait"), "faits-le-premier-fait-concerne");
}

#[test]
fn a_section_with_another_id_takes_its_translation_along() {
    let project = project();
    project.edit("seeds/a.md", "{#faits}", "{#constat}");
    let said = project.ok(&["sync"]).stdout;
    assert!(said.contains("1 renamed: constat-title"), "{said}");
    let expected = ENGLISH.replace("faits-title", "constat-title");
    assert_eq!(project.read("i18n/en/a.ftl"), expected);
    project.ok(&["build"]);
    assert_eq!(project.ok(&["sync"]).stdout, "up to date\n");
}

#[test]
fn a_footnote_and_a_heading_with_new_names_take_their_translations_along() {
    let project = Project::small().plain();
    let article = "---\ntitle: Titre\ndate: 2025-11-01\n---\n\nUn mot[^puces].\n\n# Les faits connus\n\nUn autre mot.\n\n[^puces]: Une note de bas de page.\n";
    let english = "meta-title = Title\nlede-un-mot = A word[^puces].\nles-faits-connus-title = The known facts\nles-faits-connus-un-autre-mot = Another word.\nfn-puces = A footnote.\n";
    project.write("seeds/a.md", article).ok(&["sync"]);
    project.write("i18n/en/a.ftl", english).ok(&["sync"]);
    project.confirm("en").ok(&["build"]);
    let renamed = article
        .replace("puces", "chips")
        .replace("Les faits connus", "Les faits bien connus");
    project.write("seeds/a.md", renamed);
    let said = project.ok(&["sync"]).stdout;
    assert!(
        said.contains("2 renamed: les-faits-bien-connus-title, fn-chips"),
        "{said}"
    );
    assert!(
        said.contains("2 stale: lede-un-mot, les-faits-bien-connus-title"),
        "{said}"
    );
    let expected = english
        .replace("les-faits-connus-title", "les-faits-bien-connus-title")
        .replace("fn-puces", "fn-chips");
    let written = project.read("i18n/en/a.ftl");
    for id in ["lede-un-mot", "les-faits-bien-connus-title"] {
        let marks = written.matches(&format!("# stale: {id}\n")).count();
        assert_eq!(marks, 1, "{written}");
    }
    // Without the marks, every other byte is as it was.
    project.ok(&["ack", "en", "lede-un-mot", "les-faits-bien-connus-title"]);
    assert_eq!(project.read("i18n/en/a.ftl"), expected);
}

#[test]
fn unrelated_text_gets_a_new_id_and_no_old_one() {
    let project = project();
    project.edit("seeds/a.md", "- Les centres de données\n", "");
    project.edit(
        "seeds/a.md",
        "Il faudra",
        "Les centres de données ne suffisent pas à tout expliquer.\n\nIl faudra",
    );
    let said = project.ok(&["sync"]).stdout;
    assert!(
        said.contains("1 new: suite-les-centres-de-donnees")
            && said.contains("1 retired: faits-les-centres"),
        "{said}"
    );
    let source = project.read("i18n/fr/a.ftl");
    assert!(
        source.contains("# retired: faits-les-centres-de-donnees = Les centres de données\n"),
        "{source}"
    );
    // The same words in another place of the same section: the old id is theirs again, and no other's.
    project.edit(
        "seeds/a.md",
        "Le premier fait",
        "Les centres de données européens sont peu nombreux, tout compte fait.\n\nLe premier fait",
    );
    project.ok(&["sync"]);
    let source = project.read("i18n/fr/a.ftl");
    assert!(
        source.contains("faits-les-centres-de-donnees-2 = Les centres de données européens"),
        "{source}"
    );
}

#[test]
fn what_is_missing_is_asked_for_where_it_belongs() {
    let project = project();
    project.edit(
        "seeds/a.md",
        "- Les centres",
        "- Les ingénieurs : {rares}\n- Les centres",
    );
    let said = project.ok(&["sync"]).stdout;
    assert!(
        said.contains("a in en\n      1 missing: faits-les-ingenieurs-rares"),
        "{said}"
    );
    let asked = "\n# missing: faits-les-ingenieurs-rares (list item, shown in full-analysis (brief, slides))\n# faits-les-ingenieurs-rares = Les ingénieurs : {\"{\"}rares{\"}\"}\n\n";
    let after = "faits-les-puces-les-plus = The most advanced chips\n";
    let expected = ENGLISH.replace(after, &format!("{after}{asked}"));
    assert_eq!(project.read("i18n/en/a.ftl"), expected);
    // The text changes before anybody translated it: the new one is asked for.
    project.edit("seeds/a.md", "{rares}", "{très rares}");
    project.ok(&["sync"]);
    let expected = expected.replace("{\"{\"}rares", "{\"{\"}très rares");
    assert_eq!(project.read("i18n/en/a.ftl"), expected);
    // Filled in by taking the comment signs away.
    let filled = expected.replace(
        "# faits-les-ingenieurs-rares = Les ingénieurs : {\"{\"}très rares",
        "faits-les-ingenieurs-rares = Engineers: {\"{\"}very rare",
    );
    project.write("i18n/en/a.ftl", &filled);
    project.ok(&["build"]);
    let said = project.ok(&["sync"]).stdout;
    assert!(
        said.contains("1 confirmed: faits-les-ingenieurs-rares"),
        "{said}"
    );
    let marker = "# missing: faits-les-ingenieurs-rares (list item, shown in full-analysis (brief, slides))\n";
    assert_eq!(project.read("i18n/en/a.ftl"), filled.replace(marker, ""));
    assert_eq!(project.ok(&["sync"]).stdout, "up to date\n");
}

#[test]
fn words_written_into_a_comment_are_not_lost() {
    let project = project();
    project.edit(
        "seeds/a.md",
        "- Les centres",
        "- Les ingénieurs\n- Les centres",
    );
    project.ok(&["sync"]);
    project.edit(
        "i18n/en/a.ftl",
        "# faits-les-ingenieurs = Les ingénieurs",
        "# faits-les-ingenieurs = Engineers, perhaps",
    );
    let written = project.read("i18n/en/a.ftl");
    let said = project.ok(&["sync"]).stdout;
    assert!(
        said.contains("1 still a comment: faits-les-ingenieurs"),
        "{said}"
    );
    project.edit("seeds/a.md", "- Les ingénieurs\n", "");
    project.ok(&["sync"]);
    assert_eq!(project.read("i18n/en/a.ftl"), written);
}

#[test]
fn obsolete_messages_are_kept_as_comments_and_come_back() {
    let project = project();
    let item = "Matériel\n\n: Une avance nette, mais contestée.\n\n";
    project.edit("seeds/a.md", item, "");
    project.edit("seeds/a.md", "- Les centres de données\n", "");
    let said = project.ok(&["sync"]).stdout;
    assert!(
        said.contains("2 obsolete: faits-les-centres-de-donnees, faits-materiel"),
        "{said}"
    );
    let obsolete = "\n## Obsolete: the source text of these is gone. Delete them when they are of no more use.\n\n\
        # obsolete: faits-les-centres-de-donnees\n# faits-les-centres-de-donnees = Data centers\n\n\
        # obsolete: faits-materiel\n# # Two parts.\n# faits-materiel = A clear lead, but a contested one.\n#     .label = Hardware\n";
    let entry = "# Two parts.\nfaits-materiel = A clear lead, but a contested one.\n    .label = Hardware\n";
    let expected = ENGLISH
        .replace("faits-les-centres-de-donnees = Data centers\n", "")
        .replace(entry, "")
        + obsolete;
    assert_eq!(project.read("i18n/en/a.ftl"), expected);
    project.ok(&["build"]);
    assert_eq!(project.ok(&["sync"]).stdout, "up to date\n");
    // The author takes the cut back.
    project.edit(
        "seeds/a.md",
        "- Les puces les plus avancées\n\n",
        &format!("- Les puces les plus avancées\n\n{item}"),
    );
    let said = project.ok(&["sync"]).stdout;
    assert!(said.contains("1 returned: faits-materiel"), "{said}");
    let text = project.read("i18n/en/a.ftl");
    assert!(
        text.contains(&format!("\n{entry}")) && !text.contains("obsolete: faits-materiel"),
        "{text}"
    );
    project.ok(&["ack", "en", "faits-materiel"]);
    project.ok(&["build"]);
}

#[test]
fn what_the_parser_passes_over_stays_with_its_message() {
    let project = project();
    // A star without a variant ends the selection for the parser, and what follows is in no message.
    let broken = "old = { $title ->\n    [one] eins\n   *    }\n   * }\n";
    project.write("i18n/en/a.ftl", format!("{ENGLISH}\n{broken}"));
    project.edit("seeds/a.md", "# ", "Un paragraphe nouveau.\n\n# ");
    let said = project.run(&["sync"]).stderr;
    let now = project.read("i18n/en/a.ftl");
    assert!(now.contains(broken), "{said}{now}");
    assert!(said.contains(" |    *    }\n"), "{said}");
}

#[test]
fn findings_point_into_the_file_that_was_written() {
    let project = project();
    let text = ENGLISH.replacen("faits-materiel =", "a line of nothing\nfaits-materiel =", 1);
    project.write("i18n/en/a.ftl", &text);
    // Asks for a message above the line.
    project.edit("seeds/a.md", "# ", "Un paragraphe nouveau.\n\n# ");
    let said = project.run(&["sync"]).stderr;
    let now = project.read("i18n/en/a.ftl");
    assert_ne!(now, text);
    let line = now.lines().position(|line| line == "a line of nothing");
    let place = format!("--> i18n/en/a.ftl:{}:", line.map_or(0, |at| at + 1));
    assert!(said.contains(&place), "{place} is not in {said}");
}

#[test]
fn every_other_byte_stays() {
    let project = project();
    let odd = format!(
        "\u{feff}{}\t \r\n! junk   \r\nhelper = Used  \r\nown = {{ helper }}\r\n\r\n\r\nfaits-broken = {{ $x\r\n# end, without a line end",
        ENGLISH
            .replace('\n', "\r\n")
            .replace("= Title", "= Title   ")
            .replace("Data centers", "{ own }  \r\n    centers")
    );
    project.write("i18n/en/a.ftl", &odd);
    project.run(&["sync"]);
    assert_eq!(project.read("i18n/en/a.ftl"), odd);
    project.edit("seeds/a.md", "- Les puces", "- Les ingénieurs\n- Les puces");
    project.edit(
        "seeds/a.md",
        "Matériel\n\n: Une avance nette, mais contestée.\n\n",
        "",
    );
    project.ok(&["sync"]);
    let entry = "# Two parts.\r\nfaits-materiel = A clear lead, but a contested one.\r\n    .label = Hardware\r\n";
    let before =
        "faits-le-premier-fait-concerne = The first fact is about making semiconductors.\r\n";
    let expected = odd.replace(entry, "").replace(before, &format!(
        "{before}\r\n# missing: faits-les-ingenieurs (list item, shown in full-analysis (brief, slides))\r\n# faits-les-ingenieurs = Les ingénieurs\r\n\r\n"
    )) + "\r\n\r\n## Obsolete: the source text of these is gone. Delete them when they are of no more use.\r\n\r\n\
        # obsolete: faits-materiel\r\n# # Two parts.\r\n# faits-materiel = A clear lead, but a contested one.\r\n#     .label = Hardware\r\n";
    assert_eq!(project.read("i18n/en/a.ftl"), expected);
    project.run(&["sync"]);
    assert_eq!(project.read("i18n/en/a.ftl"), expected);
}

#[test]
fn dry_runs_and_checks_write_nothing() {
    let project = project();
    assert_eq!(project.ok(&["sync", "--check"]).stdout, "up to date\n");
    project.edit("seeds/a.md", "Les puces", "Les circuits");
    let before = (
        project.read("i18n/fr/a.ftl"),
        project.read("i18n/en/a.lock.yaml"),
    );
    let said = project.ok(&["sync", "--dry-run"]).stdout;
    assert!(
        said.contains("1 edited: faits-les-puces-les-plus")
            && said.contains("would write i18n/en/a.lock.yaml"),
        "{said}"
    );
    let run = project.run(&["sync", "--check"]);
    assert_eq!((run.code, run.stdout), (1, said));
    assert_eq!(
        before,
        (
            project.read("i18n/fr/a.ftl"),
            project.read("i18n/en/a.lock.yaml")
        )
    );
    assert_eq!(project.run(&["sync", "b"]).code, 2);
}

#[test]
fn a_new_language_is_filled_in_and_builds() {
    let project = project();
    let said = project.ok(&["sync", "--add-locale", "de"]).stdout;
    assert!(
        said.contains("a in de\n     10 missing: meta-title"),
        "{said}"
    );
    assert_eq!(project.run(&["build", "--locale", "de"]).code, 1);
    // A translator who only takes the comment signs away, here.
    let bare = |line: &str| match line.strip_prefix("# ") {
        Some(entry) if !entry.starts_with("missing:") => entry.to_owned() + "\n",
        _ => line.to_owned() + "\n",
    };
    let text = project.read("i18n/de/a.ftl");
    let text: String = text.lines().map(bare).collect();
    project.write("i18n/de/a.ftl", text);
    project.ok(&["build", "--locale", "de"]);
    let text = project.pdf("a-full-analysis-brief-de.pdf").body();
    assert!(text.contains("Le premier fait"), "{text}");
    let said = project.ok(&["sync"]).stdout;
    assert!(said.contains("10 confirmed:"), "{said}");
    assert!(!project.read("i18n/de/a.ftl").contains("missing:"));
    let said = project.ok(&["sync", "--add-locale", "de"]).stdout;
    assert_eq!(said, "up to date\n");
    project.write(
        "fluentpress.yaml",
        "source: fr\naudiences: [full-analysis]\nlocales: [fr, en, de]\n",
    );
    let said = project.ok(&["sync", "--add-locale", "it"]).stdout;
    assert!(
        said.contains("wrote fluentpress.yaml\n") && said.contains("builds leave `it` out"),
        "{said}"
    );
    assert_eq!(project.run(&["sync", "--add-locale", "d e"]).code, 2);
}

#[cfg(unix)]
#[test]
fn interrupted_at_any_moment_files_are_whole() {
    let project = project();
    let files = ["i18n/fr/a.ftl", "i18n/en/a.ftl", "i18n/en/a.lock.yaml"];
    let old = files.map(|file| project.read(file));
    project.edit("seeds/a.md", "- Les puces", "- Les ingénieurs\n- Les puces");
    project.ok(&["sync"]);
    let new = files.map(|file| project.read(file));
    for wait in 0..24 {
        for (file, text) in files.iter().zip(&old) {
            project.write(file, text);
        }
        let mut command = project.command(&["sync"]);
        let mut child = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        std::thread::sleep(Duration::from_millis(wait));
        child.kill().expect("it can be stopped");
        child.wait().expect("it ends");
        for ((file, old), new) in files.iter().zip(&old).zip(&new) {
            let text = project.read(file);
            assert!(text == *old || text == *new, "{file}: {text}");
        }
    }
    project.ok(&["sync"]);
    assert_eq!(files.map(|file| project.read(file)), new);
}
