//! A fault planted for the rules on colour, black, spot colours and overprint is found, and its sound twin passes.

use crate::support::sound::{Sound, text};
use crate::support::{asked, clean, found, found_with, name, numbers, said};
use lopdf::{Object, dictionary};
use preflight::Limits;

#[test]
fn colour_in_every_corner() {
    let error = |what: &str| format!("press-colour error: {what}");
    let check = |plant: &dyn Fn(&mut Sound), wanted: &str| {
        let mut sound = Sound::x4();
        plant(&mut sound);
        let said = said(&sound.bytes(), &asked());
        let colours: Vec<_> = said.iter().filter(|s| s.contains("press-colour")).collect();
        assert_eq!(colours, [&error(wanted)], "{said:?}");
    };
    check(&|s| s.paint("1 0 0 rg 50 30 9 9 re f"), "an area in RGB");
    check(&|s| s.paint("1 0 0 RG 50 30 m 60 30 l S"), "a line in RGB");
    check(
        &|s| s.paint("BT /F1 9 Tf 40 30 Td 1 0 0 rg (x) Tj ET"),
        "text in RGB",
    );
    check(
        &|s| {
            let image = s.image(name("DeviceRGB"), [2, 1], &[255, 0, 0, 0, 255, 0]);
            s.resource("XObject", "I", image)
                .paint("q 0.3 0 0 0.3 50 30 cm /I Do Q");
        },
        "an image in RGB",
    );
    check(
        &|s| s.paint("q 0.3 0 0 0.3 50 30 cm BI /W 2 /H 1 /BPC 8 /CS /RGB ID abcdef EI Q"),
        "an image in RGB",
    );
    check(
        &|s| s.paint("q 0.3 0 0 0.3 50 30 cm BI /W 1 /H 1 /BPC 8 /CS /RGB /F /AHx ID 4040ff> EI Q"),
        "an image in RGB",
    );
    check(
        &|s| {
            let form = s.form(dictionary! {}, "1 0 0 rg 50 30 9 9 re f");
            s.resource("XObject", "X", form).paint("/X Do");
        },
        "an area in RGB",
    );
    check(
        &|s| {
            let lab = dictionary! { "WhitePoint" => vec![0.96.into(), 1.into(), 0.82.into()] };
            let lab = Object::Array(vec![name("Lab"), lab.into()]);
            s.resource("ColorSpace", "L", lab)
                .paint("/L cs 50 0 0 scn 50 30 9 9 re f");
        },
        "an area in Lab",
    );
    check(
        &|s| {
            let grey = dictionary! { "WhitePoint" => vec![0.96.into(), 1.into(), 0.82.into()] };
            let grey = Object::Array(vec![name("CalGray"), grey.into()]);
            s.resource("ColorSpace", "DefaultGray", grey)
                .paint("0.5 g 50 30 9 9 re f");
        },
        "an area in calibrated grey",
    );
    check(
        &|s| {
            let profile = s.stream(dictionary! { "N" => 4 }, "profile");
            let icc = Object::Array(vec![name("ICCBased"), profile]);
            s.resource("ColorSpace", "C", icc)
                .paint("/C cs 50 30 9 9 re f");
        },
        "an area in ICC-based CMYK",
    );
    check(
        &|s| {
            let shading = s.axial(name("DeviceRGB"), &[0.0, 0.0, 0.0], &[1.0, 0.0, 0.0]);
            s.resource("Shading", "S", shading)
                .paint("q 50 30 9 9 re W n /S sh Q");
        },
        "a gradient in RGB",
    );
    check(
        &|s| {
            let shading = s.axial(name("DeviceRGB"), &[0.0, 0.0, 0.0], &[1.0, 0.0, 0.0]);
            let pattern = s.add(dictionary! { "PatternType" => 2, "Shading" => shading });
            s.resource("Pattern", "P", pattern);
            s.paint("/Pattern cs /P scn 50 30 9 9 re f");
        },
        "an area in RGB",
    );
    check(
        &|s| {
            let tile = dictionary! {
                "PatternType" => 1, "PaintType" => 1, "TilingType" => 1,
                "BBox" => numbers(&[0, 0, 4, 4]), "XStep" => 4, "YStep" => 4,
                "Resources" => dictionary! {},
            };
            let tile = s.stream(tile, "1 0 0 rg 0 0 2 2 re f");
            s.resource("Pattern", "P", tile)
                .paint("/Pattern cs /P scn 50 30 9 9 re f");
        },
        "an area in RGB",
    );
    check(
        &|s| {
            let group = dictionary! { "S" => "Transparency", "CS" => "DeviceRGB" };
            s.page.set("Group", group);
        },
        "a transparency group in RGB",
    );
    check(
        &|s| {
            let group = dictionary! { "S" => "Transparency", "CS" => "DeviceGray" };
            let mask = s.form(dictionary! { "Group" => group }, "0 0 1 rg 0 0 99 99 re f");
            let mask = dictionary! { "S" => "Luminosity", "G" => mask };
            s.resource("ExtGState", "M", dictionary! { "SMask" => mask }.into());
            s.paint("/M gs 0 0 0 0.1 k 50 30 9 9 re f");
        },
        "an area in RGB",
    );
    check(
        &|s| {
            let other = s.image(name("DeviceRGB"), [1, 1], b"rgb");
            let image = s.cmyk_image([2, 1], [9; 4]);
            let id = image.as_reference().expect("a reference");
            let alternate = dictionary! { "Image" => other };
            let stream = s
                .document
                .get_object_mut(id)
                .and_then(Object::as_stream_mut);
            stream
                .expect("an image")
                .dict
                .set("Alternates", vec![alternate.into()]);
            s.resource("XObject", "I", image)
                .paint("q 0.3 0 0 0.3 50 30 cm /I Do Q");
        },
        "an alternate of an image in RGB",
    );
    check(
        &|s| {
            let table = text("abcdef");
            let indexed = Object::Array(vec![name("Indexed"), name("DeviceRGB"), 1.into(), table]);
            let image = s.image(indexed, [2, 1], &[0, 1]);
            s.resource("XObject", "I", image)
                .paint("q 0.3 0 0 0.3 50 30 cm /I Do Q");
        },
        "an image in RGB",
    );
    check(
        &|s| {
            let glyph = s.stream(dictionary! {}, "500 0 d0 1 0 0 rg 0 0 400 400 re f");
            let font = s.add(dictionary! {
                "Type" => "Font", "Subtype" => "Type3", "FontBBox" => numbers(&[0, 0, 500, 500]),
                "FontMatrix" => vec![0.001.into(), 0.into(), 0.into(), 0.001.into(), 0.into(), 0.into()],
                "CharProcs" => dictionary! { "a" => glyph }, "FirstChar" => 97, "LastChar" => 97,
                "Encoding" => dictionary! { "Differences" => vec![97.into(), name("a")] },
                "Widths" => numbers(&[500]), "Resources" => dictionary! {},
            });
            s.resource("Font", "T3", font)
                .paint("BT /T3 12 Tf 40 30 Td (a) Tj ET");
        },
        "an area in RGB",
    );
}

#[test]
fn colour_that_nothing_is_painted_with() {
    found(
        |sound| {
            let image = sound.image(name("DeviceRGB"), [1, 1], b"rgb");
            sound.resource("XObject", "I", image);
        },
        &["press-colour warning: the resources hold RGB, which nothing is painted with"],
    );
}

#[test]
fn black_of_several_inks() {
    found(
        |sound| sound.paint("BT /F1 9 Tf 40 30 Td 0.6 0.4 0.4 1 k (x) Tj ET"),
        &["press-black error: text in a grey of several inks: C60 M40 Y40 K100"],
    );
    found(
        |sound| sound.paint("0.5 w 0.4 0.3 0.3 0.1 K 40 30 m 60 30 l S"),
        &["press-black error: a line in a grey of several inks: C40 M30 Y30 K10"],
    );
    found(
        |sound| sound.paint("0.4 0.3 0.3 0.5 k 40 30 100 1 re f"),
        &["press-black error: an area in a grey of several inks: C40 M30 Y30 K50"],
    );
    // Brand colours, greys of black alone, and large dark areas are fine.
    clean(|sound| sound.paint("BT /F1 9 Tf 40 30 Td 0.9 0.55 0.35 0.35 k (x) Tj ET"));
    clean(|sound| sound.paint("BT /F1 9 Tf 40 30 Td 0 0 0 0.6 k (x) Tj ET"));
    clean(|sound| sound.paint("0.6 0.4 0.4 0.9 k 40 30 30 20 re f"));
}

#[test]
fn spot_colours() {
    let brand = |sound: &mut Sound| {
        let spot = sound.spot("Brand", name("DeviceCMYK"));
        sound
            .resource("ColorSpace", "B", spot)
            .paint("/B cs 1 scn 50 30 9 9 re f");
    };
    found(
        brand,
        &["press-spot error: the spot colour `Brand` is not on the list"],
    );
    let mut sound = Sound::x4();
    brand(&mut sound);
    found_with(
        &Limits {
            spots: ["Brand".to_owned()].into(),
            ..asked()
        },
        sound,
        &[],
    );
    clean(|sound| {
        let spot = sound.spot("Black", name("DeviceCMYK"));
        sound
            .resource("ColorSpace", "B", spot)
            .paint("/B cs 1 scn 50 30 9 9 re f");
    });
    found(
        |sound| {
            let lab = dictionary! { "WhitePoint" => vec![0.96.into(), 1.into(), 0.82.into()] };
            let lab = Object::Array(vec![name("Lab"), lab.into()]);
            let spot = sound.spot("Magenta", lab);
            sound
                .resource("ColorSpace", "B", spot)
                .paint("/B cs 1 scn 50 30 9 9 re f");
        },
        &["press-colour error: an area in Lab (the alternate of Magenta)"],
    );
    let all = |sound: &mut Sound, at: i64| {
        let spot = sound.spot("All", name("DeviceCMYK"));
        sound.resource("ColorSpace", "A", spot);
        sound.paint(&format!("q 0.5 w /A CS 1 SCN {at} 6 m {at} 9 l S Q"));
    };
    clean(|sound| all(sound, 20));
    found(
        |sound| {
            let spot = sound.spot("All", name("DeviceCMYK"));
            sound.resource("ColorSpace", "A", spot);
            sound.paint("q 0.5 w /A CS 1 SCN 50 30 m 50 40 l S Q");
        },
        &[
            "press-ink error: a line of 500 % ink, more than 300 %: C100 M100 Y100 K100 All 100",
            "press-spot error: a line in the colour All, inside the bleed",
        ],
    );
}

#[test]
fn overprint() {
    found(
        |sound| sound.paint("BT /F1 9 Tf 40 30 Td 0 0 0 1 k (x) Tj ET"),
        &["press-overprint error: black text does not overprint"],
    );
    found(
        |sound| sound.paint("/Over gs BT /F1 9 Tf 40 30 Td 0 g (x) Tj ET"),
        &[
            "press-overprint error: black text in DeviceGray, which knocks out even when it overprints",
        ],
    );
    found(
        |sound| {
            let state = dictionary! { "op" => true, "OPM" => 0 };
            sound.resource("ExtGState", "Zero", state.into());
            sound.paint("/Zero gs BT /F1 9 Tf 40 30 Td 0 0 0 1 k (x) Tj ET");
        },
        &["press-overprint error: black text overprints in mode 0, which knocks out all the same"],
    );
    found(
        |sound| sound.paint("/Over gs BT /F1 9 Tf 40 30 Td 0 0 0 0 k (x) Tj ET"),
        &["press-overprint error: text in white overprints: it will not be there"],
    );
    found(
        |sound| sound.paint("/Over gs 0 0 0 0 k 40 30 9 9 re f"),
        &["press-overprint error: an area in white overprints: it will not be there"],
    );
    // Grey text, and the black of lines, need not.
    clean(|sound| sound.paint("BT /F1 9 Tf 40 30 Td 0 0 0 0.8 k (x) Tj ET"));
    clean(|sound| sound.paint("/Over gs 0 0 0 1 k 40 30 9 9 re f"));
}

#[test]
fn inks_that_are_mixed_in_rgb_are_not_known() {
    let mix = "a transparency group mixes its inks in a colour space that is none of inks";
    found(
        |sound| {
            let group = dictionary! { "S" => "Transparency", "CS" => "DeviceRGB" };
            sound.page.set("Group", group);
        },
        &[
            &format!("press-black undecided: {mix}"),
            "press-colour error: a transparency group in RGB",
            &format!("press-ink undecided: {mix}"),
            &format!("press-overprint undecided: {mix}"),
        ],
    );
    clean(|sound| {
        let group = dictionary! { "S" => "Transparency", "CS" => "DeviceCMYK" };
        sound.page.set("Group", group);
    });
}
