//! What stands in a project and would be overlooked without a word: each is said, by `check` and by `build` alike.

use crate::support::Project;

const ARTICLE: &str =
    "---\ntitle: A trial\ndate: 2025-03-01\nlang: en\n---\n\n# First {#first}\n\nWords.\n";
const SETTINGS: &str = "audiences: [full-analysis]\n";

fn project() -> Project {
    Project::new(&[("fluentpress.yaml", SETTINGS), ("seeds/a.md", ARTICLE)])
}

/// The code, file, line and column of each finding.
fn findings(project: &Project) -> Vec<String> {
    let said = |command: &str| -> Vec<String> {
        let run = project.run(&[command, "--message-format", "json"]);
        let place = |d: &serde_json::Value| {
            let text = |key: &str| d[key].as_str().unwrap_or_default().to_owned();
            format!(
                "{} {}:{}:{}",
                text("code"),
                text("file"),
                d["line"],
                d["column"]
            )
        };
        run.messages("diagnostic").iter().map(place).collect()
    };
    let checked = said("check");
    assert_eq!(checked, said("build"), "check and build agree");
    checked
}

#[test]
fn files_that_look_like_articles_and_are_none() {
    let project = project();
    for name in [
        "B.MD",
        "c.markdown",
        "d.qmd",
        "sub/e.md",
        "f.md/note.txt",
        "note.txt",
        "README.md",
    ] {
        project.write(&format!("seeds/{name}"), ARTICLE);
    }
    let places = ["B.MD", "c.markdown", "d.qmd", "f.md", "sub/e.md"];
    let expected = places.map(|name| format!("no-article seeds/{name}"));
    let found = findings(&project);
    let files = found
        .iter()
        .map(|found| found.rsplitn(3, ':').last().unwrap_or_default());
    let mut files: Vec<&str> = files.collect();
    files.sort_unstable();
    assert_eq!(files, expected);
}

#[test]
fn pages_without_words() {
    let project = project();
    for (body, expected) in [
        ("", vec!["nothing-to-print seeds/a.md:1:1"]),
        (
            "# Alone\n\n# Other\n\nWords.",
            vec!["nothing-to-print seeds/a.md:7:1"],
        ),
        ("# Whole\n\n## Part\n\nWords.", vec![]),
        (
            "# Spoken\n\n::: notes\nWords.\n:::",
            vec!["nothing-to-print seeds/a.md:7:1"],
        ),
        (
            "::: notes\nWords.\n:::\n\n# Other\n\nWords.",
            vec!["nothing-to-print seeds/a.md:7:1"],
        ),
        (
            "# Shown\n\n::: slides\nWords.\n:::",
            vec!["nothing-to-print seeds/a.md:7:1"],
        ),
        (
            "# Shown\n\n::: slides\nWords.\n:::\n\n::: brief\n:::",
            vec!["nothing-to-print seeds/a.md:1:1"],
        ),
        ("# A trial\n\nWords.", vec!["title-repeated seeds/a.md:7:1"]),
        ("# 1. One\n\nWords.\n\n# 2. Two\n\nWords.", vec![]),
        (
            "# 1. One\n\nWords.\n\n# 2. Two\n\nWords.\n\n# End\n\nWords.",
            vec!["heading-number seeds/a.md:7:1"],
        ),
        (
            "# 2025 in all\n\nWords.\n\n# 3 lessons\n\nWords.\n\n# End\n\nWords.",
            vec![],
        ),
    ] {
        let head = "---\ntitle: A trial\ndate: 2025-03-01\nlang: en\n---\n\n";
        project.write("seeds/a.md", format!("{head}{body}\n"));
        assert_eq!(findings(&project), expected, "{body}");
    }
}

#[test]
fn what_is_no_file_stands_in_for_none() {
    let labels = "i18n/en/labels.ftl";
    let project = project();
    std::fs::create_dir_all(project.path(labels)).expect("a folder");
    assert_eq!(
        findings(&project)[0],
        format!("file-unreadable {labels}:null:null")
    );
}

#[test]
#[cfg(unix)]
fn a_default_stands_in_for_no_broken_link() {
    for file in [
        "i18n/en/labels.ftl",
        "layouts/full-analysis/brief.typ",
        "layouts",
    ] {
        let project = project();
        let link = project.path(file);
        std::fs::create_dir_all(link.parent().expect("its folder")).expect("a folder");
        std::os::unix::fs::symlink("nowhere", link).expect("a link");
        let run = project.run(&["build"]);
        assert_eq!(run.code, 1, "{file}: {}", run.stderr);
    }
}

#[test]
fn comments_that_were_meant_as_words() {
    for (written, found) in [
        ("title: Our #1 priority", "2:12"),
        (
            "title: A\nauthors: [X]\nsubtitle: On #trains and #more",
            "4:14",
        ),
        ("title: A\nkeywords:\n  - night #trains", "4:11"),
        ("title: A\nsubtitle: #trains", "3:11"),
    ] {
        let project = project();
        project.edit("seeds/a.md", "title: A trial", written);
        assert_eq!(
            findings(&project),
            [format!("yaml-comment seeds/a.md:{found}")],
            "{written}"
        );
    }
    for written in [
        "title: A # a comment",
        "title: \"Our #1 priority\"",
        "title: C#1",
        "title: A\nabstract: |\n  In x: y #1",
        "# title: Our #1\ntitle: A\n#more: b",
    ] {
        let project = project();
        project.edit("seeds/a.md", "title: A trial", written);
        assert_eq!(findings(&project), [""; 0], "{written}");
    }
    let project = project();
    project.write(
        "fluentpress.yaml",
        format!("{SETTINGS}brand:\n  accent: #0b4a5e\n"),
    );
    assert_eq!(findings(&project), ["yaml-comment fluentpress.yaml:3:11"]);
}

#[test]
fn the_language_of_an_article_is_read_wherever_its_front_matter_may_stand() {
    for article in [
        format!("\n \n{ARTICLE}"),
        ARTICLE.replace("\n---\n\n", "\n...\n\n"),
        ARTICLE.replace("lang:", "\"lang\" :"),
    ] {
        let project = project();
        project.write("seeds/a.md", &article);
        assert_eq!(findings(&project), [""; 0], "{article}");
        assert!(project.path("dist/a-full-analysis-brief-en.pdf").is_file());
    }
    let project = project();
    project.edit("seeds/a.md", "lang: en", "lang: english");
    assert_eq!(findings(&project), ["article-lang seeds/a.md:4:1"]);
}

#[test]
fn speaker_notes_of_a_section_without_text_are_handed_out() {
    let project = project();
    project.edit(
        "seeds/a.md",
        "Words.\n",
        "Words.\n\n# Second\n\n::: notes\nSpoken words.\n:::\n",
    );
    project.ok(&["build", "--notes"]);
    let text = project.pdf("a-full-analysis-slides-en-notes.pdf").body();
    assert!(text.contains("Spoken words."), "{text}");
    // Two sections with the same notes are not one slide that was split.
    project.edit(
        "seeds/a.md",
        "# Second",
        "# Third\n\n::: notes\nSpoken words.\n:::\n\n# Second",
    );
    project.ok(&["build", "--notes"]);
    let text = project.pdf("a-full-analysis-slides-en-notes.pdf").body();
    assert_eq!(text.matches("Spoken words.").count(), 2, "{text}");
}

#[test]
fn a_cell_of_numbers_has_no_name() {
    let project = project();
    let rows = "| 1 | 2 |\n".repeat(3);
    let list = format!(
        "- one\n{}\n\n  ```\n{}  ```\n\n  | 3 | 4 |\n  |---|---|\n  {}",
        "  - two\n".repeat(14),
        "  x\n".repeat(9),
        rows.replace('\n', "\n  ")
    );
    project.edit("seeds/a.md", "Words.\n", &list);
    let run = project.run(&["build", "--format", "slides", "--color", "never"]);
    assert!(!run.stderr.contains("``"), "{}", run.stderr);
    // And is looked for like all others.
    project.write(
        "seeds/a.md",
        format!("{ARTICLE}\n| 3 | 4 |\n|---|---|\n| 51 | 62 |\n"),
    );
    project.write(
        "layouts/full-analysis/brief.typ",
        "#let layout(doc) = {\n  title(doc.title)\n  show table.cell: it => if it.y == 1 { hide(it) } else { it }\n  for section in doc.sections {\n    if section.title != none { heading(level: 1, section.title) }\n    section.blocks.join()\n  }\n}\n",
    );
    project.write("layouts/full-analysis/layout.yaml", "");
    let run = project.run(&["build", "--format", "brief", "--color", "never"]);
    let lost =
        "error[text-lost]: this text and the texts after it, 2 in all, are not on the pages: `51`";
    assert!(run.stderr.contains(lost), "{}", run.stderr);
}

#[test]
fn characters_of_code_that_no_font_has_are_one_finding_at_their_place() {
    let project = project();
    let code = "Words.\n\n```\nx = 1\ny = \"漢\"\n```\n\n> ```\n> \u{1F600}\n> ```\n\n::: slides\nWords.\n:::\n";
    project.edit("seeds/a.md", "Words.\n", code);
    let expected = [
        "missing-glyph seeds/a.md:13:6",
        "missing-glyph seeds/a.md:17:3",
    ];
    assert_eq!(findings(&project), expected);
    project.ok(&["build", "--format", "slides"]);
}

#[test]
fn a_typst_project_stands_apart_from_this_one() {
    let project = project();
    for folder in [".", "layouts", "layouts/own", "i18n/de", "fonts"] {
        let run = project.run(&["emit", folder]);
        assert_eq!(run.code, 1, "{folder}");
        assert!(
            run.stderr.contains("is no place for a Typst project"),
            "{}",
            run.stderr
        );
    }
    assert!(!project.path("compile.sh").exists() && !project.path("layouts").exists());
}

/// An empty term leaves a gap, and a reference to another table prints another number: neither is built.
#[test]
fn translations_that_print_something_else_are_not_built() {
    let article = "---\ntitle: Trains\ndate: 2025-11-01\n---\n\nSee [](#tbl-lines).\n\n| Line |\n|---|\n| A |\n\n: Lines {#tbl-lines}\n\n| Power |\n|---|\n| B |\n\n: Power {#tbl-power}\n";
    let settings = "source: en\nlocales: [en, de]\naudiences: [full-analysis]\n";
    let project = Project::new(&[("fluentpress.yaml", settings), ("seeds/a.md", article)]).plain();
    project.ok(&["sync"]);
    let german = project.read("i18n/de/a.ftl");
    let translated: String = german
        .lines()
        .filter(|line| line.starts_with("# ") && line.contains(" = "))
        .map(|line| format!("{}\n", line.trim_start_matches("# ")))
        .collect();
    project.write("i18n/de/a.ftl", translated).confirm("de");
    project.ok(&["build"]);
    for (from, to, said) in [
        (
            "[](#tbl-lines)",
            "[](#tbl-power)",
            "error[link-differs]: `lede-see` has the reference [](#tbl-power)",
        ),
        (
            "See [",
            "See { -x }[",
            "error[empty-translation]: `-x` says nothing",
        ),
    ] {
        let before = project.read("i18n/de/a.ftl");
        let after = before.replace(from, to) + "-x = { \"\" }\n";
        project.write("i18n/de/a.ftl", after);
        for command in ["check", "build"] {
            let run = project.run(&[command, "--locale", "de"]);
            assert_eq!(run.code, 1, "{command} {to}");
            assert!(run.stderr.contains(said), "{said}: {}", run.stderr);
        }
        project.write("i18n/de/a.ftl", before);
    }
    // A form of a term may be nothing, and a reference may have words of its own.
    let german = project.read("i18n/de/a.ftl");
    let term = "-x = { $n ->\n    [one] { \"\" }\n   *[other] e\n}\n";
    let german = german.replace("[](#tbl-lines)", "Linie{ -x(n: 2) } [dort](#tbl-lines)");
    project.write("i18n/de/a.ftl", german + term);
    project.ok(&["build", "--locale", "de"]);
    let run = project.ok(&["check", "--locale", "de"]);
    let said = "prints words of its own for `[](#tbl-lines)`";
    assert!(run.stderr.contains(said), "{}", run.stderr);
}
