//! The press edition: its boxes, what it says about itself, its marks, and nothing that a press cannot print.

use std::fs;

use crate::support::pdf::Pdf;
use crate::support::printed::{Ink, names, page_box, pages, painted};
use crate::support::proofs::{press_file, small};
use crate::support::{Project, Run, repository};
use lopdf::{Dictionary, Object};

/// Millimetres to points.
const MM: f32 = 72.0 / 25.4;
const BLACK: [f32; 4] = [0.0, 0.0, 0.0, 1.0];

fn close(a: f32, b: f32) -> bool {
    (a - b).abs() < 0.01
}

/// All that a press file of the article must have.
fn check_file(pdf: &Pdf, bleed: f32) {
    let found = names(pdf);
    for refused in [
        "ICCBased",
        "DeviceRGB",
        "CalRGB",
        "CalGray",
        "Lab",
        "Annots",
        "Outlines",
        "Names",
        "StructTreeRoot",
        "MarkInfo",
        "OpenAction",
        "AA",
        "A",
        "EmbeddedFiles",
        "AcroForm",
        "JavaScript",
        "CropBox",
        "ArtBox",
        "StructParents",
    ] {
        assert!(!found.iter().any(|name| name == refused), "{refused}");
    }
    for page in pages(pdf) {
        let [media, sheet, trim] =
            ["MediaBox", "BleedBox", "TrimBox"].map(|name| page_box(pdf, page, name));
        assert_eq!(media, sheet);
        for side in 0..4 {
            assert!(
                close((trim[side] - sheet[side]).abs(), bleed * MM),
                "{trim:?} in {sheet:?}"
            );
        }
        let all = painted(pdf, page);
        assert!(all.iter().filter(|painted| painted.what == "text").count() > 3);
        for painted in all {
            let Ink(operator, values) = &painted.ink;
            assert!(matches!(operator.as_str(), "k" | "scn"), "{painted:?}");
            match painted.what {
                // Black over what is under it; what is left bare, never.
                "text" => assert!(
                    *values == BLACK && painted.over || *values == [0.0; 4] && !painted.over,
                    "{painted:?}"
                ),
                "stroke" => assert!(*values == BLACK || *values == [0.0; 4], "{painted:?}"),
                _ => {}
            }
            assert!(painted.what == "text" || !painted.over, "{painted:?}");
        }
    }
}

#[test]
fn every_brief_has_a_press_edition_and_the_screen_keeps_its_bytes() {
    let project = Project::built();
    let screen: Vec<_> = project
        .pdfs()
        .into_iter()
        .map(|name| {
            let bytes = fs::read(project.path("dist").join(&name)).expect("a file");
            (name, bytes)
        })
        .collect();
    assert_eq!(screen.len(), 12);
    project.ok(&["build", "--edition", "all", "--format", "brief"]);
    for (name, bytes) in &screen {
        assert!(
            fs::read(project.path("dist").join(name)).expect("a file") == *bytes,
            "{name}"
        );
    }
    let press: Vec<_> = project
        .pdfs()
        .into_iter()
        .filter(|name| name.ends_with("-press.pdf"))
        .collect();
    let expected = ["executive-summary", "full-analysis", "key-points"].map(|audience| {
        ["en", "fr"].map(|locale| format!("trump-xi-ia-{audience}-brief-{locale}-press.pdf"))
    });
    assert_eq!(press, expected.concat());
    for name in &press {
        check_file(&project.pdf(name), 3.0);
        // The words stand where they stand on screen.
        let bare = |name: &str| {
            project
                .pdf(name)
                .pages()
                .into_iter()
                .map(|page| page.runs)
                .collect::<Vec<_>>()
        };
        let (ours, theirs) = (bare(name), bare(&name.replace("-press", "")));
        assert_eq!(ours.len(), theirs.len());
        let lefts = |runs: &[(f64, String)], shift: f64| {
            let mut lefts: Vec<_> = runs
                .iter()
                .map(|(x, _)| ((x - shift) * 10.0).round())
                .collect();
            lefts.sort_by(f64::total_cmp);
            lefts.dedup();
            lefts
        };
        for (ours, theirs) in ours.iter().zip(&theirs) {
            let theirs = lefts(theirs, 0.0);
            for left in lefts(ours, f64::from(3.0 * MM)) {
                assert!(
                    theirs.iter().any(|other| (other - left).abs() <= 1.0),
                    "{name}: {left}"
                );
            }
        }
    }
}

#[test]
fn the_condition_and_what_a_file_says_about_itself() {
    let project = Project::article();
    project.ok(&[
        "build",
        "--edition",
        "press",
        "--locale",
        "fr",
        "--audience",
        "key-points",
    ]);
    let name = "trump-xi-ia-key-points-brief-fr-press.pdf";
    let pdf = project.pdf(name);
    let document = pdf.document();
    assert_eq!(document.version, "1.6");
    let catalog = document.catalog().expect("a catalogue");
    let intent = catalog
        .get(b"OutputIntents")
        .and_then(Object::as_array)
        .expect("intents");
    assert_eq!(intent.len(), 1);
    let intent = document
        .dereference(&intent[0])
        .expect("an intent")
        .1
        .as_dict()
        .expect("a dictionary");
    let text = |dict: &Dictionary, key: &str| {
        let value = dict.get(key.as_bytes()).and_then(Object::as_str);
        String::from_utf8(value.expect(key).to_vec()).expect("UTF-8")
    };
    assert_eq!(
        intent.get(b"S").and_then(Object::as_name).ok(),
        Some(&b"GTS_PDFX"[..])
    );
    assert_eq!(text(intent, "OutputConditionIdentifier"), "FOGRA39");
    assert_eq!(text(intent, "RegistryName"), "http://www.color.org");
    assert!(text(intent, "Info").contains("FOGRA39L Coated"));
    let profile = intent
        .get_deref(b"DestOutputProfile", document)
        .and_then(Object::as_stream);
    let profile = profile
        .and_then(lopdf::Stream::get_plain_content)
        .expect("a profile");
    let shipped = repository().join("src/export/press/fogra39l_coated.icc");
    assert!(profile == fs::read(shipped).expect("the profile"));

    let xmp = pdf.xmp();
    for said in [
        "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>",
        "<pdf:Trapped>False</pdf:Trapped>",
        "<xmpMM:VersionID>1</xmpMM:VersionID>",
        "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>",
        "<xmp:CreateDate>2025-11-01T00:00:00Z</xmp:CreateDate>",
        "<xmp:ModifyDate>2025-11-01T00:00:00Z</xmp:ModifyDate>",
        "<xmp:MetadataDate>2025-11-01T00:00:00Z</xmp:MetadataDate>",
    ] {
        assert!(xmp.contains(said), "{said}");
    }
    for (key, tag) in [
        (&b"Title"[..], "rdf:li xml:lang=\"x-default\""),
        (b"Creator", "xmp:CreatorTool"),
        (b"Producer", "pdf:Producer"),
    ] {
        let entry = pdf.info(key).expect("an entry");
        assert!(xmp.contains(&format!("<{tag}>{entry}</")), "{entry}");
    }
    assert_eq!(
        pdf.info(b"CreationDate").as_deref(),
        Some("D:20251101000000Z")
    );
    assert_eq!(pdf.info(b"ModDate"), pdf.info(b"CreationDate"));
    let info = document
        .trailer
        .get_deref(b"Info", document)
        .and_then(Object::as_dict)
        .expect("information");
    assert_eq!(
        info.get(b"Trapped").and_then(Object::as_name).ok(),
        Some(&b"False"[..])
    );
    let id = document
        .trailer
        .get(b"ID")
        .and_then(Object::as_array)
        .expect("a file id");
    assert!(
        id.iter()
            .all(|id| id.as_str().is_ok_and(|id| id.len() == 16))
            && id.len() == 2
    );
}

#[test]
fn marks_stand_outside_the_bleed() {
    let settings = "press:\n  bleed: 5 mm\n  marks: true\n";
    let (plain, marked) = (
        press_file(&small("press: { bleed: 5mm }\n", "")),
        press_file(&small(settings, "")),
    );
    let (before, page) = (pages(&plain)[0], pages(&marked)[0]);
    for name in ["BleedBox", "TrimBox"] {
        assert_eq!(
            page_box(&plain, before, name),
            page_box(&marked, page, name)
        );
    }
    let [left, bottom, right, top] = page_box(&marked, page, "MediaBox");
    let bleed = page_box(&marked, page, "BleedBox");
    assert_eq!(bleed[..2], [0.0, 0.0]);
    assert!(left < -20.0 && bottom < -20.0 && right > bleed[2] + 20.0 && top > bleed[3] + 20.0);
    let (own, all) = (painted(&plain, before), painted(&marked, page));
    assert_eq!(own[..], all[..own.len()], "content is not touched");
    let marks = &all[own.len()..];
    assert!(marks.len() > 30 && marks.iter().all(|mark| mark.what != "text"));
    assert!(names(&marked).contains(&"All".to_owned()));
    // Every point of a mark is outside the bleed, and on the sheet.
    let content = marked.document().get_page_content(page);
    let content = String::from_utf8_lossy(&content).into_owned();
    let drawn = content.rsplit_once("/FpAll CS").expect("marks").1;
    let mut points = 0;
    for line in drawn
        .lines()
        .filter(|line| line.ends_with(" m") || line.ends_with(" l S") || line.ends_with(" c"))
    {
        let numbers: Vec<f32> = line
            .split(' ')
            .filter_map(|word| word.parse().ok())
            .collect();
        for point in numbers.chunks_exact(2) {
            let inside = point[0] > bleed[0]
                && point[0] < bleed[2]
                && point[1] > bleed[1]
                && point[1] < bleed[3];
            let on_sheet =
                point[0] > left && point[0] < right && point[1] > bottom && point[1] < top;
            assert!(!inside && on_sheet, "{line}");
            points += 1;
        }
    }
    assert!(points > 100);
}

#[test]
fn pdf_x_1a_is_older() {
    let pdf = press_file(&small(
        "press: { standard: \"PDF/X-1a:2003\" }\n",
        "| a | b |\n| - | - |\n| c | d |",
    ));
    check_file(&pdf, 3.0);
    assert_eq!(pdf.document().version, "1.4");
    assert_eq!(
        pdf.info(b"GTS_PDFXVersion").as_deref(),
        Some("PDF/X-1a:2003")
    );
    assert!(
        pdf.xmp()
            .contains("<pdfx:GTS_PDFXVersion>PDF/X-1a:2003</pdfx:GTS_PDFXVersion>")
    );
    let found = names(&pdf);
    for refused in ["SMask", "Group", "ca", "CA", "BM", "XRef", "ObjStm"] {
        assert!(!found.iter().any(|name| name == refused), "{refused}");
    }
}

#[test]
fn slides_are_printed_where_a_layout_offers_them() {
    let project = Project::article();
    let asked = [
        "build",
        "--edition",
        "press",
        "--format",
        "slides",
        "--audience",
        "executive-summary",
        "--locale",
        "fr",
    ];
    let run = project.run(&asked);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("press-format"), "{}", run.stderr);
    project.write(
        "layouts/executive-summary/layout.yaml",
        "roles: [bottom-line, outlook]\npress: [brief, slides]\n",
    );
    project.ok(&asked);
    assert_eq!(
        project.pdfs(),
        ["trump-xi-ia-executive-summary-slides-fr-press.pdf"]
    );
    let pdf = project.pdf("trump-xi-ia-executive-summary-slides-fr-press.pdf");
    check_file(&pdf, 3.0);
    // The title slide is filled to the edge of the bleed.
    let first = painted(&pdf, pages(&pdf)[0]);
    assert_eq!(
        first[0].ink,
        Ink("k".to_owned(), vec![0.95, 0.55, 0.4, 0.4])
    );
    project.write(
        "layouts/executive-summary/layout.yaml",
        "roles: [bottom-line, outlook]\npress: [posters]\n",
    );
    let run = project.run(&asked);
    assert!(
        run.stderr.contains("`posters` is no format of this layout"),
        "{}",
        run.stderr
    );
}

#[test]
fn the_same_bytes_every_time() {
    let built = [("one", "UTC", "1"), ("two", "Asia/Tokyo", "3")].map(|(folder, zone, jobs)| {
        let project = Project::example();
        project.write("fluentpress.yaml", "source: en\npress: { marks: true }\n");
        let mut command = project.command(&[
            "build",
            "--edition",
            "press",
            "--jobs",
            jobs,
            "--output-dir",
            folder,
        ]);
        let run = Run::of(command.env("TZ", zone).output().expect("it starts"));
        assert_eq!(run.code, 0, "{}", run.stderr);
        let names = fs::read_dir(project.path(folder)).expect("a folder");
        let mut files: Vec<_> = names.map(|entry| entry.expect("an entry").path()).collect();
        files.sort();
        files
            .iter()
            .map(|file| fs::read(file).expect("a file"))
            .collect::<Vec<_>>()
    });
    assert_eq!(built[0].len(), 6 + 2);
    assert!(built[0] == built[1]);
}

#[test]
fn a_draft_has_no_press_edition() {
    for edition in ["press", "all"] {
        let run = small("", "").run(&["build", "--draft", "--edition", edition]);
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains("draft-press"), "{}", run.stderr);
    }
}

#[test]
fn only_the_profile_of_a_printing_condition_is_taken() {
    let project = small("press:\n  condition: own.icc\n", "").plain();
    let shipped =
        fs::read(repository().join("src/export/press/fogra39l_coated.icc")).expect("the profile");
    let changed = |at: usize, bytes: &[u8]| {
        let mut profile = shipped.clone();
        profile[at..at + bytes.len()].copy_from_slice(bytes);
        profile
    };
    // Where the table from colours to inks begins, by the profile's own list of its parts.
    let entry = shipped
        .windows(4)
        .position(|name| name == b"B2A0")
        .expect("a table");
    let table = shipped[entry + 4..entry + 8]
        .iter()
        .fold(0, |at, byte| at << 8 | usize::from(*byte));
    let refused = [
        (b"no profile".to_vec(), "not an ICC profile"),
        (
            shipped[..5000].to_vec(),
            "not an ICC profile, or not a whole one",
        ),
        (changed(12, b"mntr"), "of the class `mntr`"),
        (changed(16, b"RGB "), "its colours are `RGB`"),
        (changed(table, b"none"), "its tables cannot be read"),
    ];
    for (bytes, reason) in refused {
        project.write("own.icc", bytes);
        let run = project.run(&["build", "--edition", "press"]);
        assert_eq!(run.code, 1);
        assert!(run.stderr.contains(reason), "{}", run.stderr);
    }
    assert!(
        project.run(&["build"]).code == 1,
        "settings are checked whatever is built"
    );
    project.write("own.icc", &shipped);
    let pdf = press_file(&project);
    let intents = pdf
        .document()
        .catalog()
        .and_then(|c| c.get(b"OutputIntents"))
        .and_then(Object::as_array);
    let intent = intents.expect("an intent")[0]
        .as_dict()
        .expect("a dictionary");
    assert_eq!(
        intent
            .get(b"OutputConditionIdentifier")
            .and_then(Object::as_str)
            .ok(),
        Some(&b"Custom"[..])
    );
    assert!(intent.get(b"RegistryName").is_err());
}

#[test]
fn the_condition_of_a_profile_can_be_named() {
    let profile = fs::read(repository().join("src/export/press/fogra39l_coated.icc"));
    let profile = profile.expect("the default profile");
    let with = |condition: &str| {
        let project = small(&format!("press:\n  condition: {condition}\n"), "").plain();
        project.write("own.icc", &profile);
        project
    };
    for (condition, identifier, registry) in [
        ("own.icc", "Custom", None),
        ("FOGRA39", "FOGRA39", Some("http://www.color.org")),
        (
            "{ name: FOGRA51, profile: own.icc }",
            "FOGRA51",
            Some("http://www.color.org"),
        ),
        (
            "{ name: PSO Coated v3, profile: own.icc }",
            "FOGRA51",
            Some("http://www.color.org"),
        ),
        (
            "{ name: CGATS21_CRPC6, profile: own.icc }",
            "CGATS21_CRPC6",
            Some("http://www.color.org"),
        ),
        (
            "{ name: House, registry: \"https://example.org\", profile: own.icc }",
            "House",
            Some("https://example.org"),
        ),
    ] {
        let pdf = press_file(&with(condition));
        let catalog = pdf.document().catalog().expect("a catalogue");
        let intents = catalog.get(b"OutputIntents").and_then(Object::as_array);
        let intent = intents.expect("an intent")[0].as_dict().expect("an intent");
        let text = |key: &[u8]| intent.get(key).and_then(Object::as_str).ok();
        assert_eq!(
            text(b"OutputConditionIdentifier"),
            Some(identifier.as_bytes()),
            "{condition}"
        );
        assert_eq!(
            text(b"RegistryName"),
            registry.map(str::as_bytes),
            "{condition}"
        );
    }
    for (condition, said) in [
        ("FOGRA51", "needs its profile"),
        ("{ name: FOGRA51 }", "needs its profile"),
        (
            "{ name: FOGRA15, profile: own.icc }",
            "is no condition of the ICC's registry",
        ),
        ("{ profile: own.icc, nmae: FOGRA51 }", "must be `FOGRA39`"),
        ("{ name: FOGRA51, profile: own.txt }", "must be `FOGRA39`"),
    ] {
        let run = with(condition).run(&["build"]);
        assert_eq!(run.code, 1, "{condition}");
        assert!(
            run.stderr.contains(said) && run.stderr.contains("fluentpress.yaml:4"),
            "{}",
            run.stderr
        );
    }
}
