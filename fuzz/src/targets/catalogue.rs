//! Catalogues: their entries divide the file, and an edit of one leaves all others as they are.

use std::sync::Arc;

use fluentpress::diagnostic::Diagnostics;
use fluentpress::l10n::catalogue::Catalogue;
use fluentpress::l10n::splice::{Edit, apply};
use fluentpress::origin::FileId;
use fluentpress::translate::conflict;

use super::{Target, check_places, named, text};
use crate::edit::Corpus;

/// What means something in a catalogue.
pub const WORDS: &[&str] = &[
    "a = ",
    "\na = ",
    "\n    .label = ",
    "{ $x }",
    "{ -t }",
    "{ b }",
    "{ $x ->\n    [one] ",
    "\n   *[other] ",
    "\n}",
    "{",
    "}",
    "{\"{\"}",
    "{ NUMBER($x) }",
    "\"\\u00A0\"",
    "\n# ",
    "\n## ",
    "\n### ",
    "\n# stale: a\n",
    "\n# source: ",
    "\n# missing: a (paragraph)\n",
    "\n# obsolete: a\n",
    "\n<<<<<<< ours\n",
    "\n=======\n",
    "\n>>>>>>> theirs\n",
    "\n    ",
    "\t",
    "-t = ",
    " =",
    ".",
    "*",
    "[",
    "]",
    "\\",
    "**",
    "[^1]",
    "\n\n",
];

/// The target.
pub fn target() -> Target {
    let mut files = named("i18n", "labels.ftl");
    files.extend(named("i18n", "trump-xi-ia.ftl"));
    Target {
        name: "catalogue",
        corpus: Corpus {
            files,
            words: WORDS,
            are_texts: true,
            most: 800,
        },
        run: Box::new(|input| run(&text(input))),
    }
}

fn run(text: &str) {
    let file = FileId::new("i18n/fr/a.ftl");
    let text: Arc<str> = Arc::from(text);
    let mut found = Diagnostics::default();
    let catalogue = Catalogue::parse(&file, &text, &mut found);
    check_places(&found, &file, &text);
    conflict::sides(&text);
    let mut at = 0;
    for entry in &catalogue.entries {
        let between = &text[at..entry.range.start];
        let is_blank = |c: char| c.is_whitespace() || c == '\u{feff}';
        assert!(between.chars().all(is_blank), "{between:?}");
        assert!(entry.range.start <= entry.start && entry.start <= entry.range.end);
        at = entry.range.end;
    }
    assert!(text[at..].trim().is_empty(), "{:?}", &text[at..]);
    let own = |entry: &fluentpress::l10n::catalogue::Entry| {
        Edit::replace(entry.range.clone(), &text[entry.range.clone()])
    };
    assert_eq!(
        apply(&text, catalogue.entries.iter().map(own).collect()),
        *text
    );
}
