//! The output folder: one writer at a time, all files or none, and a manifest that is true or away.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::support::proved::{proved, sha256};
use crate::support::{Project, Run, cases};

/// The files of a folder, hidden ones included.
fn all(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("a folder");
    let file = |entry: fs::DirEntry| {
        let name = entry.file_name().into_string().expect("UTF-8");
        (name, fs::read(entry.path()).expect("a file"))
    };
    entries
        .map(|entry| file(entry.expect("an entry")))
        .collect()
}

/// A folder that a build wrote: true, and without what a build needs for itself.
fn is_tidy(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    proved(folder);
    let all = all(folder);
    assert!(
        !all.keys().any(|name| name.starts_with('.')),
        "{:?}",
        all.keys()
    );
    all
}

/// What is wrong with the sums of a folder, if they are there, and stay there while they are read.
fn untrue(folder: &Path) -> Option<String> {
    let path = folder.join("SHA256SUMS");
    let read = || {
        let time = fs::metadata(&path).ok()?.modified().ok()?;
        Some((time, fs::read_to_string(&path).ok()?))
    };
    let sums = read()?;
    let is_wrong = |line: &&str| {
        let (sum, name) = line.split_once("  ").expect("a sum and a name");
        !fs::read(folder.join(name)).is_ok_and(|bytes| sha256(&bytes) == sum)
    };
    let wrong = sums.1.lines().find(is_wrong)?.to_owned();
    (read()? == sums).then_some(wrong)
}

fn start(project: &Project, arguments: &[&str]) -> Child {
    let mut command = project.command(arguments);
    let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().expect("it starts")
}

#[test]
fn builds_at_once_leave_what_one_of_them_made() {
    let project = Project::small().plain();
    let folder = project.path("dist");
    fs::create_dir(&folder).expect("a folder");
    // Two kinds of files under the same names.
    let builds = (0..8).map(|n| match n % 2 {
        0 => start(&project, &["build", "--jobs", "1"]),
        _ => start(&project, &["build", "--jobs", "1", "--draft"]),
    });
    let mut builds: Vec<_> = builds.collect();
    let mut looks = 0;
    while builds
        .iter_mut()
        .any(|build| build.try_wait().expect("it runs").is_none())
    {
        assert_eq!(untrue(&folder), None);
        looks += 1;
    }
    assert!(looks > 0);
    for build in builds {
        let run = Run::of(build.wait_with_output().expect("it ends"));
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
    let left = is_tidy(&folder);
    let is_whole = |arguments: &[&str]| {
        project.ok(&[&["build", "--output-dir", "fresh"], arguments].concat());
        left == all(&project.path("fresh"))
    };
    assert!(is_whole(&[]) || is_whole(&["--draft"]));
}

#[test]
fn who_waits_says_for_whom() {
    let project = Project::small().plain();
    fs::create_dir(project.path("dist")).expect("a folder");
    let path = project.path("dist/.fluentpress.lock");
    fs::write(&path, "4711 watch").expect("a file");
    let file = fs::File::open(&path).expect("a file");
    file.lock().expect("a lock");
    let mut build = start(&project, &["build"]);
    // It says so before it waits.
    let mut errors = BufReader::new(build.stderr.take().expect("a pipe"));
    let mut said = String::new();
    errors.read_line(&mut said).expect("a line");
    let expected = match cfg!(windows) {
        true => "waiting for another fluentpress, which writes into `dist`\n",
        false => "waiting for `fluentpress watch` (process 4711), which writes into `dist`\n",
    };
    assert_eq!(said, expected);
    std::thread::sleep(Duration::from_millis(100));
    assert_eq!(
        project.dist(),
        [".fluentpress.lock"],
        "nothing is written yet"
    );
    fs::remove_file(&path).expect("a file");
    drop(file);
    errors.read_to_string(&mut said).expect("text");
    let run = Run::of(build.wait_with_output().expect("it ends"));
    assert_eq!((run.code, said.as_str()), (0, expected));
    is_tidy(&project.path("dist"));
}

#[test]
fn where_one_file_cannot_be_replaced_none_is() {
    let project = Project::small().plain();
    project.ok(&["build"]);
    let before = is_tidy(&project.path("dist"));
    project.edit("seeds/a.md", "Un mot.", "Un autre mot.");
    // Longer than the name of any file may be, with the audience: found out when it is renamed.
    let name = "z".repeat(240);
    project.write(&format!("seeds/{name}.md"), project.read("seeds/a.md"));
    let run = project.run(&["build"]);
    assert_eq!(run.code, 1, "{}", run.stdout);
    assert!(
        run.stderr.contains("error[output]: `dist/zzz"),
        "{}",
        run.stderr
    );
    assert_eq!(is_tidy(&project.path("dist")), before);
    fs::remove_file(project.path(&format!("seeds/{name}.md"))).expect("a file");
    project.ok(&["build"]);
    assert_ne!(is_tidy(&project.path("dist")), before);
}

#[test]
fn a_folder_in_place_of_a_file_is_an_error() {
    let project = Project::small().plain();
    project.ok(&["build"]);
    let pdf = project.path("dist/a-full-analysis-slides-fr.pdf");
    fs::remove_file(&pdf).expect("a file");
    fs::create_dir(&pdf).expect("a folder");
    let before = project.dist();
    project.edit("seeds/a.md", "Un mot.", "Un autre mot.");
    let run = project.run(&["build"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("is a directory"), "{}", run.stderr);
    assert_eq!(project.dist(), before);
}

/// A limit for the size of files stands in for a full disk: what is written is refused in the middle of a file.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_old_files() {
    let project = Project::small().plain();
    project.ok(&["build"]);
    let before = is_tidy(&project.path("dist"));
    project.edit("seeds/a.md", "Un mot.", "Un autre mot.");
    let run = limited(&project, "ulimit -f 8", &["build"]);
    assert_eq!(run.code, 1, "{}", run.stdout);
    assert!(
        run.stderr
            .contains("error[output]: `dist` cannot be written"),
        "{}",
        run.stderr
    );
    assert_eq!(is_tidy(&project.path("dist")), before);
}

/// The command, under a limit that a shell sets.
#[cfg(unix)]
fn limited(project: &Project, limit: &str, arguments: &[&str]) -> Run {
    let mut shell = std::process::Command::new("sh");
    let program = env!("CARGO_BIN_EXE_fluentpress");
    shell.args(["-c", &format!("{limit} && exec \"$@\""), "sh", program]);
    let shell = shell.args(arguments).current_dir(project.root());
    Run::of(shell.output().expect("it starts"))
}

#[cfg(unix)]
#[test]
fn more_files_are_written_than_may_be_open() {
    let project = Project::example().plain();
    let run = limited(&project, "ulimit -n 20", &["build", "--thumbnails", "32"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(is_tidy(&project.path("dist")).len(), 27);
}

#[test]
fn what_is_there_already_is_left_alone() {
    let project = Project::small().plain();
    project.ok(&["build"]);
    let times = || -> Vec<_> {
        let time = |name: &String| fs::metadata(project.path("dist").join(name))?.modified();
        project
            .dist()
            .iter()
            .map(|name| time(name).expect("a time"))
            .collect()
    };
    let before = times();
    let said = project.ok(&["build"]).stdout;
    assert!(
        said.lines().skip(1).all(|line| line.ends_with("same")),
        "{said}"
    );
    assert_eq!(times(), before);
    // One that somebody changed is written again, and it alone.
    let pdf = project.path("dist/a-full-analysis-brief-fr.pdf");
    let old = fs::read(&pdf).expect("the PDF");
    fs::write(&pdf, vec![b'x'; old.len()]).expect("a file");
    let said = project.ok(&["build"]).stdout;
    assert_eq!(
        said.lines().filter(|line| line.ends_with("same")).count(),
        1,
        "{said}"
    );
    assert_eq!(fs::read(&pdf).expect("the PDF"), old);
    let changed = times().iter().zip(&before).filter(|(a, b)| a != b).count();
    assert_eq!(changed, 1);
}

#[test]
fn what_a_killed_build_left_is_removed() {
    let project = Project::small().plain();
    let left = [".fluentpress-a1b2c3.tmp", ".fluentpress.lock"];
    for name in left {
        project.write(&format!("dist/{name}"), "x");
    }
    project.write("dist/.fluentpress-mine", "mine");
    project.ok(&["build"]);
    let hidden: Vec<_> = project
        .dist()
        .into_iter()
        .filter(|name| name.starts_with('.'))
        .collect();
    assert_eq!(hidden, [".fluentpress-mine"]);
}

/// A command that finds nothing to write takes no lock, and still cleans up.
#[test]
fn what_a_killed_sync_left_is_removed_by_any_command() {
    let project = Project::small().plain();
    let left = ["i18n/.fluentpress-a1b2c3.tmp", "i18n/.fluentpress.lock"];
    for name in left {
        project.write(name, "x");
    }
    project.run(&["status"]);
    for name in left {
        assert!(!project.path(name).exists(), "{name}");
    }
}

/// At whatever moment: the old files or the new ones, and nothing else.
#[cfg(unix)]
#[test]
fn a_signal_leaves_nothing_behind() {
    use std::os::unix::process::ExitStatusExt;

    let project = Project::small().plain();
    project.ok(&["build"]);
    let folder = project.path("dist");
    let mut was_interrupted = false;
    for (n, signal) in ["INT", "TERM", "HUP"].iter().cycle().take(9).enumerate() {
        project.write(
            "seeds/a.md",
            format!("---\ntitle: Titre\ndate: 2025-11-01\n---\n\nMot {n}.\n"),
        );
        let mut build = start(&project, &["build"]);
        // As soon as something is written, if that is seen.
        let start = Instant::now();
        let is_hidden =
            |entry: fs::DirEntry| entry.file_name().as_encoded_bytes().starts_with(b".");
        let writes = || {
            fs::read_dir(&folder)
                .expect("a folder")
                .flatten()
                .any(is_hidden)
        };
        let mut is_over = || build.try_wait().expect("it runs").is_some();
        while !writes() && !is_over() && start.elapsed() < Duration::from_secs(5) {}
        let mut kill = std::process::Command::new("kill");
        kill.args([&format!("-{signal}"), &build.id().to_string()]);
        let _ = kill.output().expect("kill");
        let output = build.wait_with_output().expect("it ends");
        was_interrupted |= output.status.signal().is_some();
        is_tidy(&folder);
    }
    assert!(was_interrupted);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_the_standard_output_is_an_error() {
    let project = Project::small().plain();
    project.ok(&["build"]);
    let mut commands = vec![
        vec!["--help"],
        vec!["build", "--help"],
        vec!["--version"],
        vec!["fonts"],
        vec!["explain"],
        vec!["explain", "output"],
        vec!["completions", "bash"],
        vec!["completions", "zsh"],
        vec!["man", "man"],
        vec!["emit", "typst"],
        vec!["sync"],
        vec!["where", "fr", "Titre"],
        vec!["where", "fr", "Titre", "--message-format", "json"],
        vec!["list", "--message-format", "github-matrix"],
        vec!["list", "--message-format", "ninja"],
        vec!["ack", "--all-unconfirmed", "en"],
        vec!["merge-manifests", "dist", "--output-dir", "merged"],
    ];
    project.write(
        "i18n/en/a.ftl",
        "meta-title = Title\nlede-un-mot = A word.\n",
    );
    let formats = ["human", "json", "github", "sarif"];
    let file = "dist/a-full-analysis-brief-fr.pdf";
    for format in formats {
        let with = |command: &[&'static str]| [command, &["--message-format", format]].concat();
        commands.extend([
            with(&["build", "--locale", "fr"]),
            with(&["check"]),
            with(&["verify"]),
            with(&["preflight", file]),
        ]);
        if matches!(format, "human" | "json") {
            commands.extend([with(&["list"]), with(&["status"])]);
        }
    }
    for (at, arguments) in commands.iter().enumerate() {
        let mut command = project.command(arguments);
        let usual = Run::of(command.output().expect("it starts"));
        if usual.stdout.is_empty() {
            continue;
        }
        let full = fs::OpenOptions::new().write(true).open("/dev/full");
        let run = Run::of(
            command
                .stdout(full.expect("/dev/full"))
                .output()
                .expect("it starts"),
        );
        assert_eq!(run.code, 1, "{arguments:?}: {}", run.stderr);
        let said = "error[output]: the standard output cannot be written: no storage space";
        assert!(run.stderr.contains(said), "{arguments:?}: {}", run.stderr);
        // Of the following, each command shows one by turns, and both in CI.
        let is_shown = |turn: usize| cases(2) == 2 || at % 2 == turn;
        // Who reads no further is no error.
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        command.stdout(writer);
        if is_shown(0) {
            let run = Run::of(command.output().expect("it starts"));
            assert_eq!(run.code, usual.code, "{arguments:?}: {}", run.stderr);
            assert_eq!(run.stderr, usual.stderr, "{arguments:?}");
        }
        // Nor is it a panic that nobody can be told of errors.
        if is_shown(1) {
            let full = fs::OpenOptions::new().write(true).open("/dev/full");
            let run = command.stderr(full.expect("/dev/full")).output();
            let status = run.expect("it starts").status;
            assert_eq!(status.code(), Some(usual.code), "{arguments:?}");
        }
    }
}

#[test]
fn the_output_folder_of_the_settings_is_in_the_project() {
    for (wrong, place) in [
        ("../elsewhere", "outside the project"),
        ("/tmp/elsewhere", "outside the project"),
        ("a/../../elsewhere", "outside the project"),
        ("seeds", "in `seeds`, a folder of sources"),
        ("./a/../i18n/pdf", "in `i18n`, a folder of sources"),
    ] {
        let project = Project::small().plain();
        let settings = project.read("fluentpress.yaml");
        project.write("fluentpress.yaml", format!("{settings}output: {wrong}\n"));
        for command in ["build", "check"] {
            let run = project.run(&[command]);
            assert_eq!(run.code, 1, "{wrong}");
            let said = format!("error[settings-value]: the output folder `{wrong}` is {place}");
            assert!(run.stderr.contains(&said), "{}", run.stderr);
            assert!(run.stderr.contains("fluentpress.yaml:3:"), "{}", run.stderr);
        }
        assert!(!project.path("dist").exists());
    }
    let project = Project::small().plain();
    let other = Project::new(&[]);
    let settings = project.read("fluentpress.yaml");
    project.write("fluentpress.yaml", format!("{settings}output: a/../b\n"));
    project.ok(&["build"]);
    is_tidy(&project.path("b"));
    let folder = other.path("c").display().to_string();
    project.ok(&["build", "--output-dir", &folder]);
    is_tidy(&other.path("c"));
}

#[cfg(unix)]
#[test]
fn a_link_leads_out_of_the_project_only_where_it_was_asked_for() {
    let project = Project::small().plain();
    let other = Project::new(&[]);
    std::os::unix::fs::symlink(other.root(), project.path("dist")).expect("a link");
    let run = project.run(&["build"]);
    assert_eq!(run.code, 1, "{}", run.stdout);
    let said = "error[output]: `dist` is a link that leads out of the project";
    assert!(run.stderr.contains(said), "{}", run.stderr);
    assert_eq!(fs::read_dir(other.root()).expect("a folder").count(), 0);
    project.ok(&["build", "--output-dir", "dist"]);
    is_tidy(other.root());
}

#[cfg(unix)]
#[test]
fn names_are_quoted_for_the_shell_that_compiles_them() {
    let project = Project::small().plain();
    let text = project.read("seeds/a.md");
    fs::remove_file(project.path("seeds/a.md")).expect("a file");
    let names = [
        "x;touch PWNED;",
        "two words",
        "it's",
        "$(touch PWNED)",
        "-x",
        "a\nb",
    ];
    for name in names {
        project.write(&format!("seeds/{name}.md"), &text);
    }
    let folder = "out; put";
    let said = project.ok(&["emit", folder]).stdout;
    assert!(said.contains("`sh 'out; put/compile.sh'`"), "{said}");
    // In place of the compiler, what notes its last argument.
    let compiler = "#!/bin/sh\nfor last; do :; done\ncase $last in -*) exit 9;; esac\ntest -f \"$last\" && echo x >> compiled\n";
    project.write("bin/typst", compiler);
    let mut mode = fs::metadata(project.path("bin/typst"))
        .expect("a file")
        .permissions();
    std::os::unix::fs::PermissionsExt::set_mode(&mut mode, 0o755);
    fs::set_permissions(project.path("bin/typst"), mode).expect("a file");
    let mut shell = std::process::Command::new("sh");
    let shell = shell.arg("out; put/compile.sh").current_dir(project.root());
    let path = format!(
        "{}:{}",
        project.path("bin").display(),
        std::env::var("PATH").expect("a path")
    );
    let run = Run::of(shell.env("PATH", path).output().expect("it starts"));
    assert_eq!(run.code, 0, "{}", run.stderr);
    let compiled = project.read("out; put/compiled");
    assert_eq!(compiled.lines().count(), 2 * names.len());
    assert!(!project.path("out; put/PWNED").exists());
}

#[test]
fn emit_replaces_what_it_wrote_alone() {
    let project = Project::small().plain();
    project.ok(&["emit", "typst"]);
    project.edit("seeds/a.md", "Un mot.", "Un autre mot.");
    project.ok(&["emit", "typst"]);
    assert!(
        project
            .read("typst/a-full-analysis-brief-fr.typ")
            .contains("autre")
    );
    // Edited since, or somebody else's.
    project.edit("seeds/a.md", "Un autre mot.", "Un mot.");
    for (folder, file) in [
        ("typst", "a-full-analysis-brief-fr.typ"),
        ("mine", "compile.sh"),
        ("sums", "SHA256SUMS"),
    ] {
        let path = format!("{folder}/{file}");
        project.write(&path, "mine");
        let run = project.run(&["emit", folder]);
        assert_eq!(run.code, 1, "{}", run.stdout);
        let said =
            format!("error[foreign-file]: `{path}` was not written by `emit`, or was edited since");
        assert!(run.stderr.contains(&said), "{}", run.stderr);
        assert_eq!(project.read(&path), "mine");
    }
    assert_eq!(
        fs::read_dir(project.path("mine"))
            .expect("a folder")
            .count(),
        1
    );
}

#[test]
fn folders_of_languages_and_layouts_hold_no_artifacts() {
    let project = Project::small().plain();
    for folder in ["i18n/de", "layouts/mine", "layouts/../i18n/de/pdf"] {
        let run = project.run(&["build", "--output-dir", folder]);
        assert_eq!(run.code, 1, "{folder}");
        assert!(
            run.stderr.contains("is no place for artifacts"),
            "{}",
            run.stderr
        );
        assert!(!project.path(folder).exists(), "{folder}");
    }
}
