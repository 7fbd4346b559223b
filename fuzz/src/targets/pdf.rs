//! PDFs: the preflight and the comparison say what they are, or that it cannot be known.

use preflight::compare::differences;
use preflight::{Limits, Standard, check};

use super::Target;
use crate::edit::Corpus;

#[path = "../../../crates/preflight/tests/pdfs/support/sound.rs"]
#[expect(dead_code, reason = "the tests use all of it")]
mod sound;

const WORDS: &[&str] = &[
    "<<",
    ">>",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "/",
    "/Length 9",
    "/Type /Page",
    "/Kids [1 0 R]",
    "/Parent 1 0 R",
    "1 0 R",
    "0 0 R",
    "9999999999 0 R",
    "obj",
    "endobj",
    "stream\n",
    "\nendstream",
    "xref\n",
    "trailer",
    "startxref\n0\n%%EOF",
    "/Filter /FlateDecode",
    "/FlateDecode",
    "/ObjStm",
    "/XRef",
    "/Prev 0",
    "q ",
    "Q ",
    "cm ",
    "Do ",
    "BI ",
    "ID ",
    "EI ",
    "BT ",
    "ET ",
    "Tj ",
    "re f ",
    "sh ",
    "scn ",
    "0 0 0 1 k ",
    "1e38 ",
    "-",
    "/Pattern cs ",
    "/SMask",
    "/Group",
    "#00",
    "\\777",
    "null",
    "true",
    "%",
];

/// The target.
pub fn target() -> Target {
    let files = vec![sound::small()];
    let real = files.clone();
    Target {
        name: "pdf",
        corpus: Corpus {
            files,
            words: WORDS,
            are_texts: false,
            most: 64 << 10,
        },
        run: Box::new(move |input| {
            for standard in [Standard::X4, Standard::X1a] {
                let limits = Limits {
                    standard,
                    ..Limits::default()
                };
                let report = check(input, &limits);
                assert!(!format!("{report}").contains('\u{1b}'));
            }
            let _ = differences(&real[0], input);
        }),
    }
}
