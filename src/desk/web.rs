//! The page itself: files inside the program, and its words.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use crate::diagnostic::Diagnostics;
use crate::l10n::catalogue::Catalogue;
use crate::origin::FileId;
use crate::translate::typed::typed;

/// Lists the files of the folder `web` with their contents.
macro_rules! embedded {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("web/", $name)))),*]
    };
}

/// Name and contents. A test compares this list with the folder.
pub const FILES: &[(&str, &str)] = embedded![
    "actions.js",
    "address.js",
    "api.js",
    "badges.js",
    "browse.js",
    "changes.js",
    "column.js",
    "commands.js",
    "conflict.js",
    "context.js",
    "deck.js",
    "desk.css",
    "desk.en.ftl",
    "desk.fr.ftl",
    "desk.js",
    "diff.js",
    "dom.js",
    "drafts.js",
    "editor.js",
    "filters.js",
    "findings.js",
    "icon.svg",
    "index.html",
    "kept.js",
    "list.js",
    "lost.js",
    "matrix.js",
    "message-findings.js",
    "message-foot.js",
    "message.js",
    "notices.js",
    "page.js",
    "panels.css",
    "picture.js",
    "places.js",
    "present.css",
    "present.html",
    "present.js",
    "roving.js",
    "slide.js",
    "timer.js",
    "together.js",
    "view.js",
    "viewer.js",
    "words.js",
];

/// The languages of the page's own words; the first one is for all others.
const LANGUAGES: [(&str, &str); 2] = [("en", "desk.en.ftl"), ("fr", "desk.fr.ftl")];

/// A file of the page.
pub fn file(name: &str) -> Response {
    let Some((_, text)) = FILES.iter().find(|(known, _)| *known == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kind = match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "text/plain; charset=utf-8",
    };
    ([(header::CONTENT_TYPE, kind)], *text).into_response()
}

/// The page's own words in a language, by id.
pub fn strings(language: &str) -> Value {
    let tag = language.split('-').next().unwrap_or_default();
    let own = LANGUAGES.iter().find(|(known, _)| *known == tag);
    let (tag, name) = own.unwrap_or(&LANGUAGES[0]);
    let text = FILES.iter().find(|(known, _)| known == name);
    let text = text.map(|(_, text)| *text).unwrap_or_default();
    let catalogue = Catalogue::parse(
        &FileId::new(*name),
        &text.into(),
        &mut Diagnostics::default(),
    );
    let strings = catalogue.messages.iter().filter_map(|message| {
        let text = typed(&catalogue, message).into_iter().next()?;
        Some((message.id.clone(), Value::from(text.text)))
    });
    json!({ "lang": tag, "strings": strings.collect::<Map<_, _>>() })
}
