//! `watch`: whatever happens to a project and its output folder, what lies there is what a clean build makes.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use crate::support::proved::proved;
use crate::support::{Project, cases};

/// How long a `watch` may take for anything, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A `watch` that runs until this is dropped.
struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    /// Starts it, and waits until it has built.
    fn start(project: &Project, arguments: &[&str]) -> Self {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        let mut command = project.command(&[&["watch"], arguments].concat());
        let command = command.stdout(writer.try_clone().expect("a pipe"));
        let child = command.stderr(writer).spawn().expect("it starts");
        let (send, lines) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(reader).lines().map_while(Result::ok) {
                let _ = send.send(line);
            }
        });
        let watch = Self { child, lines };
        watch.until("watching for changes");
        watch
    }

    /// What it says, up to a line with these words.
    fn until(&self, wanted: &str) -> String {
        let start = Instant::now();
        let mut seen = String::new();
        while start.elapsed() < PATIENCE {
            if let Ok(line) = self.lines.recv_timeout(Duration::from_millis(200)) {
                seen = seen + &line + "\n";
                if line.contains(wanted) {
                    return seen;
                }
            }
        }
        panic!("never said {wanted:?}: {seen}");
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

type Files = BTreeMap<String, Vec<u8>>;

/// The files of a folder that are not hidden; those that go while it is read are left out.
fn files(folder: &Path) -> Files {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let named = entries.filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        Some((name, fs::read(entry.path()).ok()?))
    });
    named.filter(|(name, _)| !name.starts_with('.')).collect()
}

/// What a clean build makes, if it has no errors.
fn clean(project: &Project, arguments: &[&str]) -> Option<Files> {
    let _ = fs::remove_dir_all(project.path("clean"));
    let run = project.run(&[&["build", "--output-dir", "clean"], arguments].concat());
    (run.code == 0).then(|| files(&project.path("clean")))
}

/// Waits until the folder holds these files, and is true.
fn settles(folder: &Path, wanted: &Files, what: &str) {
    let start = Instant::now();
    while files(folder) != *wanted {
        let names: Vec<_> = wanted.keys().collect();
        assert!(
            start.elapsed() < PATIENCE,
            "{what}: {:?}, {names:?}",
            files(folder).keys()
        );
        std::thread::sleep(Duration::from_millis(20));
    }
    proved(folder);
}

fn article(words: &str, notes: &str) -> String {
    format!(
        "---\ntitle: Titre\ndate: 2025-11-01\n---\n\nUn mot.\n\n# Suite {{#suite}}\n\n{words}\n\n::: notes\n{notes}\n:::\n"
    )
}

fn project() -> Project {
    let project = Project::small().plain();
    project.write("seeds/a.md", article("Un autre mot.", "Dit."));
    project.write("i18n/en/a.ftl", "meta-title = Title\n");
    project
}

#[test]
fn two_watches_of_one_folder_would_undo_each_other() {
    let project = Project::small().plain();
    let first = Watch::start(&project, &[]);
    let before = files(&project.path("dist"));
    let run = project.run(&["watch", "--alone", "--format", "brief"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("another `fluentpress watch`"),
        "{}",
        run.stderr
    );
    assert_eq!(files(&project.path("dist")), before);
    // A folder of its own is free, and so is this one when the first has ended.
    drop(Watch::start(&project, &["--output-dir", "other"]));
    drop(first);
    Watch::start(&project, &["--format", "brief"]);
}

#[test]
fn after_a_failed_build_all_that_is_wrong_on_the_disk_is_written() {
    let project = Project::small().plain();
    let watch = Watch::start(&project, &[]);
    let dist = project.path("dist");
    let before = files(&dist);
    project.edit(
        "fluentpress.yaml",
        "[full-analysis]",
        "[full-analysis, nobody]",
    );
    watch.until("watching for changes");
    project.edit("seeds/a.md", "Un mot.", "Un tout autre mot.");
    let said = watch.until("watching for changes");
    assert!(said.contains("error[settings-value]"), "{said}");
    assert_eq!(files(&dist), before);
    // The settings alone change: what was made while they were wrong is written.
    project.edit("fluentpress.yaml", ", nobody", "");
    settles(&dist, &clean(&project, &[]).expect("a build"), "mended");
    assert_ne!(files(&dist), before);
}

#[test]
fn settings_are_read_again() {
    let project = Project::small().plain();
    let text = article("- Un point.", "Dit.").replace("#suite", "#suite .takeaways");
    project.write("seeds/a.md", text);
    let watch = Watch::start(&project, &["--format", "brief"]);
    let settings = project.read("fluentpress.yaml");
    project.write("fluentpress.yaml", format!("{settings}output: public\n"));
    watch.until("public/a-full-analysis-brief-fr.pdf");
    proved(&project.path("public"));
    project.edit(
        "fluentpress.yaml",
        "[full-analysis]",
        "[full-analysis, key-points]",
    );
    watch.until("public/a-key-points-brief-fr.pdf");
    let wanted = clean(&project, &["--format", "brief"]).expect("a build");
    settles(&project.path("public"), &wanted, "another audience");
}

#[test]
fn denied_warnings_write_nothing_until_they_are_gone() {
    let project = Project::small().plain();
    let watch = Watch::start(&project, &["--deny-warnings"]);
    let dist = project.path("dist");
    let before = files(&dist);
    project.write("dist/manifest.json", "{}");
    let said = watch.until("watching for changes");
    assert!(said.contains("error[foreign-file]"), "{said}");
    project.edit("seeds/a.md", "Un mot.", "Un tout autre mot.");
    watch.until("watching for changes");
    let pdf = "a-full-analysis-brief-fr.pdf";
    assert_eq!(files(&dist)[pdf], before[pdf]);
    fs::remove_file(dist.join("manifest.json")).expect("a file");
    settles(
        &dist,
        &clean(&project, &[]).expect("a build"),
        "nothing to warn of",
    );
}

/// What may happen to a project. The number tells apart what would be the same.
fn happens(project: &Project, what: usize, n: usize) {
    let dist = project.path("dist");
    let some = |all: Files| all.into_keys().nth(n % 5);
    // A manifest that somebody else wrote would stay.
    let is_pdf = |name: &String| name.ends_with(".pdf");
    let write = |path: &str, text: String| {
        project.write(path, text);
    };
    match what {
        0 => write("seeds/a.md", article(&format!("Mot {n}."), "Dit.")),
        1 => write(
            "seeds/a.md",
            article("Un mot de plus.", &format!("Dit {n}.")),
        ),
        2 => write("seeds/a.md", article("Un <b>mot</b>.", "Dit.")),
        3 => write("seeds/b.md", article(&format!("Autre {n}."), "Dit.")),
        4 => drop(fs::remove_file(project.path("seeds/b.md"))),
        5 => drop(some(files(&dist)).map(|name| fs::remove_file(dist.join(name)))),
        6 => drop(
            some(files(&dist))
                .filter(is_pdf)
                .map(|name| fs::write(dist.join(name), format!("{n}"))),
        ),
        7 => drop(fs::remove_dir_all(&dist)),
        8 => write("i18n/fr/labels.ftl", format!("contents = Sommaire {n}\n")),
        9 => write("i18n/fr/labels.ftl", "contents = { $\n".to_owned()),
        10 => drop(fs::remove_file(project.path("i18n/fr/labels.ftl"))),
        _ => {
            let budget = n % 3;
            let layout = format!("pages: {{ max: {budget} }}\n");
            write("layouts/full-analysis/layout.yaml", layout);
        }
    }
}

#[test]
fn after_every_step_the_folder_holds_what_a_clean_build_makes() {
    for seed in 1..=u64::from(cases(3)) {
        let project = project();
        let arguments = ["--notes", "--locale", "fr", "--clean"];
        let _watch = Watch::start(&project, &arguments);
        let dist = project.path("dist");
        let mut random = seed;
        for step in 0..10 {
            // Any generator would do (the constants are Knuth's).
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            // An article comes and goes, whatever comes then.
            let what = [3, 4].get(step).copied();
            let what = what.unwrap_or((random >> 33) as usize % 12);
            happens(&project, what, step + 1);
            let label = format!("seed {seed}, step {step}: {what}");
            if let Some(wanted) = clean(&project, &arguments) {
                settles(&dist, &wanted, &label);
            } else {
                // Files stay as they are, until the errors are gone.
                let there = files(&dist);
                std::thread::sleep(Duration::from_millis(700));
                assert!(files(&dist) == there, "{label}");
            }
        }
    }
}

#[test]
fn builds_and_syncs_beside_it_do_no_harm() {
    let project = project();
    project.run(&["sync"]);
    let watch = Watch::start(&project, &["--draft"]);
    for n in 0..4 {
        project.write("seeds/a.md", article(&format!("Encore {n}."), "Dit."));
        let commands = [
            vec!["sync"],
            vec!["build", "--draft"],
            vec!["build", "--draft", "--locale", "fr"],
            vec!["sync"],
        ];
        let start = |arguments: &Vec<&str>| {
            let mut command = project.command(arguments);
            let command = command.stdout(Stdio::null()).stderr(Stdio::null());
            command.spawn().expect("it starts")
        };
        let all: Vec<_> = commands.iter().map(start).collect();
        for mut child in all {
            assert_eq!(child.wait().expect("it ends").code(), Some(0), "{n}");
        }
        let wanted = clean(&project, &["--draft"]).expect("a build");
        settles(&project.path("dist"), &wanted, &format!("round {n}"));
    }
    let said = project.ok(&["sync", "--check"]).stdout;
    assert!(said.ends_with("up to date\n"), "{said}");
    drop(watch);
}
