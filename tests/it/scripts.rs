//! Articles in scripts that are written from right to left or hold invisible marks of direction, and code inside them.

use crate::support::reader::letters;
use crate::support::{Project, repository};

/// A project in a language, with labels that are words of another one.
fn project(language: &str, body: &str) -> Project {
    let settings =
        format!("source: {language}\nlocales: [{language}]\naudiences: [full-analysis]\n");
    let project = Project::new(&[("fluentpress.yaml", &settings)]);
    let labels = repository().join("tests/fixtures/labels.sv.ftl");
    let labels = std::fs::read_to_string(labels).expect("labels");
    // Languages differ in their plurals.
    let (before, rest) = labels.split_once("reading-time =").expect("the label");
    let (_, after) = rest.split_once("    }\n").expect("the end of the label");
    let labels = format!("{before}reading-time = {{ $minutes }} min\n{after}");
    project.write(&format!("i18n/{language}/labels.ftl"), labels);
    article(&project, "", body);
    project
}

/// Writes the article of a project.
fn article(project: &Project, front: &str, body: &str) {
    let front = format!("---\ntitle: A trial\ndate: 2025-03-01\n{front}---\n\n");
    project.write(
        "seeds/a.md",
        format!("{front}# First {{#first}}\n\n{body}\n"),
    );
}

/// The codes of the errors of a command, each with its line and column.
fn errors(project: &Project, command: &str) -> Vec<String> {
    let run = project.run(&[command, "--message-format", "json"]);
    let all = run.messages("diagnostic").into_iter();
    let all = all.filter(|d| d["severity"] == "error");
    let said = all.map(|d| {
        let code = d["code"].as_str().unwrap_or_default().to_owned();
        format!("{code} {}:{}", d["line"], d["column"])
    });
    said.collect()
}

const PAIRED: &str = "A \u{2066}b (1)\u{2069} and \u{2067}שלום \u{202A}c\u{202C}!\u{2069}, *\u{2068}d* e\u{2069}, \u{202B}f\u{202C}; \
    marks\u{200E}! g\u{200F}? h\u{61C}.";

#[test]
fn isolates_embeddings_and_marks_of_direction_are_no_fault_where_they_are_paired() {
    for language in ["en", "he"] {
        let project = project(
            language,
            &format!(
                "{PAIRED}[^n]\n\n- {PAIRED}\n\n| {PAIRED} | `x \u{2066}y\u{2069}` |\n| - | - |\n| \u{200F}1 | z\u{E0100} |\n\n[^n]: {PAIRED}"
            ),
        );
        let front = format!("subtitle: \"{PAIRED}\"\nauthors: [\"\u{2067}א\u{2069}\"]\n");
        let body = project.read("seeds/a.md");
        project.write(
            "seeds/a.md",
            body.replacen("date:", &format!("{front}date:"), 1),
        );
        assert_eq!(errors(&project, "check"), [""; 0], "{language}");
        let run = project.ok(&["build", "--notes"]);
        assert!(!run.stderr.contains("error"), "{}", run.stderr);
    }
}

#[test]
fn a_change_of_direction_that_nothing_ends_is_an_error_at_its_place() {
    let project = project("en", "").plain();
    for (body, at) in [
        ("Open \u{2067}isolate", vec!["8:6"]),
        ("Two \u{2067}isolates\u{2069} and \u{2067}one", vec!["8:20"]),
        ("A stray\u{2069} end", vec!["8:8"]),
        ("Open \u{202A}embedding", vec!["8:6"]),
        ("A stray\u{202C} end", vec!["8:8"]),
        // The end of the isolate ends the embedding in it.
        ("A \u{2067}b \u{202B}c\u{2069} d\u{202C}", vec!["8:6"]),
        ("Within *\u{2067}words* only", vec!["8:9"]),
        ("- item \u{2066}a", vec!["8:8"]),
        (
            "| a \u{2066}b | c\u{2069} |\n| - | - |\n| d | e |",
            vec!["8:5", "8:11"],
        ),
        ("`code \u{2066}x`", vec!["8:7"]),
        ("```\na\nb \u{2066}x\n```", vec!["10:3"]),
        ("```\nb \u{202E}x\u{202C}\n```", vec!["9:3"]),
        ("Turned \u{202D}over\u{202C}", vec!["8:8"]),
        ("Words.[^n]\n\n[^n]: A \u{2068}note", vec!["10:9"]),
    ] {
        article(&project, "", body);
        let at: Vec<_> = at
            .iter()
            .map(|at| format!("invisible-character {at}"))
            .collect();
        assert_eq!(errors(&project, "check"), at, "{body}");
        assert_eq!(errors(&project, "build"), at, "{body}");
    }
    let front = "subtitle: \"A \u{2067}b\"\nauthors: [\"Ann\", \"B\u{2069}\", \"C\u{FEFF}\"]\nabstract: |\n  One\n  two \u{202B}three\n";
    article(&project, front, "Words.");
    let at = ["4:14", "5:20", "5:26", "8:7"].map(|at| format!("invisible-character {at}"));
    assert_eq!(errors(&project, "check"), at);
}

#[test]
fn translations_pair_changes_of_direction_too() {
    let project = Project::new(&[(
        "fluentpress.yaml",
        "source: en\nlocales: [en, fr]\naudiences: [full-analysis]\n",
    )]);
    article(&project, "", "Words.");
    project.ok(&["sync"]);
    let french = |words: &str| {
        let head = "meta-title = Un essai\nfirst-title = Un\n";
        project.write("i18n/fr/a.ftl", format!("{head}first-words = {words}\n"));
        project.confirm("fr");
        errors(&project, "build")
    };
    assert_eq!(french("Des \u{2067}mots\u{2069}\u{200F}."), [""; 0]);
    assert_eq!(french("Des \u{2067}mots."), ["invisible-character 3:19"]);
    assert_eq!(french("Des mots\u{202C}."), ["invisible-character 3:23"]);
}

#[test]
fn code_goes_from_left_to_right_and_is_broken_or_too_wide_as_elsewhere() {
    // Signs, letters of any script and digits: broken after 24 of them.
    let long = ["x", "א", "═", "9", "é"]
        .map(|sign| sign.repeat(140))
        .join("\n");
    // Too narrow for 20 of them.
    let nested: String = (0..12)
        .map(|n| format!("{}- a\n", "  ".repeat(n)))
        .collect();
    let fence = format!("{0}```\n{0}{1}\n{0}```", "  ".repeat(12), "═".repeat(20));
    for language in ["en", "he"] {
        let project = project(language, &format!("```\n{long}\n```"));
        assert_eq!(errors(&project, "build"), [""; 0], "{language}");
        article(&project, "", &format!("{nested}\n{fence}"));
        let found = errors(&project, "build");
        assert!(
            found.iter().any(|found| found.starts_with("overflow 21:")),
            "{language}: {found:?}"
        );
    }
}

/// All findings on missing characters: what no font has, and where.
fn missing(project: &Project, command: &str) -> Vec<(String, String)> {
    let run = project.run(&[command, "--message-format", "json"]);
    let all = run.messages("diagnostic").into_iter();
    let all = all.filter(|d| d["code"] == "missing-glyph");
    let said = all.map(|d| {
        let message = d["message"].as_str().unwrap_or_default().to_owned();
        (message, format!("{}:{}", d["line"], d["column"]))
    });
    said.collect()
}

#[test]
fn each_script_without_a_font_is_one_finding_however_many_texts_hold_it() {
    let project = project("en", "");
    let body = "Han 夜行, kana ひらカタ, Thai รถไฟ, 🚂 and 🌙.\n\n- ไฟ 🌍 한국\n- 「２」。\n\n```\n列 ร\n```\n\n> A \u{2E2E} sign";
    article(&project, "authors: [\"阿米娜\"]\n", body);
    let wanted = [
        (
            "no font has characters of Chinese and Japanese, such as `夜`",
            "9:5",
        ),
        (
            "no font has letters of the script Thai, such as `ร`",
            "9:25",
        ),
        ("no font has emoji, such as `🚂`", "9:31"),
        (
            "no font has letters of the script Hangul, such as `한`",
            "11:8",
        ),
    ];
    let mut wanted: Vec<_> = wanted.map(|(a, b)| (a.to_owned(), b.to_owned())).to_vec();
    wanted.sort();
    for command in ["check", "build"] {
        let mut found = missing(&project, command);
        found.sort();
        assert_eq!(found, wanted, "{command}");
    }
    // Fonts for equations have some of the letters: `の`.
    article(
        &project,
        "authors: [\"阿の\"]\n",
        "A 夜の and の行.\n\nの列",
    );
    for command in ["check", "build"] {
        let found = missing(&project, command);
        assert_eq!(found.len(), 1, "{command}: {found:?}");
    }
    // A name alone is enough.
    article(&project, "authors: [\"Ann\", \"阿米娜\"]\n", "Words.");
    for command in ["check", "build"] {
        let found = missing(&project, command);
        assert_eq!(found.len(), 1, "{command}: {found:?}");
        assert_eq!(found[0].1, "4:19", "{command}");
    }
}

#[test]
fn layouts_count_in_the_digits_of_the_language() {
    let body = "1. a[^n]\n2. b\n\n# Second\n\nWords.[^m]\n\n[^n]: N\n\n[^m]: M";
    for (language, digits) in [
        ("ar-EG", "٠١٢٣"),
        ("fa", "۰۱۲۳"),
        ("mr", "०१२३"),
        ("hi", "0123"),
        ("he", "0123"),
    ] {
        let project = project(language, body);
        project.run(&["build", "--notes", "--draft"]);
        for kind in ["brief", "slides", "slides-notes"] {
            let (format, handout) = kind.split_once('-').unwrap_or((kind, ""));
            let end = if handout.is_empty() {
                String::new()
            } else {
                "-notes".to_owned()
            };
            let text = project
                .pdf(&format!("a-full-analysis-{format}-{language}{end}.pdf"))
                .text();
            let counted: Vec<char> = digits.chars().skip(1).collect();
            let has = |c: &char| text.contains(*c);
            assert!(counted[..2].iter().all(has), "{language} {kind}: {text}");
            let others = "0123٠١٢٣۰۱۲۳०१२३".chars().filter(|c| !digits.contains(*c));
            // The date of the test is in the digits of the language as well.
            let others: Vec<char> = others.filter(has).collect();
            assert!(others.is_empty(), "{language} {kind}: {others:?} in {text}");
        }
    }
}

#[test]
fn sources_name_the_forms_of_chinese_characters_and_whether_there_are_italics() {
    for (language, said, has_italics) in [
        ("zh-Hant", "lang: \"zh\", region: \"TW\"", false),
        ("zh-HK", "lang: \"zh\", region: \"HK\"", false),
        ("zh-Hans", "lang: \"zh\", dir", false),
        ("zh", "lang: \"zh\", dir", false),
        ("ja", "lang: \"ja\", dir", false),
        ("he", "lang: \"he\", dir", false),
        ("sr-Latn", "lang: \"sr\", dir", true),
        ("ru", "lang: \"ru\", dir", true),
        ("el", "lang: \"el\", dir", true),
    ] {
        let project = project(language, "A *word*.");
        // No font has the characters of a date in Chinese.
        let labels = format!("i18n/{language}/labels.ftl");
        project.edit(&labels, "{ DATETIME($date, dateStyle: \"long\") }", "Datum");
        project.edit(&labels, "{ DATETIME($date, year: \"numeric\") }", "2025");
        project.ok(&["emit", "typst"]);
        let source = project.read(&format!("typst/a-full-analysis-brief-{language}.typ"));
        assert!(source.contains(said), "{language}: {source}");
        assert!(
            source.contains(&format!("italics: {has_italics}")),
            "{language}: {source}"
        );
    }
}

#[test]
fn rows_of_a_table_stand_on_one_line_whichever_fonts_they_need() {
    // Noto Sans has no Hebrew letters, Libertinus Serif has.
    let project = project(
        "he",
        "| שלום | Two |\n| - | - |\n| קו | 77 |\n| טוב | qqq |",
    );
    project.ok(&["build"]);
    let pdf = std::fs::read(project.path("dist/a-full-analysis-brief-he.pdf")).expect("the PDF");
    let letters = letters(&pdf);
    let baseline = |c: char| {
        let letter = letters.iter().find(|letter| letter.text.contains(c));
        letter.expect("the letter").at.y
    };
    for (one, other) in [('ק', '7'), ('ט', 'q')] {
        let apart = baseline(one) - baseline(other);
        assert!(apart.abs() < 0.01, "{one} {other}: {apart}");
    }
}

#[test]
fn signs_that_the_sans_serif_takes_for_marks_have_a_width() {
    let project = project(
        "en",
        "A `ʿAlī` or ʿAlī, Oʻzbek and ˈkat; d\\`Artagnan.\n\n- One\n- Two",
    );
    project.ok(&["build", "--format", "slides"]);
    let pdf = std::fs::read(project.path("dist/a-full-analysis-slides-en.pdf")).expect("the PDF");
    let letters = letters(&pdf);
    for (sign, next) in [("ʿ", "A"), ("ʻ", "z"), ("ˈ", "k"), ("`", "A")] {
        let pairs = letters
            .windows(2)
            .filter(|two| two[0].text == sign && two[1].text == next);
        let apart: Vec<f64> = pairs.map(|two| two[1].at.x - two[0].at.x).collect();
        assert!(
            !apart.is_empty() && apart.iter().all(|x| *x > 1.0),
            "{sign}: {apart:?}"
        );
    }
}

#[test]
fn scripts_that_only_a_font_for_equations_has_are_a_warning() {
    let project = project("en", "The word हिन्दी and the name क्षत्रिय.");
    let run = project.ok(&["build", "--color", "never"]);
    let said = "warning[code-font]: letters of the script Devanagari, such as ";
    assert_eq!(run.stderr.matches(said).count(), 1, "{}", run.stderr);
    assert!(
        run.stderr.contains("a font for equations"),
        "{}",
        run.stderr
    );
}

#[test]
fn passages_from_left_to_right_read_as_they_were_written() {
    let body = "يرتفع الدعم إلى 1 234 567 zł وفق § 12 Abs. 3 عند -5 °C لمدة 7–8 أيام، لغة C++ و*+48 22 123* هنا.\n\n## القسم 1.2: F# و-7 °C {#two}\n\n| البند | القيمة | النطاق |\n| - | - | - |\n| أ | -12 °C | 7–9 |\n| ب | 1 200 000 | 3 |";
    let project = project("ar", body);
    let run = project.ok(&["build", "--color", "never"]);
    let said = "warning[code-font]: letters of the script Arabic, such as `أ`, are set in DejaVu Sans Mono";
    assert_eq!(run.stderr.matches(said).count(), 1, "{}", run.stderr);
    let pdf = std::fs::read(project.path("dist/a-full-analysis-brief-ar.pdf")).expect("the PDF");
    let mut lines: std::collections::BTreeMap<i64, Vec<(f64, String)>> = Default::default();
    for letter in letters(&pdf) {
        let line = lines
            .entry((letter.at.y * 10.0).round() as i64)
            .or_default();
        line.push((letter.at.x, letter.text));
    }
    let mut seen = String::new();
    for line in lines.values_mut() {
        line.sort_by(|a, b| a.0.total_cmp(&b.0));
        seen.extend(
            line.iter()
                .flat_map(|(_, text)| text.chars())
                .filter(|c| c.is_ascii_graphic() || "§–°ł−".contains(*c)),
        );
    }
    for passage in [
        "1234567zł",
        "§12Abs.3",
        "-5°C",
        "7–8",
        "C++",
        "+4822123",
        "1.2:F#",
        "-7°C",
        "−12°C",
        "7–9",
        "1200000",
    ] {
        assert!(seen.contains(passage), "{passage}: {seen}");
    }
}

#[test]
fn options_and_numbers_of_several_groups_stay_on_one_line() {
    let words = ["--get", "-it", "10 000 000", "1 1/2"];
    // Each of them comes to the end of some line.
    let body: String = (0..120)
        .map(|n| format!("{} {} ", "a".repeat(n % 9 + 1), words[n % 4]))
        .collect();
    let project = project("en", &body);
    project.ok(&["build", "--format", "brief"]);
    let pdf = std::fs::read(project.path("dist/a-full-analysis-brief-en.pdf")).expect("the PDF");
    let letters: Vec<_> = letters(&pdf)
        .into_iter()
        .filter(|letter| !letter.text.trim().is_empty())
        .collect();
    for word in words.map(|word| word.replace(' ', "")) {
        let count = word.chars().count();
        let found: Vec<_> = letters
            .windows(count)
            .filter(|some| some.iter().map(|letter| &*letter.text).collect::<String>() == word)
            .collect();
        assert!(found.len() > 20, "{word}: {}", found.len());
        let is_whole = found
            .iter()
            .all(|some| (some[0].at.y - some[count - 1].at.y).abs() < 1.0);
        assert!(is_whole, "{word}");
    }
}

#[test]
fn a_quote_in_a_quote_is_as_large_as_that() {
    let project = project("en", "> Outer\n>\n> > Inner\n");
    project.ok(&["build"]);
    for format in ["brief", "slides"] {
        let file = project.path(&format!("dist/a-full-analysis-{format}-en.pdf"));
        let letters = letters(&std::fs::read(file).expect("the PDF"));
        let size = |c: &str| {
            letters
                .iter()
                .find(|letter| letter.text == c)
                .map(|letter| letter.em.x)
        };
        assert_eq!(size("O"), size("I"), "{format}");
    }
}
