//! What holds for all pages: every word arrives, and nothing lies on anything. Each guard is shown to fail.

use crate::support::Project;

/// Builds an article with a layout whose sections are set by some code; the findings, each by code and place.
fn findings(sections: &str) -> Vec<String> {
    let layout = format!(
        "#let layout(doc) = {{\n  set page(numbering: \"1\", margin: 25mm)\n  title(doc.title)\n  for section in doc.sections {{\n    heading(section.title)\n    let (first, ..rest) = section.blocks\n    {sections}\n  }}\n}}\n"
    );
    let project = Project::new(&[
        (
            "fluentpress.yaml",
            "source: en\nlocales: []\naudiences: [full-analysis]\nproofread: off\n",
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
        "rotate(30deg, reflow: true, block(width: 5cm, first)); rest.join()",
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

#[test]
fn nothing_lies_on_anything() {
    let first = "`rivers-the-first-of-three`";
    let at = "--> seeds/a.md:8:1";
    for (sections, expected) in [
        (
            "block({ place(top, rest.first()); first }); rest.last()",
            format!(
                "error[overlap]: `rivers-the-second-one` and {first} lie on each other --> seeds/a.md:10:1"
            ),
        ),
        (
            "block(width: 4cm, { set par(leading: -0.45em); first }); rest.join()",
            format!("error[overlap]: letters of {first} lie on each other {at}"),
        ),
        (
            "place(dx: 30cm, first); rest.join()",
            format!("error[off-page]: {first} does not fit its page {at}"),
        ),
        (
            "move(dx: 12cm, first); rest.join()",
            format!("error[overflow]: {first} does not fit its place {at}"),
        ),
        (
            "block(width: 10mm, first); rest.join()",
            format!("error[overflow]: {first} does not fit its place {at}"),
        ),
        (
            "[#block(width: 3cm, height: 1em, first) <fp-region>]; v(3cm); rest.join()",
            format!("error[overflow]: {first} does not fit its place {at}"),
        ),
        (
            "table(columns: (1cm, 3cm), first, ..rest)",
            format!(
                "error[overflow]: the table that begins with {first} does not fit its place {at}"
            ),
        ),
        (
            "rotate(90deg, reflow: true, table(columns: (1cm, 3cm), first, ..rest))",
            format!(
                "error[overflow]: the table that begins with {first} does not fit its place {at}"
            ),
        ),
        (
            "page(margin: (left: 3mm, rest: 3cm), numbering: none, first); rest.join()",
            format!("warning[near-trim]: {first} stands 3.0 mm from the edge of its page {at}"),
        ),
    ] {
        assert_eq!(findings(sections), [expected], "{sections}");
    }
}

#[test]
fn what_is_meant_is_no_finding() {
    for sections in [
        "block({ first; [#block(place(top, dy: -1em, rest.first())) <fp-overlay>] }); rest.last()",
        "{ set par(leading: 0.2em); section.blocks.join() }",
        "pad(left: -1cm, section.blocks.join())",
        "place(dx: -2cm, block(width: 15mm, [1])); section.blocks.join()",
        "box(width: 0pt, place(dx: -1cm)[1]); section.blocks.join()",
        "math.equation(block: true, alt: \"a sum\", $ sum_(i=1)^n sqrt(x^2 / 3) hat(y)_i integral_0^oo e^(-x) root(3, x) $); section.blocks.join()",
        "section.blocks.map(it => text(font: \"Libertinus Serif\", style: \"italic\", it)).join()",
        "rotate(90deg, reflow: true, block(width: 6cm, section.blocks.join()))",
        "scale(50%, reflow: true, section.blocks.join())",
        "table(columns: 3, ..section.blocks)",
        "grid(columns: (1fr, 1fr), ..section.blocks)",
        "columns(2, section.blocks.join())",
        "enum(..section.blocks)",
        "figure(first, caption: rest.first()); rest.last()",
    ] {
        assert_eq!(findings(sections), [""; 0], "{sections}");
    }
}

#[test]
fn letters_of_all_shapes() {
    let project = Project::new(&[
        (
            "fluentpress.yaml",
            "source: en\nlocales: []\naudiences: [full-analysis]\nproofread: off\n",
        ),
        (
            "seeds/a.md",
            "---\ntitle: \"Ậm ỉ Ẫm ỗ Ǘ Ṩ gjpqy ĝ ỹ\"\ndate: 2025-11-01\n---\n\nỆ Ộ Ữ ậ ẫ gjpqy. **Ộ**_f_)(_j_)**Ậ** f_f_f \u{202B}שָׁלוֹם עֲלֵיכֶם\u{202C} x\u{302}\u{323}y \u{0391}\u{0313}.\n\n# Đường Ẫ gjy\n\n| Ẫ | gjy |\n| --- | ---: |\n| Ỗ | **_ff_**) |\n",
        ),
    ]);
    let run = project.run(&["build", "--color", "never"]);
    assert!(
        run.code == 0 && !run.stderr.contains("warning["),
        "{}",
        run.stderr
    );
}

/// An English article for one audience of the project's own layouts.
fn article(audience: &str, body: &str) -> Project {
    let settings = format!("source: en\nlocales: [en]\naudiences: [{audience}]\nproofread: off\n");
    let project = Project::new(&[("fluentpress.yaml", &settings)]);
    let head = "---\ntitle: A trial\ndate: 2025-03-01\n---\n\n";
    project.write("seeds/a.md", format!("{head}{body}\n"));
    project
}

#[test]
fn the_section_that_a_summary_begins_with_may_be_a_subsection() {
    let body = "Words.\n\n# One {.outlook}\n\nWords.\n\n## Two {.bottom-line}\n\nWords.";
    let run = article("executive-summary", body).ok(&["build", "--color", "never"]);
    assert_eq!(run.stderr, "");
}

#[test]
fn a_page_that_is_too_full_is_one_finding() {
    let table = "| A | B |\n|---|---|\n| words | words |\n\n".repeat(24);
    let body = format!("# One {{.takeaways}}\n\n{table}");
    let run = article("key-points", &body).run(&["build", "--format", "brief", "--color", "never"]);
    assert_eq!(run.stderr.matches("error[").count(), 1, "{}", run.stderr);
}

#[test]
fn a_subscript_in_the_last_line_of_a_full_slide_fits() {
    let words = |count| {
        format!(
            "Line of words about CO~2~ {}with H~2~O\n\n",
            "and more words ".repeat(count)
        )
    };
    let body = format!("# One\n\n{}", [8, 8, 16, 16, 1].map(words).concat());
    let run = article("full-analysis", &body).ok(&["build", "--color", "never"]);
    assert_eq!(run.stderr, "");
}

#[test]
fn a_handout_shows_the_notes_of_a_slide_in_its_picture() {
    let body =
        "# One {.takeaways}\n\n- First[^a]\n- Second\n\n::: notes\nSpoken.\n:::\n\n[^a]: A note.";
    let run = article("key-points", body).ok(&["build", "--notes", "--color", "never"]);
    assert_eq!(run.stderr, "");
}

#[test]
fn a_handout_has_slides_with_any_address() {
    let body = "# One {.takeaways}\n\n- See [the data](https://a.org/?a=1&b=<2>#\"c\")\n- Second";
    let run = article("key-points", body).ok(&["build", "--notes", "--color", "never"]);
    assert_eq!(run.stderr, "");
}

/// Builds a brief with so many lines before a table with notes, which goes over to a second page where there are many.
fn with_table(count: usize, table: &str, notes: &str) -> String {
    let lines = "A line of its own.\n\n".repeat(count);
    let body = format!("# One\n\n{lines}{table}\n\n{notes}");
    let project = article("full-analysis", &body);
    let run = project.ok(&["build", "--format", "brief", "--color", "never"]);
    run.stderr
}

#[test]
fn a_note_stands_on_the_page_of_its_mark() {
    let table = "| Region[^a] | Cost |\n|---|--:|\n| North | 1.5[^a] |\n| South | 12 |";
    for count in 26..34 {
        let said = with_table(count, table, "[^a]: A note.");
        assert_eq!(said, "", "{count}");
    }
}

#[test]
fn a_note_on_another_page_than_its_mark_is_a_warning() {
    // The rows of a long table cannot be sent to the next page one by one.
    let rows: String = (0..30).map(|n| format!("| a[^n{n}] | b |\n")).collect();
    let notes: String = (0..30)
        .map(|n| format!("[^n{n}]: A note of a few words.\n\n"))
        .collect();
    let table = format!("| A | B |\n|---|---|\n{rows}");
    let apart = "warning[footnote-apart]: the footnote `fn-n";
    let is_said = (18..34).any(|count| with_table(count, &table, &notes).contains(apart));
    assert!(is_said);
}
