//! Export and import: what goes out in each format, comes back, and is recognized for what it is.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use rust_xlsxwriter::Workbook;

use crate::support::{Made, Project, cases};

/// The formats that are imported.
const FORMATS: [&str; 4] = ["xliff2", "xliff1.2", "po", "xlsx"];

/// Those that a test tries: all in CI, else two of them, others for each number.
pub fn formats(test: usize) -> impl Iterator<Item = &'static str> {
    let is_tried = move |at: &usize| cases(4) == 4 || at % 2 == test % 2;
    let tried = (0..FORMATS.len()).filter(is_tried);
    tried.map(|at| FORMATS[at])
}
pub const CATALOGUE: &str = "i18n/en/a.ftl";
pub const LOCK: &str = "i18n/en/a.lock.yaml";

const ARTICLE: &str = "\
---
title: Un *titre*
date: 2025-11-01
vars: { n: 3 }
---

# Des faits {#facts}

Un **mot**, un `code`, un [lien](https://example.org/a_b), une note[^n] et { une accolade } \\* étoile.

- Premier point avec H~2~O
- Deuxième point

Étiquette

: Le texte du point.

[^n]: La note.
";

const ENGLISH: &str = "\
### Ours

meta-title = A *title* of { $date }

# mine
facts-title = { $n ->
    [one] Fact  with { $date }
   *[other] Facts with { -brand }
 }
facts-deuxieme-point =
    Second
    point, { $n ->
        [one] one
       *[other] { NUMBER($n) } all
    } of them
facts-etiquette = The text of the point.
    .label = Label
-brand = Brand
";

/// An article with a translation that lacks two texts, all others confirmed.
pub fn project() -> Project {
    static MADE: Made = Made::once();
    MADE.project(|| with(ENGLISH))
}

pub fn with(english: &str) -> Project {
    let settings = "source: fr\nlocales: [fr, en, ar, ja]\naudiences: [full-analysis]\n";
    let project = Project::new(&[
        ("fluentpress.yaml", settings),
        ("seeds/a.md", ARTICLE),
        (CATALOGUE, english),
    ]);
    project.run(&["sync"]);
    project.confirm("en");
    project.run(&["sync"]);
    project
}

pub fn export(project: &Project, format: &str, more: &[&str]) -> String {
    let file = format!("en.{format}");
    let arguments = ["export", "en", "--format", format];
    project.ok(&[&arguments[..], more, &[&file]].concat());
    file
}

pub fn bytes(project: &Project, file: &str) -> Vec<u8> {
    std::fs::read(project.path(file)).expect("a file")
}

/// The state of a message, as `check` finds it.
pub fn state(project: &Project, id: &str) -> &'static str {
    let found = project.run(&["check", "--locale", "en"]).stderr;
    let about = |code: &str| {
        let mut lines = found.lines();
        lines.any(|line| {
            line.starts_with(&format!("error[{code}")) && line.contains(&format!("`{id}`"))
        })
    };
    let states = [
        ("missing", "missing-"),
        ("stale", "stale-"),
        ("unconfirmed", "unconfirmed-"),
    ];
    let state = states.into_iter().find(|(_, code)| about(code));
    state.map_or("current", |(state, _)| state)
}

/// What a translator does: writes a translation as markup without codes, or changes words of one that is there.
pub enum Do<'a> {
    Write(&'a str),
    Replace(&'a str, &'a str),
}

impl Do<'_> {
    fn of(&self, old: &str) -> String {
        match self {
            Do::Write(new) => (*new).to_owned(),
            Do::Replace(from, to) => {
                assert!(old.contains(from), "{old} does not hold {from}");
                old.replace(from, to)
            }
        }
    }
}

/// Edits the translation of a unit as a tool does, and marks it as done.
pub fn translate(project: &Project, file: &str, id: &str, done: &Do) {
    match file.rsplit_once("en.").map(|(_, format)| format) {
        Some("xlsx") => {
            let edited = cells(&bytes(project, file), &|id_here, old| {
                (id_here == id).then(|| done.of(old))
            });
            project.write(file, edited);
        }
        Some("po") => {
            let text = project.read(file);
            let marks = ["a", "labels"].map(|file| format!("msgctxt \"{file}/{id}\""));
            let entries = text.split("\n\n").map(|entry| {
                if !marks.iter().any(|mark| entry.contains(mark)) {
                    return entry.to_owned();
                }
                let (head, old) = entry.split_once("\nmsgstr \"").expect("a translation");
                let old = old.trim_end().trim_end_matches('"');
                let head = head.replace("#, fuzzy\n", "");
                format!("{head}\nmsgstr \"{}\"", done.of(old))
            });
            project.write(file, entries.collect::<Vec<_>>().join("\n\n") + "\n");
        }
        _ => {
            let text = project.read(file);
            let start = text
                .find(&format!("unit id=\"{id}\""))
                .unwrap_or_else(|| panic!("{file} has no {id}"));
            let end = start + text[start..].find("unit>").expect("an end");
            let unit = &text[start..end];
            let new = match unit.find("<target") {
                Some(at) => {
                    let from = at + unit[at..].find('>').expect("a tag") + 1;
                    let to = unit.find("</target>").expect("an end");
                    format!(
                        "{}{}{}",
                        &unit[..from],
                        done.of(&unit[from..to]),
                        &unit[to..]
                    )
                }
                None => {
                    let at = unit.find("</source>").expect("a source") + "</source>".len();
                    format!(
                        "{}<target>{}</target>{}",
                        &unit[..at],
                        done.of(""),
                        &unit[at..]
                    )
                }
            };
            let new = new.replace("state=\"initial\"", "state=\"translated\"");
            let new = new.replace("state=\"needs-review-translation\"", "state=\"translated\"");
            project.write(file, format!("{}{new}{}", &text[..start], &text[end..]));
        }
    }
}

/// A spreadsheet as another program saves it, with some translations changed.
pub fn cells(bytes: &[u8], change: &dyn Fn(&str, &str) -> Option<String>) -> Vec<u8> {
    let mut old: Xlsx<_> =
        calamine::open_workbook_from_rs(Cursor::new(bytes.to_vec())).expect("a spreadsheet");
    let mut new = Workbook::new();
    for name in old.sheet_names() {
        let range = old.worksheet_range(&name).expect("a sheet");
        let sheet = new.add_worksheet().set_name(&name).expect("a name");
        for (row, cells) in (0..).zip(range.rows()) {
            for (column, cell) in (0..).zip(cells) {
                let text = match cell {
                    Data::String(text) => text.clone(),
                    _ => String::new(),
                };
                let id = cells.get(1).map(ToString::to_string).unwrap_or_default();
                let text = match column {
                    4 => change(&id, &text).unwrap_or(text),
                    _ => text,
                };
                if !text.is_empty() {
                    sheet.write_string(row, column, text).expect("a cell");
                }
            }
        }
    }
    new.save_to_buffer().expect("a spreadsheet")
}

/// The lines of a text that another one does not have.
pub fn new_lines(old: &str, new: &str) -> Vec<String> {
    let old: Vec<_> = old.lines().collect();
    let fresh = new.lines().filter(|line| !old.contains(line));
    fresh.map(|line| line.trim().to_owned()).collect()
}

#[test]
fn what_comes_back_unchanged_changes_nothing() {
    for project in [project(), Project::article()] {
        let folder = crate::support::contents(&project.path("i18n/en"));
        for format in formats(1) {
            let file = export(&project, format, &[]);
            let first = bytes(&project, &file);
            export(&project, format, &[]);
            assert!(
                first == bytes(&project, &file),
                "{format}: other bytes the second time"
            );
            let said = project.ok(&["import", &file]).stdout;
            assert!(said.starts_with("nothing to import"), "{format}: {said}");
            assert_eq!(
                crate::support::contents(&project.path("i18n/en")),
                folder,
                "{format}"
            );
        }
    }
}

#[test]
fn what_a_translator_did_is_all_that_changes() {
    for format in formats(2) {
        let project = project();
        let file = export(&project, format, &[]);
        let catalogue = project.read(CATALOGUE);
        translate(
            &project,
            &file,
            "facts-etiquette",
            &Do::Replace("text", "words"),
        );
        translate(
            &project,
            &file,
            "facts-title:one",
            &Do::Replace("Fact", "A fact"),
        );
        // A variant, and the text around its selector.
        translate(
            &project,
            &file,
            "facts-deuxieme-point",
            &Do::Replace("Second", "The second"),
        );
        translate(
            &project,
            &file,
            "facts-deuxieme-point:one",
            &Do::Replace("one", "only one"),
        );
        translate(&project, &file, "fn-n", &Do::Write("The note."));
        let said = project.ok(&["import", &file]).stdout;
        assert!(
            said.contains("4 imported: facts-title, facts-deuxieme-point, facts-etiquette, fn-n"),
            "{format}: {said}"
        );
        let changed = project.read(CATALOGUE);
        assert_eq!(
            new_lines(&catalogue, &changed),
            [
                "[one] A fact with { $date }",
                "The second point, { $n ->",
                "[one] only one",
                "facts-etiquette = The words of the point.",
                "fn-n = The note.",
            ],
            "{format}: {changed}"
        );
        for id in [
            "facts-title",
            "facts-deuxieme-point",
            "facts-etiquette",
            "fn-n",
        ] {
            assert_eq!(state(&project, id), "current", "{format}: {id}");
        }
        let said = project.ok(&["import", &file]).stdout;
        assert!(said.starts_with("nothing to import"), "{format}: {said}");
        assert_eq!(project.run(&["sync", "--check"]).code, 0, "{format}");
    }
}

#[test]
fn codes_come_back_as_the_markup_that_they_are() {
    let id = "facts-un-mot-un-code";
    let typed = "A **word**, a `code`, a [link](https://example.org/a_b), a note[^n] and {\"{\"} a brace {\"}\"} \\* star.";
    let rows = [
        (
            "xliff2",
            "A <pc id=\"1\">word </pc>, a <ph id=\"2\"/>, a <sc id=\"3\"/>link<ec startRef=\"3\"/>, a note<ph id=\"4\"/> and { a brace } * star.",
            "A **word** , a",
        ),
        (
            "xliff1.2",
            "A <g id=\"1\">word</g>, a <x id=\"2\"/>, a <g id=\"3\">link</g>, a note<x id=\"4\"/> and { a brace } * star.",
            "A **word**, a",
        ),
        (
            "po",
            &typed.replace('\\', "\\\\").replace('"', "\\\""),
            "A **word**, a",
        ),
        ("xlsx", typed, "A **word**, a"),
    ];
    for (format, words, begins) in rows {
        let project = project();
        let file = export(&project, format, &["--only", "missing"]);
        translate(&project, &file, id, &Do::Write(words));
        project.ok(&["import", &file]);
        let catalogue = project.read(CATALOGUE);
        let line = catalogue
            .lines()
            .find(|line| line.starts_with(id))
            .unwrap_or_default();
        assert_eq!(
            line.replace(begins, "A **word**, a"),
            format!("{id} = {typed}"),
            "{format}"
        );
        assert_eq!(state(&project, id), "current", "{format}");
    }
}

#[test]
fn a_translation_of_an_older_source_text_is_stale() {
    for format in formats(3) {
        let project = project();
        let file = export(&project, format, &[]);
        project.edit(
            "seeds/a.md",
            "Le texte du point",
            "Le texte changé du point",
        );
        project.edit("seeds/a.md", "La note", "La nouvelle note");
        translate(
            &project,
            &file,
            "facts-etiquette",
            &Do::Replace("text", "words"),
        );
        translate(&project, &file, "fn-n", &Do::Write("The note."));
        let run = project.run(&["import", &file]);
        assert_eq!(run.code, 0, "{format}: {}", run.stderr);
        assert!(
            run.stdout.contains("2 imported, and stale"),
            "{format}: {}",
            run.stdout
        );
        for id in ["facts-etiquette", "fn-n"] {
            assert_eq!(state(&project, id), "stale", "{format}: {id}");
        }
        project.ok(&["sync"]);
        assert_eq!(state(&project, "fn-n"), "stale", "{format}");
        assert!(project.read(LOCK).contains("seen: La note."), "{format}");
        // What there is to do goes out with what changed, and comes back as current.
        let file = export(&project, format, &["--only", "stale"]);
        if format != "xlsx" {
            let text = project.read(&file);
            assert!(text.contains("La {+nouvelle+} note."), "{format}: {text}");
            assert!(!text.contains("facts-title"), "{format}");
        }
        translate(&project, &file, "fn-n", &Do::Replace("note", "new note"));
        project.ok(&["import", &file]);
        project.ok(&["sync"]);
        assert_eq!(state(&project, "fn-n"), "current", "{format}");
        assert_eq!(state(&project, "facts-etiquette"), "stale", "{format}");
    }
}

#[test]
fn what_a_tool_has_as_unfinished_is_not_confirmed() {
    for (format, old, new) in [
        ("xliff2", "</source>", "</source><target>The note.</target>"),
        (
            "xliff1.2",
            "</source>",
            "</source><target state=\"needs-translation\">The note.</target>",
        ),
        ("po", "msgstr \"\"", "msgstr \"The note.\""),
        // Half of a text that the tool cut into sentences.
        (
            "xliff2",
            "<segment state=\"initial\" subState=\"fluentpress:missing\">\n          <source>La ",
            "<segment><source>La </source><target>The note.</target></segment><segment><source>",
        ),
        (
            "xliff1.2",
            "</source>",
            "</source><seg-source><mrk mtype=\"seg\" mid=\"1\">La</mrk> <mrk mtype=\"seg\" mid=\"2\">note.</mrk></seg-source><target><mrk mtype=\"seg\" mid=\"1\">The note.</mrk><mrk mtype=\"seg\" mid=\"2\"/></target>",
        ),
    ] {
        let project = project();
        let file = export(&project, format, &["--only", "missing"]);
        let text = project.read(&file);
        let at = text.rfind("fn-n").expect("the note");
        let text = format!("{}{}", &text[..at], text[at..].replacen(old, new, 1));
        let text = text.replace("msgctxt \"a/fn-n\"", "#, fuzzy\nmsgctxt \"a/fn-n\"");
        project.write(&file, text);
        let said = project.ok(&["import", &file]).stdout;
        assert!(said.contains("to be confirmed"), "{format}: {said}");
        assert_eq!(state(&project, "fn-n"), "unconfirmed", "{format}");
        project.ok(&["sync"]);
        assert_eq!(state(&project, "fn-n"), "unconfirmed", "{format}");
    }
}

#[test]
fn one_part_of_a_message_does_not_confirm_the_other() {
    for format in formats(4) {
        let project = project();
        project.edit(
            "seeds/a.md",
            "Le texte du point",
            "Le texte changé du point",
        );
        project.ok(&["sync"]);
        let file = export(&project, format, &[]);
        translate(
            &project,
            &file,
            "facts-etiquette.label",
            &Do::Replace("Label", "Name"),
        );
        let said = project.ok(&["import", &file]).stdout;
        assert!(said.contains("to be confirmed"), "{format}: {said}");
        assert_eq!(state(&project, "facts-etiquette"), "stale", "{format}");
    }
}

#[test]
fn what_cannot_be_placed_is_said_and_the_rest_is_imported() {
    for format in formats(5) {
        let project = project();
        let file = export(&project, format, &[]);
        // Emptied; without its code; of no message.
        translate(&project, &file, "facts-etiquette", &Do::Write(""));
        translate(&project, &file, "meta-title", &Do::Write("A title"));
        translate(
            &project,
            &file,
            "facts-title:other",
            &Do::Replace("Facts", "The facts"),
        );
        let gone = ("facts-title:one", "facts-title:onf");
        match format {
            "xlsx" => {}
            _ => drop(project.write(&file, project.read(&file).replace(gone.0, gone.1))),
        }
        let before = project.read(CATALOGUE);
        let run = project.run(&["import", &file]);
        assert_eq!(run.code, 1, "{format}");
        assert_eq!(
            new_lines(&before, &project.read(CATALOGUE)),
            ["*[other] The facts with { -brand }"],
            "{format}"
        );
        for words in [
            "`facts-etiquette` is empty in the file",
            "`meta-title` is not imported: it lacks",
        ] {
            assert!(run.stderr.contains(words), "{format}: {}", run.stderr);
        }
        if format == "xlsx" {
            assert!(
                run.stderr.contains("of the sheet `Translations`"),
                "{}",
                run.stderr
            );
        } else {
            assert!(
                run.stderr.contains("did you mean `facts-title:one`?"),
                "{format}: {}",
                run.stderr
            );
            let line = project
                .read(&file)
                .lines()
                .position(|line| line.contains("itle:onf"))
                .map_or(0, |at| at + 1);
            let near = [line, line + 1, line + 2, line + 3, line + 4];
            let is_there = near
                .iter()
                .any(|line| run.stderr.contains(&format!("en.{format}:{line}:")));
            assert!(is_there, "{format}, line {line}: {}", run.stderr);
        }
    }
}

#[test]
fn a_file_must_say_what_it_is_of() {
    for (format, old, new, said) in [
        (
            "xliff2",
            "trgLang=\"en\"",
            "trgLang=\"de\"",
            "is not translated into `de`",
        ),
        (
            "xliff1.2",
            "target-language=\"en\"",
            "target-language=\"de\"",
            "is not translated into `de`",
        ),
        (
            "po",
            "Language: en",
            "Language: de",
            "is not translated into `de`",
        ),
        ("xliff2", "file id=\"a\"", "file id=\"b\"", "no article `b`"),
        (
            "xliff1.2",
            "original=\"a\"",
            "original=\"b\"",
            "no article `b`",
        ),
        (
            "po",
            "msgctxt \"a/fn-n\"",
            "msgctxt \"b/fn-n\"",
            "no article `b`",
        ),
        (
            "xliff2",
            "digests",
            "x",
            "the digests of its texts are missing",
        ),
        (
            "xliff1.2",
            "x-digests",
            "x",
            "the digests of its texts are missing",
        ),
        ("po", "Digests", "x", "the digests of its texts are missing"),
        ("po", "msgctxt \"a/fn-n\"\n", "", "has no `msgctxt`"),
        (
            "po",
            "msgctxt \"a/fn-n\"",
            "msgctxt \"a/fn-n",
            "is not closed",
        ),
        ("xliff2", "</xliff>", "", "not well-formed"),
        ("xliff1.2", "<body>", "<body", "not well-formed"),
        (
            "xliff2",
            "<xliff ",
            "<!DOCTYPE xliff [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><xliff ",
            "DTD",
        ),
        (
            "xliff2",
            "version=\"2.0\"",
            "version=\"9\"",
            "none of the formats",
        ),
    ] {
        let project = project();
        let file = export(&project, format, &["--only", "missing"]);
        translate(&project, &file, "fn-n", &Do::Write("The note."));
        let text = project.read(&file);
        assert!(text.contains(old), "{format}: no {old}");
        project.write(&file, text.replace(old, new));
        let before = project.read(CATALOGUE);
        let run = project.run(&["import", &file]);
        assert_eq!(run.code, 1, "{format}, {new}: {}", run.stdout);
        assert!(run.stderr.contains(said), "{format}, {new}: {}", run.stderr);
        assert_eq!(project.read(CATALOGUE), before, "{format}, {new}");
    }
}

#[test]
fn line_ends_and_scripts_come_back_as_they_were() {
    let english = ENGLISH
        .replace("Label", "تسمية \u{2067}x\u{2069}")
        .replace("the point", "点、「語」")
        .replace('\n', "\r\n");
    for format in formats(6) {
        let project = with(&english);
        let file = export(&project, format, &[]);
        let said = project.ok(&["import", &file]).stdout;
        assert!(said.starts_with("nothing to import"), "{format}: {said}");
        translate(
            &project,
            &file,
            "facts-etiquette",
            &Do::Replace("text", "本文"),
        );
        translate(
            &project,
            &file,
            "facts-etiquette.label",
            &Do::Replace("x", "نص"),
        );
        translate(
            &project,
            &file,
            "facts-deuxieme-point",
            &Do::Replace("Second", "第二"),
        );
        translate(&project, &file, "fn-n", &Do::Write("註。"));
        let text = if format == "po" {
            project.read(&file).replace('\n', "\r\n")
        } else {
            String::new()
        };
        if !text.is_empty() {
            project.write(&file, text);
        }
        project.ok(&["import", &file]);
        let catalogue = project.read(CATALOGUE);
        assert_eq!(
            catalogue.matches('\n').count(),
            catalogue.matches("\r\n").count(),
            "{format}"
        );
        assert!(!catalogue.contains("\r\r"), "{format}");
        for words in [
            "The 本文 of 点、「語」.",
            "تسمية \u{2067}نص\u{2069}",
            "第二 point, { $n ->",
            "fn-n = 註。",
        ] {
            assert!(catalogue.contains(words), "{format}: {words}: {catalogue}");
        }
    }
}

#[test]
fn broken_files_are_refused() {
    let project = project();
    for format in formats(7) {
        let file = export(&project, format, &[]);
        let whole = bytes(&project, &file);
        let before = project.read(CATALOGUE);
        let step = whole.len().div_ceil(cases(72) as usize).max(1);
        for at in (0..whole.len()).step_by(step) {
            project.write("cut", &whole[..at]);
            let run = project.run(&["import", "cut"]);
            assert!(run.code <= 1, "{format} {at}: {}", run.stderr);
            let mut damaged = whole.clone();
            damaged[at] ^= 0x15;
            project.write("cut", &damaged);
            let run = project.run(&["import", "cut"]);
            assert!(
                run.code <= 1 && !run.stderr.contains("panicked"),
                "{format} {at}: {}",
                run.stderr
            );
        }
        // Damaged words are words of a translator; they are never lost ones.
        project.write(CATALOGUE, before);
    }
    let nested = |n| "<pc id='1'>".repeat(n) + &"</pc>".repeat(n);
    let xliff = |target: &str| {
        format!(
            "<xliff version='2.0' trgLang='en'><file id='a'><unit id='fn-n'><segment><source/><target>{target}</target></segment></unit></file></xliff>"
        )
    };
    let braces = format!(
        "msgid \"\"\nmsgstr \"Language: en\\n\"\n\nmsgctxt \"a/fn-n\"\nmsgid \"x\"\nmsgstr \"{}\"\n",
        "{".repeat(100_000)
    );
    for (text, said) in [
        (xliff(&nested(100)), "codes stand within each other"),
        (xliff(&nested(100_000)), "more than 200 elements stand"),
        (
            xliff(&format!("<ph {}/>", "a='' ".repeat(100_000))),
            "more than 200 attributes",
        ),
        (xliff("<sc id='1'/>a"), "begins and does not end"),
        (xliff("a<ec startRef='1'/>"), "ends where it did not begin"),
        (xliff("a<ph id='7'/>"), "the code 7 is neither"),
        (braces, "a brace is not closed"),
        (
            "PK\u{3}\u{4}no".to_owned(),
            "the spreadsheet cannot be read",
        ),
        (String::new(), "none of the formats"),
        ("\u{0}\u{1}".to_owned(), "none of the formats"),
    ] {
        project.write("bad", &text);
        let run = project.run(&["import", "bad"]);
        assert_eq!(run.code, 1, "{said}: {}", run.stdout);
        assert!(run.stderr.contains(said), "{said}: {}", run.stderr);
    }
    let run = project.run(&["import", "nothing.xlf"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("cannot be read"), "{}", run.stderr);
}

#[test]
fn a_cell_that_is_no_text_is_refused() {
    let project = project();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Sheet").expect("a name");
    // Titles of people stand above those of the export.
    sheet.write_string(0, 0, "Our project").expect("a cell");
    for (column, title) in (0..).zip(["Id", "Article", "Translation", "Digests"]) {
        sheet.write_string(1, column, title).expect("a cell");
    }
    let texts = ["fn-n", "meta-title", "facts-title:one", "facts-title:other"];
    for (row, id) in (2..).zip(texts) {
        sheet.write_string(row, 0, id).expect("a cell");
        sheet.write_string(row, 1, "a").expect("a cell");
    }
    let date = rust_xlsxwriter::ExcelDateTime::from_ymd(2025, 11, 1).expect("a date");
    let format = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    sheet
        .write_datetime_with_format(2, 2, &date, &format)
        .expect("a cell");
    sheet.write_number(3, 2, 0.12).expect("a cell");
    sheet.write_boolean(4, 2, true).expect("a cell");
    let formula = rust_xlsxwriter::Formula::new("=6*7").set_result("42");
    sheet.write_formula(5, 2, formula).expect("a cell");
    // A cell in the last row and column that a sheet can have.
    sheet
        .write_string(1_048_575, 16_383, "far")
        .expect("a cell");
    // The language.
    let about = book.add_worksheet().set_name("About").expect("a name");
    about.write_string(0, 0, "Language").expect("a cell");
    about.write_string(0, 1, "en").expect("a cell");
    let bytes = book.save_to_buffer().expect("a spreadsheet");
    project.write("en.xlsx", bytes);
    let run = project.run(&["import", "en.xlsx"]);
    assert_eq!(run.code, 1);
    for (row, id, what) in [
        (3, "fn-n", "a date"),
        (4, "meta-title", "a number"),
        (5, "facts-title:one", "a truth value"),
        (6, "facts-title:other", "a number"),
    ] {
        let said = format!("row {row} of the sheet `Sheet`: the translation of `{id}` is {what}");
        assert!(run.stderr.contains(&said), "{said}: {}", run.stderr);
    }
}

#[test]
fn an_archive_that_unpacks_to_more_is_refused() {
    use std::io::Write as _;
    let project = project();
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let options = options.compression_method(zip::CompressionMethod::Deflated);
    archive
        .start_file("xl/worksheets/sheet1.xml", options)
        .expect("a part");
    for _ in 0..65 {
        let blank = vec![b' '; 1024 * 1024];
        archive.write_all(&blank).expect("memory");
    }
    let bytes = archive.finish().expect("an archive").into_inner();
    assert!(bytes.len() < 100_000);
    project.write("bomb.xlsx", bytes);
    let run = project.run(&["import", "bomb.xlsx"]);
    assert_eq!(run.code, 1);
    let said = "larger than 64 MiB when it is unpacked";
    assert!(run.stderr.contains(said), "{}", run.stderr);
}

#[test]
fn a_memory_has_what_was_confirmed() {
    let project = project();
    project.edit(
        "seeds/a.md",
        "Le texte du point",
        "Le texte changé du point",
    );
    let file = export(&project, "tmx", &[]);
    let text = project.read(&file);
    for words in ["<seg>Étiquette</seg>", "<seg>Le texte", "La note"] {
        assert!(!text.contains(words), "{words}");
    }
    for words in [
        "<tu tuid=\"a/meta-title\">",
        "<seg>Un <bpt i=\"1\" x=\"1\" type=\"italic\">*</bpt>titre<ept i=\"1\">*</ept></seg>",
        "<ph x=\"2\">{ $date }</ph>",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let run = project.run(&["import", &file]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("a translation memory is not imported"),
        "{}",
        run.stderr
    );
}
