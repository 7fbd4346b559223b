//! One fault, one finding: what is wrong hides nothing else and causes no others, and `check` and `build` agree.

use std::collections::BTreeSet;
use std::fs;

use proptest::prelude::*;

use crate::support::{Project, Run, cases};

const ARTICLE: &str = "seeds/night-trains.md";
const FR: &str = "i18n/fr/night-trains.ftl";
const LABELS: &str = "i18n/fr/labels.ftl";
const LOCK: &str = "i18n/fr/night-trains.lock.yaml";
const SETTINGS: &str = "fluentpress.yaml";

/// A change of a file, as bytes: a piece that must be there, and what replaces it. An empty piece makes the file anew.
type Fault = (&'static str, &'static [u8], &'static [u8]);

fn plant(project: &Project, (file, old, new): Fault) {
    if old.is_empty() {
        project.write(file, new);
        return;
    }
    let bytes = fs::read(project.path(file)).expect("the file");
    let at = bytes
        .windows(old.len())
        .position(|piece| piece == old)
        .unwrap_or_else(|| panic!("{file} does not hold {:?}", String::from_utf8_lossy(old)));
    let planted = [&bytes[..at], new, &bytes[at + old.len()..]].concat();
    project.write(file, planted);
}

/// The errors of a run: codes with files and lines.
fn errors(run: &Run) -> BTreeSet<String> {
    let all = run.messages("diagnostic").into_iter();
    let errors = all.filter(|d| d["severity"] == "error");
    let text = |d: &serde_json::Value| {
        let word = |name: &str| d[name].as_str().unwrap_or("-").to_owned();
        format!("{} {}:{}", word("code"), word("file"), d["line"])
    };
    errors.map(|d| text(&d)).collect()
}

fn check(project: &Project) -> Run {
    project.run(&["check", "--message-format", "json"])
}

/// A build of briefs: all that an article says, and all of its languages.
fn build(project: &Project) -> Run {
    project.run(&["build", "--format", "brief", "--message-format", "json"])
}

/// Faults, and the errors that they are: the same of `check` and of `build`.
type Case = (&'static str, &'static [Fault], &'static [&'static str]);

const CASES: &[Case] = &[
    (
        "a byte of Latin-1 in a translation",
        &[(FR, b"outlook-title = Ce", b"outlook-title = C\xe9")],
        &["invalid-utf8 i18n/fr/night-trains.ftl:48"],
    ),
    (
        "bytes of Latin-1 in many lines",
        &[
            (FR, b"outlook-title = Ce", b"outlook-title = C\xe9"),
            (FR, b"evidence-title = Ce", b"evidence-title = C\xe9"),
        ],
        &["invalid-utf8 i18n/fr/night-trains.ftl:19"],
    ),
    (
        "a translation in UTF-16",
        &[(FR, b"", b"\xff\xfea\0 \0=\0 \0b\0\n\0")],
        &["invalid-utf8 i18n/fr/night-trains.ftl:null"],
    ),
    (
        "a byte of Latin-1 in an article",
        &[(ARTICLE, b"needs no new runway.", b"needs no n\xe9w runway.")],
        &["invalid-utf8 seeds/night-trains.md:17"],
    ),
    (
        "a byte of Latin-1 in the settings",
        &[(SETTINGS, b"The Example", b"Th\xe9 Example")],
        &["invalid-utf8 fluentpress.yaml:10"],
    ),
    (
        "a byte of Latin-1 in labels",
        &[(LABELS, b"", b"contents = Table\n# \xe9\n")],
        &["invalid-utf8 i18n/fr/labels.ftl:2"],
    ),
    (
        "a byte of Latin-1 in a lock",
        &[(LOCK, b"# Which", b"# Wh\xe9ch")],
        &["invalid-utf8 i18n/fr/night-trains.lock.yaml:1"],
    ),
    (
        "a brace that is not closed",
        &[(FR, b"outlook-title = Ce", b"outlook-title = { Ce")],
        &["ftl-syntax i18n/fr/night-trains.ftl:48"],
    ),
    (
        "a line that is not indented",
        &[(
            FR,
            b"prend rien au jour. Ce qui",
            b"prend rien au jour.\nCe qui",
        )],
        &["ftl-syntax i18n/fr/night-trains.ftl:21"],
    ),
    (
        "a selector without a default",
        &[(
            FR,
            b"outlook-title = Ce qui",
            b"outlook-title = { NUMBER(1) ->\n    [one] Ce\n    [two] Ces\n } qui",
        )],
        &["selector-default i18n/fr/night-trains.ftl:51"],
    ),
    (
        "a term that is broken, and three messages that use it",
        &[
            (FR, b"## lede\n", b"## lede\n\n-train = { train de nuit\n"),
            (FR, b"le train de nuit fait", b"le { -train } fait"),
            (FR, b"= Le train de nuit voyage", b"= Le { -train } voyage"),
        ],
        &["ftl-syntax i18n/fr/night-trains.ftl:12"],
    ),
    (
        "a label that is broken",
        &[(LABELS, b"", b"contents = { Table\n")],
        &["ftl-syntax i18n/fr/labels.ftl:1"],
    ),
    (
        "words in a script that no font has",
        &[
            (
                FR,
                b"outlook-title = Ce qui vient ensuite",
                "outlook-title = 接下来会发生什么".as_bytes(),
            ),
            (
                FR,
                b"key-points-title = Points cl\xc3\xa9s",
                "key-points-title = 要点".as_bytes(),
            ),
        ],
        &["missing-glyph i18n/fr/night-trains.ftl:48"],
    ),
    (
        "pictographs",
        &[(
            FR,
            b"outlook-title = Ce",
            "outlook-title = 🚆🚆🌙🛏 Ce".as_bytes(),
        )],
        &["missing-glyph i18n/fr/night-trains.ftl:48"],
    ),
    (
        "a link that was lost",
        &[
            (
                ARTICLE,
                b"three or four cities",
                b"[three](https://example.org/three) or four cities",
            ),
            (FR, b"Que trois ou", b"Que  trois ou"),
        ],
        &[
            "link-differs i18n/fr/night-trains.ftl:49",
            "stale-translation i18n/fr/night-trains.ftl:49",
        ],
    ),
    (
        "an empty translation",
        &[(
            FR,
            b"outlook-title = Ce qui vient ensuite",
            b"outlook-title = { \"\" }",
        )],
        &["empty-translation i18n/fr/night-trains.ftl:48"],
    ),
    (
        "a title with a colon",
        &[(ARTICLE, b"title: ", b"title: Trains: ")],
        &["front-matter-syntax seeds/night-trains.md:2"],
    ),
    (
        "a quotation mark that is not closed, in the front matter, and an unknown key",
        &[
            (ARTICLE, b"title: ", b"title: \""),
            (ARTICLE, b"date: ", b"dates: 1\ndate: "),
        ],
        &[
            "front-matter-key seeds/night-trains.md:3",
            "front-matter-syntax seeds/night-trains.md:2",
        ],
    ),
    (
        "a colon that is missing in the front matter",
        &[(ARTICLE, b"date: ", b"date ")],
        &["front-matter-syntax seeds/night-trains.md:3"],
    ),
    (
        "a title that is a list, and a fault in the translation",
        &[
            (ARTICLE, b"title: ", b"title: [a]\n#"),
            (FR, b"outlook-title = Ce", b"outlook-title = { Ce"),
        ],
        &[
            "front-matter-value seeds/night-trains.md:2",
            "ftl-syntax i18n/fr/night-trains.ftl:48",
        ],
    ),
    (
        "settings with a tab, and a fault in the translation",
        &[
            (SETTINGS, b"  name: The", b"\tname: The"),
            (FR, b"outlook-title = Ce", b"outlook-title = { Ce"),
        ],
        &[
            "ftl-syntax i18n/fr/night-trains.ftl:48",
            "settings-syntax fluentpress.yaml:10",
        ],
    ),
    (
        "a source language that cannot be read, and a fault in the translation",
        &[
            (SETTINGS, b"source: en", b"source: [en"),
            (FR, b"outlook-title = Ce", b"outlook-title = { Ce"),
        ],
        &[
            "ftl-syntax i18n/fr/night-trains.ftl:48",
            "settings-syntax fluentpress.yaml:2",
        ],
    ),
    (
        "languages that cannot be read",
        &[(SETTINGS, b"source: en", b"source: en\nlocales: [en")],
        &["settings-syntax fluentpress.yaml:3"],
    ),
    (
        "audiences that cannot be read",
        &[(SETTINGS, b"source: en", b"source: en\naudiences: [en")],
        &["settings-syntax fluentpress.yaml:3"],
    ),
    (
        "a setting that is given twice, and an unknown one",
        &[(
            SETTINGS,
            b"source: en",
            b"source: en\nsource: en\nformat: a",
        )],
        &[
            "settings-key fluentpress.yaml:4",
            "settings-syntax fluentpress.yaml:3",
        ],
    ),
    (
        "a conflict in the settings",
        &[(
            SETTINGS,
            b"source: en",
            b"source: en\n<<<<<<< us\noutput: a\n=======\noutput: b\n>>>>>>> them",
        )],
        &["settings-syntax fluentpress.yaml:3"],
    ),
    (
        "a section that no audience can do without",
        &[(ARTICLE, b"{#outlook .outlook}", b"{#outlook}")],
        &["missing-role seeds/night-trains.md:13"],
    ),
];

#[test]
fn one_fault_is_one_finding() {
    let mut wrong = Vec::new();
    for (at, (name, planted, expected)) in CASES.iter().enumerate() {
        let project = Project::example().plain();
        planted.iter().for_each(|fault| plant(&project, *fault));
        let mut runs = vec![check(&project)];
        // A third of them shows by default that `build` says the same.
        if cases(3) == 3 || at % 3 == 0 {
            runs.push(build(&project));
        }
        for run in runs {
            let found: Vec<_> = errors(&run).into_iter().collect();
            if found != *expected {
                wrong.push(format!("{name}: {found:#?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn many_missing_labels_are_one_finding() {
    let project = Project::example().plain();
    project.write("i18n/am/labels.ftl", "contents = Contents\n");
    for run in [check(&project), build(&project)] {
        let found = errors(&run);
        let labels = found.iter().filter(|e| e.starts_with("missing-label"));
        assert_eq!(labels.count(), 1, "{found:#?}");
    }
}

/// What only pages tell, or only the files of translators: `build` alone finds the first, `check` alone the second.
const OF_PAGES: [&str; 9] = [
    "overflow",
    "off-page",
    "over-budget",
    "under-budget",
    "text-lost",
    "overlap",
    "hard-coded-text",
    "layout-error",
    "pdf",
];
const OF_FILES: [&str; 3] = ["obsolete-message", "extra-part", "unused-allow"];

fn without(all: &BTreeSet<String>, codes: &[&str]) -> BTreeSet<String> {
    let is_kept = |error: &&String| {
        let code = error.split(' ').next().unwrap_or_default();
        !codes.contains(&code)
    };
    all.iter().filter(is_kept).cloned().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(16), failure_persistence: None, ..ProptestConfig::default() })]

    /// Several faults at once, in files and places of all kinds.
    #[test]
    fn check_and_build_refuse_the_same(
        chosen in proptest::sample::subsequence((0..CASES.len()).collect::<Vec<_>>(), 2..6),
        is_draft: bool,
    ) {
        let project = Project::example();
        let mut files = BTreeSet::new();
        for at in chosen {
            let (_, planted, _) = CASES[at];
            // A second fault of a file may be planted in what the first one took away.
            if planted.iter().all(|(file, ..)| files.insert(*file)) {
                planted.iter().for_each(|fault| plant(&project, *fault));
            }
        }
        let checked = check(&project);
        let built = build(&project);
        prop_assert_eq!(
            without(&errors(&checked), &OF_FILES),
            without(&errors(&built), &OF_PAGES)
        );
        prop_assert_eq!(checked.code == 0, built.code == 0);
        // What is wrong with a translation alone keeps back no draft.
        if is_draft && files.iter().all(|file| file.starts_with("i18n/fr/")) {
            let draft = project.run(&["build", "--draft"]);
            prop_assert_eq!(draft.code, 0, "{}", draft.stderr);
            prop_assert_eq!(project.pdfs().len(), 12);
        }
    }
}

/// Whether a draft's first page has a bar of a colour in its left margin.
fn has_bar(project: &Project, artifact: &str, colour: [u8; 3]) -> bool {
    let picture = project.path("dist").join(artifact.replace(".pdf", ".png"));
    let file = std::io::BufReader::new(fs::File::open(picture).expect("a thumbnail"));
    let mut reader = png::Decoder::new(file).read_info().expect("a picture");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut pixels).expect("pixels");
    let rows = pixels.chunks(info.line_size);
    let near = |pixel: &[u8]| pixel.iter().zip(colour).all(|(a, b)| a.abs_diff(b) < 24);
    let mut margins = rows.map(|row| &row[..info.line_size / 20]);
    margins.any(|margin| {
        margin
            .chunks_exact(info.color_type.samples())
            .any(|pixel| near(&pixel[..3]))
    })
}

const UNTRANSLATED: [u8; 3] = [0xc0, 0x39, 0x2b];
const REFUSED: [u8; 3] = [0xd6, 0x89, 0x10];
const FOUND: [u8; 3] = [0x7d, 0x3c, 0x98];

#[test]
fn drafts_mark_what_finished_files_would_not_hold() {
    let brief = "night-trains-key-points-brief-fr.pdf";
    let long: &[u8] = b"key-points-title = Points\xc2\xa0cl\xc3\xa9s\xc2\xa0de\xc2\xa0ce\xc2\xa0long\xc2\xa0texte\xc2\xa0sans\xc2\xa0espace\xc2\xa0du\xc2\xa0tout\xc2\xa0qui\xc2\xa0ne\xc2\xa0tient\xc2\xa0jamais\xc2\xa0sur\xc2\xa0une\xc2\xa0page\xc2\xa0quelle\xc2\xa0que\xc2\xa0soit\xc2\xa0sa\xc2\xa0largeur";
    let cases: &[(&str, Fault, [u8; 3])] = &[
        (
            "stale",
            (
                ARTICLE,
                b"A night train saves a day",
                b"A good night train saves a day",
            ),
            REFUSED,
        ),
        (
            "missing",
            (
                FR,
                b"key-points-the-track-is-there = ",
                b"# key-points-the-track-is-there = ",
            ),
            UNTRANSLATED,
        ),
        (
            "broken",
            (
                FR,
                b"key-points-the-track-is-there = Les",
                b"key-points-the-track-is-there = { Les",
            ),
            UNTRANSLATED,
        ),
        (
            "without a glyph",
            (
                FR,
                b"key-points-title = Points",
                "key-points-title = 🚆 Points".as_bytes(),
            ),
            REFUSED,
        ),
        (
            "too long",
            (FR, b"key-points-title = Points cl\xc3\xa9s", long),
            FOUND,
        ),
    ];
    let mut wrong = Vec::new();
    for (name, fault, colour) in cases {
        let project = Project::example();
        plant(&project, *fault);
        let options = [
            "--audience",
            "key-points",
            "--format",
            "brief",
            "--locale",
            "fr",
        ];
        let refused = project.run(&[&["build"], &options[..]].concat());
        let draft = [&["build", "--draft", "--thumbnails", "1000"], &options[..]].concat();
        let draft = project.run(&draft);
        if refused.code != 1 || draft.code != 0 {
            wrong.push(format!(
                "{name}: {} {}: {}",
                refused.code, draft.code, draft.stderr
            ));
            continue;
        }
        for (mark, other) in [
            ("untranslated", UNTRANSLATED),
            ("refused", REFUSED),
            ("found", FOUND),
        ] {
            if has_bar(&project, brief, other) != (other == *colour) {
                wrong.push(format!("{name}: {mark}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A language whose labels nobody has translated.
#[test]
fn drafts_borrow_labels() {
    let project = Project::example();
    project.ok(&["sync", "--add-locale", "hu"]);
    let brief = ["--audience", "full-analysis", "--format", "brief"];
    let draft = project.ok(&[&["build", "--draft", "--locale", "hu"], &brief[..]].concat());
    assert!(
        draft.stderr.contains("warning[missing-label]"),
        "{}",
        draft.stderr
    );
    let page = project
        .pdf("night-trains-full-analysis-brief-hu.pdf")
        .body();
    assert!(
        page.contains("Full analysis") && page.contains("DRAFT"),
        "{page}"
    );
}
