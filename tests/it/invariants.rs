//! What holds for all pages: every word arrives, and nothing lies on anything. Each guard is shown to fail.

use crate::support::Project;

/// Builds an article with a layout whose sections are set by some code; the findings, each by code and place.
fn findings(sections: &str) -> Vec<String> {
    let layout = format!(
        "#let layout(doc) = {{\n  set page(numbering: \"1\")\n  title(doc.title)\n  for section in doc.sections {{\n    heading(section.title)\n    let (first, ..rest) = section.blocks\n    {sections}\n  }}\n}}\n"
    );
    let project = Project::new(&[
        (
            "fluentpress.yaml",
            "source: en\nlocales: []\naudiences: [full-analysis]\n",
        ),
        ("layouts/full-analysis/brief.typ", &layout),
        (
            "seeds/a.md",
            "---\ntitle: A title\ndate: 2025-11-01\n---\n\n# Rivers\n\nThe first of three paragraphs about *rivers*.\n\nThe second one.\n\nThe third one, which is the last.\n",
        ),
    ]);
    let run = project.run(&["build", "--format", "brief", "--color", "never"]);
    let lines: Vec<_> = run.stderr.lines().collect();
    let heads = lines
        .windows(2)
        .filter(|two| two[1].trim_start().starts_with("--> "));
    let found = heads.map(|two| format!("{} {}", two[0], two[1].trim()));
    let found: Vec<_> = found.collect();
    assert_eq!(
        run.code,
        i32::from(found.iter().any(|f| f.starts_with("error"))),
        "{}",
        run.stderr
    );
    found
}

#[test]
fn every_word_arrives() {
    let whole = "first; rest.join()";
    assert_eq!(findings(whole), [""; 0], "{whole}");
    let lost = "error[text-lost]: `rivers-the-first-of-three` is not on the pages: `The first of three paragraphs about rivers.` --> seeds/a.md:8:1";
    for dropped in [
        "rest.join()",
        "hide(first); rest.join()",
        "context if measure(first).width > 0pt { rest.join() }",
        "block(width: 100%, height: 0pt, clip: true, first); rest.join()",
        "block({ first; place(top, rect(width: 100%, height: 100%, fill: white)) }); rest.join()",
        "{ set text(fill: white); first }; rest.join()",
        "block(fill: aqua, text(fill: aqua, first)); rest.join()",
        "{ set text(fill: black.transparentize(100%)); first }; rest.join()",
        "{ set text(size: 0.1pt); first }; rest.join()",
        "scale(1%, first); rest.join()",
    ] {
        assert_eq!(findings(dropped), [lost], "{dropped}");
    }
    let all = "error[text-lost]: `rivers-the-first-of-three` and the texts after it, 3 in all, are not on the pages: `The first of three paragraphs about rivers.` --> seeds/a.md:8:1";
    assert_eq!(findings("hide(section.blocks.join())"), [all]);
    // Half of a text is no text.
    let half = findings("{ show regex(\"about\"): none; first }; rest.join()");
    assert!(
        half.len() == 1
            && half[0].contains("is not whole on the pages: ")
            && half[0].contains("about"),
        "{half:?}"
    );
}

#[test]
fn words_arrive_in_any_shape() {
    for shape in [
        "upper(first); rest.join()",
        "smallcaps(first); rest.join()",
        "{ show regex(\"[aeiou]\"): set text(fill: red); first }; rest.join()",
        "{ show \"paragraphs about\": strong; first }; rest.join()",
        "block(width: 2cm, { set text(hyphenate: true); first }); rest.join()",
        "rotate(30deg, block(width: 5cm, first)); rest.join()",
        "block(fill: black, text(fill: white, first)); rest.join()",
        "block(clip: true, inset: 2pt, first); rest.join()",
        "first; first; rest.join()",
        "grid(columns: 2, first, rest.join())",
        "columns(2, section.blocks.join())",
        "{ set text(dir: rtl); first }; rest.join()",
    ] {
        assert_eq!(findings(shape), [""; 0], "{shape}");
    }
}
