//! Ids are given once, to whatever an author writes, and stay with their texts.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use fluentpress::article::parse::parse;
use fluentpress::article::segment::segments;
use fluentpress::diagnostic::Diagnostics;
use fluentpress::l10n::align::{align, segment_words};
use fluentpress::origin::FileId;
use proptest::prelude::*;

use crate::support::Project;

/// The ids of an article without a registry, each with its text.
fn ids(text: &str) -> Vec<(String, String)> {
    let audiences = ["points", "key-points"].map(str::to_owned);
    let mut article = parse(
        &FileId::new("seeds/a.md"),
        text,
        &audiences,
        "en",
        &mut Diagnostics::default(),
    );
    let segments = segments(&mut article);
    let words: Vec<_> = segments.iter().map(segment_words).collect();
    let aligned = align(&segments, &words, None, &|_, _| 0);
    let texts = segments.iter().map(|s| s.parts[0].1.clone());
    aligned.into_iter().map(|a| a.id).zip(texts).collect()
}

/// A block of an article: words that look like each other, and like ids.
fn block() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "Fn",
        "Meta",
        "Meta title",
        "Title",
        "Notes",
        "Slides title",
        "Slides",
        "A",
        "a b",
        "A-b",
        "b",
        "北京",
        "背景",
        "Το λιμάνι",
        "—",
        "2",
        "Evidence",
        "Evidence slides",
        "Lede",
    ]);
    let kind = prop::sample::select(vec![
        "# {}\n\n",
        "## {} {.role}\n\n",
        "{}\n\n",
        "- {}\n- {}\n\n",
        "{}\n\n: {}\n\n",
        "> {}\n>\n> — {}\n\n",
        "| {} | {} |\n|---|---|\n| {} | x |\n\n",
        "::: slides\n{}\n:::\n\n",
        "::: notes\n{}\n:::\n\n",
        "::: key-points\n{}\n:::\n\n",
        "::: points\n{}\n:::\n\n",
    ]);
    (kind, words).prop_map(|(kind, words)| kind.replace("{}", words))
}

fn article(blocks: &[String]) -> String {
    let mut text = "---\ntitle: Meta\nsubtitle: Title\ndate: 2025-11-01\n---\n\n".to_owned();
    for (at, block) in blocks.iter().enumerate() {
        text.push_str(block);
        // Notes whose names have one slug, or none.
        let name = ["a", "b", "é2", "e2", "1.0", "1-0", "—", "…", "title"][at % 9];
        let _ = write!(
            text,
            "Mark[^{name}{}].\n\n[^{name}{}]: {block}",
            at / 9,
            at / 9
        );
        text.push_str("\n\n");
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn ids_are_unique_and_no_later_text_changes_them(
        blocks in prop::collection::vec(block(), 1..12), kept in 0_usize..12,
    ) {
        let whole = ids(&article(&blocks));
        let unique: BTreeSet<_> = whole.iter().map(|(id, _)| id).collect();
        prop_assert_eq!(unique.len(), whole.len(), "{:?}", whole);
        let id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        prop_assert!(unique.iter().all(|one| one.chars().all(id)), "{:?}", whole);
        let part = ids(&article(&blocks[..kept.min(blocks.len())]));
        let all: BTreeSet<_> = whole.iter().collect();
        for one in &part {
            prop_assert!(all.contains(one), "{:?} is not in {:?}", one, whole);
        }
    }
}

#[test]
fn thousands_of_equal_texts_take_no_longer_than_others() {
    let equal = "The same words as before.\n\n".repeat(20_000);
    let text = format!("---\ntitle: T\ndate: 2025-11-01\n---\n\n{equal}");
    let start = std::time::Instant::now();
    let ids = ids(&text);
    assert_eq!(ids[20_000].0, "lede-the-same-words-as-20000");
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

fn project(body: &str) -> Project {
    let project = Project::small();
    let head = "---\ntitle: A trial\ndate: 2025-11-01\n---\n\n";
    project.write(
        "fluentpress.yaml",
        "source: en\naudiences: [full-analysis]\n",
    );
    project.write("seeds/a.md", format!("{head}{body}"));
    project
}

#[test]
fn every_note_is_printed_with_its_own_text() {
    let project = project(
        "One[^a] two[^b] three[^1.0] four[^1-0] five[^é2] six[^e2] seven[^—] eight[^Fn].\n\n# Fn\n\nText.\n\n# Meta\n\nText.\n\n\
         ::: notes\nSaid[^a].\n:::\n\n\
         [^a]: Alpha.\n[^b]: Beta.\n[^1.0]: Point.\n[^1-0]: Dash.\n[^é2]: Acute.\n[^e2]: Plain.\n[^—]: Line.\n[^fn]: Name.\n",
    );
    project.ok(&["sync"]);
    let catalogue = project.read("i18n/en/a.ftl");
    for line in [
        "meta-title = A trial",
        "section-fn-title = Fn",
        "section-meta-title = Meta",
        "fn-a = Alpha.",
        "fn-b = Beta.",
        "fn-1-0 = Point.",
        "fn-1-0-2 = Dash.",
        "fn-e2 = Acute.",
        "fn-e2-2 = Plain.",
        "fn-note = Line.",
        "fn-fn = Name.",
    ] {
        assert!(
            catalogue.contains(&format!("\n{line}\n")),
            "{line}: {catalogue}"
        );
    }
    assert_eq!(project.ok(&["sync"]).stdout, "up to date\n");
    project.ok(&["check"]);
    project.ok(&["build", "--notes"]);
    for name in ["brief-en", "slides-en", "slides-en-notes"] {
        let body = project.pdf(&format!("a-full-analysis-{name}.pdf")).body();
        for word in [
            "Alpha", "Beta", "Point", "Dash", "Acute", "Plain", "Line", "Name",
        ] {
            let found = body.matches(&format!("{word}.")).count();
            assert_eq!(found, 1, "{word} in {name}: {body}");
        }
    }
}

/// Names of notes as they are written at the mark and at the definition; whether they match.
#[test]
fn names_of_notes_match_without_case() {
    for (mark, name, matches) in [
        ("Census", "census", true),
        ("STRASSE", "straße", true),
        ("straße", "STRAẞE", true),
        ("ΟΔΥΣΣΕΎΣ", "οδυσσεύς", true),
        ("ÉTÉ", "été", true),
        ("a\u{A0}b", "A\u{A0}B", true),
        ("ete", "été", false),
        ("a-b", "a_b", false),
    ] {
        let project = project(&format!("Claim[^{mark}].\n\n[^{name}]: The note.\n"));
        let run = project.run(&["check"]);
        assert_eq!(
            run.code,
            i32::from(!matches),
            "{mark}, {name}: {}",
            run.stderr
        );
        if !matches {
            assert!(
                run.stderr.contains("error[unknown-footnote]"),
                "{}",
                run.stderr
            );
            continue;
        }
        // In translations too.
        project.ok(&["sync"]);
        let catalogue = project.read("i18n/en/a.ftl").replace("The note", "La note");
        project.write(
            "i18n/fr/a.ftl",
            catalogue.replace(&format!("[^{name}]"), &format!("[^{mark}]")),
        );
        project.ok(&["sync"]);
        let brief = ["build", "--locale", "fr", "--format", "brief"];
        project.confirm("fr").ok(&brief);
        let body = project.pdf("a-full-analysis-brief-fr.pdf").body();
        assert!(body.contains("La note."), "{mark}, {name}: {body}");
    }
}

#[test]
fn clashes_that_people_wrote_name_both_places() {
    for (body, said) in [
        (
            "# A {#one}\n\nText.\n\n# B {#one}\n\nText.\n",
            "the heading at line 6 has the id `one` already",
        ),
        (
            "Text.\n\n# A {#lede}\n\nText.\n",
            "`lede` is the id of the text before the first heading, at line 6",
        ),
        (
            "A[^x] b[^X].\n\n[^x]: One.\n\n[^X]: Two.\n",
            "the footnote `[^X]` is defined at line 8 already",
        ),
        ("A[^a b].\n", "the footnote `[^a b]` is not defined"),
    ] {
        let run = project(body).run(&["check"]);
        assert_eq!(run.code, 1);
        assert!(run.stderr.contains(said), "{}", run.stderr);
        assert_eq!(run.stderr.matches("error[").count(), 1, "{}", run.stderr);
    }
}

/// The message of each text.
fn catalogue(project: &Project, file: &str) -> BTreeMap<String, String> {
    let text = project.read(file);
    let lines = text.lines().filter_map(|line| line.split_once(" = "));
    lines
        .filter(|(id, _)| !id.starts_with('#'))
        .map(|(id, text)| (text.to_owned(), id.to_owned()))
        .collect()
}

#[test]
fn sections_of_one_slug_keep_their_ids_when_they_are_exchanged() {
    let sections = [
        "# Été\n\nFirst text of this one.\n\n",
        "# Ete\n\nSomething else altogether.\n\n",
        "# Το λιμάνι\n\nThe harbour is closed.\n\n",
        "# ΤΟ ΛΙΜΆΝΙ\n\nNobody came.\n\n",
    ];
    let project = project(&sections.concat());
    project.ok(&["sync"]);
    let before = catalogue(&project, "i18n/en/a.ftl");
    assert_eq!(before.len(), 9, "{before:?}");
    let french = project.read("i18n/en/a.ftl");
    project.write("i18n/fr/a.ftl", french).ok(&["sync"]);
    project.confirm("fr");
    let head = "---\ntitle: A trial\ndate: 2025-11-01\n---\n\n";
    for order in [[1, 0, 2, 3], [3, 2, 1, 0], [0, 1, 2, 3]] {
        let body = order.map(|at| sections[at]).concat();
        project.write("seeds/a.md", format!("{head}{body}"));
        let said = project.ok(&["sync"]).stdout;
        assert!(
            !said.contains("edited") && !said.contains("stale"),
            "{said}"
        );
        assert_eq!(catalogue(&project, "i18n/en/a.ftl"), before);
        project.ok(&["build", "--locale", "fr", "--format", "brief"]);
    }
    // One of two is deleted: the other keeps its id and its translation.
    project.write(
        "seeds/a.md",
        format!("{head}{}{}", sections[1], sections[3]),
    );
    let said = project.ok(&["sync"]).stdout;
    assert!(
        !said.contains("edited") && !said.contains("stale"),
        "{said}"
    );
    let after = catalogue(&project, "i18n/en/a.ftl");
    assert!(
        after.iter().all(|(text, id)| before.get(text) == Some(id)),
        "{after:?}"
    );
    project.ok(&["build", "--locale", "fr", "--format", "brief"]);
}

#[test]
fn catalogues_of_the_first_version_keep_their_ids() {
    let project =
        project("One[^a].\n\n# Fn {#fn}\n\nText of it.\n\n[^a]: Alpha, the first of all.\n");
    let old = "### a: the source catalogue, written by `fluentpress sync` from seeds/a.md.\n\n# title\nmeta-title = A trial\n\n# paragraph\nlede-one = One[^a].\n\n# heading\nfn-title = Fn\n\n# paragraph\nfn-text-of-it = Text of it.\n\n# footnote\nfn- = Alpha, the first of all.\n";
    project.write("i18n/en/a.ftl", old).ok(&["sync"]);
    let kept = ["meta-title", "lede-one", "fn-title", "fn-text-of-it", "fn-"];
    let ids = || {
        catalogue(&project, "i18n/en/a.ftl")
            .into_values()
            .collect::<BTreeSet<_>>()
    };
    assert_eq!(ids(), kept.map(str::to_owned).into());
    project.edit("seeds/a.md", "Alpha, the first", "Alpha, the very first");
    project.edit("seeds/a.md", "# Fn", "# Functions");
    project.ok(&["sync"]);
    assert_eq!(ids(), kept.map(str::to_owned).into());
}

#[test]
fn front_matter_may_end_in_several_ways() {
    for head in [
        "--- \ntitle: T\ndate: 2025-11-01\n--- \n",
        "---\t\r\ntitle: T\r\ndate: 2025-11-01\r\n---\t\r\n",
        "\u{FEFF}---\ntitle: T\ndate: 2025-11-01\n...\n",
        "\n---\ntitle: T\ndate: 2025-11-01\n---\n",
    ] {
        let project = project("");
        project.write(
            "seeds/a.md",
            format!("{head}\n# One {{#one}}\n\nText[^x].\n"),
        );
        let run = project.run(&["check"]);
        assert_eq!(run.stderr.matches("error[").count(), 1, "{}", run.stderr);
        let line = head.matches('\n').count() + 4;
        let place = format!("seeds/a.md:{line}:");
        assert!(run.stderr.contains(&place), "{head:?}: {}", run.stderr);
    }
}

#[test]
fn artifacts_never_share_a_file() {
    let project = Project::small();
    let article = project.read("seeds/a.md");
    project.write(
        "fluentpress.yaml",
        "source: fr\naudiences: [key-points, points]\n",
    );
    project.write("layouts/points/layout.yaml", "");
    project.write("layouts/points/brief.typ", "#let layout(doc) = doc.title\n");
    project.write("seeds/a-key.md", &article);
    for command in ["check", "build"] {
        let run = project.run(&[command]);
        assert_eq!(run.code, 1, "{command}");
        let said = "`a-key-points-brief-fr.pdf` would be the name of two artifacts";
        assert_eq!(run.stderr.matches(said).count(), 1, "{}", run.stderr);
        assert!(
            run.stderr.contains("seeds/a.md for `key-points`"),
            "{}",
            run.stderr
        );
        assert!(
            run.stderr.contains("seeds/a-key.md for `points`"),
            "{}",
            run.stderr
        );
        assert_eq!(
            run.stderr.matches("error[name-clash]").count(),
            1,
            "{}",
            run.stderr
        );
    }
    // A locale that looks like an edition.
    let project = Project::small();
    project.write(
        "fluentpress.yaml",
        "source: fr\nlocales: [fr-press]\naudiences: [full-analysis]\n",
    );
    let run = project.run(&["check"]);
    assert!(
        run.stderr.contains("`a-full-analysis-brief-fr-press.pdf`"),
        "{}",
        run.stderr
    );
}

#[test]
fn articles_are_files_of_their_own_on_every_system() {
    for (name, said) in [
        ("A.md", "differ in the case of letters alone"),
        ("labels.md", "an article cannot be called `labels`"),
    ] {
        let project = Project::small();
        project.write(&format!("seeds/{name}"), project.read("seeds/a.md"));
        // Where the file system cannot hold both, there is nothing to find.
        if project.path("seeds").read_dir().expect("a folder").count() < 2 {
            continue;
        }
        let run = project.run(&["check"]);
        assert_eq!(run.code, 1);
        assert!(run.stderr.contains(said), "{}", run.stderr);
        assert_eq!(
            run.stderr.matches("error[article-name]").count(),
            1,
            "{}",
            run.stderr
        );
    }
}

/// A fault in a line of the front matter, in each of the ways to write it: the place that is said.
#[test]
fn faults_of_front_matter_have_their_line_and_column() {
    for (yaml, place) in [
        ("title: A <u>word</u>", "2:10"),
        ("title: \"A <u>word</u>\"", "2:11"),
        ("title: 'It''s é <u>word</u>'", "2:17"),
        ("title: |\n  A first\n  é <u>word</u>", "4:5"),
        ("title: >-\n  A first\n\n  line <u>word</u>", "5:8"),
        ("title:\n  A first\n  line <u>word</u>", "4:8"),
        ("{ \"title\": \"A <u>word</u>\",", "2:15"),
        ("vars: { x: &t \"A <u>word</u>\" }\ntitle: *t", "2:18"),
        ("title: A\nabstract: |2\n    deep <u>word</u>", "4:10"),
        ("title: A\nkeywords: [one, \"two <u>x</u>\"]", "3:22"),
        ("title: A\nkeywords:\n  - one\n  - two <u>x</u>", "5:9"),
        ("title: A\nlang: [x]", "3:1"),
        (
            "title: A\naudiences:\n  full-analysis: [lede, lede2]\n  key-points:\n  - lede2",
            "4:25",
        ),
        (
            "title: A\naudiences:\n  full-analysis: [lede]\n  key-points:\n  - lede2",
            "6:5",
        ),
        ("title: A\nvars:\n  one: 1\n  two: 2025-02-30", "5:3"),
    ] {
        let end = if yaml.starts_with('{') {
            "\"date\": 2025-11-01 }"
        } else {
            "date: 2025-11-01"
        };
        let project = Project::small();
        project.write(
            "seeds/a.md",
            format!("---\n{yaml}\n{end}\n---\n\nA word.\n"),
        );
        let run = project.run(&["check"]);
        assert_eq!(run.code, 1, "{yaml}");
        let first = run.stderr.lines().find(|line| line.contains("seeds/a.md:"));
        assert!(
            first.is_some_and(|line| line.contains(&format!("seeds/a.md:{place}"))),
            "{yaml}: {}",
            run.stderr
        );
    }
}
