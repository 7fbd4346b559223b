//! Captions, their numbers and sources, and references to them, in each language, on screen and on paper.

use crate::support::Project;

const TABLE: &str = "| Line | Riders |\n| --- | ---: |\n| North | 1,200 |\n";

/// An article of two audiences in English, with a translation into French where a test makes one.
fn project(body: &str) -> Project {
    let text = format!(
        "---\ntitle: Title\ndate: 2025-11-01\naudiences:\n  key-points: [keys]\n---\n\n{body}\n\n# Keys {{#keys .takeaways}}\n\n- One key point of this.\n"
    );
    let project = Project::new(&[
        (
            "fluentpress.yaml",
            "source: en\nlocales: []\naudiences: [full-analysis, key-points]\npress: { bleed: 3 }\nbrand: { accent: { screen: \"#0a4b6e\", press: [90, 50, 20, 20] } }\n",
        ),
        ("seeds/a.md", &text),
    ]);
    project.write("seeds/map.svg", SQUARE);
    project
}

const SQUARE: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="#888"/></svg>"##;
const BRIEF: &str = "a-full-analysis-brief-en.pdf";
const SLIDES: &str = "a-full-analysis-slides-en.pdf";

fn body(project: &Project, name: &str) -> String {
    project.pdf(name).body().replace('\u{A0}', " ")
}

#[test]
fn captions_are_written_in_four_ways() {
    let image = "![A grey square](map.svg";
    for (written, printed) in [
        (
            format!("{TABLE}\n: Riders a day {{#tbl-a source=\"A *report*\"}}"),
            "Table 1: Riders a day",
        ),
        (
            format!("{TABLE}: Riders a day {{source=\"A *report*\"}}"),
            "Table 1: Riders a day",
        ),
        (
            format!("{image} \"Riders a day\"){{#fig-a source=\"A *report*\"}}"),
            "Figure 1: Riders a day",
        ),
        (
            format!("{image})\n\n: Riders a day {{#fig-a source='A *report*'}}"),
            "Figure 1: Riders a day",
        ),
    ] {
        let project = project(&format!(
            "# One\n\nWords before it.\n\n{written}\n\nWords behind it."
        ));
        project.ok(&["build", "--audience", "full-analysis"]);
        for name in [BRIEF, SLIDES] {
            let body = body(&project, name);
            for part in [
                printed,
                "Source: A report",
                "Words before it.",
                "Words behind it.",
            ] {
                assert!(body.contains(part), "{name}: {part:?} is not in {body}");
            }
        }
        project.ok(&["sync"]);
        let catalogue = project.read("i18n/en/a.ftl");
        assert!(
            catalogue.contains("    .source = A *report*"),
            "{catalogue}"
        );
    }
}

#[test]
fn references_are_numbers_titles_and_pages() {
    let project = project(&format!(
        "# One {{#one}}\n\n[](#tbl-b) comes after [](#tbl-a), and [](#fig-a) after [](#two).\n\n{TABLE}\n: First {{#tbl-a}}\n\n{TABLE}\n: Second {{#tbl-b}}\n\n# Two *words* {{#two}}\n\n{}\n\n![A grey square](map.svg){{#fig-a}}",
        "Many words fill this page up to its end. ".repeat(90),
    ));
    for edition in ["screen", "press"] {
        project.ok(&[
            "build",
            "--deny-warnings",
            "--format",
            "brief",
            "--edition",
            edition,
        ]);
    }
    let screen = "Table 2 comes after table 1, and figure 1 after “Two words”.";
    let here = screen
        .replace("table 1", "Table 1")
        .replace("figure 1", "Figure 1");
    let screen = body(&project, BRIEF);
    assert!(screen.contains(&here), "{screen}");
    assert_eq!(project.pdf(BRIEF).links(), 4);
    let press = body(&project, "a-full-analysis-brief-en-press.pdf");
    let paged = "Table 2 comes after Table 1, and Figure 1, p. 2 after “Two words”.";
    assert!(press.contains(paged), "{press}");
}

#[test]
fn faults_of_captions_are_found_at_their_lines() {
    let table = format!("{TABLE}\n: Riders {{#tbl-a}}");
    for (body, code, line, words) in [
        ("# One\n\nSee [](#tbl-b).", "dead-link", 10, "`tbl-b`"),
        (
            &format!("# One {{#one}}\n\n{TABLE}\n: Riders {{#one}}"),
            "duplicate-id",
            14,
            "`one`",
        ),
        (
            &format!("# One\n\n{table}\n\n{table}"),
            "duplicate-id",
            20,
            "line 14",
        ),
        (
            &format!("# One\n\n{TABLE}\n: Riders {{sorce=x}}"),
            "unknown-attribute",
            14,
            "`source`",
        ),
        (
            &format!("# One\n\n{TABLE}\n: Riders {{#Riders}}"),
            "bad-id",
            14,
            "`Riders`",
        ),
        (
            "# One\n\n![A square](map.svg \"One\")\n\n: Two",
            "caption-repeated",
            12,
            "caption",
        ),
        (
            "# One\n\nWords.\n\nMore.\n\n> A quote.\n\n: Not a caption",
            "unsupported-markdown",
            16,
            "Not a caption",
        ),
    ] {
        let run = project(body).run(&["check", "--color", "never"]);
        assert_eq!(run.code, 1, "{body}");
        let place = format!("seeds/a.md:{line}:");
        for part in [&format!("[{code}]"), &place, words] {
            assert!(run.stderr.contains(part), "{body}\n{part}: {}", run.stderr);
        }
        assert_eq!(run.stderr.matches("error[").count(), 1, "{}", run.stderr);
    }
}

#[test]
fn a_reference_to_what_an_audience_does_not_get_is_an_error() {
    let body = format!("# One {{#one}}\n\n{TABLE}\n: Riders {{#tbl-a}}");
    let project = project(&body);
    project.edit(
        "seeds/a.md",
        "One key point of this.",
        "One key point of [](#tbl-a).",
    );
    for command in ["check", "build"] {
        let run = project.run(&[command, "--color", "never"]);
        assert_eq!(run.code, 1);
        assert!(
            run.stderr.contains("error[reference-elsewhere]"),
            "{}",
            run.stderr
        );
        assert_eq!(run.stderr.matches("error[").count(), 1, "{}", run.stderr);
    }
    // With words of its own, it is these words there.
    project.edit("seeds/a.md", "of [](#tbl-a)", "of [riders](#tbl-a)");
    project.ok(&["build", "--deny-warnings", "--format", "brief"]);
}

#[test]
fn what_speaker_notes_alone_hold_has_no_number_on_slides() {
    let project = project(&format!(
        "# One {{#one}}\n\n{TABLE}\n: Riders {{#tbl-a}}\n\n::: slides\n- The riders of [](#tbl-a) are many.\n- They are more than last year.\n:::"
    ));
    // The table is in the body that the slides replace, so it is in their notes.
    project.ok(&["build", "--audience", "full-analysis", "--format", "brief"]);
    for arguments in [&["check"][..], &["build"], &["build", "--notes"]] {
        let run = project.run(&[arguments, &["--color", "never"]].concat());
        assert_eq!(run.code, 1, "{arguments:?}");
        assert_eq!(run.stderr.matches("error[").count(), 1, "{}", run.stderr);
        assert!(
            run.stderr.contains("error[reference-elsewhere]"),
            "{}",
            run.stderr
        );
    }
}

#[test]
fn six_captions_are_listed_with_their_pages() {
    let one = |n: usize| format!("{TABLE}\n: Riders in year {n}[^a]\n\n");
    let tables: String = (1..=6).map(one).collect();
    let project = project(&format!("# One\n\n{tables}\n\n[^a]: A note."));
    project.ok(&["build", "--audience", "full-analysis"]);
    let body = body(&project, BRIEF);
    assert_eq!(body.matches("Riders in year 6").count(), 2, "{body}");
    let fewer = body.matches("Riders in year 1").count();
    assert_eq!(fewer, 2, "{body}");
}

#[test]
fn images_side_by_side_have_letters_and_one_number() {
    let image = |title: &str| format!("![A grey square](map.svg \"{title}\"){{width=30%}}");
    let project = project(&format!(
        "# One\n\nWords before it, as [](#fig-map) shows.\n\n{} ![One that needs no words](map.svg){{width=30%}} {}\n\n: The network {{#fig-map}}\n\n![A grey square](map.svg \"Alone\"){{width=50%}}",
        image("Before"),
        image("After"),
    ));
    project.ok(&["build", "--audience", "full-analysis"]);
    for name in [BRIEF, SLIDES] {
        let body = body(&project, name);
        for part in [
            "(a) Before",
            "(b) After",
            "Figure 1: The network",
            "as figure 1 shows",
            "Figure 2: Alone",
        ] {
            let part = part.replace("as figure", "as Figure");
            assert!(body.contains(&part), "{name}: {part:?} is not in {body}");
        }
    }
}

#[test]
fn widths_that_are_none_are_errors_at_their_place() {
    for (written, place) in [
        ("![A](map.svg){width=600px}", "10:15"),
        ("![A](map.svg){width=120%}", "10:15"),
        ("![A](map.svg){width=60%} ![B](map.svg){width=60%}", "10:1"),
        ("![A](map.svg){#fig-a} ![B](map.svg)", "10:15"),
    ] {
        let run = project(&format!("# One\n\n{written}")).run(&["check", "--color", "never"]);
        assert_eq!(run.code, 1, "{written}");
        let place = format!("seeds/a.md:{place}");
        assert!(run.stderr.contains(&place), "{written}: {}", run.stderr);
        assert_eq!(run.stderr.matches("error[").count(), 1, "{}", run.stderr);
    }
}

#[test]
fn quotes_in_a_title_are_inner_ones_in_a_reference() {
    let project = project("# The \"open\" city {#city}\n\nWords.\n\n# Two\n\nSee [](#city).");
    project.ok(&["build", "--format", "brief", "--audience", "full-analysis"]);
    let body = body(&project, BRIEF);
    assert!(body.contains("See “The ‘open’ city”."), "{body}");
}
