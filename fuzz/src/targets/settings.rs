//! YAML: settings, front matters, locks, glossaries. Findings point into the file.

use fluentpress::diagnostic::Diagnostics;
use fluentpress::origin::FileId;
use fluentpress::translate::lock;

use super::project::Folder;
use super::{Target, check_places, files, named, text};
use crate::edit::Corpus;

const WORDS: &[&str] = &[
    "a: ",
    "\na: ",
    "\n  a: ",
    "- ",
    "\n- ",
    "? ",
    "| ",
    "|\n  ",
    ">-\n  ",
    "&a ",
    "*a",
    "<<: *a",
    "!!str ",
    "!a ",
    "'",
    "\"",
    "\\x",
    "\\u0000",
    "{",
    "}",
    "[",
    "]",
    ",",
    "#",
    " #",
    "---\n",
    "\n...\n",
    "%YAML 1.2\n",
    "~",
    "null",
    "true",
    "0x10",
    "1e9",
    "-.inf",
    "2025-11-01",
    "\t",
    "\r\n",
    "\n\n",
    ":",
];

/// The target.
pub fn target() -> Target {
    let mut corpus = files(&["fluentpress.yaml", "tests/fixtures/everything.md"]);
    corpus.extend(named("layouts", "layout.yaml"));
    corpus.extend(named("i18n", "trump-xi-ia.lock.yaml"));
    corpus.extend(named("i18n", "glossary.yaml"));
    let folder = Folder::new(&[
        "fluentpress.yaml",
        "seeds/a.md",
        "layouts/own/layout.yaml",
        "i18n/fr/glossary.yaml",
    ]);
    Target {
        name: "yaml",
        corpus: Corpus {
            files: corpus,
            words: WORDS,
            are_texts: true,
            most: 500,
        },
        run: Box::new(move |input| run(&folder, &text(input))),
    }
}

fn run(folder: &Folder, text: &str) {
    let front = format!("---\n{text}\n---\n\nWords.\n");
    let files = [
        ("fluentpress.yaml", text),
        ("layouts/own/layout.yaml", text),
        ("i18n/fr/glossary.yaml", text),
        ("seeds/a.md", &front),
    ];
    let session = folder.open(&files.map(|(name, text)| (name, text.as_bytes())));
    let mut found = Diagnostics::default();
    let project = session.sources().load(&mut found);
    for locale in &project.locales {
        session.sources().glossary(locale, &mut found);
    }
    for article in &project.articles {
        session.sources().original(article, &mut found);
    }
    for (name, text) in files {
        check_places(&found, &FileId::new(name), text);
    }
    lock(text);
}

fn lock(text: &str) {
    let file = FileId::new("i18n/fr/a.lock.yaml");
    let mut found = Diagnostics::default();
    let read = lock::parse(&file, text, &mut found);
    check_places(&found, &file, text);
    if !found.has_errors() {
        // What was read is written as it was, but for its form.
        let written = lock::write(&read, text);
        assert_eq!(lock::parse(&file, &written, &mut found), read, "{written}");
    }
}
