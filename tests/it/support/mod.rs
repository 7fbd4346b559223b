//! What the end-to-end tests share: projects in temporary folders, the command, and what a PDF says.
#![allow(dead_code, reason = "each test file uses a part of it")]

pub mod desk;
pub mod document;
pub mod fluent;
pub mod generated;
pub mod grammar;
pub mod messages;
pub mod pdf;
pub mod preflight;
pub mod printed;
pub mod proofs;
pub mod proved;
pub mod reader;
pub mod schema;
pub mod synced;
#[path = "../../../crates/preflight/tests/pdfs/support/sound.rs"]
pub mod sound;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

/// The repository.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// How many cases a test of random inputs tries: all of them if `TEST_CASES` is `all`, as in CI, else a twelfth.
pub fn cases(all: u32) -> u32 {
    let is_all = std::env::var("TEST_CASES").is_ok_and(|cases| cases == "all");
    if is_all { all } else { all.div_ceil(12) }
}

/// A layout without decoration.
pub const PLAIN: &str = "#let layout(doc) = {
  title(doc.title)
  for section in doc.sections {
    if section.title != none { heading(level: section.level, section.title) }
    section.blocks.join()
  }
}
";

/// A project in a folder of its own, gone when the test ends.
pub struct Project {
    folder: tempfile::TempDir,
}

/// What a run of the command said, and how it ended.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Project {
    /// Files by path and text.
    pub fn new(files: &[(&str, &str)]) -> Self {
        let project = Self {
            folder: tempfile::tempdir().expect("a temporary folder"),
        };
        for (path, text) in files {
            project.write(path, text);
        }
        project
    }

    /// The article of the repository, with its translation.
    pub fn article() -> Self {
        let project = Self::new(&[]);
        for folder in ["seeds", "i18n/en", "i18n/fr"] {
            copy(&repository().join(folder), &project.path(folder));
        }
        project
    }

    /// The same, and the files of its build, which is made once.
    pub fn built() -> Self {
        static BUILT: Made = Made::once();
        BUILT.project(|| {
            let project = Self::article();
            project.ok(&["build", "--deny-warnings"]);
            project
        })
    }

    /// An article in French with every element.
    pub fn everything() -> Self {
        let project = Self::new(&[("fluentpress.yaml", "source: fr\n")]);
        for file in ["everything.md", "figure.svg"] {
            let text = fs::read(repository().join("tests/fixtures").join(file));
            project.write(&format!("seeds/{file}"), text.expect("a fixture"));
        }
        project
    }

    /// The example of `new`, which is made once: a short article in English with a French translation.
    pub fn example() -> Self {
        static NEW: Made = Made::once();
        NEW.project(|| {
            let project = Self::new(&[]);
            project.ok(&["new", "."]);
            project
        })
    }

    /// An article in French with one paragraph, without translations.
    pub fn small() -> Self {
        Self::new(&[
            (
                "fluentpress.yaml",
                "source: fr\naudiences: [full-analysis]\n",
            ),
            (
                "seeds/a.md",
                "---\ntitle: Titre\ndate: 2025-11-01\n---\n\nUn mot.\n",
            ),
        ])
    }

    /// Sets it without decoration, which takes a sixth of the time: for tests that do not look at pages.
    pub fn plain(self) -> Self {
        for audience in ["full-analysis", "executive-summary", "key-points"] {
            for format in ["brief", "slides"] {
                self.write(&format!("layouts/{audience}/{format}.typ"), PLAIN);
            }
        }
        self
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub fn write(&self, path: &str, contents: impl AsRef<[u8]>) -> &Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        // Renamed into place: a `watch` must not read half of it.
        let aside = self.path(".aside");
        fs::write(&aside, contents).expect("a file");
        fs::rename(aside, path).expect("a file");
        self
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).expect("a text file")
    }

    /// Replaces a piece of text that must be there.
    pub fn edit(&self, path: &str, old: &str, new: &str) -> &Self {
        let text = self.read(path);
        assert!(text.contains(old), "{path} does not hold {old:?}");
        self.write(path, text.replacen(old, new, 1))
    }

    /// The command, to be run in the project.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fluentpress"));
        command.args(arguments).current_dir(self.root());
        command.env_remove("SOURCE_DATE_EPOCH").stdin(Stdio::null());
        command.env_remove("GITHUB_WORKSPACE");
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        Run::of(
            self.command(arguments)
                .output()
                .expect("the command starts"),
        )
    }

    /// Runs the command, which must succeed.
    pub fn ok(&self, arguments: &[&str]) -> Run {
        let run = self.run(arguments);
        assert_eq!(run.code, 0, "{arguments:?}: {}", run.stderr);
        run
    }

    /// Says that all translations into a language were made from the texts of today.
    pub fn confirm(&self, locale: &str) -> &Self {
        self.run(&["ack", "--all-unconfirmed", locale]);
        self
    }

    /// Publishes the languages that are begun.
    pub fn publish(&self) -> &Self {
        let settings = self.read("fluentpress.yaml");
        let (published, _) = settings
            .split_once("\n# Languages that are")
            .unwrap_or((&settings, ""));
        self.write("fluentpress.yaml", published);
        self
    }

    /// Removes the mark of a stale translation, as a translator does who is done.
    pub fn unmark(&self, path: &str, id: &str) -> &Self {
        let text = self.read(path);
        let mark = format!("# stale: {id}\n");
        let (before, rest) = text
            .split_once(&mark)
            .unwrap_or_else(|| panic!("{id}: {text}"));
        let is_mark = |line: &&str| line.starts_with("# source");
        let rest: String = rest.split_inclusive('\n').skip_while(is_mark).collect();
        self.write(path, format!("{before}{rest}"))
    }

    /// The PDFs in `dist`, by name.
    pub fn pdfs(&self) -> Vec<String> {
        let mut names = self.dist();
        names.retain(|name| !["SHA256SUMS", "manifest.json"].contains(&name.as_str()));
        names
    }

    /// All that is in `dist`, by name.
    pub fn dist(&self) -> Vec<String> {
        let entries = fs::read_dir(self.path("dist")).expect("dist is there");
        let mut names: Vec<_> = entries
            .map(|entry| {
                entry
                    .expect("an entry")
                    .file_name()
                    .into_string()
                    .expect("UTF-8")
            })
            .collect();
        names.sort();
        names
    }

    pub fn pdf(&self, name: &str) -> pdf::Pdf {
        pdf::Pdf::open(&self.path("dist").join(name))
    }
}

/// A project that takes a while to make: it is made once, and copied for each test.
pub struct Made(OnceLock<Vec<(PathBuf, Vec<u8>)>>);

impl Made {
    pub const fn once() -> Self {
        Self(OnceLock::new())
    }

    pub fn project(&self, make: impl FnOnce() -> Project) -> Project {
        let project = Project::new(&[]);
        let files = self.0.get_or_init(|| {
            let mut files = Vec::new();
            read(make().root(), Path::new(""), &mut files);
            files
        });
        for (path, bytes) in files {
            let path = project.root().join(path);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, bytes).expect("a file");
        }
        project
    }
}

/// Reads all files of a folder.
fn read(root: &Path, folder: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in fs::read_dir(root.join(folder)).expect("a folder") {
        let path = folder.join(entry.expect("an entry").file_name());
        match root.join(&path).is_dir() {
            true => read(root, &path, files),
            false => files.push((path.clone(), fs::read(root.join(path)).expect("a file"))),
        }
    }
}

impl Run {
    pub fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        let run = Self {
            code: output.status.code().expect("an exit code, and no signal"),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        };
        // Whatever a test looks for: what is said to machines is as it is published.
        messages::messages(&run.stdout);
        run
    }

    /// The lines for machines of some type.
    pub fn messages(&self, name: &str) -> Vec<serde_json::Value> {
        let mut all = messages::messages(&self.stdout);
        all.retain(|line| line["type"] == name);
        all
    }
}

/// The files of a folder that holds no other folder, by name.
pub fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder)
        .expect("a folder")
        .map(|e| e.expect("an entry"));
    let mut all: Vec<_> = entries
        .map(|entry| {
            let name = entry.file_name().into_string().expect("UTF-8");
            (name, fs::read(entry.path()).expect("a file"))
        })
        .collect();
    all.sort();
    all
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from)
        .expect("a folder")
        .map(|e| e.expect("an entry"))
    {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file");
        }
    }
}
