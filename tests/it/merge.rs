//! Two branches that both changed translations, merged by git itself: neither loses anything.

use std::process::Command;

use crate::support::Project;

const ARTICLE: &str = "---\ntitle: Titre\ndate: 2025-11-01\n---\n\n\
    Le premier paragraphe parle des puces.\n\nLe deuxième paragraphe parle des talents.\n\n\
    Le troisième paragraphe parle des normes.\n";
const ENGLISH: &str = "meta-title = Title\n\
    lede-le-premier-paragraphe-parle = The first paragraph is about chips.\n\
    lede-le-deuxieme-paragraphe-parle = The second paragraph is about talent.\n\
    lede-le-troisieme-paragraphe-parle = The third paragraph is about standards.\n";

fn git(project: &Project, arguments: &[&str]) -> bool {
    let output = Command::new("git")
        .args([
            "-c",
            "user.name=t",
            "-c",
            "user.email=t@example.org",
            "-c",
            "core.autocrlf=false",
        ])
        .args(arguments)
        .current_dir(project.root())
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .expect("git starts");
    output.status.success()
}

fn commit(project: &Project) {
    assert!(git(project, &["add", "-A"]) && git(project, &["commit", "-qm", "x"]));
}

/// A confirmed project under git.
fn project() -> Project {
    let project = Project::small().plain();
    project.write(".gitignore", "dist/\n.aside\n");
    project
        .write("seeds/a.md", ARTICLE)
        .write("i18n/en/a.ftl", ENGLISH);
    project.ok(&["sync"]);
    project.ok(&["ack", "--all-unconfirmed", "en"]);
    assert!(git(&project, &["init", "-q", "-b", "main"]));
    commit(&project);
    project
}

/// Does one thing on each of two branches, syncs and commits each, and merges them. Tells whether git could.
fn merge(project: &Project, ours: impl Fn(&Project), theirs: impl Fn(&Project)) -> bool {
    assert!(git(project, &["checkout", "-q", "-b", "theirs"]));
    theirs(project);
    project.ok(&["sync"]);
    commit(project);
    assert!(git(project, &["checkout", "-q", "main"]));
    ours(project);
    project.ok(&["sync"]);
    commit(project);
    git(project, &["merge", "-q", "--no-edit", "theirs"])
}

#[test]
fn translations_of_distant_messages_merge_by_themselves() {
    let project = project();
    let clean = merge(
        &project,
        |p| {
            p.edit("i18n/en/a.ftl", "= Title", "= A title");
        },
        |p| {
            p.edit("i18n/en/a.ftl", "about standards", "about norms");
        },
    );
    assert!(clean);
    assert_eq!(project.ok(&["sync"]).stdout, "up to date\n");
    project.ok(&["build"]);
    let text = project.pdf("a-full-analysis-brief-en.pdf").body();
    assert!(
        text.contains("about norms") && text.contains("A title"),
        "{text}"
    );
}

#[test]
fn paragraphs_that_both_branches_added_are_kept() {
    let project = project();
    let add = |words: &'static str, english: &'static str| {
        move |p: &Project| {
            p.edit("seeds/a.md", "normes.\n", &format!("normes.\n\n{words}\n"));
            p.ok(&["sync"]);
            let file = p.read("i18n/en/a.ftl");
            let asked = file
                .lines()
                .find(|line| line.ends_with(words))
                .expect("it is asked for");
            let id = asked
                .trim_start_matches("# ")
                .split(" =")
                .next()
                .expect("an id");
            p.edit("i18n/en/a.ftl", asked, &format!("{id} = {english}"));
        }
    };
    let clean = merge(
        &project,
        add("Une idée de la première branche.", "An idea of ours."),
        add(
            "Tout autre chose, de la seconde.",
            "Something else, theirs.",
        ),
    );
    assert!(!clean, "git cannot merge this");
    // The article is the author's to mend; a build and a sync say so.
    let run = project.run(&["sync"]);
    assert!(
        run.code == 1
            && run.stderr.contains("error[merge-conflict]")
            && run.stderr.contains("seeds/a.md:"),
        "{}",
        run.stderr
    );
    let article = project.read("seeds/a.md");
    let mended: String = article
        .lines()
        .filter(|line| !line.starts_with("<<<<<<<") && !line.starts_with(">>>>>>>"))
        .map(|line| if line == "=======" { "\n" } else { line }.to_owned() + "\n")
        .collect();
    project.write("seeds/a.md", mended);
    let run = project.run(&["build"]);
    assert!(
        run.code == 1 && run.stderr.contains("i18n/en/a.ftl:"),
        "{}",
        run.stderr
    );
    project.ok(&["sync"]);
    let english = project.read("i18n/en/a.ftl");
    for words in [
        "= An idea of ours.",
        "= Something else, theirs.",
        "about chips",
        "about standards",
    ] {
        assert!(english.contains(words), "{words}: {english}");
    }
    for file in ["i18n/en/a.ftl", "i18n/en/a.lock.yaml", "i18n/fr/a.ftl"] {
        let text = project.read(file);
        assert!(
            !text.contains("<<<<<<<") && !text.contains("======="),
            "{text}"
        );
    }
    project.ok(&["build"]);
    let text = project.pdf("a-full-analysis-brief-en.pdf").body();
    assert!(
        text.contains("An idea of ours.") && text.contains("Something else, theirs."),
        "{text}"
    );
    assert_eq!(project.ok(&["sync"]).stdout, "up to date\n");
}

#[test]
fn two_translations_of_one_message_are_for_a_person_to_choose() {
    let project = project();
    let clean = merge(
        &project,
        |p| {
            p.edit("i18n/en/a.ftl", "about talent", "about people");
        },
        |p| {
            p.edit("i18n/en/a.ftl", "about talent", "about skills");
        },
    );
    assert!(!clean, "git cannot merge this");
    let conflict = project.read("i18n/en/a.ftl");
    let run = project.run(&["sync"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr
            .contains("different texts for `lede-le-deuxieme-paragraphe-parle`"),
        "{}",
        run.stderr
    );
    assert_eq!(project.read("i18n/en/a.ftl"), conflict, "nothing is lost");
    let mended =
        "lede-le-deuxieme-paragraphe-parle = The second paragraph is about skilled people.\n";
    let (before, rest) = conflict.split_once("<<<<<<<").expect("a conflict");
    let (_, rest) = rest.split_once(">>>>>>>").expect("its end");
    let (_, after) = rest.split_once('\n').expect("a line");
    project.write("i18n/en/a.ftl", format!("{before}{mended}{after}"));
    project.ok(&["sync"]);
    // The two records contradict each other: neither was made for this text.
    let run = project.run(&["build"]);
    assert!(
        run.code == 1 && run.stderr.contains("error[unconfirmed-translation]"),
        "{}",
        run.stderr
    );
    project.ok(&["ack", "en", "lede-le-deuxieme-paragraphe-parle"]);
    project.ok(&["build"]);
}

#[test]
fn an_edit_of_the_author_and_one_of_the_translator_do_not_hide_each_other() {
    let project = project();
    // The author changes the text; the translator improves the translation of the old one.
    merge(
        &project,
        |p| {
            p.edit(
                "seeds/a.md",
                "parle des talents",
                "parle surtout des talents",
            );
        },
        |p| {
            p.edit("i18n/en/a.ftl", "about talent", "about skills");
        },
    );
    project.ok(&["sync"]);
    assert!(project.read("i18n/en/a.ftl").contains("about skills"));
    let run = project.run(&["build"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("lede-le-deuxieme-paragraphe-parle"),
        "{}",
        run.stderr
    );
}

#[test]
fn one_branch_removes_what_the_other_translates() {
    let project = project();
    merge(
        &project,
        |p| {
            p.edit(
                "seeds/a.md",
                "Le deuxième paragraphe parle des talents.\n\n",
                "",
            );
        },
        |p| {
            p.edit("i18n/en/a.ftl", "about talent", "about skills");
        },
    );
    project.ok(&["sync"]);
    let english = project.read("i18n/en/a.ftl");
    assert!(
        english.contains("= The second paragraph is about skills."),
        "{english}"
    );
    project.ok(&["build"]);
}
