//! The three answers, the inks, and the report as text.

use std::collections::BTreeSet;

use crate::support::sound::Sound;
use crate::support::{asked, name};
use lopdf::{Object, dictionary};
use preflight::{Report, Rule, Severity, check, unreadable};

fn report(plant: impl Fn(&mut Sound)) -> Report {
    let mut sound = Sound::x4();
    plant(&mut sound);
    check(&sound.bytes(), &asked())
}

/// Blends whose ink only plates would show.
fn blended(sound: &mut Sound) {
    let state = dictionary! { "BM" => "Multiply" };
    sound.resource("ExtGState", "Mul", state.into());
    sound.paint("q 1 1 0 0 k 40 30 40 30 re f /Mul gs 0 0 1 0.7 k 50 40 9 9 re f Q");
}

#[test]
fn a_rule_has_passed_is_broken_or_is_undecided() {
    let report = report(|sound| {
        blended(sound);
        sound.paint("1 0 0 rg 60 40 9 9 re f");
    });
    let broken: BTreeSet<Rule> = report.findings.iter().map(|found| found.rule).collect();
    assert_eq!(broken, [Rule::Colour].into());
    // The red area has inks that are known only when it is converted.
    assert_eq!(report.open(), [Rule::Ink].into());
    let passed = report.passed();
    assert_eq!(passed.len(), 13);
    assert!(!passed.contains(&Rule::Colour) && !passed.contains(&Rule::Ink));
    let counts = [Severity::Error, Severity::Warning].map(|severity| report.count(severity));
    assert_eq!(counts, [1, 0]);
    assert!(report.has_errors());
}

#[test]
fn undecided_is_no_error_and_has_not_passed() {
    let report = report(blended);
    assert!(report.findings.is_empty() && !report.has_errors());
    assert_eq!(report.passed().len(), 14);
}

#[test]
fn what_cannot_be_read_has_passed_nothing() {
    let report = unreadable("permission denied");
    assert!(report.has_errors() && report.passed().is_empty());
    assert_eq!(report.open().len(), 14);
    assert_eq!(
        report.findings[0].message,
        "the file cannot be read: permission denied"
    );
}

#[test]
fn inks_are_those_that_are_painted_inside_the_bleed() {
    let inks = |plant: &dyn Fn(&mut Sound)| -> Vec<String> {
        let report = report(plant);
        assert!(report.inks.values().all(|pages| *pages == [1].into()));
        report.inks.into_keys().collect()
    };
    // The background is cyan and magenta, the text black.
    assert_eq!(inks(&|_| {}), ["Black", "Cyan", "Magenta"]);
    let spot = |content: &'static str| {
        move |sound: &mut Sound| {
            let spot = sound.spot("Brand", name("DeviceCMYK"));
            sound.resource("ColorSpace", "B", spot).paint(content);
        }
    };
    let with = ["Black", "Brand", "Cyan", "Magenta"];
    assert_eq!(inks(&spot("/B cs 0.5 scn 60 40 9 9 re f")), with);
    // Declared, and not painted with; without ink; beside the bleed.
    let without = ["Black", "Cyan", "Magenta"];
    assert_eq!(inks(&spot("/B cs")), without);
    assert_eq!(inks(&spot("/B cs 0 scn 60 40 9 9 re f")), without);
    assert_eq!(inks(&spot("/B cs 1 scn 5 5 4 130 re f")), without);
    // On all plates is no ink of its own.
    let all = |sound: &mut Sound| {
        let all = sound.spot("All", name("DeviceCMYK"));
        sound.resource("ColorSpace", "A", all);
        sound.paint("/A cs 1 scn 60 40 9 9 re f");
    };
    assert_eq!(inks(&all), ["Black", "Cyan", "Magenta", "Yellow"]);
}

#[test]
fn text_says_each_message_once_and_what_to_do() {
    let report = report(|sound| {
        let image = sound.image(name("DeviceRGB"), [2, 1], b"rgbRGB");
        sound.resource("XObject", "I", image);
        sound.paint("q 9 0 0 9 50 30 cm /I Do Q q 9 0 0 9 80 30 cm /I Do Q");
    });
    let text = report.to_string();
    for wanted in [
        "  error[press-colour]: an image in RGB\n      on page 1, 10.6 mm from the left",
        "      and in 1 more place, on page 1\n      help: give the colour in CMYK",
        "  undecided[press-ink]: an image: its inks are known only when it is converted\n      on page 1\n",
        ", 2 errors, 1 rule could not be decided: it has not passed\n",
    ] {
        assert!(text.contains(wanted), "{wanted}\n{text}");
    }
    assert_eq!(text.matches("an image in RGB").count(), 1, "{text}");
    assert!(text.lines().all(|line| line.starts_with("  ")), "{text}");
}

#[test]
fn numbers_of_pages_are_ranges() {
    let mut document = Sound::x4().finish();
    let tree = document.catalog().and_then(|c| c.get(b"Pages")).cloned();
    let tree = tree.and_then(|tree| tree.as_reference()).expect("a tree");
    let tree = document.get_dictionary_mut(tree).expect("a tree");
    let page = tree.get(b"Kids").and_then(Object::as_array).expect("pages")[0].clone();
    let page = page.as_reference().expect("a reference");
    let tree = document.catalog().and_then(|c| c.get(b"Pages")).cloned();
    let tree = tree.and_then(|tree| tree.as_reference()).expect("a tree");
    let good = document.get_dictionary(page).expect("a page").clone();
    let mut bad = good.clone();
    bad.remove(b"TrimBox");
    let pages = [&bad, &bad, &good, &bad].map(|page| document.add_object(page.clone()));
    let kids = pages.map(Object::Reference).to_vec();
    document
        .get_dictionary_mut(tree)
        .expect("a tree")
        .set("Kids", kids);
    let report = check(&crate::support::sound::saved(document), &asked());
    assert_eq!(report.pages, 4);
    let text = report.to_string();
    assert!(
        text.contains("and in 2 more places, on pages 1–2, 4\n"),
        "{text}"
    );
}
