//! What a build sees of its own pages: each fault at its place, and nothing where there is none.

use serde_json::Value;

use crate::support::{Project, cases, repository};

/// The width of a letter of the fixed-width font, in em.
const LETTER: f64 = 0.602;
/// Points to millimetres.
const MILLIMETRES: f64 = 25.4 / 72.0;
/// A line of 37 letters, as many as the page is wide.
const FULL: &str = "quatre mots pour une ligne entière ici";

/// The pages of these tests: 37 letters wide, 14 lines of 12 pt high. `rules` come before the text, `set` is how it is set.
fn layout(rules: &str, body: &str) -> String {
    format!(
        r#"#let layout(doc) = {{
  set page(width: 101mm, height: 80mm, margin: 10mm, numbering: none, header: text(size: 6pt, doc.title), header-ascent: 2mm)
  set text(font: "DejaVu Sans Mono", size: 10pt, hyphenate: false, top-edge: 0.75em, bottom-edge: -0.25em, lang: doc.lang)
  set par(leading: 2pt, spacing: 2pt, linebreaks: "simple")
  show heading: set text(size: 10pt)
  show heading: set block(above: 2pt, below: 2pt)
  {rules}
  for section in doc.sections {{
    if section.title != none {{ heading(level: section.level, section.title) }}
    {body}
  }}
}}
"#
    )
}

const PLAIN: &str = "section.blocks.join()";

/// A planted fault.
struct Planted {
    code: &'static str,
    /// Rules of the layout, and how it sets a section.
    layout: (&'static str, &'static str),
    /// The format.
    format: &'static str,
    /// The article, and one without the fault.
    articles: [String; 2],
    /// The page, the beginning of the line where the fault is, and how many letters behind it.
    place: (usize, &'static str, usize),
}

/// A paragraph of full lines.
fn full(lines: usize) -> String {
    vec![FULL; lines].join(" ")
}

/// Paragraphs.
fn text(paragraphs: &[&str]) -> String {
    paragraphs.join("\n\n")
}

fn planted() -> Vec<Planted> {
    let three = full(3);
    let (six, seven, eight, nine) = (full(6), full(7), full(8), full(9));
    let (eleven, twelve, thirteen, fourteen) = (full(11), full(12), full(13), full(14));
    let lonely = "set text(costs: (widow: 0%, orphan: 0%))";
    let parted = "show heading: set text(size: 20pt)\n  show \"\\u{a0}\": \" \"";
    vec![
        Planted {
            code: "widow",
            layout: (lonely, PLAIN),
            format: "brief",
            articles: [
                text(&[&twelve, &format!("{} La dernière de toutes les lignes", full(2)), &six]),
                text(&[&twelve, &format!("{} La dernière de toutes les lignes", full(3)), &six]),
            ],
            place: (2, "La dernière", 0),
        },
        Planted {
            code: "orphan",
            layout: (lonely, PLAIN),
            format: "brief",
            articles: [
                text(&[&thirteen, &format!("Ceci commence tout seul en bas de page {seven}")]),
                text(&[&twelve, &format!("Ceci commence à deux en bas de la page {seven}")]),
            ],
            place: (1, "Ceci commence", 0),
        },
        Planted {
            code: "runt",
            layout: ("", PLAIN),
            format: "brief",
            articles: [
                text(&[&three, &format!("{FULL} fin."), &three]),
                text(&[&three, &format!("{FULL} ligne de fin."), &three]),
            ],
            place: (1, "fin.", 0),
        },
        Planted {
            code: "runt",
            layout: ("set text(hyphenate: true)", PLAIN),
            format: "brief",
            articles: [
                "Un deux trois quatre cinq six sept anticonstitutionnellement.".to_owned(),
                "Un deux trois quatre cinq six sept anticonstitutionnellement vu.".to_owned(),
            ],
            place: (1, "ticonstitutionnellement.", 0),
        },
        Planted {
            code: "hyphen-ladder",
            layout: ("", PLAIN),
            format: "brief",
            articles: [
                format!("Un deux trois quatre cinq et une {0}{0}mi-temps de la fin de toute une journée.", "mi-temps deux trois quatre et une "),
                format!("Un deux trois quatre cinq et une {0}{0}pause, puis la fin de toute une journée.", "mi-temps deux trois quatre et une "),
            ],
            place: (1, "Un deux", 36),
        },
        Planted {
            code: "hyphen-over-page",
            layout: ("set text(hyphenate: true)", PLAIN),
            format: "brief",
            articles: [
                text(&[&twelve, &format!("{FULL} Un deux trois quatre cinq six sept anticonstitutionnellement et {six}")]),
                text(&[&twelve, &format!("{FULL} Un deux trois quatre cinq six sept huit et neuf et dix et {six}")]),
            ],
            place: (1, "Un deux", 38),
        },
        Planted {
            code: "loose-line",
            layout: ("set par(justify: true)", PLAIN),
            format: "brief",
            articles: [
                "Un deux et trois anticonstitutionnellement vu de lundi comme une fin de phrase".to_owned(),
                "Un deux et trois quatre cinq six sept anticonstitutionnellement vu de lundi comme une fin de phrase".to_owned(),
            ],
            place: (1, "Un deux", 0),
        },
        Planted {
            code: "river",
            layout: ("set text(spacing: 160%)", PLAIN),
            format: "brief",
            articles: [
                "maison maisons maison maisons maison maisons maison maisons maison maisons maison maisons maison maisons maison maisons maison maisons maison"
                    .to_owned(),
                "maison maisons maison maisons les maisonnettes de bois maison les maisons maisonnettes et encore des maisons de toutes sortes partout"
                    .to_owned(),
            ],
            place: (1, "maison", 6),
        },
        Planted {
            code: "heading-at-foot",
            layout: ("", PLAIN),
            format: "brief",
            articles: [
                text(&[&eleven, "# Un titre {#un}", &nine]),
                text(&[&eight, "# Un titre {#un}", &fourteen]),
            ],
            place: (1, "Un titre", 0),
        },
        Planted {
            code: "short-page",
            layout: ("show par: it => block(breakable: false, it)", PLAIN),
            format: "brief",
            articles: [text(&[&six, &twelve]), text(&[&six, &eight])],
            place: (1, "", 0),
        },
        Planted {
            code: "short-last-page",
            layout: ("", PLAIN),
            format: "brief",
            articles: [text(&[&fourteen, &full(3)]), text(&[&fourteen, &six])],
            place: (2, "", 0),
        },
        Planted {
            code: "sparse-slide",
            layout: ("", "[#block(width: 100%, height: 56mm, section.blocks.join()) <fp-body>]"),
            format: "slides",
            articles: [six.clone(), eight.clone()],
            place: (1, "", 0),
        },
        Planted {
            code: "display-break",
            // Words that stay together are joined; a layout can undo that.
            layout: (parted, PLAIN),
            format: "brief",
            articles: [
                text(&["# Un beau voyage la nuit {#un}", &six]),
                text(&["# Un beau voyage heureux {#un}", &six]),
            ],
            place: (1, "Un beau voyage la", 34),
        },
        Planted {
            code: "display-break",
            layout: (parted, PLAIN),
            format: "brief",
            articles: [
                text(&["# Voici en tout 12 milliards {#un}", &six]),
                text(&["# Voici en tout deux milliards {#un}", &six]),
            ],
            place: (1, "Voici en tout 12", 32),
        },
    ]
}

/// A project with an article in French and a layout of its own.
fn project(planted: &Planted, article: &str) -> Project {
    let (rules, body) = planted.layout;
    let name = format!("layouts/mine/{}.typ", planted.format);
    let project = Project::new(&[
        (
            "fluentpress.yaml",
            "source: fr\naudiences: [mine]\nproofread: warn\n",
        ),
        (
            "layouts/mine/layout.yaml",
            &format!("press: [{}]\n", planted.format),
        ),
    ]);
    project.write(&name, layout(rules, body));
    project.write(
        "seeds/a.md",
        format!("---\ntitle: Titre\ndate: 2025-11-01\n---\n\n{article}\n"),
    );
    project
}

/// The findings of a build that a proofreader makes.
fn findings(project: &Project, options: &[&str]) -> Vec<Value> {
    let run = project.run(&[&["build", "--message-format", "json"], options].concat());
    let found = run.messages("diagnostic");
    assert!(run.code == 0, "{found:?} {}", run.stderr);
    found
}

#[test]
fn planted_faults_are_found_at_their_place_and_their_twins_are_clean() {
    for planted in planted() {
        let [faulty, clean] = &planted.articles;
        let twin = project(&planted, clean);
        let found = findings(&twin, &[]);
        assert!(found.is_empty(), "{}: {found:?}", planted.code);
        let project = project(&planted, faulty);
        let found = findings(&project, &["--edition", "all"]);
        let codes: Vec<_> = found.iter().map(|f| f["code"].as_str()).collect();
        assert_eq!(codes, [Some(planted.code)], "{faulty} {found:?}");
        let places = found[0]["places"].as_array().expect("places");
        for edition in ["", "-press"] {
            let name = format!("a-mine-{}-fr{edition}.pdf", planted.format);
            let place = places.iter().find(|place| place["artifact"] == name);
            let place = place.unwrap_or_else(|| panic!("{name}: {found:?}"));
            assert_eq!(place["page"], planted.place.0, "{found:?}");
            assert_eq!(found[0]["file"], "seeds/a.md");
            let expected = expected(&planted, &project, &name);
            let shown = ["left_mm", "top_mm"].map(|k| place[k].as_f64().expect("a number"));
            // Under a last line, white begins below its descenders.
            let most = if planted.place.1.is_empty() {
                1.0
            } else {
                0.15
            };
            let is_near = (0..2).all(|axis| (shown[axis] - expected[axis]).abs() < most);
            assert!(is_near, "{}: {shown:?}, not {expected:?}", planted.code);
        }
    }
}

/// Where a fault is, by the PDF: millimetres from the left and from the top.
fn expected(planted: &Planted, project: &Project, name: &str) -> [f64; 2] {
    let (number, words, letters) = planted.place;
    let pdf = project.pdf(name);
    let page = &pdf.pages()[number - 1];
    // A line may be drawn in several pieces.
    let mut lines: Vec<(f64, f64, String)> = Vec::new();
    for ((x, text), y) in page.runs.iter().zip(&page.baselines) {
        let text = text.replace('\u{A0}', " ");
        match lines.last_mut() {
            Some((_, last, line)) if (*last - y).abs() < 0.1 => line.push_str(&text),
            _ => lines.push((*x, *y, text)),
        }
    }
    let line = match words {
        // The end of the text, where it is the page that is at fault.
        "" => lines.last(),
        _ => lines.iter().find(|(.., text)| text.starts_with(words)),
    };
    let (x, y, _) = line.unwrap_or_else(|| panic!("{words}: {lines:?}"));
    let letters = letters as f64 * LETTER * 10.0;
    // In a press file, the page lies in its bleed.
    let bleed = if name.contains("press") { 3.0 } else { 0.0 };
    [
        (x + letters) * MILLIMETRES - bleed,
        80.0 + bleed - y * MILLIMETRES,
    ]
}

#[test]
fn what_the_program_comes_with_has_no_faults() {
    let example = Project::new(&[]);
    example.ok(&["new", "example"]);
    let everything = Project::everything();
    // Each with the number of its files, handouts included.
    let rows: [(Project, &[&str], usize); 3] = [
        (example, &["--project", "example"], 18),
        (everything, &[], 9),
        (Project::article(), &[], 18),
    ];
    // The article without its handouts is built anyhow, and warnings are denied.
    let count = if cases(3) == 3 { 3 } else { 2 };
    for (project, options, files) in rows.into_iter().take(count) {
        let build = ["build", "--notes", "--message-format", "json"];
        let run = project.run(&[&build, options].concat());
        let found = run.messages("diagnostic");
        assert!(run.code == 0 && found.is_empty(), "{found:?}");
        assert_eq!(run.messages("artifact").len(), files);
    }
}

#[test]
fn of_many_faults_of_one_kind_one_is_shown_and_the_pages_of_the_others() {
    let planted = planted();
    let runt = planted.iter().find(|p| p.code == "runt").expect("a row");
    let short = format!("{FULL} fin.");
    let some = |count: usize| {
        let project = project(runt, &vec![short.as_str(); count].join("\n\n"));
        let found = findings(&project, &[]);
        assert_eq!(found.len(), count, "{found:?}");
        project.run(&["build"]).stderr
    };
    let few = some(3);
    assert_eq!(few.matches("warning[runt]").count(), 3, "{few}");
    assert!(few.ends_with("3 warnings\n"), "{few}");
    let many = some(10);
    assert_eq!(many.matches("warning[runt]").count(), 2, "{many}");
    assert!(
        many.contains("warning[runt]: 9 more findings of this kind")
            && many.contains("in a-mine-brief-fr.pdf, pages 1, 2\n"),
        "{many}"
    );
    assert!(many.ends_with("10 warnings\n"), "{many}");
}

#[test]
fn what_it_is_depends_on_the_settings_and_on_comments() {
    let planted = planted();
    let runt = planted.iter().find(|p| p.code == "runt").expect("a row");
    let project = project(runt, &runt.articles[0]);
    let count = |options: &[&str]| {
        let run = project.run(&[&["build", "--message-format", "json"], options].concat());
        let found = run.messages("diagnostic");
        // The mark of a draft is larger than these pages.
        let own = found.iter().filter(|f| f["code"] == "runt");
        let severities: Vec<_> = own
            .map(|f| f["severity"].as_str().unwrap_or_default().to_owned())
            .collect();
        (run.code, severities)
    };
    assert_eq!(count(&[]), (0, vec!["warning".to_owned()]));
    assert_eq!(count(&["--deny-warnings"]), (1, vec!["error".to_owned()]));
    assert_eq!(count(&["--draft"]), (0, vec![]));
    assert_eq!(count(&["--locale", "fr-XA"]), (0, vec![]));
    project.edit("fluentpress.yaml", "warn", "error");
    assert_eq!(count(&[]), (1, vec!["error".to_owned()]));
    project.edit("fluentpress.yaml", "error", "off");
    assert_eq!(count(&[]), (0, vec![]));
    project.edit("fluentpress.yaml", "off", "warn");
    let text = project.read("seeds/a.md");
    let line = text.lines().find(|l| l.ends_with(" fin.")).expect("it");
    let comment = "<!-- fluentpress: allow runt It is meant. -->";
    project.edit("seeds/a.md", line, &format!("{comment}\n{line}"));
    assert_eq!(count(&[]), (0, vec![]));
    project.ok(&["check", "--deny-warnings"]);
}

#[test]
fn only_texts_of_the_project_have_faults() {
    let planted = Planted {
        layout: ("", "par(doc.citation); section.blocks.join()"),
        format: "brief",
        ..planted().remove(0)
    };
    let project = project(&planted, "Un mot.");
    // The year stands alone in the last line of what the built-in label makes of it.
    let title = "title: Des mots qui font lignes encore une ligne entière de la page\nauthors: [Ada Example]";
    project.edit("seeds/a.md", "title: Titre", title);
    let found = findings(&project, &[]);
    assert!(found.is_empty(), "{found:?}");
    let labels = repository().join("i18n/fr/labels.ftl");
    let labels = std::fs::read_to_string(labels).expect("labels");
    project.write("i18n/fr/labels.ftl", labels);
    let found = findings(&project, &["--force"]);
    let places: Vec<_> = found
        .iter()
        .map(|f| (f["code"].as_str(), f["file"].as_str()))
        .collect();
    assert_eq!(places, [(Some("runt"), Some("i18n/fr/labels.ftl"))]);
}

#[test]
fn a_fault_of_a_translation_is_silenced_in_its_catalogue() {
    let planted = planted();
    let runt = planted.iter().find(|p| p.code == "runt").expect("a row");
    let project = project(runt, &runt.articles[1]);
    project.edit(
        "fluentpress.yaml",
        "source: fr",
        "source: fr\nlocales: [en]",
    );
    project.ok(&["sync"]);
    let line = "some words that fill a line of a page";
    let ids = project.read("i18n/fr/a.ftl");
    let mut ids = ids.lines().filter_map(|l| Some(l.split_once(" = ")?.0));
    let (title, first) = (ids.next().expect("an id"), ids.next().expect("an id"));
    let file = "i18n/en/a.ftl";
    let mut text = format!("{title} = Title\n{first} = {line} end.\n");
    for id in ids {
        text += &format!("{id} = {line} {line}\n");
    }
    project.write(file, &text);
    let found = findings(&project, &[]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(
        (&found[0]["code"], &found[0]["file"]),
        (&"runt".into(), &file.into())
    );
    let silenced = format!("# fluentpress: allow runt It is meant.\n{first} = ");
    project.edit(file, &format!("{first} = "), &silenced);
    let found = findings(&project, &[]);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn running_heads_and_repeated_texts_are_no_paragraphs() {
    // A title in the head of each page, and the same text on each slide, outside of paragraphs.
    let project = Project::new(&[
        (
            "fluentpress.yaml",
            "source: fr\naudiences: [mine]\nproofread: warn\n",
        ),
        ("layouts/mine/layout.yaml", ""),
        (
            "layouts/mine/brief.typ",
            "#let layout(doc) = {\n  set page(width: 101mm, height: 80mm, margin: 10mm, header: text(size: 6pt, doc.title))\n  \
             set text(font: \"Libertinus Serif\", size: 16pt)\n  for section in doc.sections { for side in (1, 2, 3) [#page(align(horizon, block(doc.title)))]; section.blocks.join() }\n}\n",
        ),
        (
            "seeds/a.md",
            "---\ntitle: Le train de nuit, ou la longue histoire d’un retour que personne n’avait prévu\ndate: 2025-11-01\n---\n\nUn mot.\n",
        ),
    ]);
    let found = findings(&project, &[]);
    let codes: Vec<_> = found.iter().filter_map(|f| f["code"].as_str()).collect();
    assert!(
        !codes.contains(&"widow") && !codes.contains(&"orphan"),
        "{found:?}"
    );
}
