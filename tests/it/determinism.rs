//! The same inputs give the same bytes, whatever the machine is set to.

use std::fs;
use std::path::Path;

use crate::support::{Project, Run, cases};

#[test]
fn two_builds_give_the_same_bytes() {
    let settings = [
        ("one", "UTC", "C", "1"),
        ("three", "America/New_York", "de_DE.UTF-8", "5"),
        ("two", "Asia/Shanghai", "fr_FR.UTF-8", "2"),
    ];
    // Two times an article with every element, for two audiences; in CI, three times the article of the repository too.
    let is_all = cases(3) == 3;
    // For screens, handouts and press files; a thumbnail of each; the contact sheet, the manifest and the sums.
    same_bytes(
        Project::everything,
        &settings[..2],
        &["full-analysis", "key-points"],
        2 * (4 + 4) + 1 + 2,
    );
    if is_all {
        same_bytes(Project::article, &settings, &[], 24 + 24 + 1 + 2);
    }
}

/// Builds all that a project can have, for some audiences, with each of these settings, and compares the bytes of so many files.
fn same_bytes(
    project: fn() -> Project,
    settings: &[(&str, &str, &str, &str)],
    audiences: &[&str],
    count: usize,
) {
    let built = settings.iter().map(|(folder, zone, lang, jobs)| {
        let project = project();
        let mut command = project.command(&[
            "build",
            "--edition",
            "all",
            "--notes",
            "--thumbnails",
            "--jobs",
            jobs,
            "--output-dir",
            folder,
        ]);
        command.args(audiences.iter().flat_map(|name| ["--audience", name]));
        command
            .env("TZ", zone)
            .env("LANG", lang)
            .env("LC_ALL", lang)
            .env("HOME", "/nowhere");
        let run = Run::of(command.output().expect("it starts"));
        assert_eq!(run.code, 0, "{}", run.stderr);
        let entries = fs::read_dir(project.path(folder)).expect("a folder");
        let mut files: Vec<_> = entries
            .map(|entry| entry.expect("an entry").path())
            .map(|path| {
                (
                    path.file_name().expect("a name").to_owned(),
                    fs::read(&path).expect("a file"),
                )
            })
            .collect();
        files.sort();
        files
    });
    let built: Vec<_> = built.collect();
    assert_eq!(built[0].len(), count);
    let pictures = built[0]
        .iter()
        .filter(|(name, _)| Path::new(name).extension().is_some_and(|end| end == "png"));
    let bytes: usize = pictures.map(|(_, bytes)| bytes.len()).sum();
    assert!(bytes < 2_500_000, "{bytes}");
    for other in &built[1..] {
        for (one, two) in built[0].iter().zip(other) {
            assert_eq!(one.0, two.0);
            assert!(one.1 == two.1, "{:?} differs", one.0);
        }
    }
}

#[test]
fn a_date_where_the_article_gives_none() {
    let project = Project::small();
    project.write("seeds/a.md", "---\ntitle: Titre\n---\n\nUn mot.\n");
    assert_eq!(project.run(&["build"]).code, 1);
    let mut command = project.command(&["build"]);
    let run = Run::of(
        command
            .env("SOURCE_DATE_EPOCH", "1762000496")
            .output()
            .expect("it starts"),
    );
    assert_eq!(run.code, 0, "{}", run.stderr);
    let date = project
        .pdf("a-full-analysis-brief-fr.pdf")
        .info(b"CreationDate")
        .expect("a date");
    assert!(date.starts_with("D:20251101123456"), "{date}");
}

/// What the umask takes from the files' permissions, it takes; their bytes are the same.
#[cfg(unix)]
#[test]
fn the_umask_is_honoured() {
    use std::os::unix::fs::PermissionsExt;
    use std::process::{Command, Stdio};

    let project = Project::small();
    let built = [("022", 0o644), ("077", 0o600)].map(|(umask, mode)| {
        let command = format!("umask {umask} && exec \"$0\" build --output-dir {umask}");
        let output = Command::new("sh")
            .args(["-c", &command, env!("CARGO_BIN_EXE_fluentpress")])
            .current_dir(project.root())
            .stdin(Stdio::null())
            .output()
            .expect("a shell");
        let run = Run::of(output);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let path = project.path(umask).join("a-full-analysis-brief-fr.pdf");
        let permissions = fs::metadata(&path).expect("the PDF").permissions();
        assert_eq!(permissions.mode() & 0o777, mode);
        fs::read(path).expect("the PDF")
    });
    assert!(built[0] == built[1]);
}
