//! Series, licence and authors in the front matter: on pages, in catalogues, and in the sentence of how to cite.

use crate::exchange::{Do, formats, translate};
use crate::support::{Made, Project};

const ARTICLE: &str = "\
---
title: Night trains
date: 2025-03-01
authors:
  - name: Conor O’Brien
    affiliation: Director, *Rail* Program
    email: conor@example.org
    orcid: 0000-0002-1825-0097
    note: He studies how railroads are paid for.
  - Ada de la Cruz
series: Policy Brief No. 12
licence: CC BY 4.0
---

One word.
";

const FRENCH: &str = "\
meta-title = Trains de nuit
meta-series = Note n° 12
meta-author-conor-brien-affiliation = Directeur du programme *Rail*
meta-author-conor-brien-note = Il étudie le financement du rail.
lede-one-word = Un mot.
";

/// A layout that prints all that it gets of the front matter, a line each.
const LAYOUT: &str = "\
#let layout(doc) = {
  set page(width: 400mm, height: 200mm, numbering: \"1\")
  title(doc.title)
  for person in doc.people {
    for (key, value) in person { if value != none { par(value) } }
  }
  for value in (doc.series, doc.licence, doc.citation, doc.labels.about-authors) {
    if value != none { par(value) }
  }
  for section in doc.sections { section.blocks.join() }
}
";

const CATALOGUE: &str = "i18n/fr/a.ftl";
const AFFILIATION: &str = "meta-author-conor-brien-affiliation";

/// The article with a confirmed French translation, and the catalogues as `sync` leaves them.
fn project() -> Project {
    static MADE: Made = Made::once();
    MADE.project(made)
}

fn made() -> Project {
    let project = Project::new(&[
        (
            "fluentpress.yaml",
            "source: en\naudiences: [card]\nbrand: { name: Night Press }\n",
        ),
        ("layouts/card/layout.yaml", ""),
        ("layouts/card/brief.typ", LAYOUT),
        ("seeds/a.md", ARTICLE),
        (CATALOGUE, FRENCH),
    ]);
    project.ok(&["sync"]);
    project.confirm("fr");
    project.ok(&["sync"]);
    project
}

/// The words of a page, with plain spaces between them.
fn words(project: &Project, locale: &str) -> String {
    let text = project.pdf(&format!("a-card-brief-{locale}.pdf")).text();
    let marks = ['\u{2068}', '\u{2069}'];
    let text = text.replace('\u{A0}', " ").replace(marks, "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn each_value_is_on_the_page_in_its_language() {
    let project = project();
    project.ok(&["check", "--deny-warnings"]);
    project.ok(&["build"]);
    let same = [
        "Conor O’Brien",
        "conor@example.org",
        "orcid.org/0000-0002-1825-0097",
        "Ada de la Cruz",
        "CC BY 4.0",
    ];
    for (locale, own) in [
        (
            "en",
            [
                "Director, Rail Program",
                "He studies how railroads are paid for.",
                "Policy Brief No. 12",
                "About the authors",
            ],
        ),
        (
            "fr",
            [
                "Directeur du programme Rail",
                "Il étudie le financement du rail.",
                "Note n° 12",
                "Notices biographiques",
            ],
        ),
    ] {
        let text = words(&project, locale);
        for value in own.iter().chain(&same) {
            assert!(text.contains(value), "{locale}: {value}: {text}");
        }
        let pdf = project.pdf(&format!("a-card-brief-{locale}.pdf"));
        let names = pdf.info(b"Author");
        assert_eq!(names.as_deref(), Some("Conor O’Brien, Ada de la Cruz"));
        assert_eq!(pdf.links(), 2, "{locale}");
    }
}

/// Layouts may leave all of it out.
#[test]
fn layouts_need_not_print_it() {
    let project = project();
    project.write(
        "layouts/card/brief.typ",
        "#let layout(doc) = {\n  set page(numbering: \"1\")\n  title(doc.title)\n  for section in doc.sections { section.blocks.join() }\n}\n",
    );
    project.ok(&["build"]);
}

#[test]
fn translations_are_missing_and_stale_as_others_are() {
    for (id, source, place) in [
        (AFFILIATION, "Director, ", "6:18"),
        ("meta-author-conor-brien-note", "He studies", "9:11"),
        ("meta-series", "Policy Brief", "11:9"),
    ] {
        let project = project();
        let line = FRENCH.lines().find(|line| line.starts_with(id));
        project.edit(CATALOGUE, line.expect("the message"), "");
        for command in ["check", "build"] {
            let run = project.run(&[command]);
            let said = format!("error[missing-translation]: `{id}` is not translated into fr");
            assert_eq!(run.code, 1, "{id}");
            assert!(run.stderr.contains(&said), "{id}: {}", run.stderr);
            let at = format!("seeds/a.md:{place}");
            assert!(run.stderr.contains(&at), "{id}: {}", run.stderr);
            assert_eq!(run.stderr.matches("error[").count(), 1, "{}", run.stderr);
        }
        let project = self::project();
        project.edit("seeds/a.md", source, &format!("New {source}"));
        let run = project.run(&["build"]);
        let said = format!("error[stale-translation]: the translation of `{id}` is stale");
        assert!(run.stderr.contains(&said), "{id}: {}", run.stderr);
        let found = project.ok(&["where", "fr", id]).stdout;
        assert!(found.contains("is stale"), "{found}");
    }
}

/// Ids come from names, so neither another author nor another order changes them; a corrected name takes its texts along.
#[test]
fn texts_about_authors_keep_their_ids() {
    let first = "  - name: Conor O’Brien\n    affiliation: Director, *Rail* Program\n";
    for (old, new) in [
        // The same words, before the author who had them first.
        (
            first,
            &*format!("  - {{ name: Zoë, affiliation: \"Director, *Rail* Program\" }}\n{first}"),
        ),
        ("  - Ada de la Cruz\n", ""),
        (
            "authors:\n",
            "authors:\n  - { name: Conor Smith, note: He studies how railroads are built. }\n",
        ),
    ] {
        let project = project();
        project.edit("seeds/a.md", old, new);
        project.ok(&["sync"]);
        let text = project.read(CATALOGUE);
        for line in FRENCH.lines() {
            assert!(text.contains(line), "{new}: {text}");
        }
        let found = project.run(&["check", "--locale", "fr"]).stderr;
        assert!(!found.contains("stale"), "{new}: {found}");
    }
    let project = project();
    project.edit("seeds/a.md", "Conor O’Brien", "Conor O’Brian");
    project.ok(&["sync"]);
    let text = project.read(CATALOGUE);
    let moved = "meta-author-conor-brian-affiliation = Directeur du programme *Rail*\n";
    assert!(text.contains(moved), "{text}");
    project.ok(&["build"]);
    // Two authors of one name.
    project.edit(
        "seeds/a.md",
        "  - Ada de la Cruz\n",
        "  - { name: Conor O’Brian, note: A namesake. }\n",
    );
    project.ok(&["sync"]);
    let text = project.read("i18n/en/a.ftl");
    let second = "meta-author-conor-brian-2-note = A namesake.\n";
    assert!(text.contains(second), "{text}");
}

#[test]
fn the_short_name_of_a_licence_is_no_message() {
    for (licence, is_message) in [
        ("CC BY-NC 4.0", false),
        (
            "\"[CC BY 4.0](https://creativecommons.org/licenses/by/4.0/)\"",
            false,
        ),
        ("All rights reserved", true),
    ] {
        let project = project();
        project.edit("seeds/a.md", "CC BY 4.0", licence);
        project.ok(&["sync"]);
        let text = project.read(CATALOGUE);
        assert_eq!(text.contains("meta-licence"), is_message, "{text}");
        assert_eq!(project.run(&["build"]).code, i32::from(is_message));
    }
}

#[test]
fn all_formats_carry_the_messages() {
    for format in formats(1) {
        let project = project();
        let file = format!("en.{format}");
        project.ok(&["export", "fr", "--format", format, &file]);
        for (id, from, to) in [
            (AFFILIATION, "Directeur", "Responsable"),
            ("meta-series", "Note", "Cahier"),
        ] {
            translate(&project, &file, id, &Do::Replace(from, to));
        }
        project.ok(&["import", &file]);
        let text = project.read(CATALOGUE);
        for line in [
            "meta-series = Cahier n° 12\n",
            "affiliation = Responsable du programme *Rail*\n",
        ] {
            assert!(text.contains(line), "{format}: {text}");
        }
        let said = project.ok(&["import", &file]).stdout;
        assert!(said.starts_with("nothing to import"), "{format}: {said}");
    }
}

#[test]
fn the_citation_says_what_is_known() {
    let both = "authors: [Ada Example, Blaise Model]\n";
    let brand = "brand: { name: Night Press }\n";
    for (front, settings, english, french) in [
        (
            "authors: [Ada Example]\n",
            "",
            Some("Ada Example, Night trains, 2025."),
            Some("Ada Example, Trains de nuit, 2025."),
        ),
        (
            both,
            brand,
            Some("Ada Example and Blaise Model, Night trains, Night Press, 2025."),
            Some("Ada Example et Blaise Model, Trains de nuit, Night Press, 2025."),
        ),
        (
            "authors: [A, B, C, D, E]\n",
            brand,
            Some("A, B, C, D, and E, Night trains, Night Press, 2025."),
            Some("A, B, C, D et E, Trains de nuit, Night Press, 2025."),
        ),
        (
            &*format!("{both}series: Brief 1\n"),
            "",
            Some("Ada Example and Blaise Model, Night trains, Brief 1, 2025."),
            Some("Ada Example et Blaise Model, Trains de nuit, Note 1, 2025."),
        ),
        (
            "series: Brief 1\n",
            brand,
            Some("Night trains, Brief 1, Night Press, 2025."),
            Some("Trains de nuit, Note 1, Night Press, 2025."),
        ),
        ("", "", None, None),
        ("series: Brief 1\n", "", None, None),
    ] {
        let project = project();
        let layout = "#let layout(doc) = {\n  set page(width: 400mm, numbering: \"1\")\n  title(doc.title)\n  doc.citation\n  for section in doc.sections { section.blocks.join() }\n}\n";
        project.write("layouts/card/brief.typ", layout);
        project.write(
            "fluentpress.yaml",
            format!("source: en\naudiences: [card]\n{settings}"),
        );
        project.write(
            "seeds/a.md",
            format!("---\ntitle: Night trains\ndate: 2025-03-01\n{front}---\n\nOne word.\n"),
        );
        let series = front.contains("series");
        let series = if series { "meta-series = Note 1\n" } else { "" };
        project.write(
            CATALOGUE,
            format!("meta-title = Trains de nuit\n{series}lede-one-word = Un mot.\n"),
        );
        project.ok(&["sync"]);
        project.confirm("fr");
        project.run(&["ack", "fr", "meta-series"]);
        project.ok(&["build"]);
        for (locale, sentence) in [("en", english), ("fr", french)] {
            let text = words(&project, locale);
            assert_eq!(text.contains("2025"), sentence.is_some(), "{text}");
            let is_there = sentence.is_none_or(|sentence| text.contains(sentence));
            assert!(is_there, "{front}{settings}: {text}");
        }
    }
}

/// In a pseudo-locale, the conjunction changes, and the names do not.
#[test]
fn names_stay_in_pseudo_locales() {
    let project = project();
    project.ok(&["build", "--locale", "en-XA"]);
    let text = words(&project, "en-XA");
    for name in [
        "[Conor O’Brien ",
        " Ada de la Cruz, ",
        "Night Press, 2025.]",
    ] {
        assert!(text.contains(name), "{name}: {text}");
    }
    assert!(!text.contains(" and "), "{text}");
}

#[test]
fn faults_are_found_at_their_line() {
    let hint_of = |text: &str| format!("= help: {text}");
    for (line, place, message, hint) in [
        (
            "  - { name: Ada, affilation: X }",
            "5:18",
            "error[front-matter-key]: unknown key `affilation` in `authors`",
            "did you mean `affiliation`?",
        ),
        (
            "  - { name: Ada, email: ada }",
            "5:25",
            "error[front-matter-value]: `ada` is not an e-mail address",
            "write the address alone: ada@example.org",
        ),
        (
            "  - { name: Ada, orcid: 0000-0002-1825-0098 }",
            "5:25",
            "error[front-matter-value]: `0000-0002-1825-0098` is not an ORCID iD",
            "a digit is wrong: with these, the last would be 7",
        ),
        (
            "  - { name: Ada, orcid: Ada }",
            "5:25",
            "error[front-matter-value]: `Ada` is not an ORCID iD",
            "write four groups of four digits, such as 0000-0002-1825-0097",
        ),
        (
            "  - affiliation: X",
            "5:5",
            "error[front-matter-value]: an author has no name",
            "add `name: …`",
        ),
        (
            "  - \"\"",
            "5:6",
            "error[front-matter-value]: an author has no name",
            "delete the line, or add a name",
        ),
        (
            "  - et al.",
            "5:5",
            "error[front-matter-value]: `et al.` is not the name of an author",
            "list every author by name",
        ),
        (
            "  - [Ada]",
            "5:5",
            "error[front-matter-value]: `authors` must be a list of names, or of mappings with a `name`",
            "",
        ),
        (
            "  - Ada\nvars: { series: X }",
            "6:9",
            "error[front-matter-value]: `$series` is a value already",
            "it comes from the front matter itself; give this value another name",
        ),
    ] {
        let project = project();
        let front = format!("title: T\ndate: 2025-03-01\nauthors:\n{line}\n");
        project.write("seeds/a.md", format!("---\n{front}---\n\nOne word.\n"));
        let found = project.run(&["check", "--locale", "en"]).stderr;
        assert!(found.contains(message), "{line}: {found}");
        assert!(found.contains(&format!("seeds/a.md:{place}\n")), "{found}");
        assert!(hint.is_empty() || found.contains(&hint_of(hint)), "{found}");
        assert_eq!(found.matches("error[").count(), 1, "{line}: {found}");
    }
}
