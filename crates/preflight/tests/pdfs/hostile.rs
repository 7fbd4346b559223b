//! Hostile files: no bytes make the preflight panic, run without end, or pass in silence.

use std::time::{Duration, Instant};

use crate::support::sound::{Sound, saved, small};
use lopdf::{Dictionary, Object, SaveOptions, Stream, dictionary};
use preflight::{Limits, Report, Rule, Severity, check};
use proptest::prelude::*;

/// No file of this size may take longer, in a build without optimization.
const LONG: Duration = Duration::from_secs(60);

fn timed(bytes: &[u8]) -> Report {
    let start = Instant::now();
    let report = check(bytes, &Limits::default());
    assert!(start.elapsed() < LONG, "{:?}", start.elapsed());
    report
}

/// What is not an error in the syntax is undecided.
#[track_caller]
fn undecided(report: &Report, reason: &str) {
    let mut all = report.undecided.iter();
    assert!(
        all.any(|open| open.reason.contains(reason)),
        "{reason}: {report:?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn changed_bytes(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let mut bytes = small();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        timed(&bytes);
    }

    #[test]
    fn pieces_moved(from in any::<prop::sample::Index>(), to in any::<prop::sample::Index>(), length in 1_usize..200) {
        let mut bytes = small();
        let from = from.index(bytes.len());
        let piece = bytes[from..(from + length).min(bytes.len())].to_vec();
        let to = to.index(bytes.len());
        bytes.splice(to..(to + length / 2).min(bytes.len()), piece);
        timed(&bytes);
    }

    #[test]
    fn cut_files(at in any::<prop::sample::Index>()) {
        let bytes = small();
        timed(&bytes[..at.index(bytes.len())]);
    }

    #[test]
    fn any_content(content in prop::collection::vec(piece(), 0..60)) {
        let mut sound = Sound::x4();
        sound.paint(&content.join(" "));
        timed(&sound.bytes());
    }
}

/// Operators and operands, some of which make no sense.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "q",
            "Q",
            "cm",
            "re",
            "f",
            "S",
            "B",
            "W",
            "n",
            "m",
            "l",
            "c",
            "h",
            "BT",
            "ET",
            "Tj",
            "TJ",
            "Tf",
            "Td",
            "Tm",
            "T*",
            "'",
            "\"",
            "k",
            "K",
            "g",
            "rg",
            "cs",
            "scn",
            "gs",
            "Do",
            "sh",
            "w",
            "BI",
            "ID",
            "EI",
            "BX",
            "EX",
            "Tr",
            "Tz",
            "d0",
            "BDC",
            "EMC",
            "/F1",
            "/Over",
            "/Nothing",
            "/Pattern",
            "(text)",
            "[(a) 3]",
            "<",
            "<<",
            ">>",
            "<41>",
            "]",
            "(",
            ")",
            "\\",
            "%",
            "1e99",
            "--1",
            "99999999999999999999",
        ])
        .prop_map(str::to_owned),
        (-1000_i32..1000).prop_map(|n| n.to_string()),
        any::<f32>().prop_map(|n| n.to_string()),
    ]
}

/// A small file whose page has one more thing.
fn planted(plant: impl Fn(&mut Sound)) -> Vec<u8> {
    let mut sound = Sound::x4();
    plant(&mut sound);
    sound.bytes()
}

#[test]
fn forms_that_draw_themselves() {
    let bytes = planted(|sound| {
        let own = sound.document.new_object_id();
        let inner = dictionary! { "XObject" => dictionary! { "X" => own } };
        let dict = dictionary! {
            "Type" => "XObject", "Subtype" => "Form", "Resources" => inner,
            "BBox" => vec![0.into(), 0.into(), 9.into(), 9.into()],
        };
        let form = Stream::new(dict, b"/X Do".to_vec());
        sound.document.objects.insert(own, form.into());
        sound.resource("XObject", "X", own.into());
        sound.paint("/X Do");
    });
    let report = timed(&bytes);
    undecided(&report, "draws itself");
    let open = report.undecided.iter().map(|open| open.rule);
    assert_eq!(open.collect::<Vec<_>>(), Rule::PAINTED);
}

#[test]
fn forms_that_multiply() {
    // Sixteen forms, each of which draws the next one sixteen times.
    let bytes = planted(|sound| {
        let mut last = sound.form(dictionary! {}, "0 0 0 0.1 k 30 30 9 9 re f");
        for _ in 0..16 {
            let inner = dictionary! { "XObject" => dictionary! { "X" => last } };
            last = sound.form(dictionary! { "Resources" => inner }, &"/X Do ".repeat(16));
        }
        sound.resource("XObject", "X", last);
        sound.paint("/X Do");
    });
    undecided(&timed(&bytes), "more is painted");
}

#[test]
fn streams_that_unpack_beyond_the_bound() {
    let bytes = planted(|sound| {
        let mut stream = Stream::new(Dictionary::new(), vec![b' '; 130 << 20]);
        stream.compress().expect("packed");
        let stream = sound.document.add_object(stream);
        sound.page.set("Contents", stream);
    });
    assert!(bytes.len() < 2 << 20);
    undecided(&timed(&bytes), "too large");
}

#[test]
fn damaged_content_is_not_the_whole() {
    let check = |content: &[u8], filter: Option<&str>, reason: &str| {
        let bytes = planted(|sound| {
            let mut dict = Dictionary::new();
            if let Some(filter) = filter {
                dict.set("Filter", filter);
            }
            let stream = sound.stream(dict, content);
            sound.page.set("Contents", stream);
        });
        undecided(&timed(&bytes), reason);
    };
    check(b"q 1 0 0 rg ) Q", None, "bytes that are no operation");
    check(b"0 0 0 1 k 20 30 re f", None, "has not the numbers");
    check(b"q frobnicate Q", None, "not known");
    check(b"/Nothing Do", None, "is not there");
    check(b"BT (text) Tj ET", None, "text has no font");
    check(b"BI /W 9 /H 9 ID xxxx", None, "has no end");
    check(b"x\x9c\x03\x00\x00", Some("FlateDecode"), "damaged");
    check(b"data", Some("JBIG2Decode"), "not read here");
    check(&b"q ".repeat(9999), None, "nested too deep");
}

#[test]
fn page_trees_that_lead_back() {
    let mut document = Sound::x4().finish();
    let root = document.catalog().and_then(|c| c.get(b"Pages")).cloned();
    let root = root
        .and_then(|root| root.as_reference())
        .expect("a reference");
    let tree = document.get_dictionary_mut(root).expect("a tree");
    tree.set("Kids", vec![Object::Reference(root)]);
    let report = timed(&saved(document));
    assert_eq!(report.pages, 0);
    assert!(report.has_errors());
    undecided(&report, "cannot be read");
}

#[test]
fn huge_numbers() {
    let numbers =
        "99999999999999999999999999999999 -3e38 0.0000001 340282350000000000000000000000000000000";
    for operators in [
        format!("{numbers} 1 1 cm 0 0 9 9 re f"),
        format!("{numbers} re f"),
        format!("{numbers} k 30 30 9 9 re f"),
        format!("BT /F1 {} Tf {numbers} 0 0 Tm (x) Tj ET", "9".repeat(30)),
        format!("{numbers} 5 5 c S"),
    ] {
        timed(&planted(|sound| sound.paint(&operators)));
    }
    let huge = || -> Vec<Object> {
        vec![
            (-1e38_f32).into(),
            0.into(),
            1e38_f32.into(),
            i64::MAX.into(),
        ]
    };
    timed(&planted(|sound| {
        sound.page.set("MediaBox", huge());
        sound.page.set("TrimBox", huge());
        sound.page.set("UserUnit", 1e30_f32);
        sound.page.set("Rotate", i64::MIN);
    }));
    timed(&planted(|sound| {
        let image = sound.image(
            Object::Name(b"DeviceCMYK".to_vec()),
            [i64::MAX, i64::MAX],
            b"data",
        );
        sound.resource("XObject", "I", image);
        sound.paint("q 9 0 0 9 30 30 cm /I Do Q");
    }));
}

#[test]
fn newer_ways_of_writing_files() {
    // Cross-reference streams and object streams, and an update behind the end.
    let limits = Limits::default();
    let mut document = Sound::x4().finish();
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true);
    let mut bytes = Vec::new();
    document
        .save_with_options(&mut bytes, options.build())
        .expect("a file");
    let report = check(&bytes, &limits);
    assert_eq!(report.passed().len(), Rule::ALL.len(), "{report:?}");

    let bytes = Sound::x4().bytes();
    let previous = lopdf::Document::load_mem(&bytes).expect("a file");
    let mut update = lopdf::IncrementalDocument::create_from(bytes, previous);
    let pages = update.get_prev_documents().get_pages();
    let page = pages.values().next().copied().expect("a page");
    update
        .opt_clone_object_to_new_document(page)
        .expect("a page");
    let dict = update
        .new_document
        .get_dictionary_mut(page)
        .expect("a page");
    dict.remove(b"TrimBox");
    let mut bytes = Vec::new();
    update.save_to(&mut bytes).expect("a file");
    let report = check(&bytes, &limits);
    let said: Vec<_> = report.findings.iter().map(|f| f.message.as_str()).collect();
    assert_eq!(said, ["the page has no TrimBox"]);
    assert!(
        report
            .findings
            .iter()
            .all(|f| f.severity == Severity::Error)
    );
}

#[test]
fn more_marks_than_can_be_compared() {
    // Each touches the edge, overprints the others, and has its own ink.
    let mut content = "/Over gs 0.1 g ".to_owned();
    for n in 0..30_000 {
        content += &format!("0.{n:05} 0.1 0 0 k 20 30 {}.5 9 re f ", n % 90);
    }
    let report = timed(&planted(|sound| sound.paint(&content)));
    undecided(&report, "more is painted");
    assert!(report.has_errors());
}

#[test]
fn tables_without_entries() {
    let text = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\nxref\n0 0\ntrailer<</Size 0/Root 1 0 R>>\nstartxref\n40\n%%EOF";
    let report = timed(text);
    assert!(report.has_errors());
    assert!(timed(b"%PDF-1.4\nxref\n0 0\ntrailer<<>>\nstartxref\n9\n%%EOF").has_errors());
    assert!(timed(b"%PDF-").has_errors());
    assert!(timed(b"").has_errors());
}

#[test]
fn forms_and_tiles_that_go_deep() {
    // Forty patterns, each of whose tiles is filled with the next one.
    let bytes = planted(|sound| {
        let mut last = sound.form(dictionary! {}, "0 0 0 0.1 k 30 30 9 9 re f");
        for _ in 0..40 {
            let tile = dictionary! {
                "PatternType" => 1, "PaintType" => 1, "TilingType" => 1, "XStep" => 9, "YStep" => 9,
                "BBox" => vec![0.into(), 0.into(), 9.into(), 9.into()],
                "Resources" => dictionary! {
                    "Pattern" => dictionary! { "P" => last.clone() }, "XObject" => dictionary! { "P" => last },
                },
            };
            last = sound.stream(tile, "/Pattern cs /P scn 0 0 5 5 re f");
        }
        sound.resource("Pattern", "P", last);
        sound.paint("/Pattern cs /P scn 30 30 9 9 re f");
    });
    undecided(&timed(&bytes), "nested too deep");
}
