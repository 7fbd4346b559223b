//! Tables that fit: in all layouts, over pages and slides, with numbers under each other, or with one error.

use crate::support::Project;
use crate::support::pdf::Page;

/// An article with a table in the full analysis, in English; its language may be another one.
fn project(table: &str) -> Project {
    Project::new(&[
        (
            "fluentpress.yaml",
            "source: en\nlocales: []\naudiences: [full-analysis]\n",
        ),
        (
            "seeds/a.md",
            &format!("---\ntitle: Title\ndate: 2025-11-01\n---\n\n# One {{#one}}\n\n{table}"),
        ),
    ])
}

const BRIEF: &str = "a-full-analysis-brief-en.pdf";
const SLIDES: &str = "a-full-analysis-slides-en.pdf";

/// A table of a head and rows of the same cells, each with its number where it holds `#`.
fn table(head: &[&str], rows: usize, cells: &[&str]) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let mut text = line(&head.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>());
    text += &line(&vec!["---".to_owned(); head.len()]);
    for row in 1..=rows {
        let cells: Vec<_> = cells
            .iter()
            .map(|cell| cell.replace('#', &row.to_string()))
            .collect();
        text += &line(&cells);
    }
    text
}

/// How far from the left edge a page draws a text, in points.
fn at(page: &Page, text: &str) -> f64 {
    let found = page.runs.iter().find(|(_, run)| run.trim() == text);
    found
        .unwrap_or_else(|| panic!("{text:?} is not in {:?}", page.runs))
        .0
}

#[test]
fn wide_tables_reach_over_the_narrow_column_then_shrink_then_turn() {
    let head: Vec<String> = (1..=16).map(|n| format!("Commission {n}")).collect();
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    let cells = ["estimate"; 16];
    let mut lefts = Vec::new();
    for columns in [2, 6, 9] {
        let project = project(&table(&head[..columns], 3, &cells[..columns]));
        project.ok(&["build", "--format", "brief"]);
        let page = &project.pdf(BRIEF).pages()[0];
        lefts.push(at(page, "estimate"));
    }
    // The wide column begins 66 mm from the edge, the narrow one at 22 mm.
    let millimetres: Vec<_> = lefts
        .iter()
        .map(|left| (left / 72.0 * 25.4).round())
        .collect();
    assert_eq!(millimetres, [68.0, 24.0, 24.0]);
    // On a page of its own, after the text.
    let cells = ["A12345678901"; 30];
    let turned = project(&(table(&cells[..9], 3, &cells[..9]) + "\nThe words behind.\n"));
    turned.ok(&["build", "--format", "brief"]);
    let pages = turned.pdf(BRIEF).pages();
    assert_eq!(pages.len(), 2);
    assert!(pages[0].body.contains("The words behind."));
    assert_eq!(pages[1].body.matches("A12345678901").count(), 36);
    // Nothing is left to do: one error, with the column and the millimetres, at the table.
    let project = project(&table(&cells, 30, &cells));
    for format in ["brief", "slides"] {
        let run = project.run(&["build", "--format", format, "--color", "never"]);
        assert_eq!(run.code, 1);
        assert_eq!(run.stderr.matches("error[").count(), 1, "{}", run.stderr);
        assert!(
            run.stderr.contains("error[table-too-wide]"),
            "{}",
            run.stderr
        );
        assert!(run.stderr.contains("--> seeds/a.md:8:"), "{}", run.stderr);
        assert!(
            run.stderr
                .contains("column 1, `A12345678901`, is the widest"),
            "{}",
            run.stderr
        );
        assert!(run.stderr.contains(", by "), "{}", run.stderr);
    }
}

/// An article that all layouts show, with `table` in its outlook, its key points and what is said to the outlook.
fn in_all_layouts(table: &str) -> Project {
    Project::new(&[
        ("fluentpress.yaml", "source: en\nlocales: []\n"),
        (
            "seeds/a.md",
            &format!(
                "---\ntitle: Title\ndate: 2025-11-01\n---\n\n# Bottom line {{#b .bottom-line}}\n\nA line.\n\n{table}\n\
                 # Outlook {{#o .outlook}}\n\nWords before.\n\n{table}\nWords behind.\n\n\
                 ::: notes\nSpoken before.\n\n{table}\nSpoken behind.\n:::\n\n\
                 # Key points {{#k .takeaways}}\n\n- First point\n\n{table}\n- Second point\n"
            ),
        ),
    ])
}

#[test]
fn tables_reach_over_the_narrow_column_in_all_layouts() {
    // Where the cells of tables of 2 and 6 columns begin, in millimetres; the boxes of the bottom line and of takeaways have a margin.
    let cases = [
        ("executive-summary-brief", [68.0, 24.0], Some(28.0)),
        ("full-analysis-brief", [68.0, 24.0], Some(28.0)),
        ("key-points-brief", [45.0, 24.0], None),
        ("executive-summary-slides", [85.0, 24.0], None),
        ("full-analysis-slides", [85.0, 24.0], None),
        ("key-points-slides", [85.0, 24.0], None),
        ("executive-summary-slides-notes", [68.0, 24.0], None),
    ];
    for (rank, columns) in [2, 6].into_iter().enumerate() {
        let project = in_all_layouts(&table(
            &vec!["Commission"; columns],
            2,
            &vec!["estimate"; columns],
        ));
        project.ok(&["build", "--notes"]);
        for (artifact, lefts, boxed) in &cases {
            let (artifact, tail) = match artifact.strip_suffix("-notes") {
                Some(deck) => (deck, "-notes"),
                None => (*artifact, ""),
            };
            let pdf = project.pdf(&format!("a-{artifact}-en{tail}.pdf"));
            let mut found: Vec<f64> = Vec::new();
            for page in pdf.pages() {
                let cells: Vec<f64> = page
                    .runs
                    .iter()
                    .filter(|(_, run)| run.trim() == "estimate")
                    .map(|run| run.0)
                    .collect();
                for row in cells.chunks(columns) {
                    found.push((row[0] / 72.0 * 25.4).round());
                }
            }
            assert!(found.len() >= 2, "{artifact}{tail}: {found:?}");
            let expected = |left: &f64| {
                (left - lefts[rank]).abs() <= 2.0
                    || boxed.is_some_and(|boxed| rank == 1 && (left - boxed).abs() <= 2.0)
            };
            assert!(found.iter().all(expected), "{artifact}{tail}: {found:?}");
        }
    }
}

#[test]
fn tables_turn_in_briefs_and_handouts_and_never_on_slides() {
    let wide = table(&["A12345678901"; 9], 2, &["A12345678901"; 9]);
    let project = in_all_layouts(&wide);
    // The points and the box are without it.
    let seed = project.read("seeds/a.md");
    let (before, after) = seed.split_once("# Key points").expect("a section");
    let seed = format!(
        "{}# Key points{}",
        before.replacen(&wide, "", 1),
        after.replace(&wide, "")
    );
    project.write("seeds/a.md", &seed);
    project.ok(&[
        "build",
        "--format",
        "brief",
        "--audience",
        "executive-summary",
        "--audience",
        "full-analysis",
    ]);
    for audience in ["executive-summary", "full-analysis"] {
        let pages = project.pdf(&format!("a-{audience}-brief-en.pdf")).pages();
        assert_eq!(pages.len(), 2, "{audience}");
        assert!(pages[0].body.contains("Words behind."), "{audience}");
        assert_eq!(
            pages[1].body.matches("A12345678901").count(),
            27,
            "{audience}"
        );
    }
    let run = project.run(&["build", "--color", "never"]);
    assert_eq!(run.code, 1);
    // One finding, of all decks and of the page for the wall, and of no other brief.
    assert_eq!(run.stderr.matches("error[").count(), 1, "{}", run.stderr);
    assert!(
        run.stderr.contains("error[table-too-wide]"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("slides-en.pdf, page ")
            && run.stderr.contains("a-key-points-brief-en.pdf"),
        "{}",
        run.stderr
    );
    let (error, _) = run
        .stderr
        .split_once("warning[")
        .unwrap_or((&run.stderr, ""));
    assert!(
        !error.contains("summary-brief") && !error.contains("analysis-brief"),
        "{}",
        run.stderr
    );
    // Only what is said has it.
    project.write("seeds/a.md", seed.replacen(&wide, "", 1));
    project.ok(&["build", "--notes", "--audience", "executive-summary"]);
    let pages = project
        .pdf("a-executive-summary-slides-en-notes.pdf")
        .pages();
    let turned = pages
        .iter()
        .position(|page| page.body.contains("A12345678901"))
        .expect("a page");
    assert!(
        pages[turned - 1].body.contains("Spoken behind."),
        "{}",
        pages[turned - 1].body
    );
}

#[test]
fn long_addresses_break_between_their_parts_and_are_copied_whole() {
    let name = "harbour.timetable.winter.departure_offset_minutes_of_the_north";
    let cells = [
        &format!("`{name}`"),
        "contact.harbourmaster@northern-harbour.example.org",
        name,
    ];
    let cells = cells.map(|cell| cell as &str);
    let project = project(
        &(table(&["Setting", "Contact", "Name"], 2, &cells)
            + &format!("\nRead `{name}` first.\n\n```\n{name}{name}\n```\n")),
    );
    project.ok(&["build"]);
    for pdf in [BRIEF, SLIDES] {
        let text: String = project.pdf(pdf).text().split_whitespace().collect();
        assert!(text.matches(name).count() >= 4, "{text}");
        assert!(
            text.contains("contact.harbourmaster@northern-harbour.example.org"),
            "{text}"
        );
        assert!(!text.contains('\u{200b}'));
    }
}

#[test]
fn long_tables_go_on_with_their_heads() {
    let text = table(
        &[
            "Harbour[^year]",
            "[Source](https://example.org)",
            "Passengers",
        ],
        90,
        &["Harbour #", "Bureau", "#"],
    );
    let project = project(&(text + "\n[^year]: The year is 2024.\n"));
    project.ok(&["build"]);
    for (pdf, least) in [(BRIEF, 2), (SLIDES, 8)] {
        let pages = project.pdf(pdf).pages();
        let with_rows: Vec<_> = pages
            .iter()
            .filter(|page| page.body.contains("Bureau"))
            .collect();
        assert!(with_rows.len() >= least, "{pdf}: {}", with_rows.len());
        for page in &with_rows {
            // A head that is repeated is decoration.
            let all = format!("{}{}", page.body, page.artifacts);
            assert!(all.contains("Passengers"), "{pdf}: {all}");
        }
        let body = project.pdf(pdf).body();
        for row in 1..=90 {
            assert!(body.contains(&format!("Harbour {row}")), "{pdf}: {row}");
        }
    }
    // Once on pages; each slide has its own.
    assert_eq!(
        project
            .pdf(BRIEF)
            .text()
            .matches("The year is 2024.")
            .count(),
        1
    );
}

#[test]
fn numbers_stand_with_their_decimal_signs_under_each_other() {
    let rows = ["64.5", "1,182", "-3.25", "", "—", "7.125"];
    let mut text = "| A | B |\n| --- | --- |\n".to_owned();
    for row in rows {
        text += &format!("| x | {row} |\n");
    }
    let project = project(&text);
    project.ok(&["build", "--format", "brief"]);
    let page = &project.pdf(BRIEF).pages()[0];
    // Figures are equally wide: each digit, sign of a thousand apart, is as far from the decimal sign as its place.
    let digit = (at(page, "−3.25") - at(page, "7.125")).abs();
    let tens = at(page, "7.125") - at(page, "64.5");
    assert!(tens > 4.0 && tens < 7.0, "{tens}");
    // The sign is as wide as a figure.
    assert!(digit <= tens, "{digit}");
}

#[test]
fn bold_totals_stand_under_their_column_and_codes_are_no_numbers() {
    let project = project(
        "| Code | Sum |\n| --- | ---: |\n| P/2026/14 | 1,250.25 |\n| 0012 | 300 |\n| A-7 | -- |\n| T | **1,550** |\n",
    );
    project.ok(&["build", "--format", "brief"]);
    let page = &project.pdf(BRIEF).pages()[0];
    assert!((at(page, "P/2026/14") - at(page, "0012")).abs() < 0.1);
    assert!((at(page, "P/2026/14") - at(page, "A-7")).abs() < 0.1);
    // Ages are names of rows where one is no number.
    let ages =
        self::project("| Age | n |\n| --- | --- |\n| 18–24 | 1 |\n| 65 | 2 |\n| Not known | 3 |\n");
    ages.ok(&["build", "--format", "brief"]);
    let named = &ages.pdf(BRIEF).pages()[0];
    assert!((at(named, "65") - at(named, "Not known")).abs() < 0.1);
    // As wide as “1,250”, but for the weight.
    let apart = at(page, "1,250.25") - at(page, "1,550");
    assert!((0.0..4.0).contains(&apart), "{apart}");
}

#[test]
fn cells_that_are_values_are_no_messages_but_written_in_each_language() {
    let cells = [
        ("1,146", "1\u{202f}146"),
        ("12.50", "12,50"),
        ("-3.5", "-3,5"),
        ("7.5%", "7,5 %"),
        ("€1,146.5", "1\u{202f}146,5 €"),
        ("-$1,146.50", "-1\u{202f}146,50 $"),
        ("2034", "2034"),
        ("**11.75**", "11,75"),
        (">10.55", ">10,55"),
        ("2025-11-30", "2025-11-30"),
        ("November 30, 2025", "30 novembre 2025"),
    ];
    let mut text = "| A | B |\n| --- | --- |\n".to_owned();
    for (source, _) in cells {
        text += &format!("| word | {source} |\n");
    }
    text += "| word | 12 MW |\n| word | 007 |\n| word | -8 °C |\n| word | -v2 |\n";
    let project = project(&text);
    project.write(
        "fluentpress.yaml",
        "source: en\nlocales: [fr]\naudiences: [full-analysis]\n",
    );
    project.ok(&["sync", "--add-locale", "fr"]);
    let catalogue = project.read("i18n/en/a.ftl");
    for (source, _) in cells {
        assert!(!catalogue.contains(&format!("= {source}\n")), "{catalogue}");
    }
    // A number with a unit, and a name in digits, are words.
    assert!(
        catalogue.contains("= 12 MW\n") && catalogue.contains("= 007\n"),
        "{catalogue}"
    );
    project.run(&["build", "--draft", "--format", "brief"]);
    let english = project.pdf("a-full-analysis-brief-en.pdf").text();
    let french = project.pdf("a-full-analysis-brief-fr.pdf").text();
    // On pages, a number has a minus sign.
    let signed = |words: &str| match words.strip_prefix('-') {
        Some(rest) => format!("−{rest}"),
        None => words.to_owned(),
    };
    // So has one with a unit, and an option has none.
    assert!(
        english.contains("−8") && english.contains("-v2"),
        "{english}"
    );
    for (source, written) in cells {
        assert!(
            english
                .replace('\u{a0}', " ")
                .contains(&signed(source.trim_matches('*'))),
            "{source}: {english}"
        );
        assert!(
            french.replace('\u{a0}', " ").contains(&signed(written)),
            "{written:?}: {french:?}"
        );
    }
}

#[test]
fn a_column_tells_decimals_from_versions_and_times() {
    let rows = [
        ("1.10", "3.10", "9.30", "1.5", "4.50", "0.50"),
        ("1.9", "3.2", "10.00", "12.25", "12.25", "-12.5"),
        ("1.11", "4.1", "14.15", "3.0", "3.00", "6.5"),
    ];
    let mut text =
        "| Version | Section | Opens | Share | Price | Change |\n| - | - | - | - | -: | - |\n"
            .to_owned();
    for (a, b, c, d, e, f) in rows {
        text += &format!("| {a} | {b} | {c} | {d} | {e} | {f} |\n");
    }
    let project = project(&text);
    let settings = "source: en\nlocales: [fr]\naudiences: [full-analysis]\n";
    project.write("fluentpress.yaml", settings);
    project.ok(&["sync", "--add-locale", "fr"]);
    let run = project.run(&["build", "--draft", "--format", "brief", "--color", "never"]);
    let french = project.pdf("a-full-analysis-brief-fr.pdf").text();
    for kept in ["1.10", "1.9", "1.11", "3.10", "3.2"] {
        assert!(french.contains(kept), "{kept}: {french}");
    }
    for written in ["1,5", "12,25", "3,0", "4,50", "3,00", "0,50", "6,5"] {
        assert!(french.contains(written), "{written}: {french}");
    }
    let said = run.stderr;
    assert_eq!(said.matches("note[cell-notation]").count(), 3, "{said}");
    assert!(
        said.contains("`9.30` is read as a number, and may be a time of day"),
        "{said}"
    );
    assert!(said.contains("write times as `9:30`"), "{said}");
}

/// CLDR's Arabic dates are read from right to left, so they stand in no passage from left to right, as numbers do.
#[test]
fn arabic_dates_and_amounts_in_cells_are_those_of_the_text() {
    let project = Project::new(&[
        (
            "fluentpress.yaml",
            "source: en\nlocales: [en, ar]\naudiences: [full-analysis]\n",
        ),
        (
            "seeds/a.md",
            "---\ntitle: T\ndate: 2025-12-03\nlang: en\n---\n\n| Day | Price |\n| --- | ---: |\n| 12/31/2023 | $40 |\n| 11/30/2023 | $50 |\n",
        ),
        (
            "i18n/ar/a.ftl",
            "meta-title = ت\nlede-day = يوم\nlede-price = سعر\n",
        ),
    ]);
    project.ok(&["sync"]);
    project.confirm("ar");
    project.ok(&["emit", "--locale", "ar", "typst"]);
    let source = project.read("typst/a-full-analysis-brief-ar.typ");
    assert!(
        source.contains("[#\"31\u{200F}/12\u{200F}/2023\"]"),
        "{source}"
    );
    assert!(source.contains('$') && !source.contains("US$"), "{source}");
}

/// Other languages write them in another calendar, so translators have to convert them.
#[test]
fn dates_of_other_calendars_are_messages() {
    for (locale, cells) in [
        ("fa", ["1403/12/11", "۱۴۰۳/۱۲/۳۰"]),
        ("th", ["1/3/2568", "31/12/2567"]),
        ("ar", ["15/9/1446", "١٥/٩/١٤٤٦"]),
    ] {
        let [first, second] = cells;
        let project = Project::new(&[
            (
                "fluentpress.yaml",
                &format!("source: {locale}\nlocales: [en]\naudiences: [full-analysis]\n")[..],
            ),
            (
                "seeds/a.md",
                &format!(
                    "---\ntitle: T\ndate: 2025-12-03\n---\n\n| A | B |\n|---|---|\n| {first} | {second} |\n"
                ),
            ),
        ]);
        project.ok(&["sync"]);
        let catalogue = project.read(&format!("i18n/{locale}/a.ftl"));
        for cell in cells {
            assert!(catalogue.contains(&format!("= {cell}\n")), "{catalogue}");
        }
    }
}

/// Percentages and groups in the digits of the language are numbers, as those in European digits are.
#[test]
fn charts_read_arabic_digits() {
    for (locale, values) in [("fa", ["۹٫۷٪", "۱۲٪"]), ("ar", ["١٬٢٣٤", "٢٬٥٠٠٫٥"])]
    {
        let rows = values.map(|value| format!("| ب | {value} |\n")).concat();
        let project = Project::new(&[
            (
                "fluentpress.yaml",
                &format!("source: {locale}\nlocales: []\naudiences: [full-analysis]\n")[..],
            ),
            (
                "seeds/a.md",
                &format!(
                    "---\ntitle: ت\ndate: 2025-12-03\n---\n\n| ا | ب |\n|---|--:|\n{rows}\n: ت {{.chart type=bar}}\n"
                ),
            ),
        ]);
        let found = project.run(&["check"]).stderr;
        assert!(!found.contains("chart-value"), "{locale}: {found}");
    }
}
