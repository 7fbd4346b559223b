//! Charts: every type on pages, slides and in print; what cannot be drawn honestly; texts and numbers in each language.

use lopdf::Object;

use crate::support::Project;
use crate::support::pdf::Pdf;
use crate::support::proved::proved;

const BAR: &str = "| Country | Exports (million tonnes) |\n| --- | ---: |\n| Norway | 1,250.5 |\n| Peru | 980 |\n| Chile | 320 |\n";
const SERIES: &str = "| Year | Coal | Wind |\n| --- | ---: | ---: |\n| 2010 | 40 | 5 |\n| 2015 | 35 | 28 |\n| 2024 | 11 | 45 |\n";
const TWO: &str = "| Region | Then | Now |\n| --- | ---: | ---: |\n| North | 40% | 30% |\n| South | 35% | 36.5% |\n";
const PARTS: &str =
    "| Source | Share |\n| --- | ---: |\n| Coal | 45% |\n| Gas | 52% |\n| Other | 3% |\n";

/// An article in English with a body, for one audience.
fn project(body: &str) -> Project {
    let text = format!("---\ntitle: Title\ndate: 2025-11-01\n---\n\n# One\n\n{body}\n");
    Project::new(&[
        (
            "fluentpress.yaml",
            "source: en\nlocales: []\naudiences: [full-analysis]\npress: { bleed: 3 }\nbrand: { accent: { screen: \"#0a4b6e\", press: [90, 50, 20, 20] } }\n",
        ),
        ("seeds/a.md", &text),
    ])
}

/// The alternative texts in a file.
fn alts(pdf: &Pdf) -> Vec<String> {
    let objects = pdf.document().objects.values();
    let alt = |object: &Object| {
        object
            .as_dict()
            .ok()?
            .get(b"Alt")
            .ok()?
            .as_str()
            .ok()
            .map(decoded)
    };
    objects.filter_map(alt).collect()
}

fn decoded(bytes: &[u8]) -> String {
    match bytes.strip_prefix(&[0xFE, 0xFF]) {
        Some(utf16) => {
            let units = utf16
                .chunks(2)
                .map(|two| u16::from_be_bytes([two[0], two[1]]));
            String::from_utf16_lossy(&units.collect::<Vec<_>>())
        }
        None => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// Which lines are whose that begin at one point is seen where they end; years stand in their order, however long names are.
#[test]
fn names_of_slopes_stand_where_lines_are_apart() {
    let slope = |second: &str| {
        format!(
            "| Region | 2020 | 2024 |\n| --- | ---: | ---: |\n| Nordrhein-Westfalen | 62 | 24 |\n| Mecklenburg-Vorpommern | {second} | 22 |\n\n: Slope {{.chart type=slope}}"
        )
    };
    for (second, is_turned) in [("62", true), ("50", false)] {
        let project = project(&format!("Words.\n\n{}", slope(second)));
        project.edit(
            "fluentpress.yaml",
            "audiences",
            "slides: \"4:3\"\npaper: a5\naudiences",
        );
        project.ok(&["build"]);
        for format in ["brief", "slides"] {
            let pages = project
                .pdf(&format!("a-full-analysis-{format}-en.pdf"))
                .pages();
            let runs: Vec<_> = pages.iter().flat_map(|page| &page.runs).collect();
            let left = |words: &str| {
                let found = runs.iter().find(|(_, run)| run.trim().starts_with(words));
                found.unwrap_or_else(|| panic!("{words}: {runs:?}")).0
            };
            assert!(left("2020") < left("2024"), "{format}");
            assert_eq!(left("Nordrhein") > left("2024"), is_turned, "{format}");
        }
    }
}

#[test]
fn every_type_is_drawn_on_pages_slides_and_in_print() {
    let charts = [
        ("bar", BAR),
        ("stacked", SERIES),
        ("grouped", SERIES),
        ("line", SERIES),
        ("area", SERIES),
        ("dot", TWO),
        ("slope", TWO),
        ("share", PARTS),
    ];
    let body: String = charts
        .iter()
        .map(|(kind, table)| {
            format!("# Type {kind}\n\nSome words before it.\n\n{table}\n{{.chart type={kind}}}\n\n")
        })
        .collect();
    let end = "What follows from all this is said in some more words at the end of the article, so that its last page is filled.\n\n";
    let project = project(&format!(
        "Some words.\n\n{body}# The end\n\n{}",
        end.repeat(10)
    ));
    project.ok(&["build", "--edition", "all", "--notes", "--deny-warnings"]);
    for name in project.pdfs() {
        let body = project.pdf(&name).body();
        for part in [
            "Norway",
            "1,250.5",
            "Exports (million tonnes)",
            "Wind",
            "2015",
            "South",
            "36.5%",
            "Other",
            "3%",
        ] {
            // The pages of a handout are pictures of slides.
            assert!(
                name.contains("notes") || body.contains(part),
                "{name}: {part}"
            );
        }
    }
}

#[test]
fn what_cannot_be_drawn_honestly_is_an_error_at_its_line() {
    let chart = |table: &str, attributes: &str| format!("{table}\n{{.chart {attributes}}}");
    let with = |old: &str, new: &str, table: &str, kind: &str| {
        chart(&table.replace(old, new), &format!("type={kind}"))
    };
    let seven = "| A | B | C | D | E | F | G | H |\n| - | - | - | - | - | - | - | - |\n| x | 1 | 2 | 3 | 4 | 5 | 6 | 7 |\n";
    for (body, code, line, words) in [
        (
            chart(BAR, "type=bra"),
            "chart-type",
            14,
            "did you mean `type=bar`?",
        ),
        (chart(BAR, ""), "chart-type", 14, "no type"),
        (
            chart(SERIES, "type=line y=Wnd"),
            "chart-column",
            14,
            "did you mean `Wind`?",
        ),
        (
            chart(SERIES, "type=line x=Month"),
            "chart-column",
            14,
            "`Month`",
        ),
        (
            with("| 40 |", "| much |", SERIES, "line"),
            "chart-value",
            10,
            "`much` is not a number",
        ),
        (
            with("| 40 |", "| 40% |", SERIES, "line"),
            "chart-value",
            10,
            "unit",
        ),
        (
            with("| 40 |", "| -40 |", SERIES, "stacked"),
            "chart-value",
            10,
            "negative",
        ),
        (
            with("45%", "-45%", PARTS, "share"),
            "chart-value",
            10,
            "negative",
        ),
        (with("52%", "50%", PARTS, "share"), "chart-value", 8, "98 %"),
        (
            with("| 40 |", "|  |", SERIES, "area"),
            "chart-value",
            10,
            "missing",
        ),
        (
            with("| 2024 |", "| 2012 |", SERIES, "line"),
            "chart-value",
            12,
            "comes after",
        ),
        // Seasons have a distance, too, and are no months.
        (
            with("| 2010 |", "| 2012-13 |", SERIES, "line")
                .replace("| 2015 |", "| 2011-12 |")
                .replace("| 2024 |", "| 2013-14 |"),
            "chart-value",
            11,
            "`2011-12` comes after `2012-13`",
        ),
        (
            with("| 2010 |", "| 2012/13 |", SERIES, "line")
                .replace("| 2015 |", "| 2011/12 |")
                .replace("| 2024 |", "| 2024/25 |"),
            "chart-value",
            11,
            "`2011/12` comes after `2012/13`",
        ),
        (
            with("| North |", "| |", TWO, "dot"),
            "chart-value",
            10,
            "no category",
        ),
        (chart(SERIES, "type=bar"), "chart-shape", 14, "type=grouped"),
        (chart(BAR, "type=stacked"), "chart-shape", 14, "type=bar"),
        (chart(BAR, "type=slope"), "chart-shape", 14, "two columns"),
        (
            chart(seven, "type=grouped"),
            "chart-shape",
            12,
            "6 series at most",
        ),
        (
            chart("| A | B |\n| - | - |\n", "type=bar"),
            "chart-shape",
            11,
            "no rows",
        ),
        (
            chart("| A | B |\n| - | - |\n| 2010 | 5 |\n", "type=line"),
            "chart-shape",
            12,
            "one row",
        ),
        (
            with("40 | 5", "40 | ", &SERIES.replace("28", " "), "line"),
            "chart-shape",
            8,
            "one number",
        ),
        (
            with("Norway", "Norway[^a]", BAR, "bar") + "\n\n[^a]: A note.",
            "unsupported-markdown",
            10,
            "footnotes",
        ),
        (
            "![](none.csv){.chart type=bar}".to_owned(),
            "chart-data",
            8,
            "does not exist",
        ),
    ] {
        let run = project(&body).run(&["check", "--color", "never"]);
        assert_eq!(run.code, 1, "{body}");
        let place = format!("seeds/a.md:{line}:");
        for part in [&format!("error[{code}]"), &place, words] {
            assert!(run.stderr.contains(part), "{body}\n{part}: {}", run.stderr);
        }
        assert_eq!(run.stderr.matches("error[").count(), 1, "{}", run.stderr);
    }
}

#[test]
fn a_data_file_is_an_input_with_messages_and_places() {
    let data = "year;Coal;Wind and sun\n2010;4000.5;500\n2015;3500;\n2024;1100;4500\n";
    let project = project("Words.\n\n![](power.csv){.chart type=line}");
    project.write("seeds/power.csv", data);
    project.edit("fluentpress.yaml", "locales: []", "locales: [de]");
    project.ok(&["sync"]);
    let catalogue = project.read("i18n/en/a.ftl");
    assert!(
        catalogue.contains("one-wind-and-sun = Wind and sun"),
        "{catalogue}"
    );
    project.write("i18n/de/a.ftl", "meta-title = Titel\none-title = Eins\none-words = Worte.\none-year = Jahr\none-coal = Kohle\none-wind-and-sun = Wind und Sonne\n");
    project.confirm("de").ok(&["build", "--deny-warnings"]);
    let pdf = project.pdf("a-full-analysis-brief-de.pdf");
    let body = pdf.body();
    // On the axis, numbers are those of the language.
    for part in ["Wind und Sonne", "Kohle", "Jahr", "2015", "4.000"] {
        assert!(body.contains(part), "{part}: {body}");
    }
    let german = "Liniendiagramm. Kohle: höchster Wert 4.000,5 (2010), niedrigster Wert 1.100 (2024). Alle Werte: 2010: 4.000,5; 2015: 3.500; 2024: 1.100. Wind und Sonne: höchster Wert 4.500 (2024), niedrigster Wert 500 (2010).";
    assert_eq!(alts(&pdf), [german]);
    let english = "Line chart. Coal: highest 4,000.5 (2010), lowest 1,100 (2024). All values: 2010: 4,000.5; 2015: 3,500; 2024: 1,100. Wind and sun: highest 4,500 (2024), lowest 500 (2010).";
    assert_eq!(
        alts(&project.pdf("a-full-analysis-slides-en.pdf")),
        [english]
    );
    let manifest = proved(&project.path("dist"));
    let listed = |entry: &serde_json::Value| {
        entry["inputs"]
            .as_array()
            .is_some_and(|all| all.iter().any(|input| input == "seeds/power.csv"))
    };
    assert!(
        manifest["artifacts"]
            .as_array()
            .expect("a list")
            .iter()
            .all(listed)
    );
    // A translator's edit, and an author's, change the page.
    project
        .edit("i18n/de/a.ftl", "Kohle", "Braunkohle")
        .ok(&["build"]);
    assert!(
        project
            .pdf("a-full-analysis-brief-de.pdf")
            .body()
            .contains("Braunkohle")
    );
    project.edit("seeds/power.csv", "4500", "4.5.0");
    let run = project.run(&["check", "--color", "never"]);
    assert!(
        run.stderr.contains("error[chart-value]") && run.stderr.contains("seeds/power.csv:4:11"),
        "{}",
        run.stderr
    );
    project.write("seeds/power.csv", data.replace(";1100", ""));
    let run = project.run(&["check", "--color", "never"]);
    assert!(
        run.stderr.contains("error[chart-data]") && run.stderr.contains("seeds/power.csv:4:1"),
        "{}",
        run.stderr
    );
}

#[test]
fn the_authors_alternative_text_comes_first() {
    let project = project(&format!(
        "{BAR}\n: Exports {{.chart type=bar #fig-a source=Eurostat alt=\"Norway leads\"}}"
    ));
    project.ok(&["build", "--deny-warnings"]);
    let pdf = project.pdf("a-full-analysis-brief-en.pdf");
    assert_eq!(alts(&pdf), ["Norway leads"]);
    let body = pdf.body().replace('\u{A0}', " ");
    assert!(
        body.contains("Figure 1: Exports") && body.contains("Source: Eurostat"),
        "{body}"
    );
}

#[test]
fn figures_keep_their_order_however_many_there_are() {
    let chart = |rank: usize, rows: usize| {
        let rows: String = (0..rows)
            .map(|row| format!("| Town {row} | {} |\n", row + 5))
            .collect();
        format!("| Town | Homes |\n| --- | ---: |\n{rows}\n: Chart {rank} {{.chart type=bar}}\n\n")
    };
    let text = "The quick brown fox jumps over the lazy dog. ";
    // Without a text between them; with a short one; with one that fills what a page has no room for.
    for repeated in [0, 6, 40] {
        let rows = [30, 20, 31, 12, 28, 8, 24];
        let charts = rows.into_iter().enumerate();
        let body: String = charts
            .map(|(rank, rows)| format!("{}{}\n\n", chart(rank + 1, rows), text.repeat(repeated)))
            .collect();
        let project = project(&body);
        let run = project.run(&["build", "--format", "brief", "--color", "never"]);
        assert!(
            !run.stderr.contains("layout-warning") && run.code == 0,
            "{}",
            run.stderr
        );
        let found = project
            .pdf("a-full-analysis-brief-en.pdf")
            .body()
            .replace('\u{A0}', " ");
        let places: Vec<usize> = (1..=rows.len())
            .map(|rank| {
                found
                    .find(&format!("Figure {rank}: Chart {rank}"))
                    .expect("a caption")
            })
            .collect();
        assert!(places.is_sorted(), "{repeated}: {places:?}");
    }
}

#[test]
fn data_files_have_one_notation_in_every_language() {
    for (lang, number) in [
        ("en", "\"1,200\""),
        ("fr", "\"1,2\""),
        ("de", "1.200,5"),
        ("en", "1 200"),
    ] {
        let article = format!(
            "---\ntitle: Title\ndate: 2025-11-01\nlang: {lang}\n---\n\n# One\n\n![](d.csv \"Homes\"){{.chart type=bar}}\n"
        );
        let data = format!("town;homes\nA;3\nB;{number}\n");
        let project = Project::new(&[
            (
                "fluentpress.yaml",
                &format!("source: {lang}\nlocales: []\naudiences: [full-analysis]\n"),
            ),
            ("seeds/a.md", &article),
            ("seeds/d.csv", &data),
        ]);
        let run = project.run(&["check", "--color", "never"]);
        assert!(
            run.stderr.contains("error[chart-value]") && run.stderr.contains("seeds/d.csv:3:"),
            "{lang}: {}",
            run.stderr
        );
    }
}

#[test]
fn names_of_columns_may_hold_commas() {
    let table = "| Year | Homes, thousands | Rent |\n| --- | ---: | ---: |\n| 2010 | 1 | 2 |\n| 2020 | 3 | 4 |\n";
    let with = |y: &str| project(&format!("{table}\n: Homes {{.chart type=line y=\"{y}\"}}"));
    with("Homes, thousands,Rent").ok(&["check", "--deny-warnings"]);
    let run = with("Homes, thousnds,Rent").run(&["check", "--color", "never"]);
    assert_eq!(
        run.stderr.matches("error[chart-column]").count(),
        1,
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("did you mean `Homes, thousands`?"),
        "{}",
        run.stderr
    );
}

#[test]
fn totals_are_no_parts() {
    let warns = |body: &str| {
        project(body)
            .run(&["check", "--color", "never"])
            .stderr
            .contains("warning[chart-total]")
    };
    assert!(warns(
        "| Party | Seats |\n| --- | ---: |\n| A | 120 |\n| B | 30 |\n| Total | 150 |\n\n: Seats {.chart type=share}"
    ));
    let stacked = |all: u32| {
        format!(
            "| Year | A | B | All |\n| --- | ---: | ---: | ---: |\n| 2010 | 1 | 2 | 3 |\n| 2020 | 3 | 4 | {all} |\n\n: Seats {{.chart type=stacked}}"
        )
    };
    assert!(warns(&stacked(7)));
    assert!(!warns(&stacked(8)));
    assert!(!warns(
        "| Part | Share |\n| --- | ---: |\n| A | 50% |\n| B | 30% |\n| C | 20% |\n\n: Shares {.chart type=share}"
    ));
}

#[test]
fn months_of_tables_are_written_as_the_language_does() {
    let project = project(
        "| Month | A |\n| --- | ---: |\n| 2020-01 | 5 |\n| 2020-05 | 7 |\n\n: Months {.chart type=line}",
    );
    project.ok(&["build"]);
    let body = project
        .pdf("a-full-analysis-brief-en.pdf")
        .body()
        .replace('\u{A0}', " ");
    assert!(
        body.contains("Jan 2020") && !body.contains("2020-01"),
        "{body}"
    );
}
