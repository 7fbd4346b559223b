//! Pictures: what they are, or what is wrong with them.

use fluentpress::picture::reader::{examine, for_engine};
use typst::foundations::Bytes;

use super::{Target, root};
use crate::edit::Corpus;

const WORDS: &[&str] = &[
    "\u{89}PNG\r\n\u{1a}\n",
    "IHDR",
    "IDAT",
    "IEND",
    "gAMA",
    "iCCP",
    "sRGB",
    "cHRM",
    "tRNS",
    "PLTE",
    "JFIF",
    "Exif\0\0",
    "ICC_PROFILE\0",
    "Adobe",
    "GIF89a",
    "RIFF",
    "WEBP",
    "<svg>",
];

/// The target.
pub fn target() -> Target {
    Target {
        name: "picture",
        corpus: Corpus {
            files: corpus(),
            words: WORDS,
            are_texts: false,
            most: 64 << 10,
        },
        run: Box::new(|input| {
            let _ = examine(Bytes::new(input.to_vec()));
            for name in ["seeds/a.png", "seeds/a.jpg"] {
                for_engine(name, Bytes::new(input.to_vec()));
            }
        }),
    }
}

/// The small pictures of the tests.
fn corpus() -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    for folder in [
        "tests/fixtures/jpeg",
        "tests/fixtures/gallery",
        "crates/preflight/tests/fixtures",
        "docs",
    ] {
        let entries = std::fs::read_dir(root().join(folder)).into_iter().flatten();
        let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        let is_picture = |path: &std::path::PathBuf| {
            let end = path.extension().and_then(|end| end.to_str());
            matches!(end, Some("jpg" | "jpeg" | "png"))
        };
        let files = paths
            .into_iter()
            .filter(is_picture)
            .map(|path| super::read(&path));
        all.extend(files.filter(|bytes| bytes.len() < 64 << 10));
    }
    all
}
