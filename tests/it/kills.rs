//! Commands that are killed while they write: files that people edit are whole, the sums of a folder are true or away, and the
//! next command that opens the project removes what was left.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::support::proved::sha256;
use crate::support::{PLAIN, Project};

/// Commands that open a project and write nothing.
const NEXT: [&[&str]; 5] = [
    &["status"],
    &["list"],
    &["check"],
    &["sync", "--check"],
    &["where", "fr", "mot"],
];

/// The names of what commands have in a folder for themselves.
fn hidden(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names
        .filter(|name| name.starts_with(".fluentpress"))
        .collect()
}

/// Starts a command, and kills it `wait` after it began to write in a folder, or after it has written there.
fn kill(project: &Project, command: &[&str], folder: &Path, wait: Duration) {
    let mut command = project.command(command);
    let command = command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().expect("it starts");
    let start = Instant::now();
    let sums = || fs::metadata(folder.join("SHA256SUMS")).and_then(|sums| sums.modified());
    let old = sums().ok();
    let is_waiting = || hidden(folder).is_empty() && sums().ok() == old;
    let mut is_running = || child.try_wait().is_ok_and(|status| status.is_none());
    while is_waiting() && is_running() && start.elapsed() < Duration::from_secs(20) {}
    std::thread::sleep(wait);
    let _ = child.kill();
    child.wait().expect("it ends");
}

/// What is left is removed by the next command.
fn clears(project: &Project, next: &[&str]) {
    project.run(next);
    for folder in ["i18n", "dist"] {
        let left = hidden(&project.path(folder));
        assert!(left.is_empty(), "{next:?} leaves {left:?} in {folder}");
    }
}

/// Moments, a little further apart each time.
fn moments(count: u64) -> impl Iterator<Item = (Duration, &'static [&'static str])> {
    let waits = (0..count).map(|n| Duration::from_micros(n * n * 150));
    waits.zip(NEXT.into_iter().cycle())
}

#[test]
fn a_killed_repair_leaves_whole_files() {
    let project = Project::new(&[(
        "fluentpress.yaml",
        "source: en\nlocales: [fr]\naudiences: [full-analysis]\n",
    )]);
    let names = ["a", "b", "c", "d"];
    for name in names {
        let article = "---\ntitle: T\ndate: 2025-01-01\n---\n\n# S\n\nA \"word\": yes!\n";
        project.write(&format!("seeds/{name}.md"), article);
    }
    project.ok(&["sync"]);
    let file = |name: &str| format!("i18n/fr/{name}.ftl");
    for name in names {
        let english = project.read(&format!("i18n/en/{name}.ftl"));
        let lines = english.lines().filter(|line| !line.starts_with('#'));
        let lines: Vec<_> = lines.collect();
        let french = lines.join("\n") + "\n";
        project.write(
            &file(name),
            french.replace("A \"word\": yes!", "Un \"mot\": oui!"),
        );
    }
    let texts = || names.map(|name| project.read(&file(name)));
    let old = texts();
    project.run(&["check", "--fix"]);
    let new = texts();
    assert!(old.iter().zip(&new).all(|(old, new)| old != new));
    for (wait, next) in moments(6) {
        for (name, text) in names.iter().zip(&old) {
            project.write(&file(name), text);
        }
        kill(&project, &["check", "--fix"], &project.path("i18n"), wait);
        clears(&project, next);
        for ((text, old), new) in texts().iter().zip(&old).zip(&new) {
            assert!(text == old || text == new, "{text}");
        }
    }
    project.run(&["check", "--fix"]);
    assert_eq!(texts(), new);
}

#[test]
fn a_killed_watch_leaves_a_true_folder() {
    let project = Project::small();
    for format in ["brief", "slides"] {
        project.write(&format!("layouts/full-analysis/{format}.typ"), PLAIN);
    }
    let folder = project.path("dist");
    for (at, (wait, next)) in moments(6).enumerate() {
        let article = format!("---\ntitle: Titre\ndate: 2025-11-01\n---\n\nUn mot {at}.\n");
        project.write("seeds/a.md", article);
        kill(&project, &["watch"], &folder, wait);
        clears(&project, next);
        // Away, or true.
        let sums = fs::read_to_string(folder.join("SHA256SUMS")).unwrap_or_default();
        for line in sums.lines() {
            let (sum, name) = line.split_once("  ").expect("a sum and a name");
            let bytes = fs::read(folder.join(name)).unwrap_or_default();
            assert_eq!(sha256(&bytes), sum, "{name}");
        }
    }
    project.ok(&["build"]);
}
