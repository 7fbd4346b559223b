//! The press edition: inks, boxes, the printing condition, and nothing that a press cannot print.

mod support;

use std::fs;

use lopdf::{Dictionary, Object};
use support::pdf::Pdf;
use support::printed::{Ink, names, page_box, pages, painted, pictures};
use support::{Project, Run, repository};

/// Millimetres to points.
const MM: f32 = 72.0 / 25.4;
const BLACK: [f32; 4] = [0.0, 0.0, 0.0, 1.0];

/// A project of one short article in English, with more settings and more text, and its press file.
fn small(settings: &str, text: &str) -> Project {
    let project = Project::new(&[]);
    let head = "source: en\naudiences: [full-analysis]\n";
    project.write("fluentpress.yaml", format!("{head}{settings}"));
    let meta = "---\ntitle: Title\ndate: 2025-11-01\n---\n\nSome words.\n";
    project.write("seeds/a.md", format!("{meta}\n{text}\n"));
    project
}

const FILE: &str = "a-full-analysis-brief-en-press.pdf";

fn press_file(project: &Project) -> Pdf {
    project.ok(&["build", "--edition", "press", "--format", "brief"]);
    project.pdf(FILE)
}

fn snapshot(name: &str, run: &Run) {
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, run.stderr);
    });
}

/// A picture that does not say its resolution: a pixel is a point, 72 to an inch.
fn coarse() -> Vec<u8> {
    let bytes = fs::read(repository().join("tests/fixtures/press/rgb.png")).expect("a fixture");
    let at = bytes
        .windows(4)
        .position(|w| w == b"pHYs")
        .expect("a resolution")
        - 4;
    [&bytes[..at], &bytes[at + 21..]].concat()
}

fn fixture(project: &Project, name: &str) {
    let bytes = fs::read(repository().join("tests/fixtures/press").join(name));
    project.write(&format!("seeds/{name}"), bytes.expect("a fixture"));
}

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
    let project = Project::article();
    project.ok(&["build"]);
    let screen: Vec<_> = project
        .pdfs()
        .into_iter()
        .map(|name| {
            let bytes = fs::read(project.path("dist").join(&name)).expect("a file");
            (name, bytes)
        })
        .collect();
    assert_eq!(screen.len(), 12);
    project.ok(&["build", "--edition", "all"]);
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
fn the_brand_is_printed_in_its_own_inks() {
    let settings = "brand:\n  accent: { screen: \"#0b4a5e\", press: [97.3, 11.1, 0, 40.7] }\n  tint: { screen: \"#edf2f3\", press: { spot: \"HKS 43 K\", cmyk: [100, 62.5, 0, 3] } }\n";
    let pdf = press_file(&small(settings, "```\ncode\n```"));
    let all: Vec<_> = pages(&pdf)
        .into_iter()
        .flat_map(|page| painted(&pdf, page))
        .collect();
    let fills: Vec<_> = all
        .iter()
        .filter(|p| p.what == "fill")
        .map(|p| &p.ink)
        .collect();
    // To the last digit: the engine would have rounded them.
    assert!(
        fills.contains(&&Ink("k".to_owned(), vec![0.973, 0.111, 0.0, 0.407])),
        "{fills:?}"
    );
    assert!(
        fills.contains(&&Ink("scn".to_owned(), vec![1.0])),
        "{fills:?}"
    );
    let spot = pdf.document().objects.values().find_map(|object| {
        let parts = object.as_array().ok()?;
        (parts.first()?.as_name().ok()? == b"Separation").then_some(parts)
    });
    let spot = spot.expect("a spot colour");
    assert_eq!(spot[1].as_name().ok(), Some(&b"HKS 43 K"[..]));
    assert_eq!(spot[2].as_name().ok(), Some(&b"DeviceCMYK"[..]));
    let full = spot[3]
        .as_dict()
        .and_then(|f| f.get(b"C1"))
        .and_then(Object::as_array);
    let full: Vec<_> = full
        .expect("an alternate")
        .iter()
        .map(|part| part.as_float().expect("a number"))
        .collect();
    assert_eq!(full, [1.0, 0.625, 0.0, 0.03]);
}

#[test]
fn a_color_without_ink_is_an_error_in_the_press_edition_only() {
    let project = small("brand:\n  accent: \"#8a1c2b\"\n  ink: \"#000000\"\n", "");
    project.ok(&["build"]);
    let run = project.run(&["build", "--edition", "press"]);
    assert_eq!(run.code, 1);
    snapshot("press-without-ink", &run);
    assert!(!project.path("dist").join(FILE).exists());
}

#[test]
fn settings_that_cannot_be_are_all_reported() {
    let project = small(
        "brand:\n  accent: { screen: \"#8a1c2b\", press: [1, 2, 3] }\n  tint: { screen: \"#8a1c2b\", press: { spot: Black, cmyk: [0, 0, 0, 100] } }\n  ink: { screen: \"#000000\", press: [60, 40, 40, 100] }\n  paper: { screen: \"#ffffff\", pres: [0, 0, 0, 0] }\npress:\n  standard: PDF/X-3\n  condition: SWOP\n  bleed: 3cm\n  total-ink: 30%\n  min-ppi: many\n  rendering-intent: absolute-colorimetric\n  marks: crop\n  blead: 3mm\n",
        "",
    );
    let run = project.run(&["build"]);
    assert_eq!(run.code, 1);
    snapshot("press-settings", &run);
}

#[test]
fn only_the_profile_of_a_printing_condition_is_taken() {
    let project = small("press:\n  condition: own.icc\n", "");
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
fn pictures_are_in_inks() {
    let text = ["rgb.png", "rgb.jpg", "grey.png", "opaque.png"]
        .map(|name| format!("![A picture]({name})\n"));
    let project = small("", &text.join("\n"));
    for name in ["rgb.png", "rgb.jpg", "grey.png", "opaque.png"] {
        fixture(&project, name);
    }
    let pdf = press_file(&project);
    let pictures = pictures(&pdf);
    assert_eq!(pictures.len(), 4, "the opaque picture has no mask any more");
    for (dict, bytes) in &pictures {
        assert_eq!(
            dict.get(b"ColorSpace").and_then(Object::as_name).ok(),
            Some(&b"DeviceCMYK"[..])
        );
        let stream = lopdf::Stream::new(dict.clone(), bytes.clone());
        let pixels = stream.get_plain_content().expect("pixels");
        assert_eq!(pixels.len(), 90 * 60 * 4);
        let most = pixels
            .chunks(4)
            .map(|pixel| pixel.iter().map(|part| u32::from(*part)).sum::<u32>())
            .max();
        assert!(most.is_some_and(|most| most <= 765), "{most:?}");
        let is_grey = pixels.chunks(4).all(|pixel| pixel[..3] == [0, 0, 0]);
        let at = |x: usize, y: usize| &pixels[(y * 90 + x) * 4..][..4];
        if is_grey {
            assert_eq!((at(0, 0)[3], at(1, 0)[3]), (255, 0));
            continue;
        }
        // Red, black and white, as littlecms converts them, with what JPEG adds to it.
        for (x, known) in [
            (10, [0, 241, 254, 0]),
            (40, [212, 183, 115, 255]),
            (80, [0, 0, 0, 0]),
        ] {
            for (found, known) in at(x, 10).iter().zip(known) {
                assert!(
                    found.abs_diff(known) <= 8,
                    "{:?} is not {known:?}",
                    at(x, 10)
                );
            }
        }
    }
}

#[test]
fn a_press_edition_may_have_pictures_of_its_own() {
    let project = small("", "![A picture](rgb.png)");
    fixture(&project, "rgb.png");
    let own = fs::read(repository().join("tests/fixtures/press/cmyk.jpg")).expect("a fixture");
    project.write("seeds/rgb.press.jpg", &own);
    let pdf = press_file(&project);
    let pictures = pictures(&pdf);
    assert_eq!(pictures.len(), 1);
    // Byte for byte.
    assert!(pictures[0].1 == own);
    let space = pictures[0].0.get(b"ColorSpace").and_then(Object::as_name);
    assert_eq!(space.ok(), Some(&b"DeviceCMYK"[..]));
    // On screen, it is the other one: PDF/A would refuse this one.
    project.ok(&["build"]);
}

#[test]
fn drawings_are_in_inks() {
    let project = small("", "![A drawing](drawing.svg)");
    fixture(&project, "drawing.svg");
    let pdf = press_file(&project);
    let all: Vec<_> = pages(&pdf)
        .into_iter()
        .flat_map(|page| painted(&pdf, page))
        .collect();
    // Greys are black alone; colours are not.
    let strokes: Vec<_> = all
        .iter()
        .filter(|p| p.what == "stroke")
        .map(|p| p.ink.1.clone())
        .collect();
    assert!(
        strokes
            .iter()
            .all(|ink| ink.len() == 4 && ink[..3] == [0.0; 3]),
        "{strokes:?}"
    );
    assert!(
        strokes.iter().any(|ink| (0.4..0.8).contains(&ink[3])),
        "{strokes:?}"
    );
    let fills = all.iter().filter(|p| p.what == "fill");
    // The drawing's #0b4a5e is the brand's.
    let house = Ink("k".to_owned(), vec![0.95, 0.55, 0.4, 0.4]);
    assert!(fills.clone().filter(|p| p.ink == house).count() > 1);
    assert!(
        fills
            .into_iter()
            .any(|p| p.ink.1.iter().filter(|part| **part > 0.2).count() > 2)
    );
    let found = names(&pdf);
    assert!(found.contains(&"ShadingType".to_owned()) && !found.contains(&"ICCBased".to_owned()));
    for object in pdf.document().objects.values() {
        if let Ok(dict) = object.as_dict()
            && dict.get(b"FunctionType").and_then(Object::as_i64).ok() == Some(2)
        {
            assert_eq!(
                dict.get(b"C0")
                    .and_then(Object::as_array)
                    .map(Vec::len)
                    .ok(),
                Some(4)
            );
        }
    }
}

#[test]
fn a_drawing_that_cannot_be_in_inks_is_refused() {
    let project = small("", "![A drawing](drawing.svg)");
    fixture(&project, "drawing.svg");
    project.edit(
        "seeds/drawing.svg",
        "id=\"sky\"",
        "id=\"sky\" x2=\"0.2\" spreadMethod=\"repeat\"",
    );
    let run = project.run(&["build", "--edition", "press", "--format", "brief"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr
            .contains("error[press]: this cannot be printed: a drawing has a gradient"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("its drawings are `seeds/drawing.svg`"),
        "{}",
        run.stderr
    );
    assert!(!project.path("dist").exists());
}

#[test]
fn a_layout_that_paints_for_screens_is_named() {
    let project = small("", "");
    project.write(
        "layouts/full-analysis/brief.typ",
        "#let layout(doc) = {\n  set page(numbering: \"1\")\n  title(doc.title)\n  text(fill: red, doc.sections.first().blocks.join())\n  rect(fill: gradient.linear(blue, green))\n  line(stroke: luma(40%))\n}\n",
    );
    project.write("layouts/full-analysis/layout.yaml", "");
    project.ok(&["build", "--format", "brief"]);
    let run = project.run(&["build", "--edition", "press", "--format", "brief"]);
    assert_eq!(run.code, 1);
    snapshot("press-layout", &run);
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
        let project = Project::article();
        project.write("fluentpress.yaml", "source: fr\npress: { marks: true }\n");
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
    assert_eq!(built[0].len(), 6);
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
fn what_a_preflight_finds_is_not_written_and_leads_back() {
    // A picture with a mask where there must be no transparency, and one that is too coarse.
    let text = "![A picture](alpha.png)\n\n![A drawing](drawing.svg)\n\n![A picture](coarse.png)";
    let project = small("press: { standard: \"PDF/X-1a:2003\" }\n", text);
    for name in ["alpha.png", "drawing.svg"] {
        fixture(&project, name);
    }
    // Without its resolution, a pixel is a point: 72 to an inch.
    let bytes = fs::read(repository().join("tests/fixtures/press/rgb.png")).expect("a fixture");
    let at = bytes
        .windows(4)
        .position(|w| w == b"pHYs")
        .expect("a resolution")
        - 4;
    project.write(
        "seeds/coarse.png",
        [&bytes[..at], &bytes[at + 21..]].concat(),
    );
    let run = project.run(&["build", "--edition", "press", "--format", "brief"]);
    assert_eq!(run.code, 1);
    snapshot("press-preflight", &run);
    assert!(!project.path("dist").exists());
    // On screens, nothing of this matters.
    project.ok(&["build"]);
}

#[test]
fn a_coarse_picture_is_a_warning_down_to_the_least_resolution() {
    let text = "![A picture](rgb.png)";
    for (resolution, settings, code, severity) in [
        (300.0, "", 0, ""),
        (200.0, "", 0, "warning[press-resolution]"),
        (140.0, "", 1, "error[press-resolution]"),
        (
            140.0,
            "press: { min-ppi: 130 }\n",
            0,
            "warning[press-resolution]",
        ),
    ] {
        let project = small(settings, text);
        let mut bytes =
            fs::read(repository().join("tests/fixtures/press/rgb.png")).expect("a fixture");
        let at = bytes
            .windows(4)
            .position(|w| w == b"pHYs")
            .expect("a resolution");
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "thousands"
        )]
        let metre = ((resolution / 0.0254_f64).ceil() as u32).to_be_bytes();
        bytes[at + 4..at + 8].copy_from_slice(&metre);
        bytes[at + 8..at + 12].copy_from_slice(&metre);
        let sum = crc(&bytes[at..at + 13]).to_be_bytes();
        bytes[at + 13..at + 17].copy_from_slice(&sum);
        project.write("seeds/rgb.png", bytes);
        let run = project.run(&["build", "--edition", "press", "--format", "brief"]);
        assert_eq!(run.code, code, "{}", run.stderr);
        assert!(run.stderr.contains(severity), "{}", run.stderr);
        assert_eq!(severity.is_empty(), run.stderr.is_empty(), "{}", run.stderr);
        let line = "seeds/a.md:8:1";
        assert!(
            run.stderr.is_empty() || run.stderr.contains(line),
            "{}",
            run.stderr
        );
    }
}

/// The check sum of a chunk of a PNG file.
fn crc(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = crc >> 1 ^ if crc & 1 == 1 { 0xEDB8_8320 } else { 0 };
        }
    }
    !crc
}

#[test]
fn text_in_several_inks_and_a_bleed_of_its_own_are_the_layouts_faults() {
    let project = small("", "");
    project.write(
        "layouts/full-analysis/brief.typ",
        "#let layout(doc) = {\n  set page(numbering: \"1\", bleed: 1mm)\n  title(doc.title)\n  text(fill: cmyk(60%, 0%, 0%, 50%), doc.sections.first().blocks.join())\n  line(length: 2cm, stroke: 0.1pt + cmyk(0%, 0%, 0%, 100%))\n  place(rect(width: 2cm, height: 2cm, fill: cmyk(100%, 100%, 100%, 80%)))\n}\n",
    );
    project.write("layouts/full-analysis/layout.yaml", "");
    let run = project.run(&["build", "--edition", "press", "--format", "brief"]);
    assert_eq!(run.code, 1);
    snapshot("press-layout-faults", &run);
}

#[test]
fn a_coarse_logo_leads_back_to_the_settings() {
    let project = small("brand:\n  name: House\n  logo: logo.png\n", "");
    project.write("logo.png", coarse());
    let run = project.run(&["build", "--edition", "press", "--format", "brief"]);
    // Even 11 mm high, as the masthead has it, 60 pixels are too few.
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("error[press-resolution]"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("fluentpress.yaml:5:3"),
        "{}",
        run.stderr
    );
}
