//! Citations: in notes and by author and date, in each language, with the list of what an artifact cites, and faults at their lines.

use crate::support::Project;

const BIB: &str = "@book{smith2020,
  author = {Smith, Ann and Doe, John},
  title = {Night trains},
  publisher = {Oxford University Press},
  year = {2020},
}
@article{doe2021,
  author = {Doe, John},
  title = {Why sleepers came back},
  journal = {Transport Geography},
  volume = {12},
  pages = {45--67},
  year = {2021},
}
@book{other1999, author = {Other, Ann}, title = {Nothing}, year = {1999}}
";

const JSON: &str = r#"[
  {"id": "smith2020", "type": "book", "title": "Night trains", "publisher": "Oxford University Press",
   "author": [{"family": "Smith", "given": "Ann"}, {"family": "Doe", "given": "John"}],
   "issued": {"date-parts": [[2020]]}},
  {"id": "doe2021", "type": "article-journal", "title": "Why sleepers came back", "container-title": "Transport Geography",
   "author": [{"family": "Doe", "given": "John"}], "volume": "12", "page": "45-67", "issued": {"date-parts": [["2021"]]}},
  {"id": "other1999", "type": "book", "title": "Nothing", "author": [{"literal": "Other"}], "issued": {"date-parts": [[1999]]}}
]
"#;

/// An article in English that cites in `style`.
fn project(style: &str, body: &str) -> Project {
    let style = match style {
        "" => String::new(),
        style => format!("citation-style: {style}\n"),
    };
    let text = format!(
        "---\ntitle: Title\ndate: 2025-11-01\nbibliography: refs.bib\n{style}---\n\n# One\n\n{body}\n"
    );
    Project::new(&[
        (
            "fluentpress.yaml",
            "source: en\nlocales: []\naudiences: [full-analysis]\n",
        ),
        ("seeds/a.md", &text),
        ("seeds/refs.bib", BIB),
    ])
}

const BRIEF: &str = "a-full-analysis-brief-en.pdf";
const SLIDES: &str = "a-full-analysis-slides-en.pdf";

fn body(project: &Project, name: &str) -> String {
    let spaces = ['\u{A0}', '\u{202F}'];
    project.pdf(name).body().replace(spaces, " ")
}

#[test]
fn each_style_has_its_own_way() {
    for (style, written, printed) in [
        (
            "",
            "So it is [see @smith2020, p. 4].",
            "So it is (see Smith & Doe, 2020, p. 4).",
        ),
        (
            "chicago-author-date",
            "So it is [see @smith2020, p. 4].",
            "So it is (see Smith and Doe 2020, 4).",
        ),
        (
            "chicago-author-date",
            "Doe said so [-@doe2021, pp. 45-46].",
            "Doe said so (2021, 45–46).",
        ),
        (
            "chicago-author-date",
            "So it is [@smith2020; @doe2021, who doubts it].",
            "So it is (Smith and Doe 2020; Doe 2021, who doubts it).",
        ),
        (
            "apa",
            "So it is [@smith2020, p. 4; @doe2021].",
            "So it is (Doe, 2021; Smith & Doe, 2020, p. 4).",
        ),
        (
            "apa",
            "So it is [@smith2020, chap. 2].",
            "So it is (Smith & Doe, 2020, chap. 2).",
        ),
        ("ieee", "So it is [@doe2021].", "So it is [1]."),
        ("nature", "So it is [@doe2021].", "So it is1."),
        (
            "chicago-notes",
            "So it is [see @smith2020, p. 4].",
            "See Ann Smith and John Doe, Night Trains (Oxford University Press, 2020), 4.",
        ),
        (
            "chicago-notes",
            "So it is[^n].\n\n[^n]: As [@doe2021] says.",
            "As John Doe, “Why Sleepers Came Back,” Transport Geography 12 (2021): 45–67 says.",
        ),
    ] {
        let project = project(style, written);
        project.ok(&["build"]);
        for name in [BRIEF, SLIDES] {
            let body = body(&project, name);
            assert!(
                body.contains(printed),
                "{style}, {name}: {printed:?} is not in {body}"
            );
            assert!(!body.contains("Nothing"), "{style}, {name}: {body}");
        }
    }
}

#[test]
fn the_list_is_in_the_language_of_the_document() {
    let project = project(
        "chicago-author-date",
        "So it is [@doe2021, p. 46; @thesis].",
    );
    let thesis = "@phdthesis{thesis, author = {Doe, Ann}, title = {A thesis}, school = {A University}, year = {2002}}\n";
    project.write("seeds/refs.bib", format!("{BIB}{thesis}"));
    project.edit("fluentpress.yaml", "locales: []", "locales: [en, de, fr]");
    for (locale, text) in [
        ("de", "So ist es [@doe2021, S. 46; @thesis]."),
        ("fr", "C’est ainsi [@doe2021, p. 46; @thesis]."),
    ] {
        let messages = format!("meta-title = Titel\none-title = Eins\none-so-it-is-46 = {text}\n");
        project.write(&format!("i18n/{locale}/a.ftl"), messages);
    }
    project.ok(&["sync"]);
    project.confirm("de").confirm("fr");
    project.ok(&["build"]);
    for (locale, parts) in [
        (
            "en",
            [
                "References",
                "“Why Sleepers Came Back.”",
                "Doctoral dissertation",
            ],
        ),
        (
            "de",
            [
                "Literatur",
                "„Why sleepers came back“",
                "Dissertation, A University",
            ],
        ),
        (
            "fr",
            [
                "Bibliographie",
                "« Why sleepers came back »",
                "Thèse de doctorat",
            ],
        ),
    ] {
        let body = body(&project, &format!("a-full-analysis-brief-{locale}.pdf"));
        for part in parts {
            assert!(body.contains(part), "{locale}: {part:?} is not in {body}");
        }
    }
}

#[test]
fn csl_json_says_the_same_as_bibtex() {
    let project = project("", "So it is [@smith2020; @doe2021].");
    project.ok(&["build"]);
    let bibtex = body(&project, BRIEF);
    project.write("seeds/refs.json", JSON);
    project.edit("seeds/a.md", "refs.bib", "refs.json");
    project.ok(&["build"]);
    assert_eq!(body(&project, BRIEF), bibtex);
}

#[test]
fn particles_stay_with_their_names() {
    let bibtex = "@book{cruz, author = {de la Cruz, Juan}, title = {A}, publisher = {P}, year = {2020}}
@book{berg, author = {Anna van der Berg and Ludwig von Mises}, title = {B}, publisher = {P}, year = {2021}}
";
    let json = r#"[
  {"id": "cruz", "type": "book", "title": "A", "publisher": "P", "issued": {"date-parts": [[2020]]},
   "author": [{"family": "Cruz", "given": "Juan", "non-dropping-particle": "de la"}]},
  {"id": "berg", "type": "book", "title": "B", "publisher": "P", "issued": {"date-parts": [[2021]]},
   "author": [{"family": "Berg", "given": "Anna", "non-dropping-particle": "van der"},
              {"family": "Mises", "given": "Ludwig", "non-dropping-particle": "von"}]}]"#;
    for (style, printed) in [
        (
            "apa",
            [
                "(de la Cruz, 2020)",
                "(van der Berg & von Mises, 2021)",
                "de la Cruz, J. (2020).",
                "van der Berg, A., & von Mises, L. (2021).",
            ],
        ),
        (
            "chicago-author-date",
            [
                "(de la Cruz 2020)",
                "(van der Berg and von Mises 2021)",
                "Berg, Anna van der, and Ludwig von Mises. 2021.",
                "Cruz, Juan de la. 2020.",
            ],
        ),
        (
            "modern-language-association",
            [
                "(de la Cruz)",
                "(van der Berg and von Mises)",
                "de la Cruz, Juan. A.",
                "van der Berg, Anna, and Ludwig von Mises.",
            ],
        ),
    ] {
        let project = project(style, "Two [@cruz]. And two [@berg].");
        project.write("seeds/refs.bib", bibtex);
        project.ok(&["build"]);
        let first = body(&project, BRIEF);
        for part in printed {
            assert!(first.contains(part), "{style}: {part:?} is not in {first}");
        }
        project.write("seeds/refs.json", json);
        project.edit("seeds/a.md", "refs.bib", "refs.json");
        project.ok(&["build"]);
        assert_eq!(body(&project, BRIEF), first, "{style}");
    }
}

#[test]
fn a_style_may_be_a_file_of_the_project() {
    let style = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>Own</title><id>own</id><updated>2025-01-01T00:00:00+00:00</updated></info>
<citation><layout prefix="‹" suffix="›" delimiter="|"><text variable="title"/></layout></citation>
<bibliography><layout><text variable="title" suffix="!"/></layout></bibliography></style>"#;
    let project = project("own.csl", "So it is [@smith2020].");
    project.write("seeds/own.csl", style);
    project.ok(&["build"]);
    let body = body(&project, BRIEF);
    assert!(
        body.contains("So it is ‹Night trains›.") && body.contains("Night trains!"),
        "{body}"
    );
    let manifest = project.read("dist/manifest.json");
    assert!(
        manifest.contains("seeds/own.csl") && manifest.contains("seeds/refs.bib"),
        "{manifest}"
    );
    for (old, new, place) in [
        ("<citation>", "<citations>", "own.csl:2:"),
        (r#"class="in-text""#, r#"class="in-txt""#, "own.csl:1:"),
    ] {
        project.write("seeds/own.csl", style.replace(old, new));
        let run = project.run(&["check", "--color", "never"]);
        assert!(
            run.stderr.contains("error[citation-style]") && run.stderr.contains(place),
            "{}",
            run.stderr
        );
    }
}

#[test]
fn faults_are_found_at_their_lines() {
    for (body, old, new, found) in [
        (
            "So [@smith2021].",
            "",
            "",
            "error[unknown-work]: the bibliography seeds/refs.bib has no entry `smith2021`\n --> seeds/a.md:9:5\n",
        ),
        ("So [@smith2021].", "", "", "did you mean `@smith2020`?"),
        (
            "So [@smith2020].",
            "bibliography: refs.bib\n",
            "",
            "error[no-bibliography]: the article cites `smith2020` and names no bibliography\n --> seeds/a.md:8:5\n",
        ),
        (
            "So [@smith2020].",
            "refs.bib",
            "ref.bib",
            "error[file-not-found]: there is no file seeds/ref.bib\n --> seeds/a.md:4:15\n",
        ),
        (
            "So [@smith2020].",
            "refs.bib\n",
            "refs.bib\ncitation-style: chicago-note\n",
            "did you mean `chicago-notes`?",
        ),
        (
            "So [@smith2020 and @doe2021].",
            "",
            "",
            "error[broken-citation]: `[@smith2020 and @doe2021]` does not name one work in each of its parts\n --> seeds/a.md:9:4\n",
        ),
        (
            "As @smith2020 says; write to a@smith2020.org.",
            "",
            "",
            "error[broken-citation]: `@smith2020` stands outside of brackets, and is printed as it stands\n --> seeds/a.md:9:4\n",
        ),
    ] {
        let project = project("", body);
        if !old.is_empty() {
            project.edit("seeds/a.md", old, new);
        }
        let run = project.run(&["check", "--color", "never"]);
        assert_eq!(run.code, 1, "{body}");
        let said = run.stderr.replace("\n  -->", "\n -->");
        assert!(said.contains(found), "{body}\n{found}: {}", run.stderr);
        assert_eq!(run.stderr.matches("error[").count(), 1, "{}", run.stderr);
    }
}

#[test]
fn faults_of_a_bibliography_are_found_in_its_file() {
    let project = project("", "So [@smith2020].");
    let check = |found: &str| {
        let run = project.run(&["check", "--color", "never"]);
        assert!(
            run.stderr.replace("\n  -->", "\n -->").contains(found),
            "{found}: {}",
            run.stderr
        );
        assert!(run.stderr.matches("error[").count() <= 1, "{}", run.stderr);
    };
    check(
        "note[uncited-work]: nothing cites `doe2021` and 1 more: `other1999`\n --> seeds/refs.bib:7:10\n",
    );
    project.edit(
        "seeds/refs.bib",
        "title = {Night trains},",
        "title = {Night trains}",
    );
    check(
        "error[bibliography-syntax]: this bibliography cannot be read: expected comma\n --> seeds/refs.bib:4:",
    );
    project.edit("seeds/a.md", "refs.bib", "refs.json");
    for (old, new, found) in [
        (
            "\"type\": \"book\",",
            "\"type\": \"book\"",
            "error[bibliography-syntax]: this bibliography cannot be read: expected `,` or `}`\n --> seeds/refs.json:2:",
        ),
        ("\"id\": \"doe2021\", ", "", "an entry has no `id`\n"),
        (
            "other1999",
            "smith2020",
            "two entries have the id `smith2020`\n --> seeds/refs.json:7:",
        ),
    ] {
        project.write("seeds/refs.json", JSON.replacen(old, new, 1));
        check(found);
    }
}

#[test]
fn a_translation_cites_what_its_source_cites() {
    let project = project("", "So it is [see @doe2021, p. 46].");
    project.edit("fluentpress.yaml", "locales: []", "locales: [en, fr]");
    let write = |text: &str| {
        project.write(
            "i18n/fr/a.ftl",
            format!("meta-title = Titre\none-title = Une\none-so-it-is-see = {text}\n"),
        );
        project.ok(&["sync"]);
        project.confirm("fr");
        project.run(&["check", "--color", "never"]).stderr
    };
    let found = write("C’est ainsi.");
    assert!(
        found.contains("error[citation-differs]") && found.contains("lacks the citation @doe2021"),
        "{found}"
    );
    let found = write("C’est ainsi [voir @smith2020, p. 46].");
    assert_eq!(
        found.matches("error[citation-differs]").count(),
        2,
        "{found}"
    );
    let found = write("C’est ainsi [voir @doe2021, p. 46].");
    assert!(!found.contains("error["), "{found}");
    // Translators' tools get the words, with the key as a code.
    project.ok(&["export", "--format", "xliff2", "fr", "fr.xlf"]);
    assert!(project.read("fr.xlf").contains("@doe2021"));
}

#[test]
fn what_cites_nothing_lists_nothing() {
    let project = project("", "So it is.");
    project.ok(&["build", "--deny-warnings"]);
    assert!(!body(&project, BRIEF).contains("References"));
    assert!(!project.read("dist/manifest.json").contains("refs.bib"));
}

#[test]
fn citations_in_a_brief_lead_to_the_list() {
    for style in ["", "ieee", "nature"] {
        let project = project(
            style,
            "So it is [@smith2020, p. 4].\n\n::: notes\n\nSay [@other1999].\n\n:::",
        );
        project.ok(&["build", "--notes"]);
        assert_eq!(project.pdf(BRIEF).links(), 1, "{style}");
        assert_eq!(project.pdf(SLIDES).links(), 0, "{style}");
        // What only speaker notes cite is listed where they are.
        let notes = body(&project, "a-full-analysis-slides-en-notes.pdf");
        assert!(notes.contains("Nothing"), "{style}: {notes}");
        for name in [BRIEF, SLIDES] {
            assert!(!body(&project, name).contains("Nothing"), "{style}: {name}");
        }
        // Its place is known from the words on the page.
        let found = project.ok(&["where", "en", "night trains"]).stdout;
        assert!(
            found.contains("@smith2020 (work)") && found.contains("seeds/refs.bib:1:7"),
            "{found}"
        );
    }
}

#[test]
fn works_as_reference_managers_export_them_are_printed_whole() {
    let bib = r"@book{latex, author = {Garc{\'\i}a, Jos{\'e}}, title = {The \textit{Homo economicus} and {CO$_2$}, ``quoted''}, publisher = {P}, year = {2001}}
@phdthesis{thesis, author = {Doe, Ann}, title = {A thesis}, school = {Some University}, year = {2002}}
@thesis{other, author = {Doe, Bob}, title = {Another}, type = {phdthesis}, institution = {Other University}, year = {2002}}
@techreport{report, author = {{World Bank}}, title = {A report}, institution = {The Institution}, year = {2003}, doi = {https://doi.org/10.1/abc}}
@incollection{part, author = {Moore, Carl}, title = {A chapter}, booktitle = {The Handbook}, editor = {Ed, Eve}, publisher = {Pub}, year = {2004}}
@inproceedings{paper, author = {Pro, Carla}, title = {A paper}, booktitle = {Proceedings of X}, publisher = {Acme}, year = {2005}, pages = {3--9}}
@book{carl, author = {Cole, Carl}, title = {First}, publisher = {P}, year = {2006}}
@book{dora, author = {Cole, Dora}, title = {Second}, publisher = {P}, year = {2006}}
@book{org, author = {{Organisation for Co-operation and Development}}, editor = {{European Commission, Directorate for Transport} and Poe, Ann}, title = {K\o{}benhavn}, publisher = {Simon and Schuster}, year = {2008}}
@book{king, author = {King, Jr., Martin Luther}, title = {Strength}, publisher = {P}, year = {2009}}
@book{why, author = {Ask, Ann}, title = {Why Now?}, publisher = {P}, year = {2007}}
";
    let keys = [
        "latex", "thesis", "other", "report", "part", "paper", "carl", "dora", "why", "org", "king",
    ];
    let cites: Vec<String> = keys.iter().map(|key| format!("@{key}")).collect();
    let project = project(
        "chicago-author-date",
        &format!("All [{}].", cites.join("; ")),
    );
    project.write("seeds/refs.bib", bib);
    project.ok(&["build", "--format", "brief"]);
    let body = body(&project, BRIEF);
    for printed in [
        "García, José",
        "Homo economicus and CO₂, “Quoted”",
        "Doctoral dissertation, Some University",
        "Doctoral dissertation, Other University",
        "The Institution",
        "https://doi.org/10.1/abc",
        "In The Handbook, edited by Eve Ed. Pub",
        "In Proceedings of X. Acme",
        "Cole, Carl. 2006a",
        "Cole, Dora. 2006b",
        "Why Now? P",
        "King, Martin Luther, Jr. 2009",
        "Organisation for Co-operation and Development. 2008. København. Edited by European Commission, Directorate for Transport and Ann Poe. Simon and Schuster.",
    ] {
        assert!(body.contains(printed), "{printed:?} is not in {body}");
    }
    for wrong in ["textit", "``", "?.", "doi.org/https"] {
        assert!(!body.contains(wrong), "{wrong:?} is in {body}");
    }
}

#[test]
fn what_a_bibliography_or_a_style_would_print_wrongly_is_an_error() {
    for (style, file, content, found) in [
        (
            "",
            "refs.bib",
            r"@book{smith2020, title = {A \foo{b}}, year = {2001}}",
            "`\\foo` in `smith2020`",
        ),
        (
            "",
            "refs.bib",
            "@book{smith2020, title = {A}, date = {2021/2022}}",
            "a work has one date",
        ),
        (
            "nature",
            "refs.bib",
            "@book{smith2020, editor = {Ed, Eve}, title = {A}, year = {2001}}",
            "lacks their names, the title or the year: `smith2020`",
        ),
        ("alphanumeric", "refs.bib", BIB, "has no list of works"),
        ("vancouver", "refs.bib", BIB, "leaves out the authors"),
    ] {
        let project = project(style, "So it is [@smith2020].");
        project.write(&format!("seeds/{file}"), content);
        let run = project.run(&["check"]);
        assert!(
            run.stderr.contains(found),
            "{style} {content}: {}",
            run.stderr
        );
        assert_eq!(run.code, 1, "{style} {content}");
    }
    // Marks of works and places within them may be the same number.
    let marks = project("nature", "So it is [@smith2020, p. 1].");
    marks.ok(&["build", "--format", "brief"]);
    assert!(body(&marks, BRIEF).contains("So it is1, p. 1."));
    let edited = "@book{smith2020, editor = {Ed, Eve}, title = {A}, year = {2001}}";
    for (style, is_found) in [("chicago-notes", true), ("", false), ("mla", false)] {
        let project = project(style, "So it is [@smith2020].");
        project.write("seeds/refs.bib", edited);
        let run = project.run(&["check", "--deny-warnings"]);
        assert_eq!(
            run.stderr.contains("no “ed.”"),
            is_found,
            "{style}: {}",
            run.stderr
        );
        assert_eq!(run.code, i32::from(is_found), "{style}");
    }
}

#[test]
fn fields_of_bibtex_that_the_reader_does_not_know_are_printed() {
    let project = project("apa", "See [@a; @b; @c; @d; @e].");
    let bib = "@article{a, author = {Aa, A.}, title = {T}, journal = {J}, year = {2001}, pages = {101--119, 130}}
@book{b, author = {Bb, B.}, title = {1\\,000 trains}, edition = {Second}, year = {2001}}
@misc{c, author = {Cc, C.}, title = {T}, howpublished = {\\url{https://example.org/c_d}}, year = {2001}}
@misc{d, author = {Dd, D.}, title = {T}, howpublished = {Talk in Ulm and Bonn}, year = {2001}}
@incollection{e, author = {Ee, E.}, title = {T}, booktitle = {W}, chapter = {3}, pages = {1--2}, year = {2001}}
";
    project.write("seeds/refs.bib", bib);
    let run = project.ok(&["build", "--color", "never"]);
    let text = body(&project, BRIEF);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for printed in [
        "J, 101–119, 130.",
        "1 000 trains (2nd ed.).",
        "https://example.org/c_d",
        "Talk in Ulm and Bonn",
        "In W (pp. 1–2).",
    ] {
        assert!(text.contains(printed), "{printed}: {text}");
    }
    assert!(
        run.stderr
            .contains("note[bibliography-syntax]: the `chapter` of `e`"),
        "{}",
        run.stderr
    );
    // A character that no font has is one finding.
    project.edit("seeds/refs.bib", "Aa, A.", "Aa, 伟");
    let run = project.run(&["build", "--color", "never"]);
    assert_eq!(run.stderr.matches("error[").count(), 1, "{}", run.stderr);
    assert!(
        run.stderr
            .contains("error[missing-glyph]: no font has `伟`"),
        "{}",
        run.stderr
    );
}
