//! What articles hold that were written for other tools, in many languages, and what their pages say.

use crate::support::Project;

/// A project in a language, with an article of a body.
fn project(language: &str, front: &str, body: &str) -> Project {
    let settings = format!("source: {language}\nlocales: []\naudiences: [full-analysis]\n");
    let article =
        format!("---\ntitle: Title\ndate: 2025-11-01\nlang: {language}\n{front}---\n\n{body}\n");
    Project::new(&[("fluentpress.yaml", &settings), ("seeds/a.md", &article)])
}

/// The text of its brief, with ordinary spaces.
fn brief(project: &Project, language: &str) -> String {
    project.ok(&["build", "--format", "brief"]);
    let body = project.pdf(&format!("a-full-analysis-brief-{language}.pdf"));
    let text = body.text().replace(['\u{A0}', '\u{202F}'], " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn pages_say_what_was_typed() {
    let table = "\n\n| A |\n| - |\n| b |\n\n: Words {#tab}";
    let chart = "| M | W |\n| --- | ---: |\n| 2024-01 | 3 |\n| 2024-05 | 4 |\n| 2024-09 | 7 |\n\n: Months {.chart type=bar}";
    for (language, body, printed) in [
        // Months with shortened names, in languages for which CLDR writes numbers.
        (
            "de",
            chart.to_owned(),
            vec!["Jan. 2024", "Mai 2024", "Sept. 2024"],
        ),
        ("en", chart.to_owned(), vec!["Jan 2024", "May 2024"]),
        // What a reference stands behind is no end of a sentence, if it is a shortened word.
        (
            "fr",
            format!("Cf. [](#tab). Oui (cf. [](#tab)), p. ex. [](#tab). [](#tab) le dit.{table}"),
            vec![
                "Cf. tableau 1.",
                "(cf. tableau 1)",
                "p. ex. tableau 1.",
                "Tableau 1 le dit",
            ],
        ),
        (
            "en",
            "See eq. [](#eq) and no. [](#eq). [](#eq) says so.\n\n$$a = b$$ {#eq}".to_owned(),
            vec!["eq. equation (1)", "no. equation (1).", "Equation (1) says"],
        ),
        // Units that keep to their number, and ordinals of which the ending is raised, are printed as they were written.
        (
            "fr",
            "La Ve République, le 2e tome, Ier et XIXe siècles, Le Xe et Ce, 300 mg/kg et 1,73 m^2^.".to_owned(),
            vec!["La Ve République, le 2e tome, Ier et XIXe siècles, Le Xe et Ce, 300 mg/kg et 1,73 m2."],
        ),
        // A bracket at the start of a line is no argument of the line end before it.
        (
            "en",
            "$$\\begin{aligned} a &= b \\\\ [x, y] &= 1 \\end{aligned}$$\n\n$$\\begin{matrix} c \\\\ [2mm] d \\end{matrix}$$\n\nWords.".to_owned(),
            vec!["[𝑥,𝑦]", "𝑐𝑑Words."],
        ),
        // Dates are no items of lists, in languages that write them with a full stop.
        (
            "de",
            "3. Oktober 1990: A.\n\n3. Oktober 2020: B.[^n]\n\n- 1. Mai 1886: C\n\n> 3. 10. 1990: D\n\n[^n]: 9. Nov. 1989: E\n\n# 3. Oktober {#a}\n\n1. April\n2. Hasen\n\nF\n\n5. Mai\n6. Hasen\n1. Juni".to_owned(),
            vec![
                "3. Oktober 1990: A.3. Oktober 2020: B",
                "▪1. Mai 1886: C",
                "3. 10. 1990: D",
                "9. Nov. 1989: E",
                "1.April2.HasenF5. Mai6.Hasen1. Juni",
            ],
        ),
        (
            "en",
            "The rock-'n'-roll; 'nuff said.".to_owned(),
            vec!["rock-’n’-roll; ’nuff"],
        ),
    ] {
        let text = brief(&project(language, "", &body), language);
        for words in printed {
            assert!(
                text.contains(words),
                "{language}: {words:?} is not in {text}"
            );
        }
    }
}

#[test]
fn a_text_that_just_fills_its_page_has_no_blank_page_behind_it() {
    for items in 17..=20 {
        let list: String = (0..items)
            .map(|rank| format!("- Line {rank}\n\n"))
            .collect();
        let rest: String = (0..9)
            .map(|rank| format!("Paragraph {rank}.\n\n"))
            .collect();
        let project = project("en", "", &format!("{list}{rest}"));
        project.ok(&["build", "--format", "brief"]);
        let pdf = project.pdf("a-full-analysis-brief-en.pdf");
        for (rank, page) in pdf.pages().iter().enumerate() {
            let words = page
                .runs
                .iter()
                .any(|(_, run)| run.contains("Line") || run.contains("Paragraph"));
            assert!(words, "{items} items: page {}", rank + 1);
        }
    }
}

#[test]
fn notes_of_a_quote_are_counted_before_those_of_who_said_it() {
    let body = "# One\n\n> Said[^a].\n>\n> -- By me[^b]\n\n[^a]: First note.\n[^b]: Second note.";
    let project = project("en", "", body);
    project.ok(&["build", "--format", "slides"]);
    let text = project.pdf("a-full-analysis-slides-en.pdf").text();
    let at = |words: &str| {
        text.find(words)
            .unwrap_or_else(|| panic!("{words}: {text}"))
    };
    assert!(at("First note") < at("Second note"), "{text}");
}

const BIB: &str = "@book{series, author = {Aa, A.}, title = {T}, publisher = {P}, year = {1990}, series = {Lecture Notes}, volume = {7}}
@article{second, author = {Ng, A.}, title = {B second}, journal = {J. of Trains}, year = {2004}}
@article{first, author = {Ng, A.}, title = {A first of iPhone}, journal = {J}, year = {2004}}
@article{others, author = {Oo, A. and others}, title = {On ``quotes'' and \"q\"}, journal = {J}, year = {2001}}
@article{two, author = {Oo, A. and Zz, B.}, title = {Of two}, journal = {J}, year = {2001}}
@article{three, author = {Oo, A. and Bb, B. and Cc, C.}, title = {Of three}, journal = {J}, year = {2002}}
@article{kim, author = {Kim, Min-jun}, title = {T}, journal = {J}, year = {2002}}
@misc{seen, author = {Ss, A.}, title = {T}, howpublished = {\\url{https://example.org}}, note = {Accessed 2025-01-02}}
";

#[test]
fn works_are_printed_as_their_styles_have_them() {
    let body = "So [@second] and [@first], [@others; @two; @three], [@kim], [@series], [@seen].";
    for (style, printed, wrong) in [
        (
            "apa",
            vec![
                "(Vol. 7)",
                "Ng, 2004b) and (Ng, 2004a",
                "Ng, A. (2004a). A first",
                "Oo et al.",
                "Kim, M.-J.",
                "Retrieved January 2, 2025",
            ],
            vec!["Chapter", "Pt.", "others"],
        ),
        (
            "chicago-author-date",
            vec![
                "J. of Trains",
                "A First of iPhone",
                "On ‘Quotes’ and ‘Q’",
                "Oo, A. et al.",
                "Kim, Min-jun",
            ],
            vec!["others", "pt. 7"],
        ),
        (
            "mla",
            vec!["(Ng, “B Second”) and (Ng, “A First of iPhone”)"],
            vec!["others"],
        ),
    ] {
        let front = format!("bibliography: refs.bib\ncitation-style: {style}\n");
        let project = project("en", &front, body);
        project.write("seeds/refs.bib", BIB);
        let text = brief(&project, "en");
        for words in printed {
            assert!(text.contains(words), "{style}: {words:?} is not in {text}");
        }
        let at = |words: &str| {
            text.rfind(words)
                .unwrap_or_else(|| panic!("{words}: {text}"))
        };
        let titles = ["f three", "f two"];
        let [three, two] = if style == "mla" || style.starts_with("chicago") {
            ["f Three", "f Two"]
        } else {
            titles
        };
        assert!(at(three) < at(two), "{style}: {text}");
        for words in wrong {
            assert!(!text.contains(words), "{style}: {words:?} is in {text}");
        }
    }
}

/// Sections, charts and points that no layout is written for alone.
#[test]
fn every_layout_takes_what_articles_may_hold() {
    let head = "---\ntitle: T\ndate: 2025-03-01\n---\n\n";
    let roles = "# Out {#out .outlook}\n\nText.\n\n# Points {#points .takeaways}\n\n- [ ] Open the line\n- [x] Order it\n";
    let project = Project::new(&[
        ("fluentpress.yaml", "source: en\nlocales: []\n"),
        (
            "seeds/under.md",
            &format!(
                "{head}# The line {{#line .bottom-line}}\n\n## Only subs {{#os}}\n\nText in sub.\n\n{roles}"
            )[..],
        ),
        (
            "seeds/zeros.md",
            &format!(
                "{head}# The line {{#line .bottom-line}}\n\n| A | B |\n|---|--:|\n| One | 0 |\n| Two | 0 |\n\n: Zeros {{.chart type=bar}}\n\n{roles}"
            )[..],
        ),
    ]);
    project.ok(&["build"]);
}

/// Long words are ordinary in German: captions beside a picture on slides, and key figures in handouts, have room for them.
#[test]
fn long_words_have_room() {
    let chart = "# Chart\n\n| A | B |\n|---|--:|\n| One | 1 |\n| Two | 2 |\n\n: Bruttostundenverdienste in Euro {.chart type=bar}";
    let words = [
        "Anstieg der Verbraucherpreise",
        "Reallöhne",
        "Erwerbstätige im Jahresdurchschnitt",
    ];
    let figures = words.map(|words| format!("::: figure-of\n2,2 %\n: {words}\n:::\n\n"));
    let body = format!("{chart}\n\n# Figures\n\n{}", figures.concat());
    let project = project("de", "", &body);
    project.edit(
        "fluentpress.yaml",
        "audiences",
        "slides: \"4:3\"\naudiences",
    );
    project.ok(&["build", "--notes"]);
}

/// The rule over the list of tables stands at the foot of some of these pages, above notes with links.
#[test]
fn a_rule_at_the_foot_of_a_page_leaves_its_notes_to_be_read() {
    let caption = "Table of the section with a caption that is rather long and takes two lines";
    let table = |n: usize| {
        format!(
            "Text of some words.\n\n| A | Bb |\n| --- | --: |\n| x | {n} |\n\n: {caption} {{#t{n}}}\n\n"
        )
    };
    let tables: String = (1..10).map(table).collect();
    let project = project("en", "", "Lede.");
    project.edit("fluentpress.yaml", "audiences", "paper: a5\naudiences");
    for notes in [8, 24, 27, 43] {
        let lines: String = (1..=notes)
            .map(|n| format!("Line {n}[^n{n}].\n\n"))
            .collect();
        let said: String = (1..=notes)
            .map(|n| format!("[^n{n}]: Note {n}.\n"))
            .collect();
        let head = "---\ntitle: T\ndate: 2025-03-01\n---\n\nLede.\n\n# Section\n\n";
        project.write(
            &format!("seeds/of-{notes}.md"),
            format!("{head}{tables}{lines}{said}"),
        );
    }
    project.ok(&["build", "--format", "brief"]);
}

/// A text without a translation is printed in the source language, whatever its id.
#[test]
fn a_draft_prints_no_label_in_place_of_a_text() {
    let project = Project::new(&[
        (
            "fluentpress.yaml",
            "source: en\nlocales: [en, fr]\naudiences: [full-analysis]\n",
        ),
        (
            "seeds/a.md",
            "---\ntitle: T\ndate: 2025-03-01\n---\n\n| K | Value |\n|---|--:|\n| 1 | 2 |\n",
        ),
        ("i18n/fr/a.ftl", "meta-title = Titre\n"),
    ]);
    project.ok(&["sync"]);
    project.ok(&["build", "--draft"]);
    let body = project.pdf("a-full-analysis-brief-fr.pdf").body();
    assert!(body.contains('K') && !body.contains("En bref"), "{body}");
}

/// A label whose id is mistyped is printed nowhere.
#[test]
fn a_label_that_no_layout_has_is_reported() {
    let project = Project::new(&[
        (
            "fluentpress.yaml",
            "source: en\nlocales: [en, fr]\naudiences: [full-analysis]\n",
        ),
        (
            "seeds/a.md",
            "---\ntitle: T\ndate: 2025-03-01\n---\n\nWords.\n",
        ),
        ("i18n/fr/a.ftl", "meta-title = Titre\n"),
        (
            "i18n/fr/labels.ftl",
            "-mot = page\ncontens = Table\npage-of = { -mot } { $page } de { $total }\n",
        ),
    ]);
    project.run(&["sync"]);
    let found = project.run(&["check", "--color", "never"]).stderr;
    let wanted = "warning[obsolete-message]: the list of labels has no `contens`";
    assert!(
        found.contains(wanted) && found.contains("did you mean `contents`?"),
        "{found}"
    );
    assert_eq!(found.matches("obsolete-message").count(), 1, "{found}");
}
