//! Pseudo-locales show what is hard-coded and what does not fit: nothing else on their pages is plain, and they are
//! made only by who asks for them.

use std::collections::BTreeSet;
use std::fs;

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::support::{Project, repository};

const BOTH: [&str; 5] = ["build", "--locale", "fr-XA", "--locale", "fr-XB"];
/// What a mirrored word is enclosed in.
const MARKS: [char; 2] = ['\u{202E}', '\u{202C}'];

/// The article of the repository in both, and in French.
static BUILT: LazyLock<Project> = LazyLock::new(|| {
    let project = Project::article();
    project.ok(&[&BOTH[..], &["--locale", "fr", "--notes"]].concat());
    project
});

/// The PDFs of a locale.
fn names(project: &Project, locale: &str) -> Vec<String> {
    let all = project.pdfs().into_iter();
    all.filter(|name| {
        name.contains(&format!("-{locale}.")) || name.contains(&format!("-{locale}-notes"))
    })
    .collect()
}

/// What is not accented.
fn plain_words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_ascii_alphabetic());
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

#[test]
fn the_default_build_makes_none() {
    let project = Project::built();
    assert_eq!(project.pdfs().len(), 12);
    assert!(!project.pdfs().iter().any(|name| name.contains("-X")));
}

#[test]
fn all_artifacts_of_the_article() {
    for locale in ["fr", "fr-XA", "fr-XB"] {
        let names = names(&BUILT, locale);
        assert_eq!(names.len(), 9, "{names:?}");
        for name in names {
            let pdf = BUILT.pdf(&name);
            assert_eq!(pdf.lang().as_deref(), Some(locale), "{name}");
            assert!(pdf.has(b"StructTreeRoot"), "{name} is tagged");
        }
    }
}

#[test]
fn nothing_is_plain_on_an_accented_page() {
    for name in names(&BUILT, "fr-XA") {
        let pdf = BUILT.pdf(&name);
        assert_eq!(plain_words(&pdf.text()), [""; 0], "{name}");
        let title = pdf.info(b"Title").expect("a title");
        assert!(
            title.starts_with("[Ţřūṁṗ, Ẋīī ") && title.ends_with(']'),
            "{title}"
        );
        for bookmark in pdf.bookmarks() {
            assert_eq!(plain_words(&bookmark), [""; 0], "{name}");
        }
    }
    // Dates and numbers are those of the source language.
    let text = BUILT
        .pdf("trump-xi-ia-full-analysis-brief-fr-XA.pdf")
        .text();
    for words in [
        "[1ēēř\u{A0}ņōōō",
        " 2025]",
        "[5 ṁīīņūū",
        "[Ṗāāĝēē 2 šūūūř 5]",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

/// The texts of a main file of Typst, in its order: all string literals that are content.
fn literals(main: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut rest = main;
    while let Some(start) = rest.find("#\"") {
        rest = &rest[start + 2..];
        let mut escaped = false;
        let ends = |c: char| {
            let ends = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        };
        let end = rest.find(ends).expect("the end of a literal");
        all.push(rest[..end].replace('\\', ""));
        rest = &rest[end..];
    }
    all
}

/// A main file in which compounds that do not break are no literals of their own.
fn unheld(main: &str) -> String {
    let held = Regex::new(r##""#box\[#"([^"]*)"\](#")?"##).expect("a pattern");
    let joined = |found: &Captures| match found.get(2) {
        Some(_) => found[1].to_owned(),
        None => format!("{}\"", &found[1]),
    };
    held.replace_all(main, joined).into_owned()
}

#[test]
fn every_accented_message_grows_by_a_third() {
    let locales = ["--locale", "fr", "--locale", "fr-XA"];
    BUILT.ok(&[&["emit", "typst"], &locales[..]].concat());
    let mut checked = 0;
    for entry in fs::read_dir(BUILT.path("typst")).expect("a folder") {
        let name = entry.expect("an entry").file_name().into_string();
        let name = name.expect("UTF-8");
        if !name.ends_with("-fr-XA.typ") {
            continue;
        }
        // A raised ending is a literal of its own; an accented one is not raised.
        let real = BUILT.read(&format!("typst/{}", name.replace("-XA", "")));
        let real = real.replace("\"#box[#\"1\"#super[#\"er\"]]#\"", "1er");
        let mut real = literals(&unheld(&real)).into_iter();
        let (mut length, mut grown) = (0, 0);
        for text in literals(&unheld(&BUILT.read(&format!("typst/{name}")))) {
            let own = text.trim_matches(['[', ']']).chars().count();
            // Brackets stand alone beside markup and parameters.
            if own > 0 {
                length += real.next().expect("as many texts").chars().count();
                grown += own;
            }
            if text.trim_end().ends_with(']') {
                let ratio = grown as f64 / length as f64;
                // A part of a character is a character, and a label may have no letters.
                let fits = (1.3..=1.5).contains(&ratio) || length < 4 || grown == length;
                assert!(fits, "{ratio}: {text}");
                checked += usize::from(grown != length);
                (length, grown) = (0, 0);
            }
        }
        assert_eq!(real.next(), None, "{name}");
    }
    assert!(checked > 300, "{checked}");
}

#[test]
fn every_message_is_in_brackets() {
    let text = BUILT
        .pdf("trump-xi-ia-full-analysis-brief-fr-XA.pdf")
        .body();
    let mut depth = 0;
    let mut outside = String::new();
    for c in text.chars() {
        depth += i32::from(c == '[') - i32::from(c == ']');
        assert!((0..=1).contains(&depth), "{text}");
        if depth == 0 && c.is_alphabetic() {
            outside.push(c);
        }
    }
    assert_eq!((depth, outside.as_str()), (0, ""));
}

#[test]
fn everything_on_a_mirrored_page_is_turned_round() {
    let words = |text: &str| -> BTreeSet<String> {
        let text: String = text.chars().filter(|c| !MARKS.contains(c)).collect();
        let words = text.split(|c: char| !c.is_alphabetic());
        words
            .filter(|w| w.chars().count() > 2)
            .map(str::to_owned)
            .collect()
    };
    for name in names(&BUILT, "fr-XB") {
        let pdf = BUILT.pdf(&name);
        let real = words(&BUILT.pdf(&name.replace("-fr-XB", "-fr")).text());
        let turned = words(&pdf.text());
        assert!(turned.len() > 10, "{name}");
        let mut known = 0;
        for word in &turned {
            let back: String = word.chars().rev().collect();
            assert!(!real.contains(word) || back == *word, "{name}: {word}");
            known += usize::from(real.contains(&back));
        }
        // Lines are broken elsewhere, and ligatures are read the other way round.
        assert!(
            known * 10 > turned.len() * 8,
            "{name}: {known} of {turned:?}"
        );
        let title = pdf.info(b"Title").expect("a title");
        assert!(title.starts_with("\u{202E}Trump\u{202C}, "), "{title:?}");
    }
}

#[test]
fn a_mirrored_page_begins_at_the_right() {
    let name = |locale: &str| format!("trump-xi-ia-full-analysis-brief-{locale}.pdf");
    let at = |locale: &str, words: &str| {
        let page = BUILT.pdf(&name(locale)).pages().swap_remove(0);
        let found = page.runs.iter().find(|(_, text)| text.contains(words));
        found
            .unwrap_or_else(|| panic!("{words}: {:?}", page.runs))
            .0
    };
    // A4 is 595 points wide. The name of the layout opens the head of the page, the date is at its end.
    assert!(at("fr", "Analyse") < 150.0 && at("fr", "2025") > 300.0);
    assert!(at("fr-XB", "sylanA") > 400.0 && at("fr-XB", "2025") < 200.0);
}

#[test]
fn nothing_is_drawn_beside_a_mirrored_page() {
    for locale in ["fr", "fr-XB"] {
        let name = format!("trump-xi-ia-full-analysis-slides-{locale}.pdf");
        for page in BUILT.pdf(&name).pages() {
            // A slide is 960 points wide.
            let inside = |x: &f64| (0.0..=960.1).contains(x);
            assert!(
                page.lines.len() > 4 && page.lines.iter().all(inside),
                "{:?}",
                page.lines
            );
        }
    }
}

#[test]
fn links_code_names_and_numbers_stay() {
    let project = Project::everything();
    project.write(
        "fluentpress.yaml",
        "source: fr\naudiences: [full-analysis]\n",
    );
    project.edit(
        "seeds/everything.md",
        "audiences:\n  executive-summary: [lede, blocs, suite, cles]\n  key-points: [lede, cles]\n",
        "",
    );
    project.ok(&[&BOTH[..], &["--format", "brief"]].concat());
    project.ok(&["emit", "typst", "--locale", "fr-XA", "--locale", "fr-XB"]);
    let accented = project
        .pdf("everything-full-analysis-brief-fr-XA.pdf")
        .text();
    let kept = "du code Ada Exemple Blaise Modèle fn main println Bonjour world x y z code";
    // Names stand one below the other.
    let kept = format!("{kept} ExempleBlaise");
    let kept: Vec<&str> = kept.split(' ').collect();
    for word in plain_words(&accented) {
        let is_kept = kept.iter().any(|known| known.contains(&word));
        assert!(is_kept, "{word}: {accented}");
    }
    for locale in ["fr-XA", "fr-XB"] {
        let text = project
            .pdf(&format!("everything-full-analysis-brief-{locale}.pdf"))
            .text();
        for words in [
            "du code",
            "Ada Exemple",
            "Blaise Modèle",
            "println!(\"Bonjour #world",
            "2025",
            "61",
        ] {
            assert!(text.contains(words), "{words}: {text}");
        }
        let main = project.read(&format!(
            "typst/everything-full-analysis-brief-{locale}.typ"
        ));
        assert!(
            main.contains("link(\"https://example.org/a?b=c\")"),
            "{main}"
        );
    }
    let main = project.read("typst/everything-full-analysis-slides-fr-XB.typ");
    assert!(main.contains("dir: rtl") && main.contains("region: \"XB\""));
    // A name beside a date that begins with a number would take the number into its own direction.
    assert!(main.contains("\u{2068}Ada Exemple\u{2069}"), "{main}");
    let mains = fs::read_dir(project.path("typst")).expect("a folder");
    let mains = mains.map(|entry| entry.expect("an entry").path());
    let mains = mains.filter(|path| path.extension().is_some_and(|end| end == "typ"));
    assert_eq!(mains.count(), 4);
}

#[test]
fn a_word_of_a_layout_shows() {
    let project = Project::article();
    let layout = fs::read_to_string(repository().join("layouts/key-points/brief.typ"));
    let layout = layout.expect("the layout");
    project.write(
        "layouts/key-points/brief.typ",
        layout.replace(
            "  masthead(doc, named: false)",
            "  [Hello]\n  masthead(doc, named: false)",
        ),
    );
    for locale in ["fr-XA", "fr-XB"] {
        let options = [
            "build",
            "--color",
            "never",
            "--locale",
            locale,
            "--audience",
            "key-points",
            "--format",
            "brief",
        ];
        let run = project.ok(&options);
        let said = "warning[hard-coded-text]: the layout prints words of its own: `Hello`";
        assert!(run.stderr.contains(said), "{}", run.stderr);
        let text = project
            .pdf(&format!("trump-xi-ia-key-points-brief-{locale}.pdf"))
            .text();
        assert!(text.contains("Hello"), "{text}");
        assert_eq!(
            project
                .run(&[&options[..], &["--deny-warnings"]].concat())
                .code,
            1
        );
    }
    let brief = ["--audience", "key-points", "--format", "brief"];
    let run = project.run(&[&["build", "--locale", "fr"], &brief[..]].concat());
    assert_eq!(run.code, 1);
}

#[test]
fn values_in_labels_stay() {
    let project = Project::small();
    project.edit(
        "seeds/a.md",
        "date:",
        "abstract: Un résumé.\nvars:\n  owner: Société *Ada* & fils\n  count: 12\ndate:",
    );
    project.write(
        "i18n/fr/labels.ftl",
        "abstract = Pour { $owner } ({ $count }), « { $title } »\n",
    );
    project.ok(&BOTH);
    let text = project.pdf("a-full-analysis-brief-fr-XA.pdf").text();
    assert!(
        text.contains("ř Société *Ada* & fils (12), «\u{202F}["),
        "{text}"
    );
    assert!(text.contains("\u{202F}»]"), "{text}");
    let text = project.pdf("a-full-analysis-brief-fr-XB.pdf").text();
    assert!(text.contains("Société *Ada* &"), "{text}");
}

#[test]
fn what_does_not_fit_is_written_and_said() {
    let project = Project::article();
    let bullet = "- La Chine rattrape rapidement son retard\n";
    let long = format!(
        "{} {}",
        bullet.trim_end(),
        "et encore son retard ".repeat(120)
    );
    project.edit("seeds/trump-xi-ia.md", bullet, &format!("{long}\n"));
    project.write(
        "layouts/executive-summary/layout.yaml",
        "slides: { max: 1 }\n",
    );
    let options = [
        "build",
        "--color",
        "never",
        "--audience",
        "executive-summary",
        "--format",
        "slides",
        "--locale",
    ];
    assert_eq!(project.run(&[&options[..], &["fr"]].concat()).code, 1);
    let run = project.ok(&[&options[..], &["fr-XA"]].concat());
    assert!(
        run.stderr.contains("warning[overflow]: `lede-slides-"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("warning[over-budget]: "),
        "{}",
        run.stderr
    );
    assert_eq!(project.pdfs().len(), 1);
}

#[test]
fn a_missing_glyph_is_an_error_still() {
    let project = Project::small();
    project.edit("seeds/a.md", "Un mot.", "Un \u{1F600}.");
    for locale in ["fr-XA", "fr-XB"] {
        let run = project.run(&["build", "--color", "never", "--locale", locale]);
        assert_eq!(run.code, 1);
        assert!(
            run.stderr.contains("error[missing-glyph]"),
            "{}",
            run.stderr
        );
    }
}

#[test]
fn no_pseudo_locale_is_mixed_with_real_ones() {
    let project = Project::small();
    project.write("i18n/fr-XA/a.ftl", "");
    let run = project.run(&["build", "--color", "never"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr
            .contains("error[unknown-locale]: `fr-XA` is a pseudo-locale"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("--> i18n/fr-XA"), "{}", run.stderr);

    let project = Project::small();
    project.write("fluentpress.yaml", "source: fr\nlocales: [de-XB]\n");
    let run = project.run(&["build", "--color", "never"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr
            .contains("error[settings-value]: `de-XB` is a pseudo-locale"),
        "{}",
        run.stderr
    );

    let project = Project::small();
    for (locale, hint) in [
        ("fr-XC", "did you mean"),
        ("en-XA", "it has `fr`, `fr-XA`, `fr-XB`"),
    ] {
        let run = project.run(&["build", "--color", "never", "--locale", locale]);
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains(hint), "{}", run.stderr);
    }
}

#[test]
fn the_name_follows_the_source_language() {
    let project = Project::new(&[
        (
            "fluentpress.yaml",
            "source: en-GB\naudiences: [full-analysis]\n",
        ),
        (
            "i18n/en-GB/labels.ftl",
            &fs::read_to_string(repository().join("i18n/en/labels.ftl")).expect("labels"),
        ),
        (
            "seeds/a.md",
            "---\ntitle: Title\ndate: 2025-11-01\n---\n\nA word.\n",
        ),
    ]);
    project.ok(&["build", "--locale", "en-XA"]);
    let text = project.pdf("a-full-analysis-brief-en-XA.pdf").text();
    assert!(text.contains("[1\u{A0}Ņōō"), "as in Britain: {text}");
}
