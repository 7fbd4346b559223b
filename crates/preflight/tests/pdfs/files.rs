//! A fault planted for the rules on whole files is found, and its sound twin passes.

use crate::support::sound::{Sound, saved, text};
use crate::support::{asked, clean, found, found_with, found_x1a, name, numbers, said};
use lopdf::{Object, dictionary};
use preflight::Limits;

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
        said(cut, &asked())
            .iter()
            .any(|s| s.starts_with("press-file error"))
    );
    let nothing = said(b"not a PDF", &asked());
    assert!(nothing[0].starts_with("press-file error: the file cannot be read"));
    assert_eq!(
        nothing.len(),
        15,
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
    let said = said(&saved(document), &asked());
    assert!(
        said.contains(&"press-file error: the file is encrypted".to_owned()),
        "{said:?}"
    );
    assert_eq!(said.iter().filter(|s| s.contains("undecided")).count(), 14);
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
        &Limits {
            bleed: 5.0,
            ..Limits::default()
        },
        Sound::x4(),
        &["press-boxes error: the bleed is 3.5 mm, not 5 mm"],
    );
    found_with(&Limits::default(), Sound::x4(), &[]);
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
    assert_eq!(said(&saved(document), &asked()), [""; 0]);

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
    found_with(&asked(), sound, &[]);
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
        said(&saved(document), &asked()),
        ["press-identity error: the file has no id"]
    );
    let broken = said(
        &{
            let mut sound = Sound::x4();
            sound.xmp = sound.xmp.replace("</rdf:RDF>", "");
            sound.bytes()
        },
        &asked(),
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
