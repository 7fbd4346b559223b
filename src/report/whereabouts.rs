//! Where a message stands: a few lines for people, an object for machines.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::inspect::spots::Spot;
use crate::pipeline::commands::message_pages::MessagePages;
use crate::pipeline::commands::whereabouts::{Place, Whereabouts};

/// The lines about one message. The places stand first in their line: terminals make links of them.
pub fn lines(message: &Whereabouts) -> String {
    let mut out = format!(
        "{} ({}) is {}\n",
        message.id,
        message.kind,
        message.state.name()
    );
    let mut part = |place: &Place, words: Option<&String>| {
        let _ = writeln!(out, "  {}", at(place));
        for line in words.iter().flat_map(|words| words.lines()) {
            let _ = writeln!(out, "      {line}");
        }
    };
    match &message.source {
        // In the source language, the text is that of the article; the catalogue is a copy.
        Some(source) if message.words == message.source_words => {
            part(source, message.words.as_ref());
            part(&message.place, None);
        }
        Some(source) => {
            part(&message.place, message.words.as_ref());
            part(source, message.source_words.as_ref());
        }
        None => part(&message.place, message.words.as_ref()),
    }
    if let Some(changed) = &message.changed {
        let _ = writeln!(
            out,
            "  the source text changed: {}",
            changed.replace('\n', " ")
        );
    }
    let width = message
        .shown
        .iter()
        .map(|shown| shown.artifact.chars().count());
    let width = width.max().unwrap_or(0);
    for shown in &message.shown {
        let _ = writeln!(out, "  {:width$}  {}", shown.artifact, on(shown));
    }
    if message.shown.is_empty() {
        out.push_str("  in no artifact\n");
    }
    out
}

fn at(place: &Place) -> String {
    match place.position {
        Some(position) => {
            let default = if place.is_default {
                " (a default inside fluentpress)"
            } else {
                ""
            };
            format!(
                "{}:{}:{}{default}",
                place.file, position.line, position.column
            )
        }
        None => format!("{} (not there yet)", place.file),
    }
}

fn on(shown: &MessagePages) -> String {
    match &shown.spots {
        _ if shown.is_note => "speaker note, with --notes".to_owned(),
        None => "cannot be typeset".to_owned(),
        Some(spots) if spots.is_empty() => "in the file's data, on no page".to_owned(),
        Some(spots) => pages(spots),
    }
}

/// Pages with places; neighbours with one place, such as the foot of each, are listed once.
fn pages(spots: &[Spot]) -> String {
    let mut runs: Vec<(Spot, usize)> = Vec::new();
    for spot in spots {
        match runs.last_mut() {
            Some((first, last))
                if *last + 1 == spot.page && (first.x, first.y) == (spot.x, spot.y) =>
            {
                *last = spot.page;
            }
            _ => runs.push((*spot, spot.page)),
        }
    }
    let said = runs.iter().map(|(spot, last)| {
        let (x, y) = (millimetres(spot.x), millimetres(spot.y));
        let pages = match spot.page == *last {
            true => format!("page {last}"),
            false => format!("pages {}–{last}", spot.page),
        };
        format!("{pages} at {x:.1} × {y:.1} mm")
    });
    said.collect::<Vec<_>>().join(", ")
}

/// One object.
pub fn json(message: &Whereabouts, locale: &str) -> Value {
    let shown = message.shown.iter().map(|shown| {
        let spots = shown.spots.as_ref().map(|spots| {
            let spot = |s: &Spot| json!({ "page": s.page, "x_mm": millimetres(s.x), "y_mm": millimetres(s.y) });
            spots.iter().map(spot).collect::<Vec<_>>()
        });
        json!({ "artifact": shown.artifact, "pages": spots, "speaker_note": shown.is_note })
    });
    json!({
        "type": "message",
        "id": message.id,
        "kind": message.kind,
        "locale": locale,
        "article": message.article,
        "state": message.state.name(),
        "place": place(&message.place),
        "words": message.words,
        "source_place": message.source.as_ref().map(place),
        "source_words": message.source_words,
        "changed": message.changed,
        "artifacts": shown.collect::<Vec<_>>(),
    })
}

fn place(place: &Place) -> Value {
    json!({
        "file": place.file.path(),
        "line": place.position.map(|p| p.line),
        "column": place.position.map(|p| p.column),
        "default": place.is_default,
    })
}

/// From tenths.
fn millimetres(tenths: i64) -> f64 {
    tenths as f64 / 10.0
}
