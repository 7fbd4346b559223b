//! A `sync` of texts without an article, by the library.

use std::sync::Arc;

use fluentpress::article::segment::{Kind, Segment, Wish};
use fluentpress::diagnostic::Diagnostics;
use fluentpress::l10n::align::segment_words;
use fluentpress::l10n::catalogue::Catalogue;
use fluentpress::origin::{FileId, Origin};
use fluentpress::translate::lock::Lock;
use fluentpress::translate::sync::{Synced, Wanted, sync};

/// A paragraph of an article.
pub fn segment(words: String) -> Segment {
    Segment {
        kind: Kind::Paragraph,
        section: "s".to_owned(),
        wish: Wish::Under("s".to_owned()),
        parts: vec![(None, words.clone())],
        words,
        origin: Origin::file(&FileId::new("seeds/a.md")),
    }
}

/// The catalogue of a translation.
pub fn catalogue(text: &str) -> Catalogue {
    let file = FileId::new("i18n/de/a.ftl");
    Catalogue::parse(&file, &Arc::from(text), &mut Diagnostics::default())
}

/// A catalogue and its lock after a `sync` with these segments, each with its id.
pub fn synced(text: &str, lock: &Lock, segments: &[(String, Segment)]) -> Synced {
    let words = segments.iter().map(|(_, segment)| segment_words(segment));
    let words: Vec<_> = words.collect();
    let wanted = segments
        .iter()
        .zip(&words)
        .map(|((id, segment), words)| Wanted {
            id,
            was: None,
            segment,
            words,
            shown: "x".to_owned(),
            heading: "s".to_owned(),
        });
    sync(&wanted.collect::<Vec<_>>(), &catalogue(text), lock)
}
