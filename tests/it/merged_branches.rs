//! No merge confirms a stale translation by accident: branches of authors and translators, merged by git.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use crate::support::{Project, cases, copy};

const ARTICLE: &str = "seeds/a.md";
const FRENCH: &str = "i18n/fr/a.ftl";
const ID: &str = "lede-the-first-word-here";

fn git(folder: &Path, arguments: &[&str]) -> bool {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=t", "-c", "user.email=t@example.org"]);
    command.args([
        "-c",
        "commit.gpgsign=false",
        "-c",
        "init.defaultBranch=main",
        "-c",
        "maintenance.auto=false",
    ]);
    let output = command.args(arguments).current_dir(folder).output();
    output.expect("git starts").status.success()
}

/// What somebody does on a branch.
#[derive(Clone, Copy, Debug)]
enum Do {
    /// The author gives the first paragraph this ending.
    Write(&'static str),
    /// The author changes the second paragraph.
    WriteOther,
    /// `sync` runs.
    Sync,
    /// A translator changes the first translation, and does not look at marks.
    Polish,
    /// A translator changes the second translation.
    PolishOther,
    /// A translator changes the first translation and removes its mark.
    Translate,
    /// A person confirms the first translation.
    Ack,
}

fn act(project: &Project, actions: &[Do]) {
    for action in actions {
        match action {
            Do::Write(ending) => {
                let text = project.read(ARTICLE);
                let line = text
                    .lines()
                    .find(|l| l.starts_with("The first"))
                    .expect("it");
                project.edit(ARTICLE, line, &format!("The first word here is {ending}."));
            }
            Do::WriteOther => drop(project.edit(ARTICLE, "stands apart", "stands alone")),
            Do::Sync => drop(project.ok(&["sync"])),
            Do::Polish => drop(project.edit(FRENCH, "Le premier", "Le tout premier")),
            Do::PolishOther => drop(project.edit(FRENCH, "Le second", "Le deuxième")),
            Do::Translate => drop(
                project
                    .edit(FRENCH, "Le premier", "Le nouveau")
                    .unmark(FRENCH, ID),
            ),
            Do::Ack => drop(project.ok(&["ack", "fr", ID])),
        }
    }
    git(project.root(), &["commit", "-aqm", "work", "--allow-empty"]);
}

/// What was done before the branches and on each of them, and whether the first translation is current after the merge.
type Merge<'m> = (&'m [Do], [&'m [Do]; 2], bool);

#[test]
fn no_merge_confirms_a_stale_translation() {
    use Do::{Ack, Polish, PolishOther, Sync, Translate, Write, WriteOther};
    let asked: &[Do] = &[Write("long"), Sync];
    let all: [Merge; 12] = [
        (&[], [asked, &[Polish]], false),
        (&[], [asked, &[Polish, Sync]], false),
        (&[], [&[Write("long")], &[Polish, Sync]], false),
        (&[], [asked, &[Write("green"), Sync]], false),
        (asked, [&[Write("green"), Sync], &[Translate]], false),
        (asked, [&[Write("green"), Sync], &[Translate, Sync]], false),
        (asked, [&[Write("green")], &[Translate, Sync]], false),
        (asked, [&[Write("short"), Sync], &[Translate]], false),
        (asked, [&[Ack], &[Polish, Sync]], false),
        (asked, [&[PolishOther, Sync], &[Polish]], false),
        (asked, [&[PolishOther, Sync], &[Translate, Sync]], true),
        (asked, [&[WriteOther, Sync], &[Translate, Sync]], true),
    ];
    let [plain, asked] = [&[], asked].map(|before| {
        let project = base();
        // Without the hooks of a template.
        assert!(git(project.root(), &["init", "-q", "--template="]));
        assert!(git(project.root(), &["add", "-A"]));
        act(&project, before);
        project
    });
    for (at, (before, sides, is_current)) in all.into_iter().enumerate() {
        // Into one branch or the other by turns; in CI, into both.
        let both = [sides, [sides[1], sides[0]]];
        let first = at % 2;
        let shown = if cases(2) == 2 {
            &both[..]
        } else {
            &both[first..=first]
        };
        for &[ours, theirs] in shown {
            let case = format!("{before:?} {ours:?} {theirs:?}");
            let project = Project::new(&[]);
            let root = project.root();
            let started = if before.is_empty() { &plain } else { &asked };
            copy(started.root(), root);
            assert!(git(root, &["checkout", "-qb", "theirs"]));
            act(&project, theirs);
            let article = project.read(ARTICLE);
            assert!(git(root, &["checkout", "-q", "main"]));
            act(&project, ours);
            git(root, &["merge", "-q", "-m", "merge", "theirs"]);
            // The authors agree about their article.
            if project.read(ARTICLE).contains("<<<<<<<") {
                project.write(ARTICLE, article);
            }
            let _ = is_first_current(&project);
            project.run(&["sync"]);
            assert_eq!(is_first_current(&project), is_current, "{case}");
            // What a translator wrote is there, on whichever side.
            let text = project.read(FRENCH);
            let has = |actions: &[Do], what: fn(&Do) -> bool| actions.iter().any(what);
            for (what, words) in [
                (
                    (|a| matches!(a, Polish)) as fn(&Do) -> bool,
                    "Le tout premier",
                ),
                (|a| matches!(a, Translate), "Le nouveau"),
                (|a| matches!(a, PolishOther), "Le deuxième"),
            ] {
                let is_written = has(ours, what) || has(theirs, what);
                assert!(!is_written || text.contains(words), "{case}: {text}");
            }
            if !is_current && project.run(&["sync", "--check"]).code == 0 {
                let state = project.run(&["check"]).stderr;
                let is_marked = text.matches(&format!("# stale: {ID}\n")).count() == 1;
                assert!(
                    is_marked || state.contains("unconfirmed"),
                    "{case}: {text}{state}"
                );
            }
        }
    }
}

/// Whether nothing is found about the first translation.
fn is_first_current(project: &Project) -> bool {
    let run = project.run(&["check"]);
    !run.stderr.contains(ID) && !run.stderr.contains("merge-conflict")
}

fn base() -> Project {
    let project = Project::new(&[(
        "fluentpress.yaml",
        "source: en\nlocales: [fr]\naudiences: [full-analysis]\n",
    )]);
    project.write(ARTICLE, "---\ntitle: Words\ndate: 2025-11-01\n---\n\nThe first word here is short.\n\nThe second one stands apart.\n");
    project.ok(&["sync"]);
    let ids = ["meta-title", ID, "lede-the-second-one-stands"];
    let texts = ["Mots", "Le premier mot est court.", "Le second est à part."];
    let mut text = String::new();
    for (id, words) in ids.iter().zip(texts) {
        let _ = write!(text, "{id} = {words}\n\n");
    }
    project.write(FRENCH, text).ok(&["sync"]);
    project.confirm("fr");
    assert_eq!(project.ok(&["sync", "--check"]).stdout, "up to date\n");
    project
}
