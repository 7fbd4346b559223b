//! Settings of the publisher: each is seen on a page, and each that makes no sense is one error at its place.

use std::fs;

use lopdf::content::Content;
use lopdf::{Object, Stream};

use crate::support::pdf::Pdf;
use crate::support::{Project, cases, repository};

/// A layout that prints what the settings hold.
const LAYOUT: &str = "#import \"/layouts/theme/scale.typ\": *
#import \"/layouts/theme/type.typ\": *
#let layout(doc) = {
  let doc = if doc.format == \"brief\" { on-page(doc) } else { on-slide(doc) }
  set page(width: doc.sheet.width, height: doc.sheet.height, margin: 25mm, numbering: \"1\", fill: doc.brand.paper)
  set text(font: doc.fonts.serif, fill: doc.brand.ink)
  if doc.cover == true { place(rect(fill: doc.brand.solid, width: 20mm, height: 10mm)) } else if doc.cover != none {
    place(block(width: 20mm, height: 10mm, doc.cover))
  }
  title(doc.title)
  for section in doc.sections { section.blocks.join() }
  text(fill: doc.brand.accent, font: doc.fonts.sans, [1])
  text(fill: doc.brand.muted, font: doc.fonts.mono, [2])
  block(fill: doc.brand.solid, width: 10mm, height: 5mm)
  block(fill: doc.brand.tint, width: 10mm, height: 5mm, text(fill: doc.brand.on-solid, [3]))
  doc.imprint
  parbreak()
  doc.contact
}
";

const LANGUAGES: &str = "source: fr\nlocales: [en, en-US, fr-CA]\naudiences: [full-analysis]\n";

/// A project in French, English and Canadian French whose layouts are the one above, with these settings.
fn project(settings: &str) -> Project {
    let project = Project::small();
    project.write("fluentpress.yaml", LANGUAGES);
    project.write(
        "i18n/en/a.ftl",
        "meta-title = Title\nlede-un-mot = A word.\n",
    );
    project.confirm("en");
    set(&project, settings);
    let press = repository().join("tests/fixtures/press");
    project.write(
        "art/cover.png",
        fs::read(press.join("rgb.png")).expect("a picture"),
    );
    project.write("layouts/full-analysis/layout.yaml", "");
    for format in ["brief", "slides"] {
        project.write(&format!("layouts/full-analysis/{format}.typ"), LAYOUT);
    }
    project
}

/// Gives the project these settings in place of those that it has.
fn set(project: &Project, settings: &str) {
    project.write("fluentpress.yaml", format!("{LANGUAGES}{settings}"));
}

/// The width and height of the first page in tenths of a millimetre.
fn size(pdf: &Pdf) -> (i64, i64) {
    let document = pdf.document();
    let page = document.get_pages()[&1];
    let found = document
        .get_dictionary(page)
        .and_then(|page| page.get(b"MediaBox"));
    let found = found.and_then(Object::as_array).expect("a page").iter();
    let points: Vec<f32> = found.map(|at| at.as_float().expect("a number")).collect();
    let tenths = |points: f32| (points / 72.0 * 254.0).round() as i64;
    (tenths(points[2] - points[0]), tenths(points[3] - points[1]))
}

#[test]
fn sheets_have_the_size_of_the_settings() {
    let a4 = (2100, 2970);
    let wide = (3387, 1905);
    let project = project("");
    // The settings; the sizes of the brief and of the slides in French, in Canadian French, and in American English.
    for (settings, brief, slides) in [
        ("", [a4; 3], [wide; 3]),
        (
            "paper: us-letter\nslides: 4:3\n",
            [(2159, 2794); 3],
            [(2540, 1905); 3],
        ),
        (
            "paper: A5\nslides: 16:10\n",
            [(1480, 2100); 3],
            [(3048, 1905); 3],
        ),
        (
            "paper: 17 x 24 cm\nslides: 320mm × 180mm\n",
            [(1700, 2400); 3],
            [(3200, 1800); 3],
        ),
        ("paper: 8.5in x 11in\n", [(2159, 2794); 3], [wide; 3]),
        (
            "paper: { default: a5, en: us-letter }\nslides: { en-US: 4:3 }\n",
            [(1480, 2100), (1480, 2100), (2159, 2794)],
            [wide, wide, (2540, 1905)],
        ),
        (
            "paper:\n  fr: a5\n  fr-CA: us-letter\n",
            [(1480, 2100), (2159, 2794), a4],
            [wide; 3],
        ),
    ] {
        set(&project, settings);
        let locales = ["fr", "fr-CA", "en-US"];
        let options = locales.iter().flat_map(|locale| ["--locale", locale]);
        project.ok(&["build"].into_iter().chain(options).collect::<Vec<_>>());
        for (at, locale) in locales.into_iter().enumerate() {
            for (format, expected) in [("brief", brief[at]), ("slides", slides[at])] {
                let pdf = project.pdf(&format!("a-full-analysis-{format}-{locale}.pdf"));
                assert_eq!(size(&pdf), expected, "{settings} {locale} {format}");
            }
        }
    }
}

/// The default layouts are right on any sheet: nothing is off the page or near its edge.
#[test]
fn the_default_layouts_take_any_sheet() {
    for settings in [
        "paper: us-letter\nslides: 4:3\n",
        "paper: a5\nslides: 16:10\n",
        "paper: 120mm × 170mm\nmargins: { top: 10mm, bottom: 10mm, outer: 10mm }\n",
        "paper: 420mm × 297mm\nslides: 21:9\n",
        "margins: { top: 30mm, bottom: 35mm, outer: 60mm }\n",
    ] {
        let project = Project::small();
        project.write(
            "fluentpress.yaml",
            format!("source: fr\nbrand: {{ name: The House }}\n{settings}"),
        );
        project.edit(
            "seeds/a.md",
            "Un mot.",
            "# Un titre {#points .takeaways .bottom-line .outlook}\n\n- Un mot.\n- Un autre.\n",
        );
        let run = project.ok(&["build", "--notes", "--deny-warnings"]);
        assert!(
            !run.stderr.contains("warning"),
            "{settings}: {}",
            run.stderr
        );
    }
}

#[test]
fn margins_move_the_text() {
    let left = |settings: &str| {
        let project = Project::small();
        project.write(
            "fluentpress.yaml",
            format!("source: fr\naudiences: [full-analysis]\n{settings}"),
        );
        project.ok(&["build", "--format", "brief"]);
        let pages = project.pdf("a-full-analysis-brief-fr.pdf").pages();
        let runs = pages[0].runs.iter().map(|(left, _)| *left);
        runs.fold(f64::MAX, f64::min) / 72.0 * 25.4
    };
    let near = |found: f64, expected: f64| (found - expected).abs() < 1.0;
    assert!(near(left(""), 22.0), "{}", left(""));
    assert!(near(left("margins: { outer: 30mm }\n"), 30.0));
    assert!(near(left("margins: { outer: 4 cm, top: 1in }\n"), 40.0));
}

#[test]
fn texts_and_cover_are_content_of_their_language() {
    let settings = "imprint:\n  default: |\n    The House\n    1 Main Street, see www.house.org\n  fr: |\n    La Maison\n    Voir : 1 rue Haute\ncontact: ask@house.org\ncover: art/cover.png\n";
    let project = project(settings);
    project.ok(&["build"]);
    for (locale, words, links) in [
        (
            "en-US",
            ["The House", "1 Main Street, see www.house.org"],
            2,
        ),
        ("fr-CA", ["La Maison", "Voir\u{a0}: 1 rue Haute"], 1),
        // A no-break space before the colon.
        ("fr", ["La Maison", "Voir\u{a0}: 1 rue Haute"], 1),
    ] {
        for format in ["brief", "slides"] {
            let pdf = project.pdf(&format!("a-full-analysis-{format}-{locale}.pdf"));
            let text = pdf.text();
            for words in words {
                assert!(text.contains(words), "{locale}: {words}: {text}");
            }
            assert!(text.contains("ask@house.org"), "{text}");
            assert_eq!(pdf.links(), links, "{locale}");
            assert_eq!(images(&pdf), 1, "{locale}");
        }
    }
    // A pseudo-locale has the texts of the source language in its guise, and no word of the layout.
    project.ok(&["build", "--locale", "fr-XA", "--format", "brief"]);
    let text = project.pdf("a-full-analysis-brief-fr-XA.pdf").text();
    assert!(
        text.contains("ask@house.org") && !text.contains("La Maison"),
        "{text}"
    );
}

/// How many images a file holds.
fn images(pdf: &Pdf) -> usize {
    let objects = pdf.document().objects.values();
    let streams = objects.filter_map(|object| object.as_stream().ok());
    let is_image = |stream: &&Stream| {
        let subtype = stream.dict.get(b"Subtype").and_then(Object::as_name);
        subtype.is_ok_and(|name| name == b"Image")
    };
    streams.filter(is_image).count()
}

#[test]
fn an_overfull_text_leads_to_its_line() {
    let project =
        project("contact: Sometextthatisfarfarfartoolongforthelineandhasnoplacetobreak\n");
    let layout = LAYOUT.replace("  doc.contact", "  block(width: 20mm, height: 3mm)[#doc.contact] + [#block(width: 20mm, height: 3mm, doc.contact) <fp-region>]");
    project.write("layouts/full-analysis/brief.typ", layout);
    let run = project.run(&["build", "--format", "brief", "--locale", "fr"]);
    assert!(run.stderr.contains("error[overflow]"), "{}", run.stderr);
    assert!(
        run.stderr.contains("fluentpress.yaml:4:10"),
        "{}",
        run.stderr
    );
}

#[test]
fn cover_is_a_field_or_none() {
    let drawn = |settings: &str| {
        let project = project(settings);
        project.ok(&["build", "--format", "brief", "--locale", "fr"]);
        fs::read(project.path("dist/a-full-analysis-brief-fr.pdf")).expect("a PDF")
    };
    assert_eq!(drawn(""), drawn("cover: false\n"));
    assert_ne!(drawn(""), drawn("cover: true\n"));
}

/// The names of the fonts in a file.
fn fonts(pdf: &Pdf) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for object in pdf.document().objects.values() {
        let Ok(font) = object.as_dict() else { continue };
        if let Ok(name) = font.get(b"FontName").and_then(Object::as_name) {
            let name = String::from_utf8_lossy(name);
            names.push(
                name.split_once('+')
                    .map_or(&*name, |(_, name)| name)
                    .to_owned(),
            );
        }
    }
    names.sort();
    names.dedup();
    names
}

#[test]
fn fonts_are_those_of_the_settings() {
    let built = |settings: &str| {
        let project = project(settings);
        project.write(
            "fonts/own.ttf",
            crate::inputs::renamed(ttf_noto_sans::REGULAR),
        );
        project.ok(&["build", "--format", "brief", "--locale", "fr"]);
        fonts(&project.pdf("a-full-analysis-brief-fr.pdf")).join(" ")
    };
    let default = built("");
    for name in ["LibertinusSerif-Regular", "NotoSans", "DejaVuSansMono"] {
        assert!(default.contains(name), "{default}");
    }
    // Names are compared without their case.
    let own =
        built("brand:\n  fonts: { serif: noto sans, sans: Libertinus Serif, mono: Note Sans }\n");
    assert!(!own.contains("DejaVuSansMono"), "{own}");
    let serif = built("brand: { fonts: { serif: Note Sans } }\n");
    assert!(!serif.contains("LibertinusSerif-Regular"), "{serif}");
}

/// Emphasis in a family of one face would be lost.
#[test]
fn a_family_of_one_face_is_a_warning() {
    let project = project("brand:\n  fonts:\n    serif: Note Sans\n    mono: Note Sans\n");
    project.write(
        "fonts/own.ttf",
        crate::inputs::renamed(ttf_noto_sans::REGULAR),
    );
    let found = project.ok(&["check"]).stderr;
    assert_eq!(found.matches("warning[").count(), 1, "{found}");
    assert!(found.contains("fluentpress.yaml:6:5"), "{found}");
    assert!(
        found.contains("neither an italic nor a bold face"),
        "{found}"
    );
    project.write(
        "fonts/bold.ttf",
        crate::inputs::renamed(ttf_noto_sans::BOLD_ITALIC),
    );
    let found = project.ok(&["check"]).stderr;
    assert!(!found.contains("warning["), "{found}");
}

/// A family without small capitals has capitals in their place, and none of lower case.
#[test]
fn a_font_without_small_capitals_has_capitals() {
    for (settings, sign) in [
        ("", "Analyse complète"),
        (
            "brand: { fonts: { serif: Noto Sans } }\n",
            "ANALYSE COMPLÈTE",
        ),
    ] {
        let project = Project::small();
        project.write(
            "fluentpress.yaml",
            format!("source: fr\naudiences: [full-analysis]\n{settings}"),
        );
        project.ok(&["build", "--format", "brief"]);
        let text = project.pdf("a-full-analysis-brief-fr.pdf").text();
        assert!(text.contains(sign), "{settings}: {text}");
    }
}

/// The colours that a page is painted in, as `doc.brand` gives them.
#[test]
fn colours_follow_from_the_accent() {
    for (settings, accent, on_solid, muted, tint) in [
        ("", "0b4a5e", "ffffff", "57646a", "eef2f4"),
        // Dark, and light: text in a darker shade, areas as given with dark words.
        (
            "brand: { accent: \"#5c0f2b\" }\n",
            "5c0f2b",
            "ffffff",
            "",
            "",
        ),
        ("brand: { accent: \"#f2c200\" }\n", "", "1b2227", "", ""),
        (
            "brand: { accent: \"#f2c200\", muted: \"#555555\", tint: \"#eeeeee\" }\n",
            "",
            "1b2227",
            "555555",
            "eeeeee",
        ),
    ] {
        let project = project(settings);
        project.ok(&["emit", "typst"]);
        let main = project.read("typst/a-full-analysis-brief-fr.typ");
        for (name, color) in [
            ("accent", accent),
            ("on-solid", on_solid),
            ("muted", muted),
            ("tint", tint),
        ] {
            let found = format!("{name}: rgb(\"{color}");
            assert!(main.contains(&found), "{settings}: {found}: {main}");
        }
        project.ok(&["build", "--format", "brief", "--locale", "fr"]);
    }
}

/// The inks of areas and words on the first page, in 1/1000, in the order in which they are painted.
fn inks(pdf: &Pdf) -> Vec<String> {
    let document = pdf.document();
    let page = document.get_pages()[&1];
    let content = Content::decode(&document.get_page_content(page));
    let operations = content.expect("operators").operations.into_iter();
    let inks = operations.filter_map(|operation| {
        let amounts = operation.operands.iter().map(Object::as_float);
        let amounts: Vec<f32> = amounts.filter_map(Result::ok).collect();
        let amounts: Vec<String> = amounts
            .iter()
            .map(|part| (part * 1000.0).round().to_string())
            .collect();
        matches!(&*operation.operator, "k" | "scn").then(|| amounts.join(" "))
    });
    inks.collect()
}

/// In print, the tint has a part of the accent's inks, and words on a light accent are black.
#[test]
fn derived_colours_have_inks() {
    for (screen, press, painted) in [
        (
            "#8a1c2b",
            "[20, 95, 70, 30]",
            ["200 950 700 300", "16 76 56 0", "0 0 0 0"],
        ),
        (
            "#333333",
            "[0, 0, 0, 90]",
            ["0 0 0 900", "0 0 0 72", "0 0 0 0"],
        ),
        (
            "#8a1c2b",
            "{ spot: House, cmyk: [20, 95, 70, 30] }",
            ["1000", "78", "0 0 0 0"],
        ),
        (
            "#f2c200",
            "[0, 20, 100, 0]",
            ["0 200 1000 0", "0 16 80 0", "0 0 0 1000"],
        ),
    ] {
        let project = project(&format!(
            "brand: {{ accent: {{ screen: \"{screen}\", press: {press} }} }}\n"
        ));
        project.ok(&[
            "build",
            "--format",
            "brief",
            "--locale",
            "fr",
            "--edition",
            "press",
        ]);
        let inks = inks(&project.pdf("a-full-analysis-brief-fr-press.pdf"));
        // The field in the accent, the one in the tint, and the word on it.
        let field = inks.iter().position(|ink| ink == painted[0]);
        let rest: Vec<_> = inks[field.unwrap_or_else(|| panic!("{press}: {inks:?}"))..]
            .iter()
            .take(3)
            .collect();
        assert_eq!(rest, painted, "{press}: {inks:?}");
    }
    // An accent without an ink is one error, though the tint lacks one too.
    let without = project("brand: { accent: \"#8a1c2b\" }\n");
    let run = without.run(&["build", "--edition", "press", "--locale", "fr"]);
    assert_eq!(run.stderr.matches("error[").count(), 1, "{}", run.stderr);
}

#[test]
fn nonsense_is_an_error_at_its_place() {
    let project = project("");
    // The settings from line 4 on; the line and the column of the finding; words of its message or of its hints.
    for (at, (settings, place, words)) in [
        ("paper: a44\n", "4:8", "did you mean `a4`?"),
        ("paper: letter\n", "4:8", "did you mean `us-letter`?"),
        (
            "paper: folio\n",
            "4:8",
            "write `a4`, `a5`, `us-letter`, or width × height",
        ),
        (
            "paper: 210 × 297\n",
            "4:8",
            "`210 × 297` is no size of paper",
        ),
        (
            "paper: 21mm × 29.7mm\n",
            "4:8",
            "has a side of 21 mm: sides are from 120 to 600 mm",
        ),
        ("paper: 2100mm × 297cm\n", "4:8", "has a side of 2100 mm"),
        ("paper: -210mm × 297mm\n", "4:8", "has a side of -210 mm"),
        ("paper: 210\n", "4:1", "`paper` must be"),
        (
            "paper: { default: a4, en-US: [a4] }\n",
            "4:1",
            "`paper` must be",
        ),
        (
            "paper: { default: a4, de: a5 }\n",
            "4:23",
            "`de` is no language of the project",
        ),
        (
            "paper:\n  default: a4\n  en-UK: a5\n",
            "6:3",
            "did you mean `en-US`?",
        ),
        (
            "paper: { en: a4, fr-XA: a5 }\n",
            "4:18",
            "is a pseudo-locale",
        ),
        (
            "paper: { default: a4, \"?!\": a5 }\n",
            "4:23",
            "is not a language tag",
        ),
        ("paper:\n  en: a3x\n", "5:7", "`a3x` is no size of paper"),
        ("slides: wide\n", "4:9", "`wide` is no size of slides"),
        (
            "slides: 9:16\n",
            "4:9",
            "slides of 9:16 are narrower than layouts can use",
        ),
        ("slides: 16:0\n", "4:9", "`16:0` is no size of slides"),
        (
            "slides: 900:1\n",
            "4:9",
            "slides of 900:1 are wider than layouts can use",
        ),
        ("slides: 20mm x 10mm\n", "4:9", "has a side of 20 mm"),
        ("margins: 20mm\n", "4:1", "`margins` must be a mapping"),
        (
            "margins: { top: -5mm }\n",
            "4:12",
            "a margin of -5mm is too narrow",
        ),
        (
            "margins: { bottom: 20 }\n",
            "4:12",
            "`bottom` in `margins` must be a length",
        ),
        (
            "margins: { botom: 20mm }\n",
            "4:12",
            "did you mean `bottom`?",
        ),
        (
            "margins:\n  outer: 70mm\n",
            "5:3",
            "leaves 70 mm for the column of text on paper of 210 × 297 mm",
        ),
        (
            "paper: { default: a4, en: a5 }\nmargins: { outer: 40mm }\n",
            "5:12",
            "leaves 68 mm for the column of text on paper of 148 × 210 mm",
        ),
        (
            "margins: { outer: 2 m }\n",
            "4:12",
            "`outer` in `margins` must be a length",
        ),
        (
            "margins: { top: 150mm, bottom: 140mm }\n",
            "4:12",
            "`top` leaves 7 mm for the lines of text",
        ),
        (
            "margins: { outer: 300mm }\n",
            "4:12",
            "`outer` leaves nothing for the column",
        ),
        (
            "cover: [1]\n",
            "4:1",
            "`cover` must be `true`, `false` or the path of an image",
        ),
        (
            "cover: yes\n",
            "4:1",
            "the image of the cover cannot be used",
        ),
        (
            "cover: ../up.png\n",
            "4:1",
            "the image of the cover cannot be used",
        ),
        ("imprint: 5\n", "4:1", "`imprint` must be a text"),
        ("imprint: \"  \"\n", "4:11", "`imprint` has an empty text"),
        (
            "imprint: { fr: a, en: b, de: c }\n",
            "4:26",
            "`de` is no language of the project",
        ),
        (
            "contact: { fr: a }\n",
            "4:1",
            "`contact` has no text for `en`",
        ),
        ("contact: \"a\\u202eb\"\n", "4:11", "U+202E"),
        ("imprint: 한글\n", "4:10", "no font has"),
        (
            "brand: { fonts: Arial }\n",
            "4:10",
            "`fonts` in `brand` must be a mapping",
        ),
        (
            "brand: { fonts: { serf: Noto Sans } }\n",
            "4:19",
            "did you mean `serif`?",
        ),
        (
            "brand:\n  fonts:\n    serif: Libertinus Serf\n",
            "6:5",
            "did you mean `Libertinus Serif`?",
        ),
        (
            "brand: { fonts: { sans: Arial } }\n",
            "4:19",
            "there are `DejaVu Sans Mono`, `Libertinus Serif`",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        set(&project, settings);
        // `build` reads settings by the same code: a ninth of the rows shows it, and all of them in CI.
        let is_built = cases(9) == 9 || at % 9 == 0;
        for command in
            &[&["check"][..], &["build", "--format", "brief"]][..1 + usize::from(is_built)]
        {
            let run = project.run(command);
            let found = &run.stderr;
            assert_eq!(run.code, 1, "{settings}: {found}");
            assert_eq!(found.matches("error[").count(), 1, "{settings}: {found}");
            assert!(
                found.contains(&format!("fluentpress.yaml:{place}\n")),
                "{settings}: {found}"
            );
            assert!(found.contains(words), "{settings}: {words}: {found}");
        }
    }
}

#[test]
fn faint_colours_are_warnings_at_their_line() {
    for (settings, place, words) in [
        (
            "brand:\n  muted: \"#999999\"\n",
            "5:3",
            "`muted` on `paper` has a contrast of 2.8 : 1",
        ),
        ("brand:\n  tint: \"#333333\"\n", "5:3", "`ink` on `tint`"),
        (
            "brand:\n  ink: \"#777777\"\n",
            "5:3",
            "`ink` on `paper` has a contrast of 4.5 : 1",
        ),
        (
            "brand:\n  accent: \"#f2c200\"\n  muted: \"#cccccc\"\n",
            "6:3",
            "leave it out",
        ),
    ] {
        let project = project(settings);
        let run = project.ok(&["check"]);
        let found = &run.stderr;
        assert_eq!(
            found.matches("warning[low-contrast]").count(),
            1,
            "{settings}: {found}"
        );
        assert!(
            found.contains(&format!("fluentpress.yaml:{place}\n")),
            "{settings}: {found}"
        );
        assert!(found.contains(words), "{settings}: {words}: {found}");
    }
    // Any accent can be read.
    for accent in ["f2c200", "ffffff", "0b4a5e", "7f7f7f", "00ff00"] {
        let project = project(&format!("brand: {{ accent: \"#{accent}\" }}\n"));
        let run = project.ok(&["check"]);
        assert!(!run.stderr.contains("low-contrast"), "{}", run.stderr);
    }
}

/// What the settings give is in an emitted project too, and `verify` finds a change of it.
#[test]
fn settings_are_inputs() {
    let project = project("cover: art/cover.png\npaper: a5\n");
    project.ok(&["build"]);
    project.ok(&["verify"]);
    project.ok(&["emit", "typst"]);
    assert!(project.path("typst/art/cover.png").exists());
    let manifest = project.read("dist/manifest.json");
    assert!(manifest.contains("\"art/cover.png\""), "{manifest}");
    let grey = repository().join("tests/fixtures/press/grey.png");
    for (file, changed) in [
        ("art/cover.png", fs::read(grey).expect("a picture")),
        (
            "fluentpress.yaml",
            project.read("fluentpress.yaml").replace("a5", "a4").into(),
        ),
    ] {
        let kept = fs::read(project.path(file)).expect("a file");
        project.write(file, changed);
        let run = project.run(&["verify"]);
        assert_eq!(run.code, 1);
        assert!(
            run.stdout.contains(&format!("why: {file} has changed")),
            "{}",
            run.stdout
        );
        project.write(file, kept);
    }
    project.ok(&["verify"]);
}
