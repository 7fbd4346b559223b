//! Export and import of labels, the layouts' own strings.

use crate::exchange::{Do, export, formats, translate};
use crate::support::Project;

const LABELS: &str = "i18n/cs/labels.ftl";

/// A project in a language whose labels are not built in.
fn czech() -> Project {
    let settings = "source: fr\nlocales: [fr, cs]\naudiences: [full-analysis]\n";
    let project = Project::new(&[
        ("fluentpress.yaml", settings),
        (
            "seeds/a.md",
            "---\ntitle: Titre\ndate: 2025-11-01\n---\n\nUn mot.\n",
        ),
        ("i18n/cs/a.ftl", "meta-title = Titul\nun-mot = Slovo.\n"),
    ]);
    project.ok(&["sync"]);
    project
}

/// Translates a unit of a file that was exported under the name of English.
fn write(project: &Project, file: &str, id: &str, text: &str) {
    translate(project, file, id, &Do::Write(text));
}

/// Exports Czech under the name that `translate` knows.
fn czech_file(project: &Project, format: &str, more: &[&str]) -> String {
    let file = format!("en.{format}");
    let arguments = ["export", "cs", "--format", format];
    project.ok(&[&arguments[..], more, &[&file]].concat());
    file
}

#[test]
fn a_new_language_gets_its_labels() {
    for format in formats(2) {
        let project = czech();
        let file = czech_file(&project, format, &["--only", "missing"]);
        let codes = |text: &str| match format {
            "xliff2" => text
                .replace("{ $minutes }", "<ph id=\"1\"/>")
                .replace("{ $page }", "<ph id=\"1\"/>")
                .replace("{ $total }", "<ph id=\"2\"/>"),
            "xliff1.2" => text
                .replace("{ $minutes }", "<x id=\"1\"/>")
                .replace("{ $page }", "<x id=\"1\"/>")
                .replace("{ $total }", "<x id=\"2\"/>"),
            _ => text.to_owned(),
        };
        for (id, text) in [
            ("figure", "Obrázek"),
            ("page-of", "Strana { $page } z { $total }"),
            ("reading-time:one", "{ $minutes } minuta čtení"),
            ("reading-time:few", "{ $minutes } minuty čtení"),
            ("reading-time:other", "{ $minutes } minut čtení"),
        ] {
            write(&project, &file, id, &codes(text));
        }
        let said = project.ok(&["import", &file]).stdout;
        assert!(
            said.contains("labels in cs\n      3 imported"),
            "{format}: {said}"
        );
        let text = project.read(LABELS);
        for lines in [
            "figure = Obrázek\n",
            "page-of = Strana { $page } z { $total }\n",
            "reading-time = { $minutes ->\n        [one] { $minutes } minuta čtení\n        [few] { $minutes } minuty čtení\n       *[other] { $minutes } minut čtení\n    }\n",
            "# missing: draft (label;",
        ] {
            assert!(text.contains(lines), "{format}: {lines}: {text}");
        }
        assert!(
            !text.contains("missing: figure") && !text.contains("\n       *[other] { \"\" }"),
            "{format}: {text}"
        );
        assert_eq!(project.run(&["sync", "--check"]).code, 0, "{format}");
        let said = project.ok(&["import", &file]).stdout;
        assert!(said.starts_with("nothing to import"), "{format}: {said}");
        // What is whole comes back whole.
        let file = czech_file(&project, format, &[]);
        write(
            &project,
            &file,
            "reading-time:few",
            &codes("{ $minutes } minutky"),
        );
        project.ok(&["import", &file]);
        let changed = text.replace("minuty čtení", "minutky");
        assert_eq!(project.read(LABELS), changed, "{format}");
    }
}

#[test]
fn a_label_file_is_created() {
    for format in formats(3) {
        let project = czech();
        std::fs::remove_file(project.path(LABELS)).expect("a file");
        let file = czech_file(&project, format, &[]);
        write(&project, &file, "figure", "Obrázek");
        project.ok(&["import", &file]);
        let text = project.read(LABELS);
        assert!(text.ends_with("\n\nfigure = Obrázek\n"), "{format}: {text}");
    }
}

#[test]
fn a_label_that_is_built_in_is_overridden_as_a_whole() {
    for format in formats(4) {
        let project = crate::exchange::project();
        let file = export(&project, format, &[]);
        let done = Do::Replace("minute read", "minutes of reading");
        translate(&project, &file, "reading-time:other", &done);
        project.ok(&["import", &file]);
        let text = project.read("i18n/en/labels.ftl");
        let whole = "reading-time =\n    { $minutes ->\n        [one] { $minutes }-minute read\n       *[other] { $minutes }-minutes of reading\n    }\n";
        assert!(text.ends_with(whole), "{format}: {text}");
        assert_eq!(text.matches(" =").count(), 1, "{format}: {text}");
        let found = project.run(&["check", "--locale", "en"]).stderr;
        assert!(!found.contains("labels.ftl"), "{format}: {found}");
    }
}

#[test]
fn articles_that_are_named_are_exported_alone() {
    let project = czech();
    let file = czech_file(&project, "po", &["--article", "a"]);
    assert!(!project.read(&file).contains("labels/"));
    let file = czech_file(&project, "tmx", &[]);
    assert!(!project.read(&file).contains("labels/"));
}

#[test]
fn labels_that_would_be_printed_unconfirmed_are_refused() {
    for format in formats(5) {
        let project = czech();
        let file = czech_file(&project, format, &["--only", "missing"]);
        let text = "Obrázek";
        write(&project, &file, "figure", text);
        write(&project, &file, "reading-time:one", "minuta");
        write(&project, &file, "draft", "Návrh");
        let french = project.read("i18n/fr/a.ftl");
        project.write("i18n/fr/labels.ftl", "figure = Illustration\n");
        project.write("i18n/fr/a.ftl", french);
        let run = project.run(&["import", &file]);
        assert_eq!(run.code, 1, "{format}: {}", run.stdout);
        for said in [
            "the label `figure` is not imported: its source text has changed since the export",
            "the label `reading-time` is not imported: `reading-time:few` has no translation",
        ] {
            assert!(
                run.stderr.contains(said),
                "{format}: {said}: {}",
                run.stderr
            );
        }
        assert!(
            run.stdout.contains("1 imported: draft"),
            "{format}: {}",
            run.stdout
        );
    }
    let project = czech();
    let file = czech_file(&project, "po", &["--only", "missing"]);
    write(&project, &file, "figure", "Obrázek");
    let text = project.read(&file);
    let fuzzy = "#, fuzzy\nmsgctxt \"labels/figure\"";
    project.write(&file, text.replace("msgctxt \"labels/figure\"", fuzzy));
    let run = project.run(&["import", &file]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("the tool has it as unfinished"),
        "{}",
        run.stderr
    );
}

#[test]
fn spaces_at_the_edges_of_labels_stay() {
    for format in formats(6) {
        let project = crate::exchange::project();
        project.write("i18n/en/labels.ftl", "term-colon = :{ \" \" }\n");
        let file = export(&project, format, &[]);
        let said = project.ok(&["import", &file]).stdout;
        assert!(said.starts_with("nothing to import"), "{format}: {said}");
        translate(&project, &file, "term-colon", &Do::Replace(":", " –"));
        project.ok(&["import", &file]);
        let text = project.read("i18n/en/labels.ftl");
        assert_eq!(text, "term-colon = –{ \" \" }\n", "{format}");
    }
}

/// A variant that says nothing on purpose is neither asked for nor wanted.
#[test]
fn variants_that_are_meant_to_be_empty_are_complete() {
    let settings = "source: en\nlocales: [en, de]\naudiences: [full-analysis]\n";
    let article = "---\ntitle: Title\ndate: 2025-11-01\n---\n\nA word.\n";
    let project = Project::new(&[
        ("fluentpress.yaml", settings),
        ("seeds/a.md", article),
        (
            "i18n/de/a.ftl",
            "meta-title = Titel\nlede-word = Ein Wort.\n",
        ),
    ]);
    project.ok(&["sync"]);
    project.confirm("de");
    let missing = ["export", "de", "--format", "po", "--only", "missing"];
    let said = project.ok(&[&missing[..], &["en.po"]].concat()).stdout;
    assert!(said.contains("no texts"), "{said}");
    project.ok(&["export", "de", "--format", "po", "en.po"]);
    let file = project.read("en.po");
    assert!(
        file.contains("labels/citation") && !file.contains("citation:_2.none"),
        "{file}"
    );
    // Who changes one variant of it need not fill in those.
    let change = Do::Replace("{ SELECT(3) }, ", "{ SELECT(3) }; ");
    translate(&project, "en.po", "citation", &change);
    let said = project.ok(&["import", "en.po"]).stdout;
    assert!(said.contains("1 imported: citation"), "{said}");
    project.ok(&["check"]);
}
