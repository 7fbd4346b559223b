//! Small projects with a press edition, and their files.

use std::fs;

use super::pdf::Pdf;
use super::{Project, Run, repository};

/// A project of one short article in English, with more settings and more text, and its press file.
pub fn small(settings: &str, text: &str) -> Project {
    let project = Project::new(&[]);
    let head = "source: en\naudiences: [full-analysis]\n";
    project.write("fluentpress.yaml", format!("{head}{settings}"));
    let meta = "---\ntitle: Title\ndate: 2025-11-01\n---\n\nSome words.\n";
    project.write("seeds/a.md", format!("{meta}\n{text}\n"));
    project
}

/// The name of its press file.
pub const FILE: &str = "a-full-analysis-brief-en-press.pdf";

/// Builds the press file, which must succeed.
pub fn press_file(project: &Project) -> Pdf {
    project.ok(&["build", "--edition", "press", "--format", "brief"]);
    project.pdf(FILE)
}

/// Compares what a run said with what it is known to say.
pub fn snapshot(name: &str, run: &Run) {
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true, snapshot_path => "../snapshots" }, {
        insta::assert_snapshot!(name, run.stderr);
    });
}

/// A picture that does not say its resolution: a pixel is a point, 72 to an inch.
pub fn coarse() -> Vec<u8> {
    let bytes = fs::read(repository().join("tests/fixtures/press/rgb.png")).expect("a fixture");
    let at = bytes
        .windows(4)
        .position(|w| w == b"pHYs")
        .expect("a resolution")
        - 4;
    [&bytes[..at], &bytes[at + 21..]].concat()
}

/// Puts one of the pictures beside the article.
pub fn fixture(project: &Project, name: &str) {
    let bytes = fs::read(repository().join("tests/fixtures/press").join(name));
    project.write(&format!("seeds/{name}"), bytes.expect("a fixture"));
}
