//! Drawings: words without glyphs or room, fonts and colours asked for in vain, what is left out; and handouts, which show all of a slide.

use crate::support::Project;
use crate::support::proofs::{press_file, small};

/// A drawing of 160 × 100 units.
fn drawing(inner: &str) -> String {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 160 100' width='160mm' height='100mm'>{inner}</svg>"
    )
}

/// What is said of a drawing, each finding as `code severity: message`, all at the article's line.
fn said(inner: &str, command: &str) -> Vec<String> {
    let project = small("", "![A drawing](i.svg)");
    project.write("seeds/i.svg", drawing(inner));
    let run = project.run(&[command, "--message-format", "json"]);
    let all = run.messages("diagnostic").into_iter().map(|line| {
        assert_eq!(
            (&line["file"], &line["line"]),
            (&"seeds/a.md".into(), &8.into()),
            "{line}"
        );
        let text = |key: &str| line[key].as_str().expect("a text").to_owned();
        let message = text("message").replace("the drawing `seeds/i.svg` ", "");
        format!("{} {}: {message}", text("code"), text("severity"))
    });
    all.collect()
}

#[test]
fn what_a_drawing_does_not_get() {
    let cases: [(&str, &[&str]); 20] = [
        (
            "<text x='10' y='50' font-family='Noto Sans'>Words</text>",
            &[],
        ),
        ("<text x='10' y='50'>Words</text>", &[]),
        (
            "<text x='10' y='50' font-family='Noto Sans'>東京 and 東</text>",
            &[
                "drawing-glyph error: holds letters that no font has, 京東, in “東京 and 東”: each would be an empty box",
            ],
        ),
        (
            "<text x='10' y='50' font-family='Helvetica Neue, sans-serif'>Words</text><text x='10' y='70' font-family='Helvetica Neue, sans-serif'>More</text>",
            &[
                "drawing-font warning: asks for the font “Helvetica Neue, sans-serif”, which is not there: its words are set in the layout's own font",
            ],
        ),
        (
            "<text x='10' y='50' font-family='Helvetica, Noto Sans'>Words</text>",
            &[],
        ),
        (
            "<style>text { font-family: 'Fira Sans' }</style><text x='10' y='50'>Words</text>",
            &[
                "drawing-font warning: asks for the font “Fira Sans”, which is not there: its words are set in the layout's own font",
            ],
        ),
        (
            "<text x='152' y='50' font-size='10' text-anchor='end'>Words</text>",
            &[],
        ),
        (
            "<text x='300' y='50' font-size='10'>Words</text>",
            &[
                "drawing-overflow error: has “Words” beyond its right edge by 104 % of its width, where it is cut off",
            ],
        ),
        (
            "<rect width='9' height='9' fill='#f00 device-cmyk(0,1,1,0)'/>",
            &[
                "drawing-color error: has a colour that is not understood, `fill: #f00 device-cmyk(0,1,1,0)`: it is left out or painted black",
            ],
        ),
        (
            "<style>rect { stroke: var(--x) }</style><rect width='9' height='9'/>",
            &[
                "drawing-color error: has a colour that is not understood, `stroke: var(--x)`: it is left out or painted black",
            ],
        ),
        (
            "<rect width='9' height='9' fill='url(#gone)'/>",
            &["drawing-unsupported error: refers to `#gone` (its line 1), which it does not hold"],
        ),
        (
            "<use href='other.svg#a'/>",
            &[
                "drawing-unsupported error: refers to `other.svg#a` (its line 1), a part of another file, which is left out",
            ],
        ),
        (
            "<foreignObject width='9' height='9'/>",
            &[
                "drawing-unsupported error: holds `<foreignObject>` (its line 1), such as text with HTML in it, which is left out",
            ],
        ),
        (
            "<flowRoot><flowPara>Words</flowPara></flowRoot>",
            &[
                "drawing-unsupported error: holds `<flowRoot>` (its line 1), text in a frame, which is left out",
            ],
        ),
        (
            "<script>draw()</script>",
            &[
                "drawing-unsupported warning: holds `<script>` (its line 1), which does nothing on a page",
            ],
        ),
        (
            "<image href='gone.png' width='9' height='9'/>",
            &["missing-image error: shows `gone.png`, which cannot be read"],
        ),
        (
            "<image href='https://example.org/a.png' width='9' height='9'/>",
            &[
                "missing-image error: shows `https://example.org/a.png`, which is not a file beside it",
            ],
        ),
        (
            "<image href='data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB' width='9' height='9'/>",
            &["image-damaged error: holds a picture that is cut off"],
        ),
        // What programs write every day.
        (
            "<rect width='0' height='9'/><circle r='0'/><polyline points='1,1'/><path d='M0 0'/>",
            &[],
        ),
        (
            "<metadata/><title>T</title><g style='fill:currentColor;-inkscape-stroke:none;paint-order:stroke fill'><rect width='9' height='9'/></g>",
            &[],
        ),
    ];
    for (inner, wanted) in cases {
        assert_eq!(said(inner, "check"), wanted, "{inner}");
    }
}

#[test]
fn boxes_are_refused_in_print_as_on_screen() {
    let project = small("", "![A drawing](i.svg)");
    project.write("seeds/i.svg", drawing("<text x='10' y='50'>東京</text>"));
    for edition in ["screen", "press"] {
        let run = project.run(&["build", "--edition", edition]);
        assert_eq!(run.code, 1, "{edition}");
        assert!(
            run.stderr.starts_with("error[drawing-glyph]"),
            "{}",
            run.stderr
        );
        assert!(run.stderr.ends_with("1 error\n"), "{}", run.stderr);
    }
    // A font of the project's own, and every letter is there.
    project.write("seeds/i.svg", drawing("<text x='10' y='50'>Tokyo</text>"));
    press_file(&project);
}

#[test]
fn handouts_show_the_words_of_drawings() {
    let article = "---\ntitle: T\ndate: 2025-01-01\n---\n\n# One\n\n![A drawing](i.svg)\n\n::: notes\nSay it.\n:::\n";
    let ink = |inner: &str| {
        let project = Project::new(&[
            (
                "fluentpress.yaml",
                "source: en\naudiences: [full-analysis]\n",
            ),
            ("seeds/a.md", article),
        ]);
        project.write("seeds/i.svg", drawing(inner));
        project.ok(&["build", "--format", "slides", "--notes"]);
        let handout = project.path("dist/a-full-analysis-slides-en-notes.pdf");
        handout_ink(&handout)
    };
    let plain = ink("<rect width='160' height='100' fill='#fff'/>");
    let words = ink(
        "<rect width='160' height='100' fill='#fff'/><text x='10' y='60' font-size='30'>Words</text>",
    );
    // Five large letters are hundreds of curves' worth of outline.
    assert!(
        words > plain + 60,
        "{words} operators, and {plain} without words"
    );
}

/// How many curves and lines all streams of a file draw.
fn handout_ink(path: &std::path::Path) -> usize {
    let document = lopdf::Document::load(path).expect("a PDF");
    let streams = document
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok());
    let plain = streams.filter_map(|stream| stream.get_plain_content().ok());
    let decoded = plain.filter_map(|content| lopdf::content::Content::decode(&content).ok());
    let operators = decoded.flat_map(|content| content.operations);
    operators
        .filter(|operation| ["c", "l", "v", "y"].contains(&operation.operator.as_str()))
        .count()
}
