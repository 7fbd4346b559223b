//! What commands may replace: only what they wrote themselves. Whatever the settings say, files of people stay.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::support::Project;

const ARTICLE: &str = "seeds/night-trains.md";
const SOURCE: &str = "i18n/en/night-trains.ftl";
const FRENCH: &str = "i18n/fr/night-trains.ftl";
const LOCK: &str = "i18n/fr/night-trains.lock.yaml";
const SETTINGS: &str = "fluentpress.yaml";

/// All files below a folder, by path; links by what they lead to.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path
                .strip_prefix(folder)
                .expect("below")
                .display()
                .to_string();
            if path.is_symlink() {
                let to = fs::read_link(&path).expect("a link").display().to_string();
                all.insert(name, format!("-> {to}").into_bytes());
            } else if path.is_dir() {
                all.insert(format!("{name}/"), Vec::new());
                folders.push(path);
            } else {
                all.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    all
}

/// Runs commands after a change of the example: each must say `expected`, end with 1, and change no file.
fn refused(commands: &[&[&str]], expected: &str, change: impl Fn(&Project)) {
    let project = Project::example().plain();
    change(&project);
    let before = tree(project.root());
    for command in commands {
        let run = project.run(command);
        assert_eq!(
            run.code, 1,
            "{command:?}, {expected}: {}{}",
            run.stdout, run.stderr
        );
        assert!(
            run.stderr.contains(expected),
            "{command:?}, {expected}: {}",
            run.stderr
        );
        assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
        assert!(
            before == tree(project.root()),
            "{command:?} changed files: {expected}"
        );
    }
}

/// Another text for the article, so that every file under `i18n/` has to be written.
fn rewrite(project: &Project) {
    project.edit(ARTICLE, "# What the night offers", "# What the night gives");
}

const SYNC: &[&str] = &["sync"];
const CHECK: &[&str] = &["sync", "--check"];
const DISCARD: &[&str] = &["sync", "--discard-edits"];
const BEGIN: &[&str] = &["sync", "--add-locale", "sv"];
const ACK: &[&str] = &["ack", "fr", "evidence-title"];
const FIX: &[&str] = &["check", "--fix"];

#[test]
fn a_wrong_source_language_stops_everything_first() {
    let all: [&[&str]; 5] = [SYNC, CHECK, DISCARD, BEGIN, &["build"]];
    let other =
        "error[article-lang]: the article is in `en`, and the project's source language is `fr`";
    refused(&all, other, |p| {
        p.edit(SETTINGS, "source: en", "source: fr");
    });
    refused(&[&["ack", "en", "evidence-title"]], other, |p| {
        p.edit(SETTINGS, "source: en", "source: fr");
    });
    let other =
        "error[article-lang]: the article is in `fr`, and the project's source language is `en`";
    refused(&all, other, |p| {
        p.edit(ARTICLE, "lang: en", "lang: fr");
    });
    // Nothing names the language.
    let foreign = "error[source-catalogue]: this file is in the place of the source catalogue of seeds/night-trains.md, and `sync` did not write it\n--> i18n/fr/night-trains.ftl\n";
    let nameless = |p: &Project| {
        p.edit(SETTINGS, "source: en\n", "");
        p.edit(ARTICLE, "lang: en\n", "");
    };
    refused(&all, foreign, nameless);
    refused(
        &all,
        "warning[source-language]: no article names its language",
        nameless,
    );
    // The article alone names it, and it is the translation's.
    refused(&all, foreign, |p| {
        p.edit(SETTINGS, "source: en\n", "");
        p.edit(ARTICLE, "lang: en\n", "lang: fr\n");
    });
    // There is no translation in the way, and the source catalogue would become one.
    let misplaced = "error[source-catalogue]: this is the source catalogue of an article, and `en` is not the source language";
    refused(&all[..3], misplaced, |p| {
        nameless(p);
        fs::remove_dir_all(p.path("i18n/fr")).expect("removed");
    });
    let disagree = "error[article-lang]: this article is in `fr`, and seeds/night-trains.md is in `en`\n --> seeds/trains.md:4:1";
    refused(&all, disagree, |p| {
        p.edit(SETTINGS, "source: en\n", "");
        p.write(
            "seeds/trains.md",
            p.read(ARTICLE).replace("lang: en", "lang: fr"),
        );
    });
    let no_tag = "error[article-lang]: `english` is not a language tag";
    refused(&all, no_tag, |p| {
        p.edit(SETTINGS, "source: en\n", "");
        p.edit(ARTICLE, "lang: en", "lang: english");
    });
}

#[test]
fn without_a_setting_the_articles_name_the_language() {
    let project = Project::example().plain();
    project.edit(SETTINGS, "source: en\n", "");
    assert_eq!(project.ok(&["sync"]).stdout, "up to date\n");
    project.ok(&["check", "--deny-warnings"]);
    project.ok(&["build", "--audience", "key-points", "--locale", "en"]);
    assert_eq!(
        project
            .pdf("night-trains-key-points-brief-en.pdf")
            .lang()
            .as_deref(),
        Some("en")
    );
    // As YAML reads it, whatever else is wrong.
    project.edit(
        ARTICLE,
        "lang: en\n",
        "lang: 'en' # the author's\nsubtitle: a: b\n",
    );
    let run = project.run(&["check"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("front-matter-syntax") && run.stderr.ends_with("\n1 error\n"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_file_of_people_is_no_source_catalogue() {
    let foreign = "error[source-catalogue]: this file is in the place";
    let texts = [
        "evidence-title = What I wrote\n",
        "# A note.\n",
        "### night-trains\n",
        "\u{feff}a = b\r\n",
        "<html>",
    ];
    for text in texts {
        refused(&[SYNC, DISCARD], foreign, |p| {
            p.write(SOURCE, text);
        });
    }
    refused(&[SYNC, DISCARD], "error[invalid-utf8]", |p| {
        p.write(
            SOURCE,
            b"### caf\xe9: the source catalogue, written by `fluentpress sync` from x.md.\n",
        );
    });
    // An empty file is nobody's work.
    let project = Project::example().plain();
    let before = project.read(SOURCE);
    project.write(SOURCE, "\n").ok(&["sync"]);
    assert_eq!(project.read(SOURCE), before);
}

#[test]
fn an_edited_source_catalogue_is_not_replaced_in_silence() {
    let title = "evidence-title = What the night offers";
    let cases: [(&str, &str, &str); 6] = [
        // A text, a comment, a message, a term, a heading, a broken text.
        (
            title,
            "evidence-title = What the night brings",
            "`evidence-title`\n",
        ),
        (
            title,
            "# Ask Anna.\nevidence-title = What the night offers",
            "`evidence-title`\n",
        ),
        (
            title,
            "own = My text\nevidence-title = What the night offers",
            "`own`, `evidence-title`\n",
        ),
        (
            title,
            "-brand = Us\nevidence-title = What the night offers",
            "`-brand`, `evidence-title`\n",
        ),
        (
            "## evidence: What",
            "## About the night: What",
            "`evidence-title`\n",
        ),
        (
            "meta-title = The case",
            "meta-title = { A case",
            "`meta-title`\n",
        ),
    ];
    for (old, new, names) in cases {
        let expected = format!("error[source-edited]: this file was edited by hand: {names}");
        refused(&[SYNC, CHECK, BEGIN], &expected, |p| {
            p.edit(SOURCE, old, new);
        });
    }
    let last = "error[source-edited]: this file was edited by hand: the line `# My note.`\n";
    refused(&[SYNC], last, |p| {
        p.write(SOURCE, p.read(SOURCE) + "\n# My note.\n");
    });
    let project = Project::example().plain();
    let before = project.read(SOURCE);
    project.edit(SOURCE, title, "evidence-title = What the night brings");
    // Thrown away on request, or made in the article, where it belongs.
    project.ok(&["sync", "--discard-edits"]);
    assert_eq!(project.read(SOURCE), before);
    project.edit(SOURCE, title, "evidence-title = What the night brings");
    project.edit(ARTICLE, "What the night offers", "What the night brings");
    project.edit(
        SOURCE,
        "## evidence: What the night offers",
        "## evidence: What the night brings",
    );
    project.ok(&["sync"]);
    assert!(
        project
            .read(SOURCE)
            .contains("evidence-title = What the night brings\n")
    );
    assert_eq!(project.ok(&["sync"]).stdout, "up to date\n");
}

#[test]
fn source_catalogues_of_older_versions_get_their_digests() {
    let project = Project::example().plain();
    let now = project.read(SOURCE);
    let old: String = now
        .lines()
        .filter(|line| !line.starts_with("# Digest: "))
        .map(|line| format!("{line}\n"))
        .collect();
    assert_ne!(old, now);
    project.write(SOURCE, &old);
    assert_eq!(
        project.ok(&["sync"]).stdout,
        "wrote i18n/en/night-trains.ftl\n"
    );
    assert_eq!(project.read(SOURCE), now);
}

#[test]
fn line_ends_and_byte_order_marks_stay() {
    let project = Project::example().plain();
    for file in [SOURCE, FRENCH, LOCK] {
        let text = project.read(file).replace('\n', "\r\n");
        project.write(file, format!("\u{feff}{text}"));
    }
    assert_eq!(project.ok(&["sync", "--check"]).stdout, "up to date\n");
    rewrite(&project);
    project.ok(&["sync"]);
    project.ok(&["ack", "fr", "evidence-title"]);
    for file in [SOURCE, FRENCH, LOCK] {
        let text = project.read(file);
        assert!(
            text.starts_with('\u{feff}') && !text.replace("\r\n", "").contains('\n'),
            "{text}"
        );
    }
    assert!(project.read(SOURCE).contains("= What the night gives\r\n"));
}

#[test]
fn comments_in_a_lock_stay() {
    let project = Project::example().plain();
    let noted =
        project
            .read(LOCK)
            .replacen("evidence-time:", "# Ask Anna.\n# Soon.\nevidence-time:", 1)
            + "# The end.\n";
    project.write(LOCK, &noted);
    assert_eq!(project.ok(&["sync"]).stdout, "up to date\n");
    rewrite(&project);
    project.ok(&["sync"]);
    project.ok(ACK);
    let now = project.read(LOCK);
    assert!(
        now.contains("\n# Ask Anna.\n# Soon.\nevidence-time:\n") && now.ends_with("\n# The end.\n"),
        "{now}"
    );
    project
        .edit(
            ARTICLE,
            "A journey that takes the whole night",
            "Nothing of the kind, and no time that anybody would have",
        )
        .run(&["sync"]);
    assert!(project.read(LOCK).contains("# Ask Anna.\n"));
}

#[test]
fn what_cannot_be_read_is_not_written() {
    let all: [&[&str]; 2] = [SYNC, ACK];
    for (file, bytes, expected) in [
        (
            FRENCH,
            &b"evidence-title = Caf\xe9\n"[..],
            "error[invalid-utf8]",
        ),
        (
            LOCK,
            b"evidence-title:\n  seen: Caf\xe9\n",
            "error[invalid-utf8]",
        ),
        (LOCK, b"- a list\n", "error[lock-syntax]"),
        (
            LOCK,
            b"evidence-title:\n  note: mine\n",
            "error[lock-syntax]",
        ),
        (
            FRENCH,
            b"<<<<<<< a\nevidence-title = Un\n=======\nevidence-title = Deux\n>>>>>>> b\n",
            "error[merge-conflict]",
        ),
    ] {
        refused(&all, expected, |p| {
            rewrite(p);
            p.write(file, bytes);
        });
    }
    for file in [FRENCH, LOCK, SOURCE] {
        let commands = if file == SOURCE { &all[..1] } else { &all };
        refused(commands, "error[file-unreadable]: this is a folder", |p| {
            rewrite(p);
            fs::remove_file(p.path(file)).expect("removed");
            fs::create_dir(p.path(file)).expect("made");
        });
    }
    refused(
        &[SYNC, CHECK],
        "error[empty-catalogue]: this file is empty, and its lock knows 36 translations",
        |p| {
            p.write(FRENCH, "\n");
        },
    );
    refused(&[BEGIN], "error[invalid-utf8]", |p| {
        p.write("i18n/sv/labels.ftl", b"draft = Entw\xfcrf\n");
    });
}

#[test]
fn names_that_would_share_a_file_are_errors() {
    refused(
        &[SYNC, BEGIN],
        "error[article-name]: an article cannot be called `labels`",
        |p| {
            p.write("seeds/labels.md", p.read(ARTICLE));
            p.write("i18n/en/labels.ftl", "draft = My draft\n");
        },
    );
    let same = "error[unknown-locale]: `fr` and `FR` are the same language";
    refused(&[SYNC], same, |p| {
        p.write("i18n/FR/night-trains.ftl", "meta-title = Titre\n");
    });
    if cfg!(target_os = "linux") {
        let same = "error[article-name]: seeds/night-trains.md and seeds/Night-Trains.md differ in the case";
        refused(&[SYNC], same, |p| {
            p.write("seeds/Night-Trains.md", p.read(ARTICLE));
        });
    }
    // The usual name is used, and the one that is there.
    let project = Project::example().plain();
    let said = project.ok(&["sync", "--add-locale", "PT-br"]).stdout;
    assert!(said.contains("wrote i18n/pt-BR/night-trains.ftl"), "{said}");
    assert_eq!(
        project.ok(&["sync", "--add-locale", "FR"]).stdout,
        "up to date\n"
    );
    for name in ["EN", "en-XA", "e n"] {
        assert_eq!(
            project.run(&["sync", "--add-locale", name]).code,
            2,
            "{name}"
        );
    }
}

#[test]
fn a_translation_that_comes_back_is_still_confirmed() {
    let project = Project::example().plain();
    let (text, lock) = (project.read(FRENCH), project.read(LOCK));
    fs::remove_file(project.path(FRENCH)).expect("removed");
    project.ok(&["sync"]);
    assert!(project.read(FRENCH).contains("# missing: evidence-title"));
    project.write(FRENCH, text).ok(&["sync"]);
    assert_eq!(project.read(LOCK), lock);
}

#[test]
fn a_language_that_was_begun_can_be_begun_again() {
    let project = Project::example().plain();
    project.ok(BEGIN);
    let begun = tree(project.root());
    for file in ["labels.ftl", "night-trains.ftl", "night-trains.lock.yaml"] {
        fs::remove_file(project.path("i18n/sv").join(file)).expect("removed");
        project.ok(BEGIN);
        assert!(begun == tree(project.root()), "without {file}");
    }
    assert_eq!(project.ok(BEGIN).stdout, "up to date\n");
    // What somebody wrote stays.
    project
        .write("i18n/sv/labels.ftl", "draft = Entwurf\n")
        .ok(BEGIN);
    let labels = project.read("i18n/sv/labels.ftl");
    assert!(
        labels.starts_with("draft = Entwurf\n\n# missing: "),
        "{labels}"
    );
}

#[test]
fn articles_that_exchange_their_names_lose_no_translation() {
    let project = Project::example().plain();
    project.write(
        "seeds/other.md",
        "---\ntitle: Another\ndate: 2025-03-01\nlang: en\n---\n\nA word of ours.\n",
    );
    project.ok(&["sync"]);
    project.write(
        "i18n/fr/other.ftl",
        "meta-title = Un autre\nlede-word-of-ours = Un mot à nous.\n",
    );
    project.ok(&["sync"]);
    let (first, second) = (project.read(ARTICLE), project.read("seeds/other.md"));
    let translations = [FRENCH, "i18n/fr/other.ftl"].map(|file| project.read(file));
    project
        .write(ARTICLE, &second)
        .write("seeds/other.md", &first)
        .ok(&["sync"]);
    for (file, old) in [FRENCH, "i18n/fr/other.ftl"].iter().zip(&translations) {
        let now = project.read(file);
        for line in old.lines() {
            assert!(now.contains(line), "{file}: {line}: {now}");
        }
    }
    project
        .write(ARTICLE, &first)
        .write("seeds/other.md", &second)
        .ok(&["sync"]);
    let now = project.read(FRENCH);
    assert!(
        now.contains("\nmeta-title = Plaidoyer pour le train de nuit\n"),
        "{now}"
    );
}

#[cfg(unix)]
#[test]
fn modes_and_links_of_people_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let mode = |p: &Project, file: &str| {
        fs::metadata(p.path(file))
            .expect("a file")
            .permissions()
            .mode()
            & 0o777
    };
    let project = Project::example().plain();
    project.write("shared/fr.ftl", project.read(FRENCH));
    fs::remove_file(project.path(FRENCH)).expect("removed");
    symlink("../../shared/fr.ftl", project.path(FRENCH)).expect("a link");
    fs::set_permissions(
        project.path("shared/fr.ftl"),
        PermissionsExt::from_mode(0o660),
    )
    .expect("set");
    fs::set_permissions(project.path(LOCK), PermissionsExt::from_mode(0o600)).expect("set");
    project.edit(
        ARTICLE,
        "- It needs no new runway",
        "- It needs no new runway\n- It hums",
    );
    project.ok(&["sync"]);
    assert!(
        project
            .read("shared/fr.ftl")
            .contains("# missing: lede-slides-it-hums")
    );
    assert!(project.path(FRENCH).is_symlink());
    assert_eq!(
        (mode(&project, FRENCH), mode(&project, LOCK)),
        (0o660, 0o600)
    );
    // Of the whole folder, too.
    let project = Project::example().plain();
    fs::rename(project.path("i18n"), project.path("translations")).expect("renamed");
    symlink("translations", project.path("i18n")).expect("a link");
    rewrite(&project);
    project.ok(&["sync"]);
    assert!(project.path("i18n").is_symlink());
    assert!(
        project
            .read("translations/en/night-trains.ftl")
            .contains("What the night gives")
    );

    let outside = tempfile::tempdir().expect("a folder");
    let file = outside.path().join("a.ftl");
    fs::write(&file, "meta-title = Titre\n").expect("written");
    let link = |p: &Project, to: &Path, from: &str| {
        let from = p.path(from);
        let _ = fs::remove_file(&from);
        let _ = fs::remove_dir_all(&from);
        symlink(to, from).expect("a link");
        rewrite(p);
    };
    refused(
        &[SYNC],
        "error[output]: `i18n/sv/labels.ftl` is outside the project",
        |p| {
            link(p, outside.path(), "i18n/sv");
        },
    );
    refused(&[SYNC, ACK], "error[file-outside]", |p| {
        link(p, &file, FRENCH)
    });
    refused(
        &[SYNC],
        "error[file-unreadable]: this file cannot be read: it is a link that leads nowhere",
        |p| {
            link(p, Path::new("nowhere"), LOCK);
        },
    );
    assert_eq!(tree(outside.path()).len(), 1, "nothing was written there");
    refused(&[SYNC, ACK], "cannot be written: permission denied", |p| {
        rewrite(p);
        fs::set_permissions(p.path(LOCK), PermissionsExt::from_mode(0o444)).expect("set");
        fs::set_permissions(p.path(SOURCE), PermissionsExt::from_mode(0o444)).expect("set");
    });
    refused(
        &[FIX],
        "`i18n/fr/night-trains.ftl` cannot be written: permission denied",
        |p| {
            p.edit(FRENCH, "Le temps", "Le  temps");
            fs::set_permissions(p.path(FRENCH), PermissionsExt::from_mode(0o444)).expect("set");
        },
    );
}

#[test]
fn a_folder_in_use_gets_no_project() {
    for file in ["README.md", "i18n/fr/night-trains.ftl", ".hidden", "x"] {
        let project = Project::new(&[(file, "mine")]);
        let run = project.run(&["new", "."]);
        assert_eq!(run.code, 2, "{file}: {}", run.stderr);
        assert!(run.stderr.contains("error[not-empty]"), "{}", run.stderr);
        assert_eq!(
            project.run(&["new", "x"]).code,
            if file == "x" { 2 } else { 0 }
        );
        assert_eq!(project.read(file), "mine");
    }
}
