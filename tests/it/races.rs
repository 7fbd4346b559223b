//! Editors that save while commands run: every save is still there at the end, in the file or brought up to date.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use crate::support::Project;

const ARTICLE: &str = "seeds/night-trains.md";
const FRENCH: &str = "i18n/fr/night-trains.ftl";
/// How often each command is run beside the editor, and how often the editor saves, at least.
const RUNS: usize = 4;

/// How an editor saves.
#[derive(Clone, Copy, Debug)]
enum Saving {
    /// It writes a new file, and renames it.
    Rename,
    /// It empties the file, and fills it.
    InPlace,
    /// It renames the old file, and writes a new one.
    Backup,
}

/// A number that looks like chance, and is the same in every run.
fn chance(state: &mut u64) -> u64 {
    *state = state
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    *state >> 40
}

/// A translator who opens the file again and again, adds a line and a double space, and saves. Returns the lines, which `saves` counts.
fn edit_until(
    done: &AtomicBool,
    saves: &AtomicUsize,
    file: PathBuf,
    saving: Saving,
    seed: u64,
) -> Vec<String> {
    let mut state = seed;
    let mut lines = Vec::new();
    while !done.load(Ordering::Relaxed) {
        // Now and then long enough for a command to come through.
        let pause = match chance(&mut state) % 3 {
            0 => 5_000,
            _ => 300_000,
        };
        thread::sleep(Duration::from_micros(500 + chance(&mut state) % pause));
        let Ok(text) = fs::read_to_string(&file) else {
            continue;
        };
        let line = format!("# Note {} of the translator.", lines.len());
        let text = text.replacen(
            "\nevidence-time = Un trajet",
            "\nevidence-time = Un  trajet",
            1,
        );
        let text = format!("{text}\n{line}\n");
        match saving {
            Saving::Rename => {
                let aside = file.with_extension("swp");
                fs::write(&aside, text).expect("written");
                fs::rename(&aside, &file).expect("renamed");
            }
            Saving::Backup => {
                fs::rename(&file, file.with_extension("bak")).expect("renamed");
                fs::write(&file, text).expect("written");
                fs::remove_file(file.with_extension("bak")).expect("removed");
            }
            Saving::InPlace => {
                let mut open = fs::File::create(&file).expect("opened");
                open.write_all(text.as_bytes()).expect("written");
            }
        }
        lines.push(line);
        saves.store(lines.len(), Ordering::Relaxed);
    }
    lines
}

#[test]
fn what_editors_save_while_commands_run_stays() {
    let commands: [&[&str]; 3] = [
        &["sync"],
        &["check", "--fix"],
        &["ack", "fr", "evidence-title", "outlook-title"],
    ];
    let mut repaired = 0;
    for (seed, saving) in [
        (1, Saving::Rename),
        (2, Saving::InPlace),
        (3, Saving::Backup),
    ] {
        let project = Project::example();
        let file = project.path(FRENCH);
        let (done, saves) = (AtomicBool::new(false), AtomicUsize::new(0));
        let lines = thread::scope(|scope| {
            let editor = scope.spawn(|| edit_until(&done, &saves, file, saving, seed));
            for at in 0.. {
                if at >= RUNS && saves.load(Ordering::Relaxed) > RUNS {
                    break;
                }
                // Two texts by turns, so that there is something to write.
                let (old, new) = [("offers", "gives"), ("gives", "offers")][at % 2];
                project.edit(
                    ARTICLE,
                    &format!("What the night {old}"),
                    &format!("What the night {new}"),
                );
                for command in commands {
                    let run = project.run(command);
                    assert!(
                        run.code <= 1 && !run.stderr.contains("panicked"),
                        "{command:?}: {}",
                        run.stderr
                    );
                    repaired += usize::from(run.stdout.contains("repaired"));
                }
            }
            done.store(true, Ordering::Relaxed);
            editor.join().expect("the editor ends")
        });
        let text = project.read(FRENCH);
        let lost: Vec<_> = lines.iter().filter(|line| !text.contains(*line)).collect();
        assert!(
            lost.is_empty(),
            "{saving:?}: {} of {} saves are lost: {lost:?}",
            lost.len(),
            lines.len()
        );
        // Nothing is left beside the files.
        let names = |folder: &str| {
            fs::read_dir(project.path(folder))
                .expect("a folder")
                .count()
        };
        assert_eq!(
            (names("i18n"), names("i18n/fr"), names("i18n/en")),
            (2, 2, 1)
        );
    }
    assert!(repaired > 0, "nothing was repaired: the test tests nothing");
}

fn quiet(mut command: Command) -> Command {
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

#[test]
fn of_two_acks_at_once_none_is_lost() {
    let project = Project::example();
    for (old, new) in [
        ("offers", "gives"),
        ("comes next", "comes"),
        ("has to be decided", "is to be decided"),
    ] {
        project.edit(ARTICLE, old, new);
    }
    project.ok(&["sync"]);
    let lock = "i18n/fr/night-trains.lock.yaml";
    let before = project.read(lock);
    for _ in 0..8 {
        project.write(lock, &before);
        let ids = ["evidence-title", "outlook-title", "choice-title"];
        let children = ids.map(|id| {
            quiet(project.command(&["ack", "fr", id]))
                .spawn()
                .expect("it starts")
        });
        for mut child in children {
            assert!(child.wait().expect("it ends").success());
        }
        let said = project.ok(&["status", "--locale", "fr"]).stdout;
        let line = said
            .lines()
            .find(|line| line.contains("night-trains"))
            .expect("a line");
        assert_eq!(line.split_whitespace().nth(5), Some("0"), "stale: {said}");
    }
}
