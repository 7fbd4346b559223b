//! Boxes, key figures and columns between `:::` fences: on pages and slides of all layouts, and what is said of those that do not fit.

use std::collections::BTreeMap;

use crate::support::Project;

/// A project in English with articles, each by its name and its body.
fn articles<'b>(bodies: impl IntoIterator<Item = (String, &'b str)>) -> Project {
    let project = Project::new(&[(
        "fluentpress.yaml",
        "source: en\nlocales: [en]\naudiences: [full-analysis]\nproofread: off\n",
    )]);
    for (name, body) in bodies {
        let head = "---\ntitle: A trial\ndate: 2025-03-01\n---\n\n# First {#first}\n\n";
        project.write(&format!("seeds/{name}.md"), format!("{head}{body}\n"));
    }
    project
}

/// An article with all of them, for every audience.
const ALL: &str = "---
title: A trial
date: 2025-03-01
audiences:
  executive-summary: [lede, boxes, end]
  key-points: [lede, key]
---

An opening.

# Boxes {#boxes .bottom-line}

::: box
**A title of a *box***

Words in a box.

- An item of it
:::

::: {.box}
### Another title

More words[^note].
:::

::: box
Words without a title.
:::

[^note]: A note.

# Figures {#figures}

::: figure-of
62 %
: of the lines run at a loss
:::

::: figure-of
1,400

: carriages are ordered
:::

:::: slides
::: figure-of
62 %
: of the lines run at a loss
:::
::::

# Columns {#columns}

Before them.

:::: columns
::: column
The left one.
:::
::: column
The right one.
:::
::::

# End {#end .outlook}

The end.

# Key {#key .takeaways}

- A point
";

#[test]
fn every_layout_prints_them() {
    let project = Project::new(&[
        (
            "fluentpress.yaml",
            "source: en\nlocales: [en]\nproofread: off\n",
        ),
        ("seeds/a.md", ALL),
    ]);
    project.ok(&["sync"]);
    for locale in ["en", "en-XA", "en-XB"] {
        let run = project.ok(&["build", "--locale", locale, "--color", "never"]);
        assert!(!run.stderr.contains("error"), "{}", run.stderr);
    }
    for format in ["brief", "slides"] {
        let text = project
            .pdf(&format!("a-full-analysis-{format}-en.pdf"))
            .text();
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        for words in [
            "A title of a box Words in a box.",
            "Another title More words",
            "Words without a title.",
            "of the lines run at a loss",
            "The left one.",
        ] {
            let wanted = words.replace(' ', "");
            assert!(text.contains(&wanted), "{format}: {words} in {text}");
        }
    }
}

#[test]
fn columns_stand_side_by_side_where_they_have_room() {
    let body = ":::: columns\n::: column\nLeft\n:::\n::: column\nMiddle\n:::\n::: column\nRight\n:::\n::::";
    let project = articles([("a".to_owned(), body)]);
    let starts = |project: &Project| {
        project.ok(&["build", "--format", "brief"]);
        let pages = project.pdf("a-full-analysis-brief-en.pdf").pages();
        let start = |wanted: &str| {
            let mut runs = pages.iter().flat_map(|page| &page.runs);
            runs.find(|(_, words)| words.trim() == wanted)
                .expect("words")
                .0
        };
        (start("Left"), start("Right"))
    };
    let (left, right) = starts(&project);
    assert!(right > left + 100.0, "{left} {right}");
    project.write(
        "fluentpress.yaml",
        "source: en\nlocales: [en]\naudiences: [full-analysis]\nproofread: off\npaper: { default: a5 }\n",
    );
    let (left, right) = starts(&project);
    assert!((right - left).abs() < 0.1, "{left} {right}");
}

#[test]
fn what_does_not_fit_a_fence_is_said_at_its_line() {
    let table = [
        ("::: figure-of\nWords\n:::", "fence-content 8:1"),
        ("::: figure-of\n1\n: a\n\n2\n: b\n:::", "fence-content 8:1"),
        ("::: figure-of\nWords\n\n1\n: a\n:::", "fence-content 8:1"),
        ("::: box\n:::", "fence-content 8:1"),
        ("::: box\nWords", "fence-unclosed 8:1"),
        ("::: box\nWords\n\n# Second\n\nWords", "fence-unclosed 8:1"),
        (
            "::: box\nWords\n\n# Second\n\nWords\n\n::: slides\nWords\n:::\n",
            "fence-unclosed 8:1",
        ),
        (
            ":::: columns\n::: column\nWords\n:::\n::::",
            "fence-content 8:1",
        ),
        (
            ":::: columns\nWords\n\n::: column\nWords\n:::\n::: column\nWords\n:::\n::::",
            "fence-content 9:1",
        ),
        (
            "::: columns\n::: column\nWords\n:::\n::: column\nWords\n:::\n:::",
            "fence-nested 9:1",
        ),
        (
            ":::: columns\n::: column\nWords\n::: column\nWords\n:::\n::::",
            "fence-unclosed 9:1",
        ),
        ("::: column\nWords\n:::", "fence-nested 8:1"),
        (
            ":::: columns\n::: column\nWords\n:::\n::: slides\nWords\n:::\n::::",
            "fence-content 12:1",
        ),
        (
            ":::: box\n::: slides\nWords\n:::\nMore\n::::",
            "fence-nested 9:1",
        ),
        (
            ":::: box\n::: box\nWords\n:::\nMore\n::::",
            "fence-nested 9:1",
        ),
        ("- a\n\n  ::: box\n  Words\n  :::", "fence-nested 10:1"),
        ("::: box {width=40%}\nWords\n:::", "not-built 8:1"),
        ("::: {.figure-of .narrow}\n1\n: a\n:::", "not-built 8:1"),
        ("::: bx\nWords\n:::", "fence-unknown 8:1"),
    ];
    let name = |at: usize| format!("a{at:02}");
    let bodies = table.iter().enumerate();
    let project = articles(bodies.map(|(at, (typed, _))| (name(at), *typed)));
    let run = project.run(&["check", "--message-format", "json"]);
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for d in run.messages("diagnostic") {
        let word = |name: &str| d[name].as_str().unwrap_or_default().to_owned();
        let said = format!("{} {}:{}", word("code"), d["line"], d["column"]);
        found.entry(word("file")).or_default().push(said);
    }
    for (at, (typed, expected)) in table.into_iter().enumerate() {
        let found = found.get(&format!("seeds/{}.md", name(at)));
        assert_eq!(found, Some(&vec![expected.to_owned()]), "{typed}");
    }
}

#[test]
fn a_narrow_box_stands_in_the_narrow_column() {
    let box_of = |info: &str| {
        format!(
            "Words before it.\n\n::: {info}\n**A title**\n\nInside of it.\n:::\n\nBeside the box stands a paragraph of some length, which leaves it its room.\n\n- And a list."
        )
    };
    let bodies = [
        box_of("{.box .narrow}"),
        box_of("box {.narrow}"),
        box_of("box"),
    ];
    let names = ["narrow", "worded", "wide"];
    let named = names.iter().zip(&bodies);
    let project = articles(named.map(|(name, body)| ((*name).to_owned(), body.as_str())));
    project.ok(&["build", "--deny-warnings"]);
    let left = |name: &str, wanted: &str| {
        let pdf = project.pdf(&format!("{name}-full-analysis-brief-en.pdf"));
        let pages = pdf.pages();
        let mut runs = pages.iter().flat_map(|page| &page.runs);
        let found = runs.find(|(_, words)| words.contains(wanted));
        found.unwrap_or_else(|| panic!("{wanted} in {name}")).0
    };
    for (name, is_narrow) in [("narrow", true), ("worded", true), ("wide", false)] {
        let is_beside = left(name, "Inside") < left(name, "Beside") - 20.0;
        assert_eq!(is_beside, is_narrow, "{name}");
    }
}
