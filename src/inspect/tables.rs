//! Tables that are too wide for their layout: one finding a table, with its widest column.

use std::ops::ControlFlow;

use typst::foundations::{Content, Dict, Label, Selector, Value};
use typst::introspection::Introspector;
use typst::layout::Abs;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::inspect::units::tenths_up;
use crate::lower::source_map::Written;
use crate::typeset::compile::{Trace, Tracer};

/// The label of the metadata by which a layout says that a table is too wide: the rank of its widest `column`, the `cells` of
/// that column, and by how much the table is `over`.
const TOO_WIDE: &str = "fp-table-too-wide";

/// Reports the tables of an artifact that are too wide.
pub fn check(document: &PagedDocument, tracer: &Tracer, artifact: &str, out: &mut Diagnostics) {
    let Some(label) = Label::new(PicoStr::intern(TOO_WIDE)) else {
        return;
    };
    let introspector = document.introspector();
    let mut known: Vec<Written> = Vec::new();
    for element in introspector.query(&Selector::Label(label)) {
        let Ok(Value::Dict(found)) = element.field_by_name("value") else {
            continue;
        };
        let Some((column, cells, over)) = read(&found) else {
            continue;
        };
        let written = cells.iter().find_map(|cell| written(cell, tracer));
        // A table that goes on over slides says so on each.
        if let Some(written) = &written {
            if known.contains(written) {
                continue;
            }
            known.push(written.clone());
        }
        let head = cells
            .first()
            .map(|cell| cell.plain_text().trim().to_owned());
        let name = head
            .filter(|head| !head.is_empty())
            .map(|head| format!(", `{head}`,"));
        let message = format!(
            "this table does not fit, even in small type: column {column}{} is the widest",
            name.unwrap_or_default(),
        );
        let page = element.location().and_then(|at| introspector.page(at));
        let tenths = tenths_up(over.to_pt());
        let error = Diagnostic::new(Code::TableTooWide, message)
            .hint("shorten the longest words of its cells, leave a column out, or make two tables of it")
            .place(artifact, page.map(|page| page.get()), Some(tenths));
        out.push(match written {
            Some(written) => error.at(written.origin),
            None => error,
        });
    }
}

fn read(found: &Dict) -> Option<(i64, Vec<Content>, Abs)> {
    let column = found.get("column").ok()?.clone().cast::<i64>().ok()?;
    let cells = found
        .get("cells")
        .ok()?
        .clone()
        .cast::<typst::foundations::Array>()
        .ok()?;
    let cells = cells
        .into_iter()
        .filter_map(|cell| cell.cast::<Content>().ok());
    let over = found
        .get("over")
        .ok()?
        .clone()
        .cast::<typst::layout::Length>()
        .ok()?;
    Some((column, cells.collect(), over.abs))
}

/// What a piece of content was written as: the first of its texts that a person wrote.
pub fn written(content: &Content, tracer: &Tracer) -> Option<Written> {
    let mut found = None;
    // The notes in a note are in its content too, twice where they are named twice.
    let _ = content.traverse(&mut |inner: Content| match tracer.glyph(inner.span()) {
        Trace::Text(written) => {
            found = Some(written.clone());
            ControlFlow::Break(())
        }
        _ => ControlFlow::Continue(()),
    });
    found
}
