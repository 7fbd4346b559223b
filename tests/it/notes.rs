//! Footnotes: wherever they are marked, printed once with their texts; in circles, an error.

use crate::support::{Project, cases};

fn project(body: &str) -> Project {
    Project::new(&[
        (
            "fluentpress.yaml",
            "source: en\nlocales: []\naudiences: [full-analysis, executive-summary]\n",
        ),
        (
            "seeds/a.md",
            &format!(
                "---\ntitle: Title[^t]\nsubtitle: Subtitle[^s]\ndate: 2025-11-01\n---\n\nLede[^l].\n\n\
                 # Bottom line {{#b .bottom-line}}\n\nA line.\n\n# Outlook {{#o .outlook}}\n\nWords.\n\n{body}\n\n\
                 # Key[^k] {{#k .takeaways}}\n\n- One point[^p]\n- The same[^p]\n\n\
                 [^t]: NOTETITLE\n\n[^s]: NOTESUBTITLE\n\n[^l]: NOTELEDE\n\n[^k]: NOTEKEY\n\n[^p]: NOTEPOINT\n"
            ),
        ),
    ])
}

#[test]
fn notes_arrive_wherever_they_are_marked() {
    let body = "# Head[^h] {#h}\n\nWords[^a], the same[^a], inside[^outer].\n\n- Item[^i]\n\nLabel[^term]\n: Text[^x].\n\n\
                > Quote[^q]\n>\n> — Who[^who]\n\n| Head[^th] | B |\n| --- | --- |\n| Cell[^td] | 1[^n] |\n\n\
                ![Alt](p.svg \"Caption[^cap]\")\n\n> [!NOTE] Box[^box]\n> Words[^w].\n\n\
                [^cap]: NOTECAPTION\n\n[^box]: NOTEBOX\n\n[^w]: NOTEWORDS\n\n\
                [^h]: NOTEHEAD\n\n[^a]: NOTEAGAIN\n\n[^outer]: NOTEOUTER of[^inner]\n\n[^inner]: NOTEINNER\n\n[^i]: NOTEITEM\n\n\
                [^term]: NOTELABEL\n\n[^x]: NOTETEXT\n\n[^q]: NOTEQUOTE\n\n[^who]: NOTEWHO\n\n[^th]: NOTETH\n\n[^td]: NOTETD\n\n[^n]: NOTENUMBER";
    let project = project(body);
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><rect width=\"9\" height=\"9\"/></svg>";
    project.write("seeds/p.svg", drawing);
    project.ok(&["build"]);
    let notes = "CAPTION BOX WORDS HEAD AGAIN OUTER INNER ITEM LABEL TEXT QUOTE WHO TH TD NUMBER TITLE SUBTITLE LEDE KEY POINT";
    for pdf in project.pdfs() {
        let text = project.pdf(&pdf).text();
        for note in notes.split(' ').map(|note| format!("NOTE{note}")) {
            let count = text.matches(&note).count();
            assert!(count >= 1, "{pdf}: {note}");
            if pdf.contains("brief") {
                assert_eq!(count, 1, "{pdf}: {note}");
            }
        }
        let bookmarks = project.pdf(&pdf).bookmarks().join(" ");
        assert!(!bookmarks.contains("NOTE"), "{pdf}: {bookmarks}");
    }
}

#[test]
fn marks_side_by_side_are_two_numbers() {
    let body = "ALPHA[^x][^y] beta[^x]**[^y]**, *gamma[^x]*[^y] and m^2^[^x], with one[^y] alone.\n\n\
                [^x]: NOTEX\n\n[^y]: NOTEY";
    let project = project(body);
    project.ok(&["build"]);
    let pdf = project.pdf("a-full-analysis-brief-en.pdf").text();
    let line = pdf.split_once("ALPHA").expect("the words").1;
    let line = line.replace('\u{a0}', " ");
    let words: Vec<&str> = line.split_whitespace().collect();
    let marks = &words[..2];
    assert!(
        marks.iter().all(|mark| mark.parse::<u8>().is_ok()),
        "{words:?}"
    );
    let (x, y) = (marks[0], marks[1]);
    let set = words.join(" ");
    let expected = format!("{x} {y} beta{x} {y}, gamma{x} {y} and m2 {x}, with one{y} alone.");
    assert!(set.starts_with(&expected), "{set}");
}

#[test]
fn notes_in_circles_are_errors_of_every_command_that_prints() {
    for (notes, said) in [
        ("[^a]: See [^a].", "the footnote `[^a]` refers to itself"),
        (
            "[^a]: See [^b].\n\n[^b]: See [^c].\n\n[^c]: See [^a].",
            "in a circle: `[^a]` → `[^b]` → `[^c]` → `[^a]`",
        ),
    ] {
        let project = project(&format!("Words[^a].\n\n{notes}"));
        for command in [&["check"][..], &["build"], &["emit", "out"]] {
            let run = project.run(&[command, &["--color", "never"]].concat());
            assert_eq!(run.code, 1, "{command:?}: {}", run.stderr);
            let all = run.stdout + &run.stderr;
            assert_eq!(
                all.matches("circular-footnote").count(),
                1,
                "{command:?}: {all}"
            );
            assert!(all.contains(said), "{command:?}: {all}");
        }
        project.ok(&["list"]);
        project.ok(&["status"]);
    }
}

#[test]
fn each_note_is_written_once_however_often_it_is_named() {
    let mut notes = String::from("Words[^n0].\n\n");
    for rank in 0..20 {
        notes += &format!("[^n{rank}]: y [^n{0}] [^n{0}]\n\n", rank + 1);
    }
    let project = project(&(notes + "[^n20]: LAST"));
    project.ok(&["build", "--audience", "full-analysis", "--format", "brief"]);
    let text = project.pdf("a-full-analysis-brief-en.pdf").text();
    assert_eq!(text.matches("LAST").count(), 1);
    // More than a slide holds, said and not copied.
    let run = project.run(&["build", "--format", "slides", "--color", "never"]);
    assert_eq!(run.code, 1);
    let places = run.stderr.matches("--> seeds/a.md:").count();
    assert_eq!(
        run.stderr.matches("error[").count(),
        places,
        "{}",
        run.stderr
    );
}

#[test]
fn notes_stand_on_the_pages_of_their_marks_at_any_height() {
    let words = "words of an item that go on for more than two lines, so that the engine holds its lines together \
                 at the foot of a page, and some more of them to make a third line here";
    let each =
        |count: usize, make: &dyn Fn(usize) -> String| (0..count).map(make).collect::<String>();
    let notes = |body: &str| {
        each(18, &|n| {
            let is_marked = body.contains(&format!("[^n{n}]"));
            if is_marked {
                format!("[^n{n}]: A note of a few words.\n\n")
            } else {
                String::new()
            }
        })
    };
    let bodies = [
        ("list", each(9, &|n| format!("- Item {n}[^n{n}]\n"))),
        (
            "long",
            each(6, &|n| format!("- {words}[^n{n}] and the end.\n")),
        ),
        (
            "enum",
            each(4, &|n| {
                format!(
                    "{}. {words}[^n{n}] and the end.\n\n   - inner {words}[^n{}]\n\n",
                    n + 3,
                    n + 9
                )
            }),
        ),
        (
            "terms",
            each(4, &|n| {
                format!("Term[^n{n}]\n: {words}[^n{}] and the end.\n\n", n + 9)
            }),
        ),
        (
            "text",
            each(6, &|n| format!("{words}[^n{n}] and the end.\n\n")),
        ),
        (
            "head",
            format!(
                "| A[^n0] | B[^n1] | C[^n2] |\n|---|---|---|\n{}",
                "| a | b | c |\n".repeat(30)
            ),
        ),
    ];
    let project = Project::new(&[(
        "fluentpress.yaml",
        "source: en\nlocales: []\naudiences: [full-analysis]\n",
    )]);
    for (name, body) in &bodies {
        // Half of the heights, and all in CI. Where nothing is held together, notes leave their marks at 20, 21 and 24 lines.
        let is_list = *name == "list";
        let (from, step) = match (cases(2) == 2, is_list) {
            (true, true) => (20, 1),
            (true, false) => (20, 2),
            (false, true) => (21, 2),
            (false, false) => (20, 4),
        };
        for lines in (from..34).step_by(step) {
            let before = "A line of its own.\n\n".repeat(lines);
            let notes = notes(body);
            let text =
                format!("---\ntitle: T\ndate: 2025-11-01\n---\n\n# One\n\n{before}{body}\n{notes}");
            project.write(&format!("seeds/{name}{lines}.md"), text);
        }
    }
    let run = project.run(&["build", "--format", "brief", "--color", "never"]);
    assert_eq!(
        (run.code, run.stderr.matches("footnote-apart").count()),
        (0, 0),
        "{}",
        run.stderr
    );
    // Numbers go on from list to list.
    let text = project.pdf("enum24-full-analysis-brief-en.pdf").text();
    let numbers = ["3.", "4.", "5.", "6."]
        .map(|number| text.find(&format!("{number} ")).or(text.find(number)));
    assert!(
        numbers.is_sorted() && numbers[0].is_some(),
        "{numbers:?}: {text}"
    );
}

#[test]
fn a_mark_stays_with_its_word() {
    let project = project("Words.");
    let lede = "Lede[^l].";
    for words in [
        "Lede with a footnote in the text[^l] and more of it.",
        "This is a lede, whose last words are on the line[^l] of it.",
        "A lede of a half of $x$[^l] and of the whole of it.",
    ] {
        let text = project.read("seeds/a.md");
        project.write("seeds/a.md", text.replace(lede, words));
        project.run(&["build", "--format", "slides"]);
        for pdf in project.pdfs() {
            let text = project.pdf(&pdf).text();
            let mark = |line: &&str| line.trim_start().starts_with("3 ");
            assert!(
                !text.lines().any(|line| mark(&line) && line.len() > 12),
                "{pdf}: {text}"
            );
        }
        project.write(
            "seeds/a.md",
            project.read("seeds/a.md").replace(words, lede),
        );
    }
}

/// An article of parts with a note in each sentence, and a table with notes in its head and its rows; `long` is how many words notes have.
fn full_of_notes(parts: usize, paragraphs: usize, long: usize) -> String {
    let words = |count: usize, from: usize| -> String {
        let all = "ports grow faster than the roads that lead to them and the towns behind them pay for what the ministers promised \
                   each other last year in private";
        let all: Vec<&str> = all.split_whitespace().collect();
        let chosen: Vec<&str> = (0..count)
            .map(|at| all[(from + 7 * at) % all.len()])
            .collect();
        chosen.join(" ")
    };
    let mut article = "---\ntitle: Ports\ndate: 2025-03-01\n---\n".to_owned();
    let mut notes = String::new();
    let mut count = 0;
    let mut note = |length: usize| {
        count += 1;
        notes += &format!("\n[^{count}]: N{count} {}.\n", words(length, count));
        count
    };
    for part in 0..parts {
        article += &format!("\n# Part {part}\n");
        for paragraph in 0..paragraphs {
            article += "\n";
            for sentence in 0..4 {
                let at = note(long + 5 * (sentence + paragraph) % long);
                article += &format!("S{} [^{at}].\n", words(14 + 3 * (at % 5), at + paragraph));
            }
        }
        article += &format!("\n| Row | Text[^{}] | No. |\n| - | - | -: |\n", note(2));
        for row in 0..8 {
            let mark = match row % 4 {
                3 => format!("[^{}]", note(9)),
                _ => String::new(),
            };
            article += &format!("| r{row} | {}{mark} | {row}.5 |\n", words(8, row + part));
        }
        article += &format!("\n: Rows of a port\n\n{}.\n", words(60, part));
    }
    article + &notes
}

#[test]
fn pages_full_of_notes_settle() {
    let settings = "source: en\naudiences: [full-analysis]\n";
    let project = Project::new(&[("fluentpress.yaml", settings)]);
    let all = [(1, 3, 26), (1, 4, 9), (2, 3, 9), (2, 4, 14)];
    for (parts, paragraphs, long) in all {
        let article = full_of_notes(parts, paragraphs, long);
        project.write(&format!("seeds/{parts}{paragraphs}{long}.md"), article);
    }
    let run = project.run(&["build", "--format", "brief"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(!run.stderr.contains("layout-warning"), "{}", run.stderr);
}
