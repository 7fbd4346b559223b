//! A fault planted for every rule of the preflight is found, and its sound twin passes.

mod support;

use std::fs;
use std::process::Command;

use lopdf::{Object, dictionary};
use serde_json::Value;
use support::Run;
use support::press::{Sound, saved, text};

/// Runs the command on bytes.
fn preflight(bytes: &[u8], arguments: &[&str]) -> Run {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.pdf");
    fs::write(&path, bytes).expect("a file");
    let mut command = Command::new(env!("CARGO_BIN_EXE_fluentpress"));
    command.arg("preflight").arg(&path).args(arguments);
    Run::of(command.output().expect("the command starts"))
}

/// What the command says to machines.
fn lines(bytes: &[u8], arguments: &[&str]) -> Vec<Value> {
    let arguments = [arguments, &["--message-format", "json"]].concat();
    let run = preflight(bytes, &arguments);
    assert_eq!(run.stderr, "", "{arguments:?}");
    let lines: Vec<Value> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let errors = lines.iter().any(|line| line["severity"] == "error");
    assert_eq!(run.code, i32::from(errors), "{}", run.stdout);
    lines
}

/// Findings and what is undecided, as `code severity: message`.
fn said(bytes: &[u8], arguments: &[&str]) -> Vec<String> {
    let lines = lines(bytes, arguments);
    let said = lines.iter().filter_map(|line| {
        let code = line["code"].as_str()?;
        match line["type"].as_str()? {
            "finding" => Some(format!(
                "{code} {}: {}",
                line["severity"].as_str()?,
                line["message"].as_str()?
            )),
            _ => Some(format!("{code} undecided: {}", line["reason"].as_str()?)),
        }
    });
    said.collect()
}

const BLEED: &[&str] = &["--bleed", "3.5"];
const X1A: &[&str] = &["--bleed", "3.5", "--standard", "x-1a"];

/// A fault is found, and nothing else.
#[track_caller]
fn found_with(arguments: &[&str], sound: Sound, wanted: &[&str]) {
    let mut said = said(&sound.bytes(), arguments);
    said.sort();
    assert_eq!(said, wanted, "{arguments:?}");
}

#[track_caller]
fn found(plant: impl Fn(&mut Sound), wanted: &[&str]) {
    let mut sound = Sound::x4();
    plant(&mut sound);
    found_with(BLEED, sound, wanted);
}

#[track_caller]
fn clean(plant: impl Fn(&mut Sound)) {
    found(plant, &[]);
}

/// In PDF/X-1a.
#[track_caller]
fn found_x1a(plant: impl Fn(&mut Sound), wanted: &[&str]) {
    let mut sound = Sound::x1a();
    plant(&mut sound);
    found_with(X1A, sound, wanted);
}

fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

fn numbers(all: &[i64]) -> Vec<Object> {
    all.iter().map(|n| (*n).into()).collect()
}

#[test]
fn sound_files_pass() {
    clean(|_| {});
    found_x1a(|_| {}, &[]);
}

#[test]
fn version_and_damage() {
    found(
        |sound| sound.document.version = "1.7".to_owned(),
        &["press-file error: the file is PDF 1.7, too new for PDF/X-4"],
    );
    found(
        |sound| sound.catalog.set("Version", name("2.0")),
        &["press-file error: the file is PDF 2.0, too new for PDF/X-4"],
    );
    found_x1a(
        |sound| sound.document.version = "1.5".to_owned(),
        &["press-file error: the file is PDF 1.5, too new for PDF/X-1a:2003"],
    );
    let bytes = Sound::x4().bytes();
    let cut = &bytes[..bytes.len() - 700];
    assert!(
        said(cut, BLEED)
            .iter()
            .any(|s| s.starts_with("press-file error"))
    );
    let nothing = said(b"not a PDF", BLEED);
    assert!(nothing[0].starts_with("press-file error: the file cannot be read"));
    assert_eq!(
        nothing.len(),
        14,
        "the other rules are undecided: {nothing:?}"
    );
}

#[test]
fn encryption() {
    let mut document = Sound::x4().finish();
    document.change_producer("none");
    let state = lopdf::EncryptionState::try_from(lopdf::EncryptionVersion::V1 {
        document: &document,
        owner_password: "owner",
        user_password: "user",
        permissions: lopdf::Permissions::all(),
    });
    document.encrypt(&state.expect("a key")).expect("encrypted");
    let said = said(&saved(document), BLEED);
    assert!(
        said.contains(&"press-file error: the file is encrypted".to_owned()),
        "{said:?}"
    );
    assert_eq!(said.iter().filter(|s| s.contains("undecided")).count(), 13);
}

#[test]
fn boxes() {
    found(
        |sound| drop(sound.page.remove(b"TrimBox")),
        &["press-boxes error: the page has no TrimBox"],
    );
    found(
        |sound| drop(sound.page.remove(b"BleedBox")),
        &["press-boxes error: the page has no BleedBox"],
    );
    found(
        |sound| sound.page.set("TrimBox", numbers(&[0, 20, 220, 120])),
        &[
            "press-boxes error: the TrimBox is not inside the BleedBox",
            "press-boxes error: the TrimBox is not inside the MediaBox",
        ],
    );
    found(
        |sound| sound.page.set("BleedBox", numbers(&[10, 10, 230, 140])),
        &[
            "press-background error: an area reaches the trim edge, and ends before the edge of the bleed: top (3.5 mm)",
            "press-boxes error: the BleedBox is not inside the MediaBox",
        ],
    );
    found(
        |sound| sound.page.set("ArtBox", numbers(&[20, 20, 220, 120])),
        &["press-boxes error: the page has both a TrimBox and an ArtBox; PDF/X wants one"],
    );
    found(
        |sound| sound.page.set("CropBox", numbers(&[20, 20, 220, 120])),
        &[
            "press-boxes warning: the CropBox cuts off the bleed: viewers and some servers hide what is outside",
        ],
    );
    found(
        |sound| sound.page.set("Rotate", 45),
        &["press-boxes error: the page is turned by 45 degrees, which is no quarter"],
    );
    clean(|sound| sound.page.set("Rotate", 270));
    found_with(
        &["--bleed", "5"],
        Sound::x4(),
        &["press-boxes error: the bleed is 3.5 mm, not 5 mm"],
    );
    found_with(&[], Sound::x4(), &[]);
}

#[test]
fn boxes_of_ancestors_and_user_units() {
    let mut sound = Sound::x4();
    let media = sound.page.remove(b"MediaBox").expect("a box");
    let mut document = sound.finish();
    let tree = document
        .catalog()
        .expect("a catalogue")
        .get(b"Pages")
        .expect("pages");
    let tree = tree.as_reference().expect("a reference");
    document
        .get_dictionary_mut(tree)
        .expect("a dictionary")
        .set("MediaBox", media);
    assert_eq!(said(&saved(document), BLEED), [""; 0]);

    // Half the size, twice the unit: the bleed is as wide as before.
    let mut sound = Sound::x4();
    sound.page.set("UserUnit", 2);
    for key in ["MediaBox", "BleedBox", "TrimBox"] {
        let half = |n: &Object| Object::Real(n.as_i64().expect("a number") as f32 / 2.0);
        let all = sound
            .page
            .get(key.as_bytes())
            .and_then(Object::as_array)
            .expect("a box");
        let all: Vec<Object> = all.iter().map(half).collect();
        sound.page.set(key, all);
    }
    let content = std::mem::take(&mut sound.content);
    sound.paint("q 0.5 0 0 0.5 0 0 cm");
    sound.content.extend(content);
    sound.paint("Q 0.2 w 0 0 0 1 K 20 30 m 60 30 l S");
    found_with(BLEED, sound, &[]);
}

#[test]
fn colour_in_every_corner() {
    let error = |what: &str| format!("press-colour error: {what}");
    let check = |plant: &dyn Fn(&mut Sound), wanted: &str| {
        let mut sound = Sound::x4();
        plant(&mut sound);
        let said = said(&sound.bytes(), BLEED);
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
    found_with(&["--bleed", "3.5", "--spot", "Brand"], sound, &[]);
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
    // Grey text, and the black of lines, are not asked to.
    clean(|sound| sound.paint("BT /F1 9 Tf 40 30 Td 0 0 0 0.8 k (x) Tj ET"));
    clean(|sound| sound.paint("/Over gs 0 0 0 1 k 40 30 9 9 re f"));
}

#[test]
fn ink_of_areas_and_overprint() {
    found(
        |sound| sound.paint("1 1 1 0.8 k 40 30 9 9 re f"),
        &["press-ink error: an area of 380 % ink, more than 300 %: C100 M100 Y100 K80"],
    );
    // Outside the bleed, nothing is printed; below an opaque area, nothing shows.
    clean(|sound| sound.paint("1 1 1 1 k 6 6 3 3 re f"));
    clean(|sound| sound.paint("1 1 1 1 k 40 30 9 9 re f 0 0 0 0.1 k 39 29 11 11 re f"));
    // Overprinting adds: 270 and 100 are too much, 190 and 100 are not.
    let over = |sound: &mut Sound, area: &str| {
        sound.paint(area);
        sound.paint("/Over gs BT /F1 9 Tf 50 40 Td 0 0 0 1 k (x) Tj ET");
    };
    found(
        |sound| over(sound, "1 0.9 0.8 0 k 40 30 60 40 re f"),
        &[
            "press-ink error: text of 370 % ink, with what is below, more than 300 %: C100 M90 Y80 K100",
        ],
    );
    clean(|sound| over(sound, "1 0.9 0 0 k 40 30 60 40 re f"));
    // Boxes that only perhaps meet are undecided.
    found(
        |sound| over(sound, "1 0.9 0.8 0 k 53 30 60 40 re f"),
        &[
            "press-ink undecided: text and what is below may have 370 % ink together, 11 mm from the left and 25 mm from the top; only plates would tell",
        ],
    );
    let mut sound = Sound::x4();
    sound.paint("1 1 1 0.8 k 40 30 9 9 re f");
    found_with(&["--bleed", "3.5", "--total-ink", "400"], sound, &[]);
}

#[test]
fn ink_of_images_gradients_and_blends() {
    let image = |sound: &mut Sound, pixel| {
        let image = sound.cmyk_image([50, 50], pixel);
        sound
            .resource("XObject", "I", image)
            .paint("q 9 0 0 9 50 30 cm /I Do Q");
    };
    found(
        |sound| image(sound, [255, 255, 255, 204]),
        &["press-ink error: an image of 380 % ink, more than 300 %: C100 M100 Y100 K80"],
    );
    clean(|sound| image(sound, [255, 255, 0, 204]));
    found(
        |sound| {
            let shading = sound.axial(name("DeviceCMYK"), &[0.0; 4], &[1.0, 1.0, 1.0, 0.8]);
            sound
                .resource("Shading", "S", shading)
                .paint("q 50 30 9 9 re W n /S sh Q");
        },
        &["press-ink error: a gradient of 380 % ink, more than 300 %: C100 M100 Y100 K80"],
    );
    // Plates that peak at both ends do not add up.
    clean(|sound| {
        let ends = ([1.0, 1.0, 0.0, 0.0], [0.0, 0.0, 1.0, 1.0]);
        let shading = sound.axial(name("DeviceCMYK"), &ends.0, &ends.1);
        sound
            .resource("Shading", "S", shading)
            .paint("q 50 30 9 9 re W n /S sh Q");
    });
    found(
        |sound| {
            sound.resource(
                "ExtGState",
                "Mul",
                dictionary! { "BM" => "Multiply" }.into(),
            );
            sound.paint("1 1 0 0 k 40 30 40 30 re f /Mul gs 0 0 1 0.7 k 50 40 9 9 re f");
        },
        &[
            "press-ink undecided: an area and what is below may have 370 % ink together, 11 mm from the left and 25 mm from the top; only plates would tell",
        ],
    );
}

#[test]
fn resolution() {
    // 20 pixels on 20 pt are 72 ppi, on 7.2 pt 200, on 4.8 pt 300; the worse axis counts.
    let placed = |sound: &mut Sound, w: f64, h: f64| {
        let image = sound.cmyk_image([20, 20], [90, 10, 10, 10]);
        sound.resource("XObject", "I", image);
        sound.paint(&format!("q {w} 0 0 {h} 50 30 cm /I Do Q"));
    };
    let low = "press-resolution error: an image of 20 × 20 pixels has 72 ppi as placed, and at least 150 are needed";
    found(|sound| placed(sound, 20.0, 20.0), &[low]);
    found(|sound| placed(sound, 4.0, 20.0), &[low]);
    found(
        |sound| placed(sound, 7.2, 7.2),
        &[
            "press-resolution warning: an image of 20 × 20 pixels has 200 ppi as placed, less than 300",
        ],
    );
    clean(|sound| placed(sound, 4.8, 4.8));
    let mut sound = Sound::x4();
    placed(&mut sound, 20.0, 20.0);
    let said = said(&sound.bytes(), &["--bleed", "3.5", "--min-ppi", "70"]);
    assert_eq!(said.len(), 1);
    assert!(said[0].starts_with("press-resolution warning"), "{said:?}");
    found(
        |sound| {
            let mask = "q 20 0 0 20 50 30 cm BI /W 20 /H 1 /IM true ID abc EI Q";
            sound.paint(mask);
        },
        &[
            "press-resolution error: an image of 20 × 1 pixels has 4 ppi as placed, and at least 150 are needed",
        ],
    );
    // One colour has no resolution.
    clean(|sound| {
        let image = sound.image(name("DeviceCMYK"), [2, 1], &[9; 8]);
        sound
            .resource("XObject", "I", image)
            .paint("q 20 0 0 20 50 30 cm /I Do Q");
    });
}

#[test]
fn fonts() {
    let other = |sound: &mut Sound, embedded| {
        let font = sound.font(embedded);
        sound
            .resource("Font", "F2", font)
            .paint("BT /F2 9 Tf 40 30 Td (x) Tj ET");
        sound.content = String::from_utf8_lossy(&sound.content)
            .replace("(x) Tj", "0 0 0 0.5 k (x) Tj")
            .into();
    };
    found(
        |sound| other(sound, false),
        &["press-fonts error: the font ABCDEF+NotoSans is not embedded"],
    );
    clean(|sound| other(sound, true));
    found(
        |sound| {
            let font =
                dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" };
            sound.resource("Font", "H", font.into());
        },
        &["press-fonts error: the font Helvetica is not embedded"],
    );
    found(
        |sound| {
            let inner =
                dictionary! { "Type" => "Font", "Subtype" => "CIDFontType0", "BaseFont" => "Deep" };
            let font = dictionary! {
                "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "Deep",
                "Encoding" => "Identity-H", "DescendantFonts" => vec![inner.into()],
            };
            sound.resource("Font", "D", font.into());
        },
        &["press-fonts error: the font Deep is not embedded"],
    );
    found(
        |sound| {
            let font = dictionary! {
                "Type" => "Font", "Subtype" => "Type3", "Name" => "Drawn", "CharProcs" => dictionary! {},
            };
            sound.resource("Font", "T", font.into());
        },
        &["press-fonts error: the font Drawn is a Type 3 font"],
    );
}

#[test]
fn transparency() {
    let glass = |sound: &mut Sound| {
        sound.resource("ExtGState", "G", dictionary! { "ca" => 0.5 }.into());
        sound.paint("/G gs 0 0 0 0.2 k 50 30 9 9 re f");
    };
    clean(glass);
    found_x1a(
        glass,
        &[
            "press-transparency error: a graphics state with alpha below 1, in PDF/X-1a",
            "press-transparency error: an area that lets through what is below it, in PDF/X-1a",
        ],
    );
    let group = |sound: &mut Sound| {
        let group = dictionary! { "S" => "Transparency", "CS" => "DeviceCMYK" };
        let form = sound.form(
            dictionary! { "Group" => group },
            "0 0 0 0.2 k 50 30 9 9 re f",
        );
        sound.resource("XObject", "X", form).paint("/X Do");
    };
    clean(group);
    found_x1a(
        group,
        &["press-transparency error: a transparency group, in PDF/X-1a"],
    );
    let masked = |sound: &mut Sound| {
        let mask = sound.image(name("DeviceGray"), [1, 1], &[9]);
        let image = sound.cmyk_image([20, 20], [9; 4]);
        let id = image.as_reference().expect("a reference");
        let stream = sound
            .document
            .get_object_mut(id)
            .and_then(Object::as_stream_mut);
        stream.expect("an image").dict.set("SMask", mask);
        sound
            .resource("XObject", "I", image)
            .paint("q 4 0 0 4 50 30 cm /I Do Q");
    };
    clean(masked);
    found_x1a(
        masked,
        &[
            "press-transparency error: an image that lets through what is below it, in PDF/X-1a",
            "press-transparency error: an image with a soft mask, in PDF/X-1a",
        ],
    );
    let blended = |sound: &mut Sound| {
        sound.resource("ExtGState", "M", dictionary! { "BM" => "Multiply" }.into());
        sound.paint("/M gs 0 0 0 0.2 k 50 30 9 9 re f");
    };
    clean(blended);
    found_x1a(
        blended,
        &[
            "press-transparency error: a graphics state with a blend mode, in PDF/X-1a",
            "press-transparency error: an area that lets through what is below it, in PDF/X-1a",
        ],
    );
    let layers = |sound: &mut Sound| sound.catalog.set("OCProperties", dictionary! {});
    clean(layers);
    found_x1a(
        layers,
        &["press-transparency error: optional content, in PDF/X-1a"],
    );
}

#[test]
fn identity() {
    let wrong = |plant: &dyn Fn(&mut Sound), wanted: &[&str]| {
        let wanted: Vec<_> = wanted
            .iter()
            .map(|w| format!("press-identity error: {w}"))
            .collect();
        let wanted: Vec<_> = wanted.iter().map(String::as_str).collect();
        found(plant, &wanted);
    };
    wrong(
        &|s| s.catalog.set("OutputIntents", Vec::<Object>::new()),
        &["there is no output intent of the kind GTS_PDFX"],
    );
    wrong(
        &|s| s.profile = b"no profile".to_vec(),
        &["the output profile is no ICC profile"],
    );
    wrong(
        &|s| s.profile[16..20].copy_from_slice(b"RGB "),
        &["the output profile is for RGB, not for CMYK"],
    );
    wrong(
        &|s| s.profile[12..16].copy_from_slice(b"mntr"),
        &["the output profile is not for an output device"],
    );
    wrong(
        &|s| s.profile.truncate(9000),
        &["the output profile has another size than it says"],
    );
    wrong(
        &|s| drop(s.intent.remove(b"OutputConditionIdentifier")),
        &["the output intent names no output condition"],
    );
    wrong(
        &|s| s.info.set("Title", text("Another")),
        &["the title in Info, `Another`, is not that in XMP, `A title`"],
    );
    wrong(
        &|s| s.info.set("ModDate", text("D:20251101120000+01'00'")),
        &[
            "the date of modification in Info, `D:20251101120000+01'00'`, is not that in XMP, `2025-11-01T12:00:00Z`",
        ],
    );
    wrong(
        &|s| s.info.set("Trapped", "True"),
        &["the Trapped in Info, `True`, is not that in XMP, `False`"],
    );
    wrong(
        &|s| {
            s.xmp = s
                .xmp
                .replace("xmpMM:VersionID=\"1\" ", "")
                .replace("PDF/X-4", "PDF/X-9")
        },
        &[
            "XMP has no VersionID",
            "the file says that it is PDF/X-9, not PDF/X-4",
        ],
    );
    wrong(
        &|s| {
            s.xmp = s
                .xmp
                .replace("<rdf:li xml:lang=\"x-default\">A title</rdf:li>", "")
        },
        &["XMP has no title"],
    );
    wrong(
        &|s| s.info.set("GTS_PDFXVersion", text("PDF/X-1a:2003")),
        &["the file says that it is PDF/X-1a:2003 too"],
    );
    found_x1a(
        |s| drop(s.info.remove(b"Trapped")),
        &["press-identity error: Info has no Trapped"],
    );
    let mut document = Sound::x4().finish();
    document.trailer.remove(b"ID");
    assert_eq!(
        said(&saved(document), BLEED),
        ["press-identity error: the file has no id"]
    );
    let broken = said(
        &{
            let mut sound = Sound::x4();
            sound.xmp = sound.xmp.replace("</rdf:RDF>", "");
            sound.bytes()
        },
        BLEED,
    );
    assert!(
        broken.iter().any(|s| s.contains("not well-formed")),
        "{broken:?}"
    );
}

#[test]
fn what_paper_does_not_have() {
    let wrong = |plant: &dyn Fn(&mut Sound), wanted: &str| {
        found(plant, &[&format!("press-interactive {wanted}")]);
    };
    wrong(
        &|s| {
            let link = dictionary! {
                "Type" => "Annot", "Subtype" => "Link", "Rect" => numbers(&[40, 40, 60, 50]),
            };
            s.page.set("Annots", vec![link.into()]);
        },
        "error: an annotation of the kind Link",
    );
    wrong(
        &|s| {
            let action = dictionary! { "S" => "JavaScript", "JS" => text("app.alert(1)") };
            s.page
                .set("AA", dictionary! { "O" => dictionary! { "S" => "Named" } });
            drop(action);
        },
        "error: the page has actions",
    );
    found(
        |s| {
            let action = dictionary! { "S" => "JavaScript", "JS" => text("app.alert(1)") };
            s.catalog.set("OpenAction", action);
        },
        &[
            "press-interactive error: the file has scripts",
            "press-interactive error: the file opens with an action",
        ],
    );
    wrong(
        &|s| {
            let file = s.stream(dictionary! { "Type" => "EmbeddedFile" }, "text");
            let spec = dictionary! { "Type" => "Filespec", "EF" => dictionary! { "F" => file } };
            let names = dictionary! { "Names" => vec![text("a"), spec.into()] };
            s.catalog
                .set("Names", dictionary! { "EmbeddedFiles" => names });
        },
        "error: files are attached",
    );
    wrong(
        &|s| {
            s.catalog
                .set("AcroForm", dictionary! { "Fields" => Vec::<Object>::new() })
        },
        "error: the file has a form",
    );
    wrong(
        &|s| s.catalog.set("StructTreeRoot", dictionary! {}),
        "warning: the file is tagged, which does no harm and no good on paper",
    );
    clean(|s| {
        s.catalog.set(
            "ViewerPreferences",
            dictionary! { "DisplayDocTitle" => true },
        )
    });
}

#[test]
fn hairlines() {
    let line = |sound: &mut Sound, operators: &str| {
        sound.paint(&format!("q 0 0 0 0.5 K 0 0 0 0.5 k {operators} Q"));
    };
    found(
        |s| line(s, "0.1 w 40 30 m 60 30 l S"),
        &["press-hairline error: a line of 0.10 pt is thinner than 0.25 pt"],
    );
    found(
        |s| line(s, "0 w 40 30 m 60 30 l S"),
        &["press-hairline error: a line of 0.00 pt is thinner than 0.25 pt"],
    );
    // The matrix counts, and its thinner direction.
    found(
        |s| line(s, "0.2 0 0 2 0 0 cm 1 w 200 15 m 300 15 l S"),
        &["press-hairline error: a line of 0.20 pt is thinner than 0.25 pt"],
    );
    clean(|s| line(s, "2 0 0 2 0 0 cm 0.13 w 20 15 m 30 15 l S"));
    clean(|s| line(s, "0.25 w 40 30 m 60 30 l S"));
    found(
        |s| line(s, "40 30 60 0.1 re f"),
        &["press-hairline warning: a filled rectangle of 0.10 pt is thinner than 0.25 pt"],
    );
}

#[test]
fn backgrounds() {
    let error = |sides: &str| {
        format!(
            "press-background error: an area reaches the trim edge, and ends before the edge of the bleed: {sides}"
        )
    };
    let band = |sound: &mut Sound, rect: &str| {
        sound.paint(&format!("0 0.5 0.5 0 k {rect} re f"));
    };
    found(|s| band(s, "20 30 30 30"), &[&error("left (3.5 mm)")]);
    found(
        |s| band(s, "15 90 210 35"),
        &[&error("left (1.8 mm), right (1.8 mm), top (1.8 mm)")],
    );
    clean(|s| band(s, "10 30 30 30"));
    clean(|s| band(s, "25 30 30 30"));
    // Two parts of one colour are one band; white needs no bleed.
    clean(|s| band(s, "20 30 30 30 re 10 30 10 30"));
    clean(|s| s.paint("0 0 0 0 k 20 30 30 30 re f"));
    // What is clipped at the trim ends there.
    found(
        |s| s.paint("q 20 20 200 100 re W n 0 0.5 0.5 0 k 10 30 30 30 re f Q"),
        &[&error("left (3.5 mm)")],
    );
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
