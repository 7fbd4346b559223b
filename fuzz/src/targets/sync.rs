//! Translations: `sync` loses nothing that a translator wrote, and has nothing to do the second time.

use fluentpress::diagnostic::Diagnostics;
use fluentpress::pipeline::build::request::Request;
use fluentpress::pipeline::commands::sync::run::Extras;

use super::project::Folder;
use super::{Target, catalogue};
use crate::edit::Corpus;

const SETTINGS: &str = "source: en\nlocales: [fr]\n";
const ARTICLE: &str = "---\ntitle: A title\ndate: 2025-11-01\n---\n\nOpening *words* of 2025.\n\n# Facts {#facts}\n\nA first text.[^1]\n\n- One point\n- Another point\n\n[^1]: A note.\n";
const TRANSLATION: &str = "# A remark for the file\n\nmeta-title = Un titre\nlede-opening-words-of = Premiers *mots* de 2025.\n\n# missing: facts (heading)\n# facts = Facts\nfacts-a-first-text = Un premier texte.[^1]\n# stale: facts-one-point\n# source: One [-old-] point\nfacts-one-point = Un point\nfacts-another-point =\n    Un autre\n    point\n# obsolete: old\n# old = Vieux\n";
const FILES: [&str; 5] = [
    "seeds/a.md",
    "fluentpress.yaml",
    "i18n/en/a.ftl",
    "i18n/fr/a.ftl",
    "i18n/fr/a.lock.yaml",
];

/// The target.
pub fn target() -> Target {
    let folder = Folder::new(&FILES);
    Target {
        name: "sync",
        corpus: Corpus {
            files: vec![TRANSLATION.as_bytes().to_vec()],
            words: catalogue::WORDS,
            are_texts: true,
            most: 900,
        },
        run: Box::new(move |input| run(&folder, input)),
    }
}

fn run(folder: &Folder, translation: &[u8]) {
    let mut files: Vec<(String, Vec<u8>)> = FILES
        .iter()
        .map(|name| ((*name).to_owned(), Vec::new()))
        .collect();
    let texts = [
        ARTICLE.as_bytes(),
        SETTINGS.as_bytes(),
        &[],
        translation,
        &[],
    ];
    for (file, text) in files.iter_mut().zip(texts) {
        file.1 = text.to_vec();
    }
    let once = synced(folder, &mut files);
    let twice = synced(folder, &mut files);
    assert!(!once || !twice, "the second time");
    let now = String::from_utf8_lossy(&files[3].1).into_owned();
    let has: Vec<&str> = now.lines().map(bare).collect();
    for line in String::from_utf8_lossy(translation).lines().map(bare) {
        assert!(
            is_ours(line) || has.contains(&line),
            "{line:?} is not in {now}"
        );
    }
}

/// Runs `sync`; returns whether there was anything to write.
fn synced(folder: &Folder, files: &mut [(String, Vec<u8>)]) -> bool {
    let open: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, bytes)| (&**name, &**bytes))
        .collect();
    let session = folder.open(&open);
    let found = &mut Diagnostics::default();
    let synced = session.sync(&Request::default(), Extras::default(), found);
    if found.has_errors() {
        // Nothing is written.
        return false;
    }
    for (name, bytes) in &synced.files {
        if let Some(file) = files.iter_mut().find(|(own, _)| *own == name.path()) {
            file.1.clone_from(bytes);
        }
    }
    !synced.files.is_empty()
}

/// A line without the comment signs that `sync` may put before it, or take away.
fn bare(line: &str) -> &str {
    line.trim_end_matches('\r')
        .trim_start_matches(['#', ' '])
        .trim_end()
}

/// Whether a line is one of the comments that `sync` writes, and may remove.
fn is_ours(line: &str) -> bool {
    const OURS: [&str; 4] = ["stale:", "source", "missing:", "obsolete:"];
    line.is_empty() || OURS.iter().any(|ours| line.starts_with(ours))
}
