//! No input aborts the program, and none keeps it busy: each limit is an error at its place, in little time.

use std::time::{Duration, Instant};

use fluentpress::limits;

use crate::support::{Project, cases, repository};

const HEAD: &str = "---\ntitle: T\ndate: 2025-01-01\n---\n\n# S\n\n";
const SETTINGS: &str = "source: en\naudiences: [full-analysis]\n";

/// A project with an article of this text.
fn project(text: &str) -> Project {
    Project::new(&[
        ("fluentpress.yaml", SETTINGS),
        ("seeds/a.md", &format!("{HEAD}{text}\n")),
    ])
}

/// The errors of a command, as code, file and line. It ends by itself, as it does with other errors, and soon.
fn errors(project: &Project, command: &[&str]) -> Vec<String> {
    let start = Instant::now();
    let run = project.run(&[command, &["--message-format", "json"]].concat());
    assert!(start.elapsed() < Duration::from_secs(30), "{command:?}");
    let found = run.messages("diagnostic");
    let found = found.iter().filter(|d| d["severity"] == "error");
    let found = found.map(|d| {
        let text = |key: &str| d[key].as_str().unwrap_or_default().to_owned();
        format!("{} {}:{}", text("code"), text("file"), d["line"])
    });
    let found: Vec<String> = found.collect();
    assert_eq!(
        run.code,
        i32::from(!found.is_empty()),
        "{command:?}: {}",
        run.stderr
    );
    found
}

/// The one error that `check` and `build` have.
fn error(project: &Project) -> String {
    let found = errors(project, &["check"]);
    assert_eq!(found, errors(project, &["build"]), "check and build agree");
    assert_eq!(found.len(), 1, "{found:?}");
    found.concat()
}

#[test]
fn an_article_is_as_deep_as_readers_follow() {
    let deep = |depth: usize| {
        let around =
            |open: &str, close: &str| format!("{}x{}", open.repeat(depth), close.repeat(depth));
        [
            around("> ", ""),
            around("- ", ""),
            around("1. ", ""),
            around("**a *", "* b**"),
            around("![", "](x.png)"),
            around("> - ", ""),
        ]
    };
    for text in deep(6000) {
        assert_eq!(
            error(&project(&text)),
            "too-deep seeds/a.md:8",
            "{}",
            &text[..20]
        );
    }
    for text in [&deep(12)[0], &deep(12)[1], &deep(6)[3]] {
        assert!(errors(&project(text), &["check"]).is_empty(), "{text}");
    }
    // Passages are brackets to the parser of Markdown, and no depth.
    let passages = format!("{}x{}", "[".repeat(600), "]{lang=de}".repeat(600));
    assert!(error(&project(&passages)).starts_with("too-deep seeds/a.md:8"));
}

#[test]
fn what_is_as_deep_as_it_may_be_is_set() {
    // The first line's mark of a level, that of the others, and how often it counts.
    let levels = [
        ("> ", "> ", 1),
        ("- ", "  ", 1),
        ("1. ", "   ", 1),
        ("Term\n: ", "  ", 2),
        ("> [!NOTE]\n> ", "> ", 1),
    ];
    let table = "| a | b |\n|---|---|\n| 1 | 2 |";
    let within = |text: String, (first, others, _): (&str, &str, usize)| {
        format!("{first}{}", text.replace('\n', &format!("\n{others}")))
    };
    for (at, level) in levels.into_iter().enumerate() {
        // Within itself; in CI, within another one too.
        for other in &[level, levels[(at + 1) % 3]][..cases(2) as usize] {
            let other = *other;
            let count = 12 / (level.2 + other.2);
            let pairs = (0..count).fold(table.to_owned(), |text, _| {
                within(within(text, other), level)
            });
            let deepest = project(&pairs);
            assert!(errors(&deepest, &["check"]).is_empty(), "{pairs}");
            // Whether it fits is a question of its own.
            let found = errors(&deepest, &["build", "--notes"]);
            let is_fit = |error: &String| !error.starts_with("layout-error");
            assert!(found.iter().all(is_fit), "{pairs}\n{found:?}");
            let deeper = project(&within(pairs, levels[0]));
            assert!(error(&deeper).starts_with("too-deep"));
        }
    }
}

#[test]
fn messages_are_as_deep_as_articles() {
    let project = project("Text.");
    project.write("fluentpress.yaml", format!("{SETTINGS}locales: [fr]\n"));
    let text = format!("{}x{}", "**a *".repeat(6000), "* b**".repeat(6000));
    let message = format!("meta-title = T\nsection-title = S\nsection-text = {text}\n");
    project.write("i18n/fr/a.ftl", message);
    let found = errors(&project, &["check", "--locale", "fr"]);
    assert!(
        found.contains(&"too-deep i18n/fr/a.ftl:3".to_owned()),
        "{found:?}"
    );
}

#[test]
fn files_of_other_notations_are_as_deep_as_people_write() {
    let in_settings = [
        "[".repeat(20_000),
        "{a: ".repeat(20_000),
        format!("\n {}", "- ".repeat(10_000)),
        (1..1500)
            .map(|at| format!("\n{}a:", " ".repeat(at)))
            .collect(),
    ];
    for value in in_settings {
        let project = project("Text.");
        project.write("fluentpress.yaml", format!("{SETTINGS}brand: {value}\n"));
        let found = errors(&project, &["check"]);
        assert!(
            found[0].starts_with("too-deep fluentpress.yaml:"),
            "{found:?}"
        );
    }
    let front = HEAD.replace("date:", &format!("vars: {}\ndate:", "[".repeat(20_000)));
    let project = project("Text [@a].");
    project.write("seeds/a.md", front);
    assert_eq!(errors(&project, &["check"])[0], "too-deep seeds/a.md:3");
    let head = HEAD.replace("date:", "bibliography: refs.bib\ndate:");
    project.write("seeds/a.md", format!("{head}Text [@a].\n"));
    let braces = format!("@book{{a, title = {{{}", "{".repeat(50_000));
    project.write("seeds/refs.bib", braces);
    assert_eq!(
        errors(&project, &["check"])[0],
        "bibliography-syntax seeds/refs.bib:1"
    );
    project.write(
        "seeds/refs.bib",
        "@book{a, title = {A}, author = {B}, date = 2020}\n",
    );
    let head = head.replace("date:", "citation-style: s.csl\ndate:");
    project.write("seeds/a.md", format!("{head}Text [@a].\n"));
    let groups = ["<group>".repeat(5000), "</group>".repeat(5000)].concat();
    project.write("seeds/s.csl", format!("<style>{groups}</style>"));
    assert!(errors(&project, &["check"])[0].starts_with("too-deep seeds/"));
}

#[test]
fn ten_thousand_keys_take_no_time() {
    let keys = |indent: &str| -> String {
        (0..10_000)
            .map(|at| format!("{indent}k{at}: 1\n"))
            .collect()
    };
    let project = project("Text.");
    project.write("fluentpress.yaml", format!("{SETTINGS}{}", keys("")));
    assert_eq!(errors(&project, &["check"]).len(), 10_000);
    project.write("fluentpress.yaml", SETTINGS);
    let head = HEAD.replace("date:", &format!("vars:\n{}date:", keys("  ")));
    project.write("seeds/a.md", format!("{head}Text.\n"));
    assert!(errors(&project, &["check"]).is_empty());
    // Lines that may belong to a value that does not end.
    let stray = format!("{SETTINGS}imprint: \"open\n{}", "words\n".repeat(10_000));
    project.write("fluentpress.yaml", stray);
    assert!(!errors(&project, &["check"]).is_empty());
}

#[test]
fn drawings_are_as_deep_as_people_draw() {
    let svg = |inner: &str| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">{inner}</svg>")
    };
    let project = project("![A](x.svg)");
    let groups = |n: usize| {
        let shape = "<rect width=\"5\" height=\"5\"/>";
        format!(
            "{}{shape}{}",
            "<g opacity=\"0.9\">".repeat(n),
            "</g>".repeat(n)
        )
    };
    for inner in [groups(750), groups(30_000)] {
        project.write("seeds/x.svg", svg(&inner));
        assert_eq!(error(&project), "too-deep seeds/a.md:8");
    }
    // A drawing may use its parts again, and these others.
    let parts = (1..200).map(|at| {
        let used = at - 1;
        format!("<g id=\"g{at}\" opacity=\"0.9\"><use href=\"#g{used}\"/></g>")
    });
    let parts: String = parts.collect();
    let rect = "<rect id=\"g0\" width=\"5\" height=\"5\"/>";
    project.write(
        "seeds/x.svg",
        svg(&format!("<defs>{rect}{parts}</defs><use href=\"#g199\"/>")),
    );
    assert_eq!(error(&project), "too-deep seeds/a.md:8");
    project.write("seeds/x.svg", svg(&groups(60)));
    assert!(errors(&project, &["build"]).is_empty());
}

#[test]
fn what_is_too_large_is_said_before_it_is_read_or_made() {
    let columns = |cell: &str| format!("|{}\n", format!("{cell}|").repeat(65_000));
    let table = [columns("a"), columns("-"), columns("b")].concat();
    for text in [
        table,
        "word ".repeat(100_000),
        format!("a{}", "\u{301}".repeat(8000)),
    ] {
        assert_eq!(error(&project(&text)), "too-large seeds/a.md:8");
    }
    let project = project(&"Words.\n\n".repeat(600_000));
    assert_eq!(error(&project), "too-large seeds/a.md:1");
    // A file without blocks on the disk.
    let file = std::fs::File::create(project.path("seeds/a.md")).expect("a file");
    file.set_len(2 << 30).expect("its length");
    assert_eq!(errors(&project, &["check"])[0], "too-large seeds/a.md:null");
}

#[test]
fn an_artifact_has_as_many_pages_as_a_book() {
    let project = project("Text.");
    let layout = "layouts/full-analysis/brief.typ";
    let pages = "#let layout(doc) = for n in range(2001) { page(width: 9mm, height: 9mm)[#n] }\n";
    project.write(layout, pages);
    let build = ["build", "--format", "brief"];
    assert_eq!(errors(&project, &build), ["too-large seeds/a.md:1"]);
    assert!(!project.path("dist").exists(), "nothing is written");
}

/// The page for people and the constants say the same.
#[test]
fn all_limits_are_told() {
    let mib = |bytes: u64| format!("{} MiB", bytes >> 20);
    let number = |n: usize| n.to_string();
    let all = [
        ("ARTICLE_DEPTH", number(limits::ARTICLE_DEPTH)),
        ("YAML_DEPTH", number(limits::YAML_DEPTH)),
        ("XML_DEPTH", number(limits::XML_DEPTH)),
        ("BRACES_DEPTH", number(limits::BRACES_DEPTH)),
        ("FILE", mib(limits::FILE)),
        ("TEXT", mib(limits::TEXT)),
        ("ARTICLES", number(limits::ARTICLES)),
        ("ARTICLE", mib(limits::ARTICLE as u64)),
        ("PARAGRAPH", number(limits::PARAGRAPH)),
        ("COLUMNS", number(limits::COLUMNS)),
        ("MARKS", number(limits::MARKS)),
        ("PAGES", number(limits::PAGES)),
        ("FACES", number(limits::FACES as usize)),
        ("SECONDS", format!("{} s", limits::SECONDS)),
        ("MEMORY", format!("{} MiB", limits::MEMORY)),
        ("STACK", mib(limits::STACK as u64)),
    ];
    let read = |path: &str| std::fs::read_to_string(repository().join(path)).expect(path);
    let (code, page) = (read("src/limits.rs"), read("docs/trust.md"));
    assert_eq!(all.len(), code.matches("pub const ").count());
    for (name, value) in all {
        assert!(code.contains(&format!("pub const {name}: ")), "{name}");
        let row = page
            .lines()
            .find(|line| line.ends_with(&format!("| `{name}` |")));
        let row = row.unwrap_or_else(|| panic!("docs/trust.md has no row for {name}"));
        assert!(row.contains(&format!("| {value} |")), "{row}");
    }
}

#[test]
fn pictures_that_claim_more_than_they_hold_are_never_unpacked() {
    let mut jpeg =
        std::fs::read(repository().join("tests/fixtures/press/cmyk.jpg")).expect("a fixture");
    let at = jpeg
        .windows(2)
        .position(|at| at == [0xFF, 0xC0])
        .expect("its size");
    jpeg[at + 5..at + 9].copy_from_slice(&[0xFA, 0, 0xFA, 0]);
    let gif =
        b"GIF89a\xFF\xFF\xFF\xFF\x80\0\0\0\0\0\xFF\xFF\xFF,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
    let project = project("![A](x.jpg)");
    project.write("seeds/x.jpg", jpeg);
    assert_eq!(error(&project), "too-large seeds/a.md:8");
    project.write("seeds/x.jpg", gif);
    assert_eq!(error(&project), "image-format seeds/a.md:8");
}

#[test]
fn fonts_that_are_none_are_said() {
    let project = project("Text.");
    // A collection that claims to have four billion faces.
    let faces = [b"ttcf\0\x01\0\0\xFF\xFF\xFF\xFF".as_slice(), &[0; 100]].concat();
    project.write("fonts/x.ttc", faces);
    assert_eq!(error(&project), "too-large fonts/x.ttc:null");
    let run = project.run(&["fonts"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    project.write("fonts/x.ttc", "no font");
    assert_eq!(error(&project), "file-unreadable fonts/x.ttc:1");
}

#[test]
fn time_is_limited_where_the_engine_cannot_be_stopped() {
    let layout = "layouts/full-analysis/brief.typ";
    let build = ["build", "--format", "brief"];
    let project = project("![A](x.svg)");
    let settings = format!("{SETTINGS}time-limit: 1\n");
    project.write("fluentpress.yaml", settings);
    let drawing = |filter: &str| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4000\" height=\"4000\">{filter}\
             <rect filter=\"url(#f)\" width=\"4000\" height=\"4000\"/></svg>"
        )
    };
    let kernel = "1 ".repeat(99 * 99);
    let filter = format!(
        "<filter id=\"f\"><feConvolveMatrix order=\"99\" kernelMatrix=\"{kernel}\"/></filter>"
    );
    project.write("seeds/x.svg", drawing(&filter));
    assert_eq!(errors(&project, &build), ["too-slow seeds/a.md:8"]);
    project.write("seeds/a.md", format!("{HEAD}Text.\n"));
    let turns =
        "for a in range(9000) { for b in range(9000) { for c in range(9000) { let d = a } } }";
    project.write(
        layout,
        format!("// Endless.\n#let layout(doc) = {{ {turns} }}\n"),
    );
    assert_eq!(errors(&project, &build), [format!("too-slow {layout}:2")]);
    assert!(!project.path("dist").exists(), "nothing is written");
    project.write("fluentpress.yaml", format!("{SETTINGS}time-limit: 0\n"));
    assert_eq!(
        errors(&project, &["check"]),
        ["settings-value fluentpress.yaml:3"]
    );
}

#[cfg(target_os = "linux")]
#[test]
fn memory_is_limited_too() {
    let sections: String = (0..4000)
        .map(|at| format!("# S{at}\n\nText.\n\n"))
        .collect();
    let project = project(&sections);
    project.write("fluentpress.yaml", format!("{SETTINGS}memory-limit: 256\n"));
    let found = errors(&project, &["build", "--format", "brief"]);
    let layout = "layouts/full-analysis/brief.typ";
    assert!(
        found[0].starts_with(&format!("too-large {layout}:")),
        "{found:?}"
    );
    assert!(!project.path("dist").exists(), "nothing is written");
    project.write("fluentpress.yaml", format!("{SETTINGS}memory-limit: 255\n"));
    assert_eq!(
        errors(&project, &["check"]),
        ["settings-value fluentpress.yaml:3"]
    );
}

#[cfg(target_os = "linux")]
#[test]
fn an_article_whose_name_is_not_utf_8_is_said() {
    use std::os::unix::ffi::OsStrExt;

    let project = project("Text.");
    let name = std::ffi::OsStr::from_bytes(b"b\xFF.md");
    std::fs::write(project.path("seeds").join(name), "Text.").expect("an article");
    assert_eq!(error(&project), "article-name seeds:null");
}
