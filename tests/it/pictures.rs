//! Pictures: files that are not whole or not what they are called, and colour profiles in both editions.

use std::fs;
use std::io::Cursor;

use lopdf::Object;
use moxcms::ColorProfile;
use png::{BitDepth, ColorType, Encoder};

use crate::support::pdf::Pdf;
use crate::support::printed::pictures;
use crate::support::proofs::{FILE, press_file, small};
use crate::support::{Project, cases};

/// The name of the screen edition's file.
const SCREEN: &str = "a-full-analysis-brief-en.pdf";
/// Pixels of 16 × 16 patches.
const SIDE: u32 = 16;

/// A PNG of one colour, with more chunks before its pixels.
fn png(color: ColorType, pixel: &[u8], chunks: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(Cursor::new(&mut bytes), SIDE, SIDE);
    encoder.set_color(color);
    let channels = color.samples();
    let depth = if pixel.len() == channels {
        BitDepth::Eight
    } else {
        BitDepth::Sixteen
    };
    encoder.set_depth(depth);
    let mut writer = encoder.write_header().expect("a header");
    for (name, data) in chunks {
        writer
            .write_chunk(png::chunk::ChunkType(**name), data)
            .expect("a chunk");
    }
    let mut pixels = pixel.repeat((SIDE * SIDE) as usize);
    // One pixel of another colour: what is even has no resolution, and may be packed otherwise.
    pixels[..pixel.len()].fill(0);
    writer.write_image_data(&pixels).expect("pixels");
    writer.finish().expect("a whole file");
    bytes
}

fn profile_chunk(profile: &[u8]) -> (&'static [u8; 4], Vec<u8>) {
    use std::io::Write;
    let mut packed =
        flate2::write::ZlibEncoder::new(b"p\0\0".to_vec(), flate2::Compression::default());
    packed.write_all(profile).expect("memory");
    (b"iCCP", packed.finish().expect("memory"))
}

/// A profile under another version: what the engine decides by.
fn versioned(profile: &ColorProfile, version: [u8; 2]) -> Vec<u8> {
    let mut bytes = profile.encode().expect("a profile");
    bytes[8..10].copy_from_slice(&version);
    bytes
}

/// What a picture says to be wrong, each finding as `code: message`, all at the article's line.
fn wrong(files: &[(&str, &[u8])], arguments: &[&str]) -> Vec<String> {
    let text: String = files
        .iter()
        .map(|(name, _)| format!("![A picture]({name})\n\n"))
        .collect();
    let project = small("press: { min-ppi: 10 }\n", &text).plain();
    for (name, bytes) in files {
        project.write(&format!("seeds/{name}"), bytes);
    }
    let run = project.run(&[arguments, &["--message-format", "json"]].concat());
    let all = run.messages("diagnostic").into_iter().map(|line| {
        assert_eq!(line["file"], "seeds/a.md", "{line}");
        assert!(line["line"].as_u64() >= Some(8), "{line}");
        format!(
            "{}: {}",
            line["code"].as_str().expect("a code"),
            line["message"].as_str().expect("a message")
        )
    });
    all.collect()
}

#[test]
fn what_is_no_whole_picture_is_said_at_the_articles_line() {
    let sound = png(ColorType::Rgb, &[9, 90, 200], &[]);
    let jpeg = include_bytes!("../fixtures/press/rgb.jpg");
    let cut = |bytes: &[u8]| bytes[..bytes.len() / 2].to_vec();
    let mut broken = sound.clone();
    let middle = broken.len() / 2 + 4;
    broken[middle] ^= 0x55;
    let animated = png(
        ColorType::Rgb,
        &[9, 90, 200],
        &[(b"acTL", vec![0, 0, 0, 1, 0, 0, 0, 0]), (b"fcTL", frame())],
    );
    let cases: [(&str, Vec<u8>, &str); 14] = [
        (
            "a.png",
            sound[..sound.len() - 12].to_vec(),
            "image-damaged: the picture `seeds/a.png` is cut off",
        ),
        (
            "b.png",
            cut(&sound),
            "image-damaged: the picture `seeds/b.png` is cut off",
        ),
        (
            "c.png",
            broken,
            "image-damaged: the picture `seeds/c.png` is damaged",
        ),
        (
            "d.jpg",
            cut(jpeg),
            "image-damaged: the picture `seeds/d.jpg` is cut off",
        ),
        (
            "e.jpg",
            jpeg[..jpeg.len() - 2].to_vec(),
            "image-damaged: the picture `seeds/e.jpg` is cut off",
        ),
        (
            "f.png",
            Vec::new(),
            "image-format: the picture `seeds/f.png` is an empty file",
        ),
        (
            "g.png",
            jpeg.to_vec(),
            "image-format: the picture `seeds/g.png` is a JPEG picture",
        ),
        (
            "h.jpg",
            sound.clone(),
            "image-format: the picture `seeds/h.jpg` is a PNG picture",
        ),
        (
            "i.jpeg",
            b"<!doctype html><title>404</title>".to_vec(),
            "image-format: the picture `seeds/i.jpeg` is a web page",
        ),
        (
            "j.png",
            animated,
            "image-format: the picture `seeds/j.png` is animated",
        ),
        (
            "k.gif",
            b"GIF89a".to_vec(),
            "image-format: `seeds/k.gif` is not an image",
        ),
        (
            "l.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>".to_vec(),
            "image-damaged: the drawing `seeds/l.svg` cannot be read",
        ),
        (
            "m.svg",
            b"\x1f\x8b\x08".to_vec(),
            "image-format: the picture `seeds/m.svg` is a compressed file",
        ),
        (
            "n.jpg",
            b"version https://git-lfs.github.com/spec/v1\n".to_vec(),
            "image-format: the picture `seeds/n.jpg` is a pointer of Git LFS",
        ),
    ];
    let files: Vec<(&str, &[u8])> = cases
        .iter()
        .map(|(name, bytes, _)| (*name, &bytes[..]))
        .collect();
    // One finding each, without pages and with them, in both editions.
    for arguments in [&["check"][..], &["build"], &["build", "--edition", "press"]] {
        let found = wrong(&files, arguments);
        assert_eq!(found.len(), cases.len(), "{arguments:?}: {found:#?}");
        for (found, (.., wanted)) in found.iter().zip(&cases) {
            assert!(found.starts_with(wanted), "{arguments:?}: {found}");
        }
    }
    // What follows the end of a picture is no part of it.
    for (name, bytes) in [("a.png", &sound[..]), ("a.jpg", jpeg)] {
        let more = [bytes, b"more"].concat();
        assert_eq!(wrong(&[(name, &more)], &["check"]), Vec::<String>::new());
    }
}

/// The control of an animation's first frame.
fn frame() -> Vec<u8> {
    let numbers = [0, SIDE, SIDE, 0, 0].map(u32::to_be_bytes);
    [numbers.as_flattened(), &[0, 1, 0, 9, 0, 0]].concat()
}

/// The pixel in the middle of the only picture of a press file.
fn printed(pdf: &Pdf) -> [u8; 4] {
    let all = pictures(pdf);
    let [(dict, bytes)] = &all[..] else {
        panic!("{} pictures", all.len());
    };
    let space = dict.get(b"ColorSpace").and_then(Object::as_name);
    assert_eq!(space.ok(), Some(&b"DeviceCMYK"[..]));
    let pixels = lopdf::Stream::new(dict.clone(), bytes.clone());
    let pixels = pixels.get_plain_content().expect("pixels");
    let middle = ((SIDE / 2 * SIDE + SIDE / 2) * 4) as usize;
    pixels[middle..middle + 4].try_into().expect("four inks")
}

/// A project with one picture, and its press file in a standard.
fn with_picture(bytes: &[u8], standard: &str) -> Project {
    let project = small(
        &format!("press: {{ standard: \"{standard}\", min-ppi: 10 }}\n"),
        "![A picture](i.png)",
    )
    .plain();
    project.write("seeds/i.png", bytes);
    project
}

#[track_caller]
fn close(found: [u8; 4], known: [u8; 4]) {
    for (found_ink, known_ink) in found.iter().zip(known) {
        assert!(
            found_ink.abs_diff(known_ink) <= 4,
            "{found:?} is not {known:?}"
        );
    }
}

/// The pixel that the pictures of colours are made of.
const PIXEL: [u8; 3] = [60, 200, 120];
/// Its inks by littlecms 2.19, through Pillow's ImageCms: as Adobe RGB (the profile `a98.icc` of Ghostscript, which moxcms' own equals) into
/// `fogra39l_coated.icc` with perceptual intent and 8 bits.
const AS_ADOBE: [u8; 4] = [213, 0, 189, 0];
/// The same as sRGB.
const AS_SRGB: [u8; 4] = [168, 0, 170, 0];

#[test]
fn profiles_of_all_versions_are_followed_in_print() {
    let adobe = ColorProfile::new_adobe_rgb();
    let versions = [
        [2, 0x10],
        [2, 0x40],
        [4, 0],
        [4, 0x20],
        [4, 0x30],
        [4, 0x40],
    ];
    for (at, version) in versions.into_iter().enumerate() {
        let chunk = profile_chunk(&versioned(&adobe, version));
        let picture = png(ColorType::Rgb, &PIXEL, &[chunk]);
        // In one standard by turns, and in both in CI.
        let both = ["PDF/X-4", "PDF/X-1a:2003"];
        let turn = at % 2;
        let standards = if cases(2) == 2 {
            &both[..]
        } else {
            &both[turn..=turn]
        };
        for &standard in standards {
            close(
                printed(&press_file(&with_picture(&picture, standard))),
                AS_ADOBE,
            );
        }
    }
}

#[test]
fn colours_of_a_png_are_told_by_the_first_chunk_that_counts() {
    let adobe = profile_chunk(&versioned(&ColorProfile::new_adobe_rgb(), [4, 0x40]));
    let number = |numbers: &[u32]| {
        numbers
            .iter()
            .flat_map(|n| n.to_be_bytes())
            .collect::<Vec<_>>()
    };
    let gamma = (b"gAMA", number(&[45_455]));
    let places = (
        b"cHRM",
        number(&[
            31_270, 32_900, 64_000, 33_000, 21_000, 71_000, 15_000, 6_000,
        ]),
    );
    let deep: Vec<u8> = PIXEL.iter().flat_map(|part| [*part, *part]).collect();
    /// Chunks by name, the pixel, and its inks.
    type Case<'c> = (&'c [(&'c [u8; 4], Vec<u8>)], &'c [u8], [u8; 4]);
    let cases: [Case; 7] = [
        (&[], &PIXEL, AS_SRGB),
        (
            &[(b"sRGB", vec![0]), gamma.clone(), places.clone()],
            &PIXEL,
            AS_SRGB,
        ),
        (std::slice::from_ref(&gamma), &PIXEL, AS_SRGB),
        (&[gamma.clone(), places], &PIXEL, AS_ADOBE),
        (
            &[(b"cICP", vec![1, 13, 0, 1]), adobe.clone()],
            &PIXEL,
            AS_SRGB,
        ),
        // Of two bytes a sample, which the engine rounds, and leaves the profile out.
        (&[adobe], &deep, AS_ADOBE),
        (&[], &deep, AS_SRGB),
    ];
    for (chunks, pixel, known) in cases {
        let picture = png(ColorType::Rgb, pixel, chunks);
        close(
            printed(&press_file(&with_picture(&picture, "PDF/X-4"))),
            known,
        );
    }
}

#[test]
fn greys_are_as_light_as_their_profile_says() {
    let black = |chunks: &[(&[u8; 4], Vec<u8>)]| {
        let picture = png(ColorType::Grayscale, &[128], chunks);
        let [c, m, y, k] = printed(&press_file(&with_picture(&picture, "PDF/X-4")));
        assert_eq!([c, m, y], [0; 3]);
        k
    };
    let usual = black(&[]);
    let linear = black(&[profile_chunk(&versioned(
        &ColorProfile::new_gray_with_gamma(1.0),
        [4, 0x40],
    ))]);
    // Half the light is a grey of 188 in sRGB.
    let picture = png(ColorType::Grayscale, &[188], &[]);
    let [.., light] = printed(&press_file(&with_picture(&picture, "PDF/X-4")));
    assert!(linear.abs_diff(light) <= 1, "{linear} is not {light}");
    assert!(usual > linear + 50, "{usual} {linear}");
    // Programs that take the colour out of a picture leave its profile for RGB.
    assert_eq!(
        black(&[profile_chunk(&versioned(
            &ColorProfile::new_srgb(),
            [4, 0x30]
        ))]),
        usual
    );
    let mut flat = ColorProfile::new_adobe_rgb();
    let line = moxcms::ToneReprCurve::Lut(Vec::new());
    flat.red_trc = Some(line.clone());
    flat.green_trc = Some(line.clone());
    flat.blue_trc = Some(line);
    let greyed = black(&[profile_chunk(&versioned(&flat, [4, 0x20]))]);
    assert!(greyed.abs_diff(light) <= 1, "{greyed} is not {light}");
}

#[test]
fn profiles_of_all_versions_are_embedded_on_screen() {
    for version in [[2, 0x10], [2, 0x40], [4, 0x20], [4, 0x40]] {
        let profile = versioned(&ColorProfile::new_display_p3(), version);
        let project = with_picture(
            &png(ColorType::Rgb, &PIXEL, &[profile_chunk(&profile)]),
            "PDF/X-4",
        );
        project.ok(&["build", "--format", "brief"]);
        let pdf = project.pdf(SCREEN);
        let (dict, _) = pictures(&pdf).remove(0);
        let space = dict
            .get_deref(b"ColorSpace", pdf.document())
            .and_then(Object::as_array)
            .expect("a profile");
        let stream = pdf.document().dereference(&space[1]).expect("a stream").1;
        let embedded = stream
            .as_stream()
            .and_then(lopdf::Stream::get_plain_content)
            .expect("a profile");
        // The header apart, where its version stands.
        assert!(embedded[100..] == profile[100..], "{version:?}");
        assert!(embedded[9] >> 4 <= 2, "{version:?}: {}", embedded[9]);
    }
}

/// The pictures of a PDF, each with the profile of its colours.
fn profiled(pdf: &Pdf) -> Vec<(Vec<u8>, Vec<u8>)> {
    let profile = |dict: &lopdf::Dictionary| {
        let space = dict.get_deref(b"ColorSpace", pdf.document());
        let space = space.and_then(Object::as_array).expect("a profile");
        let stream = pdf.document().dereference(&space[1]).expect("a stream").1;
        let stream = stream
            .as_stream()
            .and_then(lopdf::Stream::get_plain_content);
        stream.expect("a profile")
    };
    let all = pictures(pdf).into_iter();
    all.map(|(dict, bytes)| (profile(&dict), bytes)).collect()
}

#[test]
fn emit_writes_the_pictures_that_the_engine_gets() {
    let adobe = versioned(&ColorProfile::new_adobe_rgb(), [4, 0x40]);
    let rgb = include_bytes!("../fixtures/press/rgb.jpg");
    let length = u16::try_from(adobe.len() + 16).expect("a short profile");
    let segment = [
        &b"\xFF\xE2"[..],
        &length.to_be_bytes(),
        b"ICC_PROFILE\0\x01\x01",
    ]
    .concat();
    let jpeg = [&rgb[..2], &segment, &adobe, &rgb[2..]].concat();
    let deep: Vec<u8> = PIXEL.iter().flat_map(|part| [*part, *part]).collect();
    let chunk = || profile_chunk(&adobe);
    let drawing = br#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"><image xlink:href="linked.png" width="9" height="9"/></svg>"#;
    let rewritten = [
        ("a.png", png(ColorType::Rgb, &PIXEL, &[chunk()])),
        ("b.jpg", jpeg),
        ("c.png", png(ColorType::Rgb, &deep, &[chunk()])),
        ("linked.png", png(ColorType::Rgb, &[9, 90, 200], &[chunk()])),
    ];
    let kept = [
        ("d.svg", drawing.to_vec()),
        ("e.png", png(ColorType::Rgb, &[90, 9, 200], &[])),
    ];
    let project = small(
        "",
        "![](a.png)\n\n![](b.jpg)\n\n![](c.png)\n\n![](d.svg)\n\n![](e.png)\n"
            .replace("![]", "![A picture]")
            .as_str(),
    );
    for (name, bytes) in rewritten.iter().chain(&kept) {
        project.write(&format!("seeds/{name}"), bytes);
    }
    project.ok(&["build", "--format", "brief"]);
    project.ok(&["emit", "typst"]);
    let emitted = |name: &str| fs::read(project.path("typst/seeds").join(name)).expect("a picture");
    let built = profiled(&project.pdf(SCREEN));
    for (name, own) in &rewritten {
        let bytes = emitted(name);
        assert!(bytes != *own, "{name}");
        // The profile of Adobe's colours, in a version that the engine embeds, stands in the file that was built.
        let has_profile = |profile: &[u8]| match name.ends_with("jpg") {
            true => bytes.windows(profile.len()).any(|part| part == profile),
            false => {
                let reader = png::Decoder::new(Cursor::new(&bytes)).read_info();
                let reader = reader.expect("a picture");
                assert_eq!(reader.info().bit_depth, BitDepth::Eight, "{name}");
                reader.info().icc_profile.as_deref() == Some(profile)
            }
        };
        assert!(
            built
                .iter()
                .any(|(profile, _)| profile[100..] == adobe[100..] && has_profile(profile)),
            "{name}"
        );
    }
    // A JPEG is embedded byte for byte.
    assert!(built.iter().any(|(_, bytes)| *bytes == emitted("b.jpg")));
    for (name, own) in &kept {
        assert!(emitted(name) == *own, "{name}");
    }
}

#[test]
fn colours_that_cannot_be_told_are_errors() {
    let adobe = versioned(&ColorProfile::new_adobe_rgb(), [4, 0x20]);
    let with = |profile: &[u8]| png(ColorType::Rgb, &PIXEL, &[profile_chunk(profile)]);
    let fogra = include_bytes!("../../src/export/press/fogra39l_coated.icc");
    let later = versioned(&ColorProfile::new_adobe_rgb(), [5, 0]);
    let cases: [(&str, Vec<u8>, &str); 5] = [
        (
            "a.png",
            with(&adobe[..300]),
            "has a colour profile that is cut off",
        ),
        (
            "b.png",
            with(&later),
            "has a colour profile of version 5, which PDF does not know",
        ),
        (
            "c.png",
            with(fogra),
            "holds RGB, and its colour profile is for CMYK",
        ),
        (
            "d.png",
            png(ColorType::Rgb, &PIXEL, &[(b"cICP", vec![9, 16, 0, 1])]),
            "has colours (`cICP`)",
        ),
        (
            "e.png",
            png(
                ColorType::Rgb,
                &PIXEL,
                &[(b"iCCP", b"p\0\0no zlib".to_vec())],
            ),
            "has a colour profile that cannot be unpacked",
        ),
    ];
    let files: Vec<(&str, &[u8])> = cases
        .iter()
        .map(|(name, bytes, _)| (*name, &bytes[..]))
        .collect();
    let found = wrong(&files, &["check"]);
    assert_eq!(found.len(), cases.len(), "{found:#?}");
    for (found, (name, _, wanted)) in found.iter().zip(&cases) {
        assert_eq!(
            found.split('(').next(),
            format!("image-profile: the picture `seeds/{name}` {wanted}")
                .split('(')
                .next()
        );
    }
}

#[test]
fn a_profile_in_several_segments_of_a_jpeg() {
    // 245 kB: four segments. The condition's own look: the inks stay as they are.
    let profile = include_bytes!("../../src/export/press/fogra39l_coated.icc");
    let own = include_bytes!("../fixtures/press/cmyk.jpg");
    let mut jpeg = own[..2].to_vec();
    let parts: Vec<&[u8]> = profile.chunks(65_000).collect();
    for (index, part) in parts.iter().enumerate() {
        jpeg.extend([0xFF, 0xE2]);
        jpeg.extend(
            u16::try_from(part.len() + 16)
                .expect("a length")
                .to_be_bytes(),
        );
        jpeg.extend(b"ICC_PROFILE\0");
        jpeg.extend([index as u8 + 1, parts.len() as u8]);
        jpeg.extend(*part);
    }
    let one_missing = [
        &jpeg[..jpeg.len() - parts[parts.len() - 1].len() - 18],
        &own[2..],
    ]
    .concat();
    jpeg.extend(&own[2..]);
    let project = small("press: { min-ppi: 10 }\n", "![A picture](i.jpg)");
    project.write("seeds/i.press.jpg", &jpeg);
    project.write("seeds/i.jpg", include_bytes!("../fixtures/press/rgb.jpg"));
    let pdf = press_file(&project);
    assert!(pictures(&pdf)[0].1 == jpeg, "byte for byte");
    assert!(project.path("dist").join(FILE).exists());
    project.write("seeds/i.press.jpg", one_missing);
    let run = project.run(&["build", "--edition", "press"]);
    assert!(
        run.stderr
            .contains("a colour profile of which a part is missing"),
        "{}",
        run.stderr
    );
}

#[test]
fn cmyk_on_screen_says_what_a_picture_of_the_press_edition_is_called() {
    let project = small("", "![A picture](i.jpg)");
    let cmyk = include_bytes!("../fixtures/press/cmyk.jpg");
    project.write("seeds/i.jpg", cmyk);
    for command in ["check", "build"] {
        let run = project.run(&[command]);
        assert_eq!(run.code, 1);
        assert!(run.stderr.contains("error[image-cmyk]"), "{}", run.stderr);
        assert!(
            run.stderr.contains("name it `seeds/i.press.jpg`"),
            "{}",
            run.stderr
        );
        assert!(run.stderr.contains("seeds/a.md:8:1"), "{}", run.stderr);
        assert!(run.stderr.ends_with("1 error\n"), "{}", run.stderr);
    }
    // In print, it is right.
    press_file(&project);
}

/// Kinds of pictures that no page shows, and what is said of each.
fn faulty() -> [(&'static str, Vec<u8>, &'static str); 7] {
    let sound = png(ColorType::Rgb, &PIXEL, &[]);
    let jpeg = include_bytes!("../fixtures/press/rgb.jpg");
    let foreign = profile_chunk(include_bytes!("../../src/export/press/fogra39l_coated.icc"));
    let hidden = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 90 20'><text y='9'>a\u{f40}</text></svg>";
    [
        (
            "cut.png",
            sound[..sound.len() / 2].to_vec(),
            "image-damaged: the picture `cut.png` is cut off",
        ),
        (
            "cut.jpg",
            jpeg[..jpeg.len() / 2].to_vec(),
            "image-damaged: the picture `cut.jpg` is cut off",
        ),
        (
            "named.png",
            jpeg.to_vec(),
            "image-format: the picture `named.png` is a JPEG picture",
        ),
        (
            "other.gif",
            b"GIF89a".to_vec(),
            "image-format: `other.gif` is not an image",
        ),
        (
            "foreign.png",
            png(ColorType::Rgb, &PIXEL, &[foreign]),
            "image-profile: the picture `foreign.png` holds RGB",
        ),
        (
            "inks.jpg",
            include_bytes!("../fixtures/press/cmyk.jpg").to_vec(),
            "image-cmyk: the picture `inks.jpg` is in CMYK",
        ),
        (
            "words.svg",
            hidden.into(),
            "drawing-glyph: the drawing `words.svg` holds letters that no font has",
        ),
    ]
}

/// The only finding of a command, as `code: message`, with its file and line.
#[track_caller]
fn only(project: &Project, command: &str) -> (String, String, u64) {
    let run = project.run(&[command, "--message-format", "json"]);
    assert_eq!(run.code, 1);
    let all = run.messages("diagnostic");
    let [found] = &all[..] else {
        panic!("{command}: {all:#?}");
    };
    let text = |key: &str| found[key].as_str().unwrap_or_default().to_owned();
    let said = format!("{}: {}", text("code"), text("message"));
    (
        said,
        text("file"),
        found["line"].as_u64().unwrap_or_default(),
    )
}

#[test]
fn a_logo_is_looked_at_as_images_are() {
    for (name, bytes, wanted) in faulty() {
        let project = small(&format!("brand:\n  name: House\n  logo: {name}\n"), "");
        project.write(name, bytes);
        for command in ["check", "build"] {
            let (said, file, line) = only(&project, command);
            assert!(said.starts_with(wanted), "{command}: {said}");
            assert_eq!((file.as_str(), line), ("fluentpress.yaml", 5), "{said}");
        }
    }
    // It has a version for the press edition, as images have.
    let settings = "brand:\n  name: House\n  logo: logo.png\npress: { min-ppi: 10 }\n";
    let project = small(settings, "");
    project.write("logo.png", png(ColorType::Rgb, &PIXEL, &[]));
    let inks = include_bytes!("../fixtures/press/cmyk.jpg");
    project.write("logo.press.jpg", inks);
    project.ok(&["check", "--deny-warnings"]);
    project.ok(&["build", "--format", "brief"]);
    assert!(pictures(&press_file(&project))[0].1 == inks);
    // Its text for those who cannot see it is the name.
    project.edit("fluentpress.yaml", "  name: House\n", "");
    for command in ["check", "build"] {
        let (said, file, line) = only(&project, command);
        assert_eq!(
            said,
            "settings-value: the logo has no text for those who cannot see it"
        );
        assert_eq!((file.as_str(), line), ("fluentpress.yaml", 4));
    }
}

#[test]
fn pictures_of_layouts_are_looked_at_as_images_are() {
    for (name, bytes, wanted) in faulty() {
        let project = small("", "");
        project.write(name, bytes);
        // The name is put together: no search for it in the layout would find it.
        let (stem, end) = name.split_once('.').expect("a name");
        let layout = format!(
            "#let layout(doc) = {{\n  title(doc.title)\n  image(\"/{stem}\" + \".\" + \"{end}\", alt: \"a\", height: 9mm)\n  doc.sections.map(s => s.blocks.join()).join()\n}}\n"
        );
        project.write("layouts/full-analysis/brief.typ", layout);
        let (said, file, line) = only(&project, "build");
        assert!(said.starts_with(wanted), "{said}");
        assert_eq!(
            (file.as_str(), line),
            ("layouts/full-analysis/brief.typ", 3),
            "{said}"
        );
    }
}

/// JPEGs of all kinds of scans: in one and in several, with restarts, bit by bit, in inks.
const JPEGS: [(&str, &[u8]); 8] = [
    ("usual", include_bytes!("../fixtures/jpeg/usual.jpg")),
    ("restarts", include_bytes!("../fixtures/jpeg/restarts.jpg")),
    ("grey", include_bytes!("../fixtures/jpeg/grey.jpg")),
    (
        "one-by-one",
        include_bytes!("../fixtures/jpeg/one-by-one.jpg"),
    ),
    ("bands", include_bytes!("../fixtures/jpeg/bands.jpg")),
    (
        "progressive",
        include_bytes!("../fixtures/jpeg/progressive.jpg"),
    ),
    (
        "progressive-restarts",
        include_bytes!("../fixtures/jpeg/progressive-restarts.jpg"),
    ),
    ("inks", include_bytes!("../fixtures/jpeg/inks.jpg")),
];

/// The names of the files that are said to be damaged, where nothing else is said.
fn damaged(files: &[(String, Vec<u8>)]) -> Vec<String> {
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, bytes)| (name.as_str(), &bytes[..]))
        .collect();
    let all = wrong(&files, &["check"]).into_iter();
    let named = all
        .filter(|said| !said.starts_with("image-cmyk: "))
        .map(|said| {
            assert!(
                said.starts_with("image-damaged: the picture `seeds/"),
                "{said}"
            );
            let name = said.split('`').nth(1).unwrap_or_default();
            name.trim_start_matches("seeds/").to_owned()
        });
    named.collect()
}

#[test]
fn a_jpeg_that_was_cut_and_given_an_end_is_damaged() {
    let mut files = Vec::new();
    for (kind, whole) in JPEGS {
        let first = whole
            .windows(2)
            .position(|two| two == [0xFF, 0xDA])
            .expect("a scan");
        // From behind the header of the first scan to the last byte of the last one.
        let samples = first + 14..whole.len() - 2;
        let cuts = samples
            .clone()
            .step_by(samples.len() / 20)
            .chain([samples.end - 2, samples.end - 1]);
        files.extend(cuts.map(|at| {
            (
                format!("{kind}-{at}.jpg"),
                [&whole[..at], b"\xFF\xD9"].concat(),
            )
        }));
    }
    assert!(files.len() > 160);
    let names: Vec<_> = files.iter().map(|(name, _)| name.clone()).collect();
    assert_eq!(damaged(&files), names);
}

#[test]
fn jpegs_of_all_kinds_are_whole() {
    let usual = JPEGS[0].1;
    let end = usual.len() - 2;
    let thumbnail = [&b"Exif\0\0"[..], JPEGS[5].1].concat();
    let length = u16::try_from(thumbnail.len() + 2)
        .expect("a short segment")
        .to_be_bytes();
    let more: [(&str, Vec<u8>); 6] = [
        // What cameras and editors add.
        ("trailing", [usual, &[0; 2000]].concat()),
        ("several", [usual, JPEGS[1].1, JPEGS[5].1].concat()),
        (
            "filled",
            [&usual[..end], b"\xFF\xFF", &usual[end..]].concat(),
        ),
        ("padded", [&usual[..end], b"\0\0\0", &usual[end..]].concat()),
        (
            "thumbnail",
            [&usual[..2], b"\xFF\xE1", &length, &thumbnail, &usual[2..]].concat(),
        ),
        (
            "comment",
            [&usual[..2], b"\xFF\xFE\0\x06\xFF\xD9ab", &usual[2..]].concat(),
        ),
    ];
    let files = JPEGS
        .iter()
        .map(|(name, bytes)| (*name, bytes.to_vec()))
        .chain(more);
    let files: Vec<_> = files
        .map(|(name, bytes)| (format!("{name}.jpg"), bytes))
        .collect();
    assert_eq!(damaged(&files), Vec::<String>::new());
}

/// The chunks of a PNG by name.
fn split(png: &[u8]) -> Vec<([u8; 4], Vec<u8>)> {
    let mut rest = &png[8..];
    let mut all = Vec::new();
    while let Some((head, behind)) = rest.split_first_chunk::<8>() {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        all.push((
            [head[4], head[5], head[6], head[7]],
            behind[..length].to_vec(),
        ));
        rest = &behind[length + 4..];
    }
    all
}

/// A PNG of chunks, with right checksums.
fn joined(chunks: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, data) in chunks {
        let mut crc = flate2::Crc::new();
        crc.update(name);
        crc.update(data);
        out.extend((data.len() as u32).to_be_bytes());
        out.extend(name);
        out.extend(data);
        out.extend(crc.sum().to_be_bytes());
    }
    out
}

#[test]
fn a_png_whose_pixels_are_missing_is_damaged_though_its_chunks_are_whole() {
    let mut files = Vec::new();
    let mut sound = Vec::new();
    for (kind, color, pixel) in [
        ("rgb", ColorType::Rgb, &[9, 90, 200][..]),
        ("alpha", ColorType::Rgba, &[9, 90, 200, 7]),
        ("grey", ColorType::Grayscale, &[9]),
        ("deep", ColorType::Rgb, &[9, 1, 90, 2, 200, 3]),
    ] {
        let chunks = split(&png(color, pixel, &[]));
        let pixels = chunks
            .iter()
            .position(|(name, _)| name == b"IDAT")
            .expect("pixels");
        let whole = chunks[pixels].1.clone();
        let with = |parts: &[&[u8]]| {
            let parts = parts.iter().map(|part| (*b"IDAT", part.to_vec()));
            let parts: Vec<_> = chunks[..pixels].iter().cloned().chain(parts).collect();
            joined(&[&parts[..], &chunks[pixels + 1..]].concat())
        };
        let (head, tail) = whole.split_at(whole.len() / 2);
        sound.push((format!("{kind}.png"), with(&[head, &[], tail])));
        for at in [
            0,
            2,
            whole.len() / 2,
            whole.len() - 5,
            whole.len() - 4,
            whole.len() - 1,
        ] {
            files.push((format!("{kind}-{at}.png"), with(&[&whole[..at]])));
        }
        files.push((
            format!("{kind}-hole.png"),
            with(&[&head[..head.len() - 3], tail]),
        ));
    }
    let names: Vec<_> = files.iter().map(|(name, _)| name.clone()).collect();
    assert_eq!(damaged(&files), names);
    assert_eq!(damaged(&sound), Vec::<String>::new());
}
