//! What `preflight` says to people and machines. The rules are tested in `crates/preflight`.

use std::fs;

use crate::support::Project;
use crate::support::preflight::{BLEED, lines, preflight, said};
use crate::support::sound::Sound;
use lopdf::{Object, dictionary};

#[test]
fn people_are_told_places_reasons_and_what_to_do() {
    let mut sound = Sound::x4();
    let image = sound.image(Object::Name(b"DeviceRGB".to_vec()), [2, 1], b"rgbRGB");
    sound.resource("XObject", "I", image);
    sound.paint("q 9 0 0 9 50 30 cm /I Do Q q 9 0 0 9 80 30 cm /I Do Q");
    let run = preflight(&sound.bytes(), BLEED);
    assert_eq!(run.code, 1);
    let said = run.stdout.split_once("a.pdf: ").expect("the name").1;
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("preflight-human", said);
    });
}

#[test]
fn several_files_and_files_that_are_none() {
    let project = Project::new(&[("text.pdf", "no PDF")]);
    project.write("sound.pdf", Sound::x4().bytes());
    let run = project.run(&["preflight", "sound.pdf"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(
        run.stdout.contains("15 of 15 rules passed"),
        "{}",
        run.stdout
    );
    let run = project.run(&["preflight", "sound.pdf", "text.pdf", "nowhere.pdf", "."]);
    assert_eq!(run.code, 1);
    for words in [
        "sound.pdf: 1 page",
        "the file cannot be read: there is no file of this name",
        "the file cannot be read: it is no PDF",
        "the file cannot be read: it is a folder",
        "4 files: 3 with errors, 3 with rules that could not be decided",
    ] {
        assert!(run.stdout.contains(words), "{words}: {}", run.stdout);
    }
    for wrong in [
        &["preflight"][..],
        &["preflight", "sound.pdf", "--bleed", "-1"],
        &["preflight", "sound.pdf", "--bleed", "NaN"],
        &["preflight", "sound.pdf", "--total-ink", "1e9"],
        &["preflight", "sound.pdf", "--standard", "PDF/X-7"],
    ] {
        assert_eq!(project.run(wrong).code, 2, "{wrong:?}");
    }
    for standard in ["PDF/X-4", "x-4"] {
        project.ok(&["preflight", "sound.pdf", "--standard", standard]);
    }
}

#[test]
fn undecided_is_no_error_and_has_not_passed() {
    let mut sound = Sound::x4();
    sound.resource(
        "ExtGState",
        "Mul",
        dictionary! { "BM" => "Multiply" }.into(),
    );
    sound.paint("1 1 0 0 k 40 30 40 30 re f /Mul gs 0 0 1 0.7 k 50 40 9 9 re f");
    let lines = lines(&sound.bytes(), BLEED);
    let sum = lines.iter().find(|line| line["type"] == "preflight");
    let sum = sum.expect("the sum");
    assert_eq!((&sum["errors"], &sum["warnings"]), (&0.into(), &0.into()));
    assert_eq!(sum["undecided"], serde_json::json!(["press-ink"]));
    assert_eq!(sum["passed"].as_array().map(Vec::len), Some(14));
}

#[test]
fn the_screen_edition_is_not_for_a_press() {
    let project = Project::built();
    let names = project.pdfs();
    assert_eq!(names.len(), 12);
    for file in names {
        let bytes = fs::read(project.path("dist").join(&file)).expect("a file");
        let said = said(&bytes, &[]);
        for wanted in [
            "press-file error: the file is PDF 1.7, too new for PDF/X-4",
            "press-boxes error: the page has no TrimBox",
            "press-colour error: text in ICC-based RGB",
            "press-identity error: there is no output intent of the kind GTS_PDFX",
            "press-interactive warning: the file has bookmarks",
            "press-interactive warning: the file is tagged",
            "press-ink undecided: some inks are known only",
        ] {
            assert!(
                said.iter().any(|s| s.starts_with(wanted)),
                "{file}: {wanted}: {said:?}"
            );
        }
        let links = said
            .iter()
            .any(|s| s == "press-interactive error: an annotation of the kind Link");
        assert_eq!(
            links,
            file.contains("full-analysis-brief"),
            "{file}: {said:?}"
        );
        let broken: Vec<_> = said
            .iter()
            .filter(|s| s.starts_with("press-fonts"))
            .collect();
        assert!(broken.is_empty(), "{broken:?}");
    }
}

#[test]
fn places_are_told_as_the_page_is_read() {
    let place = |turn: i64| {
        let mut sound = Sound::x4();
        sound.page.set("Rotate", turn);
        sound.paint("0 1 0 rg 50 40 20 10 re f");
        let lines = lines(&sound.bytes(), BLEED);
        let line = lines
            .iter()
            .find(|line| line["code"] == "press-colour")
            .expect("a finding");
        assert_eq!(line["page"], 1);
        let place = &line["places"][0];
        assert_eq!(place["points"], serde_json::json!([50.0, 40.0, 70.0, 50.0]));
        ["left_mm", "top_mm", "width_mm", "height_mm"].map(|key| {
            let mm = place[key].as_f64().expect("a number");
            (mm / 25.4 * 72.0).round() as i64
        })
    };
    // The trim box is 200 × 100 pt; the area is 30 pt from its left and 20 from its bottom edge.
    assert_eq!(place(0), [30, 70, 20, 10]);
    assert_eq!(place(90), [20, 30, 10, 20]);
    assert_eq!(place(180), [150, 20, 20, 10]);
    assert_eq!(place(270), [70, 150, 10, 20]);
}
