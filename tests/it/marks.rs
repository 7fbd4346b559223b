//! Marks: a stale translation says so in its own file, until a translator removes its mark or `ack` confirms it.

use crate::support::{Made, Project};

const ARTICLE: &str = "seeds/a.md";
const ENGLISH: &str = "i18n/en/a.ftl";
const LOCK: &str = "i18n/en/a.lock.yaml";
const ID: &str = "lede-un-mot";
const NOTE: &str = "\
# Where `# stale: …` stands above a translation, its source text has changed. When the translation is right for the new text, remove that mark.
# Leave this comment, without which no mark counts as removed: `fluentpress sync` removes it together with the last mark.

";
const TRANSLATED: &str = "\
### Titles first.

meta-title = Title
# A note of the translator.
lede-un-mot = A word.
    .label = Name
lede-un-autre-mot = Another word.
";

/// An article whose translation is confirmed, and whose first paragraph then changed.
fn changed() -> Project {
    let project = confirmed();
    project.edit(ARTICLE, "Un mot tout court.", "Un mot tout long.");
    project
}

fn confirmed() -> Project {
    static MADE: Made = Made::once();
    MADE.project(made)
}

fn made() -> Project {
    let project = Project::small().plain();
    project.write(
        ARTICLE,
        "---\ntitle: Titre\ndate: 2025-11-01\n---\n\nNom\n\n: Un mot tout court.\n\nUn autre mot.\n",
    );
    project.ok(&["sync"]);
    project.write(ENGLISH, translated(&project)).ok(&["sync"]);
    project.confirm("en");
    assert_eq!(project.ok(&["sync", "--check"]).stdout, "up to date\n");
    project
}

/// The translation, with the id that the labelled point has.
fn translated(project: &Project) -> String {
    TRANSLATED.replace(ID, &id(project))
}

fn id(project: &Project) -> String {
    let source = project.read("i18n/fr/a.ftl");
    let line = source.lines().find(|line| line.contains("Un mot tout"));
    line.and_then(|line| line.split(" = ").next())
        .expect("an id")
        .to_owned()
}

fn mark(id: &str) -> String {
    format!("# stale: {id}\n# source: Un mot tout [-court.-]{{+long.+}}\n")
}

fn marked(project: &Project) -> String {
    let id = id(project);
    let entry = format!("{id} = ");
    let text = translated(project).replace(&entry, &format!("{}{entry}", mark(&id)));
    text.replacen("\nmeta", &format!("\n{NOTE}meta"), 1)
}

/// What `check` says about the translation: its code, and what to do.
fn found(project: &Project) -> String {
    let run = project.run(&["check"]);
    assert_eq!(run.code, 1, "{}", run.stdout);
    run.stderr
}

/// What an editor does to a text.
type Reformat<'e> = &'e dyn Fn(&str) -> String;

#[test]
fn a_mark_stands_above_its_translation_and_ack_restores_every_byte() {
    for ending in ["\n", "\r\n"] {
        let project = changed();
        let before = project.read(ENGLISH).replace('\n', ending);
        project.write(ENGLISH, &before);
        assert!(found(&project).contains("run `fluentpress sync`, which marks it"));
        let said = project.ok(&["sync"]).stdout;
        let id = id(&project);
        assert!(
            said.contains(&format!("a in en\n      1 stale: {id}")),
            "{said}"
        );
        let expected = marked(&project).replace('\n', ending);
        assert_eq!(project.read(ENGLISH), expected);
        assert_eq!(project.ok(&["sync"]).stdout, "up to date\n");
        assert!(found(&project).contains("remove the mark above it"));
        let said = project.ok(&["ack", "en", &id]).stdout;
        assert!(
            said.contains("wrote i18n/en/a.ftl\nwrote i18n/en/a.lock.yaml"),
            "{said}"
        );
        assert_eq!(project.read(ENGLISH), before);
        project.ok(&["check"]);
    }
}

#[test]
fn a_cosmetic_change_removes_the_marks_of_all_languages() {
    let project = changed();
    project.ok(&["sync"]);
    let id = id(&project);
    project.ok(&["ack", "--cosmetic", &id, "--reason", "a typo"]);
    assert_eq!(project.read(ENGLISH), translated(&project));
    assert_eq!(project.ok(&["sync", "--check"]).stdout, "up to date\n");
}

/// Whatever happens to the file of a stale translation, other than the removal of its mark and a change of the
/// translation, leaves it stale.
#[test]
fn only_a_removed_mark_and_a_changed_translation_confirm() {
    let wrapped = |text: &str| {
        text.replace("\n# source", " source")
            .replace("translator.\n# stale:", "translator. stale:")
    };
    let without = |text: &str, start: &str| -> String {
        let lines = text
            .split_inclusive('\n')
            .filter(|line| !line.starts_with(start));
        lines.collect()
    };
    let polished = |text: &str| text.replace("word", "single word");
    let edits: [(&str, Reformat, &str); 8] = [
        ("search and replace", &polished, "remove the mark above it"),
        (
            "the mark alone",
            &|text| without(&without(text, "# stale"), "# source"),
            "the translation is still the same",
        ),
        (
            "all comments",
            &|text| without(&polished(text), "#"),
            "no mark counts as removed",
        ),
        (
            "comments of messages",
            &|text| without(&polished(text), "# "),
            "no mark counts as removed",
        ),
        (
            "wrapped",
            &|text| wrapped(&polished(text)),
            "remove the mark above it",
        ),
        (
            "indented",
            &|text| {
                polished(text)
                    .replace("# stale", "  # stale")
                    .replace("# source", "  # source")
            },
            "remove the mark above it",
        ),
        (
            "spaced",
            &|text| {
                polished(text)
                    .replace('\n', "\n\n")
                    .replace("word.\n", "word.")
            },
            "remove the mark above it",
        ),
        (
            "sorted",
            &|text| {
                let text = polished(text);
                let mut lines: Vec<_> =
                    text.lines().filter(|line| !line.starts_with(' ')).collect();
                lines.sort_unstable();
                lines.join("\n")
            },
            "is missing",
        ),
    ];
    for (what, edit, hint) in edits {
        let project = changed();
        project.ok(&["sync"]);
        let id = id(&project);
        project.write(ENGLISH, edit(&project.read(ENGLISH)));
        let said = found(&project);
        if hint != "is missing" {
            assert!(said.contains(hint), "{what}: {said}");
        }
        for _ in 0..2 {
            project.run(&["sync"]);
            let said = found(&project);
            assert!(said.contains(&id), "{what}: {said}");
            assert_eq!(
                project
                    .run(&["build", "--locale", "en", "--format", "brief"])
                    .code,
                1,
                "{what}"
            );
        }
        // The translator's own way out is open afterwards.
        project
            .write(ENGLISH, polished(&translated(&project)))
            .run(&["sync"]);
        let said = project.run(&["ack", "en", &id]).stdout;
        assert!(said.contains(&id), "{what}: {said}");
        project.ok(&["check"]);
    }
}

#[test]
fn a_translator_who_removes_the_mark_of_a_changed_translation_confirms_it() {
    let project = changed();
    project.ok(&["sync"]);
    let id = id(&project);
    project.edit(ENGLISH, "= A word.", "= A long word.");
    let said = project.ok(&["sync", "--check"]).stdout;
    assert_eq!(said, "up to date\n");
    project.unmark(ENGLISH, &id);
    project.ok(&["check"]);
    let run = project.run(&["sync", "--check"]);
    assert!(
        run.code == 1 && run.stdout.contains(&format!("1 confirmed: {id}")),
        "{}",
        run.stdout
    );
    project.ok(&["sync"]);
    assert_eq!(
        project.read(ENGLISH),
        translated(&project).replace("A word", "A long word")
    );
}

#[test]
fn a_source_text_that_changes_again_renews_the_mark() {
    let project = changed();
    project.ok(&["sync"]);
    let id = id(&project);
    let asked = |project: &Project| {
        let lock = project.read(LOCK);
        lock.lines()
            .find(|line| line.contains("asked: "))
            .map(str::to_owned)
    };
    let before = asked(&project);
    // The translator works on the first change, the author changes the text a second time.
    project
        .edit(ENGLISH, "= A word.", "= A long word.")
        .unmark(ENGLISH, &id);
    project.edit(ARTICLE, "Un mot tout long.", "Un mot tout neuf.");
    assert!(
        found(&project).contains("both the translation"),
        "{}",
        found(&project)
    );
    let said = project.ok(&["sync"]).stdout;
    assert!(said.contains(&format!("1 stale: {id}")), "{said}");
    let text = project.read(ENGLISH);
    assert!(
        text.contains("# source: Un mot tout [-court.-]{+neuf.+}\n"),
        "{text}"
    );
    assert!(asked(&project).is_some() && asked(&project) != before);
    assert!(found(&project).contains("is stale"));
    project
        .edit(ENGLISH, "= A long word.", "= A new word.")
        .unmark(ENGLISH, &id);
    project.ok(&["check"]);
}

#[test]
fn a_change_that_is_taken_back_needs_nothing() {
    let project = changed();
    project.ok(&["sync"]);
    project.edit(ARTICLE, "Un mot tout long.", "Un mot tout court.");
    project.ok(&["check"]);
    project.ok(&["sync"]);
    assert_eq!(project.read(ENGLISH), translated(&project));
    // Unless the translation changed meanwhile: for which of the two texts?
    let project = changed();
    project.ok(&["sync"]);
    project.edit(ENGLISH, "= A word.", "= A long word.");
    project.edit(ARTICLE, "Un mot tout long.", "Un mot tout court.");
    assert!(found(&project).contains("is stale"));
    project.ok(&["sync"]);
    assert!(
        project
            .read(ENGLISH)
            .contains("# source: the text is again the one that was translated")
    );
    assert!(found(&project).contains("is stale"));
}

#[test]
fn labels_are_parts_of_the_mark_and_renamed_messages_keep_it() {
    let project = confirmed();
    project.edit(ARTICLE, "\nNom\n", "\nPrénom\n");
    project.ok(&["sync"]);
    let id = id(&project);
    let text = project.read(ENGLISH);
    assert!(
        text.contains(&format!(
            "# stale: {id}\n# source.label: [-Nom-]{{+Prénom+}}\n{id} = "
        )),
        "{text}"
    );

    let project = Project::small();
    project
        .edit(ARTICLE, "Un mot.\n", "# Un titre {#un}\n\nUn mot.\n")
        .ok(&["sync"]);
    project
        .write(
            ENGLISH,
            "meta-title = Title\nun-title = A heading\nun-un-mot = A word.\n",
        )
        .ok(&["sync"]);
    project.confirm("en");
    project
        .edit(ARTICLE, "# Un titre", "# Un grand titre")
        .ok(&["sync"]);
    project.edit(ENGLISH, "A heading", "A large heading");
    project.edit(ARTICLE, "{#un}", "{#deux}").ok(&["sync"]);
    let text = project.read(ENGLISH);
    assert!(
        text.contains(
            "# stale: deux-title\n# source: Un {+grand+} titre\ndeux-title = A large heading\n"
        ),
        "{text}"
    );
    assert!(found(&project).contains("`deux-title` is stale"));
}

/// A lock of a program that wrote no marks: what is stale is marked, what was translated after a request stays current.
#[test]
fn the_first_sync_of_an_old_project_writes_the_marks() {
    let project = changed();
    project.edit(ARTICLE, "Un autre mot.", "Un tout autre mot.");
    project.ok(&["sync"]);
    let lock: String = {
        let lock = project.read(LOCK);
        let lines = lock
            .split_inclusive('\n')
            .filter(|line| !line.contains("marked: "));
        lines.collect()
    };
    project.write(LOCK, lock);
    project.write(
        ENGLISH,
        translated(&project).replace("Another", "A very different"),
    );
    let id = id(&project);
    for _ in 0..2 {
        let said = found(&project);
        assert!(said.contains(&format!("`{id}` is stale")), "{said}");
        assert!(said.contains("\n1 error"), "{said}");
        project.ok(&["sync"]);
    }
    let text = marked(&project).replace("Another", "A very different");
    assert_eq!(project.read(ENGLISH), text);
}

#[test]
fn a_region_has_marks_in_its_own_file() {
    let project = confirmed();
    let id = id(&project);
    project
        .write("i18n/en-GB/a.ftl", "lede-un-autre-mot = Another colour.\n")
        .ok(&["sync"]);
    project.confirm("en-GB");
    project.edit(ARTICLE, "Un autre mot.", "Un tout autre mot.");
    project.edit(ARTICLE, "tout court", "tout long");
    project.ok(&["sync"]);
    let british = project.read("i18n/en-GB/a.ftl");
    assert!(
        british.contains("# stale: lede-un-autre-mot\n") && !british.contains(&id),
        "{british}"
    );
    assert!(project.read(ENGLISH).contains(&mark(&id)));
}

#[test]
fn marks_that_have_lost_their_message_are_moved_or_removed() {
    let project = changed();
    project.ok(&["sync"]);
    let id = id(&project);
    // An editor moved the message without the comment above it; a merge doubled the mark.
    let text =
        project.read(ENGLISH).replace(&mark(&id), "") + "\n" + &mark(&id) + "\n" + &mark(&id);
    project.write(ENGLISH, text).ok(&["sync"]);
    let text = project.read(ENGLISH);
    assert_eq!(text.matches("\n# stale: ").count(), 1, "{text}");
    assert!(text.contains(&format!("{}{id} = ", mark(&id))), "{text}");
    // The article no longer has the text.
    project
        .edit(ARTICLE, "Nom\n\n: Un mot tout long.\n\n", "")
        .ok(&["sync"]);
    let text = project.read(ENGLISH);
    assert!(
        !text.contains("\n# stale: ") && text.contains(&format!("# {id} = A word.")),
        "{text}"
    );
    assert_eq!(project.ok(&["sync", "--check"]).stdout, "up to date\n");
}
