//! Text is never code, and a build touches nothing that it should not.

use std::fs;

use crate::support::Project;

/// Text that means something to Typst, Fluent or YAML.
const HOSTILE: &str = r##"#read("secret.txt") ] } ) " \ $x$ @x <x> // /* #panic() $(x) `#x` \u{41} {"x"} _a_ -- ... ~"##;

/// Markdown's own signs are escaped; everything else stands as it is.
fn markdown(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('`', "\\`")
        .replace('_', "\\_")
        .replace('<', "\\<")
        .replace('*', "\\*")
        .replace('$', "\\$")
}

#[test]
fn text_is_never_code() {
    let project = Project::small();
    let markdown = markdown(HOSTILE);
    let yaml = markdown.replace('\'', "''");
    project.write(
        "seeds/a.md",
        format!("---\ntitle: '{yaml}'\ndate: 2025-11-01\nauthors: [{{ name: '{yaml}', affiliation: '{yaml}', note: '{yaml}' }}]\nseries: '{yaml}'\nlicence: '{yaml}'\n---\n\n{markdown}\n\n- {markdown}\n\n# {markdown} {{#x}}\n\nmot\n"),
    );
    project.write("secret.txt", "THE SECRET");
    project.ok(&["sync"]);
    project.ok(&["build"]);
    let pdf = project.pdf("a-full-analysis-brief-fr.pdf");
    let text = pdf.text();
    assert!(!text.contains("THE SECRET"), "{text}");
    for piece in [
        "#read(",
        "secret.txt",
        "$x$",
        "@x",
        "<x>",
        "// /*",
        "#panic()",
        "\\u{41}",
        "_a_",
    ] {
        assert!(text.contains(piece), "{piece:?} is not in {text:?}");
    }
    let title = pdf.info(b"Title").expect("a title");
    assert!(title.contains("#panic()"), "{title}");
}

#[test]
fn translations_are_never_code_either() {
    let project = Project::small();
    let fluent = HOSTILE
        .replace("{\"x\"}", "x")
        .replace('{', "{\"{\"}")
        .replace('\\', "\\\\")
        .replace('`', "\\`")
        .replace('<', "\\<")
        .replace('$', "\\$");
    let fluent = fluent
        .replace(" } ", " {\"}\"} ")
        .replace("41}", "41{\"}\"}");
    project.write(
        "i18n/en/a.ftl",
        format!("meta-title = {fluent}\nlede-un-mot = {fluent}\n"),
    );
    project.write("i18n/en/labels.ftl", "contents = #panic(\"x\") ] \\$x\\$\n");
    project.confirm("en").ok(&["build", "--locale", "en"]);
    let text = project.pdf("a-full-analysis-brief-en.pdf").text();
    assert!(text.contains("#read(") && text.contains("$x$"), "{text}");
}

#[test]
fn values_are_never_markup() {
    let project = Project::small();
    project.write(
        "seeds/a.md",
        "---\ntitle: Titre\ndate: 2025-11-01\nvars:\n  name: '*not* [a](b) `c`'\n---\n\nUn mot.\n",
    );
    project.write(
        "i18n/en/a.ftl",
        "meta-title = Title\nlede-un-mot = A { $name } word.\n",
    );
    project.confirm("en").ok(&["build", "--locale", "en"]);
    let text = project.pdf("a-full-analysis-brief-en.pdf").body();
    assert!(text.contains("A *not* [a](b) `c` word."), "{text}");
}

#[test]
fn an_error_writes_nothing_and_loses_nothing() {
    let project = Project::small().plain();
    project.ok(&["build"]);
    let before = fs::read(project.path("dist/a-full-analysis-brief-fr.pdf")).expect("the PDF");
    let names = project.pdfs();
    project.write(
        "seeds/a.md",
        "---\ntitle: Titre\ndate: 2025-11-01\n---\n\nUn <b>autre</b> mot.\n",
    );
    assert_eq!(project.run(&["build"]).code, 1);
    let after = fs::read(project.path("dist/a-full-analysis-brief-fr.pdf")).expect("the PDF");
    assert_eq!(before, after);
    assert_eq!(project.pdfs(), names, "no temporary file is left");
}

#[cfg(unix)]
#[test]
fn who_has_the_old_file_open_keeps_it_whole() {
    use std::io::{Read, Seek};
    let project = Project::small().plain();
    project.ok(&["build"]);
    let path = project.path("dist/a-full-analysis-brief-fr.pdf");
    let before = fs::read(&path).expect("the PDF");
    let mut open = fs::File::open(&path).expect("the PDF");
    project.edit("seeds/a.md", "Un mot.", "Un tout autre mot.");
    project.ok(&["build"]);
    let mut read = Vec::new();
    open.rewind().expect("a file");
    open.read_to_end(&mut read).expect("the old file");
    assert_eq!(read, before);
    assert_ne!(fs::read(&path).expect("the new file"), before);
}

/// Windows replaces no file that a program holds: the command says so, and the file stays as it was.
#[cfg(windows)]
#[test]
fn a_file_that_a_viewer_holds_stays_whole() {
    use std::os::windows::fs::OpenOptionsExt;

    /// Others may read, and not write or replace: what viewers of PDFs ask for.
    const FILE_SHARE_READ: u32 = 1;
    let project = Project::small();
    project.ok(&["build"]);
    let names = project.pdfs();
    let path = project.path("dist/a-full-analysis-brief-fr.pdf");
    let before = fs::read(&path).expect("the PDF");
    let mut options = fs::OpenOptions::new();
    let viewer = options.read(true).share_mode(FILE_SHARE_READ).open(&path);
    let viewer = viewer.expect("the PDF");
    project.edit("seeds/a.md", "Un mot.", "Un tout autre mot.");
    let run = project.run(&["build"]);
    assert_eq!(run.code, 1);
    let hint = "close the program that shows it";
    assert!(run.stderr.contains(hint), "{}", run.stderr);
    assert_eq!(fs::read(&path).expect("the PDF"), before);
    assert_eq!(project.pdfs(), names, "no temporary file is left");
    drop(viewer);
    project.ok(&["build"]);
    assert_ne!(fs::read(&path).expect("the PDF"), before);
}

#[test]
fn a_build_writes_nothing_beside_its_output() {
    let project = Project::example().plain();
    let list = || {
        let mut files = Vec::new();
        let mut folders = vec![project.root().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder)
                .expect("a folder")
                .map(|e| e.expect("an entry").path())
            {
                if entry.is_dir() {
                    folders.push(entry);
                } else {
                    let bytes = fs::read(&entry).expect("a file");
                    files.push((entry, bytes));
                }
            }
        }
        files.sort();
        files
    };
    let before = list();
    project.ok(&["build", "--output-dir", "elsewhere"]);
    let after: Vec<_> = list()
        .into_iter()
        .filter(|(path, _)| !path.starts_with(project.path("elsewhere")))
        .collect();
    assert_eq!(before, after);
}

#[test]
fn no_input_panics() {
    for (at, text) in [
        "",
        "---",
        "---\n---",
        "---\n\n---\n",
        "\u{feff}",
        ":::",
        "::: x\n::: y",
        "#",
        "# {#}",
        "[^a]: x",
        "- ",
        "|a|\n|-|",
        "---\ntitle: &a [*a]\n---",
        "---\n- a\n---\nx",
        "---\ntitle: 1\n---\nx",
        "\r\n\r\n",
        "![](",
        "***\n\n***",
        "> > > > x",
        "\u{0}",
    ]
    .iter()
    .enumerate()
    {
        let project = Project::small().plain();
        project.write("seeds/a.md", text);
        project.write("i18n/en/a.ftl", text);
        project.write("i18n/en/labels.ftl", text);
        project.write("layouts/mine/layout.yaml", text);
        project.write("layouts/mine/brief.typ", text);
        let run = project.run(&["build"]);
        assert!(run.code == 1 || run.code == 0, "{at}: {}", run.stderr);
        assert!(
            !run.stderr.contains("panicked at src"),
            "{at}: {}",
            run.stderr
        );
    }
}
