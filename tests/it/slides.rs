//! Decks: which slide a section gets, how full it is, how many slides an article takes, and handouts.

use crate::support::Project;
use crate::support::pdf::Page;

const QUESTION: &str =
    "Whoever orders carriages needs to know today which lines will be open to them tomorrow.";

/// A project of one article in the full analysis, with more settings.
fn project(settings: &str, body: &str) -> Project {
    let settings = format!("source: en\naudiences: [full-analysis]\n{settings}");
    let head = "---\ntitle: Title\ndate: 2025-11-01\nauthors: [Ada Example]\n---\n\n";
    Project::new(&[
        ("fluentpress.yaml", &settings),
        ("seeds/a.md", &format!("{head}{body}")),
    ])
}

/// The slides of that article.
fn slides(body: &str) -> Vec<Page> {
    let project = project("", body);
    project.ok(&["build", "--format", "slides"]);
    project.pdf("a-full-analysis-slides-en.pdf").pages()
}

/// How far from the left edge some words begin on a slide, in points.
fn left(page: &Page, words: &str) -> f64 {
    let found = page
        .runs
        .iter()
        .find(|(_, run)| run.trim_start().starts_with(words));
    found.unwrap_or_else(|| panic!("{words:?}: {page:?}")).0
}

/// What a case is, an article's section, and where some of its words begin on the slide, in points.
type Case<'a> = (&'a str, &'a str, &'a [(&'a str, f64)]);

#[test]
fn a_paragraph_with_the_role_of_a_quote_is_set_as_one() {
    let plain = slides(&format!("# One\n\n{QUESTION}\n"));
    let quoted = slides(&format!("# One {{#one .quote}}\n\n{QUESTION}\n"));
    let start = |slides: &[Page]| left(slides.last().expect("slides"), "Whoever");
    // A rule stands before it.
    assert!(start(&quoted) > start(&plain) + 15.0);
}

#[test]
fn title_slides_have_room_for_authors_who_say_where_they_work() {
    let authors: String = (1..=4)
        .map(|n| format!("- {{ name: Author Number{n}, affiliation: Institute for the Study of Railways, email: a{n}@example.org }}\n"))
        .collect();
    let head = format!(
        "---\ntitle: The missing grid and why Europe builds its power lines too late and what can be done about it\n\
         subtitle: Connections, tariffs, and delays in ten countries\ndate: 2025-11-01\nauthors:\n{authors}---\n\nA beginning.\n"
    );
    let project = Project::new(&[
        (
            "fluentpress.yaml",
            "source: en\naudiences: [full-analysis]\nslides: 4:3\nbrand: { name: Example }\ncontact: desk@example.org\n",
        ),
        ("seeds/a.md", &head),
    ]);
    project.ok(&["build", "--format", "slides"]);
}

#[test]
fn what_is_said_decides_on_the_slide() {
    // The columns of a slide of 960 points: the narrow one, the wide one, items of a list in it, and columns over both.
    const NARROW: f64 = 52.0;
    const WIDE: f64 = 224.0;
    const HALF: f64 = 493.0;
    const SECOND: f64 = 346.0;
    const THIRD: f64 = 640.0;
    let points = |count: usize, more: &str| -> String {
        let text = "takes nothing from the day, and it saves a night in a hotel";
        (1..=count)
            .map(|n| format!("Label{n}\n\n: Text{n} {text}{more} as well\n\n"))
            .collect()
    };
    let more = " in the middle of a city";
    let much = "; what counts is not the speed of the train, but the hour at which it leaves";
    let lists = "- Left one\n- Left two\n- Left three\n\n* Right one\n* Right two\n* Right three\n";
    let subsections = "## First side\n\n- Cheaper carriages\n- Fewer lines to open\n- One timetable\n\n\
                       ## Second side\n\n- Faster carriages\n- Every line is open\n- No timetable\n";
    let cases: [Case; 14] = [
        ("a statement", QUESTION, &[("Whoever", WIDE)]),
        ("one item", "- Only one item", &[("Only", WIDE)]),
        (
            "two cards",
            &points(2, much),
            &[("Label1", NARROW), ("Label2", HALF), ("Text2", HALF)],
        ),
        (
            "three cards",
            &points(3, more),
            &[("Label1", NARROW), ("Text2", SECOND), ("Label3", THIRD)],
        ),
        (
            "four cards",
            &points(4, ""),
            &[("Label1", NARROW), ("Label4", HALF), ("Text3", NARROW)],
        ),
        (
            "rows",
            &points(5, ""),
            &[("Label1", NARROW), ("Text1", WIDE), ("Text5", WIDE)],
        ),
        (
            "strong labels",
            "- **First:** alpha, and as much as it takes\n- **Second:** beta, and as much as it takes\n- **Third:** gamma",
            &[
                ("First", NARROW),
                ("alpha", WIDE),
                ("Second", NARROW),
                ("gamma", WIDE),
            ],
        ),
        (
            "a key figure",
            "61 %\n\n: of all passengers would rather sleep.",
            &[("61", NARROW), ("of all", HALF)],
        ),
        (
            "key figures",
            "61 %\n\n: of all passengers would rather sleep in a berth than in a hotel\n\n12\n\n: cities take part in the network of \
             night trains\n\n+3\n\n: more will take part in it from next year on",
            &[
                ("61", NARROW),
                ("12", SECOND),
                ("cities", SECOND),
                ("+3", THIRD),
            ],
        ),
        (
            "two lists",
            lists,
            &[("Left one", NARROW), ("Right one", HALF)],
        ),
        (
            "two subsections",
            subsections,
            &[
                ("First side", NARROW),
                ("Second side", HALF),
                ("Faster", HALF),
            ],
        ),
        (
            "a quote and text",
            "> The best hotel is the one that moves through the night.\n>\n> -- A passenger\n\n- Beds instead of seats\n- Nights instead of days",
            &[("The", NARROW), ("Beds", HALF)],
        ),
        (
            "few items",
            &format!("- First. {QUESTION}\n- Second. {QUESTION}"),
            &[("First", WIDE), ("Second", WIDE)],
        ),
        (
            "many items",
            "- Alpha comes first\n- Beta\n- Gamma\n- Delta\n- Epsilon\n- Zeta\n- Eta\n- Theta comes last",
            &[("Alpha", WIDE), ("Theta", WIDE)],
        ),
    ];
    for (name, body, places) in cases {
        let pages = slides(&format!("# One {{#one}}\n\n{body}\n"));
        assert_eq!(pages.len(), 2, "{name}");
        for (words, at) in places {
            // A marker, or the rule of a quote, may stand before the words.
            let found = left(&pages[1], words);
            assert!(
                (-1.0..=45.0).contains(&(found - at)),
                "{name}: {words} at {found}, not {at}"
            );
        }
    }
}

#[test]
fn a_role_asks_for_another_kind() {
    let points = "Label1\n\n: Text1 takes nothing from the day, and it saves a night\n\nLabel2\n\n: Text2 takes nothing\n\nLabel3\n\n: Text3 takes nothing";
    let text_of = |role: &str| {
        left(
            &slides(&format!("# One {{#one{role}}}\n\n{points}\n"))[1],
            "Text2",
        )
    };
    let cards = text_of(" .cards");
    assert!((cards - 346.0).abs() < 2.0, "{cards}");
    let rows = text_of(" .rows");
    assert!((rows - 224.0).abs() < 2.0, "{rows}");
}

#[test]
fn a_section_opens_on_its_first_slide() {
    let one = slides("# One {#one}\n\n- A\n- B\n\n# Two {#two}\n\n- C\n- D\n");
    let heads: Vec<_> = one
        .iter()
        .map(|page| page.body.contains("One") || page.body.contains("Two"))
        .collect();
    assert_eq!(heads, [false, true, true]);
    assert!(
        (left(&one[1], "1") - 52.0).abs() < 2.0,
        "its number stands beside its title"
    );
    // A divider holds what the section says itself, and what follows.
    let three = "# One {#one}\n\nWhat opens it.\n\n## First\n\nAlpha alpha.\n\n## Second\n\n- B\n- C\n\n## Third\n\nGamma gamma.\n";
    let pages = slides(three);
    assert_eq!(pages.len(), 5);
    for words in ["What opens it.", "First", "Second", "Third"] {
        assert!(pages[1].body.contains(words), "{words}: {}", pages[1].body);
    }
    // Without words of its own, and without a divider, it opens on the slide of its subsection.
    let pages = slides("# One {#one}\n\n## Inner\n\n- B\n- C\n");
    assert_eq!(pages.len(), 2);
    assert!(pages[1].body.contains("One") && pages[1].body.contains("Inner"));
}

#[test]
fn lists_are_split_only_when_they_must_and_never_into_a_part_of_one() {
    let items = |count: usize| -> String {
        (1..=count)
            .map(|n| format!("- The point {n}: {QUESTION}\n"))
            .collect()
    };
    for count in 5..=13 {
        let pages = slides(&format!("# One {{#one}}\n\n{}", items(count)));
        let parts: Vec<_> = pages[1..]
            .iter()
            .map(|page| page.body.matches("The point").count())
            .collect();
        assert_eq!(parts.iter().sum::<usize>(), count);
        assert!(parts.iter().all(|part| *part >= 2), "{count}: {parts:?}");
        assert!(
            parts.iter().max() <= parts.iter().min().map(|least| least + 1).as_ref(),
            "{count}: {parts:?}"
        );
    }
}

#[test]
fn rows_of_a_table_are_shared_out_evenly() {
    let rows: String = (1..=12).map(|n| format!("| Row {n}. | {n} |\n")).collect();
    let table = format!("| Of | Number |\n| --- | ---: |\n{rows}");
    let chart =
        "| Of | Number |\n| --- | ---: |\n| One | 1 |\n| Two | 2 |\n\n: Numbers {.chart type=bar}";
    let body = format!("# Data\n\n{chart}\n\n{table}\n\n{chart}\n\n{chart}");
    let project = project("", &body);
    project.ok(&["build", "--format", "slides"]);
    let deck = project.pdf("a-full-analysis-slides-en.pdf");
    let pages = deck.pages();
    // A bookmark leads to the whole section.
    assert!(
        deck.bookmarks().contains(&"Data".to_owned()),
        "{:?}",
        deck.bookmarks()
    );
    let count = |page: &Page| {
        (1..=12)
            .filter(|n| page.body.contains(&format!("Row {n}.")))
            .count()
    };
    let counts: Vec<usize> = pages.iter().map(count).filter(|count| *count > 0).collect();
    assert_eq!(counts, [6, 6]);
}

#[test]
fn no_item_of_a_list_stands_apart_from_the_others() {
    let lines = |from: usize, to: usize| -> String {
        (from..=to).map(|n| format!("Paragraph {n}.\n\n")).collect()
    };
    for before in 3..=9 {
        let body = format!(
            "# One {{#one}}\n\n{}It leads in:\n\n1. Item\n2. Item\n3. Item\n\n{}",
            lines(1, before),
            lines(before + 1, 11)
        );
        let pages = slides(&body);
        let items = pages.iter().map(|page| page.body.matches("Item").count());
        let items: Vec<usize> = items.filter(|count| *count > 0).collect();
        assert_eq!(items, [3], "{before}");
    }
}

#[test]
fn blocks_inside_of_items_fit_their_slide_with_notes_below() {
    // Whatever space the parts get, the one between nested items is small.
    let body = "# One[^h] {#one}\n\n1. First item with a paragraph.\n\n   A second paragraph in the item with a note[^c].\n\n   \
        - nested one\n\n     with paragraph\n\n     1. deeper a\n     2. deeper b\n   - nested two\n\n   ```python\n   def f(x):\n       \
        return x\n   ```\n\n2. Second item\n\n   > A quote in a list\n   >\n   > -- Someone\n\n3. Third item\n\n\
        [^h]: Note of the title.\n[^c]: Note of an item.\n";
    let pages = slides(body);
    let with = |words: &str| {
        pages
            .iter()
            .filter(|page| page.body.contains(words))
            .count()
    };
    assert!(pages.len() > 2, "{pages:?}");
    // The title stands on all slides, its note on the first.
    assert_eq!([with("Note of the title"), with("Note of an item")], [1, 1]);
}

#[test]
fn pictures_are_whole_wherever_they_stand() {
    let tall = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"900\"><rect width=\"200\" height=\"900\" fill=\"#036\"/></svg>";
    let chart = "| Year | Coal |\n| --- | ---: |\n| 2010 | 40 |\n| 2015 | 35 |\n| 2024 | 11 |\n\n: Power[^n] {.chart type=line source=\"A survey\"}";
    let shown = [
        "![A](a.svg){width=30%}",
        "![A](a.svg \"Said\"){width=90%}",
        "![A](a.svg \"One[^n]\") ![B](a.svg \"Two\")",
        chart,
    ];
    for shown in shown {
        let held = |mark: &str, space: &str| {
            let lines = shown.lines().map(|line| format!("{space}{line}"));
            let lines: Vec<_> = lines.map(|line| line.trim_end().to_owned()).collect();
            format!("{mark}\n{}\n{}", space.trim_end(), lines.join("\n"))
        };
        for body in [
            shown.to_owned(),
            held("Words before.", ""),
            held("- An item", "  "),
            held("> [!NOTE]\n> Words.", "> "),
            held("> Words.", "> "),
            held("Label\n\n: Text", "  "),
            held("::: box\n**Box**", "") + "\n:::",
        ] {
            let notes = if body.contains("[^n]") {
                "\n\n[^n]: A note."
            } else {
                ""
            };
            let take = "\n\n# Take {.takeaways}\n\n- One.\n- Two.\n";
            let project = project("proofread: off\n", &format!("# One\n\n{body}{notes}{take}"));
            project.edit(
                "fluentpress.yaml",
                "[full-analysis]",
                "[full-analysis, key-points]",
            );
            project.write("seeds/a.svg", tall);
            // A picture that is cut off is an error.
            let (slides, brief) = (
                ["--format", "slides"],
                ["--format", "brief", "--audience", "full-analysis"],
            );
            for options in [&slides[..], &brief] {
                let run = project.run(&[&["build", "--color", "never"], options].concat());
                assert_eq!(
                    (run.code, run.stderr.contains("error")),
                    (0, false),
                    "{body}\n{}",
                    run.stderr
                );
            }
        }
    }
}

#[test]
fn the_article_takes_a_slide_a_step() {
    let project = Project::article();
    project.ok(&["build", "--format", "slides", "--audience", "full-analysis"]);
    for locale in ["fr", "en"] {
        let pages = project
            .pdf(&format!("trump-xi-ia-full-analysis-slides-{locale}.pdf"))
            .pages();
        assert_eq!(pages.len(), 12, "{locale}");
    }
}

#[test]
fn the_last_slide_says_whom_to_ask() {
    let body = format!("# One {{#one}}\n\n{QUESTION}\n");
    assert_eq!(slides(&body).len(), 2, "the first slide has said it all");
    let project = project("contact: Write to the institute.\n", &body);
    project.ok(&["build", "--format", "slides"]);
    let pages = project.pdf("a-full-analysis-slides-en.pdf").pages();
    assert_eq!(pages.len(), 3);
    assert!(
        pages[2].body.contains("Read more") && pages[2].body.contains("Write to the institute."),
        "{}",
        pages[2].body
    );
}

#[test]
fn handouts_share_the_notes_of_a_section_out() {
    let project = Project::article();
    project.ok(&[
        "build",
        "--notes",
        "--format",
        "slides",
        "--audience",
        "key-points",
        "--locale",
        "en",
    ]);
    let pdf = project.pdf("trump-xi-ia-key-points-slides-en-notes.pdf");
    assert!(
        pdf.pages().len() <= 4,
        "several slides a page: {}",
        pdf.pages().len()
    );
    let text = pdf.body();
    let at = |words: &str| {
        text.find(words)
            .unwrap_or_else(|| panic!("{words}: {text}"))
    };
    for number in 1..=11 {
        assert_eq!(
            text.matches(&format!("Slide {number} of 11")).count(),
            1,
            "{number}"
        );
    }
    // The first point is said to the first of the slides that show one, the last to the last of them.
    assert!(at("Slide 3 of 11") < at("myth") && at("myth") < at("Slide 4 of 11"));
    assert!(
        at("Slide 10 of 11") < at("first-mover") && at("first-mover") < at("Slide 11 of 11"),
        "{text}"
    );
}

#[test]
fn lists_keep_the_numbers_that_their_authors_gave() {
    let labelled = "**Alpha:** takes as much as it takes\n";
    let body = format!(
        "# Line {{#line .bottom-line}}\n\n3. Only third\n\n# Out {{#out .outlook}}\n\n4. {labelled}5. {labelled}\n# Rows {{#rows .rows}}\n\n2) {labelled}3) {labelled}\n\
         # Points {{#points .takeaways}}\n\nBefore them.\n\n4. Four\n5. Five\n\n# Bullets {{#bullets}}\n\nBefore.\n\n- One\n- Two\n\n# Words {{#words}}\n\nFirst.\n\nSecond.\n"
    );
    let head = "---\ntitle: Title\ndate: 2025-11-01\n---\n\n";
    let project = Project::new(&[
        (
            "fluentpress.yaml",
            "source: en\nlocales: []\nproofread: off\n",
        ),
        ("seeds/a.md", &format!("{head}{body}")),
    ]);
    project.ok(&["build"]);
    for (file, printed) in [
        (
            "full-analysis-slides",
            &[
                "3. Only third",
                "4. Alpha:",
                "5. Alpha:",
                "2) Alpha:",
                "3) Alpha:",
            ][..],
        ),
        (
            "executive-summary-slides",
            &["3. Only third", "4. Alpha:", "2) Alpha:"],
        ),
        (
            "full-analysis-brief",
            &["3. Only third", "2) Alpha:", "3) Alpha:"],
        ),
        (
            "key-points-brief",
            &[
                "3 Only third",
                "4 Alpha:",
                "2 Alpha:",
                "Points Before them. 4 Four 5 Five",
                "Bullets Before. 1 One 2 Two",
                "Words 1 First. 2 Second.",
            ],
        ),
        (
            "key-points-slides",
            &["3 Only third", "4 Four", "5 Five", "4. Four 5. Five"],
        ),
    ] {
        let pdf = project.pdf(&format!("a-{file}-en.pdf"));
        let letters = |text: &str| text.split_whitespace().collect::<String>();
        let text = letters(&pdf.text());
        for words in printed {
            assert!(
                text.contains(&letters(words)),
                "{file}: {words} is not in {text}"
            );
        }
    }
}
