//! Translations against the rules: findings point into the file, and repairs come to an end.

use fluentpress::diagnostic::Diagnostics;
use fluentpress::origin::FileId;
use fluentpress::pipeline::build::request::Request;

use super::project::Folder;
use super::{Target, catalogue, check_places, files, text};
use crate::edit::Corpus;

const SETTINGS: &str = "source: en\nlocales: [fr]\n";
const FRENCH: &str = "i18n/fr/a.ftl";

/// The target.
pub fn target() -> Target {
    let folder = Folder::new(&["seeds/a.md", "fluentpress.yaml", "i18n/en/a.ftl", FRENCH]);
    let article = files(&["src/cli/template/night-trains.md"]).concat();
    Target {
        name: "check",
        corpus: Corpus {
            files: files(&["src/cli/template/fr.ftl"]),
            words: catalogue::WORDS,
            are_texts: true,
            most: 3000,
        },
        run: Box::new(move |input| {
            let input = text(input).into_owned();
            // A sign that is removed may leave another one at the end of a word.
            let once = repaired(&folder, &article, &input);
            let twice = repaired(&folder, &article, &once);
            let thrice = repaired(&folder, &article, &twice);
            assert_eq!(twice, thrice, "of {input:?}");
        }),
    }
}

/// Checks a translation. The result is the text with what can be repaired.
fn repaired(folder: &Folder, article: &[u8], translation: &str) -> String {
    let session = folder.open(&[
        ("seeds/a.md", article),
        ("fluentpress.yaml", SETTINGS.as_bytes()),
        (FRENCH, translation.as_bytes()),
    ]);
    let mut found = Diagnostics::default();
    let fixes = session.check(&Request::default(), &mut found);
    let file = FileId::new(FRENCH);
    check_places(&found, &file, translation.trim_start_matches('\u{feff}'));
    let fixed = session.fixed(&fixes).into_iter();
    let mut fixed = fixed.filter(|(name, _)| *name == file);
    match fixed.next() {
        Some((_, bytes)) => text(&bytes).into_owned(),
        None => translation.to_owned(),
    }
}
