//! The real article: 12 PDFs, all its words, no other language, the right spaces.

use std::sync::LazyLock;

use crate::support::Project;
use crate::support::pdf::Pdf;

/// The article as its author wrote it, in the words of its Markdown.
static BUILT: LazyLock<Project> = LazyLock::new(Project::built);

const AUDIENCES: [&str; 3] = ["executive-summary", "full-analysis", "key-points"];

fn names() -> Vec<String> {
    let mut names = Vec::new();
    for audience in AUDIENCES {
        for format in ["brief", "slides"] {
            for locale in ["en", "fr"] {
                names.push(format!("trump-xi-ia-{audience}-{format}-{locale}.pdf"));
            }
        }
    }
    names
}

fn open(audience: &str, format: &str, locale: &str) -> Pdf {
    BUILT.pdf(&format!("trump-xi-ia-{audience}-{format}-{locale}.pdf"))
}

/// Letters and digits alone: what breaks, hyphens and spaces leave of a text.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn one_command_makes_twelve_pdfs() {
    assert_eq!(BUILT.pdfs(), names());
}

#[test]
fn page_budgets_hold() {
    for locale in ["fr", "en"] {
        assert!(open("executive-summary", "brief", locale).pages().len() <= 2);
        assert!(open("executive-summary", "slides", locale).pages().len() <= 8);
        assert_eq!(open("key-points", "brief", locale).pages().len(), 1);
    }
}

#[test]
fn every_pdf_says_what_it_is() {
    for name in names() {
        let pdf = BUILT.pdf(&name);
        let french = name.ends_with("-fr.pdf");
        let title = match french {
            true => {
                "Trump, Xi et le nouveau rapport de force en matière d’intelligence artificielle"
            }
            false => "Trump, Xi, and the new balance of power in artificial intelligence",
        };
        assert_eq!(pdf.info(b"Title").as_deref(), Some(title), "{name}");
        assert_eq!(
            pdf.lang().as_deref(),
            Some(if french { "fr" } else { "en" }),
            "{name}"
        );
        assert_eq!(
            pdf.info(b"Author"),
            None,
            "authors are never invented: {name}"
        );
        let date = pdf.info(b"CreationDate").expect("a date");
        assert!(date.starts_with("D:20251101"), "{name}: {date}");
        let xmp = pdf.xmp();
        for standard in [
            "<pdfaid:part>2<",
            "<pdfaid:conformance>A<",
            "<pdfuaid:part>1<",
        ] {
            assert!(xmp.contains(standard), "{name}: {standard}");
        }
        assert!(
            pdf.has(b"StructTreeRoot") && pdf.has(b"PageLabels"),
            "{name}"
        );
        assert!(!pdf.bookmarks().is_empty(), "{name} has no bookmarks");
    }
}

#[test]
fn bookmarks_are_the_headings_in_their_language() {
    let bookmarks = open("full-analysis", "brief", "en").bookmarks().join("\n");
    for heading in [
        "What the evidence shows",
        "(1) Executives seeking",
        "Key points",
    ] {
        assert!(bookmarks.contains(heading), "{heading}: {bookmarks}");
    }
    let bookmarks = open("executive-summary", "slides", "fr")
        .bookmarks()
        .join("\n");
    assert!(
        bookmarks.contains("Ce que montrent les faits"),
        "{bookmarks}"
    );
}

/// The article's words, from the Markdown with its structure taken away.
fn words_of_the_article() -> Vec<String> {
    let text = std::fs::read_to_string(crate::support::repository().join("seeds/trump-xi-ia.md"));
    let text = text.expect("the article");
    let (_, body) = text.split_once("\n---\n").expect("front matter");
    let mut lines = Vec::new();
    let mut in_variant = false;
    for line in body.lines() {
        if line.starts_with(":::") {
            in_variant = line != ":::";
        } else if !in_variant && !line.trim().is_empty() {
            let line = line.trim_start_matches(['#', '-', ' ', ':', '>']);
            let line = line.split(" {#").next().unwrap_or(line);
            lines.push(line.replace("**", ""));
        }
    }
    lines
}

#[test]
fn the_full_analysis_holds_every_word_in_order() {
    let lines = words_of_the_article();
    assert_eq!(lines.len(), 58);
    let body = letters(&open("full-analysis", "brief", "fr").body());
    let mut from = 0;
    // The contents repeat the headings before the body: start at the first paragraph's end.
    for line in &lines {
        let wanted = letters(line);
        let at = body[from..].find(&wanted);
        let at = at.unwrap_or_else(|| panic!("{line:?} is not in its place"));
        from += at + wanted.len();
    }
}

#[test]
fn the_full_analysis_holds_every_word_of_the_translation_in_order() {
    let body = letters(&open("full-analysis", "brief", "en").body());
    let catalogue = BUILT.read("i18n/en/trump-xi-ia.ftl");
    let variant = |id: &str| {
        ["-slides-", "-notes-", "-executive-summary-"]
            .iter()
            .any(|v| id.contains(v))
    };
    let mut count = 0;
    for line in catalogue
        .lines()
        .filter(|line| !line.starts_with([' ', '#']))
    {
        if let Some((id, words)) = line.split_once(" = ")
            && !variant(id)
        {
            assert!(body.contains(&letters(words)), "{id} is not there");
            count += 1;
        }
    }
    assert_eq!(count, 49);
}

/// Words that are French and nothing else.
const FRENCH: [&str; 14] = [
    " les ",
    " des ",
    " une ",
    " dans ",
    " avec ",
    " pour ",
    " est ",
    " qui ",
    "Sommaire",
    "Page 1 sur",
    "novembre",
    "Diapositive",
    "l’",
    "é",
];

#[test]
fn no_french_is_left_in_the_english() {
    for name in names().iter().filter(|name| name.ends_with("-en.pdf")) {
        let pdf = BUILT.pdf(name);
        let text = format!("{} {} {}", pdf.text(), pdf.xmp(), pdf.bookmarks().join(" "));
        for word in FRENCH {
            assert!(!text.contains(word), "{name} holds {word:?}");
        }
        assert!(
            !text.contains(['\u{202F}', '«', '»']),
            "{name} is spaced as French"
        );
    }
}

#[test]
fn no_english_is_left_in_the_french() {
    for name in names().iter().filter(|name| name.ends_with("-fr.pdf")) {
        let text = BUILT.pdf(name).text();
        for word in [
            " the ",
            " and ",
            " of ",
            "Contents",
            "Page 1 of",
            "November",
        ] {
            assert!(!text.contains(word), "{name} holds {word:?}");
        }
    }
}

#[test]
fn french_signs_have_their_spaces() {
    for name in names().iter().filter(|name| name.ends_with("-fr.pdf")) {
        let text: Vec<char> = BUILT.pdf(name).text().chars().collect();
        for (at, c) in text.iter().enumerate().skip(1) {
            let wanted = match c {
                ';' | '!' | '?' | '»' => '\u{202F}',
                ':' => '\u{A0}',
                _ => continue,
            };
            let around: String = text[at.saturating_sub(20)..(at + 5).min(text.len())]
                .iter()
                .collect();
            assert_eq!(text[at - 1], wanted, "{name}: {around:?}");
        }
        for (at, _) in text.iter().enumerate().filter(|(_, c)| **c == '«') {
            assert_eq!(text[at + 1], '\u{202F}', "{name}");
        }
    }
}

#[test]
fn dates_are_those_of_print() {
    assert!(
        open("full-analysis", "brief", "fr")
            .text()
            .contains("1er\u{A0}novembre 2025")
    );
    assert!(
        open("full-analysis", "brief", "en")
            .text()
            .contains("November\u{A0}1, 2025")
    );
}

#[test]
fn the_article_is_its_authors_word_for_word() {
    let original =
        std::fs::read_to_string(crate::support::repository().join("tests/fixtures/article.fr.txt"));
    let original = original.expect("the article as it was written");
    // Its first line holds the date and the title, which are front matter now.
    let (_, body) = original.split_once('\n').expect("a first line");
    let words = |text: &str| letters(text);
    let ours: String = words_of_the_article()
        .iter()
        .map(|line| words(line))
        .collect();
    assert_eq!(ours, words(body));
}
