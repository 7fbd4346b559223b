//! Articles: the markup of every text is what it was read from, and findings point into the file.

use fluentpress::article::parse::parse;
use fluentpress::article::print::print;
use fluentpress::article::segment::segments;
use fluentpress::diagnostic::Diagnostics;
use fluentpress::exchange::content::of_markup;
use fluentpress::origin::FileId;

use super::{Target, check_places, files, text};
use crate::edit::Corpus;

/// What means something in an article.
pub const WORDS: &[&str] = &[
    "*",
    "**",
    "_",
    "__",
    "`",
    "``",
    "~",
    "~~",
    "^",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](",
    "[^1]",
    "\n[^1]: ",
    "> ",
    "\n> ",
    "- ",
    "\n- ",
    "1. ",
    "\n: ",
    "\n:::",
    "\n::: notes\n",
    "\n::: slides\n",
    "\n# ",
    "\n## ",
    "{#id}",
    "{.quote}",
    "{lang=ar}",
    "{",
    "}",
    "|",
    "\n|---|\n",
    "---\n",
    "\n---\n",
    "title: ",
    "date: 2025-11-01\n",
    "audiences:\n",
    "\\",
    "<b>",
    "<!--",
    "-->",
    "&amp;",
    "&#0;",
    "$",
    "$$",
    "\\(",
    "$x_1^2$",
    "@key",
    "[@key]",
    "http://",
    "https://a.b/c?d=e&f",
    "a@b.c",
    "    ",
    "\t",
    "\n\n",
    "'",
    "\"",
    "--",
    "...",
    "1,234.5",
    "Figure: ",
    "{chart=bar}",
];

/// The target.
pub fn target() -> Target {
    Target {
        name: "article",
        corpus: Corpus {
            files: corpus(),
            words: WORDS,
            are_texts: true,
            most: 1200,
        },
        run: Box::new(|input| run(&text(input))),
    }
}

/// Articles of the repository.
pub fn corpus() -> Vec<Vec<u8>> {
    let mut all = files(&[
        "tests/fixtures/everything.md",
        "docs/authors.md",
        "README.md",
    ]);
    all.extend(files(&["seeds/trump-xi-ia.md"]));
    all
}

fn run(text: &str) {
    let file = FileId::new("seeds/a.md");
    let audiences = ["full-analysis", "key-points"].map(str::to_owned);
    let mut found = Diagnostics::default();
    let mut article = parse(&file, text, &audiences, "de", &mut found);
    check_places(&found, &file, text);
    for text in article.texts() {
        let markup = print(&text.inlines);
        let again = print(&of_markup(&markup));
        // Markup that was refused may be read otherwise.
        assert!(
            again == markup || found.has_errors(),
            "{markup:?} became {again:?}"
        );
    }
    segments(&mut article);
}
