//! A fault planted for the rules on ink, images, fonts, transparency and lines is found, and its sound twin passes.

use crate::support::sound::Sound;
use crate::support::{asked, clean, found, found_with, found_x1a, name, numbers, said};
use lopdf::{Object, dictionary};
use preflight::Limits;

#[test]
fn ink_of_areas_and_overprint() {
    found(
        |sound| sound.paint("1 1 1 0.8 k 40 30 9 9 re f"),
        &["press-ink error: an area of 380 % ink, more than 300 %: C100 M100 Y100 K80"],
    );
    // Outside the bleed, nothing is printed; below an opaque area, nothing shows.
    clean(|sound| sound.paint("1 1 1 1 k 6 6 4 4 re f"));
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
    found_with(
        &Limits {
            total_ink: 400.0,
            ..asked()
        },
        sound,
        &[],
    );
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
fn ink_of_jpegs() {
    // Left half yellow, right half C100 M50 K20; Adobe's marker gives how the components are stored.
    let stored = include_bytes!("../fixtures/cmyk.jpg");
    let mark = stored
        .windows(5)
        .position(|w| w == b"Adobe")
        .expect("Adobe's mark");
    let jpeg = |sound: &mut Sound, bytes: &[u8], inverted: bool| {
        let mut dict = dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => 16, "Height" => 16,
            "BitsPerComponent" => 8, "ColorSpace" => "DeviceCMYK", "Filter" => "DCTDecode",
        };
        if inverted {
            dict.set("Decode", numbers(&[1, 0, 1, 0, 1, 0, 1, 0]));
        }
        let image = sound.stream(dict, bytes);
        sound
            .resource("XObject", "I", image)
            .paint("q 3 0 0 3 50 30 cm /I Do Q");
    };
    let total = |bytes: &[u8], inverted: bool| {
        let mut sound = Sound::x4();
        jpeg(&mut sound, bytes, inverted);
        let said = said(
            &sound.bytes(),
            &Limits {
                total_ink: 135.0,
                ..asked()
            },
        );
        let ink = said
            .iter()
            .find(|s| s.contains("an image of"))
            .expect("too much ink");
        let percent = ink
            .split("an image of ")
            .nth(1)
            .and_then(|s| s.split(' ').next());
        percent
            .and_then(|p| p.parse::<f64>().ok())
            .expect("a number")
    };
    // The library that wrote the file stored its components inverted, as Adobe's programs do: so
    // they are the ink again when `Decode` inverts them, and light without it.
    let close = |a: f64, b: f64| assert!((a - b).abs() < 8.0, "{a} is not {b}");
    close(total(stored, true), 170.0);
    close(total(stored, false), 300.0);
    // Taken for YCCK, Y = 0, Cb = 127, Cr = 255 are red, green and blue of 178, 0 and 0: C30 M100 Y100.
    let mut ycck = stored.to_vec();
    ycck[mark + 11] = 2;
    close(total(&ycck, false), 310.0);
    let mut sound = Sound::x4();
    jpeg(&mut sound, &stored[..stored.len() / 2], true);
    found_with(
        &asked(),
        sound,
        &["press-ink undecided: an image: its JPEG data cannot be read"],
    );
}

#[test]
fn ink_of_images_that_are_not_unpacked() {
    let scan = |sound: &mut Sound, space: &str| {
        let dict = dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => 64, "Height" => 64,
            "BitsPerComponent" => 8, "ColorSpace" => space, "Filter" => "JPXDecode",
        };
        let image = sound.stream(dict, b"data");
        sound
            .resource("XObject", "I", image)
            .paint("q 9 0 0 9 50 30 cm /I Do Q");
    };
    clean(|sound| scan(sound, "DeviceGray"));
    found(
        |sound| scan(sound, "DeviceCMYK"),
        &["press-ink undecided: an image: its filter JPXDecode is not read here"],
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
    let said = said(
        &sound.bytes(),
        &Limits {
            min_ppi: 70.0,
            ..asked()
        },
    );
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
            sound.paint("BT /H 9 Tf 40 30 Td 0 0 0 0.5 k (x) Tj ET");
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
            sound.paint("BT /D 9 Tf 40 30 Td 0 0 0 0.5 k <0001> Tj ET");
        },
        &["press-fonts error: the font Deep is not embedded"],
    );
    found(
        |sound| {
            let font = dictionary! {
                "Type" => "Font", "Subtype" => "Type3", "Name" => "Drawn", "CharProcs" => dictionary! {},
            };
            sound.resource("Font", "T", font.into());
            sound.paint("BT /T 9 Tf 40 30 Td (x) Tj ET");
        },
        &["press-fonts error: the font Drawn is a Type 3 font"],
    );
    // What sets no text, and text that is not to be seen, needs no font. Spaces do.
    let helvetica = |text: &'static str| {
        move |sound: &mut Sound| {
            let font =
                dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" };
            sound.resource("Font", "H", font.into());
            sound.paint(text);
        }
    };
    clean(helvetica(""));
    clean(helvetica("BT /H 9 Tf 3 Tr 40 30 Td (scanned) Tj ET"));
    clean(helvetica("BT /H 9 Tf 40 30 Td () Tj ET"));
    let missing = &["press-fonts error: the font Helvetica is not embedded"];
    found(helvetica("BT /H 9 Tf 40 30 Td ( ) Tj ET"), missing);
    found(helvetica("BT /H 9 Tf 7 Tr 40 30 Td (x) Tj ET"), missing);
}

#[test]
fn masks_of_images() {
    let masked = |sound: &mut Sound, key: &str, mask: Object, side: u32| {
        let image = sound.cmyk_image([20, 20], [9; 4]);
        let id = image.as_reference().expect("a reference");
        let stream = sound
            .document
            .get_object_mut(id)
            .and_then(Object::as_stream_mut);
        stream.expect("an image").dict.set(key, mask);
        sound
            .resource("XObject", "I", image)
            .paint(&format!("q {side} 0 0 {side} 50 30 cm /I Do Q"));
    };
    let stencil = |sound: &mut Sound| {
        let dict = dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => 8, "Height" => 8,
            "ImageMask" => true, "BitsPerComponent" => 1,
        };
        sound.stream(dict, [0xAA; 8])
    };
    // Stencils and ranges of colours are older than transparency.
    let hard = |side| {
        move |sound: &mut Sound| {
            let mask = stencil(sound);
            masked(sound, "Mask", mask, side);
        }
    };
    let key =
        |sound: &mut Sound| masked(sound, "Mask", numbers(&[9, 9, 9, 9, 9, 9, 9, 9]).into(), 4);
    clean(hard(1));
    clean(key);
    found_x1a(hard(1), &[]);
    found_x1a(key, &[]);
    // Their edges are as coarse as their pixels.
    found(
        hard(4),
        &[
            "press-resolution error: the mask of an image of 8 × 8 pixels has 144 ppi as placed, and at least 150 are needed",
        ],
    );
    let soft = |pixels: &'static [u8]| {
        move |sound: &mut Sound| {
            let mask = sound.image(name("DeviceGray"), [2, 1], pixels);
            masked(sound, "SMask", mask, 4);
        }
    };
    found(
        soft(&[0, 255]),
        &[
            "press-resolution error: the mask of an image of 2 × 1 pixels has 18 ppi as placed, and at least 150 are needed",
        ],
    );
    clean(soft(&[9, 9]));
}

#[test]
fn production() {
    let state = |entries: lopdf::Dictionary| {
        move |sound: &mut Sound| {
            sound.resource("ExtGState", "P", entries.clone().into());
        }
    };
    let curve = dictionary! {
        "FunctionType" => 2, "Domain" => numbers(&[0, 1]), "N" => 2, "C0" => numbers(&[0]), "C1" => numbers(&[1]),
    };
    let transfer = &[
        "press-production error: a graphics state has a transfer function, which changes all inks",
    ];
    found(state(dictionary! { "TR" => curve.clone() }), transfer);
    let four = vec![
        "Identity".into(),
        "Identity".into(),
        curve.clone().into(),
        "Identity".into(),
    ];
    found(state(dictionary! { "TR2" => four }), transfer);
    clean(state(dictionary! { "TR" => "Identity" }));
    clean(state(dictionary! { "TR2" => "Default" }));
    let screen = |kind: i64| {
        dictionary! {
            "Type" => "Halftone", "HalftoneType" => kind, "Frequency" => 60, "Angle" => 45, "SpotFunction" => "Round",
        }
    };
    let own = &[
        "press-production warning: a graphics state has a screen of its own, in place of the printer's",
    ];
    let strange = &["press-production error: a halftone of a kind that PDF/X does not have"];
    found(state(dictionary! { "HT" => screen(1) }), own);
    found(state(dictionary! { "HT" => screen(6) }), strange);
    let mut named = screen(1);
    named.set("HalftoneName", "Mine");
    found(state(dictionary! { "HT" => named }), strange);
    let mut changing = screen(1);
    changing.set("TransferFunction", curve);
    found(
        state(dictionary! { "HT" => changing }),
        &["press-production error: a halftone has a transfer function, which changes inks"],
    );
    clean(state(dictionary! { "HT" => "Default" }));
    found(
        state(dictionary! { "HTP" => numbers(&[1, 1]) }),
        &["press-production error: a graphics state has a halftone phase (HTP)"],
    );
    let opi = &[
        "press-production error: an image or a form stands for another file (OPI), which the press would have to have",
    ];
    let proxy = |sound: &mut Sound| {
        let low = dictionary! { "1.3" => dictionary! { "Type" => "OPI", "Version" => 1.3 } };
        let form = sound.form(dictionary! { "OPI" => low }, "");
        sound.resource("XObject", "X", form).paint("/X Do");
    };
    found(proxy, opi);
    found_x1a(proxy, opi);
    found(
        |sound| {
            let plate = dictionary! { "DeviceColorant" => "Cyan" };
            sound.page.set("SeparationInfo", plate);
        },
        &["press-production error: the page is preseparated: one plate of several"],
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
