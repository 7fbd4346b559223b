//! Colours of the press edition: the brand's inks, pictures and drawings in the inks of the condition.

use std::fs;

use crate::support::printed::{Ink, names, pages, painted, pictures};
use crate::support::proofs::{FILE, fixture, press_file, small, snapshot};
use crate::support::repository;
use lopdf::Object;

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
fn one_name_of_a_spot_colour_is_one_ink() {
    let brand = |tint: &str| {
        format!(
            "brand:\n  accent: {{ screen: \"#0b4a5e\", press: {{ spot: P1, cmyk: [90, 10, 0, 6] }} }}\n  tint: {{ screen: \"#edf2f3\", press: {tint} }}\n"
        )
    };
    for (tint, said) in [
        ("{ spot: P1, cmyk: [9, 1, 0, 1] }", "one name is one ink"),
        ("{ spot: p1, cmyk: [90, 10, 0, 6] }", "differ in case only"),
        (
            "{ spot: P1, cmyk: [90, 10, 0, 6], tint: 0 }",
            "a tint above 0 and up to 100%",
        ),
        (
            "{ spot: P1, cmyk: [90, 10, 0, 6], tint: 120% }",
            "a tint above 0 and up to 100%",
        ),
    ] {
        let run = small(&brand(tint), "").run(&["build"]);
        assert_eq!(run.code, 1, "{tint}");
        assert!(
            run.stderr.contains(said) && run.stderr.contains("fluentpress.yaml:5"),
            "{}",
            run.stderr
        );
    }
    let pdf = press_file(&small(
        &brand("{ spot: P1, cmyk: [90, 10, 0, 6], tint: 15 % }"),
        "```\ncode\n```",
    ));
    let all: Vec<_> = pages(&pdf)
        .into_iter()
        .flat_map(|page| painted(&pdf, page))
        .collect();
    let of_spot = |amount: f32| {
        all.iter()
            .any(|p| p.ink.0 == "scn" && p.ink.1.len() == 1 && (p.ink.1[0] - amount).abs() < 0.003)
    };
    assert!(of_spot(0.15), "{all:?}");
    let alternates: Vec<_> = pdf
        .document()
        .objects
        .values()
        .filter_map(|object| object.as_array().ok())
        .filter(|parts| {
            parts
                .first()
                .is_some_and(|family| family.as_name().is_ok_and(|name| name == b"Separation"))
        })
        .map(|parts| format!("{:?}", parts[3]))
        .collect();
    assert!(
        !alternates.is_empty() && alternates.iter().all(|one| *one == alternates[0]),
        "{alternates:?}"
    );
}
