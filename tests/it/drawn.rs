//! What a layout drops or hides although its words are on the pages: equations, what charts say, pictures.

use crate::support::{Project, repository};

/// Builds an article with a layout whose blocks are set by some code; the findings, each by code and place.
fn findings(blocks: &str) -> Vec<String> {
    let layout = format!(
        "#let layout(doc) = {{\n  set page(numbering: \"1\", margin: 25mm)\n  title(doc.title)\n  for section in doc.sections {{\n    heading(section.title)\n    {blocks}\n    section.blocks.join()\n  }}\n}}\n"
    );
    let drawing = std::fs::read_to_string(repository().join("tests/fixtures/figure.svg"));
    let project = Project::new(&[
        (
            "fluentpress.yaml",
            "source: en\nlocales: []\naudiences: [full-analysis]\nproofread: off\n",
        ),
        ("layouts/full-analysis/brief.typ", &layout),
        ("seeds/figure.svg", &drawing.expect("a drawing")),
        (
            "seeds/a.md",
            "---\ntitle: A title\ndate: 2025-11-01\n---\n\n# Rivers\n\nThe depth $d$ of a river.\n\n$$d = \\frac{1}{2} g t^{12}$$\n\n| Year | Depth |\n| --- | ---: |\n| 2010 | 4 |\n| 2015 | 5.5 |\n| 2020 | 7 |\n\n: {.chart type=line}\n\n| River | Depth |\n| --- | ---: |\n| Rhine | 4 |\n| Danube | 5.5 |\n\n: {.chart type=bar}\n\n![A square](figure.svg \"What it says.\"){width=20%}\n",
        ),
    ]);
    let run = project.run(&["build", "--format", "brief", "--color", "never"]);
    let lines: Vec<_> = run.stderr.lines().collect();
    let heads = lines
        .windows(2)
        .filter(|two| two[1].trim_start().starts_with("--> "));
    let found: Vec<_> = heads
        .map(|two| format!("{} {}", two[0], two[1].trim()))
        .collect();
    assert_eq!(run.code, i32::from(!found.is_empty()), "{}", run.stderr);
    found
}

const IN_LINE: &str = "error[text-lost]: `rivers-the-depth-of-river` is not whole on the pages: `d` is missing --> seeds/a.md:8:1";
const DISPLAYED: &str =
    "error[text-lost]: this equation is not on the pages: `d=12gt12` --> seeds/a.md:10:1";
const LINES: &str =
    "error[text-lost]: the values of this chart are not on the pages --> seeds/a.md:18:3";
const YEARS: &str =
    "error[text-lost]: the categories of this chart are not on the pages --> seeds/a.md:18:3";
const BARS: &str =
    "error[text-lost]: the values of this chart are not on the pages --> seeds/a.md:25:3";
const PICTURE: &str = "error[text-lost]: this picture is not on the pages --> seeds/a.md:27:1";

const CUT: &str = "error[overflow]: this picture does not fit its place: a part of it is cut off or stands outside --> seeds/a.md:27:1";

#[test]
fn what_has_no_words_arrives_too() {
    for (blocks, expected) in [
        ("", &[][..]),
        ("set text(fill: white); set page(fill: black)", &[]),
        ("show math.equation: it => box(stroke: 1pt, it)", &[]),
        ("show math.equation: none", &[IN_LINE, DISPLAYED]),
        ("show math.equation.where(block: false): hide", &[IN_LINE]),
        (
            "show math.equation: set text(fill: white)",
            &[IN_LINE, DISPLAYED],
        ),
        (
            "show math.equation.where(block: true): scale.with(1%)",
            &[DISPLAYED],
        ),
        ("show image: none", &[PICTURE]),
        (
            "show image: it => block({ it; place(top, rect(width: 100%, height: 100%, fill: white)) })",
            &[PICTURE],
        ),
        ("show image: place.with(dx: 30cm)", &[PICTURE]),
        (
            "show image: it => block(clip: true, height: 0pt, it)",
            &[PICTURE],
        ),
        ("show image: set image(width: 5mm)", &[]),
        ("set image(height: 1mm)", &[CUT]),
        (
            "show image: it => [#block(width: 100%, height: 3mm, it)<fp-region>]",
            &[CUT],
        ),
        // Only words, without their numbers.
        (
            "show <fp-chart>: it => it.body.value.series.first().name + it.body.value.x + it.body.value.categories.map(it => it.name).join()",
            &[LINES, BARS],
        ),
        ("show regex(\"20[0-9]+\"): hide", &[YEARS]),
        (
            "show <fp-chart>: it => { show regex(\"[0-9.]+\"): hide; it }",
            &[LINES, BARS],
        ),
    ] {
        assert_eq!(findings(blocks), expected, "{blocks}");
    }
}
